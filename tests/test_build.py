"""A build: what it writes, what it leaves alone, and what it says."""

from __future__ import annotations

import json
import os

import pytest

import feedtool
from tests.conftest import CONFIG


def test_three_formats_say_the_same(blog):
    blog.post(author="Ada", tags=["x"], enclosure="/a.mp3", updated="2024-06-01", id="tag:blog.example,2024:1")
    blog.build()
    (rss,), (atom,), (item,) = blog.read("rss").entries, blog.read("atom").entries, blog.read("json")["items"]
    assert rss.id == atom.id == item["id"] == "tag:blog.example,2024:1"
    assert rss.link == atom.link == item["url"] == "https://blog.example/hello/"
    assert rss.title == atom.title == item["title"] == "Hello"
    assert rss.published_parsed == atom.published_parsed
    assert rss.updated_parsed == atom.updated_parsed
    assert (item["date_published"], item["date_modified"]) == ("2024-05-01T08:00:00Z", "2024-05-31T22:00:00Z")
    assert rss.authors == atom.authors == item["authors"] == [{"name": "Ada"}]
    assert [tag.term for tag in rss.tags] == [tag.term for tag in atom.tags] == item["tags"] == ["x"]
    assert (
        rss.enclosures[0].href
        == atom.enclosures[0].href
        == item["attachments"][0]["url"]
        == "https://blog.example/a.mp3"
    )
    assert rss.summary == atom.content[0].value == item["content_html"] == "<p>Hello, <em>world</em>.</p>"


def test_a_second_build_touches_nothing_and_says_unchanged(blog):
    blog.post()
    blog.build()
    before = blog.bytes(), blog.times()
    done = blog.run("build")
    assert "unchanged" in done.out
    assert "written" not in done.out
    assert (blog.bytes(), blog.times()) == before


def test_only_a_file_that_differs_is_written(blog):
    post = blog.post(author="Ada")
    blog.build()
    before = blog.times()
    post.write_text(post.read_text().replace("Ada", "Ada <ada@blog.example>"))  # JSON Feed has no e-mail addresses
    report = blog.build()
    assert {file["format"]: file["state"] for file in report["feeds"][0]["files"]} == {
        "rss": "written",
        "atom": "written",
        "json": "unchanged",
    }
    assert {name for name, at in blog.times().items() if at != before[name]} == {"rss.xml", "atom.xml"}
    assert report["feeds"][0]["updated"] == ["https://blog.example/hello/"]


@pytest.mark.long
def test_the_same_posts_give_the_same_bytes_anywhere(blog):
    for number in range(30):
        blog.post(
            f"{number}.md",
            title=f"Ünï {number}",
            date=f"2024-05-{number % 9 + 1:02}",
            tags=["b", "a", "c"],
            author=["B", "A"],
        )
    seen = set()
    for seed in range(5):
        for zone in ("UTC", "Pacific/Auckland"):
            for leftover in ((blog.root / "feeds"), (blog.root / ".feedtool")):
                for file in leftover.iterdir() if leftover.exists() else ():
                    file.unlink()
            blog.build("--now", "2026-01-01T00:00Z", env={"PYTHONHASHSEED": str(seed), "TZ": zone})
            seen.add((*blog.bytes().values(), (blog.root / "feedtool.lock").read_bytes()))
            (blog.root / "feedtool.lock").unlink()
    assert len(seen) == 1


def test_deleting_the_memory_changes_no_byte(blog):
    blog.post()
    blog.build()
    before = blog.bytes(), blog.times()
    (blog.root / ".feedtool/look").unlink()
    assert blog.build()["unchanged"] is True
    assert (blog.bytes(), blog.times()) == before


@pytest.mark.long
@pytest.mark.parametrize(
    "damage", [b"", b"[]", b"{}", b"\xff", b'{"version": 1}', b'{"version": 1, "key": 1, "files": 3}', b"deeper"]
)
def test_a_damaged_memory_is_none(blog, damage):
    blog.post()
    blog.build()
    look = blog.root / ".feedtool/look"
    if damage == b"deeper":  # whole, but for the types in it
        damage = json.dumps(json.loads(look.read_bytes()) | {"since": 3, "files": [1], "folders": 7}).encode()
    look.write_bytes(damage)
    assert blog.build()["unchanged"] is True


def test_a_new_namespace_in_a_feed_updates_nobody(blog):
    blog.post("a.md", title="A")
    blog.build()
    blog.post("b.md", title="B", date="2024-06-01", author="Ada")
    (feed,) = blog.build()["feeds"]
    assert (feed["added"], feed["updated"]) == (["https://blog.example/b/"], [])


def test_what_only_one_format_shows_is_an_update_too(blog):
    blog.post("a.md", title="A")
    blog.post("b.md", title="B")
    blog.build()
    blog.post("a.md", title="A", author="Ada <ada@blog.example>")
    blog.configure("", config=CONFIG.replace("Test blog", "Other blog"))
    assert blog.build()["feeds"][0]["updated"] == ["https://blog.example/a/"]


def test_the_change_is_told_by_id(blog):
    blog.configure("[output]\nlimit = 2\n")
    blog.post("a.md", title="A", date="2024-05-01")
    blog.post("b.md", title="B", date="2024-05-02")
    assert blog.build()["feeds"][0]["added"] == ["https://blog.example/b/", "https://blog.example/a/"]
    blog.post("b.md", title="B, corrected", date="2024-05-02")
    blog.post("c.md", title="C", date="2024-05-03")
    (feed,) = blog.build()["feeds"]
    assert feed["added"] == ["https://blog.example/c/"]
    assert feed["updated"] == ["https://blog.example/b/"]
    assert feed["removed"] == ["https://blog.example/a/"]


def test_a_bad_post_costs_itself_only(blog):
    blog.post()
    blog.post("bad.md", date="soon")
    blog.post("worse.md", title=None, date=None)
    done = blog.run("build")
    assert done.code == 1
    assert 'posts/bad.md:3: date is "soon", expected a date' in done.err
    assert "posts/worse.md:1" in done.err
    assert "2 problems. The other posts are in the feeds." in done.err
    assert blog.titles == ["Hello"]


def test_a_problem_is_told_again_by_a_build_with_nothing_to_do(blog):
    blog.post()
    blog.post("bad.md", date="soon")
    first = blog.build(code=1)
    second = blog.build(code=1)
    assert second["unchanged"] is True
    assert second["problems"] == first["problems"]
    assert [problem["code"] for problem in second["problems"]] == ["D202"]


def test_strict_writes_nothing_while_there_is_a_problem(blog):
    bad = blog.post("bad.md", date="soon")
    blog.post()
    done = blog.run("build", "--strict")
    assert done.code == 1
    assert "Nothing was written." in done.err
    assert not (blog.root / "feeds").exists()
    bad.unlink()
    blog.build("--strict")
    assert blog.titles == ["Hello"]


def test_strict_leaves_no_folder_of_its_own_either(blog):
    blog.post("bad.md", date="soon")
    blog.run("build", "--strict")
    assert not (blog.root / ".feedtool").exists()
    (blog.root / "posts/bad.md").unlink()
    blog.post()
    blog.at_rest().build("--strict")
    assert (blog.root / ".feedtool/look").exists()
    blog.post("bad.md", date="soon")
    before = blog.bytes()
    blog.build("--strict", code=1)
    assert blog.bytes() == before


def test_check_writes_nothing_and_tells_ci(blog):
    blog.post()
    assert blog.run("build", "--check").code == 1
    assert not (blog.root / "feeds").exists()
    assert not (blog.root / ".feedtool").exists()
    blog.build()
    assert blog.run("build", "--check").code == 0
    blog.post("b.md", title="B")
    before = blog.bytes()
    assert blog.run("build", "--check").code == 1
    assert blog.bytes() == before


def test_a_dry_run_tells_and_writes_nothing(blog):
    blog.post()
    done = blog.run("build", "--dry-run")
    assert done.code == 0
    assert "1 entry, 1 added" in done.out
    assert "to write" in done.out
    assert sorted(path.name for path in blog.root.iterdir()) == ["config.toml", "posts"]


def test_summaries_only(blog):
    blog.configure('[output]\ncontent = "summary"\n')
    blog.post(body="First.\n\nSecond.")
    blog.build()
    assert "content_html" not in blog.entry
    assert blog.entry["summary"] == "First. Second."
    assert blog.read("atom").entries[0].summary == "First. Second."
    assert blog.read("rss").entries[0].summary == "First. Second."


def test_a_bound_on_bytes_costs_the_oldest(blog):
    for day in range(1, 10):
        blog.post(f"{day}.md", title=str(day), date=f"2024-05-0{day}", body="word " * 200)
    blog.configure("[output]\nmax_bytes = 5000\n")
    (feed,) = blog.build()["feeds"]
    assert (feed["entries"], feed["beyond_max_bytes"]) == (3, 6)
    sizes = [len(data) for data in blog.bytes().values()]
    assert max(sizes) <= 5000
    assert blog.titles == ["9", "8", "7"]
    assert "main: 3 entries (6 older left out, so that they fit into max_bytes)" in blog.run("build").out
    assert len(blog.read("rss").entries) == len(blog.read("atom").entries) == 3


@pytest.mark.long
def test_a_large_feed_is_told(blog):
    blog.post(body="word " * 99_000)
    assert "main: 1 entry, 495." not in blog.run("build").out
    blog.post(body="word " * 103_000)
    assert "main: 1 entry, 515." in blog.run("build").out


def test_an_entry_that_no_document_can_hold_costs_itself_only(blog):
    blog.post("old.md", title="Old", date="2024-01-01")
    blog.post("long.md", title="Long", body="word " * 2000)
    blog.configure("[output]\nmax_bytes = 3000\n")
    (problem,) = blog.build(code=1)["problems"]
    assert (problem["code"], problem["file"]) == ("O501", "posts/long.md")
    assert blog.titles == ["Old"]
    blog.configure("[output]\nmax_bytes = 100\n")
    done = blog.run("build")
    assert (done.code, blog.titles) == (1, ["Old"])
    assert "max_bytes = 100" in done.err


def test_what_was_mended_is_told_post_by_post(blog):
    blog.post(body='<iframe src="https://x.example/"></iframe>\n<p><button>a</button><input></p>\n')
    blog.post("plain.md", title="Plain", body="*Nothing* to mend.")
    told = blog.run("build", "-v").err
    assert told.splitlines() == ["mended posts/hello.md: embeds 1, fields 2"]
    assert "mended" not in blog.run("build").err


def test_nothing_is_mended_where_the_site_says_so(blog):
    blog.post(body="<p><button>a</button></p>\n")
    blog.configure("clean = false\n")
    assert blog.run("build", "-v").err == ""
    assert blog.entry["content_html"] == "<p><button>a</button></p>"


def test_unsanitised_where_the_site_says_so(blog):
    blog.post(body='<iframe src="/x"></iframe>\n')
    blog.configure("clean = false\n")
    blog.build()
    assert blog.entry["content_html"] == '<iframe src="https://blog.example/x"></iframe>'


def test_an_enclosure_beside_the_post_has_its_real_length(blog):
    blog.write("posts/a.mp3", b"x" * 1234)
    blog.write("secret.mp3", b"x" * 99)
    blog.post(enclosures=["a.mp3", "../secret.mp3", "missing.ogg"])
    blog.build()
    assert [found.get("size_in_bytes") for found in blog.entry["attachments"]] == [1234, None, None]


@pytest.mark.parametrize("address", ["a b.m4b", "a%20b.m4b", "a%20b.m4b?x=1#t"])
def test_an_enclosure_beside_the_post_may_be_written_as_an_address(blog, address):
    blog.write("posts/a b.m4b", b"x" * 1234)
    blog.post(enclosure=address)
    blog.build()
    (found,) = blog.entry["attachments"]
    assert (found["size_in_bytes"], found["mime_type"]) == (1234, "audio/mp4")


@pytest.mark.long
@pytest.mark.parametrize("file", ["static/audio/a b.mp3", "public/audio/a b.mp3", "audio/a b.mp3"])
@pytest.mark.parametrize("address", ["/audio/a b.mp3", "https://blog.example/audio/a%20b.mp3?x=1#t"])
def test_an_enclosure_that_lies_on_the_site_has_its_real_length(blog, file, address):
    blog.write(file, b"x" * 1234)
    blog.post(enclosure=address)
    blog.build()
    assert blog.entry["attachments"][0]["size_in_bytes"] == 1234
    blog.write(file, b"x" * 99)
    blog.build()
    assert blog.entry["attachments"][0]["size_in_bytes"] == 99


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("posts/a b.jpg", "a%20b.jpg"),
        ("static/img/a.jpg", "/img/a.jpg"),
        ("public/a.png", "https://blog.example/a.png?v=1"),
    ],
)
def test_a_cover_that_lies_on_the_site_has_its_real_length(blog, file, address):
    blog.write(file, b"x" * 1234)
    blog.post(image={"url": address})
    blog.build()
    (cover,) = blog.read("rss").entries[0].media_content
    assert (cover["type"], cover["filesize"]) == (f"image/{'png' if 'png' in file else 'jpeg'}", "1234")


@pytest.mark.long
@pytest.mark.parametrize(
    "address", ["../secret.jpg", "../../secret.jpg", "/../secret.jpg", "https://other.example/a.jpg"]
)
def test_a_cover_that_lies_elsewhere_has_no_length(blog, address):
    (blog.root.parent / "secret.jpg").write_bytes(b"x" * 99)
    blog.post(image=address)
    blog.build()
    assert [cover.get("filesize") for cover in blog.read("rss").entries[0].media_content] == [None]


@pytest.mark.long
@pytest.mark.parametrize(
    "address", ["/../secret.mp3", "/%2e%2e/secret.mp3", "/link/secret.mp3", "https://other.example/a.mp3"]
)
def test_no_file_outside_of_the_site_is_looked_at(blog, address):
    (blog.root.parent / "secret.mp3").write_bytes(b"x" * 99)
    blog.write("static/a.mp3", b"x")
    (blog.root / "static/link").symlink_to(blog.root.parent)
    blog.post(enclosure=address)
    blog.build()
    assert "size_in_bytes" not in blog.entry["attachments"][0]


def test_an_enclosure_in_a_folder_that_is_closed_costs_its_length_only(blog, monkeypatch):
    blog.write("posts/media/a.mp3", b"x")
    blog.post(enclosure="media/a.mp3")

    def closed(path, real=os.stat, **options):
        if str(path).endswith("a.mp3"):
            raise PermissionError(13, "Permission denied", path)
        return real(path, **options)

    monkeypatch.setattr(os, "stat", closed)
    report = feedtool.build(str(blog.root))
    assert (report["problems"], blog.entry["attachments"][0].get("size_in_bytes")) == ([], None)


@pytest.mark.long
def test_a_post_that_is_edited_within_the_clock_s_tick_is_seen(blog):
    for number in range(5):
        blog.post(title=f"Hello {number}")
        blog.build()
        assert blog.titles == [f"Hello {number}"]


def test_a_configuration_that_changes_is_seen(blog):
    blog.post()
    blog.build()
    blog.configure("", config=CONFIG.replace("Test blog", "Best blog"))
    assert blog.build()["unchanged"] is False
    assert blog.read("json")["title"] == "Best blog"


def test_a_feedtool_toml_that_appears_is_taken(blog):
    blog.post()
    blog.build()
    blog.write("feedtool.toml", CONFIG.replace("Test blog", "Other blog"))
    blog.build()
    assert blog.read("json")["title"] == "Other blog"


@pytest.mark.long
@pytest.mark.parametrize("event", ["a post more", "a post less", "a post renamed", "an older mtime", "a folder more"])
def test_every_change_of_the_sources_is_seen(blog, event):
    post = blog.post()
    other = blog.post("other.md", title="Other")
    blog.build()
    if event == "a post more":
        blog.post("new.md", title="New")
    elif event == "a post less":
        other.unlink()
    elif event == "a post renamed":
        other.rename(other.with_name("renamed.md"))
    elif event == "an older mtime":
        old = post.stat()
        post.write_text(post.read_text().replace("Hello", "Hallo"))
        os.utime(post, ns=(old.st_atime_ns, old.st_mtime_ns))
    else:
        blog.post("deep/down/new.md", title="New")
    assert blog.build()["unchanged"] is False
