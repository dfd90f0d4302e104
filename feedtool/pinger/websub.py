"""WebSub. Its §6 leaves open how a hub is told; what hubs understand is PubSubHubbub 0.3 §7.1, one topic a request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from feedtool.pinger import ACCEPTED, NOBODY, RETRY, Request, Verdict
from feedtool.pinger.hubs import BOTH
from feedtool.pinger.verdicts import of_status, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from feedtool.fetch.post import Reply
    from feedtool.pinger import Profile

FORM: Final = "application/x-www-form-urlencoded"
MULTI_STATUS: Final = 207
# What hubs say that means something else than their status: of WebSubHub, of meow.tf/websub, of Switchboard.
SAYINGS: Final[tuple[tuple[int, re.Pattern[str], str], ...]] = tuple(
    (status, re.compile(words, re.IGNORECASE), state)
    for status, words, state in (
        (500, r"\btopic not found\b", NOBODY),
        (400, r"\bsubscription not found\b", NOBODY),
        (400, r"\bthe topic url returned a\b", RETRY),  # not live yet, for this hub
        (400, r"\bdid(?:n.t| not) respond to a head\b", RETRY),
    )
)
# The status of a single topic in a 207: "https://… [202 Accepted]", JSON, or as RFC 4918 §13 writes it.
SINGLE: Final = re.compile(r'\[(\d{3})\b|"status"\s*:\s*"?(\d{3})\b|\bHTTP/[\d.]+ (\d{3})\b')


def plan(topics: Mapping[str, str]) -> Iterable[str]:
    """Every format is a topic of its own."""
    return topics.values()


def request(hub: str, topic: str, profile: Profile) -> Request:
    """The form that *hub* understands."""
    fields = {"hub.mode": "publish"} | dict.fromkeys(profile.fields or BOTH, topic)
    return Request(hub, urlencode(fields).encode(), {"Content-Type": FORM, "Accept": "*/*"})


def judge(reply: Reply) -> Verdict:
    """By what it says, where that is known, else by its status."""
    text = text_of(reply)
    for status, words, state in SAYINGS:
        if reply.status == status and words.search(text):
            return Verdict(state)
    if reply.status != MULTI_STATUS:
        return Verdict(of_status(reply.status))
    states = {of_status(int(next(filter(None, found.groups())))) for found in SINGLE.finditer(text)}
    return Verdict(
        next((state for state in (RETRY, *sorted(states)) if state in states and state != ACCEPTED), ACCEPTED)
    )
