"""What Pelican's own settings become."""

from __future__ import annotations

import pytest

from feedtool.setup.folder import Folder
from feedtool.setup.pelican import is_one, settings


@pytest.fixture
def site(tmp_path):
    def write(conf, *posts, **files):
        for name, text in {"pelicanconf.py": conf, **dict.fromkeys(posts, "Text."), **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return Folder(str(tmp_path))

    return write


@pytest.mark.parametrize(("conf", "field", "value"), [
    ("SITENAME = 'A &amp; <em>B</em>'", "title", "A &amp; B"),
    ("SITEURL = 'https://e.example/b'", "url", "https://e.example/b"),
    ("", "timezone", "UTC"),  # Pelican's own
    ("TIMEZONE = 'Europe/Rome'", "timezone", "Europe/Rome"),
    ("AUTHOR = 'Ada'", "authors", ({"name": "Ada"},)),
    ("", "feeds", {"atom": "feeds/all.atom.xml"}),
    ("FEED_ALL_ATOM = None\nFEED_ALL_RSS = 'rss.xml'", "feeds", {"rss": "rss.xml"}),
    ("FEED_ALL_ATOM = None", "feeds", {}),
    ("", "limit", 100),
    ("FEED_MAX_ITEMS = 5", "limit", 5),
    ("FEED_MAX_ITEMS = None", "limit", 100),
    ("OUTPUT_PATH = 'public/'", "output", "public"),
])  # fmt: skip
def test_a_setting_is_taken_over(site, conf, field, value):
    assert getattr(settings(site(conf)), field) == value


def test_what_is_published_has_the_last_word(site):
    folder = site(
        "SITEURL = ''\nSITENAME = 'A'",
        **{"publishconf.py": "from pelicanconf import *\nSITEURL = 'https://' + SITENAME"},
    )
    assert (settings(folder).url, settings(folder).title) == ("https://A", "A")


@pytest.mark.parametrize(("url", "rule"), [
    ("{slug}.html", ""),  # what the preset says anyhow
    ("posts/{date:%Y}/{date:%b}/{date:%-d}/{slug}/", "/posts/{year}/{short_month}/{i_day}/{slug}/"),
    ("/{category}/{author}/{lang}/{slug}", "/{category}/{author}/{lang}/{slug}"),
])  # fmt: skip
def test_an_address_becomes_a_rule(site, url, rule):
    found = settings(site(f"ARTICLE_URL = '{url}'"))
    assert ([one.url for one in found.posts], found.notes) == ([rule], ())


@pytest.mark.parametrize("url", ["{series}/{slug}/", "{date:%U}/{slug}", "{slug!r}"])
def test_an_address_that_cannot_be_read_is_told(site, url):
    found = settings(site(f"ARTICLE_URL = '{url}'"))
    assert [one.url for one in found.posts] == [""]
    assert url in found.notes[0]


def test_each_folder_and_kind_of_posts_is_a_source(site):
    folder = site(
        "PATH = 'content'\nARTICLE_PATHS = ['blog', 'news']", "content/blog/a.md", "content/blog/b.rst", "content/news/c.html",
        "content/news/pages/d.md", "content/pages/e.md",
    )  # fmt: skip
    assert [(one.path, one.type, one.count) for one in settings(folder).posts] == [
        ("content/blog", "markdown", 1), ("content/blog", "rst", 1), ("content/news", "markdown", 2),
    ]  # fmt: skip
    (one,) = settings(site("", "content/a.md", "content/pages/b.md")).posts[:1]
    assert (one.path, one.exclude) == ("content", ("pages",))


@pytest.mark.parametrize(("conf", "found"), [("SITENAME = 'x'", True), ("x = 1", False), ("not python", False)])
def test_a_site_is_known_by_its_settings(site, conf, found):
    assert is_one(site(conf)) is found


def test_what_only_running_the_settings_would_tell_is_told(site):
    found = settings(site("SITENAME = 'x'\nARTICLE_URL = rule()\nOTHER = f()\nif on_server():\n    SITEURL = 'x'"))
    assert found.notes == (
        "ARTICLE_URL, SITEURL in pelicanconf.py are made by code, which feedtool does not run: correct what it wrote.",
    )


def test_times_of_files_are_no_dates(site):
    (note,) = settings(site("SITENAME = 'x'\nDEFAULT_DATE = 'fs'")).notes
    assert 'undated = "git"' in note
