"""Where the other posts of a site live: what one post calls another, in any generator's way, to its address."""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from feedtool.loader.links import stem_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from feedtool.loader.sources import Source
    from feedtool.model import Post


SUFFIX: Final = re.compile(r"\.x?html?$")


class References:
    """The posts of a site, found by the names that others use for them."""

    def __init__(self, posts: Iterable[Post], sources: Sequence[Source]) -> None:
        self._posts, self._sources = tuple(posts), sources

    @cached_property
    def _known(self) -> dict[str, str | None]:
        """A folded name to an address; None where two posts have it."""
        known: dict[str, str | None] = {}
        for names in (self._paths, self._short_names, self._slugs):
            taken = dict(known)
            for post in self._posts:
                for name in names(post):
                    if name not in taken:
                        known[name] = post.link if known.get(name, post.link) == post.link else None
        return known

    def _path(self, post: Post) -> str:
        return os.path.relpath(post.body.path, self._sources[post.body.source].folder).replace(os.sep, "/")

    def _paths(self, post: Post) -> Iterator[str]:
        """A post's path below its source and below the site, with suffix and without."""
        for path in (self._path(post), post.file):
            yield _folded(path)
            yield _folded(stem_of(path))

    def _short_names(self, post: Post) -> Iterator[str]:
        """The file's name alone, with its date and without, and the title."""
        name = stem_of(self._path(post)).rpartition("/")[2]
        yield _folded(os.path.basename(post.file))
        yield _folded(name)
        yield _folded(re.sub(r"^\d{4}-\d{1,2}-\d{1,2}[-_]+(?=.)", "", name))
        yield _folded(post.title)

    def _slugs(self, post: Post) -> Iterator[str]:
        yield _folded(unquote(SUFFIX.sub("", urlsplit(post.link).path.rstrip("/").rpartition("/")[2])))

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {post.link: post.title for post in self._posts}

    def title_of(self, address: str) -> str:
        """The title of the post at *address*, with a fragment or without; "" where there is none."""
        return self._titles.get(address) or self._titles.get(address.partition("#")[0], "")

    def link_to(self, reference: str, post: Post) -> str | None:
        """The address of the post that *reference* means where it stands in *post*; None where nobody knows."""
        said = unquote(reference).removeprefix("@/").strip()
        folder = os.path.dirname(self._path(post))
        beside = os.path.normpath(os.path.join(folder, said)).replace(os.sep, "/")
        for name in (beside, said, said.lstrip("/"), stem_of(beside), stem_of(said.lstrip("/"))):
            if found := self._known.get(_folded(name)):
                return found
        # A path from a folder that is not the source's: "content/posts/a.md", "/docs/blog/a".
        parts = stem_of(said).strip("/").split("/")
        return next(
            (found for at in range(1, len(parts)) if (found := self._known.get(_folded("/".join(parts[at:]))))), None
        )


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
