"""Obsidian: links between notes, embeds, callouts, comments, marks and the ids of blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from feedtool.dialects import callouts, elements, links
from feedtool.dialects.shield import Shield

if TYPE_CHECKING:
    from feedtool.dialects import Around

TRIGGER: Final = re.compile(r"\[\[|\[!|%%|==|\^[\w\[-]|```|~~~|\]\(")
WIKILINK: Final = re.compile(
    r"%%|(?P<embed>!?)\[\[(?P<target>[^\[\]|\n]{0,500}?)(?:\\?\|(?P<shown>[^\[\]\n]{0,500}+))?\]\]"
)
SMALL: Final = (
    (
        re.compile(r"(?<![=\\])==(?=[^\s=])([^\n=]{1,2000}+(?:=[^\n=]{1,2000}+){0,5}?)(?<=\S)==(?!=)"),
        r"<mark>\1</mark>",
    ),
    (re.compile(r"(?:(?<=\S)[ \t]++|^[ \t>]*+)\^[A-Za-z0-9-]{1,100}+[ \t]*+$", re.MULTILINE), ""),  # the id of a block
    (re.compile(r"[ ]?\^\[([^\[\]\n]{1,2000}+)\]"), r" (\1)"),  # a note at the foot, written where it is called for
    (re.compile(r"(!\[[^\[\]\n|]{0,500}+)\|\d{1,5}(?:x\d{1,5})?(?=\]\()"), r"\1"),  # the width of a picture
)
QUERY: Final = re.compile(r"[ \t>]*+[`~]{3,}[ \t]*+(?:dataview|dataviewjs|tasks|query|button|base)\b")
SIZE: Final = re.compile(r"(?P<width>\d{1,5})(?:x(?P<height>\d{1,5}))?")
NOTE_LINK: Final = links.pattern(links.NOTES)
KINDS: Final = {
    **dict.fromkeys(("avif", "bmp", "gif", "jpg", "jpeg", "png", "svg", "webp"), "img"),
    **dict.fromkeys(("flac", "m4a", "mp3", "ogg", "wav", "3gp"), "audio"),
    **dict.fromkeys(("mkv", "mov", "mp4", "ogv", "webm"), "video"),
}


def expand(text: str, around: Around) -> str:
    """*text* as plain Markdown; a link to a note that is not published keeps its words."""
    if not TRIGGER.search(text):
        return text
    shield = Shield(text)
    shown = _without_comments(_links(shield, around))
    shown = links.redirected(shown, NOTE_LINK, lambda found: _note(found, shield, around))
    for wanted, became in SMALL:
        shown = wanted.sub(became, shown)
    shown = callouts.expand(shown)
    return shield.restored(shield.without(shown, QUERY))


def _links(shield: Shield, around: Around) -> str:
    is_hidden = False

    def linked(found: re.Match[str]) -> str:
        nonlocal is_hidden
        if found[0] == "%%":
            is_hidden = not is_hidden
        return found[0] if is_hidden or found[0] == "%%" else _linked(found, shield, around)

    return WIKILINK.sub(linked, shield.text)


def _without_comments(text: str) -> str:
    """An odd one out hides the rest, as it does in the app."""
    return "".join(text.split("%%")[::2]) if "%%" in text else text


def _linked(found: re.Match[str], shield: Shield, around: Around) -> str:
    name, _, heading = found["target"].partition("#")
    name, shown = name.strip(), (found["shown"] or "").strip()
    if found["embed"] and name.rpartition(".")[2].lower() in KINDS:
        return _embedded(name, shown, found, shield, around)
    heading = "" if heading.startswith("^") else heading.rpartition("#")[2].strip()
    words = shown or " > ".join(part for part in (name, heading) if part) or "^"
    address = around.link_to(name) if name else around.link
    if address is None:
        around.warn(f"[[{name}]]", shield.line_of(found))
        return words
    return f"[{words}](<{elements.address(address + _fragment(heading))}>)"


def _fragment(heading: str) -> str:
    """A heading's id, as the generators that publish vaults make it."""
    return "#" + re.sub(r"[^\w-]", "", re.sub(r"\s+", "-", heading.lower())) if heading else ""


def _embedded(name: str, shown: str, found: re.Match[str], shield: Shield, around: Around) -> str:
    address = around.link_to(name)
    if address is None:
        around.warn(f"![[{name}]]", shield.line_of(found))
        return ""
    kind, size = KINDS[name.rpartition(".")[2].lower()], SIZE.fullmatch(shown.rpartition("|")[2].strip())
    if kind != "img":
        return f'<{kind} controls src="{elements.address(address)}"></{kind}>'
    alt = shown.rpartition("|")[0] if size else shown
    width, height = (size["width"], size["height"] or "") if size else ("", "")
    return elements.image(
        address, alt.strip() or name.rpartition("/")[2].rpartition(".")[0], width=width, height=height
    )


def _note(found: re.Match[str], shield: Shield, around: Around) -> str | None:
    reference = found["reference"]
    address = links.resolve(reference, around, known=unquote)
    if address is None:
        around.warn(reference, shield.line_of(found))
    return address
