"""What posts of Docusaurus mean, as far as its sites in tests/cases/generators do not show it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedtool.dates import Rules
from feedtool.loader import Site, Source, load
from feedtool.presets.docusaurus import split_title
from feedtool.presets.docusaurus_site import Site as Configuration

VIENNA = Rules(zone=ZoneInfo("Europe/Vienna"))


@pytest.fixture
def post(tmp_path):
    def read(head="title: x", path="2024-02-03-my-trip.md", body="Text.", **files):
        for name, text in {f"blog/{path}": f"---\n{head}\n---\n{body}", **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        source = Source(type="markdown", path=str(tmp_path / "blog"), preset="docusaurus")
        return load([source], Site(url="https://e.example/b/", root=str(tmp_path), rules=VIENNA))

    return read


@pytest.mark.parametrize(
    ("date", "instant"),
    [
        ("2024-02-03 10:00:00", datetime(2024, 2, 3, 10, tzinfo=UTC)),
        ("2024-02-03 10:00", datetime(2024, 2, 3, 10, tzinfo=UTC)),
        ("02/03/2024", datetime(2024, 2, 3, tzinfo=UTC)),
        ("2024-02-03T10:00:00+03:00", datetime(2024, 2, 3, 7, tzinfo=UTC)),
        ("", datetime(2024, 2, 3, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_zone_is_utc_whatever_the_site_says(post, date, instant):
    (one,) = post(f"title: x\ndate: {date}").posts
    assert one.published == instant


@pytest.mark.parametrize(
    ("path", "slug", "link"),
    [
        ("2024-2-3-my-trip.md", "", "2024/2/3/my-trip"),
        ("2024/02/03/index.md", "", "2024/02/03/index"),
        ("a/2024-02-03-b/index.mdx", "", "2024/02/03/a/b"),
        ("2024-02-03_My Trip.md", "", "2024/02/03/_My%20Trip"),
        ("2024-02-03-x.md", "/a/b", "a/b"),
    ],
)
def test_an_address_is_the_slug_or_the_date_of_the_name_as_folders(post, path, slug, link):
    (one,) = post(f"title: x\nslug: {slug}", path).posts
    assert one.link == f"https://e.example/b/blog/{link}"


@pytest.mark.parametrize("path", ["_part.mdx", "_drafts/2024-01-01-x.md", "2024-01-01-x.test.md"])
def test_what_no_page_is_made_of_is_passed_over(post, path):
    loaded = post(path=path)
    assert (loaded.posts, loaded.problems) == ((), ())


@pytest.mark.parametrize(
    ("body", "title", "left"),
    [
        ("# My *trip*\n\nText.", "My *trip*", "\n\nText."),
        ("\n\n# My trip {#id}\nText.", "My trip", "\n\n\nText."),
        ("# My trip ##\n", "My trip", "\n"),
        ("My trip\n===\nText.", "My trip", "\n\nText."),
        ("import A from './a';\n\n# My trip\n\n<A />", "My trip", "import A from './a';\n\n\n\n<A />"),
        ("Text.\n\n# My trip", "", "Text.\n\n# My trip"),
        ("## My trip", "", "## My trip"),
        ("#My trip", "", "#My trip"),
        ("", "", ""),
    ],
)
def test_a_heading_at_the_very_start_is_the_title_as_it_was_typed(body, title, left):
    assert split_title(body) == (title, left)


@pytest.mark.parametrize("start", ["import a\n" * 20_000, "\n" * 1_000_000, "#" + " " * 1_000_000, "x" * 1_000_000])
def test_a_long_text_takes_no_time(start):
    assert split_title(start)[0] == ""


@pytest.mark.parametrize(
    ("head", "title"),
    [("title: 2021", "2021"), ("title: ''", ""), ("tags: []", "Heading"), ("title:", "Heading")],
)
def test_a_title_of_the_metadata_comes_first_even_an_empty_one(post, head, title):
    (one,) = post(head, body="# Heading").posts
    assert one.title == title


def test_without_both_the_file_s_name_is_the_title_as_it_stands(post):
    (one,) = post("tags: []").posts
    assert (one.title, one.origins["title"].rule) == ("my-trip", "file name")


PEOPLE = "ada: {name: Ada Example, url: https://ada.example/}\nface: {image_url: x}"


@pytest.mark.parametrize(
    ("head", "people"),
    [
        ("authors: ada", [("Ada Example", "https://ada.example/")]),
        ("authors: [ada, {name: Bob}]", [("Ada Example", "https://ada.example/"), ("Bob", None)]),
        ("authors: {key: ada, name: A.}", [("A.", "https://ada.example/")]),
        ("authors: [face]", []),
        ("authors: [nobody]", [("nobody", None)]),
        ("author: Bob\nauthorURL: https://bob.example/", [("Bob", "https://bob.example/")]),
        ("authors: []", []),
    ],
)
def test_authors_are_people_of_the_authors_file_or_of_the_post(post, head, people):
    (one,) = post(f"title: x\n{head}", **{"blog/authors.yml": PEOPLE}).posts
    assert [(person.name, person.url) for person in one.authors] == people


@pytest.mark.parametrize("name", ["tags.yml", "labels.yml"])
def test_tags_are_called_by_their_labels(post, name):
    config = (
        ""
        if name == "tags.yml"
        else "export default {presets: [['classic', {docs: {tags: 'x.yml'}, blog: {tags: 'labels.yml'}}]]}"
    )
    files = {f"blog/{name}": "a: {label: The A}\nb c:\n", "docusaurus.config.js": config}
    (one,) = post("title: x\ntags: [a, b c, d e, {label: F, permalink: /f}]", **files).posts
    assert one.tags == ("The A", "B c", "d e", "F")


def test_a_blog_of_its_own_has_its_own_authors(tmp_path):
    config = """module.exports = {plugins: [['@docusaurus/plugin-content-blog', {path: 'x', authorsMapPath: 'people.yml'}],
        ['@docusaurus/plugin-content-blog', {id: 'b', path: './b', authorsMapPath: 'staff.yml'}]]}"""
    files = {
        "docusaurus.config.js": config,
        "b/staff.yml": "ada: {name: Ada}",
        "b/2024-01-01-x.md": "---\nauthors: ada\n---\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    source = Source(type="markdown", path=str(tmp_path / "b"), preset="docusaurus")
    (one,) = load([source], Site(url="https://e.example/", root=str(tmp_path), rules=VIENNA)).posts
    assert [person.name for person in one.authors] == ["Ada"]


@pytest.mark.parametrize(
    ("config", "path", "is_mdx"),
    [
        ("", "a.md", True),
        ("markdown: {format: 'detect'}", "a.md", False),
        ("markdown: {format: 'detect'}", "a.mdx", True),
        ("markdown: {format: 'md'}", "a.mdx", False),
    ],
)
def test_braces_are_text_where_markdown_is_no_mdx(config, path, is_mdx):
    assert Configuration(f"module.exports = {{{config}}}").is_mdx(path) is is_mdx


@pytest.mark.parametrize(
    ("slug", "rule", "link"), [("/a/", "/{path}", "a/"), ("/a/", "/{path}/", "a/"), ("/a/", "/{bare_path}", "a")]
)
def test_a_slug_s_slash_stays_unless_the_site_takes_it_away(post, tmp_path, slug, rule, link):
    post(f"title: x\nslug: {slug}")
    source = Source(type="markdown", path=str(tmp_path / "blog"), preset="docusaurus", url=rule)
    (one,) = load([source], Site(url="https://e.example/", root=str(tmp_path), rules=VIENNA)).posts
    assert one.link == f"https://e.example/{link}"


@pytest.mark.parametrize("head", ["draft: true", "unlisted: true"])
def test_what_is_in_no_list_is_in_no_feed(post, head):
    (one,) = post(f"title: x\n{head}").posts
    assert one.draft


@pytest.mark.parametrize(
    ("image", "address"), [("./a.png", None), ("https://e.example/a.png", "https://e.example/a.png")]
)
def test_a_picture_beside_the_post_has_an_address_that_nobody_knows(post, image, address):
    (one,) = post(f"title: x\nimage: {image}").posts
    assert one.image == address
