"""What Quarto's posts mean, as far as its site in tests/cases/generators does not show it."""

from __future__ import annotations

import json
from hashlib import md5

import pytest

from feedtool.loader import Bodies, Site, Source, load


@pytest.fixture
def read(tmp_path):
    def read(files):
        for name, text in {"_quarto.yml": "project:\n  type: website\n", **files}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        source = Source(type="markdown", path=str(tmp_path), preset="quarto")
        site = Site(url="https://e.example/", root=str(tmp_path))
        loaded = load([source], site)
        bodies = Bodies(loaded.posts, [source], site)
        return [(post, bodies.read(post).text.strip()) for post in loaded.posts], loaded.problems

    return read


def post(body="Text.", **more):
    said = {"title": "One", "date": "2024-02-03", **more}
    return "\n".join(("---", *(f"{key}: {json.dumps(value)}" for key, value in said.items()), "---", "", body, ""))


@pytest.mark.parametrize("word", ["last-modified", "today", "now"])
def test_a_change_that_is_the_file_s_or_the_build_s_is_none(read, word):
    ((one, _),), problems = read({"a.qmd": post(**{"date-modified": word})})
    assert (one.updated, problems) == (None, ())


@pytest.mark.parametrize("word", ["last-modified", "today"])
def test_a_date_that_is_the_file_s_or_the_build_s_is_refused(read, word):
    posts, problems = read({"a.qmd": post(date=word)})
    assert (posts, [problem.code for problem in problems]) == ([], ["D202"])


def test_names_come_whole_and_in_parts(read):
    authors = [{"name": {"given": "Bob", "family": "O'Neil"}}, {"name": "Ada", "url": "https://ada.example/"},
               {"given": "Eve", "non-dropping-particle": "van", "family": "Dam"}, {"name": {"literal": "The Team"}}, "Carol"]  # fmt: skip
    ((one, _),), _ = read({"a.qmd": post(author=authors)})
    assert [person.name for person in one.authors] == ["Bob O'Neil", "Ada", "Eve van Dam", "The Team", "Carol"]


CODE = post("```{python}\nprint(40+2)\n```")
PRINTED = "---\ntitle: One\n---\n\n::: {.cell}\n``` {.python .cell-code}\nprint(40+2)\n```\n\n::: {.cell-output}\n```\n42\n```\n:::\n:::\n"


@pytest.mark.parametrize(
    ("text", "more", "printed"),
    [
        pytest.param(CODE, {}, True, id="of this very text"),
        pytest.param(CODE + "\nMore.", {}, False, id="of an older text"),
        pytest.param(
            CODE + "\nMore.", {"posts/_metadata.yml": "freeze: true\n"}, True, id="of an older text, kept in any case"
        ),
        pytest.param(
            CODE + "\nMore.", {"_quarto.yml": "execute:\n  freeze: auto\n"}, False, id="where it is made anew"
        ),
        pytest.param(
            CODE, {"_freeze/posts/a/execute-results/html.json": "no JSON"}, False, id="nothing that can be read"
        ),
    ],
)
def test_what_code_printed_is_taken_from_the_freezer(read, text, more, printed):
    kept = {"hash": md5(CODE.encode(), usedforsecurity=False).hexdigest(), "result": {"markdown": PRINTED}}
    ((_, body),), _ = read({"posts/a.qmd": text, "_freeze/posts/a/execute-results/html.json": json.dumps(kept), **more})
    assert ("42" in body) is printed
    assert "title" not in body


def test_files_are_included_from_beside_and_from_the_project(read, tmp_path):
    (tmp_path.parent / "outside.qmd").write_text("secret")
    text = "{{< include _b.qmd >}}\n\n{{< include /common/_c.md >}}\n\n{{< include ../../outside.qmd >}}\n\n`{{{< include _b.qmd >}}}`"
    files = {
        "posts/a.qmd": post(text),
        "posts/_b.qmd": "B\n\n{{< include _d.qmd >}}",
        "posts/_d.qmd": "D",
        "common/_c.md": "C",
    }
    ((_, body),), _ = read(files)
    assert body.split() == ["B", "D", "C", "`{{<", "include", "_b.qmd", ">}}`"]


def test_a_notebook_is_a_post(read):
    cells = [
        {"cell_type": "raw", "source": "---\ntitle: NB\ndate: 2021-01-02\n---"},
        {"cell_type": "markdown", "source": "Text."},
    ]
    ((one, body),), _ = read({"posts/n.ipynb": json.dumps({"cells": cells, "metadata": {}})})
    assert (one.title, one.link, body) == ("NB", "https://e.example/posts/n.html", "Text.")
