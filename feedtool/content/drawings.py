"""Drawings in the page, which readers drop: what they say, or the image that they hold."""

from __future__ import annotations

import re
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Final

from feedtool.content.tree import above, address_of, attribute, is_attached, replace, take_out

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

DRAWINGS: Final = "svg, canvas"
LONGEST_LABEL: Final = 500  # characters of a drawing's own words
# Not shown: what is about the drawing, what is used elsewhere, and what is for those who cannot show the first.
UNSHOWN: Final = "defs, symbol, title, switch > * + *"
LABELS: Final = "text, foreignObject"
LINES: Final = "tspan[x], tspan[dy], br, p, div, li, td, th"  # a label's lines
ICON: Final = re.compile(r"\b(?:\w*icons?|octicon|fa|bi|feather|lucide|emoji|logo)\b", re.IGNORECASE)
SMALL: Final = re.compile(r"(?:[0-3]?\d(?:\.\d+)?(?:px)?|[0-2](?:\.\d+)?r?em)")
OF_ICON: Final = re.compile(r"\b(?:icon|logo|symbol)\b", re.IGNORECASE)
NO_SUPPORT: Final = re.compile(r"\bbrowser\b.*\bsupport|\bsupport.*\bbrowser\b", re.IGNORECASE | re.DOTALL)
INLINE: Final = frozenset({"a", "span", "b", "i", "em", "strong", "small", "sub", "sup", "code", "button", "label"})
LINKS: Final = frozenset({"a", "button"})  # what they show is their own
FARTHEST: Final = 10  # elements around a drawing in which a neighbour is looked for
LONGEST_NEIGHBOUR: Final = 200  # characters
OPENING: Final = "([{\"'“‘«/-"


def described(tree: LexborHTMLParser, base: str) -> int:
    """A drawing in the page is its title, else the words in it; one that only frames an image is that image."""
    count = 0
    names = _names_of_links(tree)
    for node in tree.css(DRAWINGS):
        if not is_attached(node):
            continue
        count += 1
        text = _words_of(node) or names.get(node.mem_id, "")
        if image := _image_in(node, text, base):
            replace(node, image)
        elif text and not _is_said_beside(node, text):
            replace(node, " " * _touches(node, "prev") + escape(text) + " " * _touches(node, "next"))
        else:
            take_out(node)
    return count


def _names_of_links(tree: LexborHTMLParser) -> dict[int, str]:
    """What links say of themselves that show nothing but a drawing, by the last drawing in them."""
    names: dict[int, str] = {}
    for node in tree.css("a[aria-label], a[title]"):
        drawing = node.css_first("svg")
        if drawing is None or node.css_first("a a, img") is not None or node.text(deep=True).strip():
            continue
        names[node.css(DRAWINGS)[-1].mem_id] = attribute(node, "aria-label") or attribute(node, "title")
    return names


def _words_of(node: LexborNode) -> str:
    if node.tag == "canvas":
        words = " ".join(node.text(deep=True).split())
        return "" if NO_SUPPORT.search(words) else words
    if attribute(node, "aria-hidden") == "true":
        return ""
    own = {one.tag: one.text(deep=True) for one in reversed(list(node.iter())) if one.tag in {"title", "desc"}}
    words = attribute(node, "aria-label") or own.get("title", "")
    if not words.strip():
        words = _labels(node) or own.get("desc", "")
    return " ".join(words.split())[:LONGEST_LABEL]


def _labels(node: LexborNode) -> str:
    """The words that a drawing shows."""
    for one in node.css(UNSHOWN):
        one.replace_with("")
    for one in node.css(LINES):
        one.insert_before(" ")
    inner = {
        one.mem_id for one in node.css("text text, text foreignObject, foreignObject text, foreignObject foreignObject")
    }
    return " ".join(one.text(deep=True) for one in node.css(LABELS) if one.mem_id not in inner)


def _image_in(node: LexborNode, text: str, base: str) -> str:
    """The images that a drawing is made of which has no words of its own in it."""
    if node.tag != "svg" or node.css_first("image") is None or node.css_first(LABELS) is not None:
        return ""
    addresses = [
        attribute(one, name)
        for one in node.css("image")
        for name in ("href", "xlink:href")
        if attribute(one, name).startswith("data:image/") or address_of(one, name, base)
    ]
    return "".join(f'<img src="{escape(one)}" alt="{escape(text)}">' for one in dict.fromkeys(addresses))


def _is_said_beside(node: LexborNode, text: str) -> bool:
    """Whether an icon only repeats the words beside it, or stands in a link that has words."""
    sides = (attribute(node, "width"), attribute(node, "height"))
    if not ICON.search(attribute(node, "class")) and not all(SMALL.fullmatch(side) for side in sides):
        return False
    around = next((one for one in islice(above(node), FARTHEST) if one.tag not in INLINE - LINKS), None)
    beside = " ".join(_text_beside(node, step) for step in ("prev", "next"))
    if around is not None and around.tag in LINKS and beside.strip():
        return True
    name = " ".join(OF_ICON.sub("", text).split()).casefold()
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", beside.casefold()))


def _beside(node: LexborNode, step: str, out_of: frozenset[str] = INLINE) -> LexborNode | None:
    """What comes right before or behind *node* on its line, in the elements around it too."""
    one: LexborNode | None = node
    for _ in range(FARTHEST):
        if one is None:
            return None
        found: LexborNode | None = one.next if step == "next" else one.prev
        if found is not None:
            if not found.is_comment_node:
                return found
            one = found
        else:
            one = one.parent if one.parent is not None and one.parent.tag in out_of else None
    return None


def _text_beside(node: LexborNode, step: str) -> str:
    one = _beside(node, step, INLINE - LINKS)
    if one is not None and one.is_text_node and not (one.text_content or "").strip():
        one = _beside(one, step, INLINE - LINKS)
    if one is None or one.tag in {"svg", "canvas"} or not (one.is_text_node or one.tag in INLINE):
        return ""
    text = (one.text_content if one.is_text_node else one.text(deep=True)) or ""
    return text[-LONGEST_NEIGHBOUR:] if step == "prev" else text[:LONGEST_NEIGHBOUR]


def _touches(node: LexborNode, step: str) -> bool:
    """Whether a word would meet what is put in the place of *node*."""
    one = _beside(node, step)
    if one is None or (one.is_element_node and one.tag not in INLINE | {"svg", "canvas", "img"}):
        return False
    text = (one.text_content if one.is_text_node else one.text(deep=True)) or ""
    if not one.is_text_node and not text:
        return True
    sign = text[-1:] if step == "prev" else text[:1]
    if step == "prev":
        return bool(sign) and not sign.isspace() and sign not in OPENING
    return sign.isalnum() or (bool(sign) and sign in OPENING)
