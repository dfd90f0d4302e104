"""The first half of the trip: every post, which of them are out, and under which ids subscribers have them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from feedtool import (
    adoption,
    archives,
    content,
    floods,
    identity,
    loader,
    lock,
    recovery,
    selection,
    subscriptions,
    substance,
)
from feedtool.baseline import Baseline, on_disk
from feedtool.config.addresses import never_sources
from feedtool.errors import ConfigError, did_you_mean
from feedtool.model import MAIN
from feedtool.progress import silent
from feedtool.raw import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from feedtool.config import Config
    from feedtool.model import Identified, Lock, Post
    from feedtool.progress import Progress


class Gathered(NamedTuple):
    """Every post, and what was announced."""

    loaded: loader.Loaded
    due: selection.Due
    lock: Lock
    html_of: Callable[[Post], str]  # what a reader would see of a post; "" where it cannot be read


class Survey(NamedTuple):
    """What there is, and what of it belongs in which feed."""

    loaded: loader.Loaded
    due: selection.Due
    read: Lock  # as its file has it
    lock: Lock  # what was announced: that, and what the baseline adds
    ids: identity.Assigned  # of all posts that are out
    feeds: tuple[selection.Chosen, ...]  # the main one first
    old: tuple[Identified, ...]  # those in feeds that come to subscribers as new, and are not
    held: tuple[Identified, ...]  # entries of others' feeds that did so, and were too many of theirs

    @property
    def chosen(self) -> tuple[Identified, ...]:
        """Every post that is in a feed, once."""
        posts = {known.id: known for feed in self.feeds for known in feed.every}
        return tuple(posts.values())


def gather(
    config: Config, *, now: datetime, fetched: loader.Fetched | None = None, progress: Progress = silent
) -> Gathered:
    """Every post, and which of them are out at *now*. What sources at addresses gave was *fetched*; None: whatever they
    gave the last time. Raises ConfigError, LockError.
    """
    known = lock.read(config.file)
    loaded = _loaded(config, known, fetched, progress)
    admitted = selection.admitted(loaded.posts, config.admits, now=now)
    # What somebody's feed says of the future is a slip, or a way to be the newest of all for ever.
    ahead = {id(one): one.updated for one in admitted.posts if one.source and one.updated and one.updated > now}
    posts = (replace(one, updated=None) if id(one) in ahead else one for one in admitted.posts)
    loaded = loaded._replace(posts=tuple(posts))
    due = selection.due(loaded.posts, now)
    if ahead:
        due = due._replace(until=min(filter(None, (due.until, *ahead.values()))))
    if admitted.since is not None:
        due = due._replace(since=max(due.since or admitted.since, admitted.since))
    if admitted.until is not None:
        due = due._replace(until=min(due.until or admitted.until, admitted.until))
    html_of = partial(_html, loader.Bodies(loaded.posts, config.sources, config.site), content.Cleaner())
    return Gathered(loaded, due, known, html_of)


def _loaded(config: Config, known: Lock, fetched: loader.Fetched | None, progress: Progress) -> loader.Loaded:
    """Every post. An entry of a feed that has no date keeps that of its line."""
    skip = own_files(config, known)
    if fetched is None:
        fetched = subscriptions.kept(config, skip=skip)
    return loader.load(
        config.sources, config.site, skip=skip, fetched=fetched,
        dated=lambda id_: known.entries[id_].published if id_ in known.entries else None,
        progress=partial(progress, "Reading posts"),
    )  # fmt: skip


def survey(
    config: Config, *, now: datetime, redated: frozenset[str] = frozenset(), baseline: Baseline | None = None,
    allow_flood: bool = False, fetched: loader.Fetched | None = None, progress: Progress = silent,
) -> Survey:  # fmt: skip
    """The first half of the trip: every post, and which of them are in which feed at *now*. A *baseline* completes the
    lock. With *allow_flood* a feed that was adopted takes posts that are older than it was, and old entries of sources
    come, however many. *fetched* is that of `gather`. Raises ConfigError, LockError.
    """
    loaded, due, read, html_of = gather(config, now=now, fetched=fetched, progress=progress)
    known = read
    if baseline is None and MAIN not in read.feeds and not config.is_preview:  # the lock was lost, or never there
        left = on_disk(config)
        if left.is_ours:
            baseline = left
            known = _recovered(config, due, read, now=now, html_of=html_of)
    if baseline is not None:
        known = adoption.completed(baseline, due, known, config, now=now, html_of=html_of).lock
        known = recovery.with_archives(config, known, baseline)
    if allow_flood:
        known = replace(known, feeds={name: replace(feed, since=None) for name, feed in known.feeds.items()})
    ids = identity.assign(
        due.out, config.site.url, known.entries, redated=redated, words=lambda post: _words(html_of(post)),
        held=[held.post for held in due.held], kept={problem.place.file for problem in loaded.problems},
    )  # fmt: skip
    if unknown := sorted(redated - {one.id for one in ids.known}):
        near = did_you_mean(unknown[0], [one.id for one in ids.known])
        raise ConfigError(f"{unknown[0]}: no entry that is out. {near}".rstrip())
    loaded, due = _without_copies(loaded, due, ids)
    found = _selected(Survey(loaded, due, read, known, ids, (), (), ()), config, now=now, allow_flood=allow_flood)
    return found._replace(due=selection.without(due, (one.post for one in found.held), selection.HELD_BACK))


def _selected(found: Survey, config: Config, *, now: datetime, allow_flood: bool) -> Survey:
    """What was *found*, with its feeds. What is held back makes room, perhaps for what has to be held back, too."""
    guard = floods.Guard(found.ids.known, found.lock)
    held: dict[str, Identified] = {}
    while True:
        known = tuple(one for one in found.ids.known if one.id not in held)
        feeds = selection.select((spec.recipe for spec in config.feeds), known, now=now, known=found.lock)
        posts = {one.name: one.posts for one in feeds}
        more = () if allow_flood else guard.held_back(posts, allowed=config.old)
        if not more:
            ids = found.ids._replace(known=known)
            return found._replace(ids=ids, feeds=feeds, old=guard.old_ones(posts), held=tuple(held.values()))
        held |= {one.id: one for one in more}


def _without_copies(
    loaded: loader.Loaded, due: selection.Due, ids: identity.Assigned
) -> tuple[loader.Loaded, selection.Due]:
    """What there is, without the entries of feeds that are other posts, too."""
    known = {id(one.post) for one in ids.known}
    copies = {id(post) for post in due.out if post.source is not None and id(post) not in known}
    if not copies:
        return loaded, due
    out = tuple(post for post in due.out if id(post) not in copies)
    return loaded._replace(posts=tuple(one for one in loaded.posts if id(one) not in copies)), due._replace(out=out)


def _recovered(
    config: Config, due: selection.Due, read: Lock, *, now: datetime, html_of: Callable[[Post], str]
) -> Lock:
    """The lock that was *read*, with what the feeds beside the main one say of themselves and their entries."""
    found = tuple(recovery.feeds(config, due.out, now=now))
    if not found:
        return read
    left = Baseline("the feeds on the disk", tuple(one for _, documents in found for one in documents))
    made = adoption.adopted(left, due, read, config, now=now, html_of=html_of).lock
    return replace(made, feeds={**{line.name: line for line, _ in found}, **read.feeds})


def own_files(config: Config, known: Lock | None = None) -> frozenset[str]:
    """The files that feedtool writes, absolute: never sources. Of feeds that the configuration cannot tell, and of
    archives, those that are *known*.
    """
    placed = archives.placed(known.entries.values()) if known else {}
    documents = {name: archives.last(numbers) for name, numbers in placed.items()}
    return never_sources(config, known.feeds if known else (), documents) | {lock.path_of(config.file)}


def _html(bodies: loader.Bodies, cleaner: content.Cleaner, post: Post) -> str:
    try:
        return content.html_of(post, bodies.read(post).text, cleaner=cleaner)
    except SourceError:
        return ""


def _words(html: str) -> str:
    """feedtool.substance.of_words of a post; "" where it cannot be read."""
    return substance.of_words(html) if html else ""


def posts(config: Config) -> loader.Loaded:
    """Every post of the site's sources, whether it is out or not, and what is wrong with the others.

    Raises ConfigError where a source is not there.
    """
    return _loaded(config, lock.read(config.file), None, silent)
