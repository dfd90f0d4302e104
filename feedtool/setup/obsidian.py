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
    """What the vault's own settings say: which notes are templates."""
    said = (folder.data(".obsidian/templates.json"), folder.data(".obsidian/daily-notes.json"))
    templates = said[0].get("folder")
    exclude = [f"{templates.strip('/')}/**"] if isinstance(templates, str) and templates.strip("/") else []
    template = said[1].get("template")
    if isinstance(template, str) and template.strip("/"):
        exclude.append(template.strip("/").removesuffix(".md") + ".md")
    count = len(folder.matching("**/*.md")) - len(folder.matching(*exclude) if exclude else ())
    return Settings(
        preset="obsidian", shown="Obsidian", config=".obsidian",
        posts=(Posts(path=".", exclude=tuple(exclude), count=count),),
        notes=("Notes without a date are passed over; those with publish: false stay out.",),
    )  # fmt: skip
