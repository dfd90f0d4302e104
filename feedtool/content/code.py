"""What themes put around code: numbers of lines, buttons, tables that hold both apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.content import lines
from feedtool.content.nested import around, beside, innermost, nearest
from feedtool.content.tree import attribute, is_empty, take_out

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from feedtool.content.seen import Seen

# Numbers of lines among the code. Those without a class: Chroma's and Pygments' styles.
NUMBERS: Final = (
    ".ln, .lnt, .lineno, .linenos, .linenr, .linenumber, .giallo-ln, .line-number, span.line-numbers, "
    ".src-line-numbers, .line-numbers-rows, [class*=codeLineNumber], span[style*='user-select:none'], "
    "span[style*='user-select: none'], "
    "span[style*='padding-left: 5px; padding-right: 5px']"
)
# Columns of them beside code: Hexo, Rouge, Pygments, CodeRay, Crayon, VitePress, highlight.js and GitHub, Zola.
COLUMNS: Final = (
    "td.gutter, td.rouge-gutter, td.linenos, td.line-numbers, td.line_numbers, td.crayon-nums, .line-numbers-wrapper, "
    "td[data-line-number]:first-child, pre[data-linenos] td:first-child"
)
CODE: Final = "pre, .code, .blob-code, .crayon-pre"
COPY: Final = (
    "[class*=copy i], [class*=clipboard i], [data-clipboard-text], [data-clipboard-target], clipboard-copy, copy-button"
)
# Names of languages, and what else a theme writes on its frame.
LABELS: Final = (
    "div[class*=language-] > span.lang, .code-toolbar > .toolbar, .syntaxhighlighter .toolbar, .crayon-tools, "
    ".crayon-info, .expressive-code .header > .sr-only"
)
ONLY_NUMBERS: Final = re.compile(r"[\d\s.:|│]*")
ON_BUTTONS: Final = re.compile(
    r"[\s.!…✓✔📋⎘⧉]*(?:(?:copy|copied|copier|copié|kopieren|kopiert|copiar|copiado|copia|code|to|the|clipboard|snippet"
    r"|复制(?:代码)?|複製|コピー|복사)(?!\w)[\s.!…✓✔📋⎘⧉]*)*+",
    re.IGNORECASE,
)
BUTTONS: Final = frozenset({"button", "a", "clipboard-copy", "copy-button"})
LIKE_BUTTONS: Final = BUTTONS | {"div", "span", "i", "svg"}
LONGEST_LABEL: Final = 200  # characters
CODE_INSIDE: Final = "pre, code"
# What says that there may be any of that: of each selector the first class, a part of a class, or of another attribute.
CLASSES: Final = frozenset(
    found[1]
    for selectors in (NUMBERS, COLUMNS, LABELS, lines.LINES)
    for selector in selectors.split(", ")
    if (found := re.search(r"\.([\w-]+)", selector))
)
IN_CLASSES: Final = ("copy", "clipboard", "codelinenumber")
IN_TAGS: Final = ("clipboard", "<copy-button", "user-select:", "padding-left: 5px; padding-right", "data-line")


def may_have_furniture(seen: Seen) -> bool:
    """Whether there may be any of that."""
    classes = " ".join(seen.classes)
    return (
        not CLASSES.isdisjoint(seen.classes)
        or any(part in classes for part in IN_CLASSES)
        or any(part in seen.attributes for part in IN_TAGS)
        or ('"></a>' in seen.html and "<pre" in seen.html)
    )


def without_furniture(tree: LexborHTMLParser, _: str) -> int:
    """Numbers of lines, names of languages and buttons that copy go; the code stays as it is."""
    count = _without_buttons(tree) + _without_numbers(tree)
    for node in tree.css("pre a"):
        if not node.text(deep=True) and node.css_first("img") is None:
            node.replace_with("")  # it names a line
            count += 1
    return count


def _without_buttons(tree: LexborHTMLParser) -> int:
    count = 0
    for selectors, is_one in ((COPY, _is_button), (LABELS, _is_label)):
        for node in innermost(tree.css(selectors), is_one):
            take_out(node)
            count += 1
    for node in innermost(tree.css(".expressive-code figcaption"), is_empty):
        take_out(node)
    return count


def _is_button(node: LexborNode) -> bool:
    """Whether all that *node* says is "Copy", or nothing; not in code, where that is a command."""
    if node.tag not in LIKE_BUTTONS or node.css_first(CODE_INSIDE) is not None:
        return False
    text = node.text(deep=True)
    frame = nearest(node, "code", "pre")
    if frame is not None and (frame.tag == "code" or node.tag not in BUTTONS) and text.strip():
        return False
    icons = node.css("img")
    text += " ".join(attribute(icon, "alt") for icon in icons)
    if icons and (node.tag not in BUTTONS or (node.tag == "a" and not text.strip())):
        return False
    return ON_BUTTONS.fullmatch(text) is not None


def _is_label(node: LexborNode) -> bool:
    if attribute(node, "class") == "lang" and all(one.tag != "pre" for one in beside(node)):
        return False
    return len(node.text(deep=True)) <= LONGEST_LABEL and node.css_first("pre") is None


def _without_numbers(tree: LexborHTMLParser) -> int:
    """Numbers of lines go, one by one or as a column, and so do the tables that held code beside them."""
    holders = around(tree.css("table"))
    tables: dict[int, LexborNode] = {}
    count = 0
    for node in innermost(tree.css(NUMBERS), _is_number):
        tables |= _table_around(node)
        link = node.parent
        node.replace_with("")
        if link is not None and link.tag == "a" and not link.text(deep=True):
            link.replace_with("")
        count += 1
    coded = around(tree.css(CODE)) - holders
    for node in innermost(tree.css(COLUMNS), lambda node: _is_column(node, coded)):
        tables |= _table_around(node)
        if node.tag == "td":
            node.replace_with("")
        else:
            take_out(node)
        count += 1
    count += lines.part(tree.css(lines.LINES))
    return count + sum(lines.untable(table) for table in tables.values() if table.mem_id not in holders)


def _is_number(node: LexborNode) -> bool:
    if node.tag not in {"span", "div", "a", "i"} or nearest(node, "pre") is None:
        return False
    text = node.text(deep=True)
    is_said = "class" in node.attributes or bool(text.strip())
    return is_said and ONLY_NUMBERS.fullmatch(text) is not None


def _is_column(node: LexborNode, coded: set[int]) -> bool:
    """Whether *node* is nothing but numbers, and has code beside it: in its table, one of those that hold some."""
    if not ONLY_NUMBERS.fullmatch(node.text(deep=True)):
        return False
    table = nearest(node, "table")
    if table is not None:
        return table.mem_id in coded or nearest(node, "pre", "code") is not None
    has_code = node.css_first("pre") is not None
    return not has_code and any(one.is_element_node and one.css_first("pre") is not None for one in beside(node))


def _table_around(node: LexborNode) -> dict[int, LexborNode]:
    table = nearest(node, "table")
    return {} if table is None else {table.mem_id: table}
