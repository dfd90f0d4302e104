"""A lock from a feed that exists already: whose entries subscribers have, whoever wrote it."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from feedtool import changes, identity, substance
from feedtool import lock as lock_file
from feedtool.identity import adoption
from feedtool.model import MAIN, FeedLine, Identified, Line, Lock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from feedtool.baseline import Baseline
    from feedtool.config import Config
    from feedtool.errors import Problem
    from feedtool.identity.adoption import Match
    from feedtool.model import Post
    from feedtool.parse import Document, Served
    from feedtool.selection import Due


class Adopted(NamedTuple):
    """A lock with the entries of a feed, and what became of each."""

    lock: Lock
    entries: int  # of the feed
    known: int  # that have a line already
    matched: tuple[Match, ...]
    clashes: tuple[Match, ...]  # posts that have a line under another id already: those keep it
    gone: tuple[Line, ...]  # entries of no post
    questions: tuple[Problem, ...]  # which entry a post is only its author can tell
    new: tuple[Post, ...]  # that the feed does not have, and should: not older than its oldest entry
    older: tuple[Post, ...]  # than its oldest entry
    since: datetime | None  # of that, where the feed does not go back to the beginning


def adopted(
    baseline: Baseline, due: Due, lock: Lock, config: Config, *, now: datetime, html_of: Callable[[Post], str]
) -> Adopted:
    """*lock* with a line for each entry of the feed that *baseline* is, and one for the feed itself, where there are
    none. What feedtool wrote says what subscribers see; another's entries are looked at when a build makes them, and
    so are those that had the whole text, or had it not, where [output] content says otherwise now. *html_of* gives
    what a reader would see of a post.
    """
    documents, site = baseline.documents, config.site.url
    has_content = config.output.content == "full"
    at = now.replace(microsecond=0)
    served = list(chain.from_iterable(document.entries for document in documents))
    fresh = {one.id: one for one in served if one.id not in lock.entries}
    posts = [*due.out, *(held.post for held in due.held if held.post.published is not None)]
    owners = _owners(posts, lock, site)
    told = adoption.tell(fresh.values(), posts, site=site, now=at, html_of=html_of)
    clashes = tuple(one for one in told.matched if identity.source_of(one.post) in owners)
    matched = tuple(one for one in told.matched if identity.source_of(one.post) not in owners)
    lines = {line.id: line for line in told.gone}
    for line, post, _ in matched:
        dated = line.published if line.published > adoption.NEVER else post.published or at
        line = replace(line, published=dated, seen=_seen(fresh[line.id], baseline, has_content=has_content))  # noqa: PLW2901 - the same, with what the post adds
        lines[line.id] = changes.as_now(line, Identified(post, line.id, dated), source=identity.source_of(post))
    lines = {
        id_: line if line.published > adoption.NEVER else replace(line, published=at) for id_, line in lines.items()
    }
    has = {id(one.post) for one in told.matched}
    left = [
        post for post in due.out
        if id(post) not in has and identity.source_of(post) not in owners
        and (post.source is None or post.id not in lock.entries)
    ]  # fmt: skip
    dates = [one.published for one in served if one.published]
    begin = _begin(dates or [post.published for _, post, _ in matched if post.published], left, config.old)
    older = tuple(post for post in left if _is_older(post, begin))
    since = begin if older and not _is_whole(documents) else None
    feeds = dict(lock.feeds)
    if documents and MAIN not in feeds:
        own = documents[0].id if documents[0].format == "atom" else ""
        id_ = own or identity.feed_id(config.header.url, lock_file.name_of(config.file))
        feeds[MAIN] = FeedLine(name=MAIN, id=id_, published=at, since=since)
    return Adopted(
        Lock(entries={**lines, **lock.entries}, feeds=feeds), len({one.id for one in served}),
        len({one.id for one in served}) - len(fresh), matched, clashes, told.gone,
        tuple(identity.unsure(posts[place], found) for place, found in sorted(told.unsure.items())),
        tuple(post for post in left if not _is_older(post, begin)), older, since,
    )  # fmt: skip


def completed(
    baseline: Baseline, due: Due, lock: Lock, config: Config, *, now: datetime, html_of: Callable[[Post], str]
) -> Adopted:
    """`adopted`, before a build that has the feed for its memory: what is older than the feed was announced too."""
    made = adopted(baseline, due, lock, config, now=now, html_of=html_of)
    entries = dict(made.lock.entries)
    for known in identity.assign(made.older, config.site.url, entries).known:
        line = Line(id=known.id, published=known.published, announced=now.replace(microsecond=0))
        entries.setdefault(known.id, changes.as_now(line, known, source=identity.source_of(known.post)))
    return made._replace(lock=replace(made.lock, entries=entries))


def _seen(one: Served, baseline: Baseline, *, has_content: bool) -> str:
    """What subscribers see of an entry; "" where it cannot be told, or be compared with one that *has_content*."""
    first = baseline.documents[0]
    if not baseline.is_ours or (one.content is not None) != has_content:
        return ""
    return str(substance.of_entry(one, first.link))


def _owners(posts: Sequence[Post], lock: Lock, site: str) -> frozenset[str]:
    """The sources of those posts that have a line."""
    known = (
        identity.assign([post for post in posts if not post.draft and post.source is None], site, lock.entries).known
        if lock.entries
        else ()
    )
    return frozenset(identity.source_of(one.post) for one in known if one.id in lock.entries)


def _begin(dates: Sequence[datetime], left: Sequence[Post], allowed: int) -> datetime | None:
    """From when on a feed whose entries are of these *dates* has nearly all posts: of those that it has not, and that
    are *left*, no more than may come as new are later. One entry that somebody pinned is no beginning.
    """
    absent = sorted((post.published for post in left if post.published), reverse=True)
    bound = absent[allowed] if len(absent) > allowed else None
    return min((date for date in dates if bound is None or date > bound), default=max(dates, default=None))


def _is_older(post: Post, begin: datetime | None) -> bool:
    return begin is not None and post.published is not None and post.published < begin


def _is_whole(documents: Sequence[Document]) -> bool:
    """Whether a feed goes back to its first entry (RFC 5005): it says so, or its archives were followed to the end."""
    first = documents[0]
    followed = len(documents) > 1 and not (documents[-1].prev_archive or documents[-1].next)
    return first.is_complete or followed
