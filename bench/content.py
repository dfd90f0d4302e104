"""What the pass over an entry's HTML costs, beside one bare parse of the same text.

    python bench/content.py [--ordinary 2000] [--nasty 200] [--runs 5]

Ordinary entries are rendered Markdown of about 6 kB with a dozen addresses: once as feedtool knows them, which rendered
them itself of a text without HTML, and once as HTML of anyone's. Nasty ones hold the cases of the tests, a few dozen in
each. All sides run in turn in one process; medians of CPU time for one entry are shown, beside a bare parse of the same
text and a bare run of the sanitiser, which looks at no address.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
import tomllib
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import corpus
import nh3

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
    return [markdown.render(corpus.text(chance, length=6000, links=0)) for _ in range(count)]


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
    cleaner, bare = Cleaner(), nh3.Cleaner()
    rendered, mixed = ordinary(options.ordinary), nasty(options.nasty)
    print(f"{'':14} {'bytes':>6} {'links':>5} {'pass µs':>8} {'parse µs':>8} {'x parse':>7} {'nh3 µs':>7} {'x nh3':>6}")
    for name, entries, has_html in (
        ("Markdown", rendered, False),
        ("HTML of it", rendered, True),
        ("nasty", mixed, True),
    ):
        mended = partial(pure, base=BASE, cleaner=cleaner, has_html=has_html)
        costs = [[cpu(work, entries) for work in (mended, markup.fragment, bare.clean)] for _ in range(options.runs)]
        ours, parse, clean = (statistics.median(column) for column in zip(*costs, strict=True))
        size, addresses = (sum(map(count, entries)) / len(entries) for count in (len, lambda html: html.count('="')))
        print(
            f"{name:14} {size:6.0f} {addresses:5.0f} {ours:8.0f} {parse:8.0f} {ours / parse:7.1f} {clean:7.0f}"
            f" {ours / clean:6.1f}"
        )


if __name__ == "__main__":
    main()
