"""What Quarto's project and the pages that list posts become."""

from __future__ import annotations

import pytest

from feedtool.setup.folder import Folder
from feedtool.setup.quarto import settings

PROJECT = "website:\n  title: Site\n  description: About\n  site-url: https://e.example/\nlang: de\n"


@pytest.fixture
def site(tmp_path):
    def read(**pages):
        for name, listing in {"posts/a": "title: A", "posts/b/c": "title: C", **pages}.items():
            path = tmp_path / f"{name}.qmd"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"---\n{listing}\n---\n")
        (tmp_path / "_quarto.yml").write_text(PROJECT)
        return settings(Folder(str(tmp_path)))

    return read


def test_the_listing_that_has_a_feed_is_taken_and_what_it_says_of_it(site):
    found = site(
        index="listing:\n  contents: talks",
        blog="listing:\n- contents: talks\n- contents: posts\n  feed: {title: News, description: Of us, language: en, items: 7}",
    )
    assert (found.feeds, found.limit, found.posts[0].include) == ({"rss": "blog.xml"}, 7, ("posts/**",))
    assert (found.title, found.description, found.language) == ("News", "Of us", "en")


def test_the_site_s_own_words_count_where_the_feed_has_none(site):
    found = site(index="listing: {contents: posts, feed: true}")
    assert (found.title, found.description, found.language, found.limit) == ("Site", "About", "de", 20)


def test_a_glob_with_a_mark_leaves_out(site):
    found = site(**{"sub/index": 'listing:\n  feed: true\n  contents: [/posts, "!/posts/b", "own/*.qmd"]'})
    (posts,) = found.posts
    assert (posts.include, posts.exclude, posts.count) == (("posts/**", "sub/own/*.qmd"), ("posts/b/**",), 1)


@pytest.mark.parametrize(("page", "include"), [("posts/index", ("posts/**",)), ("index", ("**",))])
def test_a_listing_without_contents_has_what_lies_beside_it(site, page, include):
    assert site(**{page: "listing: {feed: true}"}).posts[0].include == include


def test_what_is_not_read_of_a_listing_is_said(site):
    notes = site(
        index="listing: {contents: posts, feed: true, exclude: {categories: x}}",
        other="listing: {feed: true, contents: talks}",
    ).notes
    assert "index.qmd chooses its posts by exclude" in notes[0]
    assert notes[1].endswith("are those of other.qmd.")
