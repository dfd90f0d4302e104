"""ABlog, the blog of Sphinx. What each rule rests on: tests/cases/generators/ablog/NOTES.md."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from feedtool import dates, globs, languages, markdown, markup
from feedtool.presets import Preset, dateutil
from feedtool.presets.ablog_documents import UPDATES, split
from feedtool.presets.ablog_targets import handed_on, with_files
from feedtool.presets.tables import nearest, text_of
from feedtool.raw import NoPost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.presets import Place
    from feedtool.raw import Beside, Raw

SETTINGS: Final = "conf.py"
TERMS: Final = "ablog"  # of a post, for feeds: no entry has them
DATE_FORMAT: Final = "%d %B %Y"  # ABlog's own post_date_format
HEADING: Final = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*\S)[ \t]*$", re.MULTILINE)
FENCE: Final = re.compile(r"^ {0,3}(?:```|~~~|:::)", re.MULTILINE)
DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?=\D|$)")  # dateutil reads the month first
MONTHS: Final = 12

# -- settings --------------------------------------------------------------------------------------------------------


def several(value: object) -> list[str]:
    """Words of a list or a text with commas, as ABlog takes them out of brackets and quotes."""
    if isinstance(value, str):
        value = [word.strip().strip("\"'") for word in value.strip().strip("[]").split(",")]
    items = value if isinstance(value, list | tuple) else []
    return [word for item in items if (word := str(item).strip())]


# -- metadata --------------------------------------------------------------------------------------------------------


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw*, where it is a post, in feedtool's words."""
    settings = nearest(beside, (SETTINGS,))
    inside = os.path.relpath(os.path.join(beside.folder, path), str(settings[""])).replace(os.sep, "/")
    is_rst = raw.type == "text/x-rst"
    metadata: dict[str, Any] = dict(raw.metadata)
    _refuse_page(metadata, settings, inside)
    raw = _titled(raw, metadata, settings)
    if not metadata.get("date"):
        metadata["status"] = "draft"
    else:
        metadata["date"] = _dated(metadata["date"], settings)
    updates = sorted(
        (said for text in metadata.pop(UPDATES, []) if (said := _dated(text, settings))),
        key=lambda said: _instant(said, settings),
    )
    metadata["updated"] = updates[-1] if updates else None
    metadata["tags"] = several(metadata.get("tags"))
    metadata["author"] = _people(several(metadata.get("author") or metadata.get("authors")), settings)
    metadata[TERMS] = {name: _named(metadata, name, settings) for name in ("category", "language", "location")}
    home = str(settings[""])
    body = with_files(raw.body, inside, home, beside)
    metadata["sphinx"] = handed_on(raw, settings, inside, home, beside)
    if is_rst:  # the prolog at the end too: it defines names, and lines keep their numbers
        more = (text_of(settings, "rst_epilog"), text_of(settings, "rst_prolog"), _own_names(settings))
        body = "\n\n".join(filter(None, (body, *more)))
    elif isinstance(common := settings.get("myst_substitutions"), dict):
        metadata["substitutions"] = {**common, **_table(metadata.get("substitutions")),
                                     **_table(_table(metadata.get("myst")).get("substitutions"))}  # fmt: skip
    address = f"/{quote(os.path.splitext(path)[0], safe='/~')}.html"
    quotes = text_of(settings, "language", "en") if is_rst and settings.get("smartquotes", True) else ""
    return replace(
        raw, metadata=metadata, body=body, type=f"{raw.type}; quotes={quotes}" if quotes else raw.type,
        fallbacks={**raw.fallbacks, "url": address},
    )  # fmt: skip


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _own_names(settings: Mapping[str, Any]) -> str:
    """The names for text that Sphinx defines of itself."""
    said = ((name, text_of(settings, name)) for name in ("release", "version", "project"))
    return "\n".join(f".. |{name}| replace:: {value}" for name, value in said if value)


def _refuse_page(metadata: Mapping[str, Any], settings: Mapping[str, Any], inside: str) -> None:
    """Raises NoPost where neither the document nor conf.py says that it is a post."""
    said = metadata.keys() - {"title", UPDATES}
    pattern = settings.get("blog_post_pattern")
    patterns = [pattern] if isinstance(pattern, str) else several(pattern)
    if "blogpost" not in metadata and not (said and globs.matches(inside, patterns)):
        raise NoPost("a document that is no post")


def _titled(raw: Raw, metadata: dict[str, Any], settings: Mapping[str, Any]) -> Raw:
    """The title is that of the directive, else the heading as it is printed, which leaves the text in any case."""
    curled = settings.get("smartquotes", True)
    language = text_of(settings, "language", "en")
    if raw.type != "text/x-rst":
        return _curled(raw, metadata) if "smartquotes" in several(settings.get("myst_enable_extensions")) else raw
    own = metadata.get("title") if raw.rules.get("title") != "first heading" else None
    heading = metadata.get("title") if own is None else None
    if not raw.anchor and "heading" not in raw.fallbacks:  # a directive stood above it
        outline = languages.outline(raw.body, language, anywhere=True)
        raw, heading = replace(raw, body=outline.body), heading or outline.title
    if own is None and heading:
        metadata["title"] = languages.smart(str(heading), language) if curled else heading
    return raw


def _curled(raw: Raw, metadata: dict[str, Any]) -> Raw:
    """A document of MyST whose quotes and dashes are set as printers do, in its title too."""
    found = HEADING.search(raw.body)
    if not metadata.get("title") and found and not FENCE.search(raw.body, 0, found.start()):
        metadata["title"] = markup.text_of(markdown.render_smart(found[1])).strip()
        raw = replace(raw, body=raw.body[: found.start()] + raw.body[found.end() :])
    return replace(raw, type="text/x-smart-markdown")


def _people(keys: list[str], settings: Mapping[str, Any]) -> list[Any]:
    known = settings.get("blog_authors")
    people: list[Any] = []
    for key in keys or several(settings.get("blog_default_author")):
        person = known.get(key) if isinstance(known, dict) else None
        name, url = (*person, None, None)[:2] if isinstance(person, list) else (None, None)
        people.append({"name": name, **({"url": url} if url else {})} if isinstance(name, str) else key)
    return people


def _named(metadata: Mapping[str, Any], name: str, settings: Mapping[str, Any]) -> list[str]:
    """What a post says under *name*, else the site, as the site's table of such words has it."""
    known = _table(settings.get({"language": "blog_languages", "location": "blog_locations"}.get(name, "")))
    words = several(metadata.get(name)) or several(settings.get(f"blog_default_{name}"))
    return [str(row[0]) if isinstance(row := known.get(word), list) and row else word for word in words]


def slug(word: str, _: str, __: Beside) -> str:
    """A tag, a category, an author and so on in addresses: without the marks of its letters."""
    text = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFKD", word)).strip().lower()
    return re.sub(r"[-\s]+", "-", text)


def _dated(value: Any, settings: Mapping[str, Any]) -> Any:
    """*value* by the site's own format; else as dateutil reads it, the month first."""
    if not isinstance(value, str):
        return value
    try:
        return datetime.strptime(value.strip(), text_of(settings, "post_date_format", DATE_FORMAT))  # noqa: DTZ007 - the site's
    except ValueError:
        return DOTTED.sub(_month_first, value)


def _month_first(found: re.Match[str]) -> str:
    first, second, year = found.groups()
    month, day = (first, second) if int(first) <= MONTHS else (second, first)
    return f"{year}-{month:0>2}-{day:0>2}"


def _instant(said: Any, _: Mapping[str, Any]) -> float:
    try:
        value, rules = dateutil.date(said, dates.Rules(order="mdy"))
        return dates.read(value, rules).instant.timestamp()
    except dates.Refused:
        return 0


def _docname(place: Place) -> str:
    return os.path.splitext(place.path)[0]


PRESET: Final = Preset(
    name="ablog",
    outputs=("_build", "_website"),
    suffixes=(".md", ".ipynb"),
    keys={
        "published": ("date",),
        "updated": ("updated",),
        "authors": ("author",),
        "tags": ("tags",),
        "categories": (),
        "summary": (),
        "language": (),
        "id": (),
        "image": (),
        "link": (),
        "slug": (),
    },
    hidden=(),
    split=split,
    prepare=prepare,
    order="mdy",
    date=dateutil.date,
    date_in_path=lambda *_: None,
    url="/{docname}.html",
    slug=slug,
    words={"docname": _docname},
    passes=("myst",),
    passes_of_rst=("sphinx",),
)
