"""Destinations in reStructuredText that are a generator's own references: each led to the address that it means; and
how links and HTML are written in it.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from feedtool.dialects import media
from feedtool.dialects.arguments import Arguments
from feedtool.dialects.elements import KEPT
from feedtool.markup import HTML_ROLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from feedtool.dialects import Around

DIRECTIVE: Final = re.compile(r"\s*\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?([\w:+.-]+?)::(?:\s|$)")
# A player with its options; `media` of Nikola has any address.
PLAYER: Final = re.compile(
    r"^(?P<indent>[ \t]*+)\.\.[ \t]+(?P<name>youtube|vimeo|gist|media)::[ \t]+(?P<said>\S+)[^\n]*"
    r"(?P<options>(?:\n(?P=indent)[ \t]+:[^\n]*)*)",
    re.MULTILINE,
)
ENDING: Final = re.compile(r"[`<>\\]")  # what would end the words of a link
CODE: Final = frozenset({"code", "code-block", "sourcecode", "highlight", "literal", "math", "parsed-literal"})
# What stands before a destination that has the rest of its line, and in the attribute of raw HTML.
BEFORE: Final = (
    r"(?P<line>^[ \t]*+(?:\.\.[ \t]+(?:\|[^|\n]{1,200}\|[ \t]+)?(?:image|figure|thumbnail)::|\.\.[ \t]+_[^:\n]{1,200}:"
    r"|(?:\.\.[ \t]+)?__:?|:target:)[ \t]++)|(?P<attribute>\b(?:href|src|poster|data)=[\"'])"
)


def redirected(text: str, start: str, address_of: Callable[[str], str | None], around: Around) -> str:
    """*text* with the destinations that begin with *start*, a regular expression without groups, led to what
    *address_of* says; where it says None the words of a link stay, and it is told.
    """
    named = rf"(?<![`\w])`(?P<words>[^`<>]{{0,500}}?)\s*+<(?P<named>{start}[^<>`]*)>`__?"
    wanted = re.compile(rf"{named}|(?:{BEFORE})(?P<other>{start}(?(line)[^\n]*|[^\"'\n]*))", re.MULTILINE)

    def led(piece: str, first: int) -> str:
        def lead(found: re.Match[str]) -> str:
            reference = " ".join((found["named"] or found["other"]).split())
            address = address_of(reference)
            if address is None:
                around.warn(reference, first + piece.count("\n", 0, found.start()))
            if found["other"]:
                return (found["line"] or found["attribute"]) + _written(address or "#")
            words = found["words"].strip()
            return words if address is None else link(words or reference, address)

        return wanted.sub(lead, piece)

    return outside_code(text, led)


def link(words: str, address: str) -> str:
    """A link that stands between other words."""
    return f"`{ENDING.sub(' ', words).strip()} <{_written(address)}>`__"


def raw(html: str) -> str:
    """HTML between other words; what is none stays as it is."""
    return f":{HTML_ROLE}:`{html}`" if "<" in html else html


def players(piece: str) -> str:
    """*piece* with links to films and the like."""

    def led(found: re.Match[str]) -> str:
        said = found["said"]
        html = media.embed("youtube" if found["name"] == "media" else found["name"], Arguments((said,), {}))
        return f"{found['indent']}{raw(html or '')}" + "\n" * found["options"].count("\n")

    return PLAYER.sub(led, piece)


def outside_code(text: str, become: Callable[[str, int], str]) -> str:
    """*text* with *become* of its parts that are no code; it gets each, and the line on which it begins."""
    return "".join(piece if is_code else become(piece, first) for piece, first, is_code in _pieces(text))


def _written(address: str) -> str:
    """*address* as it is read again: a "_" at its end would make a name of it."""
    return re.sub("_$", "%5F", quote(address, safe=KEPT))


def _pieces(text: str) -> Iterator[tuple[str, int, bool]]:
    """The parts of *text*, the line on which each begins, and whether it is code."""
    first = 1
    for is_code, rows in groupby(_rows(text.splitlines(keepends=True)), key=lambda row: row[1]):
        piece = "".join(line for line, _ in rows)
        yield piece, first, is_code
        first += piece.count("\n")


def _rows(lines: list[str]) -> Iterator[tuple[str, bool]]:
    opened: int | None = None  # the indent of the line that announces code
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if opened is not None and line.strip() and indent <= opened:
            opened = None
        yield line, opened is not None
        found = DIRECTIVE.match(line)
        if opened is None and (found[1] in CODE if found else line.rstrip().endswith("::")):
            opened = indent
