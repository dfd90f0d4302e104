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
    listings = list(_listings(folder, output))
    page, listing = next((one for one in listings if one[1].get("feed")), next(iter(listings), ("", {})))
    contents, base = listing.get("contents") or ("." if listing else "posts"), page.rpartition("/")[0]
    contents = [one for one in (contents if isinstance(contents, list) else [contents]) if isinstance(one, str)]
    feed = listing.get("feed")
    told = feed if isinstance(feed, dict) else {}
    return Settings(
        preset="quarto", shown="Quarto", config=folder.has(*PROJECT) or "its folders",
        title=str(told.get("title") or site.get("title") or ""), url=_address(site),
        description=str(told.get("description") or site.get("description") or ""),
        language=str(told.get("language") or said.get("lang") or ""),
        posts=(_posts(folder, [_below(base, one) for one in contents]),), output=output,
        feeds={"rss": f"{page.rpartition('.')[0]}.xml"} if feed and page else {},
        limit=told.get("items", LIMIT) if feed else None, notes=tuple(_notes(page, listing, listings)),
        off=f"take feed out of the listing in {page}.",
    )  # fmt: skip


def _below(base: str, glob: str) -> str:
    """A glob of the page in the folder *base*, from the project; one with a slash at its head is that already."""
    mark, glob = ("!", glob[1:]) if glob.startswith("!") else ("", glob)
    return mark + joined("" if glob.startswith("/") else base, glob.strip("/"))


def _notes(page: str, listing: Mapping[str, Any], listings: Sequence[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    """What is not done as the listing says it."""
    if filters := [key for key in ("include", "exclude") if listing.get(key)]:
        yield f"The listing in {page} chooses its posts by {' and '.join(filters)} as well, which is not read."
    if others := [other for other, one in listings if one.get("feed") and one is not listing]:
        yield f"One configuration makes one feed; not made are those of {', '.join(others)}."


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
    globs = [
        "**" if one == "." else one if "*" in one or os.path.isfile(folder.path(one.lstrip("!"))) else f"{one}/**"
        for one in contents
    ]
    include = tuple(one for one in globs if not one.startswith("!"))
    exclude = tuple(one.removeprefix("!") for one in globs if one.startswith("!"))
    left_out = set(folder.matching(*exclude)) if exclude else set()
    files = {file for file in folder.matching(*include) if file.lower().endswith(PRESET.suffixes)} - left_out
    return Posts(path=".", include=include, exclude=exclude, count=len(files))
