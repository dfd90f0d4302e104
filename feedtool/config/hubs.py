"""`[websub]` and `[[hubs]]` to who is told of changes, and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from feedtool import urls
from feedtool.errors import did_you_mean, quoted
from feedtool.pinger import RSSCLOUD, WEBSUB, Limit, Profile
from feedtool.pinger.hubs import profile_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """Somebody who is told of changes."""

    url: str  # absolute
    notifier: str = WEBSUB
    profile: Profile = field(default_factory=Profile)
    register: str = ""  # absolute: where readers of an rssCloud server register


def slips(tables: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[int, str, str, str, str]]:
    """What is wrong with hubs beside each other, and with who tells them: the number of the table, the key, what was
    found, what was expected, and what to do.
    """
    taken: set[tuple[object, object]] = set()
    for index, table in enumerate(tables["hubs"]):
        notifier, formats = table["notifier"], tables["output"][0]["formats"]
        for key, is_wrong, expected, remedy in (
            ("notifier", not _is_installed(notifier), "a notifier that is installed",
             did_you_mean(notifier, [WEBSUB, RSSCLOUD]) or "install the package that brings it"),
            ("url", (notifier, table["url"]) in taken, "each hub once", "take one of them out"),
            ("notifier", notifier == RSSCLOUD and any(name == RSSCLOUD for name, _ in taken),
             "one server of rssCloud, as RSS has room for one", "take one of them out"),
            ("notifier", notifier == RSSCLOUD and "rss" not in formats,
             "rss among the formats, as no other can name such a server", "take it out, or add rss"),
        ):  # fmt: skip
            if is_wrong:
                yield index, key, quoted(table[key]), expected, remedy
                break
        taken.add((notifier, table["url"]))


def _is_installed(notifier: str) -> bool:
    if notifier in {WEBSUB, RSSCLOUD}:
        return True
    from feedtool.pinger.notifiers import notifier_of

    return notifier_of(notifier) is not None


def hubs(tables: Mapping[str, list[dict[str, Any]]]) -> tuple[Hub, ...]:
    """Those of [websub] in their order, then the others; what [[hubs]] says of one counts wherever it is named."""
    said = {(table["notifier"], table["url"]): _hub(table) for table in tables["hubs"]}
    short = {(WEBSUB, url): said.get((WEBSUB, url), Hub(url=url)) for url in tables["websub"][0]["hubs"]}
    return tuple({**short, **said}.values())


def _hub(table: Mapping[str, Any]) -> Hub:
    url, limit = table["url"], None
    if table["rate"] is not None or table["burst"] is not None:
        given = {key: table[key] for key in ("rate", "burst") if table[key] is not None}
        limit = (profile_of(url, {}).limit or Limit())._replace(**given)
    register = urls.canonical(urls.resolve(url, table["register"])) if table["notifier"] == RSSCLOUD else ""
    return Hub(url=url, notifier=table["notifier"], profile=Profile(limit, table["fields"]), register=register)
