"""A Hugo site's own configuration, for the preset and for `init`. Its keys are in small letters, as Hugo has them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool import languages
from feedtool.globs import matches
from feedtool.presets.tables import merged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SUFFIXES: Final = ("toml", "yaml", "yml", "json")
FILES: Final = tuple(f"{name}.{suffix}" for name in ("hugo", "config") for suffix in SUFFIXES)
FOLDERS: Final = ("config/_default", "config/production")  # the later lies above the earlier

# What a date is read from, in this order, unless [frontmatter] says otherwise; and the other names of each key.
DATES: Final = {
    "date": ("date", "publishdate", "lastmod"),
    "lastmod": (":git", "lastmod", "date", "publishdate"),
    "publishdate": ("publishdate", "date"),
    "expirydate": ("expirydate",),
}
ALIASES: Final = {"lastmod": ("modified",), "publishdate": ("pubdate", "published"), "expirydate": ("unpublishdate",)}


class Language(NamedTuple):
    """A language of a site."""

    key: str  # as file names and addresses have it
    content: str  # its folder, relative to the site's
    prefix: str  # of its addresses; "" for none
    said: Mapping[str, Any]  # the configuration as it holds for this language


# -- files -----------------------------------------------------------------------------------------------------------


def read(folder: str, data: Callable[[str], Any]) -> dict[str, Any]:
    """The configuration of the site in *folder*, {} where there is none. *data* gives what an absolute file holds."""
    said: dict[str, Any] = {}
    if name := file_of(folder, data):
        said = small(data(os.path.join(folder, name)))
    for files in FOLDERS:
        for file in _below(os.path.join(folder, files)):
            found = data(file)
            if isinstance(found, dict):
                said = merged(said, _placed(os.path.basename(file).lower(), small(found)))
    themes = said.get("theme")
    for theme in themes if isinstance(themes, list) else [themes]:
        below = _params_of_theme(folder, theme, data) if isinstance(theme, str) else {}
        said = merged({"params": below}, said) if below else said
    return said


def file_of(folder: str, data: Callable[[str], Any]) -> str:
    """The file at the top of a site, "" where there is none; a config.toml of feedtool's or Zola's is none."""
    for name in FILES:
        found = data(os.path.join(folder, name))
        if isinstance(found, dict) and not {"sources", "base_url"} & found.keys():
            return name
    return ""


def _below(folder: str) -> Iterator[str]:
    for top, _, names in sorted(os.walk(folder)):
        yield from (os.path.join(top, name) for name in sorted(names) if name.rpartition(".")[2].lower() in SUFFIXES)


def _placed(name: str, table: dict[str, Any]) -> dict[str, Any]:
    """*table* where a file of that name belongs: params.toml, params.de.toml, languages.de.toml."""
    key, _, language = name.rpartition(".")[0].partition(".")
    if key in {"hugo", "config"}:
        return table
    if not language:
        return {key: table}
    return {"languages": {language: {key: table} if key in {"menu", "menus", "params"} else table}}


def _params_of_theme(folder: str, theme: str, data: Callable[[str], Any]) -> Any:
    path = os.path.normpath(os.path.join(folder, "themes", theme))
    return small(data(os.path.join(path, name)) if (name := file_of(path, data)) else {}).get("params")


def small(value: Any) -> Any:
    """*value* with the keys of all its tables in small letters."""
    if isinstance(value, dict):
        return {str(key).lower(): small(inner) for key, inner in value.items()}
    return [small(one) for one in value] if isinstance(value, list) else value


# -- what it says ----------------------------------------------------------------------------------------------------


def table(said: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = said.get(key)
    return value if isinstance(value, dict) else {}


def text(said: Mapping[str, Any], *keys: str) -> str:
    """The first of *keys* that holds a word."""
    found = (said.get(key) for key in keys)
    return next((str(one) for one in found if one is not None and str(one) and not isinstance(one, dict | list)), "")


def words(value: object) -> list[str]:
    """A list of words, or one, in small letters."""
    return [str(one).lower() for one in (value if isinstance(value, list) else [value] if value else [])]


def is_yes(value: object) -> bool:
    return str(value).lower() == "true"


def is_no(value: object) -> bool:
    """Whether an extension is switched off: as a flag, or in a table of its own."""
    return is_yes(value.get("disable")) if isinstance(value, dict) else str(value).lower() == "false"


def languages_of(said: Mapping[str, Any]) -> tuple[Language, ...]:
    """The languages of a site, the main one first."""
    rows, main = table(said, "languages"), text(said, "defaultcontentlanguage").lower() or "en"
    keys = [main, *(key for key in rows if key not in {main, *switched_off(said)})]
    hosts = several_hosts(said)
    in_folder = is_yes(said.get("defaultcontentlanguageinsubdir"))
    found = []
    for key in keys:
        own = merged(said, table(rows, key))
        prefix = "" if hosts or (key == main and not in_folder) else key
        found.append(Language(key, _content(own, key), prefix, own))
    return tuple(found)


def several_hosts(said: Mapping[str, Any]) -> bool:
    """Whether each language lives at an address of its own."""
    rows = table(said, "languages")
    return bool(rows) and all("baseurl" in table(rows, key) for key in rows)


def switched_off(said: Mapping[str, Any]) -> frozenset[str]:
    """The languages that a site has and does not build."""
    rows, main = table(said, "languages"), text(said, "defaultcontentlanguage").lower() or "en"
    off = {
        key for key in rows if key in words(said.get("disablelanguages")) or is_yes(table(rows, key).get("disabled"))
    }
    return frozenset(off - {main})


def _content(said: Mapping[str, Any], language: str) -> str:
    """The folder of posts: contentDir, or what is mounted in its place."""
    mounts = table(said, "module").get("mounts")
    for mount in mounts if isinstance(mounts, list) else []:
        if not isinstance(mount, dict) or text(mount, "target").strip("/") != "content":
            continue
        if (source := text(mount, "source")) and (text(mount, "lang").lower() or language) == language:
            return os.path.normpath(source).replace(os.sep, "/")
    return os.path.normpath(text(said, "contentdir") or "content").replace(os.sep, "/")


def dates_of(said: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]] | None:
    """Each of Hugo's four dates: the keys that it is read from. None where the site says nothing of it."""
    own = table(said, "frontmatter")
    if not own:
        return None
    found = {}
    for name, usual in DATES.items():
        given = words(own.get(name)) or usual
        keys = [one for key in given for one in (usual if key == ":default" else (key,))]
        found[name] = tuple(dict.fromkeys(one for key in keys for one in (key, *ALIASES.get(key, ()))))
    return found


def main_sections(said: Mapping[str, Any]) -> tuple[str, ...]:
    """The folders whose pages are posts, where the site names them, in small letters."""
    value = said.get("mainsections") or table(said, "params").get("mainsections")
    return tuple(one.strip("/") for one in words(value))


def markdown_of(said: Mapping[str, Any]) -> str:
    """The language of a site's Markdown: what Hugo reads besides, unless it is switched off, and emoji where asked."""
    own = table(table(table(said, "markup"), "goldmark"), "extensions")
    has = {
        "smart": not is_no(own.get("typographer")), "definitions": not is_no(own.get("definitionlist")),
        "emoji": is_yes(said.get("enableemoji")),
    }  # fmt: skip
    return languages.markdown_with(*(word for word, is_on in has.items() if is_on))


class Cascade(NamedTuple):
    """Metadata for the pages below, and for which of them."""

    target: Mapping[str, Any]
    values: Mapping[str, Any]


def cascades_of(value: object) -> Iterator[Cascade]:
    """What stands under `cascade`, a table or a list of them, in small letters."""
    for row in value if isinstance(value, list) else [value]:
        if isinstance(row, dict):
            target = {**table(row, "_target"), **table(row, "target")}
            yield Cascade(target, {key: one for key, one in row.items() if key not in {"target", "_target"}})


def is_meant(target: Mapping[str, Any], path: str, language: str) -> bool:
    """Whether the page at *path*, below the pages' folder, is one of those that *target* speaks of."""
    wanted = {"path": path, "kind": "page", "lang": language, "environment": "production"}
    return all(
        any(matches(value.lower(), [glob]) for glob in _globs(str(target[key]).lower()))
        for key, value in wanted.items() if target.get(key)
    )  # fmt: skip


def _globs(glob: str) -> list[str]:
    """*glob* without braces, once for each word in them."""
    found = re.search(r"\{([^{}]{0,400})\}", glob)
    if found is None:
        return [glob]
    head, tail = glob[: found.start()], _globs(glob[found.end() :])
    return [head + word + rest for word in found[1].split(",") for rest in tail]
