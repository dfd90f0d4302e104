"""What can be told of an entry's HTML without a parser: enough to know which rules have nothing to do."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# What every other entry has, and without attributes mostly: it is not asked whether they are there.
COMMON: Final = frozenset({
    "p", "br", "hr", "em", "strong", "b", "i", "ul", "ol", "li", "blockquote", "pre", "code", "table", "thead", "tbody",
    "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
# A value in quotes may hold a ">"; one whose quotes never end is looked at up to the next.
OPENING: Final = re.compile(
    rf"""<(?!(?:{"|".join(sorted(COMMON))})>)([a-z][^>"']*+(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*+[^>]*+)"""
)
NAME: Final = re.compile(r"[^\s/>]*")
CLASSES: Final = re.compile(r"class=[\"']?([^\"'<>]{1,500})")


class Seen(NamedTuple):
    """HTML in small letters, the names of its tags, all that they say ("<img src=a.png<a href=b<svg"), its classes."""

    html: str
    tags: frozenset[str]
    attributes: str
    classes: frozenset[str]


def seen(html: str) -> Seen:
    """What *html* looks like."""
    small = html.lower()
    tags = dict.fromkeys(OPENING.findall(small))
    names = [name[0] for tag in tags if (name := NAME.match(tag))]
    attributes = "<".join(["", *tags])
    classes = " ".join(CLASSES.findall(attributes)) if "class=" in attributes else ""
    return Seen(small, COMMON.union(names), attributes, frozenset(classes.split()))
