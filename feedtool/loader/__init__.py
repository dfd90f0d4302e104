"""Files to posts: finds them, reads their metadata, and makes it alike. Bodies are read when somebody asks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import walk
from feedtool.loader.assets import Assets
from feedtool.loader.beside import Beside
from feedtool.loader.bodies import Bodies, Text
from feedtool.loader.feed import NOTHING, Fetched, Reader
from feedtool.loader.files import posts_of
from feedtool.loader.find import barren, find, surroundings
from feedtool.loader.sources import BUILT_IN, FEED, Site, Source, home_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from feedtool.errors import Problem
    from feedtool.loader.reading import Passed
    from feedtool.model import Post

__all__ = ["BUILT_IN", "FEED", "Assets", "Bodies", "Fetched", "Loaded", "Site", "Source", "Text", "load"]


A_POST: Final = ""  # why a file was not passed over: one with problems, too
POSTS: Final = {A_POST, "a draft"}


class Loaded(NamedTuple):
    """Everything that was found."""

    posts: tuple[Post, ...]
    problems: tuple[Problem, ...]  # of posts that are left out
    warnings: tuple[Problem, ...]  # of posts that are in
    passed: tuple[Passed, ...]  # files that are no posts, and need not be
    look: walk.Look  # how the folders looked before anything was read


def load(
    sources: Sequence[Source],
    site: Site,
    *,
    skip: frozenset[str] = frozenset(),
    fetched: Fetched = NOTHING,
    dated: Callable[[str], datetime | None] = lambda _: None,
    progress: Callable[[Sequence[tuple[int, str]]], Iterable[tuple[int, str]]] = iter,
) -> Loaded:
    """The posts of all *sources*, in the order of sources and paths. A file that two sources name is the first's.

    *skip* holds absolute paths that are never sources; *fetched* is what those at addresses gave; *dated* gives the
    date under which an entry of a feed was announced, by its id. Raises ConfigError where a source is not there.
    """
    found = find(sources, skip, site.root)
    folders, unseen = surroundings(found.folders, skip)
    look = walk.look(folders, skip=unseen)
    posts: list[Post] = []
    passed: list[Passed] = []
    problems, warnings = found.problems, [*found.warnings, *fetched.warnings]
    feeds = Reader(site, fetched, skip=skip, dated=dated)
    around = [Beside(source.folder, site.root) for source in sources]
    beside = {folder for source in sources if (folder := home_of(source))}
    why: dict[int, Counter[str]] = {}  # of sources: what became of their files
    for index, path in progress(found.files):
        source = sources[index]
        is_feed = source.type == FEED
        for read in (
            feeds.posts_of(source, index, path) if is_feed else posts_of(source, index, path, site, around[index])
        ):
            problems += read.problems
            warnings += read.warnings
            beside |= read.beside
            if read.post is not None:
                posts.append(read.post)
            if read.passed is not None:
                passed.append(read.passed)
            why.setdefault(index, Counter())[read.passed.why if read.passed is not None else A_POST] += 1
    warnings += [
        barren(sources[index], counts, site.root) for index, counts in why.items() if not counts.keys() & POSTS
    ]
    beside = beside.union(*(one.folders for one in around))
    return Loaded(tuple(posts), tuple(problems), tuple(warnings), tuple(passed), _widened(look, beside))


def _widened(look: walk.Look, beside: set[str]) -> walk.Look:
    """*look* with the folders of files that lie *beside* posts, and that only reading the posts told of."""
    more = sorted(beside.difference(look.folders))
    if not more:
        return look
    again = walk.look(look.folders, skip=look.skip)
    whole = walk.look((*look.folders, *more), skip=look.skip)
    return whole._replace(is_settled=whole.is_settled and look.is_settled and again.digest == look.digest)
