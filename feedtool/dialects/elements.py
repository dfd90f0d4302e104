"""The few pieces of HTML that dialects' constructions become, written so that Markdown around them stays Markdown."""

from __future__ import annotations

import re
from html import escape
from typing import Final
from urllib.parse import quote

# In the text of an element Markdown still reads these as marks.
MARKS: Final = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`*_[]~|"})
KEPT: Final = "/:?#@!$&'+,;=~%"


def plain(text: str) -> str:
    """*text* as HTML that Markdown leaves alone."""
    return escape(" ".join(text.split())).translate(MARKS)


def address(url: str) -> str:
    """*url* as an attribute's value, or as a link's destination: nothing in it ends either."""
    return escape(quote(url.strip(), safe=KEPT, errors="replace"))


def anchor(url: str, text: str = "", *, picture: str = "") -> str:
    """A link; without *text* it shows where it leads, and a *picture*, in HTML, stands above."""
    return f'<a href="{address(url)}">{picture}{plain(text or re.sub("^https?://(www[.])?", "", url))}</a>'


def image(url: str, alt: str = "", *, width: str = "", height: str = "") -> str:
    sizes = "".join(f' {name}="{size}"' for name, size in (("width", width), ("height", height)) if size.isdecimal())
    return f'<img src="{address(url)}" alt="{escape(" ".join(alt.split()))}"{sizes}>'


def figure(picture: str, caption: str = "") -> str:
    """*picture* with a caption, both HTML."""
    return f"<figure>{picture}<figcaption>{caption}</figcaption></figure>" if caption else picture


def opening(title: str, indent: str = "") -> str:
    """The lines that open a box; *title* is Markdown. The body follows, and then `closing`."""
    heading = f"\n{indent}<strong>{title}</strong>\n" if title else ""
    return f"\n{indent}<blockquote>\n{heading}"


def closing(indent: str = "") -> str:
    return f"\n{indent}</blockquote>\n"


def code_block(code: str, language: str = "", indent: str = "") -> str:
    """A fence that nothing in *code* ends."""
    longest = max((len(run) for run in re.findall("`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    return f"{indent}{fence}{language}\n{code.strip(chr(10))}\n{indent}{fence}"


def code_span(code: str) -> str:
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * (longest + 1)
    gap = " " if code[:1] == "`" or code[-1:] == "`" else ""
    return f"{fence}{gap}{code}{gap}{fence}" if code else ""
