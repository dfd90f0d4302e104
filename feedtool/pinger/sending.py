"""The sending itself. One thread decides: the one that iterates. The others carry out one exchange at a time."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from secrets import SystemRandom
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from feedtool.errors import FetchError
from feedtool.fetch.clock import Watch
from feedtool.fetch.hosts import host_of
from feedtool.fetch.post import Poster, Reply
from feedtool.pinger import REFUSED, RETRY, Job, Outcome
from feedtool.pinger.lanes import Key, Lane
from feedtool.pinger.notifiers import why_not
from feedtool.pinger.rhythm import wait_s
from feedtool.pinger.verdicts import detail, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from types import TracebackType

    from feedtool.pinger import Backoff, Profile, Request

THREADS: Final = 64  # of all hubs
TURN: Final = 50  # jobs of one hub
AHEAD: Final = 50_000  # jobs that are taken from whoever has them before they can be sent
GRACE_S: Final = 0.5  # for what was cut off to end
SHORTEST_S: Final = 0.01  # between two questions whether there is more
LONGEST_S: Final = 60.0  # without a look at everything
TOO_MANY_REQUESTS: Final = 429
OVER: Final = "cut off: the time for everything was over"


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """An exchange that is under way."""

    job: Job
    lane: Lane
    poster: Poster
    request: Request
    deadline_s: float


class Done(NamedTuple):
    """How it ended."""

    task: Task
    answer: Reply | Exception
    ms: int


class Sending:
    """What `feedtool.pinger.send` does, from its beginning to its end."""

    def __init__(
        self,
        *,
        until: float,
        profiles: Mapping[str, Profile],
        named: Iterable[str],
        ca_bundle: str | None,
        on_start: Callable[[Job], bool],
        deadline_s: float,
        backoff: Backoff,
    ) -> None:
        self._until, self._profiles, self._on_start = until, profiles, on_start
        self._named, self._ca_bundle = frozenset(map(host_of, named)), ca_bundle
        self._deadline_s, self._backoff = deadline_s, backoff
        self._chance = SystemRandom().random
        self._lanes: dict[Key, Lane] = {}
        self._waiting = 0  # jobs in all lanes
        self._more_at = 0.0  # when to ask for more jobs; infinite where there are none
        self._busy: set[Task] = set()
        self._posters: list[Poster] = []
        self._threads: list[threading.Thread] = []
        self._todo: SimpleQueue[Task | None] = SimpleQueue()
        self._done: SimpleQueue[Done] = SimpleQueue()
        self._watch = Watch()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Cut off what is under way, and end the threads.

        One that looks up a name, or waits for a connection, cannot be woken; it ends later, and has sent nothing.
        """
        for poster in self._posters:
            poster.stop()
        for _ in self._threads:
            self._todo.put(None)
        over = time.monotonic() + GRACE_S
        for thread in self._threads:
            thread.join(max(0.0, over - time.monotonic()))
        for poster in self._posters:
            poster.close()
        self._watch.close()

    def outcomes(self, jobs: Iterable[Job | float]) -> Iterator[tuple[Job, Outcome]]:
        """What became of each."""
        source = iter(jobs)
        while True:
            self._take(source)
            yield from self._begin()
            now = time.monotonic()
            is_over = now >= self._until
            if not self._busy and (is_over or (not self._waiting and self._more_at == math.inf)):
                return
            if now >= self._until + GRACE_S:
                break
            try:
                done = self._done.get(timeout=self._rest_s(now))
            except Empty:
                continue
            yield done.task.job, self._ended(done)
        for task in self._busy:  # who cannot be cut off
            yield task.job, self._again(task.job, OVER, is_sent=True)

    @property
    def _is_hungry(self) -> bool:
        """Whether there is room for more jobs. Behind those of a hub that is silent may be those of one that is not."""
        return self._waiting < AHEAD

    def _rest_s(self, now: float) -> float:
        """Seconds until something is to be done, unless an exchange ends before."""
        if now >= self._until:
            return self._until + GRACE_S - now
        times = [LONGEST_S, self._until - now]
        if self._is_hungry:
            times.append(self._more_at - now)
        if len(self._busy) < THREADS:
            times += [lane.wait_s(now) for lane in self._lanes.values()]
        return max(0.0, min(times))

    def _take(self, source: Iterator[Job | float]) -> None:
        """Whatever is there."""
        now = time.monotonic()
        if now < self._more_at and (self._busy or self._waiting or self._more_at == math.inf):
            return
        while self._is_hungry and now < self._until:
            job = next(source, math.inf)
            if not isinstance(job, Job):
                self._more_at = now + max(SHORTEST_S, job)
                return
            key = Key(job.notifier, job.hub, job.is_discovered)
            if key not in self._lanes:
                self._lanes[key] = Lane(key, self._profiles, now)
            self._lanes[key].jobs.append(job)
            self._waiting += 1

    def _begin(self) -> Iterator[tuple[Job, Outcome]]:
        """What can be; yield what becomes known by that. Hubs take turns: thousands of jobs of one may come back."""
        for lane in list(self._lanes.values()):
            for _ in range(TURN):
                now = time.monotonic()
                if now >= self._until or len(self._busy) >= THREADS or lane.wait_s(now):
                    break
                job = lane.jobs.popleft()
                self._waiting -= 1
                outcome = self._begun(job, lane, now)
                if outcome is not None:
                    yield job, outcome

    def _begun(self, job: Job, lane: Lane, now: float) -> Outcome | None:
        """None where *job* is under way now, or somebody else's."""
        open_s = lane.breaker.open_s(now)
        if open_s:
            return self._again(job, "not asked: the hub is down, or asks to wait", open_s)
        if not self._on_start(job):
            return None
        if lane.notifier is None:
            return Outcome(REFUSED, 0, said(f"no notifier {job.notifier} is installed"), is_sent=False)
        if reason := why_not(job.topic):
            return Outcome(REFUSED, 0, reason, is_sent=False)
        try:
            request = lane.notifier.request(job.hub, job.topic, lane.profile)
            poster = lane.idle.pop() if lane.idle else self._poster(job)
        except (ValueError, FetchError) as why:
            return Outcome(REFUSED, 0, said(why.why if isinstance(why, FetchError) else str(why)), is_sent=False)
        lane.bucket.take()
        lane.breaker.start()
        lane.busy += 1
        task = Task(job, lane, poster, request, min(self._deadline_s, self._until - now))
        self._busy.add(task)
        if len(self._threads) < len(self._busy):
            self._threads.append(threading.Thread(target=self._work, name="feedtool-ping", daemon=True))
            self._threads[-1].start()
        self._todo.put(task)
        return None

    def _poster(self, job: Job) -> Poster:
        named = self._named if job.is_discovered else {*self._named, job.hub}
        self._posters.append(Poster(named=named, ca_bundle=self._ca_bundle, watch=self._watch))
        return self._posters[-1]

    def _work(self) -> None:
        while (task := self._todo.get()) is not None:
            began = time.monotonic()
            answer: Reply | Exception
            try:
                answer = task.poster.post(*task.request, deadline_s=task.deadline_s)
            except Exception as error:  # noqa: BLE001 - told, or raised, where the outcomes are waited for
                answer = error
            self._done.put(Done(task, answer, round((time.monotonic() - began) * 1000)))

    def _ended(self, done: Done) -> Outcome:
        """The outcome of an exchange. Raises what nobody expected in it."""
        task, answer, ms = done
        now = time.monotonic()
        job, lane = task.job, task.lane
        self._busy.discard(task)
        lane.busy -= 1
        lane.idle.append(task.poster)
        if isinstance(answer, Reply):
            assert lane.notifier is not None  # noqa: S101 - it made the request
            verdict = lane.notifier.judge(answer)
            state, status, told_s, words = verdict.state, answer.status, answer.wait_s, detail(answer, verdict)
        elif isinstance(answer, FetchError):
            state = RETRY if answer.is_temporary else REFUSED
            status, told_s, words = answer.status, answer.wait_s, OVER if now >= self._until else said(answer.why)
        else:
            raise answer
        if state != RETRY:
            lane.breaker.succeeded()
            return Outcome(state, status, words, ms=ms)
        pause_s = told_s if status == TOO_MANY_REQUESTS else None
        lane.breaker.failed(now, is_answer=bool(status), pause_s=pause_s)
        return self._again(job, words, told_s, status=status, ms=ms, is_sent=True)

    def _again(
        self, job: Job, words: str, told_s: float | None = None, *, status: int = 0, ms: int = 0, is_sent: bool = False
    ) -> Outcome:
        pause_s = wait_s(job.attempts, told_s, self._backoff, self._chance())
        if self._more_at != math.inf:  # it may be due before what was said to be next
            self._more_at = 0.0
        return Outcome(RETRY, status, words, pause_s, ms, is_sent)
