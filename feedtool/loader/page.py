"""What an HTML page says of itself: its <meta>, JSON-LD, microformats and visible parts, each asked for by name."""

from __future__ import annotations

import html
import json
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from feedtool.markup import one_line, parse, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

ARTICLES: Final = frozenset({
    "article", "blogposting", "newsarticle", "techarticle", "socialmediaposting", "liveblogposting", "report",
    "opinionnewsarticle", "analysisnewsarticle", "reportagenewsarticle", "reviewnewsarticle", "scholarlyarticle",
})  # fmt: skip
LISTS: Final = frozenset({"collectionpage", "blog", "itemlist", "searchresultspage"})
# What generators put into a heading for those who want to link to it: no part of a title.
ANCHORS: Final = ", ".join(
    f"{heading} > a.{name}" for heading in ("h1", "h2", "h3") for name in ("headerlink", "hash-link", "anchor-link")
)
TWICE: Final = 2  # plugins that describe the same post, each in its words
JUNK: Final = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")


class Page:
    """A parsed page."""

    def __init__(self, text: str) -> None:
        self.tree = parse(text)
        for node in self.tree.css(ANCHORS):
            node.decompose()

    @cached_property
    def _meta(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for node in self.tree.css("meta[content]"):
            content = one_line(node.attributes.get("content") or "")
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = (node.attributes.get(attribute) or "").lower().strip()
                if name and content:
                    found.setdefault(name, []).append(content)
        return found

    def metas(self, *names: str) -> list[str]:
        """What the first of some <meta> says, every time that it stands there."""
        return next((self._meta[name] for name in names if name in self._meta), [])

    def meta(self, *names: str) -> str:
        """What the first of some <meta> says."""
        return next(iter(self.metas(*names)), "")

    def first(self, *selectors: str) -> LexborNode | None:
        """The first element that any selector finds, the selectors in their order."""
        return next((node for selector in selectors if (node := self.tree.css_first(selector)) is not None), None)

    def only(self, selector: str) -> LexborNode | None:
        """The one element that a selector finds; None where there are several."""
        nodes = self.tree.css(selector)
        return nodes[0] if len(nodes) == 1 else None

    def text(self, *selectors: str) -> str:
        """The words of the first element that any selector finds and that has some."""
        texts = (words(node) for selector in selectors for node in self.tree.css(selector))
        return next((text for text in texts if text), "")

    def headings(self, site: str, path: str, selector: str = "h1") -> list[LexborNode]:
        """The headings of a page at *path* of *site* that are not the site's name, which leads to its first page."""
        home = urlsplit(site).path.rstrip("/")

        def is_home(node: LexborNode) -> bool:
            link = node.css_first("a[href]") or (node.parent if node.parent and node.parent.tag == "a" else None)
            url = urlsplit(urljoin(urljoin(site, path), (link.attributes.get("href") or "") if link else "#"))
            return link is not None and re.sub(r"index\.x?html?$", "", url.path).rstrip("/") == home

        return [node for node in self.tree.css(selector) if words(node) and not is_home(node)]

    def address(self, selector: str) -> str:
        """Where the first element that *selector* finds leads, as it is written there."""
        node = self.first(selector)
        if node is None:
            return ""
        return next((value.strip() for name in ("href", "src", "content") if (value := node.attributes.get(name))), "")

    @cached_property
    def bookmark(self) -> str:
        """Where the title of the one entry leads: old themes link it to its page, on that page too."""
        title = self.only(".entry-title")
        link = title.css_first("a[rel~=bookmark][href]") if title is not None else None
        is_own = link is not None and (name := words(link)) and self.text("head > title").startswith(name)
        return (link.attributes.get("href") or "").strip() if link is not None and is_own else ""

    def instant(self, *selectors: str) -> str:
        """A date as the first element that any selector finds has it: its attribute for machines, else its words."""
        for selector in selectors:
            for node in self.tree.css(selector):
                value = next((node.attributes[name] for name in ("datetime", "content", "title", "value")
                              if node.attributes.get(name)), None)  # fmt: skip
                if value or words(node):
                    return one_line(value or words(node))
        return ""

    def classes(self, selector: str) -> set[str]:
        """The classes of the first element that *selector* finds, in lower case."""
        node = self.tree.css_first(selector)
        return set(((node.attributes.get("class") if node is not None else "") or "").lower().split())

    @staticmethod
    def is_inside(node: LexborNode, names: set[str]) -> bool:
        """Whether an element is around a node that has one of some *names*: of a class, an id or its tag."""
        above = node.parent
        while above is not None:
            if above.tag in names or names & {above.id, *(above.attributes.get("class") or "").split()}:
                return True
            above = above.parent
        return False

    @cached_property
    def lines(self) -> list[str]:
        """The visible page, each element's own words on a line."""
        body = self.tree.css_first("body")
        texts = body.text(deep=True, separator="\n", skip_empty=True) if body is not None else ""
        return [line for part in texts.split("\n") if (line := one_line(part))]

    @cached_property
    def language(self) -> str:
        node = self.tree.css_first("html")
        return (node.attributes.get("lang") or "") if node is not None else ""

    @cached_property
    def objects(self) -> list[dict[str, Any]]:
        """Every object of JSON-LD, however deep, in order. What cannot be read is as if it were not there."""
        found: list[dict[str, Any]] = []
        for node in self.tree.css("script[type='application/ld+json']"):
            try:
                read = json.loads(JUNK.sub("", JUNK.sub("", node.text(deep=True))), strict=False)
            except (ValueError, RecursionError):
                continue
            found += _objects(read)
        return found

    @cached_property
    def _articles(self) -> list[dict[str, Any]]:
        return [one for one in self.objects if _types(one) & ARTICLES]

    @cached_property
    def post(self) -> dict[str, Any]:
        """The JSON-LD of the article that the page is; {} where there is none, or where it lists several."""
        own = {plain_address(said) for said in (self.address("link[rel~=canonical]"), self.meta("og:url")) if said}
        about = [one for one in self._articles if own & _about(one)]
        if about or len(self._articles) <= 1:
            return next(iter(about or self._articles), {})
        others = own and all(map(_about, self._articles))  # each says which page it is, and none is this one
        return {} if self.lists or others else self._articles[0]

    @cached_property
    def lists(self) -> bool:
        """Whether JSON-LD says that the page is a list, or describes several articles; two may be one's, said twice."""
        headlines = {one_line(str(one.get("headline") or one.get("name") or "")) for one in self._articles}
        return any(_types(one) & LISTS for one in self.objects) or len(headlines) > TWICE

    def said(self, key: str) -> Any:
        """A value of the article's JSON-LD, references followed, entities in text resolved."""
        return self._followed(self.post.get(key))

    def _followed(self, value: Any) -> Any:
        if isinstance(value, str):
            return one_line(html.unescape(value))
        if isinstance(value, list):
            return [self._followed(item) for item in value]
        if isinstance(value, dict) and set(value) == {"@id"}:
            return next((one for one in self.objects if one.get("@id") == value["@id"] and len(one) > 1), value)
        return value


def plain_address(url: str) -> str:
    """*url* without what does not tell pages apart."""
    return re.sub(r"^https?:", "", url.partition("#")[0]).rstrip("/")


def _about(article: dict[str, Any]) -> set[str]:
    """The addresses of the page that an article of JSON-LD is."""
    said = (article.get("mainEntityOfPage"), article.get("url"), article.get("@id"))
    urls = [one.get("@id") if isinstance(one, dict) else one for one in said]
    return {plain_address(url) for url in urls if isinstance(url, str) and url}


def _types(one: dict[str, Any]) -> set[str]:
    types = one.get("@type")
    return {str(name).rpartition("/")[2].lower() for name in (types if isinstance(types, list) else [types]) if name}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _objects(item)
