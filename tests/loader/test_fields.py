"""Metadata of any spelling becomes the same fields; what cannot be read is named, and costs as little as it can."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedtool.dates import Rules
from feedtool.loader import Site, Source, reading
from feedtool.loader.fields import BY_NAME, OF_ADDRESS
from feedtool.model import Enclosure, Person
from feedtool.raw import Raw

SITE = Site(url="https://e.example/blog/", root="/site", rules=Rules())


def read(body="", path="trip.md", source=None, site=SITE, **metadata):
    raw = Raw(metadata={"title": "T", "date": "2024-05-01"} | metadata, body=body, via="yaml", lines={"date": 3})
    source = source or Source(type="markdown", path="/site/posts")
    return reading.normalise(raw, path=path, shown=f"posts/{path}", part=0, index=0, source=source, site=site)


def post(**given):
    result = read(**given)
    assert result.problems == ()
    return result.post


@pytest.mark.parametrize(
    ("metadata", "field", "value"),
    [
        pytest.param({"title": 2017}, "title", "2017", id="a number as title"),
        pytest.param({"title": " a \n b\u00a0c "}, "title", "a b c", id="white space in a title"),
        pytest.param({"title": "<b> & AT&amp;T"}, "title", "<b> & AT&amp;T", id="a title is plain text"),
        pytest.param({"title": "a\x0bb\x00c"}, "title", "abc", id="control characters in a title"),
        pytest.param({"lastmod": "2024-06-01"}, "updated", datetime(2024, 6, 1, tzinfo=UTC), id="lastmod"),
        pytest.param({"Last-Modified-At": "2024-06-01"}, "updated", datetime(2024, 6, 1, tzinfo=UTC), id="any spelling"),
        pytest.param({"publishDate": "2024-06-01"}, "published", datetime(2024, 6, 1, tzinfo=UTC), id="publishDate before date"),
        pytest.param({"date": None, "pubDate": "2024-06-01"}, "published", datetime(2024, 6, 1, tzinfo=UTC), id="pubDate"),
        pytest.param({"published": True}, "published", datetime(2024, 5, 1, tzinfo=UTC), id="published: true is no date"),
        pytest.param({"date": {"created": "2024-06-01"}}, "published", datetime(2024, 6, 1, tzinfo=UTC), id="a table of dates"),
        pytest.param({"date": {"created": "2024-06-01", "updated": "2024-06-02"}}, "updated", datetime(2024, 6, 2, tzinfo=UTC), id="and its update"),
        pytest.param({"author": "Ada"}, "authors", (Person(name="Ada"),), id="an author"),
        pytest.param({"author": "Ada <ada@e.example>"}, "authors", (Person(name="Ada", email="ada@e.example"),), id="with e-mail"),
        pytest.param({"author": "ada@e.example (Ada)"}, "authors", (Person(name="Ada", email="ada@e.example"),), id="as RSS has it"),
        pytest.param({"authors": ["Ada", {"name": "Bob", "url": "/bob"}]}, "authors", (Person(name="Ada"), Person(name="Bob", url="https://e.example/bob")), id="several"),
        pytest.param({"authors": "Ada; Bob"}, "authors", (Person(name="Ada"), Person(name="Bob")), id="several in one text"),
        pytest.param({"tags": "a, b , a"}, "tags", ("a", "b"), id="tags in one text"),
        pytest.param({"tags": ["New York", "#b", 2024, None]}, "tags", ("New York", "b", "2024"), id="a list of tags"),
        pytest.param({"taxonomies": {"tags": ["a"]}}, "tags", ("a",), id="tags in a table"),
        pytest.param({"categories": {"name": "x"}}, "categories", ("x",), id="a category that is a table"),
        pytest.param({"description": "a\nb"}, "summary", "a b", id="a summary"),
        pytest.param({"lang": "pt_BR"}, "language", "pt-BR", id="a language with an underscore"),
        pytest.param({"image": "a b.png"}, "image", "https://e.example/blog/trip/a%20b.png", id="an image beside the post"),
        pytest.param({"cover": {"image": "x", "url": "/c.png"}}, "image", "https://e.example/c.png", id="an image in a table"),
        pytest.param({"cover": {"image": "/c.png"}}, "image", "https://e.example/c.png", id="an image under its own name"),
        pytest.param({"image": False}, "image", None, id="no image"),
        pytest.param({"enclosure": "false"}, "enclosures", (), id="no enclosure"),
        pytest.param({"attachments": [], "audio": {}}, "enclosures", (), id="empty enclosures"),
        pytest.param({"permalink": "false"}, "link", "https://e.example/blog/trip/", id="no link of its own"),
        pytest.param({"permalink": "False", "url": "/x/"}, "link", "https://e.example/blog/x/", id="but another key's"),
        pytest.param({"permalink": True}, "link", "https://e.example/blog/trip/", id="true is no link"),
        pytest.param({"author": "false"}, "authors", (), id="no author"),
        pytest.param({"summary": "false"}, "summary", None, id="no summary"),
        pytest.param({"tags": "false"}, "tags", (), id="no tags"),
        pytest.param({"categories": False}, "categories", (), id="no categories"),
        pytest.param({"rights": "false"}, "rights", None, id="no rights"),
        pytest.param({"id": "false"}, "id", None, id="no id"),
        pytest.param({"title": "No"}, "title", "No", id="a title may be a flag"),
        pytest.param({"lang": "no"}, "language", "no", id="Norwegian"),
        pytest.param({"tags": [1, "y"]}, "tags", ("1", "y"), id="tags that look like flags"),
        pytest.param({"expires": False}, "expires", None, id="never expires"),
        pytest.param({"enclosure": {"url": "/a.mp3", "length": 12.0}}, "enclosures", (Enclosure(url="https://e.example/a.mp3", type="audio/mpeg", length=12),), id="a length with a point"),
        pytest.param({"enclosure": {"url": "/a.mp3", "length": ""}}, "enclosures", (Enclosure(url="https://e.example/a.mp3", type="audio/mpeg"),), id="an empty length"),
        pytest.param({"slug": ["a"]}, "link", "https://e.example/blog/trip/", id="a slug that is a list"),
        pytest.param({"permalink": "  /x/  "}, "link", "https://e.example/blog/x/", id="blanks around an address"),
        pytest.param({"guid": "https://E.example:443/%7Eada"}, "id", "https://E.example:443/%7Eada", id="an id, letter for letter"),
        pytest.param({"guid": "tag:e.example,2024:1"}, "id", "tag:e.example,2024:1", id="an id"),
        pytest.param({"enclosure": "/a.mp3"}, "enclosures", (Enclosure(url="https://e.example/a.mp3", type="audio/mpeg"),), id="an enclosure"),
        pytest.param({"enclosure": {"url": "/a.mp3", "length": "12", "type": "audio/x"}}, "enclosures", (Enclosure(url="https://e.example/a.mp3", type="audio/x", length=12),), id="with type and length"),
    ],
)  # fmt: skip
def test_a_key_becomes_a_field(metadata, field, value):
    assert getattr(post(**metadata), field) == value


@pytest.mark.parametrize(
    ("metadata", "code", "key"),
    [
        pytest.param({"date": None}, "D201", None, id="no date"),
        pytest.param({"date": "soon"}, "D202", "date", id="a date that is none"),
        pytest.param({"date": "03/04/2019"}, "D203", "date", id="a date with two readings"),
        pytest.param({"updated": "soon"}, "D202", "updated", id="an update that is none"),
        pytest.param({"title": ["a"]}, "M201", "title", id="a list for a title"),
        pytest.param({"title": {"a", "b"}}, "M201", "title", id="a set for a title"),
        pytest.param({"title": b"hi"}, "M201", "title", id="bytes for a title"),
        pytest.param({"author": {"Ada", "Bob"}}, "M203", "author", id="a set of authors"),
        pytest.param({"author": {"name": {"Ada", "Bob"}}}, "M203", "author", id="a set for a name"),
        pytest.param({"date": "2024-05-01T10:60"}, "D202", "date", id="a minute that is none"),
        pytest.param({"draft": "maybe"}, "M202", "draft", id="neither draft nor not"),
        pytest.param({"author": {"email": ""}}, "M203", "author", id="an author without a name"),
        pytest.param({"author": [["Ada"]]}, "M203", "author", id="an author that is a list"),
        pytest.param({"author": {"name": {"given": "Ada"}}}, "M203", "author", id="a name that is a table"),
        pytest.param(
            {"enclosure": {"url": "/a.mp3", "length": "²"}}, "M208", "enclosure", id="a length that is no number"
        ),
        pytest.param({"author": {"name": "A", "email": "x"}}, "M204", "author", id="no e-mail address"),
        pytest.param({"url": "javascript:x"}, "M206", "url", id="a link that is live"),
        pytest.param({"url": "/:year/:title/"}, "M206", "url", id="a generator's placeholders"),
        pytest.param({"url": 7}, "M206", "url", id="a number for an address"),
        pytest.param({"url": "https://"}, "M206", "url", id="an address without host"),
        pytest.param({"enclosure": "/a.unheard"}, "M207", "enclosure", id="an enclosure without type"),
        pytest.param(
            {"enclosure": {"url": "/a.mp3", "length": "1 MB"}}, "M208", "enclosure", id="a length with a unit"
        ),
    ],
)
def test_a_post_that_cannot_be_right_is_left_out_with_its_reason(metadata, code, key):
    result = read(**metadata)
    assert result.post is None
    assert [(problem.code, problem.place.key) for problem in result.problems] == [(code, key)]
    assert all(problem.remedy for problem in result.problems)


BOMB: list[object] = ["x"]
for _ in range(40):
    BOMB = [BOMB] * 9


DEEP: list[object] = []
for _ in range(100_000):
    DEEP = [DEEP]


@pytest.mark.parametrize("value", [BOMB, DEEP, ["x"] * 200_000], ids=["too many by reference", "too deep", "too many"])
def test_of_what_no_memory_could_hold_there_is_no_digest(value):
    """An entry with it is made at each build."""
    post = read(odd=value).post
    assert post is not None
    assert post.body.digest == ""


@pytest.mark.long
@pytest.mark.parametrize("name", [*BY_NAME, *OF_ADDRESS, "draft", "status"])
@pytest.mark.parametrize("value", [BOMB, {"url": BOMB, "name": BOMB, "length": BOMB}], ids=["lists", "a table"])
def test_lists_of_lists_that_no_memory_could_hold_are_told(name, value):
    read(**{name: value})


def test_every_problem_of_a_post_is_told():
    assert [problem.code for problem in read(date="soon", updated="later", title=[1]).problems] == [
        "D202",
        "M201",
        "D202",
    ]


@pytest.mark.parametrize(
    "metadata",
    [
        {"image": "http://[x"},
        {"lang": "english language"},
        {"tags": [["a"]]},
        {"tags": {"a": 1, "b": 2}},
        {"tags": {"a", "b"}},
    ],
)
def test_what_can_be_done_without_costs_itself_only(metadata):
    result = read(**metadata)
    assert result.post is not None
    assert len(result.warnings) == 1
    assert "goes out without it" in result.warnings[0].remedy


@pytest.mark.parametrize(
    ("metadata", "is_draft"),
    [
        ({"draft": True}, True), ({"draft": "true"}, True), ({"draft": "yes"}, True), ({"draft": "no"}, False),
        ({"published": False}, True), ({"published": "false"}, True), ({"publish": False}, True),
        ({"status": "draft"}, True), ({"status": "Private"}, True), ({"status": "published"}, False),
        ({"status": ["draft"]}, True), ({"status": "skip"}, True), ({"draft": 1}, True), ({"draft": "0"}, False),
        ({"published": 0}, True), ({"published": 1}, False), ({"hidden": True}, True), ({"_hidden": "yes"}, True), ({"unlisted": True}, True), ({}, False),
    ],
)  # fmt: skip
def test_what_hides_a_post(metadata, is_draft):
    assert post(**metadata).draft is is_draft


def test_what_is_unfinished_is_nobody_s_problem():
    draft = read(draft=True, date="some day", enclosure="?")
    assert draft.post is not None
    assert draft.problems == draft.warnings == ()


@pytest.mark.parametrize(
    ("body", "path", "title", "leaves"),
    [
        pytest.param("text\n\n## A *b* `c`\n\nmore", "x.md", "A b c", True, id="the first heading"),
        pytest.param("# \n\n## B", "x.md", "B", True, id="not an empty one"),
        pytest.param("text", "2024-05-01-my-trip.md", "my trip", False, id="the file's name, without its date"),
        pytest.param("text", "2024-01-12.md", "2024-01-12", False, id="a file whose name is a date"),
        pytest.param("text", "2024-01-12/index.md", "2024-01-12", False, id="a folder whose name is a date"),
        pytest.param("text", "a/My Trip.md", "My Trip", False, id="the file's name, as it is"),
        pytest.param("text", "my-trip/index.md", "my trip", False, id="the folder of an index"),
    ],
)
def test_a_title_where_the_metadata_has_none(body, path, title, leaves):
    found = post(body=body, path=path, title=None)
    assert (found.title, found.body.drop_heading) == (title, leaves)


def test_a_site_s_own_names_come_first():
    source = Source(type="markdown", path="/site/posts", map={"updated": ("revised_on",), "draft": ("wip",)})
    assert post(source=source, revised_on="2024-07-01", updated="2024-06-01").updated == datetime(
        2024, 7, 1, tzinfo=UTC
    )
    assert post(source=source, wip=True).draft


def test_the_site_s_authors_stand_in():
    site = Site(url="https://e.example/", root="/site", authors=(Person(name="The site"),))
    assert post(site=site).authors == (Person(name="The site"),)
    assert post(site=site, author="Ada").authors == (Person(name="Ada"),)


def test_where_a_field_came_from_is_known():
    origins = post(date="2024-05-01").origins
    assert origins["published"] == ("front matter", "date", 3)
    assert post(path="2024-05-02-x.md", date=None).origins["published"].rule == "file name"


@pytest.mark.parametrize(
    ("metadata", "path", "rule", "link"),
    [
        pytest.param({}, "trip.md", "/{path}/", "https://e.example/blog/trip/", id="the default"),
        pytest.param({}, "2024/trip/index.md", "/{path}/", "https://e.example/blog/2024/trip/", id="an index"),
        pytest.param({}, "index.md", "/{path}/", "https://e.example/blog/", id="the root's index"),
        pytest.param({}, "Über uns.md", "/{path}/", "https://e.example/blog/%C3%9Cber%20uns/", id="other letters"),
        pytest.param({}, "a#b?c%d.md", "/{path}/", "https://e.example/blog/a%23b%3Fc%25d/", id="letters of addresses"),
        pytest.param({}, "U\u0308ber.md", "/{path}/", "https://e.example/blog/%C3%9Cber/", id="decomposed letters"),
        pytest.param({}, "news/2024-05-01-trip.md", "/{section}/{year}/{month}/{day}/{slug}.html", "https://e.example/blog/news/2024/05/01/trip.html", id="every placeholder"),
        pytest.param({"slug": "a b"}, "trip.md", "/{section}/{slug}/", "https://e.example/blog/a%20b/", id="no section, a slug of its own"),
        pytest.param({}, "trip.md", "https://other.example/x/{slug}", "https://other.example/x/trip", id="a rule with a host"),
        pytest.param({"permalink": "/x/"}, "trip.md", "/{path}/", "https://e.example/blog/x/", id="below the site"),
        pytest.param({"url": "x.html"}, "trip.md", "/{path}/", "https://e.example/blog/x.html", id="without a slash"),
        pytest.param({"url": "https://X.example:443/%7Ea"}, "trip.md", "/{path}/", "https://x.example/~a", id="absolute"),
        pytest.param({"url": "//x.example/a"}, "trip.md", "/{path}/", "https://x.example/a", id="without a scheme"),
    ],
)  # fmt: skip
def test_where_a_post_lives(metadata, path, rule, link):
    assert post(path=path, source=Source(type="markdown", path="/site/posts", url=rule), **metadata).link == link
