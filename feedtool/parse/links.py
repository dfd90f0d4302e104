"""Links as Atom has them (RFC 4287 §4.2.7), which RSS borrows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool.parse import values
from feedtool.parse.xml import base_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from feedtool.model import Enclosure

REGISTERED: Final = "http://www.iana.org/assignments/relation/"  # §4.2.7.2: the long form of a registered name


class Links(NamedTuple):
    """What an entry or a feed links; "" and () where it does not."""

    alternate: str = ""
    selves: tuple[str, ...] = ()  # each once
    hubs: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    prev_archive: str = ""
    next: str = ""
    current: str = ""


def read(elements: Iterable[_Element], base: str) -> Links:
    """The links among *elements*, as seen from the xml:base of each, or else from *base*."""
    found: dict[str, list[tuple[str, _Element]]] = {}
    for element in elements:
        rel = (element.get("rel") or "alternate").strip().lower().removeprefix(REGISTERED)
        if href := values.address(element.get("href"), base_of(element, base), base):
            found.setdefault(rel, []).append((href, element))

    def first(rel: str) -> str:
        return next((href for href, _ in found.get(rel, ())), "")

    def each(rel: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(href for href, _ in found.get(rel, ())))

    pages = [href for href, element in found.get("alternate", ()) if _is_page(element)]
    files = [
        values.enclosure(href, element.get("type") or "", element.get("length") or "")
        for href, element in found.get("enclosure", ())
    ]
    return Links(
        alternate=next(iter(pages), "") or first("alternate"),
        selves=each("self"),
        hubs=each("hub"),
        enclosures=tuple(file for file in files if file is not None),
        prev_archive=first("prev-archive"),
        next=first("next"),
        current=first("current"),
    )


def _is_page(element: _Element) -> bool:
    """Whether a link leads to a page; of several alternates some may be of other formats."""
    kind = (element.get("type") or "text/html").partition(";")[0].strip().lower()
    return kind in {"text/html", "application/xhtml+xml"}
