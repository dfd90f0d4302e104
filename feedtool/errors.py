"""What can go wrong, and how it is told.

    FeedtoolError         the work stops; exit code 1
    ├── OutputError       a file could not be written, or is not ours to write
    │   └── BusyError         another feedtool is at it; exit code 75
    ├── LockError         feedtool.lock cannot be used: damaged, unmerged, or of a newer feedtool
    ├── FetchError        an address did not give what was asked for; exit code 75 where it may do so later
    ├── DiscoveryError    a feed cannot be pinged, as it does not say whom to tell
    ├── BaselineError     a feed that exists already is not there, or is none
    ├── PostsError        posts stand in the way; carries every Problem
    │   ├── IdentityError     which entry a post is cannot be told
    │   ├── FloodError        old posts would come back as new
    │   └── LossError         posts that subscribers have cannot be read
    └── ConfigError       the configuration is wrong; carries every Problem of it; exit code 2

What is wrong with one post is a Problem, a value that is returned, never an exception.
"""

from __future__ import annotations

import reprlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands."""

    file: str  # relative to the folder of the configuration, with "/"
    line: int | None = None  # counted from 1
    key: str | None = None

    def __str__(self) -> str:
        file = printable(self.file)
        return file if self.line is None else f"{file}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong, in five parts; the sentence is made by `str`."""

    code: str  # stable: a code is never used again for something else
    place: Place
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        subject = f"{self.place.key} is {self.found}" if self.place.key else self.found
        return f"{self.place}: {subject}, expected {self.expected}\n    {self.remedy}  [{self.code}]"

    def as_dict(self) -> dict[str, str | int | None]:
        """The keys of `--json`; a contract."""
        return {
            "code": self.code,
            "file": self.place.file,
            "line": self.place.line,
            "key": self.place.key,
            "found": self.found,
            "expected": self.expected,
            "remedy": self.remedy,
        }


class FeedtoolError(Exception):
    """The work cannot go on. Its text is for people: what was found, and what to do."""

    exit_code = 1


class OutputError(FeedtoolError):
    """A file cannot be written, or was not written by feedtool and is not ours to replace."""


class BusyError(OutputError):
    """Another feedtool is at it, and will be done some time (EX_TEMPFAIL of sysexits.h)."""

    exit_code = 75


class LockError(FeedtoolError):
    """feedtool.lock cannot be used: it is damaged, a merge in it is not finished, or a newer feedtool wrote it."""


class FetchError(FeedtoolError):
    """An address did not give what was asked for: *where*, as it may be shown; *why*, in a few words; and what to do.

    `status` is that of the answer (RFC 9110 §15), 0 where there is none; `wait_s` is how many seconds its server
    asks to wait, None where it does not say. `exit_code` is 75 (EX_TEMPFAIL of sysexits.h) where asking again may help.
    """

    def __init__(
        self,
        where: str,
        why: str,
        remedy: str,
        *,
        status: int = 0,
        is_temporary: bool = False,
        wait_s: int | None = None,
    ) -> None:
        self.where, self.why, self.remedy = where, why, remedy
        self.status, self.is_temporary, self.wait_s = status, is_temporary, wait_s
        self.exit_code = 75 if is_temporary else 1
        super().__init__(f"{where}: {why}.\n    {remedy}")


class DiscoveryError(FeedtoolError):
    """A feed does not name itself or a hub as subscribers need it (WebSub §4)."""


class BaselineError(FeedtoolError):
    """A feed that exists already, which was named, is not there, or cannot be read."""


class PostsError(FeedtoolError):
    """Posts stand in the way; `problems` holds everything that is wrong with them."""

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join([message, *map(str, self.problems)]))


class IdentityError(PostsError):
    """Which of the entries that subscribers have a post is cannot be told; `problems` holds every such post."""


class FloodError(PostsError):
    """Old posts would come into a feed as new, more than may; `problems` holds one of each."""


class LossError(PostsError):
    """Posts that subscribers have cannot be read any more, and would vanish; `problems` says why."""


class ConfigError(FeedtoolError):
    """The configuration cannot be used; `problems` holds everything that is wrong with it."""

    exit_code = 2

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join([message, *map(str, self.problems)]) if self.problems else message)


# Every code there is, but those of sources of other packages, which begin with X.
CODES: Final = (
    "C001", "C002", "C003", "C004", "C010", "C011", "C012", "C013", "C014", "D201", "D202", "D203", "D204", "D205",
    "F100", "F101", "F102", "F103", "F104", "F105", "F106", "F107", "F108", "F110", "F111", "F112", "F113", "F114",
    "F115", "F116", "F117", "I401", "I402", "I403", "I404", "I405", "I406", "M201", "M202", "M203", "M204", "M205",
    "M206", "M207", "M208", "M209", "M210", "M211", "M212", "N601", "N602",
    "N603", "N604", "N605", "N606", "O501", "O502",
)  # fmt: skip
LONGEST: Final = 1000  # characters of a value that are looked at


def quoted(value: object, limit: int = 80) -> str:
    """*value* as it is shown in a Problem: in quotes when it is text, shortened, on one line."""
    try:
        shown = f'"{value[:LONGEST]}"' if isinstance(value, str) else reprlib.repr(value)
    except ValueError:  # a whole number that Python will not write out
        shown = "a number with thousands of digits"
    shown = printable(" ".join(shown.split()) if isinstance(value, str) and value.strip() else shown)
    return shown if len(shown) <= limit else shown[: limit - 2] + ('…"' if isinstance(value, str) else "…")


def printable(text: str) -> str:
    """*text* without what would move a terminal's cursor or begin a line of CI's own: such characters as escapes."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean "path"?`, or nothing when no known word is near."""
    import difflib

    by_letters = {one.lower(): one for one in sorted(known)}
    near = difflib.get_close_matches(word.lower(), by_letters, n=1, cutoff=0.6)
    return f'did you mean "{by_letters[near[0]]}"?' if near else ""
