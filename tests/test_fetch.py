"""The door to the network: what is asked, of whom, for how long, and what becomes of everything that servers do.

tests/cases/tls holds a certificate for localhost and 127.0.0.1, its key, and the authority that signed it; nobody else
trusts that one, whose own key was thrown away.
"""

from __future__ import annotations

import gc
import gzip
import ipaddress
import os
import socket
import ssl
import threading
import time
import tomllib
import tracemalloc
import zlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

import feedtool
from feedtool import fetch
from feedtool.errors import FetchError
from feedtool.fetch import Answer, Fetcher, hosts, session
from tests.conftest import CASES

AUTHORITY = CASES / "tls/authority.pem"
LOCAL = "127.0.0.1"


class Site:
    """A server that answers each path with the bytes, or by the function, that a test gives; one thread a connection."""

    def __init__(self, *, tls=False, host=LOCAL):
        self.listener = socket.create_server((host, 0))
        self.port = self.listener.getsockname()[1]
        self.context = None
        if tls:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(CASES / "tls/server.pem")
        self.paths, self.asked, self.connections, self.is_over = {}, [], 0, threading.Event()
        self.threads = [threading.Thread(target=self.accept, daemon=True)]
        self.threads[0].start()

    def at(self, path="/", *, host=LOCAL):
        return f"{'https' if self.context else 'http'}://{host}:{self.port}{path}"

    def give(self, path, head="200 OK", body=b"", **headers):
        """The address of *path*, which gives this from now on."""
        lines = [f"HTTP/1.1 {head}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
        if "Content_Length" not in headers and "Transfer_Encoding" not in headers:
            lines.append(f"Content-Length: {len(body)}")
        if "Connection" not in headers:
            lines.append("Connection: close")  # as it does; who is not told may use it again, and finds it broken off
        return self.put(path, "\r\n".join([*lines, "", ""]).encode() + body)

    def put(self, path, *answers):
        """The address of *path*, which answers with these, one after another, and on with the last."""
        self.paths[path] = list(answers)
        return self.at(path)

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            self.threads.append(threading.Thread(target=self.serve, args=[connection], daemon=True))
            self.threads[-1].start()

    def serve(self, connection):
        with connection, suppress(OSError):
            if None in self.paths:  # before anything is understood
                self.paths[None][0](connection)
                return
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            with connection, connection.makefile("rb") as lines:
                while line := lines.readline():
                    method, path, _ = line.decode().split()
                    headers = {}
                    while (line := lines.readline().strip()) and b":" in line:
                        name, _, value = line.decode("latin-1").partition(":")
                        headers[name.lower()] = value.strip()
                    headers["body"] = lines.read(int(headers.get("content-length", "0")))
                    self.asked.append((method, path, headers))
                    answers = self.paths[path]
                    answer = answers.pop(0) if len(answers) > 1 else answers[0]
                    if callable(answer):
                        answer(connection)
                    else:
                        connection.sendall(answer)
                    if callable(answer) or b"keep-alive" not in answer:
                        connection.shutdown(socket.SHUT_RDWR)
                        return

    def drip(self, first, letters):
        """An answer that begins with *first* and goes on with a letter every now and then, for ever."""

        def answer(connection):
            connection.sendall(first)
            while not self.is_over.wait(0.02):
                connection.sendall(letters)

        return answer

    def close(self):
        self.is_over.set()
        with suppress(OSError):  # a test may have closed it
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for thread in self.threads:
            thread.join(2)
            assert not thread.is_alive(), "somebody forgot to hang up"


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in os.environ:
        if name.lower().endswith("_proxy") or name in {"REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"}:
            monkeypatch.delenv(name)
    monkeypatch.setattr(fetch, "PAUSES_S", (0.0, 0.0))
    monkeypatch.setattr(session, "CONNECTING", session.CONNECTING.new(backoff_factor=0))


@pytest.fixture
def make():
    made = []

    def make(**options):
        made.append(Site(**options))
        return made[-1]

    yield make
    for site in made:
        site.close()


@pytest.fixture
def site(make):
    return make()


def get(url, *, named=(LOCAL,), ca_bundle=None, **options):
    with Fetcher(named=named, ca_bundle=ca_bundle) as fetcher:
        return fetcher.get(url, **options)


def refused(url, **options):
    with pytest.raises(FetchError) as caught:
        get(url, **options)
    return caught.value


# What is asked, and what comes


def test_an_answer_has_what_its_server_told(site):
    url = site.give(
        "/feed", body=b"<a/>", Content_Type='Application/XML; charset="UTF-8"', ETag='W/"a\xe9"', Last_Modified="then"
    )
    answer = get(url)
    assert answer._replace(headers={}) == Answer(url, 200, "application/xml", "utf-8", b"<a/>", 'W/"a\xc3\xa9"', "then")
    assert answer.headers["last-modified"] == answer.headers["Last-Modified"] == "then"


@pytest.mark.parametrize(
    ("told", "type", "charset"),
    [({}, "", ""), ({"Content_Type": "text/html"}, "text/html", ""), ({"Content_Type": "; charset=x"}, "", "x")],
)
def test_what_nobody_told_is_empty(site, told, type, charset):
    answer = get(site.give("/", **told))
    assert (answer.type, answer.charset, answer.etag, answer.modified) == (type, charset, "", "")


def test_who_asks_says_so(site):
    get(site.give("/"), accept="application/xml")
    ((_, _, headers),) = site.asked
    home = next(iter(tomllib.loads(Path("pyproject.toml").read_text())["project"].get("urls", {}).values()), None)
    assert headers["user-agent"] == f"feedtool/{feedtool.__version__}" + (f" (+{home})" if home else "")
    assert (headers["accept"], headers["accept-encoding"]) == ("application/xml", "gzip")


@pytest.mark.parametrize("members", [1, 3])
def test_what_is_packed_is_unpacked(site, members):
    body = b"".join(gzip.compress(b"hello ") for _ in range(members))
    assert get(site.give("/", body=body, Content_Encoding="gzip")).data == b"hello " * members


def test_one_connection_does_for_many_questions(site):
    url = site.give("/", body=b"x", Connection="keep-alive")
    with Fetcher(named=[LOCAL]) as fetcher:
        assert [fetcher.get(url).data for _ in range(3)] == [b"x"] * 3
    assert (len(site.asked), site.connections) == (3, 1)


def test_cookies_are_not_kept(site):
    url = site.give("/", Set_Cookie="who=you; Path=/")
    with Fetcher(named=[LOCAL]) as fetcher:
        fetcher.get(url)
        fetcher.get(url)
    assert not [headers for _, _, headers in site.asked if "cookie" in headers]


# What goes wrong: what is said, and whether to try again


@pytest.mark.parametrize(
    ("head", "why", "code", "remedy"),
    [
        ("404 Not Found", "404 Not Found", 1, "Correct the address."),
        ("410 Gone", "410 Gone", 1, "take the address out"),
        ("401 Unauthorized", "401 Unauthorized", 1, "user:password"),
        ("403 Forbidden", "403 Forbidden", 1, "ask who runs it"),
        ("204 No Content", "204 No Content", 1, "browser"),
        ("206 Partial Content", "206 Partial Content", 1, "browser"),
        ("304 Not Modified", "304 Not Modified", 1, "browser"),  # nobody asked whether it is modified
        ("302 Found", "302 Found", 1, "browser"),  # to nowhere
        ("429 Slow Down", "429 Slow Down", 75, "later"),
        ("500 Oh", "500 Oh", 75, "later"),
        ("503 Busy", "503 Busy", 75, "later"),
        ("599", "599", 75, "later"),
        ("404 \x1b[2Jx", r"404 \x1b[2Jx", 1, "Correct the address."),
    ],
)
def test_a_status_that_is_no_answer(site, head, why, code, remedy):
    error = refused(url := site.give("/a", head))
    assert str(error).startswith(f"{url}: {why}.\n")
    assert remedy in str(error)
    assert (error.exit_code, error.status, error.is_temporary) == (code, int(head[:3]), code == 75)


@pytest.mark.parametrize(
    ("told", "least", "most"), [("120", 120, 120), (7200, 7000, 7200), ("0", 0, 0), ("soon", None, None)]
)
def test_how_long_a_server_asks_to_wait_is_told(site, told, least, most):
    if isinstance(told, int):
        told = format_datetime(datetime.now(UTC) + timedelta(seconds=told), usegmt=True)
    error = refused(site.give("/", "429 Slow Down", Retry_After=told))
    if least is None:
        assert error.wait_s is None
    else:
        assert least <= error.wait_s <= most
        assert f"wait for {error.wait_s} s" in str(error)


CHUNKED = {"Transfer_Encoding": "chunked"}
PACKED = {"Content_Encoding": "gzip"}
ZIPPED = gzip.compress(b"hello " * 100, mtime=0)  # the same in every process, as names of tests must be


@pytest.mark.parametrize(
    ("body", "headers", "why", "code"),
    [
        (b"<rss>", {"Content_Length": "50"}, "broke off", 75),
        (b"5\r\n<rss>\r\n", CHUNKED, "broke off", 75),
        (b"5\r\n<rss", CHUNKED, "broke off", 75),
        (b"zz\r\n<rss>", CHUNKED, "broke off", 75),
        (ZIPPED[:-9], PACKED, "broke off", 75),
        (ZIPPED[:-9], PACKED | {"Content_Length": "50"}, "broke off", 75),
        (b"no gzip", PACKED, "damaged", 1),
        (ZIPPED[:-8] + bytes(8), PACKED, "damaged", 1),  # another checksum
        (b"x", {"Content_Encoding": "br"}, "packed (br)", 1),
        (zlib.compress(b"x"), {"Content_Encoding": "deflate"}, "packed (deflate)", 1),
        (ZIPPED, {"Content_Encoding": "gzip, gzip"}, "packed (gzip, gzip)", 1),
        (b"x" * 1001, {}, "larger than 0.001 MB", 1),
        (b"", {"Content_Length": "1001"}, "larger than 0.001 MB", 1),
        (b"3ea\r\n" + b"x" * 1002 + b"\r\n0\r\n\r\n", CHUNKED, "larger than 0.001 MB", 1),
    ],
)
def test_a_body_is_whole_or_none(site, body, headers, why, code):
    error = refused(site.give("/", body=body, **headers), limit=1000)
    assert why in error.why
    assert error.exit_code == code


def test_as_large_as_may_be_is_not_too_large(site):
    assert len(get(site.give("/", body=b"x" * 1000), limit=1000).data) == 1000


def test_what_swells_is_cut_early(site):
    url = site.give("/", body=gzip.compress(bytes(50_000_000), 1), Content_Encoding="gzip")
    tracemalloc.start()
    try:
        assert "larger than 1 MB" in refused(url, limit=1_000_000).why
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"", "broke off"),
        (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", "not answer as HTTP has it"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 300 + b"\r\n", "not answer as HTTP has it"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n\r\n", "not answer as HTTP has it"),
        (b"HTTP/1.1 302 x\r\nLocation: http://\xff\r\n\r\n", "what is no address"),
        (b"HTTP/1.1 302 x\r\nLocation: http://[::1\r\n\r\n", "what is no address"),
    ],
)
def test_what_is_no_answer_is_told(site, answer, why, capfd):
    assert why in refused(site.put("/", answer)).why
    assert capfd.readouterr() == ("", "")


def test_a_header_that_is_none_is_passed_over_without_a_word(site, capfd):
    assert get(site.put("/", b"HTTP/1.1 200 OK\r\nno header\r\nContent-Length: 1\r\n\r\nx")).data is not None
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "no address of the web"),
        ("blog.example/feed", "no address of the web"),
        ("file:///etc/passwd", "no address of the web"),
        ("ftp://blog.example/", "no address of the web"),
        ("http:///feed", "no address of the web"),
        ("http://[::1/", "no address"),
        ("http://blog.example:99999/", "no address"),
        ("http://blog.example/\r\nHost: x", "characters"),
        ("http://no-such-host.invalid/", "no host of this name"),
        (f"http://{'a' * 70}.example/", "no name that can be"),
    ],
)
def test_what_is_no_address_is_not_asked(url, why):
    assert why in refused(url).why


def test_where_nobody_listens_may_be_somebody_later(site):
    site.close()
    error = refused(site.at())
    assert ("refuses the connection" in error.why, error.exit_code) == (True, 75)


def test_a_server_that_stumbles_is_asked_again(site):
    down, up = (
        b"HTTP/1.1 503 Busy\r\nContent-Length: 9\r\n\r\nnot yet..",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
    )
    assert get(site.put("/", down, down, up)).data == b"x"
    assert refused(site.put("/down", down)).status == 503
    assert [path for _, path, _ in site.asked] == ["/"] * 3 + ["/down"] * 3


def test_one_that_wants_fewer_questions_is_not(site):
    refused(site.give("/", "429 Slow Down"))
    assert len(site.asked) == 1


# Time


BODY = (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"x")
SLOW = {
    "nothing": (b"", b""),
    "headers": (b"HTTP/1.1 200 OK\r\nX: ", b"x"),
    "continue": (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": BODY,
    "body without end": (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
    "chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "packed": (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + ZIPPED[:10], b"\x00"),
}


@pytest.mark.long
@pytest.mark.parametrize(
    ("first", "letters", "tls"), [*((*slow, False) for slow in SLOW.values()), (*BODY, True)], ids=[*SLOW, "safe"]
)
def test_who_takes_for_ever_is_left(make, first, letters, tls):
    site = make(tls=tls)
    url, began = site.put("/", site.drip(first, letters)), time.monotonic()
    error = refused(url, deadline_s=0.15, ca_bundle=str(AUTHORITY))
    assert time.monotonic() - began < 3
    assert (error.why, error.exit_code) == ("it took longer than 0.15 s", 75)
    assert len(site.asked) == 1


def test_a_handshake_that_takes_for_ever_is_left(make):
    site, began = make(tls=True), time.monotonic()
    site.put(None, site.drip(b"\x16\x03\x03\x10\x00", b"\x00"))
    assert "took longer" in refused(site.at(), deadline_s=0.15).why
    assert time.monotonic() - began < 3


@pytest.mark.long
def test_all_redirects_share_the_time(site):
    def later(connection):
        time.sleep(0.25)
        connection.sendall(b"HTTP/1.1 302 x\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")

    assert "took longer" in refused(site.put("/", later), deadline_s=0.4).why
    assert len(site.asked) == 2


def test_a_connection_that_was_used_before_has_its_time_too(site):
    fine = site.give("/", body=b"x", Connection="keep-alive")
    slow = site.put("/slow", site.drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x"))
    with Fetcher(named=[LOCAL]) as fetcher:
        fetcher.get(fine)
        with pytest.raises(FetchError, match="took longer"):
            fetcher.get(slow, deadline_s=0.15)
        assert fetcher.get(fine).data == b"x"
    assert site.connections == 2


def test_nothing_stays_open(site):
    url = site.give("/", body=b"x" * 2000)
    with Fetcher(named=[LOCAL]) as fetcher:
        before = len(os.listdir("/proc/self/fd"))
        for _ in range(5):
            with pytest.raises(FetchError, match="larger"):
                fetcher.get(url, limit=1000)
        site.close()  # whose side of each is closed, too
        assert len(os.listdir("/proc/self/fd")) < before


# Redirects


@pytest.mark.long
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("to", ["/b", "b", "?b", "//{host}/b", "http://{host}/b#there"])
def test_a_redirect_is_followed(site, status, to):
    for path in ("/b", "/a?b"):
        site.give(path, body=b"here")
    url = site.give("/a", f"{status} x", Location=to.format(host=f"{LOCAL}:{site.port}"))
    answer = get(url)
    assert (answer.data, answer.url) == (b"here", site.at("/a?b" if to == "?b" else "/b"))


def test_five_redirects_are_followed_and_no_sixth(site):
    for number in range(6):
        site.give(f"/{number}", "302 x", Location=f"/{number + 1}")
    site.give("/6", body=b"here")
    assert get(site.at("/1")).data == b"here"
    error = refused(site.at("/0"))
    assert ("more than 5 times" in error.why, error.exit_code) == (True, 1)
    assert site.at("/0") in str(error)


def test_the_body_of_a_redirect_is_nobodys(site):
    endless = site.drip(b"HTTP/1.1 302 x\r\nLocation: /b\r\n\r\n", b"x" * 1000)
    site.give("/b", body=b"here")
    assert get(site.put("/a", endless), deadline_s=2).data == b"here"


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/", "data:,x", "javascript:1"])
def test_a_redirect_out_of_the_web_is_not_followed(site, to):
    error = refused(site.give("/", "302 x", Location=to))
    assert ("no address of the web" in error.why, error.exit_code) == (True, 1)


def test_a_redirect_from_https_to_http_is_not_followed(make, site):
    safe = make(tls=True)
    error = refused(safe.give("/", "302 x", Location=site.give("/")), ca_bundle=str(AUTHORITY))
    assert ("from https to http" in error.why, error.exit_code, site.connections) == (True, 1, 0)


def test_a_redirect_from_http_to_https_is(make, site):
    safe = make(tls=True)
    safe.give("/", body=b"safe")
    assert get(site.give("/", "302 x", Location=safe.at()), ca_bundle=str(AUTHORITY)).data == b"safe"


# Private addresses

NOTATIONS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f.1", "0x7f000001", "017700000001", "0177.0.0.1", "127.0.0.1.",
    "0.0.0.0", "0", "localhost", "LOCALHOST", "localhost.", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",  # noqa: S104 - asked, not listened at
]  # fmt: skip


@pytest.mark.parametrize("host", NOTATIONS)
def test_this_machine_is_nobodys_by_any_name(site, host):
    url = site.at(host=host)
    error = refused(url, named=["https://blog.example/"])
    assert ("private address" in error.why or "no host" in error.why, error.exit_code == 1) == (
        True,
        "no" not in error.why,
    )
    time.sleep(0.01)
    assert site.connections == 0


@pytest.mark.parametrize("host", [one for one in NOTATIONS if one != "127.0.0.1."])
def test_and_is_asked_under_the_name_that_was_named(site, host):
    site.give("/", body=b"x")
    assert get(site.at(host=host), named=[f"https://{host}:4/a"]).data == b"x"


def test_a_host_may_be_named_alone(site):
    site.give("/", body=b"x")
    for named in ("localhost", "LocalHost.", "localhost:1", "http://me:secret@localhost/feed"):
        assert get(site.at(host="localhost"), named=[named]).data == b"x"


@pytest.mark.parametrize("named", ["", "http://", "https:///x", "http://[::1"])
def test_what_names_no_host_is_refused(named):
    with pytest.raises(FetchError, match="names no host"):
        Fetcher(named=[named])


def test_a_redirect_to_a_private_host_that_nobody_named_is_refused(make, site):
    secret = make()
    secret.give("/", body=b"secret")
    url = site.give("/", "302 x", Location=secret.at(host="localhost"))
    error = refused(url)
    assert f"{url} (it leads to {secret.at(host='localhost')}): its host, localhost, has a private" in str(error)
    time.sleep(0.01)
    assert (error.exit_code, secret.connections) == (1, 0)
    assert get(url, named=[LOCAL, "localhost"]).data == b"secret"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "100.100.100.200", "0.0.0.0", "0.1.2.3", "224.0.0.1", "239.255.255.250", "255.255.255.255",  # noqa: S104 - looked at
        "240.0.0.1", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "100::1",
        "::7f00:1", "64:ff9b:1::1", "2001::1",
    ],
)  # fmt: skip
def test_what_is_private(address):
    assert hosts.is_private(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "100.63.255.255", "100.128.0.0", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::5"]
)
def test_what_is_public(address):
    assert not hosts.is_private(address)


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_what_it_is_outside(inner):
    number = int(inner)
    for outer in ((0xFFFF << 32) | number, (0x64FF9B << 96) | number, (0x2002 << 112) | (number << 80)):
        assert hosts.is_private(str(ipaddress.IPv6Address(outer))) == hosts.is_private(str(inner))


# Credentials


def test_credentials_are_for_their_host_only(make, site):
    other = make()
    other.give("/", body=b"x")
    site.give("/c", body=b"x")
    site.give("/b", "302 x", Location=f"http://evil:evil@{LOCAL}:{site.port}/c")
    site.give("/a", "302 x", Location="/b")
    site.give("/away", "302 x", Location=other.at())
    for path in ("/a", "/away"):
        answer = get(f"http://me:p%40ss@{LOCAL}:{site.port}{path}")
        assert "@" not in answer.url
    sent = [headers.get("authorization") for _, _, headers in site.asked]
    assert sent == ["Basic bWU6cEBzcw=="] * 4
    assert [headers.get("authorization") for _, _, headers in other.asked] == [None]


def test_so_are_secrets_in_headers(make, site):
    other = make()
    other.give("/", "302 x", Location="/on")
    other.give("/on", "302 x", Location=site.give("/back"))
    secrets = {"Authorization": "Bearer x", "Cookie": "who=me"}
    with (
        Fetcher(named=[LOCAL]) as fetcher,
        fetcher.open("GET", site.give("/", "302 x", Location=other.at()), headers=secrets),
    ):
        pass
    seen = [{"authorization", "cookie"} <= headers.keys() for _, _, headers in [*site.asked, *other.asked]]
    assert seen == [True, False, False, False]  # nor back where they came from: another decided what for


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://me:secret@{host}/a", "http://{host}/a"),
        ("http://me:s@cret@{host}/a", "http://{host}/a"),
        ("http://secret@{host}/@me", "http://{host}/@me"),
        ("http://{host}/a?b=c&access_token=secret&d=e", "http://{host}/a?b=c&access_token=…&d=e"),
        ("http://{host}/a?KEY=secret", "http://{host}/a?KEY=…"),
        ("http://me:se/cret@{host}/a", "http://…@{host}/a"),
        ("me:secret@{host}/a", "…@{host}/a"),
    ],
)
def test_messages_hold_no_secrets(url, shown, site):
    host = f"{LOCAL}:{site.port}"
    for path in ("/a", "/@me", "/a?b=c&access_token=secret&d=e", "/a?KEY=secret"):
        site.give(path, "404 Not Found")
    error = refused(url.format(host=host))
    assert "cret" not in str(error)
    assert str(error).startswith(shown.format(host=host) + ": ")


def test_what_the_machine_knows_of_a_host_is_not_sent(site, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text(f"machine {LOCAL} login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    url = site.give("/")
    assert requests.get(url, timeout=5).request.headers["Authorization"]  # what is to be kept from
    get(url)
    assert ["authorization" in headers for _, _, headers in site.asked] == [True, False]


# Only if it changed


def test_validators_come_back_byte_for_byte(site):
    etag, modified = 'W/"a \xc3\xa9 --gzip"', "Tue, 01  Jan 2030 00:00:00 +0000"
    url = site.give("/", "304 Not Modified")
    assert get(url, etag=etag, modified=modified)._replace(headers={}) == Answer(url, 304, "", "", b"", etag, modified)
    ((_, _, headers),) = site.asked
    assert (headers["if-none-match"], headers["if-modified-since"]) == (etag, modified)


def test_what_holds_now_takes_the_place_of_what_was_known(site):
    answer = get(site.give("/", "304 Not Modified", ETag='"b"'), etag='"a"', modified="then")
    assert (answer.etag, answer.modified) == ('"b"', "then")


def test_what_changed_comes_whole(site):
    assert get(site.give("/", body=b"new", ETag='"b"'), etag='"a"')[4:6] == (b"new", '"b"')


def test_nobody_gets_the_validators_of_another(make, site):
    first = make()
    there = site.give("/", "304 Not Modified")
    url = first.give("/", "302 x", Location=there)
    assert refused(url, etag='"a"').status == 304
    assert get(url, etag='"a"', of=there).status == 304
    assert [headers.get("if-none-match") for _, _, headers in [*first.asked, *site.asked]] == ['"a"', None, None, '"a"']


@pytest.mark.parametrize("etag", ['"€"', '"a"\r\nX: y'])
def test_a_validator_that_cannot_be_sent_is_told(site, etag):
    assert refused(site.give("/"), etag=etag).why == "it cannot be asked for"


# Certificates


@pytest.mark.parametrize("name", ["argument", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_an_authority_of_ones_own(make, monkeypatch, name):
    site = make(tls=True)
    url = site.give("/", body=b"x")
    error = refused(url)
    assert ("certificate is not trusted" in error.why, "--ca-bundle" in str(error), error.exit_code) == (True, True, 1)
    assert site.asked == []
    if name != "argument":
        monkeypatch.setenv(name, str(AUTHORITY))
    assert get(url, ca_bundle=str(AUTHORITY) if name == "argument" else None).data == b"x"


def test_what_was_said_comes_before_the_environment(make, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CASES / "tls/nothing"))
    site = make(tls=True)
    assert get(site.give("/", body=b"x"), ca_bundle=str(AUTHORITY)).data == b"x"
    assert refused(site.at()).exit_code == 1


def test_a_certificate_is_for_its_names_only(make):
    site = make(tls=True, host="127.0.0.2")
    error = refused(site.at(host="127.0.0.2"), named=["127.0.0.2"], ca_bundle=str(AUTHORITY))
    assert ("certificate is not trusted" in error.why, site.asked) == (True, [])


def test_a_server_is_called_by_its_name(make):
    site = make(tls=True)
    site.give("/", body=b"x")
    assert get(site.at(host="localhost"), named=["localhost"], ca_bundle=str(AUTHORITY)).data == b"x"
    assert site.asked[0][2]["host"] == f"localhost:{site.port}"


def test_a_handshake_that_breaks_off_says_nothing_of_certificates(make):
    site = make(tls=True)
    site.put(None, lambda connection: connection.recv(1))
    error = refused(site.at())
    assert (error.why, error.exit_code) == ("the connection broke off", 75)


def test_a_server_without_tls_is_told(site):
    site.put(None, lambda connection: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
    error = refused(f"https://{LOCAL}:{site.port}/")
    assert ("no safe connection" in error.why, error.exit_code) == (True, 1)


def test_a_connection_that_is_closed_over_there_is_no_failure(site):
    """As one that was kept for the next request may be."""
    url = site.give("/", body=b"x")
    site.paths["/"].insert(0, b"")
    assert get(url).data == b"x"
    site.put("/never", b"")
    assert refused(site.at("/never")).exit_code == 75
    assert [path for _, path, _ in site.asked].count("/never") == 2


# Proxies


def test_a_proxy_of_the_environment_is_asked_and_decides_what_is_private(site, monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://me:secret@{LOCAL}:{site.port}")
    monkeypatch.setenv("no_proxy", "direct.invalid")
    site.give("http://inside.invalid/", body=b"x")
    assert get("http://inside.invalid/", named=[]).data == b"x"
    assert site.asked[0][2]["proxy-authorization"].startswith("Basic ")
    assert "no host of this name" in refused("http://direct.invalid/").why
    assert len(site.asked) == 1


def test_tls_goes_through_a_proxy(make, site, monkeypatch):
    monkeypatch.setenv("https_proxy", site.at())
    safe = make(tls=True)
    url = safe.give("/", body=b"x", Connection="keep-alive")

    def tunnel(connection):
        connection.sendall(b"HTTP/1.1 200 Fine\r\n\r\n")
        with socket.create_connection((LOCAL, safe.port)) as beyond:
            back = threading.Thread(target=pump, args=(beyond, connection))
            back.start()
            pump(connection, beyond)
            back.join()

    site.put(f"{LOCAL}:{safe.port}", tunnel)
    assert get(url, named=[], ca_bundle=str(AUTHORITY)).data == b"x"
    assert [method for method, _, _ in site.asked] == ["CONNECT"]


def pump(source, sink):
    with suppress(OSError):
        while part := source.recv(65536):
            sink.sendall(part)
        sink.shutdown(socket.SHUT_WR)


def test_a_proxy_that_is_not_there_is_told_without_its_password(site, monkeypatch):
    site.close()
    monkeypatch.setenv("https_proxy", f"http://me:secret@{LOCAL}:{site.port}")
    error = refused("https://blog.example/")
    assert ("the proxy" in error.why, error.exit_code, "secret" in str(error)) == (True, 75, False)


# Python loses a socket that is cut just before its handshake, until its memory is tidied up.
@pytest.mark.long
@pytest.mark.filterwarnings("ignore:.*ssl.SSLSocket:pytest.PytestUnraisableExceptionWarning")
def test_a_proxy_that_takes_for_ever_is_left(site, monkeypatch):
    monkeypatch.setenv("https_proxy", site.at())
    site.put("blog.example:443", site.drip(b"HTTP/1.1 200 OK\r\nX: ", b"x"))
    assert "took longer" in refused("https://blog.example/", deadline_s=0.15).why
    gc.collect()


# Other methods


def test_what_is_posted_is_posted_once_and_nowhere_else(site):
    posted = []
    with Fetcher(named=[LOCAL]) as fetcher:
        for path, head in (("/moved", "302 x"), ("/busy", "503 x"), ("/fine", "202 x")):
            url = site.give(path, head, Location="/fine")
            with fetcher.open("POST", url, headers={"Content-Type": "text/plain"}, data=b"hello") as response:
                posted.append(response.status_code)
    assert posted == [302, 503, 202]
    assert [(method, path, headers["body"]) for method, path, headers in site.asked] == [
        ("POST", path, b"hello") for path in ("/moved", "/busy", "/fine")
    ]


def test_time_is_measured_while_an_answer_is_read(site):
    url = site.put("/", site.drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x"))
    with (
        Fetcher(named=[LOCAL]) as fetcher,
        pytest.raises(FetchError, match="took longer"),
        fetcher.open("POST", url, deadline_s=0.15) as response,
    ):
        response.raw.read(1000)


# The command line


@pytest.mark.parametrize("file", ["nothing.pem", "posts", "posts/hello.md"])
def test_a_bundle_without_certificates_is_wrong_usage(blog, file):
    blog.post()
    done = blog.run("build", "--fetch-lengths", "--ca-bundle", file)
    assert (done.code, "--ca-bundle" in done.err) == (2, True)


@pytest.mark.long
def test_lengths_are_asked_for_with_ones_own_authority(blog, make):
    site = make(tls=True)
    blog.post(enclosure=site.give("/a.mp3", Content_Length="1234"))
    (warning,) = blog.build("--fetch-lengths")["warnings"]
    assert "its certificate is not trusted" in warning["found"]
    assert blog.build("--fetch-lengths", "--ca-bundle", str(AUTHORITY))["warnings"] == []
    assert blog.entry["attachments"][0]["size_in_bytes"] == 1234


def test_an_enclosure_may_be_private_and_what_it_leads_to_may_not(blog, make, site):
    secret = make()
    blog.post(enclosure=site.give("/a.mp3", "302 x", Location=secret.at(host="localhost")))
    (warning,) = blog.build("--fetch-lengths")["warnings"]
    assert ("localhost, has a private address" in warning["found"], secret.connections) == (True, 0)
