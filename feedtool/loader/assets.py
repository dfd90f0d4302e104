"""The bytes behind an address of the site: the file that it will be, where that lies among the site's files."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from feedtool.loader.reading import served

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from feedtool.loader.sources import Site, Source
    from feedtool.model import Post

LARGEST: Final = 8_000_000  # bytes; of what is longer the address has to tell
DIGITS: Final = 12  # hexadecimal, of a digest


class Assets:
    """The files of a site's *sources*."""

    def __init__(self, sources: Sequence[Source], site: Site) -> None:
        self._sources, self._site = sources, site
        self._known: dict[tuple[str, str], str] = {}

    def digest(self, post: Post, url: str) -> str:
        """A digest of the file at *url*, which *post* shows; "" where it is not among the site's files."""
        return next(filter(None, (self._digest(*place) for place in self._places(post, url))), "")

    def _digest(self, root: str, path: str) -> str:
        if (root, path) not in self._known:
            self._known[root, path] = _digest(root, path)
        return self._known[root, path]

    def _places(self, post: Post, url: str) -> Iterator[tuple[str, str]]:
        """Where that file may lie: a folder that it may not leave, and its path from there."""
        if post.source is not None:  # whatever it shows, no file of this site is its own
            return
        source = self._sources[post.body.source]
        path, home = unquote(urlsplit(url).path), unquote(urlsplit(self._site.url).path)
        if path.startswith(home):
            for folder in served(self._site.root, source.built):
                yield folder, path.removeprefix(home)
        here = unquote(urlsplit(post.link).path).rpartition("/")[0] + "/"
        if path.startswith(here):
            beside = os.path.join(os.path.dirname(post.body.path), path.removeprefix(here))
            yield source.folder, os.path.relpath(beside, source.folder)


def _digest(root: str, path: str) -> str:
    top = os.path.realpath(root)
    try:
        file = os.path.realpath(os.path.join(top, path))
        if not file.startswith(os.path.join(top, "")) or not os.path.isfile(file) or os.path.getsize(file) > LARGEST:
            return ""
        with open(file, "rb") as opened:
            return sha256(opened.read()).hexdigest()[:DIGITS]
    except (OSError, ValueError):  # a name that no disk can have, a folder that is closed
        return ""
