"""The text of a file."""

from __future__ import annotations

import codecs
import re
from typing import Final

from feedtool.raw import SourceError

HEAD: Final = 2048  # bytes, in which a page names its encoding
CHARSET: Final = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
# What the web means by a name (Encoding Standard, "Names and labels"), where Python means less by it.
WIDER: Final = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030",
    "euc_kr": "cp949", "iso8859-9": "cp1254", "tis-620": "cp874", "big5": "big5hkscs",
}  # fmt: skip
KNOWN: Final = re.compile(r"(?:ascii|big5|cp\d|euc_|gb|hz|iso|johab|koi8|mac|shift_jis|tis)")  # Python has odd ones too
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
        name = codecs.lookup(found[1].decode("ascii").lower().removeprefix("x-")).name if found else ""
        # UTF-8 is what it is, whatever an old head says of it; but these two are nothing but ASCII to look at.
        if not KNOWN.match(name) or (name not in {"iso2022_jp", "hz"} and _is_utf_8(data)):
            return None
        return data.decode(WIDER.get(name, name))
    except (LookupError, UnicodeDecodeError):
        return None


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


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
