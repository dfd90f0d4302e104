"""Feeds of others fill no memory: what is large lies on the disk, and is read as it was."""

from __future__ import annotations

import gc
import tempfile
import time
import tracemalloc
import warnings
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import feedtool
from feedtool.loader import feed
from feedtool.shelf import Shelf
from feedtool.subscriptions.polling import Poll
from feedtool.subscriptions.rows import Row
from tests import planets
from tests.planets import item, rss

NOW = datetime(2024, 12, 1, tzinfo=UTC)
LARGE = 4_000_000


@pytest.fixture
def planet(blog):
    return planets.maker(blog)


@pytest.fixture
def no_room(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(Shelf, "room", 0)
        yield patch


@given(st.lists(st.text(st.characters(), max_size=4).map(lambda text: text * 300)))
def test_whatever_is_put_away_is_read_as_it_was(texts):
    shelf = Shelf(0)
    put = [(text, shelf.put(text)) for text in texts]
    for text, shelved in reversed(put):
        assert (shelved is None and len(text) <= 500) or shelved.read() == text


def test_there_is_room_for_so_much():
    shelf = Shelf(5000)
    assert [shelf.put("x" * 2000) is None for _ in range(4)] == [True, True, False, False]


def test_without_room_on_the_disk_it_stays_in_memory(monkeypatch):
    def full():
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert Shelf(0).put("x" * 2000) is None


@pytest.mark.long
def test_the_file_is_there_as_long_as_anything_on_it_and_is_closed_then(monkeypatch):
    made, make = [], tempfile.TemporaryFile
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: made.append(make()) or made[-1])
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        shelved = Shelf(0).put("x" * 2000)
        gc.collect()
        assert shelved.read() == "x" * 2000
        del shelved
        gc.collect()
        assert [file.closed for file in made] == [True]
    assert told == []


def test_what_was_put_away_is_built_as_if_it_was_not(planet, no_room):
    blog = planet("a.xml", "b.xml")
    blog.write("a.xml", rss(*(item(n, text="Wörds " * 300) for n in range(5))))
    blog.write("b.xml", rss(*(item(n, site="b", text=f"{n} " * 900) for n in range(5)), item(9, site="b"), site="b"))
    assert feed.parsed((blog.root / "a.xml").read_bytes(), Shelf()).entries[0].content is None
    feedtool.build(blog.root, now=NOW)
    before = blog.bytes()
    assert "Wörds" in before["rss.xml"].decode()
    no_room.undo()
    (blog.root / ".feedtool/look").unlink(missing_ok=True)
    report = feedtool.build(blog.root, now=NOW)
    assert (report["unchanged"], report["posts"]["rendered"], blog.bytes()) == (True, 0, before)


@pytest.mark.long
def test_answers_that_nobody_has_looked_at_are_not_in_memory(monkeypatch):
    for server in planets.served(monkeypatch):
        bodies = [bytes([65 + n]) * LARGE for n in range(6)]
        rows = [Row(server.give(f"/{n}", body=body)) for n, body in enumerate(bodies)]
        tracemalloc.start()
        try:
            found = iter(Poll(rows, named=[row.address for row in rows], ca_bundle=None))
            first = next(found)[1].data
            until = time.monotonic() + 10
            while len(server.asked) < len(rows) and time.monotonic() < until:
                time.sleep(0.02)
            time.sleep(0.2)  # the last one comes
            held = tracemalloc.get_traced_memory()[0]
            assert [first, *(told.data for _, told in found)] == bodies
        finally:
            tracemalloc.stop()
        assert held < 3 * LARGE


@pytest.mark.long
def test_who_stops_in_the_middle_leaves_no_file_open(monkeypatch):
    for server in planets.served(monkeypatch):
        rows = [Row(server.give(f"/{n}", body=b"x" * LARGE)) for n in range(3)]
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            found = iter(Poll(rows, named=[row.address for row in rows], ca_bundle=None))
            next(found)
            time.sleep(0.3)
            found.close()
            del found
            gc.collect()
        assert [str(one.message) for one in told] == []
