"""Docusaurus's own configuration: its blog, and the feeds that the blog plugin writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from feedtool.javascript import Code
from feedtool.presets.docusaurus import PRESET
from feedtool.presets.docusaurus_site import SETTINGS, Site, known
from feedtool.presets.tables import table_of
from feedtool.setup.folder import joined
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from feedtool.setup.folder import Folder

LIMIT: Final = 20  # of the blog plugin's feeds
FEEDS: Final = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}


def is_one(folder: Folder) -> bool:
    """Whether a folder is a site of Docusaurus."""
    return bool(folder.has(*SETTINGS))


def settings(folder: Folder) -> Settings:
    """What docusaurus.config says in so many words; nothing of it is run."""
    config = folder.has(*SETTINGS)
    try:
        site = Site(folder.text(config))
    except ValueError:  # what cannot be read says nothing
        site = Site()
    said = site.said
    blog = next(iter(site.blogs), {})
    feed, url, title = table_of(blog, "feedOptions"), known(said, "url").rstrip("/"), known(said, "title")
    base = known(blog, "routeBasePath", "blog").strip("/")
    return Settings(
        preset="docusaurus", shown="Docusaurus", config=config or "its folders",
        title=known(feed, "title") or (title and f"{title} Blog"),
        description=known(feed, "description") or known(blog, "blogDescription") or known(said, "tagline"),
        url=f"{url}/{known(said, 'baseUrl').strip('/')}".rstrip("/") if url else "",
        language=known(feed, "language") or known(table_of(said, "i18n"), "defaultLocale"), timezone="UTC",
        rights=known(feed, "copyright"), output="build", posts=(_posts(folder, said, blog),),
        feeds={kind: joined(base, FEEDS[kind]) for kind in _kinds(feed)}, limit=_limit(feed),
        off=f"write feedOptions: {{type: null}} in the options of the blog in {config}.",
        notes=tuple(_notes(config, said, site.blogs)),
    )  # fmt: skip


def _posts(folder: Folder, said: Mapping[str, Any], blog: Mapping[str, Any]) -> Posts:
    path = joined(known(blog, "path", "blog"))
    files = [file for file in folder.matching(f"{path}/**") if file.endswith(PRESET.suffixes)]
    include, exclude = (tuple(one for one in _listed(blog.get(key)) if one) for key in ("include", "exclude"))
    rule = _rule(said, blog)
    return Posts(path=path, url="" if rule == PRESET.url else rule, include=include, exclude=exclude, undated="git",
                 count=len(files))  # fmt: skip


def _rule(said: Mapping[str, Any], blog: Mapping[str, Any]) -> str:
    """Where posts live: trailingSlash gives all addresses a slash, or takes it away; unset, they are as they are."""
    slash = said.get("trailingSlash")
    word = "{bare_path}" if slash is False else "{path}/" if slash is True else "{path}"
    return re.sub("//+", "/", f"/{known(blog, 'routeBasePath', 'blog').strip('/')}/{word}")


def _notes(config: str, said: Mapping[str, Any], blogs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What could not be read, and the blogs that are not taken over."""
    if not known(said, "url"):
        yield f"The address could not be read from {config}: it is computed there."
    blog = next(iter(blogs), {})
    unread = [
        key
        for table, keys in (
            (said, ("title", "baseUrl", "trailingSlash")),
            (blog, ("path", "routeBasePath", "authorsMapPath", "feedOptions", "processBlogPosts")),
            (table_of(blog, "feedOptions"), ("title", "limit", "createFeedItems")),
        )
        for key in keys
        if isinstance(table.get(key), Code)
    ]
    if unread:
        yield f"Computed in {config}, and so not read: {', '.join(unread)}."
    for other in blogs[1:]:
        yield (f'Another blog is in {joined(known(other, "path", "blog"))}. For its feed write another configuration, '
               f'with that path and url = "{_rule(said, other)}" in [[sources]].')  # fmt: skip


def _listed(said: object) -> tuple[str, ...]:
    """The texts in a list, or the one that is none."""
    found = said if isinstance(said, list) else [said]
    return tuple(one for one in found if isinstance(one, str) and not isinstance(one, Code))


def _kinds(feed: Mapping[str, Any]) -> tuple[str, ...]:
    """The feeds that the plugin writes: RSS and Atom unless told otherwise."""
    if "type" not in feed or isinstance(feed["type"], Code):
        return ("rss", "atom")
    named = _listed(feed["type"])
    return tuple(kind for kind in FEEDS if kind in named or "all" in named)


def _limit(feed: Mapping[str, Any]) -> int:
    said = feed.get("limit", LIMIT)
    return 0 if said is None or said is False else said if isinstance(said, int) else LIMIT
