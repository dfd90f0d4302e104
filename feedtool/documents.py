"""What stands in one document of a feed; and how long it may be: the oldest entries leave until it fits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from feedtool.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedtool.model import Entry, Feed


class Fitted(NamedTuple):
    """A feed that fits, and the entries that are too long by themselves."""

    feed: Feed
    too_long: tuple[Entry, ...] = ()


def fit(feed: Feed, longest: Callable[[tuple[Entry, ...]], int], *, max_bytes: int) -> Fitted:
    """*feed* with as many of its newest entries as let every document of it be at most *max_bytes* long (0: no bound):
    *longest* tells how long that of entries is, in bytes. All formats keep the same entries.

    An entry that fits into no document leaves, so that the others need not. Raises OutputError where not even a feed
    without entries fits.
    """
    if not max_bytes or longest(feed.entries) <= max_bytes:
        return Fitted(feed)
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
    return Fitted(replace(feed, entries=entries[:fits]), too_long)


def refuse_empty(feed: Feed, length: int, max_bytes: int) -> None:
    """Raises OutputError where a *feed* is longer without entries, its *length*, than it may be."""
    if length > max_bytes:
        raise OutputError(
            f"max_bytes = {max_bytes} is less than the feed {feed.name} has without entries. Set it higher, or to 0."
        )
