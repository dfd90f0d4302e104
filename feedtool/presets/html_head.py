"""Posts that are whole pages of HTML: what their head says is metadata."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from feedtool import markup

if TYPE_CHECKING:
    from feedtool.raw import Raw


def of_head(raw: Raw) -> Raw:
    """The head of a page as metadata, and what is in its body."""
    tree = markup.parse(raw.body)
    title = tree.css_first("title")
    metadata: dict[str, object] = {"title": title.inner_html} if title is not None else {}
    for meta in tree.css("meta[name][content]"):
        name = str(meta.attributes["name"]).lower()
        metadata["tags" if name == "keywords" else name] = meta.attributes["content"]
    body = re.search(r"<body[^>]*+>(.*)</body", raw.body, re.DOTALL | re.IGNORECASE)
    return replace(raw, metadata=metadata, body=body[1] if body else raw.body, rule="head")
