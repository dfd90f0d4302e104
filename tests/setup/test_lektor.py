"""What Lektor's project file becomes."""

from __future__ import annotations

import pytest

from feedtool.setup.folder import Folder
from feedtool.setup.lektor import is_one, settings


def test_a_project_is_known_and_read(tmp_path):
    assert not is_one(Folder(str(tmp_path)))
    (tmp_path / "My.lektorproject").write_text("[project]\nname = My\nurl = https://e.example/b/\nlocale = de_AT\n")
    (tmp_path / "configs").mkdir()
    (tmp_path / "configs/atom.ini").write_text("[news]\nname = News\nsource_path = /news\nlimit = 7\n")
    found = settings(Folder(str(tmp_path)))
    assert (found.title, found.url, found.language) == ("My", "https://e.example/b/", "de-AT")
    assert (found.feeds, found.limit, found.posts[0].include) == ({"atom": "news/feed.xml"}, 7, ("news/**",))


def test_a_project_file_that_is_broken_says_nothing(tmp_path):
    (tmp_path / "My.lektorproject").write_text("name = no section")
    assert settings(Folder(str(tmp_path))).title == ""


def site(tmp_path, **files):
    said = {"My.lektorproject": "[project]\nname = My\n", "content/news/one/contents.lr": "title: One\n", **files}
    for name, text in said.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return settings(Folder(str(tmp_path)))


@pytest.mark.parametrize(
    ("atom", "path", "include"),
    [
        ("source_path = /news\nfilename = atom.xml", "news/atom.xml", ("news/*/contents*.lr",)),
        (
            "url_path = /all.xml\nitems = site.query('/news').filter(F._model == 'post')",
            "all.xml",
            ("news/*/contents*.lr",),
        ),
        ("items = site.get('/news').children", "feed.xml", ("news/*/contents*.lr",)),
        ("source_path = /news\nitems = mine(this)", "news/feed.xml", ("news/**",)),
    ],
)
def test_a_feed_has_the_children_of_its_source(tmp_path, atom, path, include):
    found = site(tmp_path, **{"configs/atom.ini": f"[main]\n{atom}\n"})
    assert (found.feeds, found.posts[0].include, found.limit) == ({"atom": path}, include, 50)


def test_what_was_not_read_of_a_feed_and_which_are_not_made_is_said(tmp_path):
    atom = "[a]\nsource_path = /news\nitems = site.query('/news').filter(F.status != 'x')\n[b]\nsource_path = /news/x\n"
    notes = site(tmp_path, **{"configs/atom.ini": atom}).notes
    assert [".filter(F.status!='x')" in notes[0], notes[1].endswith("called b.")] == [True, True]


def test_a_record_whose_template_makes_xml_is_a_feed(tmp_path):
    feed = "_model: none\n---\n_slug: rss.xml\n---\n_template: rss.html\n"
    found = site(tmp_path, **{"content/feed/contents.lr": feed, "templates/rss.html": "<?xml version='1.0'?><rss>"})
    assert (found.feeds, found.limit) == ({"rss": "rss.xml"}, None)
    assert "templates/rss.html, which is not read" in found.notes[0]


def test_the_language_is_that_of_the_primary_alternative(tmp_path):
    project = "[project]\nname = My\n[alternatives.en]\n[alternatives.de]\nprimary = yes\nlocale = de_AT\n"
    assert site(tmp_path, **{"My.lektorproject": project}).language == "de-AT"


def test_a_feed_lies_where_the_primary_alternative_does(tmp_path):
    project = "[project]\nname = My\n[alternatives.de]\nprimary = yes\nurl_prefix = /de/\n"
    found = site(tmp_path, **{"My.lektorproject": project, "configs/atom.ini": "[main]\nsource_path = /news\n"})
    assert found.feeds == {"atom": "de/news/feed.xml"}


def test_the_folder_of_a_build_is_known_by_its_mark(tmp_path):
    assert site(tmp_path, **{"public/.lektor/buildstate": ""}).output == "public"
