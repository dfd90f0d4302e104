"""Docusaurus's own configuration: its blog, and the feeds that the blog plugin writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.docusaurus import PRESET, SETTINGS
from feedtool.setup.folder import inside, joined, literals, without_comments
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from feedtool.setup.folder import Folder

LIMIT: Final = 20  # of the blog plugin's feeds
FEEDS: Final = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}
ENDS: Final = {True: "/", False: ""}  # trailingSlash; unset, addresses have no slash


def is_one(folder: Folder) -> bool:
    """Whether a folder is a site of Docusaurus."""
    return bool(folder.has(*SETTINGS))


def settings(folder: Folder) -> Settings:
    """What docusaurus.config says in so many words; nothing of it is run."""
    config = folder.has(*SETTINGS)
    text = without_comments(folder.text(config))
    said, languages = literals(text), literals(inside(text, "i18n"))
    blog_text = inside(text, "blog") or text.partition("plugin-content-blog")[2]
    blog, feed_text = literals(blog_text), inside(blog_text, "feedOptions")
    feed = literals(feed_text)
    title = str(said.get("title") or "")
    base = str(said.get("routeBasePath", "blog") if not blog_text else blog.get("routeBasePath", "blog")).strip("/")
    path = joined(str(blog.get("path") or "blog"))
    files = [file for file in folder.matching(f"{path}/**") if file.endswith(PRESET.suffixes)]
    rule = re.sub("//+", "/", f"/{base}/{{path}}{ENDS.get(said.get('trailingSlash', ''), '')}")
    url = str(said.get("url") or "").rstrip("/")
    return Settings(
        preset="docusaurus", shown="Docusaurus", config=config or "its folders",
        title=str(feed.get("title") or (title and f"{title} Blog")), description=_description(feed, blog, said),
        url=f"{url}/{str(said.get('baseUrl') or '').strip('/')}".rstrip("/") if url else "",
        language=str(feed.get("language") or languages.get("defaultLocale") or ""), timezone="UTC",
        rights=str(feed.get("copyright") or ""), output="build",
        posts=(Posts(path=path, url="" if rule == PRESET.url else rule, undated="git", count=len(files)),),
        feeds={kind: joined(base, FEEDS[kind]) for kind in _kinds(feed_text)}, limit=_limit(feed, feed_text),
        off=f"write feedOptions: {{type: null}} in the options of the blog in {config}.",
        notes=() if url else (f"The address could not be read from {config}: it is computed there.",),
    )  # fmt: skip


def _description(*tables: dict[str, Any]) -> str:
    keys = ("description", "blogDescription", "tagline")
    return next((str(table[key]) for key, table in zip(keys, tables, strict=True) if table.get(key)), "")


def _kinds(feed: str) -> tuple[str, ...]:
    """The feeds that the plugin writes: RSS and Atom unless told otherwise."""
    found = re.search(r"\btype\s*:\s*(?:\[(?P<several>[^\]]*)\]|['\"](?P<one>\w+)['\"]|(?P<none>null|false))", feed)
    if found is None:
        return ("rss", "atom")
    if found["none"] is not None:
        return ()
    named = re.findall(r"\w+", found["several"] if found["several"] is not None else found["one"])
    return tuple(kind for kind in FEEDS if kind in named or "all" in named)


def _limit(feed: dict[str, Any], text: str) -> int:
    said = feed.get("limit", LIMIT)
    return 0 if said is False or re.search(r"\blimit\s*:\s*null\b", text) else said if isinstance(said, int) else LIMIT
