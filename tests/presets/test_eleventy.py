"""What Eleventy's posts mean, as far as its sites in tests/cases/generators do not show it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedtool.dates import Rules
from feedtool.loader import Bodies, Site, Source, load
from feedtool.presets.eleventy_data import merged

VIENNA = Rules(zone=ZoneInfo("Europe/Vienna"))
CONFIG = 'export const config = { dir: { input: "src" } };'
HEAD = "---\ntitle: T\ndate: 2024-02-03\n---\n"


@pytest.fixture
def load_site(tmp_path):
    def read(files, *, path="src/blog"):
        for name, text in {"eleventy.config.js": CONFIG, **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        source = Source(type="markdown", path=str(tmp_path / path), preset="eleventy")
        return load([source], Site(url="https://e.example/b/", root=str(tmp_path), rules=VIENNA))

    return read


@pytest.mark.parametrize(
    ("path", "date", "instant"),
    [
        pytest.param("a.md", "2024-02-03", datetime(2024, 2, 3, tzinfo=UTC), id="a day is UTC's, not the site's"),
        pytest.param("a.md", "2024-02-03 10:00:00", datetime(2024, 2, 3, 10, tzinfo=UTC), id="so is a time"),
        pytest.param("a.md", '"2024-02-03T10:00"', datetime(2024, 2, 3, 10, tzinfo=UTC), id="in quotes as well"),
        pytest.param("a.md", "2024-02-03T10:00:00+05:00", datetime(2024, 2, 3, 5, tzinfo=UTC), id="an offset counts"),
        pytest.param("2020-01-01-a.md", "2024-02-03", datetime(2024, 2, 3, tzinfo=UTC), id="before the name's"),
        pytest.param("2020-01-02-a.md", "", datetime(2020, 1, 2, tzinfo=UTC), id="the name's"),
        pytest.param("2019-03-04/2020-01-02-a.md", "", datetime(2019, 3, 4, tzinfo=UTC), id="the first in the path"),
        pytest.param("a-2020-01-02.md", "", datetime(2020, 1, 2, tzinfo=UTC), id="wherever it stands"),
    ],
)
def test_a_date_means_what_it_means_to_eleventy(load_site, path, date, instant):
    (one,) = load_site({f"src/blog/{path}": f"---\ntitle: T\ndate: {date}\n---\n"}).posts
    assert one.published == instant


def test_a_post_without_any_date_is_a_problem(load_site):
    loaded = load_site({"src/blog/a.md": "---\ntitle: T\n---\n"})
    assert [problem.code for problem in loaded.problems] == ["D201"]


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("blog/a.md", "blog/a/"),
        ("blog/A b.md", "blog/A%20b/"),
        ("blog/2024-02-03-a.md", "blog/2024-02-03-a/"),
        ("blog/a/index.md", "blog/a/"),
        ("blog/a/a.md", "blog/a/"),
        ("blog/a/b/b.njk", "blog/a/b/"),
        ("blog/a.en.md", "blog/a.en/"),
        ("blog/_a.md", "blog/_a/"),
    ],
)
def test_a_page_lives_where_its_file_lies_below_the_input_folder(load_site, path, link):
    (one,) = load_site({f"src/{path}": HEAD}).posts
    assert one.link == f"https://e.example/b/{link}"


@pytest.mark.parametrize(
    ("permalink", "link"),
    [
        ("/x/", "x/"),
        ("x.html", "x.html"),
        ("/x/index.html", "x/"),
        ("/{{ page.fileSlug }}/", "a/"),
        ("{{ page.filePathStem }}.html", "blog/a.html"),
        ("/{{ page.date | date: '%Y/%m' }}/{{ title | slugify }}/", "2024/02/t/"),
        ("/{{ nothing }}/", ""),
        ("/Ä b?c#d/", "%C3%84%20b%3Fc%23d/"),
    ],
)
def test_a_permalink_is_a_template(load_site, permalink, link):
    text = f"---\ntitle: T\ndate: 2024-02-03\npermalink: {permalink!r}\n---\n"
    (one,) = load_site({"src/blog/2024-02-01-a.md": text}).posts
    assert one.link == f"https://e.example/b/{link}"


@pytest.mark.parametrize("permalink", ["'{% if x %}a{% endif %}/'", "'/{{ title | mine }}/'", "[a]", "{build: x}"])
def test_a_permalink_that_only_a_run_would_tell_is_a_problem(load_site, permalink):
    loaded = load_site({"src/blog/a.md": f"---\ntitle: T\ndate: 2024-02-03\npermalink: {permalink}\n---\n"})
    assert [problem.code for problem in loaded.problems] == ["M206"]


@pytest.mark.parametrize(
    ("under", "over", "both"),
    [
        pytest.param({"a": 1}, {"a": 2}, {"a": 2}, id="a value is replaced"),
        pytest.param({"a": [1]}, {"a": [2]}, {"a": [1, 2]}, id="lists add up"),
        pytest.param({"a": {"x": 1}}, {"a": {"y": 2}}, {"a": {"x": 1, "y": 2}}, id="tables go into each other"),
        pytest.param({"a": {"x": 1}}, {"a": 2}, {"a": {"x": 1}}, id="a table stays"),
        pytest.param({"a": [1]}, {"override:a": [2]}, {"a": [2]}, id="override: replaces"),
        pytest.param({"a": {"x": [1]}}, {"a": {"override:x": [2]}}, {"a": {"x": [2]}}, id="further down too"),
        pytest.param({}, {"override:a": [2]}, {"a": [2]}, id="even what is not there"),
    ],
)
def test_data_are_merged_as_eleventy_does(under, over, both):
    assert merged(under, over) == both


@pytest.mark.parametrize(
    ("files", "author"),
    [
        pytest.param({"src/src.json": '{"author": "Top"}'}, "Top", id="the input folder's own file"),
        pytest.param({"src/blog/blog.json": '{"author": "Ada"}'}, "Ada", id="a folder's"),
        pytest.param(
            {"src/src.json": '{"author": "Top"}', "src/blog/blog.json": '{"author": "Ada"}'}, "Ada", id="the nearer one"
        ),
        pytest.param(
            {"src/blog/blog.json": '{"author": "Ada"}', "src/blog/blog.11tydata.js": "export default {author: 'Eve'}"},
            "Eve", id="code before JSON",
        ),
        pytest.param({"src/blog/blog.11tydata.cjs": "module.exports = () => ({ author: 'Eve' })"}, None, id="a function"),
        pytest.param(
            {"src/blog/blog.11tydata.js": "export default function () { return { author: 'Eve' }; }"}, "Eve",
            id="what it returns",
        ),
        pytest.param({"src/blog/a.json": '{"author": "Own"}', "src/blog/blog.json": '{"author": "Ada"}'}, "Own", id="its own"),
        pytest.param({"src/_includes/l.njk": "---\nauthor: Lay\n---\n", "src/blog/blog.json": '{"layout": "l"}'}, "Lay", id="a layout's"),
        pytest.param(
            {"src/_includes/l.njk": "---\nauthor: Lay\n---\n", "src/blog/blog.json": '{"layout": "l", "author": "Ada"}'},
            "Ada", id="a folder before a layout",
        ),
        pytest.param({"src/_data/eleventyComputed.js": "export default { author: (data) => data.title }"}, "T", id="computed"),
        pytest.param(
            {"src/_data/eleventyComputed.js": "export default { author: (data) => who(data) }",
             "src/blog/blog.json": '{"author": "Ada"}'}, "Ada", id="what cannot be computed leaves it",
        ),
    ],
)  # fmt: skip
def test_what_stands_around_a_post_counts(load_site, files, author):
    (one,) = load_site({**files, "src/blog/a.md": HEAD}).posts
    assert [person.name for person in one.authors] == ([author] if author else [])


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        pytest.param("tags: [a, B c]", ("a", "B c"), id="a list"),
        pytest.param("tags: a, b c", ("a", "b c"), id="a text is split at commas only"),
        pytest.param("tags: [posts, all, a]", ("a",), id="names of lists are none"),
        pytest.param("tags: [blog, blogs, a]", ("blogs", "a"), id="nor is the folder's"),
        pytest.param("tags:", (), id="empty"),
        pytest.param("tags: 2024", ("2024",), id="a number"),
    ],
)
def test_tags(load_site, head, tags):
    (one,) = load_site({"src/blog/a.md": f"---\ntitle: T\ndate: 2024-02-03\n{head}\n---\n"}).posts
    assert one.tags == tags


@pytest.mark.parametrize("head", ["eleventyExcludeFromCollections: true", "permalink: false"])
def test_a_page_that_is_in_no_list_or_nowhere_is_passed_over(load_site, head):
    loaded = load_site({"src/blog/a.md": f"---\ntitle: T\ndate: 2024-02-03\n{head}\n---\n"})
    assert (loaded.posts, loaded.problems, len(loaded.passed)) == ((), (), 1)


@pytest.mark.parametrize(
    "config",
    ["", "export default [];", "module.exports = 7", "export default `x`", "export default { dir: [] }", "export default { dir: { input: 3 } }",
     "const config = 1", "{", "export default { dir: { input: process.env.X } }"],
)  # fmt: skip
def test_a_configuration_that_cannot_be_read_says_nothing(load_site, config):
    (one,) = load_site({"eleventy.config.js": config, "blog/a.md": HEAD}, path="blog").posts
    assert one.link == "https://e.example/b/blog/a/"


@pytest.mark.parametrize("data", ["[]", "7", '{"tags": {"a": 1}}', '{"eleventyComputed": []}', '{"layout": ["x"]}'])
def test_odd_data_are_no_traceback(load_site, data):
    loaded = load_site({"src/blog/blog.json": data, "src/blog/a.md": HEAD})
    assert [post.title for post in loaded.posts] == ["T"]


def test_the_site_s_own_reading_of_dates_is_asked_for_its_zone(load_site):
    config = 'export default (c) => { c.addDateParsing((v) => DateTime.fromISO(v, { zone: "Asia/Tokyo" })); }'
    files = {"eleventy.config.js": config, "blog/a.md": '---\ndate: "2024-02-03 10:00"\n---\n', "blog/b.md": HEAD}
    loaded = load_site(files, path="blog")
    assert [post.published for post in loaded.posts] == [
        datetime(2024, 2, 3, 1, tzinfo=UTC), datetime(2024, 2, 3, tzinfo=UTC)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        pytest.param("`{% raw %}{{ x }}{% endraw %}`", "`{{ x }}`", id="what raw frees is run by no second language"),
        pytest.param("A {{ title }}.", "A T.", id="the post's own words"),
    ],
)
def test_templates_in_a_body_are_run_once(tmp_path, body, shown):
    file = tmp_path / "blog/2024-02-03-x.md"
    file.parent.mkdir()
    file.write_text(f"---\ntitle: T\n---\n{body}")
    source, site = (
        Source(type="markdown", path=str(tmp_path), preset="eleventy"),
        Site(url="https://e.example/", root=str(tmp_path)),
    )
    loaded = load([source], site)
    (one,) = loaded.posts
    text = Bodies([one], [source], site).read(one)
    assert (text.text, text.warnings) == (shown, ())


def test_a_filter_of_the_configuration_makes_addresses(load_site):
    ymd = "(d) => DateTime.fromJSDate(d, { zone: 'utc' }).toFormat('yyyy/LL')"
    config = f"{CONFIG}\nexport default (c) => {{ c.addFilter('ymd', {ymd}); }}"
    head = "---\ntitle: It's\ndate: 2024-02-03\npermalink: /{{ page.date | ymd }}/{{ title | slugify }}/\n---\n"
    package = '{"devDependencies": {"@11ty/eleventy": "^2.0.1"}}'
    (one,) = load_site({"eleventy.config.js": config, "package.json": package, "src/blog/a.md": head}).posts
    assert one.link == "https://e.example/b/2024/02/it-s/"


def test_a_date_of_git_is_none_of_the_metadata(load_site):
    (problem,) = load_site({"src/blog/a.md": "---\ndate: git Created\n---\n"}).problems
    assert problem.code == "D201"
