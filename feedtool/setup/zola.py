"""Zola's own configuration."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from feedtool.loader import frontmatter
from feedtool.presets.tables import text_of
from feedtool.presets.zola import FILES, PRESET, languages_of, other_languages, written
from feedtool.raw import SourceError
from feedtool.setup.folder import joined
from feedtool.setup.settings import Further, Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool.setup.folder import Folder

NAMES: Final = {"tags": "tag", "categories": "category", "authors": "author"}  # of feeds
MAIL: Final = re.compile(r"(?P<email>[^\s()]{1,300}@[^\s()]{1,300}) \((?P<name>[^()]{1,300})\)")  # as RSS has authors


def _file(folder: Folder) -> str:
    return next((name for name in FILES if "base_url" in folder.data(name)), "")


def is_one(folder: Folder) -> bool:
    """Whether a site is Zola's: its file, or a config.toml with its key."""
    return bool(folder.has("zola.toml") or _file(folder))


def settings(folder: Folder) -> Settings:
    """What config.toml says."""
    name = _file(folder) or folder.has(*FILES) or "its folders"
    said = folder.data(name)
    main, others = text_of(said, "default_language") or "en", other_languages(said)
    said = {**said, **languages_of(said).get(main, {})}  # the main language may have a table of its own
    limit = said.get("feed_limit", said.get("rss_limit", 0))
    author = text_of(said, "author")
    person = MAIL.fullmatch(author)
    return Settings(
        name="feedtool.toml", preset="zola", shown="Zola", config=name, title=text_of(said, "title"),
        url=text_of(said, "base_url"), description=" ".join(text_of(said, "description").split()), language=main,
        authors=(person.groupdict() if person else {"name": author},) if author else (),
        posts=(_posts(folder, said, others),), output=joined(text_of(said, "output_dir") or "public"),
        feeds=_feeds(said), further=(*_sections(folder, said), *_further(said)),
        limit=limit if isinstance(limit, int) else 0,
        off=f"write generate_feeds = false in {name}.",
        notes=(f"Posts in {', '.join(others)} are left out, as they are in the feed of the main language.",)
        if others else (),
    )  # fmt: skip


def _feeds(said: Mapping[str, Any]) -> dict[str, str]:
    """The feeds of the whole site, under the keys of this release or an older one."""
    if not any(said.get(key) is True for key in ("generate_feeds", "generate_feed", "generate_rss")):
        return {}
    return _names(said)


def _names(said: Mapping[str, Any]) -> dict[str, str]:
    names = said.get("feed_filenames") or said.get("feed_filename")
    names = names or ("rss.xml" if "generate_rss" in said else "atom.xml")
    feeds: dict[str, str] = {}
    for name in [names] if isinstance(names, str) else names:
        kind = "json" if name.endswith(".json") else "rss" if "rss" in name.lower() else "atom"
        feeds.setdefault(kind, name)
    return feeds


def _further(said: Mapping[str, Any]) -> Iterator[Further]:
    """The feeds of the terms of each taxonomy that wants some."""
    rules = said.get("slugify")
    way = rules.get("taxonomies", "on") if isinstance(rules, dict) else "on"
    taxonomies = said.get("taxonomies")
    for row in taxonomies if isinstance(taxonomies, list) else []:
        if not isinstance(row, dict) or True not in (row.get("feed"), row.get("rss")) or not text_of(row, "name"):
            continue
        name = text_of(row, "name")
        folder = joined(text_of(said, "taxonomy_root").strip("/"), written(name, way), "{slug}")
        files = {format_: f"{folder}/{file}" for format_, file in (_names(said)).items()}
        yield Further(per=f"taxonomies.{name}", name=NAMES.get(name, name), files=files)


def _sections(folder: Folder, said: Mapping[str, Any]) -> Iterator[Further]:
    """The feed of each section that wants one, of the pages that are directly in it."""
    for file in folder.matching("content/**/_index.md"):
        section = file.removeprefix("content/").removesuffix("/_index.md")
        try:
            own = frontmatter.split(folder.text(file)).metadata
        except SourceError:
            continue
        if any(own.get(key) is True for key in ("generate_feeds", "generate_feed")) and own.get("draft") is not True:
            pages = (f"content/{section}/*.md", f"content/{section}/*/index.md")
            files = {format_: f"{section}/{name}" for format_, name in _names(said).items()}
            yield Further(name=f"section {section}", filter={"path": pages}, files=files)


def _posts(folder: Folder, said: Mapping[str, Any], others: list[str]) -> Posts:
    ignored = said.get("ignored_content")
    globs = [one for glob in ignored for one in _without_braces(str(glob))] if isinstance(ignored, list) else []
    exclude = [f"**/*.{one}.md" for one in others if folder.matching(f"content/**/*.{one}.md")]
    # "*" of Zola's goes through folders, as only "**/*" does here
    exclude += [glob if "/" in glob else f"**/{glob}" for glob in globs if folder.matching(f"content/**/{glob}")]
    files = [file for file in folder.matching("content/**") if file.endswith(PRESET.suffixes)]
    left_out = set(folder.matching(*(f"content/{glob}" for glob in exclude)))
    count = sum(file not in left_out and "/_index." not in file for file in files)
    return Posts(path="content", exclude=tuple(exclude), count=count)


def _without_braces(glob: str) -> Iterator[str]:
    """*glob*, once for each word that it has in braces."""
    found = re.search(r"\{([^{}]{0,400})\}", glob)
    if found is None:
        yield glob
    else:
        for word in found[1].split(","):
            yield from _without_braces(glob[: found.start()] + word + glob[found.end() :])
