"""What plays in a page of its own, as readers show it: a link, with a picture where its address is known."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from feedtool import markup, media
from feedtool.content.hosts import page_of
from feedtool.content.tree import address_of, attribute, block, is_attached, is_inside, link, replace, take_out, unwrap

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


VIDEO_IDS: Final = ("videoid", "data-videoid")  # lite-youtube, amp-youtube
INSIDE: Final = "embed[src], iframe[src], param[name=movie], param[name=src]"


def linked(tree: LexborHTMLParser, base: str) -> int:
    """Frames and plug-ins become a link to what they show, and so do scripts that would show a known host's page."""
    count = 0
    for node in tree.css("object, iframe, frame, embed, applet, script[src], lite-youtube, amp-youtube"):
        if is_attached(node):  # what was in a plug-in that is a link now is no more
            count += _linked(node, base)
    return count


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
    title = attribute(node, "title")
    text = f"{title} ({page.name})" if title and page.name.lower() not in title.lower() else title or page.name
    picture = f'<img src="{escape(page.picture)}" alt=""><br>' if page.picture else ""
    shown = picture + escape(text)
    replace(node, block(node, link(page.address, shown, node)))
    return 1


def _address(node: LexborNode, base: str) -> str:
    """What an embed shows, absolute; "" for nothing that has an address."""
    if identity := next((value for name in VIDEO_IDS if (value := attribute(node, name))), ""):
        return f"https://www.youtube.com/embed/{identity}"
    inside = node.css_first(INSIDE) if node.tag == "object" else None
    places = [(node, "data"), (node, "src")]
    places += [(inside, "src"), (inside, "value")] if inside is not None else []
    return next((address for one, name in places if (address := address_of(one, name, base))), "")


def _without(node: LexborNode) -> None:
    """Take an embed of nothing away; what it says to those who cannot show it stays."""
    if node.tag == "object" and node.css_first("a, img, p") is not None:
        unwrap(node)
    else:
        take_out(node)


def _own(address: str, node: LexborNode, base: str) -> str:
    """What stands for an embed of no known host: an image, something that plays, the link inside it, or one to it."""
    kind = (media.type_of(address) or "").partition("/")[0]
    title = attribute(node, "title")
    if kind == "image":
        return f'<img src="{escape(address)}" alt="{escape(title)}">'
    if kind in {"audio", "video"}:
        return f'<{kind} src="{escape(address)}"></{kind}>'  # the rule of players does the rest
    inside = markup.fragment(node.text(deep=True)).css_first("a[href]") if node.tag == "iframe" else None
    if inside is not None and inside.text(deep=True).strip():
        return link(attribute(inside, "href"), escape(inside.text(deep=True).strip()), node)
    is_own = urlsplit(base).hostname == urlsplit(address).hostname
    return link(address, escape(title or (name_of(address) if is_own else str(urlsplit(address).hostname))), node)


def name_of(address: str) -> str:
    """What an address is called that nobody named: its file, else its host."""
    parts = urlsplit(address)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or str(parts.hostname)


def played(tree: LexborHTMLParser, base: str) -> int:
    """Video and audio get the controls that a script or the theme gave them, and a link for readers without players."""
    return sum(_played(node, base) for node in tree.css("video, audio") if is_attached(node))


def _played(node: LexborNode, base: str) -> bool:
    own = [one for one in node.iter() if one.tag in {"source", "track"}]
    sources = (node, *(one for one in own if one.tag == "source"))
    address = next((address for one in sources if (address := address_of(one, "src", base))), "")
    if not address:
        _without(node)
        return True
    wanted = "" if is_inside(node, "a") else f'<a href="{escape(address)}">{escape(name_of(address))}</a>'
    held = node.inner_html
    for one in node.iter(include_text=True):
        if one.tag not in {"source", "track"}:
            one.replace_with("")
    if (link_ := markup.fragment(wanted).css_first("a")) is not None:
        node.insert_child(link_)
    was_ready = "controls" in node.attributes and node.inner_html == held
    node.attrs["controls"] = ""
    return not was_ready
