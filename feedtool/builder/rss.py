"""RSS 2.0 (the RSS Advisory Board's specification and profile)."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from feedtool.builder import HEAD, Fragment, cover, extensions, fragment, readback
from feedtool.builder.extensions import UNTITLED, Node, link, new_feed
from feedtool.builder.instants import EPOCH, rfc3339, utc
from feedtool.markup import allowed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.builder import Fragments, History
    from feedtool.model import Entry, Feed, Person

MEDIA_TYPE: Final = "application/rss+xml"
PORTS: Final = {"http": 80, "https": 443}
TITLE: Final = re.compile(rb"<title>[^<]*</title>")
ITEM: Final = b"    <item"
END: Final = b"  </channel>"
CHANNEL_DESCRIPTION: Final = re.compile(rb"<description>[^<]*</description>")


def build(feed: Feed, *, url: str, known: Fragments | None = None, history: History = HEAD) -> bytes:
    """*feed* as the document that will stand at *url*; *known* and *history* as in builder.Format."""
    known = {} if known is None else known
    items = [fragment(known, entry, feed.language, _fragment) for entry in feed.entries]
    prefixes = {prefix for item in items for prefix in item.prefixes} | extensions.prefixes(history)
    channel = new_feed(prefixes, is_empty=not feed.entries)
    channel.title(allowed(feed.title))
    channel.link(href=feed.link, rel="alternate")
    channel.description(allowed(feed.description or feed.title))
    channel.language(feed.language)
    channel.updated(utc(feed.updated or EPOCH))
    if feed.rights:
        channel.copyright(allowed(feed.rights))
    if editor := next((person for person in feed.authors if person.email), None):
        channel.managingEditor(_contact(editor))
    if feed.image:
        channel.image(url=feed.image, title=allowed(feed.title), link=feed.link)
    if feed.cloud:
        channel.cloud(**_cloud(feed.cloud))
    channel.extras.nodes.append(link(url, "self", tag="atom:link", type=MEDIA_TYPE))
    channel.extras.nodes += [link(hub, "hub", tag="atom:link") for hub in feed.hubs]
    channel.extras.nodes += extensions.history_nodes(history, tag="atom:link")
    head, end, tail = _numeric_references(channel.rss_str(pretty=True)).rpartition(END)
    return b"".join([head, *(item.data for item in items), end, tail])


def _fragment(entry: Entry, language: str) -> Fragment:
    """*entry* as feedgen writes it into a channel that has nothing else."""
    nodes = _nodes(entry, language)
    prefixes = frozenset(node.tag.partition(":")[0] for node in nodes if ":" in node.tag) - {"atom"}
    channel = new_feed(set(prefixes), is_empty=False)
    channel.title("-")
    channel.link(href="-")
    channel.description("-")
    channel.updated(utc(EPOCH))
    _add(channel, entry, nodes)
    written: bytes = channel.rss_str(pretty=True)
    return Fragment(TITLE.sub(_numbers, written[written.index(ITEM) : written.rindex(END)]), prefixes)


def _add(channel: Any, entry: Entry, nodes: list[Node]) -> None:
    item = channel.add_entry(order="append")
    item.title(allowed(entry.title) or UNTITLED)
    item.extras.is_untitled = not allowed(entry.title)
    item.link(href=entry.link)
    item.guid(entry.id, permalink=entry.id == entry.link)
    item.published(utc(entry.published))
    item.updated(utc(entry.updated))
    _add_text(item, entry)
    if len(entry.authors) == 1 and entry.authors[0].email:
        person = entry.authors[0]
        item.author({"name": allowed(person.name), "email": person.email})
    item.category([{"term": allowed(category)} for category in entry.categories])
    if entry.enclosures:
        first = entry.enclosures[0]
        item.enclosure(url=first.url, length=str(first.length or 0), type=first.type)
    item.extras.nodes = nodes


def _add_text(item: Any, entry: Entry) -> None:
    """The short text first, then the full one; where there is one only, it is the description.

    Every reader takes a description for HTML, so plain text is escaped once more.
    """
    if entry.summary is not None:
        item.description(html.escape(allowed(entry.summary), quote=False))
    if entry.content is not None:
        item.content(allowed(entry.content))


def _nodes(entry: Entry, language: str) -> list[Node]:
    nodes = []
    if len(entry.authors) > 1 or (entry.authors and not entry.authors[0].email):
        nodes += [Node("dc:creator", allowed(person.name)) for person in entry.authors]
    if entry.rights:
        nodes.append(Node("dc:rights", allowed(entry.rights)))
    if entry.language and entry.language != language:
        nodes.append(Node("dc:language", entry.language))
    nodes.append(Node("atom:updated", rfc3339(entry.updated)))
    # Several <enclosure> in an item lose all but one in many readers; those that know Atom see these too.
    nodes += [
        link(enclosure.url, "enclosure", tag="atom:link", type=enclosure.type, length=enclosure.length)
        for enclosure in entry.enclosures[1:]
    ]
    if entry.source is not None and entry.source.url:  # its address is required
        nodes.append(Node("source", allowed(entry.source.title) or None, (("url", entry.source.url),)))
    return nodes + cover.nodes(entry)


def _cloud(register: str) -> dict[str, str]:
    """`<cloud>` (RSS 2.0): readers post to *register*."""
    parts = urlsplit(register)
    return {
        "domain": parts.hostname or "", "port": str(parts.port or PORTS[parts.scheme]),
        "path": parts.path + (f"?{parts.query}" if parts.query else ""), "registerProcedure": "",
        "protocol": f"{parts.scheme}-post",
    }  # fmt: skip


def _contact(person: Person) -> str:
    return f"{person.email} ({allowed(person.name)})"


def _numeric_references(document: bytes) -> bytes:
    """`&` and `<` in titles as numbers, as the profile advises: readers that decode once more then still show them.

    Elsewhere in the document `<` is escaped, so that a title's tags are nowhere but around titles.
    """
    document = TITLE.sub(_numbers, document)
    return CHANNEL_DESCRIPTION.sub(_numbers, document, count=1)


def _numbers(found: re.Match[bytes]) -> bytes:
    return found[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")


def fragments(data: bytes) -> Mapping[str, bytes]:
    """The entries of a document, each under its id; {} where it cannot be read."""
    return readback.entries(data, "channel/item", "guid")


def is_ours(data: bytes) -> bool:
    """Whether the document says that feedtool made it."""
    return readback.generator_is_ours(data, "channel/generator")
