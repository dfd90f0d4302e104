"""Eleventy: Liquid, or Nunjucks where the site wants it, before Markdown and in code too; shortcodes are the site's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from feedtool.dialects import flow, liquid, media, octopress
from feedtool.dialects.arguments import read
from feedtool.dialects.expressions import NUNJUCKS, Open, shown
from feedtool.dialects.rendering import Language, Rendering, rooted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from feedtool.dialects import Around
    from feedtool.dialects.rendering import Call

PICTURES: Final = ("figure", "image", "img", "picture")


def expand(text: str, around: Around) -> str:
    """*text* without tags, outputs and shortcodes."""
    return Rendering(text, ELEVENTY, around).whole() if "{%" in text or "{{" in text or "{#" in text else text


def _names(around: Around) -> dict[str, Any]:
    return Open({**around.page, "page": Open(url="/" + around.link.removeprefix(around.site))})


def _filters(around: Around) -> Mapping[str, Callable[..., Any]]:
    known = liquid.filters(around)
    nunjucks = {name: known[other] for name, other in NUNJUCKS.items()}
    return {**known, **nunjucks, "url": lambda value: rooted(shown(value), around)}


def _picture(call: Call) -> str | None:
    """A shortcode for a picture: in order its address, its text, as most sites have it, or all by name."""
    given = read(call.arguments.replace("src:", "src=").replace("alt:", "alt=").replace("caption:", "caption="))
    source = rooted(given.get("src", 0), call.run.around)
    if call.is_pair or not source:
        return None
    named = {**given.named, "src": source}
    if second := given.get(1):
        named.setdefault("caption" if call.token.name == "figure" else "alt", second)
    return media.embed("figure", given._replace(positional=(), named=named))


ELEVENTY: Final = Language(
    tags={
        **flow.TAGS,
        "highlight": octopress.highlight,
        "link": lambda call: liquid.address_of(call, " ".join(octopress.words_of(call.arguments))),
        **dict.fromkeys(PICTURES, _picture),
    },
    filters=_filters,
    names=_names,
    comment=r"\{#[-\s]",  # not the "{#id}" of a heading
)
