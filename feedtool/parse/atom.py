"""Atom 1.0 (RFC 4287), and 0.3, which has other names for some things and another way to say what a text is."""

from __future__ import annotations

import base64
import binascii
import html
from typing import TYPE_CHECKING, Final

from feedtool.markup import one_line
from feedtool.parse import files, links, values
from feedtool.parse.document import Document, Served, bounded
from feedtool.parse.xml import LANG, Children, all_text, base_of, inner, name_of, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from feedtool.model import Person, SourceFeed

PUBLISHED: Final = ("atom:published", "atom:issued", "atom:created")
UPDATED: Final = ("atom:updated", "atom:modified")
HTML: Final = frozenset({"html", "text/html"})
XHTML: Final = frozenset({"xhtml", "application/xhtml+xml"})
TEXT: Final = frozenset({"", "text", "text/plain"})


def read(root: _Element, url: str, most: int | None) -> Document:
    """The document whose first element is *root*, and which came from *url* ("" where nobody knows). Raises ParseError
    where it has more than *most* entries.
    """
    head = Children(root)
    own = base_of(root, url) or url
    found = links.read(head.all("atom:link"), own)
    return Document(
        format="atom",
        id=values.id_of(head.text("atom:id")),
        title=_first(head, "atom:title"),
        link=found.alternate,
        description=_first(head, "atom:subtitle", "atom:tagline"),
        language=(root.get(LANG) or "").strip(),
        generator=head.text("atom:generator"),
        authors=_people(head, own),
        rights=_first(head, "atom:rights", "atom:copyright") or None,
        selves=found.selves,
        hubs=found.hubs,
        entries=tuple(_entry(element, found.alternate, url) for element in bounded(head.all("atom:entry"), most)),
        prev_archive=found.prev_archive,
        next=found.next,
        current=found.current,
        is_archive="fh:archive" in head,
        is_complete="fh:complete" in head,
    )


def _entry(element: _Element, site: str, url: str) -> Served:
    has = Children(element)
    own = base_of(element, url)
    base = own or url or site
    found = links.read(has.all("atom:link"), base)
    id_ = values.id_of(has.text("atom:id"))
    categories = [one.get("label") or one.get("term") or text_of(one) for one in has.all("atom:category")]
    return Served(
        id=id_ or found.alternate,
        has_id=bool(id_),
        link=found.alternate,
        title=_first(has, "atom:title"),
        published=values.moment(has.texts(*PUBLISHED)),
        updated=values.moment(has.texts(*UPDATED)),
        authors=_people(has, base) or _people(Children(*has.all("atom:source")), base),
        categories=values.words(categories or has.texts("dc:subject")),
        content=_content(has, url, found.alternate or base),
        summary=_first(has, "atom:summary") or None,
        language=_language(element, has),
        image=files.image(has, (base,)) or None,
        enclosures=found.enclosures,
        rights=_first(has, "atom:rights", "atom:copyright") or None,
        source=source_of(has.all("atom:source"), base),
    )


def source_of(elements: Sequence[_Element], base: str) -> SourceFeed | None:
    """The feed that an entry was taken from (§4.2.11), which the first of *elements* is."""
    for element in elements:
        has = Children(element)
        found = links.read(has.all("atom:link"), base_of(element, base) or base)
        return values.source(
            id_=values.id_of(has.text("atom:id")), title=_first(has, "atom:title"), link=found.alternate,
            url=next(iter(found.selves), ""), updated=values.moment(has.texts(*UPDATED)),
        )  # fmt: skip
    return None


def _first(has: Children, *names: str) -> str:
    """The first element of *names* as plain text (§3.1); "" where there is none."""
    return next((_plain(element) for element in has.all(*names)), "")


def _content(has: Children, url: str, base: str) -> str | None:
    for element in has.all("atom:content"):
        if (made := _html(element)) is not None:
            return values.content(made, base_of(element, url) or base)
    return None


def _plain(element: _Element) -> str:
    kind, text = _decoded(element)
    return values.of_html(text) if kind == "html" else one_line(text)


def _html(element: _Element) -> str | None:
    """The HTML of a content (§4.1.3.3); None where it is something else, or stands elsewhere."""
    if element.get("src"):
        return None
    kind, text = _decoded(element)
    return text if kind == "html" else html.escape(text, quote=False) if kind == "text" else None


def _decoded(element: _Element) -> tuple[str, str]:
    """What is in a text: "html", "text" or "", which is anything else; and that, XHTML as HTML."""
    kind = (element.get("type") or "").partition(";")[0].strip().lower()
    mode = (element.get("mode") or "").strip().lower()
    if len(element) and kind in HTML | XHTML | TEXT:
        divs = element.findall("*")
        is_wrapped = len(divs) == 1 and name_of(divs[0].tag) == "xhtml:div"
        return "html", inner(divs[0] if is_wrapped else element)
    text = all_text(element)
    if mode == "base64":
        try:
            text = base64.b64decode(text, validate=False).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return "", ""
    if kind in HTML | XHTML:
        return "html", text
    return ("text" if kind in TEXT or (kind.startswith("text/") and not len(element)) else ""), text


def _people(has: Children, base: str) -> tuple[Person, ...]:
    people = []
    for element in has.all("atom:author"):
        parts = Children(element)
        url = values.address(parts.text("atom:uri", "atom:url"), base)
        people.append(
            values.person(parts.text("atom:name"), parts.text("atom:email"), url)
            if len(element)
            else values.named(text_of(element))
        )
    found = [one for one in people if one is not None] or [
        one for text in has.texts("dc:creator") if (one := values.named(text)) is not None
    ]
    return tuple(dict.fromkeys(found))


def _language(element: _Element, has: Children) -> str | None:
    given = [one.get(LANG) or "" for one in (element, *has.all("atom:content"))]
    return next(filter(None, map(str.strip, given)), None)
