"""The time of day in a text, taken out of it together with its zone."""

from __future__ import annotations

import re
from datetime import time
from typing import Final, NamedTuple

from feedtool.dates import zones
from feedtool.dates.shapes import Unreadable


class Clock(NamedTuple):
    """A time of day; `days` is 1 for 24:00, which is the next day's midnight."""

    time: time
    days: int = 0
    zone: str | None = None  # as written


HALVES: Final = r"(?P<half>오전|오후|上午|下午|午前|午後)\s*"
AM_PM: Final = r"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)"
TIMES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{HALVES}(?P<h>\d{{1,2}}):(?P<m>\d\d)(?::(?P<s>\d\d))?(?![\d:])",
        rf"{HALVES}(?P<h>\d{{1,2}})[時点시时]\s*(?:(?P<m>\d{{1,2}})[分분])?",
        rf"(?<![\d:.\-])(?P<h>\d{{1,2}}):(?P<m>\d\d)(?::(?P<s>\d\d)(?:[.,](?P<f>\d{{1,9}}))?)?(?![\d:]){AM_PM}?",
        r"(?<![\w:.\-])(?P<h>\d{1,2})\s?h\s?(?P<m>\d\d)?(?!\w)",
        r"(?<!\d)(?P<h>\d{1,2})[時点시时]\s*(?:(?P<m>\d{1,2})[分분])?(?:\s*(?P<s>\d{1,2})[秒초])?",
        rf"(?<![\w:.\-])(?P<h>\d{{1,2}}){AM_PM}",
        r"\bklo?\.?\s(?P<h>\d{1,2})[.:](?P<m>\d\d)(?![\d.])",  # after these words it is no day
        r"(?<![\d.])(?P<h>\d{1,2})\.(?P<m>\d\d)(?=\suhr\b)",
    )
)
AFTERNOON: Final = {"p", "오후", "下午", "午後"}
RANGE: Final = re.compile(r"-\d\d:\d\d(?!\d)")
ISO_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d\s*$")
NAMED: Final = {"noon": time(12), "midnight": time(0)}
ZONE: Final = re.compile(
    r"\s*(?:"
    r"(?P<numeric>(?:utc|gmt)?\s?[+-]\d{1,2}(?::?\d\d)?(?![\w:/]))"
    r"(?:\s*\(.*\)|\[[\w/+\-]+\]|\s+(?:[A-Z]{2,5}|[+-]\d\d(?:\d\d)?)$)?"  # and its name, as Go prints a time
    r"|(?P<place>[A-Z][A-Za-z]+/[\w+\-/]+)"
    r"|\(?(?P<word>[A-Za-z]{1,5})\)?(?![\w.])"
    r")",
    re.IGNORECASE,
)
ORG: Final = re.compile(r"[<\[](\d{4}-\d\d-\d\d)(?:\s+[^\W\d][^\s>\]]*)?(?:\s+(\d{1,2}:\d\d)(?:-\d{1,2}:\d\d)?)?[>\]]")


def split_time(text: str) -> tuple[str, Clock | None]:
    """*text* without its time and zone, and those. Raises Unreadable for a time that does not exist."""
    if org := ORG.fullmatch(text):  # Org mode's stamps
        text = f"{org[1]} {org[2] or ''}".strip()
    text = re.sub(r"(?<=\d)[Tt](?=\d{1,2}:)", " ", text)
    for pattern in TIMES:
        if found := pattern.search(text):
            return _cut(text, found)
    for name, at in NAMED.items():
        if text.lower().endswith(name):
            return text[: -len(name)], Clock(at)
    return text, None


def _cut(text: str, found: re.Match[str]) -> tuple[str, Clock]:
    before, after = text[: found.start()], text[found.end() :]
    if RANGE.match(after) and not found.groupdict().get("s") and not ISO_DAY.search(before):
        raise Unreadable  # from ten to eleven, or at ten in Samoa
    zone, after = _leading_zone(after)
    if zone is None:
        zone, after = _trailing_zone(after)  # "16:12:44 2026 +0100"
    clock, days = _time(found)
    return f"{before} {after}", Clock(clock, days, zone)


def _leading_zone(after: str) -> tuple[str | None, str]:
    found = ZONE.match(after)
    if found is None or (found["word"] and not zones.is_abbreviation(found["word"])):
        return None, after
    name = found["numeric"] or found["place"] or found["word"]
    return name.replace(" ", ""), after[found.end() :]


def _trailing_zone(after: str) -> tuple[str | None, str]:
    found = re.search(r"(?<=\s)[+-]\d\d:?\d\d$", after)
    return (found[0], after[: found.start()]) if found else (None, after)


def _time(found: re.Match[str]) -> tuple[time, int]:
    parts = found.groupdict()
    hour, minute, second = int(parts["h"]), int(parts.get("m") or 0), int(parts.get("s") or 0)
    microsecond = int((parts.get("f") or "0").ljust(6, "0")[:6])
    if half := (parts.get("half") or "").lower():
        if not 1 <= hour <= 12:  # noqa: PLR2004
            raise Unreadable
        hour = hour % 12 + (12 if half in AFTERNOON else 0)
    if (hour, minute, second, microsecond) == (24, 0, 0, 0):
        return time(0), 1
    if second == 60:  # noqa: PLR2004 - a leap second: the last one that clocks can show
        second, microsecond = 59, 0
    try:
        return time(hour, minute, second, microsecond), 0
    except ValueError:
        raise Unreadable from None
