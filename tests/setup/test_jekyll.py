"""What Jekyll's own configuration becomes."""

from __future__ import annotations

import pytest

from feedtool import config, setup
from feedtool.setup.folder import Folder
from feedtool.setup.jekyll import is_one, settings


@pytest.fixture
def site(tmp_path):
    def write(yaml, *posts, **files):
        for name, text in {"_config.yml": yaml, **dict.fromkeys(posts, "Text."), **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return Folder(str(tmp_path))

    return write


@pytest.mark.parametrize(
    ("yaml", "field", "value"),
    [
        pytest.param("title: A & B", "title", "A & B", id="title"),
        pytest.param("name: Old name", "title", "Old name", id="name, where there is no title"),
        pytest.param("url: https://e.example\nbaseurl: /blog", "url", "https://e.example/blog", id="base path"),
        pytest.param("baseurl: /blog", "url", "", id="a base path alone is no address"),
        pytest.param("description: >-\n  two\n  lines", "description", "two lines", id="a folded description"),
        pytest.param("repository: Ada/ada.github.io", "url", "https://ada.github.io", id="GitHub's pages of a person"),
        pytest.param("repository: Ada/x", "url", "https://ada.github.io/x", id="those of a repository"),
        pytest.param("repository: Ada/x\nbaseurl: /x", "url", "https://ada.github.io/x", id="with its base path"),
        pytest.param("author: Ada", "authors", ({"name": "Ada"},), id="an author"),
        pytest.param("author: [Ada, {name: Bob}]", "authors", ({"name": "Ada"}, {"name": "Bob"}), id="two authors"),
        pytest.param(
            "author: {name: Ada, email: a@e.example}",
            "authors",
            ({"name": "Ada", "email": "a@e.example"},),
            id="a table",
        ),
        pytest.param("timezone: Europe/Vienna", "timezone", "Europe/Vienna", id="zone"),
        pytest.param("feed: {path: /blog/atom.xml}", "feeds", {"atom": "blog/atom.xml"}, id="where the feed lies"),
        pytest.param("", "feeds", {"atom": "feed.xml"}, id="where the plugin puts it"),
        pytest.param("feed: {posts_limit: 3}", "limit", 3, id="its limit"),
        pytest.param("", "limit", 10, id="the plugin's limit"),
        pytest.param('excerpt_separator: "<!--end-->"', "excerpt_separator", "<!--end-->", id="where summaries end"),
        pytest.param(
            "feed: {collections: {posts: {path: /p.xml}}}", "feeds", {"atom": "p.xml"}, id="the plugin's path of posts"
        ),
        pytest.param("theme: jekyll-theme-chirpy", "limit", 5, id="the limit of a theme's own feed"),
        pytest.param("social: {name: Ada}", "authors", ({"name": "Ada"},), id="an author, as that theme has it"),
        pytest.param("destination: ./public", "output", "public", id="output"),
        pytest.param("[a, b]", "title", "", id="a list is no configuration"),
        pytest.param("title: [", "title", "", id="nor is broken YAML"),
    ],
)
def test_a_setting_is_taken_over(site, yaml, field, value):
    assert getattr(settings(site(yaml)), field) == value


@pytest.mark.parametrize(
    ("permalink", "rule"),
    [
        ("pretty", "/{categories}/{year}/{month}/{day}/{title}/"),
        ("date", ""),  # what the preset says anyhow
        ("/:year/:i_month/:slug.html", "/{year}/{i_month}/{slug}.html"),
        ("/blog/:title:output_ext", "/blog/{title}{output_ext}"),
        ("pretty\ncollections: {posts: {permalink: /p/:title}}", "/p/{title}"),
    ],
)
def test_a_permalink_is_a_rule(site, permalink, rule):
    (posts,) = settings(site(f"permalink: {permalink}", "_posts/2024-01-01-a.md")).posts
    assert posts.url == rule


def test_a_permalink_that_nobody_knows_is_told(site):
    (note,) = settings(site("permalink: /:moon/:title/")).notes
    assert ":moon" in note


def test_posts_below_several_folders_are_found_but_not_those_that_were_built(site):
    (posts,) = settings(
        site("", "_posts/2024-01-01-a.md", "news/_posts/2024-01-02-b.md", "_site/_posts/2024-01-01-a.md")
    ).posts
    assert (posts.path, posts.include, posts.exclude, posts.count) == (".", ("**/_posts/**",), ("_site/**",), 2)


def test_an_address_that_is_concluded_is_told_and_a_name_of_its_own_comes_first(site):
    (note,) = settings(site("repository: ada/x", "_posts/2024-01-01-a.md")).notes
    assert "correct url" in note
    assert settings(site("repository: ada/x", CNAME="e.example")).url == ""


def test_what_jekyll_leaves_out_is_no_post(site):
    (posts,) = settings(
        site(
            "exclude: [docs/, '*.bak']\ninclude: [_pages]", "_posts/2024-01-01-a.md", "_pages/_posts/2024-01-02-b.md",
            "vendor/bundle/gems/jekyll/_posts/2024-01-01-a.md", "docs/_posts/2024-01-01-a.md",
            "old.bak/_posts/2024-01-01-a.md", "_old/_posts/2024-01-01-a.md", "a/_posts/2024-01-01-a.md",
        )
    ).posts  # fmt: skip
    assert posts.exclude == ("_site/**", "*.bak/**", "_old/**", "docs/**", "vendor/bundle/**")
    assert posts.count == 3


def test_a_source_of_its_own_has_the_posts_and_the_authors(site):
    said = settings(
        site(
            "source: src\ndata_dir: _d\nauthor: ada", "src/_posts/2024-01-01-a.md",
            **{"src/_d/authors.yml": "ada: {name: Ada Example}"},
        )
    )  # fmt: skip
    assert ([one.path for one in said.posts], said.authors) == (["src/_posts"], ({"name": "Ada Example"},))


TEMPLATE = '---\npermalink: {0}\n---\n<{1} xmlns="x">{{% for post in site.posts limit: 7 %}}'


@pytest.mark.parametrize(
    ("yaml", "files", "feeds", "limit"),
    [
        pytest.param(
            "", {"atom.xml": TEMPLATE.format("", "feed"), "b/rss.xml": TEMPLATE.format("", "rss")},
            {"atom": "atom.xml", "rss": "b/rss.xml"}, 7, id="at their places",
        ),
        pytest.param("", {"a/f.xml": TEMPLATE.format("/feed/", "rss")}, {"rss": "feed/index.xml"}, 7, id="where they say"),
        pytest.param(
            "plugins: [jekyll-feed]", {"atom.xml": TEMPLATE.format("", "feed"), "rss.xml": TEMPLATE.format("", "rss")},
            {"atom": "feed.xml", "rss": "rss.xml"}, 10, id="beside the plugin's",
        ),
        pytest.param(
            "", {"x.xml": TEMPLATE.format("", "feed").replace("site.posts", "site.tags.x")}, {"atom": "feed.xml"}, 10,
            id="of a tag: another feed",
        ),
        pytest.param(
            "", {"_layouts/feed.xml": TEMPLATE.format("", "feed"), "y.xml": "<feed>site.posts"}, {"atom": "feed.xml"},
            10, id="no page",
        ),
    ],
)  # fmt: skip
def test_feeds_that_are_templates_are_found(site, yaml, files, feeds, limit):
    said = settings(site(yaml, "_posts/2024-01-01-a.md", **files))
    assert (said.feeds, said.limit) == (feeds, limit)


@pytest.mark.parametrize(
    ("files", "is_jekyll"),
    [
        ({"_posts/2024-01-01-a.md": ""}, True),
        ({"_config.yml": "title: x", "Gemfile": 'gem "jekyll"'}, True),
        ({"_config.yml": "baseurl: /x"}, True),
        ({"_config.yml": "source: src", "src/_posts/2024-01-01-a.md": ""}, True),
        ({"_config.yml": "gems: [jekyll-paginate]"}, True),
        ({"_config.yml": "title: x"}, False),
        ({"_config.yml": "baseurl: /x", "package.json": '{"dependencies": {"hexo": "8"}}'}, False),
        ({"posts/a.md": ""}, False),
    ],
)
def test_a_site_of_jekyll_is_known(tmp_path, files, is_jekyll):
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert is_one(Folder(str(tmp_path))) is is_jekyll


def test_the_feed_stays_at_its_address_and_others_stand_beside_it(site, tmp_path):
    site("url: https://e.example\nfeed: {path: blog/atom.xml}", "_posts/2024-01-01-a.md")
    setup.write(setup.plan(str(tmp_path)))
    output = config.load(str(tmp_path / "config.toml")).output
    assert output.files == {"rss": "rss.xml", "atom": "blog/atom.xml", "json": "feed.json"}
    assert (output.path, output.url, output.take_over) == (str(tmp_path / "_site"), "https://e.example/", True)


@pytest.mark.parametrize(("separator", "is_written"), [("<!--end-->", True), ("<!-- more -->", False), ("", False)])
def test_a_separator_of_summaries_is_written_where_it_is_no_usual_one(site, tmp_path, separator, is_written):
    site(f'excerpt_separator: "{separator}"\nurl: https://e.example', "_posts/2024-01-01-a.md")
    plan = setup.plan(str(tmp_path))
    setup.write(plan)
    (source,) = config.load(plan.path).sources
    assert source.excerpt_separator == (separator if is_written else "")


def test_a_feed_of_excerpts_stays_one(site, tmp_path):
    site("url: https://e.example\nfeed: {excerpt_only: true}", "_posts/2024-01-01-a.md")
    setup.write(setup.plan(str(tmp_path)))
    assert config.load(str(tmp_path / "config.toml")).output.content == "summary"
