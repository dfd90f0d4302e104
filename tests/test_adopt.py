"""Whoever moves a site to feedtool shows nobody a post again: each keeps the id that it has in the feed that was there."""

from __future__ import annotations

import shlex
import shutil
from datetime import UTC, datetime, timedelta

import feedparser
import pytest

import feedtool
from feedtool import adopt, config, setup, site
from tests.conftest import Blog
from tests.test_generators import ROOT, SITES, commit_all, instant, read

NOW = datetime(2026, 11, 24, tzinfo=UTC)
MOVED = "https://moved.example/journal/"


@pytest.fixture
def moved(tmp_path, request):
    """A generator's site, moved to another address and set up anew, without the ids that its preset knows."""
    case, root = ROOT / request.param, tmp_path / "site"
    shutil.copytree(case / "source", root)
    settings = read(case, "site")
    if commit := settings.get("commit"):
        commit_all(root, commit)
    setup.write(setup.plan(str(root), url=MOVED))
    return case, config.load(config.find(str(root))), instant(settings.get("now")) or NOW


@pytest.mark.long
@pytest.mark.parametrize("moved", [name for name in SITES if not name.startswith("quarto")], indirect=True)
def test_after_adopting_a_generators_feed_no_entry_has_a_new_id(moved):
    """At another address, so that no id could be right by itself; what cannot be told is named."""
    case, site_, now = moved
    old = [entry.id for entry in feedparser.parse((case / "feed.xml").read_bytes()).entries if "id" in entry]
    told = adopt.adopt(site_, str(case / "feed.xml"), now=now)
    built = site.build(site_, now=now, guarded=False)
    ids = {one.id: one.post.file for one in built.known}
    named = {row["file"] for row in told["new"]} | {row["file"] for row in told["clashes"]}
    named |= {problem["file"] for problem in told["questions"]}
    entries = {entry.id for entry in built.feed.entries}
    assert {ids[id_] for id_ in entries - set(old)} <= named
    assert {row["id"] for row in told["matched"]} | {row["id"] for row in told["unmatched"]} == set(old)
    assert [row["title"] for row in told["unmatched"]] == NO_POSTS.get(f"{case.parent.name}/{case.name}", [])


@pytest.mark.long
@pytest.mark.parametrize("name", ["hugo/plain", "jekyll/plain", "pelican/plain", "zola/plain", "eleventy/plain"])
def test_init_takes_over_the_ids_of_the_feed_that_was_built(name, tmp_path):
    case, root = ROOT / name, tmp_path / "site"
    settings = read(case, "site")
    shutil.copytree(case / "source", root)
    pages = root / settings["folder"]
    shutil.copytree(case / "built", pages, dirs_exist_ok=True)
    feed = pages / settings["feed"].lstrip("/")
    feed.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(case / "feed.xml", feed)
    old = {entry.id for entry in feedparser.parse(feed.read_bytes()).entries}
    blog = Blog.at(root)
    done = blog.run("init", env={"TZ": settings["timezone"]})
    assert (done.code, "known by id" in done.out) == (0, True), (done.out, done.err)
    report = blog.run("build", "--json", "--now", settings.get("now", NOW.isoformat())).json
    extra = {link for link, why in read(case, "explained").get("source", {}).items() if "extra" in why}
    assert set(report["feeds"][0]["added"]) <= extra
    built = next(file["path"] for file in report["feeds"][0]["files"] if file["format"] != "json")
    assert {entry.id for entry in feedparser.parse((root / built).read_bytes()).entries} <= old | extra


def test_init_believes_no_feed_that_was_built_for_a_look(blog):
    """`hugo server` leaves one, with ids that no subscriber has."""
    (blog.root / "config.toml").unlink()
    blog.write("hugo.toml", 'baseURL = "https://blog.example/"\ntitle = "B"\n')
    blog.write("content/posts/a.md", "+++\ntitle = 'A'\ndate = 2024-01-01\n+++\nA\n")
    blog.write(
        "public/index.xml",
        rss(item(1, link="http://localhost:1313/posts/a/", id="http://localhost:1313/posts/a/", title="A")),
    )
    done = blog.run("init")
    assert done.code == 0
    assert "built for localhost:1313" in done.err
    assert not (blog.root / "feedtool.lock").exists()


def test_init_offers_it_where_nothing_is_built(blog):
    (blog.root / "config.toml").unlink()
    blog.write("hugo.toml", 'baseURL = "https://blog.example/"\ntitle = "B"\n')
    blog.write("content/posts/a.md", "+++\ntitle = 'A'\ndate = 2024-01-01\n+++\nA\n")
    assert "feedtool adopt https://blog.example/index.xml" in blog.run("init").out


# Entries of posts without a date that counts; the generators took the day of the build, or none.
NO_POSTS = {
    "gatsby/plain": ["A date in the name"], "hugo/custom": ["Undated"], "lektor/plain": ["A date that is none", "No date"],
}  # fmt: skip
POSTS = {
    f"p{n}.md": {"title": f"Post {n}", "date": f"2024-01-{n:02} 10:00", "body": f"Words of post {n}."}
    for n in range(1, 9)
}
ITEM = "<item><title>{title}</title><link>{link}</link><guid isPermaLink='false'>{id}</guid><pubDate>{date}</pubDate>{more}</item>"
RSS = '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Old</title><link>https://old.example/</link>{}</channel></rss>'


def item(n, id="{n} at https://old.example", link="https://old.example/?p={n}", title="Post {n}", date=None, more=""):
    day = f"{n:02} Jan 2024 09:00:00 GMT" if date is None else date
    return ITEM.format(title=title.format(n=n), link=link.format(n=n), id=id.format(n=n), date=day, more=more)


def rss(*items, head=""):
    return RSS.format(head + "".join(items))


@pytest.fixture
def site_of_eight(blog):
    for name, post in POSTS.items():
        blog.post(name, **post)
    return blog


def adopted(blog, what, *options, code=0):
    done = blog.run("adopt", what, "--json", *options)
    assert done.code == code, (done.out, done.err)
    return done.json


def ids(blog):
    return [entry.id for entry in blog.read("rss").entries]


@pytest.mark.long
def test_ids_that_are_no_addresses_are_kept_letter_for_letter(site_of_eight):
    """Drupal's have blanks in them."""
    site_of_eight.write("old.xml", rss(*(item(n) for n in range(8, 0, -1))))
    told = adopted(site_of_eight, "old.xml")
    assert [row["by"] for row in told["matched"]] == ["title and day"] * 8
    site_of_eight.build()
    assert ids(site_of_eight) == [f"{n} at https://old.example" for n in range(8, 0, -1)]
    assert [item["id"] for item in site_of_eight.read("json")["items"]] == ids(site_of_eight)
    assert [entry.id for entry in site_of_eight.read("atom").entries] == ids(site_of_eight)


@pytest.mark.long
def test_a_feed_that_held_less_begins_where_it_did_and_grows(site_of_eight):
    """Its older posts would come to everyone as new."""
    site_of_eight.write("old.xml", rss(*(item(n) for n in (8, 7, 6))))
    told = adopted(site_of_eight, "old.xml")
    assert (told["older"], told["since"], told["new"]) == (5, "2024-01-06T09:00:00+00:00", [])
    site_of_eight.build()
    assert site_of_eight.titles == ["Post 8", "Post 7", "Post 6"]
    site_of_eight.post("p9.md", title="Post 9", date="2024-01-09")
    site_of_eight.build()
    assert site_of_eight.titles == ["Post 9", "Post 8", "Post 7", "Post 6"]
    site_of_eight.build("--allow-flood")
    assert len(site_of_eight.titles) == 9
    (site_of_eight.root / ".feedtool/look").unlink()
    site_of_eight.build()
    assert len(site_of_eight.titles) == 9


def test_dates_are_those_that_subscribers_have(site_of_eight):
    site_of_eight.write(
        "old.xml",
        rss(item(8, date="08 Jan 2024 07:11:13 GMT", more="<atom:updated>2024-02-01T00:00:00Z</atom:updated>")),
    )
    adopted(site_of_eight, "old.xml")
    site_of_eight.build()
    entry = site_of_eight.read("atom").entries[0]
    assert (entry.published, entry.updated) == ("2024-01-08T07:11:13Z", "2024-02-01T00:00:00Z")


@pytest.mark.long
@pytest.mark.parametrize(
    ("entry", "by"),
    [
        (item(8, id="https://blog.example/p8/", title="Other", date=""), "id"),
        (item(8, link="http://old.example/p8/", title="Other", date=""), "address"),
        (item(8, title="Other", more="<description>&lt;p&gt;Words of post 8.</description>"), "text"),
        (item(8, more="<description>Words …</description>"), "title and day"),
        (item(8, date=""), "title"),
        (item(8, title="", link="https://old.example/2024/p8.html", date="08 Jan 2024 09:00:00 GMT"), "day and name"),
        (item(8, link="https://old.example/2024/p8.html", date="01 Nov 2023 00:00:00 GMT"), "title"),
    ],
    ids=["id", "address", "text", "title and day", "title alone", "day and name", "a wrong date"],
)
def test_by_what_a_post_is_known(site_of_eight, entry, by):
    site_of_eight.write("old.xml", rss(entry))
    told = adopted(site_of_eight, "old.xml")
    assert [(row["file"], row["by"]) for row in told["matched"]] == [("posts/p8.md", by)]


def test_what_cannot_be_told_is_named_and_asked_about(site_of_eight):
    site_of_eight.post("twin.md", title="Post 8", date="2024-01-08 12:00", body="Another text")
    site_of_eight.write(
        "old.xml", rss(item(8, date="08 Jan 2024 20:00:00 GMT"), item(7), item(99, date="03 Jan 2024 09:00:00 GMT"))
    )
    told = adopted(site_of_eight, "old.xml", code=1)
    assert [row["id"] for row in told["unmatched"]] == ["8 at https://old.example", "99 at https://old.example"]
    assert {row["file"] for row in told["new"]} == {"posts/p8.md", "posts/twin.md"}
    assert {problem["file"] for problem in told["questions"]} == {"posts/p8.md", "posts/twin.md"}
    site_of_eight.run("same", "posts/p8.md", "8 at https://old.example")
    site_of_eight.run("same", "posts/twin.md", "new")
    site_of_eight.build("--allow-flood")
    assert "8 at https://old.example" in ids(site_of_eight)
    assert "99 at https://old.example" not in ids(site_of_eight)


def test_archives_are_followed_to_the_first_entry(site_of_eight, web):
    link = '<atom:link rel="prev-archive" href="{}"/>'
    web.pages["/feed.xml"] = rss(item(8), item(7), head=link.format("/old/2.xml"))
    web.pages["/old/2.xml"] = rss(item(6), item(5), head=link.format(f"{web.url}old/1.xml"))
    web.pages["/old/1.xml"] = rss(*(item(n) for n in (4, 3, 2)))
    told = adopted(site_of_eight, f"{web.url}feed.xml")
    assert (told["documents"], told["entries"], told["older"], told["since"]) == (3, 7, 1, None)


def test_archives_of_a_file_are_the_files_beside_it(site_of_eight):
    head = '<atom:link rel="self" href="https://old.example/blog/feed.xml"/><atom:link rel="prev-archive" href="{}"/>'
    site_of_eight.write("public/blog/feed.xml", rss(item(8), head=head.format("/archive/1.xml")))
    told = adopted(site_of_eight, "public/blog/feed.xml", "--dry-run")
    assert (told["documents"], told["unread"]) == (1, "https://old.example/archive/1.xml")
    site_of_eight.write("public/archive/1.xml", rss(item(7)))
    told = adopted(site_of_eight, "public/blog/feed.xml", "--dry-run")
    assert (told["documents"], told["unread"], told["entries"]) == (2, "", 2)


def test_the_feed_that_a_page_names_is_found(site_of_eight, web):
    web.pages["/"] = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    web.pages["/feed.xml"] = rss(item(8))
    assert adopted(site_of_eight, web.url)["entries"] == 1


def test_adopting_twice_changes_nothing(site_of_eight):
    site_of_eight.write("old.xml", rss(item(8), item(7)))
    assert adopted(site_of_eight, "old.xml", "--dry-run")["lock"] == "pending"
    assert not (site_of_eight.root / "feedtool.lock").exists()
    assert adopted(site_of_eight, "old.xml")["lock"] == "written"
    told = adopted(site_of_eight, "old.xml")
    assert (told["lock"], told["known"], told["matched"], told["unmatched"]) == ("unchanged", 2, [], [])


def test_what_was_announced_already_keeps_its_id(site_of_eight):
    site_of_eight.build()
    site_of_eight.write("old.xml", rss(item(8)))
    told = adopted(site_of_eight, "old.xml", code=1)
    assert [row["file"] for row in told["clashes"]] == ["posts/p8.md"]
    assert told["lock"] == "unchanged"


@pytest.mark.long
@pytest.mark.parametrize(
    ("what", "code", "words"),
    [
        ("/nothing.xml", 1, "404"),
        ("/page.html", 1, "Name the address or the file of an RSS, Atom or JSON Feed."),
        ("/cut.xml", 1, "cut.xml"),
        ("no-such-thing", 1, "no file, no folder, no address, and no revision of git"),
        ("config.toml", 1, "Name the address or the file"),
        ("posts", 1, "none of this site's feeds is there"),
    ],
)
def test_what_is_no_feed_is_told_and_nothing_is_written(site_of_eight, web, what, code, words):
    web.pages |= {"/page.html": "<h1>Hello</h1>", "/cut.xml": rss(item(8))[:-30]}
    done = site_of_eight.run("adopt", web.url.rstrip("/") + what if what.startswith("/") else what)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert not (site_of_eight.root / "feedtool.lock").exists()


@pytest.mark.long
@pytest.mark.parametrize(
    ("id_", "known"),
    [
        ("one\ntwo", "one two"), ("one \n\t two", "one two"), ("\n one\n", "one"), ("one&#13;two", "one two"),
        ("one\ttwo", "one two"), ("one  two", "one  two"), ("one\u00a0", "one\u00a0"),
    ],
)  # fmt: skip
def test_an_id_of_several_lines_is_one_line(site_of_eight, id_, known):
    """As readers have it that compare ids; blanks otherwise stay as they are."""
    site_of_eight.write("old.xml", rss(item(8, id=id_)))
    assert [row["id"] for row in adopted(site_of_eight, "old.xml")["matched"]] == [known]
    assert feedtool.build(str(site_of_eight.root))["feeds"][0]["entries"] == 1
    assert feedparser.parse((site_of_eight.root / "feeds/atom.xml").read_bytes()).entries[0].id == known.strip()


def test_a_feed_without_an_entry_is_no_feed_to_adopt(site_of_eight):
    site_of_eight.write("old.xml", rss())
    done = site_of_eight.run("adopt", "old.xml")
    assert (done.code, done.out) == (1, "")
    assert "old.xml: no entries; is it the right address?" in done.err
    assert not (site_of_eight.root / "feedtool.lock").exists()


def test_what_it_advises_works(site_of_eight):
    """The feeds of the last build say nothing of those that were there before."""
    site_of_eight.write("the old.xml", rss(*(item(n) for n in range(1, 9))))
    advised = site_of_eight.run("adopt", "the old.xml").out.rpartition("Next: feedtool ")[2]
    told = site_of_eight.run(*shlex.split(advised), "--json").json
    assert (told["new"], told["above_guard"]) == ([], False)


def test_it_is_told_in_words(site_of_eight):
    site_of_eight.write("old.xml", rss(item(8), item(7), item(99, date="07 Jan 2024 00:00:00 GMT")))
    assert (
        site_of_eight.run("adopt", "old.xml").out
        == """\
old.xml: 3 entries
      2  known by title and day
Entries of no post here; nobody else gets their ids:
  2024-01-07  Post 99  99 at https://old.example
6 posts are older than the feed, and stay out: the feed begins with 2024-01-07 and grows from there.
feedtool.lock: written. Next: feedtool diff old.xml
"""
    )


def zone(n, hours):
    """A daily post by somebody else's clock."""
    return (datetime(2024, 1, n, tzinfo=UTC) + timedelta(hours=hours)).strftime("%d %b %Y %H:%M:00 GMT")


@pytest.mark.long
@pytest.mark.parametrize("hours", [0, 7.5, 24, 24.5, -13])
@pytest.mark.parametrize("kind", ["whole", "excerpt", "nothing"])
def test_posts_of_one_title_are_told_by_their_texts_whatever_the_zone(blog, hours, kind):
    words = {n: " ".join(f"word{n}{letter}" for letter in "abcdefghijklmnopqrst") for n in range(1, 13)}
    for n, text in words.items():
        blog.post(f"2024-01-{n:02}-daily.md", title="Daily", date=f"2024-01-{n:02}", body=text)
    text = {"whole": "{}", "excerpt": "{:.70} […]", "nothing": ""}[kind]
    more = "<description>&lt;p&gt;{}&lt;/p&gt;</description>"
    items = [item(n, title="Daily", date=zone(n, hours), more=more.format(text.format(words[n]))) for n in words]
    blog.write("old.xml", rss(*reversed(items)))
    done = blog.run("adopt", "old.xml", "--json")
    wrong = [row for row in done.json["matched"] if row["id"].split()[0] != str(int(row["file"][14:16]))]
    assert wrong == [] or kind == "nothing"
    if kind != "nothing":
        assert (len(done.json["matched"]), done.json["questions"]) == (12, [])


@pytest.mark.long
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Don't winter", "Don’t winter"),
        ('The "end"', "The «end»"),
        ("A -- b", "A — b"),
        ("Hello World", "Hello   world"),
    ],
)
def test_titles_are_told_whatever_their_printer(blog, ours, theirs):
    blog.post(title=ours, date="2024-01-08 10:00")
    blog.write("old.xml", rss(item(8, title=theirs)))
    assert len(adopted(blog, "old.xml")["matched"]) == 1


def test_the_same_text_is_told_days_off(site_of_eight):
    text = "This is a text of its own, of some words."
    site_of_eight.post("p8.md", title="Post 8", date="2024-01-08", body=text)
    entry = item(
        8, date="12 Jan 2024 09:00:00 GMT", title="Named anew", more=f"<description>&lt;p&gt;{text}</description>"
    )
    site_of_eight.write("old.xml", rss(entry))
    assert [row["by"] for row in adopted(site_of_eight, "old.xml")["matched"]] == ["text"]


def test_a_translation_is_told_by_its_text(blog):
    english, german = "The lamp is on the table in the hall.", "Die Lampe steht auf dem Tisch in der Halle."
    blog.post("de/lamp.md", title="Lamp", language="de", body=german)
    blog.post("en/lamp.md", title="Lamp", language="en", body=english)
    entry = item(
        1, title="Lamp", date="01 May 2024 08:00:00 GMT", more=f"<description>&lt;p&gt;{english}</description>"
    )
    blog.write("old.xml", rss(entry, head="<language>en</language>"))
    assert [row["file"] for row in adopted(blog, "old.xml")["matched"]] == ["posts/en/lamp.md"]


def test_an_entry_that_was_pinned_is_no_beginning(site_of_eight):
    site_of_eight.write("old.xml", rss(item(8), item(7), item(1)))
    told = adopted(site_of_eight, "old.xml")
    assert (told["since"], told["older"]) == ("2024-01-07T09:00:00+00:00", 5)
    site_of_eight.build()
    assert site_of_eight.titles == ["Post 8", "Post 7"]


def test_a_feed_without_dates_has_a_beginning_too(site_of_eight):
    site_of_eight.write("old.xml", rss(*(item(n, date="") for n in (8, 7, 6))))
    assert adopted(site_of_eight, "old.xml")["older"] == 5
    site_of_eight.build()
    assert site_of_eight.titles == ["Post 8", "Post 7", "Post 6"]


def test_each_of_two_sites_in_a_folder_has_a_feed_id_of_its_own(site_of_eight):
    config = (site_of_eight.root / "config.toml").read_text()
    site_of_eight.write("de.toml", config + '[output]\npath = "de"\nurl = "/de/"\n')
    site_of_eight.write("old.xml", rss(item(8)))
    assert site_of_eight.run("adopt", "-c", "de.toml", "old.xml").code == 0
    site_of_eight.run("build", "-c", "de.toml")
    assert "<id>https://blog.example/#de</id>" in (site_of_eight.root / "de/atom.xml").read_text()
