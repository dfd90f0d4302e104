"""The kinds of values a configuration has: each knows how to read one, and how a JSON Schema says it."""

from __future__ import annotations

import re
import zoneinfo
from dataclasses import replace
from datetime import time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool import filters, globs, presets, urls
from feedtool.errors import CODES as KNOWN
from feedtool.errors import did_you_mean
from feedtool.loader import fields, values
from feedtool.loader.links import PLACEHOLDERS
from feedtool.model import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from feedtool.filters import Filter
    from feedtool.model import Person


DAYS: Final = {"d": 1, "w": 7, "m": 30, "y": 365}
OLDEST: Final = timedelta(days=1000 * 365)  # no calendar goes back much farther
MOST: Final = 10**15  # more than anybody has of anything; longer numbers cannot even be shown
SOMEWHERE: Final = "https://site.example/"  # stands in for the site, whose address may be the mistake


class Wrong(ValueError):  # noqa: N818 - becomes a Problem
    """A value that a key cannot have: what it may have, and what to do."""

    def __init__(self, expected: str, remedy: str) -> None:
        self.expected, self.remedy = expected, remedy
        super().__init__(expected)


class Kind(NamedTuple):
    """How a value is read, and its JSON Schema."""

    read: Callable[[Any], Any]
    schema: Mapping[str, object]


def _typed(value: object, kind: type | tuple[type, ...], expected: str, remedy: str) -> None:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        raise Wrong(expected, remedy)


def _text(value: Any) -> str:
    _typed(value, str, "text", "put it in quotes")
    if FORBIDDEN.search(value):
        raise Wrong("text without control characters", "take them out")
    return str(value)


def _filled(value: Any) -> str:
    if not _text(value).strip():
        raise Wrong("text", "fill it in")
    return str(value)


def _flag(value: Any) -> bool:
    _typed(value, bool, "true or false", "write true or false, without quotes")
    return bool(value)


def _count(value: Any) -> int:
    _typed(value, int, "a whole number, 0 or more", "write it without quotes")
    if not 0 <= value <= MOST:
        raise Wrong("a whole number, 0 or more", f"write one from 0 to {MOST}")
    return int(value)


def _positive(value: Any) -> int:
    if not _count(value):
        raise Wrong("a whole number, 1 or more", "write at least 1")
    return int(value)


def _rate(value: Any) -> float:
    _typed(value, (int, float), "a number, 0 or more", "write it without quotes, like 0.5")
    if isinstance(value, bool) or not 0 <= value <= MOST:
        raise Wrong("a number, 0 or more", "write 0 for no bound")
    return float(value)


def _words(value: Any, example: str = "**/*.md") -> tuple[str, ...]:
    for one in (value, *(value if isinstance(value, list) else ())):
        _typed(one, list if one is value else str, "a list of texts", f'write it like ["{example}"]')
    return tuple(value)


def _globs(value: Any) -> tuple[str, ...]:
    for glob in _words(value):
        try:
            globs.compiled(glob)
        except re.error as why:
            raise Wrong(f"globs ({glob}: {why})", 'write them like ["**/*.md"]') from None
    return _words(value)


def _web_address(value: Any) -> str:
    try:
        return urls.canonical(_filled(value).strip())
    except urls.BadAddressError as why:
        raise Wrong(f"an absolute address ({why})", "write it like https://example.com/") from None
    except Wrong:
        raise Wrong("an absolute address", "write where the site lives, like https://example.com/") from None


def _folder_address(value: Any) -> str:
    url = _web_address(value)
    if "?" in url or "#" in url:
        raise Wrong("the address of a folder", "leave out what follows ? or #")
    return url if url.endswith("/") else url + "/"


def _address(value: Any) -> str:
    """An address that may lie below the site; it is kept as it is until the site's is known."""
    try:
        urls.canonical(urls.below(SOMEWHERE, value)) if _text(value) else ""
    except urls.BadAddressError as why:
        raise Wrong(f"an address ({why})", 'write it like "/feeds/" or https://example.com/feeds/') from None
    return str(value)


def _folder(value: Any) -> str:
    if re.search(r"[?#]", _address(_filled(value))):
        raise Wrong("the address of a folder", "leave out what follows ? or #")
    return str(value)


def _web_addresses(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_web_address(item) for item in _words(value, "https://hub.example.net/")))


def _language(value: Any) -> str:
    if not values.LANGUAGE.fullmatch(_text(value)):
        raise Wrong("a language tag (BCP 47)", 'write it like "en" or "pt-BR"')
    return str(value)


def _zone(value: Any) -> tzinfo:
    try:
        return zoneinfo.ZoneInfo(_filled(value))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        near = did_you_mean(str(value), zoneinfo.available_timezones()) or 'write it like "Europe/Vienna"'
        raise Wrong("the IANA name of a time zone", near) from None


def _time(value: Any) -> time:
    if isinstance(value, time):
        return value
    if not re.fullmatch(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?", _text(value)):
        raise Wrong("a time of day", 'write it like "09:00"')
    hour, _, rest = str(value).partition(":")
    return time.fromisoformat(f"{hour:0>2}:{rest}")


def _people(value: Any) -> tuple[Person, ...]:
    example = 'write it like [{ name = "Ada Example", email = "ada@example.com" }]'
    _typed(value, list, "a list of tables", example)
    for table in value:
        _typed(table, dict, "a list of tables", example)
        for key in table:
            _typed(table[key], str, f"text in {key}", example)
        if unknown := sorted(set(table) - {"name", "email", "url"}):
            raise Wrong(
                "tables with name, email and url", did_you_mean(unknown[0], ("name", "email", "url")) or example
            )
    try:
        people = [values.person({**table, "url": None}, "") for table in value]
    except values.Bad as bad:
        raise Wrong(f"{bad.expected}, not {bad.found}", bad.remedy) from None
    urls_ = (_address(table.get("url", "")) or None for table in value)
    return tuple(replace(person, url=url) for person, url in zip(people, urls_, strict=True))


def _rule(value: Any) -> str:
    """Which words it may have depends on the preset beside it: words_of_rule."""
    allowed = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", _filled(value))):
        raise Wrong(f"a closed brace for each that is open; known are {allowed}", 'write it like "/{path}/"')
    if not re.match(r"/|https?://", value):
        raise Wrong("an address that begins with a slash", f'write it like "/{{path}}/"; known are {allowed}')
    _address(re.sub(r"\{.*?\}", "x", value))
    return str(value)


def words_of_rule(rule: str, preset: str) -> None:
    """Raises Wrong where *rule* has a word in braces that posts of that *preset* do not know."""
    conventions = presets.named(preset)
    known = dict.fromkeys([*PLACEHOLDERS, *conventions.words])
    for name in re.findall(r"\{(.*?)\}", rule):
        if name not in known and not (conventions.word and re.fullmatch(r"\w+", name)):
            allowed = ", ".join(f"{{{word}}}" for word in known)
            raise Wrong(f"placeholders that are known: {allowed}", did_you_mean(name, known) or "correct it")


def _renames(value: Any) -> dict[str, tuple[str, ...]]:
    _typed(value, dict, "a table", 'write it like updated = "revised_on"')
    for name in value:
        if name not in fields.NAMES:
            known = ", ".join(sorted(fields.NAMES))
            raise Wrong(f"fields of a post: {known}", did_you_mean(name, fields.NAMES) or f"correct {name}")
    return {name: (keys,) if isinstance(keys, str) else _words(keys) for name, keys in value.items()}


def _below(value: Any) -> str:
    path = _filled(value)
    if not urls.is_safe_path(path):
        raise Wrong("a path that stays in its folder", 'write it like "feeds/rss.xml"')
    return path


def _below_each(value: Any) -> tuple[str, ...]:
    return tuple(_below(item) for item in _words(value, "old/rss.xml"))


def _filter(value: Any) -> Filter:
    try:
        return filters.checked(value)
    except filters.FilterError as why:
        raise Wrong(why.expected, why.remedy) from None


def _age(value: Any) -> timedelta:
    found = re.fullmatch(r"([1-9][0-9]{0,5}) ?(d|w|m|y)", _text(value))
    if not found:
        raise Wrong("an age", 'write it like "30d", "8w", "6m" or "1y"')
    age = timedelta(days=int(found[1]) * DAYS[found[2]])
    if age > OLDEST:
        raise Wrong("an age of at most 1000 years", "take it out: all are young enough")
    return age


def _codes(value: Any) -> tuple[str, ...]:
    for code in _words(value, "F113"):
        if not re.fullmatch(r"[A-Z][0-9]{3}", code):
            raise Wrong("codes of warnings", 'write them like ["F113"]; docs/reference/problems.md lists them')
        if code not in KNOWN and not code.startswith("X"):
            near = did_you_mean(code, KNOWN) or "docs/reference/problems.md lists them"
            raise Wrong(f"codes that there are ({code} is none)", near)
    return _words(value)


def one_of(*words: str) -> Kind:
    """One of some words."""

    def read(value: Any) -> str:
        if value not in words:
            shown = ", ".join(f'"{word}"' for word in words if word)
            raise Wrong(f"one of {shown}", (isinstance(value, str) and did_you_mean(value, words)) or "correct it")
        return str(value)

    return Kind(read, {"enum": list(words)})


def some_of(words: Sequence[str]) -> Kind:
    """A list of some words, at least one, each once."""

    def read(value: Any) -> tuple[str, ...]:
        for word in _words(value, '", "'.join(words)):
            if word not in words:
                raise Wrong(f"some of {', '.join(words)}", did_you_mean(word, words) or f"take out {word}")
        if not value:
            raise Wrong(f"some of {', '.join(words)}", "name at least one")
        return tuple(dict.fromkeys(value))

    return Kind(read, {"type": "array", "items": {"enum": list(words)}, "minItems": 1, "uniqueItems": True})


def table_of(words: Sequence[str]) -> Kind:
    """A table of safe paths, with some words as keys."""

    def read(value: Any) -> dict[str, str]:
        _typed(value, dict, "a table", 'write it like { rss = "rss.xml" }')
        for word in value:
            if word not in words:
                raise Wrong(f"the keys {', '.join(words)}", did_you_mean(word, words) or f"take out {word}")
        return {word: _below(path) for word, path in value.items()}

    properties = {word: {"type": "string"} for word in words}
    return Kind(read, {"type": "object", "properties": properties, "additionalProperties": False})


STRING: Final = {"type": "string"}
STRINGS: Final = {"type": "array", "items": STRING}
TEXT: Final = Kind(_text, STRING)
FILLED: Final = Kind(_filled, {"type": "string", "minLength": 1})
FLAG: Final = Kind(_flag, {"type": "boolean"})
COUNT: Final = Kind(_count, {"type": "integer", "minimum": 0})
POSITIVE: Final = Kind(_positive, {"type": "integer", "minimum": 1})
RATE: Final = Kind(_rate, {"type": "number", "minimum": 0})
GLOBS: Final = Kind(_globs, STRINGS)
ADDRESS: Final = Kind(_address, STRING)
FOLDER: Final = Kind(_folder, STRING)
FOLDER_ADDRESS: Final = Kind(_folder_address, {"type": "string", "format": "uri"})
WEB_ADDRESS: Final = Kind(_web_address, {"type": "string", "format": "uri"})
WEB_ADDRESSES: Final = Kind(_web_addresses, {"type": "array", "items": {"type": "string", "format": "uri"}})
LANGUAGE: Final = Kind(_language, {"type": "string", "pattern": f"^{values.LANGUAGE.pattern}$"})
ZONE: Final = Kind(_zone, STRING)
TIME: Final = Kind(_time, {"type": "string", "pattern": "^\\d{1,2}:\\d{2}(:\\d{2})?$"})
CODES: Final = Kind(_codes, {"type": "array", "items": {"type": "string", "pattern": "^[A-Z][0-9]{3}$"}})
BELOW: Final = Kind(_below, {"type": "string", "minLength": 1})
FILTER: Final = Kind(_filter, {"type": "object"})
AGE: Final = Kind(_age, {"type": "string", "pattern": "^[1-9][0-9]{0,5} ?[dwmy]$"})
PATHS: Final = Kind(_below_each, STRINGS)
RULE: Final = Kind(_rule, STRING)
RENAMES: Final = Kind(_renames, {
    "type": "object", "additionalProperties": False,
    "properties": {name: {"type": ["string", "array"], "items": STRING} for name in sorted(fields.NAMES)},
})  # fmt: skip
PEOPLE: Final = Kind(_people, {"type": "array", "items": {
    "type": "object", "required": ["name"], "additionalProperties": False,
    "properties": {"name": STRING, "email": STRING, "url": {"type": "string", "format": "uri"}},
}})  # fmt: skip
