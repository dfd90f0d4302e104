"""The feeds that a generator has beside the main one, as its settings say."""

from __future__ import annotations

import tomllib

import pytest

from feedtool import config, setup
from feedtool.setup.settings import Further, Posts, Settings
from feedtool.setup.template import text_of

HUGO = "baseURL = 'https://e.example/'\n"
PELICAN = """\
SITENAME = 'A'
PATH = 'content'
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
"""
NIKOLA = "BLOG_TITLE = 'A'\nBLOG_AUTHOR = 'Ada'\nPOSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\n"
ZOLA = "base_url = 'https://e.example'\ngenerate_feeds = true\n"
JEKYLL = "plugins: [jekyll-feed]\n"
ABLOG = "extensions = ['ablog']\nblog_baseurl = 'https://e.example'\n"
TAG, CATEGORY = {"tag": {"atom": "feeds/{slug}.xml"}}, {"category": {"atom": "feeds/{slug}.atom.xml"}}
HUGO_TAGS = {"tag": {"rss": "tags/{slug}/index.xml"}, "category": {"rss": "categories/{slug}/index.xml"}}
SECTIONS = {"section": {"rss": "{slug}/index.xml"}}
NIKOLA_TAGS = {"tag": {"rss": "categories/{slug}.xml"}, "category": {"rss": "categories/cat_{slug}.xml"}}


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"hugo.toml": HUGO}, SECTIONS | HUGO_TAGS),
        ({"hugo.toml": HUGO + "disableKinds = ['RSS']"}, {}),
        ({"hugo.toml": HUGO + "disableKinds = ['term']"}, SECTIONS),
        ({"hugo.toml": HUGO + "disableKinds = ['section']"}, HUGO_TAGS),
        ({"hugo.toml": HUGO + "[outputs]\nsection = ['html']"}, HUGO_TAGS),
        ({"hugo.toml": HUGO + "[outputs]\nterm = ['html']"}, SECTIONS),
        ({"hugo.toml": HUGO + "[taxonomies]\nseries = 'Series'"}, SECTIONS | {"series": {"rss": "series/{slug}/index.xml"}}),
        ({"hugo.toml": HUGO + "[permalinks.term]\ntags = '/t/:slug/'"},
         {key: value for key, value in (SECTIONS | HUGO_TAGS).items() if key != "tag"}),
        ({"hugo.toml": HUGO + "[outputFormats.RSS]\nbaseName = 'feed'\n[taxonomies]"}, {"section": {"rss": "{slug}/feed.xml"}}),
        ({"hugo.toml": HUGO + "defaultContentLanguageInSubdir = true\n[taxonomies]"}, {"section": {"rss": "en/{slug}/index.xml"}}),
        ({"pelicanconf.py": PELICAN}, {}),
        ({"pelicanconf.py": "SITENAME = 'A'\nPATH = 'content'"}, CATEGORY | {
            "author": {"atom": "feeds/{slug}.atom.xml", "rss": "feeds/{slug}.rss.xml"},
            "language": {"atom": "feeds/all-{slug}.atom.xml"},
        }),
        ({"pelicanconf.py": PELICAN + "TAG_FEED_ATOM = 'feeds/{slug}.xml'"}, TAG),
        ({"pelicanconf.py": PELICAN + "TAG_FEED_ATOM = 'feeds/%s.xml'"}, TAG),
        ({"pelicanconf.py": PELICAN + "CATEGORY_FEED_ATOM = 'feeds/news.xml'"}, {}),  # one for all is none of each
        ({"pelicanconf.py": PELICAN, "publishconf.py": "CATEGORY_FEED_ATOM = 'feeds/{slug}.atom.xml'"}, CATEGORY),
        ({"conf.py": NIKOLA}, NIKOLA_TAGS),
        ({"conf.py": NIKOLA + "GENERATE_RSS = False"}, {}),
        ({"conf.py": NIKOLA + "CATEGORY_PREFIX = ''\nTAG_PATH = 'tags'\nCATEGORY_PATH = {'en': 'cats'}"},
         {"tag": {"rss": "tags/{slug}.xml"}, "category": {"rss": "cats/{slug}.xml"}}),
        ({"conf.py": NIKOLA, "posts/a.md": ".. title: A\n.. author: Ada\n"}, NIKOLA_TAGS),  # nobody else
        ({"conf.py": NIKOLA, "posts/a.md": ".. title: A\n.. author: Bea\n"},
         NIKOLA_TAGS | {"author": {"rss": "authors/{slug}.xml"}}),
        ({"conf.py": NIKOLA + "ENABLE_AUTHOR_PAGES = False", "posts/a.md": ".. author: Bea\n"}, NIKOLA_TAGS),
        ({"conf.py": NIKOLA + "GENERATE_ATOM = True\nCATEGORY_PAGES_FOLLOW_DESTPATH = True"},
         {"tag": {"rss": "categories/{slug}.xml", "atom": "categories/{slug}.atom"}}),
        ({"config.toml": ZOLA + "taxonomies = [{ name = 'tags', feed = true }, { name = 'other' }]"},
         {"tag": {"atom": "tags/{slug}/atom.xml"}}),
        ({"config.toml": ZOLA + "feed_filenames = ['rss.xml']\ntaxonomy_root = 'x'\n"
          "taxonomies = [{ name = 'My Series', feed = true }]"}, {"My Series": {"rss": "x/my-series/{slug}/rss.xml"}}),
        ({"config.toml": ZOLA, "content/notes/_index.md": "+++\ngenerate_feeds = true\n+++\n"},
         {"section notes": {"atom": "notes/atom.xml"}}),
        ({"config.toml": ZOLA, "content/notes/_index.md": "+++\n+++\n"}, {}),
        ({"_config.yml": JEKYLL}, {}),
        ({"_config.yml": JEKYLL + "feed: {categories: [news]}"}, {"category news": {"atom": "feed/news.xml"}}),
        ({"_config.yml": JEKYLL + "feed: {collections: {posts: {categories: [news]}}}"},
         {"category news": {"atom": "feed/news.xml"}}),
        ({"_config.yml": JEKYLL + "feed: {tags: true}"}, {"tag": {"atom": "feed/by_tag/{slug}.xml"}}),
        ({"_config.yml": JEKYLL + "feed: {tags: {path: /t/, only: [a, 'b c']}}"}, {"tag a": {"atom": "t/a.xml"}}),
        ({"conf.py": ABLOG}, {}),
        ({"conf.py": ABLOG + "blog_path = 'x'\nblog_feed_archives = True"}, {
            **{name: {"atom": f"x/{name}/{{slug}}/atom.xml"} for name in ("tag", "author", "category", "language", "location")},
            "year": {"atom": "x/{slug}/atom.xml"},
        }),
    ],
)  # fmt: skip
def test_each_feed_stays_where_it_was(tmp_path, files, found):
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    site = setup.settings_of(str(tmp_path))
    assert {one.name or one.per: dict(one.files) for one in site.further} == found


def configured(tmp_path, *further, **more):
    """The tables [[feeds]] of a site, of which the whole configuration is right."""
    site = Settings(title="A", url="https://e.example/", output="out", further=further,
                    **{"posts": (Posts(path="."),), "feeds": {"rss": "a.xml"}, **more})  # fmt: skip
    text = text_of(site, lambda path: path, built=False)
    (tmp_path / "feedtool.toml").write_text(text, encoding="utf-8")
    config.load(str(tmp_path / "feedtool.toml"))
    return tomllib.loads(text).get("feeds", [])


def test_what_is_written_is_a_configuration(tmp_path):
    assert configured(
        tmp_path,
        Further(per="tag", files={"atom": "of/{slug}/a.xml", "rss": "of/{slug}/r.xml"}, limit=3),
        Further(per="taxonomies.x", name="x", files={"json": "{slug}.json"}),
        Further(name="notes", files={"rss": "n/r.xml", "atom": "a.xml"}, filter={"path": ("n/*", 'q"/*')}),
        limit=7,
    ) == [
        {"per": "tag", "path": "of/{slug}", "formats": ["atom", "rss"], "files": {"atom": "a.xml", "rss": "r.xml"},
         "limit": 3},
        {"name": "x", "per": "taxonomies.x", "path": ".", "formats": ["json"], "files": {"json": "{slug}.json"}},
        {"name": "notes", "path": ".", "formats": ["rss", "atom"], "files": {"rss": "n/r.xml", "atom": "a.xml"},
         "filter": {"path": ["n/*", 'q"/*']}},
    ]  # fmt: skip


def test_names_are_such_as_a_configuration_has(tmp_path):
    names = ("main", "a:b", "a b", "a b", "x")
    rows = [Further(name=name, files={"rss": f"{at}.xml"}) for at, name in enumerate(names)]
    assert [one["name"] for one in configured(tmp_path, *rows)] == ["main 2", "a b", "a b 2", "a b 3", "x"]


def test_no_feed_lies_outside_and_none_is_there_without_the_main_one(tmp_path):
    assert configured(tmp_path, Further(per="tag", files={"rss": "../{slug}.xml"})) == []
    assert configured(tmp_path, Further(per="tag", files={"rss": "{slug}.xml"}), feeds={}) == []
