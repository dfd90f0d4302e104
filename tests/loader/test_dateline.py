"""A line of a saved page is a date with names and marks beside it, or it is text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.dates import Rules
from feedtool.loader.dateline import dateline, edited


@pytest.mark.parametrize(
    ("line", "date", "author"),
    [
        ("May 4, 2019", "May 4, 2019", None),
        ("Saturday, May 4, 2019", "Saturday, May 4, 2019", None),
        ("03/04/2019", "03/04/2019", None),
        ("Posted on May 4, 2019 by bella", "May 4, 2019", "bella"),
        ("Posted: May 4, 2019 in Bread", "May 4, 2019", None),
        ("on May 4, 2019", "May 4, 2019", None),
        ("May 4, 2019 by Bella Rossi, posted in Bread", "May 4, 2019", "Bella Rossi"),
        ("May 4, 2019 • Bella", "May 4, 2019", "Bella"),
        ("May 4, 2019 · 3 min · 412 words · Bella", "May 4, 2019", "Bella"),
        ("By Bella Rossi in Bread — May 4, 2019", "May 4, 2019", "Bella Rossi"),
        ("by Bella Rossi | May 4, 2019 | Bread | 0 comments", "May 4, 2019", "Bella Rossi"),
        ("written by Bella Rossi on 2019-05-04", "2019-05-04", "Bella Rossi"),
        ("von Bella, am 4. Mai 2019", "4. Mai 2019", "Bella"),
        ("Veröffentlicht am 4. Mai 2019 von Bella", "4. Mai 2019", "Bella"),
    ],
)
def test_a_dateline(line, date, author):
    said = dateline(line, Rules())
    assert said is not None
    assert (said.date, said.author) == (date, author)


@pytest.mark.parametrize(
    "line",
    [
        "May 4", "3 days ago", "", "We met on May 4, 2019 by the river and talked of bread", "Updated: May 4, 2019", "12 views",
        "by the river on May Day", "May 4, 2019 was a good day for bread, and nobody knew.", "·", "In 1998 we moved", "© 2019", "2019", "a | b | c | May 4, 2019",
    ],
)  # fmt: skip
def test_no_dateline(line):
    assert dateline(line, Rules()) is None


def test_an_update_is_told_apart():
    assert edited("Last updated: May 4, 2019", Rules()) == "May 4, 2019"
    assert edited("Updated my bread", Rules()) is None


@given(st.text(max_size=200))
def test_any_line_is_one_or_not(line):
    assert dateline(line, Rules()) is None or dateline(line, Rules()).date
