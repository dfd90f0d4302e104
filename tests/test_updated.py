"""`updated` says when a reader would have seen another entry, and moves for nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import feedparser
import pytest

import feedtool
from feedtool import languages, markdown, substance
from feedtool.model import Enclosure, Entry

FIRST, LATER, LAST = "2024-06-01T10:00:00Z", "2024-07-01T10:00:00Z", "2024-08-01T10:00:00Z"
BODY = """\
The *first* paragraph says "hello" to [a friend](https://friend.example/) -- and to
its reader.

![A cat](/img/cat.png)

- one
- two
"""


@pytest.fixture
def site(blog):
    """A blog whose only post was announced."""
    (blog.root / "static/img").mkdir(parents=True)
    (blog.root / "static/img/cat.png").write_bytes(b"the cat")
    blog.post(body=BODY, summary="In short")
    blog.build("--now", FIRST)
    return blog


def updated(blog):
    """The instant in each feed."""
    entries = [
        feedparser.parse((blog.root / f"feeds/{name}").read_bytes()).entries[0] for name in ("rss.xml", "atom.xml")
    ]
    of_json = json.loads((blog.root / "feeds/feed.json").read_text())["items"][0]
    said = {entries[1]["updated"], of_json.get("date_modified", of_json["date_published"])}
    assert len(said) == 1
    return said.pop()


EDITS = {  # what a reader sees is another
    "a word": {"body": BODY.replace("first", "second")},
    "a letter": {"body": BODY.replace("reader", "readers")},
    "two words that become one": {"body": BODY.replace("its reader", "itsreader")},
    "a figure": {"body": BODY + "\nIt costs 1.5 euros."},
    "a paragraph more": {"body": BODY + "\nMore.\n"},
    "a paragraph less": {"body": BODY.partition("!")[0]},
    "the title": {"title": "Hello, world"},
    "the summary": {"summary": "In other words"},
    "where a link leads": {"body": BODY.replace("friend.example", "foe.example")},
    "another picture": {"body": BODY.replace("cat.png", "dog.png")},
    "a picture more": {"body": BODY + "\n![A dog](/img/dog.png)\n"},
    "a file to hear": {"enclosures": "https://media.example/talk.mp3"},
    "a cover": {"image": "/img/dog.png"},
}
NO_EDITS = {
    "lines of another length": {"body": BODY.replace("to\nits", "to its")},
    "blank lines": {"body": BODY.replace("\n\n", "\n\n\n\n")},
    "Windows' line ends": {"body": BODY.replace("\n", "\r\n")},
    "curly quotes": {"body": BODY.replace('"hello"', "“hello”")},
    "a long dash": {"body": BODY.replace("--", "—")},
    "other marks for the same": {"body": BODY.replace("*first*", "_first_").replace("\n- ", "\n* ")},
    "places where a word may break": {
        "body": BODY.replace("reader", "rea&shy;d\u200ber").replace(" first", " \u2060 first")
    },
    "emphasis": {"body": BODY.replace("*first*", "**first**")},
    "another class": {"body": BODY.replace("*first*", '<em class="x">first</em>')},
    "attributes in another order": {
        "body": BODY.replace("![A cat](/img/cat.png)", '<img src="/img/cat.png" alt="A cat">')
    },
    "a comment": {"body": BODY + "\n<!-- to do -->\n"},
    "the text for the blind": {"body": BODY.replace("A cat", "My cat")},
    "tags": {"tags": ["one", "two"]},
    "the author": {"author": "Bob"},
    "a key that nobody reads": {"layout": "wide"},
    "the address": {"slug": "hi"},
    "http to https": {"body": BODY.replace("https://friend", "http://friend")},
    "the whole address of the same picture": {"body": BODY.replace("/img/cat", "https://blog.example/img/cat")},
    "a minor edit": {"body": BODY.replace("first", "second"), "minor": True},
}


def edited(blog, change):
    change = {"body": BODY, "summary": "In short"} | change
    (blog.root / "posts/hello.md").unlink()
    blog.post(**change)


@pytest.mark.long
@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS)
def test_an_edit_that_readers_see_moves_it_once(site, change):
    edited(site, change)
    site.build("--now", LATER)
    assert updated(site) == LATER
    (site.root / ".feedtool/look").unlink()
    site.build("--now", LAST)
    assert updated(site) == LATER


@pytest.mark.long
@pytest.mark.parametrize("change", NO_EDITS.values(), ids=NO_EDITS)
def test_any_other_edit_does_not(site, change):
    before = updated(site)
    edited(site, change)
    site.build("--now", LATER)
    assert updated(site) == before


@pytest.mark.long
def test_a_picture_under_a_new_name_with_the_same_bytes_is_no_edit(site):
    before = updated(site)
    (site.root / "static/img/cat.png").rename(site.root / "static/img/tabby.png")
    edited(site, {"body": BODY.replace("cat.png", "tabby.png")})
    site.build("--now", LATER)
    assert updated(site) == before
    (site.root / "static/img/tabby.2.png").write_bytes(b"another cat")
    edited(site, {"body": BODY.replace("cat.png", "tabby.2.png")})
    site.build("--now", LAST)
    assert updated(site) == LAST


def test_the_time_that_a_post_says_wins(site):
    edited(site, {"body": "All new", "updated": "2024-06-15T12:00:00Z"})
    site.build("--now", LATER)
    assert updated(site) == "2024-06-15T12:00:00Z"


OWN, TAKEN = "2024-07-10T00:00:00Z", "2024-08-10T10:00:00Z"


@pytest.mark.long
@pytest.mark.parametrize(
    ("first", "then", "left"),
    [
        pytest.param({"body": "Edited", "updated": OWN}, {"body": "Edited"}, OWN, id="an edit that the post dated"),
        pytest.param({"updated": OWN}, {}, OWN, id="no edit"),
        pytest.param({"updated": "2024-06-02"}, {}, LATER, id="one before the last edit that was found"),
        pytest.param({"updated": "2030-01-01"}, {}, LATER, id="one that lies ahead"),
        pytest.param({"updated": OWN}, {"body": "Edited"}, TAKEN, id="an edit as it is taken away"),
    ],
)
def test_a_time_that_a_post_says_no_longer_is_no_way_back(site, first, then, left):
    edit = {"summary": "In other words"}  # what feedtool found before
    edited(site, edit)
    site.build("--now", LATER)
    edited(site, edit | first)
    site.build("--now", LAST)
    edited(site, edit | then)
    site.build("--now", TAKEN)
    assert updated(site) == left


@pytest.mark.long
def test_an_edit_counts_that_was_made_while_the_post_said_an_older_time(site):
    edited(site, {"updated": "2024-06-15T12:00:00Z"})
    site.build("--now", LATER)
    edited(site, {"updated": "2024-06-15T12:00:00Z", "body": "All new"})
    site.build("--now", LAST)
    assert updated(site) == "2024-06-15T12:00:00Z"
    edited(site, {"body": "All new"})
    site.build("--now", TAKEN)
    assert updated(site) == LAST


def test_an_edit_before_a_post_is_out_is_none(blog):
    blog.post(date="2024-07-01T09:00:00Z")
    blog.build("--now", FIRST)
    blog.post(date="2024-07-01T09:00:00Z", body="Changed before it went out")
    blog.build("--now", LATER)
    assert updated(blog) == "2024-07-01T09:00:00Z"


def test_an_edit_of_a_post_beyond_the_feed_is_seen_when_it_returns(blog):
    blog.configure("[output]\nlimit = 1\n")
    blog.post("old.md", title="Old", date="2024-01-01T00:00:00Z")
    blog.build("--now", FIRST)
    blog.post("new.md", title="New", date="2024-02-01T00:00:00Z")
    blog.build("--now", FIRST)
    blog.post("old.md", title="Old", date="2024-01-01T00:00:00Z", body="Edited while nobody saw it")
    blog.build("--now", LATER)
    (blog.root / "posts/new.md").unlink()
    blog.build("--now", LAST)
    assert updated(blog) == LAST


def newer(text):
    return markdown.render(text).replace("<p>", '<p class="new">').replace("hello", "HELLO")


def test_a_newer_renderer_alone_moves_nothing(site, monkeypatch):
    """Whatever it makes of the text."""
    before, lock = updated(site), (site.root / "feedtool.lock").read_text()
    monkeypatch.setitem(languages.RENDERERS, "text/markdown", newer)
    for name in ("look", "made"):  # which a package that was installed anew makes useless
        (site.root / ".feedtool" / name).unlink()
    report = feedtool.build(str(site.root))
    assert not report["unchanged"]
    assert (updated(site), (site.root / "feedtool.lock").read_text()) == (before, lock)


def test_a_page_that_is_built_late_counts_when_it_is_built(blog):
    page = "<!DOCTYPE html><title>Hello</title><main><article><h1>Hello</h1>{}</article></main>"
    blog.configure("")
    config = (blog.root / "config.toml").read_text()
    (blog.root / "config.toml").write_text(config.replace('path = "posts"', 'path = "posts"\nbuilt = "public"'))
    built = blog.root / "public/hello/index.html"
    built.parent.mkdir(parents=True)
    built.write_text(page.format("<p>The old text of a page.</p>"))
    blog.post(body="The old text of a page.")
    blog.build("--now", FIRST)
    before = updated(blog)
    blog.post(body="The new text of a page.")
    blog.build("--now", LATER)
    assert updated(blog) == before
    built.write_text(page.format("<p>The new text of a page.</p>"))
    blog.build("--now", LAST)
    assert updated(blog) == LAST
    built.write_text(page.format("<p>Wholly other words, by a newer generator.</p>"))
    blog.build("--now", "2024-09-01T10:00:00Z")
    assert updated(blog) == LAST


def test_two_branches_that_edit_it_keep_the_later_edit(site):
    edited(site, {"body": "One"})
    site.build("--now", LATER)
    one = (site.root / "feedtool.lock").read_text()
    edited(site, {"body": "Two"})
    site.build("--now", LAST)
    two = (site.root / "feedtool.lock").read_text()
    (site.root / "feedtool.lock").write_text(one + two.partition("\n")[2])
    site.build("--now", "2024-09-01T10:00:00Z")
    assert updated(site) == LAST


DAY = datetime(2024, 1, 1, tzinfo=UTC)
ENTRY = {
    "id": "x:1", "title": "T", "published": DAY, "updated": DAY, "link": "https://blog.example/a/",
    "content": '<p>See <a href="https://blog.example/b/">b</a>, <a href="https://blog.example/a/#fn">1</a> '
    '<img src="https://blog.example/a/p.png"></p>',
}  # fmt: skip


def seen(site="https://blog.example/", data="", **other):
    return substance.of_entry(Entry(**ENTRY | other), site, bytes_of=lambda _: data)


def moved(old, new):
    return {key: ENTRY[key].replace(old, new) for key in ("link", "content")}


SAME = {
    "another domain": (seen("https://new.example/blog/", **moved("https://blog.example/", "https://new.example/blog/")), True),
    "http": (seen("http://blog.example/", **moved("https:", "http:")), True),
    "another slug of its own": (seen(**moved("/a/", "/an-a/")), True),
    "another folder of the post that is linked": (seen(content=ENTRY["content"].replace("/b/", "/posts/b.html")), True),
    "another post that is linked": (seen(content=ENTRY["content"].replace("/b/", "/c/")), False),
    "another picture": (seen(content=ENTRY["content"].replace("p.png", "q.png")), False),
    "a picture with a fingerprint": (seen(content=ENTRY["content"].replace("p.png", "p.3f9a01bc77.png?v=2")), True),
    "a picture with Astro's": (seen(content=ENTRY["content"].replace("p.png", "p.D3f9aBc1_Z1x2f.png")), True),
    "a picture of a day": (seen(content=ENTRY["content"].replace("p.png", "p-20240101.png")), False),
    "a second version": (seen(content=ENTRY["content"].replace("p.png", "p-version2.png")), False),
    "an enclosure": (seen(enclosures=(Enclosure(url="https://m.example/a.mp3", type="audio/mpeg"),)), False),
}  # fmt: skip


@pytest.mark.parametrize(("other", "is_same"), SAME.values(), ids=SAME)
def test_what_is_the_same(other, is_same):
    assert seen().is_same(other) is other.is_same(seen()) is is_same


def test_bytes_decide_where_they_are_known():
    other = ENTRY["content"].replace("p.png", "p.3f9a01bc77.png")
    assert not seen(data="1").is_same(seen(data="2", content=other))
    assert seen(data="1").is_same(seen(data="1", content=ENTRY["content"].replace("p.png", "q.png")))
    assert seen(data="1").is_same(seen(content=other))


def test_what_is_kept_reads_back():
    one = seen(data="1")._replace(files=("0" * 12, "1" * 12))
    assert substance.Seen.read(str(one)) == one
    assert substance.Seen.read(str(seen())) == seen()
    assert substance.Seen.read("0123456789abcdef") is None
