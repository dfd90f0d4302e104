"""Short templates of Jinja, as Lektor's models and blocks have them: read, never run.

What they may ask for stands in tables; anything else is refused, since a guess would be a wrong address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool.presets.jinja_expressions import shown, value_of
from feedtool.presets.templates import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

TAG: Final = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.DOTALL)
FOR: Final = re.compile(r"(\w+)\s+in\s+(.+)", re.DOTALL)
MOST: Final = 1000  # turns of a loop


class Node(NamedTuple):
    """A part of a template: text, a value, a loop, or a condition with what follows where it holds, and where not."""

    kind: str  # "text", "value", "for", "if"
    what: str
    then: Sequence[Node] = ()
    otherwise: Sequence[Node] = ()


def filled(template: str, names: Mapping[str, Any], show: Callable[[Any], str] | None = None) -> str:
    """*template* with what it asks of *names*, each value as *show* prints it. Raises Unknown, BrokenError."""
    pieces = _trimmed(TAG.split(template))
    nodes, at = _nodes(pieces, 0)
    if at < len(pieces):
        raise Unknown(pieces[at])
    return _text(nodes, names, show or shown)


def _trimmed(pieces: list[str]) -> list[str]:
    """*pieces* without the blanks that a dash inside of a tag takes away."""
    out = list(pieces)
    for index in range(1, len(out), 2):
        if out[index][2] == "-":
            out[index - 1] = out[index - 1].rstrip()
        if out[index][-3] == "-":
            out[index + 1] = out[index + 1].lstrip()
    return out


def _nodes(pieces: list[str], at: int) -> tuple[list[Node], int]:
    """What stands from *at* on up to the tag that ends it or goes on elsewhere, and where that tag is."""
    nodes: list[Node] = []
    while at < len(pieces):
        piece, inner = pieces[at], pieces[at][2:-2].strip("- \t\n")
        if at % 2 == 0:
            nodes.append(Node("text", piece))
        elif piece.startswith("{{"):
            nodes.append(Node("value", inner))
        elif piece.startswith("{%"):
            if inner.partition(" ")[0] not in {"if", "for"}:
                return nodes, at
            node, at = _block(pieces, at)
            nodes.append(node)
        at += 1
    return nodes, at


def _block(pieces: list[str], at: int) -> tuple[Node, int]:
    """The condition or loop that the tag at *at* begins, and where its end is. Raises Unknown."""
    word, _, what = pieces[at][2:-2].strip("- \t\n").partition(" ")
    kind = "if" if word == "elif" else word
    then, at = _nodes(pieces, at + 1)
    last = pieces[at][2:-2].strip("- \t\n") if at < len(pieces) else ""
    otherwise: list[Node] = []
    if last.startswith("elif ") and kind == "if":
        node, at = _block(pieces, at)
        return Node(kind, what, then, [node]), at
    if last == "else":
        otherwise, at = _nodes(pieces, at + 1)
        last = pieces[at][2:-2].strip("- \t\n") if at < len(pieces) else ""
    if last != f"end{kind}":
        raise Unknown(f"{{% {word} %}} without its end")
    return Node(kind, what, then, otherwise), at


def _text(nodes: Sequence[Node], names: Mapping[str, Any], show: Callable[[Any], str]) -> str:
    out: list[str] = []
    for node in nodes:
        if node.kind == "text":
            out.append(node.what)
        elif node.kind == "value":
            out.append(show(value_of(node.what, names)))
        elif node.kind == "if":
            out.append(_text(node.then if value_of(node.what, names) else node.otherwise, names, show))
        else:
            found = FOR.fullmatch(node.what)
            values = value_of(found[2], names) if found else None
            if found is None or not isinstance(values, list | None):
                raise Unknown(f"{{% for {node.what} %}}")
            turns = [{**names, found[1]: value} for value in (values or [])[:MOST]]
            out.extend(_text(node.then, turn, show) for turn in turns)
            out.append("" if turns else _text(node.otherwise, names, show))
    return "".join(out)
