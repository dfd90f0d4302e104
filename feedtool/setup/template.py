"""Settings as a commented configuration."""

from __future__ import annotations

import posixpath
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Final

from feedtool.builder import FORMATS
from feedtool.config.keys import FILES
from feedtool.markup import MORE
from feedtool.model import MAIN
from feedtool.urls import is_safe_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from feedtool.setup.settings import Further, Posts, Settings

EXAMPLE: Final = '[{ name = "Ada Example", email = "ada@example.com" }]'


def text_of(site: Settings, seen: Callable[[str], str], *, built: bool) -> str:
    """The configuration of *site*, its paths as *seen* from there; with *built*, bodies come from its built pages."""
    lines = ["# feedtool: which posts make which feeds. Every key: docs/reference/configuration.md", "", *_site(site)]
    for posts in site.posts:
        lines += ["", *_source(site, posts, seen, built=built)]
    lines += ["", *_output(site, seen)]
    for name, further in further_of(site).items():
        lines += ["", *_further(name, further, site)]
    return "\n".join([*lines, ""])


def _site(site: Settings) -> Iterator[str]:
    yield "[site]"
    yield _row("title", quoted(site.title))
    yield _row("url", quoted(site.url), "" if site.url else "where the site lives, such as https://example.com/")
    for key in ("description", "rights", "image"):
        if value := getattr(site, key):
            yield _row(key, quoted(value))
    yield _row("language", quoted(site.language or "en"))
    unknown = 'of times that name no zone, such as "Europe/Vienna"'
    yield _row("timezone", quoted(site.timezone or "UTC"), "" if site.timezone else unknown)
    if site.default_time:
        yield _row("default_time", quoted(site.default_time))
    if site.date_order:
        yield _row("date_order", quoted(site.date_order), "what 01/02/2026 means")
    people = ", ".join(_table(person.items()) for person in site.authors)
    yield _row("authors", f"[{people}]") if people else "# " + _row("authors", EXAMPLE)


def _source(site: Settings, posts: Posts, seen: Callable[[str], str], *, built: bool) -> Iterator[str]:
    yield "[[sources]]"
    yield _row("type", quoted(posts.type))
    nothing = "no posts were found: name their folder" if posts.count == 0 else ""
    yield _row("path", quoted(seen(posts.path)), nothing)
    for key in ("include", "exclude"):
        if globs := getattr(posts, key):
            yield _row(key, _list(globs))
    if site.preset and posts.type != "html":
        yield _row("preset", quoted(site.preset), f"keys, dates and addresses mean what they mean to {site.shown}")
        pages = quoted(seen(site.output)) if site.output else ""
        if built:
            yield _row("built", pages, "bodies are taken from the built pages")
        elif pages:
            yield "# " + _row("built", pages, "would take bodies from the built pages, which are not there now")
    if posts.undated:
        yield _row("undated", quoted(posts.undated), "what dates a post that does not say")
    if site.excerpt_separator and not MORE.fullmatch(site.excerpt_separator.strip()):
        yield _row("excerpt_separator", quoted(site.excerpt_separator), "where the summary of a post ends")
    if posts.url or not site.preset:
        mark = "" if posts.url else "# "
        yield mark + _row("url", quoted(posts.url or "/{path}/"), "where a post lives that does not say so itself")
    if posts.map:
        rows = ", ".join(f"{name} = {_list(keys)}" for name, keys in posts.map.items())
        yield _row("map", f"{{ {rows} }}", "the site's own words, the first that a post has")


def _output(site: Settings, seen: Callable[[str], str]) -> Iterator[str]:
    yield "[output]"
    if site.feeds:
        yield _row("path", quoted(seen(site.output)), "among the built pages, where subscribers have the feeds")
        yield _row("url", '"/"')
        yield _row("files", _table(files_of(site).items()))
        yield _row("take_over", "true", f"a feed that {site.shown} wrote there is replaced")
    else:
        pages = next((posts.path for posts in site.posts if posts.type == "html"), ".")
        folder = site.folder if pages == "." else f"{seen(pages)}/{site.folder}"
        yield _row("path", quoted(folder), "rss.xml, atom.xml and feed.json go there;")
        yield _row("url", quoted(f"/{site.folder}/"), "readers find them here, below the site's url")
    if site.has_summaries_only:
        yield _row("content", '"summary"', f"as the feed has it that {site.shown} makes")
    yield _row("limit", str(20 if site.limit is None else site.limit), "entries in a feed; 0: all")


def further_of(site: Settings) -> dict[str, Further]:
    """The feeds beside the main one that a configuration can have, by a name for each."""
    named: dict[str, Further] = {}
    for feed in site.further if site.feeds else ():
        usual = (feed.name or feed.per).replace(":", " ")
        name = next(name for name in chain([usual], (f"{usual} {number}" for number in count(2)))
                    if name not in {MAIN, *named})  # fmt: skip
        if all(map(is_safe_path, feed.files.values())):
            named[name] = feed
    return named


def _further(name: str, feed: Further, site: Settings) -> Iterator[str]:
    yield "[[feeds]]"
    if name != feed.per:
        yield _row("name", quoted(name))
    if feed.per:
        yield _row("per", quoted(feed.per), f"a feed for each, where {site.shown} has it; {{slug}} is its word for it")
    if feed.filter:
        rows = (f"{key} = {_list(words)}" for key, words in feed.filter.items())
        yield _row("filter", f"{{ {', '.join(rows)} }}")
    folder = posixpath.commonpath([posixpath.dirname(path) for path in feed.files.values()]) or "."
    yield _row("path", quoted(folder))
    yield _row("formats", _list(feed.files))
    yield _row("files", _table((format_, posixpath.relpath(path, folder)) for format_, path in feed.files.items()))
    if feed.limit is not None and feed.limit != site.limit:
        yield _row("limit", str(feed.limit))


def _row(key: str, value: str, comment: str = "") -> str:
    row = f"{key:<8} = {value}"
    return f"{row:<32} # {comment}" if comment else row


def files_of(site: Settings) -> dict[str, str]:
    """The file of each format: the site's own feeds keep theirs, others stand beside at their usual names."""
    files: dict[str, str] = {}
    for name in FORMATS:
        taken = {*site.feeds.values(), *files.values()}
        usual = FILES[name] if FILES[name] not in taken else f"feed.{name}" if name != "json" else "posts.json"
        files[name] = site.feeds.get(name, usual)
    return files


def quoted(text: str) -> str:
    """*text* as TOML has it."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # the one difference to JSON


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(quoted, texts))}]"


def _table(items: Iterable[tuple[str, Any]]) -> str:
    return "{ " + ", ".join(f"{key} = {quoted(str(value))}" for key, value in items if value) + " }"
