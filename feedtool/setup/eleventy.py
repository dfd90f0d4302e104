"""Eleventy's configuration, which is code: its literals, its data files, and the templates of hand-made feeds."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool.javascript import Code
from feedtool.loader import frontmatter
from feedtool.loader.beside import Beside
from feedtool.presets.eleventy import PRESET
from feedtool.presets.eleventy_data import CONFIGURATIONS, cascade, settings_of
from feedtool.presets.templates import filled
from feedtool.raw import SourceError
from feedtool.setup.eleventy_posts import around, by_globs
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from feedtool.presets.eleventy_data import Settings as Configuration
    from feedtool.setup.folder import Folder

METADATA: Final = ("metadata", "site", "meta", "config", "siteConfig")  # global data files that tell of the site
SUFFIXES: Final = (".json", ".js", ".mjs", ".cjs", ".yaml", ".yml")
# What a feed that is a template of the site's own holds, and its format.
FEEDS: Final = (("atom", "<feed"), ("rss", "<rss"), ("json", "jsonfeed.org"))
LIMIT: Final = re.compile(
    r"\|\s*head\(\s*-?(\d+)|\blimit\s*:\s*(\d+)|\.slice\(\s*-?(\d+)\s*[,)]|\|\s*reverse\s*\|\s*head\s*:\s*-?(\d+)"
)
CONVENTION: Final = ("posts", "post", "blog", "articles")


class Found(NamedTuple):
    """The site's own feeds: where they are, and what is in them."""

    feeds: Mapping[str, str]  # a format to a path
    collection: str
    limit: int
    off: str
    metadata: Mapping[str, Any]  # of the feed plugin


def is_one(folder: Folder) -> bool:
    """Whether a site is Eleventy's: its configuration, which may be missing, or its package."""
    return bool(folder.has(*CONFIGURATIONS) or folder.needs("@11ty/eleventy"))


def settings(folder: Folder) -> Settings:
    """What can be read without running anything."""
    site = _Site(folder)
    feeds = _by_plugin(site) or _by_template(site) or Found({}, "", 0, "", {})
    data = {**site.metadata, **{key: value for key, value in feeds.metadata.items() if not _is_code(value)}}
    author = data.get("author")
    person = author if isinstance(author, dict) else {"name": author} if isinstance(author, str) else {}
    pages = site.pages()
    undated = "git" if any(page.is_dated_by_git for page in pages) else ""
    posts = tuple(replace(one, undated=undated) for one in _posts(site, feeds.collection, pages))
    return Settings(
        preset="eleventy", shown="Eleventy", config=site.configuration.name or "its folders",
        title=_text(data, "title", "name"), description=_text(data, "description", "subtitle"),
        url=_address(data, site.configuration.prefix),
        language=_text(data, "language", "lang", "locale"),
        authors=(_person(person),) if person.get("name") else (),
        posts=posts or (Posts(path=site.input, count=0),), output=site.configuration.folder("output", "_site"),
        feeds=feeds.feeds, limit=feeds.limit, off=feeds.off,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site, and its data."""

    file: str
    tags: tuple[str, ...]
    is_dated_by_git: bool


class _Site:
    """The site, read once."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.beside = Beside(folder.root, folder.root)
        self.configuration: Configuration = settings_of(self.beside)
        self.input = self.configuration.folder("input", ".")
        self.metadata = self._metadata()

    def _metadata(self) -> dict[str, Any]:
        """The global data that tell of the site."""
        data = self.configuration.folder("data", "_data")
        for name in METADATA:
            for suffix in SUFFIXES:
                if isinstance(found := self.data(f"{data}/{name}{suffix}"), dict) and found:
                    return {key: value for key, value in found.items() if not isinstance(value, Code)}
        return {}

    def data(self, path: str) -> Any:
        try:
            return self.beside.data(self.folder.path(path))
        except SourceError:
            return None

    def files(self, *suffixes: str) -> Iterator[str]:
        """The files of the input folder: no includes, no data, nothing that was built."""
        c = self.configuration
        others = {c.folder("output", "_site"), c.folder("includes", "_includes"), c.folder("data", "_data")}
        others.add(c.folder("layouts", "_layouts"))
        for file in self.folder.files:
            inside = self.input == "." or file.startswith(f"{self.input}/")
            if inside and file.lower().endswith(suffixes) and not any(file.startswith(f"{one}/") for one in others):
                yield file

    def pages(self) -> list[Page]:
        pages = []
        for file in self.files(*PRESET.suffixes):
            try:
                own = frontmatter.split(self.folder.text(file)).metadata
                data = cascade(own, file, self.beside, self.configuration)[0]
            except (SourceError, ValueError):
                data = {}
            tags = data.get("tags")
            by_git = str(data.get("date")).lower() == "git created"
            pages.append(Page(file, tuple(tags) if isinstance(tags, list) else (), by_git))
        return pages


# -- feeds -----------------------------------------------------------------------------------------------------------


def _by_plugin(site: _Site) -> Found | None:
    """What the calls of the feed plugin say."""
    calls = [call[1] for call in site.configuration.script.calls("addPlugin") if len(call) > 1
             and isinstance(call[1], dict) and (call[0] == "feedPlugin" or "outputPath" in call[1])]  # fmt: skip
    if not calls:
        return None
    first = calls[0]
    collection = first.get("collection")
    collection = collection if isinstance(collection, dict) else {}
    metadata, limit = first.get("metadata"), collection.get("limit")
    paths = {str(call.get("type") or "atom"): str(call.get("outputPath") or "/feed.xml").lstrip("/")
             for call in reversed(calls)}  # fmt: skip
    return Found(
        feeds={name: path for name, path in paths.items() if name in {"atom", "rss", "json"}},
        collection=str(collection.get("name") or ""), limit=limit if isinstance(limit, int) else 0,
        off=f"take feedPlugin out of {site.configuration.name}.",
        metadata=metadata if isinstance(metadata, dict) else {},
    )  # fmt: skip


def _by_template(site: _Site) -> Found | None:
    """What the site's own templates of feeds say; of two in one format the first counts."""
    feeds: dict[str, tuple[str, str]] = {}
    first: tuple[str, str] | None = None
    for file in site.files(".njk", ".liquid", ".html", ".11ty.js", ".hbs", ".ejs"):
        text = site.folder.text(file)
        form = next((form for form, mark in FEEDS if mark in text), "")
        collection = re.search(r"\bcollections\.(\w+)", text)
        if form and collection and form not in feeds and (path := _permalink(site, text)):
            feeds[form] = (path, file)
            first = first or (collection[1], text)
    if first is None:
        return None
    limit = LIMIT.search(first[1])
    return Found(
        feeds={form: path for form, (path, _) in feeds.items()}, collection=first[0],
        limit=int(next(one for one in limit.groups() if one)) if limit else 0,
        off=f"delete {' and '.join(file for _, file in feeds.values())}.", metadata={},
    )  # fmt: skip


def _permalink(site: _Site, text: str) -> str:
    """Where a template of a feed is written."""
    try:
        said = frontmatter.split(text).metadata.get("permalink")
        path = filled(str(said), dict.fromkeys(METADATA, site.metadata)) if said else ""
    except (SourceError, ValueError):
        return ""
    return path.strip().lstrip("/")


# -- posts -----------------------------------------------------------------------------------------------------------


def _posts(site: _Site, collection: str, pages: Sequence[Page]) -> Iterator[Posts]:
    """Where the pages of a collection lie: by the globs of the site's code, or by their tag."""
    code = next((call[1] for call in site.configuration.script.calls("addCollection") if len(call) > 1
                 and call[0] == collection and isinstance(call[1], Code)), "")  # fmt: skip
    if found := by_globs(site.folder, code):
        yield from found
        return
    for tag in (collection, *CONVENTION):
        members = [page.file for page in pages if tag and tag in page.tags]
        if members:
            yield around(members, [page.file for page in pages])
            return


# -- the site --------------------------------------------------------------------------------------------------------


def _address(said: Mapping[str, Any], path: str) -> str:
    """The site's address with its pathPrefix, which it may have already."""
    found = (said.get(name) for name in ("base", "url", "siteUrl", "baseUrl"))
    base = next((one for one in found if isinstance(one, str) and "://" in one), "")
    home = base.rstrip("/")
    return base if not base or not path or home.endswith(f"/{path}") else f"{home}/{path}/"


def _is_code(value: object) -> bool:
    """Whether only a run would tell *value*, or the name in it."""
    return isinstance(value.get("name") if isinstance(value, dict) else value, Code)


def _person(said: Mapping[str, Any]) -> dict[str, str]:
    return {key: value for key in ("name", "email", "url") if isinstance(value := said.get(key), str)
            and value and not isinstance(value, Code)}  # fmt: skip


def _text(said: Mapping[str, Any], *names: str) -> str:
    return next((value for name in names if isinstance(value := said.get(name), str) and value), "")
