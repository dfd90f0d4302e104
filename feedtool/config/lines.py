"""On which line of a TOML file a key stands, found by searching its text: TOML's parsers do not tell."""

from __future__ import annotations

import re
from typing import Final

HEADER: Final = re.compile(r"^\s*\[\[?\s*([\w.\"'-]+)\s*\]\]?")


class Lines:
    """The lines of a file's tables and keys, counted from 1."""

    def __init__(self, text: str) -> None:
        self._tables: dict[str, list[int]] = {}
        self._keys: dict[tuple[str, int, str], int] = {}
        table = ""
        for number, line in enumerate(text.split("\n"), 1):
            if header := HEADER.match(line):
                table = header[1].strip("\"'")
                self._tables.setdefault(table, []).append(number)
                head, _, last = table.rpartition(".")
                if head:  # [sources.map] is the key "map" of the last [[sources]]
                    self._keys.setdefault((head, self._last(head), last), number)
            elif key := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*[.=]", line):
                self._keys.setdefault((table, self._last(table), key[1]), number)

    def _last(self, table: str) -> int:
        return max(len(self._tables.get(table, ())) - 1, 0)

    def of_table(self, name: str, index: int = 0) -> int | None:
        """The line of the *index*-th table *name*, or of a key that stands for it."""
        lines = self._tables.get(name, [])
        return lines[index] if index < len(lines) else self._keys.get(("", 0, name))

    def of_key(self, table: str, index: int, key: str) -> int | None:
        """The line of *key* in the *index*-th table *table*; else that of the table."""
        return self._keys.get((table, index, key)) or self.of_table(table, index)
