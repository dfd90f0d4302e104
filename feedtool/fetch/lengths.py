"""How long files are that lie elsewhere. Few hosts are asked at once, and each for one thing at a time."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import requests

from feedtool.errors import FetchError
from feedtool.fetch import Fetcher

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from requests import Response

HOSTS: Final = 4  # that are asked at once
DEADLINE_S: Final = 30.0  # no body is waited for
TOTAL: Final = re.compile(r"bytes\s+[\d*-]+/(\d{1,18})")


class Lengths:
    """Each address with the length of what is there, in bytes, as its server tells it (RFC 9110 §8.6), or with the
    reason why nobody knows; in the order in which the answers come.

    *named* are those among them that posts of the user name: files of his own, on his own machine, so that it is he who
    names them. Their hosts may have private addresses; what they redirect to may not, nor what a stranger's feed names.
    """

    def __init__(self, addresses: Iterable[str], *, named: Collection[str], ca_bundle: str | None = None) -> None:
        self._addresses = sorted(set(addresses), key=lambda address: (urlsplit(address).netloc, address))
        self._named, self._ca_bundle = named, ca_bundle

    def __len__(self) -> int:
        return len(self._addresses)

    def __iter__(self) -> Iterator[tuple[str, int | str]]:
        answers: SimpleQueue[tuple[str, int | str] | Exception] = SimpleQueue()
        with ThreadPoolExecutor(HOSTS) as threads:
            for _, group in groupby(self._addresses, key=lambda address: urlsplit(address).netloc):
                threads.submit(self._ask, list(group), answers.put)
            for _ in self._addresses:
                answer = answers.get()
                if isinstance(answer, Exception):
                    raise answer
                yield answer

    def _ask(self, addresses: list[str], tell: Callable[[tuple[str, int | str] | Exception], None]) -> None:
        """One host, one file after another."""
        try:
            named = [address for address in addresses if address in self._named]
            with Fetcher(named=named, ca_bundle=self._ca_bundle) as fetcher:
                for address in addresses:
                    try:
                        tell((address, _length(fetcher, address)))
                    except FetchError as error:
                        tell((address, error.why))
        except Exception as why:  # noqa: BLE001 - raised where the answers are waited for
            tell(why)


def _length(fetcher: Fetcher, address: str) -> int | str:
    """By HEAD; of a server that does not answer it, by a GET of one byte."""
    answer: int | str = ""
    for method, headers in (("HEAD", {}), ("GET", {"Range": "bytes=0-0"})):
        asked = {"Accept-Encoding": "identity"} | headers
        with fetcher.open(method, address, headers=asked, deadline_s=DEADLINE_S) as response:
            answer = _told(response)
        if isinstance(answer, int):
            break
    return answer


def _told(response: Response) -> int | str:
    if not response.ok:
        return f"{response.status_code} {response.reason}"
    if found := TOTAL.match(response.headers.get("Content-Range", "")):
        return int(found[1])
    length = response.headers.get("Content-Length", "")
    # A part's length is not the file's, nor is that of nothing, or of what was packed for the way.
    is_part = response.status_code == requests.codes.partial_content or "Content-Encoding" in response.headers
    is_whole = re.fullmatch(r"[1-9]\d{0,17}", length) and not is_part
    return int(length) if is_whole else "no length is told"
