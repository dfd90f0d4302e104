"""What the pages in a folder say of their site: its name, its address, its language, its feeds."""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from feedtool.loader.address import HEAD, SAVED_FROM
from feedtool.loader.decode import decode
from feedtool.loader.page import Page
from feedtool.raw import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedtool.setup.folder import Folder

MANY: Final = 40  # pages that are looked at
FIRST: Final = ("index.html", "index.htm", "index.xhtml")
FEEDS: Final = (
    "link[rel~=alternate][type*=rss], link[rel~=alternate][type*=atom], link[rel~=alternate][type*='feed+json']"
)
# What browsers call the folder of a page's parts, in some languages.
PARTS: Final = ("**/*_files/**", "**/*-Dateien/**", "**/*_fichiers/**", "**/*_archivos/**")


class Said(NamedTuple):
    """What pages say of their site; "" where they say nothing."""

    name: str  # of the site, which its pages share
    title: str  # of its first page
    url: str
    language: str
    feed: str  # as a page links to it


def read(folder: Folder, place: str, files: Iterable[str]) -> Said:
    """What *files* in *place* say."""
    first = sorted(files, key=lambda file: (file not in FIRST, file.count("/"), file))
    texts = ((file, _text(folder.path(place, file))) for file in first[:MANY])
    pages = [(file, text, Page(text)) for file, text in texts if text]
    home = next((page for file, _, page in pages if file in FIRST), None)
    names = Counter(name for _, _, page in pages if (name := page.meta("og:site_name", "application-name")))
    languages = Counter(page.language for _, _, page in pages if page.language)
    feed = next((node.attributes.get("href") for _, _, page in pages for node in page.tree.css(FEEDS)), None)
    return Said(
        _usual(names),
        home.text("head > title") if home is not None else "",
        _home([(file, _addresses(text, page)) for file, text, page in pages]),
        (home.language if home is not None else "") or _usual(languages),
        feed or "",
    )


def _text(path: str) -> str:
    try:
        return decode(path, is_page=True)
    except (OSError, SourceError):
        return ""


def _addresses(text: str, page: Page) -> list[str]:
    """Where a page says that it lives."""
    saved = SAVED_FROM.search(text[:HEAD])
    said = (page.address("link[rel~=canonical]"), page.meta("og:url"), saved[1] if saved else "", page.bookmark)
    return [url for url in said if url.startswith(("https://", "http://"))]


def _home(pages: list[tuple[str, list[str]]]) -> str:
    """The address from which most pages lie where their folders say, else the one host that all of them name."""
    homes: Counter[str] = Counter()
    hosts: Counter[str] = Counter()
    for file, urls in pages:
        own = re.sub(r"(^|/)index\.x?html?$", r"\1", file)
        for url in urls[:1]:
            parts = urlsplit(url)
            host = f"{parts.scheme}://{parts.netloc}"
            hosts[f"{host}/"] += 1
            ends = (own, own.rstrip("/"), os.path.splitext(own)[0])
            if (end := next((end for end in ends if unquote(parts.path).endswith(f"/{end}")), None)) is not None:
                homes[host + parts.path[: len(parts.path) - len(quote(end))]] += 1
    return _usual(homes) or (next(iter(hosts)) if len(hosts) == 1 else "")


def _usual(said: Counter[str]) -> str:
    return said.most_common(1)[0][0] if said else ""
