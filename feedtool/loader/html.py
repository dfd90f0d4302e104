"""Built and saved pages: the source type "html". A page that is no post is passed over, with the reason.

What a field is read from stands in tables, in their order; docs/reference/pages.md explains it.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urljoin, urlsplit

from feedtool import dates, urls
from feedtool.article import article, text_with_days, without_suffix
from feedtool.loader.address import address, day_of, own_path
from feedtool.loader.dateline import UPDATED, Dateline, dateline, is_date, is_name
from feedtool.loader.is_post import SINGLES, why_not
from feedtool.markup import one_line, with_addresses, words
from feedtool.raw import File, NoPost, Raw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from feedtool.loader.page import Page

suffixes: Final = (".html", ".htm", ".xhtml")

# What stands behind the last mark of a <title> is the site, as a rule.
SUFFIX: Final = re.compile(r"\s+[|·–—»-]\s+(?:(?!\s[|·–—»-]\s).)*$")
BYLINE: Final = re.compile(
    r"(?:written |posted |geschrieben )?(?:by|von|par|por|di|da|door|przez|av|af|от)\s(?P<name>[^\d•·|]{1,60})",
    re.IGNORECASE,
)
BY: Final = re.compile(
    r"^(?:(?:written |posted |geschrieben )?(?:by|von|par|por|di|da|door|przez|av|af|от))\s+", re.IGNORECASE
)
CREDITS: Final = (
    ".post-footers",
    ".entry-footer-info",
    ".page-metadata",
    ".postmetadata",
)  # TypePad, Confluence, WordPress
PROPERTIES: Final = ("published", "publish date", "published date", "date published", "date", "created")
# Where themes put links to tags; and what is beside a post.
LABELS: Final = (".tags", ".post-tags", ".entry-tags", ".tags-links", ".tag-links", ".article-tags", ".tag-list")
BESIDE: Final = {
    "widget", "widget-area", "sidebar", "tagcloud", "tag-cloud", "comments", "comment", "commentlist", "related",
    "related-posts", "recent-posts", "aside",
}  # fmt: skip
EXACT: Final = {"h-entry", "article:published_time", "itemprop", "JSON-LD", "hAtom", "meta", "time"}  # places of dates
# What folders of posts are called, and no category is.
SECTIONS: Final = {"post", "posts", "blog", "article", "articles"}
UPDATED_HERE: Final = re.compile(rf"(?:{UPDATED})[^\w]*(?:\w{{2}}\W*)?$", re.IGNORECASE)


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
    if "date" in metadata:
        metadata["date"], rules["date"] = _exact(str(metadata["date"]), rules["date"], page, file)
    title = str(metadata.get("title", ""))
    body = article(page.tree, title, lambda line: _is_byline(line) or bool(dateline(line, file.rules)), is_post=True)
    base = page.address("base[href]")
    if base.startswith(("https://", "http://")):
        body = with_addresses(body, lambda reference: urljoin(base, reference))
    yield Raw(
        metadata=metadata, body=body, type="text/html", rule="page", rules=rules,
        fallbacks={"url": "/" + urls.of_path(own_path(file))},
    )  # fmt: skip


# -- where each field stands, the most telling first ------------------------------------------------------------------


def _shown_time(page: Page, file: File) -> str:
    """The first <time> of the article, else the only one of the page: not of an edit, a comment, or of what is told."""
    for selector in ("time[pubdate]", "article header time[datetime]", "article time[datetime]",
                     ".md-post__meta time[datetime]", "time[datetime]"):  # fmt: skip
        nodes = page.tree.css(selector)
        if "time[datetime]" in selector and "md-post" not in selector:
            nodes = [node for node in nodes if _dates_post(node, file)]
        if nodes and (selector != "time[datetime]" or len(nodes) == 1):
            return one_line(nodes[0].attributes.get("datetime") or "") or words(nodes[0])
    return ""


def _dates_post(node: Any, file: File) -> bool:
    """Whether a <time> may be the post's."""
    around = node.parent
    while around is not None and around.tag not in {"article", "body"}:
        classes = {*(around.attributes.get("class") or "").split(), around.id}
        if around.tag in {"aside", "nav", "blockquote"} or classes & BESIDE:
            return False
        around = around.parent
    line = node.parent
    while line.tag in {"span", "small", "em", "i", "b", "strong", "a"} and line.parent is not None:
        line = line.parent
    text = words(line)
    if UPDATED_HERE.search(text.partition(words(node) or text)[0]):
        return False
    # A paragraph as Markdown makes them has no class, and a line of metadata is no sentence.
    is_text = line.tag in {"p", "li", "td"} and not line.attributes.get("class") and text.endswith((".", "!", "?", "…"))
    return not is_text or dateline(text_with_days(line), file.rules) is not None


def _time_of_address(page: Page, file: File) -> str:
    """The <time> that says more of the day in the page's address; another day is another post's, or an edit's."""
    day, shown = day_of(page, file), _shown_time(page, file)
    if not (day and _is_date(day, file) and _is_date(shown, file)):
        return ""
    apart = dates.read(shown, file.rules).instant - dates.read(day, file.rules).instant
    return shown if abs(apart) < timedelta(days=2) else ""


def _exact(date: str, rule: str, page: Page, file: File) -> tuple[str, str]:
    """*date* and its *rule*; where it is a day only, the time on that day that another place for machines names."""
    if not _is_date(date, file) or not dates.read(date, file.rules).day_only:
        return date, rule
    day = dates.read(date, file.rules).instant.date()
    for other, find in FIELDS["date"]:
        if other in EXACT and (said := find(page, file)) and not (moment := dates.read(said, file.rules)).day_only:
            days = {moment.instant.date(), moment.instant.astimezone(file.rules.zone).date()}
            if day in days:
                return said, other
    return date, rule


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
    own = next(iter(page.headings(file.site, file.path)), None)
    heading = page.text("article h1") or (
        words(own) if own is not None else page.text(".entry-title", ".post-title", "h2")
    )
    at = next((index for index, line in enumerate(lines) if heading and line == heading), None)
    if at is None:
        return None
    below = next((index for index in range(at + 1, len(lines)) if not BYLINE.fullmatch(lines[index])), at)
    if below + 1 < len(lines) and is_name(lines[below]) and lines[below] not in map(words, page.tree.css("h2, h3")):
        below += 1
    days = [text for node in page.tree.css("h2, h3, h4") if _is_date(text := words(node), file)]
    if len(days) > 1:  # a diary
        return None
    near = [lines[below], *lines[max(0, at - 1) : at]]
    return next((said for line in near if (said := dateline(line, file.rules))), None)


def _is_byline(line: str) -> bool:
    """Whether a line names its authors; a sentence may begin with "By" too."""
    found = BYLINE.fullmatch(line)
    names = re.split(r",\s*|\s+(?:and|und|et|y|e|en|i|och|og|&)\s+", found["name"]) if found else []
    return bool(names) and (all(map(is_name, names)) or (names[0].isalnum() and len(names) == 1))


def _credit(page: Page, file: File) -> Dateline | None:
    """The line below a post that hosts write: "Posted by Ada on May 4, 2019 at 06:12 AM in Bread"."""
    text = re.sub(r"(?:,? last modified by|\s(?:in|and is filed under)\s|\s?[|]).*", "", page.text(*CREDITS))
    return dateline(re.sub(r"^This entry was\s", "", text), file.rules)


def _property(page: Page) -> str:
    """The day among a page's properties, as Notion exports them."""
    found = {words(th).lower(): words(td).lstrip("@") for row in page.tree.css("table.properties tr")
             if (th := row.css_first("th")) is not None and (td := row.css_first("td")) is not None}  # fmt: skip
    return next((found[name] for name in PROPERTIES if found.get(name)), "")


def _site(page: Page) -> str:
    return page.meta("og:site_name", "application-name")


def _entry_name(page: Page, _: File) -> str:
    """The name of the entry, and not of somebody in it."""
    named = page.tree.css(".h-entry > .p-name, .h-entry header .p-name, .h-entry h1.p-name")
    return next((text for node in named if not page.is_inside(node, {"h-card"}) and (text := words(node))), "")


def _entry_title(page: Page, _: File) -> str:
    """The title of the entry, and not of the card of another below it."""
    entries = page.tree.css("h1.entry-title") or page.tree.css(".entry-title")
    return words(entries[0]) if len(entries) == 1 or (entries and page.only("h1") is None) else ""


def _heading_as_shared(page: Page, _: File) -> str:
    shared = without_suffix(page.meta("og:title"), _site(page))
    return next((shared for node in page.tree.css("h1") if shared and words(node) == shared), "")


def _cut_title(page: Page, _: File) -> str:
    title = page.text("head > title")
    if re.match(r"[|·–—»-]\s", title):  # the site behind its mark, and no title before it
        return ""
    cut = without_suffix(title, _site(page))
    return cut if cut != title else SUFFIX.sub("", title)


def _heading_of_title(page: Page, file: File) -> str:
    """The first heading that <title> begins or ends with: old themes give <h1> to the site, and <h2> to the post."""
    title = page.text("head > title")
    texts = map(words, page.headings(file.site, file.path, "h1, h2, h3"))
    return next((text for text in texts if title.startswith(text) or title.endswith(text)), "")


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
    text = BY.sub("", page.text(".p-author", "[itemprop=author] [itemprop=name]", "[itemprop=author]", "a[rel~=author]",
                                ".byline .author", ".author.vcard .fn", ".post-author .fn", ".page-metadata .author",
                                ".byline"))  # fmt: skip
    return text if 0 < len(text) <= 60 else ""  # noqa: PLR2004 - longer is a sentence


def _meta_author(page: Page, _: File) -> str | list[str]:
    name = page.meta("author", "article:author")
    several = [part.strip() for part in name.split(",")]
    shown = {*page.lines, *(one.get("name") for one in page.objects)} if len(several) > 1 else set()
    if shown.issuperset(several):  # "Ada, Bob" is two where the page names each; "Rossi, Bella" is one
        return several
    return "" if name == _site(page) or "://" in name or name.startswith("@") else name


def _section(said: str, page: Page, file: File) -> str:
    """What a page calls its section, if that is a category: Hugo calls so the folder in the page's own address."""
    folders = unquote(urlsplit(address(page, file) or own_path(file)).path).rstrip("/").split("/")[:-1]
    is_folder = said in folders and not page.classes("body") & SINGLES  # WordPress has categories in addresses
    return "" if is_folder or said.lower() in SECTIONS else said


def _linked(page: Page, selector: str) -> list[str]:
    """The words of links within the post, or, where it has none, of those outside of what stands beside it."""
    within = page.tree.css(", ".join(f"{place} {selector}" for place in ("article", ".hentry", ".h-entry", ".post")))
    nodes = within or [node for node in page.tree.css(selector) if not page.is_inside(node, BESIDE)]
    return list(dict.fromkeys(text for node in nodes if (text := words(node).lstrip("#").strip())))


def _tags(page: Page, _: File) -> Any:
    said, shared = page.said("keywords"), page.metas("article:tag")
    return (
        [words(node) for node in page.tree.css(".p-category")]
        or (shared if len(shared) > 1 else ", ".join(shared))  # Docusaurus names all in one
        or [words(node) for node in page.tree.css("article .md-tag, [id~=ablog__tags] a")]
        or _linked(page, "a[rel~=tag]:not([rel~=category], .taxonomy-category a)")
        or said
        or _linked(page, ":is(.crayons-tag, a.tag-link, .property-row-multi_select .selected-value)")
        or [word for place in LABELS if (found := _linked(page, f"{place} a[href]")) for word in found]
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
        ("hAtom", _entry_title),
        ("JSON-LD", lambda page, _: page.said("headline")),
        ("itemprop", lambda page, _: page.text("[itemprop~=headline]")),
        ("og:title", lambda page, _: without_suffix(page.meta("og:title"), _site(page))),
        ("h1", lambda page, file: words(own[0]) if len(own := page.headings(file.site, file.path)) == 1 else ""),
        ("h1–h3, title", _heading_of_title),
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
        ("time", lambda page, file: shown if _is_date(shown := _shown_time(page, file), file) else ""),
        ("date line", lambda page, file: said if is_date(said := page.instant(
            ".post-date", ".entry-meta .date", ".post-meta .date", ".published-date", ".ablog__postcard h2 span",
        ), file.rules) else ""),
        ("properties", _readable(_property)),
        ("credit", lambda page, file: said.date if (said := _credit(page, file)) else ""),
        ("beside the heading", lambda page, file: said.date if (said := _dateline(page, file)) else ""),
    ),
    "updated": (
        ("h-entry", _readable(lambda page: page.instant(".h-entry .dt-updated"))),
        ("article:modified_time", _readable(lambda page: page.meta("article:modified_time", "og:updated_time"))),
        ("JSON-LD", _readable(lambda page: page.said("dateModified"))),
        ("itemprop", _readable(lambda page: page.meta("datemodified") or page.instant("[itemprop~=dateModified]"))),
        ("time", _readable(lambda page: page.instant(
            ".md-post__meta li:nth-child(2) time[datetime]", "article time.dt-updated", "main time.dt-updated"))),
        ("hAtom", _readable(lambda page: page.instant(
            "abbr.updated[title]", "abbr.modified[title]", ".hentry time.updated[datetime]"))),
        ("postcard", _readable(lambda page: page.text(".ablog__postcard #published").partition(":")[2].strip())),
    ),
    "authors": (
        ("JSON-LD", _people), ("profiles", _several(".md-post__profile strong, [id~=ablog__author] a")),
        ("byline", _byline),
        ("meta", _meta_author),
        ("credit", lambda page, file: said.author if (said := _credit(page, file)) else None),
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
        ("article:section", lambda page, file: _section(page.meta("article:section"), page, file)),
        ("JSON-LD", lambda page, file: _section(said, page, file)
            if isinstance(said := page.said("articleSection"), str) else said),
        ("page", _several(".md-post__meta a[href*=category], a.article-category-link, "
                          "article .post-meta a[href*='/categories/']")),
        ("rel=category", lambda page, _: _linked(page, ":is(a[rel~=category], .taxonomy-category a[rel~=tag])")),
    ),
    "rights": (("meta", lambda page, _: page.meta("dc.rights", "dcterms.rights", "copyright")),),
}  # fmt: skip
