"""Sources of strangers come through the same door as ours: an entry point, and a module with two names."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest

from feedtool.loader import BUILT_IN

SOURCE = """
from feedtool import Raw, SourceError

suffixes = (".note",)

def read(file):
    title, _, body = file.text.partition("\\n")
    if not body.strip():
        raise SourceError("X101", "a note without text", "a line with a title, then text", "write the text", line=2)
    for number, part in enumerate(body.split("%%")):
        yield Raw(metadata={"title": f"{title} {number}", "date": "2024-05-01", "url": f"/notes/{number}/"}, body=part)
"""


@pytest.fixture
def package(blog, tmp_path):
    """An installed package, as an installer leaves it."""
    home = tmp_path / "packages"
    info = home / "notes-1.0.dist-info"
    info.mkdir(parents=True)
    (home / "notes_source.py").write_text(SOURCE)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: notes\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[feedtool.sources]\nnotes = notes_source\n")
    blog.configure('[[sources]]\ntype = "notes"\npath = "notes"\n')
    return {"PYTHONPATH": str(home)}


@pytest.mark.long
def test_a_stranger_s_source_is_read(blog, package):
    blog.write("notes/a.note", "Note\nfirst %% *second*\n")
    blog.build(env=package)
    assert sorted(blog.titles) == ["Note 0", "Note 1"]
    assert [item["content_html"] for item in blog.read("json")["items"]] == ["<p>first</p>", "<p><em>second</em></p>"]


@pytest.mark.long
def test_a_change_of_a_stranger_s_code_is_seen(blog, package):
    blog.write("notes/a.note", "Note\ntext")
    blog.build(env=package)
    assert blog.build(env=package)["unchanged"] is True
    module = Path(package["PYTHONPATH"]) / "notes_source.py"
    module.write_text(module.read_text().replace("{title} {number}", "{title} no. {number}"))
    blog.build(env=package)
    assert blog.titles == ["Note no. 0"]


@pytest.mark.long
def test_a_stranger_s_problem_has_its_file_and_line(blog, package):
    blog.write("notes/a.note", "Note\n")
    (problem,) = blog.build(code=1, env=package)["problems"]
    assert (problem["code"], problem["file"], problem["line"]) == ("X101", "notes/a.note", 2)


@pytest.mark.usefixtures("package")
def test_without_the_package_its_type_is_a_mistake(blog):
    blog.write("notes/a.note", "Note\ntext")
    done = blog.run("build")
    assert done.code == 2
    assert "sources.type" in done.err
    assert "one of feed, html, markdown, rst, text" in done.err


def test_our_own_sources_are_in_the_group_too():
    named = {point.name: point.load() for point in entry_points(group="feedtool.sources")}
    assert {name: named[name] for name in BUILT_IN} == BUILT_IN
