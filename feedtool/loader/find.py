"""Which files are posts: those of a folder that its source names, and never what feedtool wrote."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from feedtool import globs, presets, walk
from feedtool.errors import Place, Problem, quoted
from feedtool.loader.sources import check_needs, kind_of, missing

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from feedtool.loader.sources import Source
    from feedtool.raw import SourceType


class Found(NamedTuple):
    """The files that are posts, each with its source; where they were looked for; what was wrong there."""

    files: list[tuple[int, str]]
    folders: list[str]  # absolute
    problems: list[Problem]
    warnings: list[Problem]


def find(sources: Sequence[Source], skip: frozenset[str], root: str) -> Found:
    found = Found([], [], [], [])
    taken: set[str] = set()
    for index, source in enumerate(sources):
        if source.is_address:
            found.files.append((index, ""))  # what came from there stands for it
            continue
        kind = kind_of(source)
        check_needs(source, kind)
        if os.path.isfile(source.path):
            tree = walk.Tree(("",), (os.path.basename(source.path),), ())
            files: Sequence[str] = tree.files
        elif os.path.isdir(source.path):
            tree = walk.tree(source.path, skip=skip, drop=partial(globs.matches, globs=_excluded(source)))
            files = [file for file in tree.files if _is_post(file, source, kind)]
        else:
            raise missing(source, root)
        found.folders.extend(
            os.path.join(source.folder, folder) if folder else source.folder for folder in tree.folders
        )
        found.warnings.extend(
            _leaving(os.path.join(source.folder, link), root)
            for link in tree.leaving if "." not in os.path.basename(link) or _is_post(link, source, kind)
        )  # fmt: skip
        found.problems.extend(_closed(os.path.join(source.folder, folder), why, root) for folder, why in tree.closed)
        if not files:
            found.warnings.append(_empty(source, kind, root))
        for file in files:
            path = os.path.join(source.folder, file)
            if path not in taken:
                taken.add(path)
                found.files.append((index, file))
    return found


def _is_post(file: str, source: Source, kind: SourceType) -> bool:
    """Whether the source takes *file*; a generator takes files by their suffix, whatever `include` says beside it."""
    suffixes = presets.named(source.preset).suffixes if source.type == "markdown" else ()
    if source.include and not globs.matches(file, source.include):
        return False
    return file.lower().endswith(suffixes or kind.suffixes) if suffixes or not source.include else True


def _excluded(source: Source) -> tuple[str, ...]:
    """What is no post: what the site excludes, and the folders that its generator builds into."""
    return (*source.exclude, *presets.named(source.preset).outputs)


def _leaving(path: str, root: str) -> Problem:
    return Problem(
        code="F115", place=Place(walk.shown(path, root)), found="a symbolic link that leads out of the source's folder",
        expected="posts in the folder", remedy="make what it leads to a source of its own, or exclude the link",
    )  # fmt: skip


def _closed(folder: str, why: str, root: str) -> Problem:
    return Problem(
        code="F100", place=Place(walk.shown(folder, root)), found=f"a folder that cannot be read ({why})",
        expected="a folder that can be read", remedy="check its permissions, or name it in exclude",
    )  # fmt: skip


def _empty(source: Source, kind: SourceType, root: str) -> Problem:
    return Problem(
        code="C012", place=source.place, found=f"{quoted(walk.shown(source.path, root))}, in which no file is a post",
        expected=f"files that match {', '.join(source.include)}" if source.include
        else f"files that end in {', '.join(kind.suffixes)}",
        remedy="correct path, include or exclude, or write a post",
    )  # fmt: skip


def barren(source: Source, whys: Counter[str], root: str) -> Problem:
    """What is told where every file of *source* was passed over, *whys*: its address may be wrong, or its preset."""
    said = ", ".join(f"{count}: {why}" for why, count in whys.most_common(3))
    return Problem(
        code="C014", place=source.place,
        found=f"{quoted(walk.shown(source.path, root))}, whose files are no posts ({said})", expected="posts",
        remedy="feedtool posts tells of each file why; correct url in [site], or path and include",
    )  # fmt: skip


def surroundings(folders: Sequence[str], skip: frozenset[str]) -> tuple[list[str], frozenset[str]]:
    """Where a look goes and what it leaves out, so that what feedtool writes there changes nothing of it: neither its
    files, in *skip*, nor the folders that it makes for them.
    """
    above = {folder for path in skip for folder in _above(path)}
    known = set(folders)
    made = (folder for folder in sorted(above) if folder not in known and not known.isdisjoint(_above(folder)))
    return [*dict.fromkeys(folders), *made], skip | above


def _above(path: str) -> Iterator[str]:
    while (folder := os.path.dirname(path)) != path:
        yield folder
        path = folder
