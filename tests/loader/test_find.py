"""Which files are posts, and that a build with nothing to do has looked at all of them."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.conftest import CONFIG
from tests.test_imports import heavy, modules_after

ROOT_IS_SOURCE = CONFIG.replace('path = "posts"', 'path = "."')


def test_a_file_of_two_sources_is_the_first_one_s(blog):
    blog.configure('[[sources]]\ntype = "markdown"\npath = "posts"\nurl = "/second/{path}/"\n')
    blog.post()
    blog.build()
    assert blog.entry["url"] == "https://blog.example/hello/"


def test_include_and_exclude_are_globs(blog):
    blog.configure('include = ["**/*.md", "*.txt"]\nexclude = ["drafts", "**/README.md", "x/**"]\n')
    for name in ("a.md", "b/c.md", "d.txt", "b/e.txt", "drafts/f.md", "README.md", "b/README.md", "x/y/z.md"):
        blog.post(name, title=name)
    blog.build()
    assert sorted(blog.titles) == ["a.md", "b/c.md", "d.txt"]


def test_the_generator_s_output_is_no_source_unless_it_is_named(blog):
    config = CONFIG.replace('path = "posts"', 'path = "{}"\npreset = "quarto"')
    blog.configure("", config=config.format("."))
    blog.post("hello.md")
    blog.write("_site/posts/hello.md", "---\ntitle: A copy\ndate: 2024-01-01\n---\n")
    blog.build()
    assert blog.titles == ["Hello"]
    blog.configure("", config=config.format("_site"))
    blog.build()
    assert blog.titles == ["A copy"]


def test_dot_folders_and_node_modules_and_our_own_files_are_no_sources(blog):
    blog.configure("", config=CONFIG.replace('path = "posts"', 'path = "."'))
    for name in (".git/a.md", "node_modules/b.md", "posts/.d.md"):
        blog.write(name, "---\ntitle: x\ndate: 2024-01-01\n---\n")
    blog.post()
    blog.build()
    assert blog.titles == ["Hello"]
    assert blog.build()["unchanged"] is True


def test_links_that_leave_the_folder_are_not_followed(blog, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.md").write_text("---\ntitle: Outside\ndate: 2024-01-01\n---\n")
    blog.post()
    (blog.root / "posts/out").symlink_to(outside)
    (blog.root / "posts/file.md").symlink_to(outside / "x.md")
    (blog.root / "posts/loop").symlink_to(blog.root / "posts")
    warnings = blog.build()["warnings"]
    assert blog.titles == ["Hello"]
    assert [(one["code"], one["file"]) for one in warnings] == [("F115", "posts/file.md"), ("F115", "posts/out")]


def test_a_folder_is_read_once_whatever_leads_to_it(blog):
    blog.post("a/x.md", title="X")
    blog.post(".hidden/y.md", title="Y")
    for number in range(12):
        (blog.root / f"posts/a/self{number}").symlink_to(blog.root / "posts")
        (blog.root / f"posts/b{number}").symlink_to(blog.root / "posts/.hidden")
    blog.configure('include = ["**/*.md"]\n')
    blog.build()
    assert sorted(blog.titles) == ["X", "Y"]


@pytest.mark.parametrize("target", ["loop", "nowhere"])
def test_a_link_that_leads_nowhere_is_no_post(blog, target):
    blog.post()
    (blog.root / "posts/loop").symlink_to(target)
    (blog.root / "posts/loop.md").symlink_to(target)
    blog.build()
    assert blog.titles == ["Hello"]


def test_a_link_that_leads_elsewhere_now_is_seen(blog, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    blog.post()
    blog.post(".hidden/x.md", title="Hidden")
    link = blog.root / "posts/link"
    link.symlink_to(outside)
    blog.build()
    assert blog.titles == ["Hello"]
    link.unlink()
    link.symlink_to(blog.root / "posts/.hidden")
    blog.build()
    assert sorted(blog.titles) == ["Hello", "Hidden"]


def test_a_name_that_is_no_utf_8_is_one_problem(blog):
    blog.post()
    with open(os.fsencode(blog.root) + b"/posts/2024-01-03-\xff.md", "wb") as file:
        file.write(b"text")
    (problem,) = blog.build(code=1)["problems"]
    assert (problem["code"], problem["file"]) == ("F107", "posts/2024-01-03-\ufffd.md")
    assert blog.titles == ["Hello"]


def test_a_folder_too_deep_to_be_read_is_one_problem(blog):
    blog.post()
    here = os.open(blog.root / "posts", os.O_RDONLY)
    for _ in range(20):  # a path of more than 4,096 characters cannot be given to the system as a whole
        os.mkdir("x" * 250, dir_fd=here)
        here, above = os.open("x" * 250, os.O_RDONLY, dir_fd=here), here
        os.close(above)
    os.close(here)
    (problem,) = blog.build(code=1)["problems"]
    shutil.rmtree(blog.root / "posts")  # pytest could not take it away
    assert problem["code"] == "F100"
    assert blog.titles == ["Hello"]


def test_a_source_without_posts_is_a_warning(blog):
    blog.post()
    blog.configure('include = ["*.{md,txt}"]\n')
    (warning,) = blog.build()["warnings"]
    assert (warning["code"], warning["line"], warning["key"]) == ("C012", 8, "sources.path")
    assert warning["expected"] == "files that match *.{md,txt}"


def test_a_source_whose_files_are_all_passed_over_is_a_warning(blog):
    blog.configure("", config=CONFIG.replace("markdown", "html"))
    blog.write("posts/a.html", "<h1>About</h1>")
    blog.write("posts/tag/b.html", "<h1>Rye</h1>")
    (warning,) = blog.build()["warnings"]
    assert (warning["code"], warning["line"], warning["key"]) == ("C014", 8, "sources.path")
    assert "1: a page without the signs of a post, 1: a list of posts" in warning["found"]
    blog.write("posts/c.html", "<title>Rye</title><article><h1>Rye</h1><p>May 4, 2019</p><p>Text.</p></article>")
    assert blog.build()["warnings"] == []


def test_a_source_of_drafts_only_is_no_warning(blog):
    blog.post(draft=True)
    assert blog.build()["warnings"] == []


@pytest.mark.long
def test_posts_in_the_folder_of_the_feeds_are_posts(blog):
    blog.configure('[output]\npath = "docs"\nfiles = { rss = "a/rss.xml" }\n', config=ROOT_IS_SOURCE)
    blog.post()
    blog.at_rest().build()
    assert not heavy(modules_after(blog, "build"))
    blog.write("docs/new.md", "---\ntitle: New\ndate: 2024-06-01\n---\n")
    assert blog.at_rest().build()["feeds"][0]["added"] == ["https://blog.example/docs/new/"]
    assert not heavy(modules_after(blog, "build"))
    blog.write("docs/a/newer.md", "---\ntitle: Newer\ndate: 2024-07-01\n---\n")
    assert blog.build()["feeds"][0]["added"] == ["https://blog.example/docs/a/newer/"]


@pytest.mark.long
@pytest.mark.parametrize("source", ['path = "posts/hello.md"', 'path = "posts"\nexclude = ["audio/**"]'])
def test_a_recording_that_grows_is_seen(blog, source):
    blog.configure("", config=CONFIG.replace('path = "posts"', source))
    blog.write("posts/audio/a.mp3", b"x" * 1234)
    blog.post(enclosure="audio/a.mp3")
    blog.at_rest().build()
    assert not heavy(modules_after(blog, "build"))
    blog.write("posts/audio/a.mp3", b"x" * 4321)
    assert blog.build()["unchanged"] is False
