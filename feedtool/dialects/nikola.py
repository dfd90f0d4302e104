"""Nikola: shortcodes, and links to posts by their slug."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.dialects import arguments, attributes, elements, links, media
from feedtool.dialects.arguments import Arguments
from feedtool.dialects.shield import Shield
from feedtool.dialects.tags import Kind, Lines, Tag, weave

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from feedtool.dialects import Around

TAG: Final = re.compile(
    r"\{\{%\s*+(?P<close>/?)\s*+(?P<name>\w[\w.-]*+)"
    r"(?P<words>(?:\"(?:[^\"\\{]|\\.|\{(?!\{))*+\"|'(?:[^'\\{]|\\.|\{(?!\{))*+'|(?!%\}\})(?:[^\"'{]|\{(?!\{)))*+)%\}\}",
    re.DOTALL,
)
RAW_END: Final = re.compile(r"\{\{%\s*+/\s*+raw\s*+%\}\}")
START: Final = "(?:link://|/(?!/))"  # to Nikola "/" is where the site begins, whatever its host has above it
TRIGGER: Final = re.compile(r"link://|\{|[(\"'<:=]\s?/")
LINK: Final = links.pattern(START)
POSTS: Final = frozenset({"slug", "filename"})
DOCUMENT: Final = re.compile(r"(?P<title>[^<>]{0,500})<(?P<slug>[^<>]{1,500})>")


def expand(text: str, around: Around) -> str:
    """*text* without Nikola's own constructions."""
    if "{{%" in text:
        text = woven(text, around)
    if not TRIGGER.search(text):
        return text
    shield = Shield(text)

    def led(found: re.Match[str]) -> str | None:
        address = address_of(found["reference"], around)
        if address is None:
            around.warn(found["reference"], shield.line_of(found))
        return address

    return shield.restored(attributes.without(links.redirected(shield.text, LINK, led)))


def address_of(reference: str, around: Around) -> str | None:
    """Where a reference leads: to a post by its slug or its file; lists of tags and the like nobody knows here."""
    if reference.startswith("/"):
        return around.site + reference.removeprefix("/")
    kind = reference.removeprefix("link://").partition("/")[0]
    if kind == "index":
        return around.site
    return links.resolve(reference, around) if kind in POSTS else None


def woven(text: str, around: Around, *, shown: Callable[[str], str] = str) -> str:
    """*text* with what its shortcodes show, in the language of the text."""
    lines = Lines(text)

    def render(tag: Tag, inner: str | None) -> str:
        given = arguments.read(tag.arguments)
        found = _document(given, inner, around) if tag.name == "doc" else _place(tag.name, given, inner)
        if found is None and inner is None:
            around.warn(f"{{{{% {tag.name} %}}}}", lines.at(tag.start))
        return shown(found) if found is not None else inner or ""

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
    address, title = document((inner or " ".join(given.positional)).strip(), around)
    return None if address is None else elements.anchor(address, title)


def document(said: str, around: Around) -> tuple[str | None, str]:
    """The address of another post, named by its slug or as `title <slug>`, and the words that lead there."""
    titled = DOCUMENT.fullmatch(said)
    slug, title = (titled["slug"], titled["title"].strip()) if titled else (said, "")
    address = links.resolve(slug, around)
    return address, title or around.title_of(address or "") or slug


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
