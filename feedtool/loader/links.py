"""Where a post lives: what the post says, else the rule of its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool import urls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from feedtool.presets import Place, Preset


def _part(when: datetime | None, pattern: str) -> str:
    return pattern.format(when) if when else ""


def _name(place: Place) -> str:
    """The last part of the path without its leading date."""
    return re.sub(r"^\d{4}-\d{1,2}-\d{1,2}[-_]+(?=.)", "", place.stem.rpartition("/")[2])


def section_of(place: Place) -> str:
    """The section that the post names, else the first folder of its path; "" where it is in none."""
    return place.section or (place.stem.partition("/")[0] if "/" in place.stem else "")


def _slugged(text: str) -> str:
    """*text* in the letters that addresses have, in any script: blanks and marks become one dash."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


# The words that a rule may have in braces; docs/reference/configuration.md lists them from here.
WORDS: Final[dict[str, tuple[str, Callable[[Place], str]]]] = {
    "path": ("the file's path below the source, without suffix, a last “index” left out", lambda at: at.stem),
    "slug": (
        "the slug that the post names, else the last part of the path without a leading date",
        lambda at: at.slug or _name(at),
    ),
    "name": ("the last part of the path, whatever the post says", lambda at: at.stem.rpartition("/")[2]),
    "title": ("the title in small letters, dashes for all that is no letter", lambda at: _slugged(at.title)),
    "section": ("the section that the post names, else the first folder of the path", section_of),
    "sections": ("the folders of the path", lambda at: at.stem.rpartition("/")[0]),
    "categories": (
        "the categories, each as a folder", lambda at: "/".join(filter(None, map(_slugged, at.categories))),
    ),
    "year": ("of its publication, in the site's time zone", lambda at: _part(at.when, "{0.year:04}")),
    "short_year": ("two digits", lambda at: _part(at.when, "{0:%y}")),
    "month": ("two digits", lambda at: _part(at.when, "{0.month:02}")),
    "i_month": ("without a leading zero", lambda at: _part(at.when, "{0.month}")),
    "day": ("two digits", lambda at: _part(at.when, "{0.day:02}")),
    "i_day": ("without a leading zero", lambda at: _part(at.when, "{0.day}")),
    "y_day": ("of the year, three digits", lambda at: _part(at.when, "{0:%j}")),
    "hour": ("two digits", lambda at: _part(at.when, "{0.hour:02}")),
    "minute": ("two digits", lambda at: _part(at.when, "{0.minute:02}")),
    "second": ("two digits", lambda at: _part(at.when, "{0.second:02}")),
}  # fmt: skip
PLACEHOLDERS: Final[Mapping[str, str]] = {name: text for name, (text, _) in WORDS.items()}
TEMPLATE: Final = re.compile(r"\{\{|\{%|(?:^|/):[a-z_]+|<%")


def link_of(said: object, place: Place, *, site: str, rule: str, preset: Preset) -> str:
    """The absolute, canonical address of a post. Raises urls.BadAddressError.

    What a post says of itself with a leading slash, or with none, lies below the site, its path included, as Jekyll
    and Hugo read it.
    """
    if said is None:
        return _absolute(site, _filled(rule, place, preset))
    if preset.address_of is not None:
        return _absolute(site, _address_of(preset.address_of, said, place))
    if not isinstance(said, str):
        raise urls.BadAddressError("it must be text")
    if preset.rule_of is not None or TEMPLATE.search(said):
        return _absolute(site, _filled(_rule_of(said, preset), place, preset))
    return _absolute(site, said)


def _address_of(make: Callable[[object, Place], str], said: object, place: Place) -> str:
    try:
        return make(said, place)
    except ValueError as why:
        raise urls.BadAddressError(str(why)) from None


def _rule_of(said: str, preset: Preset) -> str:
    if preset.rule_of is None:
        raise urls.BadAddressError("it has placeholders of a generator in it")
    try:
        return preset.rule_of(said)
    except ValueError as why:
        raise urls.BadAddressError(str(why)) from None


def _filled(rule: str, place: Place, preset: Preset) -> str:
    """*rule* with its words put in; parts that come out empty leave no doubled slash. Raises urls.BadAddressError."""

    def word(found: re.Match[str]) -> str:
        name = found[1]
        try:
            if name in preset.words:
                return urls.of_path(preset.words[name](place))
            return urls.of_path(preset.word(name, place) if preset.word else WORDS[name][1](place))
        except ValueError as why:  # a template of the generator's own
            raise urls.BadAddressError(str(why)) from None

    address = re.sub(r"\{(\w+)\}", word, rule)
    head, slashes, tail = address.partition("://")
    return head + slashes + re.sub(r"//+", "/", tail) if slashes else re.sub(r"//+", "/", address)


def _absolute(site: str, said: str) -> str:
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", said):
        return urls.canonical(said)
    return urls.below(site, said)


def stem_of(path: str) -> str:
    """*path* without suffix, a last "index" left out."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    if stem.lower() == "index":
        return folder
    return f"{folder}/{stem}" if folder else stem
