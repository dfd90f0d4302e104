"""Where each file of the feed stands, on the disk and for readers."""

from __future__ import annotations

import os
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import urls
from feedtool.config.feeds import POSTS, spec_of
from feedtool.errors import quoted
from feedtool.model import MAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from feedtool.config import Config
    from feedtool.config.feeds import FeedSpec


OPML: Final = "index.opml"  # the list of all feeds
ARCHIVE: Final = "archive"  # the folder of older documents, beside the feed


NOTHING: Final[Mapping[str, int]] = MappingProxyType({})


class Address(NamedTuple):
    """Where one format of the feed stands."""

    format: str
    path: str  # absolute
    url: str  # absolute


def addresses_of(config: Config, spec: FeedSpec | None = None, value: str = "") -> tuple[Address, ...]:
    """Every file of the feed of *spec*, and of *value* where that is a template: one for each format. Of the main feed
    (None), also the further ones that the configuration names.
    """
    out = config.output
    folder = spec.path_of(value) if spec is not None else ""
    own = {
        name: Address(
            name, os.path.normpath(os.path.join(out.path, folder, file)),
            out.url + urls.of_path(os.path.normpath(os.path.join(folder, file)).replace(os.sep, "/")),
        )
        for name, file in (out.files if spec is None else spec.files_of(value)).items()
    }  # fmt: skip
    if spec is not None and spec.name != MAIN:
        return tuple(own.values())
    return (*own.values(), *(own[format_of(path)]._replace(path=path) for path in out.also))


def archive_of(addresses: Iterable[Address], number: int) -> tuple[Address, ...]:
    """Where document *number* of the archive of a feed stands that is at *addresses*: one for each format, in a folder
    `archive` beside the feed.
    """
    found: dict[str, Address] = {}
    for address in addresses:
        found.setdefault(address.format, address)
    return tuple(_in_archive(address, number) for address in found.values())


def _in_archive(address: Address, number: int) -> Address:
    folder, file = os.path.split(address.path)
    stem, suffix = os.path.splitext(file)
    above = address.url.rpartition("/")[0]
    return Address(
        address.format, os.path.join(folder, ARCHIVE, f"{stem}-{number}{suffix}"),
        f"{above}/{ARCHIVE}/{urls.of_path(f'{stem}-{number}{suffix}')}",
    )  # fmt: skip


class Clash(NamedTuple):
    """What is wrong with a file that the configuration names."""

    key: str  # of [output]
    found: str
    expected: str
    remedy: str


def clashes(config: str, main: Sequence[str], also: Sequence[str], formats: Sequence[str]) -> Iterator[Clash]:
    """What is wrong with the files *main* (of *formats*) and *also* (absolute) beside the file *config*: each has one
    purpose, and none is the folder of another.
    """
    root = os.path.dirname(config)
    seen = {_folded(config): "this file"}
    held = {os.path.realpath(config): ""}
    for key, path in [*(("files", path) for path in main), *(("also", path) for path in also)]:
        shown, folded = os.path.relpath(path, root).replace(os.sep, "/"), _folded(path)
        other = next((seen[taken] for taken in seen if is_in(folded, taken) or is_in(taken, folded)), None)
        format_ = format_of(path) if key == "also" else formats[main.index(path)]
        if held.setdefault(os.path.realpath(path), format_) != format_ and other is None:
            other = "what a symbolic link makes the same file"
        if other is not None:
            found = f"{quoted(shown)} twice" if other == shown else f"{quoted(shown)}, in the way of {other}"
            yield Clash(
                key, found, "a place of its own for each file", "change a name, or take a format out of formats"
            )
        if folded.endswith(POSTS):
            yield Clash(
                key, quoted(shown), "the name of a feed, not of a post", 'name it like "rss.xml" or "feed.json"'
            )
        seen[folded] = shown
    for path in also:
        if format_of(path) not in formats:
            found = quoted(os.path.relpath(path, root).replace(os.sep, "/"))
            remedy = "a name with atom in it is Atom's, one that ends in .json JSON Feed's, any other RSS's"
            yield Clash("also", found, f"the name of a format that is written: {', '.join(formats)}", remedy)


def _folded(path: str) -> str:
    """*path* as systems compare it that do not tell "A" from "a"."""
    return os.path.normcase(path).lower()


def is_in(path: str, other: str) -> bool:
    """Whether *path* is the folder *other*, or in it."""
    return os.path.join(path, "").startswith(os.path.join(other, ""))


def format_of(path: str) -> str:
    """The format that a file's name speaks of."""
    name = os.path.basename(path).lower()
    return "json" if name.endswith(".json") else "atom" if "atom" in name else "rss"


def announced(config: Config, feeds: Iterable[str]) -> Iterator[tuple[str, FeedSpec, tuple[Address, ...]]]:
    """Those of *feeds*, by their names, that the configuration still makes, and where they stand."""
    for name in feeds:
        found = spec_of(config.feeds, name)
        if found is not None:
            yield name, found[0], addresses_of(config, *found)


def never_sources(config: Config, feeds: Iterable[str] = (), documents: Mapping[str, int] = NOTHING) -> frozenset[str]:
    """The files that feedtool writes, absolute; *feeds* are the names of those that were made, and *documents* say how
    many the archive of each has.
    """
    fixed = [spec.name for spec in config.feeds if not spec.recipe.per]
    found = {os.path.join(config.output.path, OPML)}
    for name, _, addresses in announced(config, dict.fromkeys([*fixed, *feeds])):
        found.update(address.path for address in addresses)
        for number in range(1, documents.get(name, 0) + 1):
            found.update(address.path for address in archive_of(addresses, number))
    return frozenset(found)
