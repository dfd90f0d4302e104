"""Elements inside elements of their own kind, walked so that nothing is read twice."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from feedtool.content.tree import above, siblings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from selectolax.lexbor import LexborNode

NEAR: Final = 12  # elements around one that are looked at: more than any theme has
NEXT: Final = 3  # nodes beside one: an element, and what is blank around it


def innermost(nodes: list[LexborNode], is_one: Callable[[LexborNode], bool]) -> Iterator[LexborNode]:
    """Those of *nodes* that are one, to be taken out as they come. What holds one that is none is not one either."""
    holders: set[int] = set()
    for node in reversed(nodes):
        if node.parent is None or node.mem_id in holders:
            continue
        if is_one(node):
            yield node
        else:
            _mark(node, holders)


def around(nodes: Iterable[LexborNode]) -> set[int]:
    """Which elements are around any of *nodes*, by their `mem_id`."""
    holders: set[int] = set()
    for node in nodes:
        _mark(node, holders)
    return holders


def nearest(node: LexborNode, *tags: str) -> LexborNode | None:
    """The first element of those names that is around *node*, and near."""
    return next((one for one in islice(above(node), NEAR) if one.tag in tags), None)


def beside(node: LexborNode) -> Iterator[LexborNode]:
    """The nodes right before and right behind *node*."""
    yield from islice(siblings(node, "prev"), NEXT)
    yield from islice(siblings(node, "next"), NEXT)


def _mark(node: LexborNode, holders: set[int]) -> None:
    for one in above(node):
        if one.mem_id in holders:
            return
        holders.add(one.mem_id)
