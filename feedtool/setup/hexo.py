"""Hexo's configuration, and where its feed plugin puts the feeds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.hexo import PERMALINK, PRESET, SETTINGS, pretty, rule_of
from feedtool.presets.tables import word_of
from feedtool.setup import machine
from feedtool.setup.folder import joined
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.setup.folder import Folder

FORMATS: Final = {"atom": "atom", "rss2": "rss"}
ZONE: Final = (
    "Hexo takes times for those of the machine that it runs on. This one is in {}; correct timezone if need be."
)
DAY: Final = (
    "Hexo takes the day in an address from the machine that it runs on, which is UTC as a rule. If it runs in {}, "
    'write url = "{}" in [[sources]].'
)
UTC: Final = ("", "UTC", "Etc/UTC")
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
    own = word_of(said, "timezone")
    zone = own or machine.zone()
    permalink = pretty(word_of(said, "permalink") or PERMALINK, said)
    rule, local = (
        rule_of(permalink, local=not own and zone not in UTC),
        rule_of(permalink, local=True),
    )
    notes = []
    if zone not in UTC and not own:
        notes.append(ZONE.format(zone))
    elif zone not in UTC and rule != local:
        notes.append(DAY.format(zone, local))
    feeds, limit = _feeds(folder, said)
    author = {key: word_of(said, name) for key, name in (("name", "author"), ("email", "email"), ("url", "url"))}
    language = said.get("language")
    posts = joined(source, "_posts")
    files = [file for file in folder.matching(f"{posts}/**") if file.lower().endswith(PRESET.suffixes)]
    return Settings(
        preset="hexo", shown="Hexo", config=folder.has(*SETTINGS) or "its folders", title=word_of(said, "title"),
        url=_address(said), description=word_of(said, "description") or word_of(said, "subtitle"),
        language=str(language[0]) if isinstance(language, list) and language else word_of(said, "language"),
        timezone=own or ("" if zone in UTC else zone),
        authors=({**author, "url": ""},) if author["name"] else (),
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
    feeds = {FORMATS[kind]: path for kind, path in zip(*_places(own.get("type"), own.get("path")), strict=True)}
    limit = own.get("limit", LIMIT)
    if str(limit).lower() in {"", "none", "false"}:
        return feeds, 0
    return feeds, limit if isinstance(limit, int) and limit >= 0 else LIMIT


def _places(kinds: object, paths: object) -> tuple[list[str], list[str]]:
    """The plugin's kinds of feed and their paths, as its index.js settles them: two kinds are always Atom, RSS."""
    named = [one for one in (kinds if isinstance(kinds, list) else [kinds]) if one][:2]
    are_several = isinstance(kinds, list) and bool(named) and {*named} <= {"atom", "rss2"}
    settled = ["atom", "rss2"] if len(named) > 1 else [one if one == "rss2" else "atom" for one in named or ["atom"]]
    given = paths if isinstance(paths, list) else [paths]
    said = given if isinstance(paths, list) is (are_several or len(settled) > 1) else []
    names = [str(said[at]) if at < len(said) and said[at] else kind for at, kind in enumerate(settled)]
    return settled, [(name if os.path.splitext(name)[1] else f"{name}.xml").strip("/") for name in names]
