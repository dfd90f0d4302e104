"""Hugo: shortcodes, attribute lists and alerts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.dialects import arguments, attributes, callouts, elements, links, media
from feedtool.dialects.shield import Shield
from feedtool.dialects.tags import Kind, Lines, Tag, weave

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from feedtool.dialects import Around
    from feedtool.dialects.arguments import Arguments

# No tag holds "{{": so one that is never closed is given up at the next.
TAG: Final = re.compile(
    r"""\{\{(?:(?P<angle><)|%)(?:
      (?P<literal>/\*(?:[^{*]|\*(?!/)|\{(?!\{))*+\*/)
      |\s*+(?P<close>/?)\s*+(?P<name>\w[\w.-]*+(?:/[\w.-]++)*+)
       (?P<arguments>(?:"(?:[^"\\{]|\\.|\{(?!\{))*+"|`(?:[^`{]|\{(?!\{))*+`|(?!\s*+/?[>%]\}\})(?:[^"`{]|\{(?!\{)))*+)
       \s*+(?P<single>/?)
    )(?(angle)>|%)\}\}""",
    re.VERBOSE | re.DOTALL,
)
CLOSING: Final = {"<": ">", "%": "%"}
NOWHERE: Final = "feedtool:nowhere"  # the address of what nobody knows, until its link is undone
UNKNOWN_LINK: Final = links.pattern(NOWHERE)


def expand(text: str, around: Around) -> str:
    """*text* without Hugo's own constructions. Its shortcodes run in code, too, as Hugo's do."""
    if "{{" in text:
        text = _woven(text, around)
        if NOWHERE in text:
            text = links.redirected(text, UNKNOWN_LINK, lambda _: None).replace(NOWHERE, "")
    if "{" not in text and "[!" not in text:
        return text
    shield = Shield(text)
    return shield.restored(callouts.expand(attributes.without(shield.text, spans=False)))


def _woven(text: str, around: Around) -> str:
    lines = Lines(text)

    def render(tag: Tag, inner: str | None) -> str:
        given = arguments.read(tag.arguments)
        known = BUILT_IN.get(tag.name)
        shown = known(given, inner or "", around) if known else media.embed(tag.name, given)
        if shown is not None:
            return shown
        if inner is None or known:
            mark = text[tag.start + 2]
            name = f'{tag.name} "{given.get(0, "path")}"' if known is _reference else tag.name
            around.warn(f"{{{{{mark} {name} {CLOSING[mark]}}}}}", lines.at(tag.start))
        return NOWHERE if known is _reference else inner or ""

    return weave(text, list(_tags(text)), render)


def _tags(text: str) -> Iterator[Tag]:
    for found in TAG.finditer(text):
        if found["literal"]:
            shown = f"{found[0][:3]}{found['literal'][2:-2]}{found[0][-3:]}"
            yield Tag(*found.span(), Kind.LITERAL, "", shown)
        else:
            kind = Kind.CLOSE if found["close"] else Kind.SINGLE if found["single"] else Kind.OPEN
            yield Tag(*found.span(), kind, found["name"].lower(), found["arguments"])


def _highlight(given: Arguments, inner: str, around: Around) -> str:  # noqa: ARG001  # one of a table
    if "hl_inline=true" in given.get(1, "options").replace(" ", "").lower():
        return elements.code_span(inner.strip())
    return elements.code_block(inner, given.get(0, "type", "lang"))


def _reference(given: Arguments, inner: str, around: Around) -> str | None:  # noqa: ARG001  # one of a table
    reference = given.get(0, "path")
    if reference.startswith("#"):
        return around.link + reference
    return links.resolve(reference, around)


def _parameter(given: Arguments, inner: str, around: Around) -> str | None:  # noqa: ARG001  # one of a table
    value: object = dict(around.page)
    for key in given.get(0).lower().split("."):
        folded = {str(name).lower(): inner for name, inner in value.items()} if isinstance(value, dict) else {}
        if key not in folded:
            return None
        value = folded[key]
    return str(value)


def _details(given: Arguments, inner: str, around: Around) -> str:  # noqa: ARG001  # one of a table
    summary = media.inline(given.get("summary", 0) or "Details")
    return f"<details><summary>{summary}</summary>\n\n{inner.strip(chr(10))}\n\n</details>\n"


def _qr(given: Arguments, inner: str, around: Around) -> str:  # noqa: ARG001  # one of a table
    text = (given.get("text", 0) or inner).strip()
    return elements.anchor(text) if media.IS_ADDRESS.match(text) else elements.plain(text)


BUILT_IN: Final[Mapping[str, Callable[[Arguments, str, Around], str | None]]] = {
    "details": _details,
    "highlight": _highlight,
    "param": _parameter,
    "qr": _qr,
    "ref": _reference,
    "relref": _reference,
}
