"""`.feedtool/look`: the last build, remembered. May be deleted at any moment; the next build then reads everything."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from typing import Any, Final

from feedtool import walk

NAME: Final = "look"
VERSION: Final = 1


def recall(folder: str, name: str = NAME) -> dict[str, Any] | None:
    """What the last build kept, of this version of the file; None where nothing usable is there."""
    import json

    try:
        with open(os.path.join(folder, name), "rb") as file:
            kept = json.loads(file.read())
    except (OSError, ValueError, RecursionError):
        return None
    return kept if isinstance(kept, dict) and kept.get("version") == VERSION else None


def remember(folder: str, kept: dict[str, Any], name: str = NAME) -> None:
    """Keep *kept*. What cannot be kept is only looked up again, so that a failure is none."""
    import json

    path = os.path.join(folder, name)
    with suppress(OSError):
        with open(f"{path}.tmp", "w", encoding="utf-8") as file:
            json.dump({"version": VERSION, **kept}, file)
        os.replace(f"{path}.tmp", path)


def files_written(kept: dict[str, Any] | None) -> frozenset[str]:
    """The files that the last build lists, absolute: a site that was moved knows its feeds by their generator."""
    files = (kept or {}).get("files")
    return frozenset(files) if isinstance(files, dict | list) else frozenset()


def key_of(file: str, **options: bool) -> list[Any]:
    """Everything beside the posts that a build depends on: the configuration, the options, and all code.

    Asking the installed packages for their versions would cost more than the whole look; their folder's time says
    as much.
    """
    try:
        with open(file, "rb") as opened:
            digest = hashlib.sha256(opened.read()).hexdigest()
    except OSError:
        digest = ""
    here = os.path.dirname(os.path.abspath(__file__))
    code = walk.look(
        [here, *(item.path for item in os.scandir(here) if item.is_dir() and item.name not in walk.PRUNED)]
    )
    packages = [os.stat(path).st_mtime_ns for path in sys.path if path.endswith("-packages") and os.path.isdir(path)]
    return [sys.version, os.path.basename(file), digest, options, code.digest, packages]
