"""Where each file of the feed stands, on the disk and for readers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedtool.config import Config


class Address(NamedTuple):
    """Where one format of the feed stands."""

    format: str
    path: str  # absolute
    url: str  # absolute


def addresses_of(config: Config) -> tuple[Address, ...]:
    """Every file of the main feed: one for each format, and the further ones that the configuration names."""
    out = config.output
    main = {name: Address(name, os.path.join(out.path, file), out.url + file) for name, file in out.files.items()}
    also = (main[_format_of(path, out.formats)]._replace(path=path) for path in out.also)
    return tuple(dict.fromkeys((*main.values(), *also)))


def _format_of(path: str, formats: Sequence[str]) -> str:
    """The format that a file's name speaks of; of those that are written."""
    name = os.path.basename(path).lower()
    wanted = "json" if name.endswith(".json") else "atom" if "atom" in name else "rss"
    return wanted if wanted in formats else formats[0]


def never_sources(config: Config) -> frozenset[str]:
    """What feedtool writes, absolute: its files, and their folder unless posts are kept there too."""
    folder = config.output.path
    shared = any(os.path.join(source.path, "").startswith(os.path.join(folder, "")) for source in config.sources)
    return frozenset(address.path for address in addresses_of(config)) | (frozenset() if shared else {folder})
