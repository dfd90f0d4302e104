"""The trip: from sources to feeds, on one page. files looks up what was there before, and stores what is new."""

from __future__ import annotations

import time
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from feedtool import (
    archives,
    changes,
    composing,
    files,
    floods,
    identity,
    leftovers,
    loader,
    lock,
    making,
    rendering,
    selection,
    state,
    subscriptions,
    substance,
    survey,
    walk,
)
from feedtool.baseline import Published
from feedtool.baseline import read as published
from feedtool.errors import IdentityError
from feedtool.kept import Kept
from feedtool.outbox import of_site
from feedtool.progress import silent
from feedtool.queueing import queued, write_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from feedtool.baseline import Baseline
    from feedtool.config import Config
    from feedtool.errors import Problem
    from feedtool.files import AnyFile
    from feedtool.model import Feed, Identified, Lock
    from feedtool.progress import Progress
    from feedtool.queueing import Queued


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build did, or would do."""

    feeds: tuple[making.Made, ...]  # the main one first
    files: tuple[AnyFile, ...]  # of all feeds, in their order, and the list of them
    loaded: loader.Loaded
    due: selection.Due
    known: tuple[Identified, ...]  # every post that is out
    old: tuple[Identified, ...]  # those in feeds that come to subscribers as new, and are not
    problems: tuple[Problem, ...]  # of posts that are left out
    warnings: tuple[Problem, ...]  # of posts that are in
    mended: tuple[rendering.Mended, ...]  # in the HTML of entries
    rendered: int  # entries that were made; the others are as the last build made them
    before: Lock  # what was announced, with what the baseline adds
    lock: Lock  # the same, with what the build announces
    lock_changes: bool  # whether that is another than the one that was read
    since: datetime | None  # no entry became too old for a feed since here; None: from ever
    until: datetime | None  # an entry is too old for a feed from here; None: for ever
    left: tuple[str, ...]  # files of feeds that were announced, and that nobody makes any more
    kept: Kept  # what the next build need not make again
    queued: Mapping[str, Queued]  # what hubs have to be told of, by the names of feeds; of those that may have changed
    is_live: bool  # whether servers were asked for feeds that are sources, as each build has to
    seen: Mapping[str, list[int]]  # the files as they stood when the build was done with them: walk.stat_of
    is_written: bool  # False for a dry run, and for a strict one with problems

    @property
    def feed(self) -> Feed:
        """The main one."""
        return self.feeds[0].feed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What was asked of a build: the words of `build`."""

    now: datetime
    write: bool
    strict: bool
    locked: bool
    fetch_lengths: bool
    allow_flood: bool
    guarded: bool
    redated: frozenset[str]
    anew: bool
    ca_bundle: str | None
    progress: Progress
    fetched: loader.Fetched  # from the addresses of sources
    baseline: Baseline | None = None
    changes: str | None = None


def build(
    config: Config, *, now: datetime, write: bool = True, strict: bool = False, locked: bool = False,
    fetch_lengths: bool = False, allow_flood: bool = False, redated: frozenset[str] = frozenset(),
    baseline: str | None = None, changes: str | None = None, ca_bundle: str | None = None, guarded: bool = True,
    anew: bool = False, progress: Progress = silent,
) -> Build:  # fmt: skip
    """Make the feeds of a site as they are at *now*.

    Without *write* nothing is touched; with *strict* nothing is written while any post is a problem; with *locked*
    nothing is where the lock would change. With *fetch_lengths* servers are asked how long the enclosures are of which
    nobody here knows it; with *allow_flood* old posts may come as new, however many. The entries whose ids are
    *redated* were published when their posts say it now. *baseline* names the feed that completes the lock
    (feedtool.baseline.read). Where servers are asked, the certificates in the file *ca_bundle* are trusted, and no
    others. What hubs have to be told of is written into the file *changes*, before anything else. The files of a
    preview are written, and nothing is remembered. Unless it is *guarded*, nothing is refused because subscribers would
    get old posts as new. What the last build made is not made again where nothing has changed of it, unless all shall
    be made *anew*. Raises FeedtoolError, and ValueError where *now* has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError(f"now: {now.isoformat()} has no time zone; every instant needs one")
    write_all = write and not config.is_preview
    fetched = subscriptions.fetch(
        config, now=now, remember=write_all, ca_bundle=ca_bundle, progress=progress, skip=survey.own_files(config)
    )
    asked = _Asked(
        now=now, write=write_all, strict=strict, locked=locked, fetch_lengths=fetch_lengths,
        allow_flood=allow_flood, guarded=guarded, redated=redated, anew=anew, ca_bundle=ca_bundle,
        progress=progress, fetched=fetched, changes=changes,
    )  # fmt: skip
    if baseline is not None:
        asked = replace(asked, baseline=published(config, baseline, ca_bundle=ca_bundle, or_none=True))
    # The first build of a site makes its folder only once there is something to write.
    first = None if asked.write and state.is_there(config.root) else _trip(config, asked)
    if first is not None and (not write or (strict and first.problems)):
        return first
    if first is not None and config.is_preview:
        files.put(first.files)
        return replace(first, is_written=True)
    with state.exclusive(config.root):
        built = first if first is not None and _still_holds(config, first) else _trip(config, asked)
        if strict and built.problems:
            return built
        built = _queue(config, built, asked)  # before all: a change that went out is told
        lock.store(config.file, built.lock)  # first: an id that went out is never forgotten
        files.store(config, built.files)
        seen = _seen(config, built.files)
        if built.loaded.look.is_settled:
            built.kept.remember(built.lock.entries, seen)
        left = {path: walk.stat_of(path) for path in built.left}
        return replace(built, is_written=True, seen=seen | left)


def _trip(config: Config, asked: _Asked) -> Build:
    """What a build would write. Raises FeedtoolError."""
    from feedtool.lengths import with_lengths

    found = survey.survey(
        config, now=asked.now, redated=asked.redated, baseline=asked.baseline, allow_flood=asked.allow_flood,
        fetched=asked.fetched, progress=asked.progress,
    )  # fmt: skip
    loaded, due, read, known, ids, feeds, old, held = found
    if ids.questions:
        raise IdentityError("Nothing was written: subscribers may have these posts already.", ids.questions)
    chosen = found.chosen
    if asked.guarded and not asked.allow_flood:
        floods.refuse(old, allowed=config.old)
    if feeds[0].archive is None:  # of one with an archive the lock knows all that it has
        changes.refuse_loss(changes.lost(loaded.problems, feeds[0].posts, known, limit=config.output.limit))
    named = {known.id: known.post.file for known in chosen}
    kept = Kept(config, loaded, is_empty=asked.anew)
    sized = partial(
        with_lengths, named=named, root=config.root, ask=asked.fetch_lengths, remember=asked.write,
        progress=asked.progress, ca_bundle=asked.ca_bundle,
    )  # fmt: skip
    composed = composing.compose(config, found, kept, now=asked.now, sized=sized, progress=asked.progress)
    rendered = composed.rendered
    made = making.feeds(config, composed.planned, composed.fragments, kept)
    left = leftovers.left(config, made, known)
    written = (*(file for one in made for file in one.all_files), *making.listed(config, made))
    files.refuse_foreign(config, written)
    long = {entry.id: entry for one in made for entry in one.too_long}
    too_long = rendering.too_long(long.values(), chosen, config.output.max_bytes)
    changes.refuse_loss(changes.lost([*rendered.problems, *too_long.problems], (), known, limit=0))
    placed = archives.placed(known.entries.values())
    gone = [id_ for one in made for id_ in one.gone(placed.get(one.feed.name, ()))]
    changes.refuse_loss(changes.missed(loaded.problems, gone, known))
    stay = floods.staying(held, ids.known, known)
    left_out = {one.id for one in chosen} - composed.entries.keys() | long.keys() - too_long.others.keys()
    after = changes.announced(
        known, [one for one in ids.known if one.id not in left_out], [one.feed for one in made],
        now=asked.now, source_of=lambda post: stay.get(id(post), identity.source_of(post)), made=composed.revised,
        words_of=lambda id_: substance.of_words(rendered.html[id_]) if id_ in rendered.html else "",
        archives={one.feed.name: one.archive.numbers for one in made if one.has_archive},
    )  # fmt: skip
    if asked.locked:
        lock.refuse_change(config.file, read, after)
    return Build(
        feeds=made, files=written, loaded=loaded, known=ids.known, old=old,
        due=selection.without(due, too_long.others.values(), selection.TOO_LONG),
        problems=(*loaded.problems, *ids.clashes, *rendered.problems, *too_long.problems),
        warnings=_told((
            *loaded.warnings, *floods.told(held), *identity.doubled(chosen), *rendered.dropped, *composed.unsized,
            *too_long.warnings, *leftovers.told(left, made, config.root),
        ), due.held, config.ignored),
        mended=tuple(rendered.mended), rendered=len(rendered.entries),
        before=known, lock=after, lock_changes=after != read and not config.is_preview,
        since=max((one.since for one in feeds if one.since is not None), default=None),
        until=min((one.until for one in feeds if one.until is not None), default=None),
        left=tuple(path for one in left for path in one.paths),
        kept=kept, queued={}, is_live=asked.fetched.is_live, seen=_seen(config, written), is_written=False,
    )  # fmt: skip


def _queue(config: Config, built: Build, asked: _Asked) -> Build:
    """*built*, and what its hubs have to be told of, in the outbox."""
    told = [one for one in built.feeds if config.hubs_of(one.spec)]
    if not told:
        if asked.changes is not None:
            write_changes(asked.changes, ())
        return built
    made, base = {}, asked.baseline
    others = Published(config, base.what, main=base, ca_bundle=asked.ca_bundle) if base else None
    committed = Published(config, "HEAD")
    with of_site(config) as outbox, others or nullcontext():
        last = {one.feed.name: outbox.last(one.feed.name) for one in told}
        changed = [one for one in told if last[one.feed.name] is None or not all(file.is_same for file in one.files)]
        if others:
            others.ahead(one.places for one in changed if last[one.feed.name] is None)
        for one in changed:
            name = one.feed.name
            made[name] = queued(config, one.spec, one.own, last[name], others, committed=committed)
        wanted = [topic for one in made.values() for topic in one.wanted]
        if asked.changes is not None:  # first: what is in the outbox would not be written a second time
            write_changes(asked.changes, wanted)
        outbox.queue({name: one.state for name, one in made.items()}, wanted, now=time.time())
    return replace(built, queued=made)


def _seen(config: Config, made: Iterable[AnyFile]) -> dict[str, list[int]]:
    return {**files.seen(made), lock.path_of(config.file): walk.stat_of(lock.path_of(config.file))}


def _still_holds(config: Config, built: Build) -> bool:
    """Whether neither posts nor feeds were touched since *built* looked at them, while it waited for the lock."""
    look = built.loaded.look
    again = walk.look(look.folders, skip=look.skip)
    return look.is_settled and again.digest == look.digest and _seen(config, built.files) == built.seen


def _told(warnings: Iterable[Problem], held: Iterable[selection.Held], ignored: frozenset[str]) -> tuple[Problem, ...]:
    """Those of posts that are out, and not *ignored*: logs are public; what is not out yet has no business there."""
    hidden = {one.post.file for one in held if one.post.source is None}
    return tuple(one for one in warnings if one.place.file not in hidden and one.code not in ignored)
