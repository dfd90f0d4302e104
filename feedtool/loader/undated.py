"""The date of a post that says none, where its source names something that dates it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from feedtool import git

if TYPE_CHECKING:
    from feedtool.loader.sources import Source
    from feedtool.raw import Beside


def date_of_file(source: Source, path: str, beside: Beside) -> datetime | None:
    """When the file *path* (absolute) was made, as *source* wants to know it. Raises git.NoHistoryError, OSError."""
    if source.undated == "mtime":
        return datetime.fromtimestamp(int(os.stat(path).st_mtime), UTC)
    if source.undated != "git":
        return None
    history: git.History = beside.once("git", lambda: git.history(source.folder))
    beside.folders.add(history.folder)
    if (date := history.first.get(os.path.realpath(path))) is None:
        raise git.NoHistoryError("a file that was never committed", "commit it, or give it a date")
    return date
