"""HTML as a tree: headings, text, and the attributes that hold addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.model import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Every attribute of HTML that holds one address (HTML Living Standard, "Attributes"); srcset holds several.
URL_ATTRIBUTES: Final = frozenset({"href", "src", "cite", "poster", "data", "longdesc", "background"})
SRCSETS: Final = frozenset({"srcset", "imagesrcset"})
# The comments with which authors end a summary, in any generator.
MORE: Final = re.compile(
    r"<!--\s{0,9}(?:more|truncate|TEASER_END|excerpt|PELICAN_END_SUMMARY)\b[^>]{0,99}-->", re.IGNORECASE
)
HTML_ROLE: Final = "html-of-feedtool"  # of reStructuredText, in which passes put HTML between words
LONGEST_SRCSET: Final = 10_000  # characters
FIRST_LINE: Final = re.compile(r'<pre(?: [^\s=>]+="[^"]*")*>\n')
CANDIDATE: Final = re.compile(r"[\s,]*+(\S*[^,\s])(?:\s+([^,]*+))?(?:,|$)")


def allowed(text: str) -> str:
    """*text* without the characters that no XML document can hold, with line ends as XML has them."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """*text* with white space of any kind folded, as a title has it."""
    return " ".join(allowed(text).split())


# Elements that stand on a line of their own, or end one, and without whose text a word would meet the next.
BLOCKS: Final = (
    "address, article, aside, blockquote, caption, dd, details, div, dl, dt, fieldset, figcaption, figure, footer, "
    "form, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, summary, table, td, th, tr, ul"
)
BROKEN: Final = f"{BLOCKS}, br, img, video, audio"
LINE: Final = "\N{LINE SEPARATOR}"


def words(node: LexborNode) -> str:
    """What a reader sees of an element, on one line."""
    is_one_line = all(part.mem_id == node.mem_id for part in node.css(BROKEN))
    return one_line(node.text(deep=True, separator="" if is_one_line else " "))


def split_heading(html: str) -> tuple[str, str]:
    """The text of the first heading in *html*, and the rest without it; ("", html) where there is none."""
    if not re.search(r"<h[1-6][\s>]", html, re.IGNORECASE):
        return "", html
    tree = fragment(html)
    for heading in tree.css("h1, h2, h3, h4, h5, h6"):
        if title := _title(heading):
            heading.decompose()
            return title, inner(tree)
    return "", html


def _title(heading: LexborNode) -> str:
    """The words of a heading: a line break in it is a blank, a footnote's number is no part of it."""
    for node in heading.css("script, style, sup.footnote-ref"):
        node.decompose()
    for node in heading.css("br"):
        node.replace_with(" ")
    return one_line(heading.text(deep=True))


def text_of(html: str) -> str:
    """What a reader would see of *html*, on one line."""
    return text_in(fragment(html))


def text_in(tree: LexborHTMLParser) -> str:
    """`text_of`, of a *tree*, which is used up by that."""
    for node in tree.css("script, style, template"):
        node.decompose()
    return _shown(tree.body) if tree.body else ""


def _shown(node: LexborNode) -> str:
    """The text of an element, with a blank where a line ends: a word in two pieces of markup stays a word."""
    for part in node.css(BROKEN):
        if part.mem_id != node.mem_id:
            part.insert_before(" ")
            part.insert_after(" ")
    return one_line(node.text(deep=True))


def lines_of(html: str) -> list[str]:
    """What a reader would see of *html*, each block a line."""
    tree = fragment(html)
    for node in tree.css("script, style, template"):
        node.decompose()
    for part in tree.css(BROKEN):
        part.insert_before(LINE)
        part.insert_after(LINE)
    text = tree.body.text(deep=True) if tree.body else ""
    return [line for part in text.split(LINE) if (line := one_line(part))]


def with_addresses(html: str, resolve: Callable[[str], str | None]) -> str:
    """*html* with every address in it put through *resolve*; None takes the attribute away."""
    tree = fragment(html)
    for node in tree.css(", ".join(f"[{name}]" for name in sorted(URL_ATTRIBUTES | SRCSETS))):
        for name in [name for name in node.attributes if name in URL_ATTRIBUTES | SRCSETS]:
            value = node.attributes[name] or ""
            resolved = srcset(value, resolve) if name in SRCSETS else resolve(value)
            if resolved is None:
                del node.attrs[name]
            else:
                node.attrs[name] = resolved
    return inner(tree)


def srcset(value: str, resolve: Callable[[str], str | None]) -> str | None:
    """The candidates of a `srcset`, each address put through *resolve*."""
    if len(value) > LONGEST_SRCSET:
        return None
    candidates = [
        f"{url} {(found[2] or '').strip()}".strip()
        for found in CANDIDATE.finditer(value)
        if (url := resolve(found[1])) is not None
    ]
    return ", ".join(candidates) or None


def parse(page: str) -> LexborHTMLParser:
    """A whole page as a tree."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(page)


def fragment(html: str) -> LexborHTMLParser:
    """A piece of a page as a tree."""
    return parse(f"<!DOCTYPE html><body>{html}")


def is_deeper(tree: LexborHTMLParser, depth: int) -> bool:
    """Whether more than *depth* elements are in each other."""
    depths: dict[int, int] = {}
    for node in tree.root.traverse() if tree.root is not None else ():
        own = depths[node.mem_id] = depths.get(node.parent.mem_id, 0) + 1 if node.parent is not None else 1
        if own > depth:
            return True
    return False


def inner(tree: LexborHTMLParser) -> str:
    """The piece that `fragment` read, as it is now."""
    return with_first_lines((tree.body.inner_html or "") if tree.body else "")


def with_first_lines(html: str) -> str:
    """Serialised *html* as it is read the same again: whoever reads it drops a line's end right behind a <pre>."""
    return FIRST_LINE.sub(r"\g<0>\n", html) if "<pre" in html else html
