"""kramdown, Jekyll's Markdown: what it has beyond CommonMark and is no text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from feedtool.dialects import code, elements

if TYPE_CHECKING:
    from feedtool.dialects import Around

TRIGGER: Final = re.compile(r"\{[:#]|\$\$|\*\[|\bmarkdown[ \t]{0,9}=")
ATTRIBUTES: Final = r"\{:(?![:/])(?:[^{}\n\\]|\\.){0,2000}+\}"
BLOCK_LIST: Final = re.compile(rf"[ \t>]*+(?P<list>{ATTRIBUTES})[ \t]*+$")
SPAN_LIST: Final = re.compile(rf"(?<!\\)(?:(?<=[*+-] )(?P<item>{ATTRIBUTES})[ \t]?|{ATTRIBUTES})")
IS_CONTENTS: Final = re.compile(r"\{:(?:[^{}]*[\s:])?toc[\s}]")
ITEM: Final = re.compile(r"[ \t>]*+(?:[*+-]|\d{1,9}[.)])(?:[ \t]|$)")
HEADING_ID: Final = re.compile(r"\{#[\w:.-]{1,500}+\}")
UNDERLINE: Final = re.compile(r"[ \t>]*+(?:=+|-+)[ \t]*+$")
ABBREVIATION: Final = re.compile(r" {0,3}\*\[[^\]\n]{1,500}\]:")
EXTENSION: Final = re.compile(r"(?<!\\)\{:(?::(?P<name>[a-z]{1,50})(?P<options>[^{}\n]{0,500}+)|/[a-z]{0,50})\}")
EXTENSIONS: Final = ("comment", "nomarkdown", "options")
MATHS: Final = re.compile(r"(?P<escape>\\)?\$\$(?P<maths>(?:[^$\n]|\$(?!\$)|\n(?![ \t]*+(?:\n|\Z)))++)\$\$", re.DOTALL)
IS_INNER_MARKDOWN: Final = re.compile(
    r"(?P<tag><[a-z]\w{0,30}+\b[^<>\n]{0,500}?)[ \t]+markdown[ \t]*+=[ \t]*+[\"']?(?P<how>1|block|span|0)[\"']?"
    r"(?P<rest>[^<>\n]{0,500}>)(?P<end>[ \t]*+\n)?",
    re.IGNORECASE,
)


def expand(text: str, around: Around) -> str:
    """*text* without attribute lists, extensions, abbreviations and lists of contents; mathematics are text."""
    if not TRIGGER.search(text):
        return text

    _tell(text, around)

    def change(text: str) -> str:
        if "{:" in text:
            text = _without_extensions(text)
        if "$$" in text:
            text = MATHS.sub(_maths, text)
        text = "\n".join(_lines(text.split("\n")))
        if "{:" in text:
            text = SPAN_LIST.sub("", text)
        return IS_INNER_MARKDOWN.sub(_inner_markdown, text) if "markdown" in text.lower() else text

    return code.outside(text, change)


def _tell(text: str, around: Around) -> None:
    """Tell of the extensions that kramdown has not."""
    if "{::" not in text:
        return
    for is_code, piece, line in code.split(text):
        for tag in EXTENSION.finditer("" if is_code else piece):
            if tag["name"] not in {None, *EXTENSIONS}:
                around.warn(f"{{::{tag['name']}}}", line + piece.count("\n", 0, tag.start()))


def _without_extensions(text: str) -> str:
    """*text* without `{::comment}` and what is in it, and without the tags of other extensions, whose text stays."""
    shown: list[str] = []
    at = 0
    tags = list(EXTENSION.finditer(text))
    closers = [tag.end() for tag in tags if tag["name"] is None]
    for tag in tags:
        if tag.start() < at:
            continue
        shown.append(text[at : tag.start()])
        at = tag.end()
        if tag["name"] == "comment" and not tag["options"].rstrip().endswith("/"):
            at = next(iter(closers[(next_one := bisect_right(closers, at)) : next_one + 1]), at)
    return "".join([*shown, text[at:]])


def _maths(found: re.Match[str]) -> str:
    """As kramdown writes it for scripts, which no reader runs; a paragraph of its own in other brackets."""
    if found["escape"]:
        return found[0]
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    left, right = (r"\[", r"\]") if not line.strip(" \t>") and after in {"", "\n"} else (r"\(", r"\)")
    return elements.plain(f"{left}{found['maths'].strip()}{right}")


def _lines(lines: list[str]) -> list[str]:
    """*lines* without those that are attribute lists and abbreviations, and without headings' names."""
    kept: list[str] = []
    drops_item = False  # the list that is to become the contents comes below its attributes
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if drops_item and ITEM.match(line):
            drops_item = False
            continue
        drops_item = False
        if ABBREVIATION.match(line):
            continue
        found = BLOCK_LIST.match(line) if "{:" in line else None
        if not found:
            kept.append(_without_name(line, below))
            continue
        if IS_CONTENTS.match(found["list"]):
            drops_item = not _drop_list(kept)
        elif kept and kept[-1].strip() and below.strip() and not ITEM.match(below) and not BLOCK_LIST.match(below):
            kept.append("")  # it ended the block above
    return kept


def _drop_list(kept: list[str]) -> bool:
    """Take the list off that *kept* ends with, if there is one."""
    start = len(kept)
    while start and kept[start - 1].strip():
        start -= 1
    if start == len(kept) or not ITEM.match(kept[start]):
        return False
    del kept[start:]
    return True


def _without_name(line: str, below: str) -> str:
    """A heading without the name at its end."""
    if "{#" not in line:
        return line
    is_marked = line.lstrip(" \t>").startswith("#")
    text = line.rstrip()
    if is_marked:
        text = text.rstrip("#").rstrip()
    start = text.rfind("{#")
    is_heading = is_marked or (UNDERLINE.match(below) and line.strip())
    return text[:start].rstrip() if is_heading and HEADING_ID.fullmatch(text, start) else line


def _inner_markdown(found: re.Match[str]) -> str:
    """A blank line lets CommonMark read Markdown in an element, where kramdown wants an attribute for it."""
    gap = "\n" if found["end"] and found["how"] in {"1", "block"} else ""
    return f"{found['tag']}{found['rest']}{found['end'] or ''}{gap}"
