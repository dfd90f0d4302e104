"""Is a page a post? What says that it is none, and what speaks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from feedtool.loader.address import address, day_in, own_path
from feedtool.markup import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedtool.loader.page import Page
    from feedtool.raw import File

LISTINGS: Final = frozenset({"home", "blog", "archive", "category", "tag", "author", "search"})  # WordPress, on <body>
SINGLES: Final = frozenset({"single", "single-post", "post-template", "post-template-default"})  # and Ghost
LITTLE: Final = 200  # characters: a heading and a sentence
ENOUGH: Final = 2  # one sign is what any page may have


def why_not(page: Page, file: File, is_dated: Callable[[], bool]) -> str:
    """Why a page is no post; "" where it is one. Asks only where nothing else tells whether it *is_dated*."""
    if why := next((why for why, says_so in REASONS if says_so(page, file)), ""):
        return why
    enough = ENOUGH - file.is_named
    return "" if _signs(page, file) + is_dated() >= enough else "a page without the signs of a post"


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
    own = urlsplit(address(page, file) or urljoin(file.site, own_path(file))).path
    there = urlsplit(urljoin(urljoin(file.site, file.path), link.attributes.get("href") or "")).path
    return there.rstrip("/") in {own.rstrip("/"), urlsplit(urljoin(file.site, file.path)).path}


def _heading_link(page: Page) -> Any:
    heading = page.first("article h1", "article h2", "article h3")
    return heading.css_first("a[href]") if heading is not None else None


def _signs(page: Page, file: File) -> int:
    return sum((
        bool(page.post),
        page.meta("og:type").lower() == "article",
        len(_entries(page)) == 1,
        (page.only("h1") or page.only("article h1") or page.first("article > h1")) is not None
        and (page.only("article") or page.only("main, [role=main]")) is not None,
        bool(page.classes("body") & SINGLES),
        day_in(file.path) is not None,
    ))  # fmt: skip


def _entries(page: Page) -> list[Any]:
    found = {node.mem_id: node for node in page.tree.css(".h-entry, .hentry")}  # one that is both is found twice
    return [node for node in found.values() if not page.is_inside(node, {"h-entry", "hentry"})]


REASONS: Final = (
    ("a redirect", lambda page, _: page.first("meta[http-equiv=refresh i]") is not None),
    ("a page that is not to be found", _is_nowhere),
    ("a list of posts", _is_list),
    ("a page that is no post", lambda page, _: page.first("article.storypage") is not None),  # Nikola's PAGES
)
