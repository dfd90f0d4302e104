"""Obsidian vaults, published by Publish or by a generator that keeps their names. What its rules rest on is Obsidian's
help ("Properties", "Permalinks"): it was read, not run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedtool.presets import Preset
from feedtool.raw import NoPost

if TYPE_CHECKING:
    from feedtool.presets import Place
    from feedtool.raw import Beside, Raw


BOARDS: Final = frozenset({"excalidraw-plugin", "kanban-plugin"})


def prepare(raw: Raw, path: str, _: Beside) -> Raw:
    """*raw*, where it is a note."""
    if not BOARDS.isdisjoint(raw.metadata) or path.lower().endswith(".excalidraw.md"):
        raise NoPost("a drawing or a board, and no text")
    return raw


def title_of(path: str) -> str:
    """A note is called what its file is called."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _path(place: Place) -> str:
    return place.path.rpartition(".")[0].replace(" ", "+")


PRESET: Final = Preset(
    name="obsidian",
    keys={
        "published": ("date", "published", "created", "created_at", "publish_date"),
        "updated": ("updated", "modified", "updated_at", "date_modified"),
        "link": ("permalink",),
        "id": (),
        "categories": ("categories", "category"),
    },
    prepare=prepare,
    must_have_date=False,
    url="/{path}",
    words={"path": _path},
    title_from_heading=False,
    title_of_path=title_of,
    passes=("obsidian",),
)
