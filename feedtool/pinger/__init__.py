"""Hubs hear of topics that changed: what is told, how, how often, and what their answers mean. Nothing is stored here.

What travels stands on this page, and costs nothing to import; `send` loads the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from feedtool.fetch.post import Reply

DEADLINE_S = 30.0  # of one exchange
WEBSUB, RSSCLOUD = "websub", "rsscloud"  # the notifiers that are here


class Job(NamedTuple):
    """A notification that waits."""

    notifier: str  # WEBSUB, RSSCLOUD, or the name of an entry point of the group feedtool.notifiers
    hub: str  # byte for byte
    topic: str  # byte for byte: what subscribers subscribe to
    attempts: int = 0  # so far, without an acceptance
    is_discovered: bool = False  # only a document names the hub: it must have a public address


class Verdict(NamedTuple):
    """What an answer means."""

    state: str  # ACCEPTED, NOBODY, RETRY or REFUSED
    detail: str = ""  # what it says, where that is more than its status


ACCEPTED = "accepted"  # by the hub; who knows what it delivers
NOBODY = "accepted, no subscribers"
RETRY = "retry"
REFUSED = "refused"


class Outcome(NamedTuple):
    """What became of a job."""

    state: str  # as in Verdict
    status: int  # of HTTP (RFC 9110 §15); 0 where there is none
    detail: str  # one line, at most 200 characters, without passwords and keys
    wait_s: float | None = None  # with RETRY: not before that many seconds
    ms: int = 0  # that the exchange took
    is_sent: bool = True  # False: nobody was asked, so that it is no attempt


class Limit(NamedTuple):
    """How often a hub may be told something: *burst* times at once, and on with so many a second."""

    rate: float = 5.0  # 0: as often as it goes
    burst: int = 20


class Profile(NamedTuple):
    """How a hub wants to be told; None where nobody says."""

    limit: Limit | None = None
    fields: tuple[str, ...] | None = None  # of WebSub's form, that hold the topic


class Backoff(NamedTuple):
    """After n attempts a job waits by chance between 0 and base_s * 2**n seconds, and never longer than cap_s."""

    base_s: float = 1.0
    cap_s: float = 300.0


class Request(NamedTuple):
    """What is posted."""

    url: str
    data: bytes
    headers: Mapping[str, str]


class Notifier(Protocol):
    """A way to tell a hub that a topic changed: a module, or any object, with these. None asks the network."""

    def plan(self, topics: Mapping[str, str]) -> Iterable[str]:
        """Which *topics* of a feed that changed are told of: addresses, by their formats ("rss", "atom", "json")."""

    def request(self, hub: str, topic: str, profile: Profile) -> Request:
        """What is posted. Raises ValueError, with the reason, where this hub or topic cannot be."""

    def judge(self, reply: Reply) -> Verdict:
        """What the answer means, whatever its status."""


def send(
    jobs: Iterable[Job | float],
    *,
    until: float,
    profiles: Mapping[str, Profile] | None = None,
    named: Iterable[str] = (),
    ca_bundle: str | None = None,
    on_start: Callable[[Job], bool] = lambda _: True,
    deadline_s: float = DEADLINE_S,
    backoff: Backoff | None = None,
) -> Iterator[tuple[Job, Outcome]]:
    """Send *jobs*, and yield what became of each as soon as that is known, in any order.

    *jobs* are taken as soon as they are there, 50,000 at once at most, and wait for their own hub alone. A number among
    them says that nothing is due for so many seconds, and that more may come: it is asked for then, or when nothing is
    under way any more. Nothing is begun after *until*, of time.monotonic, and what is under way is cut off
    then; jobs that are left are not yielded.

    *profiles* are those of hubs, by their addresses or hosts. *named* are addresses and hosts that the user named, as
    in Fetcher; the hub of a job is one of them unless it was discovered. *on_start* claims a job just before it is
    sent: where it says False, the job is dropped. It is called in the thread that iterates, as *jobs* are. A hub gets
    the next request of a connection when the outcome of the last one was taken, and the next one asked for: so no more
    than its connections, which are four, can be sent and not recorded, whatever happens.

    Raises what *jobs*, *on_start* and a Notifier raise. When the iterator is closed, all connections and threads are.
    """
    from feedtool.pinger.sending import Sending

    with Sending(
        until=until,
        profiles=profiles or {},
        named=named,
        ca_bundle=ca_bundle,
        on_start=on_start,
        deadline_s=deadline_s,
        backoff=backoff or Backoff(),
    ) as sending:
        yield from sending.outcomes(jobs)
