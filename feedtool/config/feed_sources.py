"""Sources of the type "feed" in the configuration: where they are, and what means nothing to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool import urls
from feedtool.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool.loader import Source

# What says how posts are written, which entries of feeds are not.
USELESS: Final = ("preset", "url", "built", "undated", "excerpt_separator", "clean", "map")
OF_FOLDERS: Final = ("include", "exclude")


class Mistake(NamedTuple):
    """What is wrong with a key."""

    key: str
    found: str
    expected: str
    remedy: str


def mistakes(source: Source, given: Mapping[str, Any]) -> Iterator[Mistake]:
    """What is wrong with a *source* that is a feed, whose table is as it was *given*."""
    for key in USELESS:
        if key in given and not (key == "clean" and given[key] is True):
            expected = "true: what others wrote is always sanitised" if key == "clean" else "nothing"
            yield Mistake(key, quoted(given[key]), expected, "take it out; entries of a feed are taken as they are")
    for key in OF_FOLDERS if source.is_address else ():
        if key in given:
            yield Mistake(key, quoted(given[key]), "nothing", "take it out; there are no files at an address")
    if source.is_address:
        try:
            urls.canonical(source.path)
        except urls.BadAddressError as why:
            yield Mistake("path", quoted(source.path), f"the address of a feed ({why})", "correct it")
