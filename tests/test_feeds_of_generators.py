"""Feeds of tags, categories, authors, sections, languages and years lie where the generator of the site had them, with
the same posts: `init` says so, and `build` does. tests/cases/generators/*/*/feeds.json is what generators built;
feeds-explained.json says where feedtool differs, and why.
"""

from __future__ import annotations

import os
import shutil
from unittest.mock import patch

import pytest

from feedtool import config, setup, site
from feedtool.urls import canonical
from tests.test_generators import NOW, ROOT, commit_all, instant, read

SITES = sorted(path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("*/*/feeds.json"))


def written_by_us(case, root):
    """Each file of a feed that a build of a copy of the site in *root* makes, with its posts: all posts, the further feeds, and
    the files of the main one."""
    settings = read(case, "site")
    shutil.copytree(case / "source", root)
    if commit := settings.get("commit"):
        commit_all(root, commit)
    with patch.dict(os.environ, TZ=settings["timezone"]):  # on the machine that builds the site
        setup.write(setup.plan(str(root)))
    made = site.build(config.load(config.find(str(root))), now=instant(settings.get("now")) or NOW)
    assert made.is_written
    pages = root / settings["folder"]
    main, *further = made.feeds
    links = {
        os.path.relpath(file.address.path, pages).replace(os.sep, "/"): {entry.link for entry in one.feed.entries}
        for one in further
        for file in one.files
    }
    assert all((pages / path).is_file() for path in links)
    posts = {entry.link for one in made.feeds for entry in one.feed.entries}
    return posts, links, {os.path.relpath(file.address.path, pages).replace(os.sep, "/") for file in main.files}


def differences(ours, theirs):
    """Every file with what differs: "missing", "extra", or the links that one of both has."""
    found = {path: ["missing"] for path in theirs.keys() - ours.keys()}
    found |= {path: ["extra"] for path in ours.keys() - theirs.keys()}
    return found | {path: sorted(ours[path] ^ theirs[path]) for path in ours.keys() & theirs.keys()
                    if ours[path] != theirs[path]}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("name", SITES)
def test_further_feeds_stay_where_the_generator_had_them(name, tmp_path):
    case = ROOT / name
    posts, ours, main = written_by_us(case, tmp_path / "site")
    theirs = {
        path: {canonical(link) for link in links} for path, links in read(case, "feeds").items() if path not in main
    }
    theirs = {path: links & posts for path, links in theirs.items() if links & posts or not links}
    explained = read(case, "feeds-explained")
    found = differences(ours, theirs)
    assert {path: what for path, what in found.items() if path not in explained} == {}
    assert [path for path in explained if path not in found] == [], "explained, and not different"
