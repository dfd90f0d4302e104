"""A look tells when anything changed, and when it cannot tell."""

from __future__ import annotations

import os
import time

from feedtool.walk import look


def test_a_file_that_was_just_written_may_be_written_again_unseen(tmp_path):
    file = tmp_path / "a.md"
    file.write_text("x")
    os.utime(file, ns=(time.time_ns(), time.time_ns()))
    assert not look([str(tmp_path)]).is_settled
    old = time.time_ns() - 10_000_000_007
    os.utime(file, ns=(old, old))
    assert look([str(tmp_path)]).is_settled


def test_a_disk_that_keeps_whole_seconds_settles_later(tmp_path):
    file = tmp_path / "a.md"
    file.write_text("x")
    second = time.time_ns() // 1_000_000_000 * 1_000_000_000 - 1_000_000_000
    os.utime(file, ns=(second, second))
    assert not look([str(tmp_path)]).is_settled


def test_equal_looks_mean_that_nothing_was_touched(tmp_path):
    (tmp_path / "a.md").write_text("x")
    before = look([str(tmp_path)])
    assert look([str(tmp_path)]).digest == before.digest
    (tmp_path / "b.md").write_text("x")
    assert look([str(tmp_path)]).digest != before.digest
    assert look([str(tmp_path)], skip=[str(tmp_path / "b.md")]).digest == before.digest
