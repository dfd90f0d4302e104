"""Tags of a text, paired, and each put into what it becomes."""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DEEPEST: Final = 100  # pairs within pairs; what is deeper keeps its text and loses its tags
BLOCK: Final = re.compile(r"<(?:figure|blockquote|details|div|p|audio|video)\b|[`~]{3}")
FARTHEST: Final = 200  # characters that may stand before a tag that is alone on its line
ITEM: Final = re.compile(r"[ \t]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?")  # what may stand before one in a list
REST: Final = re.compile(r"[ \t]*+\n(?=[ \t]*+\S)")


class Kind(Enum):
    """What a tag does to those after it."""

    SINGLE = auto()
    OPEN = auto()  # or single: that shows when nothing closes it
    CLOSE = auto()
    LITERAL = auto()  # shown as `arguments` says, and no tag at all


class Tag(NamedTuple):
    """A tag, and where it stands."""

    start: int
    end: int
    kind: Kind
    name: str
    arguments: str = ""


class Lines:
    """Where lines end in a text; nobody counts before something is to be told."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: list[int] | None = None

    def at(self, position: int) -> int:
        """The line, from 1, on which *position* stands."""
        if self._ends is None:
            self._ends = [found.start() for found in re.finditer("\n", self._text)]
        return bisect_left(self._ends, position) + 1


def weave(text: str, tags: Sequence[Tag], render: Callable[[Tag, str | None], str]) -> str:
    """*text* with each of *tags* as *render* gives it. It gets the inner text, done already, of a pair; None else."""
    partner = _paired(tags)
    frames: list[tuple[Tag | None, list[str]]] = [(None, [])]
    at = 0
    for index, tag in enumerate(tags):
        pieces = frames[-1][1]
        pieces.append(text[at : tag.start])
        at = tag.end
        if tag.kind is Kind.LITERAL:
            pieces.append(tag.arguments)
        elif tag.kind is Kind.CLOSE:
            if partner[index] is not None:
                opener, inner = frames.pop()
                if opener is not None:
                    frames[-1][1].append(_settled(text, opener.start, tag.end, render(opener, "".join(inner))))
        elif partner[index] is None:
            pieces.append(_settled(text, tag.start, tag.end, render(tag, None)))
        else:
            frames.append((tag, []))
    frames[0][1].append(text[at:])
    return "".join(frames[0][1])


def _paired(tags: Sequence[Tag]) -> list[int | None]:
    """Of each tag the one that it makes a pair with."""
    partner: list[int | None] = [None] * len(tags)
    opened: list[int] = []
    names: dict[str, int] = {}
    for index, tag in enumerate(tags):
        if tag.kind is Kind.OPEN:
            opened.append(index)
            names[tag.name] = names.get(tag.name, 0) + 1
        elif tag.kind is Kind.CLOSE and names.get(tag.name):
            last = opened.pop()
            while tags[last].name != tag.name:
                names[tags[last].name] -= 1
                last = opened.pop()
            names[tag.name] -= 1
            partner[index], partner[last] = last, index
    return _shallow(partner)


def _shallow(partner: list[int | None]) -> list[int | None]:
    """*partner* without the pairs that are too deep."""
    depth = 0
    kept = partner.copy()
    for index, other in enumerate(partner):
        depth -= other is not None and other < index
        if other is not None and depth >= DEEPEST:
            kept[index] = None
        depth += other is not None and other > index
    return kept


def _settled(text: str, start: int, end: int, became: str) -> str:
    """*became*, with the blank line below it that HTML on lines of its own needs before Markdown goes on; in an item of
    a list all its lines are the item's.
    """
    line = text[max(0, start - FARTHEST) : start].rpartition("\n")[2]
    if not BLOCK.match(became.lstrip()) or not ITEM.fullmatch(line):
        return became
    indent = re.sub(r"\S", " ", line)
    if indent:
        first, *others = became.split("\n")
        became = "\n".join([first, *(f"{indent}{other.removeprefix(indent)}" if other else "" for other in others)])
    return became + "\n" if not line.strip() and REST.match(text, end) else became
