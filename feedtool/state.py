"""feedtool's own folder in a site, and what makes builds wait for each other."""

from __future__ import annotations

import os
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

from feedtool.errors import BusyError, OutputError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

FOLDER: Final = ".feedtool"
TURNS: Final = "turns.db"  # nothing is in it
WAIT_S: Final = 120
PAUSE_S: Final = 0.05


def folder_of(root: str) -> str:
    """The folder for feedtool's own files, made where it is not there; git leaves it alone by itself."""
    folder = os.path.join(root, FOLDER)
    try:
        os.makedirs(folder, exist_ok=True)
        ignore = os.path.join(folder, ".gitignore")
        if not os.path.exists(ignore):
            with open(ignore, "w", encoding="utf-8") as file:
                file.write("*\n")
    except OSError as why:
        raise OutputError(f"{folder} cannot be made: {why.strerror}. feedtool keeps its notes there.") from why
    return folder


def is_there(root: str) -> bool:
    """Whether feedtool has its folder in *root*: something was built there."""
    return os.path.isdir(os.path.join(root, FOLDER))


@contextmanager
def exclusive(root: str, *, wait_s: float = WAIT_S, name: str = TURNS, doing: str = "build") -> Iterator[None]:
    """One build of a site at a time, or one of what else *doing* names, by the file *name*. Raises OutputError after
    *wait_s* seconds.

    SQLite's lock is one that every system has, and that the system takes back from a process that is killed.
    """
    import sqlite3

    path = os.path.join(folder_of(root), name)
    try:
        # Waiting is done here: SQLite's own waiting cannot be interrupted.
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as database:
            _begin(database, until=time.monotonic() + wait_s)
            yield
            database.execute("ROLLBACK")
    except sqlite3.OperationalError as why:
        if _is_busy(why):
            raise BusyError(f"Another {doing} of this site is running ({path} is locked). Try again later.") from why
        raise OutputError(f"{path} cannot be locked ({why}). May the folder be written, and is the disk full?") from why
    except sqlite3.DatabaseError as why:
        raise OutputError(f"{path} is damaged ({why}). Take it away and build again; no feed was touched.") from why


def _begin(database: sqlite3.Connection, *, until: float) -> None:
    import sqlite3

    while True:
        try:
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as why:
            if time.monotonic() >= until or not _is_busy(why):
                raise
            time.sleep(PAUSE_S)
        else:
            return


def _is_busy(why: sqlite3.OperationalError) -> bool:
    """Whether another process holds the lock; the low byte is the code without its details."""
    import sqlite3

    return why.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
