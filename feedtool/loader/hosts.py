"""What hosts write around a post: their menus, counts and endings, as `data/hosts.json` has them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

PARAGRAPH_WORDS: Final = 12  # a host's own lines are shorter,
SENTENCE_WORDS: Final = 4  # and no sentences


class Hosts(NamedTuple):
    """The words of data/hosts.json."""

    chrome: frozenset[str]
    chrome_pattern: re.Pattern[str]
    ends: frozenset[str]
    end_pattern: re.Pattern[str]
    likely_ends: frozenset[str]
    weak_ends: re.Pattern[str]
    asides: re.Pattern[str]
    refusals: re.Pattern[str]
    connectors: frozenset[str]


@lru_cache(maxsize=1)
def hosts() -> Hosts:
    """The table, read once and only when a page is."""
    import json

    data = json.loads((Path(__file__).parent.parent / "data" / "hosts.json").read_text(encoding="utf-8"))
    return Hosts(
        frozenset(data["chrome"]), re.compile("|".join(data["chrome_patterns"])),
        frozenset(data["ends"]), re.compile("|".join(data["end_patterns"])),
        frozenset(data["likely_ends"]), re.compile("|".join((*data["weak_ends"], *data["weak_end_patterns"]))),
        re.compile("|".join(data["asides"])), re.compile("|".join(data["refusals"])), frozenset(data["connectors"]),
    )  # fmt: skip


def is_chrome(text: str) -> bool:
    """Whether a line is a host's own, wherever it stands."""
    folded = text.lower()
    return folded in hosts().chrome or bool(hosts().chrome_pattern.fullmatch(folded))


def is_paragraph(text: str) -> bool:
    """Whether a line is too long for a host's, or a sentence."""
    count = (
        len(text.split()) + sum("\u3040" <= letter <= "\u9fff" for letter in text) // 2
    )  # words have no blanks there
    return count >= PARAGRAPH_WORDS or (count >= SENTENCE_WORDS and text[-1] in ".!?…”\"'。！？」")
