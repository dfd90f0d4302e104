"""The values that travel through feedtool. A wrong one cannot be made.

Every datetime is aware. `None` means that nobody said; `()` that somebody said "none".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from feedtool.shelf import Shelved


def _aware(what: str, *instants: datetime | None) -> None:
    for instant in instants:
        if instant is not None and instant.tzinfo is None:
            raise ValueError(f"{what}: {instant.isoformat()} has no time zone; every instant needs one")


MAIN: Final = "main"  # the feed of everything
FROM_FEED: Final = "feed:"  # before the name of somebody's feed, as the source of a line

# What XML 1.0 §2.2 forbids. Tabs and line ends are allowed.
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _uri(what: str, text: object) -> None:
    _plain(what, text)
    if not text or any(letter <= " " for letter in str(text)):
        raise ValueError(f"{text!r} is no {what}: it is empty, or has white space in it")


def _id(text: object) -> None:
    """A URI; or what another tool wrote for one, "12 at https://example.com", which subscribers have now."""
    _plain("id", text)
    if not text or str(text).strip(" ") != text or any(letter < " " for letter in str(text)):
        raise ValueError(f"{text!r} is no id: it is empty, or has white space around it, or lines")


def is_id(text: str) -> bool:
    """Whether an entry may have it as its id."""
    try:
        _id(text)
    except ValueError:
        return False
    return True


def _plain(what: str, text: object) -> None:
    _text(what, text)
    if FORBIDDEN.search(str(text)):
        raise ValueError(f"{text!r} is no {what}: it has characters in it that no document can hold")


def _text(what: str, text: object) -> None:
    if not isinstance(text, str):
        raise ValueError(f"{text!r} is no {what}: it must be text")  # noqa: TRY004 - a wrong value, whatever its type


def _uris(**given: str | None) -> None:
    """Every one that was *given* is an address, or a word without white space as addresses are."""
    for what, text in given.items():
        if text is not None:
            _uri(what, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who wrote (RFC 4287 §3.2)."""

    name: str
    email: str | None = None
    url: str | None = None  # absolute

    def __post_init__(self) -> None:
        _text("name", self.name)
        if not self.name.strip():
            raise ValueError("a person needs a name")
        _uris(email=self.email, url=self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that belongs to an entry (RFC 4287 §4.2.7.2; `enclosure` in RSS 2.0, `attachments` in JSON Feed)."""

    url: str  # absolute
    type: str  # media type: "audio/mpeg"
    length: int | None = None  # bytes

    def __post_init__(self) -> None:
        if self.length is not None and self.length < 0:
            raise ValueError(f"length of {self.url} is {self.length}; bytes are 0 or more")
        _uri("url", self.url)
        _plain("media type", self.type)
        if "/" not in self.type:
            raise ValueError(f"type of {self.url} is {self.type!r}; a media type is written like audio/mpeg")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFeed:
    """The feed that an entry was taken from (RFC 4287 §4.2.11; `source` in RSS 2.0). "" and None: nobody said."""

    id: str = ""  # a URI, or what its subscribers have for one
    title: str = ""
    link: str | None = None  # absolute; its site
    url: str | None = None  # absolute; where the feed itself is
    updated: datetime | None = None  # as it was when the entry was taken; None: as the entry was

    def __post_init__(self) -> None:
        _aware("source", self.updated)
        _text("title", self.title)
        _uris(link=self.link, url=self.url)
        if self.id:
            _id(self.id)


class Origin(NamedTuple):
    """Where a field of a post came from."""

    rule: str  # "front matter", "file name", "first heading", "site.authors" ...
    key: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A reference to a body that nobody has rendered yet: which part of which file, in what language."""

    type: str  # "text/html", or what feedtool.languages makes HTML of: "text/markdown" ...
    source: int  # the source in the configuration, counted from 0
    path: str  # absolute
    part: int = 0  # a file may hold several posts
    drop_heading: bool = False  # the first heading is the title, and leaves
    page: str | None = None  # absolute; the built page that the body is taken from instead
    # The body itself, of an entry of a feed, which was read as a whole;
    # or where it was put. Its digest is the post's `raw`.
    text: str | None = field(default=None, repr=False)
    shelved: Shelved | None = field(default=None, repr=False)
    digest: str = ""  # of all that its text is made of beside other posts' addresses and titles


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What the author wrote: metadata made alike, and a reference to the body."""

    file: str  # relative to the configuration's folder, with "/"
    title: str
    link: str  # absolute; where the post lives
    body: Body
    id: str | None = None  # as the author gave it
    own_id: str | None = None  # as its generator's own feed has it, where that is not the link; a URI or an IRI
    published: datetime | None = None  # None only in a draft
    updated: datetime | None = None
    expires: datetime | None = None
    draft: bool = False
    authors: tuple[Person, ...] = ()
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    section: str = ""  # that it names, else the first folder of its path below its source
    extra: Mapping[str, Any] = field(default_factory=dict)  # of its metadata what the filters of feeds ask for
    summary: str | None = None  # plain text
    language: str | None = None  # BCP 47
    image: str | None = None  # absolute
    image_length: int | None = None  # bytes, where its file is the site's own
    enclosures: tuple[Enclosure, ...] = ()
    rights: str | None = None
    source: SourceFeed | None = None  # of an entry of somebody's feed; it has an `id`, which stays as it is
    is_carried: bool = False  # such an entry that its feed has from another one
    minor: bool = False  # its author says that no edit of it is news
    raw: str = ""  # digest of the body as it was written: feedtool.substance
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _aware(self.file, self.published, self.updated, self.expires)
        if self.published is None and not self.draft:
            raise ValueError(f"{self.file} has no date of publication")
        if self.source is not None and self.id is None:
            raise ValueError(f"{self.file}: an entry of a feed has an id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a subscriber gets (RFC 4287 §4.1.2)."""

    id: str  # a URI, or what subscribers have for one from another tool
    link: str  # absolute
    title: str  # plain text; "" for a note without one
    published: datetime
    updated: datetime
    authors: tuple[Person, ...] = ()
    categories: tuple[str, ...] = ()
    content: str | None = None  # HTML, every URL in it absolute
    summary: str | None = None  # plain text
    language: str | None = None
    image: str | None = None  # absolute
    image_length: int | None = None  # bytes
    enclosures: tuple[Enclosure, ...] = ()
    rights: str | None = None
    source: SourceFeed | None = None  # where it was taken from; None: it is the site's own

    def __post_init__(self) -> None:
        _aware(self.id, self.published, self.updated)
        _id(self.id)
        _uri("link", self.link)
        _uris(image=self.image, language=self.language)
        _text("title", self.title)
        if self.content is None and self.summary is None:
            raise ValueError(f"{self.id} has neither content nor summary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A header and its entries, in order; knows no format (RFC 4287 §4.1.1)."""

    id: str  # a URI
    link: str  # absolute; the site
    title: str
    description: str = ""  # "" means the title
    language: str = "en"  # BCP 47
    authors: tuple[Person, ...] = ()
    rights: str | None = None
    image: str | None = None  # absolute
    hubs: tuple[str, ...] = ()  # WebSub, absolute
    cloud: str | None = None  # absolute; where readers register with an rssCloud server, in RSS alone
    entries: tuple[Entry, ...] = ()
    name: str = MAIN
    path: str = ""  # its folder, below that of the main feed

    def __post_init__(self) -> None:
        _uri("id", self.id)
        _uri("link", self.link)
        _text("title", self.title)
        for hub in self.hubs:
            _uri("hub", hub)
        _uris(image=self.image, language=self.language, cloud=self.cloud)
        if not self.title.strip():
            raise ValueError(f"{self.id} has no title; a feed needs one")
        seen: set[str] = set()
        for entry in self.entries:
            if entry.id in seen:
                raise ValueError(f"two entries of {self.name} have the id {entry.id}")
            seen.add(entry.id)

    @property
    def updated(self) -> datetime | None:
        """The latest `updated` among the entries, whichever entry that is; None without entries."""
        return max((entry.updated for entry in self.entries), default=None)


class Identified(NamedTuple):
    """A post, its id, and when it was published: as it was announced, whatever the post says now."""

    post: Post
    id: str  # a URI
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a build changes for the subscribers of one feed: the ids of entries, each in order."""

    feed: str
    entries: int  # how many the feed now has
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry that was announced: one line of the lock. Its id never changes, and it is never dropped."""

    id: str  # as Entry.id
    published: datetime
    announced: datetime  # when the build ran that first put it out
    dated: datetime | None = None  # as its post says now, where that is another date of publication
    updated: datetime | None = None  # the last edit: when feedtool saw it, or its post said; None before the first
    title: str = ""
    language: str | None = None
    links: tuple[str, ...] = ()  # absolute; every one that the post had, the newest last
    source: str = (
        ""  # its file, relative to the configuration's folder, with "/"; "#1" behind it for a second post in it
    )
    raw: str = ""  # digest of the body as the author wrote it; "" where nobody knows
    text: str = ""  # digest of the words that a reader sees
    seen: str = ""  # the entry as subscribers have it: feedtool.substance.Seen
    # In the archive of which feed, by its name, it is in which document, counted from 1; 0: in the head. For ever.
    archives: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _aware(self.id, self.published, self.announced, self.dated, self.updated)
        _id(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A feed that was published: one line of the lock."""

    name: str
    id: str  # a URI
    published: datetime  # when it first was
    path: str = ""  # its folder, below that of the main feed, with "/"
    updated: datetime | None = None  # as subscribers have it
    since: datetime | None = None  # of a feed that was adopted: no entry older than its oldest comes into it

    def __post_init__(self) -> None:
        _aware(self.name, self.published, self.updated, self.since)
        _uri("id", self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What was announced: entries by their ids, feeds by their names."""

    entries: Mapping[str, Line] = field(default_factory=dict)
    feeds: Mapping[str, FeedLine] = field(default_factory=dict)
