"""OPML: lists of feeds, as readers export them."""

from __future__ import annotations

from typing import Final

from feedtool.parse import xml
from feedtool.parse.decode import decode
from feedtool.parse.mend import root_of

ROOTS: Final = frozenset({"opml"})
A_LIST: Final = "a list of feeds (OPML)"
KEY: Final = "xmlurl"  # in small letters: it is written in several ways


def is_one(data: bytes, charset: str = "") -> bool:
    """Whether *data* is a list of feeds, or half of one. *charset* is that of its Content-Type."""
    return root_of(decode(data, charset).lstrip("\ufeff")) in ROOTS


def read(data: bytes, charset: str = "") -> tuple[str, ...]:
    """The feeds that the list *data* names, however deep, in its order and each once; addresses as they are written,
    which may be relative. Raises ParseError.
    """
    root = xml.parse(decode(data, charset).lstrip("\ufeff"), roots=ROOTS, expected=A_LIST)
    found = (
        str(value).strip() for outline in root.iter("{*}outline") for key, value in outline.items()
        if str(key).lower() == KEY
    )  # fmt: skip
    return tuple(dict.fromkeys(filter(None, found)))
