"""Every flavour of feed that there is, in small, and what each says."""

from __future__ import annotations

import codecs
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from feedtool import Enclosure, Person, parse

ATOM = "http://www.w3.org/2005/Atom"
HERE = "https://e.example/feed"


def rss(item: str, *, head: str = "", attributes: str = "") -> str:
    spaces = " ".join(
        f'xmlns:{prefix}="{uri}"'
        for prefix, uri in {
            "atom": ATOM, "content": "http://purl.org/rss/1.0/modules/content/", "dc": "http://purl.org/dc/elements/1.1/",
            "dcterms": "http://purl.org/dc/terms/", "media": "http://search.yahoo.com/mrss/",
            "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd", "fh": "http://purl.org/syndication/history/1.0",
            "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
        }.items()
    )  # fmt: skip
    return f'<rss version="2.0" {spaces} {attributes}><channel><link>https://e.example/</link>{head}<item>{item}</item></channel></rss>'


def rdf(item: str, space: str = "http://purl.org/rss/1.0/") -> str:
    return f'<rdf:RDF xmlns="{space}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel rdf:about="https://e.example/rdf"><title>T</title><link>https://e.example/</link></channel>{item}</rdf:RDF>'


def atom(entry: str, *, head: str = "", space: str = ATOM, attributes: str = "") -> str:
    return f'<feed xmlns="{space}" xmlns:media="http://search.yahoo.com/mrss/" xmlns:fh="http://purl.org/syndication/history/1.0" {attributes}><link href="https://e.example/"/>{head}<entry>{entry}</entry></feed>'


def jsonfeed(item: dict[str, Any], **head: Any) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", **head, "items": [item]})


def read(document: str | bytes, **given: str) -> parse.Document:
    return parse.read(document.encode() if isinstance(document, str) else document, **given)


def entry(document: str | bytes) -> parse.Served:
    (found,) = read(document, url=HERE).entries
    return found


def is_as_said(found: object, wanted: dict[str, object]) -> bool:
    return {name: getattr(found, name) for name in wanted} == wanted


LINK = "https://e.example/a"
NOON = datetime(2024, 3, 5, 12, tzinfo=UTC)
MP3 = Enclosure(url="https://e.example/a.mp3", type="audio/mpeg", length=5)

ENTRIES = [
    # ids and links
    (rss(f"<guid>\n {LINK} \n</guid>"), {"id": LINK, "has_id": True, "link": LINK}),
    (rss(f"<guid isPermaLink='false'>{LINK}</guid>"), {"id": LINK, "has_id": True, "link": ""}),
    (rss(f"<guid>12 at https://x</guid><link>{LINK}</link>"), {"id": "12 at https://x", "link": LINK}),
    (rss("<guid>urn:x:1</guid>"), {"id": "urn:x:1", "link": ""}),
    (rss("<guid>not-an-address</guid>"), {"id": "not-an-address", "link": ""}),
    (rss("<guid> \n</guid><guid>b</guid>"), {"id": "b"}),
    (rss("<guid>A%2f\u00a0</guid>"), {"id": "A%2f\u00a0"}),
    (rss(f"<link>{LINK}</link>"), {"id": LINK, "has_id": False, "link": LINK}),
    (rss(""), {"id": "", "has_id": False, "link": "", "title": "", "content": None, "summary": None, "authors": ()}),
    (rss("<link>/a</link>"), {"link": LINK}),
    (rss("<link>a b\n</link>"), {"link": "https://e.example/a%20b"}),
    (rss("<link>http://[</link>"), {"link": ""}),
    (rss("<link>b</link>", attributes="xml:base='https://x.example/a/'"), {"link": "https://x.example/a/b"}),
    (rss(f"<atom:link href='/self' rel='self'/><atom:link href='{LINK}'/>"), {"link": LINK}),
    (rss(f"<link>https://feeds.example/1</link><feedburner:origLink>{LINK}</feedburner:origLink>"), {"link": LINK}),
    (rdf(f"<item rdf:about='{LINK}#1'><link>{LINK}</link></item>"), {"id": f"{LINK}#1", "link": LINK, "has_id": True}),
    (rdf(f"<item><link>{LINK}</link></item>"), {"id": LINK, "has_id": False}),
    (atom(f"<id> tag:x </id><link rel='self' href='/s'/><link href='{LINK}'/>"), {"id": "tag:x", "link": LINK}),
    (atom(f"<link rel='alternate' type='application/json' href='/j'/><link rel='alternate' type='text/html; charset=utf-8' href='{LINK}'/>"), {"link": LINK, "id": LINK, "has_id": False}),
    (atom("<link rel='http://www.iana.org/assignments/relation/alternate' href='a'/>"), {"link": LINK}),
    (atom("<id>urn:x</id>"), {"id": "urn:x", "link": ""}),
    (atom("<link href='c'/>", attributes="xml:base='https://x.example/a/'"), {"link": "https://x.example/a/c"}),
    (jsonfeed({"id": 12, "url": LINK}), {"id": "12", "link": LINK, "has_id": True}),
    (jsonfeed({"id": 1.50, "content_text": ""}), {"id": "1.5", "link": ""}),
    (jsonfeed({"url": "/a"}), {"id": LINK, "link": LINK, "has_id": False}),
    (jsonfeed({"id": "x", "external_url": LINK}), {"id": "x", "link": LINK}),
    # titles
    (rss("<title>AT&amp;amp;T &amp;#8217;</title>"), {"title": "AT&T ’"}),
    (rss("<title>A &lt;b&gt;bold&lt;/b&gt; one</title>"), {"title": "A bold one"}),
    (rss("<title>The &lt;div&gt; tag, 5 &lt; 6 &amp; 7</title>"), {"title": "The <div> tag, 5 < 6 & 7"}),
    (rss("<title><![CDATA[ Line\n two ]]></title><media:title>No</media:title>"), {"title": "Line two"}),
    (rss("<media:title>No</media:title>"), {"title": ""}),
    (atom("<title>AT&amp;amp;T &lt;b></title>"), {"title": "AT&amp;T <b>"}),
    (atom("<title type='html'>AT&amp;amp;T &lt;b>x&lt;/b></title>"), {"title": "AT&T x"}),
    (atom("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>5 &lt; <b>6</b></div></title>"), {"title": "5 < 6"}),
    (jsonfeed({"title": "<b> &amp;\n x"}), {"title": "<b> &amp; x"}),
    # dates
    (rss("<pubDate>Tue, 05 Mar 2024 12:00:00 GMT</pubDate>"), {"published": NOON, "updated": None}),
    (rss("<pubDate>Tue, 05 Mar 2024 07:00:00 EST</pubDate>"), {"published": NOON}),
    (rss("<pubDate>5 Mar 24 12:00</pubDate>"), {"published": NOON}),
    (rss("<pubDate>2024-03-05T13:00:00+01:00</pubDate>"), {"published": NOON}),
    (rss("<pubDate>03/04/2003</pubDate><dc:date>2024-03-05T12:00Z</dc:date>"), {"published": NOON}),
    (rss("<pubDate>1054633161</pubDate>"), {"published": None}),
    (rss("<pubDate>Tue, 31 Feb 2024 12:00:00 GMT</pubDate>"), {"published": None}),
    (rss("<dcterms:modified>2024-03-05T12:00:00Z</dcterms:modified>"), {"published": None, "updated": NOON}),
    (rdf("<item><dc:date>2024-03-05T12:00:00</dc:date></item>"), {"published": NOON}),
    (atom("<updated>2024-03-05T12:00:00Z</updated>"), {"published": None, "updated": NOON}),
    (atom("<published>2024-03-05T12:00:00.5-00:30</published>"), {"published": datetime(2024, 3, 5, 12, 0, 0, 500000, timezone(timedelta(minutes=-30)))}),
    (jsonfeed({"date_published": "2024-03-05T12:00:00Z", "date_modified": "soon"}), {"published": NOON, "updated": None}),
    # people
    (rss("<author>a@e.example (Ada)</author>"), {"authors": (Person(name="Ada", email="a@e.example"),)}),
    (rss('<author>"Ada" &lt;a@e.example></author>'), {"authors": (Person(name="Ada", email="a@e.example"),)}),
    (rss("<author>Ada (a@e.example)</author>"), {"authors": (Person(name="Ada", email="a@e.example"),)}),
    (rss("<author>a@e.example</author>"), {"authors": (Person(name="a@e.example", email="a@e.example"),)}),
    (rss("<author>a@e.example (X)</author><dc:creator>Ada</dc:creator><dc:creator>Bob</dc:creator>"), {"authors": (Person(name="Ada"), Person(name="Bob"))}),
    (rss("<itunes:author>Ada</itunes:author><author> </author>"), {"authors": (Person(name="Ada"),)}),
    (rss("<atom:author><atom:name>Ada</atom:name></atom:author>"), {"authors": (Person(name="Ada"),)}),
    (atom("<author><name>Ada</name><email>a@e.example</email><uri>/ada</uri></author>"), {"authors": (Person(name="Ada", email="a@e.example", url="https://e.example/ada"),)}),
    (atom("<author><name> </name></author><source><author><name>Ada</name></author></source>"), {"authors": (Person(name="Ada"),)}),
    (atom("", head="<author><name>Ada</name></author>"), {"authors": ()}),
    (jsonfeed({"author": {"name": "Ada", "url": "https://e.example/ada"}}), {"authors": (Person(name="Ada", url="https://e.example/ada"),)}),
    (jsonfeed({"authors": [{"name": "Ada"}, {"avatar": "x"}, 5], "author": {"name": "Bob"}}), {"authors": (Person(name="Ada"),)}),
    # categories
    (rss("<category domain='x'> a </category><category/><category>a</category><category>b, c</category><dc:subject>d</dc:subject>"), {"categories": ("a", "b, c")}),
    (rss("<dc:subject>d</dc:subject>"), {"categories": ("d",)}),
    (rss("<itunes:keywords>a, b,,a</itunes:keywords>"), {"categories": ("a", "b")}),
    (atom("<category term='a' label='A'/><category term='b' scheme='x'/>"), {"categories": ("A", "b")}),
    (jsonfeed({"tags": ["a", 5, "b", "a"]}), {"categories": ("a", "5", "b")}),
    # texts
    (rss("<description>5 &amp;lt; 6</description>"), {"content": "5 &lt; 6", "summary": None}),
    (rss("<content:encoded><![CDATA[<p>a</p>]]></content:encoded><description>5 &amp;lt; &lt;b>6&lt;/b></description>"), {"content": "<p>a</p>", "summary": "5 < 6"}),
    (rss("<description>a <b>b</b></description>"), {"content": "a <b>b</b>"}),
    (rss("<body xmlns='http://www.w3.org/1999/xhtml'><p>a<br/>b</p></body>"), {"content": "<p>a<br>b</p>"}),
    (rss(f"<link>{LINK}/</link><description>&lt;a href='b'>x&lt;/a>&lt;img src=/c></description>"), {"content": f'<a href="{LINK}/b">x</a><img src="https://e.example/c">'}),
    (rss("<description>&lt;a href='#n'>x&lt;/a>&lt;a href=mailto:a@b></description>"), {"content": '<a href="https://e.example/#n">x</a><a href="mailto:a@b"></a>'}),
    (rss("<description>&lt;A HREF='https://x.example/'>as it is&lt;/A>&lt;p>is it</description>"), {"content": "<A HREF='https://x.example/'>as it is</A><p>is it"}),
    (atom("<content>5 &lt; 6</content><summary type='html'>&lt;b>a&lt;/b></summary>"), {"content": "5 &lt; 6", "summary": "a"}),
    (atom("<content type='html'>5 &amp;lt; 6</content>"), {"content": "5 &lt; 6", "summary": None}),
    (atom("<content type='xhtml' xml:base='/x/'><div xmlns='http://www.w3.org/1999/xhtml'>a <i>b</i><br/><img src='c'/></div></content>"), {"content": 'a <i>b</i><br><img src="https://e.example/x/c">'}),
    (atom("<content type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'>&lt;<h:b>b</h:b></h:div></content>"), {"content": "&lt;<b>b</b>"}),
    (atom("<content type='xhtml'><div><b>nobody said that this is XHTML</b></div></content>"), {"content": "<div><b>nobody said that this is XHTML</b></div>"}),
    (atom("<content type='application/pdf'>QQ==</content>"), {"content": None}),
    (atom("<content type='text/x-c'>a &lt; b</content>"), {"content": "a &lt; b"}),
    (atom("<content src='https://e.example/v.mp4' type='video/mp4'/><summary>s</summary>"), {"content": None, "summary": "s"}),
    (jsonfeed({"content_html": "<p>a</p>", "content_text": "b", "summary": "c\nd"}), {"content": "<p>a</p>", "summary": "c d"}),
    (jsonfeed({"content_text": "a < b"}), {"content": "a &lt; b"}),
    (jsonfeed({"content_text": "a\nb\n \n\nc\n"}), {"content": "<p>a<br>\nb</p>\n<p>c</p>"}),
    # languages, images, files, rights
    (rss("<dc:language>de</dc:language>", head="<language>fr</language>"), {"language": "de"}),
    (rss("", head="<language>fr</language>"), {"language": None}),
    (rss("<media:group><media:content url='/v.mp4' medium='video'/><media:thumbnail url='/t.png'/></media:group>"), {"image": "https://e.example/t.png", "enclosures": (Enclosure(url="https://e.example/v.mp4", type="video/mp4"),)}),
    (rss("<itunes:image href='/i.png'/><media:content url='/c.png' type='image/png'/>"), {"image": "https://e.example/c.png"}),
    (rss("<enclosure url='/a.png' type='image/png' length='5'/>"), {"image": None, "enclosures": (Enclosure(url="https://e.example/a.png", type="image/png", length=5),)}),
    (rss("<enclosure url='/a.mp3' length='5'/><enclosure url='/b' type='x/y' length='0'/><media:content url='/a.mp3' type='audio/mpeg'/>"), {"enclosures": (MP3, Enclosure(url="https://e.example/b", type="x/y"))}),
    (rss("<enclosure url='' type='x/y'/><enclosure type='x'/>"), {"enclosures": ()}),
    (rss("<dc:rights>© Ada</dc:rights>"), {"rights": "© Ada"}),
    (atom("<link rel='enclosure' href='/a.mp3' length='5'/><rights>© Ada</rights>", attributes="xml:lang='fr'"), {"language": None, "enclosures": (MP3,), "rights": "© Ada"}),
    (atom("<content xml:lang='de'>x</content>"), {"language": "de"}),
    (jsonfeed({"banner_image": "/b.png", "language": "de", "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 5}, {"mime_type": "x/y"}]}), {"image": "https://e.example/b.png", "language": "de", "enclosures": (MP3,)}),
    # older formats, and others' slips
    ("<rss version='0.91'><channel><title>T</title><item><title>A</title><link>/a</link></item></channel></rss>", {"title": "A", "link": LINK}),
    ("<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'http://my.netscape.com/publish/formats/rss-0.91.dtd'>\n<rss version='0.91'><channel/><item><title>&eacute;</title></item></rss>", {"title": "é"}),
    (rdf("<item><title>A</title></item>", "http://my.netscape.com/rdf/simple/0.9/"), {"title": "A"}),
    ("<rss xmlns='http://backend.userland.com/rss2'><channel><item><title>A</title></item></channel></rss>", {"title": "A"}),
    ("<RSS><channel><ITEM><Title>A</Title><pubdate>2024-03-05T12:00:00Z</pubdate></ITEM></channel></RSS>", {"title": "A", "published": NOON}),
    ("<rss><channel><item><dc:creator>Ada</dc:creator></item></channel></rss>", {"authors": (Person(name="Ada"),)}),
    (rss("<dc:creator>Ada</dc:creator>").replace("http://purl.org/dc/elements/1.1/", "https://www.purl.org/DC/elements/1.1"), {"authors": (Person(name="Ada"),)}),
    (rss("<dc:creator>Ada</dc:creator>").replace("dc:", "d:").replace(":dc", ":d"), {"authors": (Person(name="Ada"),)}),
    (f"<a:feed xmlns:a='{ATOM}'><a:entry><a:title>A</a:title></a:entry></a:feed>", {"title": "A"}),
    ("<feed><entry><title>A</title><content type='html'>b</content></entry></feed>", {"title": "A", "content": "b"}),
    (atom("<title>A</title>", space="https://www.w3.org/2005/Atom/"), {"title": "A"}),
    (atom("<issued>2024-03-05T12:00:00Z</issued><modified>2024-03-05T12:00:00Z</modified><author><name>Ada</name><url>/ada</url></author>", space="http://purl.org/atom/ns#"), {"published": NOON, "updated": NOON, "authors": (Person(name="Ada", url="https://e.example/ada"),)}),
    (atom("<title mode='escaped' type='text/html'>&lt;b>A&lt;/b></title><content mode='base64' type='text/html'>PGI+eDwvYj4=</content>", space="http://purl.org/atom/ns#"), {"title": "A", "content": "<b>x</b>"}),
    (atom("<content type='text/html' mode='xml'><p xmlns='http://www.w3.org/1999/xhtml'>a</p></content><summary mode='base64'>%</summary>", space="http://purl.org/atom/ns#"), {"content": "<p>a</p>", "summary": None}),
    (jsonfeed({"id": "a"}).replace("version/1.1", "version/1"), {"id": "a"}),
]  # fmt: skip


@pytest.mark.parametrize(("document", "wanted"), ENTRIES)
def test_an_entry_says(document, wanted):
    assert is_as_said(entry(document), wanted), entry(document)


LINKS = "<{0}link rel='self' href='/f'/><{0}link rel='hub' href='https://h.example/'/><{0}link rel='hub' href='https://i.example/'/><{0}link rel='prev-archive' href='/1'/><{0}link rel='next' href='/2'/><{0}link rel='current' href='/3'/><fh:archive/><fh:complete/>"
LINKED = {
    "self": "https://e.example/f", "hubs": ("https://h.example/", "https://i.example/"), "prev_archive": "https://e.example/1",
    "next": "https://e.example/2", "current": "https://e.example/3", "is_archive": True, "is_complete": True, "link": "https://e.example/",
}  # fmt: skip
NOTHING = {
    "self": "",
    "hubs": (),
    "prev_archive": "",
    "next": "",
    "current": "",
    "is_archive": False,
    "is_complete": False,
}
DOCUMENTS = [
    (rss("", head=LINKS.format("atom:")), {"format": "rss", **LINKED}),
    (atom("", head=LINKS.format("")), {"format": "atom", **LINKED}),
    (rss(""), {"title": "", "id": "", "description": "", "authors": (), "rights": None, **NOTHING}),
    (atom(""), {"title": "", "id": "", "description": "", "authors": (), "rights": None, **NOTHING}),
    (jsonfeed({}), {"format": "json", "link": "", "authors": (), "generator": "", **NOTHING}),
    (jsonfeed({}, next_url="/2", feed_url="f", home_page_url="/", hubs=[{"url": "https://h.example/"}, {}, 5], author={"name": "Ada"}), {"next": "https://e.example/2", "self": "https://e.example/f", "link": "https://e.example/", "hubs": ("https://h.example/",), "authors": (Person(name="Ada"),)}),
    (rss("", head="<title>T &amp;amp; U</title><description>D</description><language>de</language><generator>G</generator><copyright>© A</copyright><managingEditor>a@e.example (Ada)</managingEditor>"), {"title": "T & U", "description": "D", "language": "de", "generator": "G", "rights": "© A", "authors": (Person(name="Ada", email="a@e.example"),)}),
    (rss("", head="<generatorAgent xmlns='http://webns.net/mvcb/' r:resource='https://g.example/' xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/><image><link>https://no.example/</link></image>"), {"generator": "https://g.example/", "link": "https://e.example/"}),
    (rdf(""), {"format": "rss", "id": "https://e.example/rdf", "title": "T", "link": "https://e.example/"}),
    (atom("", head="<id>urn:x</id><title type='html'>T &amp;lt;</title><subtitle>D</subtitle><generator uri='x'>G</generator>", attributes="xml:lang='de'"), {"id": "urn:x", "title": "T <", "description": "D", "language": "de", "generator": "G"}),
]  # fmt: skip


@pytest.mark.parametrize(("document", "wanted"), DOCUMENTS)
def test_a_feed_says(document, wanted):
    assert is_as_said(read(document, url=HERE), wanted), read(document, url=HERE)


def test_entries_of_one_id_are_all_kept_in_order():
    two = rss("<guid>a</guid><title>1</title></item><item><guid>a</guid><title>2</title>")
    assert [(one.id, one.title) for one in read(two).entries] == [("a", "1"), ("a", "2")]


def test_without_an_address_of_the_document_what_is_relative_is_none():
    assert entry(rss("<link>/a</link>")).link == LINK
    assert read(jsonfeed({"url": "/a", "content_html": "<a href=b>"})).entries[0] == parse.Served(
        id="", has_id=False, content="<a href=b>"
    )


DECLARED = '<?xml version="1.0" encoding="{}"?><rss><channel><title>ä€’ç</title></channel></rss>'
ENCODED = [
    pytest.param(DECLARED.format("iso-8859-1").encode(), "", id="UTF-8, whatever is declared"),
    pytest.param(DECLARED.format("utf-8").encode(), "iso-8859-1", id="UTF-8, whatever HTTP says"),
    pytest.param(codecs.BOM_UTF8 + DECLARED.format("utf-8").encode(), "latin-1", id="a mark of UTF-8"),
    pytest.param(DECLARED.format("utf-8").encode("cp1252"), "", id="windows-1252 that says UTF-8"),
    pytest.param(DECLARED.format("iso-8859-1").encode("cp1252"), "", id="windows-1252 that says Latin-1"),
    pytest.param(DECLARED.format("x-nonsense").encode("cp1252"), "zip", id="windows-1252 that says nonsense"),
    pytest.param(codecs.BOM_UTF16_LE + DECLARED.format("utf-16").encode("utf-16-le"), "", id="UTF-16"),
    pytest.param(codecs.BOM_UTF16_BE + DECLARED.format("utf-16").encode("utf-16-be"), "utf-8", id="UTF-16, the other way"),
    pytest.param(DECLARED.format("utf-16").encode("utf-16-le"), "", id="UTF-16 without a mark"),
    pytest.param(codecs.BOM_UTF32_LE + DECLARED.format("utf-32").encode("utf-32-le"), "", id="UTF-32"),
    pytest.param(DECLARED.format("macintosh").encode("mac-roman"), "", id="as it is declared"),
    pytest.param(DECLARED.replace(' encoding="{}"', "").encode("mac-roman"), "macintosh", id="as HTTP says"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "charset"), ENCODED)
def test_letters_are_what_the_bytes_are(data, charset):
    assert parse.read(data, charset=charset).title == "ä€’ç"


def test_an_encoding_that_looks_like_ascii_is_believed():
    document = '<?xml version="1.0" encoding="iso-2022-jp"?><rss><channel><title>日本</title></channel></rss>'
    assert parse.read(document.encode("iso-2022-jp")).title == "日本"


MENDED = [
    ("\n\n<?xml version='1.0'?><rss><channel><title>{}</title></channel></rss>", "a", "a"),
    ("<br />\n<b>Warning</b>: x &\n<?xml version='1.0'?><rss><channel><title>{}</title></channel></rss>", "a", "a"),
    ("Notice: x<rss><channel><title>{}</title></channel></rss>", "a", "a"),
    ("<rss><!-- <rss> & --><channel><title>{}</title></channel></rss>", "a", "a"),
    ("<!-- <rss> & --><rss><channel><title>{}</title></channel></rss>", "a&hellip;", "a…"),
    ("<?x <rss> ?><rss><channel><title>{}</title></channel></rss>", "a\x0b\x00b\ufffe", "ab"),
    ("<rss><channel><title>{}</title></channel></rss>", "a&#0;&#x1F;&#11;b&#99999999;", "ab"),
    ("<rss><channel><title>{}</title></channel></rss>", "&#xD83D;&#xDE00;&#xD83D;", "😀"),
    ("<rss><channel><title>{}</title></channel></rss>", "&nbsp;&eacute;&lt;&NotEqualTilde;&apos;", "é<≂̸'"),
    ("<rss><channel><title>{}</title></channel></rss>", "<![CDATA[&eacute; <!-- &lt;]]> -->", "é <!-- < -->"),
    ("<rss><channel><title>{}</title></channel></rss>", "&#60;b&#62;&#0; &#38;", "<b> &"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "text", "title"), MENDED)
def test_what_can_be_meant_in_one_way_only_is_mended(document, text, title):
    assert read(document.format(text)).title == title


@pytest.mark.parametrize("part", ["<title>&nbsp;", "<title>&nbsp;<![CDATA[x", "<!-- &nbsp;", "<?x &nbsp;"])
def test_what_has_no_end_is_not_mended(part):
    with pytest.raises(parse.ParseError):
        read(f"<rss><channel>{part}")
