"""`feedtool hub doctor`: whether subscribers will hear of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from feedtool import lock
from feedtool.config.addresses import announced
from feedtool.doctor import checks, trial
from feedtool.doctor.checks import ERROR, WARNING, Finding
from feedtool.doctor.look import look
from feedtool.doctor.trial import Trial
from feedtool.errors import FetchError
from feedtool.fetch import Fetcher
from feedtool.fetch.hosts import shown
from feedtool.model import MAIN
from feedtool.pinger import WEBSUB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from feedtool.config import Config
    from feedtool.doctor.look import Look

__all__ = ["CheckReport", "DoctorReport", "Trial", "doctor"]


class CheckReport(TypedDict):
    """What one check found."""

    topic: str  # "" for what concerns all of them
    check: str
    severity: str  # "fine", "warning", "error"
    found: str
    expected: str  # "" where it is fine
    remedy: str  # the same
    temporary: bool  # of an error: the network failed, and it may be gone when one looks again


class DoctorReport(TypedDict):
    """What all of them found."""

    topics: list[str]
    checks: list[CheckReport]
    errors: int
    warnings: int


def doctor(
    config: Config | None, topic: str | None = None, *, attempt: Trial | None = None, ca_bundle: str | None = None,
    tell: Callable[[CheckReport], object] = lambda _: None,
) -> DoctorReport:  # fmt: skip
    """Look at *topic*, else at every feed of *config*; one of the two is needed. With *attempt* each of them is
    subscribed to at each of its hubs, for as long as that takes. *ca_bundle* is that of feedtool.fetch. *tell* gets
    each row as it comes.

    Raises FetchError where *topic* is no address.
    """
    own = _own(config) if config else {}
    topics = tuple(own) if topic is None else (topic,)
    named = [topic] if topic else []
    if config:
        named += [config.site.url, config.output.url, *config.websub]
    rows: list[CheckReport] = []
    with Fetcher(named=named, ca_bundle=ca_bundle) as fetcher:
        for name, check, found in _found(fetcher, topics, own, attempt):
            rows.append(_row(name, check, found))
            tell(rows[-1])
    return {
        "topics": [shown(one) for one in topics], "checks": rows,
        "errors": sum(row["severity"] == ERROR for row in rows),
        "warnings": sum(row["severity"] == WARNING for row in rows),
    }  # fmt: skip


def _own(config: Config) -> dict[str, tuple[str, ...]]:
    """The address of every feed of the site that was announced, and the hubs that it has to name."""
    names = dict.fromkeys([MAIN, *lock.read(config.file).feeds])
    return {
        place.url: tuple(hub.url for hub in config.hubs_of(spec) if hub.notifier == WEBSUB)
        for _, spec, places in announced(config, names)
        for place in places
    }


def _found(
    fetcher: Fetcher, topics: Iterable[str], wanted: Mapping[str, tuple[str, ...]], attempt: Trial | None
) -> Iterator[tuple[str, str, Finding]]:
    """Topic, check, and what it found. *wanted* has the hubs of each topic of the configuration."""
    seen: list[Look] = []
    hubs: dict[str, int | FetchError] = {}
    for topic in topics:
        try:
            seen.append(look(fetcher, topic, hubs, wanted=wanted.get(topic)))
        except FetchError as why:
            yield topic, "fetch", Finding(ERROR, f"{why.where}: {why.why}", "a document", why.remedy, why.is_temporary)
        else:
            yield from ((topic, name, found) for name, check in checks.CHECKS.items() for found in check(seen[-1]))
    yield from (("", "formats", found) for found in checks.formats(seen))
    for one in seen if attempt else ():
        yield from ((one.topic, name, found) for name, found in _tried(fetcher, one, attempt or Trial()))


def _tried(fetcher: Fetcher, seen: Look, attempt: Trial) -> Iterator[tuple[str, Finding]]:
    """At the hubs that can be reached; a topic that nobody can name is not tried."""
    if len(seen.found.self) == 1:
        for hub, said in seen.hubs.items():
            if not isinstance(said, FetchError):
                yield from trial.run(fetcher, seen.found.self[0], hub, attempt)


def _row(topic: str, check: str, found: Finding) -> CheckReport:
    return {
        "topic": shown(topic), "check": check, "severity": found.severity, "found": found.found,
        "expected": found.expected, "remedy": found.remedy, "temporary": found.is_temporary,
    }  # fmt: skip
