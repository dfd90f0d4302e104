"""Hexo's configuration, and where its feed plugin puts the feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.hexo import PRESET, SETTINGS, rule_of
from feedtool.presets.tables import word_of
from feedtool.setup.folder import joined
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.setup.folder import Folder

FORMATS: Final = {"atom": "atom", "rss2": "rss", "rss": "rss"}
FILES: Final = {"atom": "atom.xml", "rss": "rss2.xml"}
LIMIT: Final = 20  # entries of the plugin's feed, unless the site says otherwise


def is_one(folder: Folder) -> bool:
    """Whether a site is Hexo's: its package says so, or its folders do."""
    return folder.needs("hexo") or bool(
        folder.has(*SETTINGS) and folder.has_folder("source/_posts") and folder.has_folder("scaffolds", "themes")
    )


def settings(folder: Folder) -> Settings:
    """What _config.yml says."""
    said = folder.data(folder.has(*SETTINGS))
    source, output = word_of(said, "source_dir") or "source", word_of(said, "public_dir") or "public"
    notes = []
    try:
        rule = rule_of(word_of(said, "permalink")) if word_of(said, "permalink") else ""
    except ValueError as why:
        rule = ""
        notes.append(f"The permalink {word_of(said, 'permalink')} could not be read ({why}): say it in url.")
    feeds, limit = _feeds(folder, said)
    author = {key: word_of(said, name) for key, name in (("name", "author"), ("email", "email"), ("url", "url"))}
    language = said.get("language")
    posts = joined(source, "_posts")
    files = [file for file in folder.matching(f"{posts}/**") if file.lower().endswith(PRESET.suffixes)]
    return Settings(
        preset="hexo", shown="Hexo", config=folder.has(*SETTINGS) or "its folders", title=word_of(said, "title"),
        url=_address(said), description=word_of(said, "description") or word_of(said, "subtitle"),
        language=str(language[0]) if isinstance(language, list) and language else word_of(said, "language"),
        timezone=word_of(said, "timezone"), authors=({**author, "url": ""},) if author["name"] else (),
        posts=(Posts(path=posts, url="" if rule == PRESET.url else rule, count=len(files)),), output=joined(output),
        feeds=feeds, limit=limit, off="take hexo-generator-feed out of package.json.", notes=tuple(notes),
    )  # fmt: skip


def _address(said: Mapping[str, Any]) -> str:
    """The site's address; the path of `root` is a part of it already, as a rule."""
    url, root = word_of(said, "url").rstrip("/"), word_of(said, "root").strip("/")
    return f"{url}/{root}/" if url and root and not url.endswith(f"/{root}") else url


def _feeds(folder: Folder, said: Mapping[str, Any]) -> tuple[dict[str, str], int | None]:
    own = said.get("feed")
    own = own if isinstance(own, dict) else {}
    if not own and not folder.needs("hexo-generator-feed"):
        return {}, None
    types, paths = (one if isinstance(one, list) else [one] for one in (own.get("type") or "atom", own.get("path")))
    feeds = {}
    for at, kind in enumerate(types):
        format_ = FORMATS.get(str(kind), "atom")
        path = paths[at] if at < len(paths) and paths[at] else FILES[format_]
        feeds[format_] = str(path).strip("/")
    limit = own.get("limit", LIMIT)
    return feeds, limit if isinstance(limit, int) and limit >= 0 else LIMIT
