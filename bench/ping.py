"""What it costs to tell two hubs of many topics, beside a bare loop of the same requests.

    python bench/ping.py [--topics 10000] [--runs 3]

The hubs are those of the tests, in processes of their own, without limits. Each run is a process of its own, the loop
and feedtool in turn; medians are shown. Then the same with hubs at which half of the requests fail, and of the rest
5 % break off, 5 % are answered with garbage, and 1 % are accepted without an answer.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import requests

from feedtool.outbox import Outbox
from feedtool.ping import Asked, _Run
from feedtool.pinger import WEBSUB, Backoff, Limit, Profile
from feedtool.topics import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

HUB = Path(__file__).parents[1] / "tests/pinger/hub.py"


@contextmanager
def hubs() -> Iterator[list[str]]:
    """The addresses of two."""
    started = [
        subprocess.Popen([sys.executable, str(HUB), "0", str(seed)], stdout=subprocess.PIPE, text=True)
        for seed in (1, 2)
    ]
    try:
        yield [f"http://127.0.0.1:{hub.stdout.readline().strip()}" for hub in started if hub.stdout]
    finally:
        for hub in started:
            hub.terminate()
            hub.wait()


def topic(number: int) -> str:
    return f"https://blog.example/tags/a-tag-with-a-longer-name-{number}/feed.xml"


def loop(addresses: list[str], topics: int) -> None:
    """As somebody writes it in a minute."""
    with requests.Session() as session:
        for number in range(topics):
            for address in addresses:
                form = {"hub.mode": "publish", "hub.url": topic(number), "hub.topic": topic(number)}
                session.post(address, data=form, timeout=10).raise_for_status()


def ours(addresses: list[str], topics: int) -> None:
    """What `feedtool ping` does: everything is in the outbox, and every answer goes there."""
    wanted = [Wanted(topic(number), tuple(addresses), "1", {}, (), WEBSUB) for number in range(topics)]
    asked = Asked(
        wait_s=None, send_s=600, profiles=dict.fromkeys(addresses, Profile(Limit(rate=0))), backoff=Backoff(0.2, 5)
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as root, Outbox(root) as outbox:
        outbox.queue({}, wanted, now=time.time())
        _Run(outbox, None, asked, None).go()
        states = Counter(one.state for one in outbox.all())
    if set(states) != {"accepted"}:
        sys.exit(f"{states}")


def cost(what: str, path: str, topics: int) -> tuple[float, float, dict[str, int]]:
    """Of one process: seconds, peak memory in MB, and what the hubs counted."""
    with hubs() as roots:
        command = [sys.executable, __file__, "--topics", str(topics), what, *(root + path for root in roots)]
        begun = time.perf_counter()
        process = subprocess.Popen(command)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        took = time.perf_counter() - begun
        if status:
            sys.exit(f"{what} ended with {os.waitstatus_to_exitcode(status)}")
        counts: Counter[str] = Counter()
        for root in roots:
            with urllib.request.urlopen(f"{root}/counts") as answer:  # noqa: S310 - ours
                counts.update(json.load(answer))
    return took, usage.ru_maxrss / 1024, counts


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--topics", type=int, default=10_000)
    words.add_argument("--runs", type=int, default=3)
    words.add_argument("what", nargs="*", help=argparse.SUPPRESS)
    given = words.parse_args()
    if given.what:
        {"loop": loop, "ours": ours}[given.what[0]](given.what[1:], given.topics)
        return
    pings = 2 * given.topics
    runs = [(cost("loop", "/202", given.topics), cost("ours", "/202", given.topics)) for _ in range(given.runs)]
    bare, own = (statistics.median(run[which][0] for run in runs) for which in (0, 1))
    memory = max(run[1][1] for run in runs)
    twice = sum(run[1][2]["twice"] for run in runs)
    lost = sum(pings - run[1][2]["accepted"] for run in runs)
    print(f"clean: loop {bare:.1f} s, feedtool {own:.1f} s, ratio {own / bare:.2f}; {pings / own:.0f} a second")
    print(f"       {memory:.0f} MB at most; of {pings} {lost} lost, {twice} twice")
    took, memory, counts = cost("ours", "/mixed", given.topics)
    print(f"faults: {took:.1f} s, ratio to the clean loop {took / bare:.2f}; {memory:.0f} MB at most")
    print(f"        {counts['requests'] / pings:.2f} requests a ping; {pings - counts['accepted']} lost,", end=" ")
    print(f"{counts['twice']} twice, {counts['lost']} answers kept back")


if __name__ == "__main__":
    main()
