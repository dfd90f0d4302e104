"""Python-Markdown's own dialect, which Pelican, Nikola and MkDocs write: what is a list, a block of code or a footnote
in it is something else in CommonMark.
"""

from __future__ import annotations

import html
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from feedtool.markup import allowed

if TYPE_CHECKING:
    from markdown import Markdown

CONTENTS: Final = "<p>[TOC]</p>\n"  # a table of contents, which readers of feeds do without


def render(text: str) -> str:
    """*text* as HTML. Raw HTML passes through: whoever publishes it cleans it."""
    try:
        return renderer().reset().convert(allowed(text)).replace(CONTENTS, "")
    except RecursionError:  # quotes in quotes in quotes, which no author writes
        renderer.cache_clear()  # it would go on where it was
        return f"<pre>{html.escape(text, quote=False)}</pre>"


@lru_cache(maxsize=1)
def renderer() -> Markdown:
    """The one renderer of a process, to be reset before each text."""
    from markdown import Markdown

    return Markdown(extensions=["extra", "admonition"], output_format="html")
