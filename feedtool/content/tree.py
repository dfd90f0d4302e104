"""An entry's HTML as a tree, and what rules do to it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, Literal

from feedtool import markup, urls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

Step = Literal["next", "prev"]
# Elements that show something though they hold no text.
SHOWN: Final = "img, video, audio, iframe, object, embed, svg, hr, input, script[src]"
# What has no use once what it held is gone.
HOLDERS: Final = frozenset({"p", "div", "span", "figure", "center", "a", "strong", "em", "b", "i", "li", "ul", "ol"})
FARTHEST: Final = 20  # nodes beside one that are looked at; with more of nothing, something is taken to be there
PHRASING: Final = frozenset({
    "p", "span", "a", "strong", "em", "b", "i", "u", "s", "small", "sub", "sup", "code",
    "h1", "h2", "h3", "h4", "h5", "h6", "dt", "figcaption", "summary", "pre",
})  # fmt: skip


def attribute(node: LexborNode, name: str) -> str:
    """What an attribute says; "" where there is none."""
    return (node.attributes.get(name) or "").strip()


def address_of(node: LexborNode, name: str, base: str) -> str:
    """The address of the web that an attribute has, seen from *base*; "" where it has none."""
    return web_address(attribute(node, name), base)


def web_address(reference: str, base: str) -> str:
    """*reference* as an address of the web, seen from *base*; "" where it is none."""
    try:
        address = urls.resolve(base, reference) if reference.strip() else ""
    except urls.BadAddressError:
        return ""
    return address if address.startswith(("https://", "http://")) else ""


def above(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around *node*, the nearest first."""
    one = node.parent
    while one is not None and one.tag != "body":
        yield one
        one = one.parent


def is_inside(node: LexborNode, tag: str) -> bool:
    """Whether an element of that name is around *node*."""
    return any(one.tag == tag for one in above(node))


def is_attached(node: LexborNode) -> bool:
    """Whether *node* is still part of the entry."""
    one: LexborNode | None = node
    while one is not None and one.tag != "body":
        one = one.parent
    return one is not None


def classes(node: LexborNode) -> set[str]:
    """The classes of an element, in small letters."""
    return set(attribute(node, "class").lower().split())


def take_out(node: LexborNode) -> None:
    """Take *node* away, and what around it would be left empty. It stays a tree of its own: others may hold parts."""
    while True:
        around = node.parent
        goes_on = around is not None and around.tag in HOLDERS and not has_neighbour(node)
        node.replace_with("")
        if around is None or not goes_on:
            return
        node = around


def siblings(node: LexborNode, step: Step) -> Iterator[LexborNode]:
    """The nodes behind *node*, or before it, the nearest first."""
    one: LexborNode | None = getattr(node, step)
    while one is not None:
        yield one
        one = getattr(one, step)


def element_beside(node: LexborNode, step: Step) -> LexborNode | None:
    """The next element, or the previous one, with nothing but blanks between."""
    for one in siblings(node, step):
        if one.is_element_node:
            return one
        if not is_empty(one):
            return None
    return None


def has_neighbour(node: LexborNode) -> bool:
    """Whether a reader sees anything beside *node* in the element around it."""
    steps: tuple[Step, ...] = ("next", "prev")
    return any(at == FARTHEST or not is_empty(one) for step in steps for at, one in enumerate(siblings(node, step)))


def is_empty(node: LexborNode) -> bool:
    """Whether a reader would see nothing of *node*."""
    if node.is_comment_node:
        return True
    if node.is_text_node:
        return not (node.text_content or "").strip()
    return node.css_first(SHOWN) is None and not node.text(deep=True).strip()


def put_before(node: LexborNode, html: str) -> None:
    """Put *html* before *node*."""
    # Parsed in the tree that it goes into: a parser of its own would take twenty times as long.
    holder = node.parser.create_node("div")
    holder.inner_html = html
    for new in list(holder.iter(include_text=True)):
        node.insert_before(new)


def replace(node: LexborNode, html: str) -> None:
    """Put *html* in the place of *node*."""
    put_before(node, html)
    node.replace_with("")


def unwrap(node: LexborNode) -> None:
    """Put what *node* holds in its place."""
    replace(node, markup.with_first_lines(node.inner_html or ""))


def is_among_blocks(node: LexborNode) -> bool:
    """Whether a paragraph may stand in the place of *node*."""
    return not any(one.tag in PHRASING for one in above(node))


def block(node: LexborNode, html: str) -> str:
    """*html*, which is phrasing, as it may stand in the place of *node*: as a paragraph where that is among blocks."""
    return f"<p>{html}</p>" if is_among_blocks(node) else html


def link(address: str, html: str, node: LexborNode) -> str:
    """*html* as a link that may stand in the place of *node*: by itself where a link is around."""
    return html if is_inside(node, "a") else f'<a href="{escape(address)}">{html}</a>'
