"""Callouts in quotes, `> [!note] Title`: a quote that opens with its title."""

from __future__ import annotations

import re
from typing import Final

CALLOUT: Final = re.compile(
    r"^(?P<quote>[ \t]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?>[ \t>]*+)"
    r"\[!(?P<type>[\w -]{1,50})(?:\|[^\]\n]{0,99})?\][+-]?[ \t]*+(?P<title>[^\n]*+)",
    re.MULTILINE,
)
MARKER: Final = re.compile(r"[-*+\d.)]")


def expand(text: str) -> str:
    """*text*, its code shielded, with each callout's mark as a bold title."""
    return CALLOUT.sub(_titled, text) if "[!" in text else text


def _titled(found: re.Match[str]) -> str:
    title = found["title"].strip() or found["type"].replace("-", " ").strip().capitalize()
    below = MARKER.sub(" ", found["quote"]).rstrip()
    return f"{found['quote']}<strong>{title}</strong>\n{below}"
