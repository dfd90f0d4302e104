"""What the pass over an entry's HTML costs, beside one bare parse of the same text.

    python bench/content.py [--ordinary 2000] [--nasty 200] [--runs 5]

Ordinary entries are rendered Markdown of about 6 kB with a dozen links; nasty ones hold the cases of the tests, a few
dozen in each. Both sides run in turn in one process; medians of CPU time for one entry are shown, and their ratio.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import corpus

from feedtool import markdown, markup
from feedtool.content import Cleaner
from feedtool.content.rules import pure

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = "https://big.example/2024/05/a-post/"
CASES = Path(__file__).parent.parent / "tests/cases/content"


def ordinary(count: int) -> list[str]:
    """Rendered posts as most are."""
    chance = random.Random(20261124)
    return [markdown.render(corpus.text(chance, length=6000, links=12)) for _ in range(count)]


def nasty(count: int) -> list[str]:
    """Pages that hold everything that has to be mended."""
    chance = random.Random(20261124)
    files = sorted(CASES.glob("*.toml"))
    cases = [case["before"] for file in files for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]
    return ["\n".join(chance.choices(cases, k=40)) for _ in range(count)]


def cpu(work: Callable[[str], object], entries: list[str]) -> float:
    """The microseconds that *work* takes for one of *entries*."""
    begun = time.process_time()
    for entry in entries:
        work(entry)
    return (time.process_time() - begun) / len(entries) * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ordinary", type=int, default=2000)
    parser.add_argument("--nasty", type=int, default=200)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    cleaner = Cleaner()
    print(f"{'':10} {'bytes':>7} {'pass µs':>9} {'parse µs':>9} {'x parse':>8}")
    for name, entries in (("ordinary", ordinary(options.ordinary)), ("nasty", nasty(options.nasty))):
        costs = [
            (cpu(lambda html: pure(html, BASE, cleaner), entries), cpu(markup.fragment, entries))
            for _ in range(options.runs)
        ]
        ours, bare = (statistics.median(column) for column in zip(*costs, strict=True))
        size = sum(map(len, entries)) // len(entries)
        print(f"{name:10} {size:7} {ours:9.0f} {bare:9.0f} {ours / bare:8.1f}")


if __name__ == "__main__":
    main()
