"""How long a document may be: the oldest entries leave until it fits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from feedtool.model import Feed


def fit(
    feed: Feed, build: Callable[[Feed], Mapping[str, bytes]], *, max_bytes: int
) -> tuple[Feed, Mapping[str, bytes]]:
    """*feed* with as many of its newest entries as let every document that *build* makes of it be at most *max_bytes*
    long (0: no bound), and those documents. All formats keep the same entries.
    """
    documents = build(feed)
    if not max_bytes or _longest(documents) <= max_bytes:
        return feed, documents
    fits, too_many = 0, len(feed.entries)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if _longest(build(_newest(feed, middle))) <= max_bytes:
            fits = middle
        else:
            too_many = middle
    shorter = _newest(feed, fits)
    return shorter, build(shorter)


def _newest(feed: Feed, count: int) -> Feed:
    return replace(feed, entries=feed.entries[:count])


def _longest(documents: Mapping[str, bytes]) -> int:
    return max(map(len, documents.values()), default=0)
