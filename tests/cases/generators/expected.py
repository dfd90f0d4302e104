"""A feed's entries as JSON, newest first: python expected.py feed.xml > expected.json."""

from __future__ import annotations

import calendar
import html
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser


def instant(entry: Any, key: str) -> str | None:
    """When, in UTC; a year that no generator means is nobody's."""
    parsed = entry.get(f"{key}_parsed") if key in entry else None
    if parsed is None or parsed.tm_year <= 1:
        return None
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def title(entry: Any, *, is_atom: bool) -> str | None:
    """The title as plain text: that of RSS as it stands, HTML in Atom without its tags."""
    text: str | None = entry.get("title")
    is_html = is_atom and (entry.get("title_detail") or {}).get("type") == "text/html"
    return html.unescape(re.sub(r"<[^>]*>", "", text)) if text is not None and is_html else text


def main() -> None:
    feed = feedparser.parse(Path(sys.argv[1]).read_bytes(), resolve_relative_uris=False, sanitize_html=False)
    if feed.bozo:
        raise feed.bozo_exception
    entries = [
        {
            "title": title(entry, is_atom=feed.version.startswith("atom")),
            "link": entry.get("link"),
            "id": entry.get("id"),
            "published": instant(entry, "published"),
            "updated": instant(entry, "updated"),
            "authors": [author["name"] for author in entry.get("authors", []) if author.get("name")],
            "categories": [tag.term for tag in entry.get("tags", [])],
        }
        | (
            {"language": found}
            if (found := (entry.get("title_detail") or {}).get("language") or feed.feed.get("language"))
            else {}
        )
        for entry in feed.entries
    ]
    entries.sort(key=lambda entry: entry["published"] or "", reverse=True)
    json.dump(entries, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
