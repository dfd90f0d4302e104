"""What only works on the page itself: forms, scripts, and drawings that readers drop."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from feedtool.content.tree import above, attribute, is_inside, replace, take_out, unwrap

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

LIVE: Final = "script, style, template, link, meta, base, title"
FIELDS: Final = "input, select, textarea, button, datalist, menuitem, option, form label"
TICKED: Final = {True: "☑", False: "☐"}
LONGEST_LABEL: Final = 500  # characters of a drawing's own words


def without_scripts(tree: LexborHTMLParser, _: str) -> int:
    """Scripts, styles and their like go, and the paragraph that held nothing else."""
    nodes = [node for node in tree.css(LIVE) if not is_inside(node, "svg")]
    for node in nodes:
        take_out(node)
    return len(nodes)


def without_fields(tree: LexborHTMLParser, _: str) -> int:
    """A box to tick is a character, other fields go with their names, and what else stands in a form stays."""
    boxes = tree.css("input[type=checkbox i], input[type=radio i]")
    for node in boxes:
        around = next((one for one in above(node) if one.tag == "label"), node)
        node.replace_with(TICKED["checked" in node.attributes])
        if around is not node:
            unwrap(around)
    fields = tree.css(FIELDS)
    for node in fields:
        take_out(node)
    return len(boxes) + len(fields)


def described(tree: LexborHTMLParser, _: str) -> int:
    """A drawing in the page is its title, else the words in it."""
    nodes = [node for node in tree.css("svg, canvas") if not is_inside(node, "svg")]
    for node in nodes:
        text = _words_of(node)
        if text:
            replace(node, escape(text))
        else:
            take_out(node)
    return len(nodes)


def _words_of(node: LexborNode) -> str:
    if node.tag == "canvas":
        return " ".join(node.text(deep=True).split())
    if attribute(node, "aria-hidden") == "true":
        return ""
    title = node.css_first("title")
    words = attribute(node, "aria-label") or (title.text(deep=True) if title is not None else "")
    if not words.strip():
        words = " ".join(one.text(deep=True) for one in node.css("text, foreignObject"))
    return " ".join(words.split())[:LONGEST_LABEL]
