"""Which files lie below a folder, and whether any of them has changed since.

Runs before every build, so it imports next to nothing.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import time
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

PRUNED: Final = frozenset({"node_modules", "__pycache__"})
TICK_NS: Final = 20_000_000  # clocks of file systems move in steps of up to 10 ms;
COARSE_NS: Final = 2_000_000_000  # those that keep whole seconds only, of up to two


class Tree(NamedTuple):
    """What lies below a folder: folders and files, each relative to it, with "/", sorted."""

    folders: tuple[str, ...]  # "" is the folder itself
    files: tuple[str, ...]


def tree(root: str, *, skip: Collection[str] = (), drop: Callable[[str], bool] = lambda _: False) -> Tree:
    """Everything below *root* but dot files, dot folders, `node_modules`, the absolute paths in *skip*, and what
    *drop* says of a relative path. Symbolic links that leave *root* are not followed.
    """
    folders, files = [""], []
    real_root = os.path.realpath(root)
    waiting = [("", root)]
    while waiting:
        relative, absolute = waiting.pop()
        for item in _items(absolute):
            below = f"{relative}/{item.name}" if relative else item.name
            if item.path in skip or drop(below) or (item.is_symlink() and not _inside(item.path, real_root)):
                continue
            if item.is_dir():
                if not (item.is_symlink() and _is_loop(item.path)):
                    folders.append(below)
                    waiting.append((below, item.path))
            elif item.is_file():
                files.append(below)
    return Tree(tuple(sorted(folders)), tuple(sorted(files)))


def _items(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as items:
            yield from (item for item in items if not item.name.startswith(".") and item.name not in PRUNED)
    except FileNotFoundError:
        return


def _inside(path: str, root: str) -> bool:
    real = os.path.realpath(path)
    return real == root or real.startswith(root.rstrip(os.sep) + os.sep)


def _is_loop(path: str) -> bool:
    return os.path.abspath(path).startswith(os.path.realpath(path) + os.sep)


class Look(NamedTuple):
    """What some folders look like: equal digests mean that nothing in them was touched."""

    digest: str
    is_settled: bool  # False: a file is so fresh that its next change might not show


def look(folders: Iterable[str], *, skip: Collection[str] = ()) -> Look:
    """The names, sizes and times of the files right in *folders* (absolute), the names of the folders in them."""
    digest = hashlib.sha256()
    newest = newest_coarse = 0
    for folder in folders:
        seen: list[tuple[str, int, int, int, int]] = []
        for item in _items(folder):
            if item.path in skip:
                continue
            stat = item.stat(follow_symlinks=True) if _exists(item) else None
            if stat is None or item.is_dir():
                seen.append((item.name, 0, 0, 0, 0))
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
    return Look(digest.hexdigest(), newest < now - TICK_NS and newest_coarse < now - COARSE_NS)


def _exists(item: os.DirEntry[str]) -> bool:
    return not item.is_symlink() or os.path.exists(item.path)
