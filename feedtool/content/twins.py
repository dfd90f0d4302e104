"""What is for browsers without scripts: mostly the image that a script would load, a second time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool.content.hosts import page_of
from feedtool.content.tree import address_of, attribute, element_beside, replace, take_out, unwrap
from feedtool.markup import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

MEDIA: Final = "img, iframe, video, audio, object, embed"
TAGS: Final = frozenset(MEDIA.split(", "))
UNSEEN: Final = "style, script, [width='0'][height='0'], [style*='display:none'], [style*='display: none']"
# Words to those whose browser runs no scripts, in any language.
SCRIPTS: Final = re.compile(
    r"java\s?script|\bscript|\bbrowser|\benable|\bdisqus|\bcookie|浏览器|瀏覽器|ブラウザ|スクリプト|브라우저|скрипт|браузер",
    re.IGNORECASE,
)
NO_IMAGE: Final = re.compile(r"|#|about:blank|data:.*", re.IGNORECASE | re.DOTALL)
FILE: Final = re.compile(r"([^/?#]*)\.(gif|png|svg|jpe?g|webp|avif)(?:[?#].*)?", re.IGNORECASE | re.DOTALL)
HASH: Final = re.compile(r"[.-][0-9a-f]{6,}$")
WORD: Final = re.compile(r"\d+x\d+|[^\W\d_]+")
# What the files are called that stand for an image until a script comes: by nothing but words such as these.
WAITING: Final = frozenset({
    "blank", "placeholder", "spacer", "loading", "loader", "lazyload", "lazyloading", "preloader", "spinner", "1x1",
})  # fmt: skip
DRAWN: Final = frozenset({
    "lazy", "load", "pixel", "px", "transparent", "trans", "dummy", "empty", "grey", "gray", "rolling", "preload",
    "holder",
})  # fmt: skip
AROUND: Final = frozenset({
    "image", "img", "pic", "picture", "post", "thumb", "thumbnail", "cover", "default", "ajax", "bg", "background",
    "white", "black", "clear", "small", "large", "dark", "light", "icon", "gif", "svg", "anim", "t", "s", "x",
})  # fmt: skip
KEPT: Final = ("alt", "title", "width", "height")


class _Beside(NamedTuple):
    """The medium before or behind a <noscript>, and whether no words stand between."""

    node: LexborNode
    is_near: bool


class _Twin(NamedTuple):
    node: LexborNode
    words: str  # that stand around it
    beside: list[_Beside]


def is_placeholder(reference: str, original: str = "") -> bool:
    """Whether what *reference* leads to only stands for an image, of which *original* is one."""
    if NO_IMAGE.fullmatch(reference):
        return True
    found = FILE.fullmatch(reference.rpartition("/")[2] if "?" not in reference else _last(reference))
    if found is None:
        return False
    stem = HASH.sub("", found[1].lower())
    if stem and stem in _last(original).lower():
        return False  # a smaller one of the same
    words = {word for word in WORD.findall(stem) if word == "1x1" or not word[0].isdigit()}
    marks = WAITING if found[2].lower() in {"jpg", "jpeg", "webp", "avif"} else WAITING | DRAWN
    return not words.isdisjoint(marks) and words <= WAITING | DRAWN | AROUND


def _last(reference: str) -> str:
    return re.split(r"[?#]", reference, maxsplit=1)[0].rpartition("/")[2]


def waits(node: LexborNode) -> bool:
    """Whether an image shows nothing yet."""
    return is_placeholder(attribute(node, "src")) and NO_IMAGE.match(attribute(node, "srcset") + "#") is not None


def settle(tree: LexborHTMLParser, base: str, restored: Iterable[LexborNode]) -> int:
    """Each <noscript> gives the image beside it what it waits for, or goes as its twin, or its own stays; how many
    were of use.
    """
    count, of_restored = 0, {node.mem_id: address_of(node, "src", base) for node in restored}
    shown, used = set(of_restored.values()), set[int]()
    for twin in _twins(tree):
        for node in twin.node.css(UNSEEN):
            take_out(node)
        media = {address_of(node, "src", base) for node in twin.node.css(MEDIA)}
        if not media:
            count += _said(twin.node, base)
            continue
        free = [one for one in twin.beside if one.node.mem_id not in used]
        near = next((one.node for one in free if one.is_near and waits(one.node)), None)
        same = next((one.node for one in twin.beside if address_of(one.node, "src", base) in media), None)
        if same is None and len(media) == 1:
            same = next((one.node for one in free if one.is_near and one.node.mem_id in of_restored), None)
        is_of_use = True
        if near is not None:
            _given(twin, near)
        elif same is None and not media <= shown:
            unwrap(twin.node)
        elif same is not None and same.mem_id not in used and _has_own_words(twin):
            take_out(same)
            unwrap(twin.node)
        else:
            take_out(twin.node)
            is_of_use = False
        count += is_of_use
        if (image := same if near is None else near) is not None:
            used.add(image.mem_id)
    return count


def _has_own_words(twin: _Twin) -> bool:
    words = one_line(twin.node.text(deep=True))
    return bool(words) and words not in twin.words


def _said(node: LexborNode, base: str) -> int:
    """Words that are not about scripts are for readers, and so is code; but not beside a script that becomes a link."""
    words = one_line(node.text(deep=True))
    script = element_beside(node, "prev")
    is_linked = script is not None and script.tag == "script" and page_of(address_of(script, "src", base)) is not None
    if node.css_first("pre") is None and (is_linked or not words or SCRIPTS.search(words)):
        take_out(node)
        return 0
    unwrap(node)
    return 1


def _given(twin: _Twin, image: LexborNode) -> None:
    """Put what a <noscript> holds in the place of the *image* that waits for it."""
    noscript, words = twin.node, one_line(twin.node.text(deep=True))
    place = image.parent if image.parent is not None and image.parent.tag == "picture" else image
    new = noscript.css(MEDIA)
    if len(new) != 1 or new[0].tag != "img" or words not in twin.words:
        take_out(place)
        unwrap(noscript)
        return
    for name in KEPT:
        if (said := attribute(image, name)) not in {"", "0", "1"} and not attribute(new[0], name):
            new[0].attrs[name] = said
    picture = noscript.css_first("picture")
    replace(place, (picture if picture is not None else new[0]).html or "")
    take_out(noscript)


def _twins(tree: LexborHTMLParser) -> list[_Twin]:
    """Every <noscript> that is in no other, with what stands beside it. One walk, whatever the page is like."""
    pieces = list(_pieces(tree))
    twins = [
        _Twin(piece, _around(pieces, at), [])
        for at, piece in enumerate(pieces)
        if not isinstance(piece, str) and piece.tag == "noscript"
    ]
    for ordered, found in ((pieces, iter(twins)), (pieces[::-1], iter(twins[::-1]))):
        last, is_near = None, False
        for piece in ordered:
            if isinstance(piece, str):
                is_near = is_near and piece.startswith("\n")
            elif piece.tag == "noscript":
                next(found).beside.extend([_Beside(last, is_near)] if last is not None else [])
            else:
                last, is_near = piece, True
    return twins


def _pieces(tree: LexborHTMLParser) -> Iterator[LexborNode | str]:
    """The media of a page, its <noscript>s, and its words; a caption begins with a line's end."""
    inside = {node.mem_id for node in tree.css("noscript, noscript *")}
    captions = {node.mem_id for node in tree.css("figcaption, figcaption *")}
    outer = {node.mem_id for node in tree.css("noscript")} - {node.mem_id for node in tree.css("noscript noscript")}
    if tree.body is None:
        return
    for node in tree.body.traverse(include_text=True):
        if node.is_text_node:
            around = node.parent.mem_id if node.parent is not None else 0
            if around not in inside and (words := (node.text_content or "").strip()):
                yield f"\n{words}" if around in captions else words
        elif node.mem_id in outer or (node.tag in TAGS and node.mem_id not in inside):
            yield node


def _around(pieces: list[LexborNode | str], at: int) -> str:
    return one_line(" ".join(piece for piece in pieces[max(0, at - 4) : at + 5] if isinstance(piece, str)))
