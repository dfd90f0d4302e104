"""The feeds that a generator built beside the main one: in the built folder, python feeds.py > feeds.json."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import feedparser


def main() -> None:
    found = {}
    for file in sorted(path for path in Path().rglob("*") if path.suffix in {".xml", ".atom", ".rss"}):
        feed = feedparser.parse(file.read_bytes(), resolve_relative_uris=False, sanitize_html=False)
        if feed.version:
            found[file.as_posix()] = sorted(entry.link for entry in feed.entries if entry.get("link"))
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
