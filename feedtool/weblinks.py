"""The links that the headers of an answer hold (RFC 8288 §3)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

TARGET: Final = re.compile(r"[^<]*+<([^>]*+)>")
# A parameter: a name, and a value in quotes or without. Servers leave blanks where none belong.
PARAMETER: Final = re.compile(r'\s*+;\s*+([^\s=;,"]*+)\s*+(?:=\s*+(?:"((?:[^"\\]|\\.)*+)"|([^\s;,]*+)))?')
ESCAPED: Final = re.compile(r"\\(.)")


class WebLink(NamedTuple):
    """One link."""

    target: str  # as it is written; it may be relative
    rels: tuple[str, ...]  # in lower case, in which they are compared (§2.1.1)
    anchor: str | None  # of what it is a link, as it is written; None where that is what was asked for (§3.2)


def read(header: str) -> tuple[WebLink, ...]:
    """The links in *header*: the value of a `Link`, or of several joined by commas. What cannot be read is left out."""
    links = []
    position = 0
    while found := TARGET.match(header, position):
        position = found.end()
        given: dict[str, str] = {}
        while parameter := PARAMETER.match(header, position):
            position = parameter.end()
            name, quoted, plain = parameter.groups()
            # Of several rels the first counts (§3.3).
            given.setdefault(name.lower(), ESCAPED.sub(r"\1", quoted) if quoted is not None else plain or "")
        rels = tuple(given.get("rel", "").lower().split())
        links.append(WebLink(found[1].strip(), rels, given.get("anchor")))
    return tuple(links)
