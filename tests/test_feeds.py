"""Many feeds of the same posts: each has what it shall have, and changes when that does."""

from __future__ import annotations

import json
import os
import shutil
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import UTC, datetime
from threading import Barrier

import feedparser
import pytest

from feedtool import filters
from feedtool.model import Body, Person, Post
from tests.conftest import CONFIG
from tests.pinger.hub import running


def feeds(blog, text, more=""):
    blog.write("config.toml", f"{CONFIG}{text}\n{more}")


def per(word, **keys):
    return "\n".join([f'[[feeds]]\nper = "{word}"', *(f"{key} = {json.dumps(value)}" for key, value in keys.items())])


def made(blog):
    """The folder of each feed, with the titles of its entries."""
    found = {}
    for file in sorted((blog.root / "feeds").rglob("feed.json")):
        place = str(file.parent.relative_to(blog.root / "feeds"))
        found[place] = [item["title"] for item in json.loads(file.read_text())["items"]]
    return found


def posts(blog):
    blog.post("a.md", title="A", date="2024-05-01", tags=["x", "y"], categories=["news"], author="Ada")
    blog.post("notes/b.md", title="B", date="2024-05-02", tags=["x"], language="de", series="One")
    blog.post("notes/c.md", title="C", date="2023-05-03", tags=["C++"], author="Bob", rating=5, series="One")
    return blog


@pytest.mark.long
@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("tag", {"tags/x": ["B", "A"], "tags/y": ["A"], "tags/c-f1deb75f": ["C"]}),
        ("category", {"categories/news": ["A"]}),
        ("author", {"authors/ada-99a563ab": ["A"], "authors/bob-cd9fb1e1": ["C"]}),
        ("section", {"sections/notes": ["B", "C"]}),
        ("language", {"languages/de": ["B"], "languages/en": ["A", "C"]}),
        ("year", {"years/2023": ["C"], "years/2024": ["B", "A"]}),
        ("series", {"series/one-8b125077": ["B", "C"]}),
    ],
)
def test_there_is_a_feed_for_each(blog, word, found):
    feeds(posts(blog), per(word))
    blog.build()
    assert made(blog) == {".": ["B", "A", "C"], **found}


def test_each_feed_says_what_it_is(blog):
    feeds(posts(blog), per("tag", title="About {value}", description="All of {value}", limit=1, formats=["atom"]))
    report = blog.build()
    assert {feed["name"]: feed["title"] for feed in report["feeds"]} == {
        "main": "Test blog", "tag:C++": "About C++", "tag:x": "About x", "tag:y": "About y",
    }  # fmt: skip
    parsed = feedparser.parse((blog.root / "feeds/tags/x/atom.xml").read_bytes())
    assert (parsed.feed.title, parsed.feed.subtitle, len(parsed.entries)) == ("About x", "All of x", 1)
    assert parsed.feed.id == "https://blog.example/#tag%3Ax"
    assert [link.href for link in parsed.feed.links if link.rel == "self"] == [
        "https://blog.example/feeds/tags/x/atom.xml"
    ]
    assert sorted(path.name for path in (blog.root / "feeds/tags/x").iterdir()) == ["atom.xml"]


def test_a_feed_has_its_own_posts_title_language_place_and_files(blog):
    feeds(posts(blog), """[[feeds]]
name = "notes-de"
title = "Notizen"
language = "de"
filter = { section = "notes", language = "de" }
path = "de/notes"
files = { atom = "index.atom" }
formats = ["atom", "json"]
[[feeds]]
name = "main"
limit = 2
title = "All of it"
""")  # fmt: skip
    blog.build()
    assert made(blog) == {".": ["B", "A"], "de/notes": ["B"]}
    parsed = feedparser.parse((blog.root / "feeds/de/notes/index.atom").read_bytes())
    assert (parsed.feed.title, parsed.feed.language) == ("Notizen", "de")
    assert blog.read("atom").feed.title == "All of it"


def test_an_entry_says_its_language_where_it_is_not_the_feed_s(blog):
    feeds(posts(blog), per("language"))
    blog.build()
    assert 'xml:lang="de"' in (blog.root / "feeds/atom.xml").read_text().partition("<entry")[2]
    assert 'xml:lang="de"' not in (blog.root / "feeds/languages/de/atom.xml").read_text().partition("<entry")[2]


def test_an_entry_is_in_the_language_of_its_site_where_it_says_none(blog):
    blog.write("config.toml", CONFIG.replace("[[sources]]", 'language = "en"\n[[sources]]')
               + '[[feeds]]\nname = "de"\nlanguage = "de"\n')  # fmt: skip
    blog.post("a.md", title="A", date="2024-05-02")
    blog.post("b.md", title="B", date="2024-05-01", language="de")
    blog.build()
    items = json.loads((blog.root / "feeds/de/feed.json").read_text())["items"]
    assert [item.get("language") for item in items] == ["en", "de"]
    assert 'xml:lang="en"' in (blog.root / "feeds/de/atom.xml").read_text().partition("<entry")[2]
    assert "dc:language" not in (blog.root / "feeds/rss.xml").read_text().partition("B</title>")[0]


def test_a_language_is_one_in_whatever_letters(blog):
    for number, language in enumerate(["DE", "de", "pt-br", "zh-hant"]):
        blog.post(f"{number}.md", title=language, language=language)
    feeds(blog, per("language"), '[[feeds]]\nname = "brazil"\nfilter = { language = "PT-br" }\n')
    names = {feed["name"]: feed["entries"] for feed in blog.build()["feeds"]}
    assert names == {"main": 4, "language:de": 2, "language:pt-BR": 1, "language:zh-Hant": 1, "brazil": 1}


def test_a_value_needs_so_many_posts(blog):
    feeds(posts(blog), per("tag", min=2))
    blog.build()
    assert made(blog) == {".": ["B", "A", "C"], "tags/x": ["B", "A"]}


def test_a_reader_takes_them_all_in_at_one_go(blog):
    posts(blog).build()
    assert not (blog.root / "feeds/index.opml").exists(), "one feed needs no list"
    feeds(blog, per("tag"), more="")
    blog.post("amp.md", title="Z", date="2022-01-01", tags=['<&"'])
    blog.build("--allow-flood")
    outlines = ET.parse(blog.root / "feeds/index.opml").findall("body/outline")  # noqa: S314 - our own
    assert [(one.get("text"), one.get("xmlUrl")) for one in outlines][:3] == [
        ("Test blog", "https://blog.example/feeds/rss.xml"),
        ('<&" \u2013 Test blog', "https://blog.example/feeds/tags/2ab54ef6/rss.xml"),
        ("C++ \u2013 Test blog", "https://blog.example/feeds/tags/c-f1deb75f/rss.xml"),
    ]
    assert {one.get("type") for one in outlines} == {"rss"}


def test_a_feed_that_was_announced_stays_when_nothing_is_in_it_any_more(blog):
    feeds(posts(blog), per("tag", min=2))
    blog.build()
    blog.post("a.md", title="A", date="2024-05-01", tags=["y"])
    blog.post("notes/b.md", title="B", date="2024-05-02", language="de")
    blog.build()
    assert made(blog)["tags/x"] == []


def test_a_feed_that_the_configuration_makes_no_more_is_named_as_long_as_its_file_is_there(blog):
    feeds(posts(blog), per("tag"))
    blog.build()
    feeds(blog, "")
    report = blog.build()
    assert {(one["code"], one["file"]) for one in report["warnings"]} == {
        ("O502", f"feeds/tags/{name}/rss.xml") for name in ("x", "y", "c-f1deb75f")
    }
    for file in (blog.root / "feeds/tags/x").iterdir():
        file.unlink()
    assert len(blog.build()["warnings"]) == 2
    feeds(blog, per("tag"))
    before = json.loads((blog.root / "feeds/tags/y/feed.json").read_text())
    blog.build()
    assert json.loads((blog.root / "feeds/tags/y/feed.json").read_text()) == before


def test_a_feed_that_took_the_place_of_another_is_nothing_to_take_away(blog):
    feeds(posts(blog), '[[feeds]]\nname = "one"\npath = "x"\n')
    blog.build()
    feeds(blog, '[[feeds]]\nname = "other"\npath = "x"\n')
    assert blog.build()["warnings"] == []


def test_a_feed_that_vanished_is_named_whatever_its_files_were_called(blog):
    feeds(posts(blog), '[[feeds]]\nname = "one"\nformats = ["json"]\nfiles = { json = "all" }\n')
    blog.build()
    blog.write("feeds/one/other.json", "{}")
    feeds(blog, "")
    assert [one["file"] for one in blog.build()["warnings"]] == ["feeds/one/all"]


def test_a_feed_that_moves_is_told_with_the_files_that_it_leaves(blog):
    feeds(posts(blog), per("tag"))
    blog.build()
    feeds(blog, per("tag", path="topics"))
    warnings = blog.build()["warnings"]
    assert {(one["code"], one["file"]) for one in warnings} == {
        ("O502", f"feeds/tags/{name}/rss.xml") for name in ("x", "y", "c-f1deb75f")
    }
    assert "has moved to feeds/topics/c-f1deb75f/rss.xml" in warnings[0]["found"]


def test_a_new_post_changes_the_feeds_that_it_is_in_and_no_other(blog):
    feeds(posts(blog), per("tag"), per("year"))
    blog.build()
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (blog.root / "feeds").rglob("*.*")}
    blog.post("d.md", title="D", date="2024-06-01", tags=["y"])
    blog.at_rest().build()
    changed = {
        str(path.parent.relative_to(blog.root / "feeds"))
        for path in (blog.root / "feeds").rglob("*.*")
        if before.get(path) != (path.read_bytes(), path.stat().st_mtime_ns)
    }
    assert changed == {".", "tags/y", "years/2024"}
    assert before[path := blog.root / "feeds/index.opml"] == (path.read_bytes(), path.stat().st_mtime_ns)
    report = blog.build()
    assert (report["unchanged"], len(report["feeds"])) == (True, 6)


@pytest.mark.long
def test_a_post_leaves_when_it_is_too_old_also_where_nothing_was_touched(blog):
    feeds(posts(blog), '[[feeds]]\nname = "recent"\nmax_age = "30d"\n')
    blog.at_rest().build("--now", "2024-05-20")
    assert made(blog)["recent"] == ["B", "A"]
    blog.build("--now", "2024-05-31T12:00:00Z")
    assert made(blog)["recent"] == ["B"]
    blog.at_rest().build("--now", "2024-06-20")
    assert made(blog)["recent"] == []
    blog.build("--now", "2024-05-31T12:00:00Z")
    assert made(blog)["recent"] == ["B"], "what was built before is no matter"


def test_two_feeds_in_one_place_are_an_error(blog):
    feeds(posts(blog), '[[feeds]]\nname = "x"\npath = "tags/x"\n' + per("tag"))
    done = blog.run("build")
    assert (done.code, "feeds/tags/x/rss.xml: two feeds in one file, of x and tag:x" in done.err) == (1, True)
    assert not (blog.root / "feeds").exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[feeds]]\nname = "x"\nfiles = { rss = "x.xml", atom = "x.xml" }', "feeds/x/x.xml: two formats in one file"),
        ('[[feeds]]\nname = "main"\nfiles = { rss = "tags" }\n' + per("tag"), "a file in the way of another"),
        ('[[feeds]]\nname = "x"\npath = "rss.xml/x"', "a file in the way of another"),
        ('[[feeds]]\nname = "x"\npath = "é"\n[[feeds]]\nname = "y"\npath = "e\u0301"', "two feeds in one file"),
    ],
)
def test_each_file_has_a_place_of_its_own(blog, text, says):
    feeds(posts(blog), text)
    done = blog.run("build")
    assert (done.code, says in done.err, (blog.root / "feedtool.lock").exists()) == (1, True, False), done.err


def test_a_feed_may_lie_beside_the_main_one(blog):
    feeds(
        posts(blog),
        '[[feeds]]\nname = "x"\npath = "."\nformats = ["rss"]\nfiles = { rss = "x.xml" }\n[output]\nalso = ["a.json"]',
    )
    made = {feed["name"]: feed["files"] for feed in blog.build()["feeds"]}
    assert [file["url"] for file in made["x"]] == ["https://blog.example/feeds/x.xml"]
    assert [file["path"] for file in made["main"]][-1] == "a.json"


def test_tables_lists_and_nothing_have_no_feed_of_their_own(blog):
    blog.post("a.md", mood=["a", None, {"b": 1}, [1, 2], {"name": "Z"}, True, "bell\a"])
    feeds(blog, per("mood"))
    names = [feed["name"] for feed in blog.build()["feeds"]]
    assert names == ["main", "mood:Z", "mood:a", "mood:bell", "mood:true"]


@pytest.mark.long
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[feeds]]\nlimit = 3", "a name, or per"),
        ('[[feeds]]\nname = "x"\nfiles = { rss = "a.md" }', "the name of a feed, not of a post"),
        ('[[feeds]]\nname = "x"\nmax_age = "9999y"', "at most 1000 years"),
        (per("Tag"), 'write "tag"'),
        ('[[feeds]]\nname = "x"\nfilter = { Lang = "de" }', "write language"),
        ('[[feeds]]\nname = "x"\nfilter = { not = { year = ">= 2020, < 2022" } }', "a year, not"),
        (per("tags"), 'write "tag"'),
        (per("tag") + "\n" + per("tag"), "a name of its own for each feed"),
        ('[[feeds]]\nname = "a:b"', "without a colon"),
        ('[[feeds]]\nname = "main"\npath = "x"', "the main feed where [output] says"),
        ('[[feeds]]\nname = "x"\nfilter = "news"', "a table"),
        ('[[feeds]]\nname = "x"\nfilter = { tags = "a" }', "write tag"),
        ('[[feeds]]\nname = "x"\nfilter = { tag = { a = 1 } }', "words or numbers for tag"),
        ('[[feeds]]\nname = "x"\nfilter = { path = "[z-a]" }', "globs"),
        ('[[feeds]]\nname = "x"\nmax_age = "soon"', '"30d"'),
        ('[[feeds]]\nname = "x"\npath = "../x"', "stays in its folder"),
        (per("tag", path="tags/{value}"), "write {name}"),
        (
            per("tag", path="tags/{name}", files={"rss": "x.xml"}).replace(
                '{"rss": "x.xml"}', '{ rss = "{slug}.xml" }'
            ),
            "not both",
        ),
        ('[[feeds]]\nname = "x"\npath = "{slug}"', "only where there is per"),
        ('[[feeds]]\nname = "x"\nfiles = { rss = "{slug}.xml" }', "only where there is per"),
    ],
)
def test_what_is_wrong_is_told(blog, text, says):
    feeds(posts(blog), text)
    done = blog.run("build")
    assert (done.code, says in done.err) == (2, True), done.err


def test_old_posts_that_come_into_another_feed_are_no_flood(blog):
    """A new tag of posts that subscribers have."""
    for number in range(9):
        blog.post(f"{number}.md", title=f"P{number}", date=f"2023-01-0{number + 1}", tags=["a"])
    feeds(blog, per("tag"))
    blog.build()
    for number in range(9):
        blog.post(f"{number}.md", title=f"P{number}", date=f"2023-01-0{number + 1}", tags=["a", "b"])
    blog.build()
    assert len(made(blog)["tags/b"]) == 9
    for number in range(5):
        blog.post(f"old-{number}.md", title=f"Old {number}", date=f"2022-01-0{number + 1}", tags=["b"])
    assert blog.run("build").code == 1


def test_a_bad_post_that_subscribers_of_any_feed_have_stops_the_build(blog):
    feeds(posts(blog), per("year"), '[[feeds]]\nname = "main"\nlimit = 1\n')
    blog.build()
    blog.post("notes/c.md", title="C", date="soon", rating=5)
    done = blog.run("build")
    assert (done.code, "notes/c.md" in done.err, "would vanish" in done.err) == (1, True, True)


@pytest.mark.long
def test_hubs_hear_of_the_feeds_that_changed(blog):
    with running() as hub, running() as other:
        blog.write("config.toml", f"""{CONFIG}[websub]
hubs = ["{hub.at()}"]
{per("tag", formats=["atom"])}
[[feeds]]
name = "notes"
filter = {{ section = "notes" }}
formats = ["json"]
hubs = ["{other.at()}"]
""")  # fmt: skip
        posts(blog).build()
        assert blog.run("ping", "--no-wait").code == 0
        assert len(hub.accepted) == 3 + 3
        hub.accepted.clear()
        other.accepted.clear()
        blog.post("notes/c.md", title="C", date="2023-05-03", tags=["C++"], author="Bob", body="Other words")
        blog.build()
        assert blog.run("ping", "--no-wait").code == 0
        base = "https://blog.example/feeds/"
        assert {topic for _, topic in hub.accepted} == {
            f"{base}{name}" for name in ("rss.xml", "atom.xml", "feed.json", "tags/c-f1deb75f/atom.xml")
        }
        assert {topic for _, topic in other.accepted} == {f"{base}notes/feed.json"}
        assert json.loads((blog.root / "feeds/notes/feed.json").read_text())["hubs"] == [
            {"type": "WebSub", "url": other.at()}
        ]
        assert blog.run("ping", "--all", "--no-wait").code == 0
        assert len(hub.accepted) == 3 + 3
        feeds(blog, per("tag", formats=["atom"]), f'[websub]\nhubs = ["{hub.at()}"]\n')
        blog.post("notes/b.md", title="B", date="2024-05-02", tags=["x"], body="Once more")
        blog.build()
        states = Counter(row["state"] for row in blog.run("ping", "--no-wait", "--json").json["deliveries"])
        assert states == {"accepted": 4}


@pytest.mark.long
def test_every_feed_has_what_plain_python_says(blog):
    names = [f"tag-{number}" for number in range(40)]
    rows = []
    for number in range(400):
        tags = [names[number % 40], names[number * 7 % 40]]
        day = datetime(2024, 1, 1 + number % 28, number % 24, tzinfo=UTC)
        blog.post(f"{number}.md", title=f"P{number}", date=day.isoformat(), tags=tags)
        rows.append((day, f"https://blog.example/{number}/", set(tags)))
    feeds(blog, per("tag", limit=15))
    blog.build()
    # The ten lines that say what has to come out.
    rows.sort(key=lambda row: row[1])
    rows.sort(key=lambda row: row[0], reverse=True)
    for name in names:
        wanted = [link for _, link, tags in rows if name in tags][:15]
        folder = blog.root / "feeds/tags" / name
        assert [item["id"] for item in json.loads((folder / "feed.json").read_text())["items"]] == wanted
        for file in ("rss.xml", "atom.xml"):
            assert [entry.id for entry in feedparser.parse((folder / file).read_bytes()).entries] == wanted
    assert len(os.listdir(blog.root / "feeds/tags")) == 40


POST = Post(
    file="posts/notes/a.md", title="Hello", link="https://blog.example/a/",
    body=Body(type="text/markdown", source=0, path="/a.md"), published=datetime(2024, 5, 1, tzinfo=UTC),
    authors=(Person(name="Ada"),), tags=("x", "C++"), categories=("news", "caf\u00e9"), section="notes",
    extra={"rating": 5, "featured": True, "when": "2024-03-01", "series": ["One", "Two"]},
)  # fmt: skip


@pytest.mark.parametrize(
    ("table", "takes"),
    [
        ({}, True), ({"tag": "x"}, True), ({"tag": "X"}, False), ({"tag": ["a", "C++"]}, True), ({"tag": []}, False),
        ({"tag": "x", "category": "news"}, True), ({"tag": "x", "category": "old"}, False), ({"tag": "*"}, True),
        ({"author": "Ada"}, True), ({"section": "notes"}, True), ({"language": "en"}, True), ({"language": "de"}, False),
        ({"path": "posts/notes/**"}, True), ({"path": ["drafts/**", "posts/*/a.md"]}, True), ({"path": "*.md"}, False),
        ({"year": 2024}, True), ({"year": "2024"}, True), ({"year": ">= 2024"}, True), ({"year": "< 2024"}, False),
        ({"not": {"tag": "x"}}, False), ({"not": {"tag": "z"}}, True), ({"tag": "!= x"}, False), ({"tag": "!= z"}, True),
        ({"any": [{"tag": "z"}, {"section": "notes"}]}, True), ({"any": [{"tag": "z"}]}, False), ({"any": []}, False),
        ({"rating": 5}, True), ({"rating": "> 4"}, True), ({"rating": "> 40"}, False), ({"rating": "<= 5"}, True),
        ({"featured": True}, True), ({"featured": False}, False), ({"featured": "true"}, True), ({"when": "> 2024-01-01"}, True),
        ({"series": "Two"}, True), ({"series": "Three"}, False), ({"missing": "*"}, False), ({"missing": "!= 1"}, True),
        ({"missing": "> 1"}, False), ({"not": {"missing": "*"}}, True), ({"title": "Hello"}, True),
        ({"category": "cafe\u0301"}, True), ({"category": ">= cafe\u0301"}, True),
    ],
)  # fmt: skip
def test_a_filter_takes_what_it_says(table, takes):
    found = filters.Filter(filters.checked(table).table, language="en")
    assert found.takes(POST) is takes


@pytest.mark.long
def test_diff_tells_what_changes_in_the_other_feeds(blog):
    feeds(posts(blog), per("tag"))
    blog.build()
    blog.post("a.md", title="A", date="2024-05-01", tags=["x", "C++"], categories=["news"], author="Ada", body="Other")
    blog.post("d.md", title="D", date="2024-06-01", tags=["y"])
    for words in ([], ["feeds"]):
        told = blog.run("diff", *words, "--json").json["others"]
        base = "https://blog.example/"
        assert [(one.pop("feed"), one) for one in told] == [
            ("tag:C++", {"new": [], "edited": [], "resurfacing": [f"{base}a/"], "gone": []}),
            ("tag:x", {"new": [], "edited": [f"{base}a/"], "resurfacing": [], "gone": []}),
            ("tag:y", {"new": [f"{base}d/"], "edited": [], "resurfacing": [], "gone": [f"{base}a/"]}),
        ]
    assert "In other feeds:\n  tag:C++: 1 resurfacing\n" in blog.run("diff").out
    assert "- in **tag:x** 1 edited" in blog.run("diff", "--markdown").out
    blog.build()
    assert blog.run("diff", "--json").json["others"] == []


@pytest.mark.long
@pytest.mark.parametrize(
    ("keys", "titles"),
    [
        ('filter = { tag = "x" }', ["B", "A"]),
        ('filter = { not = { author = "Bob" } }', ["B", "A"]),
        ("limit = 1", ["B"]),
        ('max_age = "60d"', ["B", "A"]),
        ('filter = { tag = "x" }\nlimit = 1', ["B"]),
        ('filter = { rating = "> 3" }', ["C"]),
    ],
)
def test_a_source_gives_no_more_than_it_shall(blog, keys, titles):
    posts(blog).configure(keys)
    blog.post("draft.md", title="Draft", date="2024-05-09", draft=True, tags=["x"])
    blog.post("later.md", title="Later", date="2024-06-09", tags=["x"])
    blog.build("--now", "2024-06-01")
    assert blog.titles == titles


@pytest.mark.long
def test_what_a_source_gives_no_more_leaves_also_where_nothing_was_touched(blog):
    posts(blog).configure('max_age = "60d"')
    blog.at_rest().build("--now", "2024-06-29T12:00:00Z")
    assert blog.titles == ["B", "A"]
    blog.build("--now", "2024-06-30T12:00:00Z")
    assert blog.titles == ["B"]
    blog.at_rest().build("--now", "2024-06-30T12:00:00Z")
    blog.build("--now", "2024-06-29T12:00:00Z")
    assert blog.titles == ["B", "A"]


def test_diff_compares_a_feed_with_the_main_one_whatever_other_formats_there_are(blog):
    feeds(posts(blog), '[[feeds]]\nname = "main"\nformats = ["json"]\nfilter = { tag = "y" }\n'
          '[[feeds]]\nname = "all"\nformats = ["atom"]\n')  # fmt: skip
    blog.build()
    report = blog.run("diff", "feeds/all/atom.xml", "--json").json
    assert (report["same"], report["older"]) == (1, 2)


def test_a_preview_is_nowhere_where_a_real_feed_is(blog):
    feeds(posts(blog), '[output]\npath = "public/feeds"\n[[feeds]]\nname = "feeds"\n')
    done = blog.run("build", "--output", "public", "--base-url", "http://127.0.0.1/")
    assert (done.code, "the real feeds lie there" in done.err) == (2, True), done.err


@pytest.mark.long
def test_a_feed_that_nobody_can_read_is_no_base(blog):
    with running() as hub:
        feeds(posts(blog), per("tag"), f'[websub]\nhubs = ["{hub.at()}"]\n')
        blog.build()
        shutil.copytree(blog.root / "feeds", blog.root / "live")
        (blog.root / "live/tags/y/atom.xml").write_text("<html>Oh</html>")
        shutil.rmtree(blog.root / ".feedtool")
        blog.post("a.md", title="A", date="2024-05-01", tags=["x", "y"], body="Other words")
        told = {feed["name"]: feed["notifications"] for feed in blog.build("--baseline", "live/")["feeds"]}
        assert told == {"main": 3, "tag:C++": 0, "tag:x": 3, "tag:y": 3}


@pytest.mark.long
@pytest.mark.parametrize("command", [["build", "--baseline", "live"], ["diff", "live"]])
def test_feeds_that_are_live_are_asked_for_a_few_at_once(blog, web, command):
    """Once each: the server has all of the first four before it answers any."""
    site = CONFIG.replace("https://blog.example/", web.url)
    blog.write("config.toml", f'{site}[websub]\nhubs = ["http://127.0.0.1:9/"]\n{per("tag")}\n')
    for number in range(8):
        blog.post(f"{number}.md", title=f"P{number}", date=f"2024-05-0{number + 1}", tags=[f"t{number}"])
    blog.build()
    shutil.copytree(blog.root / "feeds", blog.root / "public/feeds")
    web.folder = blog.root / "public"
    shutil.rmtree(blog.root / ".feedtool")
    gate = Barrier(4, timeout=20)
    web.before = lambda path: gate.wait() if "/tags/" in path else None
    done = blog.run(*command, "--json")
    assert done.code == 0, done.err
    assert sorted(path for path in web.asked if "/tags/" in path) == [
        f"/feeds/tags/t{number}/atom.xml" for number in range(8)
    ]


def test_a_bound_that_is_too_small_for_a_feed_names_it(blog):
    feeds(posts(blog), f'[output]\nmax_bytes = 3000\n[[feeds]]\nname = "long"\ntitle = "{"T" * 3000}"\n')
    assert "less than the feed long has without entries" in blog.run("build").err


@pytest.mark.long
@pytest.mark.parametrize(
    ("formats", "gone"), [(["rss", "atom", "json"], "Gone/x"), (["json"], "gone"), (["rss"], "gone")]
)
def test_a_lost_lock_is_found_again_in_the_feeds_that_are_there(blog, formats, gone):
    """The ids of entries that only a feed beside the main one has, and feeds that nothing is in any more."""
    feeds(
        posts(blog), f'[output]\nformats = {json.dumps(formats)}\n[[feeds]]\nname = "main"\nlimit = 1\n{per("tag")}\n'
    )
    blog.post("notes/d.md", title="D", date="2022-01-01", tags=[gone])
    blog.build()
    (blog.root / "posts/notes/c.md").rename(blog.root / "posts/notes/moved.md")
    blog.post("notes/d.md", title="D", date="2022-01-01")
    assert forgotten(blog) == forgotten(blog)


@pytest.mark.long
def test_feeds_keep_their_ids_when_the_lock_is_lost_after_their_site_moved(blog):
    feeds(posts(blog), per("tag"), '[[feeds]]\nname = "notes"\nfilter = { section = "notes" }\n')
    blog.build()
    blog.write("config.toml", (blog.root / "config.toml").read_text().replace("//blog.", "//new."))
    ids = forgotten(blog)
    assert ids == forgotten(blog)
    assert set(ids.values()) == {
        f"https://blog.example/{name}" for name in ("", "#notes", "#tag%3AC++", "#tag%3Ax", "#tag%3Ay")
    }


def forgotten(blog):
    """The ids of all feeds after a build, whose lock is lost then: the next build changes no feed."""
    assert blog.build()["warnings"] == []
    before = {path: path.read_bytes() for path in (blog.root / "feeds").rglob("*.*")}
    rows = map(json.loads, (blog.root / "feedtool.lock").read_text().splitlines()[1:])
    ids = {row["feed"]: row["id"] for row in rows if "feed" in row}
    (blog.root / "feedtool.lock").unlink()
    shutil.rmtree(blog.root / ".feedtool")
    blog.build()
    assert {path: path.read_bytes() for path in (blog.root / "feeds").rglob("*.*")} == before
    return ids


def test_an_entry_that_is_too_long_for_one_feed_alone_is_in_the_lock(blog):
    feeds(blog, f'[output]\nmax_bytes = 1600\n[[feeds]]\nname = "long"\ntitle = "{"T" * 500}"\n')
    blog.post("a.md", title="A", body="word " * 80)
    report = blog.build()
    assert [(one["name"], one["entries"], one["beyond_max_bytes"]) for one in report["feeds"]] == [
        ("main", 1, 0), ("long", 0, 1),
    ]  # fmt: skip
    assert (report["posts"]["refused"], report["posts"]["older"]) == (0, 0)
    assert '"id": "https://blog.example/a/"' in (blog.root / "feedtool.lock").read_text()
