"""JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from feedtool.builder import HEAD, Fragment, fragment
from feedtool.builder.instants import rfc3339
from feedtool.markup import allowed
from feedtool.model import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from feedtool.builder import Fragments, History
    from feedtool.model import Enclosure, Entry, Feed, Person

MEDIA_TYPE: Final = "application/feed+json"
VERSION: Final = "https://jsonfeed.org/version/1.1"
OURS: Final = "_feedtool"  # custom objects begin with an underscore
# The header's object, in bytes that need not be JSON; inside of a text its quotes would be escaped.
NAMED: Final = re.compile(rb'"_feedtool"\s*+:\s*+\{[^{}]{0,300}?"generator"\s*+:\s*+"feedtool"')


def build(feed: Feed, *, url: str, known: Fragments | None = None, history: History = HEAD) -> bytes:
    """*feed* as the document that will stand at *url*; *known* and *history* as in builder.Format."""
    known = {} if known is None else known
    if FORBIDDEN.search(url):
        raise ValueError(f"{url!r} is no address: it has characters in it that no document can hold")
    document = {
        "version": VERSION,
        "title": allowed(feed.title),
        "home_page_url": feed.link,
        "feed_url": history.current or url,  # which is what identifies the feed
        "next_url": history.previous,
        "description": allowed(feed.description) or None,
        "icon": feed.image,
        "authors": _people(feed.authors),
        "language": feed.language,
        "hubs": [{"type": "WebSub", "url": hub} for hub in feed.hubs],
        OURS: {"generator": "feedtool"} | ({"rights": allowed(feed.rights)} if feed.rights else {}),
    }
    shown = {key: value for key, value in document.items() if value}
    items = b",\n".join(fragment(known, entry, entry.language or "", _fragment).data for entry in feed.entries)
    head = json.dumps(shown | {"items": []}, ensure_ascii=False, indent=2).encode()
    return head.removesuffix(b"]\n}") + (b"\n" + items + b"\n  ]\n}\n" if items else b"]\n}\n")


def _fragment(entry: Entry, _: str) -> Fragment:
    lines = json.dumps(_item(entry), ensure_ascii=False, indent=2).encode()
    return Fragment(b"    " + lines.replace(b"\n", b"\n    "))


def _item(entry: Entry) -> dict[str, Any]:
    content = {"content_html": allowed(entry.content)} if entry.content is not None else {}
    item = {
        "id": entry.id,
        "url": entry.link,
        "title": allowed(entry.title) or None,
        "summary": None if entry.summary is None else allowed(entry.summary),
        "image": entry.image,
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        "authors": _people(entry.authors),
        "tags": [allowed(category) for category in entry.categories],
        "language": entry.language,
        "attachments": [_attachment(enclosure) for enclosure in entry.enclosures],
        OURS: {"rights": allowed(entry.rights)} if entry.rights else None,
    }
    shown = {key: value for key, value in item.items() if value}
    # An item must have one of the two, even an empty one.
    return shown | (content or {"content_text": allowed(entry.summary or "")})


def _people(people: Iterable[Person]) -> list[dict[str, str]]:
    # The format has no place for an e-mail address but a mailto: URL, which readers show as the author's page.
    return [{"name": allowed(person.name)} | ({"url": person.url} if person.url else {}) for person in people]


def _attachment(enclosure: Enclosure) -> dict[str, Any]:
    size = {} if enclosure.length is None else {"size_in_bytes": enclosure.length}
    return {"url": enclosure.url, "mime_type": enclosure.type} | size


def fragments(data: bytes) -> Mapping[str, bytes]:
    """The entries of a document, each under its id; {} where it cannot be read."""
    document = _read(data)
    items = document.get("items")
    return {
        str(item.get("id")): json.dumps(item, sort_keys=True).encode()
        for item in (items if isinstance(items, list) else [])
        if isinstance(item, dict)
    }


def is_ours(data: bytes) -> bool:
    """Whether the document says that feedtool made it."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):  # edited until it is no JSON
        return NAMED.search(data) is not None
    return isinstance(document, dict) and OURS in document


def _read(data: bytes) -> dict[str, Any]:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
