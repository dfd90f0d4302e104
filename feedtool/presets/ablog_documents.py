"""Documents of Sphinx with ABlog's directives in them: the posts that they hold, in reStructuredText and in MyST.

A directive is read and leaves the text, where blank lines keep its place. It may hold an excerpt, which stays.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool import languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedtool.raw import Raw

RST: Final = re.compile(r"\.\. (?P<name>post|update)::(?P<words>[^\n]*)")
MYST: Final = re.compile(r"(?P<marks>`{3,}|:{3,})\{(?P<name>post|update)\}(?P<words>[^\n]*)")
OPTION: Final = re.compile(r"\s*:(?P<key>[\w-]+):(?P<value>[^\n]*)")
LINE: Final = re.compile(r"([!-/:-@\[-`{-~])\1*+[ \t]*")  # under a title of reStructuredText, and over it
HEADING: Final = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<title>[^\n]*?)[ \t#]*")
UPDATES: Final = "dates of updates"  # the key under which they are handed on
NAMES: Final = ("date", "tags", "author", "category", "title", "excerpt", "exclude", "language", "location")


class Directive(NamedTuple):
    """A directive in a text: its lines, and what it says."""

    name: str
    words: str
    options: dict[str, str]
    content: list[str]
    first: int
    end: int  # the first line beyond


class Heading(NamedTuple):
    """A title in a text: its first line, the first line beyond, and how deep it is."""

    title: str
    first: int
    end: int
    depth: int


def split(raw: Raw) -> Iterator[Raw]:
    """*raw*, its directives read; each of its sections that is a post, where there are several."""
    lines = raw.body.split("\n")
    is_rst = raw.type == "text/x-rst"
    found = list(directives(lines, is_rst=is_rst))
    posts = [one for one in found if one.name == "post"]
    if len(posts) <= 1:
        yield _read(raw, lines, found, 0, len(lines))
        return
    headings = list(_headings(lines) if is_rst else _headings_of_markdown(lines))
    for post in posts:
        own = next((one for one in reversed(headings) if one.first < post.first), None)
        if own is None:
            continue
        end = next((one.first for one in headings if one.first > post.first and one.depth <= own.depth), len(lines))
        part = _read(raw, lines, found, own.end, end)
        metadata = {**part.metadata, "title": post.options.get("title") or own.title}
        rules = part.rules if post.options.get("title") else {**part.rules, "title": "first heading"}
        yield replace(part, metadata=metadata, rules=rules, anchor=languages.identifier(own.title))


def _read(raw: Raw, lines: list[str], found: list[Directive], first: int, end: int) -> Raw:
    """What stands from the line *first* to before *end*, as a post."""
    kept = lines[first:end]
    metadata = dict(raw.metadata)
    places, rules = dict(raw.lines), dict(raw.rules)
    updates: list[str] = []
    for one in reversed(found):
        if not first <= one.first < end:
            continue
        shown = one.content if "exclude" not in one.options else []
        if one.name == "post":
            said: dict[str, Any] = {key: value for key, value in one.options.items() if key in NAMES}
            said |= {key: value.split(",") for key, value in said.items() if key in {"tags", "author"}}
            metadata |= said | {"blogpost": "true", "date": one.words or None}
            rules |= {"title": "post"} if said.get("title") else {}
            places |= dict.fromkeys((*said, "date"), raw.first + one.first)
        else:
            updates.append(one.words)
            shown = [f"**Updated on {one.words}**", "", *shown] if one.words else shown
        kept[one.first - first : one.end - first] = [*shown, *[""] * (one.end - one.first - len(shown))]
    metadata[UPDATES] = updates
    return replace(raw, metadata=metadata, lines=places, rules=rules, body="\n".join([*[""] * first, *kept]))


# -- directives and headings -----------------------------------------------------------------------------------------


def directives(lines: list[str], *, is_rst: bool) -> Iterator[Directive]:
    """ABlog's directives among *lines*."""
    at = 0
    while at < len(lines):
        start = (RST if is_rst else MYST).fullmatch(lines[at])
        if start is None:
            at += 1
            continue
        end = _end_of_block(lines, at + 1) if is_rst else _closing(lines, at + 1, start["marks"])
        inner = lines[at + 1 : end] if is_rst else lines[at + 1 : end - 1]
        options, content = _options(inner)
        yield Directive(start["name"], start["words"].strip(), options, content, at, end)
        at = end


def _end_of_block(lines: list[str], at: int) -> int:
    """The first line from *at* on that is not indented, blank ones before it left out."""
    end = at
    for number in range(at, len(lines)):
        if lines[number].strip():
            if not lines[number][0].isspace():
                break
            end = number + 1
    return end


def _closing(lines: list[str], at: int, marks: str) -> int:
    return next((number + 1 for number in range(at, len(lines)) if lines[number].strip() == marks), len(lines))


def _options(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    options: dict[str, str] = {}
    at = 0
    while at < len(lines) and (found := OPTION.fullmatch(lines[at])):
        options[found["key"]] = found["value"].strip()
        at += 1
    while at < len(lines) and not lines[at].strip():
        at += 1
    content = lines[at:]
    depth = min((len(line) - len(line.lstrip()) for line in content if line.strip()), default=0)
    return options, [line[depth:] for line in content]


def _headings(lines: list[str]) -> Iterator[Heading]:
    """Titles of reStructuredText: how deep a kind of line is, the order in which kinds come tells."""
    kinds: list[tuple[str, bool]] = []
    for at in range(len(lines) - 1):
        title, under = lines[at], lines[at + 1]
        if not title.strip() or LINE.fullmatch(title) or not LINE.fullmatch(under) or len(under) < len(title.rstrip()):
            continue
        has_over = at > 0 and lines[at - 1].rstrip() == under.rstrip()
        kind = (under[0], has_over)
        if kind not in kinds:
            kinds.append(kind)
        yield Heading(title.strip(), at - has_over, at + 2, kinds.index(kind))


def _headings_of_markdown(lines: list[str]) -> Iterator[Heading]:
    for at, line in enumerate(lines):
        if found := HEADING.fullmatch(line):
            yield Heading(found["title"], at, at + 1, len(found["marks"]))
