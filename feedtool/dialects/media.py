"""Embeds that many generators know by the same names: pictures stay, players and posts of others become links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool import markdown
from feedtool.dialects import elements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.dialects.arguments import Arguments

PLAYERS: Final[Mapping[str, tuple[str, tuple[str | int, ...]]]] = {  # where it is, and which arguments name it
    "bluesky": ("{}", ("link", "url", "src", 0)),
    "gist": ("https://gist.github.com/{}", ("url", "id", 0)),
    "instagram": ("https://www.instagram.com/p/{}/", ("id", 0)),
    "spotify": ("https://open.spotify.com/{}", ("url", "id", 0)),
    "tweet": ("https://x.com/i/status/{}", ("id", 0)),
    "twitter": ("https://x.com/i/status/{}", ("id", 0)),
    "vimeo": ("https://vimeo.com/{}", ("id", "video_id", 0)),
    "youtube": ("https://www.youtube.com/watch?v={}", ("id", "video_id", "videoid", "video", 0)),
    "ytplay": ("https://www.youtube.com/watch?v={}", ("id", 0)),
    "x": ("https://x.com/i/status/{}", ("id", 0)),
}  # fmt: skip
# As feedtool.content shows the same players where they are frames.
NAMES: Final = {"spotify": "Spotify", "vimeo": "Vimeo", "youtube": "YouTube", "ytplay": "YouTube"}
OF_YOUTUBE: Final = frozenset({"youtube", "ytplay"})
THUMBNAIL: Final = "https://i.ytimg.com/vi/{}/hqdefault.jpg"
ID: Final = re.compile(r"[\w-]+")
PICTURES: Final = frozenset({"figure", "img", "image", "picture"})
IS_ADDRESS: Final = re.compile(r"https?://|/")
PARAGRAPH: Final = re.compile(r"\A<p>(.*)</p>\s*\Z", re.DOTALL)


def embed(name: str, given: Arguments) -> str | None:
    """What the tag *name* shows, as HTML; None where it is not one of those that are known, or names nothing."""
    name = name.lower()
    if name in PICTURES:
        return _picture(given)
    if name not in PLAYERS:
        return None
    address, keys = PLAYERS[name]
    if name in {"x", "tweet"} and given.get("user", 1) and given.get("id", 1):
        user = given.get("user", 0)
        return elements.anchor(f"https://x.com/{user}/status/{given.get('id', 1)}")
    if name == "gist" and given.get(1):
        return elements.anchor(f"https://gist.github.com/{given.get(0)}/{given.get(1)}")
    if not (named := given.get(*keys)):
        return None
    is_whole = IS_ADDRESS.match(named) is not None
    title = given.get("title") or ("" if is_whole else NAMES.get(name, ""))
    picture = elements.image(THUMBNAIL.format(named)) + "<br>" if name in OF_YOUTUBE and ID.fullmatch(named) else ""
    return elements.anchor(named if is_whole else address.format(named), title, picture=picture)


def _picture(given: Arguments) -> str | None:
    source = given.get("src", "path", "url", "image", 0)
    if not source:
        return None
    alt = given.get("alt") or given.get("caption", "title")
    picture = elements.image(source, alt, width=given.get("width"), height=given.get("height"))
    if link := given.get("link", "href"):
        picture = f'<a href="{elements.address(link)}">{picture}</a>'
    return elements.figure(picture, caption(given))


def caption(given: Arguments) -> str:
    """What stands below a picture."""
    title, text = given.get("title"), given.get("caption")
    credit, link = given.get("attr"), given.get("attrlink")
    if credit:
        text = f"{text} {f'[{credit}](<{link}>)' if link else credit}".strip()
    shown = [f"<strong>{elements.plain(title)}</strong>"] if title else []
    return " ".join([*shown, inline(text)] if text else shown)


def inline(text: str) -> str:
    """One paragraph of Markdown as HTML on one line."""
    html = markdown.render(text).strip()
    paragraph = PARAGRAPH.match(html)
    return " ".join((paragraph[1] if paragraph and "<p>" not in paragraph[1] else html).split())
