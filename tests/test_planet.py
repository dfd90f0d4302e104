"""Feeds of others as sources: entries come in as they are, each once, under the ids that they have."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool import Feed, content, jsonfeed, parse
from feedtool import atom as atom_of
from feedtool import rss as rss_of
from feedtool.identity import assign
from feedtool.loader import entries
from tests import planets
from tests.planets import PLANET, atom, codes, feed_at, ids, item, opml, rss


@pytest.fixture
def server(monkeypatch):
    yield from planets.served(monkeypatch)


@pytest.fixture
def planet(blog):
    return planets.maker(blog)


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


def test_an_entry_that_was_updated_in_the_future_was_not(planet):
    """Else it were the newest for ever, and the planet's own feed from the future."""
    blog = planet("z.atom")
    blog.write("z.atom", atom(ENTRY.replace("2024-05-03", "2999-05-03")))
    blog.at_rest().build("--now", "2024-06-01T00:00Z")
    assert blog.read("atom").feed.updated == blog.entry["date_modified"] == "2024-05-01T10:00:00Z"
    assert blog.build("--now", "2999-06-01T00:00Z")["feeds"][0]["updated"] == ["tag:z.example,2024:é (1)"]


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


@pytest.mark.long
@pytest.mark.parametrize(
    "reference", ["file:///etc/passwd", "../outside.xml", "/etc/passwd", "C:/x.xml", "missing.xml", "x%00.xml"]
)
def test_a_list_names_nothing_outside_of_the_site(planet, reference):
    blog = planet("feeds.opml")
    blog.write("../outside.xml", rss(item(1)))
    blog.write("in.xml", rss(item(2)))
    blog.write("feeds.opml", opml(reference, "in.xml"))
    report = blog.build()
    assert (codes(report), blog.titles) == (["N606"], ["a 2"])


@pytest.mark.long
def test_a_list_that_is_too_long_says_how_much_of_it_is_followed(planet):
    blog = planet("feeds.opml")
    blog.write("a.xml", rss(item(1)))
    blog.write("b.xml", rss(item(2)))
    blog.write("feeds.opml", opml("a.xml", *(f"a.xml#{n}" for n in range(1999)), "b.xml"))
    report = blog.build()
    assert report["warnings"][-1]["found"] == "2001 feeds, of which the first 2000 are followed"
    assert blog.titles == ["a 1"]


def test_a_file_that_is_no_feed_is_a_problem(planet):
    blog = planet("more")
    blog.write("more/a.xml", rss(item(1)))
    blog.write("more/b.xml", b"<html><body>Not here</body></html>")
    assert codes(blog.build(code=1)) == ["F117"]
    assert blog.titles == ["a 1"]


JSON = b'{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [%s]}'


@pytest.mark.long
@pytest.mark.parametrize(
    "data",
    [
        b"<rss><channel>%s</channel></rss>" % (b"<item/>" * 20_001),
        b"<feed xmlns='http://www.w3.org/2005/Atom'>%s</feed>" % (b"<entry/>" * 20_001),
        JSON % b",".join([b"{}"] * 20_001),
        b" \n" + JSON % b",".join([b"{}"] * 500_001),
        b"<rss><channel>%s</channel></rss>" % (b"<a/>" * 1_000_001),
    ],
    ids=["items of RSS", "entries of Atom", "items of JSON", "a million of objects", "a million of elements"],
)
def test_a_feed_without_end_is_none(planet, data):
    """To look into each of its entries would take minutes, and more memory than there is."""
    blog = planet("a.xml", "b.xml")
    blog.write("a.xml", rss(item(1)))
    blog.write("b.xml", data)
    (problem,) = blog.build(code=1)["problems"]
    assert (problem["code"], "more e" in problem["found"]) == ("F117", True)
    assert blog.titles == ["a 1"]


@pytest.mark.long
def test_an_entry_with_tags_without_end_has_a_hundred(planet):
    """Else somebody's entry would make as many feeds here as he likes."""
    blog = planet("a.xml", more='\n[[feeds]]\nper = "tag"\n')
    blog.write("a.xml", rss(item(1, more="".join(f"<category>t{n}</category>" for n in range(3000)))))
    assert len(blog.build()["feeds"]) == 1 + 100


def test_a_file_that_is_no_feed_any_more_takes_nothing_from_subscribers(planet):
    """Somebody copies it there, and had not done yet; or it is gone, and shall be."""
    blog = planet("more")
    blog.write("more/a.xml", rss(item(1)))
    blog.write("more/b.xml", rss(item(2)))
    blog.build()
    blog.write("more/b.xml", rss(item(2))[:-40])
    done = blog.run("build")
    assert (done.code, "Nothing was written" in done.err, blog.titles) == (1, True, ["a 2", "a 1"])
    (blog.root / "more/b.xml").unlink()
    blog.build()
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
    """The site of its feed is no name: two of them would be one, and each new one an edit of that."""
    blog = planet("a.xml")
    bare = [f"<item><description>{n}</description><pubDate>{n} May 2024</pubDate></item>" for n in (1, 2)]
    blog.write("a.xml", rss(item(1), *bare))
    report = blog.build()
    assert (codes(report), blog.titles) == (["M210"], ["a 1"])
    assert "2 entries" in report["warnings"][0]["found"]


def test_an_entry_that_is_a_library_is_left_out(planet):
    blog = planet("a.xml")
    blog.write("a.xml", rss(item(1), item(2, text="x" * 1_000_001)))
    report = blog.build()
    assert (codes(report), blog.titles) == (["M212"], ["a 1"])


def test_of_the_versions_of_an_entry_the_last_one_counts(planet):
    """RFC 4287 §4.1.1: the same id twice is the same entry. With another address it is a mistake of its feed."""
    blog = planet("z.atom")
    versions = [
        ENTRY.replace("05-03", day).replace("b</title>", f"{day}</title>") for day in ("05-03", "05-09", "05-06")
    ]
    blog.write("z.atom", atom(*versions))
    assert (codes(blog.build()), blog.titles) == ([], ["A & 05-09"])
    blog.write("z.atom", atom(*versions, ENTRY.replace('href="one"', 'href="other"')))
    report = blog.build()
    assert (codes(report), blog.titles) == (["M211"], ["A & 05-09"])


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


@pytest.mark.long
def test_a_planet_is_no_source_of_itself(planet):
    blog = planet("feeds.opml", "https://planet.example/feeds/atom.xml")
    blog.write("feeds.opml", opml("https://planet.example/feeds/rss.xml", "a.xml"))
    blog.write("a.xml", rss(item(1)))
    assert codes(blog.build()) == ["N606", "N606"]
    blog = planet("feeds")
    assert blog.build()["posts"]["found"] == 0


@pytest.mark.long
def test_a_planet_is_no_source_of_itself_by_another_address_either(planet, server):
    """It says itself where it lives; and the feeds of a template do."""
    template = '\n[[feeds]]\nper = "tag"\n'
    blog = planet("a.xml", more=template)
    blog.write("a.xml", rss(item(1, more="<category>x</category>")))
    blog.build()
    made = ["feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json", "feeds/tags/x/atom.xml", "feeds/tags/x/feed.json"]
    mirrors = [server.give(f"/{path}", body=(blog.root / path).read_bytes()) for path in made]
    report = planet("http://PLANET.example/feeds/rss.xml", *mirrors, more=template).build()
    assert codes(report) == ["N606"] * 6
    assert report["posts"]["found"] == 0


@pytest.mark.long
def test_numbers_that_are_ids_of_two_feeds_are_two_entries(planet):
    blog = planet("a.xml", "b.xml")
    blog.write("a.xml", rss(item(1, guid="17")))
    blog.write("b.xml", rss(item(2, site="b", guid="17"), site="b"))
    blog.build()
    assert ids(blog) == ["https://b.example/2/", "17"]
    for order in (["b.xml", "a.xml"], ["b.xml"], ["a.xml", "b.xml"]):  # whatever becomes of the sources, since
        blog = planet(*order)
        blog.build()
        assert ids(blog) == ["https://b.example/2/", "17"][: len(order)]
        assert blog.titles == ["b 2", "a 1"][: len(order)]
    blog.write("a.xml", rss(item(3, guid="18")))  # which b, too, may have by now
    blog.write("b.xml", rss(item(4, site="b", guid="17"), site="b"))
    blog.build()
    assert ids(blog) == ["https://b.example/4/", "18"]


def test_a_number_stays_the_id_of_an_entry_whose_feed_is_elsewhere(planet):
    blog = planet("a.xml")
    blog.write("a.xml", rss(item(1, guid="17")))
    blog.build()
    blog.write("b.xml", rss(item(1, guid="17", link="https://b.example/1/")))
    assert planet("b.xml").build()["feeds"][0]["added"] == []
    assert ids(blog) == ["17"]


def test_the_site_s_own_post_is_no_copy_of_its_feed(planet):
    blog = planet("own.xml", more='\n[[sources]]\ntype = "markdown"\npath = "posts"\n')
    blog.post(title="Mine", id="urn:mine")
    blog.write("own.xml", rss(item(1, guid="https://planet.example/other/", link="https://planet.example/hello/")))
    assert codes(blog.build()) == []
    assert blog.titles == ["Mine"]


@pytest.mark.long
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


def test_a_site_that_moves_to_https_has_no_new_entries(planet):
    blog = planet("a.xml")
    blog.write("a.xml", rss(*(item(n, guid=f"http://www.a.example/{n}") for n in range(9))))
    blog.build()
    blog.write("a.xml", rss(*(item(n, guid=f"https://a.example/{n}") for n in range(10))))
    assert blog.build()["feeds"][0]["added"] == ["https://a.example/9"]
    assert ids(blog) == ["https://a.example/9", *(f"http://www.a.example/{n}" for n in reversed(range(9)))]


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


def test_a_feed_that_is_late_is_no_flood(planet):
    blog = planet("a.xml", "b.xml")
    blog.write("a.xml", rss(item(100)))
    blog.write("b.xml", rss(item(1, site="b"), site="b"))
    blog.build()
    blog.write("b.xml", rss(*(item(n, site="b") for n in range(1, 9)), site="b"))
    assert len(blog.build()["feeds"][0]["added"]) == 7


def test_a_planet_takes_over_the_ids_of_the_one_before(planet):
    blog = planet("a.xml")
    blog.write("a.xml", rss(item(1, guid="urn:1"), item(2, guid="urn:2"), item(3, guid="urn:3")))
    blog.write("old.xml", rss(item(2, guid="urn:2"), item(3, guid="urn:3"), site="old"))
    told = blog.run("adopt", "old.xml", "--json").json
    assert {(one["id"], one["by"]) for one in told["matched"]} == {("urn:2", "id"), ("urn:3", "id")}
    blog.build()
    assert set(ids(blog)) <= {"urn:1", "urn:2", "urn:3"}


# Many


@pytest.mark.long
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


@pytest.mark.long
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
