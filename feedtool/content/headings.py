"""Links of headings to themselves: signs, icons, and words for those who hear the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.content.nested import around, beside, innermost, nearest
from feedtool.content.tree import address_of, attribute, is_empty, take_out

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from feedtool.content.seen import Seen

NAMES: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
ANCHORS: Final = "a[class*=anchor i], a[class*=permalink i], a[class*=self-link], a.headerlink"
# Words that are not shown, or that an icon has.
UNSEEN: Final = ".sr-only, .visually-hidden, .screen-reader-text, .visuallyhidden, .is-visually-hidden, img, svg"
MARKS: Final = " \t\n\r#¶§🔗⚓∞※\u200b\u00a0\u2060\ufeff\ufe0e\ufe0f"
WORDS: Final = re.compile(
    r"(?:section |heading )?(?:self-)?link(?:[ -]icon)?"
    r"|.{0,300}\bpermalink|section titled\b.{0,300}"
    r"|(?:(?:copy |direct |header |anchor |permanent |perma)?link|anchor)(?: ?(?:to|for|of|:)(?!\w).{0,300})?"
    r"|(?:jump|navigate|skip) to (?:this )?(?:heading|section|header)\b.{0,300}"
    r"|(?:permalien|lien permanent|direkter link|enlace permanente)\b.{0,300}",
    re.IGNORECASE | re.DOTALL,
)
CLASSES: Final = re.compile("anchor|permalink|self-link|headerlink")
LINK_IN_HEADING: Final = re.compile(r"<h[1-6](?:(?!</h[1-6]).){0,400}?<(?:a|button)\s", re.DOTALL)


def may_have_anchors(seen: Seen) -> bool:
    """Whether there may be any of those."""
    return LINK_IN_HEADING.search(seen.html) is not None or CLASSES.search(" ".join(seen.classes)) is not None


def without_anchors(tree: LexborHTMLParser, base: str) -> int:
    """Links of headings to themselves go; a heading that is a link, or has one in its words, keeps it."""
    known = {node.mem_id for node in tree.css(ANCHORS)}
    headings = tree.css(", ".join(NAMES))
    holders = around(headings)
    words = {node.mem_id: node.text(deep=True).strip() for node in headings if node.mem_id not in holders}

    def is_anchor(node: LexborNode) -> bool:
        is_known = node.mem_id in known
        heading = nearest(node, *NAMES)
        if heading is None:
            return is_known and _is_beside(node) and _leads_here(node, base)
        if heading.mem_id not in words or not _is_mark(node, words[heading.mem_id], is_known=is_known):
            return False
        return node.tag == "button" or _leads_here(node, base)

    count = 0
    inside = {node.mem_id for heading in headings for node in heading.css("a, button")}
    nodes = [node for node in tree.css("a, button") if node.mem_id in inside or node.mem_id in known]
    for node in innermost(nodes, is_anchor):
        take_out(node)
        count += 1
    return count


def _is_mark(node: LexborNode, words: str, *, is_known: bool) -> bool:
    """Whether a link in a heading of these words is none of them."""
    said, text = _said(node), node.text(deep=True).strip()
    has_image = node.css_first("img") is not None
    if not said and not has_image and (is_known or not text):
        return True
    if not words.strip(MARKS) or len(words) <= len(text):
        return is_known and not said and not has_image
    if said:
        is_named = is_known or attribute(node, "aria-label") or attribute(node, "aria-hidden")
        return bool(is_named or node.css_first(UNSEEN) is not None) and WORDS.fullmatch(said) is not None
    if has_image or is_known:
        return True
    is_paragraph = text == "§" and words.lstrip(" §\u00a0")[:1].isdigit()  # of a law
    return not is_paragraph and node.css_first("code") is None and (words.startswith(text) or words.endswith(text))


def _is_beside(node: LexborNode) -> bool:
    """Whether a link with a name for it is the mark of a heading beside it, or of a term or caption around it."""
    said = _said(node)
    if not said:
        return node.css_first("img") is None or _has_heading(node)
    return WORDS.fullmatch(said) is not None and _has_heading(node)


def _has_heading(node: LexborNode) -> bool:
    return any(one.tag in NAMES for one in beside(node))


def _said(node: LexborNode) -> str:
    """What a link says beside signs, by its text and its images."""
    images = " ".join(attribute(image, "alt") for image in node.css("img"))
    return f"{node.text(deep=True)} {images}".strip(MARKS)


def _leads_here(node: LexborNode, base: str) -> bool:
    reference = node.attributes.get("href")
    if reference is None:
        return is_empty(node)
    return reference == "" or _page(address_of(node, "href", base)) == _page(base)


def _page(address: str) -> str:
    return address.partition("#")[0].removesuffix("index.html").rstrip("/")
