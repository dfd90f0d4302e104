"""A post without a date is dated by git or by the disk where its source says so, and else refused."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime

import pytest

from tests.test_imports import heavy, modules_after


def git(folder, *words, date="2020-01-02T03:04:05+02:00"):
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
           for what, value in (("NAME", "Ada"), ("EMAIL", "ada@e.example"), ("DATE", date))}  # fmt: skip
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *words], cwd=folder, env=os.environ | who | alone, check=True, capture_output=True)


@pytest.fixture
def kept(blog):
    blog.configure('undated = "git"\n')
    blog.write(".gitignore", ".feedtool/\nfeeds/\n")
    blog.post("old.md", date=None, body="A text that is long enough to be known again.")
    git(blog.root, "init", "-q")
    git(blog.root, "add", ".")
    git(blog.root, "commit", "-qm", "one")
    return blog


def test_the_first_commit_dates_a_post(kept):
    kept.build()
    assert kept.entry["date_published"] == "2020-01-02T01:04:05Z"


def test_a_post_that_moves_keeps_its_date(kept):
    git(kept.root, "mv", "posts/old.md", "posts/grüße, neu.md", date="2022-05-06T00:00:00Z")
    git(kept.root, "commit", "-qm", "two", date="2022-05-06T00:00:00Z")
    kept.post("old.md", title="Another of the old name", date=None, body="Nothing that was there before.")
    git(kept.root, "add", ".")
    git(kept.root, "commit", "-qm", "three", date="2023-05-06T00:00:00Z")
    kept.build()
    items = {item["title"]: item["date_published"] for item in kept.read("json")["items"]}
    assert items == {"Hello": "2020-01-02T01:04:05Z", "Another of the old name": "2023-05-06T00:00:00Z"}


def test_metadata_and_path_come_first(kept):
    kept.post("2021-01-01-named.md", title="Named", date=None)
    kept.post("said.md", title="Said", date="2021-02-02")
    kept.build()
    assert [item["title"] for item in kept.read("json")["items"]] == ["Said", "Named", "Hello"]


@pytest.mark.long
def test_a_commit_is_seen_by_a_build_that_only_looks(kept):
    kept.post("new.md", title="New", date=None)
    (problem,) = kept.build(code=1)["problems"]
    assert (problem["code"], problem["file"]) == ("D204", "posts/new.md")
    git(kept.root, "add", ".")
    git(kept.root, "commit", "-qm", "two")
    assert kept.at_rest().build()["problems"] == []
    assert set(kept.titles) == {"Hello", "New"}
    assert not heavy(modules_after(kept, "build"))


@pytest.mark.long
def test_a_shallow_clone_says_how_to_fetch_all(kept, tmp_path):
    kept.post("more.md", title="More")
    git(kept.root, "add", ".")
    git(kept.root, "commit", "-qm", "two")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{kept.root}", "shallow")
    shallow = type(kept).at(tmp_path / "shallow")
    (problem,) = shallow.build(code=1)["problems"]
    assert (problem["code"], "fetch-depth: 0" in problem["remedy"]) == ("D204", True)
    assert shallow.titles == ["More"]  # the post that says its date


def test_outside_of_git_it_says_so(blog):
    blog.configure('undated = "git"\n')
    blog.post(date=None)
    (problem,) = blog.build(code=1)["problems"]
    assert problem["code"] == "D204"


def test_a_repository_without_a_commit_is_said_to_be_one(blog):
    blog.configure('undated = "git"\n')
    blog.post(date=None)
    git(blog.root, "init", "-q")
    (problem,) = blog.build(code=1)["problems"]
    assert (problem["code"], problem["found"]) == ("D204", "a repository without a commit")


def test_the_time_of_the_file_counts_only_where_it_is_wanted(blog):
    file = blog.post(date=None)
    os.utime(file, (1_577_934_245, 1_577_934_245))
    assert blog.build(code=1)["problems"][0]["code"] == "D201"
    blog.configure('undated = "mtime"\n')
    blog.build()
    assert blog.entry["date_published"] == datetime.fromtimestamp(1_577_934_245, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
