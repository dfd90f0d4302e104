"""Gatsby's configuration, as far as it is literals: the site, where posts lie, where the feed goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from feedtool.javascript import Code, Script
from feedtool.presets.gatsby import PRESET
from feedtool.presets.tables import table_of, text_of
from feedtool.setup.folder import joined
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool.setup.folder import Folder

CONFIGS: Final = tuple(f"gatsby-config.{suffix}" for suffix in ("js", "ts", "mjs"))
# The parts of `${__dirname}/content/blog`, path.join(__dirname, "content", "blog") and __dirname + "/content/blog".
PART: Final = re.compile(r"[\"'`](?:\$\{__dirname\})?/?([^\"'`$]*)[\"'`]")
LIMIT: Final = re.compile(r"all(?:MarkdownRemark|Mdx)\([^)]{0,400}?limit:\s*(?P<limit>\d+)")


def is_one(folder: Folder) -> bool:
    """Whether a site is Gatsby's."""
    return bool(folder.has(*CONFIGS)) or folder.needs("gatsby")


def settings(folder: Folder) -> Settings:
    """What gatsby-config says."""
    name = folder.has(*CONFIGS)
    said = _exported(folder.text(name))
    site = table_of(said, "siteMetadata")
    author = site.get("author")
    person = text_of(author, "name") if isinstance(author, dict) else text_of(site, "author")
    url, prefix = text_of(site, "siteUrl").rstrip("/"), text_of(said, "pathPrefix").strip("/")
    feed = next(_feeds(said), {})
    limit = LIMIT.search(str(feed.get("query")))
    return Settings(
        preset="gatsby", shown="Gatsby", config=name or "package.json", title=text_of(site, "title"),
        description=text_of(site, "description"), url=f"{url}/{prefix}".rstrip("/") if url else "",
        authors=({"name": person},) if person else (), posts=_posts(folder, said), output="public",
        feeds={"rss": text_of(feed, "output").lstrip("/") or "rss.xml"} if feed else {},
        limit=int(limit["limit"]) if limit else 0, off=f"take gatsby-plugin-feed out of {name}.",
        notes=("Addresses are code in Gatsby: look at url in the configuration.",),
    )  # fmt: skip


def _exported(text: str) -> dict[str, Any]:
    try:
        said = Script(text).exported
    except ValueError:  # tangled without end
        return {}
    return _plain(said) if isinstance(said, dict) else {}


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    """*said* without what is code, but for plugins, whose code is looked at."""
    return {key: value if key == "plugins" else _plain(value) if isinstance(value, dict) else value
            for key, value in said.items() if not isinstance(value, Code)}  # fmt: skip


def _options(said: Mapping[str, Any], plugin: str) -> Iterator[Mapping[str, Any]]:
    """The options of each use of *plugin*."""
    plugins = said.get("plugins")
    for one in plugins if isinstance(plugins, list) else ():
        if isinstance(one, dict) and one.get("resolve") == plugin:
            yield table_of(one, "options")


def _feeds(said: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for options in _options(said, "gatsby-plugin-feed"):
        feeds = options.get("feeds")
        yield from (feed for feed in (feeds if isinstance(feeds, list) else ()) if isinstance(feed, dict))


def _posts(folder: Folder, said: Mapping[str, Any]) -> tuple[Posts, ...]:
    """The folders that the site reads files from, and that have Markdown."""
    found: list[Posts] = []
    for options in _options(said, "gatsby-source-filesystem"):
        path = options.get("path")
        parts = PART.findall(path) if isinstance(path, Code) else [path] if isinstance(path, str) else []
        place = joined(*parts) if parts else ""
        files = [file for file in folder.matching(f"{place}/**") if file.lower().endswith(PRESET.suffixes)]
        if place and files and all(place != one.path for one in found):
            found.append(Posts(path=place, count=len(files)))
    return tuple(found) or (Posts(path="content/blog", count=0),)
