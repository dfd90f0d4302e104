"""JSX in Markdown: where its elements and expressions are, and what their words say."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from feedtool.dialects.tags import Kind, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPRESSION: Final = "{"  # what takes the place of a name
LONGEST: Final = 20_000  # characters of an expression, or of an element's words
PATIENCE: Final = 50  # braces that nothing closes, before all others are text
START: Final = re.compile(r"\\.|\{|<(?P<close>/?)(?P<name>[A-Za-z][\w.-]*+(?::[\w-]++)?+(?=[\s/>])|(?=>))", re.DOTALL)
INSIDE: Final = re.compile(
    r"\\.|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|`(?:[^`\\]|\\.)*+`|[{}]",
    re.DOTALL,
)
COMMENT: Final = re.compile(r"\s*+/\*")
COMMENT_END: Final = re.compile(r"\*/\s*+\}")
WORD: Final = re.compile(r"\s++|(?P<end>/?>)|(?P<brace>\{)|\"[^\"]*+\"|'[^']*+'|[^\s\"'<>{}/]++|/(?!>)")
ATTRIBUTE: Final = re.compile(
    r"(?P<name>[A-Za-z_$][\w.:$-]*+)(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<brace>\{)|(?P<bare>[^\s\"'<>{}]++)))?"
)
STRING: Final = re.compile(
    r"\s*+(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'|`((?:[^`\\$]|\\.|\$(?!\{))*+)`|(\d[\d.]*+))\s*+", re.DOTALL
)
CALLED: Final = re.compile(r"\s*+(?:require|useBaseUrl)\(\s*+[\"']([^\"'\n]*+)[\"']\s*+\)(?:\.default)?\s*+")


def tags(text: str) -> Iterator[Tag]:
    """The elements and expressions of *text*; the name of an expression is EXPRESSION, its arguments are its words."""
    patience, at = PATIENCE, 0
    comments = [found.end() for found in COMMENT_END.finditer(text)]
    while found := START.search(text, at):
        at = found.end()
        if found[0][0] == "\\":
            continue
        if found[0] != EXPRESSION:
            end = _end(text, at, reads_braces=patience > 0)
        elif COMMENT.match(text, at) and (after := bisect_left(comments, at)) < len(comments):
            end = comments[after]
        else:
            end = _closed(text, at) if patience else None
        if end is None:
            patience -= patience > 0
            continue
        yield _tag(found, text[at:end], end)
        at = end


def _tag(found: re.Match[str], words: str, end: int) -> Tag:
    if found[0] == EXPRESSION:
        return Tag(found.start(), end, Kind.SINGLE, EXPRESSION, words.removesuffix("}"))
    words = words.removesuffix(">")
    is_single = words.endswith("/") and not found["close"]
    kind = Kind.CLOSE if found["close"] else Kind.SINGLE if is_single else Kind.OPEN
    return Tag(found.start(), end, kind, found["name"], words.removesuffix("/"))


def _closed(text: str, start: int) -> int | None:
    """Where the expression ends whose inside begins at *start*."""
    depth = 1
    for found in INSIDE.finditer(text, start, start + LONGEST):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    return None


def _end(text: str, start: int, *, reads_braces: bool) -> int | None:
    """Where the element ends whose words begin at *start*."""
    at: int | None = start
    while at is not None and at - start < LONGEST and (found := WORD.match(text, at)):
        at = found.end()
        if found["end"]:
            return at
        if found["brace"]:
            at = _closed(text, at) if reads_braces else None
    return None


def attributes(words: str) -> dict[str, str]:
    """What an element's *words* say, as far as they are words and no program."""
    said: dict[str, str] = {}
    at = 0
    while at < len(words):
        if words[at] == "{":
            at = _closed(words, at + 1) or len(words)
            continue
        found = ATTRIBUTE.match(words, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        value: str | None = found["double"] or found["single"] or found["bare"] or ""
        if found["brace"]:
            end = _closed(words, at) or len(words)
            value = string(words[at : end - 1])
            at = end
        if value is not None:
            said.setdefault(found["name"], value)
    return said


def string(expression: str) -> str | None:
    """What *expression* is if it is a string or a number, or a file's name in a call that gives its address."""
    if found := CALLED.fullmatch(expression):
        return found[1]
    if found := STRING.fullmatch(expression):
        return re.sub(r"\\(.)", r"\1", next(value for value in found.groups() if value is not None))
    return None
