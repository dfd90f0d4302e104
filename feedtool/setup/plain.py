"""A folder that no generator's files are in: where posts lie by habit, and what little tells of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedtool import walk
from feedtool.loader import BUILT_IN
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
BUILT: Final = ("public", "_site", "dist", "output", "site", "build", "docs", ".")
# What stands among posts and is none: of a repository, and of generators (Hugo, Zola: the page of a section).
NOT_POSTS: Final = frozenset({
    "readme", "changelog", "changes", "license", "licence", "contributing", "code_of_conduct", "security", "authors",
    "requirements", "robots", "humans", "_index",
})  # fmt: skip


def settings(folder: Folder) -> Settings:
    """The first folder that has posts; a README and the like are none."""
    for kind, folders in (("markdown", FOLDERS), ("html", BUILT), ("text", FOLDERS)):
        for name in folders:
            if found := _posts(folder, kind, name):
                return Settings(posts=(found,))
    return Settings(posts=(Posts(path="posts", count=0),))


def _posts(folder: Folder, kind: str, name: str) -> Posts | None:
    files = walk.tree(folder.path(name)).files
    names = [file.rpartition("/")[2] for file in files if file.lower().endswith(BUILT_IN[kind].suffixes)]
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
