"""Waiting until a change is live: a hub that is told before fetches the old feed, and tells nobody anything."""

from __future__ import annotations

import random
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from feedtool import parse, topics
from feedtool.discovery import in_headers
from feedtool.errors import FetchError
from feedtool.fetch import Fetcher
from feedtool.fetch.hosts import shown
from feedtool.pinger import WEBSUB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from feedtool.outbox import Delivery

TWICE: Final = 2  # looks in a row: behind one address there may be several servers
FIRST_S, GROWTH, LONGEST_S = 1.0, 1.5, 15.0  # between two looks
SOON_S: Final = 0.1  # to whether a look has ended
THREADS: Final = 4
LOOK_S: Final = 30.0  # for one look
SHORT_LOOK_S: Final = 5.0  # for one, where less time is left


@dataclass(slots=True)
class _Watched:
    """A topic that is not live yet."""

    deliveries: dict[tuple[str, str, str], Delivery]
    since: float
    next: float
    pause: float = FIRST_S
    hits: int = 0
    lacks: str = ""


class Watch:
    """The topics of one run, with the deliveries that wait for each: looked at, a few at once, until all that they wait
    for was there twice in a row, or *wait_s* seconds are over. *say* is told what is waited for, when that changes.
    *fresh* gives a delivery as it is now, as builds go on meanwhile; None where it waits no more.
    """

    def __init__(
        self, *, wait_s: float, named: Sequence[str], ca_bundle: str | None, say: Callable[[str], None],
        fresh: Callable[[Delivery], Delivery | None],
    ) -> None:  # fmt: skip
        self._wait_s, self._named, self._ca_bundle = wait_s, named, ca_bundle
        self._say, self._fresh = say, fresh
        self._watched: dict[str, _Watched] = {}
        self._looks: dict[str, tuple[Future[str], Sequence[Delivery]]] = {}
        self._threads = ThreadPoolExecutor(THREADS)
        self._fetchers: set[Fetcher] = set()
        self._is_over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over = True
        for fetcher in list(self._fetchers):  # nobody waits for a server that is silent
            fetcher.stop()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def __bool__(self) -> bool:
        """Whether anything is waited for."""
        return bool(self._watched)

    def add(self, delivery: Delivery) -> None:
        """One more that waits."""
        now = time.monotonic()
        one = self._watched.setdefault(delivery.topic, _Watched({}, now, now))
        one.deliveries[delivery.key] = delivery
        one.hits, one.next = 0, now

    def live(self) -> list[Delivery]:
        """The deliveries whose topics were seen to be live since the last call."""
        now = time.monotonic()
        for topic, one in list(self._watched.items()):
            if topic not in self._looks and one.next <= now:
                self._begin(topic, one, now)
        ended = [topic for topic, (look, _) in self._looks.items() if look.done()]
        return [delivery for topic in ended for delivery in self._seen(topic, *self._looks.pop(topic))]

    def _begin(self, topic: str, one: _Watched, now: float) -> None:
        """A look at what is wanted by now."""
        before, one.deliveries = one.deliveries, {}
        for delivery in before.values():
            if (fresh := self._fresh(delivery)) is not None:
                one.deliveries[fresh.key] = fresh
        if not one.deliveries:
            del self._watched[topic]
            return
        if one.deliveries != before:
            one.hits = 0
        wanted = tuple(one.deliveries.values())
        deadline_s = min(LOOK_S, max(SHORT_LOOK_S, one.since + self._wait_s - now))
        self._looks[topic] = self._threads.submit(self._lacks, topic, wanted, deadline_s), wanted

    def pause_s(self) -> float:
        """How long nothing will be new."""
        if self._looks:
            return SOON_S
        return max(0.0, min((one.next for one in self._watched.values()), default=0.0) - time.monotonic())

    def _seen(self, topic: str, look: Future[str], wanted: Sequence[Delivery]) -> Sequence[Delivery]:
        one, now, lacks = self._watched[topic], time.monotonic(), look.result()
        if tuple(one.deliveries.values()) != wanted:  # others came meanwhile
            return ()
        one.hits = 0 if lacks else one.hits + 1
        if lacks and lacks != one.lacks:
            self._say(f"{shown(topic)}: waiting for {lacks}")
        one.lacks = lacks
        if one.hits >= TWICE:
            del self._watched[topic]
            return wanted
        if now - one.since >= self._wait_s:
            del self._watched[topic]
            self._say(f"{shown(topic)}: not live after {self._wait_s:.0f} s: {lacks or 'it was there only once'}")
            return ()
        one.pause = FIRST_S if one.hits else min(one.pause * GROWTH, LONGEST_S)
        one.next = min(now + one.pause * random.uniform(0.8, 1.2), one.since + self._wait_s)  # noqa: S311 - no secret
        return ()

    def _lacks(self, topic: str, deliveries: Sequence[Delivery], deadline_s: float) -> str:
        """What is not there yet, in words; "" where all of it is."""
        try:
            with Fetcher(named=self._named, ca_bundle=self._ca_bundle) as fetcher, self._stoppable(fetcher):
                answer = fetcher.get(topic, deadline_s=deadline_s)
            served = parse.read(answer.data, url=answer.url, charset=answer.charset)
        except FetchError as why:
            return f"an answer ({why.why})"
        except parse.ParseError as why:
            return f"a feed ({why})"
        hubs = in_headers(answer).hubs or served.hubs  # as subscribers look
        for one in deliveries:
            if one.notifier == WEBSUB and one.hub not in hubs:
                return f"the hub {shown(one.hub)} to be listed"
            if lacks := topics.missing(served, one):
                return lacks
        return ""

    @contextmanager
    def _stoppable(self, fetcher: Fetcher) -> Iterator[None]:
        self._fetchers.add(fetcher)
        if self._is_over:
            fetcher.stop()
        try:
            yield
        finally:
            self._fetchers.discard(fetcher)
