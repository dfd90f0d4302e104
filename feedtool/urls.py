"""Addresses: resolved as RFC 3986 says, and written so that every reader takes them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

DEFAULT_PORTS: Final = {"http": 80, "https": 443}
KEPT: Final = "/:@!$&'()*+,;=~%"  # of a path; "[", "]" and all else is percent-encoded
ESCAPED: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
NEEDLESS: Final = re.compile(r"%(2[dDeE]|3\d|[46][1-9a-fA-F]|[57][0-9aA]|5[fF]|7[eE])")
BROWSERS_STRIP: Final = "".join(map(chr, range(33)))  # C0 and blanks (URL Standard §4.4); no other white space
# What no IRI holds (RFC 3987 §2.2): blanks, marks that are quotes or brackets to somebody, "%" that escapes nothing.
NO_IRI: Final = re.compile(
    r"\s|%(?![0-9A-Fa-f]{2})"
    "|[^!#$%&'()*+,./0-9:;=?@A-Z_a-z~\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U000efffd-]"
)
# A path that is as it should be: nothing to escape, no "..", no empty part. Most are.
PLAIN: Final = re.compile(r"(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?")
# What most links of a page are: whole addresses, and paths from their folder or host, as they should be.
PLAIN_ADDRESS: Final = re.compile(
    rf"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/(?:{PLAIN.pattern})(?:\?[A-Za-z0-9._~=&-]*)?(?:#[A-Za-z0-9._~=&-]+)?"
)
PLAIN_REFERENCE: Final = re.compile(rf"(/|(?:\.\./)*)({PLAIN.pattern})")


class BadAddressError(ValueError):
    """The text is no absolute address of the web; the message says why."""


def resolve(base: str, reference: str) -> str:
    """*reference* as an absolute address, seen from *base* (RFC 3986 §5). White space around and inside is dropped
    as browsers do. Raises BadAddressError where it cannot be read.
    """
    if PLAIN_ADDRESS.fullmatch(reference):
        return reference
    if reference and (plain := PLAIN_REFERENCE.fullmatch(reference)):
        return _folder(base, plain[1]) + plain[2]
    reference = re.sub(r"[\t\r\n]", "", reference).strip(BROWSERS_STRIP)
    try:
        joined = urljoin(base, reference)
        return canonical(joined) if urlsplit(joined).scheme in {"http", "https"} else joined
    except ValueError as why:
        raise BadAddressError(f"{reference}: {why}") from None


@lru_cache(maxsize=1000)
def _folder(base: str, way: str) -> str:
    """The folder that a path seen from *base* begins in: where "/", "" or "../../" lead. Raises BadAddressError."""
    parts = urlsplit(canonical(base))
    path = parts.path.rpartition("/")[0]
    for _ in range(way.count("..")):
        path = path.rpartition("/")[0]
    return f"{parts.scheme}://{parts.netloc}{'' if way == '/' else path}/"


def below(site: str, address: str) -> str:
    """An address of the configuration: one that begins with one slash, or with none, lies below *site*, which is
    canonical, and whose path is a folder.
    """
    folder, address = site if site.endswith("/") else site + "/", address.strip()
    if address.startswith("/") and not address.startswith("//"):
        address = address.removeprefix("/")
        return folder + address if PLAIN.fullmatch(address) else resolve(folder, f"./{address}")  # "a:b" is no scheme
    return folder + address if PLAIN.fullmatch(address) else resolve(folder, address)


def canonical(url: str) -> str:
    """*url* in the one form that ids may have: ASCII, lower-case host, no default port, no needless escapes
    (RFC 3986 §6.2.2; RFC 4287 §4.2.6.1). Raises BadAddressError.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        url.encode()
    except ValueError as why:
        raise BadAddressError(str(why)) from None
    if parts.scheme not in DEFAULT_PORTS:
        raise BadAddressError("the address must begin with https:// or http://")
    if not host:
        raise BadAddressError("the address names no host")
    netloc = _host(host) + (f":{port}" if port and port != DEFAULT_PORTS[parts.scheme] else "")
    if "@" in parts.netloc:
        netloc = f"{quote(parts.netloc.rpartition('@')[0], safe=':%')}@{netloc}"
    path = _escape(parts.path, KEPT) or "/"
    if "/." in path:
        path = _without_dots(path)
    return urlunsplit(
        (parts.scheme, netloc, path, _escape(parts.query, KEPT + "?"), _escape(parts.fragment, KEPT + "?"))
    )


def _without_dots(path: str) -> str:
    """RFC 3986 §5.2.4; urllib does it in relative references only, and drops empty parts there."""
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del kept[max(1, len(kept) - 1) :]
        elif part != ".":
            kept.append(part)
    return "/".join([*kept, ""] if path.endswith(("/.", "/..")) else kept)


def _host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        if not re.fullmatch(r"[a-z0-9._-]+", host):
            raise BadAddressError(f"{host} is no name of a host")
        return host
    import idna

    try:
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError as why:
        raise BadAddressError(f"{host} is no name of a host: {why}") from None


def _escape(part: str, safe: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9._~/:@!$&'()*+,;=?-]*", part):
        return part
    part = NEEDLESS.sub(lambda found: chr(int(found[1], 16)), ESCAPED.sub("%25", part))
    part = re.sub(r"%[0-9A-Fa-f]{2}", lambda found: found[0].upper(), part)
    return quote(part, safe=safe)


def of_path(path: str) -> str:
    """A path of the disk ("/" between folders) as a path of an address. Its letters are composed (NFC), so that a
    clone on another system has the same address.
    """
    return quote(unicodedata.normalize("NFC", path), safe="/!$&'()*+,;=@~")


def iri(text: str) -> str:
    """*text* with what no IRI can hold escaped; letters of any script stay (RFC 3987 §2.2)."""
    return NO_IRI.sub(lambda found: quote(found[0], safe=""), text)


def as_typed(address: str) -> str:
    """A canonical *address* with its letters as people write them; as it is where that would be no IRI, or another
    address.
    """
    if "%" not in address:
        return address
    typed = unquote(address)
    return typed if iri(typed) == typed and canonical(typed) == address else address


def is_safe_path(path: str) -> bool:
    """Whether *path* stays inside the folder that it is relative to, on every system."""
    return bool(path) and not re.search(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\0", path)
