"""The tags of Liquid and Nunjucks that set names, choose and repeat: done where all is known that they ask for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from feedtool.dialects.expressions import Unknown, UnknownError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from feedtool.dialects.rendering import Call

ASSIGNMENT: Final = re.compile(r"([\w-]{1,100})\s*+=\s*+(.*)", re.DOTALL)
LOOP: Final = re.compile(
    r"([\w-]{1,100})\s++in\s++(?:\((\d{1,6})\.\.(\d{1,6})\)|(.*?))"
    r"(?:\s++(reversed))?(?:\s++limit:\s*+(\d{1,6}))?\s*+",
    re.DOTALL,
)
BRANCHES: Final = frozenset({"else", "elsif", "elif", "elseif", "when"})
LONGEST: Final = 1000  # characters of what a loop says that it goes over
MOST: Final = 1000  # rounds of a loop


def _nothing(_: Call) -> str:
    return ""


def _assign(call: Call) -> str:
    if call.is_pair:
        return _capture(call)
    if found := ASSIGNMENT.fullmatch(call.token.text):
        try:
            call.run.names[found[1]] = call.run.value(found[2])
        except UnknownError:
            call.run.names[found[1]] = Unknown
    return ""


def _capture(call: Call) -> str:
    call.run.names[call.token.text.strip("\"' ")] = call.inner()
    return ""


def _if(call: Call) -> str | None:
    """The first branch that holds; one of which nobody knows is taken, and told."""
    if not call.is_pair:
        return None
    for token, start, stop in call.run.branches(call, BRANCHES):
        try:
            if token.name == "else" or call.run.holds(token.text) is not (token.name == "unless"):
                return call.run.between(start, stop)
        except UnknownError:
            call.warn()
            return call.run.between(start, stop)
    return ""


def _case(call: Call) -> str | None:
    if not call.is_pair:
        return None
    for token, start, stop in call.run.branches(call, BRANCHES)[1:]:
        wanted = re.split(r",| or ", token.text)
        try:
            if token.name == "else" or any(call.run.holds(f"{call.token.text} == {one}") for one in wanted):
                return call.run.between(start, stop)
        except UnknownError:
            call.warn()
            return call.run.between(start, stop)
    return ""


def _for(call: Call) -> str | None:
    """The inside for each of what is known; once, with holes, for what is not."""
    found = LOOP.fullmatch(call.token.text) if len(call.token.text) <= LONGEST else None
    if not call.is_pair or not found:
        return None
    (_, start, stop), *others = call.run.branches(call, BRANCHES)
    items = _items(call, found)
    if items is None:
        call.warn()
        call.run.names[found[1]] = Unknown
        return call.run.between(start, stop)
    if not items and others:
        return call.run.between(*others[0][1:])
    shown = []
    for number, item in enumerate(items):
        call.run.names[found[1]] = item
        ends = {"index": number + 1, "index0": number, "first": not number, "last": number + 1 == len(items)}
        call.run.names |= {"forloop": {**ends, "length": len(items)}, "loop": {**ends, "length": len(items)}}
        try:
            shown.append(call.run.room_for(call.run.between(start, stop)))
        except UnknownError:
            call.warn()
            break
    return "".join(shown)


def _items(call: Call, loop: re.Match[str]) -> list[Any] | None:
    """What a loop goes over; None where nobody knows, or it is more than any post goes over."""
    try:
        items = range(int(loop[2]), int(loop[3]) + 1) if loop[4] is None else call.run.value(loop[4])
    except UnknownError:
        return None
    items = [] if items is None else items
    if not isinstance(items, list | tuple | range) or len(items) > MOST:
        return None
    items = list(items)[: int(loop[6]) if loop[6] else None]
    return items[::-1] if loop[5] else items


TAGS: Final[Mapping[str, Callable[[Call], str | None]]] = {
    "#": _nothing,
    "assign": _assign,
    "capture": _capture,
    "case": _case,
    "comment": _nothing,
    "for": _for,
    "if": _if,
    "set": _assign,
    "unless": _if,
}
