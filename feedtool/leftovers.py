"""Files of feeds and archives that nobody makes any more: their subscribers are left with what lies there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from feedtool import archives, builder, output, walk
from feedtool.config.addresses import ARCHIVE, archive_of
from feedtool.config.feeds import spec_of
from feedtool.errors import Place, Problem, quoted
from feedtool.model import MAIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from feedtool.config import Config
    from feedtool.making import Made
    from feedtool.model import Lock


class Left(NamedTuple):
    """What was announced and nobody makes where it was."""

    feed: str  # its name
    paths: tuple[str, ...]  # absolute; the files that are there, and that no other feed has taken
    has_moved: bool = False
    is_archive: bool = False


def left(config: Config, made: Sequence[Made], known: Lock) -> tuple[Left, ...]:
    """What is left of the feeds that are *known*, beside those that are *made*."""
    taken = {file.address.path for one in made for file in one.all_files}
    found = (*_feeds(config, made, known), *_archives(made, known))
    there = (one._replace(paths=_there(one.paths, taken)) for one in found)
    return tuple(one for one in there if one.paths)


def _feeds(config: Config, made: Sequence[Made], known: Lock) -> Iterator[Left]:
    places = {one.feed.name: one.feed.path for one in made}
    for name, line in known.feeds.items():
        if name != MAIN and line.path and places.get(name) != line.path:
            spec = spec_of(config.feeds, name)
            own = spec[0].files_of(spec[1]).values() if spec else ()
            folder = os.path.join(config.output.path, line.path)
            paths = (os.path.join(folder, file) for file in (*config.output.files.values(), *own))
            ours = (*_ours_in(folder), *_ours_in(os.path.join(folder, ARCHIVE)))
            yield Left(name, (*paths, *ours), has_moved=name in places)


def _archives(made: Sequence[Made], known: Lock) -> Iterator[Left]:
    """Of the feeds that had one, and have none any more."""
    placed = archives.placed(known.entries.values())
    for one in made:
        numbers = {} if one.has_archive else placed.get(one.feed.name, {})
        paths = (old.path for number in range(archives.last(numbers)) for old in archive_of(one.places, number + 1))
        yield Left(one.feed.name, tuple(paths), is_archive=True)


def _there(paths: Sequence[str], taken: Collection[str]) -> tuple[str, ...]:
    return tuple(path for path in dict.fromkeys(paths) if path not in taken and os.path.isfile(path))


def _ours_in(folder: str) -> Iterator[str]:
    """The feeds in *folder* that say that feedtool made them: a table that is gone cannot say how they were called."""
    if os.path.isdir(folder):
        with os.scandir(folder) as items:
            paths = sorted(item.path for item in items if item.is_file())
        for path in paths:
            data = output.read(path) or b""
            if any(builder.named(name).is_ours(data) for name in builder.FORMATS):
                yield path


def told(found: Sequence[Left], made: Sequence[Made], root: str) -> Iterator[Problem]:
    """A warning for each of those *found*; paths are shown from *root*, and feeds are those that are *made*."""
    places = {one.feed.name: walk.shown(one.files[0].address.path, root) for one in made}
    for one in found:
        files = "the file" if len(one.paths) == 1 else f"its {len(one.paths)} files"
        what = f"the {'archive of the feed' if one.is_archive else 'feed'} {quoted(one.feed)}, which"
        if one.has_moved:
            yield Problem(
                code="O502", place=Place(walk.shown(one.paths[0], root)),
                found=f"{what} has moved to {places[one.feed]}",
                expected="an address that leads subscribers there, or the path that they know",
                remedy=f"redirect its address and take {files} away, or name the old path; it is told once",
            )  # fmt: skip
        else:
            yield Problem(
                code="O502", place=Place(walk.shown(one.paths[0], root)),
                found=f"{what} the configuration makes no more",
                expected=f"{'an archive' if one.is_archive else 'a feed'} of the configuration, or no file",
                remedy=f"take {files} away, or put it back",
            )  # fmt: skip
