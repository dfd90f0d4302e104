"""What goes wrong between servers, in words, and whether it may go right later."""

from __future__ import annotations

import math
import socket
import ssl
from http.client import HTTPException, IncompleteRead
from typing import TYPE_CHECKING, Final

import requests
from urllib3 import exceptions as urllib3
from urllib3.util import Retry

from feedtool.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from requests import Response

LATER: Final = "Try again later."
TEMPORARY: Final = (408, 425, 429)
SERVERS_OWN: Final = 500  # and all above
REMEDIES: Final = {
    401: "It wants to know who asks: write https://user:password@host/, or ask for a public address.",
    403: "Its server lets nobody in, or not feedtool: ask who runs it.",
    404: "Correct the address.",
    410: "It is gone for good: take the address out.",
}


class Failed(Exception):  # noqa: N818 - becomes a FetchError, where the address is known
    """Nothing came. `why` is said of the address, in a few words."""

    def __init__(
        self, why: str, remedy: str, *, status: int = 0, is_temporary: bool = False, wait_s: int | None = None
    ) -> None:
        self.why, self.remedy, self.status, self.is_temporary, self.wait_s = why, remedy, status, is_temporary, wait_s
        super().__init__(why)


def too_slow(seconds: float) -> Failed:
    """The time is over."""
    return Failed(f"it took longer than {seconds:g} s", LATER, is_temporary=True)


def broken_off() -> Failed:
    """The answer ended before its end."""
    return Failed("the connection broke off", LATER, is_temporary=True)


def of_status(response: Response) -> Failed:
    """An answer that is not what was asked for (RFC 9110 §15)."""
    status, wait = response.status_code, wait_s(response)
    is_temporary = status in TEMPORARY or status >= SERVERS_OWN
    remedy = REMEDIES.get(status, LATER if is_temporary else "Look at it with a browser.")
    return Failed(
        printable(f"{status} {response.reason or ''}".strip()),
        remedy if wait is None else f"Its server asks to wait for {wait} s: try again then.",
        status=status,
        is_temporary=is_temporary,
        wait_s=wait,
    )


def from_https_to_http() -> Failed:
    """A redirect that is not followed."""
    return Failed(
        "it leads from https to http, where everybody may read and change what is sent",
        "If the new address is right, write it yourself.",
    )


def wait_s(response: Response) -> int | None:
    """How many seconds *response* asks to wait: Retry-After, as seconds, or as a date (RFC 9110 §10.2.3)."""
    told = response.headers.get("Retry-After", "")
    try:
        return math.ceil(Retry().parse_retry_after(told)) if told else None
    except (urllib3.InvalidHeader, ValueError, OverflowError):
        return None


def of_error(error: Exception) -> Failed:
    """What requests and the libraries below it raised. No text of theirs is shown: it may hold passwords."""
    chain = list(_chain(error))
    for one in chain:
        if isinstance(one, Failed):
            return one
    for kinds, why, remedy in KINDS:
        for one in chain:
            if isinstance(one, kinds):
                return Failed(why + _detail(one), remedy, is_temporary=remedy != CERTIFICATES)
    reason = next((one.strerror for one in chain if isinstance(one, OSError) and one.strerror), "")
    if reason:
        return Failed(f"there is no connection: {printable(reason)}", LATER, is_temporary=True)
    return Failed("it cannot be asked for", "Correct the address.")


def is_hung_up(error: Exception) -> bool:
    """Whether *error* says that a server closed the connection before it answered."""
    return any(isinstance(one, ConnectionResetError | BrokenPipeError) for one in _chain(error))


CERTIFICATES: Final = "If its authority is one of your own, name the file of its certificate with --ca-bundle."
KINDS: Final[tuple[tuple[tuple[type[BaseException], ...], str, str], ...]] = (
    ((ssl.SSLCertVerificationError,), "its certificate is not trusted", CERTIFICATES),
    ((ssl.SSLEOFError, ssl.SSLZeroReturnError), "the connection broke off", LATER),
    ((ssl.SSLError, requests.exceptions.SSLError), "no safe connection can be made", CERTIFICATES),
    (
        (urllib3.ProxyError, requests.exceptions.ProxyError),
        "the proxy (HTTPS_PROXY, HTTP_PROXY) does not lead there",
        LATER,
    ),
    ((socket.gaierror,), "no host of this name is known", "Check the name, or try again later."),
    ((TimeoutError, urllib3.ReadTimeoutError, requests.Timeout), "its server does not answer", LATER),
    ((ConnectionRefusedError,), "its server refuses the connection", LATER),
    ((ConnectionError, IncompleteRead, urllib3.IncompleteRead), "the connection broke off", LATER),
    ((HTTPException, urllib3.ProtocolError), "its server does not answer as HTTP has it", LATER),
)


def _detail(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f": {printable(error.verify_message)}"
    if isinstance(error, ssl.SSLError) and error.reason:
        return f": {printable(error.reason.replace('_', ' ').lower())}"
    return ""


def _chain(error: object) -> Iterator[BaseException]:
    """*error* and what it is about: requests and urllib3 put that into causes, arguments and reasons.

    What was being handled when it was raised (`__context__`) may be of another exchange.
    """
    if isinstance(error, BaseException):
        yield error
        for inner in (error.__cause__, getattr(error, "reason", None), *error.args):
            yield from _chain(inner)
