"""A feed as subscribers have it: live, in a file or a folder, or as it was committed. With its archives (RFC 5005)."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple, Self
from urllib.parse import unquote, urljoin, urlsplit

from feedtool import git, markup, parse, walk
from feedtool.config.addresses import addresses_of
from feedtool.errors import BaselineError, FetchError, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from feedtool.config import Config
    from feedtool.config.addresses import Address
    from feedtool.fetch import Fetcher
    from feedtool.parse import Document

LIVE: Final = "live"
BEST: Final = ("atom", "json", "rss")  # which format says most
MOST: Final = 1000  # documents of one feed
AT_ONCE: Final = 4  # feeds of the site's own server that are asked for at once
ACCEPT: Final = (
    "application/atom+xml, application/feed+json, application/rss+xml, application/json;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1"
)
FEED_TYPES: Final = ("application/atom+xml", "application/feed+json", "application/rss+xml", "application/json")
GONE: Final = (404, 410)


class Baseline(NamedTuple):
    """The documents of a feed, the newest first; none where nothing was published yet."""

    name: str  # where they were found, as it is told
    documents: tuple[Document, ...]
    left: str = ""  # an archive that is named, and was not there to be read
    what: str = ""  # that was asked for

    @property
    def is_ours(self) -> bool:
        """Whether feedtool wrote them."""
        return bool(self.documents) and self.documents[0].generator == "feedtool"


def read(config: Config, what: str, *, ca_bundle: str | None = None, or_none: bool = False) -> Baseline:
    """The feed that *what* names: "live", an address, a file, a folder that holds the site's feeds, or a revision of
    git. With *or_none* a live feed that is not there yet is one without documents.

    Raises BaselineError, FetchError, and ConfigError where *what* is none of these.
    """
    return _read(config, what, ca_bundle, or_none=or_none)._replace(what=what)


def _read(config: Config, what: str, ca_bundle: str | None, *, or_none: bool) -> Baseline:
    if what == LIVE:
        return _fetched(_best(config).url, config, ca_bundle, or_none=or_none)
    if what.startswith(("https://", "http://")):
        return _fetched(what, config, ca_bundle, or_none=False)
    path = os.path.join(config.root, what)
    for place in dict.fromkeys((os.path.abspath(what), path)):
        if os.path.isfile(place):
            return _chain(walk.shown(place, config.root), place, _read_file, partial(_beside, place))
        if os.path.isdir(place):
            return _in_folder(config, place)
    return _at_revision(config, what)


class Published:
    """Every feed of the site in *what*: live, in a folder, or at a revision of git. *main* is the main one, where it
    was read already.
    """

    def __init__(
        self, config: Config, what: str, *, main: Baseline | None = None, ca_bundle: str | None = None
    ) -> None:
        self.name = what if main is None else main.name
        self._config, self._what, self._main, self._ca_bundle = config, what, main, ca_bundle
        self._fetcher: Fetcher | None = None
        self._ahead: dict[str, Document | None] = {}  # of addresses that were asked already
        self._commit: str | None = None
        self._has_looked = False  # for the commit, which takes a process

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._fetcher is not None:
            self._fetcher.close()

    def ahead(self, feeds: Iterable[Sequence[Address]]) -> None:
        """Ask for the live ones among *feeds*, each where it stands, a few at once: `at` has them then."""
        urls = [_sorted(places)[0].url for places in feeds] if self._what == LIVE else []
        with ThreadPoolExecutor(AT_ONCE) as threads:
            for found in threads.map(self._some, (urls[start::AT_ONCE] for start in range(min(AT_ONCE, len(urls))))):
                self._ahead |= found

    def _some(self, urls: Iterable[str]) -> dict[str, Document | None]:
        """What stands at *urls*, as far as the server answers."""
        found: dict[str, Document | None] = {}
        with self._new_fetcher() as fetcher, suppress(FetchError):  # which `at` meets again
            for url in urls:
                found[url] = _live(fetcher, url)
        return found

    def at(self, places: Sequence[Address]) -> Document | None:
        """The feed that stands at *places*, one for each format; None where there is none. Raises FetchError."""
        best = _sorted(places)
        if best[0].url in self._ahead:
            return self._ahead[best[0].url]
        if self._main is not None and best[0] == _best(self._config):
            return next(iter(self._main.documents), None)
        if self._what == LIVE:
            self._fetcher = self._fetcher or self._new_fetcher()
            return _live(self._fetcher, best[0].url)
        if self._what.startswith(("https://", "http://")):
            return None
        for folder in dict.fromkeys((os.path.abspath(self._what), os.path.join(self._config.root, self._what))):
            if os.path.isdir(folder):
                return self._in(folder, best)
        return self._committed(best)

    def _in(self, folder: str, best: Sequence[Address]) -> Document | None:
        for one in best:
            for file in _files_of(self._config, folder, one):
                with suppress(BaselineError):  # one that nobody can read is as good as none, here as live
                    return _read_file(file)
        return None

    def _new_fetcher(self) -> Fetcher:
        from feedtool.fetch import Fetcher

        return Fetcher(named=(self._config.site.url, self._config.output.url), ca_bundle=self._ca_bundle)

    def _committed(self, best: Sequence[Address]) -> Document | None:
        root = self._config.root
        with suppress(git.NoHistoryError, BaselineError):
            if not self._has_looked:
                self._has_looked = True
                self._commit = git.commit_of(root, self._what)
            for one in best if self._commit is not None else ():
                path = os.path.relpath(one.path, root).replace(os.sep, "/")
                data = git.file_at(root, self._commit or "", path)
                if data is not None:
                    return _parsed(data, path, url=one.url)
        return None


def _live(fetcher: Fetcher, url: str) -> Document | None:
    try:
        answer = fetcher.get(url, accept=ACCEPT)
    except FetchError as why:
        if why.status in GONE:
            return None
        raise
    with suppress(BaselineError):
        return _parsed(answer.data, url, url=answer.url, charset=answer.charset)
    return None


def on_disk(config: Config) -> Baseline:
    """The feed that the last build wrote, and its archive; without documents where there is none that can be read."""
    for address in _by_format(config):
        if os.path.isfile(address.path):
            with suppress(BaselineError):
                path = address.path
                return _chain(walk.shown(path, config.root), path, _read_file, partial(_beside, path))
    return Baseline("nothing: no feed was written yet", ())


def _by_format(config: Config) -> list[Address]:
    return _sorted(addresses_of(config)[: len(config.output.formats)])


def _sorted(places: Iterable[Address]) -> list[Address]:
    """*places* of one feed, that which says most first."""
    return sorted(places, key=lambda one: BEST.index(one.format))


def _best(config: Config) -> Address:
    return _by_format(config)[0]


def _parsed(data: bytes, name: str, *, url: str = "", charset: str = "") -> Document:
    try:
        return parse.read(data, url=url, charset=charset)
    except parse.ParseError as why:
        raise BaselineError(f"{name}: {why}\n    Name the address or the file of an RSS, Atom or JSON Feed.") from None


def _chain(
    name: str, place: str, get: Callable[[str], Document], older: Callable[[str, Document], str | None]
) -> Baseline:
    """The document at *place*, and those that it leads to: *older* tells from a link, and the first document, where one
    is.
    """
    documents, seen = [get(place)], {place}
    left = ""
    while len(documents) < MOST:
        last = documents[-1]
        link = last.prev_archive or last.next
        following = older(link, documents[0]) if link else None
        if following is None or following in seen:
            left = link if following is None else ""
            break
        seen.add(following)
        documents.append(get(following))
    return Baseline(name, tuple(documents), left)


def _read_file(path: str) -> Document:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as why:
        raise BaselineError(f"{path} cannot be read: {why.strerror}. Is it a file, and yours?") from None
    return _parsed(data, path, url=_parsed(data, path).self)  # addresses in it are seen from where it lives


def _beside(path: str, link: str, first: Document) -> str | None:
    """The file of an older document, where one is there: `_place`."""
    file = _place(path, link, first)
    return file if file is not None and os.path.isfile(file) else None


def _place(path: str, link: str, first: Document) -> str | None:
    """Where an older document lies: to the *first* one, at *path*, as its address, *link*, does to that one's."""
    own, other = urlsplit(first.self), urlsplit(urljoin(first.self, link))
    if not first.self or own.netloc != other.netloc:
        return None
    away = os.path.relpath(unquote(other.path), os.path.dirname(unquote(own.path)) or "/")
    return os.path.normpath(os.path.join(os.path.dirname(path), away))


def _in_folder(config: Config, folder: str) -> Baseline:
    """Of a copy of the site, of what is published, or of the folder of the feeds alone."""
    for address in _by_format(config):
        for file in _files_of(config, folder, address):
            return _chain(walk.shown(file, config.root), file, _read_file, partial(_beside, file))
    names = ", ".join(os.path.relpath(address.path, config.output.path) for address in _by_format(config))
    raise BaselineError(f"{folder}: none of this site's feeds is there ({names}).\n    Name the file itself.")


def _files_of(config: Config, folder: str, address: Address) -> Iterator[str]:
    """Where a feed may lie in *folder*, and does."""
    whole = os.path.relpath(address.path, config.root)
    below = os.path.relpath(address.path, config.output.path)
    public = unquote(urlsplit(address.url).path).lstrip("/")
    for name in dict.fromkeys((below, whole, public)):
        file = os.path.normpath(os.path.join(folder, name))
        if os.path.isfile(file):
            yield file


def _at_revision(config: Config, revision: str) -> Baseline:
    try:
        commit = git.commit_of(config.root, revision)
        if commit is None:
            raise BaselineError(
                f"{quoted(revision)} is no file, no folder, no address, and no revision of git here.\n"
                "    Name one of these, or: live"
            )

        held = cache(partial(git.file_at, config.root, commit))

        def get(path: str) -> Document:
            return _parsed(held(path) or b"", f"{path} at {revision}")

        def older(link: str, first: Document) -> str | None:
            place = (_place(path, link, first) or "").replace(os.sep, "/")
            return place if place and held(place) is not None else None

        for address in _by_format(config):
            path = os.path.relpath(address.path, config.root).replace(os.sep, "/")
            if held(path) is not None:
                return _chain(f"{path} at {revision}", path, get, older)
    except git.NoHistoryError as why:
        raise BaselineError(f"{quoted(revision)} cannot be looked up: {why}. {why.remedy.capitalize()}.") from None
    raise BaselineError(
        f"{revision}: no feed was committed there.\n    Name a later revision, or compare with what is published: live"
    )


def _fetched(url: str, config: Config, ca_bundle: str | None, *, or_none: bool) -> Baseline:
    from feedtool.fetch import Fetcher

    with Fetcher(named=(config.site.url, config.output.url, url), ca_bundle=ca_bundle) as fetcher:

        def get(address: str) -> Document:
            answer = fetcher.get(address, accept=ACCEPT)
            if answer.type in {"text/html", "application/xhtml+xml"}:
                for link in _feeds_of(answer.data, answer.url):
                    answer = fetcher.get(link, accept=ACCEPT)
                    break
            return _parsed(answer.data, address, url=answer.url, charset=answer.charset)

        try:
            return _chain(url, url, get, lambda link, _: link)
        except FetchError as why:
            if or_none and why.status in GONE and why.where == url:
                return Baseline(f"nothing: there is no {url} yet", ())
            raise


def _feeds_of(page: bytes, url: str) -> Iterator[str]:
    """The feeds that a page names."""
    for node in markup.parse(page.decode(errors="replace")).css("link[rel~=alternate][href]"):
        if (node.attributes.get("type") or "").strip().lower() in FEED_TYPES:
            yield urljoin(url, node.attributes["href"] or "")
