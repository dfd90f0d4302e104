"""What Lektor's project file becomes."""

from __future__ import annotations

from feedtool.setup.folder import Folder
from feedtool.setup.lektor import is_one, settings


def test_a_project_is_known_and_read(tmp_path):
    assert not is_one(Folder(str(tmp_path)))
    (tmp_path / "My.lektorproject").write_text("[project]\nname = My\nurl = https://e.example/b/\nlocale = de_AT\n")
    (tmp_path / "configs").mkdir()
    (tmp_path / "configs/atom.ini").write_text("[news]\nname = News\nsource_path = /news\nitems = 7\n")
    found = settings(Folder(str(tmp_path)))
    assert (found.title, found.url, found.language) == ("My", "https://e.example/b/", "de-AT")
    assert (found.feeds, found.limit, found.posts[0].include) == ({"atom": "news/feed.xml"}, 7, ("news/**",))


def test_a_project_file_that_is_broken_says_nothing(tmp_path):
    (tmp_path / "My.lektorproject").write_text("name = no section")
    assert settings(Folder(str(tmp_path))).title == ""
