"""The fields of Lektor's models: what stands in one, and what it means there."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feedtool.presets.slugs import transliterated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

YES: Final = frozenset({"yes", "true", "1"})
NO: Final = frozenset({"no", "false", "0"})


class Model(NamedTuple):
    """A model, or a block of a flow, with what it has of the model that it inherits from: all but the label."""

    name: str
    label: str
    children: Mapping[str, str]
    fields: Mapping[str, Mapping[str, str]]  # a field's name to its options


def said(own: Mapping[str, str], model: Model, field: str) -> str:
    """What stands in a *field*, or what the model has for those that say nothing, or nothing that can be read."""
    row = model.fields.get(field, {})
    text = own.get(field)
    default = row.get("default")
    if default is not None and (text is None or value(row.get("type", "string"), text) is None):
        return default
    return text or ""


def value(kind: str, text: str) -> Any:
    """What *text* means in a field of this *kind*; None where it says nothing."""
    if kind in VALUES:
        return VALUES[kind](text)
    return text or None


def _date(text: str) -> date | None:
    try:
        year, month, day = map(int, text.split("-"))
        return date(year, month, day)
    except ValueError:
        return None


def _datetime(text: str) -> datetime | None:
    """A date, a time, and a zone by its name or offset; anything else Lektor takes for none."""
    chunks = text.split(" ")
    try:
        day, time = ([int(part) for part in chunk.split(sign)] for chunk, sign in zip(chunks, "-:", strict=False))
        zone = _zone(chunks[-1]) if len(chunks) > 2 else None  # noqa: PLR2004 - date, time, zone
        return datetime(*day, *time, tzinfo=zone)  # type: ignore[arg-type, misc]
    except (ValueError, TypeError):
        return None


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        offset = name[-5:]
        minutes = int(offset[1:3]) * 60 + int(offset[3:])
        return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))


def _number(text: str) -> int | None:
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return None


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


VALUES: Final[Mapping[str, Callable[[str], Any]]] = {
    "string": lambda text: next(_lines(text), None),
    "date": _date,
    "datetime": _datetime,
    "integer": _number,
    "boolean": lambda text: text.strip().lower() in YES if text.strip().lower() in YES | NO else None,
    "slug": lambda text: slug(text) or None,
    "strings": lambda text: list(_lines(text)),
    "checkboxes": lambda text: [word.strip() for word in text.split(",") if word.strip()],
}


def slug(text: str) -> str:
    """A slug as Lektor writes it: ASCII in small letters, folders kept, and what follows the last dot."""
    folder, slash, name = text.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or not suffix or re.search(r"\s", suffix):
        stem, dot, suffix = name, "", ""
    parts = [re.sub(r"[^a-z0-9]+", "-", transliterated(part).lower()).strip("-") for part in (*folder.split("/"), stem)]
    return ("/".join(parts) if slash else parts[-1]) + dot + suffix
