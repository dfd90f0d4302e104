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
        pytest.param("feed: {type: rss2, path: feed}", "feeds", {"rss": "feed.xml"}, id="a path without a suffix"),
        pytest.param("feed: {type: rss, path: [f.xml]}", "feeds", {"atom": "atom.xml"}, id="a kind that there is not, a list for one"),
        pytest.param("feed: {type: [rss2], path: [f.xml]}", "feeds", {"rss": "f.xml"}, id="lists of one"),
        pytest.param("feed: {type: [rss2, atom], path: [r.xml, a.xml]}", "feeds", {"atom": "r.xml", "rss": "a.xml"}, id="Atom comes first"),
        pytest.param("feed: {type: [atom, rss2], path: one.xml}", "feeds", {"atom": "atom.xml", "rss": "rss2.xml"}, id="one path for two"),
        pytest.param("feed: {limit: false}", "limit", 0, id="no limit, the other way"),
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


@pytest.mark.parametrize(
    ("yaml", "rule"),
    [
        ("permalink: :year/:title.html", "/{year}/{title}.html"),
        ("permalink: posts/:abbrlink/", "/posts/{abbrlink}/"),
        ("permalink: :year_:month_:title/", "/{year}_{month}_{title}/"),
        ("permalink: :title\npost_asset_folder: true", "/{title}/"),
        ("permalink: :title.html\npost_asset_folder: true", "/{title}.html"),
        ("permalink: :title.html\npretty_urls: {trailing_html: false}", "/{title}"),
        ("permalink: :title/index.html\npretty_urls: {trailing_index: false, trailing_html: false}", "/{title}/"),
    ],
)
def test_a_permalink_is_a_rule(tmp_path, yaml, rule):
    (tmp_path / "_config.yml").write_text(yaml)
    assert settings(Folder(str(tmp_path))).posts[0].url == rule


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        pytest.param("", ("Asia/Tokyo", "/{local_year}/{local_month}/{local_day}/{title}/", "This one is in"), id="the machine's"),
        pytest.param("timezone: Asia/Seoul", ("Asia/Seoul", "", "If it runs in Asia/Seoul"), id="days are the machine's"),
        pytest.param("timezone: UTC", ("UTC", "", ""), id="UTC"),
    ],
)  # fmt: skip
def test_the_machine_s_zone_is_told(tmp_path, monkeypatch, yaml, told):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    (tmp_path / "_config.yml").write_text(yaml)
    found = settings(Folder(str(tmp_path)))
    assert (found.timezone, found.posts[0].url) == told[:2]
    assert told[2] in "".join(found.notes)
    assert bool(found.notes) is bool(told[2])


def test_a_site_of_hexo_is_known(tmp_path):
    assert not is_one(Folder(str(tmp_path)))
    (tmp_path / "package.json").write_text(PACKAGE)
    assert is_one(Folder(str(tmp_path)))
