"""What a script or a web component would turn into an embed, an image or a player."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, urlsplit

from feedtool.content.embeds import linked_page
from feedtool.content.hosts import Page, page_of
from feedtool.content.tree import address_of, attribute, block, is_attached, link, replace, take_out, web_address

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from feedtool.content.seen import Seen


class Kind(NamedTuple):
    """Elements that stand for an embed: where they say which one, and the address that is made of it."""

    attributes: tuple[str, ...]
    form: str
    has_words: bool = False  # that say it already, where there are any


YOUTUBE: Final = Kind(
    ("videoid", "video-id", "data-videoid", "data-video-id", "data-youtube-id", "data-ytid", "data-id", "data-embed"),
    "https://www.youtube.com/embed/{}",
)  # fmt: skip
VIMEO: Final = Kind(("videoid", "data-videoid", "data-vimeo-id", "data-id"), "https://player.vimeo.com/video/{}")
PLAIN: Final = Kind(("data-src", "data-url", "data-href", "src"), "{}")
# By the name of an element, or one of its classes. Without any of the attributes it is none.
KINDS: Final = {
    "lite-youtube": YOUTUBE, "amp-youtube": YOUTUBE, "youtube-video": YOUTUBE, "youtube-embed": YOUTUBE,
    "lite-yt": YOUTUBE, "youtube-player": YOUTUBE, "youtube": YOUTUBE, "youtube-lite": YOUTUBE, "yt-lite": YOUTUBE,
    "video-youtube": YOUTUBE, "ytplayer": YOUTUBE,
    "lite-vimeo": VIMEO, "amp-vimeo": VIMEO, "vimeo-player": VIMEO, "vimeo": VIMEO, "vimeo-lite": VIMEO,
    "amp-dailymotion": Kind(("data-videoid",), "https://www.dailymotion.com/embed/video/{}"),
    "amp-soundcloud": Kind(("data-trackid",), "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/{}"),
    "amp-twitter": Kind(("data-tweetid",), "https://platform.twitter.com/embed/Tweet.html?id={}"),
    "amp-instagram": Kind(("data-shortcode",), "https://www.instagram.com/p/{}/embed"),
    "amp-gist": Kind(("data-gistid",), "https://gist.github.com/{}.js"),
    "amp-facebook": Kind(("data-href",), "https://www.facebook.com/plugins/post.php?href={}"),
    "amp-tiktok": Kind(("data-src",), "https://www.tiktok.com/embed/v2/{}"),
    "amp-wistia-player": Kind(("data-media-hashed-id",), "https://fast.wistia.net/embed/iframe/{}"),
    "amp-reddit": PLAIN, "amp-pinterest": PLAIN,
    "wistia-player": Kind(("media-id",), "https://fast.wistia.net/embed/iframe/{}"),
    "flourish-embed": Kind(("data-src",), "https://public.flourish.studio/{}/"),
    "typeform-widget": PLAIN,
    "asciinema-player": PLAIN,
    "codepen": Kind(("data-slug-hash",), "https://codepen.io/{user}/embed/{}", has_words=True),
    "speakerdeck-embed": Kind(("data-id",), "https://speakerdeck.com/player/{}"),
    "tenor-gif-embed": Kind(("data-postid",), "https://tenor.com/view/{}", has_words=True),
}  # fmt: skip
BY_ATTRIBUTE: Final = {
    "data-tf-live": "https://form.typeform.com/to/{}",
    "data-tf-widget": "https://form.typeform.com/to/{}",
    "data-telegram-post": "https://t.me/{}?embed=1",
}
WISTIA: Final = re.compile(r"\bwistia_async_(\w+)")
# Quotations that a script dresses up, by their class: the host's name, and where the address is, if not in a link.
QUOTES: Final = {
    "instagram-media": ("Instagram", "data-instgrm-permalink"),
    "twitter-tweet": ("Twitter", ""),
    "twitter-video": ("Twitter", ""),
    "twitter-timeline": ("Twitter", ""),
    "tiktok-embed": ("TikTok", "cite"),
    "bluesky-embed": ("Bluesky", "data-bluesky-uri"),
    "mastodon-embed": ("Mastodon", "data-embed-url"),
    "text-post-media": ("Threads", "data-text-post-permalink"),
    "reddit-embed-bq": ("Reddit", ""),
    "reddit-card": ("Reddit", ""),
    "imgur-embed-pub": ("Imgur", "data-id"),
    "fb-post": ("Facebook", "data-href"),
    "fb-video": ("Facebook", "data-href"),
    "tumblr-post": ("Tumblr", "data-href"),
    "embedly-card": ("", ""),
    "iframely-embed": ("", "data-url"),
}
MADE_OF: Final = (  # addresses that are not the page's
    (re.compile(r"at://([\w:.%-]+)/app\.bsky\.feed\.post/(\w+)"), r"https://bsky.app/profile/\1/post/\2"),
    (re.compile(r"(https://[^?#]+/@[^/?#]+/\d+)/embed"), r"\1"),
    (re.compile(r"((?:a/)?\w{5,9})"), r"https://imgur.com/\1"),
    (re.compile(r"(https?://[^?#]+)\?(?:utm_|ref_src=).*"), r"\1"),
)
# AMP's elements that HTML has too; only those attributes are kept that the sanitiser knows.
AMP: Final = {"amp-img": "img", "amp-anim": "img", "amp-video": "video", "amp-audio": "audio", "amp-iframe": "iframe"}
KEPT: Final = ("src", "srcset", "sizes", "alt", "title", "poster", "width", "height")
TITLES: Final = ("title", "data-title", "videotitle", "data-pen-title", "playlabel", "aria-label")
STARTS: Final = ("videostartat", "data-param-start", "data-start", "data-t", "start")
COMMAND: Final = re.compile(r"(?:play|watch)(?: video)?(?::\s*|$)", re.IGNORECASE)
ONLY_ADDRESS: Final = re.compile(r"\s*(?:(?:https?://|www\.|pic\.)\S+\s*)*")
BACKGROUND: Final = re.compile(r"background(?:-image)?\s*:\s*url\(\s*['\"]?([^'\")\s]+)")
# With these in it an element is more than the place of an embed.
HOLDS_MORE: Final = "iframe, video, p, figcaption, pre, table, ul, ol, h2, h3, h4"
THUMBNAIL: Final = ".progressiveMedia-thumbnail"  # of Medium, beside the image itself

NAMES: Final = frozenset({*KINDS, *QUOTES, "wistia_embed"})
ELEMENTS: Final = frozenset({*AMP, *(name for name in KINDS if "-" in name)})


def may_wait(seen: Seen) -> bool:
    """Whether there may be any of those."""
    return (
        not ELEMENTS.isdisjoint(seen.tags)
        or not seen.classes.isdisjoint(NAMES | {"progressivemedia-thumbnail"})
        or any(name in seen.attributes for name in BY_ATTRIBUTE)
    )


def shown(tree: LexborHTMLParser, base: str) -> int:
    """What a script or a web component would turn into an embed becomes a link to what that would show."""
    count = 0
    for node in tree.css(", ".join(AMP)):
        replace(node, _plain(node, AMP[node.tag or ""]))
        count += 1
    for node in tree.css(THUMBNAIL):
        take_out(node)
        count += 1
    # One look at all elements: to ask a tree for each name by itself takes ten times as long.
    for node in tree.css("*"):
        if _is_known(node) and is_attached(node) and (html := _quoted(node, base) or _embed(node, base)):
            replace(node, block(node, html))
            count += 1
    return count


def _plain(node: LexborNode, tag: str) -> str:
    said = "".join(f' {name}="{escape(value)}"' for name in KEPT if (value := attribute(node, name)))
    if tag == "img":
        return f"<img{said}>"
    sources = "".join(one.html or "" for one in node.iter() if one.tag in {"source", "track"})
    return f"<{tag}{said} controls>{sources}</{tag}>"


def _is_known(node: LexborNode) -> bool:
    return not NAMES.isdisjoint(_names(node)) or not BY_ATTRIBUTE.keys().isdisjoint(node.attributes)


def _names(node: LexborNode) -> list[str]:
    return [node.tag or "", *attribute(node, "class").split()]


def _quoted(node: LexborNode, base: str) -> str:
    """A link for a quotation that has no words but an address; "" for any other."""
    name, key = next((QUOTES[one] for one in _names(node) if one in QUOTES), ("", None))
    if key is None or node.tag == "iframe" or node.css_first("iframe") is not None:
        return ""  # which says itself what it shows
    if not ONLY_ADDRESS.fullmatch(node.text(deep=True)) or node.css_first("img") is not None:
        return ""
    first = node if node.tag == "a" else node.css_first("a[href]")
    said = attribute(node, key) or (attribute(first, "href") if first is not None else "")
    for pattern, made in MADE_OF:
        if found := pattern.fullmatch(said):
            said = found.expand(made)
    address = web_address(said, base)
    return link(address, escape(name or str(urlsplit(address).hostname)), node) if address else ""


def _embed(node: LexborNode, base: str) -> str:
    """A link with a picture for what stands for an embed; "" for what does not."""
    address = _address(node, base)
    if not address or (node.tag != "p" and node.css_first(HOLDS_MORE) is not None):
        return ""
    page = page_of(address) or Page(address, str(urlsplit(address).hostname))
    title = next((words for name in TITLES if (words := COMMAND.sub("", attribute(node, name), count=1))), "")
    return linked_page(page if page.picture else page._replace(picture=_picture(node, base)), title, node)


def _address(node: LexborNode, base: str) -> str:
    """The address of the embed that *node* stands for; "" where it does not say."""
    kinds = [KINDS[name] for name in _names(node) if name in KINDS]
    kinds += [Kind((name,), form) for name, form in BY_ATTRIBUTE.items()]
    if wistia := WISTIA.search(attribute(node, "class")):
        return f"https://fast.wistia.net/embed/iframe/{wistia[1]}"
    found = ((kind, said) for kind in kinds for name in kind.attributes if (said := attribute(node, name)))
    kind, said = next(found, (PLAIN, ""))
    if not said or (kind.has_words and node.text(deep=True).strip()):
        return ""
    is_address = kind.form == "{}" or "//" in said
    user = attribute(node, "data-user") or "anon"
    address = web_address(said if is_address else kind.form.format(quote(said, safe="/:"), user=quote(user)), base)
    if kind not in {YOUTUBE, VIMEO}:
        return address
    start = next((start for name in STARTS if (start := attribute(node, name))), "")
    said = attribute(node, "params") or attribute(node, "data-params")
    return f"{address}?{said}&start={start}" if said or start else address


def _picture(node: LexborNode, base: str) -> str:
    """The picture that stands where an embed would be."""
    if (image := node.css_first("img[src]")) is not None:
        return address_of(image, "src", base)
    style = BACKGROUND.search(attribute(node, "style"))
    return web_address(style[1], base) if style else ""
