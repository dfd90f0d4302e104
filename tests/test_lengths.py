"""`build --fetch-lengths`: the lengths of enclosures that lie elsewhere, from servers as they are."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests import planets


class Server(ThreadingHTTPServer):
    """Answers each path in its own way, and remembers what it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.asked, self.at_once, self.most, self.lock = [], 0, 0, threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def at(self, path):
        return f"http://127.0.0.1:{self.server_port}{path}"


class Answer(BaseHTTPRequestHandler):
    def do_HEAD(self):
        server = self.server
        with server.lock:
            server.asked.append((self.command, self.path))
            server.at_once += 1
            server.most = max(server.most, server.at_once)
            count = sum(path == self.path for _, path in server.asked)
        time.sleep(0.005)
        with server.lock:  # before the client can go on
            server.at_once -= 1
        self.answer(count)

    do_GET = do_HEAD  # noqa: N815 - the name that http.server calls

    def answer(self, count):
        path, is_head = self.path, self.command == "HEAD"
        if path == "/moved.mp3":
            self.tell(302, {"Location": "/plain.mp3"})
        elif path == "/no-head.mp3" and is_head:
            self.tell(405)
        elif path == "/no-head.mp3":
            self.tell(206, {"Content-Range": "bytes 0-0/777", "Content-Length": "1"}, b"x")
        elif path == "/busy.mp3" and count == 1:
            self.tell(503, {"Retry-After": "3600"})
        elif path == "/packed.mp3":
            self.tell(200, {"Content-Length": "55", "Content-Encoding": "gzip"})
        elif path == "/round.mp3":
            self.tell(302, {"Location": "/round.mp3"})
        elif path == "/gone.mp3" or (path == "/late.mp3" and count <= 2):  # HEAD and GET
            self.tell(404)
        elif path == "/untold.mp3":
            self.tell(200, {"Transfer-Encoding": "chunked"}, b"" if is_head else b"1\r\nx\r\n0\r\n\r\n")
        else:
            self.tell(200, {"Content-Length": "1234"})

    def tell(self, status, headers=(), body=b""):
        self.send_response(status)
        for name, value in dict(headers or {"Content-Length": "0"}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    server = Server()
    yield server
    server.shutdown()
    server.server_close()


def length(blog):
    return blog.entry["attachments"][0].get("size_in_bytes")


@pytest.mark.long
@pytest.mark.parametrize(
    ("path", "told"), [("/plain.mp3", 1234), ("/moved.mp3", 1234), ("/no-head.mp3", 777), ("/busy.mp3", 1234)]
)
def test_a_length_is_what_the_server_tells(blog, server, path, told):
    blog.post(enclosure=server.at(path))
    assert blog.build("--fetch-lengths")["warnings"] == []
    assert length(blog) == told
    assert blog.read("rss").entries[0].enclosures[0].length == str(told)


@pytest.mark.long
@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/gone.mp3", "404 Not Found"),
        ("/untold.mp3", "no length is told"),
        ("/packed.mp3", "no length is told"),
        ("/round.mp3", "it leads on more than 5 times"),
    ],
)
def test_what_nobody_tells_is_a_warning_with_its_file(blog, server, path, why):
    blog.post(enclosure=server.at(path))
    (warning,) = blog.build("--fetch-lengths")["warnings"]
    assert (warning["code"], warning["file"]) == ("N601", "posts/hello.md")
    assert f"{server.at(path)} ({why})" in warning["found"]
    assert length(blog) is None


@pytest.mark.long
def test_a_server_that_is_not_there_is_a_warning_too(blog, server):
    blog.post(enclosure=server.at("/plain.mp3"))
    server.shutdown()
    server.server_close()
    (warning,) = blog.build("--fetch-lengths")["warnings"]
    assert "refuses the connection" in warning["found"]


@pytest.mark.long
def test_what_nobody_told_is_asked_for_again(blog, server):
    blog.post(enclosure=server.at("/late.mp3"))
    blog.at_rest()
    assert [one["code"] for one in blog.build("--fetch-lengths")["warnings"]] == ["N601"]
    assert blog.build("--fetch-lengths")["warnings"] == []
    assert length(blog) == 1234


@pytest.mark.long
def test_nobody_is_asked_unless_the_user_says_so(blog, server):
    blog.post(enclosure=server.at("/plain.mp3"))
    blog.build()
    assert (server.asked, length(blog)) == ([], None)


@pytest.mark.long
def test_what_is_known_is_not_asked_for(blog, server):
    blog.write("posts/b.mp3", b"x" * 5)
    blog.post(enclosures=[{"url": server.at("/a.mp3"), "length": 9}, "b.mp3"])
    blog.build("--fetch-lengths")
    assert server.asked == []


@pytest.mark.long
def test_a_length_is_asked_for_once(blog, server):
    blog.post(enclosure=server.at("/plain.mp3"))
    blog.build("--fetch-lengths")
    before = blog.bytes()
    blog.post("other.md", title="Other", date="2020-01-01", enclosure=server.at("/other.mp3"))
    blog.build("--fetch-lengths")
    assert server.asked == [("HEAD", "/plain.mp3"), ("HEAD", "/other.mp3")]
    (blog.root / "posts/other.md").unlink()
    blog.build("--fetch-lengths")
    assert blog.bytes() == before


@pytest.mark.long
def test_a_length_that_was_told_stays_in_builds_that_ask_nobody(blog, server):
    blog.post(enclosure=server.at("/plain.mp3"))
    blog.build("--fetch-lengths")
    assert blog.build("--check")["unchanged"] is True
    blog.post("b.md", title="B")
    blog.build()
    assert [item.get("attachments", [{}])[0].get("size_in_bytes") for item in blog.read("json")["items"]].count(
        1234
    ) == 1
    assert len(server.asked) == 1


@pytest.mark.long
def test_a_dry_run_remembers_nothing(blog, server):
    blog.post(enclosure=server.at("/plain.mp3"))
    blog.build("--fetch-lengths", "--dry-run")
    assert not (blog.root / ".feedtool").exists()


@pytest.mark.long
def test_one_host_is_asked_one_thing_at_a_time(blog, server):
    blog.post(enclosures=[server.at(f"/{number}.mp3") for number in range(20)])
    blog.build("--fetch-lengths")
    assert (len(server.asked), server.most) == (20, 1)
    assert {one["size_in_bytes"] for one in blog.entry["attachments"]} == {1234}


@pytest.mark.long
def test_a_feed_of_somebody_else_names_no_private_host(blog, server):
    """Who writes a feed that is a source is not who builds: what his enclosures name must be public."""
    more = f'<enclosure url="{server.at("/secret.mp3")}" type="audio/mpeg"/>'
    blog.write("a.xml", planets.rss(planets.item(1, more=more)))
    (warning,) = planets.maker(blog)("a.xml").build("--fetch-lengths")["warnings"]
    assert "private address" in warning["found"]
    assert (server.asked, length(blog)) == ([], None)
