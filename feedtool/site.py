"""The trip: from sources to feeds, on one page. files looks up what was there before, and stores what is new."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import (
    changes,
    content,
    documents,
    files,
    identity,
    loader,
    lock,
    selection,
    state,
    substance,
    survey,
    walk,
)
from feedtool.config.addresses import addresses_of
from feedtool.errors import IdentityError, Place, Problem
from feedtool.model import Feed, Identified
from feedtool.progress import silent
from feedtool.raw import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from feedtool.config import Config
    from feedtool.model import Change, Entry, Lock
    from feedtool.progress import Progress

MAIN: Final = "main"


class Mended(NamedTuple):
    """What was mended in the HTML of one post: how often each rule of feedtool.content did."""

    file: str
    counts: Mapping[str, int]


class Rendered(NamedTuple):
    """What became of the chosen posts."""

    entries: list[Entry]
    problems: list[Problem]  # of those that have no entry
    dropped: list[Problem]  # what was left out of bodies
    mended: list[Mended]
    html: dict[str, str]  # of each entry, by its id


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What a build did, or would do."""

    feed: Feed
    change: Change
    files: tuple[files.File, ...]
    loaded: loader.Loaded
    due: selection.Due
    problems: tuple[Problem, ...]  # of posts that are left out
    warnings: tuple[Problem, ...]  # of posts that are in
    mended: tuple[Mended, ...]  # in the HTML of entries
    before: Lock  # what was announced
    lock: Lock  # the same, with what the build announces
    beyond_max_bytes: int  # entries that left so that the documents fit
    seen: Mapping[str, list[int]]  # the files as they stood when the build was done with them: walk.stat_of
    is_written: bool  # False for a dry run, and for a strict one with problems


def build(
    config: Config, *, now: datetime, write: bool = True, strict: bool = False, locked: bool = False,
    fetch_lengths: bool = False, allow_flood: bool = False, redated: frozenset[str] = frozenset(),
    progress: Progress = silent, ca_bundle: str | None = None,
) -> Build:  # fmt: skip
    """Make the feeds of a site as they are at *now*.

    Without *write* nothing is touched; with *strict* nothing is written while any post is a problem; with *locked*
    nothing is where the lock would change. With *fetch_lengths* servers are asked how long the enclosures are of which
    nobody here knows it, and only the certificates of *ca_bundle* are trusted, a file; with *allow_flood* old posts may
    come as new, however many. The entries whose ids are *redated* were published when their posts say it now.
    Raises FeedtoolError, and ValueError where *now* has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError(f"now: {now.isoformat()} has no time zone; every instant needs one")
    trip = partial(
        _trip, config, now=now, progress=progress, locked=locked, fetch_lengths=fetch_lengths,
        allow_flood=allow_flood, redated=redated, remember=write, ca_bundle=ca_bundle,
    )  # fmt: skip
    # The first build of a site makes its folder only once there is something to write.
    first = None if write and state.is_there(config.root) else trip()
    if first is not None and (not write or (strict and first.problems)):
        return first
    with state.exclusive(config.root):
        built = first if first is not None and _still_holds(config, first) else trip()
        if strict and built.problems:
            return built
        lock.store(config.file, built.lock)  # first: an id that went out is never forgotten
        files.store(config, built.files)
        return replace(built, is_written=True, seen=_seen(config, built.files))


def _trip(
    config: Config, *, now: datetime, progress: Progress, locked: bool, fetch_lengths: bool, allow_flood: bool,
    redated: frozenset[str], remember: bool, ca_bundle: str | None,
) -> Build:  # fmt: skip
    """What a build would write. Raises FeedtoolError."""
    addresses = addresses_of(config)
    loaded, due, known, ids, chosen = survey.survey(config, now=now, redated=redated, progress=progress)
    if ids.questions:
        raise IdentityError("Nothing was written: subscribers may have these posts already.", ids.questions)
    if not allow_flood:
        changes.refuse_flood(changes.old_ones(chosen, known, MAIN), allowed=config.old)
    changes.refuse_loss(changes.lost(loaded.problems, chosen, known, limit=config.output.limit))
    rendered = _render(chosen, loaded, config, progress)
    revised = changes.revised(
        rendered.entries, {one.id: one.post for one in chosen}, known, now=now, site=config.site.url,
        bytes_of=loader.Assets(config.sources, config.site).digest,
    )  # fmt: skip
    entries, unsized = revised.entries, list[Problem]()
    named = {known.id: known.post.file for known in chosen}
    if any(enclosure.length is None for entry in entries for enclosure in entry.enclosures):
        from feedtool.lengths import with_lengths

        entries, unsized = with_lengths(
            entries, named, config.root, ask=fetch_lengths, remember=remember, progress=progress,
            ca_bundle=ca_bundle,
        )  # fmt: skip
    serialise = partial(files.serialise, addresses)
    fitted = documents.fit(feed_of(config, entries, known), serialise, max_bytes=config.output.max_bytes)
    made = files.planned(addresses, fitted.documents)
    files.refuse_foreign(config, made)
    too_long = _too_long(fitted.too_long, named, config.output.max_bytes)
    changes.refuse_loss(changes.lost([*rendered.problems, *too_long], (), known, limit=0))
    left_out = {one.id for one in chosen} - {entry.id for entry in entries} | {entry.id for entry in fitted.too_long}
    after = changes.announced(
        known, [one for one in ids.known if one.id not in left_out], [fitted.feed],
        now=now, source_of=identity.source_of, made=revised,
        words_of=lambda id_: substance.of_words(rendered.html[id_]) if id_ in rendered.html else "",
    )  # fmt: skip
    if locked:
        lock.refuse_change(config.file, known, after)
    return Build(
        feed=fitted.feed, change=files.change(fitted.feed, made), files=made, loaded=loaded, due=due,
        problems=(*loaded.problems, *ids.clashes, *rendered.problems, *too_long),
        warnings=_told(
            (*loaded.warnings, *identity.doubled(chosen), *rendered.dropped, *unsized), due.held, config.ignored
        ),
        mended=tuple(rendered.mended),
        before=known, lock=after,
        beyond_max_bytes=len(rendered.entries) - len(fitted.feed.entries) - len(too_long),
        seen=_seen(config, made), is_written=False,
    )  # fmt: skip


def _seen(config: Config, made: Iterable[files.File]) -> dict[str, list[int]]:
    return {**files.seen(made), lock.path_of(config.file): walk.stat_of(lock.path_of(config.file))}


def _still_holds(config: Config, built: Build) -> bool:
    """Whether neither posts nor feeds were touched since *built* looked at them, while it waited for the lock."""
    look = built.loaded.look
    again = walk.look(look.folders, skip=look.skip)
    return look.is_settled and again.digest == look.digest and _seen(config, built.files) == built.seen


def feed_of(config: Config, entries: Iterable[Entry], known: Lock) -> Feed:
    """The main feed with *entries*, in their order; its id is that under which it is *known*."""
    header = config.header
    return Feed(
        name=MAIN, id=known.feeds[MAIN].id if MAIN in known.feeds else header.url, link=header.url,
        title=header.title, description=header.description,
        language=header.language, authors=config.site.authors, rights=header.rights, image=header.image,
        hubs=config.hubs, entries=tuple(entries),
    )  # fmt: skip


def _render(chosen: Sequence[Identified], loaded: loader.Loaded, config: Config, progress: Progress) -> Rendered:
    """The entries of *chosen*, and what is to be told of them."""
    cleaner = content.Cleaner()
    bodies = loader.Bodies(loaded.posts, config.sources, config.site)
    rendered = Rendered([], [], [], [], {})
    for known in progress("Making entries", chosen):
        source = config.sources[known.post.body.source]
        try:
            body = bodies.read(known.post)
        except SourceError as why:
            rendered.problems.append(why.of(known.post.file))
            continue
        made = content.entry_of(
            known, body.text, cleaner=cleaner if source.clean and config.output.clean else None,
            summary_only=config.output.content == "summary",
        )  # fmt: skip
        rendered.entries.append(made.entry)
        rendered.html[known.id] = made.html
        rendered.dropped.extend(body.warnings)
        if made.mended:
            rendered.mended.append(Mended(known.post.file, made.mended))
    return rendered


def _too_long(entries: Iterable[Entry], named: Mapping[str, str], max_bytes: int) -> list[Problem]:
    return [Problem(
        code="O501", place=Place(named[entry.id]), found="an entry that is longer than a document may be",
        expected=f"a document of at most {max_bytes} bytes", remedy='raise max_bytes, or set content = "summary"',
    ) for entry in entries]  # fmt: skip


def _told(warnings: Iterable[Problem], held: Iterable[selection.Held], ignored: frozenset[str]) -> tuple[Problem, ...]:
    """Those of posts that are out, and not *ignored*: logs are public; what is not out yet has no business there."""
    hidden = {one.post.file for one in held}
    return tuple(one for one in warnings if one.place.file not in hidden and one.code not in ignored)
