"""What generators let their authors write beside Markdown, made Markdown before it is rendered: one pass a dialect."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, replace
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
    title_of: Callable[[str], str] = lambda _: ""  # the title of the post at an address; "" where there is none
    warn: Callable[[str, int], None]  # an unknown construction, as it is shown, and its line in the text


NAMES: Final = (
    "admonitions", "docusaurus", "eleventy", "hugo", "kramdown", "lektor", "liquid", "mdx", "mkdocs", "myst",
    "nikola", "nikola_rst", "nunjucks", "obsidian", "pelican", "pelican_liquid", "pelican_rst", "quarto", "sphinx",
    "zola",
)  # fmt: skip


def pass_of(name: str) -> Callable[[str, Around], str]:
    """The pass of a dialect: a function of a text and its surroundings. A site needs few of them."""
    found: Callable[[str, Around], str] = importlib.import_module(f"feedtool.dialects.{name}").expand
    return found


def expand(text: str, passes: Sequence[str], around: Around) -> str:
    """*text* with what the dialects of *passes* add to Markdown made plain, in their order. What is unknown is
    told of once, where it stands first.
    """
    told: set[str] = set()

    def warn(name: str, line: int) -> None:
        if name not in told:
            told.add(name)
            around.warn(name, line)

    once = replace(around, warn=warn)
    for name in passes:
        text = pass_of(name)(text, once)
    return text
