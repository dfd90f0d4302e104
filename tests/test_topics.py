"""Whether a change is live is told by what readers see, not by bytes: hosts rewrite feeds, and skip versions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feedtool import parse, topics
from feedtool.builder import named
from feedtool.model import Entry, Feed

HUB = "https://hub.example/"
DAY = datetime(2024, 5, 1, tzinfo=UTC)
FORMATS = ("rss", "atom", "json")


def entry(n, text="Words", **more):
    link = f"https://blog.example/{n}/"
    day = DAY + timedelta(days=n)
    given = {
        "id": link,
        "link": link,
        "title": f"Post {n}",
        "published": day,
        "updated": day,
        "content": f"<p>{text} {n}.</p>",
    }
    return Entry(**given | more)


def document(*entries, format="atom", hubs=(HUB,), rewritten=lambda text: text):
    feed = Feed(
        id="https://blog.example/", link="https://blog.example/", title="Blog", hubs=hubs, entries=tuple(entries)
    )
    data = named(format).build(feed, url="https://blog.example/feed")
    return parse.read(rewritten(data.decode()).encode(), url="https://blog.example/feed")


BEFORE = (entry(3), entry(2), entry(1))
EDITED = replace(entry(1), content="<p>Other words.</p>", updated=DAY + timedelta(days=9))


AFTER = (entry(4), entry(3), EDITED)


def wanted(live, gone=(), head="", size=3):
    return topics.Wanted("https://blog.example/feed", (HUB,), "", live, gone, "websub", head, size)


def lacks(served, format="atom"):
    """What is missing of the change from BEFORE to AFTER in what is *served*."""
    states = [topics.state_of(document(*entries, format=format)) for entries in (BEFORE, AFTER)]
    change = topics.change(*states)
    return topics.missing(served, wanted({id_: states[1].entries[id_] for id_ in change.changed}, change.gone))


@pytest.mark.parametrize("format", FORMATS)
def test_a_change_is_additions_edits_and_removals(format):
    states = [topics.state_of(document(*entries, format=format)) for entries in (BEFORE, (entry(4), entry(3), EDITED))]
    assert topics.change(*states) == (
        ("https://blog.example/4/", "https://blog.example/1/"),
        ("https://blog.example/2/",),
        False,
    )


@pytest.mark.parametrize("format", FORMATS)
def test_what_was_built_is_live_when_it_is_served(format):
    assert lacks(document(entry(4), entry(3), EDITED, format=format), format=format) == ""


LATE = {
    "the old feed": (document(*BEFORE), "the entry https://blog.example/4/"),
    "without the edit": (document(entry(4), entry(3), entry(1)), "the new version of https://blog.example/1/"),
    "with what is gone": (document(entry(4), entry(3), entry(2), EDITED), "https://blog.example/2/ to be gone"),
    "empty": (document(), "the entry https://blog.example/4/"),
}


@pytest.mark.parametrize(("served", "why"), LATE.values(), ids=LATE)
def test_what_is_not_live_is_said(served, why):
    assert lacks(served) == why


def minified(text):
    return re.sub(r">\s+<", "><", text)


def of_another_build(text):
    return text.replace("</title>", "</title><updated>2030-01-01T00:00:00Z</updated>", 1)


NEWER = replace(EDITED, content="<p>Newer words.</p>", updated=DAY + timedelta(days=10))
LIVE = {
    "minified": document(entry(4), entry(3), EDITED, rewritten=minified),
    "with another date of the build": document(entry(4), entry(3), EDITED, rewritten=of_another_build),
    "a version newer": document(entry(5), entry(4), entry(3), NEWER),
    "so much newer that the edited one left": document(entry(12), entry(11), entry(4)),
    "with another class": document(
        entry(4), entry(3), EDITED, rewritten=lambda text: text.replace("&lt;p&gt;", "&lt;p class=x&gt;")
    ),
}


@pytest.mark.parametrize("served", LIVE.values(), ids=LIVE)
def test_what_is_newer_or_written_otherwise_is_live(served):
    assert lacks(served) == ""


def test_a_date_of_the_build_is_no_change():
    state = topics.state_of(document(*BEFORE))
    assert topics.change(state, topics.state_of(document(*BEFORE, rewritten=of_another_build))) is None
    assert topics.change(state, topics.state_of(document(*BEFORE, rewritten=minified))) is None
    assert topics.change(state, topics.state_of(document(*reversed(BEFORE)))) is None


def test_a_head_that_changed_is_a_change_without_entries():
    after = document(*BEFORE, rewritten=lambda text: text.replace("<title>Blog<", "<title>Weblog<", 1))
    assert topics.change(topics.state_of(document(*BEFORE)), topics.state_of(after)) == ((), (), True)
    state = topics.state_of(after)
    assert "title" in topics.missing(document(*BEFORE), wanted({}, head=state.head))
    assert topics.missing(after, wanted({}, head=state.head)) == ""


def test_an_old_entry_that_is_new_is_not_taken_for_one_that_left():
    """It is older than all that is served, as one that newer ones pushed off the end is."""
    state = topics.state_of(document(*BEFORE, entry(0)))
    change = topics.change(topics.state_of(document(*BEFORE)), state)
    new = wanted({id_: state.entries[id_] for id_ in change.changed}, size=4)
    assert topics.missing(document(*BEFORE), new) == "the entry https://blog.example/0/"
    assert topics.missing(document(*BEFORE, entry(0)), new) == ""
    assert topics.missing(document(entry(4), *BEFORE), new) == ""


def test_the_version_before_is_not_newer_whatever_its_author_said():
    before, after = (
        topics.state_of(document(entry(1, text, updated=DAY + timedelta(days=day))))
        for text, day in (("A", 9), ("B", 5))
    )
    (id_,) = topics.change(before, after).changed
    for live, is_there in ((after.entries[id_], True), (topics.later(after.entries[id_], before.entries[id_]), False)):
        assert (
            topics.missing(document(entry(1, "A", updated=DAY + timedelta(days=9))), wanted({id_: live})) == ""
        ) == is_there
