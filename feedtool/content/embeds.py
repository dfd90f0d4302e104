"""What plays in a page of its own, as readers show it: a link, with a picture where its address is known."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from feedtool import markup, media
from feedtool.content.hosts import page_of
from feedtool.content.tree import (
    address_of,
    attribute,
    block,
    classes,
    is_attached,
    is_inside,
    link,
    replace,
    take_out,
    unwrap,
)

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from feedtool.content.hosts import Page


EMBEDS: Final = "object, iframe, embed, script[src]"
INSIDE: Final = "embed[src], iframe[src], param[name=movie], param[name=src]"
# WordPress quotes a post, and shows it again in a frame that a script makes visible.
QUOTED_POST: Final = "blockquote.wp-embedded-content"
FRAME_OF_POST: Final = re.compile(r"/embed/?(?:#\?secret=\w+)?$")


def linked(tree: LexborHTMLParser, base: str) -> int:
    """Frames and plug-ins become a link to what they show, and so do scripts that would show a known host's page."""
    count = 0
    quoted = {attribute(node, "data-secret") for node in tree.css(QUOTED_POST)}
    for node in tree.css(EMBEDS):
        if not is_attached(node):  # what was in a plug-in that is a link now
            continue
        if "wp-embedded-content" in classes(node):
            count += _framed_post(node, base, quoted)
        else:
            count += _linked(node, base)
    return count


def _framed_post(node: LexborNode, base: str, quoted: set[str]) -> int:
    """The frame of a post goes where the post is quoted beside it."""
    address = FRAME_OF_POST.sub("/", address_of(node, "src", base))
    if attribute(node, "data-secret") in quoted or not address:
        take_out(node)
    else:
        replace(node, block(node, link(address, escape(attribute(node, "title") or name_of(address)), node)))
    return 1


def _linked(node: LexborNode, base: str) -> int:
    address = _address(node, base)
    page = page_of(address) if address else None
    if page is None:
        if node.tag == "script":
            return 0  # the rule of scripts takes it
        if address:
            replace(node, block(node, _own(address, node, base)))
        else:
            _without(node)
        return 1
    html = block(node, linked_page(page, attribute(node, "title") or attribute(node, "aria-label"), node))
    twin = node.next
    if page.picture and twin is not None and twin.tag == "img" and address_of(twin, "src", base) == page.picture:
        take_out(twin)  # what was for browsers without scripts
    replace(node, html)
    return 1


def linked_page(page: Page, title: str, node: LexborNode) -> str:
    """A link to a known host's page, which may stand in the place of *node*."""
    text = f"{title} ({page.name})" if title and page.name.lower() not in title.lower() else title or page.name
    picture = f'<img src="{escape(page.picture)}" alt=""><br>' if page.picture else ""
    return link(page.address, picture + escape(text), node)


def _address(node: LexborNode, base: str) -> str:
    """What an embed shows, absolute; "" for nothing that has an address."""
    inside = node.css_first(INSIDE) if node.tag == "object" else None
    places = [(node, "data"), (node, "src")]
    places += [(inside, "src"), (inside, "value")] if inside is not None else []
    return next((address for one, name in places if (address := address_of(one, name, base))), "")


def _without(node: LexborNode) -> None:
    """Take an embed of nothing away; what it says to others, or a page written into it, stays."""
    if node.tag == "iframe" and (page := attribute(node, "srcdoc")):
        replace(node, page)
    elif node.tag == "object" and node.css_first("a, img, p") is not None:
        unwrap(node)
    else:
        take_out(node)


def _own(address: str, node: LexborNode, base: str) -> str:
    """What stands for an embed of no known host: an image, something that plays, the link inside it, or one to it."""
    kind = (media.type_of(address) or "").partition("/")[0]
    held = markup.fragment(node.text(deep=True)) if node.tag == "iframe" else node
    title = attribute(node, "title") or attribute(node, "aria-label")
    if kind == "image":
        image = held.css_first("img[alt]")
        words = title or (attribute(image, "alt") if image is not None else "") or markup.words(node)
        return f'<img src="{escape(address)}" alt="{escape(words)}">'
    if kind in {"audio", "video"}:
        return f'<{kind} src="{escape(address)}"></{kind}>'  # the rule of players does the rest
    inside = held.css_first("a[href]")
    if inside is not None and (words := markup.words(inside)):
        there = address_of(inside, "href", base)
        return link(there if node.tag == "iframe" and there else address, escape(words), node)
    is_own = urlsplit(base).hostname == urlsplit(address).hostname
    return link(address, escape(title or (name_of(address) if is_own else str(urlsplit(address).hostname))), node)


def name_of(address: str) -> str:
    """What an address is called that nobody named: its file, else its host."""
    parts = urlsplit(address)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or str(parts.hostname)


def played(tree: LexborHTMLParser, base: str) -> int:
    """Video and audio get the controls that a script or the theme gave them, and a link for readers without players."""
    count = 0
    for node in tree.css("video, audio"):
        if is_attached(node):  # and was not inside another, for browsers that do not know the outer
            count += _played(node, base)
    return count


def _played(node: LexborNode, base: str) -> bool:
    own = [one for one in node.iter() if one.tag in {"source", "track"}]
    sources = (node, *(one for one in own if one.tag == "source"))
    address = next((address for one in sources if (address := address_of(one, "src", base))), "")
    if not address:
        _without(node)
        return True
    held = node.inner_html
    wanted = "" if is_inside(node, "a") else link(address, escape(name_of(address)), node)
    node.inner_html = "".join(one.html or "" for one in own) + wanted
    was_ready = "controls" in node.attributes and node.inner_html == held
    node.attrs["controls"] = ""
    return not was_ready
