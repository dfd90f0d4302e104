"""The text of a file."""

from __future__ import annotations

import codecs
import re
from typing import Final

from feedtool import encodings
from feedtool.raw import SourceError

HEAD: Final = 2048  # bytes, in which a page names its encoding
CHARSET: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(path: str, *, is_page: bool = False) -> str:
    """What is in *path*, without byte order mark, lines ended by "\\n". A file that *is_page*, of HTML or saved as
    text, may have another encoding than UTF-8 where it says so. Raises SourceError, OSError.
    """
    with open(path, "rb") as file:
        data = file.read()
    if not data.strip():
        raise SourceError("F101", "an empty file", "a post", "write it, or take the file away")
    decoded = _declared(data) if is_page else None
    if decoded is None:
        decoded = _utf_8(data)
    return decoded.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _declared(data: bytes) -> str | None:
    """*data* in the encoding that it names itself; None where it names none, or does not keep to it."""
    found = CHARSET.search(data[:HEAD])
    try:
        if data.startswith(MARKS):
            return data.decode("utf-16")
        name = encodings.codec(found[1].decode("ascii")) if found else ""
        # UTF-8 is what it is, whatever an old head says of it.
        if not name or (name not in encodings.SEVEN_BITS and encodings.is_utf_8(data)):
            return None
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _utf_8(data: bytes) -> str:
    if data.startswith(MARKS):
        raise SourceError("F102", "text in UTF-16", "text in UTF-8", "save the file as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        line = data.count(b"\n", 0, why.start) + 1
        raise SourceError(
            "F102", f"the byte 0x{data[why.start]:02x}, which is no UTF-8", "text in UTF-8", "save the file as UTF-8",
            line=line,
        ) from None  # fmt: skip
