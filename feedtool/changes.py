"""What a build changes for subscribers: entries added, updated and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedtool.model import Change

if TYPE_CHECKING:
    from collections.abc import Mapping


def compare(feed: str, old: Mapping[str, bytes], new: Mapping[str, bytes], *, entries: int) -> Change:
    """The change from *old* to *new*, each an entry's id to its bytes in one and the same format, in order; the feed
    now has *entries* entries.
    """
    return Change(
        feed=feed,
        entries=entries,
        added=tuple(id_ for id_ in new if id_ not in old),
        updated=tuple(id_ for id_ in new if id_ in old and old[id_] != new[id_]),
        removed=tuple(id_ for id_ in old if id_ not in new),
    )
