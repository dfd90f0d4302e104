"""What a build costs, beside the floor: an interpreter that looks at every file.

    python bench/build.py [--posts 10000] [--runs 5] [--feeds] [--archive 50]

Each kind of build runs in turn with the floor, in processes of their own; medians are shown, and their ratio. With
--feeds there are 231: the main one, 200 of tags, 20 of categories, 10 of authors; with --archive each has one.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import corpus

if TYPE_CHECKING:
    from collections.abc import Callable

FLOOR = """
import os
waiting = ["posts"]
while waiting:
    for item in os.scandir(waiting.pop()):
        if item.is_dir():
            waiting.append(item.path)
        else:
            item.stat()
"""
BUILD = (sys.executable, "-m", "feedtool", "build")


class Cost(NamedTuple):
    """Of one process."""

    cpu: float  # seconds
    wall: float  # seconds
    memory: float  # peak, MB


def cost(*command: str, cwd: Path) -> Cost:
    """What *command* costs; it has to succeed."""
    begun = time.perf_counter()
    process = os.fork()
    if not process:
        os.chdir(cwd)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(command[0], command)
    _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - begun, usage.ru_maxrss / 1024)


def nothing_remembered(site: Path) -> None:
    shutil.rmtree(site / "feeds", ignore_errors=True)
    shutil.rmtree(site / ".feedtool", ignore_errors=True)


def one_edited(site: Path) -> None:
    newest = max((site / "posts").rglob("*.md"))
    newest.write_text(newest.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")


def nothing_done(_: Path) -> None:
    time.sleep(0.05)  # so that no file is younger than a tick of the clock


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--posts", type=int, default=10_000)
    words.add_argument("--runs", type=int, default=5)
    words.add_argument("--feeds", action="store_true")
    words.add_argument("--archive", type=int, default=0, help="entries of each document")
    given = words.parse_args()
    kinds: dict[str, Callable[[Path], None]] = {
        "cold": nothing_remembered,
        "one post changed": one_edited,
        "nothing to do": nothing_done,
    }
    with tempfile.TemporaryDirectory(prefix="feedtool-bench-") as folder:
        site = Path(folder) / "site"
        corpus.make(site, given.posts, many=given.feeds, archive=given.archive)
        cost(*BUILD, cwd=site)  # warms the disk's cache
        print(f"{given.posts} posts, {given.runs} runs, Python {sys.version.split()[0]}\n")
        print(f"{'':18}{'CPU s':>8}{'wall s':>8}{'MB':>7}{'x floor':>9}")
        for name, prepare in kinds.items():
            pairs = []
            for _ in range(given.runs):
                prepare(site)
                pairs.append((cost(*BUILD, cwd=site), cost(sys.executable, "-c", FLOOR, cwd=site)))
            show(name, [ours for ours, _ in pairs], statistics.median(ours.cpu / floor.cpu for ours, floor in pairs))
            if given.feeds or given.archive:
                prepare(site)
                print(f"{'':18}{counts(site)}")
        show("the floor", [floor for _, floor in pairs], 1)


def counts(site: Path) -> str:
    """What a build of *site* does."""
    report = json.loads(subprocess.run([*BUILD, "--json"], cwd=site, capture_output=True, check=True).stdout)
    states = [file["state"] for feed in report["feeds"] for file in feed["files"]]
    posts = report["posts"]
    archives = [feed["archive"] for feed in report["feeds"]]
    written = states.count("written") + sum(archive["written"] for archive in archives)
    files = len(states) + sum(archive["written"] + archive["unchanged"] for archive in archives)
    entries = f"{len(report['feeds'])} feeds of {posts['in_feeds']} entries, {posts['rendered']} of them rendered"
    return f"{entries}; {written} of {files} files written"


def show(name: str, costs: list[Cost], ratio: float) -> None:
    cpu, wall, memory = (statistics.median(column) for column in zip(*costs, strict=True))
    print(f"{name:18}{cpu:8.3f}{wall:8.3f}{memory:7.0f}{ratio:9.1f}")


if __name__ == "__main__":
    main()
