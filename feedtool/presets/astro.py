"""Astro's blog starter, and sites like it. What each rule rests on: tests/cases/generators/astro/NOTES.md."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from feedtool.javascript import Script
from feedtool.presets import Preset
from feedtool.presets.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.presets import Place
    from feedtool.raw import Beside, Raw

SCHEMAS: Final = tuple(
    f"src/{name}.{suffix}" for name in ("content.config", "content/config") for suffix in ("ts", "mts", "js", "mjs")
)
CONFIGS: Final = tuple(f"astro.config.{suffix}" for suffix in ("mjs", "js", "ts", "mts", "cjs"))
# Plugins that know :::note.
BOXES: Final = re.compile(r"starlight|remark-?(?:directive|admonition|aside|callout)", re.IGNORECASE)
PEOPLE: Final = tuple(f"src/{folder}/authors.{suffix}" for folder in ("data", "content") for suffix in ("json", "yaml"))


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* with the people that keys stand for; a draft is one only where the site's schema knows of drafts."""
    metadata = dict(raw.metadata)
    if not re.search(r"\bdraft\b|\bdocsSchema\b", _texts(beside, SCHEMAS)):
        metadata.pop("draft", None)
    for key in ("author", "authors"):
        if metadata.get(key):
            metadata[key] = _people(metadata[key], beside)
    passes = (
        *(("admonitions",) if BOXES.search(_texts(beside, CONFIGS)) else ()),
        *(("mdx",) if path.lower().endswith(".mdx") else ()),
    )
    return replace(raw, metadata=metadata, passes=passes)


def _texts(beside: Beside, names: tuple[str, ...]) -> str:
    """What the files of these *names* hold that lie at or above the posts."""

    def read() -> str:
        texts = (beside.text(os.path.join(folder, name)) for folder in beside.above("x") for name in names)
        return "".join(text for text in texts if text)

    texts: str = beside.once(f"texts {names[0]}", read)
    return texts


def _people(said: object, beside: Beside) -> list[Any]:
    def read() -> dict[str, Any]:
        known = _of_plugin(_texts(beside, CONFIGS))
        for folder in beside.above("x"):
            for name in PEOPLE:
                found = beside.data(os.path.join(folder, name))
                rows = [{"id": key, **row} for key, row in found.items() if isinstance(row, dict)] if isinstance(
                    found, dict
                ) else found or []  # fmt: skip
                known |= {str(row["id"]): row for row in rows if isinstance(row, dict) and row.get("id")}
        return known

    known: Mapping[str, Any] = beside.once("people", read)
    keys = said if isinstance(said, list) else [said]
    return [known.get(key, key) if isinstance(key, str) else key for key in keys]


def _of_plugin(config: str) -> dict[str, Any]:
    """The authors in the options of starlight-blog."""
    if "starlightBlog" not in config:
        return {}
    try:
        options: Any = next((one[0] for one in Script(config).calls("starlightBlog") if one), {})
    except ValueError:  # what cannot be read says nothing
        return {}
    return dict(table_of(options, "authors")) if isinstance(options, dict) else {}


def slug(text: str) -> str:
    """A part of a path as github-slugger writes it: small letters, dashes for blanks, no other marks."""
    kept = (one for one in text.lower() if one in " -_" or unicodedata.category(one)[0] in "LMN")
    return "".join(kept).replace(" ", "-")


def _id(place: Place) -> str:
    """A post's id: its slug, raw, else its path."""
    if said := place.metadata.get("slug"):
        return str(said)
    path = re.sub(r"\.\w+$", "", place.path)
    return re.sub(r"(?:^|/)index$", "", "/".join(map(slug, path.split("/"))))


def _path_id(place: Place) -> str:
    """The folders of the path, but those with an underscore, and the last part of the id: AstroPaper's addresses."""
    folders = [slug(part) for part in place.path.split("/")[:-1] if not part.startswith("_")]
    return "/".join([*folders, _id(place).rpartition("/")[2]])


PRESET: Final = Preset(
    name="astro",
    outputs=("dist",),
    suffixes=(".md", ".mdx", ".markdown"),
    keys={
        "published": ("pubDate", "pubDatetime", "publishDate", "published", "date"),
        "updated": ("updatedDate", "modDatetime", "updated", "lastmod"),
        "image": ("heroImage", "ogImage", "image", "cover"),
        "link": (),
        "id": (),
    },
    prepare=prepare,
    zone=UTC,
    order="mdy",
    date_in_path=lambda *_: None,
    url="/blog/{id}/",
    slug=lambda word, _, __: slug(word),
    words={"id": _id, "path_id": _path_id},
    title_from_heading=False,
    body="text/x-smart-markdown",
    passes=("mdx",),
)
