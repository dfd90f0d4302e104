"""What Gatsby's posts mean, as its starter has them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedtool.dates import Rules
from feedtool.loader import Site, Source, load

VIENNA = Rules(zone=ZoneInfo("Europe/Vienna"))


@pytest.fixture
def post(tmp_path):
    def read(head, path="trip/index.md", **files):
        for name, text in {f"content/blog/{path}": f"---\n{head}\n---\n# Heading\n", **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        source = Source(type="markdown", path=str(tmp_path / "content/blog"), preset="gatsby")
        return load([source], Site(url="https://e.example/", root=str(tmp_path), rules=VIENNA))

    return read


@pytest.mark.parametrize(
    ("date", "instant"),
    [
        pytest.param("2024-02-03", datetime(2024, 2, 3, tzinfo=UTC), id="a day is UTC's, not the site's"),
        pytest.param('"2024-02-03T22:12:03.284Z"', datetime(2024, 2, 3, 22, 12, 3, 284000, tzinfo=UTC), id="starter's"),
        pytest.param("2024-02-03 10:00:00", datetime(2024, 2, 3, 10, tzinfo=UTC), id="a time is UTC's"),
        pytest.param("2024-02-03T10:00:00+05:00", datetime(2024, 2, 3, 5, tzinfo=UTC), id="an offset counts"),
        pytest.param("02/03/2024", datetime(2024, 2, 3, tzinfo=UTC), id="the month comes first"),
    ],
)
def test_a_date_means_what_it_means_to_gatsby(post, date, instant):
    (one,) = post(f"title: x\ndate: {date}").posts
    assert one.published == instant


@pytest.mark.parametrize(
    ("path", "link"),
    [("trip/index.md", "trip/"), ("A b/c_D.md", "A%20b/c_D/"), ("2024-02-03-x.mdx", "2024-02-03-x/")],
)
def test_a_post_lives_where_its_file_lies(post, path, link):
    (one,) = post("title: x\ndate: 2024-02-03\nslug: own\npath: /own/\nid: own", path).posts
    assert one.link == f"https://e.example/{link}"


def test_neither_name_nor_heading_says_more_than_the_metadata(post):
    (one,) = post("date: 2024-02-03").posts
    assert one.title == ""
    (passed,) = post("title: x", "2024-02-03-x.md").passed
    assert passed.why == "a page without a date"


@pytest.mark.parametrize(
    ("files", "draft"),
    [
        ({}, True),
        ({"gatsby-config.js": "module.exports = {}"}, False),
        ({"gatsby-node.ts": "filter: { frontmatter: { draft: { ne: true } } }"}, True),
    ],
)
def test_a_draft_is_one_where_the_site_s_code_knows_of_drafts(post, files, draft):
    (one,) = post("title: x\ndate: 2024-02-03\ndraft: true", **files).posts
    assert one.draft is draft
