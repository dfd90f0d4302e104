"""Jekyll 3 and 4, and its feed plugin. What each rule rests on: tests/cases/generators/jekyll/NOTES.md."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from feedtool import urls
from feedtool.globs import matches
from feedtool.presets import Place, Preset
from feedtool.presets.jekyll_ids import TYPED, kind_of
from feedtool.presets.slugs import DAYS, MONTHS, kept, smart, without_tags
from feedtool.presets.tables import nearest, table_of, word_of
from feedtool.raw import NoPost, Stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool import dates
    from feedtool.raw import Beside, Raw

NAME: Final = re.compile(r"(?:^|/)(?P<date>(?P<year>\d{2,4})-\d{1,2}-\d{1,2})-(?P<slug>[^/]*)\.(?P<suffix>[^./]+)$")
# What plugins render, and nobody here: these bodies come from built pages.
OTHERS: Final = {
    ".textile": "text/x-textile", ".adoc": "text/x-asciidoc", ".asciidoc": "text/x-asciidoc", ".org": "text/x-org",
}  # fmt: skip
SETTINGS: Final = ("_config.yml", "_config.yaml", "_config.toml")
IDS: Final = ":ids"  # which ones the site's own feed has, as jekyll_ids tells
ADDRESS: Final = ":categories"  # all categories of a post, which are in its address
STYLES: Final = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}

# -- metadata --------------------------------------------------------------------------------------------------------


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* with the site's defaults, its categories and authors as Jekyll gathers them."""
    whole = os.path.join(os.path.basename(beside.folder), path).replace(os.sep, "/")
    if "_posts/" not in f"/{whole}":
        raise NoPost("a page that lies in no _posts")
    if (named := NAME.search(path)) is None:
        raise NoPost("a file in _posts whose name has no date")
    if "_posts/_" in f"/{whole}":
        raise NoPost("a file in _posts with a _ before its name")
    settings = nearest(beside, SETTINGS)
    root = os.path.join(str(settings.get("", beside.folder)), word_of(settings, "source"))
    top = os.path.join(root, word_of(settings, "collections_dir"))
    inside = os.path.relpath(os.path.join(beside.folder, path), top).replace(os.sep, "/")
    defaults, origins = _defaults(settings, inside)
    own = {key: value for key, value in raw.metadata.items() if value is not None}  # nil does not undo a default
    metadata = {**defaults, **own}
    categories = [*_folders(inside), *_several(defaults, "categor"), *_several(own, "categor")]
    if quotes := word_of(table_of(settings, "kramdown"), "smart_quotes"):
        metadata |= {"title": _quoted(metadata["title"], quotes)} if isinstance(metadata.get("title"), str) else {}
    metadata[ADDRESS] = list(dict.fromkeys(categories))
    metadata[IDS] = beside.once("ids", lambda: kind_of(settings, beside))
    one = metadata.get("category")  # its feed then has no other
    metadata["categories"] = metadata[ADDRESS] if isinstance(one, list) else list(_flat(one)) or metadata[ADDRESS]
    metadata["tags"] = _several(own, "tag") or _several(defaults, "tag")
    said = next((one[key] for one in (own, defaults) for key in ("author", "authors") if one.get(key)), None)
    if said:
        metadata["author"] = _people(said, beside, os.path.join(root, word_of(settings, "data_dir") or "_data"))
    rules = {key: f"{name}: defaults" for key, name in origins.items() if key not in own}
    liquid = () if str(metadata.get("render_with_liquid")).lower() == "false" else ("liquid",)
    kramdown = () if raw.type == "text/html" else ("kramdown",)
    language = OTHERS.get(f".{named['suffix'].lower()}", raw.type)
    year = named["year"] if len(named["year"]) == 4 else f"20{named['year']:0>2}"  # noqa: PLR2004 - "21" is 2021
    return replace(
        raw, metadata=metadata, rules={**raw.rules, **rules}, type=language, passes=(*liquid, *kramdown),
        fallbacks={**raw.fallbacks, "published": re.sub(r"^\d+", year, named["date"])},
    )  # fmt: skip


def _defaults(settings: Mapping[str, Any], path: str) -> tuple[dict[str, Any], dict[str, str]]:
    """What the configuration says of the posts at *path*, and where: the longest scope last, as Jekyll has it."""
    found: list[tuple[int, bool, Mapping[str, Any]]] = []
    rows = settings.get("defaults")
    for row in rows if isinstance(rows, list) else []:
        scope, values = (row.get("scope") or {}, row.get("values")) if isinstance(row, dict) else ({}, None)
        if not isinstance(values, dict) or not isinstance(scope, dict) or scope.get("type", "posts") != "posts":
            continue
        place = str(scope.get("path") or "").strip("/")
        if not place or path == place or path.startswith(place + "/") or ("*" in place and _is_below(path, place)):
            found.append((len(place), "type" in scope, values))
    metadata: dict[str, Any] = {}
    for _, _, values in sorted(found, key=lambda one: one[:2]):
        categories = [*_several(metadata, "categor"), *_several(values, "categor")]
        metadata |= {**values, "categories": categories} if categories else values
    return metadata, dict.fromkeys(metadata, "_config.yml")


def _is_below(path: str, glob: str) -> bool:
    return matches(path, [glob, f"{glob}/**"])


def _folders(path: str) -> list[str]:
    """The folders above _posts are categories."""
    above, mark, _ = path.partition("_posts/")
    return [name for name in above.split("/") if name] if mark else []  # none: a source in _posts, and no _config


def _several(metadata: Mapping[str, Any], word: str) -> list[str]:
    """Tags or categories: the plural's text is split at blanks; the singular is one, whatever blanks it has."""
    one, many = (metadata.get(f"{word}{ending}") for ending in (("y", "ies") if word == "categor" else ("", "s")))
    return list(dict.fromkeys([*(many.split() if isinstance(many, str) else _flat(many)), *_flat(one)]))


def _flat(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list | tuple) else [value]:
        if isinstance(item, list | tuple):
            yield from _flat(item)
        elif item is not None and str(item).strip():
            yield str(item).lower() if isinstance(item, bool) else str(item)


def _people(said: Any, beside: Beside, folder: str) -> list[Any]:
    """Authors; a key of the data file authors becomes the person that it stands for."""
    known: Any = None
    for name in ("authors.yml", "authors.yaml", "authors.json", "authors.toml"):
        known = known or beside.data(os.path.join(folder, name))
    people = []
    for one in said if isinstance(said, list) else [said]:
        person = known.get(one) if isinstance(known, dict) and isinstance(one, str) else None
        people.append({"name": one, **person} if isinstance(person, dict) else one)
    return people


# -- dates -----------------------------------------------------------------------------------------------------------

CURLY: Final = "‘’“”"
WITH_SECONDS: Final = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt]|\s+)\d\d?:\d\d:\d\d(?:\.\d*)?")


def date(value: Any, rules: dates.Rules) -> tuple[Any, dates.Rules]:
    """Without quotes and with seconds, Ruby's YAML reads a time without a zone as UTC; all others are the site's."""
    is_utc = isinstance(value, Stamp) and WITH_SECONDS.fullmatch(value)
    return value, rules._replace(zone=UTC) if is_utc else rules


# -- addresses and titles ----------------------------------------------------------------------------------------------


def _quoted(title: str, names: str) -> str:
    """*title* with its quotes as kramdown's smart_quotes names them, in HTML: "apos,apos,quot,quot" leaves them."""
    marks = [unescape(f"&{name.strip()};") for name in names.split(",")]
    if len(marks) != len(CURLY) or not {*CURLY}.isdisjoint(title):
        return title
    table = str.maketrans(dict(zip(CURLY, marks, strict=True)))
    return smart(title).translate(table).replace('"', "&quot;").replace("'", "&#39;")


def _slug(place: Place) -> str:
    found = NAME.search(place.path)
    return place.slug or (found["slug"] if found else place.stem.rpartition("/")[2])


def _categories(place: Place) -> list[str]:
    said = place.metadata.get(ADDRESS)
    return said if isinstance(said, list) else list(place.categories)


def _pretty(text: str) -> str:
    return re.sub(r"^-|-$", "", kept(text, "._~!$&'()+,;=@"))


def _plain(text: str) -> str:
    return re.sub(r"^-|-$", "", kept(text.lower()))


def _month(place: Place) -> str:
    return MONTHS[place.when.month - 1] if place.when else ""


def _day(place: Place) -> str:
    return DAYS[place.when.weekday()] if place.when else ""


def _iso(pattern: str, place: Place) -> str:
    return place.when.strftime(pattern) if place.when else ""


WORDS: Final = {
    "title": lambda at: _pretty(_slug(at)),
    "slug": lambda at: _plain(_slug(at)),
    "name": lambda at: _plain(at.stem.rpartition("/")[2]),
    "categories": lambda at: "/".join(dict.fromkeys(name.lower() for name in _categories(at))),
    "slugified_categories": lambda at: "/".join(dict.fromkeys(map(_plain, _categories(at)))),
    "path": lambda at: at.stem,
    "collection": lambda _: "posts",
    "output_ext": lambda _: ".html",
    "long_month": _month,
    "short_month": lambda at: _month(at)[:3],
    "long_day": _day,
    "short_day": lambda at: _day(at)[:3],
    "week": lambda at: _iso("%V", at),
    "w_year": lambda at: _iso("%G", at),
    "w_day": lambda at: _iso("%u", at),
}
KNOWN: Final = (
    *WORDS, "year", "short_year", "month", "i_month", "day", "i_day", "y_day", "hour", "minute", "second",
)  # fmt: skip
WORD: Final = re.compile(rf":({'|'.join(sorted(KNOWN, key=len, reverse=True))}|[a-z_]+)")


def rule_of(permalink: str) -> str:
    """A permalink or the name of a style as a rule of ours. Raises ValueError."""

    def word(found: re.Match[str]) -> str:
        if found[1] not in KNOWN:
            raise ValueError(f"it has :{found[1]}, which posts of Jekyll do not know")
        return f"{{{found[1]}}}"

    return WORD.sub(word, STYLES.get(permalink, permalink))


def title_of(path: str) -> str:
    """The file's name as Jekyll makes a title of it: a capital to each word, and no other."""
    found = NAME.search(path)
    return " ".join(word.capitalize() for word in (found["slug"] if found else path).split("-"))


def own_id(place: Place, link: str, site: str) -> str:
    """Jekyll's `post.id`: the folder of the address, and the slug before it is made one (lib/jekyll/document.rb)."""
    inside, kind = link.removeprefix(site), place.metadata.get(IDS)
    if not kind or inside == link:
        return link
    folder = inside.rstrip("/").rpartition("/")[0]
    id_ = f"{folder}/{_slug(place).lstrip('/')}".lstrip("/")
    return site + id_ if kind == TYPED else urls.below(site, f"/{id_}")


PRESET: Final = Preset(
    name="jekyll",
    outputs=("_site", "_cache"),
    suffixes=(".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".htm", *OTHERS),
    keys={
        "published": ("date",),
        "updated": ("last_modified_at",),
        "authors": ("author", "authors"),
        "tags": ("tags",),
        "categories": ("categories",),
        "summary": ("description", "excerpt"),
        "language": ("lang",),
        "id": (),
        "link": ("permalink",),
    },
    hidden=(("draft", True), ("published", False)),
    prepare=prepare,
    order="dmy",
    date=date,
    url=rule_of("date"),
    slug=lambda word, _, __: word,  # jekyll-feed takes words as they are, and only some
    words=WORDS,
    rule_of=rule_of,
    id=own_id,
    title_from_heading=False,
    title_of_path=title_of,
    title=lambda title: unescape(without_tags(smart(title))).strip(),  # HTML to the feed, and old posts write &amp;
    body="text/markdown; with=smart-definitions",  # as languages.markdown_with has it
    passes=("liquid", "kramdown"),
)
