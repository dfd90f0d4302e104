"""Where a post lives: what the post says, else the rule of its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool import urls

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

# The words that a rule may have in braces; docs/reference/configuration.md lists them from here.
PLACEHOLDERS: Final = {
    "path": "the file's path below the source, without suffix, a last “index” left out",
    "slug": "the slug that the post names, else the last part of the path without a leading date",
    "section": "the section that the post names, else the first folder of the path",
    "year": "of its publication, in the site's time zone",
    "month": "two digits",
    "day": "two digits",
}
DEFAULT_RULE: Final = "/{path}/"  # where posts live that do not say so
TEMPLATE: Final = re.compile(r"\{\{|\{%|(?:^|/):[a-z_]+|<%")


def link_of(
    said: object, *, site: str, path: str, rule: str, slug: str, section: str, published: datetime | None, zone: tzinfo
) -> str:
    """The absolute, canonical address of a post. Raises urls.BadAddressError.

    What a post says of itself with a leading slash, or with none, lies below the site, its path included, as Jekyll
    and Hugo read it.
    """
    if said is not None:
        if not isinstance(said, str):
            raise urls.BadAddressError("it must be text")
        if TEMPLATE.search(said):
            raise urls.BadAddressError("it has placeholders of a generator in it")
        return _absolute(site, said)
    stem = _stem(path)
    local = published.astimezone(zone) if published else None
    known = {
        "path": stem,
        "slug": slug or re.sub(r"^\d{4}-\d{1,2}-\d{1,2}[-_]+(?=.)", "", stem.rpartition("/")[2]),
        "section": section or (stem.partition("/")[0] if "/" in stem else ""),
        "year": f"{local.year:04}" if local else "",
        "month": f"{local.month:02}" if local else "",
        "day": f"{local.day:02}" if local else "",
    }
    address = re.sub(r"\{(\w+)\}", lambda found: urls.of_path(known[found[1]]), rule)
    head, slashes, tail = address.partition("://")
    return _absolute(site, head + slashes + re.sub(r"//+", "/", tail) if slashes else re.sub(r"//+", "/", address))


def _absolute(site: str, said: str) -> str:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", said):
        return urls.canonical(said)
    return urls.below(site, said)


def _stem(path: str) -> str:
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    if stem.lower() == "index":
        return folder
    return f"{folder}/{stem}" if folder else stem
