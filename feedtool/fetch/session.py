"""A session of requests with what requests leaves to others: no private hosts, no credentials of the machine, and a
clock.
"""

from __future__ import annotations

import math
import os
import socket
from http.cookiejar import DefaultCookiePolicy
from importlib.metadata import metadata
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import urljoin

import requests
from requests.adapters import HTTPAdapter
from requests.utils import resolve_proxies
from urllib3.connection import HTTPConnection
from urllib3.exceptions import NewConnectionError
from urllib3.util import Retry
from urllib3.util.connection import allowed_gai_family

from feedtool.fetch import failures
from feedtool.fetch.failures import Failed
from feedtool.fetch.hosts import is_private, parted, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from urllib3 import HTTPConnectionPool, PoolManager

    from feedtool.fetch.clock import Clock

# Only where no byte was sent, so that no method is carried out twice.
CONNECTING: Final = Retry(
    2, read=0, other=0, status=0, redirect=0, backoff_factor=0.5, respect_retry_after_header=False
)
BUNDLES: Final = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")  # as other programs have them


class Session(requests.Session):
    """Connects to public hosts and to those that are *named*, as long as *clock* runs; follows no redirects.

    One that *is_patient* tries to connect several times.
    """

    def __init__(self, clock: Clock, named: frozenset[str], ca_bundle: str | None, *, is_patient: bool = True) -> None:
        super().__init__()
        self._proxies_of: dict[str, dict[str, str]] = {}
        # What is sent is what is said: an `auth` of its own keeps requests from looking into .netrc, while proxies are
        # still those of the environment.
        self.auth = _as_it_is
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        # Here and not at each request, where requests would prefer the environment to what the user said.
        self.verify = ca_bundle or next((os.environ[name] for name in BUNDLES if os.environ.get(name)), True)
        self.headers.update({"User-Agent": user_agent(), "Accept-Encoding": "gzip"})
        for scheme in ("https://", "http://"):
            self.mount(scheme, _Adapter(clock, named, CONNECTING if is_patient else 0))

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        """As requests does it, but the environment is asked once for each host: that takes longer than to send."""
        host = "/".join((request.url or "").split("/", 3)[:3])
        if host not in self._proxies_of:
            self._proxies_of[host] = resolve_proxies(request, self.proxies)
        return super().send(request, proxies=self._proxies_of[host], **options)

    def target(self, address: str, response: requests.Response) -> str:
        """Where the *response* of *address* leads to, without the credentials that it may write. Raises Failed."""
        try:
            joined = urljoin(address, self.get_redirect_target(response) or "")
        except ValueError:
            raise Failed("it leads to what is no address", "Look at it with a browser.") from None
        return parted(joined).address

    def resolve_redirects(self, *_: Any, **__: Any) -> Iterator[Any]:  # type: ignore[override]
        """None: requests reads the whole body of a redirect to know what would be next, even if it stays here."""
        return iter(())


def user_agent() -> str:
    """Who asks: the name, the version, and where more is told of it, if anywhere."""
    known = metadata("feedtool")
    home = next((url.partition(", ")[2] for url in known.get_all("Project-URL") or ()), "")
    return f"feedtool/{known['Version']}" + (f" (+{home})" if home else "")


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


class _Guarded(HTTPConnection):
    """A connection that looks at the address behind a name before it goes there, and obeys the clock."""

    clock: ClassVar[Clock]
    named: ClassVar[frozenset[str]]
    is_direct: ClassVar[bool]  # a proxy knows itself where it may go

    def _new_conn(self) -> socket.socket:
        connected = self._connected() if self.is_direct else super()._new_conn()
        self.clock.hold(self, connected)
        return connected

    def _connected(self) -> socket.socket:
        """As urllib3 does it, with a number in the place of the name. A name that means another host when it is looked
        up again gains nothing: it is looked up once.
        """
        name, timeout = self.host, self.timeout
        failed: NewConnectionError | None = None
        try:
            for number in self._allowed(self._numbers()):
                self.clock.check()
                self.host, self.timeout = number, min(timeout or math.inf, self.clock.left_s())
                try:
                    return super()._new_conn()
                except NewConnectionError as error:
                    failed = error
        finally:
            self.host, self.timeout = name, timeout
        raise failed or NewConnectionError(self, "its name has no address")

    def _numbers(self) -> list[str]:
        """Every notation of a number, too, becomes what the system makes of it: "0x7f.1" is 127.0.0.1."""
        try:
            found = socket.getaddrinfo(self.host, self.port, allowed_gai_family(), socket.SOCK_STREAM)
        except socket.gaierror as error:  # asked several times already, by the system
            raise failures.of_error(error) from error
        except UnicodeError:  # a part of it is too long, or empty
            raise Failed("its host has no name that can be", "Correct the address.") from None
        return [str(one[4][0]) for one in found]

    def _allowed(self, numbers: list[str]) -> list[str]:
        if plain(self.host) in self.named:
            return numbers
        public = [number for number in numbers if not is_private(number)]
        if numbers and not public:
            raise Failed(
                f"its host, {self.host}, has a private address ({numbers[0]})",
                "Only a host that you name yourself may have one: in the configuration, or as an argument.",
            )
        return public


class _Adapter(HTTPAdapter):
    """Connects by `_Guarded`."""

    def __init__(self, clock: Clock, named: frozenset[str], again: Retry | int) -> None:
        self._clock, self._named = clock, named
        super().__init__(max_retries=again)

    def init_poolmanager(self, *given: Any, **options: Any) -> None:
        super().init_poolmanager(*given, **options)
        self._guard(self.poolmanager, is_direct=True)

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        is_new = proxy not in self.proxy_manager
        manager = super().proxy_manager_for(proxy, **options)
        if is_new:
            self._guard(manager, is_direct=False)
        return manager

    def _guard(self, manager: PoolManager, *, is_direct: bool) -> None:
        """Every kind of connection that *manager* makes, be it TLS or by SOCKS, becomes a guarded one of that kind."""
        own = {"clock": self._clock, "named": self._named, "is_direct": is_direct}

        def guarded(pool: type[HTTPConnectionPool]) -> type[HTTPConnectionPool]:
            connection = type("Guarded", (_Guarded, pool.ConnectionCls), own)
            return type(pool.__name__, (pool,), {"ConnectionCls": connection})

        manager.pool_classes_by_scheme = {
            scheme: guarded(pool) for scheme, pool in manager.pool_classes_by_scheme.items()
        }
