"""An entry's image, as RSS and Atom have it: elements of Media RSS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from feedtool import markup, media
from feedtool.builder.extensions import Node

if TYPE_CHECKING:
    from feedtool.model import Entry

# Up to the end of the first image, where no words stand before it. A quoted value may hold a ">".
ATTRIBUTES: Final = r"""(?:[^"'<>]++|"[^"]*+"|'[^']*+')*+>"""
FIRST_IMAGE: Final = re.compile(
    rf"(?:\s++|&nbsp;|<(?!(?:img|hr|table|video|audio|pre|h[1-6]|li)\b)/?[a-z][a-z0-9]*+{ATTRIBUTES})*+<img\b{ATTRIBUTES}"
)
RESIZED: Final = re.compile(
    r"/cdn-cgi/image/[^/]*(?=/)|/size/w\d+(?:h\d+)?(?=/)"  # Cloudflare, Ghost
    r"|(?:[-_]\d{2,5}x\d{0,5}|_hu\w{1,120}|-scaled|@\dx)?\.[a-z]{3,4}$"  # WordPress, Hugo, for dense screens
)


def _same(address: str) -> str:
    """What is the same of an image's address in any size, by whatever scheme, however escaped."""
    parts = urlsplit(address)
    if inner := dict(parse_qsl(parts.query)).get("url"):  # of a service that resizes: Next, Netlify
        return _same(urljoin(address, inner))
    host = "" if re.fullmatch(r"i\d\.wp\.com", parts.netloc) else f"/{parts.netloc.lower().removeprefix('www.')}"
    query = "" if media.type_of(address) else f"?{parts.query}"  # which tells one image from another, or only its age
    return RESIZED.sub("", unquote(host + parts.path)).lstrip("/") + query


def _begins_with(content: str, image: str) -> bool:
    found = FIRST_IMAGE.match(content)
    if found is None:
        return False
    addresses = set()
    for node in markup.fragment(found[0]).css("img, source"):
        addresses |= {node.attributes.get("src") or ""}
        addresses |= {candidate[1] for candidate in markup.CANDIDATE.finditer(node.attributes.get("srcset") or "")}
    try:
        return _same(image) in {_same(address) for address in addresses if address}
    except ValueError:  # an address that none can be
        return False


def nodes(entry: Entry) -> list[Node]:
    """The image for readers' lists, and for those who show it with the text; not for them where the text begins with
    it: they would show it twice.
    """
    if entry.image is None:
        return []
    thumbnail = Node("media:thumbnail", None, (("url", entry.image),))
    if _begins_with(entry.content or "", entry.image):
        return [thumbnail]
    attributes = [("url", entry.image), ("medium", "image")]
    if kind := media.type_of(entry.image):
        attributes.append(("type", kind))
    if entry.image_length is not None:
        attributes.append(("fileSize", str(entry.image_length)))
    return [Node("media:content", None, tuple(attributes)), thumbnail]
