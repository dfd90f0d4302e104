"""Markdown files with front matter: the source type "markdown"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedtool.loader import heads, notebook
from feedtool.raw import File, Raw

if TYPE_CHECKING:
    from collections.abc import Iterator

suffixes: Final = (".md", ".markdown", ".mdx", ".qmd")


def read(file: File) -> Iterator[Raw]:
    """One post a file. Raises SourceError."""
    is_notebook = file.path.lower().endswith(".ipynb")
    front = heads.split(notebook.markdown_of(file.text) if is_notebook else file.text, file.head)
    is_html = file.path.lower().endswith((".html", ".htm"))  # a page that a generator puts into its layouts
    yield Raw(
        metadata=front.metadata, body=front.body, via=front.via, lines=front.lines, first=front.first,
        type="text/html" if is_html else "text/markdown",
    )  # fmt: skip
