"""OPML 2.0: the list of all feeds of a site, which a reader takes in at one go."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from feedtool.markup import allowed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedtool.model import Feed

OURS: Final = b"<!-- feedtool -->"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- feedtool -->\n<opml version="2.0">\n  <head>\n'


def build(title: str, feeds: Iterable[tuple[Feed, str]]) -> bytes:
    """The list *title* of *feeds*, each with the address of the document to subscribe to."""
    rows = [
        "    <outline "
        + " ".join(f"{name}={_attribute(value)}" for name, value in (
            ("type", "rss"), ("text", feed.title), ("title", feed.title), ("xmlUrl", url), ("htmlUrl", feed.link),
            ("language", feed.language),
        ))
        + "/>\n"
        for feed, url in feeds
    ]  # fmt: skip
    text = _attribute(title)[1:-1].replace("&quot;", '"')
    return "".join([HEAD, f"    <title>{text}</title>\n  </head>\n  <body>\n", *rows, "  </body>\n</opml>\n"]).encode()


def _attribute(value: str) -> str:
    """In double quotes, on one line."""
    text = html.escape(re.sub(r"\s+", " ", allowed(value)), quote=False)
    return '"' + text.replace('"', "&quot;") + '"'


def is_ours(data: bytes) -> bool:
    """Whether the document says that feedtool made it."""
    return OURS in data[:200]
