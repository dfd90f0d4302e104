"""What Gatsby's configuration becomes, as far as it is literals."""

from __future__ import annotations

import pytest

from feedtool.setup.folder import Folder
from feedtool.setup.gatsby import is_one, settings

CONFIG = """\
module.exports = {{ pathPrefix: "/b", siteMetadata: {{ title: `A b`, siteUrl: 'https://e.example/', author: {{ name: "Ada" }} }},
  plugins: [ {{ resolve: `gatsby-source-filesystem`, options: {{ path: `${{__dirname}}/content/blog` }} }}, {} ] }}
"""
FEED = "{ resolve: `gatsby-plugin-feed`, options: { feeds: [{ %s }] } }"


@pytest.mark.parametrize(
    ("more", "field", "value"),
    [
        ("", "title", "A b"),
        ("", "url", "https://e.example/b"),
        ("", "authors", ({"name": "Ada"},)),
        ("", "feeds", {}),
        ('{ resolve: "gatsby-plugin-sitemap", options: { output: "/map" } }', "feeds", {}),
        (FEED % 'output: "/feed/rss.xml"', "feeds", {"rss": "feed/rss.xml"}),
        (FEED % "query: `{ allMarkdownRemark(sort: {date: DESC} limit: 9) { nodes { html } } }`", "limit", 9),
        (FEED % "serialize: ({ query }) => { return query.all.map((n) => ({ limit: 3 })); }", "limit", 0),
    ],
)
def test_a_setting_is_taken_over(tmp_path, more, field, value):
    (tmp_path / "gatsby-config.js").write_text(CONFIG.format(more))
    (tmp_path / "content/blog").mkdir(parents=True)
    (tmp_path / "content/blog/a.md").write_text("x")
    found = settings(Folder(str(tmp_path)))
    assert getattr(found, field) == value
    assert [(posts.path, posts.count) for posts in found.posts] == [("content/blog", 1)]


@pytest.mark.parametrize(
    "path",
    [
        "'content/blog'", '"./content/blog/"', "`${__dirname}/content/blog`", "__dirname + '/content/blog'",
        "path.join(__dirname, `content`, `blog`)", "path.resolve('./content/blog')",
    ],
)  # fmt: skip
def test_a_folder_of_posts_is_told_in_several_ways(tmp_path, path):
    plugin = f"{{ resolve: 'gatsby-source-filesystem', options: {{ path: {path}, name: 'blog' }} }}"
    (tmp_path / "gatsby-config.ts").write_text(
        f"const config: GatsbyConfig = {{ siteMetadata: {{ title: env.X, siteUrl: 'https://e.example' }},\n"
        f"plugins: ['gatsby-plugin-image', {plugin}] }};\nexport default config"
    )
    (tmp_path / "content/blog").mkdir(parents=True)
    (tmp_path / "content/blog/a.mdx").write_text("x")
    found = settings(Folder(str(tmp_path)))
    assert [one.path for one in found.posts] == ["content/blog"]
    assert (found.title, found.url) == ("", "https://e.example")


@pytest.mark.long
def test_a_configuration_that_nobody_can_read_says_nothing(tmp_path):
    (tmp_path / "gatsby-config.js").write_text("module.exports = " + "[" * 20_000)
    assert settings(Folder(str(tmp_path))).title == ""


def test_a_site_of_gatsby_is_known(tmp_path):
    assert not is_one(Folder(str(tmp_path)))
    (tmp_path / "gatsby-config.ts").write_text("export default {}")
    assert is_one(Folder(str(tmp_path)))
