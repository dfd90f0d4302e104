"""Feeds of others at addresses: asked for what is new; and a server that is down, gone or hostile takes nothing away."""

from __future__ import annotations

import gzip
import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from tests import planets
from tests.planets import codes, feed_at, ids, item, opml, rss
from tests.test_fetch import Site

pytestmark = pytest.mark.long  # each of them builds several times


@pytest.fixture
def server(monkeypatch):
    yield from planets.served(monkeypatch)


@pytest.fixture
def planet(blog):
    return planets.maker(blog)


def state(blog):
    return (
        blog.bytes(),
        blog.times(),
        (blog.root / "feedtool.lock").read_bytes(),
        (blog.root / "feedtool.lock").stat().st_mtime_ns,
    )


def test_a_feed_is_asked_for_what_is_new_and_nothing_is_touched(planet, server):
    blog = planet(feed_at(server, "/a", rss(item(1))))
    assert blog.build()["feeds"][0]["added"] == ["https://a.example/1/"]
    assert blog.read("rss").entries[0].source == {"href": server.at("/a"), "title": "Site a"}
    before = state(blog.at_rest())
    for _ in range(2):  # no look makes it idle
        assert blog.build()["unchanged"]
    assert state(blog) == before
    assert [bool(asked.get("if-none-match")) for _, _, asked in server.asked] == [False, True, True]


def test_one_that_writes_the_time_into_its_head_changes_nothing(planet, server):
    blog = planet(server.give("/a", body=rss(item(1), head="<lastBuildDate>1 May 2024</lastBuildDate>")))
    blog.build()
    before = state(blog)
    server.give("/a", body=rss(item(1), head="<lastBuildDate>2 May 2024</lastBuildDate>"))
    assert blog.build()["unchanged"]
    assert state(blog) == before


@pytest.mark.parametrize("words", [["--dry-run"], ["--check"], ["--output", "preview"]])
def test_what_only_looks_asks_and_remembers_nothing(planet, server, words):
    blog = planet(feed_at(server, "/a", rss(item(1))))
    blog.run("build", *words)
    assert len(server.asked) == 1
    assert not (blog.root / ".feedtool").exists()
    blog.build()
    blog.run("build", *words)
    feed_at(server, "/a", rss(item(1), item(2)))
    blog.run("build", *words)
    assert blog.build()["feeds"][0]["added"] == ["https://a.example/2/"]


def test_posts_and_status_ask_nobody(planet, server):
    blog = planet(feed_at(server, "/a", rss(item(1))))
    assert blog.run("posts", "--json").json["posts"] == []
    blog.build()
    asked = len(server.asked)
    assert [one["title"] for one in blog.run("posts", "--json").json["posts"]] == ["a 1"]
    blog.run("status")
    assert len(server.asked) == asked


def test_a_feed_that_is_down_keeps_its_entries_and_status_says_since_when(planet, server):
    blog = planet(feed_at(server, "/a", rss(item(1))), feed_at(server, "/b", rss(item(2, site="b"), site="b")))
    blog.build()
    before = blog.bytes()
    server.give("/a", head="404 Not Found")
    report = blog.build()
    assert (codes(report), blog.bytes()) == (["N602"], before)
    assert report["warnings"][0]["file"] == server.at("/a")
    down, up = blog.run("status", "--json").json["sources"]
    assert set(down) == {"address", "state", "since", "fetched", "asked", "due", "status", "detail", "moved"}
    assert (down["state"], down["status"], down["detail"], up["state"], up["since"]) == (
        "down",
        404,
        "404 Not Found",
        "up",
        None,
    )
    first = down["since"]
    assert abs(datetime.fromisoformat(first) - datetime.now(UTC)) < timedelta(minutes=5)
    blog.build()
    assert blog.run("status", "--json").json["sources"][0]["since"] == first
    assert f"down since {first}" in blog.run("status").out
    feed_at(server, "/a", rss(item(1)))
    assert codes(blog.build()) == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"body": b"<!DOCTYPE html><html><body>Parked</body></html>"}, "N603"),
        ({"body": b""}, "N603"),
        ({"body": rss(item(1))[:-30]}, "N603"),
        ({"head": "403 Forbidden"}, "N602"),
        ({"head": "302 Found", "Location": "file:///etc/passwd"}, "N602"),
        ({"head": "302 Found", "Location": "http://10.0.0.1/"}, "N602"),
    ],
    ids=["a page", "nothing", "half a feed", "forbidden", "a file", "a private host"],
)
def test_what_is_no_feed_is_one_line(planet, server, given, code):
    blog = planet(feed_at(server, "/a", rss(item(1))), feed_at(server, "/b", rss(item(2, site="b"), site="b")))
    blog.build()
    server.give("/a", **given)
    assert codes(blog.build()) == [code]
    assert len(ids(blog)) == 2


def test_a_validator_that_cannot_be_sent_is_not(planet, server):
    answer = f"HTTP/1.1 200 OK\r\nConnection: close\r\nETag: \xa0x\r\nContent-Length: {len(rss(item(1)))}\r\n\r\n"
    blog = planet(server.put("/a", answer.encode("latin-1") + rss(item(1))))
    for _ in range(2):
        assert codes(blog.build()) == []


def test_a_copy_that_is_damaged_is_told(planet, server):
    blog = planet(feed_at(server, "/a", rss(item(1))))
    blog.build()
    with closing(sqlite3.connect(blog.root / ".feedtool/state.db")) as database, database:
        database.execute("UPDATE sources SET document = x'00'")
    for command in ("build", "posts", "status"):
        done = blog.run(command)
        assert (done.code, "is damaged" in done.err, "Take it away" in done.err) == (1, True, True)


def test_one_that_asks_to_wait_is_left_alone(planet, server):
    blog = planet(server.give("/a", head="503 Later", Retry_After="3600"))
    assert codes(blog.build()) == ["N602"]
    assert codes(blog.build()) == ["N602"]
    assert len(server.asked) == 1
    until = datetime.fromisoformat(blog.run("status", "--json").json["sources"][0]["due"])
    assert timedelta(minutes=50) < until - datetime.now(UTC) < timedelta(minutes=61)
    with closing(sqlite3.connect(blog.root / ".feedtool/state.db")) as database, database:
        database.execute("UPDATE sources SET due = due + 86400 * 3650")  # by a clock that was wrong
    blog.build()
    assert len(server.asked) == 2


def test_one_that_is_gone_is_not_asked_again_until_the_configuration_is_another(planet, server):
    blog = planet(feed_at(server, "/a", rss(item(1))))
    blog.build()
    server.give("/a", head="410 Gone")
    for _ in range(2):
        assert codes(blog.build()) == ["N605"]
    assert (len(server.asked), len(ids(blog))) == (2, 1)
    assert blog.run("status", "--json").json["sources"][0]["state"] == "gone"
    blog.write("config.toml", (blog.root / "config.toml").read_text() + "# looked at\n")
    blog.build()
    assert len(server.asked) == 3


def test_one_that_moved_for_good_is_asked_there_and_the_user_is_told(planet, server):
    server.give("/a", head="301 Moved", Location="/b")
    server.give("/b", head="308 Moved", Location="/c")
    server.give("/c", head="302 For now", Location="/d")
    feed_at(server, "/d", rss(item(1)))
    blog = planet(server.at("/a"))
    report = blog.build()
    assert codes(report) == ["N604"]
    assert server.at("/c") in report["warnings"][0]["found"]
    server.asked.clear()
    assert codes(blog.build()) == ["N604"]
    assert [path for _, path, _ in server.asked] == ["/c", "/d"]
    assert server.asked[-1][2]["if-none-match"]
    server.give("/c", head="404 Not Found")
    feed_at(server, "/a", rss(item(1)))
    assert codes(blog.build()) == []


def test_one_that_moved_for_good_and_is_down_is_not_looked_for_where_it_was(planet, server):
    """There may be a page by now, or somebody else's feed."""
    server.give("/a", head="301 Moved", Location="/b")
    feed_at(server, "/b", rss(item(1)))
    blog = planet(server.at("/a"))
    blog.build()
    feed_at(server, "/a", rss(item(2, site="other"), site="other"))
    server.give("/b", head="503 Later", Retry_After="0")
    for _ in range(2):
        assert codes(blog.build()) == ["N602"]
        assert ids(blog) == ["https://a.example/1/"]
    feed_at(server, "/b", rss(item(1)))
    assert codes(blog.build()) == ["N604"]
    server.give("/b", head="503 Later", Retry_After="0")
    blog.build()
    with closing(sqlite3.connect(blog.root / ".feedtool/state.db")) as database, database:
        database.execute("UPDATE sources SET failing = failing - 8 * 86400")
    assert codes(blog.build()) == []
    assert ids(blog) == ["https://other.example/2/"]


def test_an_entry_without_a_date_that_is_new_was_published_when_it_was_first_seen(planet, server):
    blog = planet(server.give("/a", body=rss(item(1, date=None), item(2))))
    assert codes(blog.build("--now", "2024-06-01T00:00Z")) == ["D205"]
    server.give("/a", body=rss(item(1, date=None), item(2), item(3, date=None)))
    blog.build("--now", "2024-06-02T00:00Z")
    server.give("/a", body=rss(item(1, date=None), item(2), item(3, date=None), head="<generator>x</generator>"))
    blog.build("--now", "2024-06-03T00:00Z")
    assert blog.titles == ["a 3", "a 2"]
    assert blog.entry["date_published"] == "2024-06-02T00:00:00Z"
    (blog.root / ".feedtool/state.db").unlink()  # as in CI: the lock knows what went out
    blog.build("--now", "2024-06-04T00:00Z")
    assert blog.entry["date_published"] == "2024-06-02T00:00:00Z"


def test_a_list_at_an_address_names_feeds_and_no_files(planet, server):
    server.give("/list", body=opml("a", server.at("/b"), "file:///etc/passwd", "javascript:x", "//10.0.0.1/feed"))
    feed_at(server, "/a", rss(item(1)))
    feed_at(server, "/b", rss(item(2, site="b"), site="b"))
    blog = planet(server.at("/list"))
    report = blog.build()
    assert sorted(codes(report)) == ["N602", "N606", "N606"]
    assert "private address" in next(one["found"] for one in report["warnings"] if one["code"] == "N602")
    assert len(ids(blog)) == 2
    server.give("/list", head="500 Oops")
    blog.build()
    assert len(ids(blog)) == 2  # as it was


def test_a_list_of_the_site_may_name_private_hosts(planet, server):
    blog = planet("feeds.opml")
    blog.write("feeds.opml", opml(feed_at(server, "/a", rss(item(1)))))
    assert codes(blog.build()) == []
    assert len(ids(blog)) == 1


def test_a_password_is_shown_nowhere(planet, server):
    address = feed_at(server, "/a?token=hidden", rss(item(1))).replace("http://", "http://me:secret@")
    blog = planet(address)
    done = [blog.run("build", "--json"), blog.run("posts"), blog.run("status")]
    server.give("/a?token=hidden", head="404 No")
    done.append(blog.run("build"))
    said = "".join(one.out + one.err for one in done) + (blog.root / "feedtool.lock").read_text()
    said += "".join(data.decode() for data in blog.bytes().values())
    assert "Authorization".lower() in server.asked[0][2]
    assert "secret" not in said
    assert "hidden" not in said


def test_a_feed_that_two_sources_name_is_asked_for_once(planet, server):
    address = feed_at(server, "/a", rss(item(1)))
    blog = planet(address, "feeds.opml")
    blog.write("feeds.opml", opml(address))
    blog.build()
    assert len(server.asked) == 1


def test_a_planet_that_takes_over_from_another_asks_its_feeds_first(planet, server):
    """Before the first build nothing is there, and every entry would be one of no post."""
    blog = planet(feed_at(server, "/a", rss(*(item(n) for n in range(30)))))
    blog.write("old.xml", rss(*(item(n) for n in range(20, 30)), site="old"))
    told = blog.run("adopt", "old.xml", "--dry-run", "--json").json
    assert (len(told["matched"]), (blog.root / ".feedtool/state.db").exists()) == (10, False)
    assert len(blog.run("adopt", "old.xml", "--json").json["matched"]) == 10
    blog.build()
    assert ids(blog) == [f"https://a.example/{n}/" for n in reversed(range(20, 30))]
    assert "if-none-match" in server.asked[-1][2]


def test_who_interrupts_does_not_wait_for_the_slowest(planet, server):
    slow = [
        server.put(path, server.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b" ")) for path in ("/a", "/b")
    ]
    blog = planet(*slow)
    with subprocess.Popen(
        [sys.executable, "-m", "feedtool", "build"], cwd=blog.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while not server.asked:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 130


# Ten of which five are bad

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "aaaaaaaaaa">%s]><rss><channel><title>&a9;</title></channel></rss>'
    % b"".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">'.encode() for n in range(1, 10))
)
MEASURED = """
import sys
from feedtool.__main__ import main
try:
    main()
finally:
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(peak.split()[1], file=sys.stderr)
"""


def measured(blog, *arguments):
    """The command in a process of its own: its answer, its peak in MB, and its seconds."""
    begun = time.monotonic()
    command = [sys.executable, "-c", MEASURED, *arguments]
    done = subprocess.run(command, cwd=blog.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), int(done.stderr.split()[-1]) / 1024, time.monotonic() - begun


def zeros(*, chunked):
    """2 GB of them, to whoever takes them."""
    part = bytes(1 << 16)

    def answer(connection):
        size = f"Content-Length: {2 << 30}" if not chunked else "Transfer-Encoding: chunked"
        connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n{size}\r\n\r\n".encode())
        for _ in range((2 << 30) // len(part)):
            connection.sendall(b"10000\r\n" + part + b"\r\n" if chunked else part)

    return answer


@pytest.fixture
def others():
    """Servers for those that keep theirs busy."""
    sites = [Site() for _ in range(4)]
    yield sites
    for site in sites:
        site.close()


def test_ten_feeds_of_which_five_are_bad(planet, server, others):
    """And three that are worse."""
    good = {f"/{name}": rss(*(item(n, site=name) for n in range(4)), site=name) for name in "abcd"}
    good["/twice"] = rss(item(0, site="e"), item(0, site="e"), item(1, site="e"), item(0, site="a"), site="e")
    whole, chunked, silent, drips = others
    bad = [
        server.give("/bomb", body=BOMB), server.give("/page", body=b"<!DOCTYPE html><html><body>A page</body></html>"),
        server.give("/packed", body=gzip.compress(bytes(1 << 28), 1), Content_Encoding="gzip"),
        server.give("/nodes", body=b"<rss><channel>" + b"<a/>" * 4_000_000 + b"</channel></rss>"),
        whole.put("/zeros", zeros(chunked=False)), chunked.put("/zeros", zeros(chunked=True)),
        silent.put("/", lambda _: silent.is_over.wait(120)),
        drips.put("/", drips.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b" ")),
    ]  # fmt: skip
    blog = planet(*bad, *(feed_at(server, path, data) for path, data in good.items()), more="\n[output]\nlimit = 0\n")
    report, peak, took = measured(blog, "build", "--json")
    assert [one["file"] for one in report["warnings"]] == bad
    assert len(ids(blog)) == 4 * 4 + 2
    assert peak < 300
    assert took < 60
    before = state(blog)
    server.asked.clear()
    again, peak, took = measured(blog, "build", "--json")
    assert (again["unchanged"], state(blog)) == (True, before)
    assert {path for _, path, asked in server.asked if "if-none-match" in asked} == set(good)
    assert peak < 300
    assert took < 60
