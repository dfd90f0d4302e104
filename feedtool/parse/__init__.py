"""Any RSS, Atom or JSON Feed to what it says: a table of names for each format. Nothing in a feed can do harm."""

from __future__ import annotations

import re
from typing import Final

from feedtool.parse import atom, jsonfeed, opml, rss, xml
from feedtool.parse.decode import decode
from feedtool.parse.document import Document, ParseError, Served
from feedtool.parse.mend import A_FEED

__all__ = ["Document", "ParseError", "Served", "opml", "read"]

JSON: Final = re.compile(r"\s*[{\[]")
READERS: Final = {"rss": rss.read, "rdf:rdf": rss.read, "atom:feed": atom.read}


def read(data: bytes, *, url: str = "", charset: str = "", most: int | None = None) -> Document:
    """The feed that *data* is. *url* is where it came from, which relative addresses are seen from; *charset* is what
    the Content-Type that came with it says, which counts where the bytes themselves do not tell. *most* is how many
    entries it may have.

    Raises ParseError where it is no feed, or not all of one, or one of too many entries.
    """
    text = decode(data, charset).lstrip("\ufeff")
    if JSON.match(text):
        return jsonfeed.read(text, url, most)
    root = xml.parse(text)
    if root.tag == "feed":  # Atom whose namespace somebody forgot
        for node in root.iter("{}*"):
            node.tag = f"{{{xml.PREFIXES['atom']}}}{node.tag}"
    reader = READERS.get(xml.name_of(root.tag))
    if reader is None:
        raise ParseError("XML in a namespace that is none of a feed", A_FEED)
    return reader(root, url, most)
