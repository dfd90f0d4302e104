"""A Python file as a table of what it gives to names: how sites in Python are configured. It is read, never run."""

from __future__ import annotations

import ast
import posixpath
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

STRIPS: Final = ("strip", "lstrip", "rstrip")
ENVIRONMENT: Final = ("os.environ.get", "os.getenv", "environ.get", "getenv")
TRANSLATIONS: Final = ("_", "gettext")
PATHS: Final[Mapping[str, Any]] = {  # paths are relative to the file itself
    "os.path.join": posixpath.join, "os.path.dirname": posixpath.dirname, "os.path.normpath": posixpath.normpath,
    "os.path.abspath": str, "os.path.realpath": str, "os.getcwd": lambda: "",
}  # fmt: skip
ITSELF: Final[Mapping[str, Any]] = {"__file__": "conf.py"}
CONVERSION: Final = re.compile(r"%(?![sd%])")  # of "%s" % x, what is no plain one
FIELD: Final = re.compile(r"\{(?!\w*\})")  # the same of "{}".format(x)


class _UnreadableError(ValueError):
    """An expression whose value only running the file would tell."""


class Assignments(NamedTuple):
    """What a file gives to names."""

    values: dict[str, Any]
    unread: tuple[str, ...]  # names whose values only running it would tell


def of(text: str, known: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The values that *text* gives to names at its top level; see `read`."""
    return read(text, known).values


def read(text: str, known: Mapping[str, Any] | None = None) -> Assignments:
    """What *text* gives to names at its top level, later values winning; it has those of *known* already.

    What is no literal, no name known and nothing simple made of them is left out; in a list or a table, None stands
    for it.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Assignments({}, ())
    found: dict[str, Any] = {}
    unread: dict[str, None] = {}
    _read(tree.body, {**ITSELF, **(known or {})}, found, unread)
    return Assignments(found, tuple(unread))


def _read(body: Sequence[ast.stmt], known: Mapping[str, Any], found: dict[str, Any], unread: dict[str, None]) -> None:
    for node in body:
        if isinstance(node, ast.If):
            _read_branches(node, known, found, unread)
        elif isinstance(node, ast.Try):
            _read(node.body, known, found, unread)
        for name, value in _given(node):
            unread.pop(name, None)
            try:
                found[name] = _value(value, {**known, **found})
            except (_UnreadableError, RecursionError):
                found.pop(name, None)
                unread[name] = None


def _read_branches(node: ast.If, known: Mapping[str, Any], found: dict[str, Any], unread: dict[str, None]) -> None:
    """The branch that is taken; where only running the file would tell, what both would give is unread."""
    try:
        _read(node.body if _value(node.test, {**known, **found}) else node.orelse, known, found, unread)
    except (_UnreadableError, RecursionError):
        unread |= {name: None for inner in (*node.body, *node.orelse) for name, _ in _given(inner)}


def _given(node: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case ast.Assign():
            yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, value
        case ast.AugAssign(target=ast.Name(id=name)):
            yield name, ast.BinOp(ast.Name(name), node.op, node.value)


def _value(node: ast.expr, known: Mapping[str, Any]) -> Any:
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
    return _computed(node, known)


def _computed(node: ast.expr, known: Mapping[str, Any]) -> Any:
    found: Any = None
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            found = -number
        case ast.UnaryOp(op=ast.Not()):
            found = not _value(node.operand, known)
        case ast.BoolOp(op=ast.Or()):
            found = next((value for one in node.values if (value := _value(one, known))), None)
        case ast.IfExp():
            found = _value(node.body if _value(node.test, known) else node.orelse, known)
        case ast.JoinedStr():
            found = "".join(_text(part, known) for part in node.values)
        case ast.BinOp():
            found = _joined(node.op, _value(node.left, known), _value(node.right, known))
        case ast.Call():
            found = _called(node, known)
        case _:
            raise _UnreadableError
    return found


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


def _joined(operator: ast.operator, left: Any, right: Any) -> Any:
    if isinstance(operator, ast.Add) and {type(left), type(right)} in ({str}, {list}):
        return left + right
    if isinstance(operator, ast.Mod) and isinstance(left, str) and not CONVERSION.search(left):
        return _filled(lambda: left % (tuple(right) if isinstance(right, list) else right))
    raise _UnreadableError


def _filled(make: Any) -> Any:
    try:
        return make()
    except (TypeError, ValueError, LookupError, AttributeError):
        raise _UnreadableError from None


def _called(node: ast.Call, known: Mapping[str, Any]) -> Any:
    """What the environment would say if it said nothing; a path; a text stripped or filled; a translation of itself."""
    arguments = [_value(argument, known) for argument in node.args]
    named = {word.arg: _value(word.value, known) for word in node.keywords if word.arg}
    name = ast.unparse(node.func)
    if name in ENVIRONMENT and arguments:
        return arguments[1] if len(arguments) > 1 else None
    if name in TRANSLATIONS and len(arguments) == 1:
        return arguments[0]
    if name == "dict" and not arguments:
        return named
    if name in PATHS:
        return _filled(lambda: PATHS[name](*arguments))
    if isinstance(node.func, ast.Attribute):
        return _of_text(_value(node.func.value, known), node.func.attr, arguments, named)
    raise _UnreadableError


def _of_text(text: Any, method: str, arguments: list[Any], named: Mapping[str, Any]) -> str:
    if isinstance(text, str) and method in STRIPS and all(isinstance(one, str) for one in arguments[:1]):
        return str(getattr(text, method)(*arguments[:1]))
    if isinstance(text, str) and method == "format" and not FIELD.search(text):
        return str(_filled(lambda: text.format(*arguments, **named)))
    raise _UnreadableError
