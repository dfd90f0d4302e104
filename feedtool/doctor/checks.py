"""What must hold of a topic so that subscribers hear of it: a table of checks, each of which looks and asks nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from feedtool.discovery import HTML_TYPES
from feedtool.doctor.look import kind_of
from feedtool.errors import FetchError
from feedtool.fetch.hosts import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from feedtool.doctor.look import Look

FINE: Final = "fine"
WARNING: Final = "warning"
ERROR: Final = "error"

STALE_S: Final = 300  # seconds; longer than hubs wait before they fetch
LARGE: Final = 512_000  # bytes; some readers cut off or leave alone what is longer
XML: Final = ("application/xml", "text/xml")
TYPES: Final = {
    "rss": ("application/rss+xml", *XML),
    "atom": ("application/atom+xml", *XML),
    "json": ("application/feed+json", "application/json"),
    "html": HTML_TYPES,
}
LIFETIME: Final = re.compile(r'(?:^|[\s,])(s-maxage|max-age)\s*=\s*"?(\d{1,10})', re.IGNORECASE)
UNCACHED: Final = re.compile(r"(?:^|[\s,])(?:no-store|no-cache|private)(?:[\s,=]|$)", re.IGNORECASE)
HEADERS: Final = "have the server send them in a Link header: docs/reference/hubs.md has the lines for several servers"
PUBLISH: Final = "build, and publish all of the feeds"


class Finding(NamedTuple):
    """What one check found."""

    severity: Literal["fine", "warning", "error"]
    found: str
    expected: str = ""
    remedy: str = ""
    is_temporary: bool = False  # of an error: it may be gone when one looks again


def _listed(addresses: Iterable[str]) -> str:
    return ", ".join(map(shown, addresses)) or "none"


def hub(seen: Look) -> Iterator[Finding]:
    """WebSub §4: at least one hub."""
    if seen.found.hubs:
        yield Finding(FINE, f"{_listed(seen.found.hubs)} (in the {seen.found.where})")
    else:
        yield Finding(
            ERROR, "no hub is named", "a link with rel=hub, in a Link header or in the document",
            f"write hubs = [...] under [websub] in the configuration, {PUBLISH}",
        )  # fmt: skip


def one_self(seen: Look) -> Iterator[Finding]:
    """WebSub §4: exactly one self."""
    expected = "exactly one link with rel=self"
    for place, links in (("headers", seen.found.headers), ("document", seen.found.document)):
        if len(links.self) > 1:
            yield Finding(ERROR, f"several in the {place}: {_listed(links.self)}", expected, "take all but one away")
    if not seen.found.self:
        yield Finding(ERROR, "none", expected, f"{PUBLISH}, or {HEADERS}")
    elif len(seen.found.self) == 1:
        yield Finding(FINE, shown(seen.found.self[0]))


def address(seen: Look) -> Iterator[Finding]:
    """The self is the address at which the document is: hubs compare letter by letter."""
    for one in seen.found.self:
        plain = one.partition("#")[0]
        if plain == seen.here:
            yield Finding(FINE, "self is the address that was fetched")
        elif seen.is_moved and plain == seen.topic.partition("#")[0]:
            yield Finding(
                WARNING, f"self is {shown(one)}, which leads on to {shown(seen.here)}",
                "the address at which it is in the end", "write that one as the address of the site, and publish",
            )  # fmt: skip
        else:
            yield Finding(
                ERROR, f"self is {shown(one)}, and {shown(seen.here)} was fetched", "the same, letter by letter",
                "correct the address of the site in the configuration, or ask for the one that self says",
            )  # fmt: skip


def fragment(seen: Look) -> Iterator[Finding]:
    """What is fetched has no fragment, so that no hub finds the subscribers of an address with one."""
    for one in (*seen.found.self, *seen.found.hubs):
        if "#" in one:
            yield Finding(ERROR, f"{shown(one)} has a fragment", "an address without #", "take away what begins with #")


def agreement(seen: Look) -> Iterator[Finding]:
    """Subscribers believe the headers, and never see that the document is right."""
    headers, document = seen.found.headers, seen.found.document
    pairs = (("hub", headers.hubs, document.hubs), ("self", headers.self, document.self))
    for name, one, other in pairs:
        if one and other and set(one) != set(other):
            yield Finding(
                ERROR, f"{name} is {_listed(one)} in the headers, and {_listed(other)} in the document",
                "the same in both; subscribers believe the headers", "correct the Link header, or take it away",
            )  # fmt: skip
        elif one and other:
            yield Finding(FINE, f"{name} is the same in headers and document")


def json_headers(seen: Look) -> Iterator[Finding]:
    """WebSub finds nothing in JSON; `hubs` is a convention of JSON Feed."""
    if seen.found.format == "json" and seen.found.document.hubs and not seen.found.headers.hubs:
        yield Finding(
            WARNING,
            "the hub is in the document only",
            "a Link header too: WebSub knows nothing of JSON",
            HEADERS,
        )


def configured(seen: Look) -> Iterator[Finding]:
    """The hubs of the configuration are told of changes, and no others."""
    if seen.wanted is None:
        return
    missing = [one for one in seen.wanted if one not in seen.found.hubs]
    others = [one for one in seen.found.hubs if one not in seen.wanted]
    if missing:
        yield Finding(
            ERROR,
            f"not named: {_listed(missing)}",
            "every hub of the configuration",
            f"{PUBLISH}; correct Link headers",
        )
    if others:
        yield Finding(
            ERROR, f"named, and not in the configuration: {_listed(others)}", "no hub that is never told of changes",
            "write it into hubs under [websub], or take it out of the feed and the Link headers",
        )  # fmt: skip
    if seen.wanted and not missing and not others:
        yield Finding(FINE, "the hubs of the configuration")


def media_type(seen: Look) -> Iterator[Finding]:
    """Subscribers choose by it how to look for links."""
    said, format_ = seen.answer.type, seen.found.format
    expected = " or ".join(TYPES.get(format_, ())) or "an RSS, Atom or JSON Feed, or an HTML page"
    if said in TYPES.get(format_, ()):
        yield Finding(FINE, said)
        return
    can_be_found = seen.found.where == "headers" or (format_ in {"rss", "atom"} and "xml" in said)
    yield Finding(
        WARNING if can_be_found else ERROR, f"Content-Type {said or 'none'} of {format_ or 'what is no feed'}",
        expected, "tell the server what the file's name means",
    )  # fmt: skip


def negotiation(seen: Look) -> Iterator[Finding]:
    """WebSub §4.1: what is subscribed to has one representation."""
    expected, remedy = "one document, whoever asks (WebSub §4.1)", "give every format an address of its own"
    own = kind_of(seen.answer, seen.found)
    others = [one for one in seen.others if one.came != own]
    for one in others:
        yield Finding(ERROR, f"Accept: {one.accept} gets {one.came}, others {own}", expected, remedy)
    varies = {word.strip().lower() for word in seen.answer.headers.get("Vary", "").split(",")} & {"accept", "*"}
    if varies and not others:
        yield Finding(WARNING, f"Vary: {varies.pop().capitalize()}", expected, remedy)
    elif not others:
        yield Finding(FINE, "the same whatever is asked for")


def https(seen: Look) -> Iterator[Finding]:
    """By http everybody on the way may read and change what is sent."""
    open_ = [one for one in dict.fromkeys((seen.here, *seen.found.self, *seen.found.hubs)) if _is_open(one)]
    if open_:
        yield Finding(WARNING, f"by http: {_listed(open_)}", "https", "publish it under an address with https")
    else:
        yield Finding(FINE, "https")


def _is_open(url: str) -> bool:
    return not url.lower().startswith("https:")


def reachable(seen: Look) -> Iterator[Finding]:
    """Every hub that is named answers; what it says to a GET is its own matter."""
    for one, said in seen.hubs.items():
        if isinstance(said, FetchError):
            yield Finding(ERROR, f"{said.where}: {said.why}", "a hub that can be asked", said.remedy, said.is_temporary)
        else:
            yield Finding(FINE, f"{shown(one)} answers ({said})")


def freshness(seen: Look) -> Iterator[Finding]:
    """A hub that fetches an old copy sends nothing, or the old copy."""
    expected = f"at most {STALE_S} s, so that a hub that comes at once gets the new document"
    told = seen.answer.headers
    control = told.get("Cache-Control", "")
    lifetimes = {name.lower(): int(seconds) for name, seconds in reversed(LIFETIME.findall(control))}
    lifetime = 0 if UNCACHED.search(control) else lifetimes.get("s-maxage", lifetimes.get("max-age", 0))
    age = int(said) if (said := told.get("Age", "").strip()).isascii() and said.isdigit() else 0
    if lifetime > STALE_S:
        yield Finding(
            WARNING, f"Cache-Control: {control[:80]}; caches may serve an old copy for {lifetime} s", expected,
            "set a shorter max-age for the feeds",
        )  # fmt: skip
    if age > STALE_S:
        yield Finding(
            WARNING,
            f"this copy is {age} s old (Age)",
            expected,
            "have the feeds purged from the cache when you publish",
        )
    if max(lifetime, age) <= STALE_S:
        yield Finding(FINE, f"caches may keep it for {lifetime} s")


def size(seen: Look) -> Iterator[Finding]:
    """Hubs send the whole document, to every subscriber."""
    bytes_ = len(seen.answer.data)
    if bytes_ > LARGE:
        yield Finding(
            WARNING, f"{bytes_ / 1000:,.0f} kB", f"at most {LARGE / 1000:.0f} kB; some readers cut off the rest",
            'set limit or max_bytes in [output], or content = "summary"',
        )  # fmt: skip
    else:
        yield Finding(FINE, f"{bytes_ / 1000:,.1f} kB")


CHECKS: Final[Mapping[str, Callable[[Look], Iterator[Finding]]]] = {
    "hub": hub, "self": one_self, "address": address, "fragment": fragment, "headers": agreement, "json": json_headers,
    "configuration": configured, "type": media_type, "negotiation": negotiation, "https": https,
    "reachable": reachable, "cache": freshness, "size": size,
}  # fmt: skip


def formats(seen: Sequence[Look]) -> Iterator[Finding]:
    """Every format of a feed names the same hubs: a subscriber knows one of them only."""
    if len({frozenset(one.found.hubs) for one in seen}) > 1:
        told = "; ".join(f"{shown(one.topic)}: {_listed(one.found.hubs)}" for one in seen)
        yield Finding(ERROR, told, "the same hubs in every format", f"{PUBLISH}; correct Link headers")
    elif len(seen) > 1:
        yield Finding(FINE, "all formats name the same hubs")
