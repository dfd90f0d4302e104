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


MERGE: Final = "tag:yaml.org,2002:merge"
MOST_REPEATED: Final = 100_000  # values that stand in a document once, and are referred to again
JSON_TOKEN: Final = re.compile(r'(?P<text>"(?:[^"\\]|\\.)*+")(?P<colon>\s*+:)?|[{}]', re.DOTALL)


def yaml_of(block: str, *, unique: bool = False) -> Any:
    """The one document in *block*; with *unique* no key of a table may stand there twice.

    Raises SourceError, its line counted from 1.
    """
    import yaml

    try:
        read = yaml.load(block, _unique_loader() if unique else _yaml_loader())  # noqa: S506 - safe, with fewer types
        if "*" in block and _repeated(read) > MOST_REPEATED:
            raise _bad("YAML", "references to references, which make a thousand values of each", 1)
        return read
    except yaml.MarkedYAMLError as why:
        line = 1 + (why.problem_mark.line if why.problem_mark else 0)
        raise _bad("YAML", why.problem or str(why), line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as why:
        raise _bad("YAML", str(why), 1) from None


def _repeated(value: Any) -> int:
    """How many values there are in *value* beyond those that were written, by reference; no more than needed."""
    count, known, waiting = 0, set(), [value]
    while waiting and count <= MOST_REPEATED:
        one = waiting.pop()
        if not isinstance(one, list | dict):
            continue
        count += 1 + len(one) if id(one) in known else 0
        known.add(id(one))
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
    loader: Any = type("PlainLoader", (base,), {"yaml_implicit_resolvers": {}, "flatten_mapping": _flatten})
    for tag, construct in (("timestamp", lambda _, node: Stamp(node.value)), ("map", _table), ("set", _keys)):
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


@lru_cache(maxsize=1)
def _unique_loader() -> Any:
    loader: Any = type("UniqueLoader", (_yaml_loader(),), {})
    loader.add_constructor("tag:yaml.org,2002:map", _unique_table)
    return loader


def _table(loader: Any, node: Any) -> dict[Any, Any]:
    table: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    return table


def _unique_table(loader: Any, node: Any) -> dict[Any, Any]:
    """A table. Of a key that stands there twice YAML has no meaning, and generators have several."""
    from yaml.constructor import ConstructorError

    seen: set[str] = set()
    for key, _ in node.value:
        if isinstance(key.value, str) and key.tag != MERGE:
            if key.value in seen:
                raise ConstructorError(None, None, f"the key {key.value} a second time", key.start_mark)
            seen.add(key.value)
    return _table(loader, node)


def _flatten(loader: Any, node: Any) -> None:
    """Put what `<<` names into a table, each key once: what is merged over does not stand there twice, and merges of
    merges do not fill the memory (PyYAML before 6.0.4).
    """
    from yaml import SafeLoader

    merges = any(key.tag == MERGE for key, _ in node.value)
    SafeLoader.flatten_mapping(loader, node)
    if merges:
        kept = {
            (key.tag, key.value) if isinstance(key.value, str) else id(key): (key, value) for key, value in node.value
        }
        node.value = list(kept.values())


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


def json_object(text: str, *, unique: bool = False) -> tuple[Any, int]:
    """The object at the start of *text*, and where it ends; with *unique* no key may stand in an object twice."""
    import json

    try:
        read, end = json.JSONDecoder(strict=False).raw_decode(text)
    except json.JSONDecodeError as why:
        raise _bad("JSON", why.msg, why.lineno) from None
    except RecursionError:
        raise _bad("JSON", "brackets in brackets, too many of them", 1) from None
    if unique:
        _refuse_doubles(text[:end])
    return read, end


def _refuse_doubles(text: str) -> None:
    """Raises SourceError where a key stands twice in an object of *text*, which is JSON without mistakes."""
    seen: list[set[str]] = []
    for token in JSON_TOKEN.finditer(text):
        if token[0] == "{":
            seen.append(set())
        elif token[0] == "}":
            seen.pop()
        elif token["colon"]:
            if token["text"] in seen[-1]:
                line = text.count("\n", 0, token.start()) + 1
                raise _bad("JSON", f"the key {token['text']} a second time", line)
            seen[-1].add(token["text"])


def javascript_of(text: str) -> Any:
    """What a file of JavaScript says as data, as far as that can be read without running it. Raises SourceError."""
    try:
        return javascript.data_of(text)
    except ValueError as why:
        raise _bad("JavaScript", str(why), 1) from None


# Of a key that stands twice the last value counts: so generators read their own files.
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
