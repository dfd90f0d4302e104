"""Gatsby's blog starter. Everything else about a Gatsby site is its own code: what each rule rests on is in
tests/cases/generators/gatsby/NOTES.md.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Final

from feedtool.presets import Preset, typed

if TYPE_CHECKING:
    from feedtool.raw import Beside, Raw

CODE: Final = tuple(f"gatsby-{name}.{suffix}" for name in ("config", "node") for suffix in ("js", "ts", "mjs"))


def prepare(raw: Raw, _: str, beside: Beside) -> Raw:
    """*raw*; a draft is one only where the site's code knows of drafts."""

    def read() -> str:
        texts = (beside.text(os.path.join(folder, name)) for folder in beside.above("x") for name in CODE)
        return "".join(text for text in texts if text)

    code: str = beside.once("code", read)
    if "draft" in code or not code:
        return raw
    return replace(raw, metadata={key: value for key, value in raw.metadata.items() if key != "draft"})


PRESET: Final = Preset(
    name="gatsby",
    outputs=("public",),
    suffixes=(".md", ".markdown", ".mdx"),
    keys={"link": (), "id": (), "slug": ()},
    prepare=prepare,
    zone=UTC,
    order="mdy",
    date_in_path=lambda *_: None,
    must_have_date=False,
    id=typed,
    title_from_heading=False,
    title_of_path=lambda _: "",
    passes=(),
)
