"""Where code stands in a Markdown text: no dialect changes what it says."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RAW: Final = r"pre|code|script|style|textarea"  # elements whose text is nobody's markup
OPENING: Final = re.compile(
    r"^(?P<before>(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*+)(?P<fence>`{3,}+(?=[^`\n]*+$)|~{3,}+)[^\n]*+"
    rf"|(?P<escaped>\\[\\`])|(?P<ticks>`++)|<(?P<element>{RAW})(?=[\s>])|(?P<comment><!--)",
    re.IGNORECASE | re.MULTILINE,
)
CLOSING: Final = re.compile(rf"(?P<ticks>`++)|(?P<element></(?:{RAW})\s*+>)|-->|\n(?=[ \t]*+\n)", re.IGNORECASE)
BLANK_LINE: Final = "\n"


def split(text: str) -> list[tuple[bool, str, int]]:
    """*text* in pieces, in order: whether each is code (a fenced block, a span, an element such as <pre>, a comment),
    what it says, and the line on which it begins (from 1).
    """
    pieces: list[tuple[bool, str, int]] = []
    at, line = 0, 1
    for start, end in [*spans(text), (len(text), len(text))]:
        for is_code, piece in ((False, text[at:start]), (True, text[start:end])):
            if piece:
                pieces.append((is_code, piece, line))
                line += piece.count("\n")
        at = end
    return pieces


def outside(text: str, change: Callable[[str], str]) -> str:
    """*text* after *change*, which sees one odd character and a number where code is."""
    pieces = split(text)
    codes = [piece for is_code, piece, _ in pieces if is_code]
    if not codes:
        return change(text)
    mark = next(mark for mark in map(chr, range(0xE000, 0x10FFFF)) if mark not in text)
    numbers = iter(range(len(codes)))
    hidden = "".join(f"{mark}{next(numbers)}{mark}" if is_code else piece for is_code, piece, _ in pieces)
    return re.sub(f"{mark}(\\d+){mark}", lambda found: codes[int(found[1])], change(hidden))


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where code starts and ends, in order."""
    at = 0
    closers: dict[str, list[int]] | None = None
    while found := OPENING.search(text, at):
        at = found.end()
        if found["escaped"]:
            continue
        if found["fence"]:
            at = _end_of_fence(text, found)
            yield found.start("fence"), at
            continue
        closers = _closers(text) if closers is None else closers
        closer = found["ticks"] or ("-->" if found["comment"] else f"</{found['element'].lower()}>")
        stop = _after(closers.get(closer, []), at)
        # A span of code ends in its own paragraph, or it is none.
        if stop is not None and not (found["ticks"] and _after(closers.get(BLANK_LINE, []), at, stop) is not None):
            at = text.index(">", stop) + 1 if not found["ticks"] else stop + len(closer)
            yield found.start(), at


def _end_of_fence(text: str, opening: re.Match[str]) -> int:
    """Where the fence ends that *opening* starts: at its like, with the quotation around it, or with the text."""
    fence = opening["fence"]
    over = r"|^(?![ \t]*+>)" if ">" in opening["before"] else ""
    closing = re.compile(rf"^[ \t>]*+{fence[0]}{{{len(fence)},}}+[ \t]*+$(?P<mark>){over}", re.MULTILINE)
    found = closing.search(text, opening.end() + 1)
    if found is None:
        return len(text)
    return found.end() if found["mark"] is not None else found.start() - 1


def _closers(text: str) -> dict[str, list[int]]:
    """Everything that may end code inside a line, and where it stands; blank lines too."""
    closers: dict[str, list[int]] = {}
    for found in CLOSING.finditer(text):
        name = "".join(found[0].split()).lower() if found["element"] else found[0]
        closers.setdefault(name, []).append(found.start())
    return closers


def _after(places: list[int], start: int, stop: int | None = None) -> int | None:
    """The first of *places* from *start* on, and before *stop*."""
    index = bisect_left(places, start)
    found = places[index] if index < len(places) else None
    return None if found is None or (stop is not None and found >= stop) else found
