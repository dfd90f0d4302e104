"""Text to XML that can be parsed strictly. Only what cannot be meant otherwise is mended."""

from __future__ import annotations

import html.entities
import re
from typing import Final

from feedtool.model import FORBIDDEN
from feedtool.parse.document import ParseError

A_FEED: Final = "RSS, Atom or JSON Feed"
FEEDS: Final = frozenset({"rss", "feed", "rdf"})  # the first element, without prefix, in small letters
START: Final = re.compile(r"<\?xml\s|<(?:[\w.-]{1,50}:)?(?:rss|feed|RDF)[\s>]")
ROOT: Final = re.compile(r"<(?:[\w.-]{1,50}:)?([\w.-]{1,50})(?=[\s/>])")
# A document type, with what it declares. Nothing of it is used: it may declare bombs and name files.
DOCTYPE: Final = re.compile(
    r"""<!DOCTYPE(?:[^\[\]"'<>]|"[^"]*"|'[^']*')*+"""
    r"""(?:\[(?:<!--(?:.*?-->|.*)|<\?(?:.*?\?>|.*)|"[^"]*"|'[^']*'|[^\]"'])*+\]\s*+)?+>""",
    re.DOTALL | re.IGNORECASE,
)
HTML_TYPE: Final = re.compile(r"<!DOCTYPE\s+html\b", re.IGNORECASE)
# What no reference stands in; where it has no end it goes on to that of the text.
ASIDE: Final = re.compile(
    r"(<(?:!\[CDATA\[.*?(?:\]\]>|\Z)|!--.*?(?:-->|\Z)|\?.*?(?:\?>|\Z)))",
    re.DOTALL,
)
CODE: Final = r"\#(?:[0-9]{1,10}|[xX][0-9A-Fa-f]{1,10});"
REFERENCES: Final = re.compile(
    rf"&(?:(?P<numbers>{CODE}(?:&{CODE})*+)|(?!(?:amp|lt|gt|quot|apos);)(?P<name>[A-Za-z][A-Za-z0-9]{{1,40}});)"
)
NUMBER: Final = re.compile(r"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));")
LAST: Final = 0x10FFFF
NEEDS_MENDING: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")
OTHERS: Final = {
    "html": "a page of HTML", "opml": "a list of feeds (OPML)", "urlset": "a sitemap", "sitemapindex": "a sitemap",
}  # fmt: skip


def mend(text: str, *, roots: frozenset[str] = FEEDS, expected: str = A_FEED) -> str:
    """*text* as XML from its first element on: without a declaration and document type, without characters that XML
    cannot hold, HTML's entities as characters. Every line keeps its number. Raises ParseError where its first element
    is none of *roots*, those of a feed; what was *expected* is said then.
    """
    text = FORBIDDEN.sub("", text)
    at, is_html = _first_element(text, 0)
    if root_of(text, at) not in roots and not is_html and (start := START.search(text)):
        at, _ = _first_element(text, start.start())  # a script's warnings may stand before it
    if root_of(text, at) not in roots:
        raise ParseError(_looks_like(text, at, is_html=is_html), expected)
    body = text[at:]
    return "\n" * text.count("\n", 0, at) + (_mended(body) if NEEDS_MENDING.search(body) else body)


def _first_element(text: str, at: int) -> tuple[int, bool]:
    """Where the first element begins after *at*, -1 where none does; and whether a document type before it says that
    it is HTML.
    """
    is_html = False
    while True:
        at += len(text[at : at + 1000]) - len(text[at : at + 1000].lstrip("\ufeff \t\r\n"))
        if text[at : at + 1] in {" ", "\t", "\r", "\n", "\ufeff"}:
            continue
        if text.startswith("<?", at):
            end = text.find("?>", at) + 2
        elif text.startswith("<!--", at):
            end = text.find("-->", at + 4) + 3
        elif found := DOCTYPE.match(text, at):
            is_html = is_html or HTML_TYPE.match(text, at) is not None
            end = found.end()
        else:
            return (at if ROOT.match(text, at) else -1), is_html
        if end <= at:
            return -1, is_html
        at = end


def root_of(text: str, at: int | None = None) -> str:
    """The name of the element *at* that place, or of the first one, without prefix, in small letters; "" where there
    is none.
    """
    at = _first_element(text, 0)[0] if at is None else at
    root = ROOT.match(text, at) if at >= 0 else None
    return root[1].lower() if root is not None else ""


def _looks_like(text: str, at: int, *, is_html: bool) -> str:
    root = ROOT.match(text, at) if at >= 0 else None
    if not text.strip():
        return "an empty file"
    if is_html or (root and root[1].lower() == "html"):
        return OTHERS["html"]
    if root is None:
        return "half a document" if text.lstrip().startswith(("<?", "<!")) else "what is neither XML nor JSON"
    return OTHERS.get(root[1].lower(), f"XML of another kind, <{root[1]}>")


def _mended(body: str) -> str:
    parts = ASIDE.split(body)
    parts[::2] = [REFERENCES.sub(_meant, part) for part in parts[::2]]
    return "".join(parts)


def _meant(part: re.Match[str]) -> str:
    if part["numbers"]:
        return _numbers(part[0])
    letters = html.entities.html5.get(f"{part['name']};") if part["name"] else None
    return part[0] if letters is None else _written(letters)


def _numbers(written: str) -> str:
    """Characters written as numbers, without those that XML cannot hold; two halves of one are one."""
    codes = [int(found[1], 16) if found[1] else int(found[2]) for found in NUMBER.finditer(written)]
    letters = "".join(chr(code) for code in codes if code <= LAST)
    if len(letters) == len(codes) and not FORBIDDEN.search(letters):
        return written
    whole = letters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _written(FORBIDDEN.sub("", whole))


def _written(letters: str) -> str:
    return "".join(f"&#{ord(letter)};" for letter in letters)
