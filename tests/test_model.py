"""What no feed can be is refused where it is made."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import feedtool
from feedtool import Enclosure, Entry, Feed, Person, Post
from feedtool.model import Body

DAY = datetime(2024, 5, 1, tzinfo=UTC)
ENTRY = {"id": "urn:a", "link": "https://e.example/a", "title": "A", "published": DAY, "updated": DAY, "content": "a"}
FEED = {"id": "urn:f", "link": "https://e.example/", "title": "F"}
POST = {"file": "a.md", "title": "A", "link": "https://e.example/a", "body": Body(type="text/html", source=0, path="a")}


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Entry(**ENTRY | {"published": datetime(2024, 5, 1)}), "no time zone"),
        (lambda: Entry(**ENTRY | {"id": ""}), "is no id"),
        (lambda: Entry(**ENTRY | {"id": "a\x07b"}), "is no id: it has characters"),
        (lambda: Entry(**ENTRY | {"link": "https://e.example/a b"}), "is no link"),
        (lambda: Entry(**ENTRY | {"content": None}), "neither content nor summary"),
        (lambda: Feed(**FEED | {"title": " "}), "needs one"),
        (lambda: Feed(**FEED | {"id": ""}), "is no id"),
        (lambda: Feed(**FEED, entries=(Entry(**ENTRY), Entry(**ENTRY))), "have the id urn:a"),
        (lambda: Post(**POST), "no date of publication"),
        (lambda: Post(**POST, published=datetime(2024, 5, 1)), "no time zone"),
        (lambda: Person(name=" "), "needs a name"),
        (lambda: Person(name=None), "must be text"),
        (lambda: Person(name="A", email="a\x07@e.example"), "no document can hold"),
        (lambda: Person(name="A", url="https://e.example/\uffff"), "no document can hold"),
        (lambda: Entry(**ENTRY | {"title": None}), "must be text"),
        (lambda: Entry(**ENTRY | {"link": None}), "must be text"),
        (lambda: Entry(**ENTRY | {"image": "https://e.example/\x07"}), "no document can hold"),
        (lambda: Entry(**ENTRY | {"language": "e\ud800"}), "no document can hold"),
        (lambda: Feed(**FEED | {"title": None}), "must be text"),
        (lambda: Feed(**FEED, hubs=("https://hub.example/\x1b",)), "no document can hold"),
        (lambda: Feed(**FEED, image="https://e.example/a b"), "is no image"),
        (lambda: Enclosure(url="https://e.example/\x00", type="audio/mpeg"), "no document can hold"),
        (lambda: Enclosure(url="https://e.example/a", type="audio/mpeg\x07"), "no document can hold"),
        (lambda: Enclosure(url="https://e.example/a", type="audio"), "a media type is written like"),
        (lambda: Enclosure(url="https://e.example/a", type="audio/mpeg", length=-1), "0 or more"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(make, says):
    with pytest.raises(ValueError, match=says):
        make()


def test_a_build_at_a_time_without_zone_is_refused(blog):
    blog.post()
    with pytest.raises(ValueError, match="no time zone"):
        feedtool.build(str(blog.root), now=datetime(2024, 5, 1))
    with pytest.raises(ValueError, match="no time zone"):
        feedtool.build_site(feedtool.load_config(str(blog.root / "config.toml")), now=datetime(2024, 5, 1))


def test_a_feed_was_updated_when_any_entry_was():
    early = Entry(**ENTRY | {"updated": datetime(2024, 6, 1, tzinfo=UTC)})
    late = Entry(**ENTRY | {"id": "urn:b", "published": datetime(2024, 5, 2, tzinfo=UTC)})
    assert Feed(**FEED, entries=(late, early)).updated == datetime(2024, 6, 1, tzinfo=UTC)
    assert Feed(**FEED).updated is None
