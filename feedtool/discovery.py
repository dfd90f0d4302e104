"""Which hubs a topic has, and under which address it is subscribed to: found as a subscriber does (WebSub §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from feedtool import markup, parse, weblinks
from feedtool.parse.values import address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedtool.fetch import Answer, Fetcher

HTML_TYPES: Final = ("text/html", "application/xhtml+xml")


class Links(NamedTuple):
    """What one place says; each address once, absolute, and byte for byte where it is written so."""

    self: tuple[str, ...] = ()
    hubs: tuple[str, ...] = ()


class Found(NamedTuple):
    """What a subscriber finds."""

    self: tuple[str, ...]  # the topic; exactly one, in what is right
    hubs: tuple[str, ...]
    where: Literal["headers", "document", ""]  # who names the hubs; "" where nobody does
    format: str  # "rss", "atom", "json", "html"; "" for any other
    headers: Links
    document: Links


def discover(url: str, fetcher: Fetcher) -> Found:
    """What a subscriber finds at *url*. Raises FetchError."""
    return found_in(fetcher.get(url))


def found_in(answer: Answer) -> Found:
    """What a subscriber finds in *answer*: in its headers first, and what they do not say in the document."""
    headers = in_headers(answer)
    format_, in_document = _in_document(answer)
    hubs = headers.hubs or in_document.hubs
    return Found(
        self=headers.self or in_document.self,
        hubs=hubs,
        where="headers" if headers.hubs else "document" if hubs else "",
        format=format_,
        headers=headers,
        document=in_document,
    )


def in_headers(answer: Answer) -> Links:
    """What the headers of *answer* say. A link of something else than the topic (`anchor`) says nothing of it."""
    given = [
        (link.rels, address(link.target, answer.url))
        for link in weblinks.read(answer.headers.get("Link", ""))
        if not link.anchor or address(link.anchor, answer.url) == answer.url
    ]
    return _links(given)


def _in_document(answer: Answer) -> tuple[str, Links]:
    """A feed is one whatever it is called. JSON Feed's `hubs` and `feed_url` are its own convention: WebSub knows
    nothing of JSON.
    """
    try:
        document = parse.read(answer.data, url=answer.url, charset=answer.charset)
    except parse.ParseError:
        is_page = answer.type in HTML_TYPES
        return ("html", _in_page(answer)) if is_page else ("", Links())
    return document.format, Links(document.selves, document.hubs)


def _in_page(answer: Answer) -> Links:
    """Only links in the head count: in the body they may be anybody's (WebSub §8.1)."""
    head = markup.parse(answer.data.decode(errors="replace")).head
    if head is None:
        return Links()
    base = next((address(one.attributes["href"], answer.url) for one in head.css("base[href]")), "") or answer.url
    return _links(
        ((one.attributes["rel"] or "").lower().split(), address(one.attributes["href"], base))
        for one in head.css("link[rel][href]")
    )


def _links(given: Iterable[tuple[Iterable[str], str]]) -> Links:
    """Of links by their relations those that WebSub knows."""
    found: dict[str, dict[str, None]] = {"self": {}, "hub": {}}
    for rels, url in given:
        for rel in found.keys() & set(rels) if url else ():
            found[rel][url] = None
    return Links(tuple(found["self"]), tuple(found["hub"]))
