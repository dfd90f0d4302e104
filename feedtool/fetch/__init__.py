"""The one door to the network: everything that feedtool asks of other servers goes through a `Fetcher`.

What is promised to users stands in docs/reference/network.md. The package is imported as a whole when it is used.
"""

from __future__ import annotations

import time
from contextlib import closing, contextmanager
from email.message import Message
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, Self
from urllib.parse import unquote

from requests import Request, RequestException
from requests.auth import HTTPBasicAuth
from urllib3.exceptions import HTTPError

from feedtool.errors import FetchError
from feedtool.fetch import failures
from feedtool.fetch.body import LIMIT, body_of, read_into
from feedtool.fetch.clock import Clock, Watch
from feedtool.fetch.failures import Failed
from feedtool.fetch.hosts import host_of, parted, shown
from feedtool.fetch.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from types import TracebackType

    from requests import PreparedRequest, Response

DEADLINE_S: Final = 60.0  # for everything: redirects, pauses, the last byte
TIMEOUT_S: Final = (5, 15)  # to connect, and between two bytes
REDIRECTS: Final = 5
AGAIN: Final = (500, 502, 503, 504)  # are asked again at once; 429 is not, for it means "less often"
PAUSES_S: Final = (0.5, 1.0)  # before each time
SECRET: Final = {"authorization", "cookie"}  # for the host that they were written for
SAFE: Final = ("GET", "HEAD")  # RFC 9110 §9.2.1: may be asked again, and elsewhere
WHOLE: Final = (200, 203)  # a 206 is a part, a 204 nothing
UNCHANGED: Final = 304
PERMANENT: Final = (301, 308)


class Answer(NamedTuple):
    """What an address gave."""

    url: str  # where it came from, after redirects; without credentials and fragment
    status: int  # 200; 203 from a proxy that changes things; 304: what is known is current
    type: str  # media type in lower case, without parameters; "" where none is said
    charset: str  # of the Content-Type, in lower case; "" where none is said
    data: bytes  # unpacked; b"" with 304
    etag: str  # validators, byte for byte (RFC 9110 §8.8), or ""; with 304 those that still hold
    modified: str
    headers: Mapping[str, str] = MappingProxyType(
        {}
    )  # by their names in any case; those that came several times are joined by ", "
    moved: str = (
        ""  # where it is for good: as far as redirects led that are permanent (RFC 9110 §15.4); "" where none was
    )


class Fetcher:
    """Asks servers, politely and with care; for one thread.

    *named* are the addresses and hosts that the user named: only they may have private addresses, and they may
    wherever they turn up. *ca_bundle* is a file of certificates (PEM) that takes the place of the usual ones. *watch*
    is one that many of them share. Raises FetchError where something of *named* is no address.
    """

    timeout_s = TIMEOUT_S
    is_patient = True  # connections that fail are tried again

    def __init__(self, *, named: Iterable[str] = (), ca_bundle: str | None = None, watch: Watch | None = None) -> None:
        self._clock = Clock(watch)
        hosts = frozenset(map(host_of, named))
        self._session = Session(self._clock, hosts, ca_bundle, is_patient=self.is_patient)
        self._moved = ""  # of the exchange that is going on

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def stop(self) -> None:
        """Hang up in the middle of something, which fails then, as all later does. From any thread."""
        self._clock.stop()

    def close(self) -> None:
        """Hang up."""
        self._session.close()
        self._clock.close()

    def get(
        self,
        url: str,
        *,
        accept: str = "*/*",
        etag: str = "",
        modified: str = "",
        of: str = "",
        limit: int = LIMIT,
        deadline_s: float = DEADLINE_S,
        take: Callable[[bytes], object] | None = None,
    ) -> Answer:
        """What is at *url*: all of it, or nothing.

        *etag* and *modified* ask for it only if it changed (RFC 9110 §13.1). They are sent to the address that gave
        them and to no other: *of*, the `url` of that Answer, else *url*. *limit* is in bytes, unpacked; *deadline_s* in
        seconds, for everything. *take* is given the body part by part, and the Answer has none: many of them may be
        more than there is memory for. Raises FetchError, and what *take* raises.
        """
        conditions = {
            name: value
            for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified))
            if value and not value[0].isspace()  # some begin with what is white space to requests, and not to HTTP
        }
        with self._exchange(url, deadline_s) as trail:
            giver = parted(of or url).address

            def headers_for(address: str) -> Mapping[str, str]:
                return {"Accept": accept} | (conditions if address == giver else {})

            with closing(self._followed("GET", trail, headers_for)) as response:
                if response.status_code == UNCHANGED and conditions and trail[-1] == giver:
                    told = response.headers
                    validators = told.get("ETag", etag), told.get("Last-Modified", modified)
                    return Answer(trail[-1], UNCHANGED, "", "", b"", *validators, told, self._moved)
                if response.status_code not in WHOLE:
                    raise failures.of_status(response)
                data = body_of(response, limit) if take is None else b""
                if take is not None:
                    read_into(take, response, limit)
                return _answer(trail[-1], response, data)._replace(moved=self._moved)

    @contextmanager
    def open(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        data: bytes | None = None,
        deadline_s: float = DEADLINE_S,
    ) -> Iterator[Response]:
        """The answer to any method, whatever its status, its body unread: `feedtool.fetch.body.body_of` reads it.

        GET and HEAD follow redirects, and ask again where a server stumbles; all others do neither. The time that is
        spent with the answer counts too. Raises FetchError.
        """
        with (
            self._exchange(url, deadline_s) as trail,
            closing(self._followed(method, trail, lambda _: headers or {}, data)) as response,
        ):
            yield response

    @contextmanager
    def _exchange(self, url: str, deadline_s: float) -> Iterator[list[str]]:
        """The addresses that are asked, one after another; what fails meanwhile is told as of them."""
        trail = [url]
        try:
            with self._clock.running(deadline_s):
                yield trail
            self._clock.check()
        except (Failed, RequestException, HTTPError) as error:
            # What looks like an answer, or another failure, may be what was left when the time was over.
            failed = failures.too_slow(deadline_s) if self._clock.is_over else failures.of_error(error)
            where = shown(trail[0]) + (f" (it leads to {shown(trail[-1])})" if len(trail) > 1 else "")
            raise FetchError(
                where,
                failed.why,
                failed.remedy,
                status=failed.status,
                is_temporary=failed.is_temporary,
                wait_s=failed.wait_s,
            ) from error

    def _followed(
        self, method: str, trail: list[str], headers_for: Callable[[str], Mapping[str, str]], data: bytes | None = None
    ) -> Response:
        """The answer at the end of all redirects, each of which lengthens *trail*. Raises Failed.

        requests would go from https to http, read the whole body of each redirect, and make a GET of a POST.
        """
        address, credentials = parted(trail[0])
        trail[:] = [address]
        is_elsewhere, self._moved = False, ""
        for _ in range(REDIRECTS + 1):
            headers = {
                name: value
                for name, value in headers_for(address).items()
                if not (is_elsewhere and name.lower() in SECRET)
            }
            response = self._asked(method, address, headers, None if is_elsewhere else credentials, data)
            if method not in SAFE or not response.is_redirect:
                return response
            with closing(response):
                there = self._session.target(address, response)
            trail.append(there)
            if address.startswith("https:") and not there.startswith("https:"):
                raise failures.from_https_to_http()
            is_elsewhere = is_elsewhere or self._session.should_strip_auth(address, there)
            if response.status_code in PERMANENT and self._moved == ("" if address == trail[0] else address):
                self._moved = there
            address = there
        raise Failed(
            f"it leads on more than {REDIRECTS} times", "Look at it with a browser, and write the last address."
        )

    def _asked(
        self, method: str, address: str, headers: Mapping[str, str], credentials: str | None, data: bytes | None
    ) -> Response:
        """One answer, whose body is unread. Raises Failed.

        Retry of urllib3 reads the whole body of what it asks for again, however long it is: it is used for connections
        that fail, and pauses for answers are made here.
        """
        for pause_s in PAUSES_S if method in SAFE else ():
            response = self._sent(method, address, headers, credentials, data)
            if response.status_code not in AGAIN or "Retry-After" in response.headers:  # it says when itself
                return response
            response.close()
            time.sleep(min(pause_s, self._clock.left_s()))
        return self._sent(method, address, headers, credentials, data)

    def _sent(
        self, method: str, address: str, headers: Mapping[str, str], credentials: str | None, data: bytes | None,
        *, is_again: bool = False,
    ) -> Response:  # fmt: skip
        self._clock.check()
        try:
            request = self._prepared(method, address, headers, credentials, data)
            return self._session.send(request, stream=True, timeout=self.timeout_s, allow_redirects=False)
        except (RequestException, HTTPError, OSError, ValueError) as error:
            # As a connection that was kept may be, while the request is on its way.
            if method not in SAFE or is_again or not failures.is_hung_up(error):
                raise failures.of_error(error) from error
        return self._sent(method, address, headers, credentials, data, is_again=True)

    def _prepared(
        self, method: str, address: str, headers: Mapping[str, str], credentials: str | None, data: bytes | None
    ) -> PreparedRequest:
        user, _, password = (credentials or "").partition(":")
        auth = HTTPBasicAuth(unquote(user).encode(), unquote(password).encode()) if credentials else None
        return self._session.prepare_request(Request(method, address, headers=dict(headers), data=data, auth=auth))


def _answer(address: str, response: Response, data: bytes) -> Answer:
    told = response.headers
    content_type = Message()
    content_type["Content-Type"] = told.get("Content-Type", "")
    return Answer(
        url=address,
        status=response.status_code,
        type=told.get("Content-Type", "").partition(";")[0].strip().lower(),
        charset=content_type.get_content_charset(""),
        data=data,
        etag=told.get("ETag", ""),
        modified=told.get("Last-Modified", ""),
        headers=told,
    )
