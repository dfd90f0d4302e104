"""Nikola: shortcodes, and links to posts by their slug."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.dialects import arguments, attributes, elements, links, media
from feedtool.dialects.arguments import Arguments
from feedtool.dialects.shield import Shield
from feedtool.dialects.tags import Kind, Lines, Tag, weave

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedtool.dialects import Around

TAG: Final = re.compile(
    r"\{\{%\s*+(?P<close>/?)\s*+(?P<name>\w[\w.-]*+)"
    r"(?P<words>(?:\"(?:[^\"\\{]|\\.|\{(?!\{))*+\"|'(?:[^'\\{]|\\.|\{(?!\{))*+'|(?!%\}\})(?:[^\"'{]|\{(?!\{)))*+)%\}\}",
    re.DOTALL,
)
RAW_END: Final = re.compile(r"\{\{%\s*+/\s*+raw\s*+%\}\}")
LINK: Final = links.pattern("link://")
DOCUMENT: Final = re.compile(r"(?P<title>[^<>]{0,500})<(?P<slug>[^<>]{1,500})>")


def expand(text: str, around: Around) -> str:
    """*text* without Nikola's own constructions."""
    if "{{%" in text:
        text = _woven(text, around)
    if "link://" not in text and "{" not in text:
        return text
    shield = Shield(text)

    def address_of(found: re.Match[str]) -> str | None:
        address = links.resolve(found["reference"], around)
        if address is None:
            around.warn(found["reference"], shield.line_of(found))
        return address

    return shield.restored(attributes.without(links.redirected(shield.text, LINK, address_of)))


def _woven(text: str, around: Around) -> str:
    lines = Lines(text)

    def render(tag: Tag, inner: str | None) -> str:
        given = arguments.read(tag.arguments)
        shown = _document(given, inner, around) if tag.name == "doc" else _place(tag.name, given, inner)
        if shown is None and inner is None:
            around.warn(f"{{{{% {tag.name} %}}}}", lines.at(tag.start))
        return shown if shown is not None else inner or ""

    return weave(text, list(_tags(text)), render)


def _place(name: str, given: Arguments, inner: str | None) -> str | None:
    if name == "emoji":
        return f":{given.get(0)}:"
    if name == "thumbnail":
        said = {"src": given.get(0, "src", "uri"), "alt": given.get("alt"), "caption": inner or given.get("title")}
        return media.embed("figure", Arguments((), said))
    if name == "media":
        address = given.get("url", 0)
        return elements.anchor(address) if address else None
    return media.embed(name, given)


def _document(given: Arguments, inner: str | None, around: Around) -> str | None:
    """A link to another post, by its slug or as `title <slug>`."""
    said = (inner or " ".join(given.positional)).strip()
    titled = DOCUMENT.fullmatch(said)
    slug, title = (titled["slug"], titled["title"].strip()) if titled else (said, said)
    address = around.link_to(slug)
    return None if address is None else elements.anchor(address, title)


def _tags(text: str) -> Iterator[Tag]:
    at, may_be_raw = 0, True
    while found := TAG.search(text, at):
        at = found.end()
        end = RAW_END.search(text, at) if found["name"] == "raw" and not found["close"] and may_be_raw else None
        if end is not None:
            yield Tag(found.start(), end.end(), Kind.LITERAL, "", text[found.end() : end.start()])
            at = end.end()
            continue
        may_be_raw = may_be_raw and found["name"] != "raw"
        kind = Kind.CLOSE if found["close"] else Kind.OPEN
        yield Tag(*found.span(), kind, found["name"].lower(), found["words"])
