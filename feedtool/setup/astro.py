"""Astro's configuration and the conventions of its blog starter: collections, routes, a feed that a page makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.presets.astro import PRESET, SCHEMAS
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.setup.folder import Folder

CONFIGS: Final = tuple(f"astro.config.{suffix}" for suffix in ("mjs", "js", "ts", "mts", "cjs"))
CONSTANTS: Final = ("src/consts.ts", "src/consts.js", "src/config.ts", "src/site.config.ts")
FEED: Final = re.compile(r"src/pages/(?P<path>.+\.(?:xml|json))\.(?:js|ts|mjs)")
ROUTE: Final = re.compile(r"src/pages/(?P<path>.*?)/?\[(?:\.\.\.)?\w+\](?:/index)?\.astro")
BASE: Final = re.compile(r"base:\s*['\"](?:\./)?(?P<path>[^'\"]+)['\"]")


def is_one(folder: Folder) -> bool:
    """Whether a site is Astro's."""
    return bool(folder.has(*CONFIGS)) or folder.needs("astro")


def settings(folder: Folder) -> Settings:
    """What astro.config says, and the files beside it."""
    said = folder.literals(folder.has(*CONFIGS))
    words = {key.lower(): value for name in CONSTANTS for key, value in folder.literals(name).items()}
    site, base = str(said.get("site") or ""), str(said.get("base") or "")
    if not base.startswith("/"):  # of a collection, or a name for it
        found = re.search(r"\bconst BASE\w* = ['\"](/[^'\"]*)", folder.text(folder.has(*CONFIGS)))
        base = found[1] if found else ""
    feeds = {("json" if found["path"].endswith("json") else "atom" if "atom" in found["path"] else "rss"): found["path"]
             for file in folder.files if (found := FEED.fullmatch(file)) and "sitemap" not in file}  # fmt: skip
    limit = words.get("postsperfeed")
    return Settings(
        preset="astro", shown="Astro", config=folder.has(*CONFIGS) or "package.json",
        title=str(words.get("site_title") or words.get("title") or ""),
        description=str(words.get("site_description") or words.get("description") or ""),
        url=site.rstrip("/") + "/" + base.strip("/") if site else "",
        language=str(said.get("defaultLocale") or words.get("lang") or ""),
        posts=_posts(folder, said), output=str(said.get("outDir") or "dist").removeprefix("./").strip("/"),
        feeds=feeds, limit=limit if isinstance(limit, int) else 0,
        off=f"take away {', '.join(f'src/pages/{path}.*' for path in feeds.values())}.",
        notes=("Routes and feeds are code in Astro: look at url in the configuration.",),
    )  # fmt: skip


def _posts(folder: Folder, said: Mapping[str, object]) -> tuple[Posts, ...]:
    """The collections that have Markdown, each at the route that its name, or the only one, has."""
    routes = sorted({found["path"] for file in folder.files if (found := ROUTE.fullmatch(file)) and found["path"]})
    schema = "".join(folder.text(name) for name in SCHEMAS)
    places = [found["path"].strip("/") for found in BASE.finditer(schema)] or sorted(
        {"/".join(file.split("/")[:3]) for file in folder.matching("src/content/*/**")}
    )
    slash = "" if said.get("trailingSlash") == "never" else "/"
    exclude = ("**/_*", "**/_*/**") if "[^_]" in schema else ()
    posts = []
    for place in places:
        files = [file for file in folder.matching(f"{place}/**") if file.lower().endswith(PRESET.suffixes)]
        name = place.rpartition("/")[2]
        route = name if name in routes or len(routes) != 1 else routes[0]
        if files:
            posts.append(Posts(path=place, exclude=exclude, url=f"/{route}/{{id}}{slash}", count=len(files)))
    if "pagesGlobToRssItems" in "".join(folder.text(file) for file in folder.files if FEED.fullmatch(file)):
        pages = [file for file in folder.matching("src/pages/**") if file.lower().endswith(PRESET.suffixes)]
        url = "/{path}.html" if said.get("format") == "file" else "/{path}/"
        posts.append(Posts(path="src/pages", exclude=("**/_*",), url=url, count=len(pages)))
    return tuple(posts) or (Posts(path="src/content/blog", count=0),)
