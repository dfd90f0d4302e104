"""A deterministic corpus: the same posts on every machine, whatever the Python."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WORDS = (
    "feed entry site reader time world number people year water word part place right mean end land home hand high "
    "picture change light kind need house try animal point mother near build self earth father head stand own page "
    "country found answer school grow study still learn plant cover food sun four between state keep eye never last"
).split()
CONFIG = """\
[site]
title = "A big site"
url = "https://big.example/"
timezone = "Europe/Vienna"
authors = [{ name = "Ada Example" }]

[[sources]]
type = "markdown"
path = "posts"
"""


FEEDS = """
[[feeds]]
per = "tag"

[[feeds]]
per = "category"

[[feeds]]
per = "author"
"""


def make(root: Path, count: int, *, many: bool = False, archive: int = 0) -> None:
    """*count* posts of 300 to 1,500 words in folders by year and month, and a configuration. With *many* feeds they
    have 200 tags, 20 categories and 10 authors. Documents of archives have so many entries as *archive* says.
    """
    chance = random.Random(20261124)
    start = datetime(2006, 1, 1, 8)
    (root / "posts").mkdir(parents=True)
    (root / "config.toml").write_text(
        CONFIG + FEEDS * many + f"\n[archive]\nsize = {archive}\n" * bool(archive), encoding="utf-8"
    )
    for number in range(count):
        day = start + timedelta(minutes=number * 1021)
        folder = root / "posts" / f"{day:%Y}" / f"{day:%m}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"post-{number:05}.md").write_text(_post(chance, number, day, many=many), encoding="utf-8")


def _post(chance: random.Random, number: int, day: datetime, *, many: bool) -> str:
    tags = ", ".join(sorted(chance.sample(WORDS, 3)))
    title, more = f"Post {number} about {chance.choice(WORDS)}", ""
    if many:
        tags = ", ".join(f"tag-{n % 200}" for n in (number, number * 7 + 1, number * 13 + 2))
        more = f"categories: [cat-{number % 20}]\nauthor: Author {number % 10}\n"
    front = f"---\ntitle: {title}\ndate: {day:%Y-%m-%d %H:%M}\ntags: [{tags}]\n{more}---\n"
    return front + "\n\n".join(_block(chance) for _ in range(chance.randint(6, 24))) + "\n"


def _block(chance: random.Random) -> str:
    kind = chance.randrange(10)
    text = " ".join(chance.choices(WORDS, k=chance.randint(30, 80)))
    if kind == 0:
        return f"## {text[:40]}"
    if kind == 1:
        return "```python\n" + "\n".join(f"{word} = {len(word)}" for word in text.split()[:8]) + "\n```"
    if kind == 2:
        return "\n".join(f"- {word}" for word in text.split()[:8])
    if kind == 3:
        return "| a | b |\n|---|---|\n" + "\n".join(f"| {word} | {len(word)} |" for word in text.split()[:6])
    if kind == 4:
        return f"![{text[:20]}](picture-{len(text)}.png)"
    return f"{text[:200]} [a link](../{kind}/) and *more* {text[200:]}"


def text(chance: random.Random, *, length: int, links: int) -> str:
    """Markdown that renders to about *length* characters with so many *links*."""
    blocks = [
        f"See [a link]({chance.choice(('../', 'https://other.example/', '/'))}{number}/)." for number in range(links)
    ]
    while sum(map(len, blocks)) < length * 0.8:
        blocks.append(_block(chance))
    chance.shuffle(blocks)
    return "\n\n".join(blocks) + "\n"
