"""Nikola's conf.py."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.nikola import CATEGORY, PRESET, SETTINGS, rows_of, text_of
from feedtool.setup.folder import joined
from feedtool.setup.settings import Further, Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool.setup.folder import Folder

LIMIT: Final = 10  # Nikola's own (nikola.py: FEED_LENGTH)
TELLING: Final = frozenset({"BLOG_TITLE", "POSTS", "PAGES", "COMPILERS", "BLOG_AUTHOR"})
READ: Final = frozenset({  # what this module and the preset ask for
    "ATOM_FILENAME_BASE", "ATOM_PATH", "BASE_URL", "BLOG_AUTHOR", "BLOG_DESCRIPTION", "BLOG_TITLE", "DEFAULT_LANG",
    "FEED_LENGTH", "FILE_METADATA_REGEXP", "OUTPUT_FOLDER", "PRETTY_URLS", "RSS_FILENAME_BASE", "RSS_PATH", "SITE_URL",
    "STRIP_INDEXES", "TIMEZONE", "TRANSLATIONS", "TRANSLATIONS_PATTERN", "USE_SLUGIFY",
})  # fmt: skip
ENOUGH: Final = 2  # of them: other programs have a conf.py, too
AUTHOR: Final = re.compile(r"^[.: ]{0,3}author: *(\S.*)$", re.MULTILINE)
KINDS: Final = {"markdown": PRESET.suffixes, "rst": (".rst", ".rest", ".txt")}


def is_one(folder: Folder) -> bool:
    """Whether conf.py is Nikola's, and not Sphinx's."""
    said = folder.assignments(SETTINGS).keys()
    return len(TELLING & said) >= ENOUGH and "extensions" not in said


def settings(folder: Folder) -> Settings:
    """What conf.py says, in the site's own language."""
    said = folder.assignments(SETTINGS)
    author, email = text_of(said, "BLOG_AUTHOR"), text_of(said, "BLOG_EMAIL")
    limit = said.get("FEED_LENGTH", LIMIT)
    feeds = _feeds(said)
    return Settings(
        preset="nikola", shown="Nikola", config=SETTINGS, title=text_of(said, "BLOG_TITLE"),
        description=text_of(said, "BLOG_DESCRIPTION"), url=text_of(said, "BASE_URL") or text_of(said, "SITE_URL"),
        language=text_of(said, "DEFAULT_LANG", "en"), timezone=text_of(said, "TIMEZONE", "UTC"),
        authors=({"name": author, **({"email": email} if email else {})},) if author else (),
        posts=tuple(_posts(folder, said)), output=joined(text_of(said, "OUTPUT_FOLDER", "output")), feeds=feeds,
        further=tuple(_further(folder, said)), limit=limit if isinstance(limit, int) else LIMIT,
        off="set GENERATE_RSS (and GENERATE_ATOM, where it is on) to False in conf.py.",
        notes=(*folder.unread(SETTINGS, READ), *_notes(folder, said)),
    )  # fmt: skip


def _notes(folder: Folder, said: Mapping[str, Any]) -> Iterator[str]:
    if not rows_of(said):
        yield "POSTS in conf.py could not be read: name the folders of posts in path."
    known = tuple(suffix for suffixes in KINDS.values() for suffix in suffixes)
    others = [file for file in _matching(folder, _globs(said)) if not file.lower().endswith(known)]
    if others:
        several = f" and {len(others) - 1} more" if len(others) > 1 else ""
        yield f"{others[0]}{several}: posts in a language that feedtool does not read; they are left out."


def _feeds(said: Mapping[str, Any]) -> dict[str, str]:
    feeds: dict[str, str] = {}
    if said.get("GENERATE_RSS", True):
        name = text_of(said, "RSS_FILENAME_BASE", "rss") + text_of(said, "RSS_EXTENSION", ".xml")
        feeds["rss"] = joined(text_of(said, "RSS_PATH"), name)
    if said.get("GENERATE_ATOM") and not said.get("DISABLE_MAIN_ATOM_FEED"):
        name = text_of(said, "ATOM_FILENAME_BASE", "feed") + text_of(said, "ATOM_EXTENSION", ".atom")
        feeds["atom"] = joined(text_of(said, "ATOM_PATH"), name)
    return feeds


def _further(folder: Folder, said: Mapping[str, Any]) -> Iterator[Further]:
    """The feeds of tags, categories and authors. Of authors there are some where a site has several."""
    formats = {"rss": ("GENERATE_RSS", "RSS_EXTENSION", ".xml"), "atom": ("GENERATE_ATOM", "ATOM_EXTENSION", ".atom")}
    suffixes = {name: text_of(said, key, usual) for name, (switch, key, usual) in formats.items()
                if said.get(switch, name == "rss")}  # fmt: skip
    places = [("tag", "", text_of(said, "TAG_PATH", "categories"), "")]
    if not said.get("CATEGORY_PAGES_FOLLOW_DESTPATH"):
        prefix = text_of(said, "CATEGORY_PREFIX", "cat_")
        places.append((CATEGORY, "category", text_of(said, "CATEGORY_PATH", "categories"), prefix))
    if said.get("ENABLE_AUTHOR_PAGES", True) and _has_authors(folder, said):
        places.append(("author", "", text_of(said, "AUTHOR_PATH", "authors"), ""))
    for per, name, place, prefix in places if suffixes else ():
        files = {format_: joined(place, f"{prefix}{{slug}}{suffix}") for format_, suffix in suffixes.items()}
        yield Further(per=per, name=name, files=files)


def _has_authors(folder: Folder, said: Mapping[str, Any]) -> bool:
    """Whether a post names an author that is not the site's."""
    texts = (folder.text(file) for file in _matching(folder, _globs(said)))
    own = text_of(said, "BLOG_AUTHOR")
    return any(found[1].strip("\"' ") != own for text in texts for found in AUTHOR.finditer(text))


def _globs(said: Mapping[str, Any]) -> list[str]:
    return [joined(glob) for glob, _ in rows_of(said)]


def _matching(folder: Folder, globs: list[str]) -> list[str]:
    """The files of some globs, in all folders below as well."""
    return folder.matching(*(
        os.path.join(os.path.dirname(glob) or ".", "**", os.path.basename(glob)).removeprefix("./") for glob in globs
    ))  # fmt: skip


def _posts(folder: Folder, said: Mapping[str, Any]) -> Iterator[Posts]:
    """A source for each folder of posts and each language that they are written in."""
    globs = _globs(said)
    for base in dict.fromkeys(os.path.dirname(glob) or "." for glob in globs):
        mine = _matching(folder, [glob for glob in globs if (os.path.dirname(glob) or ".") == base])
        for kind, suffixes in KINDS.items():
            found = [file for file in mine if file.lower().endswith(suffixes)]
            if found:
                is_text = kind == "rst" and any(file.lower().endswith(".txt") for file in found)
                include = ("**/*.rst", "**/*.txt") if is_text else ()
                yield Posts(path=base, type=kind, include=include, count=len(found))
