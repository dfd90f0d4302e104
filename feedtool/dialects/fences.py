"""Which lines of a text are code: fenced, or indented where that means code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OPENING: Final = re.compile(
    r"(?P<before>[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++[ \t>]*+){0,9}+)(?P<fence>`{3,}+(?=[^`]*+$)|~{3,}+)"
)
QUOTED: Final = re.compile(r"^(?:[ \t]*+>[ ]?)*+")
QUOTES: Final = re.compile(r"(?:[ \t]*+>)*+")
# What the lines below it belong to when they are indented: an item of a list, a footnote.
ITEM: Final = re.compile(r"(?P<indent>[ \t]*+)(?:(?:[-*+]|\d{1,9}[.)])(?P<gap>[ \t]++|$)|\[\^[^\]\n]{1,99}\]:)")
LINE: Final = re.compile(r"[^\n]*+\n|[^\n]++")
# The language of a fence, in the words behind its mark: "js title=x", "{.python .numberLines}", "js{1,3}".
INFO: Final = re.compile(
    r"(?P<marks>[ \t]*+(?:`{3,}+|~{3,}+))[ \t]*+(?:\{[ \t]*+)?[.=]?(?P<language>[^\s{}\[\]:,`=\"]*+)(?P<rest>[^\n]*+)"
)
ITEMS_TEXT: Final = 2  # columns: no item of a list holds text farther to the left
WIDTH: Final = 4  # columns of a tab, and what makes code of a line


class Fence:
    """Goes down the lines of a text and knows whether it is in fenced code."""

    def __init__(self) -> None:
        self._mark, self._quotes = "", 0

    @property
    def is_open(self) -> bool:
        """Whether the line after those seen is in the fence that they opened, its end not seen yet."""
        return bool(self._mark)

    def holds(self, line: str) -> bool:
        """Whether *line*, the next one, belongs to a fence. Its marks do, too."""
        quotes = QUOTES.match(line)
        if self._mark and quotes is not None and quotes[0].count(">") >= self._quotes:
            inner = line.strip(" \t>\r\n")
            if len(inner) >= len(self._mark) and not inner.strip(self._mark[0]):
                self._mark = ""
            return True
        opening = OPENING.match(line.rstrip("\r\n"))
        self._mark = opening["fence"] if opening else ""
        self._quotes = opening["before"].count(">") if opening else 0
        return bool(opening)


def lines_of(text: str) -> list[str]:
    """The lines of *text*, with their ends: as Markdown has them, and not at every character that may end one."""
    return LINE.findall(text)


def indent_of(line: str) -> int:
    """How many columns *line* is indented."""
    blank = line[: len(line) - len(line.lstrip(" \t"))]
    return len(blank.expandtabs(WIDTH))


def plain_opening(line: str) -> str:
    """The *line* that opens a fence with no more than the code's language behind its mark."""
    start = OPENING.match(line)
    before = start["before"] if start else ""
    found = INFO.match(line, len(before))
    if found is None:
        return line
    language = "" if found["rest"].startswith("=") else found["language"]  # an option and no language: title="x"
    return f"{before}{found['marks']}{language}"


def code_lines(lines: Sequence[str], *, indented: bool = True) -> Iterator[bool]:
    """Of each line whether it is code. Without *indented*, fences alone make code."""
    fence, after_blank, was_quoted = Fence(), True, False
    code_from = quoted_from = WIDTH  # outside of quotes, and inside
    for line in lines:
        if fence.holds(line):
            yield True
            after_blank = False
            continue
        is_quoted = indent_of(line) < code_from and line.lstrip(" \t").startswith(">")
        text = QUOTED.sub("", line) if is_quoted else line
        if text.strip():
            quoted_from = quoted_from if was_quoted else WIDTH
            limit = quoted_from if is_quoted else code_from
            is_code = indented and after_blank and indent_of(text) >= limit
            if not is_code:
                limit = _code_from(text, indent_of(text), limit, after_blank=after_blank)
                quoted_from, code_from = (limit, code_from) if is_quoted else (quoted_from, limit)
            yield is_code
            after_blank = after_blank and is_code
        else:
            yield False
            after_blank = True
        was_quoted = is_quoted


def _code_from(line: str, indent: int, before: int, *, after_blank: bool) -> int:
    """The indentation from which lines below *line* are code."""
    if item := ITEM.match(line):
        if item["gap"] is None:
            return indent + 2 * WIDTH
        offset = len(item[0].expandtabs(WIDTH)) if item["gap"] else indent + 2
        return offset + WIDTH
    return WIDTH if after_blank and indent < ITEMS_TEXT else before
