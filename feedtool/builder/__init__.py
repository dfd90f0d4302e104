"""A Feed to bytes: one module a format, imported when it is asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.model import Feed

FORMATS: Final = {"rss": "rss", "atom": "atom", "json": "jsonfeed"}  # the configuration's word, and our module


class Format(Protocol):
    """What a module of a format offers."""

    def build(self, feed: Feed, *, url: str) -> bytes:
        """*feed* as the document that will stand at *url*."""

    def fragments(self, data: bytes) -> Mapping[str, bytes]:
        """The entries of a document, each under its id; {} where it cannot be read."""

    def is_ours(self, data: bytes) -> bool:
        """Whether the document says that feedtool made it."""


def named(name: str) -> Format:
    """The format *name*, one of FORMATS."""
    return cast("Format", importlib.import_module(f"feedtool.builder.{FORMATS[name]}"))
