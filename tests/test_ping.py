"""Hubs hear of every change, once, and not before it is live."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time

import pytest

from feedtool.ping import DeliveryReport, PingReport
from tests import forked
from tests.conftest import CASES
from tests.pinger.hub import LOCAL, SLACK_S, running

FILES = ("rss.xml", "atom.xml", "feed.json")


@pytest.fixture
def hub():
    with running() as hub:
        yield hub


@pytest.fixture
def site(blog, web, hub):
    """A blog with three posts that is published, and whose hub was told."""
    config = (blog.root / "config.toml").read_text().replace("https://blog.example/", web.url)
    blog.write("config.toml", config + f'[websub]\nhubs = ["{hub.at()}"]\n')
    for n in range(1, 4):
        blog.post(f"p{n}.md", title=f"Post {n}", date=f"2024-05-0{n}", body=f"Words {n}")
    web.folder = blog.root.parent / "public"
    blog.build()
    deploy(blog)
    assert blog.run("ping", "--no-wait").code == 0
    hub.accepted.clear()
    hub.asked.clear()
    return blog


def deploy(blog):
    shutil.copytree(blog.root / "feeds", blog.root.parent / "public/feeds", dirs_exist_ok=True)


def topics(web):
    return {f"{web.url}feeds/{name}" for name in FILES}


def told(hub):
    """How often the hub was told of each topic."""
    return {topic: number for (_, topic), number in hub.accepted.items()}


def edit(blog):
    blog.post("p1.md", title="Post 1", date="2024-05-01", body="Other words")


def add(blog):
    blog.post("p4.md", title="Post 4", date="2024-05-04")


def remove(blog):
    (blog.root / "posts/p2.md").unlink()


def add_an_old_one(blog):
    blog.post("p0.md", title="Post 0", date="2020-05-04")


def rename(blog):
    text = (blog.root / "config.toml").read_text()
    blog.write("config.toml", text.replace('title = "', 'title = "The new '))


@pytest.mark.long
@pytest.mark.parametrize("change", [edit, add, add_an_old_one, remove, rename])
def test_a_hub_is_told_once_and_not_before_the_change_is_live(site, web, hub, change):
    change(site)
    site.build()
    folder = site.root.parent
    process = forked.start("ping", cwd=site.root, out=folder / "out", err=folder / "err")
    time.sleep(2)
    assert process.is_alive()
    assert told(hub) == {}
    deploy(site)
    process.join(20)
    assert process.exitcode == 0, (folder / "err").read_text()
    assert told(hub) == dict.fromkeys(topics(web), 1)
    assert "waiting for" in (folder / "err").read_text()
    again = site.run("ping")
    assert (again.code, again.out) == (0, "Nothing waits: no feed has changed since its hubs were told.\n")
    assert told(hub) == dict.fromkeys(topics(web), 1)


def withdraw(blog):
    (blog.root / "posts/p4.md").unlink()


def edit_once_more(blog):
    blog.post("p4.md", title="Post 4", date="2024-05-04", body="More words", minor=True)


@pytest.mark.long
@pytest.mark.parametrize("change", [withdraw, edit_once_more])
def test_what_is_built_while_a_ping_waits_is_what_it_waits_for(site, web, hub, change):
    """It would look for what never comes, or tell the hub of the older version and then of the newer."""
    folder = site.root.parent
    add(site)
    site.build()
    process = forked.start("ping", cwd=site.root, out=folder / "out", err=folder / "err")
    wait_for(lambda: "waiting for" in (folder / "err").read_text())
    change(site)
    site.build()
    deploy(site)
    process.join(20)
    assert process.exitcode == 0, (folder / "err").read_text()
    assert told(hub) == dict.fromkeys(topics(web), 1)


def wait_for(is_so):
    until = time.monotonic() + 10
    while not is_so() and time.monotonic() < until:
        time.sleep(0.02)
    assert is_so()


@pytest.mark.long
def test_an_interrupt_waits_for_no_server_that_is_silent(site, web):
    folder = site.root.parent
    edit(site)
    with socket.create_server((LOCAL, 0)) as silent:
        text = (site.root / "config.toml").read_text()
        site.write("config.toml", text.replace(web.url, f"http://{LOCAL}:{silent.getsockname()[1]}/"))
        site.build("--allow-flood")
        process = forked.start("ping", cwd=site.root, out=folder / "out", err=folder / "err")
        with silent.accept()[0]:
            time.sleep(0.2)
            begun = time.monotonic()
            os.kill(process.pid, signal.SIGINT)
            process.join(20)
        assert (process.exitcode, (folder / "err").read_text()) == (130, "\nfeedtool: interrupted\n")
        assert time.monotonic() - begun < 2
    assert site.run("ping", "--no-wait").code == 0


@pytest.mark.long
def test_a_ping_ends_when_nothing_may_be_sent_in_its_time(site, hub):
    use(site, hub, "/429-date")
    edit(site)
    site.build()
    begun = time.monotonic()
    done = site.run("ping", "--no-wait", "--json")
    assert (done.code, {row["state"] for row in done.json["deliveries"]}) == (75, {"waiting"})
    assert time.monotonic() - begun < 30


@pytest.mark.long
def test_what_is_refused_before_it_is_sent_is_told(web, hub, blog):
    web.pages["/f.xml"] = f"""<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="{web.url}f.xml#top"/>
        <link rel="hub" href="{hub.at()}"/></feed>"""
    done = blog.run("ping", f"{web.url}f.xml")
    assert (done.code, hub.asked) == (1, [])
    assert "refused    " in done.out
    assert "the topic has a fragment" in done.err


@pytest.mark.long
def test_a_clock_that_was_wrong_delays_nothing(site, web, hub):
    edit(site)
    site.build()
    with sqlite3.connect(site.root / ".feedtool/state.db") as database:
        database.execute("UPDATE deliveries SET queued = queued + 1e8, due = due + 1e8")
    assert site.run("ping", "--no-wait").code == 0
    assert told(hub) == dict.fromkeys(topics(web), 1)


@pytest.mark.long
def test_without_waiting_it_would_be_told_too_early(site, hub):
    """So that the tests above can fail."""
    edit(site)
    site.build()
    assert site.run("ping", "--no-wait").code == 0
    assert sum(told(hub).values()) == 3


@pytest.mark.long
def test_the_request_has_both_names_of_the_topic_and_one_topic(site, web, hub):
    edit(site)
    site.build()
    site.run("ping", "--no-wait")
    for asked in hub.asked:
        assert asked.form["hub.mode"] == ["publish"]
        assert asked.form["hub.url"] == asked.form["hub.topic"]
    assert {asked.form["hub.topic"][0] for asked in hub.asked} == topics(web)


@pytest.mark.long
def test_what_is_not_live_in_time_waits_for_the_next_run(site, hub, web):
    edit(site)
    site.build()
    done = site.run("ping", "--wait", "1s", "--json")
    assert (done.code, {row["state"] for row in done.json["deliveries"]}) == (75, {"waiting"})
    assert "not live after 1 s" in done.err
    assert "run feedtool ping again" in done.err
    deploy(site)
    assert site.run("ping").code == 0
    assert told(hub) == dict.fromkeys(topics(web), 1)


def use(site, hub, *paths):
    """Other hubs, which everybody was told of."""
    text = (site.root / "config.toml").read_text().partition("[websub]")[0]
    hubs = ", ".join(f'"{hub.at(path)}"' for path in paths)
    site.write("config.toml", f"{text}[websub]\nhubs = [{hubs}]\n")


@pytest.mark.long
@pytest.mark.parametrize(
    ("path", "code", "state"),
    [
        ("/202", 0, "accepted"),
        ("/nobody", 0, "accepted"),
        ("/404", 1, "refused"),
        ("/busy", 75, "waiting"),
        ("/reset", 75, "waiting"),
        ("/garbage", 75, "waiting"),
        ("/429-date", 75, "waiting"),
        ("/round", 1, "refused"),
    ],
)
def test_what_a_hub_says_decides(site, hub, path, code, state):
    use(site, hub, path)
    edit(site)
    site.build()
    deploy(site)
    done = site.run("ping", "--json", "--no-wait", "--for", "1s")
    assert (done.code, {row["state"] for row in done.json["deliveries"] if path in row["hub"]}) == (code, {state}), (
        done.err
    )
    assert all(row["detail"] for row in done.json["deliveries"])
    soft = site.run("ping", "--soft-fail", "--no-wait", "--for", "0s")
    assert soft.code == 0


@pytest.mark.long
def test_a_hub_that_stumbles_hears_of_it_all_the_same(site, hub, web):
    use(site, hub, "/half")
    edit(site)
    site.build()
    deploy(site)
    assert site.run("ping", "--no-wait", "--for", "30s").code == 0
    assert told(hub) == dict.fromkeys(topics(web), 1)


def hubs(site, text):
    """Only those of *text*, told how each wants to be told."""
    rest = re.split(r"^\[websub\]|^\[\[hubs\]\]", (site.root / "config.toml").read_text(), flags=re.MULTILINE)[0]
    site.write("config.toml", rest + text)


@pytest.mark.long
def test_a_server_of_rsscloud_is_told_of_rss_alone_and_its_success_decides(site, web, hub):
    hubs(site, f'[[hubs]]\nurl = "{hub.at("/rsscloud")}"\nnotifier = "rsscloud"\n')
    edit(site)
    site.build()
    deploy(site)
    assert site.read("rss").feed.cloud == {
        "domain": "127.0.0.1", "port": str(hub.port), "path": "/pleaseNotify", "registerprocedure": "",
        "protocol": "http-post",
    }  # fmt: skip
    assert site.run("ping").code == 0
    assert told(hub) == {f"{web.url}feeds/rss.xml": 1}
    assert [asked.form for asked in hub.asked] == [{"url": [f"{web.url}feeds/rss.xml"]}]
    hubs(site, f'[[hubs]]\nurl = "{hub.at("/rsscloud-false")}"\nnotifier = "rsscloud"\n')
    edit(site)
    site.post("p1.md", title="Post 1", date="2024-05-01", body="Once more")
    site.build()
    done = site.run("ping", "--no-wait", "--for", "1s", "--json")
    assert (done.code, {(row["notifier"], row["state"]) for row in done.json["deliveries"]}) == (
        75,
        {("rsscloud", "waiting")},
    )


@pytest.mark.long
def test_a_hub_is_told_as_it_wants_and_as_often(site, hub):
    hubs(site, f'[[hubs]]\nurl = "{hub.at("/hub.topic")}"\nfields = ["hub.topic"]\nrate = 2\nburst = 1\n')
    edit(site)
    site.build()
    began = time.monotonic()
    assert site.run("ping", "--no-wait").code == 0
    assert time.monotonic() - began > 0.9
    assert [sorted(asked.form) for asked in hub.asked] == [["hub.mode", "hub.topic"]] * 3


def many(site, hub, *paths):
    """A hundred topics that each hub of *paths* has to hear of, as a build of many feeds would hand them over."""
    hubs(site, "".join(f'[[hubs]]\nurl = "{hub.at(path)}"\nrate = 0\n' for path in paths))
    told = [hub.at(path) for path in paths]
    rows = [
        {"topic": f"http://topic.example/{n}", "hubs": told, "digest": "1", "live": {}, "gone": []} for n in range(100)
    ]
    site.write("changes.json", json.dumps({"version": 1, "topics": rows}))


def seconds(site, hub, *words):
    """From the first request to the hundredth acceptance of the hub that is fine."""
    folder, accepted = site.root.parent, {("/202", f"http://topic.example/{n}") for n in range(100)}
    process = forked.start("ping", *words, cwd=site.root, out=folder / "out", err=folder / "err")
    while not hub.requests:
        time.sleep(0.001)
    began = time.monotonic()
    while process.is_alive() and not accepted <= hub.accepted.keys():
        time.sleep(0.001)
    took = time.monotonic() - began
    process.join()
    assert accepted <= hub.accepted.keys()
    return process.exitcode, took


@pytest.mark.long
def test_a_hub_that_never_answers_slows_no_other(site, hub):
    words = ("--changes", "changes.json", "--for", "4s")
    with running() as other:
        many(site, other, "/202")
        code, alone = seconds(site, other, *words)
        assert code == 0
    hub.requests = 0
    many(site, hub, "/silent", "/202")
    code, beside = seconds(site, hub, *words)
    assert code == 75
    assert beside < alone + 1
    assert {number for (path, _), number in hub.accepted.items() if path == "/202"} == {1}


# What each hub of tests/pinger/hub.py does, with the state and the words that it ends in.
FAULTS = [
    ("/202", "accepted", "202 Fine"),
    ("/204", "accepted", "204 Fine"),
    ("/hub.url", "accepted", "202 Fine"),
    ("/207", "accepted", "[202 Accepted]"),
    ("/nobody", "accepted", "Topic not found for topic URL."),
    ("/bomb", "accepted", "202 Accepted"),
    ("/endless", "accepted", "202 Accepted"),
    ("/drip-body", "accepted", "202 Accepted"),
    ("/301?to=/202", "accepted", "202 Fine"),
    ("/busy", "waiting", "503 Busy: not now"),
    ("/429-seconds", "waiting", "429 Too Many"),
    ("/429-date", "waiting", "429 Too Many"),
    ("/reset", "waiting", "the connection broke off"),
    ("/garbage", "waiting", "its server does not answer as HTTP has it"),
    ("/silent", "waiting", "the time for everything was over"),
    ("/drip-head", "waiting", "the time for everything was over"),
    ("/404", "refused", "404 Told"),
    ("/round", "refused", "it leads on more than 3 times"),
    ("/303?to=/202", "refused", "it leads elsewhere (303)"),
    ("/secret", "refused", "400 Oh"),
]


@pytest.mark.long
def test_every_fault_ends_in_its_state_in_one_run_and_in_time(site, hub):
    """Beside each other: one hub's fault is no other's."""
    with running(certificate=CASES / "tls/server.pem") as safe, running() as private:
        faults = [
            *((hub.at(path), state, words) for path, state, words in FAULTS),
            (hub.at("/half").replace("//", "//me:secret@") + "?token=secret", "", ""),
            (safe.at(), "refused", "its certificate is not trusted"),
            (hub.at(f"/307?to={private.at(host='localhost')}"), "refused", "has a private address"),
            ("http://no-such-host.invalid/", "waiting", "no host of this name is known"),
            (f"http://{LOCAL}:1/", "waiting", "its server refuses the connection"),
        ]
        row = {"topic": "http://topic.example/?key=secret", "hubs": [url for url, *_ in faults]}
        row |= {"digest": "1", "live": {}, "gone": []}
        site.write("changes.json", json.dumps({"version": 1, "topics": [row]}))
        began = time.monotonic()
        done = site.run("ping", "--changes", "changes.json", "--for", "4s", "--json")
        assert time.monotonic() - began < 4 + 0.5 + SLACK_S
        assert done.code == 1
        states = {row["hub"]: row["state"] for row in done.json["deliveries"]}
        wrong = [(url, states[url]) for url, state, _ in faults if state and states[url] != state]
        lines = done.err.splitlines()
        untold = [
            (url, words) for url, _, words in faults if not any(f" {url} (" in it and words in it for it in lines)
        ]
        assert (wrong, untold[1:]) == ([], []), done.err
        assert untold == [(hub.at("/half").replace("//", "//me:secret@") + "?token=secret", "")]
        assert (safe.requests, private.connections) == (0, 0)
    told = "".join(
        [done.out, done.err, *(str(site.run(*words).__dict__) for words in (["status"], ["status", "--json"]))]
    )
    assert "secret" not in told.replace("/secret", "")
    assert "…@" in told
    assert max(map(len, done.err.splitlines())) < 400


@pytest.mark.long
def test_what_was_refused_is_told_again_when_that_is_wanted(site, web, hub):
    hub.answers["202"] = "403"
    edit(site)
    site.build()
    deploy(site)
    assert site.run("ping").code == 1
    assert site.run("ping").code == 0, "once it was said"
    hub.answers.clear()
    assert site.run("ping").out == "Nothing waits: no feed has changed since its hubs were told.\n"
    assert site.run("ping", "--retry-failed").code == 0
    assert told(hub) == dict.fromkeys(topics(web), 1)


@pytest.mark.long
def test_a_hub_that_is_not_named_any_more_is_dropped(site, hub):
    edit(site)
    site.build()
    use(site, hub, "/204")
    done = site.run("ping", "--json", "--wait", "0s")
    assert {row["state"] for row in done.json["deliveries"] if row["hub"] == hub.at()} == {"dropped"}
    assert told(hub) == {}


@pytest.mark.long
def test_two_sites_in_one_folder_have_an_outbox_each(site, web, hub):
    text = (site.root / "config.toml").read_text().replace("posts", "beiträge")
    site.write("de.toml", text + f'[output]\npath = "feeds-de"\nurl = "{web.url}de/"\n')
    site.write("beiträge/hallo.md", "---\ntitle: Hallo\ndate: 2024-06-01\n---\nWörter\n")
    edit(site)
    site.build()
    site.build("-c", "de.toml")
    assert site.run("ping", "--no-wait", "-c", "de.toml").code == 0
    assert told(hub) == {f"{web.url}de/{name}": 1 for name in FILES}
    hub.accepted.clear()
    site.run("ping", "--no-wait")
    assert told(hub) == dict.fromkeys(topics(web), 1)
    assert site.build("--allow-flood")["feeds"][0]["notifications"] == 0


@pytest.mark.long
def test_what_waits_for_more_than_a_day_is_given_up_and_shown(site):
    edit(site)
    site.build()
    with sqlite3.connect(site.root / ".feedtool/state.db") as database:
        database.execute("UPDATE deliveries SET queued = queued - 90000")
    done = site.run("ping", "--json")
    assert (done.code, {row["state"] for row in done.json["deliveries"]}) == (1, {"expired"})
    assert "expired" in site.run("status").out


@pytest.mark.long
def test_a_dry_run_sends_nothing_and_asks_nobody(site, web, hub):
    edit(site)
    site.build()
    web.asked.clear()
    done = site.run("ping", "--dry-run", "--json")
    assert (done.code, {row["topic"] for row in done.json["deliveries"]}) == (0, topics(web))
    assert (told(hub), web.asked) == ({}, [])


@pytest.mark.long
def test_a_dry_run_leaves_nothing_behind(site, web, hub):
    assert {row["topic"] for row in site.run("ping", "--all", "--dry-run", "--json").json["deliveries"]} == topics(web)
    assert site.run("ping").out == "Nothing waits: no feed has changed since its hubs were told.\n"
    assert told(hub) == {}


def test_status_makes_no_file(blog):
    assert blog.run("status").out == "No hub was told of anything yet.\n"
    assert not (blog.root / ".feedtool").exists()


@pytest.mark.long
def test_a_topic_is_told_of_under_the_address_that_it_says_itself(site, web, hub):
    """As subscribers have it; a copy may be anywhere."""
    web.pages["/copy.xml"] = (site.root / "feeds/atom.xml").read_text()
    said = site.run("ping", f"{web.url}copy.xml", "--json")
    assert (said.code, told(hub)) == (0, {f"{web.url}feeds/atom.xml": 1})
    assert [row["topic"] for row in said.json["deliveries"]] == [f"{web.url}feeds/atom.xml"]


@pytest.mark.long
def test_topics_that_are_named_are_told_changed_or_not(site, web, hub):
    assert site.run("ping", f"{web.url}feeds/atom.xml").code == 0
    assert told(hub) == {f"{web.url}feeds/atom.xml": 1}
    assert site.run("ping", "--all").code == 0
    assert sum(told(hub).values()) == 4


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><id>x:1</id><title>T</title>
<link rel="self" href="{self}"/><link rel="hub" href="{hub}"/></feed>"""


@pytest.mark.long
def test_a_feed_of_another_tool_that_names_its_hub_no_more_is_dropped(web, blog):
    """It waits from an earlier run; who reads it is at another hub now."""
    down = "http://hub.invalid/"
    web.pages["/f.xml"] = ATOM.format(self=f"{web.url}f.xml", hub=down)
    blog.build()
    assert blog.run("ping", f"{web.url}f.xml", "--for", "1s").code == 75
    web.pages["/f.xml"] = ATOM.format(self=f"{web.url}f.xml", hub="http://other.invalid/")
    done = blog.run("ping", "--json", "--for", "1s")
    assert [(row["hub"], row["state"], row["detail"]) for row in done.json["deliveries"]] == [
        (down, "dropped", "the feed does not name that hub any more")
    ]


@pytest.mark.long
def test_a_document_elsewhere_that_says_to_be_a_feed_of_the_site_leads_to_no_hub_of_its_own(site, web, hub):
    with running() as private:
        web.pages["/evil.xml"] = ATOM.format(self=f"{web.url}feeds/atom.xml", hub=private.at())
        assert site.run("ping", f"{web.url}evil.xml").code == 0
        assert (private.connections, told(hub)) == (0, {f"{web.url}feeds/atom.xml": 1})


@pytest.mark.long
def test_a_feed_of_another_tool_says_itself_whom_to_tell(web, hub, blog):
    blog.root.joinpath("config.toml").unlink()
    web.pages["/f.xml"] = ATOM.format(self=f"{web.url}f.xml", hub="http://localhost:9/hub")
    done = blog.run("ping", f"{web.url}f.xml")
    assert done.code in {1, 75}
    assert told(hub) == {}
    web.pages["/f.xml"] = "<feed xmlns='http://www.w3.org/2005/Atom'><id>x:1</id><title>T</title></feed>"
    done = blog.run("ping", f"{web.url}f.xml")
    assert (done.code, "names no hub" in done.err) == (1, True)


BASES = {
    "the files that lie there": [],
    "HEAD": [],
    "live": ["--baseline", "live"],
    "a folder": ["--baseline", "../public/feeds"],
    "a revision": ["--baseline", "v1"],
}


@pytest.mark.long
@pytest.mark.parametrize("base", BASES)
def test_from_a_fresh_clone_exactly_what_changed_is_told_after_the_deploy(site, web, hub, base):
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All"], ["tag", "v1"]):
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *words], cwd=site.root, check=True)
    clones = [type(site).at(site.root.parent / name) for name in ("unchanged", "edited")]
    for clone in clones:
        subprocess.run(["git", "clone", "-q", str(site.root), str(clone.root)], check=True)
        if base != "the files that lie there":
            shutil.rmtree(clone.root / "feeds")
    unchanged, edited = clones
    assert unchanged.build(*BASES[base])["feeds"][0]["notifications"] == 0
    assert unchanged.run("ping").out == "Nothing waits: no feed has changed since its hubs were told.\n"
    edit(edited)
    edited.build(*BASES[base])
    assert (edited.run("ping", "--wait", "1s").code, told(hub)) == (75, {}), "it is not live yet"
    deploy(edited)
    assert edited.run("ping").code == 0
    assert told(hub) == dict.fromkeys(topics(web), 1)


@pytest.mark.long
def test_a_change_is_carried_from_the_job_that_builds_to_the_one_that_deploys(site, web, hub):
    edit(site)
    site.build("--changes", "../changes.json")
    deploy(site)
    shutil.rmtree(site.root / ".feedtool")
    assert site.run("ping", "--changes", "../changes.json").code == 0
    assert told(hub) == dict.fromkeys(topics(web), 1)


@pytest.mark.long
def test_a_build_can_tell_them_itself(site, web, hub):
    edit(site)
    thread = threading.Timer(1.5, deploy, [site])
    thread.start()
    done = site.run("build", "--ping")
    thread.join()
    assert done.code == 0, done.err
    assert told(hub) == dict.fromkeys(topics(web), 1)


@pytest.mark.long
def test_a_build_that_tells_them_answers_in_one_piece(site, web, hub):
    use(site, hub, "/429-date")
    edit(site)
    web.folder = site.root
    done = site.run("build", "--ping", "--json")
    assert done.code == 75
    assert done.json["feeds"][0]["notifications"] == 3
    assert {row["state"] for row in done.json["ping"]["deliveries"]} == {"waiting"}
    assert "run feedtool ping again" in done.err


@pytest.mark.long
def test_a_change_is_carried_once_however_often_the_file_is_read(site, web, hub):
    edit(site)
    site.build("--changes", "changes.json")
    for _ in range(2):
        assert site.run("ping", "--changes", "changes.json", "--no-wait").code == 0
        assert told(hub) == dict.fromkeys(topics(web), 1)


@pytest.mark.long
def test_a_change_that_cannot_be_handed_over_is_not_lost(site):
    edit(site)
    (site.root / "folder").mkdir()
    assert site.run("build", "--changes", "folder").code == 1
    site.build("--changes", "changes.json")
    assert len(json.loads((site.root / "changes.json").read_text())["topics"]) == 3
    site.build("--changes", "changes.json", "--dry-run")
    assert len(json.loads((site.root / "changes.json").read_text())["topics"]) == 3
    site.at_rest().build("--changes", "changes.json")
    assert json.loads((site.root / "changes.json").read_text())["topics"] == []


@pytest.mark.long
def test_a_soft_failure_is_one_whatever_fails(site, web):
    done = site.run("ping", f"{web.url}nothing.xml", "--soft-fail")
    assert done.code == 0
    assert "::warning::feedtool ping: " in done.err
    assert "404" in done.err


def test_without_hubs_it_says_so(blog):
    blog.build()
    assert "names no hub" in blog.run("ping").out


@pytest.mark.long
def test_two_at_once_tell_it_once(site, web, hub):
    edit(site)
    site.build()
    deploy(site)
    folder = site.root.parent
    both = [
        forked.start("ping", "--no-wait", cwd=site.root, out=folder / f"out{n}", err=folder / f"err{n}") for n in "ab"
    ]
    for process in both:
        process.join(30)
    assert [process.exitcode for process in both] == [0, 0]
    assert told(hub) == dict.fromkeys(topics(web), 1)


@pytest.mark.long
def test_status_tells_the_last_answer(site, hub):
    said = site.run("status", "--json").json["deliveries"]
    assert {(row["state"], row["hub"], row["status"]) for row in said} == {("accepted", hub.at(), 202)}
    assert site.run("status").out.count("accepted   ") == 3
    edit(site)
    site.build()
    out = site.run("status").out
    assert "waiting    " in out
    assert f"{hub.at()}, before: 202 Fine\n           changed 20" in out
    assert ", accepted 20" in out


@pytest.mark.long
def test_a_killed_ping_goes_on_where_it_was(site, web, hub):
    edit(site)
    site.build()
    folder = site.root.parent
    process = forked.start("ping", cwd=site.root, out=folder / "out", err=folder / "err")
    time.sleep(1)
    process.kill()
    process.join()
    deploy(site)
    assert site.run("ping").code == 0
    assert told(hub) == dict.fromkeys(topics(web), 1)


@pytest.mark.long
@pytest.mark.parametrize("words", [["--wait", "soon"], ["--for", "1d"], ["--changes", "none.json"]])
def test_what_is_wrong_is_told(site, words):
    done = site.run("ping", *words)
    assert done.code in {1, 2}
    assert json.dumps(words[1]).strip('"') in done.err


def release(root, web):
    """Let it be live once somebody waits for it."""
    while not (root / "deployed").exists():
        time.sleep(0.01)
    before = len(web.asked)
    while len(web.asked) < before + len(FILES):
        time.sleep(0.01)
    (root / "go").touch()


@pytest.mark.long
def test_the_script_for_ci_tells_of_what_it_deployed(blog, web, hub):
    """From a fresh clone, to a server on which it is live late."""
    config = (blog.root / "config.toml").read_text().replace("https://blog.example/", web.url)
    blog.write("config.toml", config + f'[websub]\nhubs = ["{hub.at()}"]\n')
    blog.post()
    web.folder = blog.root.parent / "public"
    blog.build()
    deploy(blog)
    blog.post(body="Other words.")
    for name in (".feedtool", "feeds", "feedtool.lock"):
        path = blog.root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    script = CASES.parent.parent / "docs/how-to/publish.sh"
    late = f"(until test -e go; do sleep 0.1; done; cp -r feeds {web.folder}) > /dev/null 2>&1 & touch deployed"
    thread = threading.Thread(target=release, args=[blog.root, web])
    thread.start()
    path = f"{os.path.dirname(sys.executable)}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", script],
        cwd=blog.root,
        env=os.environ | {"DEPLOY": late, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    thread.join()
    assert done.returncode == 0, done.stderr
    assert "waiting for the new version of" in done.stderr
    assert told(hub) == dict.fromkeys(topics(web), 1)


def test_every_key_is_documented():
    text = (CASES.parent.parent / "docs/reference/command-line.md").read_text()
    assert {
        key for key in [*PingReport.__annotations__, *DeliveryReport.__annotations__] if f"`{key}`" not in text
    } == set()
