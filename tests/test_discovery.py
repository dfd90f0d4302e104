"""Hub and topic are found as a subscriber finds them: in the headers first, then in the document (WebSub §4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool import weblinks
from feedtool.discovery import Links, discover, found_in
from feedtool.fetch import Answer, Fetcher

URL = "https://blog.example/feeds/rss.xml"
HUB, OTHER = "https://hub.example/", "https://hub.two.example/?a=1&b"


def answered(data=b"", *, link=None, type="application/xml", url=URL):
    headers = {} if link is None else {"Link": link}
    return Answer(url, 200, type, "", data if isinstance(data, bytes) else data.encode(), "", "", headers)


@pytest.mark.parametrize(
    ("header", "links"),
    [
        ("", []),
        ("<a>; rel=hub", [("a", ["hub"])]),
        ('<a>; rel="hub self"', [("a", ["hub", "self"])]),
        ('<a>;rel="HUB"', [("a", ["hub"])]),
        ('<a>; rel="hub", <b>; rel="self"', [("a", ["hub"]), ("b", ["self"])]),
        ('<a>; rel="hub",<b>; rel="self"', [("a", ["hub"]), ("b", ["self"])]),
        ("<a>; rel=hub,, ,<b>; rel=self,", [("a", ["hub"]), ("b", ["self"])]),
        ('<a>; title="x; rel=hub, <c>; rel=self"; rel=next', [("a", ["next"])]),
        (r'<a>; title="\"; rel=hub"; rel=next', [("a", ["next"])]),
        ("<a,b;c>; rel=hub", [("a,b;c", ["hub"])]),
        ('< a > ; rel = "hub"', [("a", ["hub"])]),
        ("<a>; rel=hub; rel=self", [("a", ["hub"])]),
        ("<a>; REL=hub", [("a", ["hub"])]),
        ("<a>; rel", [("a", [])]),
        ("<a>;; rel=hub", [("a", ["hub"])]),
        ("<a>", [("a", [])]),
        ("<>; rel=self", [("", ["self"])]),
        ("a; rel=hub", []),
        ("<a; rel=hub", []),
        ('<a>; rel="hub', [("a", ['"hub'])]),
        ("<a> rel=hub, <b>; rel=self", [("a", []), ("b", ["self"])]),
    ],
)  # fmt: skip
def test_links_in_headers(header, links):
    assert [(link.target, list(link.rels)) for link in weblinks.read(header)] == links


@given(st.text(alphabet='<>;,="\\ rel') | st.text())
def test_no_header_can_do_harm(header):
    assert all(link.target in header for link in weblinks.read(header))


def test_a_long_header_is_read_in_its_length():
    for piece in ("<a>;", "<", '<a>; rel="', "; ", '<a>; x="\\'):
        weblinks.read(piece * 20_000)


@pytest.mark.parametrize(
    ("link", "self", "hubs"),
    [
        (f'<{HUB}>; rel="hub", <{URL}>; rel="self"', [URL], [HUB]),
        (f"<{HUB}>; rel=hub, <{OTHER}>; rel=hub, <{URL}>; rel=self", [URL], [HUB, OTHER]),
        (f"<{HUB}>; rel=hub, <{HUB}>; rel=hub", [], [HUB]),
        ("</hub>; rel=hub, <atom.xml>; rel=self", ["https://blog.example/feeds/atom.xml"], ["https://blog.example/hub"]),
        ("<HTTPS://Hub.Example:443/%7ea/../x>; rel=hub", [], ["HTTPS://Hub.Example:443/%7ea/../x"]),
        (f"<{URL}#top>; rel=self", [f"{URL}#top"], []),
        (f'<{URL}>; rel="self hub"', [URL], [URL]),
        (f'<{HUB}>; rel=hub; anchor="https://blog.example/other"', [], []),
        (f'<{HUB}>; rel=hub; anchor="rss.xml"', [], [HUB]),
        (f'<{HUB}>; rel=hub; anchor=""', [], [HUB]),
        (f"<a>; rel={URL}, <b>; rel=next", [], []),
        ("<a b>; rel=hub, <http://[>; rel=self", [], ["https://blog.example/feeds/a%20b"]),
    ],
)  # fmt: skip
def test_what_headers_say(link, self, hubs):
    found = found_in(answered(b"no feed", link=link))
    assert (list(found.self), list(found.hubs)) == (self, hubs)
    assert (found.headers, found.document) == ((found.self, found.hubs), ((), ()))
    assert found.where == ("headers" if hubs else "")


LINKS = (
    f'<{{0}}link rel="self" href="{URL}"/><{{0}}link rel="hub" href="{HUB}"/>'
    '<{0}link href="https://hub.two.example/?a=1&amp;b" rel="hub"/>'
)
RSS = '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>t</title>{}</channel></rss>'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>{}</feed>'
JSON = '{{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [], {}}}'
PAGE = "<!DOCTYPE html><html><head><title>t</title>{}</head><body>{}</body></html>"


@pytest.mark.parametrize(
    ("data", "type", "format", "self", "hubs"),
    [
        (RSS.format(LINKS.format("atom:")), "application/rss+xml", "rss", [URL], [HUB, OTHER]),
        (ATOM.format(LINKS.format("")), "application/atom+xml", "atom", [URL], [HUB, OTHER]),
        (ATOM.format(LINKS.format("")), "text/html", "atom", [URL], [HUB, OTHER]),
        (ATOM.format('<link rel="self" href="a"/><link rel="self" href="b"/>'), "", "atom",
         ["https://blog.example/feeds/a", "https://blog.example/feeds/b"], []),
        (ATOM.format(f'<entry><link rel="hub" href="{HUB}"/></entry>'), "", "atom", [], []),
        (RSS.format(f'<link rel="hub" href="{HUB}"/>'), "", "rss", [], []),
        (JSON.format(f'"feed_url": "{URL}", "hubs": [{{"type": "WebSub", "url": "{HUB}"}}]'), "", "json", [URL], [HUB]),
        (JSON.format('"hubs": []'), "", "json", [], []),
        (PAGE.format(LINKS.format(""), ""), "text/html", "html", [URL], [HUB, OTHER]),
        (PAGE.format("", LINKS.format("")), "text/html", "html", [], []),
        (PAGE.format('<base href="/x/"><link rel="preload HUB" href="hub">', ""), "text/html", "html", [],
         ["https://blog.example/x/hub"]),
        (PAGE.format('<link rel href="a"><link rel="hub"><link rel=hub href="">', ""), "text/html", "html", [], []),
        ("<html><body>" + "<p>" * 1000, "text/html", "html", [], []),
        ("", "text/html", "html", [], []),
        (PAGE.format(LINKS.format(""), ""), "text/plain", "", [], []),
        ("hello", "text/plain", "", [], []),
    ],
)  # fmt: skip
def test_what_documents_say(data, type, format, self, hubs):
    found = found_in(answered(data, type=type))
    assert (found.format, list(found.self), list(found.hubs)) == (format, self, hubs)
    assert (found.headers, found.document) == (Links(), (found.self, found.hubs))
    assert found.where == ("document" if hubs else "")


@pytest.mark.parametrize(
    ("link", "self", "hubs", "where"),
    [
        (None, [URL], [HUB, OTHER], "document"),
        ("<https://x.example/>; rel=preconnect", [URL], [HUB, OTHER], "document"),
        ("<https://wrong.example/>; rel=hub", [URL], ["https://wrong.example/"], "headers"),
        ("<https://wrong.example/>; rel=self", ["https://wrong.example/"], [HUB, OTHER], "document"),
    ],
)
def test_what_headers_say_counts_for_more_than_what_is_right(link, self, hubs, where):
    found = found_in(answered(ATOM.format(LINKS.format("")), link=link))
    assert (list(found.self), list(found.hubs), found.where) == (self, hubs, where)
    assert found.document == ((URL,), (HUB, OTHER))


def test_a_topic_is_discovered_on_the_way_that_a_subscriber_goes(web):
    web.pages["/feed.xml"] = ATOM.format('<link rel="self" href=""/><link rel="hub" href="/hub"/>')
    with Fetcher(named=[web.url]) as fetcher:
        found = discover(f"{web.url}feed.xml", fetcher)
    assert (found.self, found.hubs) == ((), (f"{web.url}hub",))
