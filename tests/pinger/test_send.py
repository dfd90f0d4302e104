"""What is sent, and what becomes of everything that hubs do: real sockets, a hub of many faults."""

from __future__ import annotations

import os
import threading
import time
from itertools import product

import pytest

from feedtool.pinger import Job, Limit, send
from tests.conftest import CASES
from tests.pinger.hub import LOCAL, running

AUTHORITY = str(CASES / "tls/authority.pem")
TOPIC = "https://blog.example/feed.xml"
FREE = {LOCAL: Limit(rate=0)}


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
    return list(send(jobs, until=time.monotonic() + seconds, **{"limits": FREE, "deadline_s": 0.3} | options))


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
    ("silent", "retry", 0, "it took longer than 0.3 s", 0),
    ("drip-head", "retry", 0, "it took longer than 0.3 s", 0),
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


@pytest.mark.parametrize(("path", "state", "status", "told", "accepted"), FAULTS)
def test_each_fault_ends_in_its_state_once_and_in_time(hub, path, state, status, told, accepted):
    began = time.monotonic()
    outcome = one(hub.at(f"/{path}"))
    assert time.monotonic() - began < 0.3 + 0.5
    assert (outcome.state, outcome.status, told in outcome.detail) == (state, status, True), outcome
    assert (outcome.wait_s is not None) == (state == "retry")
    assert outcome.is_sent
    assert sum(hub.accepted.values()) == accepted
    assert {asked.method for asked in hub.asked} == {"POST"}


def test_many_are_sent_once_each(hub):
    hubs, topics = [hub.at("/200"), hub.at("/202")], [f"{TOPIC}?{number}" for number in range(100)]
    outcomes = sent(*(Job("websub", *pair) for pair in product(hubs, topics)))
    assert [outcome.state for _, outcome in outcomes] == ["accepted"] * 200
    assert (set(hub.accepted.values()), len(hub.accepted)) == ({1}, 200)
    assert hub.connections <= 8
