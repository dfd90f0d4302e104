"""What can be told of an entry's HTML without a parser: enough to know which rules have nothing to do."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

# What every other entry has, and without attributes mostly: it is not asked whether they are there.
COMMON: Final = frozenset({
    "p", "br", "hr", "em", "strong", "b", "i", "ul", "ol", "li", "blockquote", "pre", "code", "table", "thead", "tbody",
    "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
VALUE: Final = r"""(?:"[^"<]*+"|'[^'<]*+'|[^\s"'<>`]++)"""
ATTRIBUTES: Final = rf"""(?:[\s/]++[^\s"'<>/=]++(?:\s*+=\s*+{VALUE})?+)*+"""
# A tag of which every parser makes the same; of another, nothing: a quote too many is told from no other.
OPENING: Final = re.compile(
    rf"""<(?=[a-z])(?!(?:{"|".join(sorted(COMMON))})>)([a-z][^\s"'<>/]*+{ATTRIBUTES}[\s/]*+>)?"""
)
NAME: Final = re.compile(r"[^\s/>]*")
ANY_NAME: Final = re.compile(r"<([a-z][^\s/>]*)")
CLASSES: Final = re.compile(r"class\s*=\s*[\"']?([^\"'<>]{1,500})")


class Seen(NamedTuple):
    """HTML in small letters, the names of its tags, all that they say ("<img src=a.png><a href=b><svg>"), and their
    classes.
    """

    html: str
    tags: frozenset[str]
    attributes: str  # all of the HTML, where that is not regular
    classes: frozenset[str]
    is_regular: bool  # every tag is one that any parser reads the same


def seen(html: str) -> Seen:
    """What *html* looks like."""
    small = html.lower()
    tags = dict.fromkeys(OPENING.findall(small))
    is_regular = "" not in tags
    names = [name[0] for tag in tags if (name := NAME.match(tag))] if is_regular else ANY_NAME.findall(small)
    attributes = "<".join(["", *tags]) if is_regular else small
    classes = " ".join(CLASSES.findall(attributes)) if "class" in attributes else ""
    return Seen(small, COMMON.union(names), attributes, frozenset(classes.split()), is_regular)
