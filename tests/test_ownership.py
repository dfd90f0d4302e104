"""Which files a build may replace: those that feedtool wrote, and no others."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.conftest import CONFIG


@pytest.mark.long
@pytest.mark.parametrize("name", ["rss.xml", "atom.xml", "feed.json"])
@pytest.mark.parametrize("change", ["deleted", "edited", "emptied", "broken"])
def test_a_feed_that_was_deleted_or_edited_is_made_anew(blog, name, change):
    blog.post()
    blog.build()
    before, file = blog.bytes(), blog.root / "feeds" / name
    if change == "deleted":
        file.unlink()
    else:
        file.write_bytes(
            {"edited": before[name].replace(b"Hello", b"Hallo"), "emptied": b"", "broken": before[name][:200]}[change]
        )
    report = blog.build()
    assert blog.bytes() == before
    assert [file["state"] for file in report["feeds"][0]["files"] if file["path"].endswith(name)] == ["written"]


@pytest.mark.long
@pytest.mark.parametrize("name", ["rss.xml", "atom.xml", "feed.json"])
def test_a_feed_of_ours_is_known_without_the_memory(blog, name):
    blog.post()
    blog.build()
    before, file = blog.bytes(), blog.root / "feeds" / name
    file.write_bytes(before[name].replace(b"Hello", b"Hallo"))
    (blog.root / ".feedtool/look").unlink()
    blog.build()
    assert blog.bytes() == before


@pytest.mark.long
@pytest.mark.parametrize(
    "foreign",
    [
        b"<rss><channel><generator>Hugo</generator></channel></rss>",
        b'{"version": "x"}',
        b"",
        b"notes",
        b"<p>&lt;generator>feedtool&lt;/generator></p>",
    ],
)
@pytest.mark.parametrize("name", ["rss.xml", "atom.xml", "feed.json"])
def test_a_file_of_somebody_else_is_never_replaced(blog, name, foreign):
    blog.post()
    file = blog.write(f"feeds/{name}", foreign)
    done = blog.run("build")
    assert done.code == 1
    assert "take_over" in done.err
    assert name in done.err
    assert file.read_bytes() == foreign
    assert [path.name for path in (blog.root / "feeds").iterdir()] == [name]
    blog.configure("[output]\ntake_over = true\n")
    blog.build()
    assert file.read_bytes() != foreign


def test_a_build_that_failed_makes_no_file_its_own(blog):
    blog.post()
    in_the_way = blog.root / "feeds/.atom.xml.feedtool-tmp"
    in_the_way.mkdir(parents=True)
    assert "cannot be written" in blog.run("build").err
    foreign = blog.write("feeds/rss.xml", b"<rss>somebody else's</rss>")
    in_the_way.rmdir()
    assert "take_over" in blog.run("build").err
    assert foreign.read_bytes() == b"<rss>somebody else's</rss>"


def test_what_is_no_file_is_an_error(blog):
    blog.post()
    (blog.root / "feeds").mkdir()
    os.mkfifo(blog.root / "feeds/rss.xml")
    done = blog.run("build")
    assert done.code == 1
    assert "no file" in done.err


def test_a_feed_that_was_edited_is_ours_where_the_last_build_lists_it(blog):
    blog.post()
    blog.build()
    blog.write("feeds/rss.xml", b"somebody was here")
    blog.build()
    assert b"<generator>feedtool</generator>" in blog.bytes()["rss.xml"]


def test_nothing_else_in_the_folder_is_touched(blog):
    blog.post()
    theirs = [blog.write("feeds/index.html", "x"), blog.write("feeds/.htaccess", "y"), blog.write("feeds/old.xml", "z")]
    blog.build()
    assert [file.read_text() for file in theirs] == ["x", "y", "z"]


def test_a_further_name_of_a_feed_through_a_link_is_the_same_file(blog):
    (blog.root / "feeds").mkdir()
    (blog.root / "old").symlink_to("feeds")
    blog.configure('[output]\nalso = ["old/rss.xml"]\n')
    blog.post()
    blog.build()
    assert sorted(blog.bytes()) == ["atom.xml", "feed.json", "rss.xml"]
    assert blog.build()["unchanged"] is True


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda data: data.replace(b"\n", b"\n<<<<<<< HEAD\n", 5), id="marks of a merge"),
        pytest.param(lambda data: data[:-200], id="cut off"),
    ],
)
def test_what_was_ours_is_ours_however_it_was_edited(blog, edit):
    blog.post(body="Text that is long enough to be cut. " * 9)
    blog.build()
    whole = blog.bytes()
    shutil.rmtree(blog.root / ".feedtool")
    for name, data in whole.items():
        blog.write(f"feeds/{name}", edit(data))
    blog.build()
    assert blog.bytes() == whole


def test_a_feed_of_ours_gives_way_to_one_of_another_format(blog):
    blog.post()
    blog.configure('[output]\nfiles = { atom = "feed.xml" }\n')
    blog.build()
    shutil.rmtree(blog.root / ".feedtool")
    blog.configure('[output]\nformats = ["rss"]\nfiles = { rss = "feed.xml" }\n')
    blog.build()
    assert b"<rss" in blog.bytes()["feed.xml"]


@pytest.mark.long
@pytest.mark.parametrize("description", ["", "Words. " * 2000])
def test_a_feed_of_ours_under_an_older_name_is_no_post(blog, description):
    site = CONFIG.replace("[site]", f'[site]\ndescription = "{description}"')
    blog.configure('include = ["**/*"]\n[output]\npath = "posts"\n', config=site)
    blog.post()
    blog.build()
    for name in ("rss.xml", "atom.xml", "feed.json"):
        (blog.root / "posts" / name).rename(blog.root / "posts" / f"old-{name}")
    report = blog.build()
    assert (report["problems"], report["feeds"][0]["entries"]) == ([], 1)


def test_a_file_of_somebody_else_leaves_no_folder_of_ours(blog):
    blog.post()
    blog.write("feeds/rss.xml", b"<rss>somebody else's</rss>")
    blog.run("build")
    assert not (blog.root / ".feedtool").exists()


def test_addresses_that_subscribers_have_stay(blog):
    blog.configure(
        '[output]\npath = "public/feeds"\nurl = "/feeds/"\nfiles = { rss = "index.xml" }\nformats = ["rss", "json"]\n'
        'also = ["public/old.xml", "public/old/feed.json"]\n'
    )
    blog.post()
    blog.build()
    public = blog.root / "public"
    assert (public / "old.xml").read_bytes() == (public / "feeds/index.xml").read_bytes()
    assert (public / "old/feed.json").read_bytes() == (public / "feeds/feed.json").read_bytes()
    assert b'href="https://blog.example/feeds/index.xml" rel="self"' in (public / "old.xml").read_bytes()
    assert not (public / "feeds/atom.xml").exists()


def test_a_folder_that_may_not_be_written_is_an_error_with_its_name(blog):
    blog.post()
    blog.write("feeds", "a file where the folder should be")
    done = blog.run("build")
    assert done.code == 1
    assert "feeds" in done.err
