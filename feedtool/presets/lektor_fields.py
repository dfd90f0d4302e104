"""The fields of Lektor's files and blocks: what stands under each key."""

from __future__ import annotations

import re
from typing import Final

FIELD: Final = re.compile(r"[ \t]*+([^:\n]*[^:\s]):[ \t]*+(.*+)")


def fields_of(text: str) -> tuple[dict[str, str], dict[str, int]]:
    """What each field of *text* says, and the line of its key. A line of three dashes stands between them; a value is
    on the line of its key, or below it; a line of dashes in a value has one more.
    """
    places: dict[str, int] = {}
    values: dict[str, list[str]] = {}
    key = ""
    for number, line in enumerate(text.split("\n"), 1):
        if line.rstrip() == "---":
            key = ""
        elif not key and (row := FIELD.fullmatch(line)):
            key = row[1]
            places[key], values[key] = number, [row[2]]
        elif key:
            values[key].append(line.replace("-", "", 1) if re.fullmatch(r"\s*-{4,}\s*", line) else line)
    # Blanks at the head of a text may be those of its code.
    said = {key: re.sub(r"\A(?:[ \t]*\n)+", "", "\n".join(lines)).rstrip() for key, lines in values.items()}
    return said, places
