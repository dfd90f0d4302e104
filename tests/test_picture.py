"""The picture in the README is what a build of a blog of 214 posts says, to the letter and colour."""

from __future__ import annotations

import html
import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedtool.cli import feedtool

PICTURE = Path(__file__).parent.parent / "docs/terminal.svg"
COLOURS = {
    "1": 'font-weight="bold"',
    "2": 'fill="#8b949e"',
    "31": 'fill="#ff7b72"',
    "32": 'fill="#7ee787"',
    "33": 'fill="#e3b341"',
}
SUBJECTS = ("wheels", "rain", "steam", "glass", "trains", "maps", "lamps", "bread", "bridges", "keys", "tides", "clocks")  # fmt: skip
LINE, MARGIN, CHARACTER = 20, 20, 8.43  # pixels; the last is the width of a character of 14 pixels


def a_blog_of_ten_years(root):
    (root / "posts").mkdir()
    day = date(2016, 3, 1)
    for number in range(208):
        subject = SUBJECTS[number % len(SUBJECTS)]
        (root / f"posts/{day}-{subject}-{number // 12 + 1}.md").write_text(
            f"# On {subject}, part {number // 12 + 1}\n\nThere is *more* to say of {subject}.\n\n" * 2
        )
        day += timedelta(days=18)
    for name, front in {
        "old-notes.md": "title: Old notes\ndate: 03/04/2016",
        "a-trip.md": "title: A trip\ndate: 2019-02-30",
        "idea.md": "title: An idea\ndraft: true",
        "letters.md": "title: Letters\ndraft: true",
        "winter.md": "title: Winter\ndraft: true",
        "new-year.md": "title: Happy new year\ndate: 2098-01-01",
    }.items():
        (root / "posts" / name).write_text(f"---\n{front}\n---\nText.\n")
    (root / "config.toml").write_text(
        '[site]\ntitle = "The Example Review"\nurl = "https://example.com/"\n\n[[sources]]\ntype = "markdown"\npath = "posts"\nurl = "/{year}/{slug}/"\n'
    )


def picture(shown):
    lines = f"$ feedtool build\n{shown}".rstrip("\n").split("\n")
    width = max(len(re.sub(r"\x1b\[\d+m", "", line)) for line in lines) * CHARACTER + 2 * MARGIN
    height = len(lines) * LINE + 2 * MARGIN
    texts = [
        f'  <text x="{MARGIN}" y="{MARGIN + 14 + LINE * number}">{coloured(line)}</text>'
        for number, line in enumerate(lines)
        if line
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" height="{height}">',
            "  <style>text { font: 14px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; fill: #e6edf3; white-space: pre }</style>",
            '  <rect width="100%" height="100%" rx="8" fill="#0d1117"/>',
            *texts,
            "</svg>\n",
        ]
    )


def coloured(line):
    """Text with a terminal's colours as spans."""
    parts = re.split(r"\x1b\[(\d+)m", line)
    spans = [parts[0] and html.escape(parts[0], quote=False)]
    for code, text in zip(parts[1::2], parts[2::2], strict=True):
        escaped = html.escape(text, quote=False)
        spans.append(escaped if code == "0" or not text else f"<tspan {COLOURS[code]}>{escaped}</tspan>")
    return "".join(spans)


@pytest.mark.long
def test_the_picture_is_what_a_build_says(tmp_path, pytestconfig):
    a_blog_of_ten_years(tmp_path)
    answer = CliRunner().invoke(feedtool, ["build", "-C", os.fspath(tmp_path), "--now", "2026-11-24"], color=True)
    assert answer.exception is None or isinstance(answer.exception, SystemExit)
    made = picture(answer.output)
    if pytestconfig.getoption("regen"):
        PICTURE.write_text(made, encoding="utf-8")
    assert PICTURE.read_text(encoding="utf-8") == made
