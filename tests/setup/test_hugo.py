"""What Hugo's own configuration becomes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedtool import config, setup
from feedtool import site as sites
from feedtool.setup.folder import Folder
from feedtool.setup.hugo import is_one, settings

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PAGE = "---\ntitle: T\ndate: 2021-01-02\n---\nText.\n"


@pytest.fixture
def site(tmp_path):
    def write(files, *pages):
        for name, text in {**{f"content/{page}": PAGE for page in pages}, **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return Folder(str(tmp_path))

    return write


@pytest.mark.parametrize(
    ("yaml", "field", "value"),
    [
        pytest.param("baseurl: https://e.example/b/", "url", "https://e.example/b/", id="a key in small letters"),
        pytest.param("baseURL: /", "url", "", id="a path is no address"),
        pytest.param("baseURL: //e.example/b", "url", "https://e.example/b", id="an address without a scheme"),
        pytest.param("languageCode: en-gb", "language", "en-gb", id="language"),
        pytest.param("locale: de-AT\nlanguageCode: de", "language", "de-AT", id="language of newer releases"),
        pytest.param("defaultContentLanguage: fr", "language", "fr", id="its key is better than none"),
        pytest.param("timeZone: Asia/Tokyo", "timezone", "Asia/Tokyo", id="zone"),
        pytest.param("timeZone: Local", "timezone", "", id="no zone that two machines share"),
        pytest.param("params: {description: D}", "description", "D", id="description"),
        pytest.param("params: {author: Ann}", "authors", ({"name": "Ann"},), id="author"),
        pytest.param("params: {author: [Ann, Bo]}", "authors", ({"name": "Ann"}, {"name": "Bo"}), id="authors"),
        pytest.param("params: {author: [{name: Ann, link: x}, '']}", "authors", ({"name": "Ann"},), id="as tables"),
        pytest.param(
            "author: {name: Ann, email: a@e.example}", "authors", ({"name": "Ann", "email": "a@e.example"},),
            id="of older sites",
        ),
        pytest.param("copyright: © Ann", "rights", "© Ann", id="rights"),
        pytest.param("publishDir: docs", "output", "docs", id="output"),
        pytest.param("", "output", "public", id="the usual output"),
        pytest.param("", "feeds", {"rss": "index.xml"}, id="the usual feed"),
        pytest.param("outputFormats: {RSS: {baseName: feed}}", "feeds", {"rss": "feed.xml"}, id="under another name"),
        pytest.param("rssURI: rss.xml", "feeds", {"rss": "rss.xml"}, id="as old sites say it"),
        pytest.param("disableKinds: [RSS]", "feeds", {}, id="switched off"),
        pytest.param("disableRSS: true", "feeds", {}, id="switched off in an old site"),
        pytest.param("outputs: {home: [HTML]}", "feeds", {}, id="not asked for"),
        pytest.param("outputs: {home: [html, json]}", "feeds", {}, id="JSON is an index for searching"),
        pytest.param(
            "outputs: {home: [html, rss, atom]}\noutputFormats: {atom: {mediaType: application/atom+xml}}", "feeds",
            {"rss": "index.xml", "atom": "index.xml"}, id="a format of the site's own",
        ),
        pytest.param("services: {rss: {limit: 7}}", "limit", 7, id="limit"),
        pytest.param("rssLimit: 8", "limit", 8, id="limit of older releases"),
        pytest.param("services: {rss: {limit: -1}}", "limit", 0, id="none"),
        pytest.param("title: [", "title", "", id="broken YAML says nothing"),
    ],
)  # fmt: skip
def test_a_setting_is_taken_over(site, yaml, field, value):
    assert getattr(settings(site({"hugo.yaml": yaml})), field) == value


@pytest.mark.parametrize(("said", "url"), [("/", "https://e.example/"), ("https://o.example/", "https://o.example/")])
def test_without_an_address_the_domain_of_its_pages_counts(site, said, url):
    assert settings(site({"hugo.yaml": f"baseURL: {said}", "static/CNAME": "e.example\n"})).url == url


@pytest.mark.parametrize(
    ("languages", "title", "feed", "prefix"),
    [
        ("languages: {de: {title: D}, en: {title: E}}", "D", "index.xml", ""),
        ("languages: {de: {title: D}}\ndefaultContentLanguageInSubdir: true", "D", "de/index.xml", "/de"),
    ],
)
def test_the_main_language_has_the_word(site, languages, title, feed, prefix):
    yaml = f"title: T\ndefaultContentLanguage: de\n{languages}\npermalinks: {{posts: /:year/:slug}}"
    found = settings(site({"hugo.yaml": yaml}, "posts/a.md"))
    assert (found.title, found.feeds["rss"], found.posts[0].url) == (title, feed, prefix + "/{year}/{slug}/")


def test_files_of_a_folder_are_one_configuration_and_production_s_wins(site):
    found = settings(site({
        "config/_default/hugo.toml": 'title = "T"\nbaseURL = "https://wrong.example/"\ndefaultContentLanguage = "de"',
        "config/_default/languages.toml": '[de]\ncontentDir = "inhalt"', "config/_default/params.toml": 'author = "A"',
        "config/_default/params.de.yaml": "description: D", "config/production/config.json": '{"BaseURL": "https://e.example/"}',
        "config/development/hugo.toml": 'baseURL = "http://localhost/"', "inhalt/posts/a.md": PAGE,
    }))  # fmt: skip
    assert (found.title, found.url, found.description, found.authors) == (
        "T",
        "https://e.example/",
        "D",
        ({"name": "A"},),
    )
    assert [posts.path for posts in found.posts] == ["inhalt/posts"]


def test_a_language_has_a_file_of_its_own(site):
    found = settings(site({
        "config/_default/hugo.toml": 'title = "T"\nbaseURL = "https://e.example/"\ndefaultContentLanguage = "fr"',
        "config/_default/languages.fr.toml": 'title = "Le titre"\nlocale = "fr-CA"\n[params]\ndescription = "D"\n[params.author]\nname = "Zoé"',
        "config/_default/languages.en.toml": 'title = "The title"',
    }, "posts/a.md", "posts/a.en.md"))  # fmt: skip
    assert (found.title, found.language, found.description, found.authors) == (
        "Le titre",
        "fr-CA",
        "D",
        ({"name": "Zoé"},),
    )
    assert found.posts[0].exclude == ("**/*.en.*",)


# -- posts -------------------------------------------------------------------------------------------------------------


CHOICE = "{{ range where site.RegularPages `Section` `in` site.MainSections }}{{ end }}"


@pytest.mark.parametrize(
    ("yaml", "paths"),
    [
        pytest.param("", {"content/blog": 2}, id="the section with the most pages"),
        pytest.param("params: {mainSections: [notes, blog]}", {"content/notes": 1, "content/blog": 2}, id="as it says"),
        pytest.param("mainSections: Notes", {"content/notes": 1}, id="at the top, and one alone"),
        pytest.param("mainSections: [notes, posts]", {"content/notes": 1}, id="one that is not there"),
        pytest.param("mainSections: [posts]", {"content/blog": 2}, id="none that is there"),
        pytest.param("theme: t", {"content/notes": 1}, id="the theme says"),
        pytest.param("contentDir: other", {"other": 0}, id="no pages"),
        pytest.param("module: {mounts: [{source: texts, target: content}]}", {"texts/essays": 1}, id="mounted"),
    ],
)
def test_posts_are_in_the_main_sections(site, yaml, paths):
    files = {
        "hugo.yaml": yaml, "themes/t/config.toml": '[params]\nmainSections = ["notes"]', "texts/essays/a.md": PAGE,
        "layouts/rss.xml": CHOICE,
    }  # fmt: skip
    pages = ("a.md", "blog/_index.md", "blog/x.md", "blog/y/index.md", "blog/y/no.md", "blog/y/no2.md", "notes/z.md")
    assert {posts.path: posts.count for posts in settings(site(files, *pages)).posts} == paths


@pytest.mark.long
@pytest.mark.parametrize(
    ("yaml", "files", "paths"),
    [
        pytest.param("", {}, ["content/blog", "content/notes", "content"], id="Hugo's own template"),
        pytest.param("mainSections: [notes]", {}, ["content/notes", "content/blog", "content"], id="whatever is main"),
        pytest.param("", {"layouts/_default/rss.xml": CHOICE}, ["content/blog"], id="one that chooses"),
        pytest.param(
            "", {"layouts/index.rss.xml": "{{ range site.RegularPages }}{{ end }}", "layouts/_default/rss.xml": CHOICE},
            ["content/blog", "content/notes", "content"], id="one for the home page",
        ),
        pytest.param("theme: t", {"themes/t/layouts/rss.xml": CHOICE}, ["content/blog"], id="a theme's"),
        pytest.param("theme: [t]", {"themes/t/layouts/x.html": ""}, ["content/blog", "content/notes", "content"], id="none"),
        pytest.param("theme: t", {}, ["content/blog"], id="a theme that is not there"),
        pytest.param("module: {imports: [{path: e.example/t}]}", {}, ["content/blog"], id="nor a module"),
    ],
)  # fmt: skip
def test_a_feed_of_all_pages_has_those_of_other_sections_that_are_dated(site, tmp_path, yaml, files, paths):
    pages = ("a.md", "b/index.md", "blog/x.md", "blog/y/index.md", "notes/z.md")
    undated = {f"content/{name}.md": "---\ntitle: T\n---\n" for name in ("about", "docs/a")}
    draft = {"content/wip/a.md": PAGE.replace("title", "draft: true\ntitle")}
    found = settings(site({"hugo.yaml": f"baseURL: https://e.example/\n{yaml}", **files, **undated, **draft}, *pages))
    assert [posts.path for posts in found.posts] == paths
    setup.write(setup.plan(str(tmp_path)))
    made = sites.build(config.load(config.find(str(tmp_path))), now=NOW)
    assert [*made.problems] == []
    assert len(made.feed.entries) == (5 if len(paths) > 1 else 2)


@pytest.mark.parametrize(
    ("yaml", "rule"),
    [
        ("", ""),
        ("permalinks: {posts: '/:year/:month/:filename/'}", "/{year}/{month}/{filename}/"),
        ("permalinks: {page: {Posts: '/:slug'}}", "/{slug}/"),
        ("permalinks: {notes: '/:slug'}", ""),
        ("permalinks: {posts: '/Über Blog/a+b/:title.html'}", "/über-blog/a-b/{title}.html/"),
        ("disablePathToLower: true\npermalinks: {posts: '/Blog/:title/'}", "/Blog/{title}/"),
        ("permalinks: [{target: {kind: term}, pattern: /t/:slug/}, {target: {path: '/posts/**'}, pattern: '/:slug/'}]", "/{slug}/"),
        ("permalinks: [{pattern: '/:06/:sections[1:]/:slug/'}]", "/{short_year}/{sections_from_1}/{slug}/"),
        ("uglyURLs: true", "/{path}.html"),
        ("uglyURLs: {posts: true}", "/{path}.html"),
        ("uglyURLs: {notes: true}", ""),
        ("uglyURLs: true\npermalinks: {posts: '/u/:title/'}", "/u/{title}.html"),
    ],
)  # fmt: skip
def test_a_permalink_is_a_rule_of_its_section(site, yaml, rule):
    (posts,) = settings(site({"hugo.yaml": yaml}, "posts/a.md")).posts
    assert posts.url == rule


@pytest.mark.parametrize("permalink", ["/:moon/:slug/", "/:sections[1:2]/", "/{x}/"])
def test_a_permalink_that_cannot_be_read_is_told(site, permalink):
    found = settings(site({"hugo.yaml": f"permalinks: {{posts: '{permalink}'}}"}, "posts/a.md"))
    assert (found.posts[0].url, permalink in found.notes[0]) == ("", True)


def test_what_is_mounted_into_a_folder_of_content_is_told(site):
    found = settings(
        site({"hugo.yaml": "module: {mounts: [{source: vault/blog, target: content/posts}]}"}, "posts/a.md")
    )
    assert ["vault/blog" in note for note in found.notes] == [True]


@pytest.mark.parametrize(
    ("yaml", "template", "limit"),
    [
        ("", "{{ range first 15 .Data.Pages }}", 15),
        ("rssLimit: 7", "{{ range (.Site.RegularPages | first 15) }}", 7),
        ("", "{{ range first $limit .Pages }}", 0),
        ("", "{{ range .Pages }}", 0),
    ],
)
def test_a_template_may_have_the_limit(site, yaml, template, limit):
    files = {"hugo.yaml": f"title: T\n{yaml}", "layouts/_default/rss.xml": template}
    assert settings(site(files, "posts/a.md")).limit == limit


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"content/posts/_content.gotmpl": "{{ }}"}, "content/posts/_content.gotmpl"),
        ({"hugo.yaml": "frontmatter: {date: [date, ':fileModTime']}"}, ":filemodtime"),
    ],
)
def test_what_only_hugo_can_know_is_told(site, files, told):
    found = settings(site({"hugo.yaml": "title: T", **files}, "posts/a.md"))
    assert [told in note for note in found.notes] == [True]


def test_other_languages_and_other_formats_are_left_out_and_told(site):
    yaml = "languages: {en: {}, de: {}, fr: {}}"
    found = settings(site({"hugo.yaml": yaml, "content/posts/b.org": "x"}, "posts/a.md", "posts/a.de.md"))
    assert [(posts.exclude, posts.count) for posts in found.posts] == [(("**/*.de.*",), 1)]
    assert ["1 .org" in note or "de, fr" in note for note in found.notes] == [True, True]


# -- the site ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "is_hugo"),
    [
        (["hugo.toml"], True),
        (["config/_default/hugo.toml"], True),
        (["content/a.md", "archetypes/default.md"], True),
        (["content/a.md", "templates/index.html"], False),
        (["_posts/2020-01-01-a.md", "layouts/x.html"], False),
    ],
)
def test_a_site_is_told_by_its_files(site, files, is_hugo):
    assert is_one(site(dict.fromkeys(files, ""))) is is_hugo


@pytest.mark.parametrize(
    ("toml", "is_hugo"),
    [
        ('BaseURL = "https://e.example/"', True),
        ('base_url = "https://e.example/"', False),
        ('baseurl = "https://e.example/"\n[[sources]]', False),
    ],
)
def test_a_config_toml_is_hugo_s_by_its_keys(site, toml, is_hugo):
    assert is_one(site({"config.toml": toml})) is is_hugo


OLD = """\
baseurl = "https://old.example/~ann/"
languageCode = "en-gb"
title = "Old"
MetaDataFormat = "yaml"
[permalinks]
  post = "/:year/:month/:filename/"
[params]
  author = "Ann"
"""


@pytest.mark.parametrize("name", ["config.toml", "config/_default/config.toml"])
def test_an_old_site_s_configuration_is_left_as_it_is_and_builds(site, tmp_path, name):
    site({name: OLD}, "post/first.md")
    plan = setup.plan(str(tmp_path))
    setup.write(plan)
    made = sites.build(config.load(config.find(str(tmp_path))), now=NOW)
    assert plan.shown == "feedtool.toml"
    assert (tmp_path / name).read_text() == OLD
    assert [entry.link for entry in made.feed.entries] == ["https://old.example/~ann/2021/01/first/"]


def test_beside_a_hugo_toml_ours_is_config_toml(site, tmp_path):
    site({"hugo.toml": OLD}, "post/first.md")
    assert setup.plan(str(tmp_path)).shown == "config.toml"
