"""Zola: shortcodes, and links from the content folder's root."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.dialects import arguments, attributes, callouts, links, media
from feedtool.dialects.shield import Shield
from feedtool.dialects.tags import Kind, Lines, Tag, weave

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedtool.dialects import Around

INSIDE: Final = r"(?:[^{*]|\*(?!/)|\{(?![{%]))*+"
CALL: Final = (
    r"(?P<{0}>[A-Za-z_][\w:.]*+)\s*+\((?P<{0}_words>(?:\"(?:[^\"{{]|\{{(?![{{%]))*+\"|'(?:[^'{{]|\{{(?![{{%]))*+'"
    r"|`(?:[^`{{]|\{{(?![{{%]))*+`|[^\"'`(){{}}])*+)\)"
)
TAG: Final = re.compile(
    rf"\{{\{{(?:/\*(?P<literal>{INSIDE})\*/|\s*+{CALL.format('single')}\s*+)\}}\}}"
    rf"|\{{%(?:/\*(?P<literal_body>{INSIDE})\*/|-?\s*+(?:(?P<end>end)\b\s*+\w*+|{CALL.format('body')})\s*+-?)%\}}",
    re.DOTALL,
)
INTERNAL: Final = links.pattern("@/")
BODY: Final = "end"  # all bodies end alike


def expand(text: str, around: Around) -> str:
    """*text* without Zola's own constructions. Shortcodes run in code, too, as Zola's do."""
    if "{{" in text or "{%" in text:
        text = _woven(text, around)
    if "@/" not in text and "{" not in text and "[!" not in text:
        return text
    shield = Shield(text)

    def address_of(found: re.Match[str]) -> str | None:
        address = links.resolve(found["reference"], around)
        if address is None:
            around.warn(found["reference"], shield.line_of(found))
        return address

    shown = links.redirected(shield.text, INTERNAL, address_of)
    return shield.restored(callouts.expand(attributes.without(shown, spans=False)))


def _woven(text: str, around: Around) -> str:
    lines = Lines(text)

    def render(tag: Tag, inner: str | None) -> str:
        name, _, words = tag.arguments.partition("(")
        shown = media.embed(name, arguments.read(words))
        if shown is None and inner is None:
            around.warn(f"{{% {name}() %}}" if tag.name == BODY else f"{{{{ {name}() }}}}", lines.at(tag.start))
        return shown or inner or ""

    return weave(text, list(_tags(text)), render)


def _tags(text: str) -> Iterator[Tag]:
    for found in TAG.finditer(text):
        if found["literal"] is not None:
            yield Tag(*found.span(), Kind.LITERAL, "", f"{{{{{found['literal']}}}}}")
        elif found["literal_body"] is not None:
            yield Tag(*found.span(), Kind.LITERAL, "", f"{{%{found['literal_body']}%}}")
        elif found["end"]:
            yield Tag(*found.span(), Kind.CLOSE, BODY)
        elif found["single"]:
            yield Tag(*found.span(), Kind.SINGLE, found["single"], f"{found['single']}({found['single_words']}")
        else:
            yield Tag(*found.span(), Kind.OPEN, BODY, f"{found['body']}({found['body_words']}")
