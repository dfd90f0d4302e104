"""Dates of files from git: when each was first committed, renames followed."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Final, NamedTuple

# Every commit, newest first, with the files that it added or renamed; NUL between all parts, as names may hold
# anything. All of the repository: a file may have been moved here from elsewhere.
LOG: Final = ("log", "--format=%x00%x00%aI", "--name-status", "--find-renames", "--diff-filter=ARC", "-z", "HEAD")
LONGEST: Final = 120  # seconds that git may take


class NoHistoryError(Exception):
    """git cannot tell; the text says why, `remedy` what to do."""

    def __init__(self, why: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(why)


class History(NamedTuple):
    """When files were first committed."""

    first: dict[str, datetime]  # an absolute path, as it is now, to the date of its author
    folder: str  # absolute; changes with every commit


def history(folder: str) -> History:
    """The history of the files below *folder* (absolute). Raises NoHistoryError, in a shallow clone too."""
    said = _git(folder, "rev-parse", "--is-shallow-repository", "--show-toplevel", "--git-dir")
    shallow, top, directory = said.split("\n")[:3]
    if shallow == "true":
        raise NoHistoryError(
            "a shallow clone, in which files have lost their first commits",
            "fetch all of it: fetch-depth: 0 in GitHub's checkout, GIT_DEPTH: 0 in GitLab, git fetch --unshallow",
        )
    directory = os.path.normpath(os.path.join(folder, directory))
    logs = os.path.join(directory, "logs")
    log = _git(folder, *LOG, failed="a repository without a commit")
    return History(_first(log, top), logs if os.path.isdir(logs) else directory)


def commit_of(folder: str, revision: str) -> str | None:
    """The commit that *revision* names in the repository of *folder*; None where it names none. Raises
    NoHistoryError.
    """
    said = _said(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return None if said is None else said.decode().strip()


def file_at(folder: str, commit: str, path: str) -> bytes | None:
    """What the file at *path*, relative to *folder* with "/", was in a *commit*; None where it was not. Raises
    NoHistoryError.
    """
    return _said(folder, "cat-file", "blob", f"{commit}:./{path}")


def _first(log: str, top: str) -> dict[str, datetime]:
    """The oldest date of every file, under the name that it has now."""
    now: dict[str, str] = {}  # an older name to the newest one
    found: dict[str, datetime] = {}
    parts = iter(log.split("\0"))
    date = datetime.now(UTC)
    for part in parts:
        word = part.strip("\n")
        if len(word) > 1 and word[:4].isdigit():
            date = datetime.fromisoformat(word)
        elif word[:1] in {"R", "C"}:
            old, new = next(parts), next(parts)
            current = now.get(new, new)
            found[current] = date
            if word[0] == "R":
                now[old] = current
        elif word == "A":
            name = next(parts)
            found[now.get(name, name)] = date
    return {os.path.normpath(os.path.join(top, name)): date for name, date in found.items()}


def _git(folder: str, *words: str, failed: str = "a folder that git knows nothing of") -> str:
    said = _said(folder, *words)
    if said is None:
        raise NoHistoryError(failed, "commit the post, or give it a date")
    return os.fsdecode(said)


def _said(folder: str, *words: str) -> bytes | None:
    """What git answers; None where it says no. Raises NoHistoryError where it says nothing."""
    import subprocess

    command = ["git", "-C", folder, "-c", "core.quotePath=false", *words]
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours
            command, capture_output=True, check=False, timeout=LONGEST, stdin=subprocess.DEVNULL
        )
    except FileNotFoundError:
        raise NoHistoryError("a machine without git", "install git, or give the post a date") from None
    except subprocess.TimeoutExpired:
        raise NoHistoryError(f"a history that git did not tell in {LONGEST} seconds", "give the post a date") from None
    return None if done.returncode else done.stdout
