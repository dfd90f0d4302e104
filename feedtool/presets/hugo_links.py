"""Hugo's addresses: its permalink rules in feedtool's words, and its two ways to write a word into an address."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.slugs import DAYS, MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from feedtool.presets import Place

SMALL: Final = str.maketrans("İΣ", "iσ")  # what Python has a rule of its own for
KEPT: Final = frozenset("./\\_#+~-@")  # beside letters, marks and digits of any script


def sanitised(text: str, *, keeps_case: bool = False, accents: bool = True) -> str:
    """*text* as Hugo lets it stand in an address: blanks become a dash, other marks vanish."""
    if not accents:
        parts = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", "".join(one for one in parts if unicodedata.category(one) != "Mn"))
    text = " ".join("".join(letter for letter in text if letter.isspace() or _is_kept(letter)).split())
    text = re.sub(r" (?=-)|(?<=-) ", "", text).replace(" ", "-")
    return text if keeps_case else text.translate(SMALL).lower()


def _is_kept(letter: str) -> bool:
    return letter in KEPT or unicodedata.category(letter)[0] in "LM" or unicodedata.category(letter) == "Nd"


def of_file(path: str, *, keeps_case: bool = False, accents: bool = True) -> str:
    """A path of the disk as an address. Each blank is a dash before marks vanish, "A & B" is "a--b", unless paths keep
    their case.
    """
    return sanitised(path if keeps_case else path.replace(" ", "-"), keeps_case=keeps_case, accents=accents)


# -- words of rules --------------------------------------------------------------------------------------------------

# What prepare found out about a page, under this key of its metadata: words to texts.
KEY: Final = "hugo"
FEW: Final = 5  # sections of which rules can speak by their number


def known(place: Place, word: str) -> str:
    found: Any = place.metadata.get(KEY)
    return str(found.get(word, "")) if isinstance(found, dict) else ""


def _urlized(place: Place, text: str) -> str:
    """*text* as it comes out of a rule: a plus has become a blank on the way, as in a form."""
    keeps_case, accents = bool(known(place, "keeps_case")), not known(place, "no_accents")
    once = sanitised(text, keeps_case=keeps_case, accents=accents).replace("+", " ").replace("\\", "-")
    return sanitised(once, keeps_case=keeps_case)


def _title(place: Place) -> str:
    return _urlized(place, place.title.replace("/", " "))


def _slug_or(other: Callable[[Place], str]) -> Callable[[Place], str]:
    def word(place: Place) -> str:
        slug = (place.slug or known(place, "slug")).strip("-")
        return _urlized(place, slug) if slug else other(place)

    return word


def _name(place: Place) -> str:
    return _urlized(place, known(place, "name"))


def _sections(start: int | None, end: int | None) -> Callable[[Place], str]:
    return lambda at: "/".join(known(at, "sections").split("/")[start:end])


def _date(write: Callable[[datetime], str]) -> Callable[[Place], str]:
    return lambda at: _urlized(at, write(at.when)) if at.when else ""


WORDS: Final[Mapping[str, Callable[[Place], str]]] = {
    "language": lambda at: known(at, "language"),
    "path": lambda at: known(at, "path") or at.stem,
    "section": lambda at: known(at, "sections").partition("/")[0],
    "sections": lambda at: known(at, "sections"),
    "sectionslug": lambda at: known(at, "sectionslugs").partition("/")[0],
    "sectionslugs": lambda at: known(at, "sectionslugs"),
    "title": _title,
    "slug": _slug_or(_title),
    "filename": _name,
    "contentbasename": _name,
    "slugorfilename": _slug_or(_name),
    "slugorcontentbasename": _slug_or(_name),
    "monthname": _date(lambda when: MONTHS[when.month - 1]),
    "short_month": _date(lambda when: MONTHS[when.month - 1][:3]),
    "weekday": _date(lambda when: str(when.isoweekday() % 7)),
    "weekdayname": _date(lambda when: DAYS[when.weekday()]),
    "short_weekday": _date(lambda when: DAYS[when.weekday()][:3]),
    "yearday": _date(lambda when: str(when.timetuple().tm_yday)),
    "sections_last": _sections(-1, None),
    "sections_to_last": _sections(None, -1),
    **{f"sections_{number}": _sections(number, number + 1) for number in range(FEW)},
    **{f"sections_from_{number}": _sections(number, None) for number in range(FEW)},
    **{f"sections_to_{number}": _sections(None, number) for number in range(1, FEW)},
}
OURS: Final = ("year", "month", "day")  # words that mean the same to both
# A Go date, as a permalink may have it, and our word for it.
GO: Final = {
    "2006": "year", "06": "short_year", "01": "month", "1": "i_month", "January": "monthname", "Jan": "short_month",
    "02": "day", "2": "i_day", "002": "y_day", "Monday": "weekdayname", "Mon": "short_weekday", "15": "hour",
    "04": "minute", "05": "second",
}  # fmt: skip
TOKEN: Final = re.compile(r"\\:|:(\w+)(?:\[(\w*)(:?)(\w*)\])?")


def rule_of(permalink: str) -> str:
    """A permalink as a rule of ours. Raises ValueError."""
    if "{" in permalink:
        raise ValueError("it has a brace")
    return TOKEN.sub(_word, permalink)


def _word(found: re.Match[str]) -> str:
    if not found[1]:  # a colon that is none
        return ":"
    word = GO.get(found[1], found[1])
    if found[2] is not None:
        between = ("_from_" if not found[4] else "_to_") if found[3] else "_"
        word = f"{word}{between}{found[4] or found[2]}"
        if found[3] and found[2].strip("0") and found[4]:
            raise ValueError(f"{found[0]} is more than feedtool can say")
    if word not in WORDS and word not in {*OURS, *GO.values()}:
        raise ValueError(f"it has {found[0]}, which Hugo does not know")
    return f"{{{word}}}"


def rule_of_section(permalink: str, *, keeps_case: bool = False) -> str:
    """A section's permalink as a rule of ours, written as Hugo writes all of it. Raises ValueError."""
    parts = re.split(r"(\{\w+\})", rule_of(permalink))
    written = (
        part if part.startswith("{") else of_file(part.replace("+", " "), keeps_case=keeps_case) for part in parts
    )
    return f"/{''.join(written).strip('/')}/"
