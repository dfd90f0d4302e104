"""What a page's style decides: which of two images is seen, which words are only heard, where a cell's text stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.content.tree import above, attribute, classes, has_neighbour, is_attached, take_out

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from feedtool.content.seen import Seen

# Of Material, GitHub, furo, Docusaurus: shown on a dark page, beside its twin for a light one.
DARK: Final = (
    "img[src$='#only-dark'], img[src$='#gh-dark-mode-only'], img.only-dark, img.dark-only, img.dark-mode-only, "
    "img[class*='themedComponent--dark']"
)
# Dark by a word that means more elsewhere: only beside a light one.
MAY_BE_DARK: Final = "img.dark, a.dark, picture.dark"
HEARD: Final = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only"})
OF_HEARD: Final = ", ".join(f".{name}" for name in sorted(HEARD))
NAMED: Final = frozenset({"a", "button", "summary", "th"})  # an icon in it may have no other name
ALIGNED: Final = re.compile(
    r"(?:^|;)\s*text-align\s*:\s*(left|right|center)\s*(?:!important\s*)?(?:;|$)", re.IGNORECASE
)
APART: Final = "address, main, form, fieldset, dialog, menu"
BROKEN: Final = frozenset(APART.split(", "))
TOUCHING: Final = BROKEN | {"span", "a", "strong", "em", "b", "i", "u", "s", "small", "sub", "sup", "code"}


def may_decide(seen: Seen) -> bool:
    """Whether there may be any of that."""
    return (
        "dark" in seen.attributes
        or not HEARD.isdisjoint(seen.classes)
        or "text-align" in seen.attributes
        or not BROKEN.isdisjoint(seen.tags)
    )


def as_read(tree: LexborHTMLParser, _: str) -> int:
    """Of two images for two kinds of page the light one stays; words that are only heard go, where others are seen;
    cells keep their alignment.
    """
    count = 0
    for node in tree.css(f"{DARK}, {MAY_BE_DARK}, {OF_HEARD}"):
        if is_attached(node) and (_is_dark(node) or (HEARD & classes(node) and _is_beside_others(node))):
            take_out(node)
            count += 1
    for node in tree.css("td[style], th[style]"):
        said = ALIGNED.search(attribute(node, "style"))
        if said and "align" not in node.attributes:
            node.attrs["align"] = said[1].lower()
            count += 1
    for node in tree.css(APART):  # the sanitiser takes them away, and the line that they end
        if _touches(node.prev, -1):
            node.insert_before(" ")
            count += 1
        if _touches(node.next, 0):
            node.insert_after(" ")
            count += 1
    return count


def _touches(node: LexborNode | None, edge: int) -> bool:
    """Whether words may stand right at that edge of what is beside an element."""
    if node is None:
        return False
    if node.is_text_node:
        return bool(node.text_content) and not (node.text_content or "")[edge].isspace()
    return node.is_element_node and node.tag in TOUCHING


def _is_dark(node: LexborNode) -> bool:
    if "dark" not in classes(node):
        return node.css_first("img") is not None or (node.tag == "img" and not HEARD & classes(node))
    around = node.parent
    return around is not None and any("light" in classes(one) for one in around.iter())


def _is_beside_others(node: LexborNode) -> bool:
    """Whether what is around says something else: alone, it is what a link or a heading is called."""
    around = next(above(node), None)
    return around is None or around.tag not in NAMED or has_neighbour(node)
