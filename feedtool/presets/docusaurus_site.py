"""Docusaurus's own configuration: what it says in so many words, and its blogs. Nothing of it is run."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

from feedtool.javascript import Code, Script
from feedtool.presets.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool.raw import Beside

SETTINGS: Final = tuple(f"docusaurus.config.{suffix}" for suffix in ("ts", "js", "mjs", "cjs", "mts", "cts"))
PLUGIN: Final = re.compile(r"content-blog|blog-plugin|plugin-blog|blog-global-data")  # the plugin, or one around it


class Site:
    """A site's configuration as data. What is computed in it is Code, and so unknown."""

    def __init__(self, text: str = "") -> None:
        script = Script(text)
        said = script.exported if script.exports else {}
        self.said: Mapping[str, Any] = said if isinstance(said, dict) else {}
        self.blogs: tuple[Mapping[str, Any], ...] = tuple(_blogs(self.said))

    def is_mdx(self, path: str) -> bool:
        """Whether a file is MDX, and no Markdown (markdown.format)."""
        format_ = table_of(self.said, "markdown").get("format")
        return format_ != "md" and (format_ != "detect" or path.endswith(".mdx"))


def known(table: Mapping[str, Any], key: str, default: str = "") -> str:
    """A value that is text in the file; *default* where it is none, or computed."""
    value = table.get(key)
    return value if isinstance(value, str) and not isinstance(value, Code) else default


def _blogs(said: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The options of each blog: of the preset first, which has one unless told otherwise, then of plugins."""
    for preset in _listed(said.get("presets")):
        name, options = _named(preset)
        if "classic" in name or isinstance(options.get("blog"), dict):
            blog = options.get("blog")
            if blog is not False:
                yield blog if isinstance(blog, dict) else {}
    for plugin in _listed(said.get("plugins")):
        name, options = _named(plugin)
        if PLUGIN.search(name):
            yield options


def _listed(said: object) -> list[Any]:
    return said if isinstance(said, list) else []


def _named(said: object) -> tuple[str, Mapping[str, Any]]:
    """A plugin by its name, or by a list of it and its options."""
    name, *options = said if isinstance(said, list) and said else [said]
    return str(name), options[0] if options and isinstance(options[0], dict) else {}


def site_of(beside: Beside) -> tuple[Site, Mapping[str, Any]]:
    """The configuration nearest above the posts, and the options of the blog that they are of."""

    def read() -> tuple[Site, Mapping[str, Any]]:
        for folder in reversed(beside.above("x")):
            for name in SETTINGS:
                if (text := beside.text(os.path.join(folder, name))) is not None:
                    site = _read(text)
                    return site, _of(site, os.path.relpath(beside.folder, folder).replace(os.sep, "/"))
        return Site(), {}

    found: tuple[Site, Mapping[str, Any]] = beside.once("docusaurus settings", read)
    return found


def _read(text: str) -> Site:
    try:
        return Site(text)
    except ValueError:  # what cannot be read says nothing
        return Site()


def _of(site: Site, folder: str) -> Mapping[str, Any]:
    blogs = [blog for blog in site.blogs if os.path.normpath(known(blog, "path", "blog")) == folder]
    return next(iter([*blogs, *site.blogs]), {})
