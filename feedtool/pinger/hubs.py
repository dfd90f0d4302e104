"""What is known of single hubs, by their hosts. docs/reference/network.md tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from feedtool.pinger import Limit, Profile

if TYPE_CHECKING:
    from collections.abc import Mapping


BOTH: Final = ("hub.url", "hub.topic")  # no other form suits all
PROFILES: Final[Mapping[str, Profile]] = {
    # Has answered 204, and dropped what was more than about ten at a time.
    "pubsubhubbub.appspot.com": Profile(fields=("hub.url",), limit=Limit(rate=0.5, burst=10)),
    "superfeedr.com": Profile(fields=("hub.url",)),  # as its documentation has it
}


def profile_of(hub: str, profiles: Mapping[str, Profile]) -> Profile:
    """All of it: what the user says of *hub*, or of its host; else what is known of that, or of a domain above it."""
    host = _host(hub)
    said = [profiles.get(hub), profiles.get(host)]
    while host:
        said.append(PROFILES.get(host))
        host = host.partition(".")[2]
    known = [profile for profile in said if profile is not None]
    return Profile(
        limit=next((profile.limit for profile in known if profile.limit is not None), Limit()),
        fields=next((profile.fields for profile in known if profile.fields is not None), BOTH),
    )


def _host(hub: str) -> str:
    """In lower case; "" where there is none."""
    try:
        return (urlsplit(hub).hostname or "").rstrip(".")
    except ValueError:
        return ""
