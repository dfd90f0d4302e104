"""A folder of pages that no generator's files are in: they say what their site is called, and where it lives."""

from __future__ import annotations

import pytest

from feedtool import setup
from feedtool.setup import settings_of

PAGE = (
    '<html lang="de-AT"><head><title>{title}</title><link rel="canonical" href="{url}">{more}</head>'
    "<body><article><h1>x</h1></article></body></html>"
)


def write(root, pages, **more):
    for name, (title, url) in pages.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(PAGE.format(title=title, url=url, more=more.get("more", "")), encoding="utf-8")


@pytest.mark.parametrize(
    ("pages", "title", "url"),
    [
        pytest.param({"index.html": ("Bella Bakes", "https://e.example/")}, "Bella Bakes", "https://e.example/", id="a first page"),
        pytest.param({"a/index.html": ("A", "https://e.example/base/a/")}, "", "https://e.example/base/", id="below a path"),
        pytest.param({"a.html": ("A", "https://e.example/base/a")}, "", "https://e.example/base/", id="without the suffix"),
        pytest.param({"ä b.html": ("A", "https://e.example/%C3%A4%20b.html")}, "", "https://e.example/", id="escaped"),
        pytest.param({"saved.html": ("A", "https://e.example/2019/05/rye/")}, "", "https://e.example/", id="saved under another name"),
        pytest.param({"a.html": ("A", "https://e.example/x"), "b.html": ("B", "https://f.example/y")}, "", "", id="of several sites"),
        pytest.param({"a.html": ("A", "/a.html")}, "", "", id="relative"),
    ],
)  # fmt: skip
def test_what_pages_say_of_their_site(tmp_path, pages, title, url):
    write(tmp_path, pages)
    said = settings_of(str(tmp_path))
    assert (said.title, said.url, said.language) == (title, url, "de-AT")


def test_the_name_that_pages_share_is_the_site_s(tmp_path):
    write(tmp_path, {"index.html": ("Home", "")}, more='<meta property="og:site_name" content="Bella Bakes">')
    assert settings_of(str(tmp_path)).title == "Bella Bakes"


def test_a_feed_that_is_there_is_told_and_left(tmp_path):
    write(
        tmp_path,
        {"index.html": ("Bella", "")},
        more='<link rel="alternate" type="application/rss+xml" href="/rss.xml">',
    )
    plan = setup.plan(str(tmp_path))
    assert any("name a feed, /rss.xml" in line for line in plan.found)
    assert "take_over" not in plan.text


def test_parts_of_saved_pages_are_no_pages(tmp_path):
    write(tmp_path, {"a.html": ("A", ""), "a_files/saved_resource.html": ("x", ""), "b-Dateien/x.html": ("x", "")})
    (posts,) = settings_of(str(tmp_path)).posts
    assert (posts.exclude, posts.count) == (("**/*_files/**", "**/*-Dateien/**"), 1)


def test_feeds_lie_among_the_pages_that_are_built(tmp_path):
    write(tmp_path, {"public/a.html": ("A", "")})
    assert 'path     = "public/feeds"' in setup.plan(str(tmp_path)).text


def test_a_first_page_makes_the_folder_the_site(tmp_path):
    write(tmp_path, {"index.html": ("Bella", ""), "docs/a.html": ("A", "")})
    assert [posts.path for posts in settings_of(str(tmp_path)).posts] == ["."]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\r\nb\r\n", b"a\r\nb\r\n.feedtool/\r\n"), (b"a\nb", b"a\nb\n.feedtool/\n"), (b"", b".feedtool/\n"),
        (b"a\r\nb", b"a\r\nb\r\n.feedtool/\r\n"), (b"/.feedtool\n", b"/.feedtool\n"),
    ],
)  # fmt: skip
def test_a_gitignore_keeps_its_lines_and_their_ends(tmp_path, before, after):
    (tmp_path / ".gitignore").write_bytes(before)
    setup.write(setup.plan(str(tmp_path)))
    assert (tmp_path / ".gitignore").read_bytes() == after
