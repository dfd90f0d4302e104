"""Obsidian vaults, published by Publish or by a generator that keeps their names. What its rules rest on is Obsidian's
help ("Properties", "Permalinks"): it was read, not run.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from feedtool import walk
from feedtool.presets import HIDDEN, Preset
from feedtool.raw import NoPost

if TYPE_CHECKING:
    from feedtool.presets import Place
    from feedtool.raw import Beside, Raw


BOARDS: Final = frozenset({"excalidraw-plugin", "kanban-plugin"})


# What Publish and Quartz, and the Digital Garden, ask of a note that is to be published.
WANTED: Final = ("publish", "dg-publish")
YES: Final = re.compile(rb"^(publish|dg-publish)[ \t]*:[ \t]*(?:true|yes|on)[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
HEAD: Final = 4096  # bytes, in which properties stand
TAG: Final = re.compile(r"(?<![^\s(])#(?=[\w/-]*[^\W\d])([\w/-]+)")
CODE: Final = re.compile(
    r"^[ \t>]*(`{3,}|~{3,}).*?^[ \t>]*\1|%%.*?%%|`[^`\n]*`|\]\([^()\n]*\)|\$\$.*?\$\$", re.MULTILINE | re.DOTALL
)


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw*, where it is a note that is published, with the tags in its text.

    Where one note of a vault asks to be published, or the plugin that asks for it is there, those that do not stay out.
    """
    if not BOARDS.isdisjoint(raw.metadata) or path.lower().endswith(".excalidraw.md"):
        raise NoPost("a drawing or a board, and no text")
    asked: frozenset[str] = beside.once("published notes", lambda: _asked(beside))
    if asked and not any(raw.metadata.get(key) in (True, "true", "yes") for key in asked):
        raise NoPost(
            f"a note that is not published: it does not say {' or '.join(f'{key}: true' for key in sorted(asked))}"
        )
    return _with_tags(raw)


def _asked(beside: Beside) -> frozenset[str]:
    """The keys that say of notes in this vault that they are to be published."""
    asked = set()
    if "digitalgarden" in (beside.text(os.path.join(beside.folder, ".obsidian", "community-plugins.json")) or ""):
        asked.add("dg-publish")
    for file in walk.tree(beside.folder).files:
        if file.lower().endswith(".md") and len(asked) < len(WANTED):
            asked.update(found.decode().lower() for found in YES.findall(_head(os.path.join(beside.folder, file))))
    return frozenset(asked)


def _head(file: str) -> bytes:
    """The properties of a note, as far as they can be read."""
    try:
        with open(file, "rb") as note:
            head = note.read(HEAD)
    except OSError:
        return b""
    return head.partition(b"\n---")[0] if head.removeprefix(b"\xef\xbb\xbf").startswith(b"---") else b""


def _with_tags(raw: Raw) -> Raw:
    """*raw* with the #tags in its text, which are tags as its properties' are."""
    if "#" not in raw.body or not (inside := dict.fromkeys(TAG.findall(CODE.sub("", raw.body)))):
        return raw
    key = next((name for name in raw.metadata if name.lower() in {"tags", "tag"}), "tags")
    said = raw.metadata.get(key)
    before = said if isinstance(said, list) else re.split(r"[,\s]+", said) if isinstance(said, str) else []
    tags = dict.fromkeys(str(tag).lstrip("#") for tag in (*before, *inside) if tag)
    return replace(raw, metadata={**raw.metadata, key: list(tags)})


def title_of(path: str) -> str:
    """A note is called what its file is called."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _path(place: Place) -> str:
    return place.path.rpartition(".")[0].replace(" ", "+")


PRESET: Final = Preset(
    name="obsidian",
    keys={
        "published": ("date", "published", "created", "created_at", "publish_date", "dg-created"),
        "updated": ("updated", "modified", "updated_at", "date_modified", "dg-updated"),
        "link": ("permalink", "dg-permalink"),
        "id": (),
        "categories": ("categories", "category"),
    },
    hidden=(*HIDDEN, ("dg-publish", False)),
    prepare=prepare,
    must_have_date=False,
    url="/{path}",
    words={"path": _path},
    title_from_heading=False,
    title_of_path=title_of,
    passes=("obsidian",),
)
