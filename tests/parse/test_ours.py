"""What feedtool writes is read as it was, in every format, as far as the format can hold it."""

from __future__ import annotations

import html
import time
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedtool import Enclosure, Entry, Person, atom, jsonfeed, parse, rss
from feedtool.markup import one_line
from feedtool.model import SourceFeed
from feedtool.parse.jsonfeed import as_html
from tests.builder.test_formats import ADA, BOB, TEXTS, entry, feed, visible

FORMATS = {"rss": rss, "atom": atom, "json": jsonfeed}


def read(format_: str, made: Any) -> parse.Document:
    return parse.read(FORMATS[format_](made, url=f"https://e.example/{format_}"))


NAMES = TEXTS.filter(lambda text: one_line(text) and "@" not in text)
URIS = st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0x2FF, exclude_categories=["Cc", "Cs", "Zs"]), max_size=20
)
ADDRESSES = URIS.map(lambda rest: f"https://e.example/{rest}")
SECONDS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
ENTRIES = st.builds(
    Entry,
    id=ADDRESSES | URIS.map(lambda rest: f"tag:{rest}"),
    link=ADDRESSES,
    title=TEXTS,
    published=SECONDS,
    updated=SECONDS,
    authors=st.lists(st.builds(Person, name=NAMES, email=st.none() | st.just("a.b@e.example"), url=st.none() | ADDRESSES), max_size=3).map(tuple),
    categories=st.lists(TEXTS.filter(one_line), max_size=3).map(tuple),
    content=st.none() | TEXTS | st.just('<p><a href="https://e.example/é">é</a> <pre>\n\nx</pre></p>'),
    summary=TEXTS,
    language=st.sampled_from([None, "en", "de", "zh-Hant"]),
    image=st.none() | ADDRESSES,
    enclosures=st.lists(
        st.builds(Enclosure, url=ADDRESSES, type=st.sampled_from(["audio/mpeg", "image/png"]), length=st.none() | st.integers(1, 10**12)),
        max_size=3, unique_by=lambda one: one.url,
    ).map(tuple),
    rights=st.none() | NAMES,
    source=st.none() | st.builds(
        SourceFeed, id=st.just("") | ADDRESSES, title=st.just("") | TEXTS, link=st.none() | ADDRESSES, url=ADDRESSES,
        updated=SECONDS,
    ),
)  # fmt: skip

# Beside white space of titles, summaries, names, categories and rights, which is folded, fractions of seconds, which go,
# and a summary that shows nothing, which is none:
LOST = {
    "rss": "a language that is the feed's; addresses of authors, and mails but that of a single one; a text that is "
    "alone is the content, whichever it was; of the feed that it was taken from all but title and address",
    "atom": "a language that is the feed's",
    "json": "mails of authors; the summary is the content too where there is none; the feed that it was taken from",
}


def kept(format_: str, given: Entry) -> dict[str, Any]:
    """What a document in a format can hold of an entry: `LOST`, in code."""
    people = tuple(replace(one, name=one_line(one.name)) for one in given.authors)
    summary = one_line(given.summary or "") or None
    content = visible(given.content) if given.content is not None else None
    escaped = html.escape(visible(given.summary or ""), quote=False)
    if format_ == "rss":
        people = tuple(replace(one, url=None, email=one.email if len(people) == 1 else None) for one in people)
        content, summary = (escaped or None, None) if content is None else (content, summary)
    if format_ == "json":
        people = tuple(replace(one, email=None) for one in people)
        content = as_html(visible(given.summary or "")) if content is None else content
    return {
        "id": given.id, "has_id": True, "link": given.link, "title": one_line(given.title),
        "published": given.published.replace(microsecond=0), "updated": given.updated.replace(microsecond=0),
        "authors": tuple(dict.fromkeys(people)), "categories": tuple(dict.fromkeys(map(one_line, given.categories))),
        "content": content, "summary": summary,
        "language": given.language if format_ == "json" or given.language != "en" else None,
        "image": given.image, "enclosures": given.enclosures,
        "rights": one_line(given.rights) if given.rights else None,
        "source": None if given.source is None or format_ == "json" else source(format_, given.source),
        "shelved": None,
    }  # fmt: skip


def source(format_: str, given: SourceFeed) -> SourceFeed:
    made = replace(given, title=one_line(given.title), updated=given.updated and given.updated.replace(microsecond=0))
    return replace(made, id="", link=None, updated=None) if format_ == "rss" else made


@pytest.mark.long
@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=50)
@given(given_=ENTRIES)
def test_every_entry_is_read_as_it_was_written(format_, given_):
    (seen,) = read(format_, feed(given_)).entries
    assert {field.name: getattr(seen, field.name) for field in fields(seen)} == kept(format_, given_)


def test_what_is_lost_is_said_for_every_format():
    assert LOST.keys() == FORMATS.keys()


@pytest.mark.parametrize("format_", FORMATS)
def test_the_header_is_read_as_it_was_written(format_):
    made = feed(
        entry(), title="A & <b>", description="5 < 6", language="de", rights="© Ada", authors=(ADA, BOB),
        hubs=("https://hub1.example/", "https://hub2.example/"),
    )  # fmt: skip
    seen = replace(read(format_, made), entries=())
    people = {"rss": (replace(ADA, url=None),), "atom": (ADA, BOB), "json": (replace(ADA, email=None), BOB)}
    assert seen == parse.Document(
        format=format_, id=made.id if format_ == "atom" else "", title="A & <b>", link=made.link,
        description="5 < 6", language="de", generator="feedtool", authors=people[format_], rights="© Ada",
        selves=(f"https://e.example/{format_}",), hubs=made.hubs,
    )  # fmt: skip


@pytest.mark.parametrize("format_", FORMATS)
def test_entries_stay_in_order(format_):
    made = feed(*(entry(id=f"tag:e.example,2024:{n}") for n in (3, 1, 2)))
    assert [one.id for one in read(format_, made).entries] == [one.id for one in made.entries]


@pytest.mark.long
@pytest.mark.parametrize("format_", FORMATS)
def test_a_feed_of_a_thousand_long_entries_is_read_at_once(format_):
    text = "<p>" + 'Words, and <a href="https://e.example/x">a link</a>. ' * 70 + "</p>"
    start = datetime(2024, 1, 1, tzinfo=UTC)
    made = feed(
        *(
            entry(id=f"tag:e.example,2024:{n}", content=text, summary="Words.", published=start + timedelta(hours=n))
            for n in range(1000)
        )
    )
    data = FORMATS[format_](made, url="https://e.example/")
    started = time.process_time()
    assert len(parse.read(data).entries) == 1000
    assert time.process_time() - started < 2, "0.3 s where nobody else is at work"
