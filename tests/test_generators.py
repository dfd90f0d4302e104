"""Sites that real generators made give the entries of the generators' own feeds; each difference is explained.

Three ways to each site: its sources alone, its sources with bodies from the built pages, its built pages alone. No
configuration is written by hand for the first two: `init` writes it. tests/cases/generators/README.md says what is where.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime
from unittest.mock import patch

import feedparser
import pytest

from feedtool import config, setup, site
from feedtool.content import Cleaner
from feedtool.content.rules import pure
from feedtool.markup import text_of
from feedtool.urls import canonical
from tests.conftest import CASES

ROOT = CASES / "generators"
SITES = sorted(path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("*/*/explained.json"))
WAYS = [
    (name, way)
    for name in SITES
    for way in ("source", "built", "pages")
    if way == "source" or (ROOT / name / "built").is_dir()
]
NOW = datetime(2026, 11, 24, tzinfo=UTC)
PAGES_ALONE = """\
[site]
title = "Pages"
url = "{url}"
timezone = "{timezone}"

[[sources]]
type = "html"
path = "{folder}"

[output]
limit = 0
"""


def read(folder, name):
    file = folder / f"{name}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def built_by_us(case, way, root):
    """The entries that feedtool makes of a copy of the site in *root*, by their links."""
    settings = read(case, "site")
    pages = root / settings["folder"]
    if way == "pages":
        root.mkdir()
        (root / "feedtool.toml").write_text(PAGES_ALONE.format(**settings), encoding="utf-8")
    else:
        shutil.copytree(case / "source", root)
        if commit := settings.get("commit"):
            commit_all(root, commit)
    if way != "source":
        shutil.copytree(case / "built", pages, dirs_exist_ok=True)
    if way != "pages":
        with patch.dict(os.environ, TZ=settings["timezone"]):  # on the machine that builds the site
            plan = setup.plan(str(root))
        setup.write(plan)
        assert plan.url == settings["url"]
    now = instant(settings.get("now")) or NOW
    made = site.build(config.load(config.find(str(root))), now=now)
    assert [str(problem) for problem in made.problems if problem.code not in settings.get("problems", [])] == []
    return {
        entry.link: {
            "id": entry.id,
            "title": entry.title,
            "published": entry.published.astimezone(UTC).replace(microsecond=0),
            "updated": entry.updated.astimezone(UTC).replace(microsecond=0),
            "authors": [person.name for person in entry.authors],
            "categories": sorted(entry.categories),
            "body": folded(entry.content),
        }
        for entry in made.feed.entries
    }


def commit_all(root, date):
    """One commit of everything, as the site's make.sh made it."""
    given = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    names = {f"GIT_{who}_{what}": "Ada" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All"]):
        subprocess.run(["git", *command], cwd=root, env={**os.environ, **given, **names}, check=True)


def folded(html):
    """The text of a body, white space aside: generators' own feeds lose line ends where ours keep them, and have blanks
    without width where a heading has its link.
    """
    return "".join(text_of(html).replace("\u200b", "").split())


def written_by_the_generator(case):
    """The entries of the generator's own feed, by their links."""
    if not (case / "feed.xml").exists():  # of a generator that could not be run: what its documentation promises
        return {canonical(entry["link"]): {name: entry[name] for name in ("id", "title", "authors")}
                | {"published": instant(entry["published"]), "categories": sorted(entry["categories"])}
                for entry in read(case, "expected")}  # fmt: skip
    feed = feedparser.parse((case / "feed.xml").read_bytes(), resolve_relative_uris=False, sanitize_html=False)
    bodies = {entry.get("link"): entry["content"][0]["value"] if "content" in entry else entry.get("summary", "")
              for entry in feed.entries}  # fmt: skip
    return {
        canonical(entry["link"]): {
            "id": entry["id"],
            "title": entry["title"] or "",
            "published": instant(entry["published"] or entry["updated"]),
            "updated": instant(entry["updated"]),
            "authors": entry["authors"],
            "categories": sorted(dict.fromkeys(entry["categories"])),
            "body": folded(pure(bodies.get(entry["link"], ""), entry["link"], Cleaner()).html),
        }
        for entry in read(case, "expected")
    }


def instant(text):
    return text and datetime.fromisoformat(text)


def differences(ours, theirs):
    """Every link with what differs: "missing", "extra", or fields and what both say."""
    found = {link: {"missing": ""} for link in theirs.keys() - ours.keys()}
    found |= {link: {"extra": ""} for link in ours.keys() - theirs.keys()}
    for link in ours.keys() & theirs.keys():
        fields = {name: (ours[link][name], value) for name, value in theirs[link].items() if value != ours[link][name]}
        if fields:
            found[link] = fields
    return found


def unexplained(found, explained):
    everywhere = explained.get("*", {})
    left = {
        link: {name: said for name, said in fields.items() if name not in {**everywhere, **explained.get(link, {})}}
        for link, fields in found.items()
    }
    return {link: fields for link, fields in left.items() if fields}


def needless(found, explained):
    """What is explained and does not differ: the explanation is of yesterday."""
    met = {name for fields in found.values() for name in fields}
    return [(link, name) for link, fields in explained.items() for name in fields
            if name not in (met if link == "*" else found.get(link, {}))]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize(("name", "way"), WAYS)
def test_a_site_gives_the_entries_of_its_generator_s_own_feed(name, way, tmp_path):
    case = ROOT / name
    explained = read(case, "explained").get(way, {})
    found = differences(built_by_us(case, way, tmp_path / "site"), written_by_the_generator(case))
    assert unexplained(found, explained) == {}
    assert needless(found, explained) == []
