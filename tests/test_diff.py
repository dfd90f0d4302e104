"""`diff` tells what subscribers will see, names all of it, and nothing else."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from feedtool.adopt import AdoptReport
from feedtool.diff import DateDiff, RenameDiff

BODY = 'The *first* words of post {n} say "hello" to [a friend](https://friend.example/{n}).\n\n![A cat](/img/cat.png)\n\n- one\n- two\n'
FIRST, LATER = "2024-06-01T10:00:00Z", "2024-07-01T10:00:00Z"
EDITS = {  # a post, what is done to it, and the fields that a reader sees changed
    1: ({"title": "Another title"}, ["title"]),
    2: ({"body": BODY + "\nA last word."}, ["content"]),
    3: ({"body": BODY.replace("friend.example", "foe.example")}, ["links"]),
    4: ({"body": BODY.replace("cat.png", "dog.png")}, ["media"]),
    5: ({"summary": "In other words"}, ["summary"]),
    6: ({"tags": ["one", "three"]}, ["categories"]),
    7: ({"author": "Bob"}, ["authors"]),
    8: ({"enclosures": "https://media.example/talk.mp3"}, ["media"]),
    9: ({"updated": "2024-06-20T00:00:00Z"}, ["updated"]),
    10: ({"url": "/elsewhere/", "body": BODY.replace("first", "second")}, ["content", "link"]),
}
NO_EDITS = {
    11: {"body": BODY.replace("\n\n", "\n\n\n")},
    12: {"body": BODY.replace("*first*", "_first_").replace("- ", "* ")},
    13: {"body": BODY.replace('"hello"', "“hello”")},
    14: {"body": BODY.replace("*first*", '<em class="new">first</em>')},
    15: {"body": BODY.replace("![A cat](/img/cat.png)", '<img src="/img/cat.png" alt="A cat">')},
    16: {"body": BODY.replace("/img/cat.png", "/img/tabby.png")},  # the same bytes
    17: {"tags": ["two", "one"]},
    18: {"layout": "wide"},
    19: {"body": BODY.replace("\n", "\r\n")},
    20: {"body": BODY + "\n<!-- a note -->\n"},
}


def post(blog, n, **more):
    given = {
        "title": f"Post {n}",
        "date": f"2024-05-{n:02} 10:00",
        "tags": ["one", "two"],
        "summary": "In short",
        "body": BODY,
    } | more
    given["body"] = given["body"].replace("{n}", str(n))
    file = blog.root / f"posts/p{n:02}.md"
    file.unlink(missing_ok=True)
    blog.post(file.name, **given)


@pytest.fixture
def twenty(blog):
    for name in ("cat.png", "tabby.png"):
        blog.write(f"static/img/{name}", "a cat")
    for n in range(1, 21):
        post(blog, n)
    blog.build("--now", FIRST)
    return blog


def told(blog, *arguments, code=0):
    done = blog.run("diff", "--json", "--now", LATER, *arguments)
    assert done.code == code, (done.out, done.err)
    return done.json


def files(rows):
    return {row["file"] for row in rows}


@pytest.mark.long
def test_of_twenty_edits_exactly_those_are_named_that_a_reader_sees(twenty):
    for n, (change, _) in EDITS.items():
        post(twenty, n, **change)
    for n, change in NO_EDITS.items():
        post(twenty, n, **change)
    found = told(twenty)
    assert {row["file"]: row["fields"] for row in found["edited"]} == {
        f"posts/p{n:02}.md": fields for n, (_, fields) in EDITS.items()
    }
    assert (found["same"], found["above_guard"]) == (10, False)
    assert not any(found[kind] for kind in ("new", "resurfacing", "gone", "older", "id_changed", "date_moved"))
    assert next(row for row in found["edited"] if row["file"] == "posts/p02.md")["text"] == ["+ A last word."]


@pytest.mark.long
def test_nothing_is_written(twenty):
    before = {path: path.stat().st_mtime_ns for path in twenty.root.rglob("*")}
    post(twenty, 1, body="Other")
    (twenty.root / "posts/p01.md").touch()
    told(twenty)
    after = {path: path.stat().st_mtime_ns for path in twenty.root.rglob("*")}
    assert {path for path in after if after[path] != before.get(path)} <= {
        twenty.root / "posts",
        twenty.root / "posts/p01.md",
    }


@pytest.mark.long
def test_new_gone_returning_and_older_entries_are_told_apart(twenty):
    twenty.post("new.md", title="New", date="2024-06-02")
    (twenty.root / "posts/p20.md").unlink()
    (twenty.root / "posts/p19.md").unlink()
    found = told(twenty)
    assert (files(found["new"]), [row["title"] for row in found["gone"]], found["older"]) == (
        {"posts/new.md"},
        ["Post 20", "Post 19"],
        0,
    )
    twenty.build("--now", LATER)
    post(twenty, 20)
    found = told(twenty)
    assert (files(found["resurfacing"]), found["new"], found["above_guard"]) == ({"posts/p20.md"}, [], False)
    for n in range(21, 24):
        twenty.post(f"n{n}.md", title=f"N{n}", date=f"2024-06-0{n - 18}")
    assert told(twenty)["older"] == 3


@pytest.mark.long
def test_old_posts_above_the_guard_are_an_exit_code(twenty):
    for n in range(4):
        twenty.post(f"old{n}.md", title=f"Old {n}", date=f"2024-05-19 0{n}:00")
    found = told(twenty, code=1)
    assert (found["above_guard"], [row["old"] for row in found["new"]]) == (True, [True] * 4)
    (twenty.root / "posts/old0.md").unlink()
    assert not told(twenty)["above_guard"]
    done = twenty.run("diff", "--now", LATER)
    assert "older than what subscribers have" in done.out


@pytest.mark.long
def test_ids_that_change_are_above_the_guard_too(twenty):
    feed = (twenty.root / "feeds/atom.xml").read_text()
    for n in range(17, 21):
        feed = feed.replace(f"<id>https://blog.example/p{n}/</id>", f"<id>tag:blog.example,2024:{n}</id>")
    twenty.write("old.xml", feed)
    found = told(twenty, "old.xml", code=1)
    assert {(row["was"], row["id"]) for row in found["id_changed"]} == {
        (f"tag:blog.example,2024:{n}", f"https://blog.example/p{n}/") for n in range(17, 21)
    }
    assert (found["new"], found["gone"], found["same"]) == ([], [], 16)


@pytest.mark.long
def test_a_date_that_moved_is_told_whether_subscribers_keep_it_or_not(twenty):
    post(twenty, 20, date="2024-06-10 10:00")
    kept = told(twenty)["date_moved"]
    assert [(row["was"], row["now"], row["kept"]) for row in kept] == [
        ("2024-05-20T08:00:00+00:00", "2024-06-10T10:00:00+02:00", True)
    ]
    feeds = {path.name: path.read_bytes() for path in (twenty.root / "feeds").iterdir()}
    twenty.build("--now", LATER, "--redate", "https://blog.example/p20/")
    for name, data in feeds.items():
        twenty.write(f"before/{name}", data)
    moved = told(twenty, "before")
    assert [(row["was"], row["now"], row["kept"]) for row in moved["date_moved"]] == [
        ("2024-05-20T08:00:00+00:00", "2024-06-10T08:00:00+00:00", False)
    ]
    assert moved["edited"] == []


@pytest.mark.long
@pytest.mark.parametrize("format", ["rss", "atom", "json"])
def test_each_format_is_compared_with_itself(twenty, format):
    post(twenty, 3, body="Other words")
    found = told(twenty, f"feeds/{'feed.json' if format == 'json' else f'{format}.xml'}")
    assert (files(found["edited"]), found["same"]) == ({"posts/p03.md"}, 19)


@pytest.mark.long
def test_it_compares_with_what_is_live_in_a_folder_or_committed(twenty, web):
    web.folder = twenty.root
    config = (twenty.root / "config.toml").read_text().replace("https://blog.example/", web.url)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@b.example"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All"]):
        subprocess.run([*git, *command], cwd=twenty.root, check=True)
    twenty.write("public/feeds/atom.xml", (twenty.root / "feeds/atom.xml").read_bytes())
    post(twenty, 3, body="Other words")
    whole = [
        told(twenty, what) for what in ("HEAD", "public", "public/feeds", "feeds/atom.xml", f"{web.url}feeds/atom.xml")
    ]
    assert {json.dumps({**one, "compared_with": ""}) for one in whole} == {
        json.dumps({**whole[0], "compared_with": ""})
    }
    assert files(whole[0]["edited"]) == {"posts/p03.md"}
    twenty.write("config.toml", config)
    assert told(twenty, "live")["compared_with"] == f"{web.url}feeds/atom.xml"


def test_before_the_first_build_all_is_new(blog):
    blog.post()
    found = told(blog)
    assert (files(found["new"]), found["above_guard"]) == ({"posts/hello.md"}, False)


def test_it_is_told_in_words(twenty):
    post(twenty, 2, body=BODY.replace("first", "second"))
    (twenty.root / "posts/p04.md").unlink()
    twenty.post("new.md", title="New", date="2024-06-02")
    assert (
        twenty.run("diff", "--now", LATER).out
        == """\
Compared with feeds/atom.xml:
new          2024-06-01  New  posts/new.md
edited       2024-05-02  Post 2  posts/p02.md
                         content
                         - The first words of post 2 say "hello" to a friend.
                         + The second words of post 2 say "hello" to a friend.
gone         2024-05-04  Post 4
1 new, 1 edited, 1 gone, 18 unchanged
"""
    )


@pytest.mark.long
def test_for_a_pull_request_it_is_markdown_in_which_nothing_of_a_post_is_live(twenty):
    post(twenty, 2, title="<b>@all</b> [x](y)", body=BODY + "\nSee ~~~~~ and \\</details>.\n")
    said = twenty.run("diff", "--markdown", "--now", LATER).out
    assert r"- **edited** \<b\>\@all\</b\> \[x\](y) — content, title" in said.replace(
        "title, content", "content, title"
    )
    assert said.count("~~~~~~") == 2
    assert said.startswith("### What subscribers will see: 1 edited, 19 unchanged\n")


def test_for_a_pull_request_a_build_that_stops_is_no_silence(twenty):
    post(twenty, 2, date="~~~~~ in spring")
    done = twenty.run("diff", "--markdown", "--now", LATER)
    assert done.code == 1
    heading, empty, fence, *text, end, _ = done.out.split("\n")
    assert (heading, empty) == ("### What subscribers will see cannot be told", "")
    assert set(fence) == {"~"}
    assert (fence, len(fence) > 5) == (end, True)
    assert done.err == f"feedtool: {chr(10).join(text)}\n"
    assert "posts/p02.md" in done.err


@pytest.mark.parametrize(
    "words",
    [("adopt", ""), ("diff", ""), ("diff", " "), ("diff", "--baseline", ""), ("build", "--baseline", ""), ("build", "--output", "")],
    ids=" ".join,
)  # fmt: skip
def test_a_variable_that_is_not_set_names_no_feed(blog, words):
    blog.post()
    done = blog.run(*words)
    assert (done.code, done.out) == (2, "")
    assert "is a variable not set?" in done.err
    assert not (blog.root / "feedtool.lock").exists()


def test_every_key_is_documented(twenty):
    twenty.post("new.md", title="New", date="2024-06-02")
    text = (Path(__file__).parent.parent / "docs/reference/command-line.md").read_text()
    found = told(twenty)
    assert {
        key
        for key in [*found, *found["new"][0], *DateDiff.__annotations__, *RenameDiff.__annotations__]
        if f"`{key}`" not in text
    } == set()
    assert {key for key in AdoptReport.__annotations__ if f"`{key}`" not in text} == set()
