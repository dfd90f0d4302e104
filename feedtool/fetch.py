"""What is asked of other servers: how long files are. Politely: few hosts at once, and one thing at a time of each."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from requests import Response, Session

HOSTS: Final = 4  # that are asked at once
TIMEOUT_S: Final = (5, 15)  # to connect, and between two bytes
RETRIES: Final = 2  # after half a second, and one; a host that says nothing, or wants more time, is asked next time
REDIRECTS: Final = 5
AGAIN: Final = (429, 500, 502, 503, 504)
TOTAL: Final = re.compile(r"bytes\s+[\d*-]+/(\d{1,18})")


class Lengths:
    """Each address with the length of what is there, in bytes, as its server tells it (RFC 9110 §8.6), or with the
    reason why nobody knows; in the order in which the answers come.
    """

    def __init__(self, addresses: Iterable[str]) -> None:
        self._addresses = sorted(set(addresses), key=lambda address: (urlsplit(address).netloc, address))

    def __len__(self) -> int:
        return len(self._addresses)

    def __iter__(self) -> Iterator[tuple[str, int | str]]:
        answers: SimpleQueue[tuple[str, int | str] | Exception] = SimpleQueue()
        with ThreadPoolExecutor(HOSTS) as threads:
            for _, group in groupby(self._addresses, key=lambda address: urlsplit(address).netloc):
                threads.submit(_ask, list(group), answers.put)
            for _ in self._addresses:
                answer = answers.get()
                if isinstance(answer, Exception):
                    raise answer
                yield answer


def _ask(addresses: list[str], tell: Callable[[tuple[str, int | str] | Exception], None]) -> None:
    """One host, one file after another."""
    import requests

    try:
        with _session() as session:
            for address in addresses:
                try:
                    tell((address, _length(session, address)))
                except (requests.RequestException, ValueError) as why:
                    tell((address, type(why).__name__))
    except Exception as why:  # noqa: BLE001 - raised where the answers are waited for
        tell(why)


def _session() -> Session:
    import importlib.metadata

    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.util import Retry

    session = requests.Session()
    session.max_redirects = REDIRECTS
    agent = f"feedtool/{importlib.metadata.version('feedtool')}"
    session.headers.update({"User-Agent": agent, "Accept-Encoding": "identity"})
    retry = Retry(
        RETRIES,
        read=0,
        backoff_factor=0.5,
        status_forcelist=AGAIN,
        raise_on_status=False,
        respect_retry_after_header=False,
    )
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    return session


def _length(session: Session, address: str) -> int | str:
    """By HEAD; of a server that does not answer it, by a GET of one byte."""
    answer: int | str = ""
    for method, headers in (("HEAD", {}), ("GET", {"Range": "bytes=0-0"})):
        with session.request(
            method, address, headers=headers, allow_redirects=True, stream=True, timeout=TIMEOUT_S
        ) as response:
            answer = _told(response)
        if isinstance(answer, int):
            break
    return answer


def _told(response: Response) -> int | str:
    import requests

    if not response.ok:
        return f"{response.status_code} {response.reason}"
    if found := TOTAL.match(response.headers.get("Content-Range", "")):
        return int(found[1])
    length = response.headers.get("Content-Length", "")
    # A part's length is not the file's, nor is that of nothing, or of what was packed for the way.
    is_part = response.status_code == requests.codes.partial_content or "Content-Encoding" in response.headers
    is_whole = re.fullmatch(r"[1-9]\d{0,17}", length) and not is_part
    return int(length) if is_whole else "no length is told"
