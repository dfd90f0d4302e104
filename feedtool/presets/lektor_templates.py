"""The short templates of Lektor's models and blocks: what they see, and the door to Jinja, which fills them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from feedtool.raw import MissingPackage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TAG: Final = re.compile(r"\{[{%#]")
UNTOLD: Final = object()  # the value of what a record has in Lektor, and nobody knows here


class BrokenError(Exception):
    """A template that fails in Lektor too: it asks something of a value that is not there."""


class Attachments:
    """The files beside a record: what one is asked for is its address, and all kinds of them are one."""

    @property
    def images(self) -> Attachments:
        return self

    videos = audio = documents = text = images

    def get(self, name: Any) -> Any:
        return name


def filled(template: str, names: Mapping[str, Any], show: Callable[[Any], str] = str) -> str:
    """*template* with what it asks of *names*, each value as *show* prints it.

    Raises Unknown, BrokenError, and MissingPackage where it is more than text and Jinja is not there.
    """
    if not TAG.search(template):
        return template
    try:
        from feedtool.presets import jinja
    except ImportError:
        raise MissingPackage("Jinja2", "feedtool[lektor]") from None
    return jinja.filled(template, names, show)
