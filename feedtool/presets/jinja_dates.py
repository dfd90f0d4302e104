"""Dates by the patterns of Babel, as its filters in Jinja print them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from feedtool.presets.templates import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FIELD: Final = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*")
NUMBERS: Final[Mapping[str, Callable[[datetime], int]]] = {
    "y": lambda at: at.year, "Y": lambda at: at.isocalendar().year, "M": lambda at: at.month, "L": lambda at: at.month,
    "d": lambda at: at.day, "D": lambda at: at.timetuple().tm_yday, "H": lambda at: at.hour, "m": lambda at: at.minute,
    "s": lambda at: at.second,
}  # fmt: skip
NAMES: Final = frozenset({"short", "medium", "long", "full"})  # what they mean is another thing in every language
WORDY: Final = 3  # letters of a month from which on it is a name, in the site's language


def by_pattern(at: object, pattern: object, *, is_time: bool = False) -> str:
    """*at* by a *pattern* of numbers. A date is the one that it names, a time is told in UTC. Raises Unknown."""
    if not isinstance(at, date) or not isinstance(pattern, str) or pattern in NAMES:
        raise Unknown(f"the date format {pattern}")
    time = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day)  # noqa: DTZ001 - as it stands
    if is_time and time.tzinfo is not None:
        time = time.astimezone(UTC)
    return FIELD.sub(lambda found: _field(found, time), pattern)


def _field(found: re.Match[str], at: datetime) -> str:
    if found[2] is None:
        return (found[1] or "'").replace("''", "'")
    letter, count = found[2], len(found[0])
    if letter not in NUMBERS or (letter in "ML" and count >= WORDY):
        raise Unknown(f"{found[0]} in a date")
    number = f"{NUMBERS[letter](at):0{count}}"
    return number[-2:] if letter in "yY" and count == 2 else number  # noqa: PLR2004 - digits
