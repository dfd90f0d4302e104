"""What conf.py of a site with ABlog becomes."""

from __future__ import annotations

import pytest

from feedtool.setup.ablog import is_one, settings
from feedtool.setup.folder import Folder

ABLOG = "extensions = ['ablog']\n"


@pytest.fixture
def site(tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Vienna")

    def write(conf, *posts, at="", **files):
        for name, text in {f"{at}conf.py": ABLOG + conf, **dict.fromkeys(posts, "Text."), **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return Folder(str(tmp_path))

    return write


@pytest.mark.parametrize(("conf", "field", "value"), [
    ("blog_title = 'A & B'", "title", "A & B"),
    ("", "title", "Blog"),
    ("blog_baseurl = 'https://e.example/b'", "url", "https://e.example/b"),
    ("", "feeds", {}),  # no address, no feed
    ("blog_baseurl = 'https://e.example'", "feeds", {"atom": "blog/atom.xml"}),
    ("blog_baseurl = 'https://e.example'\nblog_path = 'news'", "feeds", {"atom": "news/atom.xml"}),
    ("", "limit", 0),
    ("blog_feed_length = 5", "limit", 5),
    ("language = 'de'", "language", "de"),
    ("", "timezone", "Europe/Vienna"),  # the machine's, as ABlog has it
    ("", "output", "_build/html"),
])  # fmt: skip
def test_a_setting_is_taken_over(site, conf, field, value):
    assert getattr(settings(site(conf)), field) == value


@pytest.mark.parametrize(("files", "url"), [
    ({}, ""),
    ({".readthedocs.yaml": "sphinx:\n  builder: dirhtml"}, "/{path}/"),
    ({"Makefile": "site:\n\tsphinx-build -b dirhtml . _build/dirhtml"}, "/{path}/"),
    ({"_build/dirhtml/index.html": ""}, "/{path}/"),
    ({"_build/html/index.html": "", "Makefile": "dirhtml:"}, ""),  # what was built says more
])  # fmt: skip
def test_how_the_site_is_built_tells_where_posts_live(site, files, url):
    assert settings(site("", "a.rst", **files)).posts[0].url == url


def test_each_language_of_documents_is_a_source(site):
    folder = site("exclude_patterns = ['_build', 'drafts/*']", "docs/a.rst", "docs/b.md", "c.md", at="docs/")
    assert [(one.path, one.type, one.exclude, one.count) for one in settings(folder).posts] == [
        ("docs", "rst", ("drafts/*",), 1), ("docs", "markdown", ("drafts/*",), 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("conf", "found"), [("", True), ("extensions = ['sphinx.ext.todo']", False), ("extensions = list()", False)]
)
def test_a_site_is_known_by_its_extensions(site, conf, found):
    assert is_one(site(conf)) is found
