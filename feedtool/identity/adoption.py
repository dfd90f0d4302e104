"""Which post each entry of somebody else's feed is: the ids that subscribers have, before there is a lock."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from feedtool import substance
from feedtool.identity import renames
from feedtool.identity.ids import id_of
from feedtool.model import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from feedtool.model import Post
    from feedtool.parse import Served

NEVER: Final = datetime(1, 1, 8, tzinfo=UTC)  # of an entry without a date: near to no post's


class Match(NamedTuple):
    """An entry, the post that it is, and by what that was told: "id", "address", "text", "title and day" ..."""

    line: Line
    post: Post
    by: str


class Told(NamedTuple):
    """What became of a feed's entries."""

    matched: tuple[Match, ...]
    unsure: Mapping[int, Sequence[Line]]  # of the posts, by their places: the entries that each may be
    gone: tuple[Line, ...]  # entries of no post


def tell(
    served: Iterable[Served], posts: Sequence[Post], *, site: str, now: datetime, words: Callable[[Post], str]
) -> Told:
    """Which of *posts*, of the *site* at that address, each *served* entry is. *words* gives
    feedtool.substance.of_words of a post.

    First by all that the entries say; those that this leaves open then without their text, which many feeds cut short.
    """
    entries = {one.id: one for one in reversed(list(served)) if one.id}
    lines = [_line(one, site, now) for one in reversed(entries.values())]
    by_id = {line.id: line for line in lines}
    wanted = [id_of(post, site) for post in posts]
    named = {at: by_id[id_] for at, id_ in enumerate(wanted) if id_ in by_id and wanted.index(id_) == at}
    found = renames.match(posts, named, lines, (), words)
    known, unsure = dict(found.lines), found.unsure
    taken = {line.id for line in known.values()}
    left = [at for at in range(len(posts)) if at not in known]
    if left and len(taken) < len(lines):
        bare = [replace(line, text="") for line in lines if line.id not in taken]
        again = renames.match([posts[at] for at in left], {}, bare, (), words)
        known |= {left[at]: by_id[line.id] for at, line in again.lines.items()}
        unsure = {left[at]: found for at, found in again.unsure.items()}
        known |= _by_title([at for at in left if at not in known], posts, lines, known)
    matched = [Match(line, posts[at], _by(posts[at], line, wanted[at], words)) for at, line in sorted(known.items())]
    taken = {one.line.id for one in matched}
    lines = [_as_served(line, entries[line.id]) for line in lines]
    return Told(
        tuple(one._replace(line=_as_served(one.line, entries[one.line.id])) for one in matched),
        {at: found for at, found in unsure.items() if at not in known},
        tuple(line for line in lines if line.id not in taken),
    )


def _by_title(
    left: Iterable[int], posts: Sequence[Post], lines: Iterable[Line], known: Mapping[int, Line]
) -> dict[int, Line]:
    """Whose date the feed has not, or has wrong, as generators do that take the day of the build: by a title that no
    other has, and the last part of the address where there is a date.
    """
    taken = {line.id for line in known.values()}
    entries: dict[str, list[Line]] = defaultdict(list)
    titled: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        if line.id not in taken:
            entries[renames.folded(line.title)].append(line)
    for at in left:
        titled[renames.folded(posts[at].title)].append(at)
    pairs = [(places[0], entries[title][0]) for title, places in titled.items()
             if title and len(places) == len(entries.get(title, ())) == 1]  # fmt: skip
    return {at: line for at, line in pairs if line.published == NEVER or renames.has_slug(posts[at], line)}


def _line(one: Served, site: str, now: datetime) -> Line:
    """A line to match by: its address also as it would be on *site*, wherever the old one lived."""
    moved = urlunsplit((*urlsplit(site)[:2], *urlsplit(one.link)[2:])) if one.link else ""
    return Line(
        id=one.id, published=one.published or one.updated or NEVER, announced=now, title=one.title,
        language=one.language, links=tuple(dict.fromkeys(link for link in (one.link, moved) if link)),
        text=substance.of_words(one.content) if one.content else "",
    )  # fmt: skip


def _as_served(line: Line, one: Served) -> Line:
    """*line* as the lock keeps it; its text is looked at anew when a build makes the entry."""
    later = one.updated if one.updated and one.published and one.updated > one.published else None
    return replace(line, links=(one.link,) if one.link else (), text="", updated=later)


def _by(post: Post, line: Line, wanted: str, words: Callable[[Post], str]) -> str:
    if wanted == line.id:
        return "id"
    if post.link in line.links:
        return "address"
    if line.text and substance.is_same(words(post), line.text):
        return "text"
    if renames.is_titled(post, line):
        return "title and day" if renames.is_near(post, line) else "title"
    return "day and name" if renames.has_slug(post, line) else "most of its text"
