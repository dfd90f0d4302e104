"""A blog to try things on: a real folder, and the real command in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from hypothesis import HealthCheck, settings

from tests import forked
from tests.web import Web, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases"
CONFIG = """\
[site]
title = "Test blog"
url = "https://blog.example/"
timezone = "Europe/Vienna"

[[sources]]
type = "markdown"
path = "posts"
"""

settings.register_profile("feedtool", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.load_profile("feedtool")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regen", action="store_true", help="rewrite golden files and generated parts of the docs")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A test that was skipped is a promise that nobody looked at."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped") and session.exitstatus == 0:
        session.exitstatus = 1


class Run:
    """What a command ended with."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        assert "Traceback" not in self.err, self.err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Blog:
    """A site in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("config.toml", CONFIG)
        (root / "posts").mkdir()

    @classmethod
    def at(cls, root: Path) -> Blog:
        """One that is there already."""
        blog = cls.__new__(cls)
        blog.root = root
        return blog

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def post(self, name: str = "hello.md", body: str = "Hello, *world*.", **metadata: object) -> Path:
        metadata = {"title": "Hello", "date": "2024-05-01 10:00"} | metadata
        lines = [f"{key}: {json.dumps(value)}" for key, value in metadata.items() if value is not None]
        return self.write(f"posts/{name}", "\n".join(["---", *lines, "---", body]) + "\n")

    def configure(self, more: str, *, config: str = CONFIG) -> None:
        self.write("config.toml", config + more)

    def run(self, *arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None) -> Run:
        """The command, in a process of its own; in an interpreter of its own where *env* may matter to that."""
        if env is None:
            return Run(*forked.run(*arguments, cwd=cwd or self.root, folder=self.root.parent))
        command = [sys.executable, "-m", "feedtool", *arguments]
        where = {"cwd": cwd or self.root, "env": os.environ | env}
        done = subprocess.run(
            command, **where, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
        )
        return Run(done.returncode, done.stdout, done.stderr)

    def at_rest(self) -> Blog:
        """The same, its files older than a tick of the clock: only then a build remembers what it saw."""
        time.sleep(0.03)
        return self

    def build(self, *arguments: str, code: int = 0, env: dict[str, str] | None = None) -> Any:
        """The report of a build that ends with *code*."""
        done = self.run("build", "--json", *arguments, env=env)
        assert done.code == code, (done.out, done.err)
        return done.json

    def read(self, format: str) -> Any:
        """A feed as feedparser reads it, or as JSON."""
        if format == "json":
            return json.loads((self.root / "feeds/feed.json").read_bytes())
        parsed = feedparser.parse((self.root / f"feeds/{format}.xml").read_bytes())
        assert not parsed.bozo, parsed.bozo_exception
        return parsed

    @property
    def titles(self) -> list[str]:
        return [item.get("title", "") for item in self.read("json")["items"]]

    @property
    def entry(self) -> Any:
        """The newest entry, as JSON Feed has it."""
        return self.read("json")["items"][0]

    def bytes(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted((self.root / "feeds").iterdir())}

    def times(self) -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in sorted((self.root / "feeds").iterdir())}


@pytest.fixture
def blog(tmp_path: Path) -> Iterator[Blog]:
    root = tmp_path / "blog"
    root.mkdir()
    yield Blog(root)
    left = [path for path in root.rglob("*tmp*") if path.is_file()]
    assert not left, f"temporary files are left: {left}"


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        yield server
