"""What Docusaurus's own configuration becomes."""

from __future__ import annotations

import pytest

from feedtool import config, setup
from feedtool.setup.docusaurus import is_one, settings
from feedtool.setup.folder import Folder


@pytest.fixture
def site(tmp_path):
    def write(script, *posts, name="docusaurus.config.js"):
        script = script if "export" in script else f"module.exports = {{{script}}};"
        for file, text in {name: script, **dict.fromkeys(posts, "Text.")}.items():
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(text, encoding="utf-8")
        return Folder(str(tmp_path))

    return write


def with_blog(options):
    return f"export default {{title: 'A', url: 'https://e.example', presets: [['classic', {{docs: {{path: 'd'}}, blog: {options}}}]]}};"


@pytest.mark.parametrize(
    ("script", "field", "value"),
    [
        pytest.param("title: 'A'", "title", "A Blog", id="the feed's title"),
        pytest.param(with_blog("{feedOptions: {title: 'F'}}"), "title", "F", id="a title of its own"),
        pytest.param("url: 'https://e.example', baseUrl: '/b/'", "url", "https://e.example/b", id="base path"),
        pytest.param("url: process.env.URL", "url", "", id="an address that is computed"),
        pytest.param("tagline: 'T'", "description", "T", id="description"),
        pytest.param("i18n: {defaultLocale: 'de', locales: ['de']}", "language", "de", id="language"),
        pytest.param("", "timezone", "UTC", id="zone"),
        pytest.param("", "feeds", {"rss": "blog/rss.xml", "atom": "blog/atom.xml"}, id="the plugin's feeds"),
        pytest.param(with_blog("{feedOptions: {type: 'all'}}"), "feeds", {
            "rss": "blog/rss.xml", "atom": "blog/atom.xml", "json": "blog/feed.json"}, id="all of them"),
        pytest.param(with_blog("{routeBasePath: '/', feedOptions: {type: ['json']}}"), "feeds",
                     {"json": "feed.json"}, id="at the root"),
        pytest.param(with_blog("{feedOptions: {type: null}}"), "feeds", {}, id="none"),
        pytest.param("", "limit", 20, id="the plugin's limit"),
        pytest.param(with_blog("{feedOptions: {limit: 3}}"), "limit", 3, id="a limit"),
        pytest.param(with_blog("{feedOptions: {limit: false}}"), "limit", 0, id="no limit"),
        pytest.param(with_blog("{feedOptions: {limit: null}}"), "limit", 0, id="no limit, the other way"),
        pytest.param(with_blog("{feedOptions: {copyright: '© A'}}"), "rights", "© A", id="rights"),
    ],
)  # fmt: skip
def test_a_setting_is_taken_over(site, script, field, value):
    assert getattr(settings(site(script)), field) == value


@pytest.mark.parametrize(
    ("script", "path", "rule"),
    [
        ("", "blog", ""),
        ("trailingSlash: true", "blog", "/blog/{path}/"),
        ("trailingSlash: false", "blog", "/blog/{bare_path}"),
        (with_blog("{path: './texts', routeBasePath: 'journal'}"), "texts", "/journal/{path}"),
        (with_blog("{routeBasePath: '/'}"), "blog", "/{path}"),
        (
            "presets: [['classic', /** @type {import('x').Options} */ ({blog: {routeBasePath: '/'}})]]",
            "blog",
            "/{path}",
        ),
        ("plugins: [['@docusaurus/plugin-content-blog', {path: 'news', routeBasePath: 'n'}]]", "news", "/n/{path}"),
    ],
)
def test_the_blog_s_options_are_a_rule(site, script, path, rule):
    (posts,) = settings(site(script, f"{path}/2024-01-01-a.md", f"{path}/b/index.mdx", f"{path}/a.png")).posts
    assert (posts.path, posts.url, posts.count, posts.undated) == (path, rule, 2, "git")


def test_an_address_that_is_computed_is_told(site):
    (note,) = settings(site("url: process.env.URL")).notes
    assert "docusaurus.config.js" in note


@pytest.mark.parametrize("name", ["docusaurus.config.ts", "docusaurus.config.mjs"])
def test_a_site_of_docusaurus_is_known(site, name):
    assert is_one(site("", name=name))
    assert not is_one(Folder("/nowhere"))


TYPED = """
import type {Config} from '@docusaurus/types';
const address = 'https://e.example';
const config: Config = {
  themeConfig: {navbar: {title: 'No', items: []}},
  title: "The A's", // a comment
  url: address, baseUrl: process.env.BASE ?? '/b/',
  presets: [['classic', {docs: false, blog: {path: 'texts', feedOptions: {type: ['rss'], copyright: `${new Date()}`}}} satisfies Options]],
  plugins: ['x', ['@docusaurus/plugin-content-blog', {id: 'n', path: './news', routeBasePath: 'n'}]],
};
export default config;
"""


def test_a_typed_configuration_is_read_and_a_second_blog_is_told(site):
    found = settings(site(TYPED, name="docusaurus.config.ts"))
    assert (found.title, found.url, found.rights) == ("The A's Blog", "https://e.example/b", "")
    assert ([posts.path for posts in found.posts], found.feeds) == (["texts"], {"rss": "blog/rss.xml"})
    (note,) = found.notes
    assert "news" in note
    assert "/n/{path}" in note


def test_without_the_preset_s_blog_the_plugin_s_counts(site):
    found = settings(site(TYPED.replace("blog: {path: 'texts', ", "blog: false, x: {").replace("docs: false,", "")))
    assert [posts.path for posts in found.posts] == ["news"]


def test_what_is_computed_is_told(site):
    (note,) = settings(
        site("url: 'https://e.example', title: name(), presets: [['classic', {blog: {path: p()}}]]")
    ).notes
    assert "title, path" in note


def test_the_blog_s_globs_are_taken_over(site):
    (posts,) = settings(site(with_blog("{include: ['**/*.mdx'], exclude: ['**/old/**', f()]}"))).posts
    assert (posts.include, posts.exclude) == (("**/*.mdx",), ("**/old/**",))


def test_the_feeds_stay_at_their_addresses_and_git_dates_what_says_nothing(site, tmp_path):
    site(with_blog("{}"), "blog/2024-01-01-a.md")
    setup.write(setup.plan(str(tmp_path)))
    read = config.load(str(tmp_path / "config.toml"))
    assert read.output.files == {"rss": "blog/rss.xml", "atom": "blog/atom.xml", "json": "feed.json"}
    assert read.sources[0].undated == "git"
