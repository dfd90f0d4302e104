"""What Hexo's posts mean, as far as its sites in tests/cases/generators do not show it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedtool.dates import Rules
from feedtool.loader import Site, Source, load
from feedtool.presets.hexo import named_by

VIENNA = Rules(zone=ZoneInfo("Europe/Vienna"))


@pytest.fixture
def post(tmp_path):
    def read(text, path="source/_posts/a.md", *, url="", settings="title: x"):
        for name, content in {path: text, "_config.yml": settings}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        source = Source(type="markdown", path=str(tmp_path / "source/_posts"), preset="hexo", url=url)
        return load([source], Site(url="https://e.example/b/", root=str(tmp_path), rules=VIENNA))

    return read


@pytest.mark.parametrize(
    ("date", "instant"),
    [
        pytest.param("2024-02-03 10:00:00", datetime(2024, 2, 3, 9, tzinfo=UTC), id="the site's zone"),
        pytest.param(
            "2024-02-03 10:00:00 +05:00",
            datetime(2024, 2, 3, 4, tzinfo=UTC),
            id="an offset is lost: 05:00 in UTC is 05:00 here",
        ),
        pytest.param("2024-02-03T10:00:00Z", datetime(2024, 2, 3, 9, tzinfo=UTC), id="so is Z"),
        pytest.param(
            '"2024-02-03T10:00:00+05:00"', datetime(2024, 2, 3, 5, tzinfo=UTC), id="in quotes JavaScript keeps it"
        ),
        pytest.param("01/05/2024", datetime(2024, 1, 4, 23, tzinfo=UTC), id="the month comes first"),
    ],
)
def test_a_date_means_what_it_means_to_hexo(post, date, instant):
    (one,) = post(f"---\ntitle: x\ndate: {date}\n---\nText.").posts
    assert one.published == instant


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("title: T\ndate: 2024-02-03\n---\nText.", id="no first line"),
        pytest.param("---\ntitle: T\ndate: 2024-02-03\n---\nText.", id="a fence"),
        pytest.param(';;;\n"title": "T",\n"date": "2024-02-03"\n;;;\nText.', id="JSON without braces"),
    ],
)
def test_metadata_stands_at_the_head_in_hexo_s_ways(post, text):
    (one,) = post(text).posts
    assert (one.title, one.published) == ("T", datetime(2024, 2, 2, 23, tzinfo=UTC))


@pytest.mark.parametrize(
    ("head", "rule", "path"),
    [
        ("title: A b", "", "2024/02/02/a/"),  # the day in UTC
        ("title: Grüße, Welt", "/{post_title}/", "gruse-welt/"),
        ("title: Мой день", "/{post_title}/", "%D0%BC%D0%BE%D0%B9-%D0%B4%D0%B5%D0%BD%D1%8C/"),
        ("title: がく Ｗｅｂ Łódź Øre", "/{post_title}/", "%E3%81%8C%E3%81%8F-web-lodz-ore/"),
        ("title: x\nabbrlink: 12\nno: true", "/{abbrlink}/{no}/", "12/true/"),
        ("title: x", "/{slug}/{local_day}/{day}/{layout}/", "a/03/02/post/"),
        ("title: x\ncategories: [A, B c]", "/{category}/{name}.html", "A/B-c/a.html"),
        ("title: x\ncategories: [[A], [B]]", "/{category}/", "B/"),
        ("title: x", "/{lang}/{category}/", "de/rest/"),
        ("title: x\nlang: fr", "/{lang}/{i_month}/", "fr/2/"),
        ("title: x\npermalink: old/x.html", "", "old/x.html"),
    ],
)
def test_an_address_is_the_site_s_rule(post, head, rule, path):
    settings = "default_category: rest\npermalink_defaults: {lang: de}"
    (one,) = post(f"---\n{head}\ndate: 2024-02-03\n---\nText.", url=rule, settings=settings).posts
    assert one.link == f"https://e.example/b/{path}"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("tags: a b, c", "tags", ("a b, c",)),
        ("categories: [[A, B], [A, C]]", "categories", ("A", "B", "C")),
        ("published: false", "draft", True),
        ("title: ", "title", ""),
    ],
)
def test_a_key_means_what_it_means_to_hexo(post, head, field, value):
    (one,) = post(f"---\n{head}\ndate: 2024-02-03\n---\nText.").posts
    assert getattr(one, field) == (tuple(str(word) for word in value) if isinstance(value, tuple) else value)


@pytest.mark.parametrize(
    ("settings", "head", "link"),
    [
        ("post_asset_folder: true", "permalink: old/x", "old/x/"),
        ("post_asset_folder: true", "permalink: old/x.html", "old/x.html"),
        ("pretty_urls: {trailing_html: false}", "permalink: old/x.html", "old/x"),
    ],
)
def test_an_address_of_its_own_is_as_the_site_wants_them(post, settings, head, link):
    (one,) = post(f"---\ntitle: x\ndate: 2024-02-03\n{head}\n---\nText.", settings=settings).posts
    assert one.link == f"https://e.example/b/{link}"


def test_a_word_that_a_post_does_not_say_is_a_problem(post):
    (problem,) = post("---\ntitle: x\ndate: 2024-02-03\n---\n", url="/{abbrlink}/").problems
    assert ":abbrlink" in str(problem)


@pytest.mark.parametrize(
    ("pattern", "stem", "said"),
    [
        (":title", "a/B c", {"title": "a/B c"}),
        (":lang/:title", "en/deep/x", {"lang": "en", "title": "deep/x"}),
        (":year-:i_month-:i_day-:title", "2024-2-3-x", {"year": "2024", "i_month": "2", "i_day": "3", "title": "x"}),
        (":year-:month-:day-:title", "sub/2024-02-03-A b", {"title": "sub-2024-02-03-A-b"}),
        (":year/:title", "My post_1", {"title": "My-post-1"}),
    ],
)
def test_a_whole_path_is_read_as_new_posts_are_named(pattern, stem, said):
    assert named_by(stem, pattern) == said


def test_a_title_is_set_as_the_site_wants(post):
    text = "---\ntitle: the rise of an iPhone app to go to\ndate: 2024-02-03\n---\n"
    (one,) = post(text, settings="titlecase: true").posts
    assert one.title == "The Rise of an iPhone App to Go To"
    (one,) = post(
        text.replace("title: the rise of an iPhone app to go to\n", ""), settings="use_slug_as_post_title: true"
    ).posts
    assert one.title == "a"


def test_the_name_s_date_counts_where_the_site_names_posts_so(post):
    (one,) = post(
        "---\ntitle: x\n---\n", "source/_posts/2024-02-03-b.md", settings='new_post_name: ":year-:month-:day-:title.md"'
    ).posts
    assert (one.published, one.link) == (datetime(2024, 2, 2, 23, tzinfo=UTC), "https://e.example/b/2024/02/02/b/")


@pytest.mark.parametrize("path", ["source/_posts/_a.md", "source/_posts/a/_b/c.md"])
def test_what_hexo_does_not_read_is_passed_over(post, path):
    loaded = post("---\ntitle: x\n---\n", path)
    assert (loaded.posts, loaded.problems, len(loaded.passed)) == ((), (), 1)
