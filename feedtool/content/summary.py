"""The short text of a post that has none by its author: the first words that are for reading."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from feedtool import markup
from feedtool.content.tree import above, attribute, element_beside

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# What nobody sees, what leads through the post, and what only plays: no part of a short text.
ASIDE: Final = (
    "[hidden], [style*='display:none'], [style*='display: none'], .sr-only, .visually-hidden, .screen-reader-text, "
    "nav, [role=navigation], .toc, #toc, #TOC, #markdown-toc, .table-of-contents, #table-of-contents, "
    "#TableOfContents, .post-toc, .contents.topic, .toctree-wrapper, .footnotes, a.footnote-ref, "
    "a.footnote-reference, iframe, video, audio, object, embed"
)
NOTE: Final = re.compile(r"\W*(?:\w{1,3}|[*†‡]+)\W*")  # in a <sup>, with a link
CONTENTS: Final = re.compile(
    r"\W*(?:table of contents|contents|toc|in this (?:post|article)|on this page|inhalt(?:sverzeichnis)?|sommaire"
    r"|table des matières|índice|indice|inhoud(?:sopgave)?|содержание|оглавление|目录|目錄|目次|차례|목차)\W*",
    re.IGNORECASE,
)
# What a first paragraph is not, where there is any other text; the less of these, the better.
LISTS: Final = "table, ul, ol, dl, figcaption, "
HEADS: Final = "h1, h2, h3, h4, h5, h6, pre, summary"
MARK: Final = "\x1f"  # no document can hold it
LEAST: Final = 5  # a short text that is no longer than one such part of its length is no more than a greeting
# Of a script without blanks between words: any place is as good as another.
UNSPACED: Final = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
WHOLE_WORDS: Final = re.compile(rf"(.+)(?:(?<=[{UNSPACED}])|(?= ))", re.DOTALL)
JOINED: Final = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")  # to the character before
FLAGS: Final = "".join(map(chr, range(0x1F1E6, 0x1F200)))  # two make one


def readable(html: str) -> str:
    """*html* without what is no part of a short text; all of it where there is nothing else."""
    tree = markup.fragment(html)
    for node in [*tree.css(ASIDE), *_notes(tree.css("sup a[href*='#']"))]:
        node.replace_with("")
    for heading in tree.css("h1, h2, h3, h4, h5, h6, p"):
        after = element_beside(heading, "next") if CONTENTS.fullmatch(heading.text(deep=True)) else None
        if after is not None and _is_list(after):
            after.replace_with("")
            heading.replace_with("")
    return markup.inner(tree) if tree.body is not None and tree.body.text(deep=True).strip() else html


def _notes(links: list[LexborNode]) -> list[LexborNode]:
    around = {one.mem_id: one for link in links for one in above(link) if one.tag == "sup"}
    return [one for one in around.values() if NOTE.fullmatch(one.text(deep=True))]


def _is_list(node: LexborNode) -> bool:
    return node.tag in {"ul", "ol"} and all(attribute(link, "href").find("#") >= 0 for link in node.css("a"))


def opening(html: str, *, length: int) -> str:
    """The first paragraphs of *html* as text: whole ones while they fit in *length* characters, of one that is needed
    and too long as many words as fit. Without any: the first of what else there is, down to what images show.
    """
    texts = next((found for skipped in (LISTS + HEADS, HEADS, "") if (found := _texts(html, skipped))), [])
    if not texts:
        texts = [alt for image in markup.fragment(html).css("img") if (alt := markup.one_line(attribute(image, "alt")))]
    shown = ""
    for text in texts:
        left = length - len(shown) - bool(shown)
        if len(text) > left:
            return shown if len(shown) * LEAST > length else f"{shown} {_cut(text, left)}".strip()
        shown = f"{shown} {text}".strip()
    return shown


def _texts(html: str, skipped: str) -> list[str]:
    """The lines of *html* as a reader sees them, each paragraph or the like by itself."""
    tree = markup.fragment(html)
    for node in tree.css(skipped) if skipped else []:
        node.replace_with(MARK)
    for node in tree.css(markup.BROKEN):
        sign = " " if node.tag in {"br", "img"} else MARK
        node.insert_before(sign)
        node.insert_after(sign)
    for node in tree.css("script, style"):
        node.replace_with("")
    texts = (tree.body.text(deep=True) if tree.body is not None else "").split(MARK)
    return [line for text in texts if (line := markup.one_line(text))]


def _cut(text: str, length: int) -> str:
    """As many words of *text* as fit; of a script without blanks, or of one long word, as many characters."""
    end = max(0, length - 1)
    while end and _is_inside(text, end):
        end -= 1
    whole = text[:end]
    words = WHOLE_WORDS.match(whole)
    return (words[1] if words else whole) + "…"


def _is_inside(text: str, at: int) -> bool:
    """Whether what a reader sees as one character goes over that place."""
    before, after = text[:at], text[at : at + 1]
    return (
        JOINED.match(after) is not None
        or before.endswith("\u200d")
        or unicodedata.category(after or " ").startswith("M")
        or (after in FLAGS and (at - len(before.rstrip(FLAGS))) % 2 == 1)
    )
