"""An Obsidian vault. Where it is published stands on a server, not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from feedtool.setup.folder import Folder


def is_one(folder: Folder) -> bool:
    """Whether a folder is a vault."""
    return bool(folder.has_folder(".obsidian"))


def settings(folder: Folder) -> Settings:
    """What the vault's own settings say: which notes are templates, and which a diary."""
    daily = folder.data(".obsidian/daily-notes.json")
    templates = (
        folder.data(".obsidian/templates.json").get("folder"),
        folder.data(".obsidian/plugins/templater-obsidian/data.json").get("templates_folder"),
    )
    exclude = [f"{name}/**" for name in dict.fromkeys(map(_path, templates)) if name]
    if template := _path(daily.get("template")).removesuffix(".md"):
        exclude.append(f"{template}.md")
    notes = ["Notes without a date are passed over; those with publish: false stay out."]
    if diary := _path(daily.get("folder")):
        exclude.append(f"{diary}/**")
        notes.append(f"Daily notes, in {diary}, stay out: take them out of exclude to publish them.")
    count = len(folder.matching("**/*.md")) - len(folder.matching(*exclude) if exclude else ())
    return Settings(
        preset="obsidian", shown="Obsidian", config=".obsidian",
        posts=(Posts(path=".", exclude=tuple(exclude), count=count),), notes=tuple(notes),
    )  # fmt: skip


def _path(said: object) -> str:
    """A path of the vault's settings, which may begin or end with "/"."""
    return said.strip("/ ") if isinstance(said, str) else ""
