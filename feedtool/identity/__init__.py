"""The id of each post: what subscribers have it as, whatever became of it since. Two posts never share one."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple

from feedtool.errors import Place, Problem, quoted
from feedtool.identity.copies import merged
from feedtool.identity.ids import doubled, feed_id, fragment, id_of, shared, unused
from feedtool.identity.renames import match, source_of
from feedtool.model import FROM_FEED, Identified

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from feedtool.model import Line, Post

__all__ = ["Assigned", "assign", "doubled", "feed_id", "id_of", "source_of", "unused"]


class Assigned(NamedTuple):
    """Every post with its id, and those of whom that cannot be said."""

    known: tuple[Identified, ...]
    clashes: tuple[Problem, ...]  # of posts that would share an id: they are left out
    questions: tuple[Problem, ...]  # that only the author can answer


def assign(
    posts: Sequence[Post], site: str, lines: Mapping[str, Line], *, held: Sequence[Post] = (),
    kept: Collection[str] = (), redated: Collection[str] = (), words: Callable[[Post], str] = lambda _: "",
) -> Assigned:  # fmt: skip
    """Every one of *posts* with its id: the site's own as `_assign` has it, entries of feeds with theirs, each once.

    What was announced of a feed is no post of the site's own that was moved, whatever it says, nor the other way round.
    """
    own = [post for post in posts if post.source is None]
    if len(own) == len(posts) and not any(line.source.startswith(FROM_FEED) for line in lines.values()):
        return _assign(posts, site, lines, held=held, kept=kept, redated=redated, words=words)
    found = _assign(
        own, site, lines, held=[post for post in held if post.source is None], kept=kept, redated=redated, words=words
    )
    entries = merged([post for post in posts if post.source is not None], found.known, lines)
    return found._replace(known=(*found.known, *entries))


def _assign(
    posts: Sequence[Post], site: str, lines: Mapping[str, Line], *, held: Sequence[Post], kept: Collection[str],
    redated: Collection[str], words: Callable[[Post], str],
) -> Assigned:  # fmt: skip
    """Every post with its id: that of its line among *lines*, which are what was announced, by their ids; else the one
    that its author wrote, else the one that its generator would give it, else its address. What was announced keeps
    its date of publication too.

    Posts that are *held* back, and those in files that are *kept* though they cannot be read now, keep their lines to
    themselves; *redated* are ids whose posts say when they were published; *words* gives feedtool.substance.of_words of
    a post.
    """
    wanted = [id_of(post, site) for post in posts]
    explicit: dict[int, Line] = {}
    named: set[str] = set()
    named_by_author = [at for at, post in enumerate(posts) if post.id is not None]
    # What came from the post's own feed before the post itself did is that post.
    again = [at for at, id_ in enumerate(wanted) if id_ in lines and _came_before(posts[at], lines[id_])]
    for at in sorted({*named_by_author, *again}, key=lambda at: not _is_at_home(posts[at], lines.get(wanted[at]))):
        line = lines.get(wanted[at])
        if line is not None and line.id not in named:
            named.add(line.id)
            explicit[at] = line
    left = [line for line in lines.values() if not line.source.startswith(FROM_FEED)]
    matched = match([*posts, *held], explicit, left, kept, words)
    questions = [unsure(posts[at], found) for at, found in sorted(matched.unsure.items()) if at < len(posts)]
    owners: dict[str, int] = {line.id: at for at, line in matched.lines.items() if at < len(posts)}
    given = {*owners, *(wanted[at] for at in named_by_author)}
    ids, clashes = {}, []
    for at, post in enumerate(posts):
        line = matched.lines.get(at)
        if line is not None and post.id is not None and not _says(post, wanted[at], line):
            questions.append(_other(post, wanted[at], line))
        if line is not None:
            id_ = line.id
        elif post.id is not None or _lives_with(post, wanted[at], posts, owners):
            id_ = wanted[at]
        else:
            id_ = unused(post, site, lines, given)
        given.add(id_)
        owner = owners.setdefault(id_, at)
        if owner != at:
            clashes.append(shared(id_, posts[owner], post))
        else:
            ids[at] = Identified(post, id_, _published(post) if line is None or id_ in redated else line.published)
    return Assigned(tuple(ids.values()), tuple(clashes), tuple(questions))


def _published(post: Post) -> datetime:
    if post.published is None:
        raise ValueError(f"{post.file} is a draft; drafts have no id")
    return post.published


def _came_before(post: Post, line: Line) -> bool:
    """Whether a line is of an entry of a feed that lives where the post does."""
    return line.source.startswith(FROM_FEED) and post.link in line.links


def _lives_with(post: Post, wanted: str, posts: Sequence[Post], owners: Mapping[str, int]) -> bool:
    """Whether the post that has the *wanted* id has the address too, now: both cannot."""
    return wanted in owners and posts[owners[wanted]].link == post.link


def _is_at_home(post: Post, line: Line | None) -> bool:
    """Whether a post is where the entry was that it says it is."""
    return line is not None and (source_of(post) == line.source or post.link in line.links)


def _says(post: Post, wanted: str, line: Line) -> bool:
    """Whether a post says the id that it has; one that is no URI is below the site, wherever that is."""
    return wanted == line.id or (
        "#" in wanted and wanted.partition("#")[2] == line.id.partition("#")[2] == fragment(post)
    )


def _place(post: Post) -> Place:
    said = post.origins.get("id") or post.origins.get("title")
    return Place(post.file, (said.line if said else None) or 1)


def unsure(post: Post, lines: Sequence[Line]) -> Problem:
    shown = "; ".join(f"{line.id} ({quoted(line.title or 'no title')}, {line.published:%Y-%m-%d}"
                      f"{f', was {line.source}' if line.source else ''})"
                      for line in lines[:3])  # fmt: skip
    file = shlex.quote(source_of(post))
    return Problem(
        code="I404", place=_place(post), found=f"a post that may be one that subscribers have: {shown}",
        expected="a post that is plainly old or plainly new",
        remedy="\n    ".join(f"feedtool same {file} {one}" for one in (shlex.quote(lines[0].id), "new")),
    )  # fmt: skip


def _other(post: Post, wanted: str, line: Line) -> Problem:
    said = post.origins.get("id")
    return Problem(
        code="I403", place=Place(post.file, (said.line if said else None) or 1, (said.key if said else None) or "id"),
        found=f"{quoted(wanted)}, but subscribers have this post as {line.id}", expected=f"{quoted(line.id)}",
        remedy="write that id, or none; with another, everyone would get the post again",
    )  # fmt: skip
