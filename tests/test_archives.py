"""An archive (RFC 5005): every entry is in the feed or in one document behind it, and a document stays as it is."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import feedparser
import pytest

import feedtool
from tests.conftest import CONFIG, Blog

if TYPE_CHECKING:
    from pathlib import Path

FIRST = datetime(2010, 1, 1, 9, tzinfo=UTC)
URL = "https://blog.example/feeds/"
LIMIT, SIZE = 4, 6
POSTS = 40
FORMATS = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}


def archive_of(size, *, limit=LIMIT, output=""):
    return f"[output]\nlimit = {limit}\n{output}\n[archive]\nsize = {size}\n"


ARCHIVED = archive_of(SIZE)


def several(blog, numbers, **metadata):
    """Two posts a day."""
    for number in numbers:
        date = (FIRST + timedelta(hours=12 * number)).isoformat()
        words = {"body": f"Number {number}: {number * 7}, and {number**2}."}
        blog.post(
            f"p{number:05}.md", title=f"P{number}", **words | {"date": date, "tags": [f"t{number % 3}"]} | metadata
        )


@pytest.fixture
def archived(blog):
    blog.configure(ARCHIVED)
    several(blog, range(POSTS))
    blog.build()
    return blog


def file_of(blog, url) -> Path:
    assert url.startswith(URL)
    return blog.root / "feeds" / url.removeprefix(URL)


def links(parsed):
    return {link.rel: link.href for link in parsed.feed.links}


def documents(blog, format_="atom", place=""):
    """The ids of each document, the head first, as a reader finds them: by what each says of the one before it."""
    url, found = f"{URL}{place}{FORMATS[format_]}", {}
    while url:
        assert url not in found
        if format_ == "json":
            document = json.loads(file_of(blog, url).read_bytes())
            found[url], url = [item["id"] for item in document["items"]], document.get("next_url")
        else:
            parsed = feedparser.parse(file_of(blog, url).read_bytes())
            assert not parsed.bozo
            assert links(parsed)["self"] == url
            found[url], url = [entry.id for entry in parsed.entries], links(parsed).get("prev-archive")
    return list(found.values())


def held(blog, place=""):
    """Every file of the archive, and its bytes."""
    folder = blog.root / "feeds" / place / "archive"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.is_dir() else {}


def times(blog):
    return {path: path.stat().st_mtime_ns for path in sorted((blog.root / "feeds").rglob("*")) if path.is_file()}


def id_of(number):
    return f"https://blog.example/p{number:05}/"


@pytest.mark.long
@pytest.mark.parametrize("format_", FORMATS)
def test_a_reader_that_walks_back_finds_every_entry_once(archived, format_):
    head, *rest = documents(archived, format_)
    assert Counter(id_ for ids in (head, *rest) for id_ in ids) == Counter(map(id_of, range(POSTS)))
    assert LIMIT <= len(head) < LIMIT + SIZE
    assert {len(ids) for ids in rest} == {SIZE}
    assert head == [id_of(number) for number in range(POSTS - 1, POSTS - 1 - len(head), -1)]
    assert rest[-1] == [id_of(number) for number in range(SIZE - 1, -1, -1)]


def busy_month(blog, posts, *, new=30, old=3, deleted=(4, 77)):
    """What a month brings: new posts, some with a date of the first year, and some old ones go. The files of archives
    that changed.
    """
    before, at = held(blog), times(blog)
    several(blog, range(posts, posts + new - old))
    for number in range(old):
        blog.post(f"found{number}.md", body=f"A box, {number}.", title=f"Found {number}", date=f"2010-02-0{number + 1}")
    for number in deleted:
        (blog.root / f"posts/p{number:05}.md").unlink()
    blog.build()
    after = held(blog)
    assert before.keys() <= after.keys()
    touched = {path.name for path, time in times(blog).items() if path in at and at[path] != time}
    assert {name for name in before if after[name] != before[name]} == touched & before.keys()
    return touched & before.keys()


@pytest.mark.parametrize(
    ("posts", "limit", "size"), [(150, 20, 30), pytest.param(10_000, 20, 50, marks=pytest.mark.long)]
)
def test_after_a_busy_month_documents_are_as_they_were_but_those_of_what_went(blog, posts, limit, size):
    blog.configure(archive_of(size, limit=limit))
    several(blog, range(posts))
    blog.build()
    gone = {number for number, ids in enumerate(reversed(documents(blog)), 1) if id_of(4) in ids or id_of(77) in ids}
    assert len(gone) == 2
    changed = busy_month(blog, posts)
    assert changed == {f"{stem}-{number}.{suffix}" for number in gone
                       for stem, suffix in (("rss", "xml"), ("atom", "xml"), ("feed", "json"))}  # fmt: skip
    there = {id_of(number) for number in range(posts + 27)} - {id_of(4), id_of(77)}
    there |= {f"https://blog.example/found{number}/" for number in range(3)}
    for format_ in FORMATS:
        head, *rest = documents(blog, format_)
        assert Counter(id_ for ids in (head, *rest) for id_ in ids) == Counter(there)
        assert limit <= len(head) < limit + size


@pytest.mark.long
def test_who_polls_the_feed_gets_a_new_post_of_an_old_date(archived):
    archived.post("found.md", title="Found", date="2010-03-03")
    archived.build()
    assert "https://blog.example/found/" in documents(archived)[0]


@pytest.mark.long
def test_a_document_says_what_it_is_and_leads_back_only(archived):
    archived.configure(f'{ARCHIVED}[websub]\nhubs = ["https://hub.example/"]\n')
    archived.build()
    archive = len(documents(archived)) - 1
    assert archive > 2
    for format_ in ("rss", "atom"):
        texts = [(archived.root / f"feeds/archive/{format_}-{number + 1}.xml").read_text() for number in range(archive)]
        parsed = [links(feedparser.parse(text)) for text in texts]
        assert all("<fh:archive/>" in text.partition("<entry" if format_ == "atom" else "<item")[0] for text in texts)
        assert {one["current"] for one in parsed} == {f"{URL}{FORMATS[format_]}"}
        assert [one.get("prev-archive") for one in parsed] == [
            None, *(f"{URL}archive/{format_}-{number}.xml" for number in range(1, archive)),
        ]  # fmt: skip
        assert not any({"next", "next-archive", "hub"} & one.keys() for one in parsed)
        head = (archived.root / f"feeds/{FORMATS[format_]}").read_text()
        assert "fh:archive" not in head
        assert "current" not in links(feedparser.parse(head))
    document = json.loads((archived.root / "feeds/archive/feed-2.json").read_bytes())
    assert (document["feed_url"], document["next_url"]) == (f"{URL}feed.json", f"{URL}archive/feed-1.json")
    assert "hubs" not in document
    assert "next_url" not in json.loads((archived.root / "feeds/archive/feed-1.json").read_bytes())


@pytest.mark.long
def test_every_document_is_of_one_feed_and_as_old_as_its_newest_entry(archived):
    head, *rest = [feedparser.parse((archived.root / f"feeds/{name}.xml").read_bytes())
                   for name in ("atom", "archive/atom-3", "archive/atom-1")]  # fmt: skip
    assert {one.feed.id for one in rest} == {head.feed.id}
    assert [one.feed.updated for one in rest] == [one.entries[0].updated for one in rest]


@pytest.mark.long
def test_an_edited_entry_changes_its_document_alone(archived):
    before = held(archived)
    several(archived, [8], body="Another text.")
    report = archived.build("--now", "2026-05-05")
    assert report["feeds"][0]["archive"] == {
        "documents": 6, "entries": 36, "written": 3, "unchanged": 15, "pending": 0
    }  # fmt: skip
    after = held(archived)
    assert {name for name in before if before[name] != after[name]} == {"rss-2.xml", "atom-2.xml", "feed-2.json"}
    assert b"2026-05-0" in after["atom-2.xml"]


@pytest.mark.long
def test_what_the_feed_says_of_itself_is_in_every_document_but_its_hubs(archived):
    before = held(archived)
    archived.configure(f'{ARCHIVED}[websub]\nhubs = ["https://hub.example/"]\n')
    archived.build()
    assert held(archived) == before
    archived.configure(ARCHIVED, config=CONFIG.replace("Test blog", "Renamed blog"))
    archived.build()
    assert all(b"Renamed blog" in data for data in held(archived).values())


@pytest.mark.long
def test_one_new_post_changes_only_the_feeds_that_it_is_in(blog):
    blog.configure(f'{ARCHIVED}[[feeds]]\nper = "tag"\narchive = 7\nlimit = 5\n')
    several(blog, range(60))
    blog.build()
    at = times(blog)
    several(blog, [60])
    blog.build()
    changed = {str(path.relative_to(blog.root / "feeds")) for path, time in times(blog).items() if at.get(path) != time}
    assert changed == {f"{place}{name}" for place in ("", "tags/t0/") for name in FORMATS.values()}
    tagged = {id_of(number) for number in range(0, 61, 3)}
    found = documents(blog, "json", "tags/t0/")
    assert Counter(id_ for ids in found for id_ in ids) == Counter(tagged)
    assert [len(ids) for ids in found[1:]] == [7, 7]


@pytest.mark.long
def test_a_build_with_nothing_to_do_touches_nothing_and_what_is_gone_comes_back(archived):
    at = times(archived.at_rest())
    assert archived.build()["unchanged"]
    assert times(archived) == at
    assert archived.build()["unchanged"]
    lost = archived.root / "feeds/archive/rss-2.xml"
    before = lost.read_bytes()
    lost.unlink()
    assert archived.run("build", "--check").code == 1
    assert archived.build()["feeds"][0]["archive"]["written"] == 1
    assert lost.read_bytes() == before


@pytest.mark.long
def test_no_old_post_comes_back_when_a_feed_gets_an_archive(blog):
    blog.configure(f"[output]\nlimit = {LIMIT}\n")
    several(blog, range(POSTS))
    blog.build()
    (before,) = documents(blog)
    blog.configure(ARCHIVED)
    report = blog.build()
    assert not report["feeds"][0]["added"]
    head, *rest = documents(blog)
    assert head == before
    assert Counter(id_ for ids in rest for id_ in ids) == Counter(map(id_of, range(POSTS - LIMIT)))
    assert all(len(ids) >= SIZE for ids in rest)


@pytest.mark.long
def test_no_old_post_comes_back_when_a_small_feed_gets_an_archive(blog):
    blog.configure(f"[output]\nlimit = {LIMIT}\n")
    several(blog, range(LIMIT + 2))
    blog.build()
    blog.configure(ARCHIVED)
    assert not blog.build()["feeds"][0]["added"]
    assert [len(ids) for ids in documents(blog)] == [LIMIT, 2]
    several(blog, range(20, 20 + SIZE))
    blog.build()
    assert [len(ids) for ids in documents(blog)] == [LIMIT, SIZE, 2]


@pytest.mark.long
def test_an_old_post_that_gets_a_tag_goes_into_the_archive_of_its_feed(blog):
    blog.configure(f'{ARCHIVED}[[feeds]]\nper = "tag"\n')
    several(blog, range(20), tags=["all"])
    several(blog, range(12, 16), tags=["all", "some"])
    blog.build()
    several(blog, [3], tags=["all", "some"])
    report = blog.build()
    assert next(feed for feed in report["feeds"] if feed["name"] == "tag:some")["added"] == []
    assert [len(ids) for ids in documents(blog, "atom", "tags/some/")] == [4, 1]


@pytest.mark.long
def test_a_feed_that_was_adopted_has_what_is_older_in_its_archive(blog, tmp_path):
    """Its subscribers get nothing that they never had; who is new may read all."""
    old = tmp_path / "old"
    old.mkdir()
    other = Blog(old)
    other.configure("[output]\nlimit = 0\n")
    several(other, range(POSTS - LIMIT, POSTS))
    other.build()
    feed = (other.root / "feeds/rss.xml").read_text().replace("feedtool", "another")
    blog.write("old.xml", feed)
    several(blog, range(POSTS))
    blog.configure(ARCHIVED)
    assert blog.run("adopt", "old.xml").code == 0
    report = blog.build()
    assert report["feeds"][0]["entries"] == LIMIT
    head, *rest = documents(blog)
    assert head == [id_of(number) for number in range(POSTS - 1, POSTS - LIMIT - 1, -1)]
    assert Counter(id_ for ids in rest for id_ in ids) == Counter(map(id_of, range(POSTS - LIMIT)))
    blog.post("found.md", title="Found", date="2010-01-03")
    blog.build()
    assert documents(blog) == [[*head, "https://blog.example/found/"], *rest]


@pytest.mark.long
def test_an_archive_that_is_not_wanted_any_more_is_named_and_comes_back_as_it_was(archived):
    before = held(archived)
    archived.configure(f"[output]\nlimit = {LIMIT}\n")
    report = archived.build()
    (warning,) = report["warnings"]
    assert (warning["code"], warning["file"]) == ("O502", "feeds/archive/rss-1.xml")
    assert 'the archive of the feed "main"' in warning["found"]
    assert "18 files" in warning["remedy"]
    assert [len(ids) for ids in documents(archived)] == [LIMIT]
    archived.configure(ARCHIVED)
    assert archived.build()["warnings"] == []
    assert held(archived) == before


@pytest.mark.long
def test_a_lost_lock_is_found_again_in_the_documents(archived):
    several(archived, range(POSTS, POSTS + 9))
    archived.post("found.md", title="Found", date="2010-01-03", body="A box.")
    archived.build()
    (archived.root / "posts/p00009.md").unlink()
    archived.build()
    before = held(archived)
    (archived.root / "feedtool.lock").unlink()
    report = archived.build()
    assert report["unchanged"] is False
    assert held(archived) == before
    assert not any(feed["added"] or feed["removed"] for feed in report["feeds"])


@pytest.mark.long
def test_documents_fit_into_max_bytes(blog):
    blog.configure(archive_of(30, limit=20, output="max_bytes = 9000"))
    several(blog, range(60), body="word " * 100)
    blog.post("long.md", title="Long", date="2010-02-02", body="word " * 2000)
    report = blog.build(code=1)
    assert [problem["code"] for problem in report["problems"]] == ["O501"]
    for format_ in FORMATS:
        found = documents(blog, format_)
        assert Counter(id_ for ids in found for id_ in ids) == Counter(map(id_of, range(60)))
        assert all(len(ids) > 2 for ids in found)
    sizes = [path.stat().st_size for path in (blog.root / "feeds").rglob("*.*")]
    assert max(sizes) <= 9000
    before = held(blog)
    (blog.root / "posts/long.md").unlink()
    several(blog, range(60, 70), body="word " * 100)
    blog.build()
    assert before.items() <= held(blog).items()


def test_a_limit_of_none_keeps_all_in_the_feed(blog):
    blog.configure(archive_of(SIZE, limit=0))
    several(blog, range(20))
    blog.build()
    assert [len(ids) for ids in documents(blog)] == [20]


@pytest.mark.long
def test_a_feed_may_have_none_and_one_that_has_an_age_never_has(blog):
    blog.configure(f'{ARCHIVED}[[feeds]]\nper = "tag"\narchive = 0\n[[feeds]]\nname = "young"\nmax_age = "100y"\n')
    several(blog, range(20))
    blog.build()
    assert len(documents(blog)) > 1
    assert {len(documents(blog, "atom", place)) for place in ("tags/t0/", "young/")} == {1}


@pytest.mark.long
def test_a_post_in_the_archive_that_cannot_be_read_stops_the_build(archived):
    before = held(archived)
    archived.post("p00003.md", date="soon")
    done = archived.run("build")
    assert done.code == 1
    assert "posts that subscribers have would vanish" in done.err
    assert "posts/p00003.md:3" in done.err
    assert held(archived) == before


@pytest.mark.long
def test_a_post_in_the_archive_of_another_feed_that_cannot_be_read_stops_the_build(blog):
    blog.configure(f'[output]\nlimit = 5\n[[feeds]]\nper = "tag"\narchive = {SIZE}\n')
    several(blog, range(POSTS))
    blog.build()
    before = held(blog, "tags/t0")
    assert before
    blog.post("p00003.md", date="soon")
    assert "would vanish" in blog.run("build").err
    assert held(blog, "tags/t0") == before


def test_a_post_that_no_feed_has_may_be_wrong(blog):
    """The main feed takes no notes, and knows by its archive that it never had one."""
    blog.configure(f'{ARCHIVED}[[feeds]]\nname = "main"\nfilter = {{ not = {{ tag = "note" }} }}\n')
    several(blog, range(20))
    blog.post("note.md", title="Note", date="2010-01-05", tags=["note"])
    blog.build()
    blog.post("note.md", title="Note", date="soon", tags=["note"])
    report = blog.build(code=1)
    assert [(one["file"], report["unchanged"]) for one in report["problems"]] == [("posts/note.md", True)]


@pytest.mark.long
def test_two_branches_that_fill_documents_lose_nothing(archived):
    """Each adds posts until a document is full; their locks are merged line by line."""

    def git(*words):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *words], cwd=archived.root,
                       check=True, capture_output=True)  # fmt: skip

    archived.write(".gitattributes", "feedtool.lock merge=union\n")
    archived.write(".gitignore", ".feedtool/\nfeeds/\n")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "1")
    git("switch", "-qc", "other")
    several(archived, range(300, 302))
    archived.build()
    git("add", ".")
    git("commit", "-qm", "2")
    git("switch", "-q", "main")
    several(archived, range(POSTS, POSTS + 7))
    archived.build()
    git("add", ".")
    git("commit", "-qm", "3")
    git("merge", "-q", "other", "-m", "4")
    archived.build()
    found = documents(archived)
    there = [*range(POSTS + 7), *range(300, 302)]
    assert Counter(id_ for ids in found for id_ in ids) == Counter(map(id_of, there))
    assert set(map(id_of, range(300, 302))) < set(found[0])


@pytest.mark.long
@pytest.mark.parametrize(
    ("table", "said"),
    [('{"main": -1}', "archives is no table of numbers"), ('{"main": "3"}', "archives is no table of numbers"),
     ("[3]", "archives is no table of numbers"), ('{"main": 900000000}', "document 900000000 of an archive")],
)  # fmt: skip
def test_numbers_that_are_none_are_damage(blog, table, said):
    blog.post()
    blog.build()
    lock = blog.root / "feedtool.lock"
    lock.write_text(lock.read_text().replace('"title": "Hello"', f'"title": "Hello", "archives": {table}'))
    done = blog.run("build", "--json")
    assert done.code == 1
    assert said in done.err


def test_what_a_build_would_write_is_counted(blog):
    blog.configure(ARCHIVED)
    several(blog, range(LIMIT + SIZE))
    done = blog.run("build", "--dry-run")
    assert "  archive: 1 document of 6 entries; 3 to write" in done.out
    assert not (blog.root / "feeds").exists()


@pytest.mark.long
def test_diff_does_not_take_the_archive_for_what_left_the_feed(archived):
    assert archived.run("diff", "--json").json["older"] == 0
    report = archived.run("diff", "feeds", "--json").json
    assert (report["older"], report["same"], report["resurfacing"], report["new"]) == (0, LIMIT, [], [])


def test_a_document_that_is_not_ours_is_not_overwritten(blog):
    blog.configure(ARCHIVED)
    several(blog, range(20))
    blog.write("feeds/archive/rss-1.xml", "<rss>Mine.</rss>")
    assert "feeds/archive/rss-1.xml: there, but not written by feedtool" in blog.run("build").err.replace(
        f"{blog.root}/", ""
    )
    assert (blog.root / "feeds/archive/rss-1.xml").read_text() == "<rss>Mine.</rss>"


@pytest.mark.long
def test_documents_are_never_sources(blog):
    """A folder of feeds that the site's own lie in, too."""
    blog.configure(f'[[sources]]\ntype = "feed"\npath = "feeds"\n{ARCHIVED}')
    several(blog, range(20))
    (blog.root / "feeds").mkdir()
    blog.build()
    assert feedtool.build(blog.root)["posts"]["found"] == 20
    blog.post("new.md", date="2020-01-01")
    assert blog.build()["posts"]["found"] == 21
