"""Gatsby's configuration, as far as it is literals: the site, where posts lie, where the feed goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.presets.gatsby import PRESET
from feedtool.setup.folder import joined
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from feedtool.setup.folder import Folder

CONFIGS: Final = tuple(f"gatsby-config.{suffix}" for suffix in ("js", "ts", "mjs"))
PLACE: Final = re.compile(r"path:\s*['\"`](?:\$\{__dirname\}/|\./)?(?P<path>[\w./-]+)['\"`]")
AUTHOR: Final = re.compile(r"author:\s*(?:\{\s*name:\s*)?['\"`](?P<name>[^'\"`]+)['\"`]")
OUTPUT: Final = re.compile(r"output:\s*['\"`]/?(?P<path>[^'\"`]+)['\"`]")
LIMIT: Final = re.compile(r"allMarkdownRemark\([^)]{0,400}?limit:\s*(?P<limit>\d+)")


def is_one(folder: Folder) -> bool:
    """Whether a site is Gatsby's."""
    return bool(folder.has(*CONFIGS)) or folder.needs("gatsby")


def settings(folder: Folder) -> Settings:
    """What gatsby-config says."""
    name = folder.has(*CONFIGS)
    said, text = folder.literals(name), folder.text(name)
    author, output, limit = AUTHOR.search(text), OUTPUT.search(text), LIMIT.search(text)
    url, prefix = str(said.get("siteUrl") or "").rstrip("/"), str(said.get("pathPrefix") or "").strip("/")
    return Settings(
        preset="gatsby", shown="Gatsby", config=name or "package.json", title=str(said.get("title") or ""),
        description=str(said.get("description") or ""), url=f"{url}/{prefix}".rstrip("/") if url else "",
        authors=({"name": author["name"]},) if author else (), posts=_posts(folder, text), output="public",
        feeds={"rss": output["path"]} if output else {}, limit=int(limit["limit"]) if limit else 0,
        off=f"take gatsby-plugin-feed out of {name}.",
        notes=("Addresses are code in Gatsby: look at url in the configuration.",),
    )  # fmt: skip


def _posts(folder: Folder, text: str) -> tuple[Posts, ...]:
    """The folders that the site reads files from, and that have Markdown."""
    found = []
    for place in dict.fromkeys(joined(one["path"]) for one in PLACE.finditer(text)):
        files = [file for file in folder.matching(f"{place}/**") if file.lower().endswith(PRESET.suffixes)]
        if files:
            found.append(Posts(path=place, count=len(files)))
    return tuple(found) or (Posts(path="content/blog", count=0),)
