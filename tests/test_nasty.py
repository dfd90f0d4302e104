"""Fifty nasty posts in one folder: each is a right entry, or one clear problem with its file and line; and every feed
that is written can be read.
"""

from __future__ import annotations

import json

import feedparser
import pytest
from lxml import etree

from tests.conftest import CASES, Blog

HEAD = b"---\ntitle: T\ndate: 2024-05-01\n---\n"


def post(front: str = "", body: str = "text") -> bytes:
    return f"---\n{front}\n---\n{body}".encode()


def dated(front: str = "title: T", body: str = "text") -> bytes:
    return post(f"date: 2024-05-01\n{front}", body)


# A name to the file's bytes and what it must become: the title of an entry, or the code and line of a problem.
POSTS: dict[str, tuple[bytes, str | tuple[str, int]]] = {
    "control characters": (dated(body="a\x00b\x08c\x1bd"), "T"),
    "control characters as references": (dated(body="<p>a&#0;b&#8;c&#xFFFE;d</p>"), "T"),
    "control characters in a title": (dated('title: "a\\x07b\\x1bc"'), "abc"),
    "a lone surrogate": (dated('title: "a\\uD800b"'), ("F105", 3)),
    "noncharacters": (dated("title: a\ufffeb\uffffc\x07"), "abc"),
    "the end of CDATA": (dated("title: a ]]> b", "x ]]> y <![CDATA[ z"), "a ]]> b"),
    "named entities": (dated("title: a &nbsp; b", "a &nbsp; b &bogus; c &copy;"), "a &nbsp; b"),
    "unclosed tags": (dated(body="<p><b>bold <i>both</p><div>"), "T"),
    "tags closed twice": (dated(body="</p></div></b>x"), "T"),
    "a whole document": (dated(body="<!DOCTYPE html><html><head><title>x</title></head><body>y</body></html>"), "T"),
    "a line of a megabyte": (dated(body="word " * 200_000), "T"),
    "a title of ten thousand words": (dated("title: " + "word " * 10_000), ("word " * 10_000).strip()),
    "a thousand divs": (dated(body="<div>" * 1000 + "x"), "T"),
    "a thousand quotes": (dated(body=">" * 1000 + " x"), "T"),
    "no date": (post("title: T"), ("D201", 1)),
    "a date with two readings": (post("title: T\ndate: 01/02/2026"), ("D203", 3)),
    "a date as people write it": (post("title: T\ndate: 1 May 2024"), "T"),
    "a date as mail writes it": (post("title: T\ndate: Wed, 01 May 2024 10:00:00 +0200"), "T"),
    "a date as machines write it": (post("title: T\ndate: 2024-05-01T10:00:00.123456Z"), "T"),
    "a date in seconds": (post("title: T\ndate: 1714550400"), "T"),
    "a day that is not": (post("title: T\ndate: 2023-02-29"), ("D202", 3)),
    "a template for a date": (post("title: T\ndate: '{{ date }}'"), ("D202", 3)),
    "today": (post("title: T\ndate: today"), ("D202", 3)),
    "one of a pair": (dated("title: One\nurl: /pair/"), "One"),
    "the other of the pair": (dated("title: Two\nurl: /pair/"), ("I401", 4)),
    "an empty file": (b"", ("F101", 1)),
    "a file of white space": (b" \n\t\n", ("F101", 1)),
    "a file of zeros": (b"\x00" * 100, ("D201", 1)),
    "Latin-1": (HEAD + "Grüße".encode("latin-1"), ("F102", 5)),
    "UTF-16": ("---\ntitle: T\n---\n".encode("utf-16"), ("F102", 1)),
    "a byte order mark": (b"\xef\xbb\xbf" + HEAD + b"text", "T"),
    "lines that end in CRLF": (HEAD.replace(b"\n", b"\r\n") + b"a\r\nb\r\n", "T"),
    "lines that end in CR": (HEAD.replace(b"\n", b"\r") + b"a\rb\r", "T"),
    "no end of front matter": (b"---\ntitle: T\ndate: 2024-05-01\n", ("F103", 1)),
    "YAML that is none": (dated("title: a: b: c"), ("F105", 3)),
    "YAML with a tab": (dated("title: T\n\tx: y"), ("F105", 4)),
    "YAML that is a list": (b"---\n- a\n- b\n---\n", ("F104", 2)),
    "TOML that is none": (b"+++\ntitle = T\n+++\n", ("F105", 2)),
    "JSON that is none": (b'{"title": "T", }\n', ("F105", 1)),
    "a title in bold": (dated('title: "<b>bold</b> & <script>"'), "<b>bold</b> & <script>"),
    "a title from right to left": (dated("title: שלום \u202e عربي"), "שלום \u202e عربي"),
    "a title of emoji": (dated("title: 👩‍👩‍👧 🇦🇹"), "👩‍👩‍👧 🇦🇹"),
    "a title on two lines": (dated('title: "a\\n b"'), "a b"),
    "no title and no text": (dated("x: y", ""), "no title and no text"),
    "a title that is a number": (dated("title: 1.10"), "1.10"),
    "a title that is a word of YAML": (dated("title: no"), "no"),
    "scripts": (
        dated(body="<script>alert(1)</script><img src=x onerror=alert(1)><a href='java&#10;script:x'>y</a>"),
        "T",
    ),
    "addresses that are none": (dated(body="[a](http://[x) ![b](\\\\x\\y) [c](<a b>) <a href='%zz'>d</a>"), "T"),
    "an enclosure without a type": (dated("enclosure: https://e.example/file"), ("M207", 3)),
    "a link that is live": (dated("url: javascript:alert(1)"), ("M206", 3)),
    "an e-mail address with a zero": (dated('author: "Ada <a\\0@b.example>"' + "\ntitle: T"), "T"),
    "a media type with a control": (dated('enclosure: {url: /a.mp3, type: "audio/mpeg; \\x01"}'), ("M207", 3)),
    "a length of 5,000 digits": (dated(f"enclosure: {{url: /a.mp3, length: {'9' * 5000}}}"), ("M208", 3)),
    "a number of 5,000 digits in TOML": (f"+++\ndate = 2024-05-01\nx = {'9' * 5000}\n+++\n".encode(), ("F108", 1)),
    "a surrogate in an address": (b'{"date": "2024-05-01", "url": "https://e.example/\\ud800"}', ("M206", 1)),
    "a thousand laughs for a tag": (
        dated(
            "x0: &x0 [a, a, a, a, a, a, a, a, a]\n"
            + "".join(f"x{n + 1}: &x{n + 1} [{', '.join([f'*x{n}'] * 9)}]\n" for n in range(8))
            + "tags: [*x8]\ntitle: T"
        ),
        ("F105", 2),
    ),
    "forty thousand keys": (
        ("{" + ",".join(f'"k{n}": 1' for n in range(40_000)) + ', "title": "T", "date": "2024-05-01"}').encode(),
        "T",
    ),
    "a date that stands twice": (dated("date: 2024-05-02"), ("F105", 3)),
    "a draft that stands twice in JSON": (b'{"date": "2024-05-01", "draft": true, "draft": false}', ("F105", 1)),
    "a set": (dated("tags: !!set {b, a}\ntitle: T"), "T"),
    "bytes for a title": (dated('title: !!binary "aGk="'), ("F105", 3)),
    "a minute that is none": (post("title: T\ndate: 2024-05-01T10:60"), ("D202", 3)),
    "midnight and a second": (post("title: T\ndate: 2024-05-01T24:00:01Z"), ("D202", 3)),
    "a permalink that is false": (dated("permalink: false\ntitle: T"), "T"),
    "an enclosure with a name that no disk has": (
        dated(f"enclosure: {{url: 'e.mp3?x={'a' * 300}', type: audio/mpeg}}\ntitle: T"),
        "T",
    ),
    "tags that are a table": (dated("tags: {a: 1, b: 2}\ntitle: T"), "T"),
    "tags of all kinds": (dated("tags: [1, 1.5, true, ~, '', 'a,b', <b>, {label: x}]\ntitle: T"), "T"),
}


@pytest.fixture(scope="module")
def nasty(tmp_path_factory):
    root = tmp_path_factory.mktemp("nasty")
    blog = Blog(root)
    blog.configure("[output]\nlimit = 0\n")
    for name, (data, _) in POSTS.items():
        blog.write(f"posts/{name}.md", data)
    report = blog.build(code=1)
    return blog, report


def test_there_are_fifty():
    assert len(POSTS) >= 50


@pytest.mark.long
@pytest.mark.parametrize("name", POSTS)
def test_a_nasty_post_is_right_or_refused(nasty, name):
    blog, report = nasty
    wanted = POSTS[name][1]
    found = [problem for problem in report["problems"] if problem["file"] == f"posts/{name}.md"]
    if isinstance(wanted, tuple):
        assert [(problem["code"], problem["line"]) for problem in found] == [wanted]
        assert all(found[0][part] for part in ("found", "expected", "remedy"))
    else:
        assert found == []
        link = (
            f"https://blog.example/{name.replace(' ', '%20')}/" if "pair" not in name else "https://blog.example/pair/"
        )
        assert [item.get("title") for item in blog.read("json")["items"] if item["url"] == link] == [wanted]


@pytest.mark.long
def test_every_feed_that_is_written_can_be_read(nasty):
    blog, report = nasty
    data = blog.bytes()
    entries = report["posts"]["in_feeds"]
    assert entries == len(POSTS) - len({problem["file"] for problem in report["problems"]})
    for name in ("rss.xml", "atom.xml"):
        etree.fromstring(data[name], etree.XMLParser(huge_tree=True))
        parsed = feedparser.parse(data[name])
        assert not parsed.bozo, parsed.bozo_exception
        assert len(parsed.entries) == entries
    assert len(json.loads(data["feed.json"])["items"]) == entries
    assert not [item["id"] for item in json.loads(data["feed.json"])["items"] if "<script" in item["content_html"]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("control characters", "<p>abcd</p>"),
        ("lines that end in CRLF", "<p>a\nb</p>"),
        ("unclosed tags", "<p><b>bold <i>both</i></b></p><div><b><i>\n</i></b></div>"),
        ("scripts", '<img src="https://blog.example/scripts/x"><a>y</a>'),
        ("named entities", "<p>a &nbsp; b &amp;bogus; c ©</p>"),
        ("the end of CDATA", "<p>x ]]&gt; y &lt;![CDATA[ z</p>"),
    ],
)
def test_what_became_of_the_text(nasty, name, content):
    blog, _ = nasty
    link = f"https://blog.example/{name.replace(' ', '%20')}/"
    (item,) = [item for item in blog.read("json")["items"] if item["url"] == link]
    assert item["content_html"] == content


@pytest.mark.long
def test_the_dates_of_real_sites_reach_the_feeds(blog):
    """What dates.json says of "must" and "should", through the whole trip."""
    rows = [
        row
        for row in json.loads((CASES / "dates.json").read_text(encoding="utf-8"))
        if row["via"] == "text" and row["tier"] != "may" and not row["default_tz"]
    ]
    for number, row in enumerate(rows):
        blog.write(f"posts/{number}.md", f"---\ntitle: x\ndate: {json.dumps(row['text'])}\n---\n")
    blog.configure("[output]\nlimit = 0\n", config=CONFIG_UTC)
    report = blog.build("--now", "9000-01-01T00:00:00Z", code=1)
    refused = {problem["file"] for problem in report["problems"]}
    dates = {item["url"]: item["date_published"] for item in blog.read("json")["items"]}
    for number, row in enumerate(rows):
        if row["expect"] in {"invalid", "ambiguous"}:
            assert f"posts/{number}.md" in refused, row
        elif f"posts/{number}.md" not in refused:
            wanted = [row["expect"], *(row.get("alt") or [])]
            assert any(
                dates[f"https://blog.example/{number}/"][:19].startswith(text.partition(".")[0].rstrip("Z"))
                for text in wanted
            ), row


CONFIG_UTC = """\
[site]
title = "Dates"
url = "https://blog.example/"

[[sources]]
type = "markdown"
path = "posts"
"""
