"""Which notifier a name means."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final, cast

from feedtool.pinger import RSSCLOUD, WEBSUB, rsscloud, websub

if TYPE_CHECKING:
    from feedtool.pinger import Notifier

# A module with the names of Notifier is one; mypy does not compare the two.
BUILT_IN: Final = {WEBSUB: cast("Notifier", websub), RSSCLOUD: cast("Notifier", rsscloud)}


def notifier_of(name: str) -> Notifier | None:
    """The one that is called *name*, or None; the installed packages are asked only for one that is not ours."""
    if name in BUILT_IN:
        return BUILT_IN[name]
    for entry_point in entry_points(group="feedtool.notifiers"):
        if entry_point.name == name:
            return cast("Notifier", entry_point.load())
    return None


def why_not(topic: str) -> str:
    """Why no hub can be told of *topic*; "" where they can."""
    if "#" in topic:
        return "the topic has a fragment (#…), and no hub delivers such: name the feed without it"
    if not topic.isprintable() or " " in topic:
        return "there are characters in the topic that no address may have"
    if not topic.lower().startswith(("https://", "http://")):
        return "the topic is no address of the web"
    return ""
