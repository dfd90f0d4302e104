"""Pelican: links to its own files in reStructuredText."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedtool.dialects import pelican, rst_links

if TYPE_CHECKING:
    from feedtool.dialects import Around


def expand(text: str, around: Around) -> str:
    """*text* with links that lead somewhere."""
    text = rst_links.outside_code(text, lambda piece, _: rst_links.players(piece))
    return rst_links.redirected(text, pelican.START, lambda reference: pelican.address_of(reference, around), around)
