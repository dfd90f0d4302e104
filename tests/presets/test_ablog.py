"""What documents of ABlog mean, as far as its sites in tests/cases/generators do not show it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedtool.dates import Rules
from feedtool.languages import html_of
from feedtool.loader import Bodies, Site, Source, load

VIENNA = Rules(zone=ZoneInfo("Europe/Vienna"))


@pytest.fixture
def post(tmp_path):
    def read(text, path="a/b.rst", *, conf="", url=""):
        for name, content in {path: text, "conf.py": f"extensions = ['ablog']\n{conf}"}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        kind = "rst" if path.endswith(".rst") else "markdown"
        source = Source(type=kind, path=str(tmp_path), preset="ablog", url=url)
        site = Site(url="https://e.example/b/", root=str(tmp_path), rules=VIENNA)
        loaded = load([source], site)
        return loaded, Bodies(loaded.posts, [source], site)

    return read


def rst(words="3 June, 2023", *options, content=""):
    lines = "".join(f"   :{option}\n" for option in options)
    return f"A title\n=======\n\n.. post:: {words}\n{lines}\n{content}\nText.\n"


@pytest.mark.parametrize(("date", "conf", "instant"), [
    ("3 June, 2023", "", datetime(2023, 6, 2, 22, tzinfo=UTC)),
    ("Apr 01, 2023", "", datetime(2023, 3, 31, 22, tzinfo=UTC)),
    ("2023-06-03 10:20:30", "", datetime(2023, 6, 3, 8, 20, 30, tzinfo=UTC)),
    ("03.04.2022", "post_date_format = '%d.%m.%Y'", datetime(2022, 4, 2, 22, tzinfo=UTC)),
    ("03.04.2022", "", datetime(2022, 3, 3, 23, tzinfo=UTC)),  # the month first
    ("13.04.2022 10:00", "", datetime(2022, 4, 13, 8, tzinfo=UTC)),
    ("03/04/2022", "", datetime(2022, 3, 3, 23, tzinfo=UTC)),
    ("2 Jan 2010", "language = 'de'", datetime(2010, 1, 1, 23, tzinfo=UTC)),  # months are English
])  # fmt: skip
def test_a_date_means_what_it_means_to_ablog(post, date, conf, instant):
    (one,) = post(rst(date), conf=conf)[0].posts
    assert one.published == instant


def test_the_latest_update_counts(post):
    text = (
        rst()
        + "\n.. update:: 5 July, 2023\n\n   What changed.\n\nSection\n-------\n\n.. update:: 4 July, 2023\n   More.\n"
    )
    loaded, bodies = post(text)
    (one,) = loaded.posts
    assert one.updated == datetime(2023, 7, 4, 22, tzinfo=UTC)
    text = bodies.read(one).text
    assert "**Updated on 5 July, 2023**" in text
    assert "More." in text
    assert "::" not in text


@pytest.mark.parametrize(("options", "conf", "field", "value"), [
    (("tags: a, b c,, ",), "", "tags", ("a", "b c")),
    (('tags: "a"',), "", "tags", ('"a"',)),  # quotes are part of it, in a directive
    (("category: News",), "", "categories", ()),  # no feed of ABlog has them
    (("author: ada, Bo",), "blog_authors = {'ada': ('Ada L', 'https://a.example/')}", "authors", ("Ada L", "Bo")),
    ((), "blog_default_author = 'Bo'", "authors", ("Bo",)),
    ((), "blog_default_author = ['Bo', 'Cy']", "authors", ("Bo", "Cy")),
    ((), "", "authors", ()),
    (('title: The "other"',), "", "title", 'The "other"'),
    ((), "", "title", "A title"),
    (("language: German", "location: Wien"), "", "language", None),
])  # fmt: skip
def test_an_option_means_what_it_means_to_ablog(post, options, conf, field, value):
    loaded, _ = post(rst("3 June, 2023", *options), conf=conf)
    (one,) = loaded.posts
    said = getattr(one, field)
    assert (tuple(person.name for person in said) if field == "authors" else said) == value
    assert loaded.warnings == ()


@pytest.mark.parametrize(("conf", "title"), [
    ("", "Ada’s “title”"), ("language = 'de'", "Ada’s „title“"), ("smartquotes = False", "Ada's \"title\""),
])  # fmt: skip
def test_a_heading_is_a_title_as_it_is_printed(post, conf, title):
    (one,) = post(rst().replace("A title\n=======", 'Ada\'s "title"\n============='), conf=conf)[0].posts
    assert one.title == title


@pytest.mark.parametrize(("path", "url", "link"), [
    ("a/b.rst", "", "a/b.html"),
    ("a/index.rst", "", "a/index.html"),
    ("a/index.rst", "/{path}/", "a/"),
    ("A & ü.rst", "", "A%20%26%20%C3%BC.html"),
])  # fmt: skip
def test_where_a_post_lives(post, path, url, link):
    (one,) = post(rst(), path, url=url)[0].posts
    assert one.link == f"https://e.example/b/{link}"


@pytest.mark.parametrize(("text", "path", "conf", "is_post"), [
    ("T\n=\n\nText.", "a.rst", "", False),
    (":blogpost: false\n:date: 2023-06-03\n\nT\n=\n\nText.", "a.rst", "", True),  # any value will do
    (":date: 2023-06-03\n\nT\n=\n\nText.", "blog/a.rst", "blog_post_pattern = 'blog/*'", True),
    (":date: 2023-06-03\n\nT\n=\n\nText.", "else/a.rst", "blog_post_pattern = 'blog/*'", False),
    ("T\n=\n\nText.", "blog/a.rst", "blog_post_pattern = 'blog/*'", False),
    ("---\nblogpost: true\ndate: 2023-06-03\n---\n# T\n", "a.md", "", True),
    ("# T\n\n```{post} 3 June, 2023\n```\n", "a.md", "", True),
    ("# T\n", "a.md", "", False),
])  # fmt: skip
def test_what_is_a_post(post, text, path, conf, is_post):
    loaded, _ = post(text, path, conf=conf)
    assert (len(loaded.posts), len(loaded.passed)) == ((1, 0) if is_post else (0, 1))


def test_without_a_date_it_is_a_draft(post):
    (one,) = post(rst(""))[0].posts
    assert one.draft


@pytest.mark.parametrize("text", [
    "T\n=\n\nOne\n---\n\n.. post:: 4 June, 2023\n\nWords.\n\nIn it\n~~~~~\n\nMore.\n\nTwo: ä\n------\n\n.. post:: 3 June, 2023\n   :title: Else\n\nOther.",
    "# T\n\n## One\n\n```{post} 4 June, 2023\n```\n\nWords.\n\n### In it\n\nMore.\n\n## Two: ä\n\n:::{post} 3 June, 2023\n:title: Else\n:::\n\nOther.",
])  # fmt: skip
def test_a_document_may_hold_several_posts(post, text):
    path = "a.md" if text.startswith("#") else "a.rst"
    loaded, bodies = post(text, path)
    assert [(one.title, one.link) for one in loaded.posts] == [
        ("One", "https://e.example/b/a.html#one"), ("Else", "https://e.example/b/a.html#two-a"),
    ]  # fmt: skip
    first, second = (bodies.read(one).text.split() for one in loaded.posts)
    assert ("Words." in first, "More." in first, "Other." in first) == (True, True, False)
    assert second == ["Other."]


@pytest.mark.parametrize(("content", "options", "shown"), [
    ("   An excerpt.\n", (), True), ("   An excerpt.\n", ("exclude:",), False), ("", (), False),
])  # fmt: skip
def test_an_excerpt_stays_unless_it_is_for_lists(post, content, options, shown):
    loaded, bodies = post(rst("3 June, 2023", *options, content=content))
    assert ("An excerpt." in bodies.read(loaded.posts[0]).text) is shown


DOCUMENTS = {
    "about.rst": "=====\nAbout\n=====\n\n.. _of-us:\n\nOf ``us``\n-----\n\n.. glossary::\n\n   A feed\n      A list.\n",
    "deep/notes.md": "---\nkey: 1\n---\n# Some *notes*\n\n(here)=\n## Here it is\n", "code/a.py": "one\ntwo\nthree\nfour\n",
}  # fmt: skip


@pytest.fixture
def body(post, tmp_path):
    def read(text, path="blog/one.rst", **more):
        for name, content in DOCUMENTS.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        head = (
            rst("2023-06-03") if path.endswith(".rst") else "---\nblogpost: true\ndate: 2023-06-03\n---\n# A title\n\n"
        )
        loaded, bodies = post(f"{head}\n{text}\n", path, **more)
        return bodies.read(next(one for one in loaded.posts if one.title == "A title"))

    return read


@pytest.mark.long
@pytest.mark.parametrize(
    ("role", "link"),
    [
        ("doc /about", "`About <https://e.example/b/about.html>`__"),
        ("doc ../deep/notes", "`Some notes <https://e.example/b/deep/notes.html>`__"),
        ("ref of-us", "`Of us <https://e.example/b/about.html#of-us>`__"),
        ("ref Here", "`Here it is <https://e.example/b/deep/notes.html#here>`__"),
        ("ref words <here>", "`words <https://e.example/b/deep/notes.html#here>`__"),
        ("term a feed", "`A feed <https://e.example/b/about.html#term-A-feed>`__"),
    ],
)
def test_roles_lead_to_documents_labels_and_terms(body, role, link):
    name, _, target = role.partition(" ")
    assert link.lower() in body(f":{name}:`{target}`").text.lower()


def test_posts_have_their_files_names_for_labels_and_sections_their_titles_where_sphinx_gives_them(body):
    conf = "extensions = ['ablog', 'sphinx.ext.autosectionlabel']"
    found = body(":ref:`notes` :ref:`deep/notes:Here it is` :ref:`About`", conf=conf)
    assert [part.partition(">")[0] for part in found.text.split("<https://e.example/b/")[1:]] == [
        "deep/notes.html", "deep/notes.html#here-it-is", "about.html#about",
    ]  # fmt: skip
    assert body(":ref:`Here it is`").warnings


def test_quotes_are_set_where_myst_is_told_to(post):
    text = '---\nblogpost: true\ndate: 2023-06-03\n---\n# A "title" -- of `code`\n\nSay "x".\n'
    loaded, bodies = post(text, "a.md", conf="myst_enable_extensions = ['smartquotes']")
    (one,) = loaded.posts
    assert (one.title, one.body.type) == ("A “title” – of code", "text/x-smart-markdown")
    assert bodies.read(one).text.strip() == 'Say "x".'


def test_what_leads_nowhere_is_told(body):
    found = body(":doc:`/nowhere` :ref:`none`")
    assert len(found.warnings) == 2


def test_files_of_code_stand_in_the_text(body):
    text = ".. literalinclude:: /code/a.py\n   :language: python\n   :lines: 2-3, 4\n"
    assert ".. code-block:: python\n\n   two\n   three\n   four\n" in body(text).text
    text = "```{literalinclude} ../code/a.py\n:start-after: one\n:end-before: four\n```"
    assert "\ntwo\nthree\n```" in body(text, "blog/one.md").text


@pytest.mark.parametrize("path", ["/../../outside.py", "/code/none.py"])
def test_no_file_outside_of_the_site_is_read(body, tmp_path, path):
    (tmp_path.parent / "outside.py").write_text("secret")
    found = body(f".. literalinclude:: {path}\n")
    assert "secret" not in found.text
    assert len(found.warnings) == 1


def test_names_of_the_prolog_and_of_sphinx_are_replaced(body):
    conf = "release = '1.2.3'\nrst_prolog = '.. |it| replace:: the *thing*\\n.. _home: https://h.example/'"
    found = body("|it| |release| home_", conf=conf)
    assert (
        '<p>the <em>thing</em> 1.2.3 <a class="reference external" href="https://h.example/">home</a></p>'
        in html_of(found.text, "text/x-rst")
    )


def test_substitutions_of_conf_py_count_below_those_of_the_document(body):
    found = body("{{ one }} {{ two }}", "blog/one.md", conf="myst_substitutions = {'one': '*1*', 'two': 2}")
    assert (found.text.strip().endswith("*1* 2"), found.warnings) == (True, ())
