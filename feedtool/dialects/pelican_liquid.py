"""Pelican's plugin liquid_tags: Octopress's tags in Markdown. Any other braces are text to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.dialects import liquid
from feedtool.dialects.rendering import Rendering

if TYPE_CHECKING:
    from feedtool.dialects import Around

TAGS: Final = (
    "audio|b64img|diag|flickr|generic|giphy|gram|graphviz|img|include_code|literal|notebook|pygal|soundcloud|speakerdeck"
    "|spotify|video|vimeo|youtube"
)
OTHER: Final = re.compile(rf"\{{\{{|\{{%(?!-?\s*(?:end)?(?:{TAGS})\b)")


def expand(text: str, around: Around) -> str:
    """*text* without the plugin's tags."""
    if "{%" not in text:
        return text
    mark = next(mark for mark in map(chr, range(0xE000, 0x10FFFF)) if mark not in text)
    hidden = OTHER.sub(lambda found: f"{mark}{found[0][1]}", text)
    return Rendering(hidden, liquid.JEKYLL, around).whole().replace(mark, "{")
