"""A small hub and an origin, on loopback: the hub really asks back, fetches and sends; each of its steps can go wrong."""

from __future__ import annotations

import hashlib
import hmac
import http.client
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, handler):
        super().__init__(("127.0.0.1", 0), handler)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/"


@contextmanager
def running(server):
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def send(self, status, body=b"", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Origin(Server):
    """Serves pages with the headers that a test wants: a path to (body, headers), or to a function of the `Accept`."""

    def __init__(self):
        super().__init__(_OriginHandler)
        self.pages = {}
        self.moved = {}

    def put(self, path, body, *headers):
        self.pages[path] = (body.encode(), headers)
        return self.url.rstrip("/") + path


class _OriginHandler(_Handler):
    def do_GET(self):
        if self.path in self.server.moved:
            self.send(301, headers=[("Location", self.server.moved[self.path])])
            return
        page = self.server.pages.get(self.path)
        if callable(page):
            page = page(self.headers["Accept"])
        if page is None:
            self.send(404)
        elif isinstance(page, int):
            self.send(page)
        else:
            self.send(200, *page)


class Hub(Server):
    """What it does at each step is an attribute."""

    def __init__(self):
        super().__init__(_HubHandler)
        self.subscribers = {}  # (topic, callback) to secret
        self.got = []  # every form
        self.lock = Lock()
        self.status = {}  # a mode to what is answered in the place of 202
        self.says = "asks"  # or "denied", "silent", "another topic"
        self.algorithm = "sha256"
        self.sign = lambda digest: digest
        self.mangle = lambda body: body
        self.links = True
        self.chunked = False

    def subscribe(self, form):
        topic, callback, mode = form["hub.topic"], form["hub.callback"], form["hub.mode"]
        if self.says == "silent":
            return
        if self.says == "denied":
            query = {"hub.mode": "denied", "hub.topic": topic, "hub.reason": "not\nfor you"}
            self.ask(callback, query)
            return
        asked = topic if self.says == "asks" else topic + "?"
        query = {"hub.mode": mode, "hub.topic": asked, "hub.challenge": "c h&llenge", "hub.lease_seconds": "300"}
        if self.ask(callback, query) == b"c h&llenge":
            with self.lock:
                if mode == "subscribe":
                    self.subscribers[topic, callback] = form.get("hub.secret", "")
                else:
                    self.subscribers.pop((topic, callback), None)

    @staticmethod
    def ask(callback, query):
        with suppress(OSError), urlopen(f"{callback}?{urlencode(query)}", timeout=5) as answer:  # noqa: S310 - ours
            return answer.read()
        return None

    def publish(self, topic):
        with urlopen(topic, timeout=5) as answer:  # noqa: S310 - ours
            body, type_ = self.mangle(answer.read()), answer.headers.get("Content-Type", "")
        for (name, callback), secret in list(self.subscribers.items()):
            if name == topic:
                headers = {"Content-Type": type_}
                if self.links:
                    headers["Link"] = f'<{self.url}>; rel="hub", <{topic}>; rel="self"'
                if self.algorithm:
                    digest = hmac.new(secret.encode(), body, getattr(hashlib, self.algorithm, "sha1")).hexdigest()
                    headers["X-Hub-Signature"] = f"{self.algorithm}={self.sign(digest)}"
                self.deliver(callback, body, headers)

    def deliver(self, callback, body, headers):
        if not self.chunked:
            urlopen(Request(callback, body, headers), timeout=5).close()  # noqa: S310 - ours
            return
        parts = urlsplit(callback)
        connection = http.client.HTTPConnection(parts.netloc, timeout=5)
        pieces = [body[start : start + 100] for start in range(0, len(body), 100)]
        connection.request("POST", parts.path, iter(pieces), headers, encode_chunked=True)
        connection.getresponse().read()
        connection.close()


class _HubHandler(_Handler):
    def do_GET(self):
        self.send(405)

    def do_POST(self):
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(text).items()}
        mode = form["hub.mode"]
        self.server.got.append(form)
        status = self.server.status.get(mode, 202)
        self.send(status, b"noted\n")
        if status < 300:
            work = self.server.publish if mode == "publish" else self.server.subscribe
            Thread(target=work, args=[form["hub.topic"] if mode == "publish" else form], daemon=True).start()
