"""Pelican's settings: pelicanconf.py, and publishconf.py over it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from feedtool import assignments
from feedtool.presets.pelican import PRESET, rule_of
from feedtool.presets.pelican_settings import SETTINGS, paths_of
from feedtool.presets.slugs import without_tags
from feedtool.presets.tables import text_of
from feedtool.setup.folder import joined
from feedtool.setup.settings import Further, Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool.setup.folder import Folder

LIMIT: Final = 100  # Pelican's own (settings.py: FEED_MAX_ITEMS)
FEEDS: Final = {"atom": ("FEED_ALL_ATOM", "FEED_ATOM"), "rss": ("FEED_ALL_RSS", "FEED_RSS")}
FROM_FILES: Final = (
    "DEFAULT_DATE is 'fs', the time of the file, which a copy changes: undated = \"git\" in [[sources]] takes the "
    "first commit of a post that says no date."
)
READ: Final = frozenset({  # what this module and the preset ask for
    "ARTICLE_EXCLUDES", "ARTICLE_LANG_URL", "ARTICLE_PATHS", "ARTICLE_URL", "AUTHOR", "AUTHOR_FEED_ATOM",
    "AUTHOR_FEED_RSS", "CATEGORY_FEED_ATOM", "CATEGORY_FEED_RSS", "DEFAULT_CATEGORY",
    "DEFAULT_DATE", "DEFAULT_LANG", "DEFAULT_METADATA", "EXTRA_PATH_METADATA", "FEED_ALL_ATOM", "FEED_ALL_RSS",
    "FEED_MAX_ITEMS", "FILENAME_METADATA", "OUTPUT_PATH", "PAGE_PATHS", "PATH", "PATH_METADATA", "SITENAME", "SITEURL",
    "SLUGIFY_SOURCE", "SLUG_REGEX_SUBSTITUTIONS", "TAG_FEED_ATOM", "TAG_FEED_RSS", "TIMEZONE", "TRANSLATION_FEED_ATOM",
    "TRANSLATION_FEED_RSS",
})  # fmt: skip
DEFAULTS: Final = {
    "FEED_ALL_ATOM": "feeds/all.atom.xml", "CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml",
    "AUTHOR_FEED_ATOM": "feeds/{slug}.atom.xml", "AUTHOR_FEED_RSS": "feeds/{slug}.rss.xml",
    "TRANSLATION_FEED_ATOM": "feeds/all-{lang}.atom.xml",
}  # fmt: skip
FURTHER: Final = {"CATEGORY": "category", "AUTHOR": "author", "TAG": "tag", "TRANSLATION": "language"}


def is_one(folder: Folder) -> bool:
    """Whether a folder has Pelican's settings."""
    return bool(folder.has(*SETTINGS)) and bool({"SITENAME", "SITEURL", "PATH", "AUTHOR"} & _said(folder).keys())


def _said(folder: Folder) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name in SETTINGS:
        said |= assignments.of(folder.text(name), said)
    return said


def settings(folder: Folder) -> Settings:
    """What both say."""
    said = _said(folder)
    notes = [note for name in SETTINGS for note in folder.unread(name, READ, said)]
    url = text_of(said, "ARTICLE_URL")
    try:
        rule = rule_of(url) if url else ""
    except ValueError as why:
        rule = ""
        notes.append(f"ARTICLE_URL is {url}, which could not be read ({why}): say it in url.")
    if said.get("DEFAULT_DATE") == "fs":
        notes.append(FROM_FILES)
    feeds = {
        format_: found.lstrip("/") for format_, keys in FEEDS.items()
        if (found := next((path for key in keys if (path := text_of({**DEFAULTS, **said}, key))), ""))
    }  # fmt: skip
    named = " and ".join(keys[0] for name, keys in FEEDS.items() if name in feeds)
    limit = said.get("FEED_MAX_ITEMS", LIMIT)
    author = text_of(said, "AUTHOR")
    return Settings(
        preset="pelican", shown="Pelican", config=" and ".join(name for name in SETTINGS if folder.has(name)),
        title=without_tags(text_of(said, "SITENAME")), description=without_tags(text_of(said, "SITESUBTITLE")),
        url=text_of(said, "SITEURL"), language=text_of(said, "DEFAULT_LANG", "en"),
        timezone=text_of(said, "TIMEZONE", "UTC"), authors=({"name": author},) if author else (),
        posts=tuple(_posts(folder, said, "" if rule == PRESET.url else rule)),
        output=joined(text_of(said, "OUTPUT_PATH", "output")), feeds=feeds,
        further=tuple(_further({**DEFAULTS, **said})),
        limit=limit if isinstance(limit, int) else LIMIT if limit is None else 0,
        off=f"set {named} to None in {folder.has(*reversed(SETTINGS))}.",
        notes=tuple(notes),
    )  # fmt: skip


def _further(said: Mapping[str, Any]) -> Iterator[Further]:
    """The feeds of categories, authors, tags and languages."""
    for key, per in FURTHER.items():
        paths = {format_: text_of(said, f"{key}_FEED_{format_.upper()}").lstrip("/") for format_ in ("atom", "rss")}
        words = {format_: re.sub(r"\{lang\}|\{slug\}|%s", "{slug}", path) for format_, path in paths.items()}
        if files := {format_: path for format_, path in words.items() if "{slug}" in path}:
            yield Further(per=per, files=files)


def _posts(folder: Folder, said: Mapping[str, Any], rule: str) -> Iterator[Posts]:
    """A source for Markdown and HTML, and one for reStructuredText where there is any, in each folder of articles."""
    root = joined(text_of(said, "PATH", "content"))
    for place in paths_of(said, "ARTICLE_PATHS", [""]):
        path = joined(root, place)
        prefix = "" if path == "." else f"{path}/"
        others = [
            joined(root, one) for one in [*paths_of(said, "PAGE_PATHS", ["pages"]), *paths_of(said, "ARTICLE_EXCLUDES")]
        ]
        out = tuple(one.removeprefix(prefix) for one in others if one.startswith(prefix) and folder.has_folder(one))
        for kind, suffixes in (("markdown", PRESET.suffixes), ("rst", (".rst", ".rest"))):
            found = [
                file for file in folder.files
                if file.startswith(prefix) and file.lower().endswith(suffixes)
                and not any(file.startswith(f"{prefix}{one}/") for one in out)
            ]  # fmt: skip
            if found or kind == "markdown":
                yield Posts(path=path, type=kind, exclude=out, url=rule, count=len(found))
