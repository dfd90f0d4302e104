"""POST, for answers that count by their status: once, to one address, and as a POST only.

Nothing is sent again here. Who sends decides when that is, and may have thousands of other things to send meanwhile.
"""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from requests import RequestException
from urllib3.exceptions import HTTPError

from feedtool.fetch import Fetcher, failures
from feedtool.fetch.failures import Failed
from feedtool.fetch.hosts import host_of, parted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from requests import PreparedRequest, Response

DEADLINE_S: Final = 30.0  # for everything: name, redirects, headers
BODY_S: Final = 2.0  # for the body, of that; what has not come then is not waited for
LIMIT: Final = 65_536  # bytes of a body that are read
PART: Final = 4096  # bytes that are read at once
REDIRECTS: Final = 3
STAYS_POST: Final = (307, 308)  # RFC 9110 §15.4: the method must not change
MAY_STAY_POST: Final = (301, 302)  # most clients make a GET of it


class Reply(NamedTuple):
    """What a server answered, whatever that is."""

    status: int  # RFC 9110 §15
    reason: str = ""  # that stands behind the status
    type: str = ""  # media type in lower case, without parameters
    data: bytes = b""  # its beginning, or as much as came of that; nothing where it is packed
    wait_s: int | None = None  # seconds that it asks to wait


class Poster(Fetcher):
    """Sends, and is as careful as a Fetcher; for one thread."""

    timeout_s = (5, 10)
    is_patient = False
    _last: tuple[object, PreparedRequest] | None = None

    def post(self, url: str, data: bytes, headers: Mapping[str, str], *, deadline_s: float = DEADLINE_S) -> Reply:
        """The answer to *data*, which is sent to *url*.

        A redirect is followed if it stays a POST: 307 and 308, and 301 and 302 on the same host. The answer counts as
        soon as its headers are there, however its body goes on. *deadline_s* is in seconds. Raises FetchError where
        there is no answer.
        """
        headers = {"Accept-Encoding": "identity"} | dict(headers)
        with self._exchange(url, deadline_s) as trail, closing(self._delivered(trail, data, headers)) as response:
            self._clock.check()  # headers that were cut off look like whole ones
            with self._clock.sparing(BODY_S):
                body = _beginning(response)
            return Reply(
                status=response.status_code,
                reason=response.reason or "",
                type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
                data=body,
                wait_s=failures.wait_s(response),
            )

    def _delivered(self, trail: list[str], data: bytes, headers: Mapping[str, str]) -> Response:
        """The answer at the end of all redirects, each of which lengthens *trail*. Raises Failed."""
        address, credentials = parted(trail[0])
        trail[:] = [address]
        is_elsewhere = False
        for _ in range(REDIRECTS + 1):
            response = self._sent("POST", address, headers, None if is_elsewhere else credentials, data)
            if not response.is_redirect:
                return response
            with closing(response):
                there = self._session.target(address, response)
            trail.append(there)
            _check(response.status_code, address, there)
            is_elsewhere = is_elsewhere or self._session.should_strip_auth(address, there)
            address = there
        raise Failed(f"it leads on more than {REDIRECTS} times", "Correct the address.")

    def _prepared(
        self, method: str, address: str, headers: Mapping[str, str], credentials: str | None, data: bytes | None
    ) -> PreparedRequest:
        """Once for many that differ in their data only: that takes as long as to send one."""
        like = (method, address, headers, credentials)
        if self._last is None or self._last[0] != like:
            self._last = (like, super()._prepared(method, address, headers, credentials, data))
        request = self._last[1]
        request.body = data
        request.prepare_content_length(data)
        return request


def _check(status: int, here: str, there: str) -> None:
    """Raises Failed where a POST must not go on from *here* to *there*."""
    if here.startswith("https:") and not there.startswith("https:"):
        raise failures.from_https_to_http()
    if status in STAYS_POST or (status in MAY_STAY_POST and host_of(here) == host_of(there)):
        return
    raise Failed(f"it leads elsewhere ({status}), and not with what is sent", "Write the new address.", status=status)


def _beginning(response: Response) -> bytes:
    """As much of the body as is read, or came before it broke off."""
    data = bytearray()
    with suppress(HTTPError, RequestException, OSError, ValueError):
        # The read that finds the end lets the connection be used again.
        while len(data) < LIMIT and (part := response.raw.read(PART, decode_content=False)):
            data += part
    return b"" if response.headers.get("Content-Encoding", "identity").lower() != "identity" else bytes(data[:LIMIT])
