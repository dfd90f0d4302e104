"""`ping`: tell the hubs what waits in the outbox, each as soon as it is live, and keep every answer."""

from __future__ import annotations

import heapq
import time
from collections import defaultdict
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypedDict

from feedtool import lock, pinger, queueing, state
from feedtool import outbox as boxes
from feedtool.database import named
from feedtool.discovery import discover
from feedtool.errors import DiscoveryError, FetchError
from feedtool.fetch import Fetcher
from feedtool.fetch.hosts import shown
from feedtool.topics import Wanted
from feedtool.waiting import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from feedtool.config import Config
    from feedtool.outbox import Delivery, Outbox
    from feedtool.pinger import Outcome
    from feedtool.subscriptions import SourceReport

WAIT_S: Final = 20 * 60.0  # until a topic is live; GitHub's pages took 14 minutes
SEND_S: Final = 5 * 60.0  # from the first topic that is live
STEP_S: Final = 0.5  # the longest nap
PING_TURNS: Final = "pinging.db"
TOPIC: Final = attrgetter("topic")


class DeliveryReport(TypedDict):
    """A topic and a hub, and what came of it."""

    notifier: str
    topic: str
    hub: str
    state: str  # "waiting", "accepted", "refused", "expired", "dropped"
    attempts: int  # since the change
    status: int  # of the last answer (RFC 9110 \u00a715); 0
    detail: str  # of the last answer
    queued: str | None  # RFC 3339: when the change came
    asked: str | None  # last
    accepted: str | None  # last
    due: str | None  # the next try


class PingReport(TypedDict):
    """What `ping` did."""

    deliveries: list[DeliveryReport]
    is_kept: bool  # whether what still waits is kept for the next run


class StatusReport(PingReport):
    """What `status` tells."""

    sources: list[SourceReport]  # addresses of feeds that are sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is wanted of one run."""

    topics: tuple[str, ...] = ()  # those, changed or not
    all: bool = False  # all of the site's
    wait_s: float | None = WAIT_S  # until a topic is live; None: no waiting
    send_s: float = SEND_S
    changes: str | None = None  # a file that `build --changes` wrote
    dry_run: bool = False
    ca_bundle: str | None = None
    retry_failed: bool = False  # what was refused, or given up, too
    profiles: Mapping[str, pinger.Profile] | None = None  # of hubs: how each wants to be told
    backoff: pinger.Backoff | None = None
    say: Callable[[str], None] = field(default=lambda _: None)


def ping(config: Config | None, asked: Asked) -> PingReport:
    """Tell the hubs what waits; without a *config* only the topics that were named, and nothing is kept.

    Raises FeedtoolError.
    """
    with _turn(config, asked), boxes.of_site(config, is_copy=asked.dry_run) as outbox:
        begun = time.time()
        outbox.set_clock(begun)
        if asked.retry_failed:
            outbox.reopen((one for one in outbox.all() if one.state in boxes.FAILED), now=begun)
        closed = _tidy(outbox, config, asked, begun)
        chosen = _chosen(outbox, config, asked, begun)
        sent = frozenset() if asked.dry_run else _Run(outbox, config, asked, chosen).go()
        return report(outbox, became=closed | sent, only=chosen, is_kept=config is not None)


def _turn(config: Config | None, asked: Asked) -> AbstractContextManager[None]:
    """One at a time, of each site."""
    if config is None or asked.dry_run:
        return nullcontext()
    return state.exclusive(config.root, name=named(PING_TURNS, lock.name_of(config.file)), doing="ping")


def _tidy(outbox: Outbox, config: Config | None, asked: Asked, now: float) -> frozenset[tuple[str, str, str]]:
    """Close what nobody has to be told of any more; the keys of that."""
    waiting = outbox.waiting()
    late = [one for one in waiting if now - one.queued > boxes.DAY_S]
    own = {(one.notifier, hub, one.topic) for _, one in _everyone(config) for hub in one.hubs}
    dropped = [one for one in waiting if config and not one.is_discovered and one.key not in own]
    gone = [] if asked.dry_run else list(_gone(waiting, asked))
    outbox.close(late, boxes.EXPIRED, "no answer within a day was yes")
    outbox.close(dropped, boxes.DROPPED, "the configuration does not name that hub, or that feed, any more")
    outbox.close(gone, boxes.DROPPED, "the feed does not name that hub any more")
    return frozenset(one.key for one in (*late, *dropped, *gone))


def _everyone(config: Config | None) -> tuple[tuple[str, queueing.Told], ...]:
    return tuple(queueing.everyone(config)) if config else ()


def _gone(waiting: Iterable[Delivery], asked: Asked) -> Iterator[Delivery]:
    """Those of feeds of others, from an earlier run, that name their hubs no more."""
    topics = groupby(sorted((one for one in waiting if one.is_discovered), key=TOPIC), key=TOPIC)
    for topic, deliveries in topics:
        try:
            with Fetcher(named=(topic,), ca_bundle=asked.ca_bundle) as fetcher:
                hubs = discover(topic, fetcher).hubs
        except FetchError:  # it may be there again soon
            continue
        yield from (one for one in deliveries if one.hub not in hubs)


def _chosen(outbox: Outbox, config: Config | None, asked: Asked, now: float) -> frozenset[str] | None:
    """The topics of this run, those that were named in the outbox; None: whatever waits."""
    own = defaultdict(list)
    for feed, one in _everyone(config):
        own[one.topic].append((feed, one))
    if asked.changes is not None:
        for change in queueing.read_changes(asked.changes):
            outbox.carry(change, now=now)
    named = dict.fromkeys((*(own if asked.all else ()), *asked.topics))
    if not named:
        return None
    chosen = set()
    for name in named:
        if asked.dry_run and name not in own:  # which asks nobody
            continue
        found = None if name in own else _discovered(name, asked)
        topic = found.topic if found else name
        if found and topic not in own:
            outbox.add(found, now=now, is_discovered=True)
        for feed, one in own[topic]:
            known = outbox.last(feed)
            wanted = Wanted(topic, one.hubs, known.digest if known else "", {}, (), one.notifier)
            outbox.add(wanted, now=now, is_discovered=False)
        chosen.add(topic)
    return frozenset(chosen)


def _discovered(topic: str, asked: Asked) -> Wanted:
    """A feed that is not the site's own, as its subscribers find it."""
    with Fetcher(named=(topic,), ca_bundle=asked.ca_bundle) as fetcher:
        found = discover(topic, fetcher)
    if not found.hubs:
        raise DiscoveryError(f"{shown(topic)}: it names no hub that could be told.\n    Is it the feed's own address?")
    if len(found.self) != 1:
        said = ", ".join(map(shown, found.self)) or "none"
        raise DiscoveryError(f"{shown(topic)}: it has to name itself once (rel=self), and names {said}.")
    return Wanted(found.self[0], found.hubs, "", {}, (), pinger.WEBSUB)


class _Run:
    """One run: looks, sends, keeps, until nothing is left or the time is over."""

    def __init__(self, outbox: Outbox, config: Config | None, asked: Asked, chosen: frozenset[str] | None) -> None:
        self._outbox, self._asked = outbox, asked
        self._profiles = {**(config.profiles if config else {}), **(asked.profiles or {})}
        named = [config.site.url, config.output.url, *(hub.url for hub in config.hubs)] if config else []
        self._named: Sequence[str] = [*named, *asked.topics]
        self._heap: list[tuple[float, tuple[str, str, str]]] = []  # when each may be sent
        self._rows: dict[tuple[str, str, str], Delivery] = {}
        self._until = 0.0  # of time.monotonic
        self._became: set[tuple[str, str, str]] = set()
        self._watch = Watch(
            wait_s=asked.wait_s or 0, named=self._named, ca_bundle=asked.ca_bundle, say=asked.say, fresh=self._fresh
        )
        for one in outbox.waiting():
            if chosen is None or one.topic in chosen:
                self._await(one)

    def go(self) -> frozenset[tuple[str, str, str]]:
        """The keys of those that something became of."""
        with self._watch:
            while not self._heap and self._watch:  # the time of sending begins when something is live
                self._look()
                if not self._heap:
                    time.sleep(min(STEP_S, self._watch.pause_s()))
            self._until = time.monotonic() + self._asked.send_s
            sent = pinger.send(
                self._jobs(), until=self._until, ca_bundle=self._asked.ca_bundle, named=self._named,
                profiles=self._profiles, backoff=self._asked.backoff, on_start=self._is_current,
            )  # fmt: skip
            for job, outcome in sent:
                self._keep(self._rows.pop((job.notifier, job.hub, job.topic)), outcome)
        return frozenset(self._became)

    def _jobs(self) -> Iterator[pinger.Job | float]:
        """What may be sent now; between that, for how long nothing may."""
        while self._heap or self._watch or self._rows:
            self._look()
            if self._heap and self._heap[0][0] <= time.time():
                one = self._rows[heapq.heappop(self._heap)[1]]
                yield pinger.Job(one.notifier, one.hub, one.topic, one.attempts, is_discovered=one.is_discovered)
                continue
            pauses = [self._heap[0][0] - time.time()] if self._heap else []
            is_idle = not self._watch and len(self._heap) == len(self._rows)
            if is_idle and pauses[0] > self._until - time.monotonic():
                return  # nothing that is left may be sent in time
            yield max(0.0, min([STEP_S, *pauses, *([self._watch.pause_s()] if self._watch else [])]))

    def _look(self) -> None:
        for one in self._watch.live():
            self._add(one)

    def _fresh(self, one: Delivery) -> Delivery | None:
        """*one* with what builds added to it meanwhile; None where it waits no more."""
        now_so = self._outbox.find(one.key)
        return now_so if now_so is not None and now_so.state == boxes.WAITS else None

    def _is_current(self, job: pinger.Job) -> bool:
        """Whether *job* is to be sent. What was added to it meanwhile has to be live, too."""
        one = self._rows.pop((job.notifier, job.hub, job.topic))
        now_so = self._fresh(one)
        if now_so is None:
            return False
        if not _is_same(now_so, one) and self._has_to_wait(now_so):
            self._watch.add(now_so)
            return False
        self._rows[one.key] = now_so
        return True

    def _has_to_wait(self, one: Delivery) -> bool:
        return self._asked.wait_s is not None and bool(one.live or one.gone or one.head)

    def _await(self, one: Delivery) -> None:
        if self._has_to_wait(one):
            self._watch.add(one)
        else:
            self._add(one)

    def _add(self, one: Delivery) -> None:
        self._rows[one.key] = one
        heapq.heappush(self._heap, (one.due, one.key))

    def _keep(self, sent: Delivery, outcome: Outcome) -> None:
        now = time.time()
        new_state = {pinger.RETRY: boxes.WAITS, pinger.REFUSED: boxes.REFUSED}.get(outcome.state, boxes.ACCEPTED)
        due = now + outcome.wait_s if outcome.wait_s is not None else None
        left = self._outbox.record(
            sent, new_state, status=outcome.status, detail=outcome.detail, now=now, due=due, is_attempt=outcome.is_sent
        )
        if outcome.is_sent or outcome.state == pinger.REFUSED:
            self._became.add(sent.key)
            said = f" ({outcome.detail})" if outcome.detail else ""
            became = "not taken yet" if outcome.state == pinger.RETRY else outcome.state
            self._asked.say(f"{shown(sent.topic)}: {became} by {shown(sent.hub)}{said}")
        if left is not None:  # a change that came meanwhile has to be live itself
            (self._add if _is_same(left, sent) else self._await)(left)


def _is_same(one: Delivery, other: Delivery) -> bool:
    """Whether they are of the same change."""
    return (one.digest, one.queued) == (other.digest, other.queued)


def report(
    outbox: Outbox, *, became: frozenset[tuple[str, str, str]] | None = None, only: frozenset[str] | None = None,
    is_kept: bool = True,
) -> PingReport:  # fmt: skip
    """The rows of *outbox* that wait, and those with the keys *became*, else all; with *only*, of those topics."""
    rows = [
        one for one in outbox.all()
        if (only is None or one.topic in only) and (became is None or one.state == boxes.WAITS or one.key in became)
    ]  # fmt: skip
    return {"deliveries": [_row(one) for one in rows], "is_kept": is_kept}


def _row(one: Delivery) -> DeliveryReport:
    return {
        "notifier": one.notifier, "topic": shown(one.topic), "hub": shown(one.hub), "state": one.state,
        "attempts": one.attempts, "status": one.status, "detail": one.detail,
        "queued": _time(one.queued), "asked": _time(one.asked), "accepted": _time(one.accepted),
        "due": _time(one.due) if one.state == boxes.WAITS else None,
    }  # fmt: skip


def _time(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(round(seconds), UTC).isoformat()
