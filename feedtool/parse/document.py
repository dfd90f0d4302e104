"""A feed as somebody serves it: nothing filled in, nothing inherited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from feedtool.model import Enclosure, Person, SourceFeed
    from feedtool.shelf import Shelved


Entry = TypeVar("Entry")


class ParseError(ValueError):
    """The bytes are no feed, or not all of one: what was `found`, what was `expected`, and the `line` (from 1) where
    one can be told.
    """

    def __init__(self, found: str, expected: str, line: int | None = None) -> None:
        self.found, self.expected, self.line = found, expected, line
        super().__init__(f"{'' if line is None else f'line {line}: '}{found}, expected {expected}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """An entry as a feed serves it. Where the entry itself says nothing: None, "" or ()."""

    id: str  # on one line, without white space around it; it may be no URI. Where there is none: the link
    has_id: bool  # whether it has an id of its own
    link: str = ""  # absolute; where the entry lives
    title: str = ""  # plain text on one line
    published: datetime | None = None  # aware; None too for a date that nobody can read
    updated: datetime | None = None  # the same
    authors: tuple[Person, ...] = ()
    categories: tuple[str, ...] = ()
    # HTML, not sanitised, never too deep for a tree; addresses in it are absolute where the feed says from where
    content: str | None = None
    shelved: Shelved | None = None  # the same, where it was put away
    summary: str | None = None  # plain text on one line
    language: str | None = None
    image: str | None = None  # absolute
    enclosures: tuple[Enclosure, ...] = ()
    rights: str | None = None  # plain text on one line
    source: SourceFeed | None = None  # the feed that it says it was taken from


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document of a feed. Where it says nothing: "", None or (). Every address is absolute."""

    format: str  # "rss", "atom" or "json"
    id: str = ""
    title: str = ""
    link: str = ""  # the site
    description: str = ""
    language: str = ""
    generator: str = ""
    authors: tuple[Person, ...] = ()  # of every entry that names none (RFC 4287 §4.2.1)
    rights: str | None = None
    selves: tuple[str, ...] = ()  # where the feed says that it lives: once, in one that is right
    hubs: tuple[str, ...] = ()  # WebSub
    entries: tuple[Served, ...] = ()  # in the order of the document; an id may occur twice
    prev_archive: str = ""  # RFC 5005 §4
    next: str = ""  # RFC 5005 §3; JSON Feed's next_url
    current: str = ""  # RFC 5005 §4
    is_archive: bool = False  # RFC 5005 §4
    is_complete: bool = False  # RFC 5005 §2

    @property
    def self(self) -> str:
        """The first of its `selves`; "" where there is none."""
        return next(iter(self.selves), "")


def bounded(entries: Iterable[Entry], most: int | None) -> list[Entry]:
    """The *entries* that were found, before anybody looks into them. Raises ParseError for more than *most*."""
    found = list(entries)
    if most is not None and len(found) > most:
        raise ParseError(f"more entries than a feed has, {len(found)}", f"at most {most}")
    return found
