"""Blocks between lines of colons, `:::name` to `:::`, inside each other or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool.dialects.fences import Fence

if TYPE_CHECKING:
    from collections.abc import Callable

COLONS: Final = re.compile(r"(?P<indent>[ \t]*+)(?P<colons>:{3,}+)[ \t]*+(?P<words>[^\n]*+)")


DEEPEST: Final = 100  # blocks in blocks; what is deeper is text


class Block(NamedTuple):
    """The line that opens a block."""

    indent: str
    colons: int
    words: str  # what stands behind the colons
    line: int


class Became(NamedTuple):
    """What the two lines around a body are replaced with."""

    opening: str = ""
    closing: str = ""
    is_kept: bool = True  # whether the body is


DROPPED: Final = Became(is_kept=False)


def expand(text: str, become: Callable[[Block], Became | None]) -> str:
    """*text* with each block as *become* says; None: the line is text like any other."""
    shown: list[str] = []
    opened: list[tuple[Block, Became]] = []
    fence = Fence()
    hidden = 0
    for number, line in enumerate(text.split("\n"), 1):
        found = None if fence.holds(line) else COLONS.fullmatch(line.rstrip())
        if found is not None and found["words"] and len(opened) < DEEPEST:
            block = Block(found["indent"], len(found["colons"]), found["words"].rstrip(": \t"), number)
            if (became := become(block)) is not None:
                opened.append((block, became))
                hidden += not became.is_kept
                shown += [] if hidden else [became.opening]
                continue
        elif found is not None and not found["words"]:
            for _, became in _closed(opened, len(found["colons"])):
                shown += [] if hidden else [became.closing]
                hidden -= not became.is_kept
            continue
        if not hidden:
            shown.append(line)
    shown += [became.closing for _, became in reversed(opened) if became.is_kept]
    return "\n".join(shown)


def _closed(opened: list[tuple[Block, Became]], colons: int) -> list[tuple[Block, Became]]:
    """Take from *opened* what a line of *colons* closes, the innermost first: down to one of as many colons, else the
    one block that has fewer.
    """
    same = [index for index, (block, _) in enumerate(opened) if block.colons == colons]
    fewer = [len(opened) - 1] if opened and opened[-1][0].colons < colons else []
    start = max(same or fewer, default=len(opened))
    closed = opened[start:][::-1]
    del opened[start:]
    return closed
