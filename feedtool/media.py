"""Media types by the suffixes of files."""

from __future__ import annotations

import re
from typing import Final

# A table of our own: the system's differs from machine to machine, and with it the bytes of a feed.
TYPES: Final = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "m4b": "audio/mp4", "aac": "audio/aac", "ogg": "audio/ogg",
    "oga": "audio/ogg", "opus": "audio/ogg", "flac": "audio/flac", "wav": "audio/wav", "weba": "audio/webm",
    "mka": "audio/matroska", "aif": "audio/aiff", "aiff": "audio/aiff",
    "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "mov": "video/quicktime", "ogv": "video/ogg",
    "mkv": "video/matroska", "avi": "video/x-msvideo", "mpg": "video/mpeg", "mpeg": "video/mpeg", "3gp": "video/3gpp",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "svg": "image/svg+xml",
    "pdf": "application/pdf", "epub": "application/epub+zip", "zip": "application/zip", "gz": "application/gzip",
    "7z": "application/x-7z-compressed", "torrent": "application/x-bittorrent",
    "mobi": "application/x-mobipocket-ebook", "txt": "text/plain", "csv": "text/csv", "json": "application/json",
}  # fmt: skip


def type_of(url: str) -> str | None:
    """The media type of the file that *url* names; None where its suffix tells none."""
    name = re.split(r"[?#]", url, maxsplit=1)[0].rpartition("/")[2]
    return TYPES.get(name.rpartition(".")[2].lower())
