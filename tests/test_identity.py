"""Ids last: an author's is kept letter for letter, and no two entries share one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedtool.identity import assign
from feedtool.model import Body, Post

SITE = "https://e.example/"


def post(id=None, link="https://e.example/a/", file="a.md"):
    body = Body(type="text/markdown", source=0, path="x")
    return Post(file=file, title="T", link=link, body=body, published=datetime(2024, 5, 1, tzinfo=UTC), id=id)


@pytest.mark.parametrize(
    ("given", "id"),
    [
        pytest.param(None, "https://e.example/a/", id="none: where the post lives"),
        pytest.param("https://Old.example:443/%7Ea", "https://Old.example:443/%7Ea", id="an address, letter for letter"),
        pytest.param("urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", id="a uuid"),
        pytest.param("tag:e.example,2024:ü [1]", "tag:e.example,2024:%C3%BC%20%5B1%5D", id="what no URI can hold is escaped"),
        pytest.param("42", "https://e.example/#42", id="a number lies below the site"),
        pytest.param("my post", "https://e.example/#my%20post", id="so do words"),
    ],
)  # fmt: skip
def test_an_id(given, id):
    ((known,), clashes, questions) = assign([post(given)], SITE, {})
    assert (known.id, clashes, questions) == (id, (), ())


def test_of_two_posts_with_one_id_the_first_stays():
    known, (problem,), _ = assign([post(file="a.md"), post(file="b.md"), post("x:1", file="c.md")], SITE, {})
    assert [one.post.file for one in known] == ["a.md", "c.md"]
    assert (problem.code, problem.place.file) == ("I401", "b.md")
    assert "a.md" in problem.found
