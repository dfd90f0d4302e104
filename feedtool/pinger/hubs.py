"""What is known of single hubs, by their hosts. docs/reference/network.md tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from feedtool.pinger import Limit

if TYPE_CHECKING:
    from collections.abc import Mapping


class Profile(NamedTuple):
    """How a hub wants to be told."""

    names: tuple[str, ...] = ("hub.url", "hub.topic")  # of the field that holds the topic; no other form suits all
    limit: Limit = Limit()


ANY: Final = Profile()
PROFILES: Final[Mapping[str, Profile]] = {
    # Has answered 204, and dropped what was more than about ten at a time.
    "pubsubhubbub.appspot.com": Profile(names=("hub.url",), limit=Limit(rate=0.5, burst=10)),
    "superfeedr.com": Profile(names=("hub.url",)),  # as its documentation has it
}


def profile_of(hub: str) -> Profile:
    """That of the host of *hub*, or of a domain above it."""
    host = _host(hub)
    while host:
        if host in PROFILES:
            return PROFILES[host]
        host = host.partition(".")[2]
    return ANY


def limit_of(hub: str, limits: Mapping[str, Limit]) -> Limit:
    """What the user says of *hub*, or of its host, or else what its profile does."""
    return limits.get(hub) or limits.get(_host(hub)) or profile_of(hub).limit


def _host(hub: str) -> str:
    """In lower case; "" where there is none."""
    try:
        return (urlsplit(hub).hostname or "").rstrip(".")
    except ValueError:
        return ""
