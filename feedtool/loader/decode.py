"""The text of a file."""

from __future__ import annotations

from feedtool.raw import SourceError


def decode(path: str) -> str:
    """What is in *path*, without byte order mark, lines ended by "\\n". Raises SourceError, OSError."""
    with open(path, "rb") as file:
        data = file.read()
    if not data.strip():
        raise SourceError("F101", "an empty file", "a post", "write it, or take the file away")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError("F102", "text in UTF-16", "text in UTF-8", "save the file as UTF-8")
    try:
        decoded = data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        line = data.count(b"\n", 0, why.start) + 1
        raise SourceError(
            "F102", f"the byte 0x{data[why.start]:02x}, which is no UTF-8", "text in UTF-8", "save the file as UTF-8",
            line=line,
        ) from None  # fmt: skip
    return decoded.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
