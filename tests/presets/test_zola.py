"""What Zola's posts mean, as far as its sites in tests/cases/generators do not show it. The expectations are what Zola 0.22
made of the same files, or what its documentation says of older releases.
"""

from __future__ import annotations

import pytest

from feedtool.loader import Site, Source, load


@pytest.fixture
def posts(tmp_path):
    def read(*names, config=""):
        (tmp_path / "config.toml").write_text(f'base_url = "https://e.example/"\n{config}', encoding="utf-8")
        for name in names:
            file = tmp_path / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text('+++\ntitle = "T"\ndate = 2021-03-04\n+++\nText.', encoding="utf-8")
        source = Source(type="markdown", path=str(tmp_path / "content"), preset="zola")
        found = load([source], Site(url="https://e.example/", root=str(tmp_path)))
        assert found.problems == ()
        return found.posts

    return read


@pytest.fixture
def links(posts):
    def read(*names, config=""):
        return sorted(post.link.removeprefix("https://e.example/") for post in posts(*names, config=config))

    return read


def test_pages_in_the_folder_of_a_page_are_pages(links):
    assert links("b/index.md", "b/other.md", "b/sub/x.md") == ["b/", "b/other/", "b/sub/x/"]


@pytest.mark.parametrize("config", ["[languages.fr]", 'languages = [{code = "fr", feed = true}]'])
def test_a_suffix_is_a_language_in_both_ways_to_name_them(links, config):
    assert links("a.md", "a.fr.md", config=config) == ["a/", "fr/a/"]


@pytest.mark.parametrize(
    ("config", "link"),
    [
        ("", "a-en/"),
        ("[languages.en]", "a.en/"),
        ('default_language = "en"\n[languages.en]\n[languages.fr]', "a.en/"),
    ],
)
def test_the_main_language_s_suffix_stays(links, config, link):
    assert links("a.en.md", config=config + '\n[slugify]\npaths = "safe"' * (link == "a.en/")) == [link]


@pytest.mark.parametrize(
    ("config", "kind"),
    [
        ("", "text/markdown"),
        ("[markdown]\nsmart_punctuation = true\nrender_emoji = false", "text/markdown; with=smart"),
        ("[markdown]\nrender_emoji = true\ndefinition_list = true", "text/markdown; with=emoji-definitions"),
    ],
)
def test_a_site_s_markdown_has_what_is_switched_on(posts, config, kind):
    (one,) = posts("a.md", config=config)
    assert one.body.type == kind
