"""What a source is: where its posts lie, and who reads them."""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Final, cast

from feedtool import walk
from feedtool.dates import Rules
from feedtool.errors import ConfigError, Place, Problem, did_you_mean, quoted
from feedtool.loader import feed, html, markdown, rst, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.model import Person
    from feedtool.raw import SourceType

NOWHERE: Final = Place("config.toml")
FEED: Final = "feed"  # the kind of source whose entries are posts of others
ADDRESS: Final = ("https://", "http://")
PLAIN: Final = Rules()
# A module with the two names of SourceType is one; mypy does not compare the two.
BUILT_IN: Final = {
    "markdown": cast("SourceType", markdown), "rst": cast("SourceType", rst), "html": cast("SourceType", html),
    "text": cast("SourceType", text),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place that posts come from: a `[[sources]]` of the configuration."""

    type: str
    path: str  # absolute; a folder or a file, or the address of a feed or of a list of feeds
    include: tuple[str, ...] = ()  # globs below the folder; (): what the type reads
    exclude: tuple[str, ...] = ()
    url: str = ""  # "": what the preset says
    preset: str = ""
    undated: str = ""  # what dates a post that says nothing: "git" or "mtime"
    built: str | None = None  # absolute; a folder of built pages that bodies are taken from
    excerpt_separator: str = ""  # the text where a summary ends; "": the comments that feedtool.content knows
    clean: bool = True
    map: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # a field of Post to this site's keys for it
    place: Place = NOWHERE  # where the configuration names it
    folder: str = field(init=False)  # that the paths of its posts are relative to

    def __post_init__(self) -> None:
        folder = os.path.dirname(self.path) if os.path.isfile(self.path) else self.path
        object.__setattr__(self, "folder", folder)

    @property
    def is_address(self) -> bool:
        """Whether it is somewhere else, and has to be fetched."""
        return self.type == FEED and is_address(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What posts take from their site."""

    url: str
    root: str  # the folder of the configuration, absolute; paths are shown from here
    rules: Rules = PLAIN
    language: str = ""  # where the configuration says it
    asked: frozenset[str] = frozenset()  # keys of metadata that the filters of feeds ask for
    authors: tuple[Person, ...] = ()


def is_address(path: str) -> bool:
    """Whether *path* is an address of the web."""
    return path.lower().startswith(ADDRESS)


def kind_of(source: Source) -> SourceType:
    """The kind of source that is named; the installed packages are asked only for one that is not ours. That of feeds
    says what it reads, and reads it by itself.
    """
    if source.type == FEED:
        return cast("SourceType", feed)
    if source.type in BUILT_IN:
        return BUILT_IN[source.type]
    import importlib.metadata

    others = importlib.metadata.entry_points(group="feedtool.sources")
    for entry_point in others:
        if entry_point.name == source.type:
            return cast("SourceType", entry_point.load())
    known = sorted({*BUILT_IN, FEED, *others.names})
    raise ConfigError("The configuration names an unknown kind of source.", [Problem(
        code="C011", place=Place(source.place.file, source.place.line, "sources.type"), found=quoted(source.type),
        expected=f"one of {', '.join(known)}",
        remedy=did_you_mean(source.type, known) or "install the package that brings it, or correct the name",
    )])  # fmt: skip


def missing(source: Source, root: str) -> ConfigError:
    """What is told where the place of *source* is not there."""
    return ConfigError("The configuration names posts that are not there.", [Problem(
        code="C010", place=source.place, found=quoted(walk.shown(source.path, root)),
        expected="a folder or a file that exists",
        remedy="correct path in [[sources]]; it is relative to the configuration file",
    )])  # fmt: skip


def check_needs(source: Source, kind: SourceType) -> None:
    """Raises ConfigError where *kind* needs a package that is not there."""
    package, extra = getattr(kind, "needs", ("", ""))
    if package and importlib.util.find_spec(package) is None:
        raise needed(source, "type", source.type, package, extra)


def needed(source: Source, key: str, name: str, package: str, extra: str) -> ConfigError:
    """What is told where *name*, which the *key* of *source* says, needs a *package* that is not there."""
    return ConfigError(f"The {'source type' if key == 'type' else key} {name} needs {package}.", [Problem(
        code="C013", place=Place(source.place.file, source.place.line, f"sources.{key}"), found=quoted(name),
        expected=f"{package}, which reads it, to be installed", remedy=f"pip install '{extra}'",
    )])  # fmt: skip


def home_of(source: Source) -> str | None:
    """The folder of the code that reads *source*, where that is not feedtool's: a change of it may change posts."""
    if source.type in {*BUILT_IN, FEED}:
        return None
    kind = kind_of(source)
    module = kind if isinstance(kind, ModuleType) else sys.modules.get(type(kind).__module__)
    file = getattr(module, "__file__", None)
    return None if file is None else os.path.dirname(file)
