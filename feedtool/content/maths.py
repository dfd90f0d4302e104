"""Formulas: pages have them two or three times, for eyes, screen readers and scripts; feeds once, as their source."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from feedtool.content.tree import attribute, is_among_blocks, is_attached, replace, take_out

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Around a formula, the outermost first: KaTeX, MathJax 3, MathJax 2, and MathML as it is.
FORMULAS: Final = ".katex-display, .katex, mjx-container, script[type^='math/'], math"
PREVIEWS: Final = (
    ".MathJax, .MathJax_Display, .MathJax_Preview, .MathJax_SVG, .MathJax_SVG_Display, .MathJax_CHTML, .MJXc-display"
)
TEX: Final = "annotation[encoding*=tex i]"
CDATA: Final = re.compile(r"%?\s*<!\[CDATA\[|%?\s*\]\]>")  # around it, so that XHTML may hold a "<"
DEEPEST: Final = 60  # elements of a formula inside each other


def may_be_there(html: str) -> bool:
    """Whether *html* may have formulas."""
    return any(word in html for word in ("katex", "<mjx-", "<math", "mathjax", "math/"))


def once(tree: LexborHTMLParser, _: str) -> int:
    """Each formula once: its TeX, or where nobody kept that, its MathML as a line of text."""
    count = 0
    for node in tree.css(PREVIEWS):
        # What a script's source says stands beside it; without one, what was made of it is all there is.
        if is_attached(node) and node.css_first("p, h1, h2, h3, h4, ul, ol") is None and _has_source_beside(node):
            take_out(node)
    for node in tree.css(FORMULAS):
        if not is_attached(node):
            continue
        source = _source(node).strip()
        count += 1
        if not source:
            take_out(node)
        elif _is_display(node):
            code = f"<code>{escape(source)}</code>"
            replace(node, f"<pre>{code}</pre>" if is_among_blocks(node) else code)
        else:
            replace(node, f"<code>{escape(source)}</code>")
    return count


def _has_source_beside(node: LexborNode) -> bool:
    around = node.parent
    return around is not None and any(one.css_matches("script[type^='math/']") for one in around.iter())


def _is_display(node: LexborNode) -> bool:
    if node.tag == "script":
        return "mode=display" in attribute(node, "type").replace(" ", "")
    maths = node if node.tag == "math" else node.css_first("math")
    return (
        "katex-display" in attribute(node, "class")
        or attribute(node, "display") in {"true", "block"}
        or (maths is not None and attribute(maths, "display") == "block")
    )


def _source(node: LexborNode) -> str:
    if node.tag == "script" and "mathml" not in attribute(node, "type"):
        return CDATA.sub("", node.text(deep=True))
    if (tex := node.css_first(TEX)) is not None:
        return tex.text(deep=True)
    maths = node if node.tag == "math" else node.css_first("math")
    if maths is None:
        return node.text(deep=True)
    return attribute(maths, "alttext") or re.sub(r"\s+", " ", _line(maths, 0))


def _line(node: LexborNode, depth: int) -> str:
    """MathML on one line: x^2, a_1, (a)/(b), √(x)."""
    children = [child for child in node.iter() if not (child.tag or "").startswith("annotation")]
    if depth > DEEPEST or not children:
        return node.text(deep=True).strip()
    parts = [_line(child, depth + 1) for child in children]
    shape = SHAPES.get(node.tag or "")
    return shape(parts) if shape else "".join(parts)


def _grouped(text: str) -> str:
    return text if re.fullmatch(r"-?[\w.]*", text) else f"({text})"


def _joined(sign: str) -> Callable[[list[str]], str]:
    return lambda parts: sign.join(_grouped(part) for part in parts)


SHAPES: Final[Mapping[str, Callable[[list[str]], str]]] = {
    "msup": _joined("^"),
    "msub": _joined("_"),
    "mfrac": _joined("/"),
    "mover": _joined("^"),
    "munder": _joined("_"),
    "msubsup": lambda parts: "{}_{}^{}".format(*map(_grouped, [*parts, "", ""][:3])),
    "munderover": lambda parts: "{}_{}^{}".format(*map(_grouped, [*parts, "", ""][:3])),
    "msqrt": lambda parts: f"√({''.join(parts)})",
    "mroot": lambda parts: f"{_grouped(parts[0])}^(1/{_grouped(''.join(parts[1:]))})" if parts else "",
    "mtr": " ".join,
    "mtable": "; ".join,
}
