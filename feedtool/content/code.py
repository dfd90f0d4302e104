"""What themes put around code and headings: numbers of lines, buttons, links to themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.content.tree import above, address_of, is_attached, is_empty, replace, take_out

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Numbers of lines: Rouge, Pygments, Chroma, Hexo, Prism, highlight.js.
NUMBERS: Final = (
    "pre.lineno, td.gutter, td.rouge-gutter, td.linenos, td.hljs-ln-numbers, .linenodiv, .line-numbers-rows, "
    "pre .lineno, pre .linenos, pre .linenumber, .highlight .lnt, .highlight .ln, .chroma .lnt, .chroma .ln"
)
COPY: Final = (
    ".copy-btn, .btn-copy, .copybtn, .copy-button, .copy-code, .copy-code-button, .code-copy, .clipboard-button, "
    ".clipboard-copy, clipboard-copy, .copy-to-clipboard, [data-clipboard-text], [data-clipboard-target]"
)
ANCHORS: Final = (
    "a.headerlink, a.header-anchor, a.heading-anchor, a.anchor-link, a.anchorjs-link, a.hash-link, a.direct-link, "
    "a.zola-anchor, a.heading-link, a.section-link, a.self-link"
)
SIGNS: Final = re.compile(r"[\s#¶§🔗\u200b\ufe0f]*")
WORDS: Final = re.compile(r"[\s#¶§🔗⚓∞※\u200b\ufe0f]*|link|permalink|anchor", re.IGNORECASE)  # with a class beside
ONLY_NUMBERS: Final = re.compile(r"[\d\s.:|│]*")
ON_BUTTONS: Final = re.compile(
    r"\s*(?:copy|copied|copier|kopieren|copiar|copia|复制|複製|コピー|복사)?"
    r"(?:\W*(?:code|to clipboard))?\W*",
    re.IGNORECASE,
)
LINK_IN_HEADING: Final = re.compile(r"<h[1-6](?:(?!</h[1-6]).){0,400}?<a\s", re.DOTALL)
FURNITURE: Final = re.compile(
    r"class=[\"']?[^\"'>]{0,200}?(?:lineno|linenum|gutter|\blnt?\b|hljs-ln|line-numbers|copy|clipboard"
    r"|anchor|headerlink|hash-link|direct-link|heading-link|section-link|self-link)"
)
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def may_have_furniture(html: str) -> bool:
    """Whether *html* may have any of that."""
    return bool(LINK_IN_HEADING.search(html) or FURNITURE.search(html)) or "clipboard" in html


def without_furniture(tree: LexborHTMLParser, base: str) -> int:
    """Numbers of lines, buttons that copy, and links of headings to themselves go; the code stays as it is."""
    count = 0
    tables: dict[int, LexborNode] = {}
    for node in tree.css(NUMBERS):
        if is_attached(node) and ONLY_NUMBERS.fullmatch(node.text(deep=True)):
            tables |= {one.mem_id: one for one in above(node) if one.tag == "table"}
            take_out(node)
            count += 1
    for table in tables.values():
        _untabled(table)
    for node in tree.css(COPY):
        if is_attached(node) and _is_button(node):
            take_out(node)
            count += 1
    for node in tree.css(ANCHORS):
        if WORDS.fullmatch(node.text(deep=True)) and node.css_first("img") is None and _leads_here(node, base):
            take_out(node)
            count += 1
    for node in tree.css("h1 a, h2 a, h3 a, h4 a, h5 a, h6 a"):
        if is_attached(node) and _is_sign(node) and _leads_here(node, base):
            take_out(node)
            count += 1
    return count


def _is_sign(node: LexborNode) -> bool:
    """Whether a link is a mark before or behind the words of its heading."""
    sign = node.text(deep=True).strip()
    heading = next(one for one in above(node) if one.tag in HEADINGS)
    words = heading.text(deep=True).strip()
    if not SIGNS.fullmatch(sign) or node.css_first("img, code") is not None or len(words) <= len(sign):
        return False
    return words.startswith(sign) or words.endswith(sign)


def _is_button(node: LexborNode) -> bool:
    is_code = node.tag in {"pre", "code"} or node.css_first("pre, code") is not None
    return not is_code and ON_BUTTONS.fullmatch(node.text(deep=True)) is not None


def _leads_here(node: LexborNode, base: str) -> bool:
    reference = node.attributes.get("href")
    return reference == "" or address_of(node, "href", base).partition("#")[0] == base.partition("#")[0]


def _untabled(table: LexborNode) -> None:
    """A table of numbers and code, whose numbers are gone, is its code."""
    code = [one for one in table.css("pre") if not is_empty(one)]
    if len(code) == 1 and all(is_empty(cell) or cell.css_first("pre") is not None for cell in table.css("td, th")):
        replace(table, code[0].html or "")
