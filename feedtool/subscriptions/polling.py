"""Asks many addresses at once: a few hosts, and of each for one thing at a time."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from itertools import groupby
from queue import SimpleQueue
from tempfile import SpooledTemporaryFile
from threading import Event, Semaphore
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from feedtool.errors import FetchError
from feedtool.fetch import Fetcher
from feedtool.fetch.clock import Watch
from feedtool.fetch.hosts import host_of
from feedtool.subscriptions.faults import Failure, Good

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from feedtool.subscriptions.faults import Told
    from feedtool.subscriptions.rows import Row

HOSTS: Final = 8  # that are asked at once
WAITING: Final = 4  # answers that nobody has looked at yet; more would fill the memory
IN_MEMORY: Final = 1_000_000  # bytes of an answer, until it is looked at; a larger one lies on the disk
DEADLINE_S: Final = 20.0  # for one feed
TRIES: Final = 3  # feeds of one host in a row without an answer; then its others are not asked for, this time
NO_MORE: Final = (404, 410)  # what moved for good is there no more
PATIENCE_S: Final = 7 * 86_400.0  # with one that moved for good and is down; then its own address is asked again
SILENT: Final = Failure("its host did not answer for others")
ACCEPT: Final = (
    "application/atom+xml, application/feed+json, application/rss+xml, text/x-opml, application/json;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
)


class Poll:
    """Each of *rows* with what its address gave, in the order in which the answers come.

    *named* are the addresses that the user named: their hosts may be private ones. *ca_bundle* is that of
    feedtool.fetch.
    """

    def __init__(self, rows: Sequence[Row], *, named: Iterable[str], ca_bundle: str | None) -> None:
        self._rows = sorted(rows, key=lambda row: (_host(row), row.address))
        self._named = list(_hosts(named))
        self._ca_bundle = ca_bundle
        self._answers: SimpleQueue[tuple[Row, Told] | Exception] = SimpleQueue()
        self._room = Semaphore(HOSTS + WAITING)
        self._is_over = Event()
        self._fetchers: set[Fetcher] = set()  # that are at it

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[tuple[Row, Told]]:
        try:
            yield from self._answered()
        finally:
            while not self._answers.empty():  # nobody wants them any more
                answer = self._answers.get()
                if not isinstance(answer, Exception) and isinstance(answer[1], Good):
                    answer[1].whole()

    def _answered(self) -> Iterator[tuple[Row, Told]]:
        with closing(Watch()) as watch, ThreadPoolExecutor(HOSTS) as threads:
            try:
                for _, group in groupby(self._rows, key=_host):
                    threads.submit(self._ask, list(group), watch)
                for _ in self._rows:
                    answer = self._answers.get()
                    if isinstance(answer, Exception):
                        raise answer
                    row, told = answer
                    yield row, told.whole() if isinstance(told, Good) else told
                    self._room.release()
            finally:
                self._is_over.set()
                for fetcher in tuple(self._fetchers):  # whoever interrupts does not wait for the slowest server
                    fetcher.stop()
                self._room.release(len(self._rows) or 1)

    def _ask(self, rows: list[Row], watch: Watch) -> None:
        """One host, one feed after another."""
        try:
            with Fetcher(named=self._named, ca_bundle=self._ca_bundle, watch=watch) as fetcher:
                self._fetchers.add(fetcher)
                self._ask_each(rows, fetcher)
                self._fetchers.discard(fetcher)
        except Exception as why:  # noqa: BLE001 - raised where the answers are waited for
            self._answers.put(why)

    def _ask_each(self, rows: Iterable[Row], fetcher: Fetcher) -> None:
        silent = 0
        for row in rows:
            self._room.acquire()
            if self._is_over.is_set():
                return
            told = SILENT if silent >= TRIES else _asked(fetcher, row)
            silent = silent + 1 if isinstance(told, Failure) and told.is_silent else 0
            self._answers.put((row, told))


def _asked(fetcher: Fetcher, row: Row) -> Told:
    """What an address gives: from where it is for good, as long as it is there. The old address is no place to go back
    to because the new one is down for an hour: by now it may be a page, or somebody else's feed.
    """
    if row.moved:
        told = _from(fetcher, row, row.moved)
        if isinstance(told, Good):
            return told._replace(moved=told.moved or row.moved)
        is_patient = row.failing is None or time.time() - row.failing < PATIENCE_S
        if is_patient and told.status not in NO_MORE:
            return told
    return _from(fetcher, row, row.address)


def _from(fetcher: Fetcher, row: Row, address: str) -> Told:
    etag, modified = (row.etag, row.modified) if row.has_copy else ("", "")
    body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever reads it closes it
    try:
        answer = fetcher.get(
            address, accept=ACCEPT, etag=etag, modified=modified, of=row.url, deadline_s=DEADLINE_S, take=body.write
        )
    except FetchError as why:
        body.close()
        return Failure(why.why, why.status, why.wait_s, is_silent=why.is_temporary and not why.status)
    except OSError as why:
        body.close()
        return Failure(f"its answer cannot be kept here: {why.strerror}")
    return Good(
        answer.url, answer.status, answer.charset, answer.data, answer.etag, answer.modified, answer.moved, body
    )  # fmt: skip


def _host(row: Row) -> str:
    with suppress(ValueError):
        return urlsplit(row.moved or row.address).netloc.rpartition("@")[2].lower()
    return ""


def _hosts(addresses: Iterable[str]) -> Iterator[str]:
    """The hosts of those that have one."""
    for address in addresses:
        with suppress(FetchError):
            yield host_of(address)
