"""Pelican: links to its own files, and what Python-Markdown's extensions add."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from feedtool.dialects import attributes, links
from feedtool.dialects.fences import Fence, code_lines, plain_opening
from feedtool.dialects.shield import Shield

if TYPE_CHECKING:
    from feedtool.dialects import Around

TRIGGER: Final = re.compile(r"[{|]\w|%7[Bb]|:::|#!|\[TOC\]|\{", re.MULTILINE | re.IGNORECASE)
NAMES: Final = r"(?:filename|static|attach|tag|category|author|index)"
START: Final = rf"(?:\{{{NAMES}\}}|\|{NAMES}\||%7[Bb]{NAMES}%7[Dd])"
LINK: Final = links.pattern(START)
PREFIX: Final = re.compile(rf"(?:\{{|\||%7[Bb])(?P<kind>{NAMES})(?:\}}|\||%7[Dd])")
# Python-Markdown takes destinations with blanks in them, CommonMark in angles alone.
BLANKED: Final = r"[^()<>\"'\n ]{1,500}+(?:[ ]++[^()<>\"'\n ]{1,500}+){1,20}+"
BLANKS: Final = re.compile(rf"\]\((?=\{{{NAMES}\}})({BLANKED})\)")
FILES: Final = frozenset({"filename", "static", "attach"})
ARTICLE: Final = re.compile(r"\.(?:md|markdown|mkd|mdown|rst|html?)(?:[?#]|$)", re.IGNORECASE)
FOLDER: Final = "pelican folder"  # the key under which a post says where it lies in the content folder
SHEBANG: Final = re.compile(r"(?:[ ]{4,}|\t)[ \t]*(?::::|#!)[\w+#.-]{1,50}(?:[ \t]+hl_lines=[^\n]{0,200})?[ \t]*")
TOC: Final = re.compile(r"[ ]{0,3}\[TOC\][ \t]*", re.IGNORECASE)


def expand(text: str, around: Around) -> str:
    """*text* with links that lead somewhere, and without what only Python-Markdown reads."""
    if not TRIGGER.search(text):
        return text
    shield = Shield(BLANKS.sub(r"](<\1>)", _plain(text)))

    def led(found: re.Match[str]) -> str | None:
        address = address_of(found["reference"], around)
        if address is None:
            around.warn(found["reference"], shield.line_of(found))
        return address

    return shield.restored(attributes.without(links.redirected(shield.text, LINK, led)))


def address_of(reference: str, around: Around) -> str | None:
    """Where a reference leads; None where nobody knows."""
    prefix = PREFIX.match(reference)
    kind, rest = (prefix["kind"].lower(), reference[prefix.end() :]) if prefix else ("", reference)
    if kind == "index":
        return around.site + rest.lstrip("/")
    if kind not in FILES:
        return links.resolve(reference, around, known=lambda path: path.replace("|", "{", 1).replace("|", "}", 1))
    address = links.resolve(rest, around)
    if address is None and not (kind == "filename" and ARTICLE.search(rest)):
        return _file(rest, around, is_attached=kind == "attach")
    return address


def _file(path: str, around: Around, *, is_attached: bool) -> str:
    """Where a file that is no article lies: on the site where it lies in the content folder, or beside the post."""
    folder = posixpath.join("/", str(around.page.get(FOLDER) or ""), "")
    inside = posixpath.normpath(posixpath.join(folder, path))
    if is_attached:
        below = inside.removeprefix(folder)
        return urljoin(around.link, below.rpartition("/")[2] if below.startswith("/") else below)
    return around.site + inside.lstrip("/")


def _plain(text: str) -> str:
    """*text* without lines that are for Python-Markdown alone: the language of code, the place of contents."""
    lines = text.split("\n")
    fence, was_code, shown = Fence(), False, []
    for line, is_code in zip(lines, code_lines(lines), strict=True):
        was_open = fence.is_open
        if fence.holds(line):
            shown.append(line if was_open else plain_opening(line))
        elif is_code:
            shown += [] if not was_code and SHEBANG.fullmatch(line) else [line]
        elif not TOC.fullmatch(line):
            shown.append(line)
        was_code = is_code
    return "\n".join(shown)
