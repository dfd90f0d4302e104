"""What Lektor's records mean, as far as its sites in tests/cases/generators do not show it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedtool.loader import Site, Source, heads, load

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
