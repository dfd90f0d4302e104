"""A new post has the id that its generator gives it in its own feed; from its first announcement on the lock decides.

That these ids are the generators' own, byte for byte, is what tests/test_generators.py looks at.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool import urls
from feedtool.dates import Rules
from feedtool.identity import assign
from feedtool.loader import Site, Source, load
from feedtool.model import Body, Line, Post
from tests.conftest import CONFIG

SITE = "https://e.example/"
DAY = datetime(2024, 5, 1, tzinfo=UTC)
PELICAN = CONFIG.replace('path = "posts"', 'path = "posts"\npreset = "pelican"')


def post(own_id=None, id=None, link="a/", file="a.md"):
    body = Body(type="text/markdown", source=0, path="x")
    return Post(file=file, title="T", link=SITE + link, body=body, published=DAY, id=id, own_id=own_id)


def line(id, *links):
    return Line(id=id, published=DAY, announced=DAY, links=tuple(SITE + link for link in links))


@pytest.mark.parametrize(
    ("posts", "lines", "ids"),
    [
        pytest.param([post("tag:a")], [], ["tag:a"], id="the generator's"),
        pytest.param([post("tag:a", id="x:1")], [], ["x:1"], id="the author's comes first"),
        pytest.param([post("tag:a")], [line("x:1", "a/")], ["x:1"], id="the lock's decides, and nobody is told"),
        pytest.param([post("tag:a")], [line("tag:a", "b/")], [f"{SITE}a/"], id="an older post has it: the address"),
        pytest.param(
            [post("tag:a")], [line("tag:a", "b/"), line(f"{SITE}a/", "c/")], [f"{SITE}a/#-2"],
            id="an older one has that, too: with a number",
        ),
        pytest.param(
            [post("tag:a"), post("tag:a", link="b/", file="b.md")], [], ["tag:a", f"{SITE}b/"],
            id="two that the generator calls the same: the second has its address",
        ),
        pytest.param(
            [post("tag:a"), post(id="tag:a", link="b/", file="b.md")], [], [f"{SITE}a/", "tag:a"],
            id="an author gave it to another post: the address",
        ),
    ],
)  # fmt: skip
def test_the_id_of_a_post(posts, lines, ids):
    found = assign(posts, SITE, {one.id: one for one in lines})
    assert ([one.id for one in found.known], found.clashes, found.questions) == (ids, (), ())


@pytest.mark.parametrize("preset", ["docusaurus", "gatsby", "quarto", "zola"])
@pytest.mark.parametrize(("name", "id"), [
    ("größe-日本語", "größe-日本語"),
    ("plain", None),
    ("größe und mehr", None),  # no id can have a blank in it: the address
    ("größe <b>", None),
])  # fmt: skip
def test_an_address_that_the_generator_does_not_escape_is_the_id(tmp_path, preset, name, id):
    (tmp_path / "blog").mkdir()
    text = "---\ntitle: T\ndate: 2024-02-03\n---\nText."
    (tmp_path / f"blog/{name}.md").write_text(text, encoding="utf-8")
    source = Source(type="markdown", path=str(tmp_path / "blog"), preset=preset, url="/{name}/")
    (one,) = load([source], Site(url=SITE, root=str(tmp_path), rules=Rules(zone=UTC))).posts
    assert one.own_id == (id and f"{SITE}{id}/")
    assert urls.canonical(f"{SITE}{name}/") == one.link


@given(
    st.text(alphabet=st.sampled_from('aZü日😀 \t\n\x00\x7f\x85\xa0\u2003\ue000\ufffe<>"{}|\\^`[]%2Fg#:/'), max_size=12)
)
def test_every_text_can_be_made_an_iri_and_an_iri_stays(text):
    made = urls.iri(text)
    assert urls.iri(made) == made
    assert not set(made) & set(' \t\n\x00\x7f\x85\xa0\u2003\ue000\ufffe<>"{}|\\^`[]')
    assert [letter for letter in made if letter in "aZü日😀"] == [letter for letter in text if letter in "aZü日😀"]


@given(st.text(alphabet=st.sampled_from("aüß日/%25#?&=. <>😀"), max_size=12))
def test_an_address_as_it_is_typed_is_the_same_address(path):
    address = urls.canonical(SITE + urls.of_path(path))
    assert urls.canonical(urls.as_typed(address)) == address
    assert urls.as_typed(urls.as_typed(address)) == urls.as_typed(address)


@pytest.fixture
def pelican(blog):
    blog.configure("", config=PELICAN)
    blog.write("posts/trip.md", "Title: Trip\nDate: 2024-05-01 23:30 -0800\n\nText.\n")
    return blog


TAG = "tag:blog.example,2024-05-01:/trip.html"


def test_the_id_is_no_link_in_any_format(pelican):
    pelican.build()
    (item,) = pelican.read("rss").entries
    assert (item.id, item.link, item.guidislink) == (TAG, "https://blog.example/trip.html", False)
    assert pelican.read("atom").entries[0].id == pelican.read("json")["items"][0]["id"] == TAG


def test_it_stays_when_the_post_moves_and_becomes_another_generator_s(pelican):
    pelican.build()
    pelican.configure("", config=CONFIG)
    pelican.write("posts/trip.md", "---\ntitle: Trip\ndate: 2024-05-02\n---\nText.\n")
    pelican.build()
    assert pelican.read("atom").entries[0].id == TAG


@pytest.mark.long
def test_a_post_that_was_announced_under_its_address_keeps_that(pelican):
    pelican.configure("", config=PELICAN.replace("pelican", "nikola"))
    pelican.write("posts/trip.md", ".. title: Trip\n.. date: 2024-05-01\n\nText.\n")
    pelican.build()
    old = pelican.read("atom").entries[0].id
    pelican.configure("", config=PELICAN)
    pelican.write("posts/trip.md", "Title: Trip\nDate: 2024-05-01\n\nText.\n")
    pelican.build()
    assert pelican.read("atom").entries[0].id == old != TAG


def test_an_explanation_says_whose_id_it_is(pelican):
    def whence():
        (told,) = pelican.run("posts", "--json", "--explain", "posts/trip.md").json["posts"]
        return told["fields"]["id"]["value"], told["fields"]["id"]["rule"]

    assert whence() == (TAG, "preset pelican")
    pelican.build()
    assert whence() == (TAG, "lock")
