"""What stands beside the text of an entry of XML: its image, and the files that belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedtool.parse import values
from feedtool.parse.xml import Children

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from feedtool.model import Enclosure


def image(has: Children, bases: Sequence[str]) -> str:
    """The image of an entry, as Media RSS or a podcast has it; "" where it has none. An enclosure is none."""
    groups = Children(*has.all("media:group"))
    contents = [one.get("url") for group in (has, groups) for one in group.all("media:content") if _is(one, "image")]
    thumbnails = [one.get("url") for group in (has, groups) for one in group.all("media:thumbnail")]
    covers = [one.get("href") for one in has.all("itunes:image")]
    return next(filter(None, (values.address(one, *bases) for one in (*contents, *thumbnails, *covers))), "")


def enclosures(has: Children, bases: Sequence[str], linked: Sequence[Enclosure]) -> tuple[Enclosure, ...]:
    """The files of an item of RSS, each address once: its enclosures, those that are *linked* as Atom does, and those
    of Media RSS. A length of 0 is none: the format requires one, and that is what those write who know none.
    """
    groups = Children(*has.all("media:group"))
    media = [
        one for group in (has, groups) for one in group.all("media:content") if _is(one, "audio") or _is(one, "video")
    ]
    made = [
        *(_enclosure(one, "length", bases) for one in has.all("enclosure")), *linked,
        *(_enclosure(one, "fileSize", bases) for one in media),
    ]  # fmt: skip
    found: dict[str, Enclosure] = {}
    for one in made:
        if one is not None:
            found.setdefault(one.url, one)
    return tuple(found.values())


def _is(element: _Element, medium: str) -> bool:
    return element.get("medium") == medium or (element.get("type") or "").startswith(f"{medium}/")


def _enclosure(element: _Element, size: str, bases: Sequence[str]) -> Enclosure | None:
    length = (element.get(size) or "").strip().lstrip("0")
    return values.enclosure(values.address(element.get("url"), *bases), element.get("type") or "", length)
