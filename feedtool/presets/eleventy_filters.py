"""The site's own filters, as far as addresses use them and their code is one of a few idioms: read, never run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.javascript import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.javascript import Script

CALLS: Final = ("addFilter", "addLiquidFilter", "addNunjucksFilter")
SLUGS: Final = frozenset({"slug", "slugify"})
CHOICE: Final = re.compile(r"\bif\b|\bfor\b|\?(?![?.])")
# DateTime.fromJSDate(date, { zone: "utc" }).toFormat("yyyy/LL/dd"), dayjs(date).format("YYYY/MM/DD")
FORMAT: Final = re.compile(
    r"(?P<library>\bfromJSDate|\b(?:dayjs|moment)(?:\.utc)?)\((?P<of>[^()]*)\)(?:\.utc\(\))?"
    r"\.(?:toFormat|format)\(\s*(?:\w+\s*(?:\|\||\?\?)?\s*)?(?:(?P<mark>[\"'`])(?P<pattern>[^\"'`]*)(?P=mark))?\s*\)"
)
ZONE: Final = re.compile(r"\bzone:\s*(?:\w+\s*\|\|\s*)?[\"'](?!utc[\"'])", re.IGNORECASE)
DAY: Final = re.compile(r"\.toISOString\(\)\.(?:split\(\s*[\"']T[\"']\s*\)\[0\]|(?:slice|substring|substr)\(0,\s*10\))")
YEAR: Final = re.compile(r"\.get(?:UTC)?FullYear\(\)")


def filters_of(script: Script, version: int) -> Mapping[str, str | None]:
    """What filters do that the site makes itself: the pattern of a date ("": as it is told), "slug", or None where that
    is not known. Before version 3 slugify makes a dash of any apostrophe.
    """
    older = {"slugify": "slugify 1"} if version < 3 else {}  # noqa: PLR2004
    return older | {call[0]: _meaning(call[0], _body(call[1], script)) for name in CALLS for call in script.calls(name)
            if len(call) > 1 and isinstance(call[0], str)}  # fmt: skip


def _body(said: object, script: Script) -> str:
    return str(script.constants.get(said, said)) if isinstance(said, Code) else ""


def _meaning(name: str, code: str) -> str | None:
    if name in SLUGS:
        return "slug" if "lower" in code.lower() else None
    dates = [*FORMAT.finditer(code)]
    if CHOICE.search(code) or ZONE.search(code) or len(dates) > 1:
        return None
    if dates:
        pattern = dates[0]["pattern"] or ""
        return None if "fromJSDate" not in dates[0][0] and "d" in pattern else pattern  # "dd" is Mo, Tu, We to Day.js
    return "%F" if DAY.search(code) else "%Y" if YEAR.search(code) else None
