"""What Hugo's posts mean, as far as its sites in tests/cases/generators do not show it. The expectations about addresses
and dates are what Hugo 0.168 made of the same files.
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedtool.dates import Rules
from feedtool.loader import Site, Source, load

TOKYO = Rules(zone=ZoneInfo("Asia/Tokyo"))
DATED = "date: 2021-03-04T05:06:07Z"


@pytest.fixture
def loaded(tmp_path):
    def read(files, *, path="content", url=""):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(f"---\n{text}\n---\nText." if name.endswith(".md") else text, encoding="utf-8")
        source = Source(type="markdown", path=str(tmp_path / path), preset="hugo", url=url)
        return load([source], Site(url="https://e.example/b/", root=str(tmp_path), rules=TOKYO))

    return read


@pytest.fixture
def post(loaded):
    def read(head, path="content/posts/my-post.md", *, site="", url="", **files):
        found = loaded({path: head, "hugo.yaml": site or "title: T", **files}, url=url)
        assert found.problems == ()
        (one,) = found.posts
        return one

    return read


def day(*parts):
    return datetime(*parts, tzinfo=UTC)


# -- metadata --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        pytest.param("DATE: 2021-01-02", "published", day(2021, 1, 1, 15), id="keys of any case"),
        pytest.param("date: 2021-01-02\npublishDate: 2021-02-02", "published", day(2021, 2, 1, 15), id="publishDate"),
        pytest.param("pubdate: 2021-01-02\ndate: 2020-01-01", "published", day(2021, 1, 1, 15), id="its old name"),
        pytest.param("published: 2021-01-02\ndate: 2020-01-01", "published", day(2021, 1, 1, 15), id="and another"),
        pytest.param("lastmod: 2021-01-02", "published", day(2021, 1, 1, 15), id="a change is better than no date"),
        pytest.param("date: Thu, 02 Jan 2020 10:00:00 EST", "published", day(2020, 1, 2, 1), id="no names of zones"),
        pytest.param("date: Thu Jan  2 10:00:00 CET 2020", "published", day(2020, 1, 2, 1), id="nor in the middle"),
        pytest.param("date: 02 Jan 20 10:00 UTC", "published", day(2020, 1, 2, 1), id="not even UTC"),
        pytest.param("date: 02 Jan 20 10:00 +0500", "published", day(2020, 1, 2, 5), id="but offsets"),
        pytest.param("date: 2021-01-02\nmodified: 2021-02-02", "updated", day(2021, 2, 1, 15), id="modified"),
        pytest.param("date: 2021-01-02\nunpublishdate: 2099-01-02", "expires", day(2099, 1, 1, 15), id="expiry"),
        pytest.param("date: 2021-01-02\npublished: false", "draft", True, id="published may be a flag"),
        pytest.param("date: 2021-01-02\nheadless: true", "draft", True, id="headless"),
        pytest.param("date: 2021-01-02\nhidden: true", "draft", False, id="hidden is a word of themes"),
        pytest.param("date: 2021-01-02\ntags: a, b", "tags", ("a, b",), id="a text is one tag"),
        pytest.param("date: 2021-01-02\nparams: {tags: [x]}", "tags", ("x",), id="terms below params"),
        pytest.param("date: 2021-01-02\nkeywords: [x]", "tags", (), id="keywords are no tags"),
        pytest.param("date: 2021-01-02\nparams: {draft: true}", "draft", False, id="draft below params is a theme's"),
        pytest.param("date: 2021-01-02\nguid: x", "id", None, id="no id"),
    ],
)
def test_a_key_means_what_it_means_to_hugo(post, head, field, value):
    assert getattr(post(f"title: x\n{head}"), field) == value


@pytest.mark.parametrize(
    ("site", "words"),
    [
        ("title: T", "smart-definitions"),
        ("enableEmoji: true", "smart-definitions-emoji"),
        ("markup: {goldmark: {extensions: {typographer: false}}}", "definitions"),
        ("markup: {goldmark: {extensions: {typographer: {disable: true}, definitionList: false}}}", ""),
        ("markup: {goldmark: {extensions: {typographer: {leftSingleQuote: x}}}}", "smart-definitions"),
    ],
)
def test_a_site_s_markdown_has_what_hugo_reads_there(post, site, words):
    assert post(DATED, site=site).body.type == "text/markdown" + f"; with={words}" * bool(words)


def test_html_with_front_matter_is_a_post_and_without_it_a_file(loaded):
    html = "---\ntitle: T\ndate: 2021-03-04\n---\n<p>a {{< x.inline >}}{{ now }}{{< /x.inline >}}<b>b</b></p>\n\n    <p>c</p>"
    found = loaded({"hugo.yaml": "title: T", "content/posts/a.html": html, "content/posts/b.html": "<p>no</p>"})
    (one,) = found.posts
    assert (one.title, one.link) == ("T", "https://e.example/b/posts/a/")
    assert one.body.type == "text/html"


@pytest.mark.parametrize(
    ("taxonomies", "tags", "categories"),
    [
        pytest.param("{tag: schlagworte}", ("s",), ("c",), id="another name for tags"),
        pytest.param("{category: rubriken, tag: tags}", ("t",), ("r",), id="another name for categories"),
        pytest.param(
            "{tag: tags, reihe: reihen, author: authors}", ("t", "one"), ("c",), id="others are tags, but people"
        ),
    ],
)
def test_terms_are_found_under_the_site_s_names(post, taxonomies, tags, categories):
    head = (
        f"title: x\n{DATED}\ntags: [t]\nschlagworte: [s]\ncategories: [c]\nrubriken: [r]\nreihen: one\nauthors: [Ann]"
    )
    one = post(head, site=f"taxonomies: {taxonomies}")
    assert (one.tags, one.categories) == (tags, categories)
    assert [person.name for person in one.authors] == ["Ann"]


@pytest.mark.parametrize(
    ("file", "text", "name"),
    [
        ("data/authors/ann.json", '{"name": "Ann Example", "social": [{"x": "y"}]}', "Ann Example"),
        ("data/authors.toml", '[ann]\nname = "Ann Example"', "Ann Example"),
        ("content/authors/ann/_index.md", "title: Ann Example", "Ann Example"),
        ("data/authors/bob.json", '{"name": "Bob"}', "ann"),
    ],
)
def test_an_author_s_key_is_a_person_where_the_site_knows_one(post, file, text, name):
    one = post(f"title: x\n{DATED}\nauthors: [ann]", **{file: text})
    assert [person.name for person in one.authors] == [name]


# -- cascades --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "author"),
    [
        pytest.param("author: Own", "Own", id="the page's own wins"),
        pytest.param("params: {author: Own}", "Own", id="below params as well"),
        pytest.param("", "Near", id="then the nearest folder"),
    ],
)
def test_the_nearest_cascade_wins(post, head, author):
    one = post(
        f"title: x\n{DATED}\n{head}", "content/posts/deep/x.md", site="cascade: {params: {author: Site}}",
        **{"content/_index.md": "cascade: {params: {author: Far}}",
           "content/posts/_index.md": "Cascade:\n  Params: {author: Near}"},
    )  # fmt: skip
    assert [person.name for person in one.authors] == [author]


@pytest.mark.parametrize(
    ("target", "is_meant"),
    [
        ("{path: '/posts/**'}", True),
        ("{path: '{/x/**,/posts/**}'}", True),
        ("{path: /posts/my-post}", True),
        ("{path: '/posts/*/**'}", False),
        ("{path: /notes/**}", False),
        ("{kind: page}", True),
        ("{kind: section}", False),
        ("{kind: '{page,section}', lang: en}", True),
        ("{lang: de}", False),
        ("{environment: production}", True),
        ("{environment: development}", False),
    ],
)
@pytest.mark.parametrize("word", ["target", "_target"])
def test_a_cascade_reaches_whom_it_names(post, word, target, is_meant):
    one = post(f"title: x\n{DATED}", site=f"cascade:\n  - {word}: {target}\n    tags: [more]")
    assert one.tags == (("more",) if is_meant else ())


def test_of_one_list_of_cascades_the_first_wins_and_the_rest_adds(post):
    one = post(f"title: x\n{DATED}", site="cascade:\n  - tags: [a]\n  - tags: [b]\n    categories: [c]")
    assert (one.tags, one.categories) == (("a",), ("c",))


# -- dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lists", "name", "head", "published", "link"),
    [
        pytest.param("{date: [':filename', ':default']}", "2021-05-06_a b", "title: T", day(2021, 5, 5, 15), "2021/a-b",
                     id="the name's day, and its rest as slug"),
        pytest.param("{date: [':filename', ':default']}", "2021-05-06T10-00-00-c", "title: T\ndate: 2020-01-01",
                     day(2019, 12, 31, 15), "2021/c", id="the name moves the address, the key the publication"),
        pytest.param("{date: [':filename']}", "2021-05-06T10-00-00-c", "title: T", day(2021, 5, 6, 1), "2021/c",
                     id="a time in the name"),
        pytest.param("{date: [':filename']}", "2021-05-06-c/index", "title: T", day(2021, 5, 5, 15), "2021/c",
                     id="a bundle's folder has the name"),
        pytest.param("{date: [':default', ':filename']}", "2021-05-06-c", "title: T\ndate: 2020-02-01",
                     day(2020, 1, 31, 15), "2020/t", id="a name that is not asked gives no slug"),
        pytest.param("{date: [':filename']}", "2021-05-06-c", "title: T\nslug: own", day(2021, 5, 5, 15), "2021/own",
                     id="the slug's own key wins"),
        pytest.param("{publishDate: myDate}", "x", "title: T\ndate: 2020-02-01\nmydate: 2019-09-09",
                     day(2019, 9, 8, 15), "2020/t", id="a key of the site's own"),
        pytest.param("{lastmod: [':git', ':fileModTime', ':default']}", "x", "title: T\ndate: 2020-02-01",
                     day(2020, 1, 31, 15), "2020/t", id="git and the disk are passed over"),
        pytest.param("{}", "2021-05-06-c", "title: T\ndate: 2020-02-01", day(2020, 1, 31, 15), "2020/t",
                     id="a date in the name means nothing of itself"),
    ],
)  # fmt: skip
def test_dates_come_from_where_the_site_says(post, lists, name, head, published, link):
    one = post(head, f"content/posts/{name}.md", site=f"frontmatter: {lists}", url="/{year}/{slug}/")
    assert (one.published, one.link) == (published, f"https://e.example/b/{link}/")


def test_a_page_without_a_date_is_a_problem_only_where_posts_are(loaded):
    found = loaded({
        "hugo.yaml": "params: {mainSections: [posts]}", "content/posts/a.md": "title: a",
        "content/docs/b.md": "title: b", "content/about.md": "title: c", "content/docs/d.md": f"title: d\n{DATED}",
    })  # fmt: skip
    assert [problem.code for problem in found.problems] == ["D201"]
    assert [passed.file for passed in found.passed] == ["content/about.md", "content/docs/b.md"]
    assert [one.file for one in found.posts] == ["content/docs/d.md"]


# -- pages -----------------------------------------------------------------------------------------------------------


def test_what_is_no_page_of_its_own_is_passed_over(loaded):
    page = f"title: x\n{DATED}"
    found = loaded({
        "hugo.yaml": "title: T", "content/_index.md": "title: home", "content/posts/_index.md": "title: posts",
        "content/posts/b/index.md": page, "content/posts/b/other.md": page, "content/posts/b/sub/more.md": page,
        "content/posts/never.md": f"{page}\nbuild: {{list: never}}", "content/posts/old.md": f"{page}\n_build: {{render: false}}",
        "content/posts/local.md": f"{page}\nbuild: {{list: local}}", "content/posts/link.md": f"{page}\nbuild: {{render: link}}",
    })  # fmt: skip
    assert found.problems == ()
    assert [one.link.removeprefix("https://e.example/b/") for one in found.posts] == ["posts/b/", "posts/link/"]


@pytest.mark.parametrize(
    ("site", "path", "language", "link"),
    [
        pytest.param("languages: {en: {}, de: {locale: de-AT}}", "posts/x.md", None, "posts/x", id="the main one"),
        pytest.param("languages: {en: {}, de: {locale: de-AT}}", "posts/x.de.md", "de-AT", "de/posts/x", id="a suffix"),
        pytest.param("languages: {en: {}, DE: {}}", "posts/b/index.de.md", "de", "de/posts/b", id="of a bundle"),
        pytest.param("languages: {en: {}}", "posts/x.fr.md", None, "posts/x.fr", id="a language that is not set up"),
        pytest.param("defaultContentLanguage: fr", "posts/x.fr.md", None, "posts/x", id="the suffix of the only one"),
        pytest.param("defaultContentLanguageInSubdir: true", "posts/x.md", None, "en/posts/x", id="a folder for it"),
        pytest.param("languages: {en: {contentDir: content/en}, de: {contentDir: content/de}}", "de/posts/x.md", "de",
                     "de/posts/x", id="a folder of its own"),
        pytest.param("languages: {en: {baseURL: 'https://e.example/b/'}, de: {baseURL: 'https://d.example/'}}",
                     "posts/x.md", None, "posts/x", id="hosts of their own"),
    ],
)  # fmt: skip
def test_a_language_is_seen_in_the_name_or_the_folder(post, site, path, language, link):
    one = post(f"title: x\n{DATED}", f"content/{path}", site=site)
    assert (one.language, one.link) == (language, f"https://e.example/b/{link}/")


# -- addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "head", "link"),
    [
        ("posts/A & B?  C#, v1.2.md", "title: x", "posts/a--b--c%23-v1.2"),
        ("posts/100% & +x@y~z.md", "title: x", "posts/100--+x@y~z"),
        ("posts/deep/er/UPPER_case.v2.md", "title: x", "posts/deep/er/upper_case.v2"),
        ("posts/日本 語.md", "title: x", "posts/%E6%97%A5%E6%9C%AC-%E8%AA%9E"),
        ("posts/x.md", "slug: 'A/b C_d  é & X'", "posts/a/b-c_d-%C3%A9-x"),
        ("posts/x.md", "slug: v1.2 (x) - y", "posts/v1.2-x-y"),
        ("posts/x.md", "slug: /lead/", "posts/lead"),
        ("posts/x.md", "slug: C++ +x", "posts/c++-+x"),
        ("posts/x.md", "slug: -cut-off-", "posts/cut-off"),
        ("posts/x.md", "slug: İstanbul Iı", "posts/istanbul-i%C4%B1"),
        ("posts/ΟΔΟΣ.md", "title: T", "posts/%CE%BF%CE%B4%CE%BF%CF%83"),
        ("posts/x.md", "params: {slug: theme}", "posts/x"),
        ("posts/x.md", "url: foo", "foo"),
        ("posts/x.md", "url: a b/Ä/", "a%20b/%C3%84"),
        ("posts/x.md", "url: /tok/:year/:slug/\nslug: S", "tok/2021/s"),
        ("posts/x.md", "url: /j/index.html", "j"),
    ],
)
def test_a_post_lives_where_hugo_has_it(post, path, head, link):
    assert post(f"{DATED}\n{head}", f"content/{path}").link == f"https://e.example/b/{link}/"


@pytest.mark.parametrize("url", ["/x/y.z/w", "/abs/Path.html"])
def test_an_address_with_a_dot_is_a_file(post, url):
    assert post(f"{DATED}\nurl: {url}").link == f"https://e.example/b{url}"


@pytest.mark.parametrize(
    ("site", "head", "link"),
    [
        ("disablePathToLower: true", "title: x", "Posts/Über-Uns"),
        ("removePathAccents: true", "title: x", "posts/uber-uns"),
        ("disablePathToLower: true", "slug: A B", "Posts/A-B"),
    ],
)
def test_a_site_may_keep_capitals_and_lose_accents(post, site, head, link):
    from urllib.parse import unquote

    one = post(f"{DATED}\n{head}", "content/Posts/Über Uns.md", site=site)
    assert unquote(one.link) == f"https://e.example/b/{link}/"


@pytest.mark.parametrize(
    "site", ["languages: {en: {}, fr: {disabled: true}}", "disableLanguages: [fr]\nlanguages: {fr: {}}"]
)
@pytest.mark.parametrize("page", ["x.fr.md", "b/index.fr.md"])
def test_a_page_of_a_language_that_is_switched_off_is_none(loaded, site, page):
    found = loaded({"hugo.yaml": site, "content/posts/x.md": DATED, f"content/posts/{page}": DATED})
    assert [post.file for post in found.posts] == ["content/posts/x.md"]


@pytest.mark.parametrize(("site", "name"), [("disablePathToLower: true", "A-B-C"), ("title: T", "a--b---c")])
def test_blanks_beside_marks_are_one_dash_where_capitals_are_kept(post, site, name):
    assert post(DATED, "content/posts/A & B - C.md", site=site).link == f"https://e.example/b/posts/{name}/"


@pytest.mark.parametrize(
    ("permalink", "path"),
    [
        ("/:year/:month/:day/:title/", "2021/03/04/a-b--c"),
        ("/:weekday/:weekdayname/:yearday/:monthname/", "4/thursday/63/march"),
        ("/:2006/:01-:02/:Jan-:06/:Monday/:1/:2/", "2021/03-04/mar-21/thursday/3/4"),
        ("/:section/:sections/", "docs/docs/%C3%BCber-uns"),
        ("/:sections[0]/:sections[1:]/:sections[last]/:sections[:last]/", "docs/%C3%BCber-uns/%C3%BCber-uns/docs"),
        ("/:sectionslug/:sectionslugs/", "docs/docs/t-%C3%BC"),
        ("/:filename/:contentbasename/:slugorfilename/:slugorcontentbasename/:slug/", "p-1/p-1/p-1/p-1/a-b--c"),
        (r"/a\:b/:title/", "a:b/a-b--c"),
    ],
)
def test_a_permalink_is_filled_in(post, permalink, path):
    one = post(f"title: 'A/B + C'\n{DATED}\nurl: '{permalink}'", "content/docs/Über Uns/p 1.md",
               **{"content/docs/Über Uns/_index.md": "title: T Ü"})  # fmt: skip
    assert one.link == f"https://e.example/b/{path}/"


def test_the_address_has_the_day_of_the_date_in_its_own_zone(post):
    head = "title: t\ndate: 2020-09-30T23:30:00-08:00\npublishDate: 2020-12-01"
    assert post(head, url="/{year}/{month}/{day}/").link == "https://e.example/b/2020/09/30/"


def test_a_permalink_that_nobody_knows_is_a_problem_of_its_post(loaded):
    (problem,) = loaded({"content/posts/x.md": f"{DATED}\nurl: '/:moon/'"}).problems
    assert (problem.code, ":moon" in problem.expected) == ("M206", True)
