"""What a build changes for subscribers: entries added, updated and removed, and what was announced after it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from feedtool import substance
from feedtool.errors import LossError
from feedtool.model import FROM_FEED, Change, FeedLine, Line, Lock

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from feedtool.errors import Problem
    from feedtool.model import Entry, Feed, Identified, Post


def compare(feed: str, old: Mapping[str, bytes], new: Mapping[str, bytes], *, entries: int) -> Change:
    """The change from *old* to *new*, each an entry's id to its bytes in one and the same format, in order; the feed
    now has *entries* entries.
    """
    return Change(
        feed=feed,
        entries=entries,
        added=tuple(id_ for id_ in new if id_ not in old),
        updated=tuple(id_ for id_ in new if id_ in old and old[id_] != new[id_]),
        removed=tuple(id_ for id_ in old if id_ not in new),
    )


def missed(problems: Iterable[Problem], removed: Collection[str], lock: Lock) -> tuple[Problem, ...]:
    """Those *problems* that are why entries are *removed*, by their ids, from a feed."""
    files = {lock.entries[id_].source.partition("#")[0] for id_ in removed if id_ in lock.entries}
    return tuple(problem for problem in problems if files & _sources(problem))


def lost(problems: Sequence[Problem], chosen: Sequence[Identified], lock: Lock, *, limit: int) -> tuple[Problem, ...]:
    """Those *problems* that keep a post out that subscribers have, and that would be among the *chosen*, which are at
    most *limit* (0: all), were it right.
    """
    if not problems:
        return ()
    oldest = min((known.published for known in chosen), default=None) if limit and len(chosen) >= limit else None
    there = {known.id for known in chosen}
    due = {
        line.source.partition("#")[0]
        for id_, line in lock.entries.items()
        if id_ not in there and (oldest is None or line.published > oldest)
    }
    return tuple(problem for problem in problems if due & _sources(problem))


def _sources(problem: Problem) -> set[str]:
    """What lines may have as the source of what a *problem* keeps out: its file, which may be a feed in the site's
    folder. Of feeds that are elsewhere nothing stops a build.
    """
    file = problem.place.file
    return {file, FROM_FEED + file} if problem.code == "F117" else {file}


def refuse_loss(problems: Sequence[Problem]) -> None:
    """Raises LossError where there are *problems*: of posts that would vanish from a feed."""
    if problems:
        raise LossError(
            "Nothing was written: posts that subscribers have would vanish from the feed.\n"
            "    Mend them; a post that shall go is taken away, or has draft: true.",
            problems,
        )


class Revised(NamedTuple):
    """Entries with the time of their last edit of substance, and what of them stays in the lock, by their ids."""

    entries: list[Entry]
    seen: dict[str, str]
    updated: dict[str, datetime]  # of the last edit that is known, whoever dated it


def revised(
    entries: Iterable[Entry], posts: Mapping[str, Post], lock: Lock, *, now: datetime, site: str,
    bytes_of: Callable[[Post, str], str], untouched: Collection[str] = (),
) -> Revised:  # fmt: skip
    """*entries* as a build at *now* puts them out: one whose post says nothing of it was updated when an edit that its
    readers see was first seen, after it was announced. *posts* are theirs by their ids; *bytes_of* gives a digest of
    the file at an address. Nobody looks at the files of those that are *untouched*, which have a line.

    What nobody touched is as it was, whoever rendered it. What a post says itself goes out, and is kept like an edit
    of that time: no entry goes back when its post says nothing any more.
    """
    made = Revised([], {}, {})
    at = now.replace(microsecond=0)
    for entry in entries:
        post, line = posts[entry.id], lock.entries.get(entry.id)
        before = substance.Seen.read(line.seen) if line else None
        is_kept = entry.id in untouched and before is not None
        files = () if is_kept else substance.of_files((post.body.path, post.body.page))
        known = line.updated if line else None
        said = _said(post, since=known or entry.published, at=at)
        after, given = before, said or known
        if before is None or (not is_kept and before.is_touched(files)):
            after = substance.of_entry(entry, site, files=files, bytes_of=partial(bytes_of, post))
            is_news = before is not None and not post.minor and not after.is_same(before)
            given = max(at, entry.published) if is_news and said is None else given
        made.seen[entry.id] = str(after)
        if given is not None:
            made.updated[entry.id] = given
        if post.updated is None and given is not None:
            entry = replace(entry, updated=max(given, entry.published))  # noqa: PLW2901 - the same, as it goes out
        made.entries.append(entry)
    return made


def _said(post: Post, *, since: datetime, at: datetime) -> datetime | None:
    """When a post itself says that it was updated, where that is after *since*; what lies ahead of *at* is a slip that
    nobody shall be held to.
    """
    return post.updated if post.updated is not None and since < post.updated <= at else None


def announced(
    lock: Lock, posts: Iterable[Identified], feeds: Iterable[Feed], *, now: datetime, source_of: Callable[[Post], str],
    words_of: Callable[[str], str], made: Revised, archives: Mapping[str, Mapping[str, int]],
) -> Lock:  # fmt: skip
    """*lock* after a build at *now*, whose *posts* are out, in its *feeds* or beyond them: a line for each that has
    none yet, and of the others where they are now, and as they were *made*. No line ever goes. *words_of* gives
    feedtool.substance.of_words of an entry by its id; "" of one that was not made. *archives* tell of each feed that
    has one, by its name, in which documents its entries are.
    """
    at = now.replace(microsecond=0)
    entries = dict(lock.entries)
    for known in posts:
        line = entries.get(known.id) or Line(id=known.id, published=known.published, announced=at)
        line = as_now(line, known, source=source_of(known.post), words=partial(words_of, known.id))
        if known.id in made.seen:
            line = _changed(line, seen=made.seen[known.id], updated=made.updated.get(known.id))
        entries[known.id] = line
    known_feeds = dict(lock.feeds)
    for feed in feeds:
        first = known_feeds.get(feed.name, FeedLine(name=feed.name, id=feed.id, published=at))
        known_feeds[feed.name] = replace(first, path=feed.path, updated=feed.updated)
    return Lock(entries=in_archives(entries, known_feeds, archives), feeds=known_feeds)


def in_archives(
    entries: Mapping[str, Line], feeds: Iterable[str], archives: Mapping[str, Mapping[str, int]]
) -> Mapping[str, Line]:
    """*entries* with the documents that they are in now. Of a feed that has no archive now what was in its head is
    forgotten: it leaves that feed as time goes by, and would come back with the archive.
    """
    without = set(feeds) - archives.keys()
    now_so: dict[str, dict[str, int]] = {
        id_: {name: number for name, number in line.archives.items() if number or name not in without}
        for id_, line in entries.items() if line.archives
    }  # fmt: skip
    for name, numbers in archives.items():
        for id_, number in numbers.items():
            now_so.setdefault(id_, {})[name] = number
    return {
        id_: _changed(line, archives=dict(sorted(now_so[id_].items()))) if id_ in now_so else line
        for id_, line in entries.items()
    }


def as_now(line: Line, known: Identified, *, source: str, words: Callable[[], str] = str) -> Line:
    """*line* with where its post is now, and what it says; *words* is asked where that may have changed."""
    post = known.post
    now_so: dict[str, Any] = {
        "published": known.published, "dated": post.published if post.published != known.published else None,
        "title": post.title, "language": post.language, "links": _links(line, post), "source": source, "raw": post.raw,
        "text": line.text if line.text and line.raw == post.raw else words() or line.text,
    }  # fmt: skip
    return _changed(line, **now_so)


def _changed(line: Line, **values: Any) -> Line:
    return replace(line, **values) if any(getattr(line, key) != value for key, value in values.items()) else line


def _links(line: Line, post: Post) -> tuple[str, ...]:
    if line.links[-1:] == (post.link,):
        return line.links
    return (*(link for link in line.links if link != post.link), post.link)
