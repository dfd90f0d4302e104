"""What an address gave, and how what is wrong with it is told: one line each."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Final, NamedTuple, TypeAlias

from feedtool.errors import Place, Problem
from feedtool.loader.entries import date_of

if TYPE_CHECKING:
    from feedtool.parse import Document
    from feedtool.subscriptions.rows import Row

LEAST: Final = 3  # addresses that take as long as to want a bar
UNCHANGED: Final = 304
GONE: Final = 410
WHOLE: Final = (200, 203)


class Good(NamedTuple):
    """A copy, or that the one that is known is current."""

    url: str
    status: int
    charset: str
    data: bytes
    etag: str
    modified: str
    moved: str
    body: IO[bytes] | None = None  # where the data lie until somebody wants them

    def whole(self) -> Good:
        """The same, with its data."""
        if self.body is None:
            return self
        with self.body as file:
            file.seek(0)
            return self._replace(data=file.read(), body=None)


class Failure(NamedTuple):
    """Why there is none."""

    why: str
    status: int = 0
    wait_s: int | None = None  # that its server asks to wait
    is_silent: bool = False  # there was no answer at all


Told: TypeAlias = Good | Failure


def no_feed(why: Exception, answer: Good) -> Failure:
    """Of an answer that is something else."""
    found = getattr(why, "found", None)
    return Failure(f"it is no feed, but {found}" if found else f"it is no feed: {why}", answer.status)


def told(row: Row) -> list[Problem]:
    """What is wrong with an address, if anything is: that it is gone, or down, or no feed; else that it moved."""
    if row.fault:
        last = f"its entries of {time_of(row.fetched, day=True)} stay" if row.has_copy else "it has no entries yet"
        since = f" since {time_of(row.failing, day=True)}" if row.failing else ""
        if row.status == GONE:
            return [_problem(row, "N605", f"a feed that is gone for good{since}", f"{last}; take its address out")]
        if row.status in WHOLE:
            return [_problem(row, "N603", f"no feed{since} ({row.fault})", f"{last}; correct its address")]
        return [_problem(row, "N602", f"a feed that is not to be had{since} ({row.fault})", _rests(row, last))]
    if row.moved:
        return [_problem(row, "N604", f"a feed that is at {shown(row.moved)} for good", "write that address")]
    return []


def _rests(row: Row, last: str) -> str:
    until = f"; it is not asked before {time_of(row.due)}, as its server wants" if row.due else ""
    return f"{last}{until}; correct its address, if it is wrong"


def _problem(row: Row, code: str, found: str, remedy: str) -> Problem:
    return Problem(
        code=code, place=Place(shown(row.address)), found=found, expected="a feed, or a list of feeds (OPML)",
        remedy=remedy,
    )  # fmt: skip


def undated(document: Document | None) -> list[str]:
    """The ids of those entries that have no date."""
    return [] if document is None else [one.id for one in document.entries if date_of(one) is None]


def shown(address: str) -> str:
    """An address as it may stand in a message or in a feed: without passwords and keys."""
    from feedtool.fetch import hosts

    return hosts.shown(address)


def time_of(seconds: float | None, *, day: bool = False) -> str | None:
    """RFC 3339, or the day of that."""
    if seconds is None:
        return None
    at = datetime.fromtimestamp(round(seconds), UTC)
    return f"{at:%Y-%m-%d}" if day else at.isoformat()


def digest_of(file: str) -> str:
    """Of the configuration in *file*."""
    with open(file, "rb") as opened:
        return sha256(opened.read()).hexdigest()
