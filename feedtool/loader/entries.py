"""The entries of somebody's feed to posts: as they are, with what only their feed says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from feedtool import substance, urls
from feedtool.errors import Place, Problem, quoted
from feedtool.loader.reading import Read
from feedtool.loader.values import LANGUAGE
from feedtool.model import Body, Origin, Person, Post, SourceFeed, is_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from feedtool.parse import Document, Served

WEB: Final = frozenset({"http", "https"})
LONGEST: Final = 1_000_000  # characters of a text; each stands in three documents, and in those of every tag
MOST: Final = 100  # tags, and authors, of an entry: there may be a feed for each
YEARS: Final = range(1900, 9000)  # others are slips; some of them are no date in another zone
SAYS: Final = {name: Origin("feed") for name in ("id", "title", "link", "published")}


class Feed(NamedTuple):
    """A feed that is a source."""

    name: str  # its address or its file, as it is shown
    document: Document
    url: str  # where it came from; "" of a file
    seen: Mapping[str, datetime]  # ids of entries without a date: when each was seen first


def posts_of(feed: Feed, index: int, dated: Callable[[str], datetime | None]) -> Iterator[Read]:
    """A post of each entry of a *feed* in the source number *index*; of those that can be none, one warning for all.

    An entry without a date has that under which it was announced, which *dated* gives by its id, else when it was first
    seen, if its feed had been read before; else it has none.
    """
    own = _source(feed)
    undated: list[Served] = []
    nowhere: list[Served] = []
    huge: list[Served] = []
    entries, doubled = _once(feed.document.entries)
    for part, served in entries:
        link = _link(served, feed)
        id_ = served.id if is_id(served.id) else _own_link(served)
        published = date_of(served) or (dated(id_) or feed.seen.get(id_) if id_ else None)
        if not id_ or not link:
            nowhere.append(served)
        elif published is None:
            undated.append(served)
        elif _length(served) > LONGEST:
            huge.append(served)
        else:
            yield Read(_post(served, feed, own, id_=id_, link=link, published=published, index=index, part=part))
    warnings = [
        *_left_out(feed, undated, "D205", "without a date", "a date in each: published, updated or pubDate"),
        *_left_out(
            feed, doubled, "M211", "with the id of another one, which lives elsewhere", "an id of its own in each"
        ),
        *_left_out(feed, huge, "M212", f"with a text of over {LONGEST} characters", "texts that readers can show"),
        *_left_out(feed, nowhere, "M210", "with neither an id nor a link", "an id or a link in each"),
    ]
    if warnings:
        yield Read(None, (), tuple(warnings))


def _length(served: Served) -> int:
    return served.shelved.length if served.shelved is not None else len(served.content or "")


def _once(entries: Sequence[Served]) -> tuple[list[tuple[int, Served]], list[Served]]:
    """*entries* with their numbers, and of those that have one id the one that was updated last (RFC 4287 §4.1.1); and
    those that this leaves out, as far as they are no versions of it.
    """
    latest: dict[str, Served] = {}
    for served in entries:
        there = latest.setdefault(served.id, served)
        if there.updated is not None and served.updated is not None and there.updated < served.updated:
            latest[served.id] = served
    kept = [(at, one) for at, one in enumerate(entries) if not one.has_id or latest[one.id] is one]
    left = [one for one in entries if one.has_id and one.link != latest[one.id].link]
    return kept, left


def date_of(served: Served) -> datetime | None:
    """When an entry was published, as far as it says so: else, when it was updated."""
    return _usual(served.published) or _usual(served.updated)


def _usual(instant: datetime | None) -> datetime | None:
    return instant.astimezone(UTC) if instant is not None and instant.year in YEARS else None


def _post(
    served: Served, feed: Feed, own: SourceFeed, *, id_: str, link: str, published: datetime, index: int, part: int
) -> Post:  # fmt: skip
    document, text = feed.document, (served.content if served.shelved is None else served.shelved.read()) or ""
    language = served.language or document.language
    return Post(
        file=feed.name, title=served.title, link=link, id=id_, published=published, updated=_usual(served.updated),
        body=Body(
            type="text/html", source=index, path="", part=part, text=text if served.shelved is None else None,
            shelved=served.shelved,
        ),
        authors=_people(served.authors) or _people(document.authors) or _named(document.title),
        tags=served.categories[:MOST], summary=served.summary,
        language=language if LANGUAGE.fullmatch(language) else None,
        image=served.image if _is_web(served.image) else None,
        enclosures=tuple(one for one in served.enclosures if _is_web(one.url)),
        rights=served.rights or document.rights, raw=substance.of_source(text),
        source=own if served.source is None else _clean(served.source),
        is_carried=served.source is not None and not _is_same(own, served.source), origins=SAYS,
    )  # fmt: skip


def _source(feed: Feed) -> SourceFeed:
    """What is kept of a feed with each of its entries."""
    document = feed.document
    url = document.self if _is_web(document.self) else feed.url
    return _clean(SourceFeed(
        id=document.id if is_id(document.id) else url, title=document.title, link=document.link or None,
        url=url or None,
    ))  # fmt: skip


def _is_same(own: SourceFeed, said: SourceFeed) -> bool:
    """Whether an entry says that it was taken from the feed in which it is."""
    return bool(own.id and own.id == said.id) or bool(own.url and own.url == said.url)


def _clean(source: SourceFeed) -> SourceFeed:
    """*source* with addresses of the web alone."""
    return replace(
        source, link=source.link if _is_web(source.link) else None, url=source.url if _is_web(source.url) else None,
        updated=_usual(source.updated),
    )  # fmt: skip


def _link(served: Served, feed: Feed) -> str:
    """Where an entry lives: what it says, else its feed's site; "" where nobody says."""
    return _own_link(served) or _first_address(feed.document.link, feed.url)


def _own_link(served: Served) -> str:
    """What an entry says of where it lives: its link, else its id, else its file; "" where it says nothing. The site
    of its feed is no name for it: another of its entries may have none, too.
    """
    return _first_address(served.link, served.id, *(one.url for one in served.enclosures))


def _first_address(*texts: str) -> str:
    for said in texts:
        try:
            return urls.canonical(said)
        except urls.BadAddressError:
            continue
    return ""


def _is_web(url: str | None) -> bool:
    try:
        return bool(url) and urlsplit(url).scheme.lower() in WEB
    except ValueError:
        return False


def _people(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(one if _is_web(one.url) else replace(one, url=None) for one in islice(people, MOST))


def _named(title: str) -> tuple[Person, ...]:
    """The feed itself, where nobody is named: the planet wrote none of it."""
    return (Person(name=title),) if title.strip() else ()


def _left_out(feed: Feed, entries: list[Served], code: str, what: str, expected: str) -> Iterator[Problem]:
    if entries:
        count = "an entry" if len(entries) == 1 else f"{len(entries)} entries"
        yield Problem(
            code=code, place=Place(feed.name), found=f"{count} {what}, {quoted(entries[0].title or entries[0].id)}",
            expected=expected, remedy="the other entries are in; tell who writes the feed",
        )  # fmt: skip
