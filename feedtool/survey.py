"""The first half of the trip: every post, which of them are out, and under which ids subscribers have them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from feedtool import content, identity, loader, lock, selection, substance
from feedtool.config.addresses import never_sources
from feedtool.errors import ConfigError, did_you_mean
from feedtool.progress import silent
from feedtool.raw import SourceError

if TYPE_CHECKING:
    from datetime import datetime

    from feedtool.config import Config
    from feedtool.model import Identified, Lock, Post
    from feedtool.progress import Progress


class Survey(NamedTuple):
    """What there is, and what of it belongs in the feed."""

    loaded: loader.Loaded
    due: selection.Due
    lock: Lock  # what was announced
    ids: identity.Assigned  # of all posts that are out
    chosen: tuple[Identified, ...]


def survey(
    config: Config, *, now: datetime, redated: frozenset[str] = frozenset(), progress: Progress = silent
) -> Survey:
    """The first half of the trip: every post, and which of them are in the feed at *now*. Raises ConfigError."""
    loaded = loader.load(
        config.sources, config.site, skip=_own_files(config), progress=partial(progress, "Reading posts")
    )
    due = selection.due(loaded.posts, now)
    known = lock.read(config.file)
    ids = identity.assign(
        due.out, config.site.url, known.entries, redated=redated,
        held=[held.post for held in due.held], kept={problem.place.file for problem in loaded.problems},
        words=partial(_words, loader.Bodies(loaded.posts, config.sources, config.site), content.Cleaner()),
    )  # fmt: skip
    if unknown := sorted(redated - {one.id for one in ids.known}):
        near = did_you_mean(unknown[0], [one.id for one in ids.known])
        raise ConfigError(f"{unknown[0]}: no entry that is out. {near}".rstrip())
    return Survey(loaded, due, known, ids, selection.select(ids.known, limit=config.output.limit))


def _own_files(config: Config) -> frozenset[str]:
    """The files that feedtool writes, absolute: never sources."""
    return never_sources(config) | {lock.path_of(config.file)}


def _words(bodies: loader.Bodies, cleaner: content.Cleaner, post: Post) -> str:
    """What a reader would see of *post*, as a digest; "" where it cannot be read."""
    try:
        text = bodies.read(post).text
    except SourceError:
        return ""
    return substance.of_words(content.html_of(post, text, cleaner=cleaner))


def posts(config: Config) -> loader.Loaded:
    """Every post of the site's sources, whether it is out or not, and what is wrong with the others.

    Raises ConfigError where a source is not there.
    """
    return loader.load(config.sources, config.site, skip=_own_files(config))
