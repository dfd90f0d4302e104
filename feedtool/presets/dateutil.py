"""What python-dateutil makes of dates, where they say something else: Pelican, Nikola and ABlog read with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from feedtool import dates

# Of zones it knows UTC and that of the machine; every other name is dropped (parser/_parser.py, _build_tzaware).
NAME: Final = re.compile(r"(?<=[\d\s])(?!(?:UTC|GMT|AM|PM)\b)\b[A-Z]{3,5}$")
# A sign behind a name says how far UTC is from there, as POSIX has it (parser/_parser.py, _parse).
BEHIND: Final = re.compile(r"(?<=\d)( ?)(?:UTC|GMT)([+-])(?=\d)")
TURNED: Final = {"+": "-", "-": "+"}


def date(value: Any, rules: dates.Rules) -> tuple[Any, dates.Rules]:
    """For feedtool.presets.Preset.date."""
    if isinstance(value, str) and ":" in value:
        value = NAME.sub("", BEHIND.sub(lambda found: found[1] + TURNED[found[2]], value.strip())).strip()
    return value, rules
