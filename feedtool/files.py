"""The files of a feed: what they held, what they shall hold, and whose they are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from feedtool import builder, cache, changes, output, state, walk
from feedtool.builder import HEAD, opml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from feedtool.builder import Fragments, History
    from feedtool.config import Config
    from feedtool.config.addresses import Address
    from feedtool.model import Change, Feed


class Draft(NamedTuple):
    """A document that shall be."""

    address: Address
    feed: Feed
    history: History = HEAD

    def build(self, known: Mapping[str, Fragments]) -> bytes:
        """The document; entries that are *known*, by their format, are not made again."""
        format_, fragments = builder.named(self.address.format), known[self.address.format]
        return format_.build(self.feed, url=self.address.url, known=fragments, history=self.history)


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

    @property
    def is_foreign(self) -> bool:
        """Whether another is there, and not written by feedtool."""
        return self.before is not None and not self.is_same and not _is_ours(self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFile:
    """One file of the archive of a feed. What it shall hold is made again when it is written: all of them together may
    be more than memory holds.
    """

    address: Address
    size: int  # bytes
    is_same: bool
    is_foreign: bool
    make: Callable[[], bytes]

    @property
    def data(self) -> bytes:
        """What it shall hold."""
        return self.make()

    @property
    def target(self) -> output.Target:
        """What is to be written."""
        return output.Target(self.address.path, self.make)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file that the last build wrote and that nothing has changed of: nobody has to read it."""

    address: Address
    size: int  # bytes
    is_same = True
    is_foreign = False

    @property
    def data(self) -> bytes:
        """What it holds, read now. Raises OutputError."""
        return output.read(self.address.path) or b""

    @property
    def before(self) -> bytes | None:
        """The same."""
        return self.data

    @property
    def target(self) -> output.Target:
        """What would be written."""
        return output.Target(self.address.path, self.data)


OwnFile = File | KeptFile  # of a feed itself
AnyFile = OwnFile | ArchiveFile


def planned(address: Address, make: Callable[[], bytes]) -> File:
    """The file at *address*, beside what lies there now. Raises OutputError."""
    return File(address=address, before=output.read(address.path), data=make())


def archived(address: Address, make: Callable[[], bytes]) -> ArchiveFile:
    """The file at *address*, beside what lies there now. Raises OutputError."""
    file = planned(address, make)
    return ArchiveFile(
        address=address, size=file.size, is_same=file.is_same, is_foreign=file.is_foreign, make=make
    )  # fmt: skip


def _is_ours(data: bytes) -> bool:
    return opml.is_ours(data) or any(builder.named(name).is_ours(data) for name in builder.FORMATS)


def seen(files: Iterable[AnyFile]) -> dict[str, list[int]]:
    """The files as they stand, by their paths: walk.stat_of."""
    return {file.address.path: walk.stat_of(file.address.path) for file in files}


def refuse_foreign(config: Config, files: Iterable[AnyFile]) -> None:
    """Raises OutputError where a file that would be replaced was not written by feedtool."""
    if config.output.take_over:
        return
    listed = cache.files_written(cache.recall(os.path.join(config.root, state.FOLDER)))
    output.refuse_foreign(file.address.path for file in files if file.address.path not in listed and file.is_foreign)


def store(config: Config, files: Sequence[AnyFile]) -> None:
    """Write the files that differ, in their order, and remember all as feedtool's own. Raises OutputError."""
    output.sweep(file.address.path for file in files)
    pending = [file.target for file in files if not file.is_same]
    if pending:
        # From here on the last build is no longer what stands on the disk, whatever happens; what was ours stays so.
        folder = state.folder_of(config.root)
        cache.remember(folder, {"files": [file.address.path for file in files if os.path.exists(file.address.path)]})
        output.write(pending)
        cache.remember(folder, {"files": [file.address.path for file in files]})


def put(files: Iterable[AnyFile]) -> None:
    """Write the files that differ, and remember nothing. Raises OutputError."""
    output.write([file.target for file in files if not file.is_same])


def change(feed: Feed, files: Sequence[OwnFile]) -> Change:
    """What is new for subscribers, told from the documents that change and their older versions."""
    held = [file for file in files if isinstance(file, KeptFile) or file.before is not None]
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
