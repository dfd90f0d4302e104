"""How two documents of one feed differ for those who read it: entry by entry, field by field."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import markup, substance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from feedtool.parse import Document, Served

SENTENCE: Final = re.compile(r"(?<=[.!?\u2026\u3002\uff01\uff1f])\s+")
MOST: Final = 3000  # sentences of a text that are compared


class Edit(NamedTuple):
    """An entry that is another now: the names of its fields that changed, and its text, with "- " and "+ " before what
    went and what came.
    """

    before: Served
    after: Served
    fields: tuple[str, ...]
    text: tuple[str, ...]


class Differences(NamedTuple):
    """What subscribers of one document see when the other takes its place, each in the order of the feed."""

    added: tuple[Served, ...]
    edited: tuple[Edit, ...]
    removed: tuple[Served, ...]
    renamed: tuple[Edit, ...]  # the same entry, under another id
    same: int  # entries


def between(
    before: Sequence[Document], after: Document, *, has_same_media: Callable[[str], bool] = lambda _: False
) -> Differences:
    """The differences from the documents of a feed, the newest first, to the one that takes their place.
    *has_same_media* says of an id whether the files behind its media are known to be the same, whatever their names.
    """
    old: dict[str, Served] = {}
    for document in before:
        for entry in document.entries:
            old.setdefault(entry.id, _dressed(entry, document))
    new = {entry.id: _dressed(entry, after) for entry in after.entries}
    site = before[0].link if before else after.link
    common = [id_ for id_ in new if id_ in old]
    edits = [_edit(old[id_], new[id_], site, after.link, has_same_media(id_)) for id_ in common]
    renamed = _renamed([old[id_] for id_ in old if id_ not in new], [new[id_] for id_ in new if id_ not in old])
    moved = {one.id for pair in renamed for one in pair}
    return Differences(
        added=tuple(one for id_, one in new.items() if id_ not in old and id_ not in moved),
        edited=tuple(edit for edit in edits if edit.fields),
        removed=tuple(one for id_, one in old.items() if id_ not in new and id_ not in moved),
        renamed=tuple(
            edit._replace(fields=("id", *edit.fields))
            for edit in (_edit(one, other, site, after.link, same_media=False) for one, other in renamed)
        ),
        same=sum(not edit.fields for edit in edits),
    )


def _dressed(entry: Served, document: Document) -> Served:
    """*entry* with the authors that it inherits (RFC 4287 \u00a74.2.1)."""
    return entry if entry.authors else replace(entry, authors=document.authors)


def _renamed(gone: Iterable[Served], come: Iterable[Served]) -> list[tuple[Served, Served]]:
    """Those that live where one lived that went, or have its title and its date."""
    by_place: dict[object, Served] = {}
    for one in gone:
        for place in _places(one):
            by_place.setdefault(place, one)
    pairs: list[tuple[Served, Served]] = []
    taken: set[str] = set()
    for other in come:
        known = next((by_place[place] for place in _places(other) if place in by_place), None)
        if known is not None and known.id not in taken:
            taken.add(known.id)
            pairs.append((known, other))
    return pairs


def _places(one: Served) -> Iterator[object]:
    if one.link:
        yield re.sub(r"^https?:|/$", "", one.link)
    if one.title and one.published:
        yield substance.folded(one.title), one.published


def _edit(old: Served, new: Served, old_site: str, new_site: str, same_media: bool) -> Edit:  # noqa: FBT001 - of a table
    seen, sees = substance.shown_of(old, old_site), substance.shown_of(new, new_site)
    differs: Mapping[str, bool] = {
        "title": seen.title != sees.title,
        "content": seen.text != sees.text,
        "links": seen.links != sees.links,
        "media": seen.media != sees.media and not same_media,
        "summary": seen.summary != sees.summary,
        "link": old.link != new.link,
        "published": _is_other(old.published, new.published),
        "updated": _is_other(old.updated, new.updated),
        "authors": old.authors != new.authors,
        "categories": sorted(old.categories) != sorted(new.categories),
        "language": old.language != new.language,
        "rights": old.rights != new.rights,
    }
    fields = tuple(name for name, is_other in differs.items() if is_other)
    return Edit(old, new, fields, tuple(_text(old, new)) if {"content", "links", "media"} & set(fields) else ())


def _is_other(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one != other


def _text(old: Served, new: Served) -> Iterator[str]:
    """What went, and what came, in the order of the text."""
    from difflib import SequenceMatcher

    one, other = _sentences(old), _sentences(new)
    seen, sees = ([substance.folded(line) for line in lines] for lines in (one, other))
    for what, start, end, first, last in SequenceMatcher(None, seen, sees, autojunk=False).get_opcodes():
        if what != "equal":
            yield from (f"- {line}" for line in one[start:end])
            yield from (f"+ {line}" for line in other[first:last])


def _sentences(entry: Served) -> list[str]:
    html = entry.content or ""
    texts = [sentence for line in markup.lines_of(html) for sentence in SENTENCE.split(line)]
    tree = markup.fragment(html)
    places = [node.attributes.get(name) or "" for name in ("href", "src") for node in tree.css(f"[{name}]")]
    return texts[:MOST] + [f"<{place}>" for place in places[:MOST]]
