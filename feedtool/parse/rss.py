"""RSS: 0.9x, 1.0 and 2.0, which differ in where things stand, and hardly in what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from feedtool.markup import one_line
from feedtool.parse import atom, files, links, values
from feedtool.parse.document import Document, Served, bounded
from feedtool.parse.xml import LANG, RDF, Children, base_of, inner, name_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from feedtool.model import Person, SourceFeed

OURS: Final = "feedtool"  # as a generator: its titles are plain text, whatever they look like
# The elements that say a thing, the one that counts first.
PUBLISHED: Final = ("pubdate", "dc:date", "dcterms:issued", "dcterms:created", "atom:published")
UPDATED: Final = ("atom:updated", "dcterms:modified")
AUTHORS: Final = (("dc:creator",), ("author",), ("atom:author",), ("itunes:author",))
CATEGORIES: Final = (("category",), ("dc:subject",))
EDITORS: Final = (("managingeditor",), ("dc:creator",), ("itunes:author",))
RIGHTS: Final = ("dc:rights", "copyright", "dcterms:rights")


def read(root: _Element, url: str, most: int | None) -> Document:
    """The document whose first element is *root*, and which came from *url* ("" where nobody knows). Raises ParseError
    where it has more than *most* entries.
    """
    channels = [child for child in root.iterchildren("*") if name_of(child.tag) == "channel"]
    head = Children(*channels[:1])
    own = base_of(channels[0], url) if channels else ""
    found = links.read(head.all("atom:link"), own or url)
    link = next(filter(None, (values.address(text, own, url) for text in head.texts("link"))), "") or found.alternate
    generator = head.text("generator") or _resource(head.all("admin:generatoragent"))
    is_ours = generator == OURS
    return Document(
        format="rss",
        id=(channels[0].get(f"{RDF}about") or "").strip() if channels else "",
        title=_plain(head.text("title"), is_ours=is_ours),
        link=link,
        description=_plain(head.text("description", "itunes:summary"), is_ours=is_ours),
        language=head.text("language", "dc:language") or (root.get(LANG) or "").strip(),
        generator=generator,
        authors=_people(head, EDITORS),
        rights=one_line(head.text("copyright", "dc:rights")) or None,
        selves=found.selves,
        hubs=found.hubs,
        entries=tuple(
            _entry(item, link or url, url, is_ours=is_ours) for item in bounded(_items(root, channels), most)
        ),
        prev_archive=found.prev_archive,
        next=found.next,
        current=found.current,
        is_archive="fh:archive" in head,
        is_complete="fh:complete" in head,
    )


def _items(root: _Element, channels: list[_Element]) -> Iterator[_Element]:
    """Those in channels, and those beside them, as RSS 1.0 has it."""
    for parent in (*channels, root):
        for child in parent.iterchildren("*"):
            if name_of(child.tag) == "item":
                yield child


def _entry(item: _Element, site: str, url: str, *, is_ours: bool) -> Served:
    has = Children(item)
    own = base_of(item, url)
    bases = (own, site, url)
    found = links.read(has.all("atom:link"), own or site or url)
    about = (item.get(f"{RDF}about") or "").strip()
    guids = [guid for guid in has.all("guid") if text_of(guid)]
    link = next(
        filter(
            None,
            (
                *(values.address(text, *bases) for text in has.texts("feedburner:origlink", "link")),
                found.alternate,
                *(_permalink(guid) for guid in guids),
                values.address(about, *bases),
            ),
        ),
        "",
    )
    id_ = values.id_of(next(iter([text_of(guid) for guid in guids]), "") or about)
    content, summary = _texts(has, own or link or site or url)
    return Served(
        id=id_ or link,
        has_id=bool(id_),
        link=link,
        title=_plain(has.text("title", "dc:title"), is_ours=is_ours),
        published=values.moment(has.texts(*PUBLISHED)),
        updated=values.moment(has.texts(*UPDATED)),
        authors=_people(has, AUTHORS),
        categories=_categories(has),
        content=content,
        summary=summary,
        language=has.text("dc:language") or (item.get(LANG) or "").strip() or None,
        image=files.image(has, bases) or None,
        enclosures=files.enclosures(has, bases, found.enclosures),
        rights=one_line(has.text(*RIGHTS)) or None,
        source=_source(has, bases, is_ours=is_ours),
    )


def _source(has: Children, bases: Sequence[str], *, is_ours: bool) -> SourceFeed | None:
    """The feed that an item was taken from: `source`, or as Atom has it, which says more."""
    for element in has.all("source"):
        found = values.source(
            title=_plain(text_of(element), is_ours=is_ours), url=values.address(element.get("url"), *bases)
        )
        return atom.source_of(has.all("atom:source"), "") or found
    return atom.source_of(has.all("atom:source"), next(filter(None, bases), ""))


def _plain(text: str, *, is_ours: bool) -> str:
    return one_line(text) if is_ours else values.plain(text)


def _permalink(guid: _Element) -> str:
    """The address in a guid, unless it says that it is none; only those of the web are ones."""
    said = guid.get("isPermaLink") or guid.get("ispermalink") or "true"
    link = values.address(text_of(guid)) if said.strip().lower() != "false" else ""
    return link if link.lower().startswith(("http://", "https://")) else ""


def _texts(has: Children, base: str) -> tuple[str | None, str | None]:
    """Content and summary: the description is the one where there is no other text, and else the other."""
    whole = has.all("content:encoded", "xhtml:body", "xhtml:div")
    short = has.all("description", "itunes:summary", "dcterms:abstract")
    if not whole and has.all("description"):
        whole, short = has.all("description"), []
    content = values.content(_html(whole[0]), base) if whole else None
    return content, (values.of_html(_html(short[0])) or None if short else None)


def _html(element: _Element) -> str:
    """The HTML in an element: escaped, or as elements."""
    return inner(element) if len(element) else element.text or ""


def _people(has: Children, sources: tuple[tuple[str, ...], ...]) -> tuple[Person, ...]:
    """Those of the first of *sources* that names any."""
    for names in sources:
        people = [one for element in has.all(*names) if (one := _person(element)) is not None]
        if people:
            return tuple(dict.fromkeys(people))
    return ()


def _person(element: _Element) -> Person | None:
    if len(element):  # as Atom has it
        parts = Children(element)
        return values.person(
            parts.text("atom:name", "name"), parts.text("atom:email", "email"), values.address(parts.text("atom:uri"))
        )
    return values.named(text_of(element))


def _categories(has: Children) -> tuple[str, ...]:
    for names in CATEGORIES:
        if found := values.words(has.texts(*names)):
            return found
    return values.words(has.text("itunes:keywords").split(","))


def _resource(elements: list[_Element]) -> str:
    return next((given for one in elements if (given := (one.get(f"{RDF}resource") or "").strip())), "")
