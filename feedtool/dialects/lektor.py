"""Lektor: its texts are Markdown and nothing else; blocks of a flow that only their template could show are told of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.dialects.tags import Lines

if TYPE_CHECKING:
    from feedtool.dialects import Around

UNREAD: Final = re.compile(r"<!-- #### ([^#\n]{1,100}) #### -->\n?")  # its preset leaves it at the head of such a block


def expand(text: str, around: Around) -> str:
    """*text*, which its preset made of the blocks."""
    if "<!-- ####" not in text:
        return text
    lines = Lines(text)
    for found in UNREAD.finditer(text):
        around.warn(f"the template of #### {found[1]} ####", lines.at(found.start()))
    return UNREAD.sub("", text)
