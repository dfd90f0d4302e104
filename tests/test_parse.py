"""Any RSS, Atom or JSON Feed is read, and says what it says."""

from __future__ import annotations

import pytest

from feedtool import atom, jsonfeed, parse, rss
from tests.builder.test_formats import FULL, feed

FORMATS = {"rss": rss, "atom": atom, "json": jsonfeed}


@pytest.mark.parametrize("format_", FORMATS)
def test_a_feed_of_ours_is_read(format_):
    url = f"https://e.example/{format_}"
    made = parse.read(FORMATS[format_](feed(FULL, hubs=("https://hub.example/",)), url=url))
    assert (made.format, made.title, made.link, made.self) == (format_, "Blog", "https://e.example/", url)
    assert made.hubs == ("https://hub.example/",)
    (seen,) = made.entries
    for field in (
        "id",
        "link",
        "title",
        "published",
        "categories",
        "content",
        "summary",
        "language",
        "image",
        "rights",
        "enclosures",
    ):
        assert getattr(seen, field) == getattr(FULL, field), field
    assert [person.name for person in seen.authors] == ["Ada", "Bob"]
