"""What Lektor's records mean, as far as its sites in tests/cases/generators do not show it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import pytest

from feedtool import presets
from feedtool.errors import ConfigError
from feedtool.loader import Site, Source, heads, load
from feedtool.loader.bodies import Bodies

MODEL = "[model]\nname = Post\nlabel = {{ this.headline }}\n[fields.headline]\ntype = string\n[fields.day]\ntype = datetime\n[fields.text]\ntype = markdown\n"
BLOG = "[model]\nname = Blog\n[children]\nmodel = post\n"


@pytest.fixture
def record(tmp_path):
    def read(text, folder="blog/my-trip"):
        for name, content in {
            "models/post.ini": MODEL, "models/blog.ini": BLOG, "content/blog/contents.lr": "_model: blog\n---\nauthor: Ada\n",
            f"content/{folder}/contents.lr": text,
        }.items():  # fmt: skip
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        source = Source(type="markdown", path=str(tmp_path / "content"), preset="lektor")
        return load([source], Site(url="https://e.example/b/", root=str(tmp_path)))

    return read


def test_fields_stand_between_dashes_and_a_line_of_dashes_in_one_has_one_more():
    front = heads.split("a: one\n---\nb:\n\ntwo\n\n----\nthree\n---\nc:\n", "lektor")
    assert front.metadata == {"a": "one", "b": "two\n\n---\nthree", "c": ""}
    assert front.lines == {"a": 1, "b": 3, "c": 10}


def test_the_model_says_what_the_fields_are(record):
    (one,) = record("headline: My trip\n---\nday: 2024-02-03 10:00 Europe/Vienna\n---\ntext:\n\nThe *text*.\n").posts
    assert (one.title, one.published) == ("My trip", datetime(2024, 2, 3, 9, tzinfo=UTC))
    assert [person.name for person in one.authors] == ["Ada"]


@pytest.mark.parametrize(
    ("more", "folder", "path"),
    [
        ("", "blog/My trip", "blog/My%20trip/"),
        ("", "blog/a.b", "blog/a.b"),
        ("_slug: Größe/Der Stadt", "blog/a", "blog/grosse/der-stadt/"),
        ("_slug: old.html", "blog/a", "blog/old.html"),
    ],
)
def test_an_address_is_that_of_the_folder_or_the_slug(record, more, folder, path):
    (one,) = record(f"headline: x\n---\nday: 2024-02-03\n---\n{more}\n", folder).posts
    assert one.link == f"https://e.example/b/{path}"


@pytest.mark.parametrize("said", ["_hidden: yes", "_discoverable: no"])
def test_what_is_hidden_stays_out(record, said):
    (one,) = record(f"headline: x\n---\nday: 2024-02-03\n---\n{said}\n").posts
    assert one.draft


def test_a_record_without_a_date_is_no_post(record):
    assert record("headline: x\n").posts == ()


# -- a project: its files, and what becomes of its records ------------------------------------------------------------

PROJECT = {
    "My.lektorproject": "[project]\nname = My\n",
    "models/base.ini": "[model]\nlabel = {{ this.headline }}\n[children]\nhidden = no\n[fields.headline]\ntype = string\n",
    "models/post.ini": "[model]\nlabel = Post {{ this.headline }}\ninherits = base\n[fields.day]\ntype = datetime\n"
    "[fields.words]\ntype = strings\n[fields.tags]\ntype = checkboxes\ndefault = a, b\n[fields.text]\ntype = flow\n",
    "models/blog.ini": "[children]\nmodel = post\nslug_format = {{ this.day|dateformat('yyyy/M') }}/{{ this._id }}\n",
    "content/contents.lr": "headline: Home\n",
    "content/blog/contents.lr": "_model: blog\n",
    "flowblocks/text.ini": "[fields.body]\ntype = markdown\n[fields.kind]\ntype = string\ndefault = plain\n",
    "flowblocks/pictures.ini": "[fields.note]\ntype = markdown\n[fields.all]\ntype = flow\n",
    "templates/blocks/text.html": '<div class="{{ this.kind }}">\n    {{ this.body }}\n</div>',
}  # fmt: skip


@pytest.fixture
def project(tmp_path):
    def read(files, include=()):
        for name, content in {**PROJECT, **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        source = Source(type="markdown", path=str(tmp_path / "content"), preset="lektor", include=include)
        site = Site(url="https://e.example/", root=str(tmp_path))
        found = load([source], site)
        bodies = Bodies(found.posts, [source], site)
        return {post.link: (post, bodies.read(post)) for post in found.posts}, found.problems

    return read


def post(text="", **fields):
    said = {"headline": "One", "day": "2024-02-03 10:00", **fields}
    return "\n---\n".join(f"{key}: {value}" for key, value in said.items()) + f"\n---\ntext:\n\n{text}\n"


def test_addresses_follow_the_format_of_the_parent_s_model(project):
    posts, problems = project({
        "content/blog/one/contents.lr": post(), "content/blog/own/contents.lr": post(_slug="2009/Größe.html"),
        "content/blog/bad/contents.lr": post(day="2022-05-06"),  # to Lektor a datetime without time is none
    })  # fmt: skip
    links = {
        "https://e.example/blog/2024/2/one/",
        "https://e.example/blog/2009/grosse.html",
        "https://e.example/blog/bad/",
    }
    assert posts.keys() == links
    assert problems == ()


def test_a_format_that_only_lektor_can_fill_is_a_problem_of_the_post(project):
    model = "[children]\nmodel = post\nslug_format = {{ site.query('/x').count() }}\n"
    _, problems = project({"content/blog/one/contents.lr": post(), "models/blog.ini": model})
    assert [problem.code for problem in problems] == ["M206"]


@pytest.fixture
def without_jinja(monkeypatch):
    monkeypatch.setitem(sys.modules, "feedtool.presets.jinja", None)
    monkeypatch.delattr(presets, "jinja", raising=False)


@pytest.mark.usefixtures("without_jinja")
def test_without_jinja_one_problem_says_how_to_get_it(project):
    with pytest.raises(ConfigError) as raised:
        project({"content/blog/one/contents.lr": post(), "content/blog/two/contents.lr": post()})
    assert [(one.code, one.remedy) for one in raised.value.problems] == [("C013", "pip install 'feedtool[lektor]'")]


@pytest.mark.usefixtures("without_jinja")
def test_models_and_blocks_that_are_no_templates_need_no_jinja(project):
    model = "[fields.day]\ntype = date\n[fields.title]\ntype = string\n[fields.text]\ntype = flow\n"
    posts, problems = project({
        "models/post.ini": f"[model]\nlabel = {{{{ this.title }}}}\n{model}", "models/blog.ini": "[children]\nmodel = post\n",
        "templates/blocks/text.html": "<hr>", "content/blog/one/contents.lr": post("#### text ####\nbody: x", title="A", day="2024-02-03"),
    })  # fmt: skip
    ((one, body),) = posts.values()
    assert (one.title, one.link, body.text, problems) == ("A", "https://e.example/blog/one/", "<hr>", ())


def test_a_format_may_ask_for_the_records_above_and_not_for_what_only_lektor_knows(project):
    model = (
        "[children]\nmodel = post\nslug_format = {{ this.parent.of or this.parent.parent.headline }}-{{ this.path }}\n"
    )
    home = "_model: post\n---\nheadline: Home\n"
    files = {"content/blog/one/contents.lr": post(), "content/contents.lr": home}
    assert [*project({**files, "models/blog.ini": model})[0]] == ["https://e.example/blog/Home-/blog/one/"]
    _, (problem,) = project({**files, "models/blog.ini": model.replace("this.path", "this.url_path")})
    assert "url_path" in problem.expected


def test_fields_are_inherited_with_their_defaults_and_the_label_is_not(project):
    posts, _ = project({"content/blog/one/contents.lr": post(words="\n\nc++\nÄrger, viel \n")})
    (one, _), = posts.values()  # fmt: skip
    assert (one.title, one.tags) == ("Post One", ("a", "b"))


def test_a_model_that_inherits_names_a_record_without_a_label_by_its_folder(project):
    model = PROJECT["models/post.ini"].replace("label = Post {{ this.headline }}\n", "")
    posts, _ = project({"content/blog/my_own-trip/contents.lr": post(), "models/post.ini": model})
    assert [one.title for one, _ in posts.values()] == ["My Own Trip"]


FLOW = """\
#### text ####
body:

One *two*.

    code
#### text ####
kind: big
----
body: A rule:

-----

#### unknown ####
body: without a model
#### pictures ####
note: Shown
----
all:

##### text #####
body: inside
"""


def test_a_flow_is_its_blocks_by_their_templates(project):
    posts, _ = project({"content/blog/one/contents.lr": post(FLOW)})
    ((_, body),) = posts.values()
    assert '<div class="plain">\n\n\nOne *two*.\n\n    code\n\n\n</div>' in body.text
    assert "without a model" not in body.text
    assert body.text.index('<div class="big">') < body.text.index("Shown") < body.text.index("inside")
    assert body.warnings == ()


def test_a_block_whose_template_is_code_is_its_texts_and_told_of(project):
    template = "{% set a = 1 %}"
    posts, _ = project({"content/blog/one/contents.lr": post(FLOW), "templates/blocks/pictures.html": template})
    ((_, body),) = posts.values()
    assert "Shown" in body.text
    assert "<!--" not in body.text
    assert ["pictures" in warning.found for warning in body.warnings] == [True]


def test_text_in_a_template_is_text(project):
    flow = "#### text ####\nkind: <b> & *x* \\ [y](z)\n----\nbody: one\n"
    posts, _ = project(
        {"content/blog/one/contents.lr": post(flow), "templates/blocks/text.html": "<p>{{ this.kind }}</p>"}
    )
    ((_, body),) = posts.values()
    assert body.text == "<p>&lt;b&gt; &amp; &#42;x&#42; &#92; &#91;y&#93;(z)</p>"


ATOM = "[news]\nsource_path = /blog\nitem_date_field = when\nitem_model = post\nblog_author_field = owner\n"


def test_lektor_atom_says_what_the_fields_are_called(project):
    model = "[fields.first]\ntype = date\n[fields.when]\ntype = date\n[fields.title]\ntype = string\n[fields.body]\ntype = html\n"
    posts, _ = project({
        "configs/atom.ini": ATOM, "models/post.ini": model,
        "models/other.ini": model, "models/blog.ini": "[children]\nmodel = post\n[fields.owner]\ndefault = Ada\n",
        "content/blog/one/contents.lr": "title:\n---\nfirst: 2001-01-01\n---\nwhen: 2024-2-3\n---\nbody: <p>{{ x }}</p>\n",
        "content/blog/two/contents.lr": "_model: other\n---\nwhen: 2024-2-3\n",
        "content/blog/three/contents.lr": "first: 2001-01-01\n",
    })  # fmt: skip
    (one, body), = posts.values()  # fmt: skip
    assert (one.title, one.published, one.authors[0].name) == ("", datetime(2024, 2, 3, tzinfo=UTC), "Ada")
    assert body.text == "<p>{{ x }}</p>"


def test_children_are_hidden_where_their_parent_s_model_says_so_or_the_parent_is(project):
    posts, _ = project({
        "models/blog.ini": "[children]\nmodel = post\nhidden = yes\n", "content/blog/one/contents.lr": post(),
        "content/blog/two/contents.lr": post(_hidden="no"),
    })  # fmt: skip
    assert {one.link: one.draft for one, _ in posts.values()} == {
        "https://e.example/blog/one/": True, "https://e.example/blog/two/": False,
    }  # fmt: skip


def test_the_primary_alternative_counts_field_by_field(project):
    posts, _ = project({
        "My.lektorproject": "[alternatives.en]\nprimary = yes\n[alternatives.de]\n",
        "content/blog/one/contents.lr": post("#### text ####\nbody: everywhere"),
        "content/blog/one/contents+en.lr": "headline: English\n", "content/blog/one/contents+de.lr": "headline: Deutsch\n",
        "content/blog/two/contents+en.lr": post(headline="Two"), "content/blog/two/a.png.lr": "day: 2024-02-03 10:00\n",
    })  # fmt: skip
    assert sorted(one.title for one, _ in posts.values()) == ["Post English", "Post Two"]
    assert "everywhere" in posts["https://e.example/blog/2024/2/one/"][1].text


def test_the_pages_of_the_primary_alternative_may_have_a_folder(project):
    said = "[alternatives.de]\nprimary = yes\nurl_prefix = /de/\n"
    posts, _ = project({"My.lektorproject": said, "content/blog/one/contents.lr": post()})
    assert [*posts] == ["https://e.example/de/blog/2024/2/one/"]


def test_models_of_a_theme_count_below_the_site_s(project):
    posts, _ = project({
        "themes/nice/models/note.ini": "[fields.day]\ntype = date\n[fields.title]\ntype = string\n",
        "content/blog/one/contents.lr": "_model: note\n---\nday: 2024-02-03\n---\ntitle: Note\n",
    })  # fmt: skip
    assert [one.title for one, _ in posts.values()] == ["Note"]


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        ("2022-04-02 12:00 GMT+0530", datetime(2022, 4, 2, 6, 30, tzinfo=UTC)),
        ("2022-03-31 23:30:00 -0800", datetime(2022, 4, 1, 7, 30, tzinfo=UTC)),
        ("2022-7-2 10:20 Europe/Vienna", datetime(2022, 7, 2, 8, 20, tzinfo=UTC)),
        ("2022-01-02 00:20:30", datetime(2022, 1, 2, 0, 20, 30, tzinfo=UTC)),
    ],
)
def test_a_time_has_a_zone_by_name_or_offset(project, day, instant):
    posts, _ = project({"content/blog/one/contents.lr": post(day=day)})
    assert [one.published for one, _ in posts.values()] == [instant]
