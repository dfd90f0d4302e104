"""`init`: what kind of site is in this folder, and what would its configuration be? One file a generator."""

from __future__ import annotations

import importlib
import os
import zoneinfo
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from feedtool import config, urls, walk
from feedtool.config import kinds
from feedtool.errors import ConfigError, did_you_mean, quoted
from feedtool.raw import SourceError
from feedtool.setup import own_feed, plain, template
from feedtool.setup.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from feedtool.setup.settings import Settings

# In the order in which they are asked whether a folder is theirs, the most telling files first.
GENERATORS: Final = (
    "quarto", "docusaurus", "astro", "gatsby", "eleventy", "nikola", "ablog", "pelican", "lektor", "mkdocs", "zola",
    "hugo", "hexo", "jekyll", "obsidian",
)  # fmt: skip
# Notes of this machine's, and a file of which every line counts, whichever branch it came from.
FOR_GIT: Final = {".gitignore": ".feedtool/", ".gitattributes": "*feedtool.lock merge=union"}
TOLD: Final = ("title", "url", "description", "language", "timezone", "authors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A configuration that could be written."""

    path: str  # absolute
    shown: str
    text: str
    url: str
    found: tuple[str, ...]  # what was seen and taken over, a sentence each
    lacking: tuple[tuple[str, str], ...]  # files of git's, absolute, and the line that feedtool wants in each
    later: tuple[tuple[str, str], ...]  # the same of those that are of no use before there is a repository
    feed: str  # the feed that the generator built, absolute; "" where there is none
    live: str  # where that feed is published, as far as that is known


def plan(
    folder: str, *, name: str | None = None, title: str | None = None, url: str | None = None, preset: str | None = None
) -> Plan:
    """What `init` would write in *folder*, made for the generator *preset* where it is named.

    Raises ConfigError where feedtool has a configuration there already, and where *url* or *preset* is none.
    """
    root = os.path.abspath(folder)
    site = settings_of(root, preset)
    shown = name or _free_name(root, site.name)
    path = os.path.join(root, shown)
    if os.path.exists(path):
        raise ConfigError(f"{shown}: there already, and left as it is. Change it, or take it away and run init again.")
    if name is None and shown not in {site.name, "config.toml"}:
        site = replace(site, notes=(*site.notes, f"{site.name} is not feedtool's, or cannot be read: left as it is."))
    said, site = site, _checked(site, root, title, url)

    def seen(place: str) -> str:
        """A path of the site, as the configuration sees it."""
        return os.path.relpath(os.path.join(root, place), os.path.dirname(path)).replace(os.sep, "/")

    return Plan(
        path=path, shown=shown, url=site.url, text=template.text_of(site, seen, built=_is_built(site, root)),
        found=tuple(_found(site, root, said)), lacking=tuple(_lacking(root, _has_use)),
        later=tuple(_lacking(root, lambda path: not _has_use(path))),
        feed=_feed(site, root), live=next((urls.below(site.url, path) for path in site.feeds.values() if site.url), ""),
    )  # fmt: skip


def settings_of(root: str, preset: str | None = None) -> Settings:
    """What the site in *root* says of itself. Raises ConfigError where *preset* is unknown."""
    folder = Folder(root)
    if preset is not None and preset not in GENERATORS:
        near = did_you_mean(preset, GENERATORS).rstrip("?") or f"known are {', '.join(GENERATORS)}"
        raise ConfigError(f"--preset is {quoted(preset)}, expected the name of a generator: {near}.")
    for name in GENERATORS if preset is None else (preset,):
        read: Callable[[Folder], Settings] = importlib.import_module(f"feedtool.setup.{name}").settings
        if preset is not None or _is_one(name, folder):
            try:
                return _with_posts(_doubted(read(folder), name, folder), folder)
            except SourceError as why:  # settings that nobody can read, the generator neither
                return replace(plain.settings(folder), notes=(f"{why.found}: its settings could not be read.",))
    return plain.settings(folder)


def _is_one(name: str, folder: Folder) -> bool:
    is_one: Callable[[Folder], bool] = importlib.import_module(f"feedtool.setup.{name}").is_one
    return is_one(folder)


def _doubted(site: Settings, name: str, folder: Folder) -> Settings:
    """*site*; where the files are another generator's than the one that was named, it is told."""
    other = next((other for other in GENERATORS if _is_one(other, folder)), name)
    if other == name or _is_one(name, folder):
        return site
    return replace(
        site, notes=(*site.notes, f"The files here look like those of {other}: --preset {other} would read them.")
    )


def _with_posts(site: Settings, folder: Folder) -> Settings:
    """*site*; where its generator's folders are not there, with the posts that are, read by no convention."""
    if any(folder.has(posts.path) for posts in site.posts):
        return site
    others = plain.settings(folder).posts
    if others[0].count:
        return replace(site, posts=others, preset="", feeds={}, further=())
    return site if site.posts else replace(site, posts=others)


def write(plan: Plan) -> None:
    """Write *plan*; never over a file that is there."""
    try:
        text = plan.text.encode(errors="replace")  # a name that is no UTF-8 has "?", which globs take for any letter
        with open(plan.path, "xb") as opened:
            opened.write(text)
        for file, line in plan.lacking:
            _add(file, line)
    except OSError as why:
        raise ConfigError(f"{plan.shown} cannot be written: {why.strerror}.") from why


def _free_name(root: str, wanted: str) -> str:
    """The name *wanted*, or feedtool.toml where that is another tool's."""
    try:
        ours = os.path.basename(config.find(root))
    except ConfigError:
        return "feedtool.toml" if os.path.exists(os.path.join(root, wanted)) else wanted
    return ours


def _checked(site: Settings, root: str, title: str | None, url: str | None) -> Settings:
    """*site* with what the command line says, and without what a configuration cannot have."""
    address = _address(url) if url is not None else ""
    if url is None:
        with suppress(ConfigError):
            address = _address(site.url or plain.address(Folder(root)))
    with suppress(kinds.Wrong):
        kinds.LANGUAGE.read(site.language.replace("_", "-"))
        site = replace(site, language=site.language.replace("_", "-"))
    try:
        zoneinfo.ZoneInfo(site.timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        site = replace(site, timezone="")
    people = []
    for person in site.authors:
        with suppress(kinds.Wrong):
            kinds.PEOPLE.read([dict(person)])
            people.append(person)
    name = title or site.title.strip() or walk.shown(os.path.basename(root), "") or "My site"
    return replace(site, title=name, url=address, authors=tuple(people))


def _address(url: str) -> str:
    """*url* as the configuration will read it. Raises ConfigError where it will not."""
    if not url.strip():
        return ""
    try:
        return str(kinds.FOLDER_ADDRESS.read(url))
    except kinds.Wrong as wrong:
        raise ConfigError(f"--url is {quoted(url)}, expected {wrong.expected}: {wrong.remedy}.") from None


def _feed(site: Settings, root: str) -> str:
    file = own_feed.built(Folder(root), site.output, site.feeds.values()) if site.output else ""
    return os.path.join(root, file) if file else ""


def _is_built(site: Settings, root: str) -> bool:
    output = os.path.join(root, site.output) if site.output else ""
    return bool(output) and any(name.endswith(".html") for _, _, names in os.walk(output) for name in names)


def _found(site: Settings, root: str, said: Settings) -> list[str]:
    """What is told of *site*, of which its generator *said* a part."""
    told = []
    if site.shown:
        taken = [name for name in TOLD if getattr(site, name) and getattr(said, name)]
        read = f" From {site.config}: {', '.join(taken)}." if taken else f" {site.config} says nothing of it."
        told.append(f"This is a site of {site.shown}.{read}")
    for posts in site.posts:
        where = "this folder" if posts.path == "." else posts.path
        files = f"{posts.count} file{'' if posts.count == 1 else 's'}" if posts.count else ""
        told.append(f"{files} for posts in {where}." if files else f"Posts are in {where}." if posts.count is None
                    else "It found no posts: name their folder in path.")  # fmt: skip
    if site.feeds:
        told.append(f"The feeds stay where they are: {', '.join(f'/{path}' for path in site.feeds.values())}.")
    if further := template.further_of(site):
        told.append(f"So do those beside it: {', '.join(further)}.")
    if site.feeds and site.off:
        told.append(f"To switch off the feed that {site.shown} makes: {site.off}")
    if _is_built(site, root):
        told.append(f"Bodies come from the built pages in {site.output}.")
    return [*told, *site.notes]


def _has_use(path: str) -> bool:
    """Whether a file of git's is there, or its repository."""
    return os.path.exists(path) or os.path.isdir(os.path.join(os.path.dirname(path), ".git"))


def _lacking(root: str, is_meant: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """What those of a repository's own files that *is_meant* picks have to say of feedtool's, and do not yet."""
    for name, wanted in FOR_GIT.items():
        path = os.path.join(root, name)
        if os.path.isdir(path) or not is_meant(path):
            continue
        lines = {line.strip().strip("/") for line in Folder(root).text(name).split("\n")}
        if wanted.strip("/") not in lines:
            yield path, wanted


def _add(path: str, line: str) -> None:
    with open(path, "a+", encoding="utf-8", newline="") as file:
        file.seek(0)
        text = file.read()
        end = "\r\n" if "\r\n" in text else "\n"
        file.write(("" if not text or text.endswith("\n") else end) + line + end)
