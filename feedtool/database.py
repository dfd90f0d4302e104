"""`.feedtool/state.db`: what feedtool knows and cannot look up again. It is no cache.

`outbox.py` and `subscriptions/` each have their tables in it.
"""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final

from feedtool import state
from feedtool.errors import OutputError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

NAME: Final = "state.db"
MEMORY: Final = ":memory:"
PATIENCE_S: Final = 30.0  # for another process that writes
# What each version added; a database of an older one gets the rest.
SCHEMA: Final = (
    """
    CREATE TABLE feeds (name TEXT PRIMARY KEY, format TEXT, head TEXT, entries TEXT) WITHOUT ROWID;
    CREATE TABLE deliveries (
        notifier TEXT, hub TEXT, topic TEXT,
        digest TEXT, live TEXT, gone TEXT,   -- what has to be served before the hub is told
        state TEXT, queued REAL, due REAL,   -- seconds since 1970
        attempts INTEGER, asked REAL, status INTEGER, detail TEXT,
        accepted REAL, discovered INTEGER,
        PRIMARY KEY (notifier, hub, topic)
    ) WITHOUT ROWID;
    CREATE INDEX waiting ON deliveries (state, due);
    """,
    """
    CREATE TABLE sources (
        address TEXT PRIMARY KEY,            -- as the configuration, or a list, has it
        url TEXT, etag TEXT, modified TEXT,  -- where the last good copy came from, and its validators
        charset TEXT, document BLOB,         -- that copy, packed by zlib, NULL where there never was one
        fetched REAL, asked REAL, due REAL,  -- seconds since 1970, due: not to be asked before
        status INTEGER, fault TEXT,          -- of the last answer, "" where it was good
        failing REAL,                        -- since when there was none
        moved TEXT, config TEXT              -- where it is for good, a digest of the configuration that asked
    );
    CREATE TABLE sightings (                 -- of entries without a date
        address TEXT, id TEXT,
        seen REAL,                           -- NULL: it was there when the feed was read first
        PRIMARY KEY (address, id)
    ) WITHOUT ROWID;
    """,
    """
    ALTER TABLE deliveries ADD COLUMN head TEXT DEFAULT '';  -- of the feed, where it has to be served too
    ALTER TABLE deliveries ADD COLUMN size INTEGER DEFAULT 0
    """,
)


def named(file: str, site: str) -> str:
    """The name of the *file* that the *site* has, whose name in its folder is "" where it is the usual one."""
    return f"{site}.{file}" if site else file


class Database:
    """That of the site in *root*, made where it is not there; without *root* one that is kept nowhere. Of several sites
    in one folder each has its own: *site* is its name there. What is done to one that *is_copy* stays without effect.
    Raises OutputError.
    """

    def __init__(self, root: str | None, *, site: str = "", is_copy: bool = False) -> None:
        import sqlite3

        self.path = os.path.join(root, state.FOLDER, named(NAME, site)) if root is not None else MEMORY
        if root is not None and not is_copy:
            state.folder_of(root)
        with self.told():
            place = MEMORY if is_copy else self.path
            self._connection = sqlite3.connect(place, timeout=PATIENCE_S, isolation_level=None)
            if is_copy and os.path.isfile(self.path):
                with closing(sqlite3.connect(self.path, timeout=PATIENCE_S)) as real:
                    real.backup(self._connection)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._migrate()

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        """Do one thing, inside of `told` or `transaction`."""
        return self._connection.execute(statement, values)

    def _migrate(self) -> None:
        version = self.execute("PRAGMA user_version").fetchone()[0]
        if version > len(SCHEMA):
            raise OutputError(f"{self.path} is of a newer feedtool. Install that, or take the file away.")
        if version == len(SCHEMA):
            return
        with self.transaction():
            version = self.execute("PRAGMA user_version").fetchone()[0]
            for step in SCHEMA[version:]:
                for statement in filter(str.strip, step.split(";")):
                    self.execute(statement)
            self.execute(f"PRAGMA user_version = {len(SCHEMA)}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is done inside, or nothing. Raises OutputError."""
        with self.told():
            self.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.execute("ROLLBACK")
                raise
            self.execute("COMMIT")

    @contextmanager
    def told(self) -> Iterator[None]:
        """What SQLite says, in words: raises OutputError."""
        import json
        import sqlite3

        try:
            yield
        except sqlite3.OperationalError as why:
            raise OutputError(
                f"{self.path} cannot be used ({why}). Is another feedtool at it, or may it not be written?"
            ) from why
        except (sqlite3.DatabaseError, json.JSONDecodeError) as why:
            raise OutputError(
                f"{self.path} is damaged ({why}). Take it away, and tell every hub: feedtool ping --all. "
                "No feed was touched."
            ) from why
