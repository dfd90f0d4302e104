"""What a time zone's name means: an offset, or the reason why not."""

from __future__ import annotations

import re
import zoneinfo
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

UTC_NAMES: Final = frozenset({"z", "utc", "gmt", "ut"})

# Abbreviations that mean one offset wherever they are used (RFC 822 §5 for the American ones, the rest by usage).
OFFSETS: Final[dict[str, float]] = {
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10, "nst": -3.5, "ndt": -2.5,
    "wet": 0, "west": 1, "cet": 1, "cest": 2, "met": 1, "mest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3,
    "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "awst": 8, "acst": 9.5, "acdt": 10.5, "aest": 10, "aedt": 11,
    "nzst": 12, "nzdt": 13, "sast": 2, "brt": -3, "art": -3,
}  # fmt: skip

# Abbreviations without "standard" or "daylight" follow a place's clock.
PLACES: Final = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
    "at": "America/Halifax",
}  # fmt: skip

# Each of these is in use for several offsets: only the site's own zone can say which.
SHARED: Final = {
    "amt": "Amazon (-4) or Armenia (+4)", "bst": "Britain (+1) or Bangladesh (+6)",
    "ect": "Ecuador (-5) or the Eastern Caribbean (-4)", "ist": "India (+5:30), Ireland (+1) or Israel (+2)",
    "sst": "Samoa (-11) or Singapore (+8)", "wst": "Western Australia (+8) or West Samoa (+13)",
    "gst": "the Gulf (+4) or South Georgia (-2)", "pkt": "Pakistan", "bdt": "Bangladesh or Brunei",
}  # fmt: skip

NUMERIC: Final = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)


class UnknownZoneError(ValueError):
    """The text names a zone that has no single meaning, or none."""


def is_abbreviation(word: str) -> bool:
    """Whether *word* can only be the name of a zone."""
    lower = word.lower()
    return lower in UTC_NAMES or lower in OFFSETS or lower in PLACES or lower in SHARED


def resolve(name: str, naive: datetime, site: tzinfo) -> tzinfo:
    """The zone that *name* means at *naive*; the site's own clock breaks ties.

    Raises UnknownZoneError, with the readings in its text.
    """
    lower = name.lower().strip("()")
    if lower in UTC_NAMES:
        return UTC
    if numeric := NUMERIC.fullmatch(lower):
        return _offset(numeric, name)
    if (here := naive.replace(tzinfo=site)).tzname() == name.upper():
        return timezone(here.utcoffset() or timedelta())
    if lower in OFFSETS:
        return timezone(timedelta(hours=OFFSETS[lower]))
    if lower in SHARED:
        raise UnknownZoneError(f"{name.upper()} may be {SHARED[lower]}")
    return _place(PLACES.get(lower, name))


def _offset(numeric: re.Match[str], name: str) -> tzinfo:
    sign, hours, minutes = numeric[1], int(numeric[2]), int(numeric[3] or 0)
    if hours > 14 or minutes > 59:  # noqa: PLR2004 - +14:00 is Kiritimati, the farthest there is
        raise UnknownZoneError(f"no place has the offset {name}")
    distance = timedelta(hours=hours, minutes=minutes)
    return timezone(-distance if sign == "-" else distance)


def _place(key: str) -> tzinfo:
    try:
        return zoneinfo.ZoneInfo(key)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZoneError(f"no zone is called {key}") from None
