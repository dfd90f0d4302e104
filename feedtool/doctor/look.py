"""A topic as it looks from outside: all that is asked of servers about it, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import discovery
from feedtool.errors import FetchError
from feedtool.fetch.hosts import parted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.discovery import Found
    from feedtool.fetch import Answer, Fetcher

# What programs ask for that read one kind of thing only.
ACCEPTS: Final = ("text/html", "application/feed+json, application/json", "application/atom+xml, application/rss+xml")
NOT_ACCEPTABLE: Final = 406
DEADLINE_S: Final = 20.0  # for a hub to show that it is there


class Other(NamedTuple):
    """What comes for another `Accept`."""

    accept: str
    came: str  # as `kind_of`; the status where nothing came


class Look(NamedTuple):
    """What was seen."""

    topic: str  # as it was asked for
    here: str  # what was asked in the end; byte for byte as it was given, where nothing led elsewhere
    is_moved: bool  # whether something did
    answer: Answer
    found: Found
    others: tuple[Other, ...]
    hubs: Mapping[str, int | FetchError]  # the status with which each answers a GET, or why it does not
    wanted: tuple[str, ...] | None  # the hubs that the configuration names; None for a topic of somebody else


def look(
    fetcher: Fetcher, topic: str, hubs: dict[str, int | FetchError], *, wanted: tuple[str, ...] | None = None
) -> Look:
    """*topic* as it is now. *hubs* are those that were asked already; it gets those of this one. Raises FetchError."""
    answer = fetcher.get(topic)
    parts = parted(topic)
    is_moved = answer.url != parts.address
    found = discovery.found_in(answer)
    for hub in found.hubs:
        if hub not in hubs:
            hubs[hub] = _answer_of(fetcher, hub)
    others = (_other(fetcher, answer.url, accept) for accept in ACCEPTS)
    return Look(
        topic=topic,
        here=answer.url if is_moved or parts.credentials else topic.partition("#")[0],
        is_moved=is_moved,
        answer=answer,
        found=found,
        others=tuple(one for one in others if one is not None),
        hubs={hub: hubs[hub] for hub in found.hubs},
        wanted=wanted,
    )


def kind_of(answer: Answer, found: Found) -> str:
    """What came, in words."""
    return f"{answer.type or 'no type'}, {found.format or 'no feed'}"


def _other(fetcher: Fetcher, url: str, accept: str) -> Other | None:
    """None where nobody knows, since the network failed."""
    try:
        answer = fetcher.get(url, accept=accept)
    except FetchError as why:
        return Other(accept, str(why.status)) if why.status == NOT_ACCEPTABLE else None
    return Other(accept, kind_of(answer, discovery.found_in(answer)))


def _answer_of(fetcher: Fetcher, hub: str) -> int | FetchError:
    """A GET does no harm to a hub, whatever it says to it."""
    try:
        with fetcher.open("GET", hub, deadline_s=DEADLINE_S) as response:
            return response.status_code
    except FetchError as why:
        return why
