"""The day in a text that has no time in it: a table of shapes, each with one meaning."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from feedtool.dates import words


class Unreadable(ValueError):  # noqa: N818 - an expected outcome
    """No shape fits, or the day does not exist."""


class Ambiguous(Unreadable):
    """More than one day fits, or only a part of one is given; `readings` are ISO 8601."""

    def __init__(self, expected: str, remedy: str, readings: tuple[str, ...] = ()) -> None:
        self.expected, self.remedy, self.readings = expected, remedy, readings
        super().__init__(expected)


WORD: Final = r"[^\W\d_]+"
GAP: Final = r"\s*[-/.,]?\s*"
LABEL: Final = re.compile(r"(?:posted|published|written|date|on)\b(?:\s+on)?\s*:?\s+", re.IGNORECASE)
# RFC 2822 §4.3: two digits below 50 are 20xx; a fixed line, so that no answer changes with the year.
CENTURY: Final = 50


def read_day(text: str, *, order: str, language: str) -> date:
    """The day that *text* names. Raises Ambiguous or Unreadable."""
    text = _plain(text)
    for pattern, make in SHAPES:
        if found := pattern.fullmatch(text):
            return _named(found, language) if make == "named" else _numbered(found, make, order)
    if re.fullmatch(rf"(\d{{4}})(-\d\d)?|({WORD})\.?{GAP}(\d{{4}})", text) and not _no_month(text, language):
        raise Ambiguous("a date with a day", "add the day, as in 2026-11-24")
    raise Unreadable


def _no_month(text: str, language: str) -> bool:
    word = re.search(WORD, text)
    return word is not None and words.month(word[0], language) is None


def _plain(text: str) -> str:
    text = LABEL.sub("", text.strip().lower(), count=1) if LABEL.match(text.strip()) else text.strip().lower()
    text = re.sub(r"[(（](?:[日月火水木金土]|[^\W\d]+\.?)[)）]", "", text.replace("،", ","))
    text = re.sub(r"\bd['’](?=[ao])", "", text)  # Catalan: 4 d’abril
    text = re.sub(rf"\[({WORD})\]", r"\1", text)
    if re.search(rf"{WORD}", text) and not re.fullmatch(r"[\d\s年月日년월일.\-]+|\d{4}-w\d\d-\d", text):
        known = words.words()
        first = re.match(r"([^\W\d_]+(?:-feira)?)\.?,?\s*", text)
        if first and first[1] in known.weekdays and re.search(r"\d", text[first.end() :]):
            without = text[first.end() :]
            # "mar 5 2024": a weekday in French, a month everywhere else
            if re.search(WORD, without) or words.month(first[1], "en") is None:
                text = without
        last = re.search(r"(?<=[\d.日일])[,\s]+([^\W\d_]+)\.?$", text)
        if last and last[1] in known.weekdays and last[1] not in known.months:
            text = text[: last.start()]
        text = " ".join(word for word in text.split() if not {word, word.rstrip(",.")} & known.fillers)
    return text.strip(" \t,.|–—-•·")


def _numbered(found: re.Match[str], make: str, order: str) -> date:
    parts = [int(part) for part in found.groups() if part and part.isdigit()]
    if make == "ymd":
        return _date(*parts)
    if make == "dmy":
        return _date(*reversed(parts))
    if make == "iso":
        return _iso(found[0])
    return _any_order(parts, found[0], order)


def _named(found: re.Match[str], language: str) -> date:
    month = words.month(found["month"].rstrip("."), language)
    if month is None:
        raise Unreadable
    return _date(_year(found["year"]), month, int(found["day"]))


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable from None


def _iso(text: str) -> date:
    """A day of ISO 8601 that is rare: of a week, or of a year."""
    from dateutil.parser import isoparse

    try:
        if "w" in text:  # dateutil lets a 53rd week pass in years that have 52
            return date.fromisoformat(text.upper())
        return isoparse(text).date()
    except ValueError:
        raise Unreadable from None


def _year(digits: str) -> int:
    if len(digits) == 4:  # noqa: PLR2004
        return int(digits)
    return int(digits) + (2000 if int(digits) < CENTURY else 1900)


def _any_order(parts: list[int], text: str, order: str) -> date:
    """Three numbers, the year last or two digits long: what they can be, by the separator's habits."""
    first, second, third = parts
    year = _year(re.split(r"[-/.]", text)[2])
    readings = {}
    for name, (y, m, d) in {"dmy": (year, second, first), "mdy": (year, first, second)}.items():
        try:
            readings[name] = _date(y, m, d)
        except Unreadable:
            continue
    short_iso = _short_iso(first, second, third, text)
    distinct = sorted({*readings.values(), *([short_iso] if short_iso else [])})
    if len(distinct) == 1:
        return distinct[0]
    if not distinct:
        raise Unreadable
    if short_iso:  # 03-12-31 may be a shortened ISO date
        readings["ymd"] = short_iso
    elif "." in text:  # nobody writes the month first with dots
        readings = dict.fromkeys(("dmy", "mdy", "ymd"), readings["dmy"])
    if order in readings:
        return readings[order]
    shown = tuple(sorted({day.isoformat() for day in readings.values()}))
    written = " or ".join(day.isoformat() for day in distinct)
    raise Ambiguous("a date with one reading", f'write {written}, or set date_order = "dmy" or "mdy"', shown)


def _short_iso(first: int, month: int, day: int, text: str) -> date | None:
    if "-" not in text or len(text) != len("03-12-31") or day < 1:
        return None
    try:
        return _date(_year(f"{first:02}"), month, day)
    except Unreadable:
        return None


SHAPES: Final = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", "ymd"),
        (r"(\d{4})/(\d{1,2})/(\d{1,2})", "ymd"),
        (r"(\d{4})\.\s?(\d{1,2})\.\s?(\d{1,2})", "ymd"),
        (rf"(?:thứ {WORD},?\s|chủ nhật,?\s)?(?:ngày\s)?(\d{{1,2}}) tháng (\d{{1,2}})(?:,| năm)? (\d{{4}})", "dmy"),
        (r"(\d{4})(\d\d)(\d\d)", "ymd"),
        (r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]", "ymd"),
        (r"(\d{4})-?w(\d\d)-?(\d)", "iso"),
        (r"(\d{4})-?(\d{3})", "iso"),
        (r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)", "any"),
        (r"(\d{1,2})-(\d{1,2})-(\d{4}|\d\d)", "any"),
        (r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)", "any"),
        (
            rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|e|º|ª|\.)?{GAP}(?P<month>{WORD})\.?{GAP}(?P<year>\d{{4}}|\d\d)",
            "named",
        ),
        (
            rf"(?P<month>{WORD})\.?{GAP}(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s*[,/.-]\s*|\s+)(?P<year>\d{{4}})",
            "named",
        ),
        (rf"(?P<year>\d{{4}}){GAP}(?P<month>{WORD})\.?{GAP}(?P<day>\d{{1,2}})", "named"),
    )
)
