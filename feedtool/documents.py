"""How long a document may be: the oldest entries leave until it fits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from feedtool.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from feedtool.model import Entry, Feed


class Fitted(NamedTuple):
    """A feed that fits, its documents, and the entries that are too long by themselves."""

    feed: Feed
    documents: Mapping[str, bytes]  # a format to its bytes
    too_long: tuple[Entry, ...] = ()


def fit(feed: Feed, build: Callable[[Feed], Mapping[str, bytes]], *, max_bytes: int) -> Fitted:
    """*feed* with as many of its newest entries as let every document that *build* makes of it be at most *max_bytes*
    long (0: no bound). All formats keep the same entries.

    An entry that fits into no document leaves, so that the others need not. Raises OutputError where not even a feed
    without entries fits.
    """

    def longest(entries: tuple[Entry, ...]) -> int:
        return max(map(len, build(replace(feed, entries=entries)).values()), default=0)

    documents = build(feed)
    if not max_bytes or max(map(len, documents.values()), default=0) <= max_bytes:
        return Fitted(feed, documents)
    refuse_empty(feed, longest(()), max_bytes)
    too_long = tuple(entry for entry in feed.entries if longest((entry,)) > max_bytes)
    entries = tuple(entry for entry in feed.entries if entry not in too_long)
    fits, too_many = 0, len(entries) + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if longest(entries[:middle]) <= max_bytes:
            fits = middle
        else:
            too_many = middle
    shorter = replace(feed, entries=entries[:fits])
    return Fitted(shorter, build(shorter), too_long)


def refuse_empty(feed: Feed, length: int, max_bytes: int) -> None:
    """Raises OutputError where a *feed* is longer without entries, its *length*, than it may be."""
    if length > max_bytes:
        raise OutputError(
            f"max_bytes = {max_bytes} is less than the feed {feed.name} has without entries. Set it higher, or to 0."
        )
