"""The last third of the trip: plans of documents to files."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from feedtool import files, walk
from feedtool.builder import opml
from feedtool.config.addresses import OPML, Address
from feedtool.errors import OutputError
from feedtool.files import KeptFile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from feedtool.builder import Fragments
    from feedtool.config import Config
    from feedtool.config.feeds import FeedSpec
    from feedtool.files import AnyFile, ArchiveFile, Draft, OwnFile
    from feedtool.kept import Kept
    from feedtool.model import Change, Entry, Feed
    from feedtool.planning import Planned

AFile = TypeVar("AFile")
LIST: Final = "opml"  # the format of the list of all feeds


class Archive(NamedTuple):
    """The archive of a feed."""

    documents: Mapping[int, tuple[Entry, ...]] = MappingProxyType({})  # by their numbers, from 1
    files: tuple[ArchiveFile | KeptFile, ...] = ()  # of each document one for each format
    numbers: Mapping[str, int] = MappingProxyType({})  # the documents of all entries of the feed; 0: the feed itself


NO_ARCHIVE: Final = Archive()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A feed, and its documents."""

    feed: Feed
    spec: FeedSpec
    files: tuple[OwnFile, ...]  # one for each format, then the further ones
    change: Change
    too_long: tuple[Entry, ...]
    beyond_max_bytes: int  # entries that left so that the documents fit
    archive: Archive = NO_ARCHIVE

    @property
    def own(self) -> Mapping[str, OwnFile]:
        """The file of each format."""
        return {file.address.format: file for file in self.files[: len(self.spec.files)]}

    @property
    def places(self) -> list[Address]:
        """Where it stands: once for each format."""
        return [file.address for file in self.own.values()]

    @property
    def has_archive(self) -> bool:
        """Whether it has one, if only of nothing."""
        return self.archive is not NO_ARCHIVE

    @property
    def all_files(self) -> tuple[AnyFile, ...]:
        """In the order in which they are written: the feed leads to its archive."""
        return (*self.archive.files, *self.files)

    def gone(self, placed: Iterable[str]) -> Iterator[str]:
        """The ids of entries that left it, and of those *placed* in its archive that left that."""
        yield from self.change.removed
        if self.has_archive:
            yield from (id_ for id_ in placed if id_ not in self.archive.numbers)

    @property
    def ids(self) -> Collection[str]:
        """Of its entries, and those in its archive."""
        return self.archive.numbers.keys() or {entry.id for entry in self.feed.entries}


def feeds(
    config: Config, planned: Sequence[Planned], fragments: Mapping[str, Fragments], kept: Kept
) -> tuple[Made, ...]:
    """The *planned* feeds; what was *kept* of the last build is not made again, nor are *fragments*, by their formats.

    Raises OutputError.
    """

    def file(draft: Draft, make: Callable[[Address, Callable[[], bytes]], AFile]) -> AFile | KeptFile:
        size = kept.size_of(draft)
        return make(draft.address, partial(draft.build, fragments)) if size is None else KeptFile(draft.address, size)

    made = []
    for one in planned:
        heads = tuple(file(draft, files.planned) for draft in one.heads)
        old = tuple(file(draft, files.archived) for draft in one.old)
        archive = NO_ARCHIVE if one.filled is None else Archive(one.filled.documents, old, one.filled.numbers)
        made.append(Made(
            feed=one.feed, spec=one.spec, files=heads, change=files.change(one.feed, heads), too_long=one.too_long,
            beyond_max_bytes=one.beyond_max_bytes, archive=archive,
        ))  # fmt: skip
    _refuse_clashes(config, made)
    return tuple(_elsewhere(made))


def _elsewhere(made: Sequence[Made]) -> Iterator[Made]:
    """The same: an entry that is too long for one feed, beside its long title, and in another is not left out."""
    shown = {id_ for one in made for id_ in one.ids}
    for one in made:
        too_long = tuple(entry for entry in one.too_long if entry.id not in shown)
        yield replace(one, too_long=too_long, beyond_max_bytes=one.beyond_max_bytes + len(one.too_long) - len(too_long))


def listed(config: Config, made: Sequence[Made]) -> tuple[OwnFile, ...]:
    """The list of all feeds, where there are several, or were."""
    path = os.path.join(config.output.path, OPML)
    if len(made) == 1 and not os.path.isfile(path):
        return ()
    data = opml.build(config.header.title, [(one.feed, one.files[0].address.url) for one in made])
    return (files.planned(Address(LIST, path, f"{config.output.url}{OPML}"), lambda: data),)


def _refuse_clashes(config: Config, made: Sequence[Made]) -> None:
    """Raises OutputError where two feeds would be one file, if only to a disk that does not tell "A" from "a", or
    takes letters apart; or where one would be the folder of another.
    """
    remedy = "    Give one of them another path in [[feeds]], or another name for its files."
    taken: dict[str, str] = {_folded(os.path.join(config.output.path, OPML)): "the list of all feeds"}
    folders: dict[str, str] = {}
    for one in made:
        for file in one.all_files:
            place, shown = _folded(file.address.path), walk.shown(file.address.path, config.root)
            if place in taken:
                what = "formats" if taken[place] == one.feed.name else "feeds"
                whose = dict.fromkeys((taken[place], one.feed.name))
                raise OutputError(f"{shown}: two {what} in one file, of {' and '.join(whose)}.\n{remedy}")
            above = list(_above(place))
            other = folders.get(place) or next((taken[folder] for folder in above if folder in taken), None)
            if other is not None:
                raise OutputError(f"{shown}: a file in the way of another, of {other} and {one.feed.name}.\n{remedy}")
            taken[place] = one.feed.name
            folders |= dict.fromkeys(above, one.feed.name)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", os.path.normcase(path).casefold())


def _above(path: str) -> Iterator[str]:
    """The folders that *path* is in."""
    while (folder := os.path.dirname(path)) != path:
        yield (path := folder)
