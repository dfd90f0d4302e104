"""What feedgen 1.0.0 lacks or does wrongly, mended through its own extension hooks.

| trap of feedgen 1.0.0 | what is done here |
|---|---|
| the links of an Atom entry keep nothing but `href` | its `rel` is set again, other links are nodes |
| an RSS channel's `<link>` is the last one added, whatever its `rel` | it gets one; self and hubs are nodes |
| RSS has no hub, no `dc:creator`, no `atom:updated` in items | nodes |
| an author without e-mail is lost from RSS, two give two `<author>` | `dc:creator`; `<author>` for a single e-mail |
| RSS keeps the last enclosure only | it is given the first; the others are `atom:link rel=enclosure` |
| `updated` and `lastBuildDate` are the clock's where nobody set them | always set; taken out of an empty RSS feed |
| Atom dates end in `+00:00`, which readers exist that ignore | rewritten with `Z` |
| RFC 2822 dates are made by switching the locale of the whole process | `rfc2822` stands in for that function |
| an empty title is an error | a placeholder, taken out again |
| no `xml:lang` on entries, no type on an entry's link | set on the finished element |

tests/test_canaries.py says when a later feedgen no longer has one of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import feedgen.entry
import feedgen.feed
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from feedtool.builder.instants import rfc2822

if TYPE_CHECKING:
    from feedtool.builder import History

NAMESPACES: Final = {
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": "http://purl.org/syndication/history/1.0",
    "media": "http://search.yahoo.com/mrss/",
}
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
UNTITLED: Final = "untitled"

feedgen.feed.formatRFC2822 = rfc2822
feedgen.entry.formatRFC2822 = rfc2822


class Node(NamedTuple):
    """An element that feedgen has no word for: `dc:creator`; in Atom, `link` without prefix."""

    tag: str
    text: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node, ...] = ()

    def add_to(self, parent: etree._Element) -> None:
        prefix, colon, name = self.tag.partition(":")
        tag = f"{{{NAMESPACES[prefix]}}}{name}" if colon else self.tag
        element = etree.SubElement(parent, tag)
        element.text = self.text
        for key, value in self.attributes:
            element.set(key, value)
        for child in self.children:
            child.add_to(element)


def link(href: str, rel: str, *, tag: str, type: str | None = None, length: int | None = None) -> Node:  # noqa: A002 - the attribute's name
    """A link (RFC 4287 §4.2.7); *tag* is "link" in Atom and "atom:link" in RSS."""
    attributes = [("href", href), ("rel", rel)]
    attributes += [("type", type)] if type else []
    attributes += [("length", str(length))] if length is not None else []
    return Node(tag, None, tuple(attributes))


def prefixes(history: History) -> set[str]:
    """Those that `history_nodes` need."""
    return {"fh"} if history.current else set()


def history_nodes(history: History, *, tag: str) -> list[Node]:
    """RFC 5005 §4; *tag* as that of `link`. No document leads to a newer one but the feed itself: it would change."""
    links = {"prev-archive": history.previous, "current": history.current}
    marks = [Node("fh:archive")] if history.current else []
    return marks + [link(url, rel, tag=tag) for rel, url in links.items() if url]


class FeedExtras(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Mends the header. `prefixes` are those that any node uses; `is_empty` says that there are no entries."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.prefixes: set[str] = set()
        self.is_empty = False

    def extend_ns(self) -> dict[str, str]:
        return {prefix: NAMESPACES[prefix] for prefix in sorted(self.prefixes)}

    def extend_rss(self, feed: Any) -> Any:
        channel = feed[0]
        if self.is_empty:
            channel.remove(channel.find("lastBuildDate"))
        for node in self.nodes:
            node.add_to(channel)
        return feed

    def extend_atom(self, feed: Any) -> Any:
        _write_z(feed, "updated")
        for node in self.nodes:
            node.add_to(feed)
        return feed


class EntryExtras(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """Mends an entry."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.language: str | None = None
        self.is_untitled = False

    def extend_rss(self, item: Any) -> Any:
        if self.is_untitled:
            item.remove(item.find("title"))
        for node in self.nodes:
            node.add_to(item)
        return item

    def extend_atom(self, entry: Any) -> Any:
        if self.is_untitled:
            entry.find("title").text = None
        if self.language:
            entry.set(XML_LANG, self.language)
        alternate = entry.find("link")
        alternate.set("rel", "alternate")
        alternate.set("type", "text/html")
        _write_z(entry, "updated", "published")
        for node in self.nodes:
            node.add_to(entry)
        return entry


def _write_z(parent: Any, *tags: str) -> None:
    for tag in tags:
        element = parent.find(tag)
        element.text = element.text.replace("+00:00", "Z")


def new_feed(prefixes: set[str], *, is_empty: bool) -> Any:
    """A feedgen feed with both extensions, as `extras`."""
    feed = feedgen.feed.FeedGenerator()
    feed.register_extension("extras", FeedExtras, EntryExtras)
    feed.extras.prefixes = prefixes
    feed.extras.is_empty = is_empty
    feed.generator("feedtool")
    feed.docs("")
    return feed
