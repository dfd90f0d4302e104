"""How metadata stands at the head of a file: a fence (frontmatter.py), or as one generator alone has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.loader import frontmatter
from feedtool.loader.frontmatter import FrontMatter
from feedtool.notation import json_object
from feedtool.presets.lektor_fields import fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Python-Markdown's "meta" extension, which Pelican uses: no YAML, and no blank line before it.
FENCE: Final = re.compile(r"-{3}(?:\s.*)?")
END: Final = re.compile(r"(?:-{3}|\.{3})(?:\s.*)?|\s*")
KEY: Final = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")
MORE: Final = re.compile(r" {4,}.*")
# Nikola's own: lines of reStructuredText's comments up to the first blank one, in Markdown inside of HTML's.
# Hexo's.
JSON_HEAD: Final = re.compile(r"\s*;{3,}[ \t]*\n(?P<block>.*?)^;{3,}[ \t]*(?:\n|$)", re.DOTALL | re.MULTILINE)
OPENED: Final = re.compile(r"\s*(?:-{3}|\+{3}|\{)")
CLOSED: Final = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
KEYED: Final = re.compile(r"[\w-]+:(?:[ \t]|\n)")
ROW: Final = re.compile(r"\s*+\.\. ([^:\n]*+): (.*)")


def split(text: str, head: str = "fenced") -> FrontMatter:
    """*text* as metadata and body, in the way of *head* (feedtool.presets.Preset). Raises SourceError."""
    return HEADS[head](text)


def _lines(text: str) -> FrontMatter:
    """`Key: value`. What goes on in lines indented by four, or stands under a key again, are lines of one value."""
    lines = text.split("\n")
    found: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    key, at = "", int(bool(FENCE.fullmatch(lines[0])))
    while at < len(lines):
        line = lines[at].expandtabs(4)
        if END.fullmatch(line):
            at += 1
            break
        row, more = KEY.fullmatch(line), MORE.fullmatch(line)
        if row is None and (more is None or not key):
            break
        key = row[1].lower() if row else key
        places.setdefault(key, at + 1)
        found.setdefault(key, []).append(row[2].strip() if row else line.strip())
        at += 1
    metadata = {key: "\n".join(values) for key, values in found.items()}
    return FrontMatter(metadata, "\n".join(lines[at:]), lines=places, first=at + 1)


def _comment(text: str) -> FrontMatter:
    """`.. key: value`, anywhere in the first paragraph, all of which is metadata then; else a fence. A text of one
    paragraph is its own body.
    """
    start = len(text) - len(text.lstrip())
    paragraph, blank, body = text[start:].partition("\n\n")
    first = text.count("\n", 0, start) + 1
    found: dict[str, str] = {}
    places: dict[str, int] = {}
    for number, line in enumerate(paragraph.split("\n"), first):
        row = ROW.match(line)
        if row and row[2].strip():  # an empty one says nothing
            found[row[1]] = row[2].strip()
            places[row[1]] = number
    if not found:
        return frontmatter.split(text)
    if not blank:
        return FrontMatter(found, "\n".join("" if ROW.match(line) else line for line in text.split("\n")), lines=places)
    return FrontMatter(found, body, lines=places, first=first + paragraph.count("\n") + 2)


def _open(text: str) -> FrontMatter:
    """Hexo's: a fence whose first line may be missing; `;;;` around JSON without its braces."""
    if found := JSON_HEAD.match(text):
        block = f"{{{found['block']}}}"
        body = text[found.end() :]
        lines = frontmatter.split(f"{block}\n").lines if block.strip("{}").strip() else {}
        first = text.count("\n", 0, found.end()) + 1
        return FrontMatter(json_object(block)[0], body, "json", lines, first)
    if OPENED.match(text) is None and (end := CLOSED.search(text)) and KEYED.match(text):
        front = frontmatter.split(f"---\n{text}")
        lines = {key: line - 1 for key, line in front.lines.items()}
        return front._replace(lines=lines, first=text.count("\n", 0, end.end()) + 2)
    return frontmatter.split(text)


def _lektor(text: str) -> FrontMatter:
    """Lektor's: nothing but fields, one of which is the body."""
    metadata, places = fields_of(text)
    return FrontMatter(metadata, "", lines=places, first=text.count("\n") + 1)


HEADS: Final[Mapping[str, Callable[[str], FrontMatter]]] = {
    "fenced": frontmatter.split,
    "lines": _lines,
    "comment": _comment,
    "open": _open,
    "lektor": _lektor,
}
