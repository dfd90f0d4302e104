"""HTML of a renderer that had no HTML in its text: whole and safe as it stands, but for its addresses.

Sanitising is the dearest thing that is done to an entry. Where all markup is the renderer's, what a sanitiser would
write is told without a parser: attributes are looked at one by one, the rest stays.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from feedtool import markup

if TYPE_CHECKING:
    from collections.abc import Callable

WITH_ATTRIBUTES: Final = re.compile(r'<([a-z][a-z0-9]*) ((?:[^">]|"[^"]*")*?)(?: /)?>')
ATTRIBUTE: Final = re.compile(r'([a-z][a-z-]*)(?:="([^"]*)")?')
LINK_IN_LINK: Final = re.compile(r"<a [^<]*+(?:<(?!/?a[ >])[^<]*+)*+<a ")


def rewritten(html: str, attribute: Callable[[str, str, str], str | None]) -> str | None:
    """*html* of a Markdown renderer as the sanitiser would write it, with what *attribute* makes of the value of each
    attribute of a tag; None where a link is in a link, which a parser takes apart.
    """
    if "<!--" in html:
        html = markup.MORE.sub("", html)
    if LINK_IN_LINK.search(html):
        return None

    def tag(found: re.Match[str]) -> str:
        kept = ""
        for name, value in ATTRIBUTE.findall(found[2]):
            new = attribute(found[1], name, unescape(value) if "&" in value else value)
            if new is not None:
                kept += f' {name}="{_quoted(new)}"'
        return f"<{found[1]}{kept}>"

    html = WITH_ATTRIBUTES.sub(tag, html)
    # A quote in a text is written as it is; one in an attribute is a \0 until then.
    html = html.replace("&quot;", '"').replace("\0", "&quot;")
    return html.replace("\xa0", "&nbsp;").replace("<br />", "<br>").replace("<hr />", "<hr>")


def _quoted(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "\0").replace("<", "&lt;").replace(">", "&gt;")
