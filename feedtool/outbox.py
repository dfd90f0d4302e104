"""Who has to be told of what, in `.feedtool/state.db`. Nothing of it is lost, whatever happens to a build or a ping.

A row is one notifier, hub and topic. A change is written here before the feeds are, so that a crash in between leads to
a notification that nobody needed at worst.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from feedtool import lock, topics
from feedtool.database import Database
from feedtool.topics import FeedState, Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from feedtool.config import Config
    from feedtool.topics import Wanted

DAY_S: Final = 86_400.0
WAITS: Final = "waiting"  # the states of a row
ACCEPTED, REFUSED, EXPIRED, DROPPED = "accepted", "refused", "expired", "dropped"
FAILED: Final = (REFUSED, EXPIRED)
LONGEST_S: Final = 3600.0  # to a next try; no hub may ask for more


class Delivery(NamedTuple):
    """One topic, one hub, and what came of it."""

    notifier: str
    hub: str
    topic: str
    digest: str  # of the feed that it shall be told of
    live: Mapping[str, Version]
    gone: tuple[str, ...]
    state: str  # "waiting", "accepted", "refused", "expired", "dropped"
    queued: float  # when the change came; seconds since 1970
    due: float  # not to be asked before
    attempts: int  # since the change
    asked: float | None  # last
    status: int  # of the last answer; 0
    detail: str  # of the last answer
    accepted: float | None  # last
    is_discovered: bool  # the hub was named by a document alone
    head: str  # of the feed, where it has to be served too; ""
    size: int  # of the feed, in entries; 0 where nobody knows

    @property
    def key(self) -> tuple[str, str, str]:
        """By which it is found."""
        return self.notifier, self.hub, self.topic


def of_site(config: Config | None, *, is_copy: bool = False) -> Outbox:
    """That of the site that *config* is of; without it one that is kept nowhere. Raises OutputError."""
    if config is None:
        return Outbox(None)
    return Outbox(config.root, site=lock.name_of(config.file), is_copy=is_copy)


class Outbox:
    """The database of the site in *root*, made where it is not there; without *root* one that is kept nowhere. Of
    several sites in one folder each has its own: *site* is its name there. What is done to one that *is_copy* stays
    without effect. Raises OutputError.
    """

    def __init__(self, root: str | None, *, site: str = "", is_copy: bool = False) -> None:
        self._database = Database(root, site=site, is_copy=is_copy)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def last(self, feed: str) -> FeedState | None:
        """A feed as it was when its last change was queued; None where nobody knows."""
        import json

        with self._database.told():
            row = self._database.execute("SELECT format, head, entries FROM feeds WHERE name = ?", (feed,)).fetchone()
            if row is None:
                return None
            return FeedState(row[0], row[1], {id_: Version(*one) for id_, one in json.loads(row[2]).items()})

    def queue(self, feeds: Mapping[str, FeedState], wanted: Iterable[Wanted], *, now: float) -> None:
        """Remember *feeds*, by their names, as they are now, and that the hubs of each topic are *wanted* to hear of
        it; all at once.

        A topic that still waits keeps the time of its next try; what has to be live is put together.
        """
        import json

        self._database.execute("PRAGMA synchronous = FULL")  # through a power cut; results, once lost, are sent again
        with self._database.transaction():
            for name, one in feeds.items():
                self._database.execute(
                    "INSERT OR REPLACE INTO feeds VALUES (?, ?, ?, ?)",
                    (name, one.format, one.head, json.dumps(one.entries)),
                )
            for topic in wanted:
                for hub in topic.hubs:
                    self._join((topic.notifier, hub, topic.topic), topic, now)
        self._database.execute("PRAGMA synchronous = NORMAL")

    def _join(self, key: tuple[str, str, str], wanted: Wanted, now: float, *, is_discovered: bool = False) -> None:
        import json

        known = self.find(key)
        waits = known is not None and known.state == WAITS
        old = known.live if known and waits else {}
        live = {**old, **{id_: topics.later(version, old.get(id_)) for id_, version in wanted.live.items()}}
        gone = {*(known.gone if known and waits else ()), *wanted.gone} - set(wanted.live)
        for id_ in gone:
            live.pop(id_, None)
        values = {
            "digest": wanted.digest, "live": json.dumps(live), "gone": json.dumps(sorted(gone)), "state": WAITS,
            "queued": now, "due": known.due if known and waits else now,
            "attempts": known.attempts if known and waits else 0, "discovered": int(is_discovered),
            "head": wanted.head or (known.head if known and waits else ""), "size": wanted.size,
        }  # fmt: skip
        if known is None:
            self._insert(key, values | {"status": 0, "detail": ""})
        else:
            self._update(key, values)

    def add(self, wanted: Wanted, *, now: float, is_discovered: bool) -> None:
        """Queue a topic that was named, changed or not."""
        self._add(wanted, wanted.hubs, now, is_discovered=is_discovered)

    def carry(self, wanted: Wanted, *, now: float) -> None:
        """Queue what another machine wrote down; once, however often it is read."""
        keys = {hub: (wanted.notifier, hub, wanted.topic) for hub in wanted.hubs}
        known = {hub: self.find(key) for hub, key in keys.items()}
        new = [
            hub for hub, row in known.items()
            if row is None or row.digest != wanted.digest or row.state not in {WAITS, ACCEPTED}
        ]  # fmt: skip
        self._add(wanted, new, now)

    def _add(self, wanted: Wanted, hubs: Iterable[str], now: float, *, is_discovered: bool = False) -> None:
        with self._database.transaction():
            for hub in hubs:
                self._join((wanted.notifier, hub, wanted.topic), wanted, now, is_discovered=is_discovered)

    def _insert(self, key: tuple[str, str, str], values: dict[str, Any]) -> None:
        row = dict(zip(("notifier", "hub", "topic"), key, strict=True)) | values
        marks = ", ".join("?" * len(row))
        self._database.execute(
            f"INSERT INTO deliveries ({', '.join(row)}) VALUES ({marks})",  # noqa: S608 - the names are ours
            tuple(row.values()),
        )

    def _update(self, key: tuple[str, str, str], values: dict[str, Any]) -> None:
        names = ", ".join(f"{name} = ?" for name in values)
        self._database.execute(
            f"UPDATE deliveries SET {names} WHERE notifier = ? AND hub = ? AND topic = ?",  # noqa: S608 - the names are ours
            (*values.values(), *key),
        )

    def find(self, key: tuple[str, str, str]) -> Delivery | None:
        """The row of a *key*."""
        with self._database.told():
            row = self._database.execute(
                f"SELECT {COLUMNS} FROM deliveries WHERE notifier = ? AND hub = ? AND topic = ?",  # noqa: S608 - ours
                key,
            ).fetchone()
            return None if row is None else _delivery(row)

    def all(self) -> list[Delivery]:
        """Every row, by topic and hub."""
        with self._database.told():
            rows = self._database.execute(f"SELECT {COLUMNS} FROM deliveries ORDER BY topic, hub")  # noqa: S608 - ours
            return [_delivery(row) for row in rows]

    def waiting(self) -> list[Delivery]:
        """The rows of those who have not been told, whose turn came first, first."""
        with self._database.told():
            rows = self._database.execute(
                f"SELECT {COLUMNS} FROM deliveries WHERE state = ? ORDER BY due, queued, topic, hub",  # noqa: S608 - ours
                (WAITS,),
            )
            return [_delivery(row) for row in rows]

    def record(
        self, sent: Delivery, new_state: str, *, status: int, detail: str, now: float, due: float | None = None,
        is_attempt: bool = True,
    ) -> Delivery | None:  # fmt: skip
        """What came of a notification; the row where it waits still. A change that came meanwhile keeps it waiting."""
        with self._database.transaction():
            known = self.find(sent.key)
            if known is None:
                return None
            values: dict[str, Any] = {}
            if is_attempt or new_state != WAITS or not known.detail:  # else the last answer says more
                values["detail"] = detail
            if is_attempt:
                values |= {"status": status, "asked": now, "attempts": known.attempts + 1}
            if new_state == ACCEPTED:
                values["accepted"] = now
            if (known.digest, known.queued) == (sent.digest, sent.queued):
                values["state"] = new_state
            elif new_state == ACCEPTED:
                values["attempts"] = 0
            if new_state == WAITS and due is not None:
                values["due"] = due
            self._update(sent.key, values)
        left = known._replace(**{name: value for name, value in values.items() if name in Delivery._fields})
        return left if left.state == WAITS else None

    def set_clock(self, now: float) -> None:
        """Let none that waits be of a time to come: the clock was wrong when it was written."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE deliveries SET due = iif(due > ?, ?, due), queued = min(queued, ?) WHERE state = ?",
                (now + LONGEST_S, now, now, WAITS),
            )

    def reopen(self, deliveries: Iterable[Delivery], *, now: float) -> None:
        """Let *deliveries* that were given up wait once more, as if they came *now*."""
        with self._database.transaction():
            for one in deliveries:
                self._update(one.key, {"state": WAITS, "queued": now, "due": now, "attempts": 0})

    def close(self, deliveries: Iterable[Delivery], new_state: str, detail: str) -> None:
        """Give up on *deliveries*, which are kept and shown."""
        with self._database.transaction():
            for one in deliveries:
                self._update(one.key, {"state": new_state, "detail": detail})


COLUMNS: Final = (
    "notifier, hub, topic, digest, live, gone, state, queued, due, attempts, asked, status, detail, accepted, "
    "discovered, head, size"
)


def _delivery(row: tuple[Any, ...]) -> Delivery:
    import json

    values = dict(zip(Delivery._fields, row, strict=True))
    live = {id_: Version(*one) for id_, one in json.loads(values["live"]).items()}
    gone = tuple(json.loads(values["gone"]))
    return Delivery(**{**values, "live": live, "gone": gone, "is_discovered": bool(values["is_discovered"])})
