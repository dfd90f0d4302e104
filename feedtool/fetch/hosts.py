"""Addresses that are asked: their parts, whether they are private, and how they are shown."""

from __future__ import annotations

import ipaddress
import re
from typing import Final, NamedTuple

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from feedtool.errors import FetchError, printable
from feedtool.fetch.failures import Failed

REMEDY: Final = "Write an address that begins with https:// or http://."
GLOBAL: Final = ipaddress.ip_network("2000::/3")  # RFC 4291 §2.4; nothing else of IPv6 is given out
# Python 3.11 takes most of it for public; a large cloud answers there with the keys of its machines.
PROTOCOLS: Final = ipaddress.ip_network("192.0.0.0/24")  # RFC 6890 §2.1
NAT64: Final = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052 §2.1
CREDENTIALS: Final = re.compile(r"^([a-z0-9+.-]+://|//)?[^/?#]*@", re.IGNORECASE)
SECRETS: Final = re.compile(r"([?&;][^=&;#]*(?:auth|key|pass|pwd|secret|sig|token)[^=&;#]*=)[^&;#]*", re.IGNORECASE)


class Parted(NamedTuple):
    """An address, and what stood in it for the server only."""

    address: str  # without credentials and fragment; host in ASCII and lower case
    credentials: str | None  # "user:password", percent-encoded


def parted(url: str) -> Parted:
    """The parts of *url*, as urllib3 will understand it. Raises Failed where it is no address of the web."""
    if not url.isprintable():
        raise Failed("there are characters in it that no address may have", REMEDY)
    try:
        parts = parse_url(url)
    except LocationParseError:
        raise Failed("it is no address", REMEDY) from None
    if parts.scheme not in {"http", "https"} or not parts.host:
        raise Failed("it is no address of the web", REMEDY)
    return Parted(parts._replace(auth=None, fragment=None).url, parts.auth)


def host_of(named: str) -> str:
    """The host of an address, or of a host with or without port, as a connection calls it. Raises FetchError."""
    try:
        host = parse_url(named if "://" in named else f"//{named}").host
    except LocationParseError:
        host = None
    if not host:
        raise FetchError(shown(named), "it names no host", REMEDY)
    return plain(host)


def plain(host: str) -> str:
    """*host* without the signs that it may be written with."""
    return host.strip("[]").rstrip(".").lower()


def is_private(address: str) -> bool:
    """Whether *address* (IPv4 or IPv6, as the system writes it) is one that the public network does not lead to.

    Forms of IPv6 that hold an address of IPv4 are what that is.
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in NAT64:
            inner = ipaddress.IPv4Address(ip.packed[-4:])
        if inner is None:
            return ip not in GLOBAL or not ip.is_global
        ip = inner
    return not ip.is_global or ip.is_multicast or ip in PROTOCOLS


def shown(url: str) -> str:
    """*url* as it may stand in a message: without passwords and keys, which logs would keep."""
    try:
        parse_url(url)
    except LocationParseError:  # such as a password with "/" in it; who knows where it ends?
        url = re.sub(r"^([a-z0-9+.-]+://|//)?.*@", r"\1…@", url, flags=re.IGNORECASE | re.DOTALL)
    return printable(SECRETS.sub(r"\1…", CREDENTIALS.sub(r"\1…@", url)))
