"""A subscriber's own address, for as long as a trial takes: it confirms what was asked for, and keeps what is sent."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, SimpleQueue
from secrets import token_urlsafe
from threading import Thread
from typing import TYPE_CHECKING, Final, NamedTuple, Self, TypeVar
from urllib.parse import parse_qs, urlsplit

from feedtool.fetch.body import LIMIT

if TYPE_CHECKING:
    from email.message import Message
    from types import TracebackType

TIMEOUT_S: Final = 10  # between two bytes
LONGEST_LINE: Final = 1000  # bytes, of the size of a chunk


class Intent(NamedTuple):
    """A hub asks whether somebody wants this (WebSub §5.3), or says that it will not have it (§5.2)."""

    mode: str  # "subscribe", "unsubscribe", "denied"
    topic: str
    reason: str


class Push(NamedTuple):
    """What a hub sent (WebSub §7)."""

    at: float  # time.monotonic()
    headers: Message
    body: bytes


Event = TypeVar("Event", Intent, Push)


class Callback(ThreadingHTTPServer):
    """Answers at *host* (an address of this machine; "" for all) and *port* (0 for a free one). *public* is where hubs
    reach it, if that is elsewhere. Raises OSError where the port is taken.
    """

    daemon_threads = True

    def __init__(self, host: str, port: int, public: str = "") -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)
        # Nobody else knows it: what comes to another path is from strangers.
        self.token = token_urlsafe(16)
        own = f"http://{f'[{host}]' if ':' in host else host}:{self.server_port}"
        self.url = f"{(public or own).rstrip('/')}/{self.token}"
        self.expected = ("", "")  # the mode and topic that are confirmed
        self.intents: SimpleQueue[Intent] = SimpleQueue()
        self.pushes: SimpleQueue[Push] = SimpleQueue()
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def server_bind(self) -> None:
        """Without looking up what the machine is called, as HTTPServer does: that may take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, *_: object) -> None:
        """A stranger's broken request is nobody's business."""


def next_of(queue: SimpleQueue[Event], wait_s: float) -> Event | None:
    """The next one that comes within *wait_s* seconds."""
    try:
        return queue.get(timeout=wait_s)
    except Empty:
        return None


class _Handler(BaseHTTPRequestHandler):
    server: Callback
    timeout = TIMEOUT_S

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        given = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        intent = Intent(given.get("hub.mode", ""), given.get("hub.topic", ""), given.get("hub.reason", ""))
        if not self._is_mine(parts.path):
            self._answer(404)
            return
        is_wanted = intent[:2] == self.server.expected
        self._answer(200 if is_wanted else 404, given.get("hub.challenge", "").encode() if is_wanted else b"")
        self.server.intents.put(intent)

    def do_POST(self) -> None:
        body = self._body() if self._is_mine(urlsplit(self.path).path) else None
        self._answer(404 if body is None else 204)
        if body is not None:
            self.server.pushes.put(Push(time.monotonic(), self.headers, body))

    def _is_mine(self, path: str) -> bool:
        return path.rpartition("/")[2] == self.server.token

    def _body(self) -> bytes | None:
        """None where it is too long, or not whole."""
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return self._chunks()
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or len(length) > len(str(LIMIT)) or int(length) > LIMIT:
            return None
        body = self.rfile.read(int(length))
        return body if len(body) == int(length) else None

    def _chunks(self) -> bytes | None:
        """A body whose length is not known before (RFC 9112 §7.1)."""
        body = bytearray()
        with suppress(ValueError):
            while size := int(self.rfile.readline(LONGEST_LINE).partition(b";")[0], 16):
                if size < 0 or len(body) + size > LIMIT:
                    return None
                body += self.rfile.read(size)
                if self.rfile.read(2) != b"\r\n":
                    return None
            return bytes(body)
        return None

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/octet-stream")  # no browser may show what a stranger wrote
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass
