"""Generators, one file each: what their posts say, in which words, and what it means there.

A preset is a table. What no table can say is a function of it, which turns a post's metadata into feedtool's own words
before anything is read from them. How a site is recognised and its settings are read is setup's.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from feedtool import dates, urls

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime, tzinfo

    from feedtool.raw import Beside, Raw

NAMES: Final = (
    "ablog", "astro", "docusaurus", "eleventy", "gatsby", "hexo", "hugo", "jekyll", "lektor", "mkdocs", "nikola",
    "obsidian", "pelican", "quarto", "zola",
)  # fmt: skip
DEFAULT_RULE: Final = "/{path}/"  # where posts live that do not say so
HIDDEN: Final = (("draft", True), ("hidden", True), ("unlisted", True), ("published", False), ("publish", False))


class Place(NamedTuple):
    """What the words of a rule of addresses are made of."""

    path: str  # of the file below its source, with "/" and suffix
    stem: str  # the same without suffix, a last "index" left out
    slug: str  # as the post says; "" where it does not
    section: str  # the same
    title: str
    categories: tuple[str, ...]
    when: datetime | None  # in the zone that addresses are made in; None in a draft without a date
    metadata: Mapping[str, object]  # as the author wrote it


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """The conventions of one generator. The defaults are what holds without a preset."""

    name: str = ""
    outputs: tuple[str, ...] = ()  # folders that it builds into: no sources, unless a source's path names one
    suffixes: tuple[str, ...] = ()  # what the generator takes for a post, instead of what the source type reads
    # How metadata stands at the head of a file: "fenced" (YAML, TOML, JSON), "lines" (Pelican's "Key: value"),
    # "comment" (Nikola's ".. key: value"), "open" (Hexo's, which may lack its first line).
    head: str = "fenced"
    # A field of Post: the generator's keys for it, instead of those of the table in loader/fields.py. And "when": the
    # date whose day is in addresses, where that is not the publication.
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: tuple[tuple[str, bool], ...] = HIDDEN  # flags that keep a post out of feeds
    split: Callable[[Raw], Iterable[Raw]] | None = None  # the posts in a file, where it may hold several
    # Turns a post's metadata into feedtool's words. Gets the path below the source; raises NoPost, SourceError.
    prepare: Callable[[Raw, str, Beside], Raw] | None = None

    zone: tzinfo | None = None  # of times that name none; None: the site's
    order: str = ""  # what 01/02/2026 means: "dmy", "mdy", "ymd"; "": the site's
    # What a date means that the general rules would read otherwise: the value, and the rules to read it by.
    date: Callable[[Any, dates.Rules], tuple[Any, dates.Rules]] | None = None
    date_in_path: Callable[[str, dates.Rules], dates.Moment | None] = dates.in_path
    must_have_date: bool = True  # False: a file without one is no post, as on the generator's own site

    url: str = DEFAULT_RULE
    words: Mapping[str, Callable[[Place], str]] = field(default_factory=dict)  # in rules; they come before ours
    word: Callable[[str, Place], str] | None = None  # what any other word means; raises BadAddressError; None: nothing
    rule_of: Callable[[str], str] | None = None  # a permalink of the generator's as a rule; raises ValueError
    # A permalink of the generator's as an address, escaped, where it is more than a rule; raises ValueError.
    address_of: Callable[[object, Place], str] | None = None
    # What the generator's own feed has as the id of a post: its place, its address, and the site's, both canonical.
    # Raises ValueError. None: the address.
    id: Callable[[Place, str, str], str] | None = None
    in_own_zone: bool = False  # whether addresses have the day of the date as written, or that of the site's zone

    # A word (a tag, a category) as the generator writes it in addresses: the word, and what it is one of (`per`).
    # Raises SourceError. None: its letters and digits in small ones, a dash for all between.
    slug: Callable[[str, str, Beside], str] | None = None

    title_from_heading: bool = True  # whether a first heading is the title where the metadata has none
    title_of_path: Callable[[str], str] | None = None  # what the file's name says as a title, instead of ours
    title: Callable[[str], str] | None = None  # what the generator's feed makes of a title

    body: str = "text/markdown"  # the language of Markdown files: feedtool.languages
    passes: tuple[str, ...] = ()  # of feedtool.dialects, in their order
    passes_of_rst: tuple[str, ...] | None = None  # the same of reStructuredText; None: those of Markdown


NONE: Final = Preset()


def typed(_: Place, link: str, __: str) -> str:
    """An id, of generators that write addresses into their feeds without escaping them."""
    return urls.as_typed(link)


def named(name: str) -> Preset:
    """The preset of a generator; "" gives the one that has no conventions. Raises KeyError."""
    if not name:
        return NONE
    if name not in NAMES:
        raise KeyError(name)
    return cast("Preset", importlib.import_module(f"feedtool.presets.{name}").PRESET)
