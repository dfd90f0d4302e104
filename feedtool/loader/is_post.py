"""Is a page a post? What says that it is none, and what speaks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from feedtool.loader.address import address, day_in, own_path
from feedtool.loader.dateline import is_date
from feedtool.markup import one_line, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedtool.loader.page import Page
    from feedtool.raw import File

LISTINGS: Final = frozenset({"home", "blog", "archive", "category", "tag", "author", "search"})  # WordPress, on <body>
SINGLES: Final = frozenset({"single", "single-post", "post-template", "post-template-default"})  # and Ghost
# WordPress' and Ghost's pages that are no posts, on <body> too; "page-id-…" beside them.
PAGES: Final = frozenset({"page-template", "page-template-default", "attachment", "error404"})
AROUND: Final = "nav, body > header, body > footer"
LITTLE: Final = 200  # characters: a heading and a sentence
ENOUGH: Final = 2  # one sign is what any page may have


def why_not(page: Page, file: File, is_dated: Callable[[], bool]) -> str:
    """Why a page is no post; "" where it is one. Asks only where nothing else tells whether it *is_dated*."""
    if why := next((why for why, says_so in REASONS if says_so(page, file)), ""):
        return why
    dated = is_dated()
    if _signs(page, file) + dated < ENOUGH - file.is_named:
        return "a page without the signs of a post"
    is_sure = dated or file.is_named or _is_said_post(page)
    return "" if is_sure else "a page without a date"


def _is_said_post(page: Page) -> bool:
    """Whether more than og:type calls the page a post: that is "article" on pages about the author as well."""
    is_dated = not str(page.said("datePublished") or "").startswith("0001-")  # Go's time of nothing, in Hugo's themes
    return (bool(page.post) and is_dated) or len(_entries(page)) == 1 or bool(page.classes("body") & SINGLES)


def _is_nowhere(page: Page, file: File) -> bool:
    return "noindex" in page.meta("robots") or bool(re.search(r"(^|/)404(/index)?\.x?html?$", file.path))


def _is_list(page: Page, file: File) -> bool:
    classes = page.classes("body")
    if re.search(r"(^|/)(?:page|tags?|categor(?:y|ies))/", file.path):
        return True
    if _is_said_single(page):  # other posts on it are cards below the text
        return False
    return (
        page.first(".h-feed, .md-post--excerpt") is not None
        or len(_entries(page)) > 1
        or bool(classes & LISTINGS and not _leads_here(page, file))
        or (page.lists and not page.post)
        or _leads_elsewhere(page, file)
        or _is_contents(page, file)
    )


def _is_said_single(page: Page) -> bool:
    """Whether the page says outright that it is one post: WordPress' and Ghost's classes, or a dated article."""
    classes = page.classes("body")
    is_dated = page.meta("og:type").lower() == "article" and bool(page.meta("article:published_time"))
    return bool(classes & SINGLES) or (is_dated and not classes & LISTINGS)


def _is_contents(page: Page, file: File) -> bool:
    """Whether dates and links stand together in lists, rows or lines, and little else does: the contents of a blog."""
    whole = page.first("main", "[role=main]", "body")
    if whole is None or page.post or page.meta("og:type").lower() == "article":
        return False
    items = [item for item in whole.css("li:not(:has(li)), tr, p:not(li p, td p)") if _is_item(item, file)]
    times = [node for node in whole.css("time") if not any(node in item.css("time") for item in items)]
    around = sum(len(words(part)) for part in whole.css(AROUND))
    is_list = len(items) > 1 or any(item.tag == "li" and item.css_first("time") is not None for item in items)
    return is_list and not times and len(words(whole)) - around - sum(map(len, map(words, items))) < LITTLE


def _is_item(item: Any, file: File) -> bool:
    """Whether a date stands in *item*, and a link that is none."""
    lines = [line for line in item.text(deep=True, separator="\n").split("\n") if line.strip()]
    links = [words(link) for link in item.css("a[href]")]
    is_dated = item.css_first("time") is not None or any(is_date(one_line(line), file.rules) for line in lines)
    return is_dated and any(not is_date(link, file.rules) for link in links)


def _is_page(page: Page, _: File) -> bool:
    classes = page.classes("body")
    return bool(classes & PAGES) or any(name.startswith("page-id-") for name in classes) or (
        page.first("article.storypage, article.article-type-page") is not None  # Nikola's PAGES, Hexo's Landscape
    )  # fmt: skip


def _is_draft(page: Page, file: File) -> bool:
    if re.search(r"(^|/)drafts/(?!index\.)", file.path):  # Pelican writes those, and no page leads to them
        return True
    return page.first("[data-field=body].e-content") is not None and page.first(".dt-published") is None


def _is_translation(page: Page, file: File) -> bool:
    """Whether the page is in another language than the site, and names the page that is in that one."""
    own, main = page.language.lower(), file.language.lower()
    if not own or not main or own == main:
        return False
    links = page.tree.css("link[rel~=alternate][hreflang][href]:not([type])")
    others = {(link.attributes["hreflang"] or "").lower(): link.attributes["href"] or "" for link in links}
    there = others.get(main) or next((url for name, url in others.items() if _is_alike(name, main)), "")
    base = urljoin(file.site, file.path)
    here = address(page, file) or urljoin(file.site, own_path(file))
    return bool(there) and urlsplit(urljoin(base, there)).path.rstrip("/") != urlsplit(here).path.rstrip("/")


def _is_alike(one: str, other: str) -> bool:
    return one.partition("-")[0] == other.partition("-")[0]


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
    own = urlsplit(address(page, file) or urljoin(file.site, own_path(file))).path
    there = urlsplit(urljoin(urljoin(file.site, file.path), link.attributes.get("href") or "")).path
    whole = urlsplit(urljoin(file.site, file.path)).path
    return there.rstrip("/") in {own.rstrip("/"), whole} or there == re.sub(r"\.x?html?$", "", whole)


def _heading_link(page: Page) -> Any:
    """The link that the first heading of an article is, and not one of several words in it."""
    heading = page.first("article h1", "article h2", "article h3")
    link = heading.css_first("a[href]") if heading is not None else None
    if heading is not None and link is not None and words(link) == words(heading):
        return link
    return page.first("article > a.entry-link[href]")  # PaperMod's, over the whole card


def _signs(page: Page, file: File) -> int:
    return sum((
        bool(page.post),
        page.meta("og:type").lower() == "article",
        len(_entries(page)) == 1,
        _has_heading(page) or _is_named(page, file),
        bool(page.classes("body") & SINGLES),
        day_in(file.path) is not None,
    ))  # fmt: skip


def _has_heading(page: Page) -> bool:
    """Whether one heading is in the one article."""
    heading = page.only("h1") or page.only("article h1") or page.first("article > h1", "article > header h1")
    return heading is not None and (page.only("article") or page.only("main, [role=main]")) is not None


def _is_named(page: Page, file: File) -> bool:
    """Whether a page is called what its one heading says: a page made by hand, which has nothing else. Not a list of
    links, and not the first page of a site.
    """
    headings = page.headings(file.site, file.path) or page.headings(file.site, file.path, "h2")
    whole, title = page.first("body"), page.text("head > title")
    named = [text for node in headings if (text := words(node)) and (title.startswith(text) or title.endswith(text))]
    if len(named) != 1 or whole is None or re.fullmatch(r"index\.x?html?", file.path):
        return False
    return sum(len(words(link)) for link in whole.css("a[href]")) * 2 < len(words(whole))


def _entries(page: Page) -> list[Any]:
    found = {node.mem_id: node for node in page.tree.css(".h-entry, .hentry")}  # one that is both is found twice
    return [node for node in found.values() if not page.is_inside(node, {"h-entry", "hentry"})]


REASONS: Final = (
    ("a redirect", lambda page, _: page.first("meta[http-equiv=refresh i]") is not None),
    ("a page that is not to be found", _is_nowhere),
    ("a page that is no post", _is_page),
    ("a draft", _is_draft),
    ("a translation of a page", _is_translation),
    ("a list of posts", _is_list),
)
