"""The blog of Starlight, Astro's theme for documentation, by the plugin starlight-blog."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from feedtool.javascript import Code
from feedtool.presets.astro import PRESET
from feedtool.presets.tables import table_of
from feedtool.setup.settings import Posts

if TYPE_CHECKING:
    from feedtool.setup.astro_code import Site
    from feedtool.setup.folder import Folder
    from feedtool.setup.settings import Settings

DOCS: Final = "src/content/docs"
LIMIT: Final = 20


def with_blog(found: Settings, folder: Folder, site: Site) -> Settings:
    """What was *found*, with the plugin's blog in place of collections and routes; as it is without the plugin."""
    blog = next((one[0] for one in site.config.calls("starlightBlog") if one and isinstance(one[0], dict)), {})
    if not folder.needs("starlight-blog"):
        return found
    docs = next((one[0] for one in site.config.calls("starlight") if one and isinstance(one[0], dict)), {})
    prefix = (site.value(blog.get("prefix")) or "blog").strip("/")
    titles = (_title(site, docs.get("title")), _title(site, blog.get("title")) or "Blog")
    files = [file for file in folder.matching(f"{DOCS}/{prefix}/**") if file.lower().endswith(PRESET.suffixes)]
    slash = "" if site.said.get("trailingSlash") == "never" else "/"
    posts = Posts(path=DOCS, include=(f"{prefix}/**",), exclude=(f"{prefix}/index.mdx",), url=f"/{{id}}{slash}",
                  count=len(files))  # fmt: skip
    people = [person for person in table_of(blog, "authors").values() if isinstance(person, dict)]
    return replace(
        found, title=" | ".join(filter(None, titles)), posts=(posts,), limit=LIMIT, feeds={"rss": f"{prefix}/rss.xml"},
        authors=tuple({key: one[key] for key in ("name", "url") if isinstance(one.get(key), str)} for one in people
                      if isinstance(one.get("name"), str) and not isinstance(one["name"], Code)),
        off="write rss: false in the options of starlightBlog.",
    )  # fmt: skip


def _title(site: Site, said: Any) -> str:
    """A title, or the first of those by language."""
    if isinstance(said, dict):
        said = next(iter(said.values()), "")
    return site.value(said)
