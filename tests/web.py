"""A web server on loopback that serves what a test puts into it."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable

TYPES = {".xml": "application/xml", ".json": "application/feed+json", ".html": "text/html; charset=utf-8"}


class Web(ThreadingHTTPServer):
    """Pages by their paths, and the files of a folder."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, str | bytes] = {}
        self.folder: Path | None = None
        self.asked: list[str] = []
        self.before: Callable[[str], object] = lambda _: None  # an answer

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Web

    def do_GET(self):
        path = unquote(self.path)
        self.server.asked.append(path)
        self.server.before(path)
        page = self.server.pages.get(path)
        file = self.server.folder / path.lstrip("/") if self.server.folder else None
        if page is None and file is not None and file.is_file():
            page = file.read_bytes()
        if page is None:
            self.send_error(404)
            return
        data = page.encode() if isinstance(page, str) else page
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(Path(path).suffix, "text/html"))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@contextmanager
def serving():
    with Web() as web:
        thread = Thread(target=web.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield web
        finally:
            web.shutdown()
            thread.join()
