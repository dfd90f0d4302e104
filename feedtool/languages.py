"""The languages of bodies, and who makes HTML of each: one table, by the media type in model.Body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool import markdown, markup, pymarkdown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from feedtool.rst import Outline


def _rst(text: str, quotes: str = "") -> str:
    from feedtool import rst

    return rst.render(text, quotes)


QUOTES: Final = "text/x-rst; quotes="  # and a language: quotes and dashes as its printers set them
MORE: Final = "text/markdown; with="  # and words of markdown.render, between dashes: what a site has switched on
RENDERERS: Final[Mapping[str, Callable[[str], str]]] = {
    "text/markdown": markdown.render,
    "text/x-smart-markdown": markdown.render_smart,
    "text/x-python-markdown": pymarkdown.render,
    "text/x-rst": _rst,
}

# What no Markdown without HTML in it has: a tag, a comment, or a character that parsers of HTML take for another.
HTML: Final = re.compile(r"<[A-Za-z/!?]|&#|[\0\r\f\v]")
MORE_ALONE: Final = re.compile(rf"^{markup.MORE.pattern}[ \t]*$", re.IGNORECASE | re.MULTILINE)


def is_known(language: str) -> bool:
    """Whether a body in *language* can be published: somebody here renders it, or nobody need."""
    return not language.startswith("text/x-") or language.startswith(QUOTES) or language in RENDERERS


def html_of(text: str, language: str) -> str:
    """*text* as HTML; a language that nobody here renders is HTML already."""
    if language.startswith(QUOTES):
        return _rst(text, language.removeprefix(QUOTES))
    if language.startswith(MORE):
        return markdown.render(text, frozenset(language.removeprefix(MORE).split("-")))
    return RENDERERS[language](text) if language in RENDERERS else text


def has_html(text: str, language: str) -> bool:
    """Whether *text* may hold HTML, so that what is made of it is as whole and as safe as its author left it."""
    if language not in {"text/markdown", "text/x-smart-markdown"} and not language.startswith(MORE):
        return True
    return HTML.search(MORE_ALONE.sub("", text) if "<!--" in text else text) is not None


def markdown_with(*words: str) -> str:
    """The language of Markdown that has *words* of markdown.render besides."""
    return MORE + "-".join(words) if words else "text/markdown"


def unknown(text: str, language: str) -> tuple[tuple[str, int], ...]:
    """What in *text* its renderer does not know: how it is shown, and its line."""
    if not language.startswith("text/x-rst"):
        return ()
    from feedtool import rst

    return rst.unknown(text)


def smart(text: str, language: str) -> str:
    """A title of reStructuredText with the quotes and dashes of *language*."""
    from feedtool import rst

    return rst.smart(text, language)


def identifier(title: str) -> str:
    """The id that docutils gives to a section."""
    from feedtool import rst

    return rst.identifier(title)


def outline(text: str, language: str, *, anywhere: bool = False) -> Outline:
    """The title and the fields of reStructuredText, and what it is without them."""
    from feedtool import rst

    return rst.outline(text, language, anywhere=anywhere)
