"""feedtool.lock: what was announced is never forgotten, by no branch and by no version."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool import lock
from feedtool.errors import LockError
from feedtool.model import FeedLine, Line, Lock
from tests.conftest import CONFIG

DAY = datetime(2024, 5, 1, 10, tzinfo=UTC)
SAMPLES = {
    1: """\
feedtool.lock 1
{"feed": "main", "id": "https://blog.example/", "published": "2024-05-01T10:00:00Z", "updated": "2024-06-01T10:00:00Z"}
{"id": "https://blog.example/hello/", "published": "2024-05-01T10:00:00+02:00", "announced": "2024-05-01T10:00:00Z", "title": "Hello", \
"language": "en", "links": ["https://old.example/hello/", "https://blog.example/hello/"], "source": "posts/hello.md", "raw": "0123456789abcdef", \
"text": "0123456789abcdef.00000001"}
""",
}


def lines(blog):
    return [json.loads(row) for row in (blog.root / "feedtool.lock").read_text().split("\n")[1:-1]]


def entry_of(blog, title):
    return next(line for line in lines(blog) if line.get("title") == title)


def test_each_post_that_is_out_has_a_line_also_beyond_the_feed(blog):
    blog.configure("[output]\nlimit = 1\n")
    blog.post()
    blog.post("b.md", title="B", date="2023-01-01")
    blog.post("draft.md", title="Draft", draft=True)
    blog.post("later.md", title="Later", date="2099-01-01")
    blog.build("--now", "2024-06-01T10:00:00Z")
    feed, first, second = lines(blog)
    assert feed == {
        "feed": "main",
        "id": "https://blog.example/",
        "published": "2024-06-01T10:00:00Z",
        "updated": "2024-05-01T08:00:00Z",
    }
    assert (first["id"], first["published"], first["announced"]) == (
        "https://blog.example/b/",
        "2022-12-31T23:00:00Z",
        "2024-06-01T10:00:00Z",
    )
    assert (second["title"], second["links"], second["source"]) == (
        "Hello",
        ["https://blog.example/hello/"],
        "posts/hello.md",
    )


def test_a_build_that_changes_nothing_does_not_touch_it(blog):
    blog.post()
    report = blog.build()
    assert (report["lock"], report["unchanged"]) == ("written", False)
    before = (blog.root / "feedtool.lock").stat()
    (blog.root / ".feedtool/look").unlink()
    report = blog.build()
    assert (report["lock"], report["unchanged"]) == ("unchanged", True)
    assert (blog.root / "feedtool.lock").stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("option", ["--check", "--dry-run"])
def test_what_only_looks_writes_none(blog, option):
    blog.post()
    assert blog.build(option, code=int(option == "--check"))["lock"] == "pending"
    assert not (blog.root / "feedtool.lock").exists()


def test_a_lock_that_is_not_current_stops_a_locked_build(blog):
    blog.post()
    done = blog.run("build", "--locked")
    assert (done.code, (blog.root / "feeds").exists()) == (1, False)
    assert (
        "feedtool.lock is not current: there is something new about https://blog.example/hello/, the feed main"
        in done.err
    )
    blog.build()
    assert blog.run("build", "--locked").code == 0


def test_a_lock_that_was_taken_away_is_seen(blog):
    blog.post()
    blog.at_rest().build()
    (blog.root / "feedtool.lock").unlink()
    assert blog.build()["lock"] == "written"


TEXTS = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=20)
INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))
URIS = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_categories=["Z", "C"]), min_size=1, max_size=30
)
LINES = st.builds(
    Line, id=URIS, published=INSTANTS, announced=INSTANTS, updated=st.none() | INSTANTS, title=TEXTS,
    language=st.none() | st.just("de"), links=st.lists(URIS, max_size=3, unique=True).map(tuple), source=TEXTS, raw=TEXTS, text=TEXTS, seen=TEXTS,
)  # fmt: skip
LOCKS = st.builds(
    Lock, entries=st.lists(LINES, max_size=5).map(lambda found: {line.id: line for line in found}),
    feeds=st.lists(st.builds(FeedLine, name=URIS, id=URIS, published=INSTANTS, updated=st.none() | INSTANTS), max_size=3)
    .map(lambda found: {line.name: line for line in found}),
)  # fmt: skip


@pytest.mark.long
@given(LOCKS)
def test_what_is_written_is_read_the_same(one):
    assert lock.loaded(lock.dumped(one)) == one
    assert lock.dumped(lock.loaded(lock.dumped(one))) == lock.dumped(one)


@pytest.mark.long
@given(LOCKS, LOCKS)
def test_lines_of_two_branches_are_one_in_either_order(one, other):
    first, *ours = lock.dumped(one).splitlines()
    _, *theirs = lock.dumped(other).splitlines()
    merged = lock.loaded("\n".join([first, *ours, *theirs]))
    assert merged.entries.keys() == one.entries.keys() | other.entries.keys()
    for id_, line in merged.entries.items():
        both = [branch.entries[id_] for branch in (one, other) if id_ in branch.entries]
        assert line.announced == min(each.announced for each in both)
        assert set(line.links) == {link for each in both for link in each.links}


@pytest.mark.parametrize("version", SAMPLES)
def test_a_lock_of_every_version_is_read(version):
    read = lock.loaded(SAMPLES[version])
    line = read.entries["https://blog.example/hello/"]
    assert (read.feeds["main"].id, line.title, line.links[-1]) == (
        "https://blog.example/",
        "Hello",
        "https://blog.example/hello/",
    )
    assert line.published == datetime(2024, 5, 1, 8, tzinfo=UTC)


def test_there_is_a_sample_of_this_version():
    assert lock.VERSION in SAMPLES


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "nothing, expected feedtool.lock 1"),
        ("{}\n", 1, "expected feedtool.lock 1"),
        ("feedtool.lock 2\n", 1, "a newer feedtool"),
        ("feedtool.lock 1\n<<<<<<< HEAD\n=======\n>>>>>>> other\n", 2, "conflict marks in the lines 2, 3, 4"),
        ("feedtool.lock 1\nx\n", 2, "no JSON"),
        ("feedtool.lock 1\n[1]\n", 2, "no table"),
        ('feedtool.lock 1\n{"id": "x:1", "colour": "red"}\n', 2, 'a key "colour"'),
        ('feedtool.lock 1\n{"id": "x:1"}\n', 2, "published"),
        ('feedtool.lock 1\n{"id": "x:1", "published": "soon", "announced": "2024-05-01T10:00:00Z"}\n', 2, "soon"),
        (
            'feedtool.lock 1\n{"id": "x:1", "published": "2024-05-01T10:00:00", "announced": "2024-05-01T10:00:00Z"}\n',
            2,
            "no time zone",
        ),
        (
            'feedtool.lock 1\n{"id": " a b", "published": "2024-05-01T10:00:00Z", "announced": "2024-05-01T10:00:00Z"}\n',
            2,
            "white space",
        ),
        (
            'feedtool.lock 1\n{"id": "x:1", "published": 1, "announced": "2024-05-01T10:00:00Z"}\n',
            2,
            "published is no text",
        ),
        ('feedtool.lock 1\n{"id": "x:1", "links": "x"}\n', 2, "no list of addresses"),
        ('feedtool.lock 1\n{"feed": "main"}\n', 2, "published"),
        ("feedtool.lock 0\n", 1, "expected feedtool.lock 1"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text, line, words):
    with pytest.raises(LockError, match=rf"feedtool\.lock:{line}: ") as error:
        lock.loaded(text)
    assert words in str(error.value)


def test_a_mark_of_the_encoding_and_other_line_ends_are_read():
    text = "\ufeff" + SAMPLES[1].replace("\n", "\r\n")
    assert lock.loaded(text) == lock.loaded(SAMPLES[1])


def test_a_name_with_a_line_end_of_unicode_s_is_read(blog):
    blog.post("a\u2028b\x85c.md")
    blog.build()
    blog.post("other.md", title="Other")
    blog.build()
    assert len(lines(blog)) == 3


def test_a_date_that_one_branch_gave_anew_stays():
    line = {"id": "x:1", "published": "2024-05-01T10:00:00Z", "announced": "2024-05-01T10:00:00Z"}
    other = json.dumps(line | {"published": "2024-07-01T10:00:00Z"})
    old = json.dumps(line | {"dated": "2024-07-01T10:00:00Z"})
    for rows in ([old, other], [other, old]):
        merged = lock.loaded("\n".join(["feedtool.lock 1", *rows]))
        assert merged.entries["x:1"].published == datetime(2024, 7, 1, 10, tzinfo=UTC)


def test_a_lock_that_cannot_be_read_stops_the_build(blog):
    blog.post()
    blog.write("feedtool.lock", "feedtool.lock 9\n")
    done = blog.run("build")
    assert (done.code, (blog.root / "feeds").exists()) == (1, False)
    assert "Install a newer feedtool" in done.err


@pytest.mark.long
def test_branches_that_add_a_post_each_merge_by_themselves(blog):
    def git(*words):
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *words]
        return subprocess.run(command, cwd=blog.root, capture_output=True, text=True, check=True)

    git("init", "-q", "-b", "main")
    (blog.root / "config.toml").unlink()
    blog.post()
    assert "merge=union" in blog.run("init", "--url", "https://blog.example/", "--title", "T").out
    blog.build()
    git("add", "."), git("commit", "-qm", "first")
    for branch, day in (("one", 1), ("two", 2)):
        git("switch", "-q", "-c", branch, "main")
        blog.post(f"{branch}.md", title=branch.title(), date=f"2024-06-0{day}")
        blog.build()
        (
            git("add", "posts", "feedtool.lock"),
            git("commit", "-qm", branch),
            git("checkout", "-q", "--", "."),
            git("clean", "-fdq", "feeds"),
        )
    git("switch", "-q", "main")
    git("checkout", "-q", "--", ".")
    git("merge", "-q", "one"), git("merge", "-q", "two", "-m", "both")
    blog.build()
    assert blog.titles == ["Two", "One", "Hello"]
    assert [line["id"].rsplit("/", 2)[1] for line in lines(blog) if "title" in line] == ["hello", "one", "two"]
    assert [line["feed"] for line in lines(blog) if "feed" in line] == ["main"]
    assert blog.run("build", "--locked").code == 0


@pytest.mark.long
@pytest.mark.parametrize(("name", "fragment"), [("de.toml", "#de"), ("a b.toml", "#a%20b"), ("feedtool.toml", "")])
def test_each_feed_has_its_own_id(blog, name, fragment):
    """That of a further configuration in the folder is told by its name; what was announced stays."""
    blog.post()
    blog.write(name, CONFIG)
    blog.build("-c", name)
    assert feedparser.parse((blog.root / "feeds/atom.xml").read_bytes()).feed.id == f"https://blog.example/{fragment}"
    lock = blog.root / f"{fragment[1:].replace('%20', ' ')}.feedtool.lock".removeprefix(".")
    lock.write_text(lock.read_text().replace(f"https://blog.example/{fragment}", "https://blog.example/#old", 1))
    blog.build("-c", name)
    assert feedparser.parse((blog.root / "feeds/atom.xml").read_bytes()).feed.id == "https://blog.example/#old"
