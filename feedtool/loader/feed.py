"""Feeds of others: the source type "feed". What was fetched is handed in; nobody is asked here."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from feedtool import parse, urls, walk
from feedtool.errors import Place, Problem, quoted
from feedtool.loader import entries
from feedtool.loader.reading import Passed, Read
from feedtool.parse import opml
from feedtool.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from feedtool.loader.sources import Site, Source
    from feedtool.parse import Document, Served

suffixes: Final = (".xml", ".rss", ".atom", ".rdf", ".json", ".opml")
LARGEST: Final = 20_000_000  # bytes
MARKS: Final = 1_000_000  # "<" in a document: escaped text has none, and a tree of more takes too much memory
JSON_MARKS: Final = (b"{", b"[", b",")
ENTRIES: Final = 20_000  # of one feed: to look at so many takes some seconds
LISTED: Final = 2000  # feeds of one list


class Taken(NamedTuple):
    """A feed as its address gave it, now or the last time that it did."""

    name: str  # the address, as it may be shown
    document: Document
    seen: Mapping[str, datetime]  # ids of entries without a date: when each was seen first


class Fetched(NamedTuple):
    """What came from the addresses of sources; without any, nothing was asked for."""

    feeds: Mapping[str, Taken] = {}  # by their addresses, as they are named
    lists: Mapping[str, tuple[str, ...]] = {}  # of an address with a list: those of its feeds
    warnings: tuple[Problem, ...] = ()
    is_live: bool = False  # whether any source is at an address, so that each build has to ask


NOTHING: Final = Fetched()


class TooMuchError(ValueError):
    """A document that is larger than one of a feed has reason to be."""


class Reader:
    """The feeds of a site's sources, each read once: a feed that two sources name is the first's.

    *dated* gives the date under which the entry of an id was announced; *skip* are files that feedtool writes.
    """

    def __init__(
        self, site: Site, fetched: Fetched, *, skip: frozenset[str], dated: Callable[[str], datetime | None]
    ) -> None:
        self._site, self._fetched, self._skip, self._dated = site, fetched, skip, dated
        self._taken: set[str] = set()
        self._shelf = Shelf()

    def posts_of(self, source: Source, index: int, path: str) -> Iterator[Read]:
        """What became of each entry of the file *path* of the *source*, which is the one number *index*; with the path
        "", of what its address gave.
        """
        if source.is_address:
            for address in self._fetched.lists.get(source.path, (source.path,)):
                yield from self._at(address, index)
        else:
            yield from self._file(os.path.join(source.folder, path), index)

    def _at(self, address: str, index: int) -> Iterator[Read]:
        """Of one that is not there, and of which there is nothing from before, somebody has told already."""
        taken = self._fetched.feeds.get(address)
        if taken is not None and self._is_first(address):
            url = address if taken.name == address else ""
            feed = entries.Feed(taken.name, taken.document, url, taken.seen)
            yield from entries.posts_of(feed, index, self._dated)

    def _file(self, file: str, index: int) -> Iterator[Read]:
        name = walk.shown(file, self._site.root)
        if file in self._skip:
            yield Read(None, passed=Passed(name, "a feed that feedtool wrote"))
            return
        if not self._is_first(os.path.realpath(file)):
            return
        try:
            data = contents(file)
            if opml.is_one(data):
                for one in listed(file, data, self._site.root):
                    yield from self._listed(one, index)
                return
            document = parsed(data, self._shelf)
        except (OSError, parse.ParseError, TooMuchError) as why:
            yield Read(None, (unreadable(name, why),))
            return
        yield from entries.posts_of(entries.Feed(name, document, "", {}), index, self._dated)

    def _listed(self, one: Listed, index: int) -> Iterator[Read]:
        if one.problem is not None:
            yield Read(None, (), (one.problem,))
        elif one.address:
            yield from self._at(one.address, index)
        else:
            yield from self._file(one.path, index)

    def _is_first(self, place: str) -> bool:
        is_first = place not in self._taken
        self._taken.add(place)
        return is_first


class Listed(NamedTuple):
    """What a list in the site's folder names: an address, or a file; or what is wrong with it."""

    address: str = ""
    path: str = ""  # absolute
    problem: Problem | None = None


def listed(file: str, data: bytes, root: str) -> Iterator[Listed]:
    """What the list in *file* names: addresses, and files that are named from there and lie below *root*. Raises
    ParseError.
    """
    name = walk.shown(file, root)
    references = opml.read(data)
    for reference in references[:LISTED]:
        if reference.lower().startswith(("https://", "http://")):
            yield Listed(address=reference)
            continue
        wanted = unquote(reference)
        path = "" if "\0" in wanted else os.path.realpath(os.path.join(os.path.dirname(file), wanted))
        is_inside = path.startswith(os.path.join(os.path.realpath(root), ""))
        if ":" in reference or not is_inside or path.lower().endswith(".opml"):
            yield Listed(problem=refused(name, reference, "an address, or a feed in the site's folder"))
        elif not os.path.isfile(path):
            yield Listed(problem=refused(name, reference, "a file that is there"))
        else:
            yield Listed(path=path)
    if len(references) > LISTED:
        yield Listed(problem=_left(name, references))


def addresses_in(data: bytes, charset: str, url: str, name: str) -> tuple[list[str], list[Problem]]:
    """The addresses in the list *data* that came from *url*, and what is wrong with others: no file is named from
    elsewhere. Raises ParseError.
    """
    found: list[str] = []
    wrong: list[Problem] = []
    references = opml.read(data, charset)
    for reference in references[:LISTED]:
        try:
            address = urls.resolve(url, reference)
        except urls.BadAddressError:
            address = ""
        if address.startswith(("https://", "http://")):
            found.append(address)
        else:
            wrong.append(refused(name, reference, "an address of the web"))
    if len(references) > LISTED:
        wrong.append(_left(name, references))
    return found, wrong


def contents(file: str) -> bytes:
    """The bytes of a *file*. Raises OSError, TooMuchError."""
    with open(file, "rb") as opened:
        data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise TooMuchError(f"more than {LARGEST // 1_000_000} MB")
    return data


def parsed(data: bytes, shelf: Shelf, *, url: str = "", charset: str = "") -> Document:
    """parse.read, of what anybody may have written; the texts of its entries may lie on the *shelf*. Raises ParseError,
    TooMuchError.
    """
    is_json = data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith((b"{", b"["))
    if sum(map(data.count, JSON_MARKS if is_json else (b"<",))) > MARKS:
        raise TooMuchError("more elements than a feed has")
    document = parse.read(data, url=url, charset=charset, most=ENTRIES)
    if not url and document.self:  # addresses in a file are seen from where it lives
        document = parse.read(data, url=document.self, charset=charset, most=ENTRIES)
    return replace(document, entries=tuple(_put(one, shelf) for one in document.entries))


def _put(served: Served, shelf: Shelf) -> Served:
    shelved = shelf.put(served.content) if served.content else None
    return served if shelved is None else replace(served, content=None, shelved=shelved)


def refused(name: str, reference: str, expected: str) -> Problem:
    """Of what a list names, and nobody follows."""
    return Problem(
        code="N606", place=Place(name), found=f"{quoted(reference)}, which is named as a feed",
        expected=expected, remedy="correct it, or take it out",
    )  # fmt: skip


def _left(name: str, references: Sequence[str]) -> Problem:
    """Of those in a list that are too many."""
    return Problem(
        code="N606", place=Place(name), found=f"{len(references)} feeds, of which the first {LISTED} are followed",
        expected=f"at most {LISTED}", remedy="make several lists of it",
    )  # fmt: skip


def unreadable(name: str, why: Exception) -> Problem:
    """Of a file that is no feed."""
    said = why.strerror if isinstance(why, OSError) else str(why)
    if isinstance(why, parse.ParseError):
        return Problem(
            code="F117", place=Place(name, why.line), found=why.found, expected=why.expected,
            remedy="mend it, or name it in exclude",
        )  # fmt: skip
    return Problem(
        code="F117", place=Place(name), found=f"a feed that cannot be read ({said})", expected="a feed",
        remedy="look at its permissions and its size, or name it in exclude",
    )  # fmt: skip
