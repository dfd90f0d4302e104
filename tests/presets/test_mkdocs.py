"""What posts of Material for MkDocs mean, as far as its sites in tests/cases/generators do not show it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedtool.dates import Rules
from feedtool.loader import Site, Source, load
from feedtool.presets.mkdocs import settings_of, slugged, title_of

VIENNA = Rules(zone=ZoneInfo("Europe/Vienna"))
BLOG = "plugins: [blog, meta]"


@pytest.fixture
def post(tmp_path):
    def read(head="date: 2024-02-03", body="Text.", path="a.md", *, url="", settings=BLOG, **files):
        whole = {f"docs/blog/posts/{path}": f"---\n{head}\n---\n{body}", "mkdocs.yml": settings, **files}
        for name, text in whole.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        source = Source(type="markdown", path=str(tmp_path / "docs/blog/posts"), preset="mkdocs", url=url)
        return load([source], Site(url="https://e.example/b/", root=str(tmp_path), rules=VIENNA))

    return read


@pytest.mark.parametrize(
    ("head", "instant", "path"),
    [
        pytest.param("date: 2024-02-03", datetime(2024, 2, 2, 23, tzinfo=UTC), "2024/02/03/t/", id="a day"),
        pytest.param("date: 2024-02-03 00:30:00", datetime(2024, 2, 2, 23, 30, tzinfo=UTC), "2024/02/03/t/", id="naive"),
        pytest.param(
            "date: 2024-02-03T23:30:00-08:00", datetime(2024, 2, 4, 7, 30, tzinfo=UTC), "2024/02/03/t/",
            id="the address has the day of the date's own offset",
        ),
        pytest.param(
            "date: {created: 2024-02-03, updated: 2024-02-04}", datetime(2024, 2, 2, 23, tzinfo=UTC), "2024/02/03/t/",
            id="a table",
        ),
    ],
)  # fmt: skip
def test_a_date_means_what_it_means_to_material(post, head, instant, path):
    (one,) = post(f"title: t\n{head}").posts
    assert (one.published, one.link) == (instant, f"https://e.example/b/blog/{path}")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# Of the heading\n\nText.", "Of the heading"),
        ("Of the heading\n===\n\nText.", "Of the heading"),
        ("<!-- more -->\n\n# Of the heading", "My trip"),  # MkDocs looks at the first thing in the text
        ("<h1>Of the heading</h1>", "My trip"),
        ("[a]: b.md\n*[c]: d\n\n# Of the heading", "Of the heading"),
        ("# Of the heading {#id}", "Of the heading"),
        ("Text.\n\n# Not the first thing", "My trip"),
        ("## A part of it", "My trip"),
        ("", "My trip"),
    ],
)
def test_a_heading_of_the_first_level_at_the_start_is_the_title(post, body, title):
    (one,) = post(body=body, path="2024/my-trip.md").posts
    assert one.title == title


def test_capitals_of_other_scripts_may_stay():
    assert slugged("Über STRASSE", "lower-ascii") == "Über-strasse"


@pytest.mark.parametrize(
    ("name", "title"),
    [("my_trip", "My trip"), ("My-trip_2", "My trip 2"), ("iOS", "iOS"), ("2024-02-03", "2024 02 03")],
)
def test_a_file_s_name_as_a_title(name, title):
    assert title_of(f"x/{name}.md") == title


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Größe & Äpfel, v1.2", "größe--äpfel-v12"),
        ("a_b-c  d", "a_b-c--d"),
        ("A <em>B</em>!", "a-b"),
        (" x ", "x"),
    ],
)
def test_a_title_in_an_address(title, slug):
    assert slugged(title) == slug


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ("", "blog/c-d/2024/x-y/"),
        ("post_url_max_categories: 5, post_slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: none}}",
         "blog/c-d/e/2024/X-y/"),
        ("post_slugify: !!python/name:pymdownx.slugs.uslugify ''", "blog/c-d/2024/x-y/"),
    ],
)  # fmt: skip
def test_an_address_is_made_by_the_blog_s_options(post, options, path):
    head = "title: X y\ndate: 2024-02-03\ncategories: [C D, e]"
    settings = f"plugins:\n  - material/blog: {{{options}}}\n"
    (one,) = post(head, url="/blog/{categories}/{year}/{slug}/", settings=settings).posts
    assert one.link == f"https://e.example/b/{path}"


def test_an_author_is_a_person_of_the_authors_file_or_whoever_is_named(post):
    people = "authors: {ada: {name: Ada Example, url: https://ada.example/, avatar: x}}"
    settings = "plugins: [{blog: {authors_file: '{blog}/people.yml'}}]"
    head = "date: 2024-02-03\nauthors: [ada, Bob]"
    (one,) = post(head, settings=settings, **{"docs/blog/people.yml": people}).posts
    assert [(person.name, person.url) for person in one.authors] == [
        ("Ada Example", "https://ada.example/"),
        ("Bob", None),
    ]


def test_defaults_of_folders_add_to_lists_and_are_below_the_post(post):
    meta = {
        "docs/.meta.yml": "tags: [a]\ndescription: Far",
        "docs/blog/posts/d/.meta.yml": "tags: [b]\ndescription: Near",
    }
    (one,) = post("date: 2024-02-03\ntags: [c]", path="d/x.md", **meta).posts
    assert (one.tags, one.summary, one.origins["summary"].rule) == (("a", "b", "c"), "Near", ".meta.yml")


def test_without_the_meta_plugin_they_count_for_nothing(post):
    (one,) = post(settings="plugins: [blog]", **{"docs/.meta.yml": "tags: [a]"}).posts
    assert one.tags == ()


def test_a_page_without_a_date_is_no_post(post):
    loaded = post("title: x")
    assert (loaded.posts, loaded.problems) == ((), ())


def test_settings_inherit_tables_and_replace_lists():
    files = {
        "a/b.yml": {"INHERIT": "../c.yml", "x": {"y": 1}, "z": [1]},
        "c.yml": {"INHERIT": "c.yml", "x": {"w": 2, "y": 2}, "z": [2, 3]},
    }
    said = settings_of(files.get, "a/b.yml")
    assert (said["x"], said["z"]) == ({"w": 2, "y": 1}, [1])


def test_what_the_feed_does_not_want_is_passed_over(post):
    settings = "plugins: [blog, {rss: {match_path: 'blog/posts/(?!drafts/).*'}}]"
    assert (len(post(settings=settings).posts), len(post(settings=settings, path="drafts/b.md").posts)) == (1, 1)
