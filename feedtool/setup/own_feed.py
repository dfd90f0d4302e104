"""What the feed that lies among built pages says of its site. One that is no XML, or feedtool's, says nothing."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from feedtool.markup import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from feedtool.setup.folder import Folder

ATOM: Final = "{http://www.w3.org/2005/Atom}"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
# The names of feeds of whole sites, and the folders that they lie in; those of a topic or an author lie beside them.
NAMES: Final = (
    "index.xml", "feed.xml", "atom.xml", "rss.xml", "rss2.xml", "feed.atom", "all.atom.xml", "all.rss.xml",
    "feed_rss_created.xml", "index.rdf", "feed.rss",
)  # fmt: skip
FOLDERS: Final = ("", "feeds/", "feed/", "rss/", "atom/")
OF_A_PART: Final = ("blog/", "posts/", "post/", "news/", "journal/", "articles/", "en/")
LARGEST: Final = 50_000_000  # bytes


class Feed(NamedTuple):
    """What a feed says of its site; "" where it says nothing."""

    title: str = ""
    url: str = ""
    language: str = ""


def read(folder: Folder, place: str, linked: str = "") -> Feed:
    """What the first feed below *place* says that is whole; the one that pages have *linked* may lie anywhere."""
    names = [f"{where}{name}" for where in FOLDERS for name in NAMES]
    parts = [f"{where}{name}" for where in OF_A_PART for name in NAMES]
    path = urlsplit(linked).path.lstrip("/")
    for name in dict.fromkeys([*names, *_ends(path), *parts]):
        if (root := _root(folder.path(place, name))) is not None:
            said = _said(root, name)
            # "Posts on Bella Bakes", "Bella Bakes Blog": a part has a name of its own
            return said if name in names else said._replace(title="")
    return Feed()


def built(folder: Folder, place: str, feeds: Iterable[str]) -> str:
    """The file of the feed that a generator built below *place*, relative to the site: one of its *feeds*, else one of
    the usual names; "" where there is none, or only feedtool's own.
    """
    names = [*feeds, *(f"{where}{name}" for where in FOLDERS for name in NAMES)]
    for name in dict.fromkeys(names):
        path = f"{place}/{name}"
        if name.endswith(".json"):
            continue  # who made it is not said there
        if os.path.isfile(folder.path(path)) and _root(folder.path(path)) is not None:
            return path
    return ""


def home_of(folder: Folder, place: str, linked: str) -> str:
    """Where the site lives, if pages have *linked* a file in *place* by its whole address."""
    if not linked.startswith(("https://", "http://")):
        return ""
    file = next((end for end in _ends(urlsplit(linked).path.lstrip("/")) if folder.has(f"{place}/{end}")), "")
    return _without(linked, file) if file else ""


def _ends(path: str) -> list[str]:
    """*path*, and what is left of it below each of its folders: a site may live below a path."""
    parts = unquote(path).split("/")
    return ["/".join(parts[at:]) for at in range(len(parts)) if parts[-1]]


def _without(url: str, path: str) -> str:
    """The address of the folder that *path* is in, where *url* ends with it; "" where it does not."""
    whole = unquote(urlsplit(url).path)
    if not whole.endswith(f"/{path}"):
        return ""
    return urljoin(url, whole[: len(whole) - len(path)])


def _root(path: str) -> _Element | None:
    from lxml import etree

    try:
        if not os.path.isfile(path) or os.path.getsize(path) > LARGEST:
            return None
        root: _Element = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except (OSError, etree.XMLSyntaxError, ValueError):
        return None
    is_feed = root.tag in {"rss", f"{ATOM}feed"} or etree.QName(root).localname == "RDF"
    generator = root.findtext("{*}generator") or root.findtext("{*}channel/{*}generator")
    return root if is_feed and generator != "feedtool" else None


def _said(root: _Element, path: str) -> Feed:
    channel = root.find("{*}channel")
    head = root if channel is None else channel
    links = {
        one.get("rel", "alternate"): (one.get("href") or "").strip() for one in reversed(head.findall(f"{ATOM}link"))
    }
    texts = [one.text or "" for one in head.iterchildren("{*}link", f"{ATOM}id")]
    link = next((url for url in (links.get("alternate", ""), *map(str.strip, texts)) if is_public(url)), "")
    own = urljoin(link, links.get("self", ""))
    # The feed's own address tells where its file lies; but a service may have taken that over.
    home = _without(own, path) if urlsplit(own).netloc == urlsplit(link).netloc or not link else ""
    language = root.get(LANG) or head.findtext("{*}language") or ""
    title = one_line(re.sub(r"<[^<>]*>", "", head.findtext("{*}title") or ""))
    homes = [url for url in (home, _folder_of(link, path)) if is_public(url)]
    return Feed(title, min(homes, key=len, default=""), language.strip())


def is_public(url: str) -> bool:
    """Whether an address may be one of the web, and not of the machine that a site was made on."""
    host = urlsplit(url).hostname or ""
    return url.startswith(("https://", "http://")) and "." in host and not host.startswith("127.")


def _folder_of(link: str, path: str) -> str:
    """Where the site lives, if a feed at *path* says that its own part of it is at *link*."""
    part = path.rpartition("/")[0]
    link = re.sub(r"index\.x?html?$", "", link)
    return link.removesuffix(f"{part}/").removesuffix(part) if part else link
