"""`init`: what is in this folder, and what would its configuration be?"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import Any, Final

from feedtool import config, walk
from feedtool.errors import ConfigError
from feedtool.loader import BUILT_IN

# Where generators and people keep their posts, the most telling first.
FOLDERS: Final = (
    "_posts", "source/_posts", "content/posts", "content/post", "content/blog", "content", "src/content/blog",
    "src/content/posts", "src/content", "posts", "blog/posts", "blog", "articles", "notes", "docs/blog", "docs/news",
    ".",
)  # fmt: skip

TEMPLATE: Final = """\
# feedtool: which posts make which feeds. Every key: docs/reference/configuration.md

[site]
title    = {title}
url      = {url}{url_note}
language = "en"
timezone = "UTC"        # of times that name no zone, such as "Europe/Vienna"
# authors  = [{{ name = "Ada Example", email = "ada@example.com" }}]

[[sources]]
type = {type}
path = {path}{path_note}
# url = "/{{path}}/"      # where a post lives that does not say so itself

[output]
path  = "feeds"         # rss.xml, atom.xml and feed.json go there;
url   = "/feeds/"       # readers find them here, below the site's url
limit = 20              # entries in a feed; 0: all
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A configuration that could be written."""

    path: str  # absolute
    shown: str
    text: str
    url: str
    found: str  # what was seen, in a sentence


def plan(folder: str, *, name: str | None = None, title: str | None = None, url: str | None = None) -> Plan:
    """What `init` would write in *folder*. Raises ConfigError where feedtool has a configuration there already."""
    root = os.path.abspath(folder)
    shown = name or _free_name(root)
    path = os.path.join(root, shown)
    if os.path.exists(path):
        raise ConfigError(f"{shown}: there already, and left as it is. Change it, or take it away and run init again.")
    kind, posts, count = _posts(root)
    url = url if url is not None else _address(root)
    return Plan(
        path=path, shown=shown, url=url,
        text=TEMPLATE.format(
            title=_quoted(title or os.path.basename(root) or "My site"), type=_quoted(kind), path=_quoted(posts),
            url=_quoted(url), url_note="" if url else "             # where the site lives, such as https://example.com/",
            path_note="" if count else "          # no posts were found: name their folder",
        ),
        found=_found(posts, count),
    )  # fmt: skip


def write(plan: Plan) -> None:
    """Write *plan*; never over a file that is there."""
    try:
        with open(plan.path, "x", encoding="utf-8", newline="\n") as file:
            file.write(plan.text)
    except OSError as why:
        raise ConfigError(f"{plan.shown} cannot be written: {why.strerror}.") from why


def _free_name(root: str) -> str:
    """config.toml, or feedtool.toml where the former is another tool's."""
    try:
        ours = os.path.basename(config.find(root))
    except ConfigError:
        return "feedtool.toml" if os.path.exists(os.path.join(root, "config.toml")) else "config.toml"
    return ours


def _posts(root: str) -> tuple[str, str, int]:
    """The kind of source, its folder, and how many files it has there."""
    for kind in ("markdown", "text"):
        for folder in FOLDERS:
            files = walk.tree(os.path.join(root, folder)).files
            if count := sum(file.lower().endswith(BUILT_IN[kind].suffixes) for file in files):
                return kind, folder, count
    return "markdown", "posts", 0


def _found(posts: str, count: int) -> str:
    if not count:
        return "It found no posts: name their folder in path."
    where = "this folder" if posts == "." else posts
    return f"1 file for posts is in {where}." if count == 1 else f"{count} files for posts are in {where}."


def _address(root: str) -> str:
    """The site's address, where a file of the folder tells it: CNAME (GitHub Pages) or package.json."""
    try:
        with open(os.path.join(root, "CNAME"), encoding="utf-8") as file:
            return f"https://{file.read().strip()}/"
    except (OSError, UnicodeDecodeError):
        pass
    try:
        with open(os.path.join(root, "package.json"), encoding="utf-8") as file:
            package: Any = json.load(file)
    except (OSError, ValueError):
        return ""
    homepage = package.get("homepage") if isinstance(package, dict) else None
    return homepage if isinstance(homepage, str) and homepage.startswith(("https://", "http://")) else ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # TOML's basic strings are JSON's, but for DEL
