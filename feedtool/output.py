"""Bytes to files: whole or not at all, and only those that change.

Every file is written under a temporary name beside its place, synced, and renamed when all of them are ready. The
temporary name of a file is always the same, so that the next build finds what a killed one left.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from feedtool.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class Target(NamedTuple):
    """A file that shall be."""

    path: str  # absolute
    data: bytes | Callable[[], bytes]  # or what makes them, of what need not be in memory with all the others


def read(path: str) -> bytes | None:
    """What stands at *path* now; None where nothing does. Raises OutputError."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise OutputError(f"{path} is there, and no file. Take it away, or choose another name in [output] files.")
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as why:
        raise OutputError(f"{path} cannot be read: {why.strerror}. Is it a file, and yours?") from why


def refuse_foreign(paths: Iterable[str]) -> None:
    """Raises OutputError where there are *paths*: files that would be replaced, and that feedtool did not write."""
    if foreign := ", ".join(paths):
        raise OutputError(
            f"{foreign}: there, but not written by feedtool. Nothing was written.\n"
            "    Set take_over = true in [output] if it may be replaced, else choose other names in [output] files."
        )


def write(targets: Sequence[Target]) -> None:
    """Put all *targets* in their places. Raises OutputError; each is then old or new, and whole."""
    # Two names of one file, through a link, are one target: the last says what it holds, as it would alone.
    targets = list({os.path.realpath(target.path): target for target in targets}.values())
    try:
        for target in targets:
            _write_temporary(target)
        for target in targets:
            os.replace(_temporary(target.path), os.path.realpath(target.path))
        for folder in {os.path.dirname(os.path.realpath(target.path)) for target in targets}:
            _sync_folder(folder)
    except OSError as why:
        sweep(target.path for target in targets)
        raise OutputError(
            f"{why.filename or 'a feed'} cannot be written: {why.strerror}. No feed is half-written."
        ) from why


def sweep(paths: Iterable[str]) -> None:
    """Remove what a build that was killed left of *paths*."""
    for path in paths:
        with suppress(OSError):
            os.unlink(_temporary(path))


def _temporary(path: str) -> str:
    folder, name = os.path.split(os.path.realpath(path))
    return os.path.join(folder, f".{name}.feedtool-tmp")


def _write_temporary(target: Target) -> None:
    real = os.path.realpath(target.path)
    os.makedirs(os.path.dirname(real), exist_ok=True)
    with open(_temporary(target.path), "wb") as file:
        file.write(target.data if isinstance(target.data, bytes) else target.data())
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileNotFoundError):
        os.chmod(_temporary(target.path), stat.S_IMODE(os.stat(real).st_mode))


def _sync_folder(folder: str) -> None:
    """Make the new names last through a power cut, where the system lets folders be synced."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
