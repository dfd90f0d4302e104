"""reStructuredText is a source like any other: its fields are metadata, its title leaves the body."""

from __future__ import annotations

import pytest

POST = """\
The *trip*
==========

:date: 2024-05-01 10:00
:updated: 2024-05-02 10:00
:tags: a, b

Hello, :doc:`world <w>`.

Section
-------

More.
"""


@pytest.fixture
def rst(blog):
    (blog.root / "posts").rmdir()
    blog.configure("", config=(blog.root / "config.toml").read_text().replace('"markdown"', '"rst"'))
    return blog


def test_a_post_in_rst(rst):
    rst.write("posts/trip.rst", POST)
    rst.write("posts/not-this.md", "# No")
    report = rst.build()
    entry = rst.entry
    assert (entry["title"], entry["date_published"], entry["tags"]) == (
        "The trip",
        "2024-05-01T08:00:00Z",
        ["a", "b"],
    )
    assert "<h2>Section</h2>" in entry["content_html"]
    assert "The trip" not in entry["content_html"]
    (warning,) = report["warnings"]
    assert (warning["code"], warning["file"], warning["line"]) == ("F114", "posts/trip.rst", 8)
    assert 'the role "doc"' in warning["found"]


def test_a_wrong_field_has_its_line(rst):
    rst.write("posts/trip.rst", POST.replace("2024-05-02", "2024-05-32"))
    (problem,) = rst.build(code=1)["problems"]
    assert (problem["line"], problem["key"]) == (5, "updated")


@pytest.mark.long
def test_without_docutils_one_problem_says_how_to_get_it(rst, tmp_path):
    rst.write("posts/trip.rst", POST)
    rst.write("posts/more.rst", POST)
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden/sitecustomize.py").write_text(
        "import importlib.util as u\nfind = u.find_spec\nu.find_spec = lambda name, *a: None if name == 'docutils' else find(name, *a)\n"
    )
    done = rst.run("build", env={"PYTHONPATH": str(tmp_path / "hidden")})
    assert done.code == 2
    assert done.err.count("pip install 'feedtool[rst]'") == 1
    assert "C013" in done.err
