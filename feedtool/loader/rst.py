"""reStructuredText: the source type "rst". Metadata is the list of fields at its head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.loader import heads
from feedtool.raw import File, Raw

if TYPE_CHECKING:
    from collections.abc import Iterator

suffixes: Final = (".rst", ".rest")
needs: Final = ("docutils", "feedtool[rst]")  # a package, and what brings it
FIELD: Final = re.compile(r":([^:]++):(?:\s|$)")


def read(file: File) -> Iterator[Raw]:
    """One post a file. Its title is that of the document, which leaves the body. Raises SourceError."""
    from feedtool import rst

    front = heads.split(file.text, file.head)
    if file.head == "comment":  # Nikola's titles stand in its own metadata; headings are text
        yield Raw(
            metadata=front.metadata, body=front.body, via=front.via, lines=front.lines, first=front.first,
            type="text/x-rst",
        )  # fmt: skip
        return
    outline = rst.outline(front.body, file.rules.language)
    title = {"title": outline.title} if outline.title else {}
    lines: dict[str, int] = {}
    for number, line in enumerate(front.body.split("\n"), front.first):
        if field := FIELD.match(line):
            lines.setdefault(field[1].lower(), number)
    heading = {"heading": outline.title} if outline.title else {}
    yield Raw(
        metadata={**title, **outline.fields, **front.metadata}, body=outline.body, via=front.via,
        lines={**lines, **front.lines}, first=front.first, type="text/x-rst", rule="fields", fallbacks=heading,
        rules={} if "title" in {**outline.fields, **front.metadata} else dict.fromkeys(title, "first heading"),
    )  # fmt: skip
