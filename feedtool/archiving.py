"""The documents of a feed with an archive (RFC 5005 §4): what is in each is feedtool.archives' to say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from feedtool import archives
from feedtool.builder import History
from feedtool.config.addresses import archive_of
from feedtool.documents import refuse_empty
from feedtool.files import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from feedtool.archives import Filled, Shares
    from feedtool.config.addresses import Address
    from feedtool.model import Entry, Feed


class Archivist:
    """Makes the drafts of one feed, which stands at *addresses*: its *header* is a feed without entries."""

    def __init__(self, header: Feed, addresses: Sequence[Address]) -> None:
        self._header, self._addresses = header, addresses
        # An archive that named hubs would change with them, and nobody has to be told of it.
        self._old = replace(header, hubs=(), cloud=None)

    def fill(
        self, shares: Shares, entries: Mapping[str, Entry], bounds: Bounds, length: Callable[[Sequence[Draft]], int]
    ) -> Filled:
        """Which of the *entries*, by their ids, are where; *length* is that of the longest of some drafts, in bytes.

        Raises OutputError where not even a feed without entries fits.
        """

        def fits(some: Sequence[Entry], number: int | None) -> bool:
            if not bounds.max_bytes:
                return True
            drafts = self.head(some, documents=1) if number is None else self.document(number, some)
            return length([*drafts]) <= bounds.max_bytes

        if bounds.max_bytes:
            refuse_empty(self._header, length([*self.head((), documents=1)]), bounds.max_bytes)
        return archives.fill(shares, entries, size=bounds.size, limit=bounds.limit, fits=fits)

    def head(self, entries: Sequence[Entry], *, documents: int) -> Iterator[Draft]:
        """The feed itself, behind so many *documents*."""
        before = self._places(documents)
        feed = replace(self._header, entries=tuple(entries))
        for one in self._addresses:
            yield Draft(one, feed, History(previous=before.get(one.format)))

    def document(self, number: int, entries: Sequence[Entry]) -> Iterator[Draft]:
        """Document *number* of the archive."""
        before, current = self._places(number - 1), {one.format: one.url for one in reversed(self._addresses)}
        feed = replace(self._old, entries=tuple(entries))
        for one in archive_of(self._addresses, number):
            yield Draft(one, feed, History(previous=before.get(one.format), current=current[one.format]))

    def _places(self, number: int) -> Mapping[str, str]:
        """Where document *number* stands, by formats; nowhere where there is none."""
        return {one.format: one.url for one in archive_of(self._addresses, number)} if number else {}


class Bounds(NamedTuple):
    """How much stands where."""

    size: int  # entries of a document
    limit: int  # of the feed; 0: no bound
    max_bytes: int  # of each; 0: no bound
