"""Expressions of Jinja, as far as tables know what they ask for: a value, its parts, filters and conditions."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.jinja_dates import by_pattern
from feedtool.presets.templates import Unknown
from feedtool.presets.templates import by_pattern as strftime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Value = Callable[[], Any]

WORD: Final = re.compile(
    r"""\s*+(?:(?P<text>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')|(?P<number>\d{1,15}+)(?![\w.])|(?P<name>[A-Za-z_]\w*+)"""
    r"""|(?P<mark>==|!=|<=|>=|[<>()\[\].,|~+%-]))"""
)
DEEPEST: Final = 50  # expressions in expressions
CONSTANTS: Final[Mapping[str, Any]] = {
    "true": True, "True": True, "false": False, "False": False, "none": None, "None": None,
}  # fmt: skip
PARTS: Final = frozenset({"year", "month", "day", "hour", "minute", "second"})
COUNTED: Final = re.compile(r"%0?\d?d|%s")


class BrokenError(Exception):
    """A template that fails in Jinja too: it asks something of a value that is not there."""


def shown(value: Any) -> str:
    return "" if value is None else str(value)


def value_of(expression: str, names: Mapping[str, Any]) -> Any:
    """What *expression* says. Raises Unknown, BrokenError."""
    reading = _Reading(list(_words(expression)), names)
    value = reading.whole()
    if reading.at < len(reading.words):
        raise Unknown(expression)
    return value()


def _words(expression: str) -> Iterator[tuple[str, str]]:
    at, expression = 0, expression.strip()
    while at < len(expression):
        found = WORD.match(expression, at)
        if found is None or found.lastgroup is None:
            raise Unknown(expression)
        at = found.end()
        yield found.lastgroup, found[found.lastgroup]


class _Reading:
    """An expression being read, from its loosest operator down, as Jinja binds them. What it reads are functions that
    give the value when they are asked: what a condition leaves out may be an error.
    """

    def __init__(self, words: list[tuple[str, str]], names: Mapping[str, Any]) -> None:
        self.words, self.names, self.at, self.depth = words, names, 0, 0

    def whole(self) -> Value:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unknown("expressions in expressions")
        value = self._either()
        if self._takes("if"):
            condition = self._either()
            other = self.whole() if self._takes("else") else lambda: None
            value = partial(lambda yes, so, no: yes() if so() else no(), value, condition, other)
        self.depth -= 1
        return value

    def _next(self) -> str:
        return self.words[self.at][1] if self.at < len(self.words) and self.words[self.at][0] != "text" else ""

    def _takes(self, *words: str) -> str:
        word = self._next()
        if word and word in words:
            self.at += 1
            return word
        return ""

    def _must(self, mark: str) -> None:
        if not self._takes(mark):
            raise Unknown(f"no {mark}")

    def _either(self) -> Value:
        value = self._both()
        while self._takes("or"):
            value = partial(lambda one, two: one() or two(), value, self._both())
        return value

    def _both(self) -> Value:
        value = self._negated()
        while self._takes("and"):
            value = partial(lambda one, two: one() and two(), value, self._negated())
        return value

    def _negated(self) -> Value:
        if self._takes("not"):
            return partial(lambda value: not value(), self._negated())
        value = self._sum()
        while sign := self._takes("==", "!="):
            value = partial(lambda one, two, same: (one() == two()) is same, value, self._sum(), sign == "==")
        return value

    def _sum(self) -> Value:
        value = self._joined()
        while sign := self._takes("+", "-"):
            value = partial(_added, value, self._joined(), sign)
        return value

    def _joined(self) -> Value:
        value = self._counted()
        while self._takes("~"):
            value = partial(lambda one, two: shown(one()) + shown(two()), value, self._counted())
        return value

    def _counted(self) -> Value:
        value = self._value()
        while self._takes("%"):
            value = partial(_counted, value, self._value())
        return value

    def _value(self) -> Value:
        value = self._first()
        while mark := self._takes(".", "|", "["):
            if mark == "[":
                value = partial(lambda whole, part: _step(whole(), str(part())), value, self.whole())
                self._must("]")
                continue
            name = self.words[self.at][1] if self.at < len(self.words) else ""
            self.at += 1
            given = self._arguments() if self._takes("(") else None
            value = partial(_filtered if mark == "|" else _asked, value, name, given)
        return value

    def _first(self) -> Value:
        if self.at >= len(self.words):
            raise Unknown("nothing where a value should be")
        kind, word = self.words[self.at]
        self.at += 1
        if word == "(" and kind == "mark":
            value = self.whole()
            self._must(")")
            return value
        if kind == "mark" or (kind == "name" and word not in {*CONSTANTS, *self.names}):
            raise Unknown(word)
        known = word[1:-1] if kind == "text" else int(word) if kind == "number" else CONSTANTS.get(word)
        return lambda: self.names.get(word, known) if kind == "name" else known

    def _arguments(self) -> list[Value]:
        given: list[Value] = []
        while not self._takes(")"):
            given.append(self.whole())
            if not self._takes(",") and self._next() != ")":
                raise Unknown("(")
        return given


def _added(one: Value, two: Value, sign: str) -> Any:
    first, second = one(), two()
    if type(first) is not type(second) or not isinstance(first, int if sign == "-" else int | str):
        raise Unknown(sign)
    return first + second if sign == "+" else first - second


def _counted(pattern: Value, value: Value) -> str:
    text, given = str(pattern()), value()
    if not COUNTED.fullmatch(text) or not isinstance(given, int | str):
        raise Unknown("%")
    return text % (given if text == "%s" else int(given))


def _asked(value: Value, name: str, given: list[Value] | None) -> Any:
    return _step(value(), name, None if given is None else [one() for one in given])


def _step(value: Any, name: str, given: list[Any] | None = None) -> Any:
    """What *value* has under *name*, or what its method of that name gives."""
    if value is None:
        raise BrokenError(name)
    if given is None and isinstance(value, dict):
        return value.get(name)
    if given is None and isinstance(value, date) and name in PARTS:
        return getattr(value, name, None)
    if isinstance(value, Attachments):
        return value if given is None else given[0]
    for kind, methods in METHODS.items():
        if given is not None and isinstance(value, kind) and name in methods:
            return _called(methods[name], name, value, given)
    raise Unknown(name if given is None else f"{name}()")


def _filtered(value: Value, name: str, given: list[Value] | None) -> Any:
    if name not in FILTERS:
        raise Unknown(f"the filter {name}")
    return _called(FILTERS[name], f"the filter {name}", value(), [one() for one in given or ()])


def _called(made: Callable[..., Any], name: str, value: Any, given: list[Any]) -> Any:
    try:
        return made(value, *given)
    except (TypeError, AttributeError, IndexError):
        raise Unknown(name) from None


class Attachments:
    """The files beside a record: what one is asked for is its address, and all kinds of them are one."""


def _url(text: Any) -> str:
    """A file beside the record, or an address: other records are known to Lektor alone."""
    if "/" in str(text) and "://" not in str(text):
        raise Unknown("the filter url")
    return shown(text)


def _time(at: Any) -> datetime:
    return at if isinstance(at, datetime) else datetime(at.year, at.month, at.day)  # noqa: DTZ001 - shown as it stands


TEXTS: Final[Mapping[str, Callable[..., Any]]] = {
    "lower": str.lower, "upper": str.upper, "strip": str.strip, "title": str.title,
    "replace": lambda text, old, new: text.replace(old, new), "split": str.split,
}  # fmt: skip
METHODS: Final[Mapping[type, Mapping[str, Callable[..., Any]]]] = {
    date: {
        "strftime": lambda at, pattern: strftime(_time(at), pattern), "isoformat": lambda at: at.isoformat(),
        "date": lambda at: at.date(),
    },
    str: TEXTS,
}  # fmt: skip
FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "dateformat": lambda at, pattern: "" if at is None else by_pattern(at, pattern),
    "datetimeformat": lambda at, pattern: "" if at is None else by_pattern(at, pattern, is_time=True),
    "lower": lambda text: shown(text).lower(), "upper": lambda text: shown(text).upper(),
    "title": lambda text: shown(text).title(), "trim": lambda text: shown(text).strip(),
    "string": shown, "int": int, "safe": lambda text: text, "e": lambda text: text,
    "url": _url, "replace": lambda text, old, new: shown(text).replace(old, new), "first": lambda value: value[0],
    "default": lambda value, other="", *_: other if value is None else value,
    "d": lambda value, other="", *_: other if value is None else value,
    "join": lambda values, between="": shown(between).join(map(shown, values)),
}  # fmt: skip
