"""What a start costs: the modules that each action may load, and the names that are public."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import feedtool

HEAVY = {
    "comrak", "nh3", "selectolax", "yaml", "tomllib", "lxml", "feedgen", "dateutil", "requests", "urllib3", "idna",
    "jinja2", "sqlite3", "xml", "html", "email", "http", "urllib", "zoneinfo", "importlib.metadata", "concurrent", "asyncio",
}  # fmt: skip
OURS_WHEN_IDLE = {
    "feedtool", "feedtool.__main__", "feedtool.cache", "feedtool.cli", "feedtool.cli.adopt", "feedtool.cli.build", "feedtool.cli.diff", "feedtool.cli.exits", "feedtool.cli.hub",
    "feedtool.cli.init", "feedtool.cli.options", "feedtool.cli.ping", "feedtool.cli.posts", "feedtool.cli.same", "feedtool.cli.words", "feedtool.errors", "feedtool.glance",
    "feedtool.walk",
}  # fmt: skip


def modules_after(blog, *arguments, env=None):
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: print('\\n'.join(sys.modules), file=sys.stderr))\n"
        f"sys.argv = ['feedtool', *{list(arguments)!r}]\n"
        "from feedtool.__main__ import main\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=blog.root,
        env=os.environ | (env or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def heavy(modules):
    return {name for name in modules if name in HEAVY or name.partition(".")[0] in HEAVY}


@pytest.mark.long
def test_a_build_with_nothing_to_do_loads_next_to_nothing(blog):
    blog.post()
    assert heavy(modules_after(blog, "build"))
    idle = modules_after(blog, "build")
    assert heavy(idle) == set()
    assert {name for name in idle if name.startswith("feedtool")} == OURS_WHEN_IDLE


@pytest.mark.long
def test_a_json_report_of_nothing_to_do_loads_no_more(blog):
    blog.post()
    blog.at_rest().build()
    assert heavy(modules_after(blog, "build", "--json", "--check")) == set()


@pytest.mark.long
def test_a_package_that_is_installed_anew_is_a_reason_to_build(blog, tmp_path):
    packages = tmp_path / "site-packages"
    packages.mkdir()
    env = {"PYTHONPATH": str(packages)}
    blog.post()
    blog.at_rest().build(env=env)
    assert not heavy(modules_after(blog, "build", env=env))
    (packages / "comrak-99.dist-info").mkdir()
    assert heavy(modules_after(blog, "build", env=env))


def test_the_version_loads_next_to_nothing(blog):
    assert heavy(modules_after(blog, "--version")) == set()


def test_importing_the_package_loads_nothing_of_it():
    code = "import sys, feedtool; print([name for name in sys.modules if name.startswith('feedtool.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.long
def test_a_build_needs_no_http(blog):
    blog.post()
    assert not {"requests", "urllib3", "dateutil.zoneinfo"} & modules_after(blog, "build")


def test_every_public_name_is_there():
    assert sorted(feedtool.__all__) == sorted(feedtool._HOMES)  # noqa: SLF001 — the table is private, its keys are the promise
    for name in feedtool.__all__:
        assert getattr(feedtool, name) is not None
    assert set(feedtool.__all__) < set(dir(feedtool))


def test_a_name_that_is_not_public_says_which_are():
    with pytest.raises(AttributeError, match="public are"):
        _ = feedtool.nothing
