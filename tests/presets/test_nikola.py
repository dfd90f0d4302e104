"""What Nikola's posts mean, as far as its sites in tests/cases/generators do not show it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedtool.dates import Rules
from feedtool.loader import Site, Source, load

VIENNA = Rules(zone=ZoneInfo("Europe/Vienna"))
POSTS = 'POSTS = (("posts/*.md", "blog", "post.tmpl"), ("posts/*.rst", "blog", "post.tmpl"))\n'


@pytest.fixture
def post(tmp_path):
    def read(head, path="posts/trip.md", *, conf="", posts=POSTS, type="markdown", url="", **files):
        head = "\n".join(f".. {line}" for line in head.split("\n") if line)
        for name, text in {path: f"{head}\n\nText.", "conf.py": posts + conf, **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        source = Source(type=type, path=str(tmp_path / "posts"), preset="nikola", url=url)
        return load([source], Site(url="https://e.example/b/", root=str(tmp_path), rules=VIENNA))

    return read


@pytest.mark.parametrize(("date", "instant"), [
    ("2024-02-03 10:00", datetime(2024, 2, 3, 9, tzinfo=UTC)),
    ("2024-02-03 10:00 UTC+01:00", datetime(2024, 2, 3, 9, tzinfo=UTC)),
    ("2024-02-03 10:00 UTC-03:00", datetime(2024, 2, 3, 13, tzinfo=UTC)),
    ("2024-02-03 10:00 UTC+2", datetime(2024, 2, 3, 12, tzinfo=UTC)),  # as POSIX has it
    ("2024-06-03 10:00 EST", datetime(2024, 6, 3, 8, tzinfo=UTC)),  # a name that dateutil drops
    ("01/05/2024", datetime(2024, 1, 4, 23, tzinfo=UTC)),  # the month first
])  # fmt: skip
def test_a_date_means_what_it_means_to_nikola(post, date, instant):
    (one,) = post(f"title: x\ndate: {date}").posts
    assert one.published == instant


@pytest.mark.parametrize(("head", "conf", "path"), [
    ("", "", "blog/trip/"),
    ("slug: A b/c", "", "blog/A%20b/c/"),
    ("slug: index", "", "blog/"),
    ("", "PRETTY_URLS = False", "blog/trip.html"),
    ("pretty_url: False", "", "blog/trip.html"),
    ("pretty_url: True", "PRETTY_URLS = False", "blog/trip/"),
    ("", "STRIP_INDEXES = False", "blog/trip/index.html"),
    ("", "DEFAULT_LANG = 'de'\nTRANSLATIONS = {DEFAULT_LANG: './de', 'en': ''}", "de/blog/trip/"),
    ("", "POSTS = [('posts/*.md', {'en': 'Ä & B'}, '')]", "%C3%84%20%26%20B/trip/"),
    ("", "POSTS = (('posts/*.md', '', ''),)", "trip/"),
])  # fmt: skip
def test_where_a_post_lives(post, head, conf, path):
    (one,) = post(f"date: 2024-02-03\n{head}", conf=conf).posts
    assert one.link == f"https://e.example/b/{path}"


def test_a_rule_of_the_configuration_comes_first(post):
    (one,) = post("date: 2024-02-03", url="/{year}/{name}/").posts
    assert one.link == "https://e.example/b/2024/trip/"


@pytest.mark.parametrize(("name", "slug"), [("Größe, Ä & 1% (v1.2)_x", "grosse-a-1-v12_x"), ("a--b c", "a-b-c")])
def test_a_slug_is_made_of_the_file_s_name(post, name, slug):
    (one,) = post("date: 2024-02-03\ntitle: else", f"posts/{name}.md").posts
    assert one.link == f"https://e.example/b/blog/{slug}/"


@pytest.mark.parametrize(("head", "conf", "field", "value"), [
    ("", "", "title", "trip"),
    ("title: NO TITLE", "", "title", ""),
    ("title: x\nhidetitle: True", "", "title", ""),
    ("title: x\ntype: micro", "TYPES_TO_HIDE_TITLE = ['micro']", "title", ""),
    ("tags: b10, b9, A, b9", "", "tags", ("A", "b9", "b10")),
    ("tags: a;b c", "", "tags", ("a;b c",)),
    ("category: News", "", "categories", ()),  # no feed of Nikola has them
    ("author: A, B", "", "authors", ("A, B",)),
    ("author: A, B", "MULTIPLE_AUTHORS_PER_POST = True", "authors", ("A", "B")),
    ("status: draft", "", "draft", True),
    ("status: private", "", "draft", True),
    ("status: featured", "", "draft", False),
    ("tags: Draft, a", "", "draft", True),  # a status, where conf.py says nothing
    ("tags: draft", "USE_TAG_METADATA = False", "draft", False),
    ("guid: urn:x:1", "", "id", "urn:x:1"),
    ("description: d", "", "summary", "d"),
])  # fmt: skip
def test_a_key_means_what_it_means_to_nikola(post, head, conf, field, value):
    (one,) = post(f"date: 2024-02-03\n{head}", conf=conf).posts
    said = getattr(one, field)
    assert (tuple(person.name for person in said) if field == "authors" else said) == value


def test_a_sidecar_is_all_that_counts(post):
    (one,) = post(
        "title: no\ndate: 2001-01-01\ntags: no", **{"posts/trip.meta": ".. title: yes\n.. date: 2024-02-03"}
    ).posts
    assert (one.title, one.tags, one.published.year) == ("yes", (), 2024)


def test_fields_of_rst_count_where_the_site_says_so(post):
    text = "The title\n=========\n\n:date: 2024-02-03\n:authors: A; B\n\nText."
    (one,) = post("", "posts/a.rst", type="rst", conf="USE_REST_DOCINFO_METADATA = True", **{"posts/a.rst": text}).posts
    assert (one.title, [person.name for person in one.authors]) == ("The title", ["A", "B"])
    loaded = post("", "posts/a.rst", type="rst", **{"posts/a.rst": text})
    assert [problem.code for problem in loaded.problems] == ["D201"]


@pytest.mark.parametrize(("path", "conf", "files", "is_post"), [
    ("posts/a.en.md", "TRANSLATIONS = {'en': '', 'de': './de'}", {}, True),
    ("posts/a.de.md", "TRANSLATIONS = {'en': '', 'de': './de'}", {}, True),  # shown in every language
    ("posts/a.de.md", "TRANSLATIONS = {'en': '', 'de': './de'}\nSHOW_UNTRANSLATED_POSTS = False", {}, False),
    ("posts/a.de.md", "", {}, True),  # a dot in a name
    ("posts/a.html", "", {}, False),  # POSTS does not name it
])  # fmt: skip
def test_what_is_a_post(post, path, conf, files, is_post):
    loaded = post("date: 2024-02-03", path, conf=conf, **files)
    assert (len(loaded.posts), len(loaded.passed)) == ((1, 0) if is_post else (0, 1))


@pytest.mark.parametrize(
    "conf",
    [
        "FILE_METADATA_REGEXP = '('",
        "METADATA_MAPPING = {'nikola': {'date': ['x']}}",
        "TRANSLATIONS = 3",
        "TRANSLATIONS_PATTERN = '('",
        "TYPES_TO_HIDE_TITLE = 1",
        "(",
    ],
)
def test_odd_settings_are_as_if_they_were_not_there(post, conf):
    assert [one.title for one in post("title: x\ndate: 2024-02-03", conf=conf).posts] == ["x"]


def test_a_page_of_html_says_what_it_is_in_its_head(tmp_path):
    (tmp_path / "posts").mkdir()
    (tmp_path / "conf.py").write_text("POSTS = (('posts/*.html', 'blog', ''),)", encoding="utf-8")
    head = "<title>A &amp; b</title><meta name='date' content='2024-02-03 10:00'><meta name='keywords' content='x, y'>"
    page = f"<html><head>{head}<meta name='slug' content='s'></head><body><p>Text</p></body></html>"
    (tmp_path / "posts/a.html").write_text(page, encoding="utf-8")
    source = Source(type="markdown", path=str(tmp_path / "posts"), preset="nikola", url="")
    (one,) = load([source], Site(url="https://e.example/", root=str(tmp_path), rules=VIENNA)).posts
    assert (one.title, one.link, one.tags) == ("A & b", "https://e.example/blog/s/", ("x", "y"))
    assert one.published == datetime(2024, 2, 3, 9, tzinfo=UTC)
