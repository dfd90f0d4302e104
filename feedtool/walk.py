"""Which files lie below a folder, and whether any of them has changed since.

Runs before every build, so it imports next to nothing.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import time
from contextlib import suppress
from stat import S_ISDIR
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

PRUNED: Final = frozenset({"node_modules", "__pycache__"})
TICK_NS: Final = 20_000_000  # clocks of file systems move in steps of up to 10 ms;
COARSE_NS: Final = 2_000_000_000  # those that keep whole seconds only, of up to two


class Tree(NamedTuple):
    """What lies below a folder: folders and files, each relative to it, with "/", sorted."""

    folders: tuple[str, ...]  # "" is the folder itself
    files: tuple[str, ...]
    closed: tuple[tuple[str, str], ...]  # folders that cannot be read, and why
    leaving: tuple[str, ...] = ()  # symbolic links that lead out of the folder, or to nothing


def tree(root: str, *, skip: Collection[str] = (), drop: Callable[[str], bool] = lambda _: False) -> Tree:
    """Everything below *root* but dot files, dot folders, `node_modules`, the absolute paths in *skip*, and what
    *drop* says of a relative path. Symbolic links that leave *root* are not followed, and no folder is read twice.
    """
    folders: list[str] = []
    files: list[str] = []
    closed: list[tuple[str, str]] = []
    leaving: list[str] = []
    known: set[str] = set()
    real_root = os.path.realpath(root)
    waiting = [("", root)]
    links: list[tuple[str, str]] = []  # to folders: followed last, so that a folder has its own name
    while waiting or links:
        links.sort(reverse=True)
        relative, absolute = waiting.pop() if waiting else links.pop()
        real = os.path.realpath(absolute)
        if real in known:
            continue
        known.add(real)
        folders.append(relative)
        try:
            items = _items(absolute)
        except OSError as why:
            if not isinstance(why, FileNotFoundError):
                closed.append((relative, why.strerror or str(why)))
            continue
        for item in items:
            below = f"{relative}/{item.name}" if relative else item.name
            if item.path in skip or drop(below):
                continue
            if item.is_symlink() and not _inside(item.path, real_root):
                leaving.append(below)
                continue
            if item.is_dir():
                (links if item.is_symlink() else waiting).append((below, item.path))
            elif item.is_file():
                files.append(below)
    return Tree(tuple(sorted(folders)), tuple(sorted(files)), tuple(sorted(closed)), tuple(sorted(leaving)))


def _items(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as items:
        return [item for item in items if not item.name.startswith(".") and item.name not in PRUNED]


def _inside(link: str, root: str) -> bool:
    """Whether *link* leads to something that is there, and below *root*."""
    real = os.path.realpath(link)
    return os.path.exists(link) and (real == root or real.startswith(root.rstrip(os.sep) + os.sep))


def shown(path: str, root: str) -> str:
    """*path* as people see it, from *root*. A name that is no UTF-8 has marks in place of its bytes."""
    with suppress(ValueError):  # on another drive
        path = os.path.relpath(path, root)
    return os.fsencode(path).decode(errors="replace").replace(os.sep, "/")


class Look(NamedTuple):
    """What some folders look like: equal digests mean that nothing in them was touched."""

    folders: tuple[str, ...]  # absolute
    skip: frozenset[str]  # what was not looked at, absolute
    digest: str
    is_settled: bool  # False: a file is so fresh that its next change might not show


def look(folders: Iterable[str], *, skip: Iterable[str] = ()) -> Look:
    """The names, sizes and times of the files right in *folders* (absolute), the names of the folders in them. One of
    them may be a file, which nobody would see in its folder.
    """
    folders, skip = tuple(folders), frozenset(skip)
    digest = hashlib.sha256()
    newest = newest_coarse = 0
    for folder in folders:
        seen: list[tuple[str, int, int, int, int]] = []
        for item in _there(folder):
            if item.path in skip:
                continue
            stat = _stat(item)
            if stat is None or S_ISDIR(stat.st_mode):  # where a link leads may change without its name
                seen.append((item.name, 0, 0, 0, stat.st_ino if stat and item.is_symlink() else 0))
                continue
            # Windows tells no inode and no change of a name here: 0 there, which is as good on every run.
            seen.append((item.name, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino))
            newest = max(newest, stat.st_mtime_ns)
            if stat.st_mtime_ns % 1_000_000_000 == 0:
                newest_coarse = max(newest_coarse, stat.st_mtime_ns)
        seen.sort()
        # Version 2 has no references in it, so that equal values give equal bytes.
        digest.update(marshal.dumps((folder, seen), 2))
    now = time.time_ns()
    return Look(folders, skip, digest.hexdigest(), newest < now - TICK_NS and newest_coarse < now - COARSE_NS)


def _there(place: str) -> list[os.DirEntry[str]]:
    """What is in a folder, or the file that *place* is itself."""
    try:
        return _items(place)
    except NotADirectoryError:
        with suppress(OSError), os.scandir(os.path.dirname(place)) as items:
            return [item for item in items if item.path == place]
    except OSError:
        pass
    return []


def stat_of(path: str) -> list[int]:
    """What changes of a file when it is written: times, size, inode; [] where there is none."""
    try:
        stat = os.stat(path)
    except OSError:
        return []
    return [stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino]


def _stat(item: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return item.stat()
    except OSError:  # a link that leads nowhere, a path that is too long
        return None
