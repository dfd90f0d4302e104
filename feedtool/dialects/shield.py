"""A text whose code is out of sight, so that what looks for tags, links and marks cannot touch it."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from feedtool.dialects import code
from feedtool.dialects.fences import code_lines, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Piece(NamedTuple):
    """Code that is out of sight."""

    text: str
    indent: str | None  # of all its lines, and not part of *text*; None: it stands as it is


class Shield:
    """Holds the code of a text; `text` is what is left, one odd character and a number for each piece."""

    def __init__(self, text: str, *, indented: bool = True, elements: bool = True) -> None:
        self._mark = next(mark for mark in map(chr, range(0xE000, 0x10FFFF)) if mark not in text)
        self._pieces: list[Piece] = []
        shown, at = [], 0
        for start, end, is_block in _code(text, indented=indented, elements=elements):
            shown += [text[at:start], self._hide(text[start:end], is_block=is_block)]
            at = end
        self.text = "".join([*shown, text[at:]])
        self._placed = re.compile(f"(?P<before>(?:^[ \t]*+)?){self._mark}(?P<number>[0-9]+){self._mark}", re.MULTILINE)
        self._counted = ""
        self._ends: list[int] = []
        self._lines = [1]

    def _hide(self, code: str, *, is_block: bool) -> str:
        end = code[len(code.rstrip("\r\n")) :] if is_block else ""
        code = code.removesuffix(end) if end else code
        indent = code[: len(code) - len(code.lstrip(" \t"))] if is_block else ""
        lines = code.split("\n")
        is_even = bool(indent) and all(line.startswith(indent) or not line for line in lines)
        text = "\n".join(line.removeprefix(indent) for line in lines) if is_even else code
        self._pieces.append(Piece(text, indent if is_even else None))
        return f"{indent if is_even else ''}{self._mark}{len(self._pieces) - 1}{self._mark}{end}"

    def restored(self, text: str) -> str:
        """*text* with the code in its place again, as far to the right as what stands for it."""
        return self._placed.sub(self._shown, text)

    def _shown(self, placed: re.Match[str]) -> str:
        piece, before = self._pieces[int(placed["number"])], placed["before"]
        if piece.indent is None:
            return before + piece.text
        return "\n".join(before + line if line else "" for line in piece.text.split("\n"))

    def line_of(self, found: re.Match[str]) -> int:
        """The line, from 1, of the whole text on which *found* begins, in what is left of it: right as long as no
        line has come or gone there.
        """
        if found.string is not self._counted:
            jumps = [(end.start(), 1) for end in re.finditer("\n", found.string)]
            jumps += [(code.start(), self._height(code)) for code in self._placed.finditer(found.string)]
            jumps.sort()
            self._counted, self._ends = found.string, [place for place, _ in jumps]
            self._lines = list(accumulate((height for _, height in jumps), initial=1))
        return self._lines[bisect_left(self._ends, found.start())]

    def _height(self, placed: re.Match[str]) -> int:
        return self._pieces[int(placed["number"])].text.count("\n")

    def spans_behind(self, text: str, before: re.Pattern[str], become: Callable[[re.Match[str], str], str]) -> str:
        """*text* with *become* in place of what *before* finds with a span of code right behind it; it gets both."""
        both = re.compile(f"(?:{before.pattern}){self._mark}([0-9]+){self._mark}")
        return both.sub(lambda found: become(found, self._pieces[int(found.groups()[-1])].text.strip("`")), text)

    def without(self, text: str, unwanted: re.Pattern[str]) -> str:
        """*text* without the code that begins like *unwanted*."""
        return self._placed.sub(
            lambda placed: "" if unwanted.match(self._pieces[int(placed["number"])].text) else placed[0], text
        )


def _code(text: str, *, indented: bool, elements: bool) -> Iterator[tuple[int, int, bool]]:
    """Where code starts and ends, and whether it is made of whole lines."""
    lines = lines_of(text)
    at = block = 0
    was_code = False
    for line, is_code in zip([*lines, ""], [*code_lines(lines, indented=indented), False], strict=True):
        if is_code and not was_code:
            yield from _inline(text, block, at, elements=elements)
        elif was_code and not is_code:
            yield block, at, True
        if is_code is not was_code:
            block, was_code = at, is_code
        at += len(line)
    yield from _inline(text, block, at, elements=elements)


def _inline(text: str, start: int, end: int, *, elements: bool) -> Iterator[tuple[int, int, bool]]:
    """Code inside lines: between backticks, and with *elements* in those whose text is shown as it is."""
    for is_code, piece, _ in code.split(text[start:end]):
        if is_code and (elements or piece[0] != "<"):
            yield start, start + len(piece), False
        start += len(piece)
