"""The metadata at the head of a text file: YAML (`---`), TOML (`+++`) or JSON (one object)."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool.notation import READERS, json_object, yaml_of
from feedtool.raw import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Blank lines and byte order marks before it are an accident, and what they would uncover may be a draft.
FENCED: Final = re.compile(r"[\s\ufeff]*^(---|\+\+\+)(yaml|toml|json|js)?[ \t]*\n", re.MULTILINE)
# A key that stands twice is a mistake that may publish a draft.
UNIQUE: Final[Mapping[str, Callable[[str], Any]]] = {
    **READERS,
    "yaml": partial(yaml_of, unique=True),
    "json": lambda block: json_object(block.lstrip(), unique=True)[0],
}
LANGUAGES: Final = {"---": "yaml", "+++": "toml"}
CLOSING: Final = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE),
}
KEY: Final = re.compile(r"""^[ \t{,]*["']?([\w.-]+)["']?[ \t]*[:=]""", re.MULTILINE)
# What editors leave behind, YAML and TOML refuse, and no feed can hold.
CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
JSON_KEY: Final = re.compile(r'"([^"\\]+)"\s*:')


class FrontMatter(NamedTuple):
    """Metadata, where its keys stand, and the text below it."""

    metadata: Mapping[str, object]
    body: str
    via: str = "text"
    lines: Mapping[str, int] = {}
    first: int = 1  # the line of the file on which the body begins


def split(text: str) -> FrontMatter:
    """*text* as front matter and body; without front matter, all of it is body. Raises SourceError."""
    if fence := FENCED.match(text):
        return _fenced(text, fence)
    if re.match(r'\{\s*["}]', text):
        return _json(text)
    return FrontMatter({}, text)


def _fenced(text: str, fence: re.Match[str]) -> FrontMatter:
    first = text.count("\n", 0, fence.start(1)) + 1
    closing = CLOSING[fence[1]].search(text, fence.end())
    if closing is None:
        raise SourceError(
            "F103", f"front matter that begins with {fence[1]} and never ends", f"a line {fence[1]} after it",
            f"add the line {fence[1]} where the metadata ends", line=first,
        )  # fmt: skip
    block, body = CONTROLS.sub("", text[fence.end() : closing.start()]), text[closing.end() :].removeprefix("\n")
    language = fence[2] or LANGUAGES[fence[1]]
    try:
        metadata = UNIQUE[language](block)
    except SourceError as why:
        why.line = first + (why.line or 1)
        raise
    if isinstance(metadata, str):  # a rule, a paragraph and another rule: Markdown that only looks like front matter
        return FrontMatter({}, text)
    if metadata is not None and not isinstance(metadata, dict):
        raise SourceError(
            "F104", f"front matter that is a {type(metadata).__name__}", "keys and values",
            'write it like "title: My trip"', line=first + 1,
        )  # fmt: skip
    begins = text.count("\n", 0, closing.end()) + 2
    return FrontMatter(metadata or {}, body, language, _lines(block, KEY, first=first + 1), begins)


def _lines(block: str, key: re.Pattern[str], *, first: int) -> dict[str, int]:
    lines: dict[str, int] = {}
    line, at = first, 0
    for found in key.finditer(block):
        line, at = line + block.count("\n", at, found.start(1)), found.start(1)
        lines.setdefault(found[1], line)
    return lines


def _json(text: str) -> FrontMatter:
    metadata, end = json_object(text, unique=True)
    body = text[end:].lstrip(" \t").lstrip("\n")
    first = text.count("\n", 0, len(text) - len(body)) + 1
    return FrontMatter(metadata, body, "json", _lines(text[:end], JSON_KEY, first=1), first)
