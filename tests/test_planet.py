"""Feeds of others as sources: entries come in as they are, each once, and a server that is down takes nothing away."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool import Feed, content, jsonfeed, parse
from feedtool import atom as atom_of
from feedtool import rss as rss_of
from feedtool.identity import assign
from feedtool.loader import entries
from tests.test_fetch import Site

PLANET = """\
[site]
title = "Planet"
url = "https://planet.example/"
"""
DAY = datetime(2024, 5, 1, 10, tzinfo=UTC)


@pytest.fixture
def server(monkeypatch):
    for name in os.environ:
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    site = Site()
    yield site
    site.close()


@pytest.fixture
def planet(blog):
    def made(*paths, more="", extra=""):
        sources = "".join(f'\n[[sources]]\ntype = "feed"\npath = {json.dumps(str(path))}\n{extra}' for path in paths)
        blog.write("config.toml", PLANET + more + sources)
        return blog

    return made


def item(n, *, site="a", guid=None, link=None, date=DAY, more="", text="Words"):
    guid = f"https://{site}.example/{n}/" if guid is None else guid
    link = f"https://{site}.example/{n}/" if link is None else link
    dated = f"<pubDate>{(date + timedelta(days=n)):%d %b %Y %H:%M:%S +0000}</pubDate>" if date else ""
    return (
        f"<item><guid>{guid}</guid><link>{escape(link)}</link><title>{site} {n}</title>{dated}"
        f"<description>{escape(f'<p>{text} {n} of {site}.</p>')}</description>{more}</item>"
    )


def rss(*items, site="a", head=""):
    return (
        f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Site {site}</title>'
        f"<link>https://{site}.example/</link><description>x</description>{head}{''.join(items)}</channel></rss>"
    ).encode()


def atom(*entries, head=""):
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:z</id><title>Z</title><author><name>Zoe</name></author>{head}'
        f"{''.join(entries)}</feed>"
    ).encode()


def opml(*urls):
    rows = "".join(f'<outline text="x"><outline type="rss" text="y" xmlUrl="{escape(url)}"/></outline>' for url in urls)
    return f'<opml version="2.0"><head/><body>{rows}</body></opml>'.encode()


def ids(blog):
    return [one["id"] for one in blog.read("json")["items"]]


def codes(report):
    return [one["code"] for one in (*report["problems"], *report["warnings"])]


# What comes in


ENTRY = """
<entry xml:base="https://z.example/posts/" xml:lang="de"><id>tag:z.example,2024:é (1)</id><title type="html">A &amp;amp; b</title>
<link href="one"/><link rel="enclosure" href="https://z.example/a.mp3" type="audio/mpeg" length="5"/>
<published>2024-05-01T10:00:00Z</published><updated>2024-05-03T10:00:00Z</updated>
<author><name>Ada</name><uri>javascript:alert(1)</uri></author><category term="x"/><category term="y"/><rights>© Z</rights>
<summary>Short</summary>
<content type="html">&lt;p onclick="x()"&gt;&lt;a href="two"&gt;2&lt;/a&gt;&lt;a href="javascript:x()"&gt;3&lt;/a&gt;&lt;script&gt;y()&lt;/script&gt;&lt;/p&gt;</content>
</entry>"""


def test_an_entry_comes_in_as_it_is(planet):
    blog = planet("z.atom")
    blog.write(
        "z.atom", atom(ENTRY, head='<link rel="self" href="https://z.example/feed"/><link href="https://z.example/"/>')
    )
    blog.build()
    (one,) = blog.read("json")["items"]
    assert one == {
        "id": "tag:z.example,2024:é (1)", "url": "https://z.example/posts/one", "title": "A & b", "summary": "Short",
        "content_html": '<p><a href="https://z.example/posts/two">2</a><a>3</a></p>',
        "date_published": "2024-05-01T10:00:00Z", "date_modified": "2024-05-03T10:00:00Z", "authors": [{"name": "Ada"}],
        "tags": ["x", "y"], "language": "de", "_feedtool": {"rights": "© Z"},
        "attachments": [{"url": "https://z.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 5}],
    }  # fmt: skip
    said = blog.read("atom").entries[0].source
    assert (said.id, said.title, said.updated) == ("urn:z", "Z", "2024-05-03T10:00:00Z")
    assert [(link.rel, link.href) for link in said.links] == [
        ("alternate", "https://z.example/"),
        ("self", "https://z.example/feed"),
    ]
    assert blog.read("rss").entries[0].source == {"href": "https://z.example/feed", "title": "Z"}


def test_what_an_entry_does_not_say_its_feed_does(planet):
    """And where that names nobody, it is the author: the planet wrote none of it."""
    blog = planet("z.atom", "a.xml")
    bare = "<entry><id>urn:1</id><title>x</title><updated>2024-05-01T10:00:00Z</updated><link href='https://z.example/1'/></entry>"
    blog.write("z.atom", atom(bare, head="<rights>© Z</rights>"))
    blog.write("a.xml", rss(item(1), head="<language>fr</language>"))
    blog.build()
    a, z = blog.read("json")["items"]
    assert (z["authors"], z["_feedtool"], z["date_published"]) == (
        [{"name": "Zoe"}],
        {"rights": "© Z"},
        "2024-05-01T10:00:00Z",
    )
    assert (a["authors"], a["language"]) == ([{"name": "Site a"}], "fr")


def test_a_source_that_an_entry_carries_is_kept(planet):
    blog = planet("planet.atom")
    source = "<source><id>urn:first</id><title>First</title><updated>2020-01-01T00:00:00Z</updated></source>"
    blog.write("planet.atom", atom(ENTRY.replace("<rights>", f"{source}<rights>")))
    blog.build()
    said = blog.read("atom").entries[0].source
    assert (said.id, said.title, said.updated) == ("urn:first", "First", "2020-01-01T00:00:00Z")


def test_a_folder_a_list_and_markdown_go_together(planet):
    blog = planet("feeds.opml", "more", more='\n[[sources]]\ntype = "markdown"\npath = "posts"\n')
    blog.post()
    blog.write("feeds.opml", opml("lists/a.xml", "lists/b%20b.xml"))
    blog.write("lists/a.xml", rss(item(1)))
    blog.write("lists/b b.xml", rss(item(2, site="b"), site="b"))
    blog.write("more/c.rss", rss(item(3, site="c"), site="c"))
    blog.write("more/readme.txt", "no feed")
    blog.build()
    assert set(blog.titles) == {"Hello", "a 1", "b 2", "c 3"}


@pytest.mark.parametrize(
    "reference", ["file:///etc/passwd", "../outside.xml", "/etc/passwd", "C:/x.xml", "missing.xml"]
)
def test_a_list_names_nothing_outside_of_the_site(planet, reference):
    blog = planet("feeds.opml")
    blog.write("../outside.xml", rss(item(1)))
    blog.write("in.xml", rss(item(2)))
    blog.write("feeds.opml", opml(reference, "in.xml"))
    report = blog.build()
    assert (codes(report), blog.titles) == (["N606"], ["a 2"])


def test_a_file_that_is_no_feed_is_a_problem(planet):
    blog = planet("more")
    blog.write("more/a.xml", rss(item(1)))
    blog.write("more/b.xml", b"<html><body>Not here</body></html>")
    assert codes(blog.build(code=1)) == ["F117"]
    assert blog.titles == ["a 1"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("preset", '"hugo"'), ("url", '"/{slug}/"'), ("built", '"public"'), ("undated", '"git"'), ("excerpt_separator", '"x"'),
     ("clean", "false"), ("map", '{ title = "t" }'), ("include", '["*"]'), ("exclude", '["*"]')],
)  # fmt: skip
def test_what_means_nothing_to_a_feed_is_a_mistake(planet, key, value):
    done = planet("https://a.example/feed", extra=f"{key} = {value}\n").run("build")
    assert (done.code, "C003" in done.err, f"sources.{key}" in done.err) == (2, True, True)


def test_an_address_must_be_one(planet):
    assert "C003" in planet("https:///feed").run("build").err


def test_an_entry_without_a_date_is_left_out_and_one_line_says_so(planet):
    blog = planet("a.xml")
    blog.write("a.xml", rss(item(1), item(2, date=None), item(3, date=None)))
    report = blog.build()
    assert (codes(report), blog.titles) == (["D205"], ["a 1"])
    assert '2 entries without a date, "a 2"' in report["warnings"][0]["found"]


def test_an_entry_that_nothing_names_is_left_out(planet):
    blog = planet("a.xml")
    blog.write(
        "a.xml",
        b"<rss><channel><title>x</title><item><title>y</title><pubDate>1 May 2024</pubDate></item></channel></rss>",
    )
    assert codes(blog.build()) == ["M210"]


def test_a_text_that_is_not_there_does_not_hide_the_summary(planet):
    blog = planet("z.atom")
    blog.write("z.atom", atom(re.sub(r"<content.*</content>", "", ENTRY, flags=re.DOTALL)))
    blog.build()
    assert "content" not in blog.read("atom").entries[0]


# Each once


def test_the_same_id_the_same_address_and_two_planets_give_one_entry(planet):
    carried = '<source url="https://a.example/feed">Site a</source>'
    blog = planet("p.xml", "q.xml", "a.xml", "h.xml")
    blog.write("p.xml", rss(item(1, more=carried, text="Carried"), item(2, more=carried, guid="urn:p2"), site="p"))
    blog.write(
        "q.xml",
        rss(
            item(1, more=carried),
            item(3, more=carried, link="http://www.a.example/3?utm_source=q", guid="urn:q3"),
            site="q",
        ),
    )
    blog.write("a.xml", rss(item(1), item(2), item(3), item(3)))
    blog.write(
        "h.xml",
        rss(
            item(4, site="h", link="https://h.example/changes"),
            item(5, site="h", link="https://h.example/changes"),
            site="h",
        ),
    )
    blog.build()
    assert ids(blog) == [*(f"https://h.example/{n}/" for n in (5, 4)), *(f"https://a.example/{n}/" for n in (3, 2, 1))]
    assert "Carried" not in blog.bytes()["rss.xml"].decode()  # the entry's own feed says more of it


def test_numbers_that_are_ids_of_two_feeds_are_two_entries(planet):
    blog = planet("a.xml", "b.xml")
    blog.write("a.xml", rss(item(1, guid="17")))
    blog.write("b.xml", rss(item(2, site="b", guid="17"), site="b"))
    blog.build()
    assert ids(blog) == ["https://b.example/2/", "17"]


def test_the_site_s_own_post_is_no_copy_of_its_feed(planet):
    blog = planet("own.xml", more='\n[[sources]]\ntype = "markdown"\npath = "posts"\n')
    blog.post(title="Mine", id="urn:mine")
    blog.write("own.xml", rss(item(1, guid="https://planet.example/other/", link="https://planet.example/hello/")))
    assert codes(blog.build()) == []
    assert blog.titles == ["Mine"]


@pytest.mark.parametrize("order", [("a.xml", "b.xml"), ("b.xml", "a.xml")])
def test_of_two_that_are_alike_the_first_source_s_stays_with_the_id_that_went_out(planet, order):
    blog = planet("b.xml")
    blog.write("a.xml", rss(item(1, guid="urn:a", text="First")))
    blog.write("b.xml", rss(item(1, guid="urn:b", text="Second")))
    blog.build()
    blog = planet(*order)
    blog.build()
    assert ids(blog) == ["urn:b"]
    assert ("First" in blog.entry["content_html"]) == (order[0] == "a.xml")


# Who is who


def test_an_edited_and_moved_entry_keeps_its_id(planet):
    blog = planet("a.xml")
    blog.write("a.xml", rss(item(1, guid="urn:1"), item(2)))
    blog.build()
    blog.write("a.xml", rss(item(1, guid="urn:1", link="https://elsewhere.example/", text="Other"), item(2)))
    report = blog.build()
    assert report["feeds"][0]["updated"] == ["urn:1"]
    assert report["feeds"][0]["added"] == report["feeds"][0]["removed"] == []


def test_an_entry_is_never_a_post_that_was_moved(planet):
    """Nor is a post an entry: the same title, text and day on both sides."""
    own = '\n[[sources]]\ntype = "markdown"\npath = "posts"\n'
    blog = planet("a.xml", more=own)
    blog.write("a.xml", rss(item(0)))
    blog.post("own.md", title="Own", date="2024-05-01 10:00", body="The own words of a post that is long enough.")
    blog.build()
    (blog.root / "posts/own.md").unlink()
    copy = (
        item(0, site="b", guid="urn:b")
        .replace("b 0", "Own")
        .replace("Words 0 of b.", "The own words of a post that is long enough.")
    )
    blog.write("a.xml", rss(copy))
    blog.post("a0.md", title="a 0", date="2024-05-01 10:00", body="Words 0 of a.")
    blog.build("--allow-flood")
    assert set(ids(blog)) == {"urn:b", "https://planet.example/a0/"}


def test_a_post_whose_feed_came_first_is_that_entry(planet):
    blog = planet("a.xml")
    blog.write("a.xml", rss(item(1, guid="https://planet.example/hello/", link="https://planet.example/hello/")))
    blog.build()
    blog = planet("a.xml", more='\n[[sources]]\ntype = "markdown"\npath = "posts"\n')
    blog.post()
    blog.build()
    assert (ids(blog), blog.titles) == (["https://planet.example/hello/"], ["Hello"])


def test_a_source_that_is_added_brings_old_entries_and_the_message_says_so(planet):
    blog = planet("a.xml")
    blog.write("a.xml", rss(item(100)))
    blog.write("b.xml", rss(*(item(n, site="b") for n in range(5)), site="b"))
    blog.build()
    blog = planet("a.xml", "b.xml")
    done = blog.run("build")
    assert done.code == 1
    assert "A source that is added brings its old entries (b.xml)" in done.err
    assert "feedtool same" not in done.err
    blog.build("--allow-flood")
    assert len(ids(blog)) == 6


def test_a_feed_that_is_late_is_no_flood(planet):
    blog = planet("a.xml", "b.xml")
    blog.write("a.xml", rss(item(100)))
    blog.write("b.xml", rss(item(1, site="b"), site="b"))
    blog.build()
    blog.write("b.xml", rss(*(item(n, site="b") for n in range(1, 9)), site="b"))
    assert len(blog.build()["feeds"][0]["added"]) == 7
    blog.write(
        "b.xml",
        rss(*(item(n, site="b", guid=f"urn:new:{n}", link=f"https://b.example/new/{n}") for n in range(8)), site="b"),
    )
    assert "its entries have new ids" in blog.run("build").err


def test_a_planet_takes_over_the_ids_of_the_one_before(planet):
    blog = planet("a.xml")
    blog.write("a.xml", rss(item(1, guid="urn:1"), item(2, guid="urn:2"), item(3, guid="urn:3")))
    blog.write("old.xml", rss(item(2, guid="urn:2"), item(3, guid="urn:3"), site="old"))
    told = blog.run("adopt", "old.xml", "--json").json
    assert {(one["id"], one["by"]) for one in told["matched"]} == {("urn:2", "id"), ("urn:3", "id")}
    blog.build()
    assert set(ids(blog)) <= {"urn:1", "urn:2", "urn:3"}


# From other servers


def feed_at(server, path, data, **headers):
    """A feed that is asked for with conditions once it is known."""
    etag = f'"{abs(hash(data))}"'

    def answer(connection):
        asked = next(headers for _, there, headers in reversed(server.asked) if there == path)
        lines = [f"ETag: {etag}", "Connection: close", *(f"{name}: {value}" for name, value in headers.items())]
        if asked.get("if-none-match") == etag:
            connection.sendall("\r\n".join(["HTTP/1.1 304 Not Modified", *lines, "", ""]).encode())
        else:
            lines.append(f"Content-Length: {len(data)}")
            connection.sendall("\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode() + data)

    return server.put(path, answer)


def state(blog):
    return (
        blog.bytes(),
        blog.times(),
        (blog.root / "feedtool.lock").read_bytes(),
        (blog.root / "feedtool.lock").stat().st_mtime_ns,
    )


def test_a_feed_is_asked_for_what_is_new_and_nothing_is_touched(planet, server):
    blog = planet(feed_at(server, "/a", rss(item(1))))
    assert blog.build()["feeds"][0]["added"] == ["https://a.example/1/"]
    assert blog.read("rss").entries[0].source == {"href": server.at("/a"), "title": "Site a"}
    before = state(blog.at_rest())
    for _ in range(2):  # no look makes it idle
        assert blog.build()["unchanged"]
    assert state(blog) == before
    assert [bool(asked.get("if-none-match")) for _, _, asked in server.asked] == [False, True, True]


def test_one_that_writes_the_time_into_its_head_changes_nothing(planet, server):
    blog = planet(server.give("/a", body=rss(item(1), head="<lastBuildDate>1 May 2024</lastBuildDate>")))
    blog.build()
    before = state(blog)
    server.give("/a", body=rss(item(1), head="<lastBuildDate>2 May 2024</lastBuildDate>"))
    assert blog.build()["unchanged"]
    assert state(blog) == before


@pytest.mark.parametrize("words", [["--dry-run"], ["--check"], ["--output", "preview"]])
def test_what_only_looks_asks_and_remembers_nothing(planet, server, words):
    blog = planet(feed_at(server, "/a", rss(item(1))))
    blog.run("build", *words)
    assert len(server.asked) == 1
    assert not (blog.root / ".feedtool").exists()
    blog.build()
    blog.run("build", *words)
    feed_at(server, "/a", rss(item(1), item(2)))
    blog.run("build", *words)
    assert blog.build()["feeds"][0]["added"] == ["https://a.example/2/"]


def test_posts_and_status_ask_nobody(planet, server):
    blog = planet(feed_at(server, "/a", rss(item(1))))
    assert blog.run("posts", "--json").json["posts"] == []
    blog.build()
    asked = len(server.asked)
    assert [one["title"] for one in blog.run("posts", "--json").json["posts"]] == ["a 1"]
    blog.run("status")
    assert len(server.asked) == asked


def test_a_feed_that_is_down_keeps_its_entries_and_status_says_since_when(planet, server):
    blog = planet(feed_at(server, "/a", rss(item(1))), feed_at(server, "/b", rss(item(2, site="b"), site="b")))
    blog.build()
    before = blog.bytes()
    server.give("/a", head="404 Not Found")
    report = blog.build()
    assert (codes(report), blog.bytes()) == (["N602"], before)
    assert report["warnings"][0]["file"] == server.at("/a")
    down, up = blog.run("status", "--json").json["sources"]
    assert set(down) == {"address", "state", "since", "fetched", "asked", "due", "status", "detail", "moved"}
    assert (down["state"], down["status"], down["detail"], up["state"], up["since"]) == (
        "down",
        404,
        "404 Not Found",
        "up",
        None,
    )
    first = down["since"]
    assert abs(datetime.fromisoformat(first) - datetime.now(UTC)) < timedelta(minutes=5)
    blog.build()
    assert blog.run("status", "--json").json["sources"][0]["since"] == first
    assert f"down since {first}" in blog.run("status").out
    feed_at(server, "/a", rss(item(1)))
    assert codes(blog.build()) == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"body": b"<!DOCTYPE html><html><body>Parked</body></html>"}, "N603"),
        ({"body": b""}, "N603"),
        ({"body": rss(item(1))[:-30]}, "N603"),
        ({"head": "403 Forbidden"}, "N602"),
        ({"head": "302 Found", "Location": "file:///etc/passwd"}, "N602"),
        ({"head": "302 Found", "Location": "http://10.0.0.1/"}, "N602"),
    ],
    ids=["a page", "nothing", "half a feed", "forbidden", "a file", "a private host"],
)
def test_what_is_no_feed_is_one_line(planet, server, given, code):
    blog = planet(feed_at(server, "/a", rss(item(1))), feed_at(server, "/b", rss(item(2, site="b"), site="b")))
    blog.build()
    server.give("/a", **given)
    assert codes(blog.build()) == [code]
    assert len(ids(blog)) == 2


def test_one_that_asks_to_wait_is_left_alone(planet, server):
    blog = planet(server.give("/a", head="503 Later", Retry_After="3600"))
    assert codes(blog.build()) == ["N602"]
    assert codes(blog.build()) == ["N602"]
    assert len(server.asked) == 1
    until = datetime.fromisoformat(blog.run("status", "--json").json["sources"][0]["due"])
    assert timedelta(minutes=50) < until - datetime.now(UTC) < timedelta(minutes=61)


def test_one_that_is_gone_is_not_asked_again_until_the_configuration_is_another(planet, server):
    blog = planet(feed_at(server, "/a", rss(item(1))))
    blog.build()
    server.give("/a", head="410 Gone")
    for _ in range(2):
        assert codes(blog.build()) == ["N605"]
    assert (len(server.asked), len(ids(blog))) == (2, 1)
    assert blog.run("status", "--json").json["sources"][0]["state"] == "gone"
    blog.write("config.toml", (blog.root / "config.toml").read_text() + "# looked at\n")
    blog.build()
    assert len(server.asked) == 3


def test_one_that_moved_for_good_is_asked_there_and_the_user_is_told(planet, server):
    server.give("/a", head="301 Moved", Location="/b")
    server.give("/b", head="308 Moved", Location="/c")
    server.give("/c", head="302 For now", Location="/d")
    feed_at(server, "/d", rss(item(1)))
    blog = planet(server.at("/a"))
    report = blog.build()
    assert codes(report) == ["N604"]
    assert server.at("/c") in report["warnings"][0]["found"]
    server.asked.clear()
    assert codes(blog.build()) == ["N604"]
    assert [path for _, path, _ in server.asked] == ["/c", "/d"]
    assert server.asked[-1][2]["if-none-match"]
    server.give("/c", head="404 Not Found")
    feed_at(server, "/a", rss(item(1)))
    assert codes(blog.build()) == []


def test_an_entry_without_a_date_that_is_new_was_published_when_it_was_first_seen(planet, server):
    blog = planet(server.give("/a", body=rss(item(1, date=None), item(2))))
    assert codes(blog.build("--now", "2024-06-01T00:00Z")) == ["D205"]
    server.give("/a", body=rss(item(1, date=None), item(2), item(3, date=None)))
    blog.build("--now", "2024-06-02T00:00Z")
    server.give("/a", body=rss(item(1, date=None), item(2), item(3, date=None), head="<generator>x</generator>"))
    blog.build("--now", "2024-06-03T00:00Z")
    assert blog.titles == ["a 3", "a 2"]
    assert blog.entry["date_published"] == "2024-06-02T00:00:00Z"
    (blog.root / ".feedtool/state.db").unlink()  # as in CI: the lock knows what went out
    blog.build("--now", "2024-06-04T00:00Z")
    assert blog.entry["date_published"] == "2024-06-02T00:00:00Z"


def test_a_list_at_an_address_names_feeds_and_no_files(planet, server):
    server.give("/list", body=opml("a", server.at("/b"), "file:///etc/passwd", "javascript:x", "//10.0.0.1/feed"))
    feed_at(server, "/a", rss(item(1)))
    feed_at(server, "/b", rss(item(2, site="b"), site="b"))
    blog = planet(server.at("/list"))
    report = blog.build()
    assert sorted(codes(report)) == ["N602", "N606", "N606"]
    assert "private address" in next(one["found"] for one in report["warnings"] if one["code"] == "N602")
    assert len(ids(blog)) == 2
    server.give("/list", head="500 Oops")
    blog.build()
    assert len(ids(blog)) == 2  # as it was


def test_a_list_of_the_site_may_name_private_hosts(planet, server):
    blog = planet("feeds.opml")
    blog.write("feeds.opml", opml(feed_at(server, "/a", rss(item(1)))))
    assert codes(blog.build()) == []
    assert len(ids(blog)) == 1


def test_a_password_is_shown_nowhere(planet, server):
    address = feed_at(server, "/a?token=hidden", rss(item(1))).replace("http://", "http://me:secret@")
    blog = planet(address)
    done = [blog.run("build", "--json"), blog.run("posts"), blog.run("status")]
    server.give("/a?token=hidden", head="404 No")
    done.append(blog.run("build"))
    said = "".join(one.out + one.err for one in done) + (blog.root / "feedtool.lock").read_text()
    said += "".join(data.decode() for data in blog.bytes().values())
    assert "Authorization".lower() in server.asked[0][2]
    assert "secret" not in said
    assert "hidden" not in said


def test_a_feed_that_two_sources_name_is_asked_for_once(planet, server):
    address = feed_at(server, "/a", rss(item(1)))
    blog = planet(address, "feeds.opml")
    blog.write("feeds.opml", opml(address))
    blog.build()
    assert len(server.asked) == 1


# Ten of which five are bad

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "aaaaaaaaaa">%s]><rss><channel><title>&a9;</title></channel></rss>'
    % b"".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">'.encode() for n in range(1, 10))
)
MEASURED = """
import sys
from feedtool.__main__ import main
try:
    main()
finally:
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(peak.split()[1], file=sys.stderr)
"""


def measured(blog, *arguments):
    """The command in a process of its own: its answer, its peak in MB, and its seconds."""
    begun = time.monotonic()
    command = [sys.executable, "-c", MEASURED, *arguments]
    done = subprocess.run(command, cwd=blog.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), int(done.stderr.split()[-1]) / 1024, time.monotonic() - begun


def zeros(*, chunked):
    """2 GB of them, to whoever takes them."""
    part = bytes(1 << 16)

    def answer(connection):
        size = f"Content-Length: {2 << 30}" if not chunked else "Transfer-Encoding: chunked"
        connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n{size}\r\n\r\n".encode())
        for _ in range((2 << 30) // len(part)):
            connection.sendall(b"10000\r\n" + part + b"\r\n" if chunked else part)

    return answer


@pytest.fixture
def others():
    """Servers for those that keep theirs busy."""
    sites = [Site() for _ in range(4)]
    yield sites
    for site in sites:
        site.close()


@pytest.mark.long
def test_ten_feeds_of_which_five_are_bad(planet, server, others):
    """And three that are worse."""
    good = {f"/{name}": rss(*(item(n, site=name) for n in range(4)), site=name) for name in "abcd"}
    good["/twice"] = rss(item(0, site="e"), item(0, site="e"), item(1, site="e"), item(0, site="a"), site="e")
    whole, chunked, silent, drips = others
    bad = [
        server.give("/bomb", body=BOMB), server.give("/page", body=b"<!DOCTYPE html><html><body>A page</body></html>"),
        server.give("/packed", body=gzip.compress(bytes(1 << 28), 1), Content_Encoding="gzip"),
        server.give("/nodes", body=b"<rss><channel>" + b"<a/>" * 4_000_000 + b"</channel></rss>"),
        whole.put("/zeros", zeros(chunked=False)), chunked.put("/zeros", zeros(chunked=True)),
        silent.put("/", lambda _: silent.is_over.wait(120)),
        drips.put("/", drips.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b" ")),
    ]  # fmt: skip
    blog = planet(*bad, *(feed_at(server, path, data) for path, data in good.items()), more="\n[output]\nlimit = 0\n")
    report, peak, took = measured(blog, "build", "--json")
    assert [one["file"] for one in report["warnings"]] == bad
    assert len(ids(blog)) == 4 * 4 + 2
    assert peak < 300
    assert took < 60
    before = state(blog)
    server.asked.clear()
    again, peak, took = measured(blog, "build", "--json")
    assert (again["unchanged"], state(blog)) == (True, before)
    assert {path for _, path, asked in server.asked if "if-none-match" in asked} == set(good)
    assert peak < 300
    assert took < 60


# Many


def test_a_planet_of_many_is_in_order_and_has_each_once(planet, server):
    """As bench/planet.py has it, and smaller: what ten lines of plain Python would make of it."""
    feeds = {f"/{n}": [(n * 7 + k) % 60 for k in range(8)] for n in range(12)}
    for path, numbers in feeds.items():
        feed_at(server, path, rss(*(item(number) for number in numbers), site=path[1:]))
    blog = planet("all.opml", more="\n[output]\nlimit = 0\n")
    blog.write("all.opml", opml(*(server.at(path) for path in feeds)))
    blog.build()
    expected = sorted({number for numbers in feeds.values() for number in numbers}, reverse=True)
    assert [one.id for one in blog.read("atom").entries] == [f"https://a.example/{number}/" for number in expected]
    assert [one.title for one in blog.read("rss").entries] == [f"a {number}" for number in expected]


NASTY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["", " ", "javascript:x()", "http://[", "https://a.example/", "//", "urn:a", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
     "2024-05-01T10:00:00Z", "1970-01-01T00:00:00Z", "data:text/html,x", "<script>x()</script>", "http://a.example:99999/"],
)  # fmt: skip
KEYS = [
    "id",
    "url",
    "title",
    "content_html",
    "summary",
    "image",
    "date_published",
    "date_modified",
    "language",
    "external_url",
]


@given(head=st.dictionaries(st.sampled_from(["title", "home_page_url", "feed_url", "language"]), NASTY),
       items=st.lists(st.dictionaries(st.sampled_from(KEYS), NASTY), max_size=4), who=NASTY)  # fmt: skip
def test_whatever_a_feed_says_what_comes_of_it_is_an_entry(head, items, who):
    for one in items:
        one |= {"authors": [{"name": who, "url": who}], "attachments": [{"url": who, "mime_type": who}], "tags": [who]}
    text = json.dumps({"version": "https://jsonfeed.org/version/1.1", **head, "items": items})
    made = entries.Feed(
        "https://f.example/", parse.read(text.encode(), url="https://f.example/"), "https://f.example/", {}
    )
    posts = [read.post for read in entries.posts_of(made, 0, lambda _: None) if read.post]
    known = assign(posts, "https://planet.example/", {}).known
    assert len({one.id for one in known}) == len(known)
    cleaner = content.Cleaner()
    built = [content.entry_of(one, one.post.body.text, cleaner=cleaner).entry for one in known]
    feed = Feed(id="urn:p", link="https://planet.example/", title="P", entries=tuple(built))
    for document in (rss_of(feed, url="urn:r"), atom_of(feed, url="urn:a"), jsonfeed(feed, url="urn:j")):
        assert [one.id for one in parse.read(document).entries] == [one.id for one in known]
    assert not any("<script" in (entry.content or "") for entry in built)


def test_a_list_of_feeds_gives_so_many_of_each_and_what_its_filter_takes(blog):
    tagged = "<category>python</category>"
    blog.write("f/a.xml", rss(*(item(n, more=tagged) for n in range(5))))
    blog.write("f/b.xml", rss(*(item(n, site="b", more=tagged * (n < 2)) for n in range(5)), site="b"))
    blog.write(
        "config.toml", f'{PLANET}[[sources]]\ntype = "feed"\npath = "f"\nlimit = 3\nfilter = {{ tag = "python" }}\n'
    )
    blog.build()
    assert sorted(blog.titles) == ["a 2", "a 3", "a 4", "b 0", "b 1"]
