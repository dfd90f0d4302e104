"""Whatever happens to a build, each feed is old or new, and whole; the next build ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import feedparser
import pytest

import feedtool
from feedtool import glance, state
from tests import forked
from tests.conftest import Blog

MOMENTS = 50
NOW = "2026-01-01T00:00:00Z"  # an edit is dated by the build that first sees it
POSTS = 40


def posts(blog, title):
    for number in range(POSTS):
        blog.post(f"{number}.md", title=f"{title} {number}", body="word " * 500)


def start(blog, name="run"):
    folder = blog.root.parent
    return forked.start(
        "build", "--json", "--now", NOW, cwd=blog.root, out=folder / f"{name}-out", err=folder / f"{name}-err"
    )


def whole(name, data):
    if name.endswith(".json"):
        return len(json.loads(data)["items"]) == 20
    parsed = feedparser.parse(data)
    return not parsed.bozo and len(parsed.entries) == 20


@pytest.fixture
def versions(blog):
    """The bytes of two versions of the feeds; the first is what stands there."""
    made = {}
    for title in ("Old", "New", "Old"):
        posts(blog, title)
        blog.build("--now", NOW)
        made[title] = blog.bytes()
        assert all(whole(name, data) for name, data in made[title].items())
    return made


@pytest.mark.long
def test_a_build_that_is_killed_leaves_each_feed_old_or_new(blog, versions):
    posts(blog, "New")
    begun = time.perf_counter()
    start(blog).join()
    length = time.perf_counter() - begun
    chance = random.Random(7)
    for moment in range(MOMENTS):
        title = "Old" if moment % 2 else "New"
        posts(blog, title)
        process = start(blog)
        # Two of three moments lie in the second half of a build, where it writes.
        time.sleep(length * (chance.random() if moment % 3 == 0 else 0.5 + chance.random() / 1.8))
        process.kill()
        process.join()
        for name, data in blog.bytes().items():
            if not name.startswith("."):  # a temporary file may be there until the next build
                assert data in {versions["Old"][name], versions["New"][name]}, (moment, name)
        if moment % 5 == 0:
            blog.build("--now", NOW)
            assert blog.bytes() == versions[title]
    blog.build("--now", NOW)
    assert blog.bytes() == versions["Old" if (MOMENTS - 1) % 2 else "New"]


@pytest.mark.long
def test_what_a_killed_build_left_goes_even_when_there_is_nothing_to_write(blog, versions):
    (blog.root / "feeds/.rss.xml.feedtool-tmp").write_bytes(b"half")
    (blog.root / ".feedtool.lock.feedtool-tmp").write_bytes(b"half")  # what is left fails every test: conftest
    (blog.root / ".feedtool/look").unlink()
    blog.build("--now", NOW)
    assert blog.bytes() == versions["Old"]


STOP = """
calls = []
def stopping(name, real):
    def call(*arguments, **options):
        for moment in ("before", "after"):
            calls.append(name)
            if len(calls) == {stop}:
                os._exit(9)
            if moment == "before":
                answer = real(*arguments, **options)
        with open({log!r}, "a") as log:
            log.write(name + "\\n")
        return answer
    return call
os.replace, os.fsync = stopping("replace", os.replace), stopping("fsync", os.fsync)
"""


@pytest.mark.long
def test_a_build_that_stops_before_or_after_any_step_leaves_each_feed_old_or_new(blog, tmp_path):
    blog.post(title="Old")
    blog.build()
    old = blog.bytes()
    blog.post(title="New")
    for stop in range(1, 100):
        site = shutil.copytree(blog.root, tmp_path / f"stop-{stop}")
        log = tmp_path / f"log-{stop}"
        first = STOP.format(stop=stop, log=str(log))
        process = forked.start("build", cwd=site, out=tmp_path / "out", err=tmp_path / "err", first=first)
        process.join()
        code = process.exitcode
        left = Blog.at(site)
        for name, data in left.bytes().items():
            assert name.startswith(".") or data == old[name] or b"New" in data
        if code == 0:
            break
        assert code == 9
        left.build()
        assert left.titles == ["New"]
        assert not [path for path in (site / "feeds").iterdir() if path.name.startswith(".")]
    steps = log.read_text().split()
    written = steps[steps.index("fsync") : len(steps) - steps[::-1].index("fsync")]
    lock, owned, feeds = written[:3], written[3], written[4:]
    assert lock == ["fsync", "replace", "fsync"]
    assert owned == "replace"  # which files are feedtool's
    assert feeds == ["fsync"] * 3 + ["replace"] * 3 + ["fsync"]  # the files, their names, their folder
    assert stop > 2 * len(feeds)


@pytest.mark.long
def test_a_build_waits_while_another_runs(blog):
    from feedtool.state import exclusive

    blog.post()
    with exclusive(str(blog.root)):
        process = start(blog)
        process.join(1.5)
        assert process.is_alive()
        assert not (blog.root / "feeds").exists()
    process.join(30)
    assert process.exitcode == 0
    assert blog.titles == ["Hello"]


@pytest.mark.long
def test_a_build_that_waits_can_be_interrupted(blog):
    from feedtool.state import exclusive

    blog.post()
    with exclusive(str(blog.root)):
        process = start(blog)
        process.join(1.5)
        assert process.is_alive()
        os.kill(process.pid, signal.SIGINT)
        process.join(5)
    assert process.exitcode == 130


@pytest.mark.long
def test_two_builds_at_once_do_not_mix(blog, versions):
    for title in ("New", "Old", "New"):
        posts(blog, title)
        running = {name: start(blog, name) for name in "abcd"}
        for name, process in running.items():
            process.join()
            assert process.exitcode == 0, (blog.root.parent / f"{name}-err").read_text()
            report = json.loads((blog.root.parent / f"{name}-out").read_text())
            assert report["feeds"][0]["entries"] == 20
        assert blog.bytes() == versions[title]


def test_a_first_build_that_waited_looks_again(blog, monkeypatch):
    """Another one made the folder while this one read the posts; and a post changed."""
    blog.post(title="Old")
    blog.at_rest()
    real = state.exclusive

    @contextmanager
    def later(root, **options):
        monkeypatch.setattr(state, "exclusive", real)
        blog.post(title="New")
        feedtool.build(str(blog.at_rest().root))
        with real(root, **options):
            yield

    monkeypatch.setattr(state, "exclusive", later)
    feedtool.build(str(blog.root))
    assert blog.titles == ["New"]


def test_two_builds_at_once_with_two_times_leave_no_wrong_memory(blog, monkeypatch):
    """The second one begins and ends between the first one's last write and its memory."""
    early, late = datetime(2024, 6, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    blog.post()
    blog.post("later.md", title="Later", date="2025-01-01")
    blog.at_rest()
    real = glance._memory  # noqa: SLF001 - the moment between the lock and the memory

    def memory(*arguments):
        monkeypatch.setattr(glance, "_memory", real)
        feedtool.build(str(blog.root), now=late)
        assert blog.titles == ["Later", "Hello"]
        return real(*arguments)

    monkeypatch.setattr(glance, "_memory", memory)
    feedtool.build(str(blog.root), now=early)
    feedtool.build(str(blog.root), now=early)
    assert blog.titles == ["Hello"]


@pytest.mark.long
def test_a_disk_that_is_full_changes_nothing(blog, versions):
    posts(blog, "New")
    limited = (
        f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({len(versions['Old']['rss.xml']) // 2},) * 2)\n"
    )
    code = (
        limited
        + "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nfrom feedtool.__main__ import main\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "build"], cwd=blog.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert blog.bytes() == versions["Old"]


def test_a_build_waits_for_another_and_says_so_when_it_has_to_give_up(tmp_path):
    from feedtool import OutputError
    from feedtool.state import exclusive

    with (
        exclusive(str(tmp_path)),
        pytest.raises(OutputError, match="Another build"),
        exclusive(str(tmp_path), wait_s=0.1),
    ):
        pass


def test_a_file_keeps_its_permissions(blog):
    blog.post()
    blog.build()
    file = blog.root / "feeds/rss.xml"
    file.chmod(0o640)
    blog.post(title="Changed")
    blog.build()
    assert file.stat().st_mode & 0o777 == 0o640
    assert os.access(file, os.R_OK)


def test_a_damaged_lock_is_named(blog):
    blog.post()
    blog.build()
    blog.post(title="Newer")
    database = blog.write(".feedtool/turns.db", b"garbage" * 100)
    done = blog.run("build")
    assert done.code == 1
    assert "turns.db is damaged" in done.err
    database.unlink()
    blog.build()
    assert blog.titles == ["Newer"]
