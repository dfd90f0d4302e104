"""The line of a saved page that says when a post was published, and often who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import dates

if TYPE_CHECKING:
    from feedtool.dates import Rules

MARK: Final = re.compile(r"\s*[•·|]\s*|\s+[—–]\s+|\s{2,}")
COUNT: Final = re.compile(
    r"\d+ ?min(?:ute)?s?(?: read)?|(?:\d+|no) (?:words?|views?|comments?)|leave a comment", re.IGNORECASE
)
SAID: Final = re.compile(
    r"(?:posted|published|written|veröffentlicht|publié)(?:\s+(?:on|am|le))?:?\s+|(?:on|am)\s+", re.IGNORECASE
)
EDITED: Final = re.compile(
    r"(?:last\s+)?(?:updated|modified|edited|aktualisiert)(?:\s+(?:on|am))?:?\s+(?P<date>.+)", re.IGNORECASE
)
BY: Final = re.compile(
    r"(?:(?:written|posted)\s+)?(?:by|von|par)\s+(?P<name>\S.{0,60}?)(?:\s+in\s+(?P<tag>\S.{0,40}))?", re.IGNORECASE
)
BY_ON: Final = re.compile(
    r"(?:(?:written|posted)\s+)?(?:by|von|par)\s+(?P<name>\S.{0,60}?),?\s+(?:on|am|le)\s+(?P<date>\S.{3,40})",
    re.IGNORECASE,
)
DATE_BY: Final = re.compile(
    r"(?P<date>.+?)(?:\s+(?:by|von|par)\s+(?P<name>\S.{0,60}?))?(?:,?\s+(?:posted\s+)?in\s+\S.{0,40})?", re.IGNORECASE
)
NAME_WORDS: Final = 4
LONGEST: Final = 150  # characters; a longer line is text


class Dateline(NamedTuple):
    """What such a line says."""

    date: str  # as it stands there
    author: str | None = None
    is_byline: bool = False  # the line begins with its author: "By Ada in Bread — May 4, 2019"
    has_time: bool = False  # it says how long the reading takes


def dateline(text: str, rules: Rules) -> Dateline | None:
    """What *text* says, where it is a date and nothing but names, marks and reading times beside it."""
    if len(text) > LONGEST:
        return None
    if (whole := BY_ON.fullmatch(text)) and is_date(whole["date"], rules):
        return Dateline(whole["date"], whole["name"], is_byline=True)
    every = [part for part in MARK.split(text) if part]
    parts = [part for part in every if not COUNT.fullmatch(part)]
    date = author = topic = None
    for part in parts:
        said = SAID.sub("", part, count=1) if SAID.match(part) else part
        with_name = DATE_BY.fullmatch(said)
        if date is None and is_date(said, rules):
            date = said
        elif date is None and with_name and is_date(with_name["date"], rules):
            date, author = with_name["date"], with_name["name"]
        elif author is None and (byline := BY.fullmatch(part)):
            author = byline["name"]
        elif author is None and is_name(part):
            author = part
        elif topic is None and is_name(part):
            topic = part
        else:
            return None
    return None if date is None else Dateline(date, author, bool(BY.fullmatch(parts[0])), len(parts) < len(every))


def edited(text: str, rules: Rules) -> str | None:
    """The date of a line like "Updated: Jun 2, 2020"."""
    found = EDITED.fullmatch(text) if len(text) <= LONGEST else None
    return found["date"] if found and is_date(found["date"], rules) else None


def is_date(text: str, rules: Rules) -> bool:
    """Whether *text* is a date, be it one with several readings."""
    try:
        dates.read(text, rules)
    except dates.Refused as why:
        return bool(why.readings)  # 03/04/2019 is a date, only not one that can be told
    return True


def is_name(text: str) -> bool:
    """Whether *text* may be somebody's name: a few words, each with a capital or in a script without them."""
    parts = text.split()
    return (
        0 < len(parts) <= NAME_WORDS
        and not re.search(r"[\d.!?:;,]$|\d", text)
        and all(not part[0].islower() or part in {"de", "van", "von", "der", "di", "da"} for part in parts)
    )
