"""Lektor. What each rule rests on: tests/cases/generators/lektor/NOTES.md."""

from __future__ import annotations

import os
import re
from configparser import ConfigParser, Error
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets import Preset
from feedtool.presets.slugs import transliterated
from feedtool.raw import NoPost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.presets import Place
    from feedtool.raw import Beside, Raw

FILE: Final = "contents.lr"
KEY: Final = "lektor"  # of what prepare found out about a record's address
DATES: Final = ("datetime", "date")
TEXTS: Final = ("markdown", "html", "text")
LABEL: Final = re.compile(r"\{\{\s*this\.(\w+)\s*\}\}")


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* with its title, date and body from the fields that its model has for them. Raises NoPost, SourceError."""
    folder = path.rpartition("/")[0]
    parent, _, name = folder.rpartition("/")
    model = _model(raw.metadata, parent, beside)
    fields = {key.removeprefix("fields."): dict(model[key]) for key in model.sections() if key.startswith("fields.")}
    if not folder or not any(row.get("type") in DATES for row in fields.values()):
        raise NoPost("a record whose model has no date")
    metadata: dict[str, Any] = dict(raw.metadata)
    label = LABEL.fullmatch(model.get("model", "label", fallback="").strip())
    titles = (label[1] if label else "title", "title")
    metadata["title"] = next((str(metadata[key]) for key in titles if metadata.get(key)), None)
    dated = (key for kind in DATES for key, row in fields.items() if row.get("type") == kind)
    metadata["date"] = next((metadata[key] for key in dated if metadata.get(key)), None)
    above = beside.head(os.path.join(beside.folder, parent, FILE), "lektor") if parent else {}
    metadata["author"] = metadata.get("author") or above.get("author")  # lektor-atom takes that of the blog
    if str(metadata.get("_hidden")).lower() in YES or str(metadata.get("_discoverable")).lower() in NO:
        metadata["draft"] = True
    said = str(metadata.get("_slug") or "").strip().strip("/")
    metadata[KEY] = f"{parent}/{slug(said) if said else name}".strip("/")
    body = next((key for kind in TEXTS for key, row in fields.items() if row.get("type") == kind), "body")
    return replace(raw, metadata=metadata, body=str(metadata.get(body) or ""), first=raw.lines.get(body, 1) + 2)


YES: Final = frozenset({"yes", "true", "1"})
NO: Final = frozenset({"no", "false", "0"})


def _model(metadata: Mapping[str, object], parent: str, beside: Beside) -> ConfigParser:
    """The model that a record names, else the one that its parent's has for children, else the one of its name."""
    models: dict[str, ConfigParser] = beside.once("models", lambda: _models(beside))
    above = beside.head(os.path.join(beside.folder, parent, FILE), "lektor") if parent else {}
    own = str(metadata.get("_model") or "")
    for_children = models.get(str(above.get("_model") or parent.rpartition("/")[2]))
    children = for_children.get("children", "model", fallback="") if for_children else ""
    return models.get(own or children or "page") or ConfigParser()


def _models(beside: Beside) -> dict[str, ConfigParser]:
    folder = os.path.join(os.path.dirname(beside.folder), "models")
    beside.folders.add(folder)
    found: dict[str, ConfigParser] = {}
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        model = ConfigParser(interpolation=None, strict=False)
        try:
            model.read_string(beside.text(os.path.join(folder, name)) or "")
        except Error:  # Lektor stops at it; its records are no posts then
            continue
        found[name.removesuffix(".ini")] = model
    return found


def slug(text: str) -> str:
    """A slug as Lektor writes it: ASCII in small letters, folders kept."""
    parts = (re.sub(r"[^a-z0-9.]+", "-", transliterated(part).lower()).strip("-") for part in text.split("/"))
    return "/".join(filter(None, parts))


def _path(place: Place) -> str:
    """The record's path; one with a dot at its end is a file."""
    path = str(place.metadata.get(KEY, ""))
    return path if "." in path.rpartition("/")[2] else f"{path}/"


PRESET: Final = Preset(
    name="lektor",
    suffixes=(FILE,),
    head="lektor",
    keys={
        "published": ("date",), "updated": (), "id": (), "link": (), "slug": (),
        "summary": ("summary", "description", "teaser"),
    },
    prepare=prepare,
    zone=UTC,
    date_in_path=lambda *_: None,
    must_have_date=False,
    url="/{path}",
    words={"path": _path},
    title_from_heading=False,
    title_of_path=lambda path: path.split("/")[-2].replace("-", " ").title() if "/" in path else "",
)  # fmt: skip
