"""Images that wait for a script, and pictures that count readers."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Final

from feedtool import markup
from feedtool.content import twins
from feedtool.content.tree import address_of, attribute, classes, is_empty, replace, take_out

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from feedtool.content.seen import Seen

# Where scripts look for an image's address, for the one that a lightbox shows, and for candidates: the first counts.
ADDRESSES: Final = (
    "data-src", "data-lazy-src", "data-lazy", "data-lazyload", "data-orig-src", "data-echo", "data-cfsrc", "data-ezsrc",
    "data-pagespeed-lazy-src", "data-opt-src", "data-breeze", "data-wpfc-original-src", "data-litespeed-src",
    "data-actualsrc", "data-cmp-src", "data-src-cmplz", "data-cookieblock-src", "nitro-lazy-src", "lazy-src",
)  # fmt: skip
LIGHTBOX: Final = (
    "data-original", "data-large-file", "data-orig-file", "data-full-url", "data-image", "data-hi-res-src",
)  # fmt: skip
CANDIDATES: Final = (
    "data-srcset", "data-lazy-srcset", "data-original-set", "data-wpfc-original-srcset", "data-opt-srcset",
    "nitro-lazy-srcset", "lazy-srcset",
)  # fmt: skip
SIZES: Final = ("data-sizes", "data-lazy-sizes")
LAZY: Final = frozenset({*ADDRESSES, *LIGHTBOX, *CANDIDATES, "data-poster"})
MEDIA: Final = "img, source, iframe, video, audio, embed"
BACKGROUNDS: Final = ("data-bg", "data-background-image", "data-bg-src", "data-lazy-background", "data-background")
PAINTED: Final = ", ".join(f"[{name}]:not(img)" for name in BACKGROUNDS)
PAINTING: Final = re.compile(
    r"(?:url\()?[\"']?([^\s\"'()]+\.(?:jpe?g|png|gif|webp|avif)(?:[?#][^\s\"'()]*)?)[\"']?\)?", re.IGNORECASE
)
# A blurred one beside the image itself: gatsby-image, next/image.
BLURS: Final = "img[data-placeholder-image], img[aria-hidden=true][src^='data:']"
BLURRED: Final = ("blur", "lqip")  # in a class: what is shown at first is a few pixels large
WIDEST: Final = 1080  # pixels, of the widths that a template of addresses may have
DATA: Final = re.compile(
    rf"data-(?:(?:{'|'.join(name.removeprefix('data-') for name in (*ADDRESSES, *LIGHTBOX, *CANDIDATES, *BACKGROUNDS))}"
    r"|poster)\s*=|placeholder-image)"
)
SOURCELESS: Final = re.compile(r"<img\b(?![^<>]*\ssrc\s*=\s*[\"']?[^\s\"'>])")
COUNTERS: Final = re.compile(
    r"^(?:https?:)?//(?:[\w.-]*\.)?(?:pixel\.wp\.com|stats\.wordpress\.com|doubleclick\.net|feedsportal\.com"
    r"|scorecardresearch\.com|quantserve\.com|google-analytics\.com|facebook\.com/tr\b|bat\.bing\.com|px\.ads\.linkedin\.com"
    r"|goatcounter\.com/count|simpleanalyticscdn\.com|c\.statcounter\.com|mc\.yandex\.ru/watch|hm\.baidu\.com|vgwort\.de/na/"
    r"|in\.getclicky\.com|ct\.pinterest\.com|amazon-adsystem\.com/e/ir|counter\.theconversation\.com|(?:twitter\.com|t\.co)/i/adsct"
    r"|feeds\.feedburner\.com/~r/|medium\.com/_/stat|track\.hubspot\.com|mailchimp\.com/track|list-manage\.com/track)"
    r"|/(?:matomo|piwik)\.php\?|/__ptq\.gif|/ingress/[\w-]+/pixel\.gif",
    re.IGNORECASE,
)
IMAGE: Final = re.compile(r"""<img\b[^<>"']*+(?:(?:"[^"]*"|'[^']*')[^<>"']*+)*+""")
NO_WIDTH: Final = re.compile(r"width\s*[=:]\s*[\"']?\s*0*[01](?!\d)")
COUNTING: Final = (  # of what COUNTERS says, what a plain search finds
    "pixel.wp.", "stats.wordpress", "doubleclick", "feedsportal", "scorecardresearch", "quantserve", "analytics",
    ".com/tr", "bat.bing", "px.ads.", "goatcounter", "statcounter", "mc.yandex", "hm.baidu", "vgwort", "getclicky",
    "ct.pinterest", "adsystem", "counter.theconversation", "/adsct", "/~r/", "/_/stat", "track.hubspot",
    "matomo.php", "piwik.php", "__ptq", "/ingress/",
)  # fmt: skip
TINY: Final = re.compile(r"0*[01](?:\.\d+)?\s*(?:px)?")
TINY_STYLE: Final = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?(?![\w.])", re.IGNORECASE)


def may_wait(seen: Seen) -> bool:
    """Whether there may be lazy images."""
    return (
        "noscript" in seen.tags
        or "lazy-src" in seen.attributes
        or ("data-" in seen.attributes and DATA.search(seen.attributes) is not None)
        or SOURCELESS.search(seen.attributes) is not None
    )


def restore(tree: LexborHTMLParser, base: str) -> int:
    """Lazy images get the address that their script would give them; their twins for browsers without one go."""
    lazy = [node for node in tree.css(MEDIA) if not LAZY.isdisjoint(node.attributes)]
    sources = Counter(attribute(node, "src") for node in lazy if node.tag == "img")
    restored = [node for node in lazy if _restored(node, is_shared=sources[attribute(node, "src")] > 1)]
    count = len(restored) + _painted(tree) + _with_source(tree)
    for node in tree.css(BLURS):
        take_out(node)
        count += 1
    return count + (twins.settle(tree, base, restored) if tree.css_first("noscript") is not None else 0)


def _restored(node: LexborNode, *, is_shared: bool) -> bool:
    """Give a lazy element its address; *is_shared* where others show the same, so that it stands for something else."""
    address, candidates = _address(node, ADDRESSES), _address(node, CANDIDATES)
    source = attribute(node, "src")
    if not address and node.tag == "img" and (original := _address(node, LIGHTBOX)):
        is_lazy = "data-original" in node.attributes and any("lazy" in name for name in classes(node))
        if is_lazy or is_shared or twins.is_placeholder(source, original):
            address = original
    if candidates and node.tag in {"img", "source"}:
        node.attrs["srcset"] = candidates
        sizes = next((value for name in SIZES if (value := attribute(node, name))), "")
        if sizes and not attribute(node, "sizes"):
            node.attrs["sizes"] = sizes
        is_blurred = any(word in name for name in classes(node) for word in BLURRED)
        if not address and node.tag == "img" and (is_blurred or twins.is_placeholder(source)):
            address = _first(candidates)
    if address and node.tag != "source":
        node.attrs["src"] = address
    if address and not candidates and node.tag == "source":
        node.attrs["src" if node.parent and node.parent.tag in {"video", "audio"} else "srcset"] = address
    if node.tag == "video" and (poster := attribute(node, "data-poster")):
        node.attrs["poster"] = poster
    if attribute(node, "sizes") == "auto":
        del node.attrs["sizes"]
    return bool(address or candidates)


def _address(node: LexborNode, names: tuple[str, ...]) -> str:
    """What the first of the attributes says that holds an address, and not "true" or the like."""
    own = node.attributes
    values = [(own[name] or "").strip() for name in names if name in own]
    said = next((value for value in values if "." in value or "/" in value), "")
    if "{width}" in said:
        widths = [int(width) for width in re.findall(r"\b\d{1,5}\b", attribute(node, "data-widths"))] or [WIDEST]
        fitting = [width for width in widths if width <= WIDEST]
        said = said.replace("{width}", str(max(fitting, default=min(widths))))
    return "" if "{" in said and not twins.waits(node) else said


def _first(candidates: str) -> str:
    found = markup.CANDIDATE.match(candidates)
    return found[1] if found is not None else ""


def _painted(tree: LexborHTMLParser) -> int:
    """What shows nothing but the background that a script would load is an image."""
    count = 0
    for node in tree.css(PAINTED):
        found = next((found for name in BACKGROUNDS if (found := PAINTING.fullmatch(attribute(node, name)))), None)
        if found is not None and not any(
            child.is_element_node or not is_empty(child) for child in node.iter(include_text=True)
        ):
            words = attribute(node, "aria-label") or attribute(node, "title")
            replace(node, f'<img src="{escape(found[1])}" alt="{escape(words)}">')
            count += 1
    return count


def _with_source(tree: LexborHTMLParser) -> int:
    """An image that has candidates only, its own or of the picture around it, has the first as its address too."""
    count = 0
    for node in tree.css("img:not([src]), img[src=''], picture img"):
        if not twins.is_placeholder(attribute(node, "src")):
            continue
        around = node.parent if node.parent is not None and node.parent.tag == "picture" else None
        sets = [
            attribute(node, "srcset"),
            *(attribute(one, "srcset") for one in (around.css("source") if around else [])),
        ]
        known = [first for one in (sets[0], *sets[:0:-1]) if (first := _first(one)) and not first.startswith("data:")]
        if known:
            node.attrs["src"] = known[0]
            count += 1
        elif "src" in node.attributes and not attribute(node, "src"):
            del node.attrs["src"]
    return count


def may_count(seen: Seen) -> bool:
    """Whether there may be pictures that count."""
    images = "".join(IMAGE.findall(seen.attributes)) if "img" in seen.tags else ""
    return any(word in images for word in COUNTING) or NO_WIDTH.search(images) is not None


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
            count += 1
    return count


def _is_tiny(node: LexborNode) -> bool:
    style = attribute(node, "style")
    if "%" in style or "sizes" in node.attributes:
        return False
    sides = (attribute(node, "width"), attribute(node, "height"))
    return all(TINY.fullmatch(side) for side in sides) or len(TINY_STYLE.findall(style)) > 1
