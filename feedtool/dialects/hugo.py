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
NOTE_LINK: Final = links.pattern(links.NOTES)
INLINE: Final = ".inline"  # the end of the name of a template that stands in the text
# Boxes of themes, and which argument is their title.
TITLES: Final[Mapping[str, tuple[str | int, ...]]] = {
    "admonition": ("title", 1), "alert": ("title",), "callout": ("title",), "collapse": ("summary", "title", 0),
    "expand": ("title", 0), "hint": ("title",), "notice": ("title", 1), "tab": ("name", "title", "header", 0),
}  # fmt: skip


def expand(text: str, around: Around) -> str:
    """*text* without Hugo's own constructions. Its shortcodes run in code, too, as Hugo's do."""
    if "{{" in text:
        text = _woven(text, around)
        if NOWHERE in text:
            text = links.redirected(text, UNKNOWN_LINK, lambda _: None).replace(NOWHERE, "")
    has_notes = NOTE_LINK.search(text) is not None
    if "{" not in text and "[!" not in text and not has_notes:
        return text
    shield = Shield(text)
    shown = shield.text
    if has_notes:  # one that nobody knows is what it says
        shown = links.redirected(
            shown, NOTE_LINK, lambda found: links.resolve(found["reference"], around) or found["reference"]
        )
    return shield.restored(callouts.expand(attributes.without(shown, spans=False)))


def _woven(text: str, around: Around) -> str:
    lines = Lines(text)

    def render(tag: Tag, inner: str | None) -> str:
        given = arguments.read(tag.arguments)
        known = BUILT_IN.get(tag.name)
        shown = known(given, inner or "", around) if known else media.embed(tag.name, given)
        if shown is not None:
            return shown
        if inner is None or known or tag.name.endswith(INLINE):
            mark = text[tag.start + 2]
            name = f'{tag.name} "{given.get(0, "path")}"' if known is _reference else tag.name
            around.warn(f"{{{{{mark} {name} {CLOSING[mark]}}}}}", lines.at(tag.start))
        if tag.name.endswith(INLINE):
            return ""
        return NOWHERE if known is _reference else _titled(tag.name, given, inner or "")

    return weave(text, list(_tags(text)), render)


def _tags(text: str) -> Iterator[Tag]:
    for found in TAG.finditer(text):
        if found["literal"]:
            shown = f"{found[0][:3]}{found['literal'][2:-2]}{found[0][-3:]}"
            yield Tag(*found.span(), Kind.LITERAL, "", shown)
        else:
            kind = Kind.CLOSE if found["close"] else Kind.SINGLE if found["single"] else Kind.OPEN
            yield Tag(*found.span(), kind, found["name"].lower(), found["arguments"])


def _titled(name: str, given: Arguments, inner: str) -> str:
    """The text of a box, below its title, if it has one."""
    title = given.get(*TITLES.get(name, ()))
    return f"**{elements.plain(title)}**\n\n{inner}" if title and inner else inner


def _highlight(given: Arguments, inner: str, around: Around) -> str:  # noqa: ARG001  # one of a table
    if "hl_inline=true" in given.get(1, "options").replace(" ", "").lower():
        return elements.code_span(inner.strip())
    return elements.code_block(inner.rstrip(), given.get(0, "type", "lang"))


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


def _columns(given: Arguments, inner: str, around: Around) -> str:  # noqa: ARG001  # one of a table
    return inner.replace("<--->", "")


def _diagram(given: Arguments, inner: str, around: Around) -> str:  # noqa: ARG001  # one of a table
    return elements.code_block(inner.rstrip(), "mermaid")


def _formula(given: Arguments, inner: str, around: Around) -> str:  # noqa: ARG001  # one of a table
    return elements.plain(inner)


def _qr(given: Arguments, inner: str, around: Around) -> str:  # noqa: ARG001  # one of a table
    text = (given.get("text", 0) or inner).strip()
    return elements.anchor(text) if media.IS_ADDRESS.match(text) else elements.plain(text)


# Hugo's own, and those by which themes agree on what is no text.
BUILT_IN: Final[Mapping[str, Callable[[Arguments, str, Around], str | None]]] = {
    "columns": _columns,
    "comment": lambda _given, _inner, _around: "",
    "details": _details,
    "highlight": _highlight,
    "katex": _formula,
    "math": _formula,
    "mermaid": _diagram,
    "param": _parameter,
    "qr": _qr,
    "ref": _reference,
    "relref": _reference,
}
