"""The pages that real generators built give the entries of the generators' own feeds; each difference is explained."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feedtool.dates import Rules
from feedtool.loader import Site, Source, load
from tests.conftest import CASES

SITES = sorted(
    path.parent.relative_to(CASES / "generators").as_posix() for path in CASES.glob("generators/*/*/explained.json")
)


def differences(ours, theirs):
    """Every link with what differs: "missing", "extra", or fields."""
    found = {link: {"missing"} for link in theirs.keys() - ours.keys()} | {
        link: {"extra"} for link in ours.keys() - theirs.keys()
    }
    for link in ours.keys() & theirs.keys():
        if differ := {field for field in ("title", "published") if ours[link][field] != theirs[link][field]}:
            found[link] = differ
    return found


@pytest.mark.parametrize("site", SITES)
def test_built_pages_give_the_generator_s_own_entries(site):
    root = CASES / "generators" / site
    settings, entries, explained = (
        json.loads((root / f"{name}.json").read_text(encoding="utf-8")) for name in ("site", "expected", "explained")
    )
    rules = Rules(zone=ZoneInfo(settings["timezone"]))
    loaded = load(
        [Source(type="html", path=str(root / "built"))], Site(url=settings["url"], root=str(root), rules=rules)
    )
    assert loaded.problems == ()
    ours = {post.link: {"title": post.title, "published": post.published.astimezone(UTC)} for post in loaded.posts}
    theirs = {
        entry["link"]: {"title": entry["title"], "published": entry["published"] and datetime.fromisoformat(entry["published"])}
        for entry in entries
    }  # fmt: skip
    assert differences(ours, theirs) == {link: set(reasons) for link, reasons in explained["html"].items()}
    assert len(theirs) >= 6
