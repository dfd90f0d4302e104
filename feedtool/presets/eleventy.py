"""Eleventy 1 to 3. What each rule rests on: tests/cases/generators/eleventy/NOTES.md."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from feedtool import dates, urls
from feedtool.javascript import Code
from feedtool.presets import Place, Preset
from feedtool.presets.eleventy_data import cascade, people_of, settings_of
from feedtool.presets.templates import OWN, Unknown, filled, returned
from feedtool.raw import NoPost, Stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.presets.eleventy_data import Settings
    from feedtool.raw import Beside, Raw

MARKDOWN: Final = (".md", ".markdown")
UTC_RULES: Final = dates.Rules()
# Tags that name a list of pages and say nothing of what is in them.
COLLECTIONS: Final = frozenset({"all", "nav", "post", "posts", "blog", "page", "pages"})
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
IN_SLUG: Final = re.compile(r"\d{4}-\d{2}-\d{2}-(.+)")


# -- metadata --------------------------------------------------------------------------------------------------------


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* with what its layout, its folders and the file beside it say. Raises NoPost."""
    settings = settings_of(beside)
    inside = _inside(path, beside, settings)
    data, rules = cascade(raw.metadata, path, beside, settings)
    if str(data.get("eleventyExcludeFromCollections")).lower() == "true":
        raise NoPost("a page that is in no list (eleventyExcludeFromCollections)")
    if str(data.get("permalink")).lower() == "false":
        raise NoPost("a page that is not written (permalink: false)")
    if settings.zone and isinstance(data.get("date"), str) and not isinstance(data["date"], Stamp):
        with suppress(dates.Refused):
            data["date"] = dates.read(data["date"], dates.Rules(zone=settings.zone)).instant.isoformat()
    if str(data.get("date")).lower() == "git created":  # what undated = "git" gives
        del data["date"]
    data["page"] = page_of(inside, data)
    data[OWN] = settings.filters
    computed = data.pop("eleventyComputed", None)
    for key, value in computed.items() if isinstance(computed, dict) else ():
        rules[key] = "eleventyComputed"
        if key == "permalink":
            data[key] = value
        else:
            with suppress(ValueError):  # what only a run would tell; the post's own value stays
                data[key] = returned(value, data) if isinstance(value, Code) else filled(str(value), data)
    data["tags"] = [tag for tag in data.get("tags") or () if tag not in _collections(inside)]
    for key in ("author", "authors"):
        if data.get(key):
            data[key] = people_of(data[key], beside, settings)
    return replace(
        raw, metadata={key: value for key, value in data.items() if key == "permalink" or not isinstance(value, Code)},
        rules={**raw.rules, **rules}, type="text/markdown" if path.lower().endswith(MARKDOWN) else "text/html",
        fallbacks={**raw.fallbacks, "url": _address(inside)},
    )  # fmt: skip


def _collections(inside: str) -> frozenset[str]:
    """The tags that are only the name of a page's list: its folder's, in the singular too."""
    folders = {folder.lower() for folder in inside.split("/")[:-1]}
    return COLLECTIONS | folders | {folder.removesuffix("s") for folder in folders}


# -- dates and addresses -----------------------------------------------------------------------------------------------


def date_in_path(path: str, _: dates.Rules = UTC_RULES) -> dates.Moment | None:
    """The first date in a path, wherever it stands."""
    found = DAY.search(path)
    return dates.in_path(found[0], UTC_RULES) if found else None


def page_of(inside: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What templates know as `page`; *inside* is relative to the input folder."""
    folder, _, name = inside.rpartition("/")
    stem = os.path.splitext(name)[0]
    when: datetime | None = None
    with suppress(dates.Refused):
        moment = dates.read(data["date"], UTC_RULES) if data.get("date") else date_in_path(inside)
        when = moment.instant.astimezone(UTC) if moment else None
    names = [*folder.split("/"), stem] if folder else [stem]
    names[-2:] = [_undated(names[-2]), stem] if stem == "index" and folder else [*names[-2:-1], _undated(stem)]
    slug = names[-1] if stem != "index" else names[-2] if folder else ""
    return {"date": when, "inputPath": f"./{inside}", "fileSlug": slug, "filePathStem": "/" + "/".join(names)}


def _undated(stem: str) -> str:
    found = IN_SLUG.search(stem)
    return found[1] if found else stem


def _inside(path: str, beside: Beside, settings: Settings) -> str:
    """*path* relative to the input folder."""
    top = os.path.join(settings.root or beside.folder, settings.folder("input", "."))
    inside = os.path.relpath(os.path.join(beside.folder, path), top).replace(os.sep, "/")
    return path if inside.startswith("../") else inside


def _address(inside: str) -> str:
    """Where a page lives that does not say so: its path, "index" and a name that only repeats its folder's left out."""
    folder, _, name = inside.rpartition("/")
    stem = os.path.splitext(name)[0]
    path = folder if stem == "index" or (folder and folder.rpartition("/")[2] == stem) else f"{folder}/{stem}"
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def address_of(said: object, place: Place) -> str:
    """The permalink of a page, which is a template. Raises ValueError."""
    if not isinstance(said, str):
        raise Unknown("a permalink that is no text")
    page = place.metadata.get("page")
    when = place.when.astimezone(UTC) if place.when else None
    data = {**place.metadata, "title": place.title, "page": {**(page if isinstance(page, dict) else {}), "date": when}}
    path = str(returned(said, data)) if isinstance(said, Code) else filled(said, data)
    path = re.sub(r"//+", "/", f"/{path.strip()}").removesuffix("index.html")
    return urls.of_path(path)


PRESET: Final = Preset(
    name="eleventy",
    suffixes=(*MARKDOWN, ".html", ".njk", ".liquid"),
    keys={"published": ("date",), "link": ("permalink",), "language": ("lang", "language", "locale")},
    prepare=prepare,
    zone=UTC,
    date_in_path=date_in_path,
    address_of=address_of,
    title_of_path=lambda _: "",
    passes=("eleventy",),  # both languages at once: a second pass would run what `raw` has freed
)
