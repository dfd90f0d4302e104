"""What Quarto puts into a text before it is rendered: what its code printed, kept in _freeze, and other files."""

from __future__ import annotations

import os
import re
from hashlib import md5
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.tables import table_of
from feedtool.raw import SourceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.raw import Beside

HEAD: Final = re.compile(r"\s*---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
INCLUDE: Final = re.compile(r"(?<!\{)\{\{<\s+include\s+[\"']?([^\s\"'>]+)[\"']?\s+>\}\}(?!\})")
DEEPEST: Final = 5  # files in files


def frozen(path: str, project: str, metadata: Mapping[str, Any], beside: Beside) -> str | None:
    """The text of the post at *path* with what its code printed, where the folder *project* keeps it; None where it
    does not, or is of another text: of an older one Quarto takes it where `freeze` is true.
    """
    own = os.path.join(beside.folder, path)
    stem = os.path.splitext(os.path.relpath(own, project))[0]
    try:
        kept = beside.data(os.path.join(project, "_freeze", stem, "execute-results", "html.json"))
    except SourceError:
        return None
    text = table_of(kept, "result").get("markdown") if isinstance(kept, dict) else None
    if not isinstance(text, str):
        return None
    said = metadata.get("freeze", table_of(metadata, "execute").get("freeze"))
    return HEAD.sub("", text, count=1) if str(said).lower() == "true" or kept.get("hash") == _hash(own) else None


def _hash(file: str) -> str:
    try:
        with open(file, "rb") as source:
            return md5(source.read(), usedforsecurity=False).hexdigest()
    except OSError:
        return ""


def with_files(text: str, folder: str, project: str, beside: Beside, depth: int = 0) -> str:
    """*text*, of a file in *folder*, with the files of the project that its shortcodes include."""

    def included(found: re.Match[str]) -> str:
        base = project if found[1].startswith("/") else folder
        file = os.path.normpath(os.path.join(base, found[1].lstrip("/")))
        if depth == DEEPEST or not file.startswith(os.path.join(project, "")):
            return found[0]
        try:
            inner = beside.text(file)
        except SourceError:
            return found[0]
        return found[0] if inner is None else with_files(inner.strip("\n"), folder, project, beside, depth + 1)

    return INCLUDE.sub(included, text) if "{{<" in text else text
