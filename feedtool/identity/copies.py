"""Entries of feeds: each once, however many feeds have it, under the id that it came with.

The site's own posts come first. Among the others an entry from its own feed comes before one that went through
another's planet, then the order of sources decides, then that in a feed: nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from feedtool.identity.adoption import place_of
from feedtool.identity.ids import URI
from feedtool.identity.renames import source_of
from feedtool.model import FROM_FEED, Identified

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from feedtool.model import Line, Post

WEB: Final = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
# What is appended to tell where a reader came from.
CAMPAIGN: Final = re.compile(r"(?:^|(?<=&))(?:utm_\w+|fbclid|gclid|mc_[ce]id)=[^&]*(?:&|$)")


def merged(posts: Sequence[Post], own: Iterable[Identified], lines: Mapping[str, Line]) -> list[Identified]:
    """*posts*, which are entries of feeds, each with its id, without those that the site's *own* posts are, and each
    once. Of several that are one, the id is the one that was announced, where one was: it has a line among *lines*.
    """
    owners: dict[str, int] = {}  # by ids and places: a post of those below; -1: one of the site's own
    for one in own:
        owners |= {one.id: -1} | dict.fromkeys(_places(one.post), -1)
    single = _single(posts)
    sources = {source_of(post) for post in posts}
    again = _again(posts, lines)
    ids: dict[int, list[str]] = {}
    for at in sorted(range(len(posts)), key=lambda at: (posts[at].is_carried, at)):
        places = single[at]
        is_another = _is_another(posts[at], places, lines, sources)
        id_ = posts[at].link if is_another else _id(posts[at], at, owners, posts)
        id_ = again.get(id_, id_)
        owner = next((owners[name] for name in (id_, *places) if name in owners), at)
        for name in (id_, *places):
            owners.setdefault(name, owner)
        if owner >= 0:
            ids.setdefault(owner, []).append(id_)
    return [_identified(posts[at], ids[at], lines) for at in sorted(ids)]


def _id(post: Post, at: int, owners: Mapping[str, int], posts: Sequence[Post]) -> str:
    """The id of a post; its address where that id is no URI, but a number or a word, and another feed's entry, which
    lives elsewhere, has it before.
    """
    id_ = post.id or post.link
    owner = owners.get(id_, at)
    if owner in {-1, at} or URI.fullmatch(id_) or posts[owner].file == post.file:
        return id_
    return id_ if _places(posts[owner]) == _places(post) else post.link


def _again(posts: Sequence[Post], lines: Mapping[str, Line]) -> dict[str, str]:
    """Ids of *posts* that nobody has heard of, and the one that went out for each: that of an entry, which no feed has
    any more, with the other of http and https, or with or without www. Sites move so, with all that they ever had.
    """
    now = {post.id or post.link for post in posts}
    new = {_bare(id_): id_ for id_ in now if id_ not in lines and WEB.match(id_)}
    if not new:
        return {}
    return {
        new[bare]: id_ for id_, line in lines.items()
        if id_ not in now and line.source.startswith(FROM_FEED) and WEB.match(id_) and (bare := _bare(id_)) in new
    }  # fmt: skip


def _bare(id_: str) -> str:
    return WEB.sub("", id_, count=1)


def _is_another(post: Post, places: Sequence[str], lines: Mapping[str, Line], sources: Collection[str]) -> bool:
    """Whether what went out under the id of a *post*, which is no URI, is an entry of another feed that is among the
    *sources*, and lives elsewhere; or was, when the post went out under its address for that reason.
    """
    id_, own = post.id or post.link, source_of(post)
    if URI.fullmatch(id_):
        return False
    if places and post.link in lines and lines[post.link].source == own:
        return True
    line = lines.get(id_)
    return line is not None and line.source != own and line.source in sources and not _lives_there(post, line)


def _lives_there(post: Post, line: Line) -> bool:
    return post.link in line.links or any(_places_of(link) == _places(post) for link in line.links)


def _identified(post: Post, ids: Sequence[str], lines: Mapping[str, Line]) -> Identified:
    id_ = next((one for one in ids if one in lines), ids[0])
    published = lines[id_].published if id_ in lines else post.published
    if published is None:
        raise ValueError(f"{post.file}: an entry without a date")
    return Identified(post, id_, published)


def _single(posts: Sequence[Post]) -> list[tuple[str, ...]]:
    """Of each post the place that it alone has in its feed: many feeds lead to one page from all their entries."""
    counts = Counter(file_and_place for file_and_place, _ in {
        ((post.file, place), post.id) for post in posts for place in _places(post)
    })  # fmt: skip
    return [tuple(place for place in _places(post) if counts[post.file, place] == 1) for post in posts]


def _places(post: Post) -> tuple[str, ...]:
    """Where an entry lives, but for what the same place may be written in: no first page of a site is one of an entry.

    It begins with a blank, as no id does.
    """
    return _places_of(post.link)


def _places_of(link: str) -> tuple[str, ...]:
    parts = urlsplit(link)
    query = CAMPAIGN.sub("", parts.query).rstrip("&")
    place = place_of(parts._replace(query=query, fragment="").geturl())
    if not query and parts.path in {"", "/"} and not parts.fragment:
        return ()
    return (f" {parts.netloc.lower().removeprefix('www.')}{place}{f'#{parts.fragment}' if parts.fragment else ''}",)
