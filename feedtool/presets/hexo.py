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
from feedtool.presets.tables import nearest, table_of
from feedtool.raw import NoPost, Stamp
from feedtool.urls import BadAddressError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from feedtool.presets import Place
    from feedtool.raw import Beside, Raw

SETTINGS: Final = ("_config.yml", "_config.yaml", "_config.json")
NEW_POST: Final = ":title.md"
PERMALINK: Final = ":year/:month/:day/:title/"
# Letters that hexo-util spells in ASCII, and that are no others with marks on them.
SPELLED: Final = {
    **dict(zip("ßẞøØđĐħĦıłŁŀĿŧŦŉſ", "sSoOdDhHilLlLtTnl", strict=True)), "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
}  # fmt: skip
SMALL: Final = re.compile(r"a|an|and|as|at|but|by|en|for|if|in|nor|of|on|or|per|the|to|vs?\.?|via", re.IGNORECASE)
KEY: Final = "hexo"  # of what prepare found out about a post's address
# A word of a pattern, which an underscore does not end, and what of a path some of them stand for.
WORD: Final = re.compile(r":([A-Za-z0-9_]*[A-Za-z0-9])")
PARTS: Final = {"year": r"\d{4}", "month": r"\d{2}", "day": r"\d{2}", "i_month": r"\d{1,2}", "i_day": r"\d{1,2}",
                "hash": "[0-9a-f]{12}"}  # fmt: skip


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* with its terms in a row, its name's date where the site wants that, and what addresses are made of."""
    settings = nearest(beside, SETTINGS)
    pattern = str(settings.get("new_post_name") or NEW_POST)
    has_folders = _is_true(settings.get("post_asset_folder"))
    if re.search(r"(?:^|/)_|[~%]$", path):
        raise NoPost("a file that Hexo does not read")
    if has_folders and os.path.splitext(path)[1] != os.path.splitext(pattern)[1]:
        raise NoPost("a file that belongs to a post")
    named = named_by(os.path.splitext(path)[0], os.path.splitext(pattern)[0])
    metadata = {**raw.metadata, **{name: value for name, value in named.items() if name not in {*PARTS, "title"}}}
    if metadata.get("title") is None and _is_true(settings.get("use_slug_as_post_title")):
        metadata["title"] = named["title"]
    if metadata.get("title") and _is_true(metadata.get("titlecase", settings.get("titlecase"))):
        metadata["title"] = title_case(str(metadata["title"]))
    if said := metadata.get("permalink"):
        metadata["permalink"] = pretty(str(said), settings)
    paths = list(_paths(metadata.get("categories") or metadata.get("category")))
    metadata["categories"] = list(dict.fromkeys(name for path_ in paths for name in path_))
    tags = metadata.get("tags") or metadata.get("tag")
    metadata["tags"] = tags if isinstance(tags, list) else [tags] if tags not in (None, "") else []
    metadata[KEY] = {
        "title": named["title"], "name": named["title"].rpartition("/")[2], "category": _category(paths, settings),
        "defaults": table_of(settings, "permalink_defaults"),
    }  # fmt: skip
    fallbacks = dict(raw.fallbacks)
    month, day = (named.get(name) or named.get(f"i_{name}") for name in ("month", "day"))
    if "year" in named and month and day:
        fallbacks["published"] = f"{named['year']}-{month:0>2}-{day:0>2}"
    return replace(raw, metadata=metadata, fallbacks=fallbacks)


def named_by(stem: str, pattern: str) -> dict[str, str]:
    """What a whole path says, where it is as `new_post_name` wants it; else it is one word, the title."""
    wanted = WORD.sub(lambda found: f"({PARTS.get(found[1], '.+?')})", re.escape(pattern))
    found = re.fullmatch(wanted, stem)
    said = dict(zip(WORD.findall(pattern), found.groups(), strict=True)) if found else {}
    return said if "title" in said else {**said, "title": slug(stem)}


def _is_true(said: object) -> bool:
    return str(said).lower() == "true"


def _is_on(table: Mapping[str, Any], key: str) -> bool:
    """Whether nobody switched *key* off."""
    return str(table.get(key)).lower() != "false"


def title_case(title: str) -> str:
    """*title* with capitals, as the package titlecase has it: small words and words with capitals stay."""

    def word(found: re.Match[str]) -> str:
        at, end = found.span()
        before, after = title[max(at - 1, 0) : at], title[end : end + 1]
        is_inside = (
            at > 0 and after and title[max(at - 2, 0) : max(at - 1, 0)] != ":" and before.strip("-").strip() == ""
        )
        if is_inside and SMALL.fullmatch(found[0]) and (after != "-" or before == "-"):
            return found[0].lower()
        return found[0] if re.search(r"[A-Z]|\..", found[0][1:]) else found[0][0].upper() + found[0][1:]

    return re.sub(r"[A-Za-z0-9\u00C0-\u00FF]+[^\s-]*", word, title)


def pretty(permalink: str, settings: Mapping[str, Any]) -> str:
    """An address as `pretty_urls` wants it; where posts have folders of their own, it is one, or a page."""
    if _is_true(settings.get("post_asset_folder")) and not permalink.endswith(("/", ".html")):
        permalink += "/"
    wanted = table_of(settings, "pretty_urls")
    if permalink.endswith("index.html"):
        return permalink if _is_on(wanted, "trailing_index") else permalink.removesuffix("index.html")
    return permalink if _is_on(wanted, "trailing_html") else permalink.removesuffix(".html")


def _paths(said: object) -> Iterator[list[str]]:
    """Categories as Hexo has them: a list is one path from the highest to the lowest, a list of lists several."""
    if isinstance(said, list) and any(isinstance(one, list) for one in said):
        for one in said:
            yield from _paths(one)
    elif said not in (None, "", []):
        yield [str(one).strip() for one in (said if isinstance(said, list) else [said]) if str(one or "").strip()]


def _category(paths: list[list[str]], settings: Mapping[str, Any]) -> str:
    names = table_of(settings, "category_map")
    default = str(settings.get("default_category") or "uncategorized")
    return "/".join(str(names.get(name) or slug(name)) for name in (paths[-1] if paths else [default]))


def slug_of(word: str, per: str, beside: Beside) -> str:
    """A tag or a category in addresses. Raises SourceError."""
    settings = nearest(beside, SETTINGS)
    text = str(table_of(settings, f"{per}_map").get(word) or slug(word))
    case = str(settings.get("filename_case") or 0)
    return text.lower() if case == "1" else text.upper() if case == "2" else text


def slug(text: str) -> str:
    """*text* without marks on its Latin letters, one dash for what is no letter."""
    plain = "".join(map(_plain, re.sub(r"[\0-\x1f]", "", text)))
    return re.sub(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+", "-", plain).strip("-")


def _plain(letter: str) -> str:
    """A Latin letter in ASCII; of other scripts each stays as it is, for their marks are no ornament."""
    if letter.isascii() or letter in SPELLED:
        return SPELLED.get(letter, letter)
    first = unicodedata.normalize("NFKD" if "\uff21" <= letter <= "\uff5a" else "NFD", letter)[0]
    return first if first.isascii() and first.isalpha() else letter


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


def _about(place: Place) -> Mapping[str, Any]:
    """What prepare found out."""
    return table_of(place.metadata, KEY)


def _known(name: str) -> Callable[[Place], str]:
    return lambda place: str(_about(place).get(name, ""))


def word(name: str, place: Place) -> str:
    """Any key of the post, or of `permalink_defaults`, is a word of a permalink. Raises BadAddressError."""
    value = place.metadata.get(name)
    if value is None:
        value = table_of(_about(place), "defaults").get(name)
    if value is None or isinstance(value, dict | list):
        raise BadAddressError(f"the rule has :{name}, which the post does not say")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _hash(place: Place) -> str:
    seconds = int(place.when.timestamp()) if isinstance(place.when, datetime) else 0
    return hashlib.sha1(f"{_known('title')(place)}{seconds}".encode(), usedforsecurity=False).hexdigest()[:12]


DATED: Final = {
    "year": "{0:%Y}", "month": "{0:%m}", "day": "{0:%d}", "i_month": "{0.month}", "i_day": "{0.day}", "hour": "{0:%H}",
    "minute": "{0:%M}", "second": "{0:%S}",
}  # fmt: skip


def _at(pattern: str, *, local: bool = False) -> Callable[[Place], str]:
    """A part of the date. Hexo takes that of the machine which builds: most run in UTC, others are *local*."""
    return lambda at: pattern.format(at.when if local else at.when.astimezone(UTC)) if at.when else ""


WORDS: Final[Mapping[str, Callable[[Place], str]]] = {
    "title": _known("title"), "name": _known("name"), "category": _known("category"), "hash": _hash,
    "slug": _known("title"), "layout": lambda at: str(at.metadata.get("layout") or "post"),
    "post_title": lambda at: slug(at.title).lower(),
    "timestamp": lambda at: str(int(at.when.timestamp())) if at.when else "",
    **{name: _at(pattern) for name, pattern in DATED.items()},
    **{f"local_{name}": _at(pattern, local=True) for name, pattern in DATED.items()},
}  # fmt: skip


def rule_of(permalink: str, *, local: bool = False) -> str:
    """The site's permalink as a rule of ours; dates are those of the site's own zone where that is the machine's."""
    prefixes = dict.fromkeys(DATED, "local_") if local else {}
    return "/" + WORD.sub(lambda found: f"{{{prefixes.get(found[1], '')}{found[1]}}}", permalink.lstrip("/"))


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
    url=rule_of(PERMALINK),
    slug=slug_of,
    words=WORDS,
    word=word,
    title_from_heading=False,
    title_of_path=lambda _: "",
    body="text/x-smart-markdown",
    passes=("nunjucks",),
)  # fmt: skip
