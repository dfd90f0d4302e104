"""What generators' own feeds say to feedtool and to feedparser is the same, but for what stands in a table."""

from __future__ import annotations

from calendar import timegm
from datetime import UTC, datetime

import feedparser
import pytest

from feedtool import parse
from tests.conftest import CASES

SITES = CASES / "generators"
FEEDS = sorted(str(path.relative_to(SITES).parent) for path in SITES.glob("*/*/feed.xml"))

# A site, a field, and how many entries differ in it for which reason.
ESCAPED = "blanks and letters in an address are escaped here"
SHOWN = "markup in a title is shown here as a reader sees it"
EXPLAINED = {
    ("astro/plain", "title"): (1, SHOWN),
    ("docusaurus/custom", "link"): (2, ESCAPED),
    ("docusaurus/custom", "title"): (1, SHOWN),
    ("docusaurus/plain", "link"): (1, ESCAPED),
    ("gatsby/plain", "link"): (1, ESCAPED),
    ("gatsby/plain", "title"): (1, SHOWN),
    ("hugo/custom", "title"): (1, SHOWN),
    ("hugo/custom", "published"): (1, "the year 1, Hugo's word for no date, is none here"),
    ("hugo/custom", "updated"): (1, "the same"),
    ("jekyll/custom", "title"): (1, SHOWN),
    ("jekyll/plain", "title"): (1, SHOWN),
    ("mkdocs/custom", "title"): (1, SHOWN),
    ("mkdocs/plain", "title"): (1, SHOWN),
    ("nikola/plain", "title"): (1, SHOWN),
    ("zola/custom", "link"): (2, ESCAPED),
    ("zola/plain", "link"): (1, ESCAPED),
}


def ours(seen: parse.Served) -> dict[str, object]:
    dates = {"published": seen.published, "updated": seen.updated}
    return {
        **{key: when and when.replace(microsecond=0) for key, when in dates.items()},  # feedparser knows no fractions
        "id": seen.id, "link": seen.link, "title": seen.title,
        "authors": [person.name for person in seen.authors],
    }  # fmt: skip


def theirs(seen: feedparser.FeedParserDict) -> dict[str, object]:
    parsed = {key: dict.get(seen, f"{key}_parsed") for key in ("published", "updated")}
    return {
        "id": seen.get("id", ""), "link": seen.get("link", ""), "title": seen.get("title", ""),
        "authors": [name for person in seen.get("authors", ()) if (name := person.get("name"))],
        **{key: when and datetime.fromtimestamp(timegm(when), UTC) for key, when in parsed.items()},
    }  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("site", FEEDS)
def test_entries_are_those_that_feedparser_sees(site):
    data = (SITES / site / "feed.xml").read_bytes()
    here, there = parse.read(data), feedparser.parse(data)
    assert not there.bozo
    assert (here.title != "", here.link) == (there.feed.title != "", there.feed.link)
    assert len(here.entries) == len(there.entries) > 0
    differences: dict[str, int] = {}
    for one, other in zip(map(ours, here.entries), map(theirs, there.entries), strict=True):
        for field in one:
            if one[field] != other[field]:
                differences[field] = differences.get(field, 0) + 1
    assert differences == {field: count for (where, field), (count, _) in EXPLAINED.items() if where == site}


def test_every_generator_has_a_feed_here():
    assert {site.partition("/")[0] for site in FEEDS} >= {path.name for path in SITES.iterdir() if path.is_dir()} - {
        "quarto"
    }
