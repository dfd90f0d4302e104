"""What `{{ }}` says, in Liquid and in Nunjucks: a value by its name or as it is written, and filters in a row."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from feedtool import markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

LONGEST: Final = 100_000  # characters of a value
HUGE: Final = 10**15  # no number of a post is
WORD: Final = re.compile(
    r"""\s*+(?:
      (?P<text>"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')
      |(?P<number>-?\d{1,15}+(?:\.\d{1,15}+)?)(?![\w.])
      |(?P<name>[A-Za-z_][\w-]*+(?:\.[\w-]++|\[(?:"[^"\]]*+"|'[^'\]]*+'|\d++)\])*+)
      |(?P<mark>[=!<>]=|\.\.|[|:,()<>])
    )""",
    re.VERBOSE | re.DOTALL,
)
PART: Final = re.compile(r"[\w-]++|\"[^\"]*+\"|'[^']*+'")
CONSTANTS: Final[Mapping[str, Any]] = {
    "true": True, "false": False, "nil": None, "null": None, "none": None, "empty": "", "blank": "",
}  # fmt: skip


class UnknownError(LookupError):
    """Only the generator knows what the expression says."""


class Open(dict[str, Any]):
    """Names of which more may be known to the generator than to us."""


class Unknown:
    """Stands where a name is known to mean something, and nobody here knows what."""


def value_of(expression: str, names: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]]) -> Any:
    """What *expression* says. Raises UnknownError."""
    words = list(_words(expression))
    if not words:
        return None
    value, at = _value(words[0], names), 1
    while at < len(words):
        if words[at] != ("mark", "|") or at + 1 >= len(words):
            raise UnknownError(expression)
        name, (arguments, at) = words[at + 1][1], _arguments(words, at + 2, names)
        if name not in filters:
            raise UnknownError(name)
        try:
            value = filters[name](value, *arguments)
        except (TypeError, ValueError, IndexError, KeyError, AttributeError, ArithmeticError, RecursionError):
            raise UnknownError(name) from None
        if isinstance(value, str) and len(value) > LONGEST:
            raise UnknownError(name)
    return value


def holds(condition: str, names: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]]) -> bool:
    """Whether *condition* is true: one value, or two compared with ==, != or contains. Raises UnknownError."""
    words = list(_words(condition))
    if len(words) == 3 and words[1] == ("name", "contains"):  # noqa: PLR2004 - value, mark, value
        whole, part = _value(words[0], names), _value(words[2], names)
        return part in whole if isinstance(whole, list | tuple) else shown(part) in shown(whole)
    if len(words) == 3 and words[1] in {("mark", "=="), ("mark", "!=")}:  # noqa: PLR2004 - value, mark, value
        return (_value(words[0], names) == _value(words[2], names)) is (words[1][1] == "==")
    value = value_of(condition, names, filters)
    return value is not None and value is not False


def shown(value: Any) -> str:
    """*value* as an output prints it. Raises UnknownError."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return "".join(shown(one) for one in value)
    if isinstance(value, str | int | float):
        return str(value)
    raise UnknownError(type(value).__name__)


def _words(expression: str) -> Iterator[tuple[str, str]]:
    at, expression = 0, expression.strip()
    while at < len(expression):
        found = WORD.match(expression, at)
        if found is None or found.lastgroup is None:
            raise UnknownError(expression)
        at = found.end()
        yield found.lastgroup, found[found.lastgroup]


def _value(word: tuple[str, str], names: Mapping[str, Any]) -> Any:
    kind, text = word
    if kind == "text":
        return text[1:-1]
    if kind == "number":
        return float(text) if "." in text else int(text)
    if kind != "name":
        raise UnknownError(text)
    if text.lower() in CONSTANTS and text not in names:
        return CONSTANTS[text.lower()]
    return _named(text, names)


def _named(path: str, names: Mapping[str, Any]) -> Any:
    value: Any = names
    for found in PART.finditer(path):
        part = found[0].strip("\"'")
        if isinstance(value, list | tuple):
            index = {"first": 0, "last": -1}.get(part, int(part) if part.isdecimal() else None)
            if part == "size":
                value = len(value)
                continue
            value = None if index is None or not -len(value) <= index < len(value) else value[index]
        elif isinstance(value, dict):
            if part not in value and isinstance(value, Open):
                raise UnknownError(path)
            value = value.get(part)
        else:
            value = None
        if value is Unknown:
            raise UnknownError(path)
    return value


def _arguments(words: Sequence[tuple[str, str]], at: int, names: Mapping[str, Any]) -> tuple[list[Any], int]:
    """What stands behind a filter's name, `: a, b` or `(a, b)`, and where the next filter begins."""
    given: list[Any] = []
    while at < len(words) and words[at] != ("mark", "|"):
        if words[at][0] != "mark":
            given.append(_value(words[at], names))
        elif words[at][1] not in ":,()":
            raise UnknownError(words[at][1])
        at += 1
    return given, at


# -- filters -----------------------------------------------------------------------------------------------------------


def _text(change: Callable[..., str]) -> Callable[..., str]:
    """A filter of text: it gets what would be printed."""
    return lambda value, *given: change(shown(value), *map(shown, given))


def _without_tags(text: str) -> str:
    return re.sub(r"<[^<>]*+>", "", re.sub(r"<(script|style)\b[^<>]*+>[^<]*+</\1>", "", text))


def _joined(value: Any, between: Any = " ") -> str:
    if not isinstance(value, list | tuple):
        return shown(value)
    return _bounded(shown(between), len(value)).join(shown(one) for one in value)


def _replaced(text: str, part: str, other: str = "") -> str:
    return text.replace(part, _bounded(other, text.count(part)))


def _bounded(text: str, times: int) -> str:
    """*text*, which is to be put in so many *times*. Raises ValueError when that is too much."""
    if len(text) * times > LONGEST:
        raise ValueError(times)
    return text


def _number(change: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def apply(value: Any, other: Any) -> Any:
        one, two = (float(number) if "." in str(number) else int(number) for number in (value, other))
        result = change(one, two)
        if abs(result) > HUGE:
            raise ValueError(result)
        return result

    return apply


def _cut(text: str, length: str = "50", end: str = "...") -> str:
    return text if len(text) <= int(length) else text[: max(0, int(length) - len(end))] + end


def _cut_words(text: str, count: str = "15", end: str = "...") -> str:
    words = text.split()
    return text if len(words) <= int(count) else " ".join(words[: int(count)]) + end


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "append": _text(lambda text, more: text + more),
    "capitalize": _text(str.capitalize),
    "cgi_escape": _text(lambda text: quote(text, safe="").replace("%20", "+")),
    "default": lambda value, other, *_: other if value in (None, False, "", []) else value,
    "divided_by": _number(lambda one, two: one // two if isinstance(one, int) and isinstance(two, int) else one / two),
    "downcase": _text(str.lower),
    "escape": _text(escape),
    "escape_once": _text(lambda text: escape(unescape(text))),
    "first": lambda value: value[0] if value else None,
    "join": _joined,
    "last": lambda value: value[-1] if value else None,
    "lstrip": _text(str.lstrip),
    "markdownify": _text(markdown.render),
    "minus": _number(lambda one, two: one - two),
    "modulo": _number(lambda one, two: one % two),
    "newline_to_br": _text(lambda text: text.replace("\n", "<br />\n")),
    "normalize_whitespace": _text(lambda text: " ".join(text.split())),
    "plus": _number(lambda one, two: one + two),
    "prepend": _text(lambda text, more: more + text),
    "remove": _text(lambda text, part: text.replace(part, "")),
    "remove_first": _text(lambda text, part: text.replace(part, "", 1)),
    "replace": _text(_replaced),
    "replace_first": _text(lambda text, part, other="": text.replace(part, other, 1)),
    "reverse": lambda value: value[::-1],
    "rstrip": _text(str.rstrip),
    "safe": lambda value: value,  # it is not escaped here anyhow
    "size": len,
    "split": lambda value, between: shown(value).split(shown(between) or None),
    "strip": _text(str.strip),
    "strip_html": _text(_without_tags),
    "strip_newlines": _text(lambda text: text.replace("\n", "")),
    "times": _number(lambda one, two: one * two),
    "truncate": _text(_cut),
    "truncatewords": _text(_cut_words),
    "upcase": _text(str.upper),
    "uri_escape": _text(lambda text: quote(text, safe="/:?#@!$&'()*+,;=~%")),
    "url_encode": _text(lambda text: quote(text, safe="").replace("%20", "+")),
    "xml_escape": _text(escape),
}
NUNJUCKS: Final[Mapping[str, str]] = {
    "e": "escape", "length": "size", "lower": "downcase", "striptags": "strip_html", "trim": "strip", "upper": "upcase",
}  # fmt: skip
