"""What stands in a tag behind its name: words, words in quotes, and words with a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST: Final = 10_000  # characters; whatever is longer is no list of arguments
ARGUMENT: Final = re.compile(
    r"(?:(?P<name>[\w.:@-]{1,100})\s*+=\s*+)?"
    r"(?:\"(?P<double>(?:[^\"\\]|\\.)*+)\"|'(?P<single>(?:[^'\\]|\\.)*+)'|`(?P<raw>[^`]*+)`|(?P<bare>[^\s,\"'`=]++))",
    re.DOTALL,
)
ESCAPED: Final = re.compile(r"\\([\"'\\])")


class Arguments(NamedTuple):
    """The arguments of one tag."""

    positional: tuple[str, ...]
    named: Mapping[str, str]  # names in lower case

    def get(self, *names: str | int) -> str:
        """The first of *names*, or of the positions among them, that says something."""
        for name in names:
            if isinstance(name, str):
                value = self.named.get(name, "")
            else:
                value = self.positional[name] if name < len(self.positional) else ""
            if value:
                return value
        return ""


def read(text: str) -> Arguments:
    """The arguments written in *text*, with blanks or commas between them."""
    positional: list[str] = []
    named: dict[str, str] = {}
    for found in ARGUMENT.finditer(text[:LONGEST]):
        quoted = found["double"] if found["double"] is not None else found["single"]
        value = ESCAPED.sub(r"\1", quoted) if quoted is not None else found["raw"] or found["bare"] or ""
        if found["name"]:
            named.setdefault(found["name"].lower(), value)
        else:
            positional.append(value)
    return Arguments(tuple(positional), named)
