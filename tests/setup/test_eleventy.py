"""What Eleventy's configuration becomes, as far as it can be read."""

from __future__ import annotations

import pytest

from feedtool.setup.eleventy import is_one, settings
from feedtool.setup.folder import Folder
from feedtool.setup.settings import Posts

POST = "---\ntitle: T\ndate: 2024-02-03\ntags: {}\n---\n"
PLUGIN = "export default (c) => { c.addPlugin(feedPlugin, %s); };"


@pytest.fixture
def site(tmp_path):
    def made(files):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return settings(Folder(str(tmp_path)))

    return made


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        pytest.param("{}", "feeds", {"atom": "feed.xml"}, id="the plugin's own path and format"),
        pytest.param('{ type: "rss", outputPath: "/a/b.xml" }', "feeds", {"rss": "a/b.xml"}, id="those it is told"),
        pytest.param("{ collection: { name: 'posts', limit: 10 } }", "limit", 10, id="its limit"),
        pytest.param("{ collection: { name: 'posts' } }", "limit", 0, id="none"),
        pytest.param("{ metadata: { title: 'A', subtitle: 'B' } }", "title", "A", id="title"),
        pytest.param("{ metadata: { title: 'A', subtitle: 'B' } }", "description", "B", id="subtitle"),
        pytest.param("{ metadata: { language: 'de' } }", "language", "de", id="language"),
        pytest.param("{ metadata: { base: 'https://e.example/' } }", "url", "https://e.example/", id="address"),
        pytest.param(
            "{ metadata: { base: process.env.URL || 'https://e.example/' } }", "url", "https://e.example/",
            id="an address unless the environment has one",
        ),
        pytest.param("{ metadata: { base: URL_OF_SITE } }", "url", "", id="an address of code"),
        pytest.param(
            "{ metadata: { author: { name: 'Ada', email: 'a@e.example', url: who } } }", "authors",
            ({"name": "Ada", "email": "a@e.example"},), id="author",
        ),
    ],
)  # fmt: skip
def test_the_feed_plugin_is_told(site, options, field, value):
    assert getattr(site({"eleventy.config.js": PLUGIN % options}), field) == value


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(
            {"eleventy.config.js": """export default (c) => { c.setInputDirectory("src"); c.setDataDirectory('d');
                c.setOutputDirectory("dist"); c.setPathPrefix("/b/"); }"""}, id="calls of the configuration",
        ),
        pytest.param(
            {
                ".eleventy.js": "module.exports = { dir: { input: 'x', data: 'd' } }",
                "package.json": """{"scripts": {"start": "eleventy --input=y --serve", "test": "jest --input z",
                    "build": "FOO=1 npx eleventy --input=src --output dist --pathprefix=b && x --output=z"}}""",
            }, id="options of the command",
        ),
    ],
)  # fmt: skip
def test_folders_are_told_in_several_ways(site, files):
    found = site({**files, "src/d/site.json": '{"url": "https://e.example"}', "src/blog/a.md": POST.format("posts")})
    assert ([one.path for one in found.posts], found.output) == (["src/blog"], "dist")
    assert found.url == "https://e.example/b/"


def test_an_author_that_is_code_leaves_the_one_of_the_data(site):
    config = PLUGIN % "{ metadata: { author: { name: data.name } } }"
    found = site({"eleventy.config.js": config, "_data/site.json": '{"author": {"name": "Ada"}}'})
    assert found.authors == ({"name": "Ada"},)


@pytest.mark.parametrize(
    ("base", "prefix", "url"),
    [
        ("https://e.example/", "/blog/", "https://e.example/blog/"),
        ("https://e.example", "blog", "https://e.example/blog/"),
        ("https://e.example/blog/", "/blog/", "https://e.example/blog/"),
        ("https://e.example/myblog/", "/blog/", "https://e.example/myblog/blog/"),
        ("https://e.example/", "/", "https://e.example/"),
        ("", "/blog/", ""),
    ],
)
def test_the_path_prefix_is_a_part_of_the_address(site, base, prefix, url):
    config = f"module.exports = () => {{ return {{ pathPrefix: '{prefix}' }} }}"
    found = site({".eleventy.js": config, "_data/site.json": f'{{"url": "{base}"}}'})
    assert found.url == url


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_data/metadata.json", '{"title": "Told"}'),
        ("_data/site.js", "module.exports = { title: 'Told' }"),
        ("_data/meta.mjs", "export default { title: 'Told', other: fetch() }"),
        ("_data/site.yaml", "title: Told"),
    ],
)
def test_global_data_tell_of_the_site(site, name, text):
    assert site({"eleventy.config.js": "", name: text}).title == "Told"


FOLDERS = {"eleventy.config.js": PLUGIN % "{ collection: { name: 'entry' } }"}


@pytest.mark.parametrize(
    ("files", "posts"),
    [
        pytest.param(
            {"blog/blog.json": '{"tags": "entry"}', "blog/a.md": POST, "about.md": POST},
            Posts(path="blog", count=1), id="a folder whose data name the list",
        ),
        pytest.param(
            {"blog/a.md": POST.format("entry"), "blog/b/c.md": POST.format("entry")},
            Posts(path="blog", count=2), id="posts that name it themselves",
        ),
        pytest.param(
            {"a.md": POST.format("entry"), "blog/b.md": POST.format("[x, entry]"), "about.md": POST},
            Posts(path=".", include=("a.md", "blog/**"), count=2), id="posts here and there",
        ),
        pytest.param(
            {"blog/a.md": POST.format("entry"), "blog/about.md": POST, "blog/x/b.md": POST.format("entry"), "blog/x/c.md": POST},
            Posts(path="blog", include=("a.md", "x/**"), exclude=("x/c.md",), count=2), id="other pages between them",
        ),
        pytest.param({"blog/a.md": POST.format("post")}, Posts(path="blog", count=1), id="a usual name, where none has it"),
        pytest.param({"blog/a.md": POST}, Posts(path=".", count=0), id="nothing"),
    ],
)  # fmt: skip
def test_posts_are_what_has_the_tag(site, files, posts):
    assert site({**FOLDERS, **files}).posts == (posts,)


@pytest.mark.parametrize(
    ("glob", "posts"),
    [
        ('"src/blog/**/*.md"', (Posts(path="src/blog", count=2),)),
        ("['./src/blog/*.{md,html}']", (Posts(path="src/blog", include=("*.md", "*.html"), count=1),)),
        ('["src/blog/**/*.md", "!./src/blog/x/*"]', (Posts(path="src/blog", exclude=("x/*",), count=1),)),
        (
            '["src/blog/a.*", "src/*/x/*"]',
            (Posts(path="src/blog", include=("a.*",), count=1), Posts(path="src", include=("*/x/*",), count=1)),
        ),
    ],
)
def test_posts_are_what_the_code_s_globs_find(site, glob, posts):
    config = f"module.exports = (c) => {{ c.addCollection('posts', (api) => api.getFilteredByGlob({glob}).reverse()) }}"
    feed = "---\npermalink: /feed.xml\n---\n<feed>{% for post in collections.posts %}{% endfor %}</feed>"
    files = {".eleventy.js": config, "feed.njk": feed, "src/blog/a.md": POST, "src/blog/x/b.md": POST}
    assert site(files).posts == posts


@pytest.mark.parametrize(
    ("text", "feeds", "limit"),
    [
        ("<feed>{% for x in collections.posts | reverse %}", {"atom": "f.xml"}, 0),
        ("<rss>{% for x in collections.posts | head(-10) %}", {"rss": "f.xml"}, 10),
        ("<rss>{% for x in collections.posts limit: 5 %}", {"rss": "f.xml"}, 5),
        ('{"version": "https://jsonfeed.org/version/1.1", "x": "{{ collections.posts }}"}', {"json": "f.xml"}, 0),
        ("<feed></feed>", {}, 0),
    ],
)
def test_a_template_of_the_site_s_own_may_be_its_feed(site, text, feeds, limit):
    found = site({"eleventy.config.js": "", "feed.njk": f"---\npermalink: /f.xml\n---\n{text}"})
    assert (found.feeds, found.limit) == (feeds, limit)


def test_its_address_may_be_in_the_site_s_data(site):
    feed = '---\npermalink: "{{ metadata.feed.path }}"\n---\n<feed>{{ collections.posts }}</feed>'
    data = '{"feed": {"path": "/feed/feed.xml"}}'
    found = site({"eleventy.config.js": "", "feed.njk": feed, "_data/metadata.json": data})
    assert (found.feeds, found.off) == ({"atom": "feed/feed.xml"}, "delete feed.njk.")


@pytest.mark.parametrize(
    "config", ["", "{", "export default 7", "module.exports = []", "a = `${" * 50, "return {" * 500]
)
def test_code_that_cannot_be_read_is_no_traceback(site, config):
    assert site({"eleventy.config.js": config, "blog/a.md": POST.format("posts")}).posts == (
        Posts(path="blog", count=1),
    )


@pytest.mark.parametrize(
    ("name", "text", "known"),
    [
        (".eleventy.js", "", True),
        ("eleventy.config.cjs", "", True),
        ("package.json", '{"devDependencies": {"@11ty/eleventy": "3"}}', True),
        ("package.json", '{"dependencies": {"gatsby": "5"}}', False),
    ],
)
def test_a_site_of_eleventy_is_known(tmp_path, name, text, known):
    (tmp_path / name).write_text(text)
    assert is_one(Folder(str(tmp_path))) is known


def test_dates_of_git_are_asked_of_git(site):
    (posts,) = site({"blog/blog.json": '{"date": "git Created", "tags": "posts"}', "blog/a.md": "x"}).posts
    assert (posts.path, posts.undated) == ("blog", "git")
