"""What is decided without asking anybody: what is sent, what answers mean, and when the next time is."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.fetch.post import Reply
from feedtool.pinger import Backoff, Limit, Profile, rsscloud, websub
from feedtool.pinger.hubs import profile_of
from feedtool.pinger.notifiers import why_not
from feedtool.pinger.rhythm import FAILED, LONGEST_S, PROBE_S, SILENT, Breaker, Bucket, wait_s
from feedtool.pinger.verdicts import LENGTH, detail, said
from tests import conftest  # noqa: F401 - the profile of hypothesis

TOPIC = "https://blog.example/tags/é?a=1&b=%2F"
HUB = "https://hub.example/"
GOOGLE, SUPERFEEDR = "https://pubsubhubbub.appspot.com/", "https://me.superfeedr.com/"

# What is sent


@pytest.mark.parametrize(
    ("hub", "names"),
    [
        (HUB, ["hub.url", "hub.topic"]),
        (GOOGLE, ["hub.url"]),
        (SUPERFEEDR, ["hub.url"]),
        ("https://notsuperfeedr.com/", ["hub.url", "hub.topic"]),
        ("https://superfeedr.com.example/", ["hub.url", "hub.topic"]),
    ],
)
def test_a_hub_of_websub_is_sent_the_form_that_it_understands(hub, names):
    url, data, headers = websub.request(hub, TOPIC, profile_of(hub, {}))
    assert url == hub
    assert parse_qsl(data.decode()) == [("hub.mode", "publish"), *((name, TOPIC) for name in names)]
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_a_server_of_rsscloud_is_sent_its_form():
    url, data, headers = rsscloud.request(HUB, TOPIC, Profile())
    assert (url, parse_qsl(data.decode()), headers["Accept"]) == (HUB, [("url", TOPIC)], "application/json")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="#")))
def test_a_topic_is_sent_letter_for_letter(path):
    topic = f"https://blog.example/{path}"
    assert {value for _, value in parse_qsl(websub.request(HUB, topic, Profile()).data.decode())} == {"publish", topic}


@pytest.mark.parametrize(
    ("topic", "reason"),
    [
        ("https://blog.example/feed", ""),
        ("HTTP://blog.example/é", ""),
        ("https://blog.example/feed#top", "fragment"),
        ("https://blog.example/#", "fragment"),
        ("https://blog.example/\r\nHost: x", "characters"),
        ("https://blog.example/\x00", "characters"),
        ("https://blog.example/a b", "characters"),
        ("https://blog.example/\u202e", "characters"),
        ("feed.xml", "no address"),
        ("file:///feed.xml", "no address"),
        ("", "no address"),
    ],
)
def test_topics_that_no_hub_is_told_of(topic, reason):
    assert reason in why_not(topic)
    assert bool(why_not(topic)) == bool(reason)


# What answers mean

WEBSUB = [
    (200, "", "accepted"), (201, "", "accepted"), (202, "You have 3 subscribers", "accepted"), (204, "", "accepted"), (299, "", "accepted"),
    (207, "", "accepted"),
    (207, "https://blog.example/ [202 Accepted]", "accepted"),
    (207, "https://blog.example/ [404 Not Found]", "refused"),
    (207, "https://blog.example/ [500 Oh]\n\tno such topic", "retry"),
    (207, '[{"href": "https://blog.example/", "status": 202}]', "accepted"),
    (207, '[{"href": "https://blog.example/", "status": 400}]', "refused"),
    (207, "<D:status>HTTP/1.1 503 Busy</D:status>", "retry"),
    (207, "a [202 Accepted]\n----\na [400 No]", "refused"),
    (207, "a [400 No]\n----\na [503 Busy]", "retry"),
    (500, "Topic not found for topic URL.", "accepted, no subscribers"),
    (500, "Error: topic not found", "accepted, no subscribers"),
    (400, "subscription not found", "accepted, no subscribers"),
    (500, "Publish URL did not return a successful status code.", "retry"),
    (400, "The topic URL returned a 404 status code", "retry"),
    (400, "The topic URL didn't respond to a HEAD request", "retry"),
    (400, "hub.mode is missing", "refused"),
    (404, "Topic not found", "refused"),  # it is the hub that is not there
    (408, "", "retry"), (425, "", "retry"), (429, "", "retry"),
    (500, "", "retry"), (501, "", "retry"), (502, "", "retry"), (503, "", "retry"), (504, "", "retry"), (599, "", "retry"), (999, "", "retry"),
    (300, "", "refused"), (304, "", "refused"), (400, "", "refused"), (401, "", "refused"), (403, "", "refused"),
    (404, "", "refused"), (405, "", "refused"), (410, "", "refused"), (413, "", "refused"), (422, "", "refused"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "state"), WEBSUB)
def test_what_a_hub_of_websub_means(status, body, state):
    assert websub.judge(Reply(status, "", "text/plain", body.encode())).state == state


RSSCLOUD = [
    (200, '{"success":true,"msg":"Thanks for the update!"}', "accepted", "Thanks for the update!"),
    (406, '{"success": true}', "accepted", "406"),
    (200, '{"success":false,"msg":"there was an error reading it"}', "retry", "no success: there was an error reading it"),
    (200, '{"success":false}', "retry", "no success: it does not say why"),
    (400, '{"success":false,"msg":"url is missing"}', "refused", "no success: url is missing"),
    (503, '{"success":false}', "retry", "no success"),
    (200, '<?xml version="1.0"?><result success="true" msg="Thanks"/>', "accepted", "Thanks"),
    (200, "<notifyResult success='false' msg='no'/>", "retry", "no success: no"),
    (200, '{"success":"true"}', "refused", "200, but nothing that says success"),
    (200, "[" * 5000, "refused", "200, but nothing"),
    (202, "", "refused", "202, but nothing that says success"),
    (404, "<p>success</p>", "refused", "404"),
    (500, "", "retry", "500"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "state", "told"), RSSCLOUD)
def test_what_a_server_of_rsscloud_means(status, body, state, told):
    reply = Reply(status, "", "application/json", body.encode())
    verdict = rsscloud.judge(reply)
    assert (verdict.state, detail(reply, verdict)[: len(told)]) == (state, told)


@given(st.integers(100, 999), st.binary())
def test_whatever_comes_has_a_meaning(status, data):
    for notifier in (websub, rsscloud):
        reply = Reply(status, "", "", data)
        verdict = notifier.judge(reply)
        assert verdict.state in {"accepted", "accepted, no subscribers", "retry", "refused"}
        assert len(detail(reply, verdict)) <= LENGTH


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(202, "Accepted"), "202 Accepted"),
        (Reply(202), "202"),
        (Reply(400, "No", "text/plain", b" two\r\n lines "), "400 No: two lines"),
        (Reply(400, "No", "text/html", b"<html>"), "400 No"),
        (Reply(400, "\x1b[2J", "text/plain", b"\xff\x00"), r"400 \x1b[2J: " + "\ufffd" + r"\x00"),
    ],
)
def test_an_answer_is_told_in_a_line(reply, told):
    assert detail(reply, websub.judge(reply)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("see http://me:secret@hub.example/", "see http://…@hub.example/"),
        ("see //secret@hub.example/", "see //…@hub.example/"),
        ("see http://hub.example/?token=secret&a=b", "see http://hub.example/?token=…&a=b"),
        ("::error::x\n::warning::", "::error::x ::warning::"),
        ("x" * 300, "x" * 199 + "…"),
    ],
)
def test_what_is_told_holds_no_secrets_and_is_short(text, told):
    assert said(text) == told


@given(st.text())
def test_whatever_is_said_is_one_line(text):
    assert said(text).isprintable()
    assert len(said(text)) <= LENGTH


# When

SMALL = Backoff(base_s=1, cap_s=10)


@pytest.mark.parametrize(
    ("attempts", "told_s", "chance", "expected"),
    [
        (0, None, 1, 1), (1, None, 1, 2), (3, None, 1, 8), (4, None, 1, 10), (10**9, None, 1, 10),
        (3, None, 0, 0), (3, None, 0.5, 4),
        (0, 5, 1, 5), (3, 5, 1, 8), (3, 0, 0, 0),
        (0, 3600, 0, 3600), (0, 21600, 0, 3600),
    ],
)  # fmt: skip
def test_how_long_a_job_waits(attempts, told_s, chance, expected):
    assert wait_s(attempts, told_s, SMALL, chance) == expected


@given(st.integers(0, 10**6), st.none() | st.floats(0, 1e9), st.floats(0, 1))
def test_no_wait_is_longer_than_it_may_be_or_shorter_than_was_asked(attempts, told_s, chance):
    waits = wait_s(attempts, told_s, SMALL, chance)
    assert min(told_s or 0, LONGEST_S) <= waits <= max(SMALL.cap_s, LONGEST_S)


def test_a_bucket_gives_its_burst_and_then_its_rate():
    bucket, given_at, now = Bucket(Limit(rate=2, burst=3), 100.0), [], 100.0
    while len(given_at) < 6:
        wait = bucket.wait_s(now)
        if wait:
            now += wait
        else:
            bucket.take()
            given_at.append(now)
    assert given_at == pytest.approx([100, 100, 100, 100.5, 101, 101.5])


@given(st.floats(0.1, 100), st.integers(1, 20), st.lists(st.floats(0, 5), max_size=50))
def test_a_bucket_never_gives_more_than_it_has(rate, burst, pauses):
    bucket, now, taken = Bucket(Limit(rate, burst), 0.0), 0.0, 0
    for pause in pauses:
        now += pause
        while not bucket.wait_s(now):
            bucket.take()
            taken += 1
        assert taken <= burst + rate * now + 0.01


def test_a_rate_of_nought_is_no_limit():
    bucket = Bucket(Limit(rate=0), 0.0)
    for _ in range(1000):
        assert bucket.wait_s(0.0) == 0
        bucket.take()


@pytest.mark.parametrize(
    ("hub", "limit"),
    [
        (HUB, Limit(5, 20)),
        (GOOGLE, Limit(0.5, 10)),
        ("https://pubsubhubbub.appspot.com:443/publish", Limit(0.5, 10)),
        ("https://mine.example/hub", Limit(1, 1)),
        ("https://mine.example/other", Limit(2, 2)),
        ("http://[::1/", Limit(5, 20)),
    ],
)
def test_how_often_a_hub_is_told(hub, limit):
    said = {"https://mine.example/hub": Profile(Limit(1, 1)), "mine.example": Profile(Limit(2, 2))}
    assert profile_of(hub, said).limit == limit


def test_what_the_user_says_comes_before_what_is_known():
    said = {"pubsubhubbub.appspot.com": Profile(Limit(0)), GOOGLE: Profile(fields=("hub.topic",))}
    assert profile_of(GOOGLE, said) == Profile(Limit(0), ("hub.topic",))
    assert profile_of(GOOGLE, {}) == Profile(Limit(0.5, 10), ("hub.url",))


def test_rsscloud_is_told_of_rss_alone_and_a_hub_of_everything():
    feed = {"rss": "https://blog.example/rss.xml", "json": "https://blog.example/feed.json"}
    assert (list(websub.plan(feed)), list(rsscloud.plan(feed))) == ([*feed.values()], [feed["rss"]])
    assert list(rsscloud.plan({"json": feed["json"]})) == []


def after(events, breaker=None):
    """A breaker to which this happened, a second apiece: "-" no answer, "x" one that is a failure, "o" a success."""
    breaker = breaker or Breaker()
    for now, event in enumerate(events):
        if event == "o":
            breaker.succeeded()
        else:
            breaker.failed(float(now), is_answer=event == "x")
    return breaker


@pytest.mark.parametrize(
    ("events", "is_open"),
    [
        ("", False), ("-" * (SILENT - 1), False), ("-" * SILENT, True), ("-" * (SILENT - 1) + "o-", False),
        ("-" * (SILENT - 1) + "x-", False), ("x" * SILENT, False), ("x" * FAILED, True), ("x" * (FAILED - 1) + "ox", False),
        ("x" * (FAILED - 1) + "-", True), ("-" * SILENT + "o", False), ("xo" * FAILED, False),
    ],
)  # fmt: skip
def test_a_breaker_opens_when_a_hub_is_down(events, is_open):
    now = max(0.0, len(events) - 1)
    assert after(events).open_s(now) == (PROBE_S if is_open else 0)


def test_one_probe_at_a_time_goes_to_a_hub_that_is_down():
    breaker = after("-" * SILENT)
    now = SILENT - 1 + PROBE_S
    assert (breaker.open_s(now - 1), breaker.open_s(now), breaker.is_probing) == (1, 0, False)
    breaker.start()
    assert (breaker.open_s(now), breaker.is_probing) == (0, True)
    breaker.failed(now + 5, is_answer=True)
    assert (breaker.open_s(now + 5), breaker.is_probing) == (PROBE_S, False)
    breaker.start()
    breaker.succeeded()
    breaker.start()
    assert (breaker.open_s(now), breaker.is_probing) == (0, False)


def test_a_hub_that_asks_to_wait_is_left_alone_so_long():
    breaker = Breaker()
    breaker.failed(0.0, is_answer=True, pause_s=120)
    breaker.succeeded()  # that was under way before
    assert (breaker.open_s(20.0), breaker.open_s(120.0)) == (100, 0)
    breaker.start()
    assert not breaker.is_probing
    breaker.failed(0.0, is_answer=True, pause_s=10**9)
    assert breaker.open_s(0.0) == LONGEST_S
