"""What is sent, and what becomes of everything that hubs do: real sockets, a hub of many faults."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from itertools import product

import pytest

from feedtool.pinger import Job, Limit, Profile, send
from tests.conftest import CASES
from tests.pinger.hub import LOCAL, SLACK_S, running

AUTHORITY = str(CASES / "tls/authority.pem")
TOPIC = "https://blog.example/feed.xml"
FREE = {LOCAL: Profile(Limit(rate=0))}


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in os.environ:
        if name.lower().endswith("_proxy") or name in {"REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"}:
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def no_thread_is_left():
    before = set(threading.enumerate())
    yield
    assert {one for one in threading.enumerate() if one.name.startswith("feedtool")} <= before


@pytest.fixture
def hub():
    with running() as hub:
        yield hub


def sent(*jobs, seconds=5, **options):
    """Every outcome."""
    return list(send(jobs, until=time.monotonic() + seconds, **{"profiles": FREE, "deadline_s": 5} | options))


def one(hub, topic=TOPIC, notifier="websub", **options):
    """The outcome of one job."""
    ((_, outcome),) = sent(Job(notifier, hub, topic), **options)
    return outcome


# What becomes of what a hub does

FAULTS = [
    # a path, what becomes of it, its status, what is told, how often it is accepted
    ("200", "accepted", 200, "200 Fine", 1),
    ("202", "accepted", 202, "202 Fine", 1),
    ("204", "accepted", 204, "204 Fine", 1),
    ("207", "accepted", 207, "[202 Accepted]", 1),
    ("207-503", "retry", 207, "[503 Busy]", 0),
    ("hub.url", "accepted", 202, "202 Fine", 1),
    ("hub.topic", "accepted", 202, "202 Fine", 1),
    ("nobody", "accepted, no subscribers", 500, "500 Oh: Topic not found for topic URL.", 0),
    ("500", "retry", 500, "500 Told", 0),
    ("busy", "retry", 503, "503 Busy: not now", 0),
    ("429-seconds", "retry", 429, "429 Too Many", 0),
    ("404", "refused", 404, "404 Told", 0),
    ("silent", "retry", 0, "it took longer than 0.5 s", 0),
    ("drip-head", "retry", 0, "it took longer than 0.5 s", 0),
    ("drip-body", "accepted", 202, "202 Accepted", 1),
    ("drip-error", "retry", 503, "503 Busy", 0),
    ("reset", "retry", 0, "broke off", 0),
    ("half-head", "accepted", 202, "202 Acc", 1),  # its status is whole
    ("lost", "retry", 0, "broke off", 1),
    ("garbage", "retry", 0, "not answer as HTTP", 0),
    ("bomb", "accepted", 202, "202 Accepted", 1),
    ("endless", "accepted", 202, "202 Accepted", 1),
    ("round", "refused", 0, "more than 3 times", 0),
    ("303?to=/202", "refused", 303, "leads elsewhere (303)", 0),
    ("307?to=/202", "accepted", 202, "202 Fine", 1),
    ("308?to=/202", "accepted", 202, "202 Fine", 1),
    ("301?to=/202", "accepted", 202, "202 Fine", 1),
    ("302?to=http://localhost/", "refused", 302, "leads elsewhere (302)", 0),
    ("307?to=http://localhost:1/", "refused", 0, "private address", 0),
    ("307?to=ftp://127.0.0.1/", "refused", 0, "no address of the web", 0),
]
ENDLESS = {"silent", "drip-head", "drip-body", "drip-error"}


@pytest.mark.long
@pytest.mark.parametrize(("path", "state", "status", "told", "accepted"), FAULTS)
def test_each_fault_ends_in_its_state_once_and_in_time(hub, path, state, status, told, accepted):
    began, deadline_s = time.monotonic(), 0.5 if path in ENDLESS else 5
    outcome = one(hub.at(f"/{path}"), deadline_s=deadline_s)
    assert time.monotonic() - began < deadline_s + SLACK_S
    assert (outcome.state, outcome.status, told in outcome.detail) == (state, status, True), outcome
    assert (outcome.wait_s is not None) == (state == "retry")
    assert outcome.is_sent
    assert sum(hub.accepted.values()) == accepted
    assert {asked.method for asked in hub.asked} == {"POST"}


@pytest.mark.long
def test_many_are_sent_once_each(hub):
    hubs, topics = [hub.at("/200"), hub.at("/202")], [f"{TOPIC}?{number}" for number in range(100)]
    outcomes = sent(*(Job("websub", *pair) for pair in product(hubs, topics)))
    assert [outcome.state for _, outcome in outcomes] == ["accepted"] * 200
    assert (set(hub.accepted.values()), len(hub.accepted)) == ({1}, 200)
    assert hub.connections <= 8


def test_what_is_sent_says_who_sends_it_and_nothing_else(hub, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text(f"machine {LOCAL} login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    one(hub.at("/202"))
    (asked,) = hub.asked
    assert asked.form == {"hub.mode": ["publish"], "hub.url": [TOPIC], "hub.topic": [TOPIC]}
    assert asked.headers.pop("user-agent").startswith("feedtool/")
    assert asked.headers == {
        "host": f"{LOCAL}:{hub.port}",
        "accept": "*/*",
        "accept-encoding": "identity",
        "connection": "keep-alive",
        "content-type": "application/x-www-form-urlencoded",
        "content-length": str(len(asked.body)),
    }


def test_passwords_of_a_hub_are_sent_and_not_told(hub):
    url = hub.at("/secret", host=f"me:secret@{LOCAL}")
    detail = one(url).detail
    assert hub.asked[0].headers["authorization"].startswith("Basic ")
    assert detail.startswith("400 Oh: no http://…@hub.example/ ?token=…")
    assert ("cret" in detail, "\x1b" in detail, len(detail) <= 200) == (False, False, True)


def test_a_wait_that_a_hub_asks_for_is_the_least(hub):
    assert 120 <= one(hub.at("/429-seconds")).wait_s <= 121
    assert one(hub.at("/429-date")).wait_s == 3600  # and no more than that, whatever it asks for


@pytest.mark.parametrize(
    ("path", "state", "told"),
    [
        ("rsscloud", "accepted", "Thanks!"),
        ("rsscloud-false", "retry", "could not read"),
        ("202", "refused", "nothing that says success"),
    ],
)
def test_another_notifier_goes_the_same_way(hub, path, state, told):
    outcome = one(hub.at(f"/{path}"), notifier="rsscloud")
    assert (outcome.state, told in outcome.detail) == (state, True), outcome
    assert hub.asked[0].form == {"url": [TOPIC]}


# What is not sent


@pytest.mark.parametrize(
    ("hub_path", "topic", "notifier", "told"),
    [
        ("/202", f"{TOPIC}#top", "websub", "fragment"),
        ("/202", f"{TOPIC}\r\n", "websub", "characters"),
        ("/202\r\nX: y", TOPIC, "websub", "characters"),
        ("/202", TOPIC, "pigeons", "no notifier pigeons is installed"),
    ],
)
def test_what_cannot_be_sent_is_refused_before(hub, hub_path, topic, notifier, told):
    claimed = []
    outcome = one(hub.at(hub_path), topic, notifier, on_start=lambda job: claimed.append(job) or True)
    assert (outcome.state, outcome.status, told in outcome.detail) == ("refused", 0, True), outcome
    assert (len(claimed), hub.connections) == (1, 0)


@pytest.mark.parametrize("hub", ["ftp://hub.example/", "hub.example", "", "http://", "http://[::1/", "https://a b/"])
def test_what_is_no_hub_is_refused(hub):
    assert one(hub).state == "refused"


def test_where_nobody_is_may_be_somebody_later():
    assert one("http://no-such-host.invalid/", deadline_s=5).detail == "no host of this name is known"
    began = time.monotonic()
    outcome = one(f"http://{LOCAL}:1/")
    assert (outcome.state, outcome.detail) == ("retry", "its server refuses the connection")
    assert time.monotonic() - began < SLACK_S  # it is not tried again here


def test_a_hub_that_only_a_document_names_must_be_public(hub):
    ((_, outcome),) = sent(Job("websub", hub.at(), TOPIC, is_discovered=True))
    assert (outcome.state, "private address" in outcome.detail, hub.connections) == ("refused", True, 0)
    ((_, outcome),) = sent(Job("websub", hub.at(), TOPIC, is_discovered=True), named=[hub.at("/other")])
    assert outcome.state == "accepted"


def test_nobody_leads_to_a_private_host(hub):
    with running() as secret:
        outcome = one(hub.at(f"/307?to={secret.at(host='localhost')}"))
        assert (outcome.state, "private address" in outcome.detail) == ("refused", True)
        time.sleep(0.01)
        assert secret.connections == 0


def test_certificates_are_checked_and_nothing_leads_out_of_tls(hub):
    with running(certificate=CASES / "tls/server.pem") as safe:
        assert (one(safe.at()).state, safe.requests) == ("refused", 0)
        assert one(safe.at(), ca_bundle=AUTHORITY).state == "accepted"
        outcome = one(safe.at(f"/307?to={hub.at()}"), ca_bundle=AUTHORITY)
        assert (outcome.state, "from https to http" in outcome.detail, hub.connections) == ("refused", True, 0)
        assert one(hub.at(f"/301?to={safe.at()}"), ca_bundle=AUTHORITY).state == "accepted"


# Who has claimed a job, and who has recorded it


def test_a_job_is_claimed_just_before_it_is_sent(hub):
    claimed = []

    def claim(job):
        claimed.append((job.topic, hub.requests))
        return job.topic != "http://b/"

    outcomes = sent(*(Job("websub", hub.at(), f"http://{letter}/") for letter in "abc"), on_start=claim)
    assert sorted(job.topic for job, _ in outcomes) == ["http://a/", "http://c/"]
    assert [topic for topic, _ in claimed] == ["http://a/", "http://b/", "http://c/"]
    assert hub.requests == 2


def test_where_all_are_claimed_by_others_nothing_is_sent(hub):
    jobs = [Job("websub", hub.at(), f"http://{number}/") for number in range(100)]
    began = time.monotonic()
    assert (sent(*jobs, on_start=lambda _: False), hub.requests) == ([], 0)
    assert time.monotonic() - began < SLACK_S


def test_no_more_is_sent_than_connections_until_it_is_recorded(hub):
    jobs = [Job("websub", hub.at(), f"http://{number}/") for number in range(100)]
    with_end = send(jobs, until=time.monotonic() + 5, profiles=FREE)
    for number in range(1, 4):
        next(with_end)
        time.sleep(0.05)
        assert hub.requests <= 4 + number - 1
    with_end.close()


def test_jobs_that_come_back_are_taken_again(hub):
    """As an outbox does it: half of the requests fail, and none is lost, or accepted twice."""
    waiting = [Job("websub", hub.at("/half"), f"http://{number}/") for number in range(50)]
    left = len(waiting)

    def jobs():
        while left:
            yield waiting.pop() if waiting else 0.02

    for job, outcome in send(jobs(), until=time.monotonic() + 10, profiles=FREE):
        if outcome.state == "retry":
            waiting.append(job._replace(attempts=job.attempts + 1))
        else:
            left -= 1
    assert (set(hub.accepted.values()), len(hub.accepted), left) == ({1}, 50, 0)


@pytest.mark.long
def test_of_everything_at_once_nothing_is_lost_and_only_what_a_hub_kept_to_itself_is_sent_twice(hub):
    waiting = [Job("websub", hub.at("/mixed"), f"http://{number}/") for number in range(200)]
    while waiting:
        outcomes = sent(*waiting, seconds=20)
        assert len(outcomes) == len(waiting)
        waiting = [job for job, outcome in outcomes if outcome.state == "retry"]
    assert len(hub.accepted) == 200
    assert hub.accepted.total() - 200 <= hub.lost
    assert hub.requests < 3 * 200


def test_a_number_is_a_pause(hub):
    came = []

    def jobs():
        yield Job("websub", hub.at(), "http://a/")
        yield 30.0  # ends when nothing is under way: there may be more
        came.append(time.monotonic())
        yield 0.2
        came.append(time.monotonic())
        yield Job("websub", hub.at(), "http://b/")

    began = time.monotonic()
    assert [outcome.state for _, outcome in send(jobs(), until=began + 20)] == ["accepted", "accepted"]
    assert came[0] - began < 5
    assert came[1] - came[0] > 0.15


def test_what_comes_back_ends_a_pause(hub):
    """It may be due before what was known to be next; and another hub lets wait."""
    waiting = [Job("websub", hub.at("/busy"), TOPIC), Job("websub", hub.at("/silent"), TOPIC)]
    began = time.monotonic()

    def jobs():
        while hub.requests < 3:
            yield waiting.pop() if waiting else 30.0

    for job, outcome in send(jobs(), until=began + 20, profiles=FREE, deadline_s=10):
        if outcome.status and hub.requests < 3:
            waiting.append(job)
        elif outcome.status:
            break
    assert time.monotonic() - began < 5


# Each hub for itself


@pytest.mark.long
def test_a_hub_that_is_silent_slows_no_other_and_is_soon_left_alone(hub):
    silent, fine = hub.at("/silent"), hub.at("/202")
    topics = [f"http://{number}/" for number in range(100)]
    began = time.monotonic()
    sent(*(Job("websub", fine, topic) for topic in topics))
    alone_s, before = time.monotonic() - began, hub.requests
    began, ended = time.monotonic(), {silent: [], fine: []}
    for job, outcome in send((Job("websub", *pair) for pair in product([silent, fine], topics)), until=began + 20, profiles=FREE, deadline_s=1):  # fmt: skip
        ended[job.hub].append((time.monotonic() - began, outcome))
    assert [outcome.state for _, outcome in ended[fine]] == ["accepted"] * 100
    assert max(at for at, _ in ended[fine]) < alone_s + 1
    asked = [outcome for _, outcome in ended[silent] if outcome.is_sent]
    others = [outcome for _, outcome in ended[silent] if not outcome.is_sent]
    assert len(asked) + len(others) == 100
    assert hub.requests - before - 100 <= len(asked)
    assert 10 <= len(asked) <= 13
    assert {outcome.state for outcome in [*asked, *others]} == {"retry"}
    assert all(25 < outcome.wait_s <= 31 and "not asked" in outcome.detail for outcome in others)


def test_a_hub_that_wants_less_is_asked_no_more(hub):
    outcomes = sent(*(Job("websub", hub.at("/429-seconds"), f"http://{number}/") for number in range(50)))
    assert len(outcomes) == 50
    assert hub.requests <= 4
    assert all(outcome.wait_s > 100 for _, outcome in outcomes)


@pytest.mark.long
def test_one_probe_decides_for_all_who_wait(hub, monkeypatch):
    monkeypatch.setattr("feedtool.pinger.rhythm.PROBE_S", 0.3)
    jobs = [Job("websub", hub.at("/silent"), f"http://{number}/") for number in range(20)]

    def later():
        yield from jobs[:12]
        while len(asked) < 12:
            yield 0.01
        yield 0.31  # the hub is probed then
        yield from jobs[12:]

    asked = []
    for _, outcome in send(later(), until=time.monotonic() + 9, profiles=FREE, deadline_s=0.1):
        asked.append(outcome.is_sent)
    assert hub.requests <= 13  # a slow machine may cut one off before it is read
    assert asked == [True] * 13 + [False] * 7


def test_a_limit_is_kept(hub):
    began = time.monotonic()
    jobs = [Job("websub", hub.at(), f"http://{number}/") for number in range(8)]
    assert len(sent(*jobs, profiles={hub.at(): Profile(Limit(rate=20, burst=3))})) == 8
    assert 0.25 <= time.monotonic() - began < 0.25 + SLACK_S


# The end


def test_when_the_time_is_over_everything_ends(hub):
    began = time.monotonic()
    jobs = [Job("websub", hub.at("/silent"), f"http://{number}/") for number in range(50)]
    outcomes = list(send(jobs, until=began + 0.2, profiles=FREE))
    assert time.monotonic() - began < 0.2 + SLACK_S
    assert [(outcome.state, outcome.is_sent) for _, outcome in outcomes] == [("retry", True)] * 4
    assert {outcome.detail for _, outcome in outcomes} == {"cut off: the time for everything was over"}
    assert list(send((pytest.fail("is asked for") for _ in "x"), until=began)) == []


def test_who_stops_asking_ends_it(hub):
    began = time.monotonic()
    jobs = [Job("websub", hub.at(path), f"http://{number}/") for number in range(50) for path in ("/202", "/silent")]
    outcomes = send(jobs, until=began + 30, profiles=FREE)
    next(outcomes)
    outcomes.close()
    assert time.monotonic() - began < SLACK_S
    assert hub.requests < 12


@pytest.fixture
def interruptible():
    before = signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # which a shell takes away from what it runs behind
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_ends_it(hub):
    began = time.monotonic()
    timer = threading.Timer(0.2, signal.pthread_kill, [threading.main_thread().ident, signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        list(send([Job("websub", hub.at("/silent"), TOPIC)], until=began + 30))
    assert time.monotonic() - began < 0.2 + SLACK_S
    timer.join()


def test_what_goes_wrong_in_the_jobs_is_raised(hub):
    def jobs():
        yield Job("websub", hub.at("/silent"), TOPIC)
        raise RuntimeError("the outbox is gone")

    with pytest.raises(RuntimeError, match="the outbox is gone"):
        list(send(jobs(), until=time.monotonic() + 30))


# Notifiers of other packages

PIGEON = """
from feedtool.pinger import Request, Verdict
def plan(topics):
    return [topic for format_, topic in topics.items() if format_ != "json"]
def request(hub, topic, profile):
    if "pigeon" not in topic: raise ValueError("this is\\nno place for pigeons")
    return Request(hub, topic.encode(), {"X-Pigeon": "yes"})
def judge(reply):
    return {202: Verdict("accepted", "it flew"), 400: None}[reply.status]
"""


@pytest.fixture
def pigeons(tmp_path, monkeypatch):
    (tmp_path / "pigeon_post.py").write_text(PIGEON)
    (info := tmp_path / "pigeon_post-1.dist-info").mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: pigeon-post\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[feedtool.notifiers]\npigeons = pigeon_post\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, "pigeon_post", None)  # so that it is forgotten again
    del sys.modules["pigeon_post"]


@pytest.mark.usefixtures("pigeons")
def test_a_notifier_of_another_package_goes_the_same_way(hub):
    outcome = one(hub.at("/202"), "http://pigeon/", "pigeons")
    assert (outcome.state, outcome.detail) == ("accepted", "it flew")
    assert (hub.asked[0].headers["x-pigeon"], hub.asked[0].body) == ("yes", b"http://pigeon/")
    assert one(hub.at("/202"), "http://dove/", "pigeons").detail == "this is no place for pigeons"
    with pytest.raises(KeyError):
        one(hub.at("/404"), "http://pigeon/", "pigeons")
