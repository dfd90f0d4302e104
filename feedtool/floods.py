"""Old posts that subscribers would get as new: the site's own stop a build, those of others' feeds are held back."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING, Final

from feedtool.errors import FloodError, Place, Problem
from feedtool.model import FROM_FEED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from feedtool.model import Identified, Line, Lock, Post

OWN: Final = "own"  # the lines of the site's own posts


class Guard:
    """Which of the posts that are *known* are old: without a line in *lock*, and published before the newest one that
    ever had one, also where that is not known again: the newest of the site's own, and of a feed that is a source the
    newest of that, for a feed may be late; of one without lines the newest of all.
    """

    def __init__(self, known: Sequence[Identified], lock: Lock) -> None:
        self._known, self._lock = known, lock
        newest: dict[str, Line] = {}
        for line in lock.entries.values():
            for group in ("", line.source if line.source.startswith(FROM_FEED) else OWN):
                if group not in newest or newest[group].published < line.published:
                    newest[group] = line
        self._newest = {group: line.published for group, line in newest.items()}
        now = {one.id: _group(one.post) for one in known}
        there = {"", OWN, *now.values()}
        for gone in newest.keys() - there:  # a feed at another address, which has the newest entry of it, is the same
            group = now.get(newest[gone].id, OWN)
            if group != OWN:
                self._newest[group] = max(self._newest[gone], self._newest.get(group, self._newest[gone]))

    def old_ones(self, feeds: Mapping[str, Sequence[Identified]]) -> tuple[Identified, ...]:
        """Those of the posts of *feeds*, by the names of these, that would come into one as new and are old, each once.
        A feed without a line of its own is published for the first time, and all of it is new.
        """
        posts = {one.id: one for name, posts in feeds.items() if name in self._lock.feeds for one in posts}
        return tuple(self._old(posts.values()))

    def held_back(self, feeds: Mapping[str, Sequence[Identified]], *, allowed: int) -> tuple[Identified, ...]:
        """All old entries of those sources of which more than *allowed* would come as new into *feeds*; also those that
        would not, as there is no room: they would follow.
        """
        counts = Counter(one.post.file for one in self.old_ones(feeds) if one.post.source is not None)
        many = {file for file, count in counts.items() if count > allowed}
        if not many:
            return ()
        return tuple(self._old(one for one in self._known if one.post.source is not None and one.post.file in many))

    def _old(self, posts: Iterable[Identified]) -> Iterator[Identified]:
        for one in posts:
            newest = self._newest.get(_group(one.post), self._newest.get(""))
            if newest is not None and one.id not in self._lock.entries and one.published < newest:
                yield one


def _group(post: Post) -> str:
    """Those whose dates are compared with each other."""
    return OWN if post.source is None else FROM_FEED + post.file


def told(held: Iterable[Identified]) -> Iterator[Problem]:
    """A warning for each feed of which entries are *held* back."""
    for file, count in Counter(one.post.file for one in held).items():
        yield Problem(
            code="I406", place=Place(file),
            found=f"{'an old entry' if count == 1 else f'{count} old entries'} that subscribers would get as new",
            expected="entries that they have, or new ones",
            remedy="they are held back: the feed is new here, or has new ids; if they shall come: feedtool build "
            "--allow-flood",
        )  # fmt: skip


def staying(held: Iterable[Identified], known: Iterable[Identified], lock: Lock) -> Mapping[int, str]:
    """The sources that lines keep, by the identities of their posts, which are among the *known*: of those feeds of
    which entries are *held* back. An entry that another feed has, too, says nothing of how far this one was read: what
    is held would be new beside it at the next build.
    """
    files = {one.post.file for one in held}
    return {
        id(one.post): lock.entries[one.id].source
        for one in known if one.post.source is not None and one.post.file in files and one.id in lock.entries
    }  # fmt: skip


def refuse(old: Sequence[Identified], *, allowed: int) -> None:
    """Raises FloodError where more than *allowed* of the *old* ones are the site's own."""
    own = [known for known in old if known.post.source is None]
    if len(own) <= allowed:
        return
    problems = [
        Problem(
            code="I405", place=Place(known.post.file, 1),
            found=f"a post of {known.published:%Y-%m-%d} that subscribers would get as new: {known.id}",
            expected="one that they have, or a new one",
            remedy=f"if they have it: feedtool same {shlex.quote(known.post.file)} ID; feedtool.lock has the ids",
        )
        for known in own
    ]  # fmt: skip
    raise FloodError(
        f"Nothing was written: {len(own)} old posts would come to every subscriber as new, and {allowed} may.\n"
        "    If they are in a feed that you had before: feedtool adopt URL. If they shall come: feedtool build\n"
        "    --allow-flood, or a higher number as old in [guard].",
        problems,
    )
