"""What a site's own configuration says: the answer of each reader in this room, and what ours is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts:
    """Where posts lie: what one `[[sources]]` will say."""

    path: str  # relative to the site's folder
    type: str = "markdown"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    map: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # keys of the site's own for a field
    undated: str = ""  # what dates a post that does not say
    url: str = ""  # a rule; "": the preset's, which is what the generator does unless told otherwise
    count: int | None = None  # how many files; None: not counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """Feeds that the generator writes beside the main one: what one `[[feeds]]` will say."""

    files: Mapping[str, str]  # a format to a path below output, in one folder; with {slug}, or of the one feed
    per: str = ""  # what there is one for each of; "": there is one
    name: str = ""  # of the feed; "": `per`
    filter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limit: int | None = None  # None: that of the main feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A site as its generator knows it. What is not known is empty."""

    name: str = "config.toml"  # of our configuration, where it is free: feedtool.toml where the generator would read it
    preset: str = ""
    shown: str = ""  # the generator as people write it: "Jekyll"
    config: str = ""  # the file that most of this was read from
    posts: tuple[Posts, ...] = ()
    title: str = ""
    url: str = ""  # absolute, base path included
    description: str = ""
    language: str = ""
    timezone: str = ""  # of times that name none; "" where the generator has no such setting
    excerpt_separator: str = ""  # where summaries end, if not at a usual comment
    default_time: str = ""  # of dates without one
    date_order: str = ""
    rights: str = ""
    image: str = ""
    authors: tuple[Mapping[str, str], ...] = ()  # name, email, url
    output: str = ""  # the folder that the generator builds into, whether it is there now or not
    folder: str = "feeds"  # for new ones, below the pages or beside the posts, where it has no feeds of its own
    feeds: Mapping[str, str] = field(default_factory=dict)  # a format to the path of the site's own feed below output
    further: tuple[Further, ...] = ()  # those beside it
    limit: int | None = None  # entries in that feed; 0: all
    has_summaries_only: bool = False  # that feed has no whole texts
    off: str = ""  # how the generator's own feed is switched off, a sentence
    notes: tuple[str, ...] = ()  # what could not be read, a sentence each
