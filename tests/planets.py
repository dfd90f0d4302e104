"""Feeds of others, and a site that is made of them."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import escape

from tests.test_fetch import Site

PLANET = """\
[site]
title = "Planet"
url = "https://planet.example/"
"""
DAY = datetime(2024, 5, 1, 10, tzinfo=UTC)


def served(monkeypatch):
    """A server, which nothing in the environment leads around."""
    for name in os.environ:
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    site = Site()
    yield site
    site.close()


def maker(blog):
    """What makes a planet of some paths and addresses."""

    def made(*paths, more="", extra=""):
        sources = "".join(f'\n[[sources]]\ntype = "feed"\npath = {json.dumps(str(path))}\n{extra}' for path in paths)
        blog.write("config.toml", PLANET + more + sources)
        return blog

    return made


def item(n, *, site="a", guid=None, link=None, date=DAY, more="", text="Words"):
    guid = f"https://{site}.example/{n}/" if guid is None else guid
    link = f"https://{site}.example/{n}/" if link is None else link
    dated = f"<pubDate>{(date + timedelta(days=n)):%d %b %Y %H:%M:%S +0000}</pubDate>" if date else ""
    return (
        f"<item><guid>{guid}</guid><link>{escape(link)}</link><title>{site} {n}</title>{dated}"
        f"<description>{escape(f'<p>{text} {n} of {site}.</p>')}</description>{more}</item>"
    )


def rss(*items, site="a", head=""):
    return (
        f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Site {site}</title>'
        f"<link>https://{site}.example/</link><description>x</description>{head}{''.join(items)}</channel></rss>"
    ).encode()


def atom(*entries, head=""):
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:z</id><title>Z</title><author><name>Zoe</name></author>{head}'
        f"{''.join(entries)}</feed>"
    ).encode()


def opml(*urls):
    rows = "".join(f'<outline text="x"><outline type="rss" text="y" xmlUrl="{escape(url)}"/></outline>' for url in urls)
    return f'<opml version="2.0"><head/><body>{rows}</body></opml>'.encode()


def ids(blog):
    return [one["id"] for one in blog.read("json")["items"]]


def codes(report):
    return [one["code"] for one in (*report["problems"], *report["warnings"])]


def feed_at(server, path, data, **headers):
    """A feed that is asked for with conditions once it is known."""
    etag = f'"{sha256(data).hexdigest()}"'

    def answer(connection):
        asked = next(headers for _, there, headers in reversed(server.asked) if there == path)
        lines = [f"ETag: {etag}", "Connection: close", *(f"{name}: {value}" for name, value in headers.items())]
        if asked.get("if-none-match") == etag:
            connection.sendall("\r\n".join(["HTTP/1.1 304 Not Modified", *lines, "", ""]).encode())
        else:
            lines.append(f"Content-Length: {len(data)}")
            connection.sendall("\r\n".join(["HTTP/1.1 200 OK", *lines, "", ""]).encode() + data)

    return server.put(path, answer)
