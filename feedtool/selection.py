"""Which posts are in a feed, in which order, and which stay out of all feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from feedtool.model import Identified, Post


class Held(NamedTuple):
    """A post that stays out of all feeds, and why: "draft", "scheduled" or "expired"."""

    post: Post
    why: str


class Due(NamedTuple):
    """What is out at an instant, and for how long that stays so."""

    out: tuple[Post, ...]
    held: tuple[Held, ...]
    since: datetime | None  # the same posts are out from here; None: from ever
    until: datetime | None  # to just before here; None: for ever


def due(posts: Iterable[Post], now: datetime) -> Due:
    """Which *posts* are out at *now*."""
    out: list[Post] = []
    held: list[Held] = []
    moments: list[datetime] = []
    for post in posts:
        if post.draft or post.published is None:
            held.append(Held(post, "draft"))
            continue
        moments += [post.published] if post.expires is None else [post.published, post.expires]
        if post.published > now:
            held.append(Held(post, "scheduled"))
        elif post.expires is not None and post.expires <= now:
            held.append(Held(post, "expired"))
        else:
            out.append(post)
    since = max((moment for moment in moments if moment <= now), default=None)
    until = min((moment for moment in moments if moment > now), default=None)
    return Due(tuple(out), tuple(held), since, until)


def select(posts: Iterable[Identified], *, limit: int, since: datetime | None = None) -> tuple[Identified, ...]:
    """The newest *limit* posts (0: all), none from before *since*; newest first, those of one instant by id."""
    by_id = sorted((known for known in posts if since is None or known.published >= since), key=lambda known: known.id)
    ordered = sorted(by_id, key=lambda known: known.published, reverse=True)
    return tuple(ordered[:limit] if limit else ordered)
