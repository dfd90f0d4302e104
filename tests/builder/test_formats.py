"""Three formats say the same, and say it so that readers understand it."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import feedparser
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

from feedtool import Enclosure, Entry, Feed, Person, atom, builder, jsonfeed, rss
from feedtool.builder import cover
from feedtool.model import FORBIDDEN
from tests.conftest import CASES

DAY = datetime(2024, 5, 1, 10, tzinfo=UTC)
LINK = "https://e.example/hello/"
ADA, BOB = Person(name="Ada", email="ada@e.example", url="https://e.example/ada"), Person(name="Bob")
SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
}


def entry(**given: Any) -> Entry:
    known: dict[str, Any] = {
        "id": LINK,
        "link": LINK,
        "title": "Hello",
        "published": DAY,
        "updated": DAY,
        "content": "<p>Hi</p>",
    }
    return Entry(**(known | given))


def feed(*entries: Entry, **given: Any) -> Feed:
    known: dict[str, Any] = {"id": "https://e.example/", "link": "https://e.example/", "title": "Blog"}
    return Feed(**(known | given), entries=entries)


def as_rss(made: Feed) -> bytes:
    return rss(made, url="https://e.example/rss.xml")


def as_atom(made: Feed) -> bytes:
    return atom(made, url="https://e.example/atom.xml")


def as_json(made: Feed) -> dict[str, Any]:
    return json.loads(jsonfeed(made, url="https://e.example/feed.json"))


def parsed(document: bytes) -> Any:
    read = feedparser.parse(document)
    assert not read.bozo, read.bozo_exception
    return read


def item(made: Feed) -> Any:
    return etree.fromstring(as_rss(made)).find("channel/item")


FULL = entry(
    id="tag:e.example,2024:1", title="A <b> & AT&T", updated=DAY + timedelta(days=1, microseconds=5), authors=(ADA, BOB),
    categories=("New York", "a|b, c"), summary="5 < 6 & so on", language="de", image="https://e.example/a.png",
    enclosures=(Enclosure(url="https://e.example/a.mp3", type="audio/mpeg", length=12), Enclosure(url="https://e.example/b.mp4", type="video/mp4")),
    rights="© Ada",
)  # fmt: skip


@pytest.mark.parametrize("document", [as_rss, as_atom])
def test_a_reader_sees_every_field(document):
    (seen,) = parsed(document(feed(FULL))).entries
    assert seen.id == FULL.id
    assert seen.link == FULL.link
    assert html.unescape(seen.title) == "A <b> & AT&T"
    assert seen.published_parsed[:6] == (2024, 5, 1, 10, 0, 0)
    assert seen.updated_parsed[:6] == (2024, 5, 2, 10, 0, 0)
    assert [author.name for author in seen.authors] == ["Ada", "Bob"]
    assert [tag.term for tag in seen.tags] == ["New York", "a|b, c"]
    assert seen.content[0].value == "<p>Hi</p>"
    assert [(e.href, e.type, e.get("length")) for e in seen.enclosures] == [
        ("https://e.example/a.mp3", "audio/mpeg", "12"), ("https://e.example/b.mp4", "video/mp4", None),
    ]  # fmt: skip


def test_json_feed_has_every_field():
    assert as_json(feed(FULL))["items"] == [{
        "id": FULL.id, "url": LINK, "title": "A <b> & AT&T", "summary": "5 < 6 & so on", "content_html": "<p>Hi</p>",
        "image": "https://e.example/a.png", "date_published": "2024-05-01T10:00:00Z",
        "date_modified": "2024-05-02T10:00:00Z",
        "authors": [{"name": "Ada", "url": "https://e.example/ada"}, {"name": "Bob"}], "tags": ["New York", "a|b, c"],
        "language": "de", "_feedtool": {"rights": "© Ada"},
        "attachments": [
            {"url": "https://e.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12},
            {"url": "https://e.example/b.mp4", "mime_type": "video/mp4"},
        ],
    }]  # fmt: skip


@pytest.mark.parametrize("authors", [(), (ADA,), (BOB,), (ADA, BOB), (BOB, BOB)])
def test_no_author_is_lost_and_rss_has_one_way_of_saying_so(authors):
    authors = tuple(dict.fromkeys(authors))
    made = feed(entry(authors=authors))
    has_author, creators = item(made).find("author") is not None, len(item(made).findall("dc:creator", SPACES))
    assert (has_author, creators) == ((True, 0) if authors == (ADA,) else (False, len(authors)))
    assert [
        found.findtext("atom:name", namespaces=SPACES)
        for found in etree.fromstring(as_atom(made)).findall("atom:entry/atom:author", SPACES)
    ] == [person.name for person in authors]
    assert [found["name"] for found in as_json(made)["items"][0].get("authors", [])] == [
        person.name for person in authors
    ]


@pytest.mark.parametrize(
    "title", ["<b>bold</b>", "&", "AT&T", "AT&amp;T", "a < b", "🚲", "עברית و عربي", "]]>", "&#x26;", "<script>"]
)
def test_a_title_is_plain_text_in_every_format(title):
    made = feed(entry(title=title), title=title)
    assert item(made).findtext("title") == title
    assert etree.fromstring(as_rss(made)).findtext("channel/title") == title
    root = etree.fromstring(as_atom(made))
    assert (
        root.findtext("atom:entry/atom:title", namespaces=SPACES)
        == root.findtext("atom:title", namespaces=SPACES)
        == title
    )
    assert as_json(made)["items"][0]["title"] == as_json(made)["title"] == title


def test_rss_titles_have_numbers_for_what_readers_decode_twice():
    assert b"<title>&#x3C;b&gt; &#x26; c</title>" in as_rss(feed(entry(title="<b> & c")))


@pytest.mark.parametrize("is_permalink", [True, False])
def test_a_guid_is_a_permalink_only_where_it_is_the_link(is_permalink):
    guid = item(feed(entry(id=LINK if is_permalink else "tag:e.example,2024:1"))).find("guid")
    assert guid.get("isPermaLink") == str(is_permalink).lower()


def test_an_entry_s_first_link_is_its_only_alternate():
    links = etree.fromstring(as_atom(feed(FULL))).findall("atom:entry/atom:link", SPACES)
    assert [link.get("rel") for link in links] == ["alternate", "enclosure", "enclosure"]
    assert links[0].get("type") == "text/html"
    assert links[1].get("length") == "12"


@pytest.mark.parametrize(
    ("document", "path", "type"),
    [(as_rss, "channel/atom:link", "application/rss+xml"), (as_atom, "atom:link", "application/atom+xml")],
)
def test_self_and_every_hub_are_named(document, path, type):
    made = feed(entry(), hubs=("https://hub1.example/", "https://hub2.example/"))
    links = [(link.get("rel"), link.get("href")) for link in etree.fromstring(document(made)).findall(path, SPACES)]
    assert [href for rel, href in links if rel == "hub"] == ["https://hub1.example/", "https://hub2.example/"]
    assert [href for rel, href in links if rel == "self"] == [
        f"https://e.example/{'rss' if document is as_rss else 'atom'}.xml"
    ]
    assert type.encode() in document(made)
    assert as_json(made)["hubs"] == [{"type": "WebSub", "url": hub} for hub in made.hubs]
    assert as_json(made)["feed_url"] == "https://e.example/feed.json"


def test_a_channel_s_link_is_the_site():
    assert (
        etree.fromstring(as_rss(feed(hubs=("https://hub.example/",)))).findtext("channel/link") == "https://e.example/"
    )


def test_a_feed_is_as_new_as_its_newest_update_whichever_entry_that_is():
    old = entry(id="a:b", published=DAY - timedelta(days=9), updated=DAY + timedelta(days=9))
    made = feed(entry(), old)
    assert etree.fromstring(as_atom(made)).findtext("atom:updated", namespaces=SPACES) == "2024-05-10T10:00:00Z"
    assert etree.fromstring(as_rss(made)).findtext("channel/lastBuildDate") == "Fri, 10 May 2024 10:00:00 +0000"


def test_an_empty_feed_has_no_date_of_its_own():
    assert etree.fromstring(as_rss(feed())).find("channel/lastBuildDate") is None
    assert etree.fromstring(as_atom(feed())).findtext("atom:updated", namespaces=SPACES) == "1970-01-01T00:00:00Z"
    assert as_json(feed())["items"] == []


def test_an_untitled_note_stays_untitled():
    made = feed(entry(title=""))
    assert item(made).find("title") is None
    assert etree.fromstring(as_atom(made)).findtext("atom:entry/atom:title", namespaces=SPACES) == ""
    assert "title" not in as_json(made)["items"][0]


@pytest.mark.parametrize(
    ("content", "summary", "description", "encoded"),
    [
        ("<p>a</p>", None, "<p>a</p>", None),
        ("<p>a</p>", "5 < 6", "5 &lt; 6", "<p>a</p>"),
        (None, "5 < 6", "5 &lt; 6", None),
        ("", None, "", None),
    ],
)
def test_rss_has_the_short_text_first_and_as_html(content, summary, description, encoded):
    made = item(feed(entry(content=content, summary=summary)))
    assert made.findtext("description") == description
    assert made.findtext("content:encoded", namespaces=SPACES) == encoded


def test_atom_says_what_type_its_texts_are():
    root = etree.fromstring(as_atom(feed(FULL)))
    assert root.find("atom:entry/atom:content", SPACES).get("type") == "html"
    assert root.find("atom:entry/atom:summary", SPACES).get("type") == "text"
    assert root.findtext("atom:entry/atom:summary", namespaces=SPACES) == "5 < 6 & so on"


def test_a_language_of_its_own_is_said():
    assert (
        etree.fromstring(as_atom(feed(FULL)))
        .find("atom:entry", SPACES)
        .get("{http://www.w3.org/XML/1998/namespace}lang")
        == "de"
    )
    assert item(feed(FULL)).findtext("dc:language", namespaces=SPACES) == "de"
    assert b"dc:language" not in as_rss(feed(entry(language="en")))


def test_the_generator_names_no_version():
    assert b"<generator>feedtool</generator>" in as_rss(feed())
    assert b"<generator>feedtool</generator>" in as_atom(feed())
    assert as_json(feed())["_feedtool"] == {"generator": "feedtool"}


def test_the_header_says_who_and_what():
    made = feed(
        description="A <test>", rights="© Ada", authors=(ADA,), image="https://e.example/logo.png", language="de"
    )
    channel = etree.fromstring(as_rss(made)).find("channel")
    assert channel.findtext("description") == "A <test>"
    assert channel.findtext("managingEditor") == "ada@e.example (Ada)"
    assert (channel.findtext("copyright"), channel.findtext("language")) == ("© Ada", "de")
    assert [channel.findtext(f"image/{name}") for name in ("url", "title", "link")] == [
        "https://e.example/logo.png",
        "Blog",
        "https://e.example/",
    ]
    root = etree.fromstring(as_atom(made))
    assert [root.findtext(f"atom:{name}", namespaces=SPACES) for name in ("subtitle", "rights", "logo")] == [
        "A <test>",
        "© Ada",
        "https://e.example/logo.png",
    ]
    assert as_json(made)["authors"] == [{"name": "Ada", "url": "https://e.example/ada"}]


@pytest.mark.long
def test_dates_are_english_in_any_locale():
    code = (
        "import locale; locale.setlocale(locale.LC_ALL, 'C.UTF-8')\n"
        "from tests.builder.test_formats import as_rss, feed, entry\n"
        "assert b'Wed, 01 May 2024 10:00:00 +0000' in as_rss(feed(entry()))\n"
        "assert locale.setlocale(locale.LC_ALL) == 'C.UTF-8'\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=CASES.parent.parent)


TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.text(
    st.sampled_from("<>&]'\";#x \t\n\r\x00\x0b\ufffe\U0001f6b2é"), max_size=20
)


def visible(text: str) -> str:
    """What is left of a text when XML has had it."""
    return FORBIDDEN.sub("", re.sub("\r\n?", "\n", text))


@pytest.mark.long
@given(title=TEXTS, content=TEXTS, summary=TEXTS, name=TEXTS, word=TEXTS)
def test_whatever_the_text_every_format_says_it(title, content, summary, name, word):
    name, word = visible(name).strip() or "Ada", visible(word).strip() or "tag"
    made = feed(entry(title=title, content=content, summary=summary, authors=(Person(name=name),), categories=(word,)))
    found = item(made)
    assert (found.findtext("title") or "") == visible(title)
    assert found.findtext("dc:creator", namespaces=SPACES) == name
    assert found.findtext("category") == word
    root = etree.fromstring(as_atom(made)).find("atom:entry", SPACES)
    seen = [root.findtext(f"atom:{tag}", namespaces=SPACES) or "" for tag in ("title", "content", "summary")]
    assert seen == [visible(title), visible(content), visible(summary)]
    (shown,) = as_json(made)["items"]
    assert [shown.get("title", ""), shown["content_html"], shown.get("summary", "")] == seen


def mended_by_feedparser(text: str) -> bool:
    """Whether feedparser takes the text for UTF-8 that was read as Latin-1, and "mends" it (it does so to "Â¡")."""
    try:
        return text.encode("latin-1").decode("utf-8") != text
    except UnicodeError:
        return False


@pytest.mark.long
@given(title=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40))
def test_a_title_arrives_at_a_reader_as_it_was_written(title):
    wanted = " ".join(title.split())
    assume(wanted and "<" not in title and "&" not in title and not mended_by_feedparser(wanted))
    assert " ".join(parsed(as_rss(feed(entry(title=wanted)))).entries[0].title.split()) == wanted
    assert " ".join(parsed(as_atom(feed(entry(title=wanted)))).entries[0].title.split()) == wanted


IMAGE = "https://e.example/a.png"
FIRST = '<figure class="x">\n<a href="/a"><img alt="" src="https://e.example/a.png"></a></figure><p>Hi</p>'


@pytest.mark.parametrize(
    ("content", "elements"),
    [
        pytest.param("<p>Hi</p>", ["content", "thumbnail"], id="for readers that show it with the text"),
        pytest.param('<p></p><img alt="1 > 0" src="http://e.example/%61.png?v=2">', ["thumbnail"], id="otherwise written"),
        pytest.param(FIRST.replace("a.png", "a-1024x683.png"), ["thumbnail"], id="a smaller one"),
        pytest.param(FIRST.replace("a.png", "a_hu1f2e_77_800x0_resize_q75.webp"), ["thumbnail"], id="one of Hugo's sizes"),
        pytest.param('<img src="https://e.example/_next/image?url=%2Fa.png&amp;w=9">', ["thumbnail"], id="one from a service"),
        pytest.param('<picture><source srcset="https://e.example/a.png 1x, https://e.example/b.png 2x"><img src="https://e.example/c.png"></picture>', ["thumbnail"], id="one of several"),
        pytest.param('<img src="https://e.example/b/a.png">', ["content", "thumbnail"], id="the same name elsewhere"),
        pytest.param('<img src="http://[x">', ["content", "thumbnail"], id="an address that is none"),
        pytest.param(FIRST, ["thumbnail"], id="once, where the text begins with it"),
        pytest.param(FIRST.replace("a.png", "b.png"), ["content", "thumbnail"], id="the text begins with another"),
        pytest.param(f"<p>Hi</p>{FIRST}", ["content", "thumbnail"], id="it comes later in the text"),
        pytest.param(None, ["content", "thumbnail"], id="no text"),
    ],
)  # fmt: skip
def test_an_image_is_there_for_lists_and_mails_and_not_twice(content, elements):
    made = feed(entry(image=IMAGE, content=content, summary="Short."))
    media = "{http://search.yahoo.com/mrss/}"
    for parent in (item(made), etree.fromstring(as_atom(made)).find("{*}entry")):
        found = [node for node in parent if str(node.tag).startswith(media)]
        assert [str(node.tag).removeprefix(media) for node in found] == elements
        assert all(node.get("url") == IMAGE for node in found)
        assert {node.get("type") for node in found if node.tag == f"{media}content"} <= {"image/png"}
    assert as_json(made)["items"][0]["image"] == IMAGE


@pytest.mark.parametrize("piece", ["<p>", "<p ", "<img ", "<img src='", "&nbsp;", "<p a='b' ", "</p><"])
def test_no_text_is_long_looked_through_for_an_image(piece):
    made = entry(image=IMAGE, content=piece * (80_000 // len(piece)))
    started = time.process_time()
    cover.nodes(made)
    assert time.process_time() - started < 2


def test_an_image_of_no_known_kind_has_no_type():
    made = item(feed(entry(image="https://e.example/image?id=1")))
    assert made.find("{http://search.yahoo.com/mrss/}content").attrib == {
        "url": "https://e.example/image?id=1",
        "medium": "image",
    }


GOLDEN = sorted(path.name for path in (CASES / "golden").iterdir())


@pytest.mark.long
@pytest.mark.parametrize("name", GOLDEN)
def test_golden(name, tmp_path, pytestconfig):
    case = CASES / "golden" / name
    site = shutil.copytree(case, tmp_path / "site", ignore=shutil.ignore_patterns("feeds"))
    done = subprocess.run(
        [sys.executable, "-m", "feedtool", "build", "-C", str(site), "--now", "2026-01-01T00:00Z"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    if pytestconfig.getoption("regen"):
        shutil.copytree(site / "feeds", case / "feeds", dirs_exist_ok=True)
    made = {path.name: path.read_text(encoding="utf-8") for path in (site / "feeds").iterdir()}
    assert made == {path.name: path.read_text(encoding="utf-8") for path in (case / "feeds").iterdir()}


FORMATS = {"rss": as_rss, "atom": as_atom, "json": lambda made: jsonfeed(made, url="https://e.example/feed.json")}


@pytest.mark.parametrize("format_", FORMATS)
def test_a_feed_of_ours_is_ours_however_it_was_edited(format_):
    data, is_ours = FORMATS[format_](feed(entry())), builder.named(format_).is_ours
    lines = data.split(b"\n")
    for at in range(1, len(lines)):
        assert is_ours(b"\n".join([*lines[:at], b"<<<<<<< HEAD", *lines[at:]])), at
    named = data.index(b"feedtool") if format_ != "json" else data.index(b'"feedtool"')
    for end in range(named + len(b"feedtool</generator>"), len(data), 7):
        assert is_ours(data[:end]), end


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "foreign",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[" + FORMATS["json"](feed(entry())) + b"]", id="a list of ours"),
        pytest.param(b'{"items": [{"_feedtool": {"rights": "R"}}, ', id="an entry of ours in half a document"),
        pytest.param(b'{"a": "\\"_feedtool\\": {\\"generator\\": \\"feedtool\\"", ', id="a text that tells of it"),
        pytest.param(
            b"<rss><channel><item><![CDATA[<generator>feedtool</generator>]]>", id="an entry that tells of it"
        ),
        pytest.param(b"<rss><channel><generator>Hugo</generator>", id="half a document of Hugo's"),
        pytest.param(b"<rss><channel><title>&lt;generator>feedtool</title></channel></rss>", id="a title"),
    ],
)
def test_a_feed_of_somebody_else_is_not(format_, foreign):
    assert not builder.named(format_).is_ours(foreign)


@pytest.mark.parametrize("format_", [rss, atom, jsonfeed])
def test_an_address_that_no_document_can_hold_is_refused_by_all(format_):
    with pytest.raises(ValueError, match=r"\w"):
        format_(feed(entry()), url="https://e.example/\x07")
