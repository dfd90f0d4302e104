"""What is kept of a hub while it is told things: its jobs, connections and profile. One knows nothing of another."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool.pinger import Limit
from feedtool.pinger.hubs import profile_of
from feedtool.pinger.notifiers import notifier_of
from feedtool.pinger.rhythm import Breaker, Bucket

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.fetch.post import Poster
    from feedtool.pinger import Job, Profile

CONNECTIONS: Final = 4  # more gained nothing


class Key(NamedTuple):
    """Jobs that are alike in this go the same way."""

    notifier: str
    hub: str
    is_discovered: bool


class Lane:
    """One hub."""

    def __init__(self, key: Key, profiles: Mapping[str, Profile], now: float) -> None:
        self.key = key
        self.notifier = notifier_of(key.notifier)
        self.jobs: deque[Job] = deque()
        self.breaker = Breaker()
        self.profile = profile_of(key.hub, profiles)
        self.bucket = Bucket(self.profile.limit or Limit(), now)
        self.idle: list[Poster] = []  # whose connections are kept
        self.busy = 0

    def wait_s(self, now: float) -> float:
        """Seconds until something can be done with the next job; infinite where one that is under way decides it."""
        if not self.jobs:
            return math.inf
        if self.breaker.open_s(now):
            return 0.0  # it can be given back
        if self.breaker.is_probing or self.busy >= CONNECTIONS:
            return math.inf
        return self.bucket.wait_s(now)
