"""feedtool: RSS, Atom and JSON Feed from the posts of any site.

    >>> from datetime import datetime, timezone
    >>> from feedtool import Entry, Feed, rss
    >>> day = datetime(2026, 11, 24, tzinfo=timezone.utc)
    >>> post = "https://example.com/hello/"
    >>> hello = Entry(id=post, link=post, title="Hello", published=day, updated=day, content="<p>Hello, world</p>")
    >>> feed = Feed(id="https://example.com/", link="https://example.com/", title="My blog", entries=(hello,))
    >>> document = rss(feed, url="https://example.com/rss.xml")

Everything in `__all__` is public and described in docs/reference/library.md; anything else may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from feedtool.builder.atom import build as atom
    from feedtool.builder.jsonfeed import build as jsonfeed
    from feedtool.builder.rss import build as rss
    from feedtool.config import Config
    from feedtool.config import load as load_config
    from feedtool.dates import Rules
    from feedtool.errors import (
        BaselineError,
        ConfigError,
        FeedtoolError,
        FetchError,
        LockError,
        OutputError,
        Place,
        PostsError,
        Problem,
    )
    from feedtool.glance import build
    from feedtool.loader import Loaded
    from feedtool.model import Change, Enclosure, Entry, Feed, Person, Post
    from feedtool.raw import File, NoPost, Raw, SourceError
    from feedtool.report import Report
    from feedtool.site import Build
    from feedtool.site import build as build_site
    from feedtool.survey import posts as load_posts

# A name is loaded when it is asked for: `import feedtool` costs nothing.
_HOMES = {
    "BaselineError": ("feedtool.errors", "BaselineError"),
    "Build": ("feedtool.site", "Build"),
    "Change": ("feedtool.model", "Change"),
    "Config": ("feedtool.config", "Config"),
    "ConfigError": ("feedtool.errors", "ConfigError"),
    "Enclosure": ("feedtool.model", "Enclosure"),
    "Entry": ("feedtool.model", "Entry"),
    "Feed": ("feedtool.model", "Feed"),
    "FeedtoolError": ("feedtool.errors", "FeedtoolError"),
    "FetchError": ("feedtool.errors", "FetchError"),
    "File": ("feedtool.raw", "File"),
    "Loaded": ("feedtool.loader", "Loaded"),
    "LockError": ("feedtool.errors", "LockError"),
    "NoPost": ("feedtool.raw", "NoPost"),
    "OutputError": ("feedtool.errors", "OutputError"),
    "Person": ("feedtool.model", "Person"),
    "Place": ("feedtool.errors", "Place"),
    "Post": ("feedtool.model", "Post"),
    "PostsError": ("feedtool.errors", "PostsError"),
    "Problem": ("feedtool.errors", "Problem"),
    "Raw": ("feedtool.raw", "Raw"),
    "Report": ("feedtool.report", "Report"),
    "Rules": ("feedtool.dates", "Rules"),
    "SourceError": ("feedtool.raw", "SourceError"),
    "atom": ("feedtool.builder.atom", "build"),
    "build": ("feedtool.glance", "build"),
    "build_site": ("feedtool.site", "build"),
    "jsonfeed": ("feedtool.builder.jsonfeed", "build"),
    "load_config": ("feedtool.config", "load"),
    "load_posts": ("feedtool.survey", "posts"),
    "rss": ("feedtool.builder.rss", "build"),
}

__all__ = [
    "BaselineError", "Build", "Change", "Config", "ConfigError", "Enclosure", "Entry", "Feed", "FeedtoolError",
    "FetchError", "File", "Loaded", "LockError", "NoPost", "OutputError", "Person", "Place", "Post", "PostsError",
    "Problem", "Raw", "Report", "Rules", "SourceError", "atom", "build", "build_site", "jsonfeed", "load_config",
    "load_posts", "rss",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"feedtool has no {name}; public are {', '.join(__all__)}")
    import importlib

    module, attribute = _HOMES[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
