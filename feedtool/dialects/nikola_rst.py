"""Nikola in reStructuredText: shortcodes, roles and directives of its own, and links to posts by their slug."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.dialects import nikola, rst_links

if TYPE_CHECKING:
    from feedtool.dialects import Around

DOC: Final = re.compile(r":doc:`(?P<said>[^`]{1,500})`")
THUMBNAIL: Final = re.compile(r"^([ \t]*+\.\.[ \t]+)thumbnail::", re.MULTILINE)


def expand(text: str, around: Around) -> str:
    """*text* as any reStructuredText."""
    if "{{%" in text:
        text = nikola.woven(text, around, shown=rst_links.raw)
    text = rst_links.outside_code(text, lambda piece, first: _led(piece, first, around))
    return rst_links.redirected(text, nikola.START, lambda reference: nikola.address_of(reference, around), around)


def _led(piece: str, first: int, around: Around) -> str:
    piece = THUMBNAIL.sub(r"\1figure::", rst_links.players(piece))

    def lead(found: re.Match[str]) -> str:
        address, title = nikola.document(found["said"], around)
        if address is not None:
            return rst_links.link(title, address)
        around.warn(f":doc:`{found['said']}`", first + piece.count("\n", 0, found.start()))
        return title

    return DOC.sub(lead, piece)
