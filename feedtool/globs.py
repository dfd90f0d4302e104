"""Globs over paths that are known already: `*`, `?`, `[abc]`, and `**` for any number of folders.

The standard library's glob asks the disk instead, and follows every symbolic link and every node_modules there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

TOKEN: Final = re.compile(
    r"(?P<folders>(?:(?<=/)|^)\*\*/)|(?P<all>(?:(?<=/)|^)\*\*$)|(?P<any>\*+)|(?P<one>\?)"
    r"|\[(?P<no>!?)(?P<set>\][^\]/]*|[^\]/]+)\]|(?P<plain>.)",
    re.DOTALL,
)


def matches(path: str, globs: Iterable[str]) -> bool:
    """Whether one of *globs* matches the whole of *path*, which is relative, with "/"."""
    return any(compiled(glob).fullmatch(path) for glob in globs)


@lru_cache(maxsize=256)
def compiled(glob: str) -> re.Pattern[str]:
    """*glob* as a regular expression. Raises re.error where it has a range that is none, as in `[z-a]`."""
    glob = re.sub(r"^(?:\./|/)+|/+$", "", glob)
    return re.compile("".join(map(_piece, TOKEN.finditer(glob))), re.DOTALL)


def _piece(token: re.Match[str]) -> str:
    if token["set"] is not None:
        members = re.sub(r"([\\\[\]^&~|])", r"\\\1", token["set"])
        return f"[^/{members}]" if token["no"] else f"[{members}]"
    plain = {"folders": "(?:[^/]+/)*", "all": ".*", "any": "[^/]*", "one": "[^/]"}
    return plain.get(token.lastgroup or "") or re.escape(token["plain"])
