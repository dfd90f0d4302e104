"""The body of an answer: whole, unpacked, and not larger than it may be."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING, Final, Protocol

from urllib3.exceptions import HTTPError

from feedtool.fetch import failures
from feedtool.fetch.failures import Failed

if TYPE_CHECKING:
    from collections.abc import Callable

    from requests import Response

LIMIT: Final = 20_000_000  # bytes
PART: Final = 65_536  # bytes that are read at once


class _Reader(Protocol):
    def read(self, size: int, /) -> bytes: ...


def body_of(response: Response, limit: int = LIMIT) -> bytes:
    """The bytes of *response*, at most *limit* of them when they are unpacked. Raises Failed, also where it ends
    early.
    """
    data = bytearray()
    read_into(data.extend, response, limit)
    return bytes(data)


def read_into(take: Callable[[bytes], object], response: Response, limit: int = LIMIT) -> None:
    """Give *take* the bytes of `body_of`, part by part. Raises Failed, also when it has taken some, and what it raises.

    GzipFile unpacks no more than it is asked for, and, other than requests, notices where the end is missing.
    """
    if (response.raw.length_remaining or 0) > limit:  # as its Content-Length says
        raise _too_large(limit)
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip"}:
        raise Failed(f"it is packed ({packing}) in a way that nobody asked for", "Its server must be told not to.")
    reader: _Reader = gzip.GzipFile(fileobj=response.raw) if "gzip" in packing else response.raw
    size = 0
    try:
        # What is short of its Content-Length is noticed by the read after the last one.
        while size <= limit and (part := reader.read(PART)):
            take(part)
            size += len(part)
    except EOFError as error:
        raise failures.broken_off() from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise Failed("it is packed, and damaged", "Its server must mend it.") from error
    except HTTPError as error:
        raise failures.of_error(error) from error
    if size > limit:
        raise _too_large(limit)


def _too_large(limit: int) -> Failed:
    return Failed(f"it is larger than {limit / 1e6:g} MB", "Choose a smaller one.")
