"""A hub of many faults: each path of it has one. It counts what it accepted, so that nothing is lost or done twice unseen.

    python tests/pinger/hub.py PORT [SEED]

runs one in a process of its own, whose counts are at /counts.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import socket
import ssl
import struct
import sys
import threading
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

LOCAL = "127.0.0.1"
DRIP_S = 0.02  # between two bytes
SLACK_S = 1.5  # for what ends within half a second where nobody else is at work
BOMB = gzip.compress(bytes(20_000_000), 9)
BUSY = {"busy": 0.5}
BROKEN = {"reset": 0.05, "garbage": 0.05, "lost": 0.01}  # of what is not busy


class Asked(NamedTuple):
    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    form: dict[str, list[str]]
    body: bytes


def answer(head, body=b"", **headers):
    """The bytes of a whole answer."""
    lines = [f"HTTP/1.1 {head}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    if "Content_Length" not in headers:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body


PLAIN = {"Content_Type": "text/plain"}
JSON = {"Content_Type": "application/json"}
ANSWERS = {
    "200": answer("200 Fine"),
    "202": answer("202 Fine"),
    "204": answer("204 Fine"),
    "207": answer("207 Multi-Status", b"the topic [202 Accepted]", **PLAIN),
    "207-503": answer("207 Multi-Status", b"the topic [503 Busy]", **PLAIN),
    "busy": answer("503 Busy", b"not now\n", **PLAIN),
    "nobody": answer("500 Oh", b"Topic not found for topic URL.", **PLAIN),
    "429-seconds": answer("429 Too Many", Retry_After="120"),
    "bomb": answer("202 Accepted", BOMB, Content_Encoding="gzip", **PLAIN),
    "round": answer("307 There", Location="/round"),
    "secret": answer("400 Oh", b"no http://me:secret@hub.example/\r\n?token=secret \x1b[2J" + b"x" * 999, **PLAIN),
    "rsscloud": answer("200 OK", b'{"success":true,"msg":"Thanks!"}', **JSON),
    "rsscloud-false": answer("200 OK", b'{"success":false,"msg":"could not read"}', **JSON),
}
ENDLESS = b"10000000000"
DRIPPING = {
    "drip-head": b"HTTP/1.1 202 Accepted\r\nX: ",
    "drip-body": b"HTTP/1.1 202 Accepted\r\nContent-Length: 9999\r\n\r\n",
    "drip-error": b"HTTP/1.1 503 Busy\r\nContent-Length: 9999\r\n\r\n",
    "endless": b"HTTP/1.1 202 Accepted\r\nContent-Length: " + ENDLESS + b"\r\n\r\n",
}
CUT = {"reset": b"HTTP/1.1 2", "lost": b"", "half-head": b"HTTP/1.1 202 Acc", "garbage": b"\x00\xff" * 50 + b"\r\n\r\n"}
ACCEPTING = {"200", "202", "204", "207", "bomb", "drip-body", "endless", "lost", "half-head", "rsscloud"}


class Hub:
    def __init__(self, *, seed=1, certificate=None):
        self.chance = random.Random(seed)
        self.asked: list[Asked] = []
        self.accepted: Counter[tuple[str, str]] = Counter()  # by path and topic
        self.lost = self.requests = self.connections = self.at_once = self.most = 0
        self.keeps = True  # what was asked, with all its headers
        self.answers: dict[str, str] = {}  # what a path does now, where that is something else than its name
        self.context = None
        if certificate:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(certificate)
        self.port = 0

    def at(self, path="/202", *, host=LOCAL):
        return f"{'https' if self.context else 'http'}://{host}:{self.port}{path}"

    async def listen(self, port=0):
        server = await asyncio.start_server(self.serve, LOCAL, port, ssl=self.context, backlog=512)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def serve(self, reader, writer):
        self.connections += 1
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while (data := await self.one(await self.read(reader), writer)) is not None:
                    writer.write(data)
                    await writer.drain()
        finally:
            self.at_once -= 1
            writer.transport.abort() if asyncio.current_task().cancelling() else writer.close()

    async def read(self, reader):
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = first.split()
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines) if name}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        parts = urlsplit(target)
        return Asked(method, parts.path, parse_qs(parts.query), headers, parse_qs(body.decode()), body)

    async def one(self, asked, writer):
        """The answer; None where there is no other after it."""
        if asked.path == "/counts":
            twice = sum(number - 1 for number in self.accepted.values())
            told = {"requests": self.requests, "accepted": len(self.accepted), "twice": twice, "lost": self.lost}
            return answer("200 OK", json.dumps(told).encode())
        self.requests += 1
        if self.keeps:
            self.asked.append(asked)
        if asked.method != "POST":
            return answer("405 Method Not Allowed")
        way = asked.path[1:]
        return await self.behave(self.answers.get(way, way), asked, writer)

    def accept(self, asked):
        names = [name for name in ("hub.topic", "hub.url", "url") if name in asked.form]
        topic = asked.form[names[0]][0] if names else asked.body.decode()
        self.accepted[asked.path, topic] += 1

    async def behave(self, way, asked, writer):
        if way in {"mixed", "half"}:
            way = self.drawn(BUSY) or (way == "mixed" and self.drawn(BROKEN)) or "202"
        if way == "silent":
            await asyncio.sleep(3600)
        if way.startswith("hub."):  # understands one name only
            way = "202" if way in asked.form else "400"
        if way in ACCEPTING:
            self.accept(asked)
        if way in CUT:
            self.lost += way == "lost"
            writer.write(CUT[way])
            await writer.drain()
            if way in {"reset", "lost"}:
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.close()
            return None
        if way in DRIPPING:
            await drip(writer, DRIPPING[way])
        if way == "429-date":
            later = datetime.now(UTC) + timedelta(hours=2)
            return answer("429 Too Many", Retry_After=format_datetime(later, usegmt=True))
        if "to" in asked.query:
            return answer(f"{way} There", Location=asked.query["to"][0])
        return ANSWERS.get(way) or answer(f"{way} Told", b"<p>words", Content_Type="text/html")

    def drawn(self, shares):
        drawn = self.chance.random()
        for way, share in shares.items():
            drawn -= share
            if drawn < 0:
                return way
        return ""


async def drip(writer, first):
    """*first*, and letters for ever: slowly, or as fast as it goes."""
    writer.write(first)
    while True:
        await asyncio.sleep(0 if ENDLESS in first else DRIP_S)
        writer.write(bytes(65536) if ENDLESS in first else b"x")
        await writer.drain()


@contextmanager
def running(**options):
    """A hub in a thread of its own."""
    hub, loop, is_there = Hub(**options), asyncio.new_event_loop(), threading.Event()

    async def run():
        server = await hub.listen()
        is_there.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for other in others:
            other.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    main = loop.create_task(run())
    thread = threading.Thread(target=loop.run_until_complete, args=[main])
    thread.start()
    is_there.wait()
    try:
        yield hub
    finally:
        loop.call_soon_threadsafe(main.cancel)
        thread.join()
        loop.close()


async def alone(port, seed):
    hub = Hub(seed=seed)
    hub.keeps = False
    async with await hub.listen(port) as server:
        print(hub.port, flush=True)  # noqa: T201 - for who started it
        await server.serve_forever()


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(alone(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
