"""An entry's image, as RSS and Atom have it: elements of Media RSS."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from feedtool import media
from feedtool.builder.extensions import Node

if TYPE_CHECKING:
    from feedtool.model import Entry

FIRST_IMAGE: Final = re.compile(
    r'\s*(?:<(?:p|div|figure|picture|a|span|center|section|article|header|strong|em|b|i)\b[^<>]*>\s*|<source\b[^<>]*>\s*)*<img\b[^<>]*?\bsrc="([^"]*)"'
)


def nodes(entry: Entry) -> list[Node]:
    """The image for readers' lists, and for those who show it with the text; not for them where the text begins with
    it: they would show it twice.
    """
    if entry.image is None:
        return []
    thumbnail = Node("media:thumbnail", None, (("url", entry.image),))
    first = FIRST_IMAGE.match(entry.content or "")
    if first is not None and unescape(first[1]) == entry.image:
        return [thumbnail]
    kind = media.type_of(entry.image)
    attributes = (("url", entry.image), ("medium", "image"), *((("type", kind),) if kind else ()))
    return [Node("media:content", None, attributes), thumbnail]
