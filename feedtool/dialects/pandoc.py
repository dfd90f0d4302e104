"""What Pandoc's Markdown has beside CommonMark's, made plain or HTML: notes in a line, captions, verse and the like."""

from __future__ import annotations

import re
from typing import Final

NOTE: Final = re.compile(r"\^\[((?:[^\[\]]|\[[^\[\]]{0,500}\]){1,2000})\]")
SUB: Final = re.compile(r"(?<![~\\])~([^~\s]{1,100})~(?!~)")
SUP: Final = re.compile(r"(?<![\^\\\[])\^([^\^\s\[\]]{1,100})\^(?!\^)")
CAPTION: Final = re.compile(r"(^[ \t]*\|[^\n]*\|[ \t]*\n)(?:[ \t]*\n)?(?:Table)?:[ \t]+(?=\S)", re.MULTILINE)
VERSE: Final = re.compile(r"(?:^\|[ \t][^\n|]*(?:\n|$))+", re.MULTILINE)
TERMS: Final = re.compile(
    r"(?:(?<=\n\n)|\A)(?P<term>[^\s:|#>*+<\-][^\n]*+)\n(?:[ \t]*+\n)?"
    r"(?P<said>(?:[:~][ \t]++[^\n]*+(?:\n|\Z)(?:(?:[ \t]*+\n)?[ ]{2,}+[^\s][^\n]*+(?:\n|\Z))*+)++)"
)


def expand(text: str) -> str:
    """*text*, which has no code in it, without Pandoc's own marks."""
    notes: list[str] = []

    def note(found: re.Match[str]) -> str:
        notes.append(" ".join(found[1].split()))
        return f"[^inline-{len(notes)}]"

    text = NOTE.sub(note, text)
    text = SUP.sub(r"<sup>\1</sup>", SUB.sub(r"<sub>\1</sub>", text))
    text = TERMS.sub(_terms, CAPTION.sub(r"\1\n", text))
    text = VERSE.sub(
        lambda found: re.sub(r"(?m)^\|[ \t]", "", found[0]).rstrip("\n").replace("\n", "\\\n") + "\n", text
    )
    below = (f"[^inline-{number}]: {words}" for number, words in enumerate(notes, 1))
    return "\n\n".join((text, *below)) if notes else text


def _verse(found: re.Match[str]) -> str:
    """Lines that stay lines."""
    return re.sub(r"(?m)^\|[ \t]", "", found[0]).rstrip("\n").replace("\n", "\\\n") + "\n"


def _terms(found: re.Match[str]) -> str:
    """A term and what it means, as a list of definitions."""
    parts = re.split(r"(?m)^[:~][ \t]+", found["said"])[1:]
    said = (f"<dd>\n\n{re.sub(r'(?m)^[ ]{2,4}', '', part).strip()}\n\n</dd>" for part in parts)
    return "\n".join((f"<dl>\n<dt>\n\n{found['term'].strip()}\n\n</dt>", *said, "</dl>\n\n"))
