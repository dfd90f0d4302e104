"""Lektor's project file, its content, and where its feed plugin puts the feeds."""

from __future__ import annotations

import os
from configparser import ConfigParser, Error
from typing import TYPE_CHECKING, Final

from feedtool.presets.lektor import FILE
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from feedtool.setup.folder import Folder

TEMPLATES: Final = "A model has a slug_format, which is a template and not read: say where those posts live in url."
LIMIT: Final = 50  # entries in a feed of lektor-atom, unless it says otherwise


def is_one(folder: Folder) -> bool:
    """Whether a folder is a project of Lektor's."""
    return bool(_project(folder))


def _project(folder: Folder) -> str:
    return next((file for file in folder.files if file.endswith(".lektorproject") and "/" not in file), "")


def _read(folder: Folder, path: str) -> ConfigParser:
    found = ConfigParser(interpolation=None, strict=False)
    try:
        found.read_string(folder.text(path))
    except Error:
        return ConfigParser()
    return found


def settings(folder: Folder) -> Settings:
    """What the project file says, and the first feed of lektor-atom."""
    name = _project(folder)
    project = _read(folder, name)
    atom = _read(folder, "configs/atom.ini")
    feed = next((dict(atom[section]) for section in atom.sections()), {})
    source = feed.get("source_path", "/").strip("/")
    path = feed.get("url_path", "").strip("/") or (f"{source}/feed.xml" if source else "feed.xml")
    count = len(folder.matching(f"content/**/{FILE}"))
    return Settings(
        preset="lektor", shown="Lektor", config=name or "its folders",
        title=project.get("project", "name", fallback=""), url=project.get("project", "url", fallback=""),
        language=project.get("project", "locale", fallback="").replace("_", "-"),
        posts=(Posts(path="content", include=(f"{source}/**",) if source else (), count=count),),
        output=project.get("project", "output_path", fallback="build"), feeds={"atom": path} if feed else {},
        limit=int(feed["items"]) if feed.get("items", "").isdigit() else LIMIT if feed else None,
        notes=(TEMPLATES,) if "slug_format" in "".join(map(folder.text, folder.matching("models/*.ini"))) else (),
        off=f"take lektor-atom out of {os.path.basename(name)}.",
    )  # fmt: skip
