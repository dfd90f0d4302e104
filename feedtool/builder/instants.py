"""Instants as feeds write them: in UTC and whole seconds.

Readers exist that ignore an offset, and others that take a fraction for thousandths.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)  # a feed without entries was never updated
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def utc(instant: datetime) -> datetime:
    """*instant* in UTC, without its fraction."""
    return instant.astimezone(UTC).replace(microsecond=0)


def rfc3339(instant: datetime) -> str:
    """For Atom and JSON Feed: 2026-11-24T18:30:00Z."""
    return utc(instant).isoformat().replace("+00:00", "Z")


def rfc2822(instant: datetime) -> str:
    """For RSS: Tue, 24 Nov 2026 18:30:00 +0000, in English whatever the locale."""
    at = utc(instant)
    return f"{DAYS[at.weekday()]}, {at.day:02} {MONTHS[at.month - 1]} {at.year:04} {at:%H:%M:%S} +0000"
