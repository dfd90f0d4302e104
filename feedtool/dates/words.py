"""The words of dates: months and days of the week, in the languages of `data/months.json`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

ENGLISH: Final = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip


class Words(NamedTuple):
    """Every word that may stand in a date."""

    months: dict[str, dict[str, int]]  # a word to what it means in each language that has it
    weekdays: frozenset[str]
    fillers: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The tables, read once and only when a date has a word in it."""
    import json

    table = json.loads((Path(__file__).parent.parent / "data" / "months.json").read_text(encoding="utf-8"))
    months: dict[str, dict[str, int]] = {}
    for language, names in table["months"].items():
        for number, forms in enumerate(names, 1):
            for form in forms.split():
                months.setdefault(form, {})[language] = number
    return Words(months, frozenset(table["weekdays"].split()), frozenset(table["fillers"].split()))


def month(word: str, language: str) -> int | None:
    """The month that *word* names: in *language*, else in English, else if all languages that have it agree."""
    meanings = words().months.get(word, {})
    spoken = language.lower().partition("-")[0]
    if spoken in meanings:
        return meanings[spoken]
    if word in ENGLISH:
        return ENGLISH[word]
    numbers = set(meanings.values())
    return numbers.pop() if len(numbers) == 1 else None  # "listopad" is October in Zagreb and November in Warsaw
