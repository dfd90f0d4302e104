"""Settings of generators as tables: the nearest one above the posts, one above another, one value."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from feedtool.raw import Beside


def nearest(beside: Beside, names: Sequence[str]) -> Mapping[str, Any]:
    """The table in the first of the files *names* that is there, in the nearest folder above the posts, and that folder
    under ""; of no file the source's folder alone. Raises SourceError where it cannot be read.
    """

    def read() -> Mapping[str, Any]:
        for folder in reversed(beside.above("x")):
            for name in names:
                found = beside.data(os.path.join(folder, name))
                if isinstance(found, dict):
                    return {**found, "": folder}
        return {"": beside.folder}

    settings: Mapping[str, Any] = beside.once("settings", read)
    return settings


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Both, tables in tables too; what stands *above* wins."""
    both = dict(below)
    for key, value in above.items():
        old = both.get(key)
        both[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return both


def text_of(table: Mapping[str, Any], key: str, default: str = "") -> str:
    """A value that is text."""
    value = table.get(key, default)
    return value if isinstance(value, str) else default


def word_of(table: Mapping[str, Any], key: str) -> str:
    """A value as text, a number too; "" where it is none, a flag, a list or a table."""
    value = table.get(key)
    return "" if value is None or isinstance(value, dict | list | bool) else str(value)


def table_of(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """A value that is a table; {} where it is none."""
    value = table.get(key)
    return value if isinstance(value, dict) else {}
