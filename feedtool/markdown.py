"""Markdown to HTML: CommonMark with tables, footnotes, strikethrough, task lists and bare links."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import comrak

# Only the renderer writes a box like this: in text and code its "<" is escaped.
BOX: Final = re.compile(r'<input type="checkbox"( checked="")? disabled="" ?/?>(?:\s*(<p>))?')

# What no text with a heading lacks: a "#", a line of "=" or "-" below another, or a tag.
MAYBE_HEADING: Final = re.compile(r"#|<[hH][1-6]|\n[ \t>]*(?:=+|-+)[ \t]*(?:\n|$)")
# A heading right at the start, with a word in it, that means the same alone: no reference, no footnote, no HTML.
FIRST_LINE_HEADING: Final = re.compile(r"\s*?^ {0,3}#{1,6}[ \t]+[^\n\[\]<&\w]*+\w[^\n\[\]<&]*+(?:\n|$)", re.MULTILINE)


def render(text: str, more: frozenset[str] = frozenset()) -> str:
    """*text* as HTML, with what *more* a generator reads: "smart" sets quotes, dashes and dots as printers do, "emoji"
    are names between colons, "definitions" are lists of terms. Raw HTML passes through: whoever publishes it cleans it.
    """
    import comrak

    return _boxed(comrak.render_markdown(
        text, extension_options=_extensions(more), parse_options=_parsing(more), render_options=_options()
    ))  # fmt: skip


def render_smart(text: str) -> str:
    """*text* as HTML, its quotes, dashes and dots as printers set them: as generators do that have a typographer."""
    return render(text, frozenset({"smart"}))


def _boxed(html: str) -> str:
    """*html* with task boxes as characters: readers drop form fields, and the tick with them."""
    return BOX.sub(lambda box: f"{box[2] or ''}{'☑' if box[1] else '☐'}{' ' if box[2] else ''}", html)


def to_first_heading(text: str) -> str:
    """*text* as HTML, at least as far as its first heading: for its title, which ten thousand posts may want."""
    if not MAYBE_HEADING.search(text):
        return ""
    first = FIRST_LINE_HEADING.match(text)
    return render(first[0] if first else text)


@lru_cache(maxsize=8)
def _extensions(more: frozenset[str]) -> comrak.ExtensionOptions:
    import comrak

    extensions = comrak.ExtensionOptions()
    extensions.table = True
    extensions.footnotes = True
    extensions.strikethrough = True
    extensions.tasklist = True
    extensions.autolink = True
    extensions.shortcodes = "emoji" in more
    extensions.description_lists = "definitions" in more
    return extensions


@lru_cache(maxsize=8)
def _parsing(more: frozenset[str]) -> comrak.ParseOptions:
    import comrak

    options = comrak.ParseOptions()
    options.smart = "smart" in more
    return options


@lru_cache(maxsize=1)
def _options() -> comrak.RenderOptions:
    import comrak

    options = comrak.RenderOptions()
    options.unsafe_ = True
    return options
