"""What posts of Astro mean, as far as its sites in tests/cases/generators do not show it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedtool.dates import Rules
from feedtool.loader import Site, Source, load
from feedtool.loader.beside import Beside
from feedtool.presets.astro import PRESET
from feedtool.raw import Raw

VIENNA = Rules(zone=ZoneInfo("Europe/Vienna"))


@pytest.fixture
def post(tmp_path):
    def read(head, path="src/content/blog/a.md", *, schema="", authors="{}", url=""):
        for name, text in {
            path: f"---\n{head}\n---\nText.",
            "src/content.config.ts": schema,
            "src/data/authors.json": authors,
        }.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text or " ", encoding="utf-8")
        source = Source(type="markdown", path=str(tmp_path / "src/content/blog"), preset="astro", url=url)
        return load([source], Site(url="https://e.example/", root=str(tmp_path), rules=VIENNA))

    return read


@pytest.mark.parametrize(
    ("path", "head", "link"),
    [
        ("A & B.v1.md", "title: x", "a--bv1"),
        ("Größe/My_Post--2.mdx", "title: x", "gr%C3%B6%C3%9Fe/my_post--2"),
        ("trip/index.md", "title: x", "trip"),
        ("a.md", "title: x\nslug: Own/Path", "Own/Path"),
        ("a.md", "title: x\npermalink: /no/", "a"),
    ],
)
def test_an_address_is_made_of_the_id(post, path, head, link):
    (one,) = post(f"{head}\npubDate: 2024-02-03", f"src/content/blog/{path}").posts
    assert one.link == f"https://e.example/blog/{link}/"


@pytest.mark.parametrize(
    ("path", "head", "link"),
    [("_releases/v 5.md", "", "v-5"), ("How To/a.md", "", "how-to/a"), ("b/a.md", "\nslug: x/own", "b/own")],
)
def test_a_path_without_folders_that_have_an_underscore(post, path, head, link):
    (one,) = post(f"title: x\npubDate: 2024-02-03{head}", f"src/content/blog/{path}", url="/posts/{path_id}/").posts
    assert one.link == f"https://e.example/posts/{link}/"


@pytest.mark.parametrize(
    ("date", "instant"),
    [
        ("2024-02-03", datetime(2024, 2, 3, tzinfo=UTC)),
        ("'Feb 03 2024'", datetime(2024, 2, 3, tzinfo=UTC)),
        ("2024-02-03T10:00:00", datetime(2024, 2, 3, 10, tzinfo=UTC)),
        ("2024-02-03T10:00:00+02:00", datetime(2024, 2, 3, 8, tzinfo=UTC)),
    ],
)
def test_a_date_without_a_zone_is_utc_whatever_the_site_says(post, date, instant):
    (one,) = post(f"title: x\npubDate: {date}").posts
    assert one.published == instant


@pytest.mark.parametrize(
    ("schema", "is_draft"), [("schema: z.object({ draft: z.boolean() })", True), ("z.object({})", False)]
)
def test_a_draft_is_one_where_the_schema_knows_of_drafts(post, schema, is_draft):
    (one,) = post("title: x\npubDate: 2024-02-03\ndraft: true", schema=schema).posts
    assert one.draft is is_draft


@pytest.mark.parametrize("authors", ['{"ada": {"name": "Ada Example"}}', '[{"id": "ada", "name": "Ada Example"}]'])
def test_a_key_of_the_authors_is_a_person(post, authors):
    (one,) = post("title: x\npubDate: 2024-02-03\nauthors: [ada, Bob]", authors=authors).posts
    assert [person.name for person in one.authors] == ["Ada Example", "Bob"]


def test_starlight_has_drafts_and_its_blog_has_people(post, tmp_path):
    config = "starlight({ plugins: [starlightBlog({ authors: { ada: { name: 'Ada Example' } } })] })"
    (tmp_path / "astro.config.mjs").write_text(config)
    (one,) = post("title: x\npubDate: 2024-02-03\ndraft: true\nauthors: ada", schema="docsSchema({ extend })").posts
    assert ([person.name for person in one.authors], one.draft) == (["Ada Example"], True)


@pytest.mark.parametrize(
    ("config", "passes"), [("", ()), ("markdown: { remarkPlugins: [remarkDirective] }", ("admonitions",))]
)
def test_boxes_between_colons_are_known_where_the_site_s_plugins_know_them(tmp_path, config, passes):
    (tmp_path / "src/content/blog").mkdir(parents=True, exist_ok=True)
    (tmp_path / "astro.config.mjs").write_text(config)
    beside = Beside(str(tmp_path / "src/content/blog"), str(tmp_path))
    assert PRESET.prepare(Raw(metadata={}, body=""), "a.md", beside).passes == passes
