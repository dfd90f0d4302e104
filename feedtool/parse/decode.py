"""The bytes of a feed to its text. What the bytes are counts for more than what is said of them."""

from __future__ import annotations

import codecs
import re
from typing import Final

from feedtool import encodings

MARKS: Final = (  # the longer ones first: that of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
UNMARKED: Final = re.compile(rb"[<{\s](\0)|(\0)[<{\s]")
DECLARED: Final = re.compile(rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']\s*([\w.:-]+)""")
HEAD: Final = 2048  # bytes, in which a document names its encoding; warnings may stand before it
LAST: Final = "cp1252"  # has a meaning for nearly every byte


def decode(data: bytes, charset: str = "") -> str:
    """*data* as text: by its byte order mark, as UTF-8 where it is that, by its own declaration, by the *charset* that
    came with it, and else as windows-1252.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if zero := UNMARKED.match(data):
        return data.decode("utf-16-le" if zero[1] is not None else "utf-16-be", "replace")
    found = DECLARED.search(data[:HEAD])
    names = [encodings.codec(found[1].decode("ascii")) if found else "", encodings.codec(charset)]
    if not (b"\x1b" in data and encodings.SEVEN_BITS & set(names)):
        names.insert(0, "utf-8")
    for name in [*filter(None, names), LAST]:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")  # the few bytes that windows-1252 has no meaning for are controls to browsers too
