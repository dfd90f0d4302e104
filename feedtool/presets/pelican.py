"""Pelican 4. What each rule rests on: tests/cases/generators/pelican/NOTES.md."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urljoin, urlparse
from zoneinfo import ZoneInfo

from feedtool import dates, languages, markup, pymarkdown
from feedtool.presets import Preset, dateutil
from feedtool.presets.html_head import of_head
from feedtool.presets.pelican_settings import (
    around,
    is_below,
    is_ignored,
    paths_of,
    plain,
    quotes_of,
    settings_of,
    slug,
    slugged,
    uses,
)
from feedtool.presets.slugs import MONTHS, smart
from feedtool.presets.tables import text_of
from feedtool.raw import NoPost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from feedtool.presets import Place
    from feedtool.raw import Beside, Raw

STATUSES: Final = frozenset({"", "published", "draft", "hidden", "skip"})
FOLDER: Final = "pelican folder"  # the key that tells a body where its post lies in the content folder
FIRST_LINE: Final = ("tags", "date", "modified", "status", "category", "author", "save_as", "url", "authors", "slug")
WITH_TAGS: Final = ("pelican_liquid", "pelican")
DISCARDED: Final = ("tags", "status", "category", "author", "authors", "slug")  # where they are empty

# -- metadata --------------------------------------------------------------------------------------------------------


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* over what settings, folder and file name say of it, in Pelican's own reading."""
    settings = settings_of(beside)
    inside = os.path.relpath(os.path.join(beside.folder, path), str(settings[""])).replace(os.sep, "/")
    if is_below(inside, [*paths_of(settings, "PAGE_PATHS", ["pages"]), *paths_of(settings, "ARTICLE_EXCLUDES")]):
        raise NoPost("a page, and no article")
    if is_ignored(inside, settings):
        raise NoPost("a file that IGNORE_FILES or READERS in pelicanconf.py leaves out")
    if raw.type == "text/html":
        raw = of_head(raw)
    if uses(settings, "yaml_metadata") and (said := beside.head(os.path.join(beside.folder, path))):
        raw = replace(raw, metadata=said, via="yaml")
    own = {key.lower(): _line(key.lower(), value) for key, value in raw.metadata.items()}
    own = {key: value for key, value in own.items() if value or key not in DISCARDED}
    defaults, rules = around(settings, inside)
    metadata = {**defaults, **own}
    if not metadata.get("title"):
        raise NoPost("a file without a title, which Pelican leaves out")
    if str(metadata.get("status", "")).lower() not in STATUSES:
        raise NoPost("a file whose status Pelican does not know, and leaves out")
    for read in (_title, _words, _people, _dates):
        read(metadata, settings, raw)
    _address(metadata, settings, inside)
    metadata[FOLDER] = inside.rpartition("/")[0]
    rules = {key: rule for key, rule in rules.items() if key not in own}
    quotes = quotes_of(settings) if raw.type == "text/x-rst" else ""
    return replace(
        raw,
        metadata=metadata,
        rules={**raw.rules, **rules},
        type=f"{raw.type}; quotes={quotes}" if quotes else raw.type,
        passes=WITH_TAGS if raw.type == "text/markdown" and uses(settings, "liquid_tags") else None,
    )


def _line(key: str, value: object) -> object:
    """Of most keys only the first line counts."""
    return value.partition("\n")[0].strip() if isinstance(value, str) and key in FIRST_LINE else value


def _title(metadata: dict[str, Any], settings: Mapping[str, Any], raw: Raw) -> None:
    """Titles are HTML in Markdown, too; summaries are rendered."""
    formatted = [str(key).lower() for key in settings.get("FORMATTED_FIELDS") or ["summary"]]
    quotes = quotes_of(settings) if raw.type == "text/x-rst" else ""
    if quotes:
        metadata["title"] = languages.smart(str(metadata["title"]), quotes)
    if raw.type != "text/x-rst":
        metadata["title"] = plain(str(metadata["title"]))
    if settings.get("TYPOGRIFY"):
        is_oldschool = str(settings.get("TYPOGRIFY_DASHES")) == "oldschool"
        metadata["title"] = smart(metadata["title"] if is_oldschool else metadata["title"].replace("--", "—"))
    if isinstance(metadata.get("summary"), str) and raw.type != "text/x-rst":
        is_markdown = raw.type == "text/markdown" and "summary" in formatted
        said = pymarkdown.render(metadata["summary"]) if is_markdown else metadata["summary"]
        metadata["summary"] = markup.text_of(said)


def _words(metadata: dict[str, Any], _: Mapping[str, Any], __: Raw) -> None:
    """One category, whatever marks it has; tags are split at ";" if there is one, else at ","."""
    metadata["tags"] = list(_several(metadata.get("tags")))
    metadata["category"] = [str(metadata["category"])]


def _several(said: object) -> Iterator[str]:
    parts = said if isinstance(said, list) else str(said or "").split(";" if ";" in str(said) else ",")
    yield from dict.fromkeys(part for one in parts if one is not None and (part := str(one).strip()))


def _people(metadata: dict[str, Any], _: Mapping[str, Any], __: Raw) -> None:
    author = [metadata["author"]] if metadata.get("author") else []
    metadata["authors"] = list(dict.fromkeys([*author, *_several(metadata.pop("authors", None))]))


def _dates(metadata: dict[str, Any], _: Mapping[str, Any], __: Raw) -> None:
    """A post may name the zone of its times."""
    if isinstance(metadata.get("date"), str):
        metadata["date"] = metadata["date"].replace("_", " ")
    try:
        zone = ZoneInfo(str(metadata["timezone"]))
    except (KeyError, ValueError, OSError):
        return
    for key in ("date", "modified"):
        if isinstance(metadata.get(key), str | datetime):
            try:
                value, rules = dateutil.date(metadata[key], dates.Rules(zone=zone, order="mdy"))
                metadata[key] = dates.read(value, rules).instant
            except dates.Refused:
                continue


# -- addresses -------------------------------------------------------------------------------------------------------

# strftime's letters in our words; months' names are those of the machine's LOCALE, which says English as a rule.
DIRECTIVES: Final = {
    "Y": "{year}", "y": "{short_year}", "m": "{month}", "d": "{day}", "j": "{y_day}", "H": "{hour}", "M": "{minute}",
    "S": "{second}", "-m": "{i_month}", "-d": "{i_day}", "b": "{short_month}", "B": "{long_month}", "%": "%",
}  # fmt: skip
WORD: Final = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
DIRECTIVE: Final = re.compile(r"%(-?.)")


def rule_of(url: str) -> str:
    """ARTICLE_URL and its like as a rule of ours. Raises ValueError."""

    def directive(found: re.Match[str]) -> str:
        if found[1] not in DIRECTIVES:
            raise ValueError(f"it has {found[0]} in a date")
        return DIRECTIVES[found[1]]

    def word(found: re.Match[str]) -> str:
        name, form = found[1], found[2]
        if name == "date" and form:
            return DIRECTIVE.sub(directive, form)
        if name not in WORDS or form:
            raise ValueError(f"it has {found[0]}, which feedtool does not know")
        return found[0]

    return "/" + WORD.sub(word, url).lstrip("/")


def _address(metadata: dict[str, Any], settings: Mapping[str, Any], inside: str) -> None:
    """The slugs that addresses are made of, and the rule of posts in another language."""
    if metadata.get("url"):
        metadata[ROOTED] = metadata["url"].startswith("/")
        metadata["url"] = metadata["url"].lstrip("/")  # Pelican's link loses the site's path, its page does not
        return
    stem = os.path.splitext(inside.rpartition("/")[2])[0]
    by_name = text_of(settings, "SLUGIFY_SOURCE", "title") == "basename"
    metadata["slug"] = metadata.get("slug") or slugged(plain(stem) if by_name else str(metadata["title"]), settings)
    lang = text_of(settings, "DEFAULT_LANG", "en").lower()
    is_other = "lang" in metadata and metadata["lang"] != lang
    rule = text_of(settings, "ARTICLE_LANG_URL", "{slug}-{lang}.html") if is_other else text_of(settings, "ARTICLE_URL")
    metadata[ROOTED] = rule.startswith("/")
    if is_other:
        metadata["url"] = rule
    metadata["lang"] = metadata.get("lang") or lang
    if "{category}" in rule:
        metadata[CATEGORY] = slugged(plain(metadata["category"][0]), settings, "CATEGORY")
    if "{author}" in rule:
        people = metadata["authors"] or [text_of(settings, "AUTHOR")]
        metadata[AUTHOR] = slugged(plain(people[0]), settings, "AUTHOR")


ROOTED: Final = "url from the host"  # whether its rule begins with a slash: its link in the feed loses the site's path
CATEGORY: Final = "slug of the category"
AUTHOR: Final = "slug of the author"


def _said(key: str) -> Callable[[Place], str]:
    return lambda at: str(at.metadata.get(key) or "")


WORDS: Final[Mapping[str, Callable[[Place], str]]] = {
    "slug": lambda at: at.slug,
    "lang": _said("lang"),
    "category": _said(CATEGORY),
    "author": _said(AUTHOR),
    "path": lambda at: at.path,
    "short_month": lambda at: MONTHS[at.when.month - 1][:3] if at.when else "",
    "long_month": lambda at: MONTHS[at.when.month - 1] if at.when else "",
}


def own_id(place: Place, link: str, site: str) -> str:
    """The tag (RFC 4151) that feedgenerator makes of an address before it is escaped, and of the date as written."""
    if place.metadata.get(ROOTED):
        link = urljoin(site, "/" + link.removeprefix(site))
    parts = urlparse(unquote(link))
    day = f",{place.when:%Y-%m-%d}" if place.when else ""
    return f"tag:{parts.hostname}{day}:{parts.path}{parts.fragment and '/' + parts.fragment}"


PRESET: Final = Preset(
    name="pelican",
    outputs=("output",),
    suffixes=(".md", ".markdown", ".mkd", ".mdown", ".html", ".htm"),
    head="lines",
    keys={
        "published": ("date",),
        "updated": ("modified",),
        "authors": ("authors",),
        "tags": ("tags",),
        "categories": ("category",),
        "summary": ("summary",),
        "language": ("lang",),
        "id": (),
        "image": ("image", "cover", "og_image"),
        "link": ("url",),
    },
    hidden=(),
    prepare=prepare,
    order="mdy",
    date=dateutil.date,
    date_in_path=lambda *_: None,
    url="/{slug}.html",
    slug=slug,
    words=WORDS,
    rule_of=rule_of,
    id=own_id,
    in_own_zone=True,
    title_from_heading=False,
    body="text/x-python-markdown",
    passes=("pelican",),
    passes_of_rst=("pelican_rst",),
)
