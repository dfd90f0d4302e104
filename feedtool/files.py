"""The files of a feed: what they held, what they shall hold, and whose they are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from feedtool import builder, cache, changes, output, state, walk
from feedtool.builder import HEAD, opml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from feedtool.builder import Fragments, History
    from feedtool.config import Config
    from feedtool.config.addresses import Address
    from feedtool.model import Change, Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of the feed: what it held before, and what it shall hold."""

    address: Address
    before: bytes | None
    data: bytes

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.data)

    @property
    def is_same(self) -> bool:
        """Whether it holds already what it shall."""
        return self.data == self.before

    @property
    def target(self) -> output.Target:
        """What is to be written."""
        return output.Target(self.address.path, self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFile:
    """One file of the archive of a feed. What it shall hold is made again when it is written: all of them together may
    be more than memory holds.
    """

    address: Address
    size: int  # bytes
    is_same: bool
    is_foreign: bool  # there, another, and not written by feedtool
    make: Callable[[], bytes]

    @property
    def target(self) -> output.Target:
        """What is to be written."""
        return output.Target(self.address.path, self.make)


def archived(address: Address, make: Callable[[], bytes]) -> ArchiveFile:
    """The file at *address*, beside what lies there now. Raises OutputError."""
    before, data = output.read(address.path), make()
    is_same = before == data
    is_foreign = before is not None and not is_same and not builder.named(address.format).is_ours(before)
    return ArchiveFile(address=address, size=len(data), is_same=is_same, is_foreign=is_foreign, make=make)


def planned(addresses: Iterable[Address], documents: Mapping[str, bytes]) -> tuple[File, ...]:
    """The file at each address, with the document of its format, beside what lies there now."""
    return tuple(
        File(address=address, before=output.read(address.path), data=documents[address.format]) for address in addresses
    )


def seen(files: Iterable[File | ArchiveFile]) -> dict[str, list[int]]:
    """The files as they stand, by their paths: walk.stat_of."""
    return {file.address.path: walk.stat_of(file.address.path) for file in files}


def serialise(
    addresses: Sequence[Address], feed: Feed, *, known: Mapping[str, Fragments] | None = None,
    histories: Mapping[str, History] = MappingProxyType({}),
) -> Mapping[str, bytes]:  # fmt: skip
    """A document of each format that the addresses name; entries that are *known*, by their format, are not made
    again. *histories* are those of formats.
    """
    documents: dict[str, bytes] = {}
    for address in addresses:
        if address.format not in documents:
            fragments = None if known is None else known[address.format]
            documents[address.format] = document(address, feed, fragments, histories.get(address.format, HEAD))
    return documents


def document(address: Address, feed: Feed, known: Fragments | None, history: History) -> bytes:
    """The document at *address*; the rest as in builder.Format."""
    return builder.named(address.format).build(feed, url=address.url, known=known, history=history)


def refuse_foreign(config: Config, files: Iterable[File | ArchiveFile]) -> None:
    """Raises OutputError where a file that would be replaced was not written by feedtool."""
    if config.output.take_over:
        return
    listed = cache.files_written(cache.recall(os.path.join(config.root, state.FOLDER)))
    output.refuse_foreign(file.address.path for file in files if file.address.path not in listed and _is_foreign(file))


def _is_foreign(file: File | ArchiveFile) -> bool:
    if isinstance(file, ArchiveFile):
        return file.is_foreign
    return (
        file.before not in {None, file.data}
        and not opml.is_ours(file.before or b"")
        and not any(builder.named(name).is_ours(file.before or b"") for name in builder.FORMATS)
    )


def store(config: Config, files: Sequence[File | ArchiveFile]) -> None:
    """Write the files that differ, in their order, and remember all as feedtool's own. Raises OutputError."""
    output.sweep(file.address.path for file in files)
    pending = [file.target for file in files if not file.is_same]
    if pending:
        # From here on the last build is no longer what stands on the disk, whatever happens; what was ours stays so.
        folder = state.folder_of(config.root)
        cache.remember(folder, {"files": [file.address.path for file in files if os.path.exists(file.address.path)]})
        output.write(pending)
        cache.remember(folder, {"files": [file.address.path for file in files]})


def put(files: Iterable[File | ArchiveFile]) -> None:
    """Write the files that differ, and remember nothing. Raises OutputError."""
    output.write([file.target for file in files if not file.is_same])


def change(feed: Feed, files: Sequence[File]) -> Change:
    """What is new for subscribers, told from the documents that change and their older versions."""
    held = [file for file in files if file.before is not None]
    if not held:
        return changes.compare(feed.name, {}, {entry.id: b"" for entry in feed.entries}, entries=len(feed.entries))
    changed = {file.address.format: file for file in held if not file.is_same}
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    for format_, file in changed.items():
        fragments = builder.named(format_).fragments
        for known, data in ((before, file.before or b""), (after, file.data)):
            for id_, fragment in fragments(data).items():
                known[id_] = known.get(id_, b"") + fragment
    return changes.compare(feed.name, before, after, entries=len(feed.entries))
