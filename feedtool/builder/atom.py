"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from feedtool.builder import HEAD, Fragment, cover, extensions, fragment, readback
from feedtool.builder.extensions import NAMESPACES, UNTITLED, Node, link, new_feed
from feedtool.builder.instants import EPOCH, rfc3339, utc
from feedtool.markup import allowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from feedtool.builder import Fragments, History
    from feedtool.model import Entry, Feed, Person, SourceFeed

MEDIA_TYPE: Final = "application/atom+xml"
ENTRY: Final = b"  <entry"
END: Final = b"</feed>"


def build(feed: Feed, *, url: str, known: Fragments | None = None, history: History = HEAD) -> bytes:
    """*feed* as the document that will stand at *url*; *known* and *history* as in builder.Format."""
    known = {} if known is None else known
    entries = [fragment(known, entry, feed.language, _fragment) for entry in feed.entries]
    prefixes = {prefix for entry in entries for prefix in entry.prefixes} | extensions.prefixes(history)
    document = new_feed(prefixes, is_empty=not feed.entries)
    document.id(feed.id)
    document.title(allowed(feed.title))
    document.updated(utc(feed.updated or EPOCH))  # required, and never the clock's
    document.link(href=feed.link, rel="alternate", type="text/html")
    document.language(feed.language)
    # §4.1.1: a feed has an author unless all its entries have
    document.author(_people(feed.authors) or [{"name": allowed(feed.title)}])
    if feed.description and feed.description != feed.title:
        document.subtitle(allowed(feed.description))
    if feed.rights:
        document.rights(allowed(feed.rights))
    if feed.image:
        document.logo(feed.image)
    document.extras.nodes.append(link(url, "self", tag="link", type=MEDIA_TYPE))
    document.extras.nodes += [link(hub, "hub", tag="link") for hub in feed.hubs]
    document.extras.nodes += extensions.history_nodes(history, tag="link")
    head, end, tail = document.atom_str(pretty=True).rpartition(END)
    return b"".join([head, *(entry.data for entry in entries), end, tail])


def _fragment(entry: Entry, language: str) -> Fragment:
    """*entry* as feedgen writes it into a feed that has nothing else."""
    prefixes = frozenset({"media"} if entry.image else ())
    document = new_feed(set(prefixes), is_empty=False)
    document.id("-")
    document.title("-")
    document.updated(utc(EPOCH))
    _add(document, entry, language)
    written: bytes = document.atom_str(pretty=True)
    return Fragment(written[written.index(ENTRY) : written.rindex(END)], prefixes)


def _add(document: Any, entry: Entry, language: str) -> None:
    element = document.add_entry(order="append")
    element.id(entry.id)
    element.title(allowed(entry.title) or UNTITLED)
    element.extras.is_untitled = not allowed(entry.title)
    element.link(href=entry.link, rel="alternate")
    element.published(utc(entry.published))
    element.updated(utc(entry.updated))
    element.author(_people(entry.authors))
    if entry.summary is not None:
        element.summary(allowed(entry.summary), type="text")
    if entry.content is not None:
        element.content(allowed(entry.content), type="html")
    element.category([{"term": allowed(category)} for category in entry.categories])
    if entry.rights:
        element.rights(allowed(entry.rights))
    element.extras.language = entry.language if entry.language != language else None
    element.extras.nodes = [
        link(enclosure.url, "enclosure", tag="link", type=enclosure.type, length=enclosure.length)
        for enclosure in entry.enclosures
    ] + cover.nodes(entry)
    if entry.source is not None:
        element.extras.nodes.append(_source(entry.source, entry.updated))


def _source(source: SourceFeed, updated: datetime) -> Node:
    """§4.2.11. A feed changes with each of its entries; as one of them knows it, it is as old as that."""
    children = [
        *([Node("id", source.id)] if source.id else []),
        *([Node("title", allowed(source.title))] if source.title else []),
        Node("updated", rfc3339(source.updated or updated)),
        *([link(source.link, "alternate", tag="link")] if source.link else []),
        *([link(source.url, "self", tag="link")] if source.url else []),
    ]
    return Node("source", None, (), tuple(children))


def _people(people: Iterable[Person]) -> list[dict[str, str]]:
    return [
        {
            "name": allowed(person.name),
            **({"email": person.email} if person.email else {}),
            **({"uri": person.url} if person.url else {}),
        }
        for person in people
    ]


def fragments(data: bytes) -> Mapping[str, bytes]:
    """The entries of a document, each under its id; {} where it cannot be read."""
    space = NAMESPACES["atom"]
    return readback.entries(data, f"{{{space}}}entry", f"{{{space}}}id")


def is_ours(data: bytes) -> bool:
    """Whether the document says that feedtool made it."""
    return readback.generator_is_ours(data, f"{{{NAMESPACES['atom']}}}generator")
