"""Where a page lives, and the day that its address names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

# What browsers, and SingleFile, write into a page that they save.
SAVED_FROM: Final = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)"
)
HEAD: Final = 2000  # characters

if TYPE_CHECKING:
    from feedtool.loader.page import Page
    from feedtool.raw import File


def address(page: Page, file: File) -> str:
    """The page's own address, where it names one of this site and not the site itself."""
    base = urljoin(file.site, file.path)
    for said in (
        page.address("link[rel~=canonical]"),
        re.sub(r"/index\.html$", "/", page.meta("og:url")),
        page.address(".h-entry a.u-url"),
        page.bookmark,
        found[1] if (found := SAVED_FROM.search(file.text[:HEAD])) else "",
    ):
        url = urljoin(base, said) if said else ""
        if urlsplit(url).netloc == urlsplit(file.site).netloc and url.rstrip("/") != file.site.rstrip("/"):
            return url
    return ""


def own_path(file: File) -> str:
    """Where the page lies on a server that shows a folder's index."""
    return re.sub(r"(^|/)index\.x?html?$", r"\1", file.path)


def day_in(path: str) -> str | None:
    """The full date in a path, as it is written there."""
    found = re.search(r"(?:^|/)(\d{4})[/-](\d\d)[/-](\d\d)(?=[/_.-])", path)
    return "-".join(found.groups()) if found else None


def day_of(page: Page, file: File) -> str | None:
    return day_in(urlsplit(address(page, file)).path) or day_in(file.path)
