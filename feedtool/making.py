"""The last third of the trip: entries to feeds, and feeds to documents."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from feedtool import builder, documents, files, output, recovery, walk
from feedtool.builder import opml
from feedtool.config.addresses import OPML, Address, addresses_of
from feedtool.config.feeds import spec_of
from feedtool.errors import OutputError, Place, Problem, quoted
from feedtool.model import MAIN, Feed
from feedtool.pinger import WEBSUB

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from feedtool.builder import Fragments
    from feedtool.config import Config
    from feedtool.config.feeds import FeedSpec
    from feedtool.files import File
    from feedtool.model import Change, Entry, Lock
    from feedtool.selection import Chosen

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

    @property
    def own(self) -> Mapping[str, File]:
        """The file of each format."""
        return {file.address.format: file for file in self.files[: len(self.spec.files)]}


def feeds(config: Config, chosen: Sequence[Chosen], entries: Mapping[str, Entry], known: Lock) -> tuple[Made, ...]:
    """The *chosen* feeds, of *entries* by their ids; *known* is what was announced. Raises OutputError."""
    fragments: dict[str, Fragments] | None = defaultdict(dict) if len(chosen) > 1 else None
    specs = {spec.name: spec for spec in config.feeds}
    made = []
    for one in chosen:
        spec = specs[one.recipe.name]
        addresses = addresses_of(config, spec, one.value)
        feed = feed_of(config, spec, one, [entries[known.id] for known in one.posts if known.id in entries], known)
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


def _elsewhere(made: Sequence[Made]) -> Iterator[Made]:
    """The same: an entry that is too long for one feed, beside its long title, and in another is not left out."""
    shown = {entry.id for one in made for entry in one.feed.entries}
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


def left(config: Config, made: Sequence[Made], known: Lock) -> Mapping[str, Sequence[str]]:
    """The feeds that were announced and that nobody makes where they were, by their names, with their files that are
    there, and that no other feed has taken.
    """
    places = {one.feed.name: one.feed.path for one in made}
    taken = {file.address.path for one in made for file in one.files}
    found = {}
    for name, line in known.feeds.items():
        if name != MAIN and line.path and places.get(name) != line.path:
            spec = spec_of(config.feeds, name)
            own = spec[0].files_of(spec[1]).values() if spec else ()
            folder = os.path.join(config.output.path, line.path)
            paths = [*(os.path.join(folder, file) for file in (*config.output.files.values(), *own)), *_ours_in(folder)]
            found[name] = [path for path in dict.fromkeys(paths) if path not in taken and os.path.isfile(path)]
    return found


def _ours_in(folder: str) -> Iterator[str]:
    """The feeds in *folder* that say that feedtool made them: a table that is gone cannot say how they were called."""
    if os.path.isdir(folder):
        with os.scandir(folder) as items:
            paths = sorted(item.path for item in items if item.is_file())
        for path in paths:
            data = output.read(path) or b""
            if any(builder.named(name).is_ours(data) for name in builder.FORMATS):
                yield path


def vanished(left: Mapping[str, Sequence[str]], made: Sequence[Made], root: str) -> Iterator[Problem]:
    """A warning for each feed that is *left*, or that is *made* at another place now; paths are shown from *root*."""
    moved = {one.feed.name: one.files[0].address.path for one in made}
    for name, paths in left.items():
        if paths and name in moved:
            yield Problem(
                code="O502", place=Place(walk.shown(paths[0], root)),
                found=f"the feed {quoted(name)}, which has moved to {walk.shown(moved[name], root)}",
                expected="an address that leads subscribers there, or the path that they know",
                remedy="redirect its address and take the file away, or name the old path; it is told once",
            )  # fmt: skip
        elif paths:
            yield Problem(
                code="O502", place=Place(walk.shown(paths[0], root)),
                found=f"the feed {quoted(name)}, which the configuration makes no more",
                expected="a feed of the configuration, or no file",
                remedy=f"take {'the file' if len(paths) == 1 else f'its {len(paths)} files'} away, or put it back",
            )  # fmt: skip


def _refuse_clashes(config: Config, made: Sequence[Made]) -> None:
    """Raises OutputError where two feeds would be one file, if only to a disk that does not tell "A" from "a", or
    takes letters apart; or where one would be the folder of another.
    """
    remedy = "    Give one of them another path in [[feeds]], or another name for its files."
    taken: dict[str, str] = {_folded(os.path.join(config.output.path, OPML)): "the list of all feeds"}
    folders: dict[str, str] = {}
    for one in made:
        for file in one.files:
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
