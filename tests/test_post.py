"""POST by the door to the network: where it goes, what is kept of the answer, and how it is stopped."""

from __future__ import annotations

import os
import threading
import time
from base64 import b64encode
from contextlib import ExitStack

import pytest

from feedtool.errors import FetchError
from feedtool.fetch.clock import Watch
from feedtool.fetch.post import LIMIT, REDIRECTS, Poster, Reply
from tests.pinger.hub import LOCAL, SLACK_S, running

FORM = {"Content-Type": "text/plain"}


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in os.environ:
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def hub():
    with running() as hub:
        yield hub


def post(url, data=b"hello", *, named=(LOCAL,), deadline_s=2.0):
    with Poster(named=named) as poster:
        return poster.post(url, data, FORM, deadline_s=deadline_s)


def refused(url, **options):
    with pytest.raises(FetchError) as caught:
        post(url, **options)
    return caught.value


def test_an_answer_is_one_whatever_its_status(hub):
    assert post(hub.at("/nobody")) == Reply(500, "Oh", "text/plain", b"Topic not found for topic URL.")
    assert post(hub.at("/429-seconds")) == Reply(429, "Too Many", wait_s=120)


def test_a_body_counts_as_far_as_it_is_read_and_not_where_it_is_packed(hub):
    assert len(post(hub.at("/endless")).data) == LIMIT
    assert post(hub.at("/bomb")).data == b""


def test_a_body_that_takes_for_ever_is_not_waited_for(hub, monkeypatch):
    monkeypatch.setattr("feedtool.fetch.post.BODY_S", 0.1)
    began = time.monotonic()
    reply = post(hub.at("/drip-error"), deadline_s=30)
    assert time.monotonic() - began < SLACK_S
    assert (reply.status, reply.data[:2], reply.data.strip(b"x")) == (503, b"xx", b"")


def test_headers_that_take_for_ever_are_no_answer(hub):
    error = refused(hub.at("/drip-head"), deadline_s=0.1)
    assert (error.why, error.exit_code) == ("it took longer than 0.1 s", 75)


def test_one_connection_does_for_many_and_each_has_its_own_data(hub):
    with Poster(named=[LOCAL]) as poster:
        for path, data in (("/202", b"one"), ("/202", b"three"), ("/nobody", b""), ("/202", b"two")):
            poster.post(hub.at(path), data, FORM)
        poster.post(hub.at("/202"), b"four", {"X-Other": "yes"})
    assert [(asked.body, asked.headers.get("content-length")) for asked in hub.asked] == [
        (b"one", "3"), (b"three", "5"), (b"", "0"), (b"two", "3"), (b"four", "4")
    ]  # fmt: skip
    assert ["x-other" in asked.headers for asked in hub.asked] == [False] * 4 + [True]
    assert hub.connections == 1


@pytest.mark.parametrize(
    ("status", "to", "goes_on"),
    [
        (307, "/202", True), (308, "/202", True), (301, "/202", True), (302, "/202", True), (303, "/202", False),
        (307, "http://localhost:{port}/202", True), (308, "http://localhost:{port}/202", True),
        (301, "http://localhost:{port}/202", False), (302, "http://localhost:{port}/202", False),
        (301, "//127.0.0.1:{port}/202", True),
    ],
)  # fmt: skip
def test_a_post_stays_one_or_goes_nowhere(hub, status, to, goes_on):
    url = hub.at(f"/{status}?to={to.format(port=hub.port)}")
    if goes_on:
        assert post(url, named=[LOCAL, "localhost"]).status == 202
    else:
        assert (refused(url, named=[LOCAL, "localhost"]).status, len(hub.asked)) == (status, 1)
    assert {(asked.method, asked.body) for asked in hub.asked} == {("POST", b"hello")}


def test_no_more_redirects_than_that(hub):
    error = refused(hub.at("/round"))
    assert ("more than 3 times" in error.why, error.exit_code, hub.requests) == (True, 1, REDIRECTS + 1)


def test_passwords_are_for_their_host_only(hub):
    with running() as other:
        post(f"http://me:secret@{LOCAL}:{hub.port}/307?to={other.at()}")
        post(f"http://you:secret@{LOCAL}:{hub.port}/307?to=/202")
    sent = [asked.headers.get("authorization") for asked in [*other.asked, *hub.asked]]
    of_me, of_you = (f"Basic {b64encode(user + b':secret').decode()}" for user in (b"me", b"you"))
    assert sent == [None, of_me, of_you, of_you]


def test_passwords_are_not_kept_for_the_next_time(hub):
    with Poster(named=[LOCAL]) as poster:
        for who in ("me:secret@", "", "you:secret@"):
            poster.post(hub.at(host=f"{who}{LOCAL}"), b"", FORM)
    sent = [asked.headers.get("authorization") for asked in hub.asked]
    assert (sent[1], len(set(sent))) == (None, 3)


def test_what_is_posted_goes_through_a_proxy(hub, monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://me:secret@{LOCAL}:{hub.port}")
    assert post("http://inside.invalid/202", named=[]).status == 202
    (asked,) = hub.asked
    assert (asked.method, asked.body) == ("POST", b"hello")
    assert asked.headers["proxy-authorization"].startswith("Basic ")


def test_what_fails_is_not_tried_again_here(hub):
    began = time.monotonic()
    assert refused("http://127.0.0.1:1/").exit_code == 75
    assert time.monotonic() - began < SLACK_S
    assert post(hub.at("/busy")).status == 503
    assert refused(hub.at("/reset")).exit_code == 75
    assert hub.requests == 2


def test_who_is_stopped_hangs_up_and_does_nothing_more(hub):
    with Poster(named=[LOCAL]) as poster:
        began = time.monotonic()
        timer = threading.Timer(0.1, poster.stop)
        timer.start()
        with pytest.raises(FetchError):
            poster.post(hub.at("/silent"), b"", FORM)
        assert time.monotonic() - began < SLACK_S
        timer.join()
        with pytest.raises(FetchError):
            poster.post(hub.at(), b"", FORM)
    assert hub.requests == 1


@pytest.mark.long
def test_one_watch_does_for_many():
    """Each is cut at its own time, also where a later one began before."""
    watch, times, before = Watch(), {}, threading.active_count()
    with running() as hub, ExitStack() as stack:

        def ask(deadline_s):
            poster = stack.enter_context(Poster(named=[LOCAL], watch=watch))
            began = time.monotonic()
            with pytest.raises(FetchError, match="took longer"):
                poster.post(hub.at("/silent"), b"", FORM, deadline_s=deadline_s)
            times[deadline_s] = time.monotonic() - began

        threads = [threading.Thread(target=ask, args=[deadline_s]) for deadline_s in (0.5, 0.1, 0.3)]
        for thread in threads:
            thread.start()
        assert sum(thread.name == "feedtool-watch" for thread in threading.enumerate()) <= 1
        for thread in threads:
            thread.join()
        watch.close()
    assert all(0 <= took - deadline_s < 0.3 for deadline_s, took in times.items())
    assert threading.active_count() == before
