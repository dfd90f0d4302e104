"""Which entries of a feed are in its head, and which in which document of its archive (RFC 5005 §4).

An entry that is announced comes into the head, whatever its date, so that who polls the feed gets it. It leaves in the
order of announcement, with as many others as fill a document, and that is its document for ever: the lock has the
number. Old entries that come into the feed without being news, as when it gets an archive, go into documents at once.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from feedtool.model import Entry, FeedLine, Identified, Line

    Fits = Callable[[Sequence[Entry], int | None], bool]


class Shares(NamedTuple):
    """The posts of a feed with an archive."""

    head: tuple[Identified, ...]  # the newest first
    leaving: tuple[str, ...]  # their ids, in the order in which they leave it
    documents: Mapping[int, tuple[Identified, ...]]  # those that were written, by their numbers
    late: tuple[Identified, ...]  # those that go into documents at once; the oldest first

    @property
    def posts(self) -> tuple[Identified, ...]:
        """All of them."""
        return (*self.head, *(one for posts in self.documents.values() for one in posts), *self.late)


class Filled(NamedTuple):
    """The entries of a feed with an archive."""

    head: tuple[Entry, ...]  # the newest first
    documents: Mapping[int, tuple[Entry, ...]]  # the same, by their numbers, which go from 1
    too_long: tuple[Entry, ...]  # for any document

    @property
    def numbers(self) -> Mapping[str, int]:
        """The document of each entry, by its id; 0 of those in the head."""
        return {entry.id: 0 for entry in self.head} | {
            entry.id: number for number, entries in self.documents.items() for entry in entries
        }


def placed(lines: Iterable[Line]) -> Mapping[str, Mapping[str, int]]:
    """The documents that entries are in, by their ids, of each feed, by its name."""
    found: dict[str, dict[str, int]] = {}
    for line in lines:
        for name, number in line.archives.items():
            found.setdefault(name, {})[line.id] = number
    return found


def last(numbers: Mapping[str, int]) -> int:
    """The number of the last document that was written, whatever is left of it; 0: none was."""
    return max(numbers.values(), default=0)


def share(
    posts: Sequence[Identified], numbers: Mapping[str, int], lines: Mapping[str, Line], line: FeedLine | None, *,
    limit: int,
) -> Shares:  # fmt: skip
    """The *posts* of a feed, the newest first, in which *numbers* are those of the documents that they are in.

    *lines* are what was announced; *line* is that of the feed, None where nobody has it yet. What was announced before
    it came into the feed, and what was there and is older than a feed that was adopted, is no news: unless it is among
    the newest *limit* it is late.
    """
    documents: dict[int, list[Identified]] = {number: [] for number in range(1, last(numbers) + 1)}
    newest = {one.id for one in (posts[:limit] if limit else posts)}
    head, late = [], []
    for one in posts:
        if number := numbers.get(one.id, 0):
            documents[number].append(one)
        elif one.id in numbers or line is None:
            head.append(one)
        elif line.since is not None and one.published < line.since and (one.id in lines or not numbers):
            late.append(one)  # with numbers it is not the first build, which gave a line to all that was there
        else:
            (head if one.id not in lines or one.id in newest else late).append(one)
    is_new = line is None  # nobody has anything of it: its first documents are in the order of dates

    def leaves(one: Identified) -> tuple[bool, datetime, datetime, str]:
        known = None if is_new else lines.get(one.id)
        return known is None, known.announced if known else one.published, one.published, one.id

    leaving = tuple(one.id for one in sorted(head, key=leaves))
    return Shares(tuple(head), leaving, {at: tuple(ones) for at, ones in documents.items()}, tuple(reversed(late)))


def fill(shares: Shares, entries: Mapping[str, Entry], *, size: int, limit: int, fits: Fits) -> Filled:
    """*shares* with those of the *entries*, by their ids, that there are; documents of *size* entries leave the head
    while *limit* are left in it, and while it does not fit.

    *fits* tells whether entries fit into a document of a number; None: into the head.
    """
    too_long: list[Entry] = []

    def made(ids: Iterable[str]) -> list[Entry]:
        found: list[Entry] = []
        for id_ in ids:
            if id_ in entries:
                (found if fits((entries[id_],), 1) else too_long).append(entries[id_])
        return found

    documents = {number: made(one.id for one in posts) for number, posts in shares.documents.items()}

    def close(rows: list[Entry], count: int) -> None:
        """The first *count* of *rows*, or as many as fit, leave for a document of their own."""
        number = len(documents) + 1
        if not fits(rows[:count], number):  # a longer one never does where a shorter one does not
            count = max(1, bisect_left(range(1, count), x=True, key=lambda most: not fits(rows[:most], number)))
        documents[number] = rows[:count]
        del rows[:count]

    late = made(one.id for one in shares.late)
    while late and (
        len(late) >= size or not documents or not fits([*documents[len(documents)], *late], len(documents))
    ):
        close(late, min(size, len(late)))
    if late:
        documents[len(documents)] += late
    head = made(shares.leaving)
    while limit and len(head) >= limit + size:
        close(head, size)
    while head and not fits(head, None):
        close(head, min(size, (len(head) + 1) // 2))
    return Filled(
        _newest_first(head), {number: _newest_first(rows) for number, rows in documents.items()}, tuple(too_long)
    )


def _newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(sorted(entries, key=lambda one: one.id), key=lambda one: one.published, reverse=True))
