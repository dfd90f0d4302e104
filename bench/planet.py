"""What a planet costs: feeds on loopback, merged; and the same again, with nothing new.

    python bench/planet.py [--feeds 200] [--entries 30]

The feeds are served by eight servers, which know ETags. Every fifth feed is another planet, with entries of the four
before it; every entry is in RSS or in Atom. The command runs in processes of its own. What comes out is compared with
what a few lines of plain Python make of the same entries, and is read by feedparser.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import feedparser

SERVERS = 8
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
WORDS = "Words that somebody wrote on a day, and <a href='/about/'>a link</a>, and <em>more of them</em>. "
CONFIG = """\
[site]
title = "Planet"
url = "https://planet.example/"

[output]
limit = 0

[[sources]]
type = "feed"
path = "feeds.opml"
"""
MEASURED = """
import sys
from feedtool.__main__ import main
try:
    main()
finally:
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(peak.split()[1], file=sys.stderr)
"""


class Feeds(ThreadingHTTPServer):
    """One server, with documents by their paths."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.documents: dict[str, bytes] = {}
        self.answers: dict[int, int] = {}


class Handler(BaseHTTPRequestHandler):
    """Answers with a document, or that it is the same."""

    protocol_version = "HTTP/1.1"
    server: Feeds

    def do_GET(self) -> None:
        data = self.server.documents[self.path]
        etag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
        status = 304 if self.headers.get("If-None-Match") == etag else 200
        self.server.answers[status] = self.server.answers.get(status, 0) + 1
        self.send_response(status)
        self.send_header("ETag", etag)
        self.send_header("Content-Length", str(len(data) if status == 200 else 0))
        self.end_headers()
        if status == 200:
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def published(feed: int, number: int) -> datetime:
    return BEGIN + timedelta(hours=number * 24, minutes=feed)


def entry(feed: int, number: int, *, carried: bool) -> str:
    """As Atom has it; of another planet with the feed that it is from."""
    link, at = f"https://blog{feed}.example/{number}/", f"{published(feed, number):%Y-%m-%dT%H:%M:%SZ}"
    source = f"<source><id>https://blog{feed}.example/</id><title>Blog {feed}</title></source>" if carried else ""
    return (
        f"<entry><id>{link}</id><link href='{link}'/><title>Post {number} of {feed}</title><published>{at}</published>"
        f"<updated>{at}</updated>{source}<content type='html'>{escape(f'<p>{WORDS * 20}</p>')}</content></entry>"
    )


def item(feed: int, number: int) -> str:
    """As RSS has it."""
    link = f"https://blog{feed}.example/{number}/"
    return (
        f"<item><guid>{link}</guid><link>{link}</link><title>Post {number} of {feed}</title>"
        f"<pubDate>{published(feed, number):%d %b %Y %H:%M:%S +0000}</pubDate>"
        f"<description>{escape(f'<p>{WORDS * 20}</p>')}</description></item>"
    )


def document(feed: int, entries: int) -> bytes:
    numbers = range(entries)
    if feed % 5 == 4:
        rows = [entry(other, number, carried=True) for other in range(feed - 4, feed) for number in numbers[-5:]]
    elif feed % 2:
        rows = [item(feed, number) for number in numbers]
        head = f"<title>Blog {feed}</title><link>https://blog{feed}.example/</link><description>x</description>"
        return f"<rss version='2.0'><channel>{head}{''.join(rows)}</channel></rss>".encode()
    else:
        rows = [entry(feed, number, carried=False) for number in numbers]
    head = f"<id>https://blog{feed}.example/</id><title>Blog {feed}</title><updated>2024-01-01T00:00:00Z</updated>"
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{head}{''.join(rows)}</feed>".encode()


def expected(feeds: int, entries: int) -> list[str]:
    """The ids of all entries in their order."""
    found = [(feed, number) for feed in range(feeds) if feed % 5 != 4 for number in range(entries)]
    found.sort(key=lambda one: published(*one), reverse=True)
    return [f"https://blog{feed}.example/{number}/" for feed, number in found]


def run(site: Path) -> tuple[dict[str, object], float, float]:
    """The report of a build, its seconds, and its peak in MB."""
    begun = time.perf_counter()
    command = [sys.executable, "-c", MEASURED, "build", "--json"]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    took = time.perf_counter() - begun
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout), took, int(done.stderr.split()[-1]) / 1024


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--feeds", type=int, default=200)
    words.add_argument("--entries", type=int, default=30)
    given = words.parse_args()
    servers = [Feeds() for _ in range(SERVERS)]
    addresses = []
    for feed in range(given.feeds):
        server = servers[feed % SERVERS]
        server.documents[f"/{feed}"] = document(feed, given.entries)
        addresses.append(f"http://127.0.0.1:{server.server_port}/{feed}")
    for server in servers:
        Thread(target=server.serve_forever, daemon=True).start()
    wanted = expected(given.feeds, given.entries)
    print(f"{given.feeds} feeds, {len(wanted)} entries, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory(prefix="feedtool-bench-") as folder:
        site = Path(folder)
        (site / "config.toml").write_text(CONFIG, encoding="utf-8")
        rows = "".join(f'<outline xmlUrl="{address}"/>' for address in addresses)
        (site / "feeds.opml").write_text(f"<opml version='2.0'><body>{rows}</body></opml>", encoding="utf-8")
        for name in ("first", "again"):
            report, took, memory = run(site)
            asked = {status: sum(server.answers.get(status, 0) for server in servers) for status in (200, 304)}
            print(f"{name}: {took:.1f} s, {memory:.0f} MB; answers so far: {asked}; unchanged: {report['unchanged']}")
        for form in ("rss", "atom"):
            read = feedparser.parse((site / f"feeds/{form}.xml").read_bytes())
            ids = [one.id for one in read.entries]
            sources = sum("source" in one for one in read.entries)
            print(f"{form}: well-formed: {not read.bozo}; as expected: {ids == wanted}; with a source: {sources}")
    for server in servers:
        server.shutdown()


if __name__ == "__main__":
    main()
