"""Anything to an instant, or the reason why not.

Nothing is filled in: no year, no day, never today. A date with two readings is refused with both of them,
unless the site says which order its dates have.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final, NamedTuple

from feedtool.dates import zones
from feedtool.dates.shapes import Ambiguous, Unreadable, read_day
from feedtool.dates.times import Clock, split_time

__all__ = ["Moment", "Refused", "Rules", "in_path", "read"]

LAST: Final = datetime(9999, 12, 31, 9, 59, 59, tzinfo=UTC)  # that every zone can write, up to +14:00
FIRST_YEAR: Final = 1583  # the calendar's first whole one; before it a year is a slip, or of another calendar (1402)


class Rules(NamedTuple):
    """How a site writes its dates."""

    zone: tzinfo = UTC  # of times that name no zone
    default_time: time = time()  # of dates without a time, in that zone
    order: str = ""  # "dmy", "mdy" or "ymd" settles 01/02/2026
    language: str = "en"  # for the names of months


class Moment(NamedTuple):
    """An instant, and whether its author gave the day only."""

    instant: datetime  # aware
    day_only: bool


class Refused(ValueError):  # noqa: N818 - a date that is refused is an expected outcome
    """Not a date, or not one only. `expected` says what would be; `readings` holds both, ISO 8601."""

    def __init__(self, expected: str, remedy: str, readings: tuple[str, ...] = ()) -> None:
        self.expected, self.remedy, self.readings = expected, remedy, readings
        super().__init__(expected)


NOT_A_DATE: Final = ("a date", "write it like 2026-11-24 or 2026-11-24 18:30 +01:00")

ISO: Final = re.compile(
    r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:[Zz]|[+-]\d\d:?\d\d)?)?"
    r"|\d{8}T\d{4}(?:\d\d)?(?:Z|[+-]\d{4})?"
)


def read(value: object, rules: Rules = Rules(), *, via: str = "text") -> Moment:  # noqa: B008 - an immutable tuple
    """*value* as an instant.

    *via* says where it stood: "text", "yaml", "toml", "json", "org"; "excel" and "excel1904" take serial days;
    "filename" takes a path. Numbers are epoch seconds, milliseconds or microseconds by their magnitude.
    Raises Refused.
    """
    try:
        moment = _read(value, rules, via)
        if moment.instant.year == LAST.year:  # "never": it may lie beyond the last instant that a zone can write
            moment = moment._replace(instant=min(moment.instant, LAST))
        moment.instant.astimezone(UTC)
    except OverflowError:
        raise Refused(*NOT_A_DATE) from None
    except Unreadable:
        raise Refused("a day and a time that exist", NOT_A_DATE[1]) from None
    if moment.instant.year < FIRST_YEAR:
        raise Refused(f"a year from {FIRST_YEAR} on", NOT_A_DATE[1])
    return moment


def _read(value: object, rules: Rules, via: str) -> Moment:
    if via == "filename":
        found = in_path(str(value), rules)
        if found is None:
            raise Refused("a full date in the path", "name it like 2026-11-24-title.md")
        return found
    if isinstance(value, datetime):
        return Moment(value if value.tzinfo else value.replace(tzinfo=rules.zone), day_only=False)
    if isinstance(value, date):
        return _day(value, rules)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_serial(value, rules, via) if via.startswith("excel") else _from_number(value, rules)
    if isinstance(value, str):
        return _from_text(value, rules)
    raise Refused(*NOT_A_DATE)


def _day(day: date, rules: Rules) -> Moment:
    return Moment(datetime.combine(day, rules.default_time, rules.zone), day_only=True)


def _from_text(text: str, rules: Rules) -> Moment:
    text = " ".join(text.split())
    if ISO.fullmatch(text):
        return _from_iso(text, rules)
    if not re.search(r"\d", text):  # pages are asked line by line
        raise Refused(*NOT_A_DATE)
    try:
        rest, clock = split_time(text)
        day = read_day(rest, order=rules.order, language=rules.language)
    except Ambiguous as several:
        raise Refused(
            "a date with one reading" if several.readings else several.expected, several.remedy, several.readings
        ) from None
    except Unreadable:
        raise Refused(*NOT_A_DATE) from None
    return _day(day, rules) if clock is None else _at(day, clock, rules)


def _from_iso(text: str, rules: Rules) -> Moment:
    try:
        if len(text) == len("2026-11-24"):
            return _day(date.fromisoformat(text), rules)
        instant = datetime.fromisoformat(re.sub(r"\s(?=[zZ+-])", "", text).replace(",", ".").upper())
    except ValueError:
        if re.search(r":60(?!\d)|[Tt ]24:00", text):  # a leap second, or midnight at the end of the day
            with suppress(ValueError):  # Unreadable is one
                rest, clock = split_time(text)
                if clock is not None:
                    return _at(date.fromisoformat(rest.strip()), clock, rules)
        raise Refused("a day and a time that exist", "correct it; a whole one looks like 2026-11-24 18:30") from None
    return Moment(instant if instant.tzinfo else instant.replace(tzinfo=rules.zone), day_only=False)


def _at(day: date, clock: Clock, rules: Rules) -> Moment:
    naive = datetime.combine(day, clock.time) + timedelta(days=clock.days)
    if clock.zone is None and clock.days:
        raise Refused("a time up to 23:59", f"write {naive.date()} 00:00 if that is meant")
    if clock.zone is None:
        # Where the clock jumps, the earlier offset counts (PEP 495, fold=0): the hour that is missing in spring is
        # read as if the clock had not been put forward yet, the doubled one in autumn as its first pass.
        return Moment(naive.replace(tzinfo=rules.zone), day_only=False)
    try:
        return Moment(naive.replace(tzinfo=zones.resolve(clock.zone, naive, rules.zone)), day_only=False)
    except zones.UnknownZoneError as why:
        raise Refused(
            f"a time zone with one meaning ({why})", "write the offset, as in 2026-11-24 18:30 +01:00"
        ) from None


def _from_number(number: float, rules: Rules) -> Moment:
    digits = str(number)
    if digits.isdigit() and len(digits) in {8, 12, 14} and digits[:2] in {"19", "20"}:
        return _from_text(digits, rules)
    if digits.isdigit() and len(digits) == 10 and _is_day(digits[:8]) and int(digits[8:]) < 24:  # noqa: PLR2004
        readings = (_epoch(number, 1).isoformat(), f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}")
        raise Refused("a date with one reading", NOT_A_DATE[1], readings)
    for unit, least, most in ((1, 1e8, 1e10), (1e3, 1e11, 1e13), (1e6, 1e14, 1e16)):
        if least <= number < most:
            return Moment(_epoch(number, unit), day_only=False)
    if digits.isdigit() and len(digits) == 4:  # noqa: PLR2004 - a year
        return _from_text(digits, rules)
    raise Refused("a date, or seconds since 1970", NOT_A_DATE[1])


def _epoch(number: float, unit: float) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=round(number * 1e6 / unit))


def _is_day(digits: str) -> bool:
    try:
        date.fromisoformat(digits)
    except ValueError:
        return False
    return True


def _from_serial(number: float, rules: Rules, via: str) -> Moment:
    """A spreadsheet's day: since 1899-12-30, or since 1904-01-01 in files from old Macs."""
    if via == "excel" and number <= 60:  # noqa: PLR2004 - 60 is 29 February 1900, which never was; before it days are off by one
        raise Refused("a day after February 1900", NOT_A_DATE[1])
    start = datetime(1904, 1, 1) if via == "excel1904" else datetime(1899, 12, 30)  # noqa: DTZ001 - a wall clock
    when = start + timedelta(seconds=round(number * 86_400))
    return _day(when.date(), rules) if number == int(number) else Moment(when.replace(tzinfo=rules.zone), False)


IN_NAME: Final = re.compile(
    r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?![\d])(?:[Tt](\d\d)[-:](\d\d)(?:[-:](\d\d))?(?!\d))?"
    r"|^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)|^(\d{4})(\d\d)(\d\d)(?=[-_.]|$)"
)
FOLDERS: Final = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})(?=/|$)")


def in_path(path: str, rules: Rules = Rules()) -> Moment | None:  # noqa: B008 - an immutable tuple
    """The full date in a path ("/" between folders): the nearest to its end counts. None where there is none.

    Raises Refused where one stands there that does not exist, such as 2021-02-30-trip.md.
    """
    segments = path.split("/")
    for index in range(len(segments) - 1, -1, -1):
        if (found := IN_NAME.search(segments[index])) is not None:
            return _named([part for part in found.groups() if part is not None], rules)
        if (folders := FOLDERS.search("/".join(segments[: index + 1]))) and folders.end() == len(
            "/".join(segments[: index + 1])
        ):
            return _named(list(folders.groups()), rules)
    return None


def _named(parts: list[str], rules: Rules) -> Moment | None:
    try:
        day = date(*map(int, parts[:3]))
        clock = time.fromisoformat(":".join(parts[3:])) if parts[3:] else None
    except ValueError:
        raise Refused("a day that exists in the path", "correct the date in the file's name") from None
    if day.year < FIRST_YEAR:
        raise Refused(f"a year from {FIRST_YEAR} on in the path", "correct the date in the file's name")
    return _day(day, rules) if clock is None else Moment(datetime.combine(day, clock, rules.zone), day_only=False)
