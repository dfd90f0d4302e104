"""YAML, TOML, JSON and the literals of JavaScript to values. Dates stay what their authors wrote."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from feedtool import javascript
from feedtool.raw import SourceError, Stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# A date without quotes, as YAML 1.1 knows it (yaml.org/type/timestamp.html).
STAMP: Final = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?"
    r"(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?"
)


LONGEST: Final = 100_000  # values in one document


def yaml_of(block: str) -> Any:
    """The one document in *block*. Raises SourceError, its line counted from 1."""
    import yaml

    try:
        read = yaml.load(block, _yaml_loader())  # noqa: S506 - a SafeLoader, only with fewer types
        if "*" in block and _size(read) > LONGEST:
            raise _bad("YAML", "references to references, which make a thousand values of each", 1)
        return read
    except yaml.MarkedYAMLError as why:
        line = 1 + (why.problem_mark.line if why.problem_mark else 0)
        raise _bad("YAML", why.problem or str(why), line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as why:
        raise _bad("YAML", str(why), 1) from None


def _size(value: Any) -> int:
    """How many values there are in *value*, those that are referred to counted each time; no more than needed."""
    count, waiting = 0, [value]
    while waiting and count <= LONGEST:
        one = waiting.pop()
        count += 1
        if isinstance(one, list | dict):
            waiting.extend(one.values() if isinstance(one, dict) else one)
    return count


def lenient_yaml(text: str) -> Any:
    """The first document in *text*, as generators' own settings are written: of a tag that nobody knows the table or
    list behind it stays, and a word behind it, which is code, is nothing. Raises SourceError.
    """
    import yaml

    try:
        return next(iter(yaml.load_all(text, _lenient_loader())), None)
    except (yaml.YAMLError, ValueError, RecursionError) as why:
        raise _bad("YAML", str(why), 1) from None


@lru_cache(maxsize=1)
def _lenient_loader() -> Any:
    loader: Any = type("LenientLoader", (_yaml_loader(),), {})
    loader.add_multi_constructor("", lambda loader, _, node: _behind_tag(loader, node))
    return loader


def _behind_tag(loader: Any, node: Any) -> Any:
    if node.id == "mapping":
        return loader.construct_mapping(node, deep=True)
    return loader.construct_sequence(node, deep=True) if node.id == "sequence" else None


@lru_cache(maxsize=1)
def _yaml_loader() -> Any:
    """PyYAML's safe loader without the types of YAML 1.1 that lose what the author wrote: it turns times with a zone
    into ones without, 12:30 into 750, `no` into false, True into true and 1.10 into 1.1. All these stay text here;
    fields that want a flag read one.
    """
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("PlainLoader", (base,), {"yaml_implicit_resolvers": {}})
    for tag, construct in (("timestamp", lambda _, node: Stamp(node.value)), ("map", _mapping), ("set", _keys)):
        loader.add_constructor(f"tag:yaml.org,2002:{tag}", construct)
    loader.add_constructor("tag:yaml.org,2002:binary", yaml.SafeLoader.construct_undefined)
    for tag, pattern, first in (
        ("timestamp", STAMP, "0123456789"),
        ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
        ("int", r"0|-?[1-9][0-9]{0,17}", "-0123456789"),
        ("merge", r"<<", "<"),
    ):
        loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first))
    return loader


def _mapping(loader: Any, node: Any) -> dict[Any, Any]:
    """A table. Of a key that stands there twice YAML has no meaning, and generators have several."""
    from yaml.constructor import ConstructorError

    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen and isinstance(key.value, str) and key.tag != "tag:yaml.org,2002:merge":
            raise ConstructorError(None, None, f"the key {key.value} a second time", key.start_mark)
        if isinstance(key.value, str):
            seen.add(key.value)
    mapping: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return mapping


def _keys(loader: Any, node: Any) -> list[Any]:
    """A set, in the order in which it was written."""
    return list(loader.construct_mapping(node, deep=True))


def toml_of(block: str) -> dict[str, object]:
    """The tables in *block*. Raises SourceError."""
    import tomllib

    try:
        return tomllib.loads(block)
    except RecursionError:
        raise _bad("TOML", "brackets in brackets, too many of them", 1) from None
    except tomllib.TOMLDecodeError as why:
        line = re.search(r"at line (\d+)", str(why))
        raise _bad("TOML", re.sub(r" \(at .*\)", "", str(why)), int(line[1]) if line else 1) from None


def json_object(text: str) -> tuple[Any, int]:
    """The object at the start of *text*, and where it ends."""
    import json

    try:
        return json.JSONDecoder(strict=False, object_pairs_hook=_pairs).raw_decode(text)
    except json.JSONDecodeError as why:
        raise _bad("JSON", why.msg, why.lineno) from None
    except RecursionError:
        raise _bad("JSON", "brackets in brackets, too many of them", 1) from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at]))
        raise _bad("JSON", f"the key {twice} a second time", 1)
    return table


def javascript_of(text: str) -> Any:
    """What a file of JavaScript says as data, as far as that can be read without running it. Raises SourceError."""
    try:
        return javascript.data_of(text)
    except ValueError as why:
        raise _bad("JavaScript", str(why), 1) from None


READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "yaml": yaml_of,
    "toml": toml_of,
    "json": lambda block: json_object(block.lstrip())[0],
    "js": javascript_of,
}


def _bad(language: str, why: str, line: int) -> SourceError:
    return SourceError(
        "F105", f"front matter that is no {language} ({' '.join(why.split())})", f"{language} without mistakes",
        "put values with special characters in quotes, and indent with spaces", line=line,
    )  # fmt: skip
