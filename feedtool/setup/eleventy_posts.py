"""Where the pages of a list of Eleventy's lie, as sources of feedtool."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from feedtool import globs
from feedtool.setup.folder import joined
from feedtool.setup.settings import Posts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedtool.setup.folder import Folder

MOST: Final = 4  # braces in a glob; each doubles it at least


def by_globs(folder: Folder, code: str) -> list[Posts]:
    """The sources that are what getFilteredByGlob finds in a collection's *code*; none where it is not called."""
    found = re.search(r"getFilteredByGlob\(\s*+([^()]*+)\)", code)
    said = re.findall(r"[\"'`](!?)(?:\./)?([^\"'`]+)[\"'`]", found[1] if found else "")
    globs_ = [(mark, glob) for mark, one in said for glob in _braces(one)]
    places: dict[str, list[str]] = {}  # a folder to the globs below it
    for mark, glob in globs_:
        path = re.split(r"[*?\[]", glob, maxsplit=1)[0].rpartition("/")[0]
        if not mark:
            places.setdefault(path or ".", []).append(glob[len(path) + 1 :] if path else glob)
    return [_posts(folder, path, include, [glob for mark, glob in globs_ if mark]) for path, include in places.items()]


def _posts(folder: Folder, path: str, include: list[str], exclude: list[str]) -> Posts:
    prefix = "" if path == "." else f"{path}/"
    others = tuple(glob.removeprefix(prefix) for glob in exclude if glob.startswith(prefix))
    files = set(folder.matching(*(joined(path, glob) for glob in include))) - set(folder.matching(*exclude))
    return Posts(
        path=path, include=() if include == ["**/*.md"] else tuple(include), exclude=others, count=len(files)
    )  # fmt: skip


def _braces(glob: str) -> list[str]:
    """`*.{md,html}` as two globs."""
    found = re.search(r"\{([^{}]*)\}", glob)
    if found is None or glob.count("{") > MOST:
        return [glob]
    return [one for part in found[1].split(",") for one in _braces(glob[: found.start()] + part + glob[found.end() :])]


def around(members: Sequence[str], pages: Sequence[str]) -> Posts:
    """The one source that has all *members* and no other of *pages*."""
    path = os.path.commonpath([os.path.dirname(file) or "." for file in members]) if members else "."
    path = path.replace(os.sep, "/") or "."
    prefix = "" if path == "." else f"{path}/"
    inside = [file.removeprefix(prefix) for file in pages if file.startswith(prefix)]
    ours = {file.removeprefix(prefix) for file in members}
    if ours == set(inside):
        return Posts(path=path, count=len(members))
    include = sorted({f"{file.partition('/')[0]}/**" if "/" in file else file for file in ours})
    exclude = sorted(file for file in inside if file not in ours and globs.matches(file, include))
    return Posts(path=path, include=tuple(include), exclude=tuple(exclude), count=len(members))
