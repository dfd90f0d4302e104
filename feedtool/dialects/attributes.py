"""Attribute lists, `{.class #id key=value}`, on headings, blocks, links and pictures: no reader has a use for them."""

from __future__ import annotations

import re
from typing import Final

ITEM: Final = (
    r"(?:[.#][\w:-]{1,200}+|-(?=[\s}])|[\w:.-]{1,100}+=(?:\"[^\"\n]{0,500}+\"|'[^'\n]{0,500}+'|[^\s\"'{}]{1,500}+))"
)
LIST: Final = re.compile(rf"\{{:?[ \t]{{0,9}}+{ITEM}(?:[ \t,]{{1,9}}+{ITEM}){{0,30}}+[ \t]{{0,9}}+\}}")
SPAN: Final = re.compile(rf"(?<=[\])*_`>^~=]){LIST.pattern}")
SPANNED: Final = re.compile(rf"(?<![!\\])\[([^\[\]\n]{{1,2000}}+)\]{LIST.pattern}")
MARKS: Final = (":", ".", "#")  # what a list begins with that belongs to an item or a cell
LONGEST: Final = 2000  # characters of one list
UNDERLINE: Final = re.compile(r"[ >]*+(?:=+|-+)[ \t]*+$")


def without(text: str, *, spans: bool = True) -> str:
    """*text*, its code shielded, without the lists of headings and blocks, and with *spans* those inside lines."""
    if "{" not in text:
        return text
    lines = text.split("\n")
    kept = []
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        bare = _bare(line, below)
        if bare is not None:
            kept.append(bare)
    text = "\n".join(kept)
    return SPAN.sub("", text) if spans else text


def unwrapped(text: str) -> str:
    """*text* with plain words for those in brackets that only have a list behind them, `[words]{.smallcaps}`."""
    return SPANNED.sub(r"\1", text) if "]{" in text else text


def _bare(line: str, below: str) -> str | None:
    """*line* without the list at its end; None if there is nothing else in it."""
    text = line.rstrip()
    is_heading = text.lstrip(" \t>").startswith("#")
    if is_heading:
        text = text.rstrip("#").rstrip()
    start = text.rfind("{", max(0, len(text) - LONGEST))
    if not text.endswith("}") or start < 0 or not LIST.fullmatch(text, start):
        return line
    before = text[:start].rstrip()
    if not before.strip(" \t>"):
        return None
    is_list = text[start + 1 : start + 2] in MARKS and text[start - 1] in " \t"
    return before if is_heading or is_list or UNDERLINE.match(below) else line
