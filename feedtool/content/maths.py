"""Formulas: pages have them two or three times, for eyes, screen readers and scripts; feeds once, as their source."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING, Final

from feedtool.content.tree import attribute, classes, is_among_blocks, is_attached, replace, take_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from feedtool.content.seen import Seen

# Around a formula: Wikipedia, KaTeX, MathJax 3 and 4, MathJax 2, and MathML as it is.
FORMULAS: Final = ".mwe-math-element, .katex-display, .katex, mjx-container, script[type^='math/'], math"
BLOCKS: Final = "p, h1, h2, h3, h4, ul, ol"  # in none of them, whatever its class
PREVIEWS: Final = (
    ".MathJax, .MathJax_Display, .MathJax_Preview, .MathJax_SVG, .MathJax_SVG_Display, .MathJax_CHTML, .MJXc-display"
)
TEX: Final = "annotation[encoding*=tex i]"
CDATA: Final = re.compile(r"%?\s*<!\[CDATA\[|%?\s*\]\]>")  # around it, so that XHTML may hold a "<"
STYLE: Final = re.compile(r"\s*\{\\(?:display|text)style\s*(.*)\}\s*", re.DOTALL)  # around what Wikipedia writes
DELIMITED: Final = re.compile(r"\s*(?:\\\((.*)\\\)|\\\[(.*)\\\]|\$\$(.*)\$\$)\s*", re.DOTALL)
GLYPH: Final = re.compile(r"\bmjx-c([0-9A-F]{2,5})\b")
WITHOUT_NAME: Final = frozenset({"g", "svg", "frac"})  # MathJax's own
UNSAID: Final = frozenset({"rect", "surd"})
DEEPEST: Final = 60  # elements of a formula inside each other


def may_be_there(seen: Seen) -> bool:
    """Whether there may be formulas."""
    if "math" in seen.tags or "mjx-container" in seen.tags:
        return True
    return any(word in seen.attributes for word in ("katex", "math/"))


def once(tree: LexborHTMLParser, _: str) -> int:
    """Each formula once: its TeX, or where nobody kept that, its MathML as a line of text."""
    count = 0
    sources = {node.parent.mem_id for node in tree.css("script[type^='math/']") if node.parent is not None}
    for node in tree.css(PREVIEWS):
        # What a script's source says stands beside it; without one, what was made of it is all there is.
        has_source = node.parent is not None and node.parent.mem_id in sources
        if has_source and is_attached(node) and node.css_first(BLOCKS) is None:
            take_out(node)
    for node in tree.css(FORMULAS):
        if not is_attached(node) or node.css_first(BLOCKS) is not None:
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


def _is_display(node: LexborNode) -> bool:
    if node.tag == "script":
        return "mode=display" in attribute(node, "type").replace(" ", "")
    maths = node if node.tag == "math" else node.css_first("math")
    return (
        "katex-display" in attribute(node, "class")
        or attribute(node, "display") == "true"
        or (maths is not None and attribute(maths, "display") == "block")
    )


def _source(node: LexborNode) -> str:
    if node.tag == "script" and "mathml" not in attribute(node, "type"):
        return CDATA.sub("", node.text(deep=True))
    if (tex := node.css_first(TEX)) is not None:
        return _bare(tex.text(deep=True))
    if (kept := node.css_first("[data-latex]")) is not None:
        return attribute(kept, "data-latex")
    maths = node if node.tag == "math" else node.css_first("math")
    if maths is not None:
        return _bare(attribute(maths, "alttext")) or re.sub(r"\s+", " ", _line(maths, 0))
    return _from_sight(node)


def _from_sight(node: LexborNode) -> str:
    """What a formula says of which only the looks were kept."""
    if node.tag == "mjx-container":
        return unicodedata.normalize("NFKC", _line(node, 0)) or attribute(node, "aria-label")
    if (drawn := node.css_first(".katex-html")) is not None:
        return _drawn(drawn, 0).replace("\u200b", "")
    image = node.css_first("img[alt]")
    return _bare(attribute(image, "alt") if image is not None else node.text(deep=True))


def _bare(tex: str) -> str:
    """TeX without what says where it stands: a style, delimiters, and LaTeXML's breaks of lines."""
    tex = tex.replace("%\n", "")
    if found := STYLE.fullmatch(tex) or DELIMITED.fullmatch(tex):
        return next(part for part in found.groups() if part is not None)
    return tex


def _name(node: LexborNode) -> str:
    return attribute(node, "data-mml-node") or (node.tag or "").removeprefix("mjx-")


def _children(node: LexborNode, depth: int) -> Iterator[LexborNode]:
    for child in node.iter():
        name = _name(child)
        if name in WITHOUT_NAME and depth < DEEPEST:
            yield from _children(child, depth + 1)
        elif name not in UNSAID and not name.startswith("annotation"):
            yield child


def _line(node: LexborNode, depth: int) -> str:
    """MathML, or what MathJax drew of it, on one line: x^2, a_1, (a)/(b), √(x)."""
    children = list(_children(node, depth))
    if depth > DEEPEST or not children:
        glyph = attribute(node, "data-c") or "".join(GLYPH.findall(attribute(node, "class"))[:1])
        return node.text(deep=True).strip() or (_sign(glyph) if glyph else "")
    parts = [_line(child, depth + 1) for child in children]
    shape = SHAPES.get(_name(node))
    return shape(parts) if shape else "".join(parts)


def _sign(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _drawn(node: LexborNode, depth: int) -> str:
    """What KaTeX drew, on one line."""
    children = list(node.iter())
    if depth > DEEPEST * 2 or not children:
        return node.text(deep=True)
    words = classes(node)
    rows = node.css_first(".vlist") if words & {"msupsub", "mfrac"} else None
    if rows is None:
        return "".join(_drawn(child, depth + 1) for child in children)
    parts = [part for row in rows.iter() if (part := _grouped(_drawn(row, depth + 3).strip()))]
    parts = [part for part in parts if part != "()"]
    if "mfrac" in words:
        return "/".join(reversed(parts))
    signs = "_^" if len(parts) > 1 else "_" if node.css_first(".vlist-t2") is not None else "^"
    return "".join(sign + part for sign, part in zip(signs, parts, strict=False))


def _grouped(text: str) -> str:
    return text if re.fullmatch(r"-?[\w.]*|\S", text) else f"({text})"


def _joined(sign: str) -> Callable[[list[str]], str]:
    return lambda parts: sign.join(_grouped(part) for part in parts)


def _between(parts: list[str]) -> str:
    base, low, high, *_ = [*map(_grouped, parts), "", "", ""]
    return f"{base}_{low}^{high}"


SHAPES: Final[Mapping[str, Callable[[list[str]], str]]] = {
    "msup": _joined("^"),
    "msub": _joined("_"),
    "mfrac": _joined("/"),
    "mover": _joined("^"),
    "munder": _joined("_"),
    "msubsup": _between,
    "munderover": _between,
    "msqrt": lambda parts: f"√({''.join(part for part in parts if part != '√')})",
    "mroot": lambda parts: f"{_grouped(parts[0])}^(1/{_grouped(''.join(parts[1:]))})" if parts else "",
    "mtr": " ".join,
    "mtable": "; ".join,
}
