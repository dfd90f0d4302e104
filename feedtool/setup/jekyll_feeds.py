"""Jekyll's feeds: that of its plugin, and those that are templates of the site's own, as there were before it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool.loader import frontmatter
from feedtool.presets.jekyll_ids import CHIRPY, names_plugin
from feedtool.presets.tables import table_of, word_of
from feedtool.raw import SourceError
from feedtool.setup.settings import Further

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool.setup.folder import Folder

PLUGIN_LIMIT: Final = 10  # lib/jekyll-feed/feed.xml
CHIRPY_LIMIT: Final = 5
MARKS: Final = (("atom", "<feed"), ("rss", "<rss"), ("json", "jsonfeed.org"))
LIMIT: Final = re.compile(r"\bsite\.posts\b[^%]{0,99}\blimit\s*:\s*(\d+)")


class Feeds(NamedTuple):
    """The site's own feeds."""

    paths: Mapping[str, str]  # a format to a path
    limit: int  # 0: all
    off: str
    further: tuple[Further, ...] = ()


class Template(NamedTuple):
    """A feed that is a file of the site."""

    file: str
    format: str
    path: str
    limit: int


def of_site(folder: Folder, said: Mapping[str, Any], source: str) -> Feeds:
    """The plugin's feed, where the site has it or has none; else those of templates in *source*."""
    templates = {one.format: one for one in sorted(_templates(folder, source), key=_depth, reverse=True)}
    if templates and not names_plugin(said, folder.text("Gemfile")):
        first = next(one for name, _ in MARKS if (one := templates.get(name)))
        files = " and ".join(one.file for one in templates.values())
        return Feeds({name: one.path for name, one in templates.items()}, first.limit, f"delete {files}.")
    if word_of(said, "theme") == CHIRPY:
        return Feeds({"atom": "feed.xml"}, CHIRPY_LIMIT, "")
    feed = table_of(said, "feed")
    path = word_of(table_of(table_of(feed, "collections"), "posts"), "path") or word_of(feed, "path") or "feed.xml"
    limit = feed.get("posts_limit")
    others = {one.format: one.path for one in templates.values() if one.format != "atom"}
    return Feeds(
        {"atom": path.lstrip("/"), **others}, limit if isinstance(limit, int) else PLUGIN_LIMIT,
        "take jekyll-feed out of plugins in _config.yml.", tuple(_further(feed)),
    )  # fmt: skip


def _further(feed: Mapping[str, Any]) -> Iterator[Further]:
    """The plugin's feeds of some categories, and of all tags or some (lib/jekyll-feed/generator.rb)."""
    posts = table_of(table_of(feed, "collections"), "posts")
    for name in _words(posts.get("categories") or feed.get("categories")):
        yield Further(name=f"category {name}", filter={"category": (name,)}, files={"atom": f"feed/{name}.xml"})
    tags = table_of(feed, "tags")
    if not (feed.get("tags") or tags):
        return
    folder = (word_of(tags, "path") or "feed/by_tag/").lstrip("/")
    if not tags.get("only") and not tags.get("except"):
        yield Further(per="tag", files={"atom": f"{folder}{{slug}}.xml"})
    for name in _words(tags.get("only")):
        if re.fullmatch(r"\w+", name, re.ASCII) and name not in _words(tags.get("except")):
            yield Further(name=f"tag {name}", filter={"tag": (name,)}, files={"atom": f"{folder}{name}.xml"})


def _words(said: object) -> list[str]:
    return [str(one) for one in said] if isinstance(said, list) else []


def _templates(folder: Folder, source: str) -> Iterator[Template]:
    prefix = "" if source == "." else f"{source}/"
    for file in folder.files:
        if not file.startswith(prefix) or not file.lower().endswith((".xml", ".json", ".atom", ".rss", ".html")):
            continue
        text = folder.text(file)
        form = next((form for form, mark in MARKS if mark in text), "")
        inside = file.removeprefix(prefix)
        if form and "site.posts" in text and text.startswith("---") and not inside.startswith("_"):
            limit = LIMIT.search(text)
            yield Template(file, form, _path(text, inside), int(limit[1]) if limit else 0)


def _path(text: str, inside: str) -> str:
    """Where a page is written that is the file *inside* of the site."""
    try:
        said = str(frontmatter.split(text).metadata.get("permalink") or "").strip().lstrip("/")
    except SourceError:
        said = ""
    suffix = os.path.splitext(inside)[1]
    path = f"{said}index" if said.endswith("/") else said or inside
    return path if path.endswith(suffix) else path + suffix


def _depth(template: Template) -> tuple[int, str]:
    return template.file.count("/"), template.file
