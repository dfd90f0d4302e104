"""What Hexo's own configuration becomes."""

from __future__ import annotations

import pytest

from feedtool.setup.folder import Folder
from feedtool.setup.hexo import is_one, settings

PACKAGE = '{"dependencies": {"hexo": "8", "hexo-generator-feed": "3"}}'


@pytest.mark.parametrize(
    ("yaml", "field", "value"),
    [
        pytest.param("url: https://e.example/b\nroot: /b/", "url", "https://e.example/b", id="a root that the address has"),
        pytest.param("url: https://e.example\nroot: /b/", "url", "https://e.example/b/", id="and one that it lacks"),
        pytest.param("language: [de, en]", "language", "de", id="the first language"),
        pytest.param("", "feeds", {"atom": "atom.xml"}, id="where the plugin puts the feed"),
        pytest.param("feed: {type: [atom, rss2], path: [a.xml, r.xml]}", "feeds", {"atom": "a.xml", "rss": "r.xml"}, id="two feeds"),
        pytest.param("feed: {limit: 5}", "limit", 5, id="its limit"),
        pytest.param("feed: {limit: 0}", "limit", 0, id="no limit"),
        pytest.param("author: Ada\nemail: a@e.example", "authors", ({"name": "Ada", "email": "a@e.example", "url": ""},), id="author"),
        pytest.param("public_dir: out", "output", "out", id="output"),
    ],
)  # fmt: skip
def test_a_setting_is_taken_over(tmp_path, yaml, field, value):
    (tmp_path / "_config.yml").write_text(yaml)
    (tmp_path / "package.json").write_text(PACKAGE)
    assert getattr(settings(Folder(str(tmp_path))), field) == value


@pytest.mark.parametrize(("permalink", "rule"), [(":year/:title.html", "/{year}/{title}.html"), (":id/", "")])
def test_a_permalink_is_a_rule_or_a_note(tmp_path, permalink, rule):
    (tmp_path / "_config.yml").write_text(f"permalink: {permalink}")
    found = settings(Folder(str(tmp_path)))
    assert (found.posts[0].url, len(found.notes)) == (rule, 0 if rule else 1)


def test_a_site_of_hexo_is_known(tmp_path):
    assert not is_one(Folder(str(tmp_path)))
    (tmp_path / "package.json").write_text(PACKAGE)
    assert is_one(Folder(str(tmp_path)))
