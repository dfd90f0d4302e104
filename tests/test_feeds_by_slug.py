"""Feeds of words lie where the generator of the site has them: by the slug that it makes of each."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedtool import names, presets
from feedtool.config.feeds import spec_of
from feedtool.config.slugs import Site
from tests import conftest
from tests.test_names import MANY

TAGS = '[[feeds]]\nper = "tag"\npath = "tags/{slug}"\n'


def feeds(blog, text=TAGS, preset=""):
    line = f'preset = "{preset}"\n' if preset else ""
    blog.write("config.toml", conftest.CONFIG.replace('type = "markdown"\n', f'type = "markdown"\n{line}') + text)


def made(blog, name="feed.json"):
    """The folder of each feed, with its title and those of its entries."""
    found = {}
    for file in sorted((blog.root / "feeds").rglob(name)):
        said = json.loads(file.read_text(encoding="utf-8"))
        found[file.parent.relative_to(blog.root / "feeds").as_posix()] = (
            said["title"].removesuffix(" \u2013 Test blog"), [item["title"] for item in said["items"]],
        )  # fmt: skip
    return found


def tagged(blog, **tags):
    for day, (title, words) in enumerate(tags.items(), 1):
        blog.post(f"{title}.md", title=title, date=f"2024-05-{day:0>2}", tags=words)
    return blog


@pytest.mark.parametrize(
    ("preset", "files", "word", "slug"),
    [
        ("", {}, "C++ & Über uns", "c-über-uns"),
        ("hugo", {}, "Two  Words & More", "two-words-more"),
        ("hugo", {}, "C#", "c#"),
        ("hugo", {}, "Größe v1.2", "größe-v1.2"),
        ("hugo", {"hugo.toml": "removePathAccents = true"}, "Größe", "große"),
        ("hugo", {"hugo.toml": "disablePathToLower = true"}, "Größe", "Größe"),
        ("pelican", {}, "Größe & Co", "grosse-co"),
        ("pelican", {"pelicanconf.py": "SLUGIFY_USE_UNICODE = True"}, "Größe", "größe"),
        ("pelican", {"pelicanconf.py": "TAG_REGEX_SUBSTITUTIONS = [('x', 'y')]"}, "X", "y"),
        ("nikola", {}, "C++ für alle", "c++-fur-alle"),
        ("nikola", {"conf.py": "USE_SLUGIFY = False"}, "Größe: A", "Größe- A"),
        ("nikola", {"conf.py": "SLUG_TAG_PATH = False"}, "Größe A", "Größe A"),
        ("zola", {}, "Größe & Co", "grosse-co"),
        ("zola", {"config.toml": "base_url = ''\n[slugify]\ntaxonomies = 'safe'"}, "Größe: Co", "Größe Co"),
        ("zola", {"config.toml": "base_url = ''\n[slugify]\ntaxonomies = 'off'"}, "Größe Co", "Größe Co"),
        ("jekyll", {}, "Some_Tag", "Some_Tag"),
        ("ablog", {}, "Größe & Co", "große-co"),
        ("hexo", {}, "Größe & Co", "Grose-Co"),
        ("hexo", {"_config.yml": "tag_map: {C++: cpp}\nfilename_case: 2"}, "C++", "CPP"),
        ("mkdocs", {}, "Größe & Co", "größe--co"),
        ("astro", {}, "Größe & Co", "größe--co"),
        ("", {}, "+++", names.safe("+++")),  # no letters
        ("hugo", {}, "A/B", names.safe("A/B")),
        ("hugo", {}, "..", names.safe("..")),
        ("hugo", {}, ".NET", names.safe(".NET")),
        ("jekyll", {}, "v1.", names.safe("v1.")),
        ("jekyll", {}, "COM1.x", names.safe("COM1.x")),
        ("jekyll", {}, "a:b", names.safe("a:b")),
        ("jekyll", {}, "x" * 300, names.safe("x" * 300)),
    ],
)
def test_a_word_has_the_slug_of_the_generator_or_else_its_safe_name(tmp_path, preset, files, word, slug):
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert Site(str(tmp_path), str(tmp_path), preset).key_of("tag")(word) == slug


@pytest.mark.parametrize("preset", ["", *presets.NAMES])
def test_no_word_leads_out_of_its_folder(tmp_path, preset):
    key = Site(str(tmp_path), str(tmp_path), preset).key_of("tag")
    assert [word for word in MANY if not names.is_safe(key(word))] == []


@given(st.text(max_size=300))
@example("\xa0")
@example("a\u2028b")
def test_what_is_safe_is_one_name_in_one_folder(word):
    if names.is_safe(word):
        assert os.path.basename(os.path.normpath(f"/tags/{word}")) == word
        assert not set(word) & set('<>:"/\\|?*\0\n')
        assert word == word.strip()


def test_words_with_one_slug_are_in_one_feed_which_is_called_as_most_posts_have_it(blog):
    feeds(tagged(blog, a=["web dev"], b=["Web Dev"], c=["Web Dev", "web-dev", "x"]), preset="hugo")
    report = blog.build()
    assert made(blog) == {
        ".": ("Test blog", ["c", "b", "a"]), "tags/web-dev": ("Web Dev", ["c", "b", "a"]), "tags/x": ("x", ["c"]),
    }  # fmt: skip
    assert [feed["name"] for feed in report["feeds"]] == ["main", "tag:web-dev", "tag:x"]


def test_slugs_that_only_case_tells_apart_are_one_file(blog):
    blog.write("hugo.toml", "disablePathToLower = true")
    feeds(tagged(blog, a=["News"], b=["news"], c=["news"]), preset="hugo")
    blog.build()
    assert made(blog)["tags/news"] == ("news", ["c", "b", "a"])
    tagged(blog, a=["News"], b=["News"], c=["News"])
    blog.build()
    assert "tags/News" not in made(blog), "a feed stays where it was announced"
    assert made(blog)["tags/news"] == ("News", ["c", "b", "a"])


def test_the_files_may_be_called_by_the_slug_in_one_folder_that_may_be_that_of_the_feeds(blog):
    for path in ("of", "."):
        feeds(
            tagged(blog, a=["Two Words"]),
            f'[[feeds]]\nper = "tag"\npath = "{path}"\nformats = ["atom"]\nfiles = {{ atom = "{{slug}}.atom.xml" }}\n',
        )
        report = blog.build()
        file = os.path.normpath(f"feeds/{path}/two-words.atom.xml").replace(os.sep, "/")
        assert [one["path"] for one in report["feeds"][1]["files"]] == [file]
        assert report["feeds"][1]["files"][0]["url"] == f"https://blog.example/{file}"
        assert (blog.root / file).is_file()


def test_a_feed_of_a_slug_stays_when_nothing_is_in_it_any_more(blog):
    feeds(tagged(blog, a=["Two Words"], b=["x"]))
    blog.build()
    tagged(blog, a=["x"])
    blog.build()
    assert made(blog)["tags/two-words"] == ("two-words", [])


def test_feeds_by_slug_leave_those_by_name_behind(blog):
    feeds(tagged(blog, a=["C++"], b=["x"]), '[[feeds]]\nper = "tag"\n')
    blog.build()
    feeds(blog)
    report = blog.build()
    assert [feed["name"] for feed in report["feeds"]] == ["main", "tag:c", "tag:x"]
    assert {(one["code"], one["file"].rpartition("/")[0]) for one in report["warnings"]} == {
        ("O502", "feeds/tags/c-f1deb75f")
    }


@pytest.mark.parametrize("name", ["tag:../../x", "tag:a/b", "tag:..", "tag:con"])
def test_a_lock_that_was_written_by_hand_leads_nowhere_else(blog, name):
    from feedtool import config

    feeds(tagged(blog, a=["x"]))
    spec, value = spec_of(config.load(str(blog.root / "config.toml")).feeds, name)
    assert spec.path_of(value) == f"tags/{names.safe(value)}"


def test_a_language_is_that_of_its_feed(blog):
    blog.post("a.md", title="A", date="2024-05-01", language="de-AT")
    feeds(blog, '[[feeds]]\nper = "language"\npath = "all-{slug}"\n')
    report = blog.build()
    assert [feed["name"] for feed in report["feeds"]] == ["main", "language:de-at"]
    assert json.loads((blog.root / "feeds/all-de-at/feed.json").read_text())["language"] == "de-AT"
