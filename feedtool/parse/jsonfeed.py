"""JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

from feedtool.markup import allowed, one_line
from feedtool.parse import values
from feedtool.parse.document import Document, ParseError, Served, bounded

if TYPE_CHECKING:
    from feedtool.model import Enclosure, Person

VERSION: Final = "jsonfeed.org/version/"
OURS: Final = "_feedtool"
PARAGRAPHS: Final = re.compile(r"\n[ \t\r]*\n\s*")
EXPECTED: Final = "a JSON Feed, whose version begins with https://jsonfeed.org/version/"


def read(text: str, url: str, most: int | None) -> Document:
    """The document that is *text*, and which came from *url* ("" where nobody knows). Raises ParseError, also where it
    has more than *most* entries.
    """
    document = _loaded(text)
    items = document.get("items")
    if VERSION not in _text(document, "version"):
        raise ParseError("JSON of another kind", EXPECTED)
    if not isinstance(items, list):
        raise ParseError("a JSON Feed without a list of items", "items")
    site = values.address(_text(document, "home_page_url"), url)
    hubs = [values.address(_text(hub, "url"), site, url) for hub in _objects(document, "hubs")]
    ours = _object(document, OURS)
    return Document(
        format="json",
        title=one_line(_text(document, "title")),
        link=site,
        description=one_line(_text(document, "description")),
        language=_text(document, "language").strip(),
        generator=_text(ours, "generator"),
        authors=_people(document, site or url),
        rights=one_line(_text(ours, "rights")) or None,
        selves=tuple(filter(None, [values.address(_text(document, "feed_url"), url, site)])),
        hubs=tuple(dict.fromkeys(filter(None, hubs))),
        entries=tuple(_entry(item, site or url) for item in bounded(_objects(document, "items"), most)),
        next=values.address(_text(document, "next_url"), url, site),
    )


def _loaded(text: str) -> dict[str, Any]:
    import json

    def refused(name: str) -> NoReturn:
        raise ParseError(f"{name}, which is no JSON", EXPECTED)

    try:  # numbers as they are written: an id may be one, and none is too long
        document = json.loads(text, parse_int=str, parse_float=str, parse_constant=refused)
    except json.JSONDecodeError as why:
        raise ParseError(f"{why.msg}", "a whole document of JSON", why.lineno) from None
    except RecursionError:
        raise ParseError("JSON nested too deep", EXPECTED) from None
    if not isinstance(document, dict):
        raise ParseError("JSON of another kind", EXPECTED)
    return document


def _text(holder: dict[str, Any], *keys: str) -> str:
    """The first of *keys* whose value is a text that is not empty."""
    found = (holder.get(key) for key in keys)
    return next((allowed(one) for one in found if isinstance(one, str) and one), "")


def _object(holder: dict[str, Any], key: str) -> dict[str, Any]:
    found = holder.get(key)
    return found if isinstance(found, dict) else {}


def _objects(holder: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = holder.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _entry(item: dict[str, Any], base: str) -> Served:
    id_ = values.id_of(_text(item, "id"))
    link = values.address(_text(item, "url"), base) or values.address(_text(item, "external_url"), base)
    images = (values.address(_text(item, key), link, base) for key in ("image", "banner_image"))
    files = [_attachment(one, link or base) for one in _objects(item, "attachments")]
    tags = item.get("tags")
    return Served(
        id=id_ or link,
        has_id=bool(id_),
        link=link,
        title=one_line(_text(item, "title")),
        published=values.moment([_text(item, "date_published")]),
        updated=values.moment([_text(item, "date_modified")]),
        authors=_people(item, base),
        categories=values.words(
            [allowed(tag) for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
        ),
        content=_content(item, link or base),
        summary=one_line(_text(item, "summary")) or None,
        language=_text(item, "language").strip() or None,
        image=next(filter(None, images), None),
        enclosures=tuple(file for file in files if file is not None),
        rights=one_line(_text(_object(item, OURS), "rights")) or None,
    )


def _content(item: dict[str, Any], base: str) -> str | None:
    if isinstance(item.get("content_html"), str):
        return values.content(_text(item, "content_html"), base)
    if isinstance(item.get("content_text"), str):
        return as_html(_text(item, "content_text"))
    return None


def as_html(text: str) -> str:
    """Plain text, whose lines and paragraphs stay what they are: notes are written that way."""
    escaped = html.escape(text, quote=False)
    if "\n" not in escaped.strip():
        return escaped
    parts = (part.strip().replace("\n", "<br>\n") for part in PARAGRAPHS.split(escaped.strip()))
    return "\n".join(f"<p>{part}</p>" for part in parts)


def _people(holder: dict[str, Any], base: str) -> tuple[Person, ...]:
    """`authors`, and `author` of version 1.0."""
    people = [
        values.person(_text(one, "name"), url=values.address(_text(one, "url"), base))
        for one in _objects(holder, "authors") or [_object(holder, "author")]
    ]
    return tuple(dict.fromkeys(one for one in people if one is not None))


def _attachment(one: dict[str, Any], base: str) -> Enclosure | None:
    return values.enclosure(
        values.address(_text(one, "url"), base), _text(one, "mime_type"), _text(one, "size_in_bytes")
    )
