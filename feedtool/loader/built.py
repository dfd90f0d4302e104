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


def pages_of(link: str, site: str, folder: str) -> list[str]:
    """The files below *folder* of which a server shows the first that is there at *link*, an address of *site*."""
    home, path = unquote(urlsplit(site).path), unquote(urlsplit(link).path)
    if not path.startswith(home) or urlsplit(link).netloc != urlsplit(site).netloc:
        return []
    below = path[len(home) :]
    if below and not urls.is_safe_path(below):
        return []
    names = (
        [f"{below}index.html"] if not below or below.endswith("/") else [below, f"{below}.html", f"{below}/index.html"]
    )
    return [os.path.normpath(os.path.join(folder, name)) for name in names if name.lower().endswith((".html", ".htm"))]


def body_of(page: str, title: str, rules: Rules, anchor: str = "") -> str:
    """The article in *page*, the text of a file, without its *title*; of a page with several posts the part that begins
    at *anchor*.
    """
    tree = parse(page)
    part = next((node for node in tree.css("section[id], article[id]") if anchor and node.id == anchor), None)
    if part is not None:
        base = tree.css_first("base[href]")
        tree = parse(f"{base.html if base is not None else ''}<article>{part.inner_html}</article>")
    return article(tree, title, lambda line: dateline(line, rules) is not None)
