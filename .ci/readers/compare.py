"""A post with everything in it, as readers see it in three formats: all have to see the same.

python compare.py FOLDER, the one with rss.xml, atom.xml and feed.json. feedparser reads no JSON Feed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import fastfeedparser
import feedparser

HERE = Path(__file__).parent
FIELDS = (
    "id",
    "link",
    "title",
    "published",
    "updated",
    "authors",
    "categories",
    "summary",
    "content",
    "image",
    "enclosures",
)
FILES = ("rss.xml", "atom.xml", "feed.json")
# What a reader does not show in a format, whoever wrote it.
BLIND = {
    ("fastfeedparser", "rss.xml"): {"enclosures", "authors", "image"},
    ("fastfeedparser", "atom.xml"): {"enclosures", "authors", "image"},
    ("fastfeedparser", "feed.json"): {"authors", "image"},
}


def instant(said: Any) -> str:
    """A date of any of these as an instant in UTC."""
    read = datetime.fromisoformat if str(said)[:4].isdigit() else parsedate_to_datetime
    return read(str(said)).astimezone(UTC).isoformat()


def by_feedparser(file: Path) -> list[dict[str, Any]]:
    feed = feedparser.parse(file.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    return [{
        "id": entry.id, "link": entry.link, "title": entry.title,
        "published": entry.published, "updated": entry.updated,
        "authors": [person.name for person in entry.authors], "categories": [tag.term for tag in entry.tags],
        "summary": entry.summary, "content": entry.content[0].value, "image": entry.media_thumbnail[0]["url"],
        "enclosures": [{"url": one.href, "type": one.type, "length": int(one.length)} for one in entry.enclosures],
    } for entry in feed.entries]  # fmt: skip


def by_fastfeedparser(file: Path) -> list[dict[str, Any]]:
    feed = fastfeedparser.parse(file.read_text(encoding="utf-8"))
    return [{
        "id": entry.id, "link": entry.link, "title": entry.title,
        "published": entry.published, "updated": entry.updated,
        "categories": [tag["term"] for tag in entry.tags], "summary": entry.description,
        "content": entry.content[0]["value"],
        "enclosures": entry.get("enclosures"),
    } for entry in feed.entries]  # fmt: skip


def by_feedsmith(file: Path) -> list[dict[str, Any]]:
    shown = subprocess.run(["node", HERE / "read.mjs", file], check=True, capture_output=True, text=True).stdout
    entries: list[dict[str, Any]] = json.loads(shown)
    return entries


READERS = {"feedparser": by_feedparser, "fastfeedparser": by_fastfeedparser, "feedsmith": by_feedsmith}


def main() -> None:
    folder, seen = Path(sys.argv[1]), dict[tuple[str, str], list[dict[str, Any]]]()
    for name, read in READERS.items():
        for file in FILES:
            if (name, file) != ("feedparser", "feed.json"):
                entries = read(folder / file)
                seen[name, file] = [
                    {**entry, "published": instant(entry["published"]), "updated": instant(entry["updated"])}
                    for entry in entries
                ]
    standard = seen["feedsmith", "feed.json"]
    wrong = [
        f"{name} {file}: {field} is {entry.get(field)!r}, and in the JSON Feed {wanted[field]!r}"
        for (name, file), entries in seen.items()
        for entry, wanted in zip(entries, standard, strict=True)
        for field in FIELDS
        if field not in BLIND.get((name, file), ()) and entry.get(field) != wanted[field]
    ]
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"{len(standard)} entries, the same in {len(seen)} readings")


if __name__ == "__main__":
    main()
