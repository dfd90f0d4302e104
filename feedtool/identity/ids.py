"""The id that a post has before it is announced: what its author gave it, else what its generator would, else where it
lives.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from feedtool import urls
from feedtool.errors import Place, Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from feedtool.model import Identified, Post

URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S(?:.*\S)?", re.DOTALL)
RESERVED: Final = ":/?#@!$&'()*+,;=%~"  # of RFC 3986 §2.2, but for brackets, which stand in hosts only


def id_of(post: Post, site: str) -> str:
    """The id that *post* has, whoever else has it; that of a feed's entry is what its subscribers have."""
    if post.source is not None:
        return post.id or post.link
    if post.id is None:
        return post.own_id or post.link
    if not URI.fullmatch(post.id):
        return urls.below(site, "#" + fragment(post))
    # As it is, letter for letter: subscribers may have it. Only what no URI can hold is escaped.
    return quote(post.id, safe=RESERVED)


def unused(post: Post, site: str, lines: Collection[str], given: Collection[str] = ()) -> str:
    """An id for a new *post*. Where an older one has that, among *lines*, or another new one, among those *given*: its
    address, which may be another; and where an older one has that, with a number.
    """
    id_ = id_of(post, site)
    if post.id is None and (id_ in lines or id_ in given):
        id_ = post.link
    first, number = id_, 1
    while id_ in lines:
        number += 1
        id_ = f"{first}{'' if '#' in first else '#'}-{number}"
    return id_


def feed_id(url: str, name: str) -> str:
    """The id that a new feed has: the *url* of its site; where the configuration has a *name* of its own, one among the
    sites at that address.
    """
    return f"{url}#{urls.of_path(name)}" if name else url


def fragment(post: Post) -> str:
    """An id that is no URI, as the last part of one."""
    return urls.of_path(post.id or "")


def doubled(posts: Iterable[Identified]) -> tuple[Problem, ...]:
    """A warning for each post that lives where another does that has an id of its own."""
    owners: dict[str, Post] = {}
    found = []
    for post in (known.post for known in posts if known.post.source is None):
        if (first := owners.setdefault(post.link, post)) is not post:
            said = post.origins.get("link")
            place = Place(post.file, (said.line if said else None) or 1, (said.key if said else None) or "url")
            found.append(Problem(
                code="I402", place=place, found=f"{quoted(post.link)}, the address of {first.file} as well",
                expected="an address for each post", remedy="correct one of the two; both are in the feeds",
            ))  # fmt: skip
    return tuple(found)


def shared(id_: str, first: Post, second: Post) -> Problem:
    """Of the *second* of two posts that would have one id."""
    key = "id" if second.id is not None else "url"
    said = second.origins.get("id" if second.id is not None else "link")
    return Problem(
        code="I401", place=Place(second.file, (said.line if said else None) or 1, (said.key if said else None) or key),
        found=f"{quoted(id_)}, the same as that of {first.file}", expected="an address that no other post has",
        remedy="give one of the two another url or id; until then only the first is in the feeds",
    )  # fmt: skip
