"""Globs choose what the standard library's would, without asking the disk."""

from __future__ import annotations

import contextlib
import glob
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.globs import matches

FILES = [
    "a.md",
    "b.MD",
    "x/a.md",
    "x/y/a.md",
    "x/y/z/b.txt",
    "x.md/a.md",
    "a[1].md",
    "a^.md",
    "über/é.md",
    "drafts/a.md",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("globs")
    for file in FILES:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).touch()
    return root


@pytest.mark.parametrize(
    "pattern",
    [
        "*.md", "**/*.md", "**", "x/*", "x/**", "x/**/*.md", "**/y/*", "?.md", "[ab].md", "[!a].md", "*/*/*", "a[[]1].md",
        "[]a].md", "x**/*.md", "**/a*", "a[^].md", "über/*", "", "nothing", "x/y", "[a-c]*", "a[", "*.m[d", "**/**/a.md",
    ],
)  # fmt: skip
def test_a_pattern_matches_what_the_disk_s_does(pattern, folder):
    on_disk = {path.rstrip("/") for path in glob.glob(pattern, root_dir=folder, recursive=True)}
    assert [file for file in FILES if matches(file, [pattern])] == [file for file in FILES if file in on_disk]


@pytest.mark.parametrize("pattern", ["./a.md", "/a.md", "a.md/", "./**/a.md"])
def test_how_people_begin_a_path_makes_no_difference(pattern):
    assert matches("a.md", [pattern])


@given(st.text("ab*?[]!^/.-\\", max_size=12), st.text("ab/.-", max_size=12))
def test_no_pattern_takes_long_or_fails_but_for_its_ranges(pattern, path):
    with contextlib.suppress(re.error):  # a range that is none, as in [b-a]; the configuration refuses it
        matches(path, [pattern])
