"""What Jekyll's posts mean, as far as its sites in tests/cases/generators do not show it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedtool import build_site, load_config
from feedtool.dates import Rules
from feedtool.languages import html_of
from feedtool.loader import Bodies, Site, Source, load
from feedtool.presets.jekyll import PRESET

VIENNA = Rules(zone=ZoneInfo("Europe/Vienna"))


@pytest.fixture
def post(tmp_path):
    def read(head="", path="_posts/2024-02-03-my-trip.md", *, url="", **files):
        for name, text in {path: f"---\n{head}\n---\nText." if head else "Text.", **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        source = Source(type="markdown", path=str(tmp_path), preset="jekyll", url=url)
        return load([source], Site(url="https://e.example/b/", root=str(tmp_path), rules=VIENNA))

    return read


@pytest.mark.parametrize(
    ("date", "instant"),
    [
        pytest.param("2024-02-03 10:00:00", datetime(2024, 2, 3, 10, tzinfo=UTC), id="seconds, no quotes: UTC"),
        pytest.param("2024-02-03T10:00:00", datetime(2024, 2, 3, 10, tzinfo=UTC), id="with a T as well"),
        pytest.param("2024-02-03 10:00", datetime(2024, 2, 3, 9, tzinfo=UTC), id="no seconds: the site's zone"),
        pytest.param('"2024-02-03 10:00:00"', datetime(2024, 2, 3, 9, tzinfo=UTC), id="in quotes: the site's zone"),
        pytest.param("2024-02-03", datetime(2024, 2, 2, 23, tzinfo=UTC), id="a day: midnight of the site"),
        pytest.param("2024-02-03 10:00:00 +0300", datetime(2024, 2, 3, 7, tzinfo=UTC), id="an offset is honoured"),
        pytest.param("05/06/2024", datetime(2024, 6, 4, 22, tzinfo=UTC), id="the day comes first"),
        pytest.param("", datetime(2024, 2, 2, 23, tzinfo=UTC), id="none: the file's name"),
    ],
)
def test_a_date_means_what_it_means_to_jekyll(post, date, instant):
    (one,) = post(f"title: x\ndate: {date}").posts
    assert one.published == instant


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("", "c/d/2024/02/03/my-trip.html"),
        ("/:year/:y_day/:title/", "2024/034/my-trip/"),
        ("/:short_year/:i_month-:i_day/:slug", "24/2-3/my-trip"),
        ("/W:week/:short_day/:long_month/:title/", "W05/Sat/February/my-trip/"),
        ("/:collection/:path:output_ext", "posts/_posts/2024-02-03-my-trip.html"),
        ("/:name/", "2024-02-03-my-trip/"),
    ],
)
def test_a_permalink_of_the_post_is_filled_in(post, rule, path):
    head = "title: x\ncategories: C d" + (f"\npermalink: {rule}" if rule else "")
    (one,) = post(head).posts
    assert one.link == f"https://e.example/b/{path}"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("tags: a b", "tags", ("a", "b")),
        ("tags: [a b, c]", "tags", ("a b", "c")),
        ("tag: a b", "tags", ("a b",)),
        ("categories: a b\ncategory: c d", "categories", ("c d",)),
        ("categories: a b\ncategory: [c, d]", "categories", ("a", "b", "c", "d")),
        ("published: false", "draft", True),
        ("hidden: true", "draft", False),
        ('title: <b>It\'s</b> -- "so"', "title", "It’s – “so”"),
        ("title: A &amp; B &lt;c&gt;", "title", "A & B <c>"),
        ("excerpt: Short", "summary", "Short"),
    ],
)
def test_a_key_means_what_it_means_to_jekyll(post, head, field, value):
    (one,) = post(head).posts
    assert getattr(one, field) == value


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("about.md", "lies in no _posts"),
        ("_posts/about.md", "no date"),
        ("_drafts/2024-01-01-x.md", "lies in no _posts"),
        ("_posts/old-2024-01-01-x.md", "no date"),
        ("_posts/_hidden/2024-01-01-x.md", "a _ before its name"),
    ],
)
def test_what_is_no_post_to_jekyll_is_passed_over(post, path, why):
    loaded = post("title: x", path)
    assert (loaded.posts, loaded.problems) == ((), ())
    assert why in loaded.passed[0].why


def test_defaults_are_of_the_longest_scope_and_below_what_the_post_says(post):
    settings = """\
defaults:
  - scope: {path: ""}
    values: {author: All, image: /all.png, lang: en}
  - scope: {path: "_posts/a", type: posts}
    values: {author: Near}
  - scope: {path: "", type: pages}
    values: {lang: fr}
"""
    (one,) = post("image: /own.png", "_posts/a/2024-02-03-x.md", **{"_config.yml": settings}).posts
    assert ([person.name for person in one.authors], one.image, one.language) == (
        ["Near"],
        "https://e.example/own.png",
        "en",
    )
    assert one.origins["authors"].rule == "_config.yml: defaults"


@pytest.mark.parametrize(
    ("quotes", "title"),
    [
        ("apos,apos,quot,quot", '"It\'s" – <b>'),
        ("sbquo,lsquo,bdquo,ldquo", "„It‘s“ – <b>"),
        ("odd", "“It’s” – <b>"),
    ],
)
def test_quotes_of_titles_are_those_of_kramdown_s_settings(post, quotes, title):
    settings = f"kramdown: {{smart_quotes: '{quotes}'}}"
    (one,) = post("title: '\"It''s\" -- &lt;b>'", **{"_config.yml": settings}).posts
    assert one.title == title


def test_a_key_of_the_authors_file_is_a_person(post):
    people = "ada: {name: Ada Example, uri: https://ada.example/}"
    (one,) = post("author: ada", **{"_config.yml": "title: x", "_data/authors.yml": people}).posts
    assert [(person.name, person.url) for person in one.authors] == [("Ada Example", "https://ada.example/")]


def test_a_configuration_of_jekyll_that_is_broken_is_told_at_the_post(post):
    (problem,) = post("title: x", **{"_config.yml": "a: ["}).problems
    assert (problem.code, problem.place.file) == ("F105", "_posts/2024-02-03-my-trip.md")
    assert problem.found.startswith("_config.yml:")


@pytest.mark.parametrize(
    ("name", "text", "body"),
    [
        pytest.param(
            "x.html", "title: x\n---\n<p>{% raw %}{{ y }}{% endraw %} costs $$5$$ {: .b}</p>",
            "<p>{{ y }} costs $$5$$ {: .b}</p>", id="a post in HTML is Liquid and no Markdown",
        ),
        pytest.param(
            "x.md", "render_with_liquid: false\n---\n{{ y }} {% z %} {: .b}", "{{ y }} {% z %} ",
            id="a post may be without Liquid",
        ),
    ],
)  # fmt: skip
def test_a_body_is_read_as_jekyll_reads_it(tmp_path, name, text, body):
    file = tmp_path / f"_posts/2024-02-03-{name}"
    file.parent.mkdir()
    file.write_text(f"---\n{text}")
    source = Source(type="markdown", path=str(tmp_path), preset="jekyll")
    site = Site(url="https://e.example/", root=str(tmp_path), rules=VIENNA)
    (one,) = load([source], site).posts
    assert Bodies([one], [source], site).read(one).text == body


@pytest.mark.parametrize(
    ("page", "found"),
    [
        pytest.param(
            "<article><h1>x</h1><p>The text of the page.</p></article>",
            "<p>The text of the page.</p>",
            id="its built page is its body",
        ),
        pytest.param("<p>no layout</p>", "F116", id="a page that has no article"),
        pytest.param(None, "F116", id="without a page it is refused"),
    ],
)
def test_a_post_in_textile_is_read_from_its_page(tmp_path, page, found):
    config = '[site]\ntitle = "x"\nurl = "https://e.example/"\n[[sources]]\ntype = "markdown"\n'
    files = {
        "config.toml": f'{config}path = "_posts"\npreset = "jekyll"\nbuilt = "_site"\n',
        "_posts/2024-02-03-x.textile": "---\ntitle: x\n---\nh2. y",
        **({"_site/2024/02/03/x.html": page} if page else {}),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    built = build_site(load_config(str(tmp_path / "config.toml")), now=datetime(2026, 1, 1, tzinfo=UTC), write=False)
    assert [entry.content for entry in built.feed.entries] + [one.code for one in built.problems] == [found]


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ("source: source", "source/Trips/_posts/2024-02-03-x.md"),
        ("collections_dir: all", "all/Trips/_posts/2024-02-03-x.md"),
        ("source: src\ncollections_dir: all", "src/all/Trips/_posts/2024-02-03-x.md"),
    ],
)
def test_the_folders_of_the_site_itself_are_no_categories(post, settings, path):
    settings = f"{settings}\ndefaults: [{{scope: {{path: Trips}}, values: {{lang: fr}}}}]"
    (one,) = post("title: x", path, **{"_config.yml": settings}).posts
    assert (one.categories, one.language) == (("Trips",), "fr")


def test_all_categories_are_in_the_address_of_a_post_whose_feed_has_one(post):
    (one,) = post("title: x\ncategory: B c\ncategories: [a]", "News/_posts/2024-02-03-x.md").posts
    assert (one.link, one.categories) == ("https://e.example/b/news/a/b%20c/2024/02/03/x.html", ("B c",))


def test_a_body_has_lists_of_terms_and_curled_quotes():
    assert html_of('Sun\n: a "star"\n', PRESET.body) == "<dl>\n<dt>Sun</dt>\n<dd>a “star”</dd>\n</dl>\n"


PLUGIN = "plugins: [jekyll-feed]"
FEED = "---\n---\n<id>{{{{ site.url }}}}{{{{ page.id }}}}</id>{{% for post in site.posts %}}{}"
BY_ID = FEED.format('<guid isPermaLink="false">{{ site.url }}{{ post.id }}</guid>')
BY_ADDRESS = FEED.format("<id>{{ post.url | absolute_url }}</id>")
ABSOLUTE = FEED.format("<id>{{ post.id | absolute_url }}</id>")


@pytest.mark.parametrize(
    ("head", "id"),
    [
        ("permalink: pretty.html", "my-trip"),
        ("permalink: /x/:title/", "x/my-trip"),
        ("permalink: /x/:title/\nslug: Größe", "x/Gr%C3%B6%C3%9Fe"),
        ("permalink: /x/:year", "x/my-trip"),
        ("permalink: /x/y/", "x/my-trip"),
        ("permalink: /", "my-trip"),
        ("title: x", "2024/02/03/my-trip"),
        ("slug: A b", "2024/02/03/A%20b"),
        ("slug: 'C#: 50%'", "2024/02/03/C#:%2050%25"),
        ("slug: /a/b", "2024/02/03/a/b"),
        ("slug:", "2024/02/03/my-trip"),
        ("permalink: /:slug.html\nslug: 'a: b'", "a:%20b"),
    ],
)
def test_the_id_is_jekyll_s_as_its_plugin_writes_it(post, head, id):
    (one,) = post(head, **{"_config.yml": PLUGIN}).posts
    assert (one.id, one.own_id) == (None, f"https://e.example/b/{id}")


@pytest.mark.parametrize(
    ("files", "id"),
    [
        pytest.param({}, "2024/02/03/%C3%BC", id="no feed: the plugin's, which Jekyll's own themes have"),
        pytest.param({"Gemfile": 'gem "jekyll-feed"', "atom.xml": BY_ADDRESS}, "2024/02/03/%C3%BC", id="the plugin"),
        pytest.param({"_config.yml": "theme: jekyll-theme-chirpy"}, None, id="a theme whose feed has addresses"),
        pytest.param({"atom.xml": BY_ADDRESS}, None, id="a template that has addresses"),
        pytest.param({"atom.xml": BY_ID}, "2024/02/03/ü", id="one that has ids"),
        pytest.param({"rss.xml": ABSOLUTE}, "2024/02/03/%C3%BC", id="one that makes addresses of them"),
        pytest.param({"_config.yml": PLUGIN, "feed.xml": BY_ADDRESS}, None, id="one in the place of the plugin's"),
        pytest.param({"_config.yml": "source: src", "src/feed.xml": BY_ADDRESS}, None, id="below the source"),
        pytest.param({"feed.xml": "<id>{{ page.url }}</id>"}, "2024/02/03/%C3%BC", id="a file that is no feed"),
    ],
)
def test_which_ids_a_site_has_is_seen_in_its_feed(post, files, id):
    (one,) = post("title: x", path="_posts/2024-02-03-ü.md", **files).posts
    assert one.own_id == (id and f"https://e.example/b/{id}")
