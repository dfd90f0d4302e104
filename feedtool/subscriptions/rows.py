"""What is known of each address: the last good copy, its validators, and how it has been since."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool.subscriptions import faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from feedtool.database import Database
    from feedtool.subscriptions.faults import Failure, Good

DAY_S: Final = 86_400.0
FORGOTTEN_S: Final = 30 * DAY_S  # since an address was asked that no configuration of the folder names any more


class Row(NamedTuple):
    """An address; all but the copy itself, which is read when it is wanted."""

    address: str
    url: str = ""  # where the copy came from
    etag: str = ""
    modified: str = ""
    charset: str = ""
    has_copy: bool = False
    fetched: float | None = None  # seconds since 1970: when it was last there
    asked: float | None = None  # last
    due: float | None = None  # not to be asked before
    status: int = 0  # of the last answer; 0
    fault: str = ""  # what was wrong with it
    failing: float | None = None  # since when there is none
    moved: str = ""  # where it is for good
    config: str = ""  # a digest of the configuration that asked


COLUMNS: Final = (
    "address, url, etag, modified, charset, document IS NOT NULL, fetched, asked, due, status, fault, failing, moved, "
    "config"
)


class Rows:
    """Those of a *database*. What is new was *seen* at that time; *config* is a digest of the configuration."""

    def __init__(self, database: Database, *, seen: float = 0, config: str = "") -> None:
        self._database, self._seen, self._config = database, seen, config

    def find(self, address: str) -> Row:
        """The row of an *address*, empty where there is none."""
        with self._database.told():
            found = self._database.execute(
                f"SELECT {COLUMNS} FROM sources WHERE address = ?",  # noqa: S608 - ours
                (address,),
            ).fetchone()
        return Row(address) if found is None else Row(*found)

    def document(self, row: Row) -> bytes | None:
        """The last good copy; None where there never was one. Raises OutputError where it is damaged."""
        import sqlite3

        with self._database.told():
            found = self._database.execute("SELECT document FROM sources WHERE address = ?", (row.address,)).fetchone()
            try:
                return None if found is None or found[0] is None else zlib.decompress(found[0])
            except (zlib.error, TypeError) as why:
                raise sqlite3.DatabaseError(f"the copy of {faults.shown(row.address)}: {why}") from why

    def seen_of(self, address: str) -> Mapping[str, datetime]:
        """The entries without a date that came when their feed had been read before, and when that was."""
        with self._database.told():
            rows = self._database.execute(
                "SELECT id, seen FROM sightings WHERE address = ? AND seen IS NOT NULL", (address,)
            ).fetchall()
        return {id_: datetime.fromtimestamp(seen, UTC) for id_, seen in rows}

    def rests(self, row: Row, now: float) -> bool:
        """Whether an address is not to be asked *now*: its server said so. One that is gone may be asked by another
        configuration.
        """
        if row.due is None or not now < row.due <= now + DAY_S:  # what is later was written by a clock that was wrong
            return False
        return row.status != faults.GONE or row.config == self._config

    def good(self, row: Row, answer: Good, *, now: float, undated: Iterable[str]) -> None:
        """Keep a whole new copy."""
        with self._database.transaction():
            self._put(
                row, url=answer.url, etag=answer.etag, modified=answer.modified, charset=answer.charset,
                document=zlib.compress(answer.data, 6), fetched=now, status=answer.status, now=now, moved=answer.moved,
            )  # fmt: skip
            for id_ in undated:
                self._database.execute(
                    "INSERT OR IGNORE INTO sightings VALUES (?, ?, ?)",
                    (row.address, id_, self._seen if row.has_copy else None),
                )

    def unchanged(self, row: Row, answer: Good, *, now: float) -> None:
        """What is kept is what is there."""
        with self._database.transaction():
            self._put(
                row, etag=answer.etag, modified=answer.modified, fetched=now, status=answer.status, now=now,
                moved=answer.moved or row.moved,
            )  # fmt: skip

    def failed(self, row: Row, failure: Failure, *, now: float) -> None:
        """Keep why there is none, and what there was; also where it is for good."""
        wait_s = DAY_S if failure.status == faults.GONE else failure.wait_s
        with self._database.transaction():
            self._put(
                row, status=failure.status, fault=failure.why, failing=row.failing or now, now=now,
                due=None if wait_s is None else now + min(wait_s, DAY_S),
            )  # fmt: skip

    def _put(self, row: Row, *, now: float, **values: Any) -> None:
        values = {"fault": "", "failing": None, "due": None, "asked": now, "config": self._config} | values
        self._database.execute("INSERT OR IGNORE INTO sources (address) VALUES (?)", (row.address,))
        if not row.asked:
            values = {"url": "", "etag": "", "modified": "", "charset": ""} | values
        names = ", ".join(f"{name} = ?" for name in values)
        self._database.execute(
            f"UPDATE sources SET {names} WHERE address = ?",  # noqa: S608 - the names are ours
            (*values.values(), row.address),
        )

    def tidy(self, now: float) -> None:
        """Forget what nobody asks for any more; a folder may have several configurations."""
        with self._database.transaction():
            self._database.execute("DELETE FROM sources WHERE asked < ?", (now - FORGOTTEN_S,))
            self._database.execute("DELETE FROM sightings WHERE address NOT IN (SELECT address FROM sources)")
