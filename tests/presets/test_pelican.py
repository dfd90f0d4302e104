"""What Pelican's posts mean, as far as its sites in tests/cases/generators do not show it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedtool.dates import Rules
from feedtool.loader import Site, Source, load

ROME = Rules(zone=ZoneInfo("Europe/Rome"))


@pytest.fixture
def post(tmp_path):
    def read(head, path="content/trip.md", *, conf="SITENAME = 'x'", type="markdown", url=""):
        for name, text in {path: f"{head}\n\nText.", "pelicanconf.py": conf}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        source = Source(type=type, path=str(tmp_path / "content"), preset="pelican", url=url)
        return load([source], Site(url="https://e.example/b/", root=str(tmp_path), rules=ROME))

    return read


@pytest.mark.parametrize(("date", "instant"), [
    ("2024-02-03 10:00", datetime(2024, 2, 3, 9, tzinfo=UTC)),
    ("2024-02-03", datetime(2024, 2, 2, 23, tzinfo=UTC)),
    ("2024-02-03_10:00", datetime(2024, 2, 3, 9, tzinfo=UTC)),
    ("01/05/2024", datetime(2024, 1, 4, 23, tzinfo=UTC)),  # the month first
    ("13/05/2024", datetime(2024, 5, 12, 22, tzinfo=UTC)),
    ("2024-06-03 10:00 CET", datetime(2024, 6, 3, 8, tzinfo=UTC)),  # a name that dateutil drops: the site's clock
    ("2024-06-03 10:00 EST", datetime(2024, 6, 3, 8, tzinfo=UTC)),
    ("2024-06-03 6:05 PM", datetime(2024, 6, 3, 16, 5, tzinfo=UTC)),
    ("2024-06-03 10:00 GMT", datetime(2024, 6, 3, 10, tzinfo=UTC)),
    ("2024-06-03 10:00 UTC+2", datetime(2024, 6, 3, 12, tzinfo=UTC)),  # as POSIX has it
    ("2024-06-03 10:00 +0200", datetime(2024, 6, 3, 8, tzinfo=UTC)),
])  # fmt: skip
def test_a_date_means_what_it_means_to_pelican(post, date, instant):
    (one,) = post(f"Title: x\nDate: {date}").posts
    assert one.published == instant


@pytest.mark.parametrize("date", ["2024-07", "soon", "2024-02-30"])
def test_no_date_is_made_up(post, date):
    (problem,) = post(f"Title: x\nDate: {date}").problems
    assert (problem.code, problem.place.line) in {("D202", 2), ("D203", 2)}


@pytest.mark.parametrize(("head", "field", "value"), [
    ("Tags: a; b, c", "tags", ("a", "b, c")),
    ("Tags: a, b,, a", "tags", ("a", "b")),
    ("Tags: a\n    b", "tags", ("a",)),  # the first line alone
    ("Category: A, B", "categories", ("A, B",)),
    ("Category:", "categories", ("misc",)),
    ("Author: A, B", "authors", ("A, B",)),
    ("Authors: A, B", "authors", ("A", "B")),
    ("Authors: Last, First; Other", "authors", ("Last, First", "Other")),
    ("Author: A\nAuthors: B, A", "authors", ("A", "B")),
    ("Summary: *a* [b](c)\n    d", "summary", "a b d"),
    ("Modified: 2024-02-05", "updated", datetime(2024, 2, 4, 23, tzinfo=UTC)),
    ("Lang: de", "language", "de"),
])  # fmt: skip
def test_a_key_means_what_it_means_to_pelican(post, head, field, value):
    (one,) = post(f"Title: x\nDate: 2024-02-03\n{head}").posts
    said = getattr(one, field)
    assert (tuple(person.name for person in said) if field == "authors" else said) == value


@pytest.mark.parametrize(("title", "shown", "path"), [
    ("A <em>b</em> &amp; c", "A b & c", "a-b-c.html"),
    ('*stars* "quotes"', '*stars* "quotes"', "stars-quotes.html"),
    ("C++ und C# v1.2 foo_bar", "C++ und C# v1.2 foo_bar", "c-und-c-v12-foo_bar.html"),
    ("Größe — Übermaß", "Größe — Übermaß", "grosse-ubermass.html"),
])  # fmt: skip
def test_a_title_makes_the_address(post, title, shown, path):
    (one,) = post(f"Title: {title}\nDate: 2024-02-03").posts
    assert (one.title, one.link) == (shown, f"https://e.example/b/{path}")


def test_a_script_that_only_a_dictionary_writes_in_ascii_wants_it_or_a_slug(post, monkeypatch):
    (one,) = post("Title: 日本\nDate: 2024-02-03").posts
    assert one.link == "https://e.example/b/ri-ben.html"
    monkeypatch.setitem(sys.modules, "text_unidecode", None)  # the extra is not installed
    (problem,) = post("Title: 日本\nDate: 2024-02-03").problems
    assert (problem.code, "feedtool[slugs]" in problem.remedy) == ("M206", True)
    (one,) = post("Title: 日本\nDate: 2024-02-03\nSlug: nihon").posts
    assert one.link == "https://e.example/b/nihon.html"
    (one,) = post("Title: 日本\nDate: 2024-02-03", conf="SLUGIFY_USE_UNICODE = True").posts
    assert one.link == "https://e.example/b/%E6%97%A5%E6%9C%AC.html"


@pytest.mark.parametrize(("head", "url", "path"), [
    ("", "/{year}/{category}/{slug}/", "2024/news/x/"),
    ("Url: old/a b.html", "/{slug}/", "old/a%20b.html"),
    ("Url: /old/a.html", "/{slug}/", "old/a.html"),  # below the site, where the page lies
    ("Lang: de", "/{slug}/", "x-de.html"),
    ("Slug: A b/C", "/{slug}/", "A%20b/C/"),
])  # fmt: skip
def test_where_a_post_lives(post, head, url, path):
    conf = "ARTICLE_URL = '{category}/{slug}/'"
    loaded = post(f"Title: x\nDate: 2024-02-03\nCategory: News\n{head}".rstrip(), conf=conf, url=url)
    assert [one.link for one in loaded.posts] == [f"https://e.example/b/{path}"]


@pytest.mark.parametrize(("head", "path", "conf", "why"), [
    ("Date: 2024-02-03", "content/a.md", "", "without a title"),
    ("\nTitle: x\nDate: 2024-02-03", "content/a.md", "", "without a title"),  # a blank line hides the head
    ("Title: x", "content/pages/about.md", "", "a page"),
    ("Title: x\nStatus: odd", "content/a.md", "", "status"),
    ("Title: x", "content/wip/a.md", "ARTICLE_EXCLUDES = ['wip']", "a page"),
])  # fmt: skip
def test_what_is_no_post(post, head, path, conf, why):
    loaded = post(head, path, conf=conf)
    assert loaded.posts == ()
    assert [why in passed.why for passed in loaded.passed] == [True]


@pytest.mark.parametrize(("status", "draft"), [("draft", True), ("Hidden", True), ("skip", True), ("published", False)])
def test_a_status_keeps_a_post_out(post, status, draft):
    (one,) = post(f"Title: x\nDate: 2024-02-03\nStatus: {status}\nDraft: true").posts
    assert one.draft is draft


def test_the_last_word_is_the_file_s(post):
    conf = (
        "DEFAULT_METADATA = {'tags': 'far', 'author': 'Far'}\nEXTRA_PATH_METADATA = {'a': {'tags': 'near'}}\n"
        "PATH_METADATA = r'(?P<series>[^/]+)/.*'\nUSE_FOLDER_AS_CATEGORY = True\nDEFAULT_DATE = (2020, 1, 2)"
    )
    (one,) = post("Title: x", "content/a/b.md", conf=conf).posts
    assert (one.tags, one.categories, one.published) == (("near",), ("a",), datetime(2020, 1, 1, 23, tzinfo=UTC))
    assert one.origins["categories"].rule == "file name"
    (one,) = post("Title: x\nTags: own\nDate: 2024-02-03\nCategory: c", "content/a/b.md", conf=conf).posts
    assert (one.tags, one.categories, one.published.year) == (("own",), ("c",), 2024)


@pytest.mark.parametrize(
    "conf",
    [
        "FILENAME_METADATA = '('",
        "SLUG_REGEX_SUBSTITUTIONS = [1, ('(', '')]",
        "PAGE_PATHS = 1",
        "not python",
        "DEFAULT_DATE = (1,)",
        "EXTRA_PATH_METADATA = [1]",
    ],
)
def test_odd_settings_are_as_if_they_were_not_there(post, conf):
    assert [one.title for one in post("Title: x\nDate: 2024-02-03", conf=conf).posts] == ["x"]


@pytest.mark.parametrize(("title", "shown", "path"), [
    ("HTML &lt;post&gt; title", "HTML <post> title", "html-post-title"),
    ("A &amp; B", "A & B", "a-b"),
])  # fmt: skip
@pytest.mark.parametrize(
    "head", ["Title: {}\nDate: 2024-02-03", "<title>{}</title><meta name='date' content='2024-02-03'>"]
)
def test_a_title_is_html_and_its_slug_is_made_of_what_it_shows(post, head, title, shown, path):
    (one,) = post(head.format(title), "content/trip.html" if head[0] == "<" else "content/trip.md").posts
    assert (one.title, one.link) == (shown, f"https://e.example/b/{path}.html")


@pytest.mark.parametrize(("path", "conf"), [
    ("content/README.md", "IGNORE_FILES = ['README.*']"),
    ("content/old/trip.md", "IGNORE_FILES = ['.*', 'old']"),
    ("content/trip.md", "READERS = {'md': None, 'html': None}"),
])  # fmt: skip
def test_files_that_pelican_does_not_read(post, path, conf):
    assert post("Title: x\nDate: 2024-02-03", path, conf=f"SITENAME = 'x'\n{conf}").posts == ()


@pytest.mark.parametrize(("title", "conf", "shown"), [
    ("It's \"a\" -- b...", "TYPOGRIFY = True", "It’s “a” — b…"),
    ("a -- b", "TYPOGRIFY = True\nTYPOGRIFY_DASHES = 'oldschool'", "a – b"),
    ("It's", "TYPOGRIFY = False", "It's"),
])  # fmt: skip
def test_titles_as_printers_set_them(post, title, conf, shown):
    (one,) = post(f"Title: {title}\nDate: 2024-02-03", conf=f"SITENAME = 'x'\n{conf}").posts
    assert one.title == shown


def test_the_plugin_that_reads_metadata_as_yaml(post):
    head = '---\ntitle: "A: b"\ndate: 2024-02-03T10:00:00+01:00\ntags:\n- x\n- y\nauthors: [C, D]\n---'
    (one,) = post(head, conf="SITENAME = 'x'\nPLUGINS = ['pelican.plugins.yaml_metadata']").posts
    assert (one.title, one.tags, [person.name for person in one.authors]) == ("A: b", ("x", "y"), ["C", "D"])
    assert one.published == datetime(2024, 2, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(("head", "conf", "id"), [
    ("Date: 2024-02-03", "", "tag:e.example,2024-02-03:/b/x.html"),
    ("Date: 2024-02-03 23:30 -0800", "", "tag:e.example,2024-02-03:/b/x.html"),  # the day as it is written
    ("Date: 2024-02-03\nModified: 2024-02-05", "", "tag:e.example,2024-02-03:/b/x.html"),
    ("Date: 2024-02-03\nUrl: all/#x", "", "tag:e.example,2024-02-03:/b/all//x"),
    ("Date: 2024-02-03\nUrl: /old/x.html", "", "tag:e.example,2024-02-03:/old/x.html"),  # its link loses the path
    ("Date: 2024-02-03\nLang: de", "ARTICLE_LANG_URL = '/{lang}/{slug}'", "tag:e.example,2024-02-03:/de/x"),
    ("Date: 2024-02-03\nSlug: Größe_日", "", "tag:e.example,2024-02-03:/b/Größe_日.html"),
    ("Date: 2024-02-03\nSlug: C# & 50%;x", "", "tag:e.example,2024-02-03:/b/C/%20&%2050%25;x.html"),
    ("Date: 2024-02-03\nSlug: a;b?c", "", "tag:e.example,2024-02-03:/b/a"),
    ("Date: 2024-02-03\nStatus: draft", "", "tag:e.example,2024-02-03:/b/x.html"),
    ("Status: draft", "", "tag:e.example:/b/x.html"),
])  # fmt: skip
def test_the_id_is_the_tag_of_pelican_s_own_feed(post, head, conf, id):
    (one,) = post(f"Title: x\n{head}", conf=f"SITENAME = 'x'\n{conf}").posts
    assert (one.id, one.own_id) == (None, id)
