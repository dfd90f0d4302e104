"""What generators let their authors write beside Markdown, made Markdown before it is rendered: one pass a dialect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a body may ask of its surroundings."""

    site: str  # where the site lives, absolute, ends with "/"
    link: str  # the post's own address
    page: Mapping[str, object]  # its metadata
    link_to: Callable[[str], str | None]  # the address of what a reference names; None: nobody knows
    warn: Callable[[str, int], None]  # an unknown construction, as it is shown, and its line in the text


PASSES: Final[Mapping[str, Callable[[str, Around], str]]] = {}


def expand(text: str, passes: Sequence[str], around: Around) -> str:
    """*text* with what the dialects of *passes* add to Markdown made plain, in their order."""
    for name in passes:
        text = PASSES[name](text, around) if name in PASSES else text
    return text
