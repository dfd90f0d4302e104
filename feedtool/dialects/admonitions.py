"""Admonitions between colons, as Docusaurus, VitePress, Starlight and MyST have them, and tabs of code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.dialects import colons, elements
from feedtool.dialects.colons import Became, Block
from feedtool.dialects.fences import Fence

if TYPE_CHECKING:
    from feedtool.dialects import Around

WORDS: Final = re.compile(
    r"(?P<brace>\{)?(?P<name>[A-Za-z][\w-]{0,50}+)(?(brace)\})[ \t]*+"
    r"(?:\[(?P<bracket>[^\n]*)\])?[ \t]*+(?P<title>[^\n]*+)"
)
TITLE: Final = re.compile(r"\btitle=(?:\"([^\"\n]{0,500})\"|'([^'\n]{0,500})')")
OPTIONS: Final = re.compile(r"\{[^{}\n]{0,500}+\}$")  # {open}, {#id .class}
CODE_TITLE: Final = re.compile(r"(?P<before>[ \t>]*+[`~]{3,}[^\[\n`]{0,200})\[(?P<title>[^\]\n]{1,200})\][^\n`]*+")
# What is no box: its body stays, nothing around it.
BARE: Final = frozenset({"code-group", "raw", "v-pre", "tabs", "tab-set", "tab-item", "grid", "steps", "div", "center"})
TABS: Final = frozenset({"tab", "tab-item"})


def expand(text: str, around: Around) -> str:
    """*text* with each admonition as a quote that opens with its title."""
    if ":::" not in text:
        return text
    return _titled_code(colons.expand(text, lambda block: _box(block, around)))


def _box(block: Block, around: Around) -> Became | None:
    found = WORDS.fullmatch(block.words)
    if found is None:
        around.warn(f"::: {block.words}", block.line)
        return Became()
    name = found["name"].lower()
    title = _title(found, name)
    if name in TABS:
        return Became(f"\n{block.indent}**{title}**\n" if title else "")
    if name in BARE:
        return Became()
    return Became(elements.opening(title, block.indent), elements.closing(block.indent))


def _title(found: re.Match[str], name: str) -> str:
    """The title that the author gave, else the name of the kind."""
    said = found["title"].strip()
    named = TITLE.search(said)
    said = named[1] or named[2] or "" if named else OPTIONS.sub("", said).strip()
    title = (found["bracket"] or "").strip() or said
    return title or ("" if name in BARE | TABS else name.replace("-", " ").capitalize())


def _titled_code(text: str) -> str:
    """The title of code in a group, ```` ```js [config.js] ````, as a line of its own above it."""
    fence, shown = Fence(), []
    for line in text.split("\n"):
        was_open = fence.is_open
        found = CODE_TITLE.fullmatch(line) if fence.holds(line) and not was_open else None
        if found is None:
            shown.append(line)
            continue
        indent = re.sub(r"[`~].*", "", found["before"])
        shown += [f"{indent}**{elements.plain(found['title'])}**", indent.rstrip(), found["before"].rstrip()]
    return "\n".join(shown)
