"""rssCloud, by its REST interface: the answer says whether the ping succeeded, and its status does not."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from feedtool.pinger import ACCEPTED, REFUSED, RETRY, Request, Verdict
from feedtool.pinger.verdicts import FINE, of_status, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from feedtool.fetch.post import Reply
    from feedtool.pinger import Profile

FORM: Final = "application/x-www-form-urlencoded"
# <result success="true" msg="…"/>; two attributes of one element need no parser.
SUCCESS: Final = re.compile(r"""<\w+\s[^<>]*?\bsuccess\s*=\s*["'](\w+)["']""", re.IGNORECASE)
MESSAGE: Final = re.compile(r"""\bmsg\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""", re.IGNORECASE)


def plan(topics: Mapping[str, str]) -> Iterable[str]:
    """Its `<cloud>` is an element of RSS; no other format has one."""
    return (topics[format_] for format_ in ("rss",) if format_ in topics)


def request(hub: str, topic: str, _: Profile) -> Request:
    """The form; JSON is asked for, as a server was seen that refuses XML after it did what it was asked."""
    return Request(hub, urlencode({"url": topic}).encode(), {"Content-Type": FORM, "Accept": "application/json"})


def judge(reply: Reply) -> Verdict:
    """By its `success`. Where that is false, the server could not read the feed, which it may be able to later."""
    text = text_of(reply)
    success, message = _from_json(text) or _from_xml(text) or (None, "")
    if success is None:
        if reply.status in FINE:
            return Verdict(REFUSED, f"{reply.status}, but nothing that says success: it is no rssCloud server")
        return Verdict(of_status(reply.status))
    if success:
        return Verdict(ACCEPTED, message)
    state = RETRY if reply.status in FINE else of_status(reply.status)
    return Verdict(state, f"no success: {message or 'it does not say why'}")


def _from_json(text: str) -> tuple[bool, str] | None:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not isinstance(told.get("success"), bool):
        return None
    return told["success"], str(told.get("msg") or "")


def _from_xml(text: str) -> tuple[bool, str] | None:
    found = SUCCESS.search(text)
    if found is None:
        return None
    message = MESSAGE.search(text)
    return found[1].lower() == "true", "" if message is None else message[1] or message[2] or ""
