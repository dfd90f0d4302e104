"""The last third of the trip: entries to feeds, and feeds to documents."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from feedtool import documents, files, recovery, walk
from feedtool.archiving import NONE, Archive, Writer
from feedtool.builder import opml
from feedtool.config.addresses import OPML, Address, addresses_of
from feedtool.errors import OutputError
from feedtool.model import Feed
from feedtool.pinger import WEBSUB

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from feedtool.archives import Shares
    from feedtool.builder import Fragments
    from feedtool.config import Config
    from feedtool.config.feeds import FeedSpec
    from feedtool.files import ArchiveFile, File
    from feedtool.model import Change, Entry, Lock
    from feedtool.selection import Chosen, Recipe

LIST: Final = "opml"  # the format of the list of all feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A feed, and its documents."""

    feed: Feed
    spec: FeedSpec
    files: tuple[File, ...]  # one for each format, then the further ones
    change: Change
    too_long: tuple[Entry, ...]
    beyond_max_bytes: int  # entries that left so that the documents fit
    archive: Archive = NONE

    @property
    def own(self) -> Mapping[str, File]:
        """The file of each format."""
        return {file.address.format: file for file in self.files[: len(self.spec.files)]}

    @property
    def has_archive(self) -> bool:
        """Whether it has one, if only of nothing."""
        return self.archive is not NONE

    @property
    def all_files(self) -> tuple[File | ArchiveFile, ...]:
        """In the order in which they are written: the feed leads to its archive."""
        return (*self.archive.files, *self.files)

    def gone(self, known: Lock) -> Iterator[str]:
        """The ids of entries that left it, and of those that left its archive, which are *known*."""
        yield from self.change.removed
        if self.has_archive:
            name, ids = self.feed.name, self.archive.numbers
            yield from (id_ for id_, line in known.entries.items() if name in line.archives and id_ not in ids)

    @property
    def ids(self) -> Collection[str]:
        """Of its entries, and those in its archive."""
        return self.archive.numbers.keys() or {entry.id for entry in self.feed.entries}


def feeds(config: Config, chosen: Sequence[Chosen], entries: Mapping[str, Entry], known: Lock) -> tuple[Made, ...]:
    """The *chosen* feeds, of *entries* by their ids; *known* is what was announced. Raises OutputError."""
    is_one = len(chosen) == 1 and chosen[0].archive is None
    fragments: dict[str, Fragments] | None = None if is_one else defaultdict(dict)
    specs = {spec.name: spec for spec in config.feeds}
    made = []
    for one in chosen:
        spec = specs[one.recipe.name]
        addresses = addresses_of(config, spec, one.value)
        feed = feed_of(config, spec, one, [entries[known.id] for known in one.every if known.id in entries], known)
        if one.archive is not None and fragments is not None:
            writer = Writer(replace(feed, entries=()), addresses, fragments, config.output.max_bytes)
            made.append(_with_archive(spec, feed, one.recipe, one.archive, writer))
            continue
        serialise = partial(files.serialise, addresses, known=fragments)
        fitted = documents.fit(feed, serialise, max_bytes=config.output.max_bytes)
        planned = files.planned(addresses, fitted.documents)
        made.append(Made(
            feed=fitted.feed, spec=spec, files=planned, change=files.change(fitted.feed, planned),
            too_long=fitted.too_long,
            beyond_max_bytes=len(feed.entries) - len(fitted.feed.entries) - len(fitted.too_long),
        ))  # fmt: skip
    _refuse_clashes(config, made)
    return tuple(_elsewhere(made))


def _with_archive(spec: FeedSpec, feed: Feed, recipe: Recipe, shares: Shares, writer: Writer) -> Made:
    """A *feed* whose entries are in its archive, too."""
    written = writer.write(shares, {entry.id: entry for entry in feed.entries}, size=recipe.archive, limit=recipe.limit)
    planned = files.planned(writer.addresses, written.documents)
    return Made(
        feed=written.feed, spec=spec, files=planned, change=files.change(written.feed, planned),
        too_long=written.too_long, beyond_max_bytes=0, archive=written.archive,
    )  # fmt: skip


def _elsewhere(made: Sequence[Made]) -> Iterator[Made]:
    """The same: an entry that is too long for one feed, beside its long title, and in another is not left out."""
    shown = {id_ for one in made for id_ in one.ids}
    for one in made:
        too_long = tuple(entry for entry in one.too_long if entry.id not in shown)
        yield replace(one, too_long=too_long, beyond_max_bytes=one.beyond_max_bytes + len(one.too_long) - len(too_long))


def feed_of(config: Config, spec: FeedSpec, chosen: Chosen, entries: Sequence[Entry], known: Lock) -> Feed:
    """A feed with *entries*, in their order; its id is that under which it is *known*, else one of its own among those
    of its site, and of the sites at its address.
    """
    name, value, label, header = chosen.name, chosen.value, chosen.label, config.header
    is_main = spec is config.feeds[0]
    title = header.title if is_main else spec.title_of(label)
    return Feed(
        name=name, path=spec.path_of(value), link=header.url, title=title,
        id=known.feeds[name].id if name in known.feeds else recovery.id_of(config, name),
        description=header.description if is_main else spec.description.replace("{value}", label),
        language=spec.language_of(label), authors=config.site.authors, rights=header.rights, image=header.image,
        hubs=tuple(hub.url for hub in config.hubs_of(spec) if hub.notifier == WEBSUB), cloud=config.cloud,
        entries=tuple(_in_language(entries, config.site.language, spec.language_of(value))),
    )  # fmt: skip


def _in_language(entries: Sequence[Entry], own: str, language: str) -> Sequence[Entry]:
    """*entries* as a feed in *language* has them: those that name none are in that of their site, its *own*."""
    if not own or own == language:
        return entries
    return [entry if entry.language else replace(entry, language=own) for entry in entries]


def listed(config: Config, made: Sequence[Made]) -> tuple[File, ...]:
    """The list of all feeds, where there are several, or were."""
    path = os.path.join(config.output.path, OPML)
    if len(made) == 1 and not os.path.isfile(path):
        return ()
    data = opml.build(config.header.title, [(one.feed, one.files[0].address.url) for one in made])
    return files.planned([Address(LIST, path, f"{config.output.url}{OPML}")], {LIST: data})


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
                raise OutputError(f"{shown}: two {what} in one file, {taken[place]} and {one.feed.name}.\n{remedy}")
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
