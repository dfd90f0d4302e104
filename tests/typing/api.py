"""The library as a stranger uses it. Never run: mypy --strict says whether its types hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import feedtool
from feedtool import Entry, Feed, File, Person, Post, Problem, Raw, Report, SourceError, atom, jsonfeed, rss

suffixes = (".note",)


def read(file: File) -> Iterator[Raw]:
    if not file.text:
        raise SourceError("X1", "nothing", "a note", "write one", line=1)
    yield Raw(metadata={"title": file.path}, body=file.text, type="text/html")


def titles(folder: str) -> list[str]:
    config = feedtool.load_config(folder)
    loaded = feedtool.load_posts(config)
    posts: tuple[Post, ...] = loaded.posts
    problems: tuple[Problem, ...] = loaded.problems
    return [post.title for post in posts] + [problem.code for problem in problems]


def added(folder: str) -> list[str]:
    report: Report = feedtool.build(folder, now=datetime.now(UTC), strict=True)
    return report["feeds"][0]["added"]


def documents(folder: str) -> dict[str, bytes]:
    try:
        built = feedtool.build_site(feedtool.load_config(folder), now=datetime.now(UTC), write=False)
    except feedtool.ConfigError as why:
        return {problem.place.file: b"" for problem in why.problems}
    except feedtool.FeedtoolError as why:
        raise SystemExit(why.exit_code) from why
    return {file.address.format: file.data for file in built.files}


def own() -> bytes:
    day = datetime(2026, 11, 24, tzinfo=UTC)
    entry = Entry(id="urn:a", link="https://e.example/a", title="A", published=day, updated=day, content="<p>a</p>")
    feed = Feed(id="urn:f", link="https://e.example/", title="F", authors=(Person(name="Ada"),), entries=(entry,))
    url = "https://e.example/feed"
    return rss(feed, url=url) + atom(feed, url=url) + jsonfeed(feed, url=url)
