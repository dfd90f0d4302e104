"""Quarto's project file, and the pages that list posts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from feedtool.loader import frontmatter
from feedtool.presets.quarto import PRESET, PROJECT
from feedtool.presets.tables import table_of
from feedtool.raw import SourceError
from feedtool.setup.folder import joined
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from feedtool.setup.folder import Folder

LIMIT: Final = 20  # items of a listing's feed, unless it says otherwise


def is_one(folder: Folder) -> bool:
    """Whether a folder is a Quarto project."""
    return bool(folder.has(*PROJECT))


def settings(folder: Folder) -> Settings:
    """What _quarto.yml says, and the first page with a listing."""
    said = folder.data(folder.has(*PROJECT))
    site, project = table_of(said, "website"), table_of(said, "project")
    output = joined(str(project.get("output-dir") or "_site"))
    page, listing = next(_listings(folder, output), ("", {}))
    contents, base = listing.get("contents") or "posts", page.rpartition("/")[0]
    contents = [one for one in (contents if isinstance(contents, list) else [contents]) if isinstance(one, str)]
    feed = listing.get("feed")
    return Settings(
        preset="quarto", shown="Quarto", config=folder.has(*PROJECT) or "its folders",
        title=str(site.get("title") or ""), url=_address(site),
        description=str(site.get("description") or ""), language=str(said.get("lang") or ""),
        posts=(_posts(folder, [joined(base, one) for one in contents]),), output=output,
        feeds={"rss": f"{page.rpartition('.')[0]}.xml"} if feed and page else {},
        limit=feed.get("items", LIMIT) if isinstance(feed, dict) else LIMIT if feed else None,
        off=f"take feed out of the listing in {page}.",
    )  # fmt: skip


def _address(site: Mapping[str, Any]) -> str:
    url, path = str(site.get("site-url") or ""), str(site.get("site-path") or "").strip("/")
    return f"{url.rstrip('/')}/{path}" if url and path and not url.rstrip("/").endswith(path) else url


def _listings(folder: Folder, output: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every page with a listing, and the listing; those at the top first."""
    pages = [file for file in folder.matching("**/*.qmd", "**/*.md") if not file.startswith(f"{output}/")]
    for file in sorted(pages, key=lambda one: (one.count("/"), one)):
        try:
            listing = frontmatter.split(folder.text(file)).metadata.get("listing")
        except SourceError:
            continue
        for one in listing if isinstance(listing, list) else [listing]:
            if isinstance(one, dict):
                yield file, one


def _posts(folder: Folder, contents: Sequence[str]) -> Posts:
    """Addresses are those of paths below the project, so that is where the source is."""
    include = tuple(one if "*" in one or os.path.isfile(folder.path(one)) else f"{one}/**" for one in contents)
    files = [file for file in folder.matching(*include) if file.lower().endswith(PRESET.suffixes)]
    return Posts(path=".", include=include, count=len(files))
