"""Nunjucks, as Hexo runs it: tags of its own, and code in fences and backticks is safe from them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Final

from feedtool.dialects import code, elements, flow, hexo_themes, liquid, octopress
from feedtool.dialects.expressions import FILTERS, NUNJUCKS, Open, Unknown
from feedtool.dialects.fences import code_lines, lines_of
from feedtool.dialects.rendering import NOWHERE, Address, Language, Rendering, rooted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from feedtool.dialects import Around
    from feedtool.dialects.rendering import Call

TAG: Final = re.compile(r"\{%-?\s*+(\w++)")
FLAGS: Final = ("true", "false")
IS_ADDRESS: Final = re.compile(r"(?:[a-z][a-z0-9+.-]{1,30}:|www\.|/|[\w-]{1,99}\.[\w-]{1,99})", re.IGNORECASE)


def expand(text: str, around: Around) -> str:
    """*text* without tags and outputs."""
    if not ("{%" in text or "{{" in text or "{#" in text) or str(around.page.get("disableNunjucks")) in {
        "True",
        "true",
    }:
        return text
    return Rendering(text, HEXO, around, [span for span in _spans(text) if _is_safe(text[slice(*span)])]).whole()


def _spans(text: str) -> list[tuple[int, int]]:
    """Where code starts and ends, in order, be it indented; Hexo runs Markdown first."""
    lines = lines_of(text)
    indented, at = [], 0
    for line, is_code, is_fenced in zip(lines, code_lines(lines), code_lines(lines, indented=False), strict=True):
        if is_code and not is_fenced:
            indented.append((at, at + len(line)))
        at += len(line)
    starts = [start for start, _ in indented]
    others = [span for span in code.spans(text) if not _is_within(span, indented, starts)]
    return sorted([*indented, *others])


def _is_within(span: tuple[int, int], places: list[tuple[int, int]], starts: list[int]) -> bool:
    """Whether *span* touches one of some *places*, which are in order."""
    at = bisect_left(starts, span[1]) - 1
    return at >= 0 and places[at][1] > span[0]


def _is_safe(piece: str) -> bool:
    """Whether Nunjucks passes over *piece*, which is code: not over a raw block in a line, nor over a tag's end."""
    if piece.startswith(("```", "~~~")):
        return True
    tag = TAG.search(piece)
    return tag is None or (tag[1] != "raw" and not tag[1].startswith("end"))


def _names(around: Around) -> dict[str, Any]:
    return Open({**around.page, "date": Unknown, "updated": Unknown})


def _filters(_: Around) -> Mapping[str, Callable[..., Any]]:
    return {**FILTERS, **{name: FILTERS[other] for name, other in NUNJUCKS.items()}}


def _post_link(call: Call) -> str | None:
    """`{% post_link name [text] [escape] %}`: without a text the name is shown, for no title is known here."""
    words = octopress.words_of(call.arguments)
    if not words:
        return None
    text, is_html = _text(words[1:], words[0].partition("#")[0].rpartition("/")[2])
    address = liquid.address_of(call, words[0])
    shown = text if is_html else elements.plain(text)
    return shown if address == NOWHERE else f'<a href="{elements.address(address)}">{shown}</a>'


def _post_path(call: Call) -> str | None:
    words = octopress.words_of(call.arguments)
    return liquid.address_of(call, words[0]) if words else None


def _text(words: list[str], otherwise: str) -> tuple[str, bool]:
    """The text of a link, and whether it is HTML: a last word "false" says so."""
    flag = words.pop() if words and words[-1] in FLAGS else "true"
    return " ".join(words) or otherwise, flag == "false"


def asset(call: Call, name: str) -> str:
    """The address of a file of the post's own folder."""
    link = call.run.around.link
    folder = re.sub(r"(?:/index)?\.html?$", "", link).rstrip("/")
    return f"{folder}/{name.removeprefix('./')}"


def _asset_path(call: Call) -> str | None:
    words = octopress.words_of(call.arguments)
    return Address(asset(call, words[0])) if words else None


def _asset_link(call: Call) -> str | None:
    words = octopress.words_of(call.arguments)
    if not words:
        return None
    text, is_html = _text(words[1:], words[0])
    return f'<a href="{elements.address(asset(call, words[0]))}">{text if is_html else elements.plain(text)}</a>'


def _asset_img(call: Call) -> str | None:
    """`{% asset_img [class] name [width [height]] [title [alt]] %}`: the first word that may be a file's name is."""
    words = octopress.words_of(call.arguments)
    at = next((at for at, word in enumerate(words) if re.search(r"\.\w{2,5}$", word)), None)
    return None if at is None else octopress.picture(asset(call, words[at]), words[at + 1 :])


def _link(call: Call) -> str | None:
    """`{% link text address [external] [title] %}`"""
    words = octopress.words_of(call.arguments)
    at = next((at for at, word in enumerate(words) if IS_ADDRESS.match(word)), None)
    if at is None:
        return None
    return elements.anchor(rooted(words[at], call.run.around), " ".join(words[:at]))


def _iframe(call: Call) -> str | None:
    """Readers show no frames: a link to what is in it."""
    words = octopress.words_of(call.arguments)
    return elements.anchor(words[0]) if words else None


HEXO: Final = Language(
    tags={
        **flow.TAGS,
        **hexo_themes.TAGS,
        "asset_img": _asset_img,
        "asset_link": _asset_link,
        "asset_path": _asset_path,
        "blockquote": octopress.blockquote,
        "code": octopress.codeblock,
        "codeblock": octopress.codeblock,
        "full_url_for": _link,
        "gist": octopress.gist,
        "iframe": _iframe,
        "img": octopress.image,
        "link": _link,
        "post_link": _post_link,
        "post_path": _post_path,
        "pullquote": octopress.pullquote,
        "quote": octopress.blockquote,
        "url_for": _link,
    },
    filters=_filters,
    names=_names,
    comment=r"\{#",
)
