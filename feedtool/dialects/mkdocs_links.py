"""MkDocs's links: paths of other files, as seen from the file that they stand in."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from feedtool.dialects import links

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.dialects import Around
    from feedtool.dialects.shield import Shield

PLACE: Final = "mkdocs place"  # the key under which a post says where it lies, and where its site has its blogs
# A path with a suffix; not an address, nor one that begins at the root, which MkDocs leaves as it is.
FILE: Final = re.compile(r"(?![a-zA-Z][a-zA-Z0-9+.-]{0,30}:|/)[^?#]*[^?#/.]\.[A-Za-z0-9]{1,9}(?=[?#]|$)")
LINK: Final = links.pattern(r"(?=[^\s/?#:)\"'<>])")
PAGE: Final = re.compile(r"\.(?:md|markdown|mdown|mkdn|mkd)$", re.IGNORECASE)
INDEX: Final = re.compile(r"(?:^|(?<=/))(?:index|README)$")


def led(text: str, shield: Shield, around: Around) -> str:
    """*text* with links that lead to pages and files of the site. Raw HTML keeps its own, as MkDocs has it."""
    place = around.page.get(PLACE)
    if not isinstance(place, dict):
        return text

    def address_of(found: re.Match[str]) -> str | None:
        reference = found["reference"]
        path = None if found["attribute"] else FILE.match(reference)
        if path is None:
            return str(reference)
        address = _address(posixpath.normpath(posixpath.join(place["folder"], unquote(path[0]))), place, around)
        if address is None:
            around.warn(reference, shield.line_of(found))
        return address and address + reference[path.end() :]

    return links.redirected(text, LINK, address_of)


def _address(path: str, place: Mapping[str, object], around: Around) -> str | None:
    """Where the file at *path* below the documents lives: posts and what lies beside them have left their folder."""
    blogs = place["blogs"]
    rows = [(posts, blog) for posts, blog in (blogs if isinstance(blogs, list) else []) if path.startswith(f"{posts}/")]
    is_page = PAGE.search(path)
    if rows and is_page:
        return around.link_to("/" + path.removeprefix(f"{rows[0][0]}/"))
    if rows:
        path = posixpath.join(rows[0][1], path.removeprefix(f"{rows[0][0]}/"))
    if is_page:
        stem = INDEX.sub("", path[: is_page.start()])
        path = stem if not stem or stem.endswith("/") else f"{stem}{place['end']}"
    return around.site + path.lstrip("/")
