"""Built and saved pages: the source type "html". A page that is no post is passed over, with the reason.

What a field is read from stands in tables, in their order; docs/reference/pages.md explains it.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from feedtool import dates, urls
from feedtool.article import article, without_suffix
from feedtool.loader.dateline import Dateline, dateline
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
    if why := _no_post(page, file):
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
        fallbacks={"url": "/" + urls.of_path(_own_path(file))},
    )  # fmt: skip


# -- is it a post? ---------------------------------------------------------------------------------------------------

LISTINGS: Final = frozenset({"home", "blog", "archive", "category", "tag", "author", "search"})  # WordPress, on <body>
SINGLES: Final = frozenset({"single", "single-post", "post-template", "post-template-default"})  # and Ghost
LITTLE: Final = 200  # characters: a heading and a sentence
ENOUGH: Final = 2  # one sign is what any page may have


def _no_post(page: Page, file: File) -> str:
    """Why a page is no post; "" where it is one."""
    return next((why for why, says_so in REASONS if says_so(page, file)), "")


def _is_nowhere(page: Page, file: File) -> bool:
    return "noindex" in page.meta("robots") or bool(re.search(r"(^|/)404(/index)?\.x?html?$", file.path))


def _is_list(page: Page, file: File) -> bool:
    classes = page.classes("body")
    return (
        page.first(".h-feed, .md-post--excerpt") is not None
        or len(_entries(page)) > 1
        or bool(classes & LISTINGS and not classes & SINGLES and not _leads_here(page, file))
        or (page.lists and not page.post)
        or bool(re.search(r"(^|/)(?:page|tags?|categor(?:y|ies))/", file.path))
        or _leads_elsewhere(page, file)
        or _is_contents(page)
    )


def _is_contents(page: Page) -> bool:
    """Whether every time of the page stands beside a link in a list, and little else does: the contents of a blog."""
    times = page.tree.css("main time, [role=main] time")
    if not times or page.post or page.meta("og:type").lower() == "article":
        return False
    items = [_item(node) for node in times]
    if not all(item is not None and item.css_first("a[href]") is not None for item in items):
        return False
    whole = page.first("main", "[role=main]")
    listed = sum(len(words(item)) for item in whole.css("li")) if whole is not None else 0
    return whole is not None and len(words(whole)) - listed < LITTLE


def _item(node: Any) -> Any:
    """The item of a list in which a node stands; None where it is in none."""
    while node is not None and node.tag != "li":
        node = node.parent
    return node


def _leads_elsewhere(page: Page, file: File) -> bool:
    """Whether the heading of the one article leads to another page: a list of one post."""
    if page.post or page.meta("og:type").lower() == "article":
        return False
    return _heading_link(page) is not None and not _leads_here(page, file)


def _leads_here(page: Page, file: File) -> bool:
    """Whether the heading of the first article leads to the page itself, which then is that article's own."""
    link = _heading_link(page)
    if link is None:
        return False
    own = urlsplit(_address(page, file) or urljoin(file.site, _own_path(file))).path
    there = urlsplit(urljoin(urljoin(file.site, file.path), link.attributes.get("href") or "")).path
    return there.rstrip("/") in {own.rstrip("/"), urlsplit(urljoin(file.site, file.path)).path}


def _heading_link(page: Page) -> Any:
    heading = page.first("article h1", "article h2", "article h3")
    return heading.css_first("a[href]") if heading is not None else None


def _own_path(file: File) -> str:
    """Where the page lies on a server that shows a folder's index."""
    return re.sub(r"(^|/)index\.x?html?$", r"\1", file.path)


def _signs(page: Page, file: File) -> int:
    return sum((
        bool(page.post),
        page.meta("og:type").lower() == "article",
        any(find(page, file) for _, find in FIELDS["date"]),
        len(_entries(page)) == 1,
        (page.only("h1") or page.only("article h1") or page.first("article > h1")) is not None
        and (page.only("article") or page.only("main, [role=main]")) is not None,
        bool(page.classes("body") & SINGLES),
        dates_in(file.path) is not None,
    ))  # fmt: skip


def _entries(page: Page) -> list[Any]:
    found = {node.mem_id: node for node in page.tree.css(".h-entry, .hentry")}  # one that is both is found twice
    return [node for node in found.values() if not _is_inside(node, {"h-entry", "hentry"})]


REASONS: Final = (
    ("a redirect", lambda page, _: page.first("meta[http-equiv=refresh i]") is not None),
    ("a page that is not to be found", _is_nowhere),
    ("a list of posts", _is_list),
    ("a page that is no post", lambda page, _: page.first("article.storypage") is not None),  # Nikola's PAGES
    ("a page without the signs of a post", lambda page, file: _signs(page, file) < ENOUGH - file.is_named),
)


def dates_in(path: str) -> str | None:
    """The full date in a path, as it is written there."""
    found = re.search(r"(?:^|/)(\d{4})[/-](\d\d)[/-](\d\d)(?=[/_.-])", path)
    return "-".join(found.groups()) if found else None


def _is_inside(node: Any, classes: set[str]) -> bool:
    above = node.parent
    while above is not None:
        if classes & set((above.attributes.get("class") or "").split()):
            return True
        above = above.parent
    return False


# -- where each field stands, the most telling first ------------------------------------------------------------------


def _shown_time(page: Page) -> str:
    """The first <time> of the article, else the only one of the page."""
    said = page.instant("time[pubdate]", "article header time[datetime]", "article time[datetime]",
                        ".md-post__meta time[datetime]")  # fmt: skip
    node = None if said else page.only("time[datetime]")
    return said if node is None else one_line(node.attributes.get("datetime") or "")


def _day_of_address(page: Page, file: File) -> str | None:
    return dates_in(urlsplit(_address(page, file)).path) or dates_in(file.path)


def _time_of_address(page: Page, file: File) -> str:
    """The <time> that says more of the day in the page's address; another day is another post's, or an edit's."""
    day, shown = _day_of_address(page, file), _shown_time(page)
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
    return next((text for node in named if not _is_inside(node, {"h-card"}) and (text := words(node))), "")


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


def _address(page: Page, file: File) -> str:
    """The page's own address, where it names one of this site and not the site itself."""
    base = urljoin(file.site, file.path)
    for said in (
        page.address("link[rel~=canonical]"),
        re.sub(r"/index\.html$", "/", page.meta("og:url")),
        page.address(".h-entry a.u-url"),
    ):
        url = urljoin(base, said) if said else ""
        if urlsplit(url).netloc == urlsplit(file.site).netloc and url.rstrip("/") != file.site.rstrip("/"):
            return url
    return ""


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
        ("address", _day_of_address),
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
    "url": (("canonical", _address),),
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
