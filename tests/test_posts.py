"""`feedtool posts` says what was loaded, where it went, and where each field came from."""

from __future__ import annotations

import pytest

from feedtool.listing import FIELDS, Row


@pytest.fixture
def site(blog):
    blog.configure("[output]\nlimit = 1\n")
    blog.post("new.md", title="日本語のタイトル", date="2024-06-01")
    blog.post("old.md", title="Old", date="2024-01-01")
    blog.post("draft.md", title="Draft", date=None, draft=True)
    blog.post("soon.md", title="Soon", date="2999-01-01")
    blog.post("gone.md", title="Gone", date="2024-02-01", expires="2024-03-01")
    blog.post("twin.md", title="Twin", date="2024-05-01", url="/new/")
    blog.post("bad.md", title="Bad", date="soon")
    return blog


def posts(site, *arguments, code=1):
    done = site.run("posts", "--json", *arguments)
    assert done.code == code, done.err
    return done.json


def test_every_post_is_listed_newest_first_with_where_it_is(site):
    listed = posts(site)
    assert [(row["file"], row["state"]) for row in listed["posts"]] == [
        ("posts/soon.md", "scheduled"),
        ("posts/new.md", "in"),
        ("posts/twin.md", "refused"),
        ("posts/gone.md", "expired"),
        ("posts/old.md", "older"),
        ("posts/draft.md", "draft"),
    ]
    assert [(problem["code"], problem["file"]) for problem in listed["problems"]] == [
        ("D202", "posts/bad.md"),
        ("I401", "posts/twin.md"),
    ]


def test_another_day_tells_another_story(site):
    states = {row["file"]: row["state"] for row in posts(site, "--now", "2999-01-02")["posts"]}
    assert (states["posts/soon.md"], states["posts/new.md"]) == ("in", "older")


def test_people_see_what_machines_do(site):
    done = site.run("posts")
    assert "2024-06-01  in         日本語のタイトル\n" in done.out
    assert "https://blog.example/new/  posts/new.md" in done.out
    assert done.out.endswith("6 posts: 1 scheduled, 1 in, 1 refused, 1 expired, 1 older, 1 draft\n")
    assert "left out posts/bad.md:3" in done.err


def test_the_keys_are_a_contract(blog):
    blog.post(authors=[{"name": "Ada", "url": "/ada"}], enclosure="/a.mp3", updated="2024-06-01")
    listed = posts(blog, code=0)
    assert set(listed) == {"posts", "passed", "problems", "warnings"}
    (row,) = listed["posts"]
    assert set(row) == set(Row.__annotations__) == {"file", "state", *FIELDS}
    assert row["authors"] == [{"name": "Ada", "email": None, "url": "https://blog.example/ada"}]
    assert row["enclosures"] == [{"url": "https://blog.example/a.mp3", "type": "audio/mpeg", "length": None}]
    assert (row["published"], row["updated"]) == ("2024-05-01T10:00:00+02:00", "2024-06-01T00:00:00+02:00")


@pytest.mark.long
@pytest.mark.parametrize(
    ("metadata", "name", "value", "rule", "key", "line"),
    [
        ({"title": "A"}, "title", "A", "front matter", "title", 2),
        ({"title": None, "body": "# A"}, "title", "A", "first heading", None, None),
        ({"title": None, "body": "x"}, "title", "trip", "file name", None, None),
        ({"date": None}, "published", "2024-01-02T00:00:00+01:00", "file name", None, None),
        ({"lastmod": "2024-06-01"}, "updated", "2024-06-01T00:00:00+02:00", "front matter", "lastmod", 4),
        ({}, "link", "https://blog.example/2024-01-02-trip/", "sources.url", None, None),
        ({"permalink": "/x/"}, "link", "https://blog.example/x/", "front matter", "permalink", 4),
        ({}, "id", "https://blog.example/2024-01-02-trip/", "link", None, None),
        ({"status": "draft"}, "draft", True, "front matter", "status", 4),
        ({}, "summary", None, None, None, None),
    ],
)
def test_every_field_says_where_it_came_from(blog, metadata, name, value, rule, key, line):
    blog.post("2024-01-02-trip.md", **metadata)
    (post,) = posts(blog, "--explain", "posts/2024-01-02-trip.md", code=0)["posts"]
    assert post["fields"][name] == {"value": value, "rule": rule, "key": key, "line": line}
    assert list(post["fields"]) == list(FIELDS)


def test_an_explanation_for_people(blog):
    blog.post()
    done = blog.run("posts", "--explain", "posts/hello.md")
    assert "posts/hello.md: in\n" in done.out
    assert "  title       Hello  ← front matter, title, line 2\n" in done.out
    assert "  summary     –\n" in done.out


def test_a_bad_post_is_explained_by_its_problems(blog):
    blog.post("bad.md", date="soon")
    told = posts(blog, "--explain", "posts/bad.md")
    assert told["posts"] == []
    assert [problem["code"] for problem in told["problems"]] == ["D202"]


def test_a_file_that_is_no_post_is_named(blog):
    blog.post()
    done = blog.run("posts", "--explain", "config.toml")
    assert done.code == 2
    assert "config.toml: no post of this site" in done.err


def test_listing_writes_nothing(blog):
    blog.post()
    before = sorted(path.name for path in blog.root.iterdir())
    posts(blog, code=0)
    assert sorted(path.name for path in blog.root.iterdir()) == before
