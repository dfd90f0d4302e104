"""The documents of a feed with an archive (RFC 5005 §4): what is in each is feedtool.archives' to say."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import archives, files
from feedtool.builder import History
from feedtool.config.addresses import archive_of
from feedtool.documents import refuse_empty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from feedtool.archives import Shares
    from feedtool.builder import Fragments
    from feedtool.config.addresses import Address
    from feedtool.files import ArchiveFile
    from feedtool.model import Entry, Feed


class Archive(NamedTuple):
    """The archive of a feed."""

    documents: Mapping[int, tuple[Entry, ...]] = MappingProxyType({})  # by their numbers, from 1
    files: tuple[ArchiveFile, ...] = ()  # of each document one for each format
    numbers: Mapping[str, int] = MappingProxyType({})  # the documents of all entries of the feed; 0: the feed itself


NONE: Final = Archive()


class Written(NamedTuple):
    """A feed with an archive."""

    feed: Feed
    documents: Mapping[str, bytes]  # of the feed itself, by their formats
    archive: Archive
    too_long: tuple[Entry, ...]


class Writer:
    """Makes the documents of one feed, which stands at *addresses*: its *header* is a feed without entries."""

    def __init__(
        self, header: Feed, addresses: Sequence[Address], known: Mapping[str, Fragments], max_bytes: int
    ) -> None:
        self.addresses = addresses
        self._header, self._known, self._max_bytes = header, known, max_bytes
        # An archive that named hubs would change with them, and nobody has to be told of it.
        self._old = replace(header, hubs=(), cloud=None)

    def write(self, shares: Shares, entries: Mapping[str, Entry], *, size: int, limit: int) -> Written:
        """The feed and its archive, of those of the *entries*, by their ids, that there are; *size* and *limit* are
        those of feedtool.archives.fill. Raises OutputError.
        """
        if self._max_bytes:
            refuse_empty(self._header, self._longest((), None), self._max_bytes)
        filled = archives.fill(shares, entries, size=size, limit=limit, fits=self._fits)
        feed = replace(self._header, entries=filled.head)
        made = [
            files.archived(address, partial(self._document, address, number, rows))
            for number, rows in filled.documents.items()
            for address in archive_of(self.addresses, number)
        ]
        return Written(
            feed, self._head(filled.head, len(filled.documents)),
            Archive(filled.documents, tuple(made), filled.numbers), filled.too_long,
        )  # fmt: skip

    def _fits(self, entries: Sequence[Entry], number: int | None) -> bool:
        return not self._max_bytes or self._longest(entries, number) <= self._max_bytes

    def _longest(self, entries: Sequence[Entry], number: int | None) -> int:
        """Of the documents with *entries*, the length of the longest, in bytes."""
        if number is None:
            return max(map(len, self._head(tuple(entries), 1).values()))
        rows = tuple(entries)
        return max(len(self._document(address, number, rows)) for address in archive_of(self.addresses, number))

    def _head(self, entries: tuple[Entry, ...], documents: int) -> Mapping[str, bytes]:
        previous = {one.format: one.url for one in archive_of(self.addresses, documents)} if documents else {}
        histories = {format_: History(previous=url) for format_, url in previous.items()}
        return files.serialise(
            self.addresses, replace(self._header, entries=entries), known=self._known, histories=histories
        )

    def _document(self, address: Address, number: int, entries: tuple[Entry, ...]) -> bytes:
        """Document *number* of the archive, as it shall be at *address*."""
        current = {one.format: one.url for one in reversed(self.addresses)}
        before = {one.format: one.url for one in archive_of(self.addresses, number - 1)} if number > 1 else {}
        history = History(previous=before.get(address.format), current=current[address.format])
        return files.document(address, replace(self._old, entries=entries), self._known[address.format], history)
