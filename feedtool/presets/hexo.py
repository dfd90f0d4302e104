"""Hexo. What each rule rests on: tests/cases/generators/hexo/NOTES.md."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from feedtool import dates
from feedtool.presets import Preset
from feedtool.presets.tables import nearest
from feedtool.raw import NoPost, Stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from feedtool.presets import Place
    from feedtool.raw import Beside, Raw

SETTINGS: Final = ("_config.yml", "_config.yaml", "_config.json")
NEW_POST: Final = ":title.md"
KEY: Final = "hexo"  # of what prepare found out about a post's address
PARTS: Final = {"year": r"(?P<year>\d{4})", "month": r"(?P<month>\d{2})", "day": r"(?P<day>\d{2})",
                "i_month": r"(?P<month>\d{1,2})", "i_day": r"(?P<day>\d{1,2})", "title": r"(?P<title>.+)"}  # fmt: skip


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* with its terms in a row, its name's date where the site wants that, and what addresses are made of."""
    settings = nearest(beside, SETTINGS)
    pattern = str(settings.get("new_post_name") or NEW_POST)
    if re.search(r"(?:^|/)_|[~%]$", path):
        raise NoPost("a file that Hexo does not read")
    if (
        str(settings.get("post_asset_folder")).lower() == "true"
        and os.path.splitext(path)[1] != os.path.splitext(pattern)[1]
    ):
        raise NoPost("a file that belongs to a post")
    stem = os.path.splitext(path)[0]
    named = _named(stem, pattern)
    metadata = dict(raw.metadata)
    paths = list(_paths(metadata.get("categories") or metadata.get("category")))
    metadata["categories"] = list(dict.fromkeys(name for path_ in paths for name in path_))
    tags = metadata.get("tags") or metadata.get("tag")
    metadata["tags"] = tags if isinstance(tags, list) else [tags] if tags not in (None, "") else []
    defaults = settings.get("permalink_defaults")
    folder, _, name = stem.rpartition("/")
    name = named.get("title", name)
    metadata[KEY] = {
        "title": f"{folder}/{name}" if folder else name, "name": name, "category": _category(paths, settings),
        "defaults": defaults if isinstance(defaults, dict) else {},
    }  # fmt: skip
    fallbacks = dict(raw.fallbacks)
    if {"year", "month", "day"} <= named.keys():
        fallbacks["published"] = f"{named['year']}-{named['month']:0>2}-{named['day']:0>2}"
    return replace(raw, metadata=metadata, fallbacks=fallbacks)


def _named(stem: str, pattern: str) -> dict[str, str]:
    """What the last part of a path says, where it is as `new_post_name` wants it."""
    wanted = re.escape(os.path.splitext(pattern)[0])
    for name in re.findall(r":(\w+)", pattern):
        wanted = wanted.replace(f":{name}", PARTS.get(name, ".+"), 1)
    found = re.fullmatch(wanted, stem.rpartition("/")[2])
    return found.groupdict() if found else {}


def _paths(said: object) -> Iterator[list[str]]:
    """Categories as Hexo has them: a list is one path from the highest to the lowest, a list of lists several."""
    if isinstance(said, list) and any(isinstance(one, list) for one in said):
        for one in said:
            yield from _paths(one)
    elif said not in (None, "", []):
        yield [str(one).strip() for one in (said if isinstance(said, list) else [said]) if str(one or "").strip()]


def _category(paths: list[list[str]], settings: Mapping[str, Any]) -> str:
    known = settings.get("category_map")
    names = known if isinstance(known, dict) else {}
    default = str(settings.get("default_category") or "uncategorized")
    return "/".join(str(names.get(name) or slug(name)) for name in (paths[-1] if paths else [default]))


def slug(text: str) -> str:
    """*text* without marks on its letters, one dash for what is no letter."""
    plain = "".join(one for one in unicodedata.normalize("NFD", text) if unicodedata.category(one) != "Mn")
    return re.sub(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+", "-", plain).strip("-")


def date(value: Any, rules: dates.Rules) -> tuple[Any, dates.Rules]:
    """Of a date without quotes the offset is lost: what the clock shows in UTC is taken for the site's."""
    if isinstance(value, Stamp):
        try:
            moment = dates.read(str(value), rules)
        except dates.Refused:
            return value, rules
        if not moment.day_only and re.search(r"(?:[Zz]|[+-]\d\d?(?::?\d\d)?)$", value[10:]):
            return moment.instant.astimezone(UTC).replace(tzinfo=None), rules
    return value, rules


def _known(name: str) -> Callable[[Place], str]:
    def word(place: Place) -> str:
        known = place.metadata.get(KEY)
        return str(known.get(name, "")) if isinstance(known, dict) else ""

    return word


def _said(name: str) -> Callable[[Place], str]:
    def word(place: Place) -> str:
        known = place.metadata.get(KEY)
        defaults = known.get("defaults", {}) if isinstance(known, dict) else {}
        return str(place.metadata.get(name) or defaults.get(name) or "")

    return word


def _at(pattern: str) -> Callable[[Place], str]:
    """A part of the date. Hexo takes that of the machine which builds, and those run in UTC."""
    return lambda place: pattern.format(place.when.astimezone(UTC)) if place.when else ""


def _hash(place: Place) -> str:
    seconds = int(place.when.timestamp()) if isinstance(place.when, datetime) else 0
    return hashlib.sha1(f"{_known('title')(place)}{seconds}".encode(), usedforsecurity=False).hexdigest()[:12]


WORDS: Final[Mapping[str, Callable[[Place], str]]] = {
    "title": _known("title"), "name": _known("name"), "category": _known("category"), "hash": _hash,
    "lang": _said("lang"), "layout": _said("layout"), "author": _said("author"),
    "post_title": lambda at: slug(at.title).lower(),
    "timestamp": lambda at: str(int(at.when.timestamp())) if at.when else "",
    "year": _at("{0:%Y}"), "month": _at("{0:%m}"), "day": _at("{0:%d}"), "i_month": _at("{0.month}"),
    "i_day": _at("{0.day}"), "hour": _at("{0:%H}"), "minute": _at("{0:%M}"), "second": _at("{0:%S}"),
}  # fmt: skip


def rule_of(permalink: str) -> str:
    """The site's permalink as a rule of ours. Raises ValueError."""

    def word(found: re.Match[str]) -> str:
        if found[1] not in WORDS:
            raise ValueError(f"it has :{found[1]}, which no source tells")
        return f"{{{found[1]}}}"

    return "/" + re.sub(r":(\w+)", word, permalink.lstrip("/"))


PRESET: Final = Preset(
    name="hexo",
    outputs=("public",),
    suffixes=(".md", ".markdown", ".html", ".htm"),
    head="open",
    keys={
        "published": ("date",), "updated": ("updated",), "tags": ("tags",), "categories": ("categories",),
        "summary": ("description", "intro", "excerpt"), "language": ("lang", "language"),
        "image": ("image", "cover", "thumbnail"), "id": (), "link": ("permalink",), "slug": (),
    },
    hidden=(("draft", True), ("published", False)),
    prepare=prepare,
    order="mdy",
    date=date,
    date_in_path=lambda *_: None,
    url=rule_of(":year/:month/:day/:title/"),
    words=WORDS,
    title_from_heading=False,
    title_of_path=lambda _: "",
    body="text/x-smart-markdown",
    passes=("nunjucks",),
)  # fmt: skip
