"""What Nikola's own settings become."""

from __future__ import annotations

import pytest

from feedtool.setup.folder import Folder
from feedtool.setup.nikola import is_one, settings

POSTS = "POSTS = (('posts/*.md', 'posts', ''), ('posts/*.rst', 'posts', ''), ('posts/*.txt', 'posts', ''))\n"


@pytest.fixture
def site(tmp_path):
    def write(conf, *posts):
        for name, text in {"conf.py": conf, **dict.fromkeys(posts, "Text.")}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return Folder(str(tmp_path))

    return write


@pytest.mark.parametrize(("conf", "field", "value"), [
    ("BLOG_TITLE = 'A & B'", "title", "A & B"),
    ("DEFAULT_LANG = 'de'\nBLOG_TITLE = {'en': 'A', 'de': 'B'}", "title", "B"),
    ("SITE_URL = 'https://e.example/'", "url", "https://e.example/"),
    ("SITE_URL = 'https://e.example/'\nBASE_URL = 'https://e.example/b/'", "url", "https://e.example/b/"),
    ("", "timezone", "UTC"),
    ("BLOG_AUTHOR = 'Ada'\nBLOG_EMAIL = 'a@e.example'", "authors", ({"name": "Ada", "email": "a@e.example"},)),
    ("", "feeds", {"rss": "rss.xml"}),
    ("RSS_PATH = 'xml'\nRSS_FILENAME_BASE = 'all'", "feeds", {"rss": "xml/all.xml"}),
    ("GENERATE_RSS = False\nGENERATE_ATOM = True", "feeds", {"atom": "feed.atom"}),
    ("", "limit", 10),
    ("FEED_LENGTH = 3", "limit", 3),
    ("OUTPUT_FOLDER = 'public'", "output", "public"),
])  # fmt: skip
def test_a_setting_is_taken_over(site, conf, field, value):
    assert getattr(settings(site(conf)), field) == value


def test_each_folder_and_language_of_posts_is_a_source(site):
    folder = site(POSTS, "posts/a.md", "posts/b/c.md", "posts/d.rst", "pages/e.md")
    assert [(one.path, one.type, one.include, one.count) for one in settings(folder).posts] == [
        ("posts", "markdown", (), 2), ("posts", "rst", (), 1),
    ]  # fmt: skip
    assert settings(site(POSTS, "posts/f.txt")).posts[1].include == ("**/*.rst", "**/*.txt")


def test_posts_that_cannot_be_read_are_told(site):
    assert "POSTS" in settings(site("BLOG_TITLE = 'x'\nPOSTS = read()")).notes[0]


@pytest.mark.parametrize(("conf", "found"), [
    (POSTS + "BLOG_TITLE = 'x'", True), ("extensions = []\nproject = 'x'", False), ("POSTS = ()", False), ("(", False),
])  # fmt: skip
def test_a_site_is_known_by_its_settings(site, conf, found):
    assert is_one(site(conf)) is found


def test_posts_in_other_languages_are_told(site):
    conf = "BLOG_TITLE = 'x'\nPOSTS = (('posts/*.md', '', ''), ('posts/*.ipynb', '', ''))\nSITE_URL = f()"
    found = settings(site(conf, "posts/a.md", "posts/b.ipynb", "posts/2020/c.ipynb", "posts/d.wiki"))
    assert found.notes == (
        "SITE_URL in conf.py is made by code, which feedtool does not run: correct what it wrote.",
        "posts/2020/c.ipynb and 1 more: posts in a language that feedtool does not read; they are left out.",
    )
