"""A Python file as a table of what it gives to names: how sites in Python are configured. It is read, never run."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

STRIPS: Final = ("strip", "lstrip", "rstrip")
ENVIRONMENT: Final = ("os.environ.get", "os.getenv", "environ.get", "getenv")


class _UnreadableError(ValueError):
    """An expression whose value only running the file would tell."""


def of(text: str, known: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The values that *text* gives to names at its top level, later ones winning; it has those of *known* already.

    What is no literal, no name known and no text made of them is left out; in a list or a table, None stands for it.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, Any] = {}
    for node in tree.body:
        for name, value in _given(node):
            try:
                found[name] = _value(value, {**(known or {}), **found})
            except (_UnreadableError, RecursionError):
                found.pop(name, None)
    return found


def _given(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Assign():
            yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, value
        case ast.AugAssign(target=ast.Name(id=name)):
            yield name, ast.BinOp(ast.Name(name), node.op, node.value)


def _value(node: ast.expr, known: Mapping[str, Any]) -> Any:  # noqa: PLR0911 - one for each kind of expression
    match node:
        case ast.Constant():
            return node.value
        case ast.Name() if node.id in known:
            return known[node.id]
        case ast.List() | ast.Tuple() | ast.Set():
            return [_inner(item, known) for item in node.elts]
        case ast.Dict():
            keys = [(_inner(key, known), value) for key, value in zip(node.keys, node.values, strict=True) if key]
            return {key: _inner(value, known) for key, value in keys if isinstance(key, str | int)}
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number
        case ast.JoinedStr():
            return "".join(_text(part, known) for part in node.values)
        case ast.BinOp(op=ast.Add()):
            left: Any = _value(node.left, known)
            right: Any = _value(node.right, known)
            if {type(left), type(right)} in ({str}, {list}):
                return left + right
        case ast.Call():
            return _called(node, known)
    raise _UnreadableError


def _inner(node: ast.expr, known: Mapping[str, Any]) -> Any:
    try:
        return _value(node, known)
    except _UnreadableError:
        return None


def _text(node: ast.expr, known: Mapping[str, Any]) -> str:
    is_plain = isinstance(node, ast.FormattedValue) and node.format_spec is None and node.conversion == -1
    value = _value(node.value if is_plain and isinstance(node, ast.FormattedValue) else node, known)
    if not isinstance(value, str | int):
        raise _UnreadableError
    return str(value)


def _called(node: ast.Call, known: Mapping[str, Any]) -> Any:
    """What the environment would say if it said nothing; a text stripped; a translation of itself."""
    arguments = [_value(argument, known) for argument in node.args]
    name = ast.unparse(node.func)
    if name in ENVIRONMENT and len(arguments) == 2:  # noqa: PLR2004 - the name of a variable, and a default
        return arguments[1]
    if name in {"_", "gettext"} and len(arguments) == 1:
        return arguments[0]
    if isinstance(node.func, ast.Attribute) and node.func.attr in STRIPS:
        text = _value(node.func.value, known)
        if isinstance(text, str) and all(isinstance(one, str) for one in arguments[:1]):
            return getattr(text, node.func.attr)(*arguments[:1])
    raise _UnreadableError
