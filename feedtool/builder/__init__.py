"""A Feed to bytes: one module a format, imported when it is asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from feedtool.model import Entry, Feed

FORMATS: Final = {"rss": "rss", "atom": "atom", "json": "jsonfeed"}  # the configuration's word, and our module


class History(NamedTuple):
    """Where a document stands among those of its feed (RFC 5005 §4), of one format."""

    previous: str | None = None  # absolute; the archive document before it
    current: str | None = None  # absolute; the feed itself, of an archive document; None: it is that


HEAD: Final = History()  # of a feed without an archive


class Fragment(NamedTuple):
    """An entry in one format, as it stands in every document of a feed of that language."""

    data: bytes
    prefixes: frozenset[str] = frozenset()  # of the namespaces that it needs, beside those that are always there


# By entry's id and feed's language; in JSON Feed, which tells each entry's, that. One entry is built once, whatever the
# number of feeds that it is in.
Fragments = dict[tuple[str, str], Fragment]


class Format(Protocol):
    """What a module of a format offers."""

    def build(self, feed: Feed, *, url: str, known: Fragments | None = None, history: History = HEAD) -> bytes:
        """*feed* as the document that will stand at *url*. Entries that are *known* are not made again; those that
        were made are added. *history* leads to older documents.
        """

    def fragments(self, data: bytes) -> Mapping[str, bytes]:
        """The entries of a document, each under its id; {} where it cannot be read."""

    def is_ours(self, data: bytes) -> bool:
        """Whether the document says that feedtool made it."""


def fragment(known: Fragments, entry: Entry, language: str, make: Callable[[Entry, str], Fragment]) -> Fragment:
    """The fragment of *entry* in a feed in *language*; what is not *known* is made."""
    key = (entry.id, language)
    if key not in known:
        known[key] = make(entry, language)
    return known[key]


def named(name: str) -> Format:
    """The format *name*, one of FORMATS."""
    return cast("Format", importlib.import_module(f"feedtool.builder.{FORMATS[name]}"))
