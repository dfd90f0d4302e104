"""What hubs have to be told is written down before the feeds are, joins what waits, and is never lost."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import threading
import time

import pytest

from feedtool import FeedtoolError, state
from feedtool.outbox import ACCEPTED, DROPPED, REFUSED, WAITS, Outbox
from feedtool.pinger import WEBSUB
from feedtool.topics import FeedState, Version, Wanted
from tests import forked

HUB = "https://hub.example/"
TOPICS = {f"https://blog.example/feeds/{name}" for name in ("rss.xml", "atom.xml", "feed.json")}
A, B = Version("a", "2024-01-01", "2024-01-01"), Version("b", "2024-01-01", "2024-01-02")


def wanted(digest="1", topic="t:1", hubs=(HUB,), live=None, gone=()):
    return Wanted(topic, hubs, digest, live or {}, gone, WEBSUB)


@pytest.fixture
def box(tmp_path):
    with Outbox(str(tmp_path)) as outbox:
        yield outbox


def queue(box, *wants, now=100.0, feed="main", state=None):
    box.queue({feed: state} if state is not None else {}, wants, now=now)


def one(box, state=WAITS):
    (row,) = box.all()
    assert row.state == state
    return row


def test_a_row_is_a_topic_and_a_hub(box):
    queue(box, wanted(topic="t:1", hubs=("h:1", "h:2")), wanted(topic="t:2"))
    assert [(row.topic, row.hub) for row in box.all()] == [("t:1", "h:1"), ("t:1", "h:2"), ("t:2", HUB)]


def test_a_later_change_joins_what_waits(box):
    """The newest digest counts, what has to be live is put together, its age begins anew, its next try stays."""
    queue(box, wanted("1", live={"x": A, "y": A}, gone=("z",)))
    box.record(one(box), WAITS, status=503, detail="later", now=110, due=500)
    queue(box, wanted("2", live={"y": B, "z": B}, gone=("x",)), now=200.0)
    row = one(box)
    assert (row.digest, dict(row.live), row.gone) == ("2", {"y": B, "z": B}, ("x",))
    assert (row.queued, row.due, row.attempts) == (200, 500, 1)


def test_a_change_after_the_hub_was_told_begins_anew(box):
    queue(box, wanted("1", live={"x": A}))
    box.record(one(box), ACCEPTED, status=202, detail="", now=110)
    queue(box, wanted("2", live={"y": B}), now=200.0)
    row = one(box)
    assert (dict(row.live), row.due, row.attempts, row.accepted) == ({"y": B}, 200, 0, 110)


def test_a_change_while_a_notification_is_on_its_way_keeps_the_row_waiting(box):
    queue(box, wanted("1"))
    sent = one(box)
    queue(box, wanted("2"), now=105.0)
    box.record(sent, ACCEPTED, status=202, detail="", now=110)
    assert one(box).digest == "2"
    box.record(one(box), ACCEPTED, status=202, detail="", now=120)
    assert one(box, ACCEPTED).accepted == 120


def test_what_was_refused_or_given_up_is_kept(box):
    queue(box, wanted(topic="t:1"), wanted(topic="t:2"))
    first, second = box.all()
    box.record(first, REFUSED, status=400, detail="no", now=110)
    box.close([second], DROPPED, "gone")
    assert [(row.state, row.detail) for row in box.all()] == [(REFUSED, "no"), (DROPPED, "gone")]
    assert box.waiting() == []


def test_a_feed_is_remembered_as_it_was(box):
    assert box.last("main") is None
    made = FeedState("atom", "head", {"x": A})
    queue(box, state=made)
    assert box.last("main") == made
    assert box.last("main").digest == made.digest


def test_two_processes_write_at_the_same_time(tmp_path):
    def work(number):
        with Outbox(str(tmp_path)) as box:
            for count in range(20):
                queue(box, wanted(topic=f"t:{number}-{count}"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Outbox(str(tmp_path)) as box:
        assert len(box.waiting()) == 80


def test_one_of_a_newer_feedtool_is_left_alone(tmp_path):
    with Outbox(str(tmp_path)):
        pass
    with sqlite3.connect(tmp_path / state.FOLDER / "state.db") as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(FeedtoolError, match="newer feedtool"):
        Outbox(str(tmp_path))


VERSION_1 = """
    CREATE TABLE feeds (name TEXT PRIMARY KEY, format TEXT, head TEXT, entries TEXT) WITHOUT ROWID;
    CREATE TABLE deliveries (
        notifier TEXT, hub TEXT, topic TEXT, digest TEXT, live TEXT, gone TEXT, state TEXT, queued REAL, due REAL,
        attempts INTEGER, asked REAL, status INTEGER, detail TEXT, accepted REAL, discovered INTEGER,
        PRIMARY KEY (notifier, hub, topic)
    ) WITHOUT ROWID;
    CREATE INDEX waiting ON deliveries (state, due);
    INSERT INTO feeds VALUES ('main', 'atom', 'abc', '{"urn:a": ["1", "2024-01-01", "2024-01-01"]}');
    INSERT INTO deliveries VALUES (
        'websub', 'https://hub.example/', 't:1', 'd', '{"urn:a": ["1", "2024-01-01", "2024-01-01"]}', '["urn:b"]', 'waiting',
        100.0, 160.0, 1, 110.0, 503, 'later', NULL, 0
    );
    PRAGMA user_version = 1;
"""


def test_one_of_an_older_feedtool_keeps_all_that_is_in_it(tmp_path):
    """As feedtool left it before it read feeds of others."""
    (tmp_path / state.FOLDER).mkdir()
    with sqlite3.connect(tmp_path / state.FOLDER / "state.db") as database:
        database.executescript(VERSION_1)
    database.close()
    for _ in range(2):
        with Outbox(str(tmp_path)) as box:
            row = one(box)
            assert (row.digest, dict(row.live), row.gone, row.due, row.attempts) == (
                "d", {"urn:a": Version("1", "2024-01-01", "2024-01-01")}, ("urn:b",), 160, 1,
            )  # fmt: skip
            assert (row.head, row.size) == ("", 0)
            assert box.last("main").head == "abc"
    with sqlite3.connect(tmp_path / state.FOLDER / "state.db") as database:
        assert database.execute("PRAGMA user_version").fetchone() == (3,)
        assert database.execute("SELECT count(*) FROM sources").fetchone() == (0,)
    database.close()


def test_that_nobody_was_asked_does_not_take_the_place_of_the_last_answer(box):
    queue(box, wanted())
    box.record(one(box), WAITS, status=503, detail="503 Busy", now=101, due=102)
    box.record(one(box), WAITS, status=0, detail="not asked", now=103, due=130, is_attempt=False)
    row = one(box)
    assert (row.detail, row.status, row.due, row.attempts) == ("503 Busy", 503, 130, 1)


def test_a_row_that_is_damaged_is_told(box, tmp_path):
    queue(box, wanted())
    with sqlite3.connect(tmp_path / state.FOLDER / "state.db") as database:
        database.execute("UPDATE deliveries SET live = '{'")
    with pytest.raises(FeedtoolError, match=r"state\.db is damaged"):
        box.all()


def test_what_another_process_holds_may_be_had_later(tmp_path):
    again = state.exclusive(str(tmp_path), wait_s=0.1)
    with state.exclusive(str(tmp_path)), pytest.raises(FeedtoolError, match="is running") as raised, again:
        pass
    assert raised.value.exit_code == 75


def test_a_lock_that_cannot_be_had_is_not_waited_for(tmp_path):
    (tmp_path / state.FOLDER / state.TURNS).mkdir(parents=True)
    begun = time.monotonic()
    with pytest.raises(FeedtoolError, match="cannot be locked"), state.exclusive(str(tmp_path)):
        pass
    assert time.monotonic() - begun < 10


def test_what_joins_is_no_older_than_what_it_joins(box):
    """Else the version before, which is still served, would be taken for a newer one."""
    queue(box, wanted("1", live={"x": B}))
    queue(box, wanted("2", live={"x": A}))
    assert one(box).live["x"] == Version("a", "2024-01-01", "2024-01-02")


def test_one_that_is_damaged_is_named(tmp_path):
    file = tmp_path / state.FOLDER / "state.db"
    file.parent.mkdir()
    file.write_bytes(b"garbage" * 1000)
    with pytest.raises(FeedtoolError, match=r"state\.db is damaged"):
        Outbox(str(tmp_path))


# Of builds


@pytest.fixture
def told(blog):
    blog.configure(f'[websub]\nhubs = ["{HUB}"]\n')
    for n in range(1, 4):
        blog.post(f"p{n}.md", title=f"Post {n}", date=f"2024-05-0{n}", body=f"Words {n}")
    return blog


def rows(blog):
    with Outbox(str(blog.root)) as box:
        return {row.topic: row for row in box.waiting()}


def accept(blog):
    with Outbox(str(blog.root)) as box:
        for row in box.waiting():
            box.record(row, ACCEPTED, status=202, detail="", now=row.queued + 1)


def notifications(report):
    return report["feeds"][0]["notifications"]


def test_a_first_build_tells_of_all_and_says_why(told):
    done = told.run("build")
    assert (
        "3 notifications wait for feedtool ping; all of it is new to its hubs, as no earlier version is known here"
        in done.out
    )
    assert set(rows(told)) == TOPICS
    assert {len(row.live) for row in rows(told).values()} == {3}


@pytest.mark.long
def test_an_edit_an_addition_and_a_removal_are_told_of(told):
    told.build()
    accept(told)
    told.post("p2.md", title="Post 2", date="2024-05-02", body="Other words")
    told.post("new.md", title="New", date="2024-05-04")
    (told.root / "posts/p1.md").unlink()
    assert notifications(told.build()) == 3
    found = rows(told)
    assert set(found) == TOPICS
    for row in found.values():
        assert set(row.live) == {"https://blog.example/p2/", "https://blog.example/new/"}
        assert row.gone == ("https://blog.example/p1/",)


@pytest.mark.long
def test_a_needless_rebuild_tells_nobody(told):
    told.build()
    accept(told)
    for file in told.root.rglob("*.md"):
        file.write_text(file.read_text().replace("\n", "\n\n", 1).replace("\n\n", "\n", 1))
    (told.root / ".feedtool/look").unlink()
    assert notifications(told.build("--now", "2030-01-01T00:00:00Z")) == 0
    assert rows(told) == {}


@pytest.mark.long
def test_a_post_whose_day_has_come_is_told_of(told):
    told.post("later.md", title="Later", date="2025-01-01T00:00:00Z")
    told.build("--now", "2024-12-31T00:00:00Z")
    accept(told)
    assert notifications(told.build("--now", "2025-01-02T00:00:00Z")) == 3
    assert {id_ for row in rows(told).values() for id_ in row.live} == {"https://blog.example/later/"}


@pytest.mark.parametrize("option", ["--dry-run", "--check", "--output"])
def test_what_is_no_build_queues_nothing(told, option):
    told.run("build", option, *(["shown"] if option == "--output" else []))
    assert not (told.root / ".feedtool/state.db").exists()


def test_without_hubs_there_is_no_outbox(blog):
    blog.post()
    assert notifications(blog.build()) == 0
    assert not (blog.root / ".feedtool/state.db").exists()


@pytest.mark.long
def test_the_outbox_is_written_first(told):
    """Whatever stops a build after that, the hubs are told; at worst for nothing."""
    told.build()
    accept(told)
    told.post("p2.md", title="Post 2", date="2024-05-02", body="Other words")
    first = "import os\nreal = os.replace\ndef stop(*a, **k):\n    os._exit(9)\nos.replace = stop\n"
    process = forked.start(
        "build", cwd=told.root, out=told.root.parent / "out", err=told.root.parent / "err", first=first
    )
    process.join()
    assert process.exitcode == 9
    assert set(rows(told)) == TOPICS
    told.build()
    assert set(rows(told)) == TOPICS


def git(*words, cwd):
    subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *words], cwd=cwd, check=True, capture_output=True
    )


@pytest.mark.long
@pytest.mark.parametrize("base", ["files", "HEAD", "folder", "live"])
def test_on_a_fresh_clone_the_last_version_is_found_elsewhere(told, web, base):
    config = told.root / "config.toml"
    config.write_text(config.read_text().replace("https://blog.example/", web.url))
    web.folder = told.root.parent / "public"
    told.build()
    for name, data in told.bytes().items():
        told.write(f"../public/feeds/{name}", data)
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All"]):
        git(*command, cwd=told.root)
    clone = told.root.parent / "clone"
    git("clone", "-q", str(told.root), str(clone), cwd=told.root)
    fresh = type(told).at(clone)
    if base != "files":
        for file in (clone / "feeds").iterdir():
            file.unlink()
    options = {"folder": ["--baseline", "../public"], "live": ["--baseline", "live"]}.get(base, [])
    fresh.post("p2.md", title="Post 2", date="2024-05-02", body="Other words")
    report = fresh.build("--changes", "changes.json", *options)
    assert notifications(report) == 3
    assert {id_ for row in rows(fresh).values() for id_ in row.live} == {f"{web.url}p2/"}
    handed = json.loads((clone / "changes.json").read_text())["topics"]
    assert {row["topic"]: set(row["live"]) for row in handed} == {topic: {f"{web.url}p2/"} for topic in rows(fresh)}
