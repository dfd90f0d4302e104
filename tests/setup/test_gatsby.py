"""What Gatsby's configuration becomes, as far as it is literals."""

from __future__ import annotations

import pytest

from feedtool.setup.folder import Folder
from feedtool.setup.gatsby import is_one, settings

CONFIG = """\
module.exports = {{ pathPrefix: "/b", siteMetadata: {{ title: `A b`, siteUrl: 'https://e.example/', author: {{ name: "Ada" }} }},
  plugins: [ {{ resolve: `gatsby-source-filesystem`, options: {{ path: `${{__dirname}}/content/blog` }} }}, {} ] }}
"""


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ("", "title", "A b"),
        ("", "url", "https://e.example/b"),
        ("", "authors", ({"name": "Ada"},)),
        ("", "feeds", {}),
        ('{ output: "/feed/rss.xml" }', "feeds", {"rss": "feed/rss.xml"}),
        ("`allMarkdownRemark(sort: {date: DESC} limit: 9)`", "limit", 9),
        ("", "limit", 0),
    ],
)
def test_a_setting_is_taken_over(tmp_path, more, field, value):
    (tmp_path / "gatsby-config.js").write_text(CONFIG.format(more))
    (tmp_path / "content/blog").mkdir(parents=True)
    (tmp_path / "content/blog/a.md").write_text("x")
    found = settings(Folder(str(tmp_path)))
    assert getattr(found, field) == value
    assert [(posts.path, posts.count) for posts in found.posts] == [("content/blog", 1)]


def test_a_site_of_gatsby_is_known(tmp_path):
    assert not is_one(Folder(str(tmp_path)))
    (tmp_path / "gatsby-config.ts").write_text("export default {}")
    assert is_one(Folder(str(tmp_path)))
