"""The command line: exit codes, messages, and what is written where. Keys and codes are contracts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from feedtool import __version__, config
from feedtool.cli import feedtool as group
from tests.conftest import CONFIG


def test_the_version(blog):
    assert blog.run("--version").out == f"feedtool {__version__}\n"


def commands(of=group, path=()):
    """The words of every command, also of those in groups."""
    for name, command in of.commands.items():
        yield from commands(command, (*path, name)) if hasattr(command, "commands") else [(*path, name)]


@pytest.mark.long
@pytest.mark.parametrize("command", [[], ["hub"], *commands()])
def test_every_help_has_an_example(blog, command):
    done = blog.run(*command, "--help")
    assert done.code == 0
    assert "Example:" in done.out
    assert blog.run(*command, "-h").out == done.out


@pytest.mark.parametrize("command", [*commands()])
def test_every_command_takes_a_file_and_a_folder(blog, command):
    shown = blog.run(*command, "--help").out
    assert "-c, --config FILE" in shown
    assert "-C, --directory DIR" in shown


def test_the_keys_of_json_are_a_contract(blog):
    blog.post()
    blog.post("bad.md", date="soon")
    report = blog.build(code=1)
    assert set(report) == {"unchanged", "lock", "feeds", "lists", "posts", "problems", "warnings"}
    assert set(report["feeds"][0]) == {
        "name",
        "title",
        "entries",
        "beyond_max_bytes",
        "added",
        "updated",
        "removed",
        "notifications",
        "compared_with",
        "files",
        "archive",
    }
    assert set(report["feeds"][0]["archive"]) == {"documents", "entries", "written", "unchanged", "pending"}
    assert set(report["feeds"][0]["files"][0]) == {"format", "path", "url", "size", "state"}
    assert set(report["posts"]) == {
        "found",
        "in_feeds",
        "rendered",
        "older",
        "drafts",
        "scheduled",
        "expired",
        "held_back",
        "refused",
        "other_pages",
    }
    assert set(report["problems"][0]) == {"code", "file", "line", "key", "found", "expected", "remedy"}


def test_json_is_all_that_is_said(blog):
    blog.post("bad.md", date="soon")
    done = blog.run("build", "--json")
    assert json.loads(done.out)
    assert done.err == ""


def test_without_a_configuration_init_is_named(tmp_path, blog):
    done = blog.run("build", cwd=tmp_path)
    assert done.code == 2
    assert "feedtool init" in done.err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param(["bild"], 2, "No such command", id="no command"),
        pytest.param(["build", "--jsn"], 2, "--json", id="no option"),
        pytest.param(["build", "-C", "nowhere"], 2, "nowhere", id="no folder"),
        pytest.param(["build", "-c", "nowhere.toml"], 2, "nowhere.toml", id="no configuration"),
        pytest.param(["build", "--now", "soon"], 2, "is no instant", id="no instant"),
        pytest.param(["build", "--now", "2024-01-05T24:00:01Z"], 2, "is no instant", id="no time of day"),
        pytest.param(
            ["build", "--now", "01/02/2026"], 2, "2026-01-02 or 2026-02-01", id="an instant with two readings"
        ),
    ],
)
def test_wrong_usage_is_told(blog, arguments, code, says):
    done = blog.run(*arguments)
    assert (done.code, done.out) == (code, "")
    assert says in done.err


def test_a_configuration_elsewhere(blog, tmp_path):
    blog.post()
    (blog.root / "config.toml").rename(blog.root / "feeds.toml")
    (tmp_path / "feeds.toml").mkdir()  # -c is seen from -C
    assert blog.run("build", "-C", str(blog.root), "-c", "feeds.toml", cwd=tmp_path).code == 0
    assert blog.run("build", "-c", str(blog.root / "feeds.toml"), cwd=tmp_path).code == 0
    assert blog.titles == ["Hello"]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (
            '[[sources]]\ntype = "markdown"\npath = "nowhere"\n',
            'config.toml:11: sources.path is "nowhere", expected a folder',
        ),
        ('[[sources]]\ntype = "markdwon"\npath = "posts"\n', 'did you mean "markdown"?'),
        ("[output]\nlimt = 3\n", 'did you mean "limit"?'),
    ],
)
def test_a_wrong_configuration_is_2(blog, more, says):
    blog.configure(more)
    done = blog.run("build")
    assert done.code == 2
    assert says in done.err


def test_now_without_a_zone_is_the_site_s(blog):
    blog.post(date="2025-01-01 00:30")
    blog.build("--now", "2025-01-01 00:29")
    assert blog.titles == []
    blog.build("--now", "2025-01-01 00:30")
    assert blog.titles == ["Hello"]


def test_interrupted_is_130(blog):
    code = "import signal, os\nsignal.signal(signal.SIGINT, signal.default_int_handler)\nfrom feedtool import glance\nglance.run = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT)\nfrom feedtool.__main__ import main\nmain()\n"
    done = subprocess.run(
        [sys.executable, "-c", code, "build"], cwd=blog.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 130
    assert "Traceback" not in done.stderr


@pytest.mark.long
def test_a_disk_that_is_full_is_told(blog):
    blog.post()
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "feedtool", "build", "--json"]
        done = subprocess.run(command, cwd=blog.root, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("feedtool: the answer cannot be written")
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_an_interrupt_before_anything_is_loaded_is_one_too(blog):
    code = "import sys\nclass Interrupt:\n    def find_spec(self, name, *_):\n        if name == 'feedtool.cli': raise KeyboardInterrupt\nsys.meta_path.insert(0, Interrupt())\nfrom feedtool.__main__ import main\nmain()\n"
    done = subprocess.run(
        [sys.executable, "-c", code, "build"], cwd=blog.root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "")


def test_what_a_post_says_does_not_move_the_terminal_s_cursor(blog):
    blog.post("\x1b[31m\n::error::x.md", date="\x1b[2J\n::error::y")
    done = blog.run("build")
    assert done.code == 1
    assert "\x1b" not in done.err
    assert not any(line.startswith("::") for line in done.err.splitlines())


@pytest.mark.long
def test_a_reader_that_hangs_up_is_nobody_s_mistake(blog):
    blog.post()
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "feedtool", "build", "--json"],
        cwd=blog.root,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_no_colour_in_a_pipe(blog):
    blog.post("bad.md", date="soon")
    done = blog.run("build")
    assert "\x1b" not in done.out + done.err


@pytest.mark.long
def test_the_installed_command_is_the_same(blog):
    blog.post()
    command = shutil.which("feedtool", path=str(sys.executable).rpartition("/")[0]) or "feedtool"
    done = subprocess.run([command, "build"], cwd=blog.root, capture_output=True, text=True, check=True)
    assert "1 entry, 1 added" in done.stdout


@pytest.fixture
def folder(blog):
    (blog.root / "config.toml").unlink()
    return blog


def test_init_then_build(folder):
    folder.post()
    done = folder.run("init", "--url", "https://e.example/", "--title", 'My "blog"')
    assert done.code == 0
    assert "1 file for posts in posts" in done.out
    folder.build()
    assert folder.read("json")["title"] == 'My "blog"'
    assert folder.entry["url"] == "https://e.example/hello/"


def test_init_never_asks_where_nobody_can_answer_and_says_what_is_missing(folder):
    folder.post()
    done = folder.run("init")
    assert 'fill in url = ""' in done.out
    done = folder.run("build")
    assert done.code == 2
    assert re.search(r"config.toml:\d+: site.url is \"\", expected an absolute address", done.err)


def test_init_overwrites_nothing(folder):
    folder.post()
    theirs = folder.write("config.toml", 'base_url = "https://zola.example"\n')
    assert "feedtool.toml: written" in folder.run("init", "--url", "https://e.example/").out
    assert theirs.read_text() == 'base_url = "https://zola.example"\n'
    folder.build()
    again = folder.run("init")
    assert again.code == 2
    assert "feedtool.toml: there already" in again.err


def test_init_sees_its_folder_from_the_one_that_is_named(folder):
    folder.post("site/posts/hello.md")
    done = folder.run("init", "-C", "posts", "site", "--url", "https://e.example/", cwd=folder.root)
    assert (done.code, (folder.root / "posts/site/config.toml").exists()) == (0, True)
    done = folder.run("init", "-C", "posts", "nowhere", cwd=folder.root)
    assert done.code == 2
    assert "is no folder" in done.err


def test_init_where_names_are_no_utf_8(folder):
    site = os.path.join(os.fsencode(folder.root), b"caf\xe9")
    for name in (b"posts/hello.md", b"posts/README.\xe9.md"):
        os.makedirs(os.path.join(site, os.path.dirname(name)), exist_ok=True)
        with open(os.path.join(site, name), "wb") as file:
            file.write(b"---\ntitle: Hello\ndate: 2024-05-01\n---\n")
    done = folder.run("init", "--url", "https://e.example/", cwd=Path(os.fsdecode(site)))
    assert done.code == 0
    with open(os.path.join(site, b"config.toml"), "rb") as file:
        assert config.kinds.FILLED.read(tomllib.loads(file.read().decode())["site"]["title"]) == "caf\ufffd"


def test_init_leaves_our_own_configuration_alone(blog):
    done = blog.run("init")
    assert done.code == 2
    assert "config.toml: there already" in done.err
    assert (blog.root / "config.toml").read_text() == CONFIG


@pytest.mark.long
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("CNAME", "e.example\n"), ("CNAME", "https://e.example/\nother.example\n"),
        ("package.json", '{"homepage": "https://e.example/"}'), ("package.json", '{"homepage": "https://e.example#readme"}'),
    ],
)  # fmt: skip
def test_init_finds_the_address(folder, file, text):
    folder.post()
    folder.write(file, text)
    folder.run("init")
    folder.build()
    assert folder.entry["url"] == "https://e.example/hello/"


@pytest.mark.long
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("CNAME", ""),
        ("CNAME", "no host"),
        ("package.json", '{"homepage": "https://github.com/a/b#readme"}'),
        ("package.json", "[]"),
    ],
)
def test_init_takes_no_address_that_is_not_the_site_s(folder, file, text):
    folder.post()
    folder.write(file, text)
    assert 'fill in url = ""' in folder.run("init").out


def test_init_refuses_an_address_that_is_none(folder):
    done = folder.run("init", "--url", "e.example")
    assert done.code == 2
    assert '--url is "e.example", expected an absolute address' in done.err


def test_init_takes_a_readme_for_no_post(folder):
    folder.post()
    for name in ("posts/README.md", "posts/2024/_index.md", "posts/LICENSE.md"):
        folder.write(name, "# No post\n")
    assert "1 file for posts" in folder.run("init", "--url", "https://e.example/").out
    folder.build()
    assert folder.titles == ["Hello"]


def test_init_names_paths_as_its_configuration_sees_them(folder):
    folder.post()
    folder.write("my/x", "")
    folder.run("init", "-c", "my/feeds.toml", "--url", "https://e.example/")
    assert 'path     = "../posts"' in (folder.root / "my/feeds.toml").read_text()
    folder.build("-c", "my/feeds.toml")
    assert (folder.root / "my/feeds/rss.xml").exists()


def test_init_finds_built_pages(folder):
    head = '<meta property="article:published_time" content="2024-05-01">'
    folder.write(
        "public/a/index.html", f"<html><head>{head}</head><body><article><h1>A page</h1></article></body></html>"
    )
    folder.run("init", "--url", "https://e.example/")
    folder.build()
    (item,) = json.loads((folder.root / "public/feeds/feed.json").read_text())["items"]  # where the site's /feeds/ is
    assert (item["title"], item["url"]) == ("A page", "https://e.example/a/")


def test_init_finds_saved_pages(folder):
    folder.write("posts/page.txt", "Title\n\nMay 4, 2019\n\nText.\n")
    folder.run("init", "--url", "https://e.example/")
    folder.build()
    assert folder.titles == ["Title"]


def test_init_in_an_empty_folder_says_what_to_name(folder):
    assert "name their folder" in folder.run("init", "--url", "https://e.example/").out
