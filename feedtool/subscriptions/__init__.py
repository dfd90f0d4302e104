"""The feeds of others that are sources: asked for what is new, and kept as they last were.

A feed that cannot be had keeps what it had, and one line says why. What a build is given depends on the feeds and on
the order of the sources, and not on which server was faster.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from feedtool import lock
from feedtool.database import Database
from feedtool.loader import FEED, feed
from feedtool.loader.find import find
from feedtool.parse import ParseError, opml
from feedtool.shelf import Shelf
from feedtool.subscriptions import faults
from feedtool.subscriptions.own import Own, own_feeds
from feedtool.subscriptions.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from feedtool.config import Config
    from feedtool.errors import Problem
    from feedtool.loader import Fetched
    from feedtool.parse import Document
    from feedtool.progress import Progress
    from feedtool.subscriptions.rows import Row


class SourceReport(TypedDict):
    """A feed at an address, or a list of them."""

    address: str
    state: str  # "up", "down", "gone", or "new": it was never asked
    since: str | None  # RFC 3339: since when it is down
    fetched: str | None  # when it was last there
    asked: str | None  # last
    due: str | None  # not to be asked before
    status: int  # of the last answer (RFC 9110 §15); 0
    detail: str  # what is wrong with it; ""
    moved: str | None  # where it is for good


class _Named(NamedTuple):
    """The addresses that the configuration names, itself or by a list in the site's folder; and which of them may be a
    list itself.
    """

    addresses: tuple[str, ...]
    may_be_lists: frozenset[str]
    warnings: tuple[Problem, ...]
    own: Own

    def __bool__(self) -> bool:
        return bool(self.addresses or self.warnings)


def fetch(
    config: Config, *, now: datetime, remember: bool, ca_bundle: str | None, progress: Progress, skip: frozenset[str]
) -> Fetched:
    """What the addresses of the sources of *config* give. With *remember* it is kept; else the answers are looked at,
    and that is all. An entry without a date that is new was seen *now*. *skip* are files that feedtool writes.

    Raises OutputError where what was kept cannot be read or written.
    """
    named = _named(config, skip)
    if not named:
        return feed.NOTHING
    from feedtool.subscriptions.polling import Poll

    with closing(Database(config.root, site=lock.name_of(config.file), is_copy=not remember)) as database:
        rows = Rows(database, seen=now.timestamp(), config=faults.digest_of(config.file))
        asked = _Asked(rows, named)
        for addresses in asked.rounds():
            poll = Poll(
                [row for row in map(rows.find, addresses) if not rows.rests(row, time.time())],
                named=named.addresses, ca_bundle=ca_bundle,
            )  # fmt: skip
            for row, answer in progress("Asking for feeds", poll, least=faults.LEAST):
                asked.take(row, answer)
        rows.tidy(time.time())
        return asked.fetched()


def kept(config: Config, *, skip: frozenset[str]) -> Fetched:
    """What the addresses of the sources of *config* gave the last time; nobody is asked. Raises OutputError."""
    named = _named(config, skip)
    if not named:
        return feed.NOTHING
    with closing(Database(config.root, site=lock.name_of(config.file), is_copy=True)) as database:
        asked = _Asked(Rows(database), named)
        for _ in asked.rounds():
            pass
        return asked.fetched()


def report(config: Config, *, skip: frozenset[str]) -> list[SourceReport]:
    """How the addresses of the sources of *config* are, as far as it is known. Raises OutputError."""
    named = _named(config, skip)
    if not named:
        return []
    with closing(Database(config.root, site=lock.name_of(config.file), is_copy=True)) as database:
        asked = _Asked(Rows(database), named)
        return [_reported(row) for addresses in asked.rounds() for row in map(asked.rows.find, addresses)]


class _Asked:
    """One time of asking."""

    def __init__(self, rows: Rows, named: _Named) -> None:
        self.rows, self._named = rows, named
        self._documents: dict[str, Document] = {}
        self._shelf = Shelf()
        self._lists: dict[str, tuple[str, ...]] = {}
        self._wrong: dict[str, list[Problem]] = defaultdict(list)

    def rounds(self) -> Iterator[list[str]]:
        """The addresses to be asked; and, when those were, the ones that lists among them name."""
        yield list(self._named.addresses)
        for address in self._named.may_be_lists - self._documents.keys():
            self._list(self.rows.find(address))
        more = dict.fromkeys(one for address in self._named.addresses for one in self._lists.get(address, ()))
        left = [address for address in more if address not in self._named.addresses]
        if left:
            yield left

    def take(self, row: Row, answer: faults.Told) -> None:
        """Keep an *answer*, if it is a feed, or a list where one may be; and what is wrong with it, if it is none."""
        now = time.time()
        if isinstance(answer, faults.Failure):
            self.rows.failed(row, answer, now=now)
        elif answer.status == faults.UNCHANGED:
            self.rows.unchanged(row, answer, now=now)
        else:
            try:
                document = None
                if row.address not in self._named.may_be_lists or not opml.is_one(answer.data, answer.charset):
                    document = feed.parsed(answer.data, self._shelf, url=answer.url, charset=answer.charset)
                else:
                    feed.addresses_in(answer.data, answer.charset, answer.url, row.address)
            except (ParseError, feed.TooMuchError) as why:
                self.rows.failed(row, faults.no_feed(why, answer), now=now)
                return
            self.rows.good(row, answer, now=now, undated=faults.undated(document))
            if document is not None:
                self._documents[row.address] = document

    def _list(self, row: Row) -> None:
        """Look whether what is kept of an address is a list."""
        data = self.rows.document(row)
        if data is None or not opml.is_one(data, row.charset):
            return
        found, wrong = feed.addresses_in(data, row.charset, row.url, faults.shown(row.address))
        self._lists[row.address] = tuple(dict.fromkeys(found))
        self._wrong[row.address] += wrong

    def fetched(self) -> Fetched:
        """What there is, and what is wrong with it."""
        feeds: dict[str, feed.Taken] = {}
        warnings = [*self._named.warnings]
        more = (one for address in self._named.addresses for one in self._lists.get(address, ()))
        for address in dict.fromkeys((*self._named.addresses, *more)):
            row = self.rows.find(address)
            warnings += [*faults.told(row), *self._wrong[address]]
            if address in self._lists or (document := self._document(row)) is None:
                continue
            if self._named.own.is_one(document):
                warnings.append(_refused(address))
            else:
                feeds[address] = feed.Taken(faults.shown(address), document, self.rows.seen_of(address))
        return feed.Fetched(feeds, self._lists, tuple(warnings), is_live=True)

    def _document(self, row: Row) -> Document | None:
        """A feed as it came now, else as it is kept."""
        if row.address in self._documents:
            return self._documents[row.address]
        data = self.rows.document(row)
        try:
            return None if data is None else feed.parsed(data, self._shelf, url=row.url, charset=row.charset)
        except (ParseError, feed.TooMuchError):  # another feedtool took it for one
            return None


def _named(config: Config, skip: frozenset[str]) -> _Named:
    """The addresses of *config*, in the order of its sources."""
    sources = [one for one in config.sources if one.type == FEED]
    addresses: dict[str, None] = {}
    may_be: set[str] = set()
    for index, path in find(sources, skip, config.root).files if sources else ():
        source = sources[index]
        if source.is_address:
            addresses[source.path] = None
            may_be.add(source.path)
        else:
            addresses |= dict.fromkeys(_in_file(os.path.join(source.folder, path), config.root))
    own = own_feeds(config)
    refused = {one for one in addresses if own.has(one)}
    warnings = tuple(map(_refused, sorted(refused)))
    return _Named(tuple(one for one in addresses if one not in refused), frozenset(may_be - refused), warnings, own)


def _refused(address: str) -> Problem:
    """Of one of the site's own feeds."""
    return feed.refused(faults.shown(address), address, "a feed of somebody else")


def _in_file(file: str, root: str) -> Iterable[str]:
    """The addresses that *file* names, if it is a list; what is wrong with it the loader tells."""
    try:
        data = feed.contents(file)
        return [one.address for one in feed.listed(file, data, root) if one.address] if opml.is_one(data) else ()
    except (OSError, ParseError, feed.TooMuchError):
        return ()


def _reported(row: Row) -> SourceReport:
    state = "gone" if row.status == faults.GONE else "down" if row.fault else "up" if row.asked else "new"
    return {
        "address": faults.shown(row.address), "state": state, "since": faults.time_of(row.failing),
        "fetched": faults.time_of(row.fetched), "asked": faults.time_of(row.asked), "due": faults.time_of(row.due),
        "status": row.status, "detail": row.fault, "moved": faults.shown(row.moved) if row.moved else None,
    }  # fmt: skip
