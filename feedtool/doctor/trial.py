"""A subscription for a minute: whether a hub sends a topic, how soon, and whether that is right (WebSub §5 to §7)."""

from __future__ import annotations

import hmac
import socket
import time
from secrets import token_hex
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlencode, urlsplit

from feedtool import parse, weblinks
from feedtool.doctor.callback import Callback, next_of
from feedtool.doctor.checks import ERROR, FINE, WARNING, Finding
from feedtool.errors import FetchError, printable
from feedtool.fetch.body import body_of
from feedtool.fetch.hosts import is_private, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedtool.doctor.callback import Push
    from feedtool.fetch import Fetcher

LEASE_S: Final = 300
SETTLE_S: Final = 0.5  # after a hub was answered: it has still to write down that it was
VERIFY_S: Final = 30.0  # in which hubs ask back
LEAVE_S: Final = 5.0
DEADLINE_S: Final = 30.0
ANSWER: Final = 65_536  # bytes of a hub's answer that are read
SHOWN: Final = 200  # characters of it
ACCEPTED: Final = 202  # WebSub §5.1.1
METHODS: Final = ("sha1", "sha256", "sha384", "sha512")  # WebSub §7.1
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded", "Accept-Encoding": "identity"}
PATIENCE: Final = (
    "hubs that send only what is new stay silent: publish an edit while this waits (--wait 10m). Else the hub could "
    "not reach the callback, or got an old copy of the topic"
)
OPERATOR: Final = "tell those who run the hub"


class Trial(NamedTuple):
    """How to subscribe."""

    callback: str = ""  # where hubs reach this machine, if not under its own address
    listen: tuple[str, int] = ("", 0)  # the address and port that answers; "" is the one that leads to the hub
    wait_s: float = 60.0  # for the push


class Answered(NamedTuple):
    """What a hub said."""

    status: int
    text: str  # on one line, shortened


def run(fetcher: Fetcher, topic: str, hub: str, trial: Trial) -> Iterator[tuple[str, Finding]]:
    """What becomes of a subscription to *topic* at *hub*, step by step: the name of each check, and what it found."""
    try:
        ours, hubs_own = ("", "") if trial.callback or trial.listen[0] else _way_to(hub)
        server = Callback(trial.listen[0] or ours, trial.listen[1], trial.callback)
    except OSError as why:
        yield "callback", Finding(
            ERROR, f"nothing can answer here: {why.strerror or why}", "a free port that the hub can reach",
            "name another port with --listen",
        )  # fmt: skip
        return
    if ours and is_private(ours) and not is_private(hubs_own):
        yield "callback", Finding(
            WARNING, f"the hub is asked to call {ours}, a private address", "an address that the hub can reach",
            "give the public address of this machine, or that of a tunnel to it: --callback URL --listen PORT",
        )  # fmt: skip
    with server:
        try:
            yield from _steps(fetcher, topic, hub, server, trial.wait_s)
        except FetchError as why:
            yield "hub", Finding(ERROR, f"{why.where}: {why.why}", "an answer", why.remedy, why.is_temporary)


def _steps(fetcher: Fetcher, topic: str, hub: str, server: Callback, wait_s: float) -> Iterator[tuple[str, Finding]]:
    secret = token_hex(16)
    wish = {"hub.topic": topic, "hub.callback": server.url}
    server.expected = ("subscribe", topic)
    said = _post(
        fetcher, hub, {"hub.mode": "subscribe", **wish, "hub.secret": secret, "hub.lease_seconds": str(LEASE_S)}
    )
    yield "subscribe", _taken(said, hub)
    if not _is_good(said):
        return
    confirmed = _confirmed(server, VERIFY_S)
    yield "verify", confirmed
    if confirmed.severity == ERROR:
        return
    time.sleep(SETTLE_S)
    try:
        started = time.monotonic()
        said = _post(fetcher, hub, {"hub.mode": "publish", "hub.url": topic, "hub.topic": topic})
        yield "publish", _published(said, hub)
        push = next_of(server.pushes, wait_s) if _is_good(said) else None
        if push is not None:
            yield "push", Finding(FINE, f"it came after {push.at - started:.1f} s")
            yield "signature", signed(push, secret)
            yield "content", _content(fetcher, topic, push)
            yield from (("links", one) for one in links(push, topic, hub))
        elif _is_good(said):
            yield "push", Finding(ERROR, f"nothing came within {wait_s:g} s", "the new document", PATIENCE)
    finally:
        server.expected = ("unsubscribe", topic)
        while next_of(server.intents, 0):
            pass
        left = _left(fetcher, hub, wish, server)
    yield "unsubscribe", left


def _way_to(hub: str) -> tuple[str, str]:
    """This machine's address on the way to *hub*, and the hub's. Raises OSError. Nothing is sent."""
    parts = urlsplit(hub)
    family, kind, _, _, there = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_DGRAM)[0]
    with socket.socket(family, kind) as probe:
        probe.connect(there)
        return _number(probe.getsockname()[0]), _number(there[0])


def _number(address: object) -> str:
    """An address without the name of the interface that it is on."""
    return str(address).partition("%")[0]


def _post(fetcher: Fetcher, hub: str, form: dict[str, str]) -> Answered:
    with fetcher.open("POST", hub, headers=FORM, data=urlencode(form).encode(), deadline_s=DEADLINE_S) as response:
        text = body_of(response, ANSWER).decode(errors="replace")
        return Answered(response.status_code, printable(" ".join(text.split()))[:SHOWN])


def _is_good(said: Answered) -> bool:
    return 200 <= said.status < 300  # noqa: PLR2004 - RFC 9110 §15.3


def _taken(said: Answered, hub: str) -> Finding:
    shown_as = f"{shown(hub)} says {said.status} {said.text}".rstrip()
    if said.status == ACCEPTED:
        return Finding(FINE, shown_as)
    return Finding(
        WARNING if _is_good(said) else ERROR, shown_as, f"{ACCEPTED} (WebSub §5.1.1)", OPERATOR,
        is_temporary=said.status >= 500 or said.status == 429,  # noqa: PLR2004 - RFC 9110 §15.6, RFC 6585 §4
    )  # fmt: skip


def _confirmed(server: Callback, wait_s: float) -> Finding:
    """The question that a hub asks back."""
    until = time.monotonic() + wait_s
    while intent := next_of(server.intents, max(0.0, until - time.monotonic())):
        if intent[:2] == server.expected:
            return Finding(FINE, "the hub asked whether it is wanted")
        if intent.mode == "denied":
            reason = printable(intent.reason)[:SHOWN] or "no reason given"
            return Finding(ERROR, f"denied: {reason}", "a subscription", OPERATOR)
        return Finding(
            ERROR, f"the hub asked about {intent.mode[:SHOWN]!r} of {shown(intent.topic)[:SHOWN]}",
            f"{server.expected[0]!r} of {shown(server.expected[1])}, letter by letter", OPERATOR,
        )  # fmt: skip
    return Finding(
        ERROR, f"the hub did not ask back within {wait_s:g} s", "a GET of the callback",
        "give an address that the hub can reach: --callback URL --listen PORT",
    )  # fmt: skip


def _published(said: Answered, hub: str) -> Finding:
    if _is_good(said):
        return Finding(FINE, f"{shown(hub)} says {said.status} {said.text}".rstrip())
    return Finding(
        ERROR, f"{shown(hub)} says {said.status} {said.text}".rstrip(), "2xx",
        "look whether the hub takes hub.mode=publish from everybody",
        is_temporary=said.status >= 500 or said.status == 429,  # noqa: PLR2004 - RFC 9110 §15.6, RFC 6585 §4
    )  # fmt: skip


def _left(fetcher: Fetcher, hub: str, wish: dict[str, str], server: Callback) -> Finding:
    """Whether nothing is left behind."""
    remedy = f"wait: the subscription ends by itself after {LEASE_S} s"
    try:
        said = _post(fetcher, hub, {"hub.mode": "unsubscribe", **wish})
    except FetchError as why:
        return Finding(WARNING, f"{why.where}: {why.why}", "an answer", remedy)
    if _is_good(said) and (confirmed := _confirmed(server, LEAVE_S)).severity == FINE:
        return confirmed
    return Finding(WARNING, f"{shown(hub)} says {said.status}, and did not ask back", "a GET of the callback", remedy)


def signed(push: Push, secret: str) -> Finding:
    """Whether the `X-Hub-Signature` of *push* is right (WebSub §7.1)."""
    method, _, digest = push.headers.get("X-Hub-Signature", "").strip().partition("=")
    expected = "the digest of the body with the secret (WebSub §7.1)"
    if not method:
        return Finding(ERROR, "no X-Hub-Signature, though there is a secret", expected, OPERATOR)
    if method not in METHODS:
        return Finding(ERROR, f"a signature of the kind {printable(method)[:20]}", " or ".join(METHODS), OPERATOR)
    right = hmac.new(secret.encode(), push.body, method).hexdigest()
    if hmac.compare_digest(right.encode(), digest.strip().lower().encode()):
        return Finding(FINE, f"{method}, right")
    return Finding(ERROR, f"{method}, wrong", expected, f"{OPERATOR}: subscribers throw away what it sends")


def _content(fetcher: Fetcher, topic: str, push: Push) -> Finding:
    """Hubs send the document, or of a feed the new entries alone (WebSub §7)."""
    served = fetcher.get(topic)
    if push.body == served.data:
        return Finding(FINE, f"the bytes that the topic has now, {len(push.body):,} of them")
    expected = "what the topic serves, or entries of it"
    remedy = "look whether the topic changed meanwhile, or whether the hub gets an old copy of it"
    try:
        sent, own = (parse.read(data, url=topic) for data in (push.body, served.data))
    except parse.ParseError:
        return Finding(ERROR, f"{len(push.body):,} other bytes than those of the topic", expected, remedy)
    ids, known = ({(one.id, one.content, one.updated) for one in document.entries} for document in (sent, own))
    if ids and ids <= known:
        return Finding(FINE, f"{len(ids)} of the {len(known)} entries of the topic")
    return Finding(
        ERROR, f"{len(ids - known)} entries that the topic does not have so, of {len(ids)}", expected, remedy
    )


def links(push: Push, topic: str, hub: str) -> Iterator[Finding]:
    """What else a hub has to say with what it sends (WebSub §7)."""
    given = [
        (rel, link.target) for link in weblinks.read(", ".join(push.headers.get_all("Link", []))) for rel in link.rels
    ]
    missing = [f"{rel} {shown(url)}" for rel, url in (("self", topic), ("hub", hub)) if (rel, url) not in given]
    if missing:
        yield Finding(
            WARNING, f"no Link header with {', '.join(missing)}", "both, with what is sent (WebSub §7)", OPERATOR
        )
    else:
        yield Finding(FINE, "hub and self are named with it")
