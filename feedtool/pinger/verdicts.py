"""What answers mean to every notifier, and how they are told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.errors import printable
from feedtool.fetch.hosts import SECRETS
from feedtool.pinger import ACCEPTED, REFUSED, RETRY, Verdict

if TYPE_CHECKING:
    from feedtool.fetch.post import Reply

LATER: Final = (408, 425, 429)  # and all of 500 and above
FINE: Final = range(200, 300)
SERVERS_OWN: Final = 500
LENGTH: Final = 200  # characters that are told
LEGIBLE: Final = ("text/plain", "application/json", "")
CREDENTIALS: Final = re.compile(r"(//)[^/?#\s]*@")


def of_status(status: int) -> str:
    """What a status means where the body says nothing else (RFC 9110 §15)."""
    if status in FINE:
        return ACCEPTED
    return RETRY if status in LATER or status >= SERVERS_OWN else REFUSED


def text_of(reply: Reply) -> str:
    """The body as text, whatever it is."""
    return reply.data.decode("utf-8", "replace")


def detail(reply: Reply, verdict: Verdict) -> str:
    """*reply* in one line: what its *verdict* tells of it, or its status and what it says."""
    if verdict.detail:
        return said(verdict.detail)
    words = text_of(reply)[: 2 * LENGTH] if reply.type in LEGIBLE else ""
    return said(f"{reply.status} {reply.reason}".strip() + (f": {words}" if words.strip() else ""))


def said(text: str) -> str:
    """*text* as it may be shown and kept: one line, not long, without passwords and keys."""
    text = " ".join(text[: 4 * LENGTH].split())
    text = printable(SECRETS.sub(r"\1…", CREDENTIALS.sub(r"\1…@", text)))
    return text if len(text) <= LENGTH else text[: LENGTH - 1] + "…"
