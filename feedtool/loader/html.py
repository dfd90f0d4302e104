"""Built and saved pages: the source type "html". A page that is no post is passed over, with the reason.

What a field is read from stands in tables, in their order; docs/reference/pages.md explains it.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from feedtool import dates, urls
from feedtool.article import article, without_suffix
from feedtool.loader.address import address, day_of, own_path
from feedtool.loader.dateline import Dateline, dateline
from feedtool.loader.is_post import why_not
from feedtool.markup import one_line, with_addresses, words
from feedtool.raw import File, NoPost, Raw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from feedtool.loader.page import Page

suffixes: Final = (".html", ".htm", ".xhtml")

# What stands behind the last mark of a <title> is the site, as a rule.
SUFFIX: Final = re.compile(r"\s+[|·–—»-]\s+(?:(?!\s[|·–—»-]\s).)*$")
BYLINE: Final = re.compile(r"(?:written |posted )?(?:by|von|par)\b[^\d•·|]{0,60}", re.IGNORECASE)
BY: Final = re.compile(r"^(?:(?:written |posted )?by|von|par|por|di|door|av)\s+", re.IGNORECASE)


def read(file: File) -> Iterator[Raw]:
    """The post that a page is. Raises NoPost where it is none."""
    from feedtool.loader.page import Page

    page = Page(file.text)
    if why := why_not(page, file, lambda: any(find(page, file) for _, find in FIELDS["date"])):
        raise NoPost(why)
    metadata: dict[str, object] = {}
    rules: dict[str, str] = {}
    for name, places in FIELDS.items():
        for rule, find in places:
            if value := find(page, file):
                metadata[name], rules[name] = value, rule
                break
    title = str(metadata.get("title", ""))
    body = article(page.tree, title, lambda line: bool(BYLINE.fullmatch(line) or dateline(line, file.rules)))
    base = page.address("base[href]")
    if base.startswith(("https://", "http://")):
        body = with_addresses(body, lambda reference: urljoin(base, reference))
    yield Raw(
        metadata=metadata, body=body, type="text/html", rule="page", rules=rules,
        fallbacks={"url": "/" + urls.of_path(own_path(file))},
    )  # fmt: skip


# -- where each field stands, the most telling first ------------------------------------------------------------------


def _shown_time(page: Page) -> str:
    """The first <time> of the article, else the only one of the page."""
    said = page.instant("time[pubdate]", "article header time[datetime]", "article time[datetime]",
                        ".md-post__meta time[datetime]")  # fmt: skip
    node = None if said else page.only("time[datetime]")
    return said if node is None else one_line(node.attributes.get("datetime") or "")


def _time_of_address(page: Page, file: File) -> str:
    """The <time> that says more of the day in the page's address; another day is another post's, or an edit's."""
    day, shown = day_of(page, file), _shown_time(page)
    if not (day and _is_date(day, file) and _is_date(shown, file)):
        return ""
    apart = dates.read(shown, file.rules).instant - dates.read(day, file.rules).instant
    return shown if abs(apart) < timedelta(days=2) else ""


def _readable(*finds: Callable[[Page], Any]) -> Callable[[Page, File], str]:
    def find(page: Page, file: File) -> str:
        for one in finds:
            value = one(page)
            if value and _is_date(value, file):
                return str(value)
        return ""

    return find


def _is_date(text: Any, file: File) -> bool:
    try:
        dates.read(text, file.rules)
    except dates.Refused:
        return False
    return True


def _dateline(page: Page, file: File) -> Dateline | None:
    """The line of the visible page near its heading that is a date, names beside it at most."""
    lines = page.lines
    heading = page.text("article h1", "h1", ".entry-title", ".post-title", "h2")
    at = next((index for index, line in enumerate(lines) if heading and line == heading), None)
    if at is None:
        return None
    below = next((index for index in range(at + 1, len(lines)) if not BYLINE.fullmatch(lines[index])), at)
    near = [lines[below], *lines[max(0, at - 1) : at]]
    return next((said for line in near if (said := dateline(line, file.rules))), None)


def _site(page: Page) -> str:
    return page.meta("og:site_name", "application-name")


def _entry_name(page: Page, _: File) -> str:
    """The name of the entry, and not of somebody in it."""
    named = page.tree.css(".h-entry > .p-name, .h-entry header .p-name, .h-entry h1.p-name")
    return next((text for node in named if not page.is_inside(node, {"h-card"}) and (text := words(node))), "")


def _heading_as_shared(page: Page, _: File) -> str:
    shared = without_suffix(page.meta("og:title"), _site(page))
    return next((shared for node in page.tree.css("h1") if shared and words(node) == shared), "")


def _cut_title(page: Page, _: File) -> str:
    title = page.text("head > title")
    if re.match(r"[|·–—»-]\s", title):  # the site behind its mark, and no title before it
        return ""
    cut = without_suffix(title, _site(page))
    return cut if cut != title else SUFFIX.sub("", title)


def _people(page: Page, _: File) -> list[dict[str, Any]]:
    said = page.said("author")
    people = []
    for one in said if isinstance(said, list) else [said]:
        if isinstance(one, str) and one:
            people.append({"name": one})
        elif isinstance(one, dict) and isinstance(one.get("name"), str) and "Organization" not in str(one.get("@type")):
            url = one.get("url")
            people.append({"name": one["name"]} | ({"url": url} if isinstance(url, str) and url else {}))
    return people


def _byline(page: Page, _: File) -> str | list[str]:
    several = [words(node) for node in page.tree.css("article header a[rel~=author]")]
    if len(set(several)) > 1:
        return several
    text = BY.sub("", page.text(".p-author", "[itemprop=author] [itemprop=name]", "[itemprop=author]",
                                "a[rel~=author]", ".byline .author", ".author.vcard .fn", ".byline"))  # fmt: skip
    return text if 0 < len(text) <= 60 else ""  # noqa: PLR2004 - longer is a sentence


def _meta_author(page: Page, _: File) -> str:
    name = page.meta("author", "article:author")
    return "" if name == _site(page) or "://" in name or name.startswith("@") else name


def _tags(page: Page, _: File) -> Any:
    said, shared = page.said("keywords"), page.metas("article:tag")
    return (
        [words(node) for node in page.tree.css(".p-category")]
        or (shared if len(shared) > 1 else ", ".join(shared))  # Docusaurus names all in one
        or [words(node) for node in page.tree.css("article .md-tag, [id~=ablog__tags] a")]
        or [words(node).lstrip("#") for node in page.tree.css("a[rel~=tag]")]
        or said
        or page.meta("keywords", "news_keywords", "parsely-tags", "sailthru.tags")
    )


def _picture(page: Page, _: File) -> str:
    said = page.said("image")
    said = said[0] if isinstance(said, list) and said else said
    said = said.get("url") if isinstance(said, dict) else said
    return page.address("img.u-photo, img.u-featured") or page.meta("og:image", "og:image:url") or (
        said if isinstance(said, str) else ""
    ) or page.meta("twitter:image")  # fmt: skip


def _several(selector: str) -> Callable[[Page, File], list[str]]:
    """The words of every element that *selector* finds."""
    return lambda page, _: [words(node) for node in page.tree.css(selector)]


FIELDS: Final[dict[str, tuple[tuple[str, Any], ...]]] = {
    "title": (
        ("h-entry", _entry_name),
        ("h1, og:title", _heading_as_shared),
        ("h1 of the article", lambda page, _: words(node) if (node := page.only("article h1")) is not None else ""),
        ("hAtom", lambda page, _: page.text(".entry-title")),
        ("JSON-LD", lambda page, _: page.said("headline")),
        ("itemprop", lambda page, _: page.text("[itemprop~=headline]")),
        ("og:title", lambda page, _: without_suffix(page.meta("og:title"), _site(page))),
        ("h1", lambda page, _: words(node) if (node := page.only("h1")) is not None else ""),
        ("title", _cut_title),
    ),
    "date": (
        ("h-entry", _readable(lambda page: page.instant(".h-entry .dt-published"))),
        ("article:published_time", _readable(lambda page: page.meta("article:published_time"))),
        ("itemprop", _readable(lambda page: page.meta("datepublished") or page.instant("[itemprop~=datePublished]"))),
        ("JSON-LD", _readable(lambda page: page.said("datePublished"))),
        ("hAtom", _readable(lambda page: page.instant(".published", ".entry-date"))),
        ("meta", _readable(*(
            lambda page, name=name: page.meta(name) for name in (
                "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date",
                "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "date", "pubdate", "publish-date",
            )
        ))),
        ("time, address", _time_of_address),
        ("address", day_of),
        ("time", _readable(_shown_time)),
        ("date line", _readable(
            lambda page: page.instant(".post-date", ".entry-meta .date", ".post-meta .date", ".published-date",
                                      ".ablog__postcard h2 span"),
        )),
        ("beside the heading", lambda page, file: said.date if (said := _dateline(page, file)) else ""),
    ),
    "updated": (
        ("h-entry", _readable(lambda page: page.instant(".h-entry .dt-updated"))),
        ("article:modified_time", _readable(lambda page: page.meta("article:modified_time", "og:updated_time"))),
        ("JSON-LD", _readable(lambda page: page.said("dateModified"))),
        ("itemprop", _readable(lambda page: page.meta("datemodified") or page.instant("[itemprop~=dateModified]"))),
        ("time", _readable(lambda page: page.instant(
            ".md-post__meta li:nth-child(2) time[datetime]", "article time.dt-updated", "main time.dt-updated"))),
        ("hAtom", _readable(lambda page: page.instant("abbr.updated[title]", "abbr.modified[title]"))),
        ("postcard", _readable(lambda page: page.text(".ablog__postcard #published").partition(":")[2].strip())),
    ),
    "authors": (
        ("JSON-LD", _people), ("profiles", _several(".md-post__profile strong, [id~=ablog__author] a")),
        ("byline", _byline),
        ("meta", _meta_author),
        ("beside the heading", lambda page, file: said.author if (said := _dateline(page, file)) else None),
    ),
    "url": (("canonical", address),),
    "language": (
        ("html lang", lambda page, _: page.language),
        ("og:locale", lambda page, _: page.meta("og:locale")),
        ("meta", lambda page, _: page.meta("content-language")),
        ("JSON-LD", lambda page, _: page.said("inLanguage")),
    ),
    "summary": (
        ("h-entry", lambda page, _: page.text(".h-entry .p-summary")),
        ("meta", lambda page, _: page.meta("description")),
        ("og:description", lambda page, _: page.meta("og:description")),
        ("JSON-LD", lambda page, _: page.said("description")),
    ),
    "image": (("page", _picture),),
    "tags": (("page", _tags),),
    "category": (
        ("article:section", lambda page, _: page.meta("article:section")),
        ("JSON-LD", lambda page, _: page.said("articleSection")),
        ("page", _several(".md-post__meta a[href*=category], a.article-category-link")),
    ),
    "rights": (("meta", lambda page, _: page.meta("dc.rights", "dcterms.rights", "copyright")),),
}  # fmt: skip
