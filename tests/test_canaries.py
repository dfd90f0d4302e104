"""feedgen 1.0.0 still behaves as builder/extensions.py expects; a test that fails here says that a repair can go."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import version

import feedgen.entry
import feedgen.feed
import pytest
from feedgen import util
from feedgen.feed import FeedGenerator
from lxml import etree

from feedtool.builder.extensions import rfc2822

DAY = datetime(2024, 5, 1, 10, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def made():
    feed = FeedGenerator()
    feed.id("https://e.example/")
    feed.title("T")
    feed.description("D")
    feed.updated(DAY)
    feed.link(href="https://e.example/", rel="alternate")
    return feed


def entry(feed, **more):
    added = feed.add_entry(order="append")
    added.id("https://e.example/1")
    added.title("E")
    added.updated(DAY)
    added.link(href="https://e.example/1", rel="alternate")
    for name, value in more.items():
        getattr(added, name)(value)
    return added


def atom(feed):
    return etree.fromstring(feed.atom_str())


def rss(feed):
    return etree.fromstring(feed.rss_str())


def test_it_is_the_version_that_was_looked_at():
    assert version("feedgen") == "1.0.0"


def test_atom_entry_links_lose_all_but_their_address(made):
    entry(made)
    assert dict(atom(made).find(f"{ATOM}entry/{ATOM}link").attrib) == {"href": "https://e.example/1"}


def test_the_channel_s_link_is_the_last_one(made):
    made.link(href="https://hub.example/", rel="hub")
    assert rss(made).findtext("channel/link") == "https://hub.example/"
    assert b'rel="hub"' not in made.rss_str()


def test_authors_without_e_mail_are_lost_from_rss(made):
    entry(made, author={"name": "Ada"})
    assert b"Ada" not in made.rss_str()


def test_two_authors_are_two_elements(made):
    entry(made, author=[{"name": "A", "email": "a@e.example"}, {"name": "B", "email": "b@e.example"}])
    assert len(rss(made).findall("channel/item/author")) == 2


def test_the_last_enclosure_is_the_only_one(made):
    added = entry(made)
    added.enclosure("https://e.example/a.mp3", "1", "audio/mpeg")
    added.enclosure("https://e.example/b.mp3", "1", "audio/mpeg")
    assert [found.get("url") for found in rss(made).findall("channel/item/enclosure")] == ["https://e.example/b.mp3"]


def test_updated_is_the_clock_s_where_nobody_set_it():
    assert FeedGenerator().updated() > DAY
    assert FeedGenerator().add_entry().updated() > DAY


def test_an_empty_title_is_an_error(made):
    entry(made, title="")
    with pytest.raises(ValueError, match="Required fields"):
        made.atom_str()


def test_dates_in_atom_end_in_an_offset(made):
    assert atom(made).findtext(f"{ATOM}updated") == "2024-05-01T10:00:00+00:00"


def test_dates_in_rss_are_made_by_switching_the_locale():
    assert "setlocale" in util.formatRFC2822.__code__.co_names


def test_content_appears_as_encoded_only_beside_a_description(made):
    entry(made, content="<p>x</p>")
    assert rss(made).findtext("channel/item/description") == "<p>x</p>"
    assert b"content:encoded>" not in made.rss_str()


def test_dates_are_written_by_our_function_and_not_by_the_locale_s():
    assert feedgen.feed.formatRFC2822 is feedgen.entry.formatRFC2822 is rfc2822
