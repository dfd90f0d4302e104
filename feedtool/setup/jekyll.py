"""Jekyll's own configuration, and where its feed plugin puts the feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.jekyll import PRESET, SETTINGS, rule_of
from feedtool.presets.tables import table_of, word_of
from feedtool.setup.folder import joined
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.setup.folder import Folder

FEED_LIMIT: Final = 10  # jekyll-feed's own (lib/jekyll-feed/feed.xml)


def is_one(folder: Folder) -> bool:
    """Whether a site is Jekyll's: its configuration, or posts where it has them, and nothing of Hexo's."""
    if folder.needs("hexo"):
        return False
    return bool(
        folder.has_folder("_posts", "_layouts", "_includes")
        or (folder.has(*SETTINGS) and "jekyll" in folder.text("Gemfile").lower())
        or _all_settings(folder).keys() & {"baseurl", "collections", "kramdown", "plugins"}
    )


def _all_settings(folder: Folder) -> dict[str, Any]:
    return folder.data(folder.has(*SETTINGS))


def settings(folder: Folder) -> Settings:
    """What _config.yml says."""
    said = _all_settings(folder)
    notes = []
    url = word_of(said, "permalink")
    try:
        rule = rule_of(url) if url else ""
    except ValueError as why:
        rule = ""
        notes.append(f"The permalink {url} could not be read ({why}): say it in url.")
    base = word_of(said, "url").rstrip("/")
    output = word_of(said, "destination") or "_site"
    feed = table_of(said, "feed")
    limit = feed.get("posts_limit", FEED_LIMIT)
    return Settings(
        preset="jekyll", shown="Jekyll", config=folder.has(*SETTINGS) or "its folders",
        title=word_of(said, "title") or word_of(said, "name"),
        description=" ".join(word_of(said, "description").split()),
        url=f"{base}/{word_of(said, 'baseurl').strip('/')}".rstrip("/") if base else "",
        language=word_of(said, "lang") or word_of(said, "locale"), timezone=word_of(said, "timezone"),
        excerpt_separator=word_of(said, "excerpt_separator"), authors=_authors(said),
        posts=_posts(folder, said, rule, output),
        output=joined(output), feeds={"atom": (str(feed.get("path") or "feed.xml")).lstrip("/")},
        limit=limit if isinstance(limit, int) else FEED_LIMIT,
        off="take jekyll-feed out of plugins in _config.yml.", notes=tuple(notes),
    )  # fmt: skip


def _posts(folder: Folder, said: Mapping[str, Any], rule: str, output: str) -> tuple[Posts, ...]:
    root = joined(word_of(said, "source") or ".", word_of(said, "collections_dir") or ".")
    prefix = "" if root == "." else f"{root}/"
    found = [
        file for file in folder.matching(f"{prefix}**/_posts/**") if file.lower().endswith(PRESET.suffixes)
        and not file.startswith(f"{joined(output)}/")
    ]  # fmt: skip
    rule = "" if rule == PRESET.url else rule
    if all(file.startswith(f"{prefix}_posts/") for file in found):
        return (Posts(path=f"{prefix}_posts", url=rule, count=len(found)),)
    return (Posts(path=root, include=("**/_posts/**",), exclude=(f"{joined(output)}/**",), url=rule, count=len(found)),)


def _authors(said: Mapping[str, Any]) -> tuple[Mapping[str, str], ...]:
    author = said.get("author")
    if isinstance(author, str):
        return ({"name": author},)
    if isinstance(author, dict) and author.get("name"):
        url = author.get("uri") or author.get("url")
        pairs = (("name", author["name"]), ("email", author.get("email")), ("url", url))
        return ({key: str(value) for key, value in pairs if value},)
    return ()
