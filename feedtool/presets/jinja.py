"""Jinja in its sandbox, as Lektor uses it, for templates that ask for what is known here and can do nothing else.

What is not known is told: only a field that says nothing is nothing, as it is in Lektor.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache, partial
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import jinja2
from jinja2 import nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from feedtool.presets.jinja_dates import by_pattern
from feedtool.presets.lektor_templates import UNTOLD, Attachments, BrokenError
from feedtool.presets.templates import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

MOST_TURNS: Final = 1000  # of all loops of a template
MOST: Final = 1_000_000  # characters that a template, or one filter in it, makes
TURNS: Final = "turns of loops"  # no name that a template could have
COUNTED: Final = re.compile(r"(?:%0?\d?[ds]|[^%])*+")
# What fails in Jinja, or in what a template does with values.
ERRORS: Final = (
    jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, MemoryError, RuntimeError, SyntaxError,
    TypeError, ValueError,
)  # fmt: skip


def filled(template: str, names: Mapping[str, Any], show: Callable[[Any], str]) -> str:
    """*template* with what it asks of *names*, each value as *show* prints it. Raises Unknown, BrokenError."""
    try:
        return "".join(_bounded(_compiled(template, show).generate({**names, TURNS: count(1)})))
    except Unknown:
        raise
    except jinja2.UndefinedError as why:
        raise BrokenError(str(why)) from None
    except ERRORS as why:
        raise Unknown(f"a template with an error ({why})") from None


def _bounded(pieces: Iterable[str]) -> Iterator[str]:
    left = MOST
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise Unknown("a text without end")
        yield piece


@lru_cache(maxsize=256)
def _compiled(template: str, show: Callable[[Any], str]) -> jinja2.Template:
    environment = _environment(show)
    tree = environment.parse(template)
    for node in tree.find_all(nodes.Stmt):
        # Without names to set and without macros, what a template makes grows with its length only.
        if not isinstance(node, nodes.Output | nodes.If | nodes.For) or getattr(node, "recursive", False):
            raise Unknown("a tag that is neither if nor for")
        if isinstance(node, nodes.For):
            node.iter = nodes.Filter(node.iter, TURNS, [], [], None, None, lineno=node.lineno)
    return environment.from_string(tree)


@lru_cache(maxsize=4)
def _environment(show: Callable[[Any], str]) -> jinja2.Environment:
    def shown(value: Any) -> str:
        if isinstance(value, jinja2.Undefined):
            return ""
        if callable(value) or type(value) is dict or isinstance(value, Attachments):
            raise Unknown(f"a {type(value).__name__} where text should be")
        return show(value)

    # What is optimised is tried at every turn, filters too: a long chain of them would take long.
    environment = _Environment(undefined=_Untold, finalize=shown, optimized=False)
    environment.globals.clear()
    environment.filters = {**{name: environment.filters[name] for name in OF_JINJA}, **FILTERS}
    return environment


class _Untold(jinja2.Undefined):
    """What nobody here knows."""

    def __init__(self, hint: str | None = None, obj: Any = None, name: Any = None, exc: Any = None) -> None:
        super().__init__(hint, obj, name, exc)
        raise Unknown(str(name or hint))


class _Environment(ImmutableSandboxedEnvironment):
    """What a value may be asked for stands in tables."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, jinja2.Undefined):
            return getattr(obj, attribute)  # fails, as it does in Lektor
        if isinstance(obj, dict):
            value = obj.get(attribute)
            return self.undefined(name=attribute) if value is UNTOLD else _or_nothing(value, attribute)
        if isinstance(obj, str) and attribute == "replace":
            return partial(_replaced, obj)
        if any(isinstance(obj, kind) and attribute in parts for kind, parts in PARTS.items()):
            return _or_nothing(getattr(obj, attribute, None), attribute)
        return self.undefined(name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, argument) if isinstance(argument, str) else super().getitem(obj, argument)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        are_numbers = operator != "**" and isinstance(left, int) and isinstance(right, int)
        are_texts = operator == "+" and isinstance(left, str) and isinstance(right, str)
        if are_numbers or are_texts or (operator == "%" and isinstance(left, str) and COUNTED.fullmatch(left)):
            return super().call_binop(context, operator, left, right)
        raise Unknown(operator)


def _or_nothing(value: Any, name: str) -> Any:
    return jinja2.Undefined(name=name) if value is None else value


@jinja2.pass_context
def _turns(context: Any, values: Iterable[Any]) -> Iterator[Any]:
    """*values* for a loop, which all loops of a template together have so many of."""
    if isinstance(values, str | dict):
        raise Unknown("a loop through what is no list")
    for value in values:
        if next(context[TURNS]) > MOST_TURNS:
            raise Unknown("a loop without end")
        yield value


def _replaced(text: Any, old: Any, new: Any) -> str:
    if str(text).count(str(old)) * len(str(new)) > MOST:
        raise Unknown("a replacement without end")
    return str(text).replace(str(old), str(new))


def _joined(values: Iterable[Any], between: Any = "") -> str:
    parts = [str(value) for value in values]
    if len(parts) * len(str(between)) > MOST:
        raise Unknown("a text without end")
    return str(between).join(parts)


def _dated(at: Any, pattern: Any = "medium", *, is_time: bool = False) -> str:
    return "" if isinstance(at, jinja2.Undefined) else by_pattern(at, pattern, is_time=is_time)


def _url(text: Any) -> Any:
    """A file beside the record, or an address: other records are known to Lektor alone."""
    if "/" in str(text) and "://" not in str(text):
        raise Unknown("the filter url")
    return text


PARTS: Final[Mapping[type, frozenset[str]]] = {
    str: frozenset({"lower", "upper", "strip", "lstrip", "rstrip", "title", "capitalize", "startswith", "endswith",
                    "split"}),
    date: frozenset({"year", "month", "day", "hour", "minute", "second", "isoformat", "date", "strftime"}),
    LoopContext: frozenset({"index", "index0", "first", "last", "length"}),
    Attachments: frozenset({"get", "images", "videos", "audio", "documents", "text"}),
}  # fmt: skip
OF_JINJA: Final = (
    "abs", "capitalize", "count", "d", "default", "first", "float", "int", "last", "length", "list", "lower", "reverse",
    "safe", "sort", "string", "striptags", "title", "trim", "truncate", "unique", "upper", "urlencode", "wordcount",
)  # fmt: skip
FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "dateformat": _dated, "datetimeformat": partial(_dated, is_time=True), "url": _url,
    "e": lambda text: text, "escape": lambda text: text,  # all is escaped where it is shown
    "replace": _replaced, "join": _joined, TURNS: _turns,
}  # fmt: skip
