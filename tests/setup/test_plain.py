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


ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Bella Bakes</title><id>{0}</id>'
    '<link rel="self" href="{1}"/><link rel="alternate" type="text/html" href="{0}"/></feed>'
)
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><title>Bella &amp; Co</title>'
    '<a:link rel="self" href="{1}"/><link>{0}</link><language>pt-BR</language></channel></rss>'
)
HOME = "https://e.example/"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        pytest.param("index.xml", RSS.format(HOME, f"{HOME}index.xml"), ("Bella & Co", HOME, "pt-BR"), id="Hugo"),
        pytest.param("atom.xml", ATOM.format(HOME, "/atom.xml"), ("Bella Bakes", HOME, "fr"), id="Hexo"),
        pytest.param("feeds/all.atom.xml", ATOM.format(f"{HOME}b/", f"{HOME}b/feeds/all.atom.xml"), ("Bella Bakes", f"{HOME}b/", "fr"), id="Pelican below a path"),
        pytest.param("blog/rss.xml", RSS.format(f"{HOME}b/blog", ""), ("", f"{HOME}b/", "pt-BR"), id="of a part of the site"),
        pytest.param("atom.xml", ATOM.format(HOME, "https://feeds.example/atom.xml"), ("Bella Bakes", HOME, "fr"), id="at a service"),
        pytest.param("feed/feed.xml", ATOM.format(HOME, f"{HOME}feed/feed/feed.xml"), ("Bella Bakes", HOME, "fr"), id="its own address is wrong"),
        pytest.param("rss.xml", RSS.format(HOME, "") + "<", ("", "", ""), id="broken"),
        pytest.param("rss.xml", RSS.format(HOME, "").replace("<lang", "<generator>feedtool</generator><lang"), ("", "", ""), id="feedtool's"),
        pytest.param("rss.xml", RSS.format("http://localhost:4000/", ""), ("Bella & Co", "", "pt-BR"), id="of a server at home"),
    ],
)  # fmt: skip
def test_what_the_feed_among_the_pages_says_of_the_site(tmp_path, file, text, said):
    (tmp_path / "rye").mkdir()
    (tmp_path / "rye/index.html").write_text("<h1>Rye</h1>")
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    found = settings_of(str(tmp_path))
    assert (found.title, found.url, found.language) == said


def test_what_pages_say_goes_before_what_their_feed_says(tmp_path):
    write(tmp_path, {"a.html": ("A", "https://e.example/a.html")})
    (tmp_path / "rss.xml").write_text(RSS.format("https://old.example/", ""))
    found = settings_of(str(tmp_path))
    assert (found.title, found.url, found.language) == ("Bella & Co", HOME, "de-AT")


def test_the_host_that_cname_names_is_the_site_s(tmp_path):
    (tmp_path / "index.html").write_text("<h1>Rye</h1>")
    (tmp_path / "CNAME").write_text("bella.example")
    (tmp_path / "rss.xml").write_text(RSS.format(HOME, ""))
    assert setup.plan(str(tmp_path)).url == "https://bella.example/"
    (tmp_path / "rss.xml").write_text(RSS.format("https://bella.example/base/", ""))
    assert setup.plan(str(tmp_path)).url == "https://bella.example/base/"


def test_the_whole_address_of_a_feed_tells_where_the_site_lives(tmp_path):
    link = '<link rel="alternate" type="application/rss+xml" href="https://e.example/base/blog/rss.xml">'
    (tmp_path / "blog").mkdir()
    (tmp_path / "index.html").write_text(f"<head>{link}</head><h1>Rye</h1>")
    (tmp_path / "blog/rss.xml").write_text("<rss")
    assert settings_of(str(tmp_path)).url == "https://e.example/base/"


def test_titles_that_are_bookmarks_tell_where_pages_live(tmp_path):
    (tmp_path / "rye.html").write_text(
        '<title>Rye</title><h1 class="entry-title"><a rel="bookmark" href="https://e.example/b/rye">Rye</a></h1>'
    )
    assert settings_of(str(tmp_path)).url == "https://e.example/b/"


def test_feeds_that_are_in_the_usual_folder_stay(tmp_path):
    write(tmp_path, {"a.html": ("A", "")})
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds/atom.xml").write_text(ATOM.format(HOME, ""))
    text = setup.plan(str(tmp_path)).text
    assert 'path     = "feedtool"' in text
    assert 'url      = "/feedtool/"' in text


def test_copies_of_sources_beside_their_pages_are_no_posts(tmp_path):
    write(tmp_path, {"index.html": ("Bella", ""), "posts/rye/index.html": ("Rye", "")})
    (tmp_path / "posts/rye/index.md").write_text("# Rye\n")
    assert [(one.type, one.path) for one in settings_of(str(tmp_path)).posts] == [("html", ".")]
    (tmp_path / "posts/dill.md").write_text("# Dill\n")
    assert [(one.type, one.path) for one in settings_of(str(tmp_path)).posts] == [("markdown", "posts")]


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


def test_a_folder_that_is_called_gitignore_stays(tmp_path):
    (tmp_path / ".gitignore").mkdir()
    setup.write(setup.plan(str(tmp_path)))
    assert (tmp_path / "config.toml").exists()


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ((), "With git: add .feedtool/ to .gitignore and *feedtool.lock merge=union to .gitattributes.\n"),
        ((".gitignore",), "With git: add *feedtool.lock merge=union to .gitattributes.\n"),
        ((".git/",), ""),
    ],
)
def test_what_git_has_to_know_is_written_or_said(blog, there, said):
    (blog.root / "config.toml").unlink()
    for name in there:
        (blog.root / name).mkdir() if name.endswith("/") else (blog.root / name).touch()
    out = blog.run("init", "--url", "https://blog.example/").out
    assert "".join(line for line in out.splitlines(keepends=True) if "With git" in line) == said
    assert (".gitattributes: *feedtool.lock merge=union added." in out) is not bool(said)
