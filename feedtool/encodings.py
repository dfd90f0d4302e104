"""What a document means by the name of an encoding."""

from __future__ import annotations

import codecs
import re
from typing import Final

# What the web means by a name (Encoding Standard, "Names and labels"), where Python means less by it.
WIDER: Final = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030",
    "euc_kr": "cp949", "iso8859-9": "cp1254", "tis-620": "cp874", "big5": "big5hkscs",
}  # fmt: skip
KNOWN: Final = re.compile(r"(?:ascii|big5|cp\d|euc_|gb|hz|iso|johab|koi8|mac|shift_jis|tis)")  # Python has odd ones too
SEVEN_BITS: Final = frozenset({"iso2022_jp", "hz"})  # nothing but ASCII to look at


def codec(label: str) -> str:
    """Python's name of the encoding that *label* means to the web; "" where that is UTF-8, UTF-16 or unknown."""
    try:
        name = codecs.lookup(label.strip().lower().removeprefix("x-")).name
    except (LookupError, ValueError):
        return ""
    return WIDER.get(name, name) if KNOWN.match(name) else ""


def is_utf_8(data: bytes) -> bool:
    """Whether all of *data* is UTF-8, with a byte order mark or without."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True
