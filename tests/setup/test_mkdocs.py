"""What MkDocs's own configuration becomes."""

from __future__ import annotations

import pytest

from feedtool import config, setup
from feedtool.setup.folder import Folder
from feedtool.setup.mkdocs import is_one, settings


@pytest.fixture
def site(tmp_path):
    def write(yaml, *posts, **files):
        for name, text in {"mkdocs.yml": yaml, **dict.fromkeys(posts, "Text."), **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return Folder(str(tmp_path))

    return write


RSS = (
    "plugins: [blog, {rss: {date_from_meta: {as_creation: %s, default_timezone: Europe/Paris, default_time: '09:30'}}}]"
)


@pytest.mark.parametrize(
    ("yaml", "field", "value"),
    [
        pytest.param("site_name: A & B", "title", "A & B", id="title"),
        pytest.param("site_name: !ENV [NAME, OTHER, A]", "title", "A", id="the default of a variable"),
        pytest.param("site_name: !ENV NAME", "title", "", id="a variable without one"),
        pytest.param("site_url: https://e.example/d/", "url", "https://e.example/d/", id="url"),
        pytest.param("theme: {name: material, language: de}", "language", "de", id="language"),
        pytest.param("theme: {name: mkdocs, locale: fr}", "language", "fr", id="of MkDocs's own themes"),
        pytest.param("theme: material", "language", "", id="a theme's name alone"),
        pytest.param("site_author: Ada", "authors", ({"name": "Ada"},), id="author"),
        pytest.param("copyright: © Ada", "rights", "© Ada", id="rights"),
        pytest.param("site_dir: public", "output", "public", id="output"),
        pytest.param("plugins: [blog]", "feeds", {}, id="no feed"),
        pytest.param("plugins: [blog]", "limit", None, id="nor a limit"),
        pytest.param(
            "plugins: [{blog: {post_excerpt_separator: '<!-- cut -->'}}]", "excerpt_separator", "<!-- cut -->",
            id="where summaries end",
        ),
        pytest.param(
            "plugins: [blog, rss]", "feeds",
            {"rss": "feed_rss_created.xml", "json": "feed_json_created.json"}, id="where the plugin puts them",
        ),
        pytest.param(
            "plugins: {blog: {}, rss: {json_feed_enabled: false, feeds_filenames: {rss_created: f.xml}}}", "feeds",
            {"rss": "f.xml"}, id="where the site puts them",
        ),
        pytest.param("plugins: [rss]", "limit", 20, id="the plugin's limit"),
        pytest.param("plugins: [{rss: {length: 3}}]", "limit", 3, id="the site's"),
        pytest.param(RSS % "date", "timezone", "Europe/Paris", id="the zone of the feed"),
        pytest.param(RSS % "date", "default_time", "09:30", id="the time of days"),
        pytest.param(RSS % "date.created", "timezone", "UTC", id="which Material does not let it have"),
        pytest.param(RSS % "date.created", "default_time", "", id="nor the time"),
        pytest.param("site_name: [", "title", "", id="broken YAML"),
    ],
)  # fmt: skip
def test_a_setting_is_taken_over(site, yaml, field, value):
    assert getattr(settings(site(yaml)), field) == value


@pytest.mark.parametrize(
    ("options", "path", "rule"),
    [
        ("", "docs/blog/posts", ""),
        ("post_url_format: '{slug}'", "docs/blog/posts", "/blog/{slug}/"),
        ("post_url_format: '{categories}/{file}'", "docs/blog/posts", "/blog/{categories}/{name}/"),
        ("post_url_date_format: yy-M-d", "docs/blog/posts", "/blog/{short_year}-{i_month}-{i_day}/{slug}/"),
        ("post_url_date_format: \"yyyy'x'DDD\"", "docs/blog/posts", "/blog/{year}x{y_day}/{slug}/"),
        ("blog_dir: news", "docs/news/posts", "/news/{year}/{month}/{day}/{slug}/"),
        ("blog_dir: ., post_dir: articles", "docs/articles", "/{year}/{month}/{day}/{slug}/"),
    ],
)
def test_the_blog_s_options_are_a_rule(site, options, path, rule):
    (posts,) = settings(site(f"plugins:\n- blog: {{{options}}}", f"{path}/a.md", f"{path}/b/c.md")).posts
    assert (posts.path, posts.url, posts.count) == (path, rule, 2)


def test_pages_that_are_files_are_addressed_so(site):
    (posts,) = settings(site("use_directory_urls: false\nplugins: [blog]")).posts
    assert posts.url == "/blog/{year}/{month}/{day}/{slug}.html"


def test_a_feed_without_a_blog_is_of_documents(site):
    (posts,) = settings(site("plugins: [rss]", "docs/a.md")).posts
    assert (posts.path, posts.url) == ("docs", "/{path}/")


def test_a_date_in_words_is_told(site):
    (note,) = settings(site("plugins: [{blog: {post_url_date_format: yyyy/MMMM}}]")).notes
    assert "MMMM" in note


@pytest.mark.parametrize(
    ("yaml", "is_mkdocs"),
    [
        ("plugins: [search, blog]", True),
        ("plugins: [rss: {}]", True),
        ("plugins: {material/blog: {}}", True),
        ("plugins: [search]", False),
        ("site_name: x", False),
        ("", False),
    ],
)
def test_a_blog_of_mkdocs_is_known(site, yaml, is_mkdocs):
    assert is_one(site(yaml)) is is_mkdocs


def test_the_feeds_stay_at_their_addresses(site, tmp_path):
    site("site_url: https://e.example/\n" + RSS % "date", "docs/blog/posts/a.md")
    setup.write(setup.plan(str(tmp_path)))
    read = config.load(str(tmp_path / "config.toml"))
    assert read.output.files == {"rss": "feed_rss_created.xml", "atom": "atom.xml", "json": "feed_json_created.json"}
    assert read.site.rules.default_time.isoformat() == "09:30:00"


def test_each_blog_is_a_source(site):
    folder = site(
        "plugins: [blog, {blog: {blog_dir: news, post_url_format: '{slug}'}}, {blog: {blog_dir: x, enabled: false}}]",
        "docs/blog/posts/a.md", "docs/news/posts/b.md", "docs/x/posts/c.md",
    )  # fmt: skip
    found = [(one.path, one.url, one.count) for one in settings(folder).posts]
    assert found == [("docs/blog/posts", "", 1), ("docs/news/posts", "/news/{slug}/", 1)]
