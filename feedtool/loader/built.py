"""A post's body from the page that its generator built: no dialect of Markdown leaks, since none is read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from feedtool import urls
from feedtool.article import article
from feedtool.loader.dateline import dateline
from feedtool.markup import parse

if TYPE_CHECKING:
    from feedtool.dates import Rules


def page_of(link: str, site: str, folder: str) -> str | None:
    """The file below *folder* that a server shows at *link*, an address of *site*; None where there is none."""
    home, path = unquote(urlsplit(site).path), unquote(urlsplit(link).path)
    if not path.startswith(home) or urlsplit(link).netloc != urlsplit(site).netloc:
        return None
    below = path[len(home) :]
    if below and not urls.is_safe_path(below):
        return None
    names = (
        [f"{below}index.html"] if not below or below.endswith("/") else [below, f"{below}.html", f"{below}/index.html"]
    )
    files = (os.path.normpath(os.path.join(folder, name)) for name in names if name.lower().endswith((".html", ".htm")))
    return next((file for file in files if os.path.isfile(file)), None)


def folder_for(link: str, site: str, folder: str) -> str:
    """Where the page of *link* will come to lie below *folder*: the nearest folder above it that is there now."""
    home, path = unquote(urlsplit(site).path), unquote(urlsplit(link).path)
    below = path.removeprefix(home)
    place = os.path.normpath(os.path.join(folder, below)) if urls.is_safe_path(below) else folder
    while not os.path.isdir(place) and (above := os.path.dirname(place)) != place:
        place = above
    return place


def body_of(page: str, title: str, rules: Rules) -> str:
    """The article in *page*, the text of a file, without its *title*."""
    return article(parse(page), title, lambda line: dateline(line, rules) is not None)
