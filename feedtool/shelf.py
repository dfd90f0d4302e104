"""Texts of others that need not be in memory all at once: what there is no room for lies in a file without a name."""

from __future__ import annotations

import weakref
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Final

ROOM: Final = 16_000_000  # characters of all texts that stay in memory
LEAST: Final = 500  # characters; less is not worth it


class Shelf:
    """Where texts are put, by one thread; *room* is for how many characters there is some in memory, None: as usual.
    Its file is there as long as it is, or anything on it.
    """

    room = ROOM

    def __init__(self, room: int | None = None) -> None:
        self._left, self._end = self.room if room is None else room, 0
        self._file: IO[bytes] | None = None

    def put(self, text: str) -> Shelved | None:
        """*text*, put away; None where there is still room for it in memory, or none on the disk."""
        if len(text) <= max(self._left, LEAST):
            self._left -= len(text)
            return None
        data = text.encode(errors="surrogatepass")
        with suppress(OSError):
            file = self._opened()
            file.seek(self._end)
            file.write(data)
            file.flush()
            shelved = Shelved(self, self._end, len(data))
            self._end += len(data)
            return shelved
        return None

    def read(self, at: int, length: int) -> bytes:
        """What lies there, in bytes."""
        file = self._opened()
        file.seek(at)
        return file.read(length)

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            import tempfile

            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the shelf
            weakref.finalize(self, self._file.close)
        return self._file


@dataclass(frozen=True, slots=True, eq=False)
class Shelved:
    """A text that was put away."""

    shelf: Shelf
    at: int  # bytes
    length: int

    def read(self) -> str:
        """The text itself."""
        return self.shelf.read(self.at, self.length).decode(errors="surrogatepass")
