"""A folder that no generator's files are in: where posts lie by habit, and what little tells of the site."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from feedtool import globs, walk
from feedtool.config.keys import FILES
from feedtool.loader import BUILT_IN
from feedtool.setup import own_feed, pages
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from feedtool.setup.folder import Folder

# Where generators and people keep their posts, the most telling first.
FOLDERS: Final = (
    "_posts", "source/_posts", "content/posts", "content/post", "content/blog", "content", "src/content/blog",
    "src/content/posts", "src/content", "posts", "blog/posts", "blog", "articles", "notes", "docs/blog", "docs/news",
    ".",
)  # fmt: skip
# Where generators put the pages that they build.
BUILT: Final = ("public", "_site", "dist", "output", "site", "build")
# What stands among posts and is none: of a repository, and of generators (Hugo, Zola: the page of a section).
NOT_POSTS: Final = frozenset({
    "readme", "changelog", "changes", "license", "licence", "contributing", "code_of_conduct", "security", "authors",
    "requirements", "robots", "humans", "_index",
})  # fmt: skip


def settings(folder: Folder) -> Settings:
    """The first folder that has posts; a README and the like are none."""
    # A folder with a first page of its own is the site, whatever is in its docs.
    built = (*BUILT, ".") if folder.has("index.html") else (*BUILT, "docs", ".")
    for kind, folders in (("markdown", FOLDERS), ("html", built), ("text", FOLDERS)):
        for name in folders:
            if found := _posts(folder, kind, name):
                return _of_pages(folder, found) if kind == "html" else Settings(posts=(found,))
    return Settings(posts=(Posts(path="posts", count=0),))


def _of_pages(folder: Folder, posts: Posts) -> Settings:
    """What pages say of their site; their parts, which browsers save beside them, are none."""
    files = [
        file for file in walk.tree(folder.path(posts.path)).files if file.lower().endswith(BUILT_IN["html"].suffixes)
    ]
    parts = tuple(glob for glob in pages.PARTS if any(globs.matches(file, (glob,)) for file in files))
    files = [file for file in files if not globs.matches(file, (*parts, *posts.exclude))]
    said = pages.read(folder, posts.path, files)
    notes = [
        "feedtool takes those of the pages that are posts: feedtool posts tells which, and why the others are not."
    ]
    if said.feed:
        notes.append(
            f"The pages name a feed, {said.feed}: link to the new ones beside it, or have them in its place with path, "
            "url, files and take_over = true in [output]."
        )
    posts = replace(posts, exclude=(*posts.exclude, *parts), count=len(files))
    feed = own_feed.read(folder, posts.path, said.feed)
    taken = any(folder.has(f"{posts.path}/feeds/{name}") for name in FILES.values())
    return Settings(
        posts=(posts,), notes=tuple(notes), title=said.name or feed.title or said.title,
        url=said.url or _where(folder, posts.path, said.feed, feed), language=said.language or feed.language,
        folder="feedtool" if taken else "feeds",
    )  # fmt: skip


def _where(folder: Folder, place: str, linked: str, feed: own_feed.Feed) -> str:
    """Where the site lives, by the feed among its pages; "" where a file names another host, which then counts."""
    url = feed.url or own_feed.home_of(folder, place, linked)
    host = urlsplit(address(folder)).netloc
    return url if host in {"", urlsplit(url).netloc} else ""


def _posts(folder: Folder, kind: str, name: str) -> Posts | None:
    every = walk.tree(folder.path(name)).files
    files = [file for file in every if file.lower().endswith(BUILT_IN[kind].suffixes)]
    if kind != "html" and folder.has("index.html"):  # a copy of a page's source lies beside it: Nikola's COPY_SOURCES
        pages = set(every)
        files = [file for file in files if f"{os.path.splitext(file)[0]}.html" not in pages]
    names = [file.rpartition("/")[2] for file in files]
    names = [one for one in names if one.isprintable()]  # others cannot stand in a configuration
    others = sorted({one for one in names if one.partition(".")[0].lower() in NOT_POSTS})
    count = sum(one not in others for one in names)
    return Posts(path=name, type=kind, exclude=tuple(f"**/{one}" for one in others), count=count) if count else None


def address(folder: Folder) -> str:
    """The site's address, where a file of the folder tells it: CNAME (GitHub Pages) or package.json."""
    host = folder.text("CNAME").partition("\n")[0].strip()
    home = folder.package.get("homepage")
    for told in (host if not host or "://" in host else f"https://{host}/", home if isinstance(home, str) else ""):
        if told and "://github.com/" not in told:  # where the code lives, not the site
            return told.partition("#")[0]
    return ""
