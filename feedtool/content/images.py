"""Images that wait for a script, and pictures that count readers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool import markup
from feedtool.content.tree import address_of, attribute, classes, is_empty, replace, take_out, unwrap

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Where scripts look for an image's address, and for its candidates: the first that says something counts.
ADDRESSES: Final = ("data-src", "data-lazy-src", "data-lazy", "data-orig-src", "data-echo", "data-cfsrc")
LIGHTBOX: Final = ("data-original", "data-orig-file", "data-full-url", "data-image", "data-hi-res-src")
CANDIDATES: Final = ("data-srcset", "data-lazy-srcset", "data-original-set")
LAZY: Final = ", ".join(f"[{name}]" for name in (*ADDRESSES, *LIGHTBOX, *CANDIDATES, "data-poster"))
PLACEHOLDER: Final = re.compile(
    r"|#|about:blank|data:.*|.*\b(?:blank|placeholder|spacer|loading|loader|lazy|1x1|pixel|transparent|dummy|empty|grey|gray)"
    r"[\w-]*\.(?:gif|png|svg|jpe?g|webp)(?:\?.*)?",
    re.IGNORECASE | re.DOTALL,
)
MEDIA: Final = "img, iframe, video, audio, picture, object, embed"
COUNTERS: Final = re.compile(
    r"^(?:https?:)?//(?:[\w.-]*\.)?(?:pixel\.wp\.com|stats\.wordpress\.com|doubleclick\.net|feedsportal\.com"
    r"|scorecardresearch\.com|quantserve\.com|google-analytics\.com|facebook\.com/tr\b|bat\.bing\.com|px\.ads\.linkedin\.com"
    r"|feeds\.feedburner\.com/~r/|medium\.com/_/stat|track\.hubspot\.com|mailchimp\.com/track|list-manage\.com/track)"
    r"|/(?:matomo|piwik)\.php\?|/__ptq\.gif",
    re.IGNORECASE,
)
IMAGE: Final = re.compile(r"""<img\b(?:[^>"']|"[^"]*"|'[^']*')*""")
MAY_COUNT: Final = re.compile(
    r"(?:width|height)\s*[=:]\s*[\"']?\s*0*[01](?!\d)|\.php\?|pixel|stats?[./?]|doubleclick|feedsportal|analytics|/tr\b"
    r"|bat\.bing|px\.ads|~r/|track|scorecard|quantserve|__ptq"
)
TINY: Final = re.compile(r"0*[01](?:\.\d+)?\s*(?:px)?")
TINY_STYLE: Final = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[01]px", re.IGNORECASE)


def may_wait(html: str) -> bool:
    """Whether *html* may have lazy images."""
    return "data-" in html or "<noscript" in html


def restore(tree: LexborHTMLParser, _: str) -> int:
    """Lazy images get the address that their script would give them; their twins for browsers without one go."""
    restored = {node.mem_id for node in tree.css(LAZY) if _restored(node)}
    count = len(restored)
    for node in tree.css("img[data-placeholder-image], img[aria-hidden=true][src^='data:']"):
        take_out(node)  # gatsby-image's blur, beside the image itself
        count += 1
    for node in tree.css("noscript"):
        count += _twin(node, restored)
    return count


def _restored(node: LexborNode) -> bool:
    address = next((value for name in ADDRESSES if (value := attribute(node, name))), "")
    candidates = next((value for name in CANDIDATES if (value := attribute(node, name))), "")
    waits = bool(PLACEHOLDER.fullmatch(attribute(node, "src")))
    if not address and (waits or any("lazy" in name for name in classes(node))):
        address = next((value for name in LIGHTBOX if (value := attribute(node, name))), "")
    if candidates and node.tag in {"img", "source"}:
        node.attrs["srcset"] = candidates
        if not address and node.tag == "img" and waits and (first := markup.CANDIDATE.match(candidates)):
            address = first[1]
    if address and node.tag in {"img", "iframe", "video", "audio", "embed"}:
        node.attrs["src"] = address
    if address and node.tag == "source":
        node.attrs["src" if node.parent and node.parent.tag in {"video", "audio"} else "srcset"] = address
    if node.tag == "video" and (poster := attribute(node, "data-poster")):
        node.attrs["poster"] = poster
    for name in (*ADDRESSES, *LIGHTBOX, *CANDIDATES, "data-poster"):
        if name in node.attributes:
            del node.attrs[name]
    return bool(address or candidates)


def _twin(node: LexborNode, restored: set[int]) -> int:
    """What is for browsers without scripts: a twin of the image beside it, another image, or words about scripts."""
    inside = node.css_first(f"{MEDIA}, pre")
    if inside is None:
        take_out(node)
        return 0
    beside = _image_beside(node)
    image = inside if inside.tag == "img" else inside.css_first("img")
    if beside is None or image is None:
        unwrap(node)
        return 1
    waits = PLACEHOLDER.fullmatch(attribute(beside, "src")) and not attribute(beside, "srcset")
    is_twin = waits or beside.mem_id in restored or attribute(beside, "src") == attribute(image, "src")
    if not is_twin:
        unwrap(node)
        return 1
    if waits:
        replace(beside, image.html or "")
    take_out(node)
    return int(bool(waits))


def _image_beside(node: LexborNode) -> LexborNode | None:
    """The image right before or behind a <noscript>."""
    for step in ("prev", "next"):
        one: LexborNode | None = getattr(node, step)
        while one is not None and not one.is_element_node and is_empty(one):
            one = getattr(one, step)
        if one is not None and one.is_element_node:
            image = one if one.tag in {"img", "iframe"} else one.css_first("img, iframe")
            if image is not None and (one == image or not one.text(deep=True).strip()):
                return image
    return None


def may_count(html: str) -> bool:
    """Whether *html* may have pictures that count."""
    return any(MAY_COUNT.search(image) for image in IMAGE.findall(html))


def without_counters(tree: LexborHTMLParser, base: str) -> int:
    """Pictures that nobody sees, and whose fetching is counted, go."""
    count = 0
    for node in tree.css("img"):
        if _is_tiny(node) or COUNTERS.search(address_of(node, "src", base)):
            take_out(node)
            count += 1
        elif attribute(node, "width") == attribute(node, "height") == "0":  # as large as its style, which leaves
            del node.attrs["width"]
            del node.attrs["height"]
    return count


def _is_tiny(node: LexborNode) -> bool:
    style = attribute(node, "style")
    if "%" in style or "sizes" in node.attributes:
        return False
    sides = (attribute(node, "width"), attribute(node, "height"))
    return all(TINY.fullmatch(side) for side in sides) or len(TINY_STYLE.findall(style)) > 1
