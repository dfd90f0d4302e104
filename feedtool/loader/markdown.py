"""Markdown files with front matter: the source type "markdown"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedtool.loader import frontmatter
from feedtool.loader.raw import File, Raw

if TYPE_CHECKING:
    from collections.abc import Iterator

suffixes: Final = (".md", ".markdown", ".mdx", ".qmd")


def read(file: File) -> Iterator[Raw]:
    """One post a file. Raises SourceError."""
    front = frontmatter.split(file.text)
    yield Raw(metadata=front.metadata, body=front.body, via=front.via, lines=front.lines)
