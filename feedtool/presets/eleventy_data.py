"""Eleventy's configuration and its data cascade: what a page has from its layout, its folders and the file beside it.

What each rule rests on: tests/cases/generators/eleventy/NOTES.md.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feedtool.javascript import Code, Script
from feedtool.presets.eleventy_filters import filters_of
from feedtool.raw import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo

    from feedtool.raw import Beside

CONFIGURATIONS: Final = ("eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.js")
# Where code says a folder of dir.
SETTERS: Final = {
    **{name: f"set{name.capitalize()}Directory" for name in ("input", "output", "includes", "layouts", "data")},
    "pathprefix": "setPathPrefix",
}  # fmt: skip
# What the command that builds the site says of the same: "eleventy --input=src --output=dist".
PACKAGE: Final = ("scripts", "dependencies", "devDependencies")
NEWEST: Final = "3"
COMMAND: Final = re.compile(r"\beleventy\b[^&|;]*")
OPTION: Final = re.compile(r"--(input|output|pathprefix)[=\s]\s*['\"]?([^\s'\"]+)")
DATA: Final = (".json", ".11tydata.json", ".11tydata.mjs", ".11tydata.cjs", ".11tydata.js")  # later ones count more
# The zone of dates that are no YAML, where the site's code reads them; without it they are UTC like all others.
ZONE: Final = re.compile(r"addDateParsing[\s\S]{0,600}?\bzone:\s*['\"]([\w/+-]+)['\"]")


class Settings:
    """What the site's own configuration says of folders, as far as it does so in plain words."""

    def __init__(self, root: str = "", name: str = "", text: str = "", told: Mapping[str, str] | None = None) -> None:
        self.root, self.name = root, name
        self.script = Script(text)
        said = (self.script.constants.get("config"), self.script.exported)
        self.said: Mapping[str, Any] = {
            key: value for one in said if isinstance(one, dict) for key, value in one.items()
        }
        self.called: dict[str, Any] = {
            name: call[0] for name, setter in SETTERS.items() for call in self.script.calls(setter) if call
        }
        self.called |= told or {}
        self.filters = filters_of(self.script, int((told or {}).get("version", NEWEST)))
        zone = ZONE.search(text)
        self.zone = zone_of(zone[1]) if zone else None

    @property
    def prefix(self) -> str:
        """The path that the site lives at."""
        said = self.called.get("pathprefix", self.said.get("pathPrefix"))
        return said.strip("/") if isinstance(said, str) and not isinstance(said, Code) else ""

    def folder(self, name: str, default: str) -> str:
        """A folder of dir, relative to the root."""
        said = self.said.get("dir")
        value = self.called.get(name, said.get(name) if isinstance(said, dict) else None)
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
                    return _read(folder, name, text, _told(folder, beside))
        root = beside.above("x")[0]
        return _read(root, "", "", _told(root, beside))

    settings: Settings = beside.once("eleventy", read)
    return settings


def _told(folder: str, beside: Beside) -> dict[str, str]:
    """The options of the command in package.json that builds the site, and the version of Eleventy."""
    try:
        package = beside.data(os.path.join(folder, "package.json"))
    except SourceError:
        package = None
    tables = [package.get(key) if isinstance(package, dict) else None for key in PACKAGE]
    scripts, *packages = [table if isinstance(table, dict) else {} for table in tables]
    commands = [str(one) for one in scripts.values()]
    commands.sort(key=lambda command: "--serve" in command or "--watch" in command)  # the first option counts
    found = [option for command in commands for call in COMMAND.findall(command) for option in OPTION.findall(call)]
    wanted = next((str(table["@11ty/eleventy"]) for table in packages if "@11ty/eleventy" in table), "")
    version = re.match(r"[~^>=v\s]*(\d{1,3})\.", wanted)
    return dict(reversed(found)) | {"version": version[1] if version else NEWEST}


def _read(folder: str, name: str, text: str, told: Mapping[str, str]) -> Settings:
    try:
        return Settings(folder, name, text, told)
    except ValueError:  # what cannot be read says nothing
        return Settings(folder, name, told=told)


# -- the data cascade ------------------------------------------------------------------------------------------------


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


def people_of(said: Any, beside: Beside, settings: Settings) -> Any:
    """Authors; a key of the global data file authors becomes the person that it stands for."""
    folder = os.path.join(settings.root, settings.folder("data", "_data"))
    known = next((found for suffix in (".json", ".js", ".yaml", ".yml", ".cjs", ".mjs")
                  if isinstance(found := beside.data(os.path.join(folder, f"authors{suffix}")), dict)), {})  # fmt: skip
    people = [
        known.get(one, one) if isinstance(one, str) else one for one in (said if isinstance(said, list) else [said])
    ]
    return people if isinstance(said, list) else people[0]
