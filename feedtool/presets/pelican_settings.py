"""What Pelican's settings say of posts: the module that it runs is read as a table."""

from __future__ import annotations

import html
import os
import re
import unicodedata
from datetime import datetime
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.slugs import transliterated, without_tags
from feedtool.presets.tables import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from feedtool.raw import Beside

SETTINGS: Final = ("pelicanconf.py", "publishconf.py")  # the second is what is published, and begins as the first
SUBSTITUTIONS: Final = ((r"[^\w\s-]", ""), (r"(?u)\A\s*", ""), (r"(?u)\s*\Z", ""), (r"[-\s]+", "-"))


def settings_of(beside: Beside) -> Mapping[str, Any]:
    """The site's settings, those nearest above the posts; the folder of its content under ""."""

    def read() -> Mapping[str, Any]:
        for folder in reversed(beside.above("x")):
            found: dict[str, Any] = {}
            for name in SETTINGS:
                found |= beside.data(os.path.join(folder, name)) or {}
            if found:
                return {**found, "": os.path.join(folder, text_of(found, "PATH", "content"))}
        return {"": beside.folder}

    settings: Mapping[str, Any] = beside.once("settings", read)
    return settings


def paths_of(settings: Mapping[str, Any], key: str, default: Sequence[str] = ()) -> list[str]:
    """A setting that is a list of paths, or one."""
    value = settings.get(key, default)
    several = value if isinstance(value, list | tuple) else [value]
    return [os.path.normpath(one).replace(os.sep, "/") for one in several if isinstance(one, str)]


def quotes_of(settings: Mapping[str, Any]) -> str:
    """The language whose quotes docutils sets in reStructuredText; "" where it leaves them as they are typed."""
    wants = _table(settings, "DOCUTILS_SETTINGS").get("smart_quotes")
    return text_of(settings, "DEFAULT_LANG", "en") if wants else ""


def uses(settings: Mapping[str, Any], plugin: str) -> bool:
    """Whether the site names a plugin, in any of the ways that there are."""
    named = settings.get("PLUGINS")
    return any(plugin in str(one).split(".") for one in (named if isinstance(named, list) else []))


def is_ignored(inside: str, settings: Mapping[str, Any]) -> bool:
    """Whether Pelican is told not to read the file at *inside*."""
    globs = settings.get("IGNORE_FILES")
    reader = _table(settings, "READERS").get(os.path.splitext(inside)[1].lstrip("."), True)
    return reader is None or any(
        fnmatchcase(name, str(glob))
        for name in inside.split("/")
        for glob in (globs if isinstance(globs, list) else [])
    )


def is_below(path: str, folders: Sequence[str]) -> bool:
    """Whether one of *folders* is a folder of *path*, or the file itself."""
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders if folder != ".")


def around(settings: Mapping[str, Any], inside: str) -> tuple[dict[str, Any], dict[str, str]]:
    """What is said of the file at *inside* elsewhere, and where; later ones win."""
    found = {**_table(settings, "DEFAULT_METADATA"), "category": text_of(settings, "DEFAULT_CATEGORY", "misc")}
    default = settings.get("DEFAULT_DATE")
    if isinstance(default, list) and all(isinstance(part, int) for part in default):
        found["date"] = _date_of(default)
    elif isinstance(default, str) and default != "fs":
        found["date"] = default
    extra = _table(settings, "EXTRA_PATH_METADATA")
    for folder in sorted(map(str, extra), key=len):
        if isinstance(extra.get(folder), dict) and is_below(inside, paths_of({"": folder}, "")):
            found |= extra[folder]
    rules = dict.fromkeys(found, SETTINGS[0])
    of_path = _of_path(settings, inside)
    return {**found, **of_path}, {**rules, **dict.fromkeys(of_path, "file name")}


def _table(settings: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = settings.get(key)
    return value if isinstance(value, dict) else {}


def _date_of(parts: Sequence[int]) -> datetime | None:
    try:
        return datetime(*parts)  # type: ignore[arg-type] # noqa: DTZ001 - as many as there are; of the site's zone
    except (TypeError, ValueError):
        return None


def _of_path(settings: Mapping[str, Any], inside: str) -> dict[str, Any]:
    """What file and folder are called; the first that says a thing wins."""
    folder, _, name = inside.rpartition("/")
    checks = [
        (text_of(settings, "FILENAME_METADATA", r"(?P<date>\d{4}-\d{2}-\d{2}).*"), os.path.splitext(name)[0]),
        (text_of(settings, "PATH_METADATA"), inside),
    ]
    if settings.get("USE_FOLDER_AS_CATEGORY", True) and settings.get("CATEGORY_SAVE_AS", True):
        checks.append((r"(?P<category>.*)", folder.rpartition("/")[2]))
    found: dict[str, Any] = {}
    for pattern, text in checks:
        try:
            match = re.match(pattern, text) if pattern and text else None
        except re.error:
            continue
        for key, value in (match.groupdict() if match else {}).items():
            if value:
                found.setdefault(key.lower(), value)
    return found


def plain(text: str) -> str:
    """HTML as the text that it shows: titles, and names of categories and people, are HTML to Pelican."""
    return html.unescape(without_tags(text))


def slug(word: str, per: str, beside: Beside) -> str:
    """The name of a category, a tag or an author in addresses. Raises SourceError where feedtool cannot."""
    return slugged(word, settings_of(beside), per.upper()) if per in {"category", "tag", "author"} else word


def slugged(text: str, settings: Mapping[str, Any], of: str = "SLUG") -> str:
    """What Pelican makes of a title, or the name of a category. Raises SourceError where feedtool cannot."""
    text = unicodedata.normalize("NFKC", text)
    if not settings.get("SLUGIFY_USE_UNICODE"):
        text = transliterated(text)
    default = settings.get("SLUG_REGEX_SUBSTITUTIONS", SUBSTITUTIONS)
    rows = settings.get(f"{of}_REGEX_SUBSTITUTIONS", default)
    for row in rows if isinstance(rows, list | tuple) else SUBSTITUTIONS:
        try:
            pattern, other = row
            text = re.sub(unicodedata.normalize("NFKC", pattern), other, text, flags=re.IGNORECASE)
        except (TypeError, ValueError, re.error):
            continue
    return (text if settings.get("SLUGIFY_PRESERVE_CASE") else text.lower()).strip()
