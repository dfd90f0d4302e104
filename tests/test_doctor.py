"""`feedtool hub doctor`: each check once right and once wrong, of real servers; and a subscription that is one."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
import time
from email.message import Message
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedtool import config
from feedtool.cli import feedtool as group
from feedtool.doctor import Trial, checks, doctor, trial
from feedtool.doctor.callback import Callback, Push
from feedtool.fetch import session
from tests.conftest import CONFIG
from tests.hub import Hub, Origin, running

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>urn:x</id>{}</feed>'
RSS = '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>t</title>{}</channel></rss>'
ENTRY = (
    "<entry><id>urn:{0}</id><title>{0}</title><updated>2024-01-0{0}T00:00:00Z</updated><content>{0}</content></entry>"
)
PAGE = "<!DOCTYPE html><title>t</title>{}"
TYPE = ("Content-Type", "application/atom+xml")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(session, "CONNECTING", session.CONNECTING.new(backoff_factor=0))
    monkeypatch.setattr(trial, "SETTLE_S", 0.05)
    monkeypatch.setattr(trial, "VERIFY_S", 0.5)
    monkeypatch.setattr(trial, "LEAVE_S", 0.5)


@pytest.fixture
def origin():
    with running(Origin()) as server:
        yield server


@pytest.fixture
def hub():
    with running(Hub()) as server:
        yield server


def links(self=None, *hubs, tag="link"):
    found = [] if self is None else [f'<{tag} rel="self" href="{self}"/>']
    return "".join([*found, *(f'<{tag} rel="hub" href="{one}"/>' for one in hubs)])


def of(told, check):
    return [(row["severity"], row["found"]) for row in told["checks"] if row["check"] == check]


def wrong(told):
    return {row["check"]: row["severity"] for row in told["checks"] if row["severity"] != "fine"}


@pytest.fixture
def right(origin, hub):
    """A topic in which nothing is wrong."""
    topic = origin.url + "feed.xml"
    origin.put("/feed.xml", ATOM.format(links(topic, hub.url) + ENTRY.format(1) + ENTRY.format(2)), TYPE)
    return topic


def test_what_is_right_has_no_errors(right, hub):
    told = doctor(None, right)
    assert wrong(told) == {"https": "warning"}  # on loopback
    assert [row["check"] for row in told["checks"]] == [
        "hub", "self", "address", "type", "negotiation", "https", "reachable", "cache", "size",
    ]  # fmt: skip
    assert of(told, "reachable") == [("fine", f"{hub.url} answers (405)")]
    assert (told["topics"], told["errors"], told["warnings"]) == ([right], 0, 1)


def feed(links_, *headers, format=ATOM, type=TYPE):
    """A page: what stands in it, and what its server says beside it."""
    return lambda topic, hub: (
        format.format(links_.format(topic=topic, hub=hub, origin=topic.removesuffix("feed.xml"))),
        [type, *((name, value.format(topic=topic, hub=hub)) for name, value in headers)],
    )


BOTH = links("{topic}", "{hub}")
IN_RSS = links("{topic}", "{hub}", tag="atom:link")
LINK = ("Link", '<{hub}>; rel="hub", <{topic}>; rel="self"')
JSON_TYPE, HTML_TYPE = ("Content-Type", "application/feed+json"), ("Content-Type", "text/html; charset=utf-8")


class Json:
    """A JSON Feed, whose braces are its own."""

    @staticmethod
    def format(text):
        self, _, hub = text.partition(" ")
        document = {"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": []}
        document |= {"feed_url": self} if self else {}
        return json.dumps(document | ({"hubs": [{"type": "WebSub", "url": hub}]} if hub else {}))


WRONG = {
    "no hub": (feed(links("{topic}")), "hub", "error", "no hub is named"),
    "no self": (feed(links(None, "{hub}")), "self", "error", "none"),
    "two selves": (feed(links("{topic}", "{hub}") + links("{topic}?2")), "self", "error", "several in the document: {topic}, {topic}?2"),
    "two selves in headers": (feed(BOTH, ("Link", "<{topic}>; rel=self"), ("Link", "</b>; rel=self")), "self", "error", "several in the headers: {topic}, {origin}b"),
    "another address": (feed(links("{topic}/", "{hub}")), "address", "error", "self is {topic}/, and {topic} was fetched"),
    "another case": (feed(links("{origin}FEED.xml", "{hub}")), "address", "error", "self is {origin}FEED.xml, and {topic} was fetched"),
    "a fragment": (feed(links("{topic}#new", "{hub}")), "fragment", "error", "{topic}#new has a fragment"),
    "a hub with a fragment": (feed(links("{topic}", "{hub}#x")), "fragment", "error", "{hub}#x has a fragment"),
    "another hub in headers": (feed(BOTH, ("Link", "<{hub}2>; rel=hub")), "headers", "error", "hub is {hub}2 in the headers, and {hub} in the document"),
    "another self in headers": (feed(BOTH, ("Link", "<{topic}2>; rel=self")), "headers", "error", "self is {topic}2 in the headers, and {topic} in the document"),
    "JSON without headers": (feed("{topic} {hub}", format=Json, type=JSON_TYPE), "json", "warning", "the hub is in the document only"),
    "a feed as text": (feed(BOTH, type=("Content-Type", "text/plain")), "type", "error", "Content-Type text/plain of atom"),
    "a feed without a type": (feed(BOTH, type=("X", "y")), "type", "error", "Content-Type none of atom"),
    "a feed as text that headers name": (feed(BOTH, LINK, type=("Content-Type", "text/plain")), "type", "warning", "Content-Type text/plain of atom"),
    "RSS as Atom": (feed(IN_RSS, format=RSS), "type", "warning", "Content-Type application/atom+xml of rss"),
    "no feed": (feed("x", LINK, format="{}", type=("Content-Type", "image/png")), "type", "warning", "Content-Type image/png of what is no feed"),
    "Vary": (feed(BOTH, ("Vary", "Accept-Encoding,  accept")), "negotiation", "warning", "Vary: Accept"),
    "Vary on all": (feed(BOTH, ("Vary", "*")), "negotiation", "warning", "Vary: *"),
    "a long life": (feed(BOTH, ("Cache-Control", "public, max-age=3600")), "cache", "warning", "Cache-Control: public, max-age=3600; caches may serve an old copy for 3600 s"),
    "a long life in shared caches": (feed(BOTH, ("Cache-Control", "max-age=0, s-maxage=301")), "cache", "warning", "Cache-Control: max-age=0, s-maxage=301; caches may serve an old copy for 301 s"),
    "an old copy": (feed(BOTH, ("Age", "301")), "cache", "warning", "this copy is 301 s old (Age)"),
    "a long feed": (feed(BOTH + "<!--" + "x" * 520_000 + "-->"), "size", "warning", "520 kB"),
    "http": (feed(BOTH), "https", "warning", "by http: {topic}, {hub}"),
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_found(case, origin, hub):
    made, check, severity, found = WRONG[case]
    topic = origin.url + "feed.xml"
    body, headers = made(topic, hub.url)
    origin.put("/feed.xml", body, *headers)
    told = doctor(None, topic)
    assert (severity, found.format(topic=topic, hub=hub.url, origin=origin.url)) in of(told, check)
    row = next(row for row in told["checks"] if row["check"] == check and row["severity"] == severity)
    assert row["expected"]
    assert row["remedy"]


RIGHT = {
    "hub and self in headers": (feed("", LINK), "hub", "{hub} (in the headers)"),
    "headers and document": (feed(BOTH, LINK), "headers", "hub is the same in headers and document"),
    "RSS": (feed(IN_RSS, format=RSS, type=("Content-Type", "text/xml")), "type", "text/xml"),
    "a page": (feed(BOTH, format=PAGE, type=HTML_TYPE), "type", "text/html"),
    "JSON with headers": (feed("{topic} {hub}", LINK, format=Json, type=JSON_TYPE), "type", "application/feed+json"),
    "Vary for packing": (feed(BOTH, ("Vary", "Accept-Encoding")), "negotiation", "the same whatever is asked for"),
    "a short life": (feed(BOTH, ("Cache-Control", "max-age=300"), ("Age", "300")), "cache", "caches may keep it for 300 s"),
    "shared caches have their own": (feed(BOTH, ("Cache-Control", "s-maxage=60, max-age=9999")), "cache", "caches may keep it for 60 s"),
    "no life": (feed(BOTH, ("Cache-Control", "max-age=9999, no-cache"), ("Age", "?")), "cache", "caches may keep it for 0 s"),
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("case", RIGHT)
def test_what_is_right_is_found_right(case, origin, hub):
    made, check, found = RIGHT[case]
    topic = origin.url + "feed.xml"
    body, headers = made(topic, hub.url)
    origin.put("/feed.xml", body, *headers)
    told = doctor(None, topic)
    assert ("fine", found.format(topic=topic, hub=hub.url)) in of(told, check)
    assert wrong(told) == {"https": "warning"}


def test_another_document_for_another_accept_is_an_error(origin, hub):
    topic = origin.url + "feed"
    atom, page = ATOM.format(links(topic, hub.url)).encode(), PAGE.format(links(topic, hub.url)).encode()
    origin.pages["/feed"] = lambda accept: (
        (page, [HTML_TYPE]) if "html" in accept else 406 if "json" in accept else (atom, [TYPE])
    )
    assert of(doctor(None, topic), "negotiation") == [
        ("error", "Accept: text/html gets text/html, html, others application/atom+xml, atom"),
        ("error", "Accept: application/feed+json, application/json gets 406, others application/atom+xml, atom"),
    ]


def test_a_self_is_compared_with_what_was_fetched_in_the_end(origin, right):
    origin.moved["/old"] = right
    assert of(doctor(None, origin.url + "old"), "address") == [("fine", "self is the address that was fetched")]
    old = origin.url + "old"
    origin.put("/feed.xml", ATOM.format(links(old)), TYPE)
    assert of(doctor(None, old), "address") == [("warning", f"self is {old}, which leads on to {right}")]


def test_a_password_is_no_part_of_the_address_and_is_not_shown(right):
    told = doctor(None, right.replace("//", "//me:geheim@"))
    assert of(told, "address") == [("fine", "self is the address that was fetched")]
    assert "geheim" not in json.dumps(told)


def test_a_hub_that_cannot_be_reached_is_an_error_that_may_pass(origin):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        gone = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    topic = origin.url + "feed.xml"
    origin.put("/feed.xml", ATOM.format(links(topic, gone)), TYPE)
    (row,) = [row for row in doctor(None, topic)["checks"] if row["check"] == "reachable"]
    assert (row["severity"], row["temporary"]) == ("error", True)
    assert row["found"] == f"{gone}: its server refuses the connection"


def test_a_hub_that_only_a_document_names_must_be_public(origin):
    topic = origin.url + "feed.xml"
    origin.put("/feed.xml", ATOM.format(links(topic, "http://localhost:1/")), TYPE)
    (row,) = [row for row in doctor(None, topic)["checks"] if row["check"] == "reachable"]
    assert (row["severity"], row["temporary"]) == ("error", False)
    assert "private address" in row["found"]


# All feeds of a site


@pytest.fixture
def site(blog, origin, hub):
    """A site that is published at the origin; `publish` does so again."""

    def configure(hubs):
        text = CONFIG.replace("https://blog.example/", origin.url)
        blog.write("config.toml", f"{text}[websub]\nhubs = {json.dumps(hubs)}\n")

    def publish():
        blog.build()
        types = {
            "rss.xml": "application/rss+xml",
            "atom.xml": "application/atom+xml",
            "feed.json": "application/feed+json",
        }
        for path in (blog.root / "feeds").iterdir():
            topic = f"{origin.url}feeds/{path.name}"
            link = [("Link", f"<{hub.url}>; rel=hub, <{topic}>; rel=self")] if path.suffix == ".json" else []
            origin.put(f"/feeds/{path.name}", path.read_text(), ("Content-Type", types[path.name]), *link)

    blog.configure, blog.publish = configure, publish
    blog.configure([hub.url])
    blog.post()
    blog.publish()
    return blog


def examined(site, *options, code):
    done = site.run("hub", "doctor", "--json", *options)
    assert done.code == code, (done.out, done.err)
    return done.json


@pytest.mark.long
def test_a_site_that_feedtool_built_is_right(site, origin):
    told = examined(site, code=0)
    assert told["topics"] == [f"{origin.url}feeds/{name}" for name in ("rss.xml", "atom.xml", "feed.json")]
    assert wrong(told) == {"https": "warning"}
    assert of(told, "formats") == [("fine", "all formats name the same hubs")]
    assert of(told, "configuration") == [("fine", "the hubs of the configuration")] * 3


@pytest.mark.long
def test_the_keys_of_json_are_a_contract(site):
    told = examined(site, code=0)
    assert set(told) == {"topics", "checks", "errors", "warnings"}
    assert {tuple(row) for row in told["checks"]} == {
        ("topic", "check", "severity", "found", "expected", "remedy", "temporary")
    }


@pytest.mark.long
def test_a_hub_that_was_not_published_yet_and_one_that_nobody_tells_are_errors(site, hub):
    site.configure([f"{hub.url}new"])
    told = examined(site, code=1)
    assert of(told, "configuration")[:2] == [
        ("error", f"not named: {hub.url}new"), ("error", f"named, and not in the configuration: {hub.url}"),
    ]  # fmt: skip


@pytest.mark.long
def test_formats_that_name_different_hubs_are_an_error(site, origin, hub):
    topic = f"{origin.url}feeds/atom.xml"
    origin.put("/feeds/atom.xml", ATOM.format(links(topic, hub.url, f"{hub.url}2")), TYPE)
    (found,) = of(examined(site, code=1), "formats")
    assert found[0] == "error"
    assert f"atom.xml: {hub.url}, {hub.url}2; " in found[1]


@pytest.mark.long
def test_a_topic_of_the_configuration_is_held_against_it_and_another_is_not(site, origin, hub):
    site.configure([f"{hub.url}new"])
    assert of(examined(site, f"{origin.url}feeds/rss.xml", code=1), "configuration")
    other = origin.url + "other.xml"
    origin.put("/other.xml", ATOM.format(links(other, hub.url)), TYPE)
    assert not of(examined(site, other, code=0), "configuration")


@pytest.mark.long
def test_what_is_not_there_is_said_and_the_rest_is_looked_at(site, origin):
    del origin.pages["/feeds/atom.xml"]
    told = examined(site, code=1)
    assert of(told, "fetch") == [("error", f"{origin.url}feeds/atom.xml: 404 Not Found")]
    assert len(of(told, "self")) == 2


@pytest.mark.long
@pytest.mark.parametrize(("status", "code"), [(429, 75), (404, 1)])
def test_the_exit_code_says_whether_to_look_again(blog, origin, status, code):
    origin.pages["/feed.xml"] = lambda _: status
    done = blog.run("hub", "doctor", origin.url + "feed.xml")
    assert done.code == code
    assert f"{origin.url}feed.xml\n  error    fetch" in done.out
    assert done.out.endswith("1 error, 0 warnings\n")


@pytest.mark.long
def test_no_configuration_is_needed_for_a_topic(tmp_path, blog, right):
    (tmp_path / "empty").mkdir()
    done = blog.run("hub", "doctor", right, "-C", str(tmp_path / "empty"))
    assert (done.code, done.err) == (0, "")
    assert blog.run("hub", "doctor", "-C", str(tmp_path / "empty")).code == 2


@pytest.mark.parametrize(
    "options",
    [
        ["--callback", "https://me.example/"],
        ["--subscribe", "--callback", "https://me.example/"],
        ["--subscribe", "--callback", "me.example"],
        ["--subscribe", "--callback", "http://me.example:99999/"],
        ["--subscribe", "--listen", "localhost"],
        ["--subscribe", "--listen", "65536"],
        ["--wait", "soon"],
        ["--wait", "-1s"],
    ],
)
def test_options_that_make_no_sense_are_refused(options):
    done = CliRunner().invoke(group, ["hub", "doctor", "https://blog.example/feed.xml", *options])
    assert (done.exit_code, done.output.startswith("Usage: ")) == (2, True)


# A subscription


def tried(topic, **options):
    return doctor(None, topic, attempt=Trial(**({"wait_s": 5.0} | options)))


def left(hub):
    """The subscriptions that stay: a hub that got its confirmation needs a moment to forget."""
    until = time.monotonic() + 5
    while hub.subscribers and time.monotonic() < until:
        time.sleep(0.01)
    return hub.subscribers


def test_a_push_that_came_and_is_right_is_told(right, hub):
    told = tried(right)
    assert wrong(told) == {"https": "warning"}
    assert of(told, "subscribe") == [("fine", f"{hub.url} says 202 noted")]
    assert of(told, "verify") == [("fine", "the hub asked whether it is wanted")]
    assert of(told, "push")[0][1].startswith("it came after 0.")
    assert of(told, "signature") == [("fine", "sha256, right")]
    assert of(told, "content")[0][1].startswith("the bytes that the topic has now")
    assert of(told, "links") == [("fine", "hub and self are named with it")]
    assert of(told, "unsubscribe") == [("fine", "the hub asked whether it is wanted")]
    assert left(hub) == {}
    assert [form["hub.mode"] for form in hub.got] == ["subscribe", "publish", "unsubscribe"]
    first, second, _ = hub.got
    assert (first["hub.topic"], first["hub.lease_seconds"]) == (right, "300")
    assert (second["hub.url"], second["hub.topic"]) == (right, right)


@pytest.mark.long
def test_every_topic_is_tried(site, hub):
    told = doctor(config.load(config.find(str(site.root))), attempt=Trial(wait_s=5.0))
    assert [severity for severity, _ in of(told, "content")] == ["fine"] * 3
    assert left(hub) == {}


@pytest.mark.long
def test_the_command_subscribes(site, origin):
    done = site.run(
        "hub", "doctor", f"{origin.url}feeds/rss.xml", "--subscribe", "--wait", "5s", "--listen", "127.0.0.1:0"
    )
    assert done.code == 0
    assert "  fine     content        the bytes that the topic has now" in done.out


@pytest.mark.long
@pytest.mark.parametrize("algorithm", ["sha1", "sha384", "sha512"])
def test_every_kind_of_signature_is_known(algorithm, right, hub):
    hub.algorithm, hub.chunked = algorithm, True
    told = tried(right)
    assert of(told, "signature") == [("fine", f"{algorithm}, right")]
    assert of(told, "content")[0][0] == "fine"


FAULTS = {
    "the hub refuses": ({"status": {"subscribe": 400}}, {"subscribe": "error"}),
    "the hub takes it in another way": ({"status": {"subscribe": 204}}, {"subscribe": "warning"}),
    "nobody asks back": ({"says": "silent"}, {"verify": "error"}),
    "the hub denies": ({"says": "denied"}, {"verify": "error"}),
    "the hub asks about another topic": ({"says": "another topic"}, {"verify": "error"}),
    "nothing may be published": ({"status": {"publish": 403}}, {"publish": "error"}),
    "the hub does not let go": ({"status": {"unsubscribe": 500}}, {"unsubscribe": "warning"}),
    "no signature": ({"algorithm": ""}, {"signature": "error"}),
    "an unknown signature": ({"algorithm": "md5"}, {"signature": "error"}),
    "a wrong signature": ({"sign": lambda digest: digest[::-1]}, {"signature": "error"}),
    "another document": ({"mangle": lambda body: body.replace(b"urn:1", b"urn:3")}, {"content": "error"}),
    "no document": ({"mangle": lambda _: b"garbage"}, {"content": "error"}),
    "no entries": ({"mangle": lambda body: body.replace(b"entry", b"nothing")}, {"content": "error"}),
    "no links": ({"links": False}, {"links": "warning"}),
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("case", FAULTS)
def test_what_goes_wrong_is_told(case, right, hub):
    does, expected = FAULTS[case]
    for name, value in does.items():
        setattr(hub, name, value)
    assert wrong(tried(right)) == {"https": "warning"} | expected


def test_a_hub_may_send_new_entries_alone(right, hub):
    hub.mangle = lambda body: body.replace(ENTRY.format(1).encode(), b"")
    assert of(tried(right), "content") == [("fine", "1 of the 2 entries of the topic")]


def test_what_does_not_come_is_waited_for_no_longer_than_was_said(right, hub):
    hub.status = {"publish": 204}
    hub.publish = lambda _: None
    told = tried(right, wait_s=0.1)
    assert of(told, "push") == [("error", "nothing came within 0.1 s")]
    assert left(hub) == {}


def test_why_a_hub_denies_stands_on_one_line(right, hub):
    hub.says = "denied"
    assert of(tried(right), "verify") == [("error", r"denied: not\nfor you")]


def test_the_callback_may_be_reached_under_another_address(right, hub):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    told = tried(right, callback=f"http://localhost:{port}/way/", listen=("127.0.0.1", port))
    assert of(told, "content")[0][0] == "fine"
    assert hub.got[0]["hub.callback"].startswith(f"http://localhost:{port}/way/")


def test_a_port_that_is_taken_is_said(right):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = tried(right, listen=("127.0.0.1", taken.getsockname()[1]))
    assert wrong(told) == {"https": "warning", "callback": "error"}


def asked(server, text):
    """What the callback answers to bytes."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=5) as connection:
        connection.sendall(text.replace("TOKEN", server.token).encode())
        connection.shutdown(socket.SHUT_WR)
        return connection.makefile("rb").read().split(b"\r\n")[0].decode()


@pytest.mark.long
@pytest.mark.parametrize(
    ("request_", "answer"),
    [
        ("GET /TOKEN?hub.mode=subscribe&hub.topic=t&hub.challenge=c HTTP/1.0\r\n\r\n", "200 OK"),
        ("GET /TOKEN?hub.mode=unsubscribe&hub.topic=t&hub.challenge=c HTTP/1.0\r\n\r\n", "404 Not Found"),
        ("GET /TOKEN?hub.mode=subscribe&hub.topic=T&hub.challenge=c HTTP/1.0\r\n\r\n", "404 Not Found"),
        ("GET /other?hub.mode=subscribe&hub.topic=t&hub.challenge=c HTTP/1.0\r\n\r\n", "404 Not Found"),
        ("POST /TOKEN HTTP/1.0\r\nContent-Length: 2\r\n\r\nok", "204 No Content"),
        ("POST /other HTTP/1.0\r\nContent-Length: 2\r\n\r\nok", "404 Not Found"),
        ("POST /TOKEN HTTP/1.0\r\nContent-Length: 3\r\n\r\nok", "404 Not Found"),
        ("POST /TOKEN HTTP/1.0\r\nContent-Length: 99999999999\r\n\r\nok", "404 Not Found"),
        ("POST /TOKEN HTTP/1.0\r\nContent-Length: -1\r\n\r\nok", "404 Not Found"),
        ("POST /TOKEN HTTP/1.0\r\n\r\nok", "404 Not Found"),
        ("POST /TOKEN HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "204 No Content"),
        ("POST /TOKEN HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\n\r\n", "204 No Content"),
        ("POST /TOKEN HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokay", "404 Not Found"),
        ("POST /TOKEN HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\nok", "404 Not Found"),
        ("POST /TOKEN HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\nok", "404 Not Found"),
        ("POST /TOKEN HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nx", "404 Not Found"),
    ],
)
def test_the_callback_takes_nothing_else_than_what_was_asked_for(request_, answer):
    with Callback("127.0.0.1", 0) as server:
        server.expected = ("subscribe", "t")
        assert asked(server, request_) == f"HTTP/1.0 {answer}"
        assert server.pushes.empty() == (answer != "204 No Content")


@pytest.mark.parametrize(
    ("signature", "severity"),
    [
        (None, "error"), ("", "error"), ("sha256", "error"), ("sha256=", "error"), ("sha256=é", "error"), ("new=x", "error"),
        ("sha256={}", "fine"), ("sha256={}0", "error"), (" sha256={} ", "fine"), ("SHA256={}", "error"),
    ],
)  # fmt: skip
def test_signatures(signature, severity):
    headers = Message()
    if signature is not None:
        headers["X-Hub-Signature"] = signature.format(hmac.new(b"secret", b"body", hashlib.sha256).hexdigest())
    assert trial.signed(Push(0.0, headers, b"body"), "secret").severity == severity


def test_every_check_is_in_the_reference():
    page = (Path(__file__).parent.parent / "docs/reference/hubs.md").read_text()
    names = [*checks.CHECKS, "fetch", "formats", "callback", "hub", "subscribe", "verify", "publish", "push", "signature",
             "content", "links", "unsubscribe"]  # fmt: skip
    assert [name for name in names if f"| `{name}` |" not in page] == []
