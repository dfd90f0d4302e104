"""Eleventy 1 to 3. What each rule rests on: tests/cases/generators/eleventy/NOTES.md."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feedtool import dates, urls
from feedtool.javascript import Code, Script
from feedtool.presets import Place, Preset
from feedtool.presets.templates import Unknown, filled, returned
from feedtool.raw import NoPost, Stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

    from feedtool.raw import Beside, Raw

CONFIGURATIONS: Final = ("eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.js")
MARKDOWN: Final = (".md", ".markdown")
DATA: Final = (".json", ".11tydata.json", ".11tydata.mjs", ".11tydata.cjs", ".11tydata.js")  # later ones count more
UTC_RULES: Final = dates.Rules()
# Tags that name a list of pages and say nothing of what is in them.
COLLECTIONS: Final = frozenset({"all", "nav", "post", "posts", "blog", "page", "pages"})
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
# The zone of dates that are no YAML, where the site's code reads them; without it they are UTC like all others.
ZONE: Final = re.compile(r"addDateParsing[\s\S]{0,600}?\bzone:\s*['\"]([\w/+-]+)['\"]")
IN_SLUG: Final = re.compile(r"\d{4}-\d{2}-\d{2}-(.+)")


class Settings:
    """What the site's own configuration says of folders, as far as it does so in plain words."""

    def __init__(self, root: str = "", name: str = "", text: str = "") -> None:
        self.root, self.name = root, name
        self.script = Script(text)
        said = self.script.exported or {}
        config = self.script.constants.get("config")
        self.said: Mapping[str, Any] = {**(config if isinstance(config, dict) else {}), **said}
        zone = ZONE.search(text)
        self.zone = zone_of(zone[1]) if zone else None

    def folder(self, name: str, default: str) -> str:
        """A folder of dir, relative to the root."""
        said = self.said.get("dir")
        value = said.get(name) if isinstance(said, dict) else None
        value = value if isinstance(value, str) and not isinstance(value, Code) else default
        above = "" if name in {"input", "output"} else self.folder("input", ".")
        return os.path.normpath(os.path.join(above, value)).replace(os.sep, "/")


def zone_of(name: str) -> tzinfo | None:
    """The time zone *name*; None where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def settings_of(beside: Beside) -> Settings:
    """The configuration nearest above the posts."""

    def read() -> Settings:
        for folder in reversed(beside.above("x")):
            for name in CONFIGURATIONS:
                if (text := beside.text(os.path.join(folder, name))) is not None:
                    return _read(folder, name, text)
        return Settings(beside.above("x")[0])

    settings: Settings = beside.once("eleventy", read)
    return settings


def _read(folder: str, name: str, text: str) -> Settings:
    try:
        return Settings(folder, name, text)
    except ValueError:  # what cannot be read says nothing
        return Settings(folder, name)


# -- the data cascade ------------------------------------------------------------------------------------------------


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
    data["page"] = page_of(inside, data)
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
            data[key] = _people(data[key], beside, settings)
    return replace(
        raw, metadata={key: value for key, value in data.items() if key == "permalink" or not isinstance(value, Code)},
        rules={**raw.rules, **rules}, type="text/markdown" if path.lower().endswith(MARKDOWN) else "text/html",
        fallbacks={**raw.fallbacks, "url": _address(inside)},
    )  # fmt: skip


def cascade(
    own: Mapping[str, object], path: str, beside: Beside, settings: Settings
) -> tuple[dict[str, Any], dict[str, str]]:
    """All data of a page, and the file that each key is from where it is not the page's own."""
    levels = [*_global(beside, settings), *_beside(path, beside), ("", _clean(own))]
    layout = next((one["layout"] for _, one in reversed(levels) if one.get("layout")), None)
    levels[:0] = _layouts(layout, beside, settings)
    data: Any = {}
    rules: dict[str, str] = {}
    for name, level in levels:
        data = merged(data, level)
        rules |= {key.removeprefix("override:"): name for key in level}
    return data, {key: name for key, name in rules.items() if name}


def merged(under: Any, over: Any) -> Any:
    """*over* on *under*: lists add up, tables go into each other, a table met by anything else stays."""
    if isinstance(under, list) and isinstance(over, list):
        return [*under, *over]
    if not isinstance(under, dict):
        return over
    if not isinstance(over, dict):
        return under
    together = dict(under)
    for key, value in over.items():
        name = key.removeprefix("override:") if isinstance(key, str) else key
        together[name] = merged(under[name], value) if name in under and name == key else value
    return together


def _clean(data: Any) -> dict[str, Any]:
    """*data* with its tags as a list: text is split at commas."""
    level = dict(data) if isinstance(data, dict) else {}
    for key in ("tags", "override:tags"):
        if key in level:
            tags = level[key].split(",") if isinstance(level[key], str) else level[key]
            tags = tags if isinstance(tags, list) else [] if tags is None or tags is False else [tags]
            level[key] = [str(tag).strip() for tag in tags if tag is not None and str(tag).strip()]
    return level


def _beside(path: str, beside: Beside) -> Iterator[tuple[str, dict[str, Any]]]:
    """The data files of the folders above a page, and its own."""
    whole = os.path.normpath(os.path.join(beside.folder, path))
    stems = [os.path.join(folder, os.path.basename(folder)) for folder in beside.above(path)]
    for stem in (*stems, os.path.splitext(whole)[0]):
        for suffix in DATA:
            if (found := beside.data(stem + suffix)) is not None:
                yield os.path.basename(stem) + suffix, _clean(found)


def _global(beside: Beside, settings: Settings) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is computed for every page; other global data are no page's own."""
    folder = os.path.join(settings.root, settings.folder("data", "_data"))
    for suffix in (".json", ".js", ".cjs", ".mjs"):
        if isinstance(found := beside.data(os.path.join(folder, f"eleventyComputed{suffix}")), dict):
            yield f"eleventyComputed{suffix}", {"eleventyComputed": found}


def _layouts(layout: object, beside: Beside, settings: Settings) -> list[tuple[str, dict[str, Any]]]:
    """The front matter of the layouts that a page is put into, the outermost first."""
    found: list[tuple[str, dict[str, Any]]] = []
    includes = settings.folder("includes", "_includes")
    folders = [os.path.join(settings.root, one) for one in (settings.folder("layouts", "_layouts"), includes)]
    while isinstance(layout, str) and layout and len(found) < 10:  # noqa: PLR2004 - one that names itself
        names = (
            [layout] if "." in os.path.basename(layout) else [f"{layout}{end}" for end in (".njk", ".liquid", ".html")]
        )
        files = (os.path.normpath(os.path.join(folder, name)) for folder in folders for name in names)
        head = next((head for file in files if (head := beside.head(file))), {})
        found.insert(0, (layout, _clean({key: value for key, value in head.items() if key != "layout"})))
        layout = head.get("layout")
    return found


def _collections(inside: str) -> frozenset[str]:
    """The tags that are only the name of a page's list: its folder's, in the singular too."""
    folders = {folder.lower() for folder in inside.split("/")[:-1]}
    return COLLECTIONS | folders | {folder.removesuffix("s") for folder in folders}


def _people(said: Any, beside: Beside, settings: Settings) -> Any:
    """Authors; a key of the global data file authors becomes the person that it stands for."""
    folder = os.path.join(settings.root, settings.folder("data", "_data"))
    known = next((found for suffix in (".json", ".js", ".yaml", ".yml", ".cjs", ".mjs")
                  if isinstance(found := beside.data(os.path.join(folder, f"authors{suffix}")), dict)), {})  # fmt: skip
    people = [
        known.get(one, one) if isinstance(one, str) else one for one in (said if isinstance(said, list) else [said])
    ]
    return people if isinstance(said, list) else people[0]


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
