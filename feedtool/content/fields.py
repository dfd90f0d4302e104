"""What only works on the page itself: forms and scripts."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from feedtool import markup
from feedtool.content.tree import (
    above,
    address_of,
    attribute,
    block,
    classes,
    element_beside,
    has_neighbour,
    is_among_blocks,
    is_inside,
    link,
    replace,
    take_out,
    unwrap,
)

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from feedtool.content.seen import Seen

LIVE: Final = "script, style, template, title"
ENTERED: Final = ("input", "select", "textarea")
FIELDS: Final = ", ".join([*ENTERED, "button", "option"])
SAYING: Final = frozenset({"a", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})
# Boxes of Notion's, and of Asciidoctor's.
SIGNS: Final = {"checkbox-on": True, "checkbox-off": False, "fa-check-square-o": True, "fa-square-o": False}
TAGS: Final = frozenset({"input", "select", "textarea", "button", "label", "option", "fieldset", "map"})
HIDING: Final = frozenset({"margin-toggle", "hidden"})
# What a title does that is a button: it opens what stands below.
OPENS: Final = ("data-toggle", "data-bs-toggle", "data-tab-item", "data-href", "aria-controls")
OPENING: Final = frozenset({"collapsible", "accordion", "accordion-button"})
UNSEEN: Final = "[aria-hidden=true] textarea, [style*='display:none'] textarea, [style*='display: none'] textarea"
HIDDEN: Final = re.compile(r"display:\s*none")
TICKED: Final = {True: "☑", False: "☐"}


def may_be_there(seen: Seen) -> bool:
    """Whether there may be fields, or boxes that are none."""
    return not TAGS.isdisjoint(seen.tags) or not seen.classes.isdisjoint(SIGNS)


def without_scripts(tree: LexborHTMLParser, _: str) -> int:
    """Scripts, styles and their like go, and the paragraph that held nothing else."""
    nodes = [node for node in tree.css(LIVE) if not is_inside(node, "svg")]
    for node in nodes:
        take_out(node)
    return len(nodes)


def without_fields(tree: LexborHTMLParser, base: str) -> int:
    """A box to tick is a character, other fields go with their names, and what else stands in a form stays."""
    written = _written(tree)
    signs = tree.css(", ".join(f".{name}" for name in SIGNS))
    for node in signs:
        if not node.text(deep=True).strip():
            node.replace_with(TICKED[SIGNS[next(name for name in SIGNS if name in classes(node))]])
    boxes = [node for node in tree.css("input[type=checkbox i]") if _is_task(node)]
    for node in boxes:
        after = node.next
        is_glued = after is not None and not (after.text_content or "").startswith((" ", "\n"))
        node.replace_with(TICKED["checked" in node.attributes] + " " * is_glued)
    fields = tree.css(FIELDS)
    names = {attribute(node, "id") for node in fields if node.tag != "button"} - {""}
    for label in tree.css("label"):
        if label.css_first("img, div, p, pre") is None and (
            attribute(label, "for") in names
            or label.css_first(", ".join(ENTERED)) is not None
            or _is_field(element_beside(label, "next"))
        ):
            take_out(label)
    for node in fields:
        if node.tag == "button" and _says(node):
            unwrap(node)
        elif node.tag == "button" and _is_title(node):
            replace(node, f"<p><strong>{escape(markup.words(node))}</strong></p>")
        else:
            take_out(node)
    return len(boxes) + len(signs) + len(fields) + written + _named(tree, base)


def _written(tree: LexborHTMLParser) -> int:
    """What nobody may change in a field is there to be read."""
    unseen = tree.css(UNSEEN)
    for node in unseen:
        around = [one for one in above(node) if _is_unseen(one)]
        if around:
            take_out(around[-1])
    nodes = [node for node in tree.css("textarea[readonly]") if node.text(deep=True).strip()]
    for node in nodes:
        code = f"<code>{escape(node.text(deep=True))}</code>"
        replace(node, f"<pre>{code}</pre>" if is_among_blocks(node) else code)
    return len(unseen) + len(nodes)


def _is_unseen(node: LexborNode) -> bool:
    return attribute(node, "aria-hidden") == "true" or HIDDEN.search(attribute(node, "style")) is not None


def _named(tree: LexborHTMLParser, base: str) -> int:
    """The name of a group of fields stands above what is left of it; the parts of an image that lead somewhere are
    links below it.
    """
    legends = tree.css("fieldset > legend")
    for node in legends:
        words = markup.words(node)
        if node.css_first("h1, h2, h3, h4, h5, h6, p") is not None:
            unwrap(node)
        elif words and has_neighbour(node) and is_among_blocks(node):
            replace(node, f"<p><strong>{escape(words)}</strong></p>")
        else:
            take_out(node)
    maps = [node for node in tree.css("map") if node.css_first("map map") is None and node.css_first("area[href]")]
    for node in maps:
        areas = [(attribute(one, "alt") or attribute(one, "title"), one) for one in node.css("area[href]")]
        links = [
            link(there, escape(words), node)
            for words, one in areas
            if (there := address_of(one, "href", base)) and words
        ]
        replace(node, block(node, ", ".join(links)) if links else "")
    return len(legends) + len(maps)


def _is_task(box: LexborNode) -> bool:
    """Whether a box says that something is done; others open what a style hides, or are sent somewhere."""
    if HIDING & classes(box):
        return False
    around = list(above(box))
    label = next((one for one in around if one.tag == "label"), None)
    if label is not None and label.css_first("img, div, p") is not None:
        return False
    if any(one.tag in {"li", "td", "label"} for one in around):
        return True
    after = box.next
    is_first = after is not None and after.is_text_node and bool((after.text_content or "").strip())
    return is_first and "name" not in box.attributes and all(one.tag != "form" for one in around)


def _is_field(node: LexborNode | None) -> bool:
    return node is not None and node.tag in ENTERED


def _is_title(button: LexborNode) -> bool:
    opens = any(name in button.attributes for name in OPENS) or bool(OPENING & classes(button))
    return opens and is_among_blocks(button) and len(markup.words(button)) > 1


def _says(button: LexborNode) -> bool:
    """Whether a button is text: a link or an image, a heading's words, a word in a sentence."""
    if button.css_first("a, img, p, pre") is not None:
        return True
    around = list(above(button))
    return any(one.tag in SAYING for one in around) or (
        bool(around) and around[0].tag in {"p", "li"} and has_neighbour(button)
    )
