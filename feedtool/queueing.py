"""What hubs have to be told of after a build: what changed since the version that is known last, topic by topic."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import baseline, lock, output, parse, topics, walk
from feedtool.config.addresses import announced
from feedtool.errors import OutputError
from feedtool.model import MAIN
from feedtool.pinger import WEBSUB
from feedtool.topics import FeedState, Version, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from feedtool.baseline import Published
    from feedtool.config import Config
    from feedtool.config.addresses import Address
    from feedtool.config.feeds import FeedSpec
    from feedtool.files import OwnFile

CHANGES: Final = 1  # the version of the file


class Queued(NamedTuple):
    """What a build has to tell."""

    state: FeedState  # of the feed, as it is now
    wanted: tuple[Wanted, ...]  # empty where nothing changed
    compared_with: str  # the version that was known last; "" where none is


def queued(
    config: Config, spec: FeedSpec, own: Mapping[str, OwnFile], last: FeedState | None, published: Published | None,
    *, committed: Published,
) -> Queued:  # fmt: skip
    """What hubs have to be told of a feed of *spec*, of which a build made the file of each format, its *own*.

    Compared with the *last* state that the database has; else with what is *published*, else with the files that lay
    there, else with those that were *committed*.
    """
    documents = {name: parse.read(file.data, url=file.address.url) for name, file in own.items()}
    main = next(name for name in baseline.BEST if name in documents)
    states = {format_: topics.state_of(document) for format_, document in documents.items()}
    name, before = _before(_bases(config, own, last, published, committed=committed, main=main), states)
    change = topics.change(before, states[before.format if before else main])
    if change is None:
        return Queued(states[main], (), name)
    old = before.entries if before else {}
    wanted = []
    for one in told(config, spec, {format_: file.address.url for format_, file in own.items()}):
        now_so = states[one.format]
        live = {id_: topics.later(now_so.entries[id_], old.get(id_)) for id_ in change.changed if id_ in now_so.entries}
        head = now_so.head if change.has_new_head else ""
        wanted.append(
            Wanted(
                one.topic, one.hubs, states[main].digest, live, change.gone, one.notifier, head, len(now_so.entries)
            )
        )  # fmt: skip
    return Queued(states[main], tuple(wanted), name)


def _before(
    bases: Iterable[tuple[str, Callable[[], FeedState | None]]], states: Mapping[str, FeedState]
) -> tuple[str, FeedState | None]:
    """The first version of *bases* that is known, and its name: like is compared with like."""
    for name, find in bases:
        before = find()
        if before is not None and before.format in states:
            return name, before
    return "", None


def _bases(
    config: Config, own: Mapping[str, OwnFile], last: FeedState | None, published: Published | None, *,
    committed: Published, main: str,
) -> Iterator[tuple[str, Callable[[], FeedState | None]]]:  # fmt: skip
    places, file = [one.address for one in own.values()], own[main]
    yield "the last build", lambda: last
    if published is not None:
        yield published.name, lambda: _said(published, places)
    yield walk.shown(file.address.path, config.root), lambda: _state(file.before, file.address.url)
    yield committed.name, lambda: _said(committed, places)


def _said(published: Published, places: Sequence[Address]) -> FeedState | None:
    found = published.at(places)
    return topics.state_of(found) if found is not None else None


def _state(data: bytes | None, url: str) -> FeedState | None:
    """What a document says that lay there; None where none did, or nothing that can be read."""
    try:
        return topics.state_of(parse.read(data, url=url)) if data is not None else None
    except parse.ParseError:
        return None


def write_changes(path: str, wanted: Sequence[Wanted]) -> None:
    """Write what hubs have to be told of into a file, for a job that comes later. Raises OutputError."""
    import json

    rows = [{**one._asdict(), "live": {id_: [*version] for id_, version in one.live.items()}} for one in wanted]
    text = json.dumps({"version": CHANGES, "topics": rows}, ensure_ascii=False, indent=1) + "\n"
    output.write([output.Target(os.path.abspath(path), text.encode(errors="surrogatepass"))])


def read_changes(path: str) -> tuple[Wanted, ...]:
    """What `write_changes` wrote. Raises OutputError."""
    import json

    try:
        with open(path, encoding="utf-8") as file:
            told = json.load(file)
        if told["version"] != CHANGES:
            raise OutputError(f"{path} is of another feedtool. Write it with the one that reads it.")
        return tuple(
            Wanted(
                row["topic"], tuple(row["hubs"]), row["digest"],
                {id_: Version(*version) for id_, version in row["live"].items()}, tuple(row["gone"]),
                row.get("notifier", WEBSUB), row.get("head", ""), row.get("size", 0),
            )
            for row in told["topics"]
        )  # fmt: skip
    except OSError as why:
        raise OutputError(f"{path} cannot be read: {why.strerror}. Is it what `build --changes` wrote?") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as why:
        raise OutputError(f"{path} is not what `build --changes` writes ({why}).") from None


class Told(NamedTuple):
    """Who is told of one topic, and by whom."""

    notifier: str
    topic: str  # byte for byte as it says itself
    format: str
    hubs: tuple[str, ...]


def told(config: Config, spec: FeedSpec, topics_: Mapping[str, str]) -> Iterator[Told]:
    """Who is told when a feed of *spec* changes, whose *topics_* are addresses by their formats."""
    from feedtool.pinger.notifiers import notifier_of

    formats = {url: format_ for format_, url in topics_.items()}
    hubs = config.hubs_of(spec)
    for name in dict.fromkeys(hub.notifier for hub in hubs):
        notifier = notifier_of(name)
        assert notifier is not None  # noqa: S101 - the configuration is right
        for topic in notifier.plan(topics_):
            yield Told(name, topic, formats[topic], tuple(hub.url for hub in hubs if hub.notifier == name))


def everyone(config: Config) -> Iterator[tuple[str, Told]]:
    """Who is told when a feed of the site changes, with its name: of those that were announced."""
    for name, spec, places in announced(config, dict.fromkeys([MAIN, *lock.read(config.file).feeds])):
        own = {address.format: address.url for address in places[: len(spec.files)]}
        for one in told(config, spec, own):
            yield name, one
