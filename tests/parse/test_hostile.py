"""Whatever the bytes: a feed, or a ParseError that says what they are, soon, and without asking anyone."""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import replace
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedtool import parse, substance
from tests.builder.test_formats import FULL, as_atom, as_rss, feed
from tests.parse.test_flavours import atom, jsonfeed, rss


def refused(data: str | bytes) -> parse.ParseError:
    with pytest.raises(parse.ParseError) as caught:
        parse.read(data.encode() if isinstance(data, str) else data)
    return caught.value


@pytest.mark.parametrize(
    ("data", "found", "line"),
    [
        ("", "an empty file", None),
        ("\ufeff \n", "an empty file", None),
        ("<!DOCTYPE html>\n<html><p>Log in<?xml ?><rss>", "a page of HTML", None),
        ("<html/>", "a page of HTML", None),
        ("<opml version='2.0'/>", "a list of feeds (OPML)", None),
        ("<?xml version='1.0'?>\n<!-- x --><urlset/>", "a sitemap", None),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "XML of another kind, <svg>", None),
        ("<feed xmlns='urn:x'/>", "XML in a namespace that is none of a feed", None),
        ("<RDF/>", "XML in a namespace that is none of a feed", None),
        ("<!-- x", "half a document", None),
        ("<!DOCTYPE rss [", "half a document", None),
        ("hello", "what is neither XML nor JSON", None),
        (b"\x1f\x8b\x00\xff", "what is neither XML nor JSON", None),
        ("\n<rss>\n<channel><item><description>cut o", "Premature end of data", 3),
        ("<!-- \n -->\n<rss>\n<channel>a & b</channel></rss>", "xmlParseEntityRef", 4),
        ("<rss><channel><x:y/></channel></rss>", "Namespace prefix x", 1),
        ("<rss><channel>&unknown;</channel></rss>", "Entity 'unknown' not defined", 1),
        ("<rss/>\n<rss/>", "Extra content", 2),
        ("[]", "JSON of another kind", None),
        ('{"items": []}', "JSON of another kind", None),
        ('{"version": "https://jsonfeed.org/version/1", "items": {}}', "a JSON Feed without a list of items", None),
        (jsonfeed({"id": "1"})[:-1], "Expecting ',' delimiter", 1),
        (jsonfeed({}) + "\n{}", "Extra data", 2),
        (jsonfeed({"id": float("nan")}), "NaN, which is no JSON", None),
        (jsonfeed({"id": float("-inf")}), "-Infinity, which is no JSON", None),
    ],
)
def test_what_is_no_feed_is_called_what_it_is(data, found, line):
    error = refused(data)
    assert error.found.startswith(found)
    assert error.line == line
    assert str(error) == f"{f'line {line}: ' if line else ''}{error.found}, expected {error.expected}"


@pytest.mark.long
@pytest.mark.parametrize("document", [as_rss(feed(FULL, replace(FULL, id="urn:x"))), as_atom(feed(FULL))])
def test_half_a_feed_is_never_a_feed(document):
    for end in range(1, len(document.rstrip()), 3):
        refused(document[:end])


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "declared",
    [
        pytest.param('<!ENTITY e "x">', id="an entity"),
        pytest.param(f'<!ENTITY e0 "x">{ENTITIES}<!ENTITY e "&e11;">', id="a bomb"),
        pytest.param('<!ENTITY e SYSTEM "file:///etc/passwd">', id="a file"),
        pytest.param('<!ENTITY e SYSTEM "{url}">', id="an address"),
        pytest.param('<!ENTITY % p SYSTEM "{url}"> %p; <!ENTITY e "x">', id="an address of declarations"),
        pytest.param("<!-- ]> ' --><?x ]> ?><!ENTITY e 'x'>", id="one behind what looks like the end"),
    ],
)
def test_nothing_that_a_document_type_declares_is_used(declared, listener):
    declared = declared.replace("{url}", listener.url)
    error = refused(f"<?xml version='1.0'?><!DOCTYPE rss [{declared}]>{rss('<title>&e;</title>')}")
    assert error.found == "Entity 'e' not defined"
    assert parse.read(f"<!DOCTYPE rss [{declared}]>{rss('<title>a</title>')}".encode()).entries[0].title == "a"
    assert listener.asked == 0


class Listener:
    """Counts who asks."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/x"
        self.asked = 0
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def _listen(self) -> None:
        while True:
            asking, _ = self.socket.accept()
            with asking:
                if asking.recv(3) == b"end":
                    return
                self.asked += 1

    def close(self) -> None:
        with socket.create_connection(self.socket.getsockname()) as asking:
            asking.sendall(b"end")
        self.thread.join()
        self.socket.close()


@pytest.fixture
def listener():
    made = Listener()
    yield made
    made.close()


def test_nothing_is_asked_for(listener):
    spaces = 'xmlns:xi="http://www.w3.org/2001/XInclude" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    document = (
        f'<?xml version="1.0"?><?xml-stylesheet href="{listener.url}" type="text/xsl"?>'
        f'<!DOCTYPE rss PUBLIC "-//x" "{listener.url}"><rss {spaces} xsi:noNamespaceSchemaLocation="{listener.url}">'
        f'<channel><link>{listener.url}</link><item><xi:include href="{listener.url}"/><link>{listener.url}</link>'
        f'<description><![CDATA[<img src="{listener.url}"><iframe src="{listener.url}"></iframe>]]></description>'
        "</item></channel></rss>"
    )
    assert parse.read(document.encode(), url=listener.url).entries[0].link == listener.url
    assert listener.asked == 0


def item(name: str, text: str) -> str:
    return rss(f"<content:encoded>x</content:encoded><link>https://e.example/</link><{name}>{text}</{name}>")


LONG = [
    pytest.param(item("title", "x" * 12_000_000), id="12 MB of a title"),
    pytest.param(item("description", "&lt;p>xxxx" * 500_000), id="many paragraphs"),
    pytest.param(item("description", "&lt;p>xxxx" * 30_000), id="paragraphs that are looked at"),
    pytest.param(item("description", "&lt;div>" * 300_000), id="deep HTML"),
    pytest.param(item("content:encoded", "&lt;div>&lt;a href='x'>" * 100_000).replace(">x</content:encoded>", "/>"), id="deep HTML with addresses"),
    pytest.param(item("description", "&lt;p>&lt;b id=x>" * 50_000), id="marks that no paragraph ends"),
    pytest.param(item("title", "&lt;b>" * 500_000), id="marks in a title"),
    pytest.param(item("author", "a@b (" * 200_000), id="half a person"),
    pytest.param(item("pubDate", "1:" * 200_000), id="half a time"),
    pytest.param(item("link", "../" * 300_000), id="a way up"),
    pytest.param(item("guid", "<a>" * 2_000_000), id="deep XML"),
    pytest.param(item("guid", "<a>" * 2_000 + "</a>" * 2_000), id="deep XML that ends"),
    pytest.param(atom("<content type='xhtml'>" + "<div>" * 2_000 + "</div>" * 2_000 + "</content>"), id="deep XHTML"),
    pytest.param(rss("<guid " + " ".join(f'a{n}="x"' for n in range(100_000)) + "/>"), id="many attributes"),
    pytest.param(rss("<guid " + " ".join(f'xmlns:a{n}="u:{n}"' for n in range(100_000)) + "/>"), id="many namespaces"),
    pytest.param(rss("".join(f"<a{n}/>" for n in range(50_000))), id="many names"),
    pytest.param("<!--" * 500_000, id="comments in each other"),
    pytest.param("<!---->" * 50_000, id="comments and nothing else"),
    pytest.param("<!DOCTYPE x [<!--" * 100_000, id="half a document type"),
    pytest.param("<!DOCTYPE x '" * 100_000, id="half a quote"),
    pytest.param(rss("&nbsp;<![CDATA[" * 200_000), id="half a section"),
    pytest.param(item("title", "&#1;" * 100_000), id="numbers of no character"),
    pytest.param(item("title", "&#" + "9" * 1_000_000 + ";"), id="a long number"),
    pytest.param(" " * 5_000_000, id="blanks"),
    pytest.param("<" * 2_000_000, id="beginnings"),
    pytest.param('{"a":' + "[" * 100_000, id="deep JSON"),
    pytest.param('{"a":' * 100_000, id="deep objects"),
    pytest.param(jsonfeed({"id": "x"}).replace('"x"', "9" * 3_000_000), id="an id of many digits"),
    pytest.param(jsonfeed({"attachments": [{"url": "https://e.example/a", "size_in_bytes": 0}]}).replace(": 0", ": " + "9" * 3_000_000), id="a length of many digits"),
]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("document", LONG)
def test_nothing_takes_long(document):
    data = document.encode()
    started = time.process_time()
    answers(data)
    assert time.process_time() - started < 3, "below 0.5 s where nobody else is at work"


DEEP = "<div>" * 300_000 + "A &lt;b&gt; & <i>c</i>"


@pytest.mark.long
@pytest.mark.parametrize(
    "document",
    [
        pytest.param(rss(f"<description>{escape(DEEP)}</description>"), id="RSS"),
        pytest.param(atom(f"<content type='html'>{escape(DEEP)}</content>"), id="Atom"),
        pytest.param(jsonfeed({"content_html": DEEP}), id="JSON Feed"),
    ],
)
def test_what_is_too_deep_for_a_tree_is_a_paragraph_of_its_words(document):
    started = time.process_time()
    entry = parse.read(document.encode()).entries[0]
    assert entry.content == "<p>A &lt;b&gt; &amp; c</p>"
    assert substance.of_entry(entry, "").text
    assert time.process_time() - started < 3, "below 1 s where nobody else is at work"


def test_keys_that_come_twice_count_once():
    document = (
        '{"version": "https://jsonfeed.org/version/1", "items": [1], "items": [{"id": "a", "id": "b"}, null, []]}'
    )
    assert [one.id for one in parse.read(document.encode()).entries] == ["b"]


def answers(data: bytes, **given: str) -> None:
    """A feed, or an error that is told in a line."""
    try:
        found: object = parse.read(data, **given)
    except parse.ParseError as why:
        found = why
    assert isinstance(found, parse.Document) or ("\n" not in str(found) and len(str(found)) < 400)


@given(data=st.binary(max_size=200), charset=st.text(max_size=10))
def test_any_bytes_are_a_feed_or_a_parse_error(data, charset):
    answers(data, charset=charset)
    answers(b"<rss><channel>" + data + b"</channel></rss>", charset=charset)


PIECES = st.sampled_from([
    "<rss>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", f"<feed xmlns='{'http://www.w3.org/2005/Atom'}'>", "</feed>",
    "<entry>", "</entry>", "<title>", "</title>", "<link>", "</link>", "<link href='", "'/>", "<guid>", "</guid>", "<author>",
    "</author>", "<content type='xhtml'>", "</content>", "<pubDate>", "</pubDate>", "<enclosure url='http://", "<![CDATA[", "]]>",
    "&#xD800;", "&nbsp;", "&amp;", "xml:base='", "http://[", "//", "\0", "<!--", "-->", "<?", "?>", "<!DOCTYPE", "[", "a@b (", "9" * 30,
])  # fmt: skip


@pytest.mark.long
@given(pieces=st.lists(PIECES | st.text(max_size=5), max_size=25))
def test_any_pieces_of_feeds_are_a_feed_or_a_parse_error(pieces):
    answers("".join(pieces).encode("utf-8", "replace"))
    answers(f"<rss><channel><item>{''.join(pieces)}</item></channel></rss>".encode("utf-8", "replace"))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5) | st.just("http://["),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["url", "name", "rights", "id"]), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
KEYS = st.sampled_from([
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image", "date_published",
    "date_modified", "author", "authors", "tags", "language", "attachments", "_feedtool", "feed_url", "home_page_url", "hubs",
    "next_url", "description",
])  # fmt: skip


@pytest.mark.long
@given(item=st.dictionaries(KEYS, VALUES, max_size=6), head=st.dictionaries(KEYS, VALUES, max_size=4))
@example(item={"title": "\ud800"}, head={"title": "\x00"})
def test_any_json_in_its_places_is_read(item, head):
    assert len(parse.read(jsonfeed(item, **{**head, "title": "T"}).encode()).entries) == 1
