"""`init`: what is in this folder, and what would its configuration be?"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from feedtool import config, walk
from feedtool.config import kinds
from feedtool.errors import ConfigError, quoted
from feedtool.loader import BUILT_IN

# Where generators and people keep their posts, the most telling first.
FOLDERS: Final = (
    "_posts", "source/_posts", "content/posts", "content/post", "content/blog", "content", "src/content/blog",
    "src/content/posts", "src/content", "posts", "blog/posts", "blog", "articles", "notes", "docs/blog", "docs/news",
    ".",
)  # fmt: skip

# Where generators put the pages that they build.
BUILT: Final = ("public", "_site", "dist", "output", "site", "build", "docs", ".")

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
{exclude}# url = "/{{path}}/"      # where a post lives that does not say so itself

[output]
path  = "feeds"         # rss.xml, atom.xml and feed.json go there;
url   = "/feeds/"       # readers find them here, below the site's url
limit = 20              # entries in a feed; 0: all
"""


# What stands among posts and is none: of a repository, and of generators (Hugo, Zola: the page of a section).
NOT_POSTS: Final = frozenset({
    "readme", "changelog", "changes", "license", "licence", "contributing", "code_of_conduct", "security", "authors",
    "requirements", "robots", "humans", "_index",
})  # fmt: skip


class Posts(NamedTuple):
    """Where posts were found."""

    type: str
    folder: str  # relative to the one that was looked at
    number: int
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A configuration that could be written."""

    path: str  # absolute
    shown: str
    text: str
    url: str
    found: str  # what was seen, in a sentence


def plan(folder: str, *, name: str | None = None, title: str | None = None, url: str | None = None) -> Plan:
    """What `init` would write in *folder*. Raises ConfigError where feedtool has a configuration there already, and
    where *url* is no address.
    """
    root = os.path.abspath(folder)
    shown = name or _free_name(root)
    path = os.path.join(root, shown)
    if os.path.exists(path):
        raise ConfigError(f"{shown}: there already, and left as it is. Change it, or take it away and run init again.")
    posts = _posts(root)
    url = _address(root) if url is None else _checked(url)
    relative = os.path.relpath(os.path.join(root, posts.folder), os.path.dirname(path)).replace(os.sep, "/")
    return Plan(
        path=path, shown=shown, url=url,
        text=TEMPLATE.format(
            title=_quoted(title or os.path.basename(root) or "My site"), type=_quoted(posts.type),
            path=_quoted(relative), url=_quoted(url),
            url_note="" if url else "             # where the site lives, such as https://example.com/",
            path_note="" if posts.number else "          # no posts were found: name their folder",
            exclude=f"exclude = [{', '.join(map(_quoted, posts.exclude))}]\n" if posts.exclude else "",
        ),
        found=_found(posts),
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


def _posts(root: str) -> Posts:
    """The first folder that has posts; a README and the like are none."""
    for kind, folders in (("markdown", FOLDERS), ("html", BUILT), ("text", FOLDERS)):
        for folder in folders:
            files = walk.tree(os.path.join(root, folder)).files
            names = [file.rpartition("/")[2] for file in files if file.lower().endswith(BUILT_IN[kind].suffixes)]
            others = sorted({name for name in names if name.partition(".")[0].lower() in NOT_POSTS})
            if count := sum(name not in others for name in names):
                return Posts(kind, folder, count, tuple(f"**/{name}" for name in others))
    return Posts("markdown", "posts", 0)


def _found(posts: Posts) -> str:
    if not posts.number:
        return "It found no posts: name their folder in path."
    where = "this folder" if posts.folder == "." else posts.folder
    return (
        f"1 file for posts is in {where}." if posts.number == 1 else f"{posts.number} files for posts are in {where}."
    )


def _address(root: str) -> str:
    """The site's address, where a file of the folder tells it: CNAME (GitHub Pages) or package.json."""
    for told in (_of_cname(root), _of_package(root)):
        if told and "://github.com/" not in told:  # where the code lives, not the site
            with suppress(ConfigError):
                return _checked(told)
    return ""


def _of_cname(root: str) -> str:
    try:
        with open(os.path.join(root, "CNAME"), encoding="utf-8") as file:
            host = file.readline().strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return host if not host or "://" in host else f"https://{host}/"


def _of_package(root: str) -> str:
    try:
        with open(os.path.join(root, "package.json"), encoding="utf-8") as file:
            package: Any = json.load(file)
    except (OSError, ValueError):
        return ""
    homepage = package.get("homepage") if isinstance(package, dict) else None
    return homepage.partition("#")[0] if isinstance(homepage, str) else ""


def _checked(url: str) -> str:
    """*url* as the configuration will read it. Raises ConfigError where it will not."""
    if not url.strip():
        return ""
    try:
        return str(kinds.FOLDER_ADDRESS.read(url))
    except kinds.Wrong as wrong:
        raise ConfigError(f"--url is {quoted(url)}, expected {wrong.expected}: {wrong.remedy}.") from None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # the one difference of TOML's strings
