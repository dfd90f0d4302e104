"""MkDocs's own configuration: its blog as Material has it, and the RSS plugin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.mkdocs import PRESET, SETTINGS, blog_dir, end_of, plugin, plugins, posts_dir, settings_of
from feedtool.setup.folder import joined
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.setup.folder import Folder

LIMIT: Final = 20  # the RSS plugin's own
# Patterns of Babel's dates, longest first, as words of ours; names of months and days have none.
DATE: Final = re.compile(r"'(?P<text>[^']*)'|(?P<word>([A-Za-z])\3*)")
WORDS: Final = {"yyyy": "year", "y": "year", "yy": "short_year", "MM": "month", "M": "i_month", "dd": "day",
                "d": "i_day", "DDD": "y_day", "HH": "hour", "mm": "minute", "ss": "second"}  # fmt: skip
FEEDS: Final = {"rss": ("rss_created", "feed_rss_created.xml"), "json": ("json_created", "feed_json_created.json")}


def is_one(folder: Folder) -> bool:
    """Whether a folder has documents of MkDocs, and a blog or a feed among them."""
    said = _said(folder)
    return plugin(said, "blog") is not None or plugin(said, "rss") is not None


def _said(folder: Folder) -> dict[str, Any]:
    file = folder.has(*SETTINGS)
    return settings_of(folder.data, file) if file else {}


def settings(folder: Folder) -> Settings:
    """What mkdocs.yml says, and what it inherits."""
    said = _said(folder)
    blogs, rss = plugins(said, "blog"), plugin(said, "rss")
    one_or_more: list[dict[str, Any] | None] = [*blogs] or [None]
    rows = [(blog, *_rule(said, blog)) for blog in one_or_more]
    documents, output = joined(_text(said, "docs_dir") or "docs"), joined(_text(said, "site_dir") or "site")
    theme, author = said.get("theme"), _text(said, "site_author")
    rss_limit = (rss or {}).get("length", LIMIT)
    zone, time = _of_dates(rss or {})
    return Settings(
        preset="mkdocs", shown="MkDocs", config=folder.has(*SETTINGS) or "its folders",
        title=_text(said, "site_name"), description=_text(said, "site_description"), url=_text(said, "site_url"),
        language=_text(theme, "language") or _text(theme, "locale"), timezone=zone, default_time=time,
        rights=_text(said, "copyright"), authors=({"name": author},) if author else (),
        excerpt_separator=_text(rows[0][0], "post_excerpt_separator"), output=output,
        posts=tuple(_posts(folder, documents, blog, url) for blog, url, _ in rows),
        feeds=_feeds(rss), limit=(rss_limit if isinstance(rss_limit, int) else LIMIT) if rss is not None else None,
        off="take rss out of plugins in mkdocs.yml.", notes=tuple(note for *_, note in rows if note),
    )  # fmt: skip


def _posts(folder: Folder, documents: str, blog: Mapping[str, Any] | None, url: str) -> Posts:
    path = documents if blog is None else joined(documents, posts_dir(blog))
    files = [file for file in folder.matching(f"{path}/**") if file.lower().endswith(PRESET.suffixes)]
    return Posts(path=path, url="" if url == PRESET.url else url, count=len(files))


def _rule(said: Mapping[str, Any], blog: Mapping[str, Any] | None) -> tuple[str, str]:
    """Where posts live, and what of it could not be read."""
    end = end_of(said)
    if blog is None:  # the feed is of documents that have a date
        return f"/{{path}}{end}", ""
    date, note = _date_rule(_text(blog, "post_url_date_format") or "yyyy/MM/dd")
    words = {"date": date, "slug": "{slug}", "categories": "{categories}", "file": "{name}"}
    shape = _text(blog, "post_url_format") or "{date}/{slug}"
    rule = re.sub(r"\{(\w+)\}", lambda found: words.get(found[1], ""), shape).strip("/")
    return f"/{blog_dir(blog)}/{rule}{end}".replace("//", "/"), note


def _date_rule(pattern: str) -> tuple[str, str]:
    """A pattern of Babel's as a rule, and what of it could not be read."""
    unknown: list[str] = []

    def word(found: re.Match[str]) -> str:
        if found["text"] is not None:
            return found["text"] or "'"
        if found["word"] not in WORDS:
            unknown.append(found["word"])
            return ""
        return f"{{{WORDS[found['word']]}}}"

    rule = DATE.sub(word, pattern)
    words = " ".join(unknown)
    return rule, words and f"post_url_date_format has {words}, which could not be read: correct url in [[sources]]."


def _of_dates(rss: Mapping[str, Any]) -> tuple[str, str]:
    """The zone and time that the feed fills dates up with. Material makes those in a table whole before the feed sees
    them.
    """
    said = rss.get("date_from_meta")
    if "." in _text(said, "as_creation"):
        return "UTC", ""
    return _text(said, "default_timezone") or "UTC", _text(said, "default_time")


def _feeds(rss: Mapping[str, Any] | None) -> dict[str, str]:
    if rss is None:
        return {}
    names = rss.get("feeds_filenames")
    return {
        kind: _text(names, key) or usual for kind, (key, usual) in FEEDS.items()
        if str(rss.get(f"{kind}_feed_enabled", "")).lower() != "false"
    }  # fmt: skip


def _text(said: Any, key: str) -> str:
    """A word of a table; of !ENV the default, which is the last of its list."""
    value = said.get(key) if isinstance(said, dict) else None
    value = value[-1] if isinstance(value, list) and value else value
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
