"""The metadata at the head of a text file: YAML (`---`), TOML (`+++`) or JSON (one object)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool.loader.raw import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Blank lines and byte order marks before it are an accident, and what they would uncover may be a draft.
FENCED: Final = re.compile(r"[\s\ufeff]*^(---|\+\+\+)(yaml|toml|json)?[ \t]*\n", re.MULTILINE)
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
        metadata = READERS[language](block)
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
    return FrontMatter(metadata or {}, body, language, _lines(block, KEY, first=first + 1))


def _lines(block: str, key: re.Pattern[str], *, first: int) -> dict[str, int]:
    lines: dict[str, int] = {}
    line, at = first, 0
    for found in key.finditer(block):
        line, at = line + block.count("\n", at, found.start(1)), found.start(1)
        lines.setdefault(found[1], line)
    return lines


def _yaml(block: str) -> Any:
    import yaml

    try:
        return yaml.load(block, _yaml_loader())  # noqa: S506 - a SafeLoader, only with fewer types
    except yaml.MarkedYAMLError as why:
        line = 1 + (why.problem_mark.line if why.problem_mark else 0)
        raise _bad("YAML", why.problem or str(why), line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as why:
        raise _bad("YAML", str(why), 1) from None


@lru_cache(maxsize=1)
def _yaml_loader() -> Any:
    """PyYAML's safe loader without the types of YAML 1.1 that lose what the author wrote: it turns times with a zone
    into ones without, 12:30 into 750, `no` into false, True into true and 1.10 into 1.1. All these stay text here;
    fields that want a flag read one.
    """
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("PlainLoader", (base,), {"yaml_implicit_resolvers": {}})
    for tag, pattern, first in (
        ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
        ("int", r"0|-?[1-9][0-9]{0,17}", "-0123456789"),
        ("merge", r"<<", "<"),
    ):
        loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first))
    return loader


def _toml(block: str) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(block)
    except RecursionError:
        raise _bad("TOML", "brackets in brackets, too many of them", 1) from None
    except tomllib.TOMLDecodeError as why:
        line = re.search(r"at line (\d+)", str(why))
        raise _bad("TOML", re.sub(r" \(at .*\)", "", str(why)), int(line[1]) if line else 1) from None


def _json(text: str) -> FrontMatter:
    metadata, end = _json_object(text)
    body = text[end:].lstrip(" \t").lstrip("\n")
    return FrontMatter(metadata, body, "json", _lines(text[:end], JSON_KEY, first=1))


def _json_object(text: str) -> tuple[Any, int]:
    """The object at the start of *text*, and where it ends."""
    import json

    try:
        return json.JSONDecoder(strict=False).raw_decode(text)
    except json.JSONDecodeError as why:
        raise _bad("JSON", why.msg, why.lineno) from None
    except RecursionError:
        raise _bad("JSON", "brackets in brackets, too many of them", 1) from None


READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "yaml": _yaml,
    "toml": _toml,
    "json": lambda block: _json_object(block.lstrip())[0],
}


def _bad(language: str, why: str, line: int) -> SourceError:
    return SourceError(
        "F105", f"front matter that is no {language} ({' '.join(why.split())})", f"{language} without mistakes",
        "put values with special characters in quotes, and indent with spaces", line=line,
    )  # fmt: skip
