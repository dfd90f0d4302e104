"""Hugo. What each rule rests on: tests/cases/generators/hugo/NOTES.md."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets import Preset
from feedtool.presets.hugo_links import KEY, WORDS, of_file, rule_of, sanitised
from feedtool.presets.hugo_pages import HTML, SUFFIXES, Page, page_of, slug
from feedtool.presets.hugo_site import dates_of, is_meant, is_yes, main_sections, markdown_of, small, table, text
from feedtool.raw import NoPost

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool.raw import Beside, Raw

DATE: Final = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
PUBLISHED: Final = ("publishdate", "pubdate", "published", "date", "lastmod", "modified")
UPDATED: Final = ("lastmod", "modified", "date", "publishdate", "pubdate", "published")
# Hugo's own words: what `params` says under one of them is a theme's business.
OWN: Final = frozenset({
    *DATE, "aliases", "build", "cascade", "description", "draft", "expirydate", "headless", "keywords", "lang",
    "layout", "linktitle", "markup", "menus", "outputs", "params", "path", "resources", "sitemap", "slug", "summary",
    "title", "type", "unpublishdate", "url", "weight",
})  # fmt: skip
ZONE_S_NAME: Final = re.compile(r"^((?:[A-Za-z]+,? |\d\d )[^+]*\d:\d\d) [A-Z]{3,4}\b")
NEVER: Final = ("never", "false")
NAMED: Final = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?:[-T](?P<clock>\d\d-\d\d-\d\d)(?!\d))?(?P<slug>.*)", re.DOTALL)


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* with keys in small letters, what cascades over it, and the dates, terms and authors that Hugo would see."""
    if not raw.metadata and path.lower().endswith(HTML):
        raise NoPost("a file without front matter, which Hugo copies as it is")
    page = page_of(path, beside)
    own = _flat(small(dict(raw.metadata)))
    lines = {key.lower(): line for key, line in raw.lines.items()}
    metadata, rules = dict(own), dict[str, str]()
    for cascade, file in page.above.cascades:
        if is_meant(cascade.target, page.path.lower(), page.language.key):
            more = {key: value for key, value in _flat(small(cascade.values)).items() if key not in metadata}
            metadata |= more
            rules |= dict.fromkeys(more, f"{file}: cascade")
    metadata |= {key: _unnamed(metadata[key]) for key in (*DATE, "expirydate", "unpublishdate") if key in metadata}
    slug = _date(metadata, lines, rules, page)
    _check(metadata, page)
    _terms(metadata, page)
    for key in ("authors", "author"):
        if metadata.get(key):
            metadata[key] = list(_people(metadata[key], beside, page))
    if not page.is_main:
        metadata["lang"] = text(page.language.said, "locale", "languagecode") or page.language.key
    if isinstance(metadata.get("url"), str):
        metadata["url"] = _url(metadata["url"].strip(), page)
    metadata[KEY] = _known(metadata, slug, page)
    kind = markdown_of(page.said) if raw.type == "text/markdown" else raw.type
    return replace(raw, metadata=metadata, lines=lines, rules={**raw.rules, **rules}, type=kind)


def _flat(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Hugo sees a theme's keys under `params` and at the top alike."""
    params = {key: value for key, value in table(metadata, "params").items() if key not in OWN}
    return {**params, **{key: value for key, value in metadata.items() if key != "params"}}


def _check(metadata: Mapping[str, Any], page: Page) -> None:
    """Raises NoPost for what Hugo builds no page of, or keeps out of its lists."""
    build = table(metadata, "build") or table(metadata, "_build")
    if str(build.get("render")).lower() in NEVER:
        raise NoPost("a page that Hugo does not build (build.render)")
    if str(build.get("list")).lower() in {*NEVER, "local"}:
        raise NoPost("a page that Hugo keeps out of its lists (build.list)")
    is_of_main_section = page.section and page.section.lower() in (main_sections(page.said) or (page.section.lower(),))
    if not is_of_main_section and not any(metadata.get(key) for key in DATE):
        raise NoPost("a page without a date, outside of the main sections")


# -- dates -----------------------------------------------------------------------------------------------------------


def _date(metadata: dict[str, Any], lines: dict[str, int], rules: dict[str, str], page: Page) -> str:
    """Put the four dates of a page under their first keys, where [frontmatter] says from where they come; the slug
    that the file's name then has.
    """
    lists = dates_of(page.said)
    if lists is None:
        return ""
    slug, named = "", NAMED.fullmatch(page.name)
    known: dict[str, Any] = {**metadata, ":filename": _day(named)}
    found = {}
    for name, keys in lists.items():
        key = next((key for key in keys if known.get(key) not in (None, "") and not _is_flag(known[key])), None)
        if key is None:
            continue
        found[name] = known[key]
        known.setdefault(name, known[key])  # Hugo has it from here on, as if the page had said it
        lines[name] = lines.get(key, 1)
        if key == ":filename" and named:
            slug, rules[name] = named["slug"].strip(" -_"), "file name"
    metadata |= found
    return slug


def _unnamed(date: Any) -> Any:
    """A date without the name of its zone, if it is of RFC 1123 or the like: Hugo reads it in the site's zone."""
    return ZONE_S_NAME.sub(r"\1", date) if isinstance(date, str) else date


def _day(named: re.Match[str] | None) -> str:
    if named is None:
        return ""
    return f"{named['day']}T{named['clock'].replace('-', ':')}" if named["clock"] else named["day"]


def _is_flag(value: object) -> bool:
    return str(value).lower() in {"true", "false"}


# -- terms and people --------------------------------------------------------------------------------------------------


def _terms(metadata: dict[str, Any], page: Page) -> None:
    """Categories under the name that this site has for them; the terms of all other taxonomies are tags."""
    names = {"tag": "tags", "category": "categories", **table(page.said, "taxonomies")}
    metadata["taxonomies"] = {str(many).lower(): _words(metadata.get(str(many).lower())) for many in names.values()}
    metadata["categories"] = _words(metadata.get(str(names.pop("category")).lower()))
    people = {"author", "authors"}
    terms = [_words(metadata.get(str(many).lower())) for one, many in names.items() if not {one, many} & people]
    metadata["tags"] = [term for several in terms for term in several]


def _words(value: Any) -> list[Any]:
    """A text is one term, whatever commas and blanks it has."""
    return value if isinstance(value, list) else [] if value in (None, "", {}) else [value]


def _people(said: Any, beside: Beside, page: Page) -> Iterator[Any]:
    """Authors; a key that the site's data or its pages of authors know becomes the person that it stands for."""
    for one in said if isinstance(said, list) else [said]:
        known = isinstance(one, str) and re.fullmatch(r"[\w-]{1,80}", one) and _person(one, beside, page)
        yield {"name": one, **known} if known else one


def _person(key: str, beside: Beside, page: Page) -> Mapping[str, Any] | None:
    for suffix in ("yaml", "yml", "toml", "json"):
        everyone = beside.data(os.path.join(page.root, "data", f"authors.{suffix}"))
        alone = beside.data(os.path.join(page.root, "data", "authors", f"{key}.{suffix}"))
        for found in (table(everyone if isinstance(everyone, dict) else {}, key), alone):
            if isinstance(found, dict) and found.get("name"):
                return {name: found[name] for name in ("name", "email", "url") if isinstance(found.get(name), str)}
    title = beside.head(os.path.join(page.content, "authors", key.lower(), "_index.md")).get("title")
    return {"name": title} if isinstance(title, str) and title else None


# -- addresses ---------------------------------------------------------------------------------------------------------


def _url(said: str, page: Page) -> str:
    """What a page says: below its language's prefix unless it begins with a slash; a folder unless it has a dot."""
    whole = said if said.startswith("/") or "://" in said else f"/{page.language.prefix}/{said}".replace("//", "/")
    return whole.removesuffix("index.html") if "." in said or said.endswith("/") else f"{whole}/"


def _known(metadata: Mapping[str, Any], slug: str, page: Page) -> dict[str, str]:
    """What the words of hugo_links are made of."""
    keeps_case = is_yes(page.said.get("disablepathtolower"))
    accents = not is_yes(page.said.get("removepathaccents"))
    own = str(metadata.get("slug") or slug).strip("-")
    last = sanitised(own, keeps_case=keeps_case, accents=accents).strip("/") if own else ""
    folder, _, name = page.path.rpartition("/")
    where = [of_file(one, keeps_case=keeps_case, accents=accents) for one in (folder, name, page.above.section)]
    return {
        "language": page.language.prefix,
        "path": f"{where[0]}/{last or where[1]}".strip("/"),
        "name": page.name,
        "slug": own,
        "section": where[2] if "/" not in where[2] else "",
        "sections": where[2],
        "sectionslugs": "/".join(sanitised(one, keeps_case=keeps_case, accents=accents) for one in page.above.slugs),
        "keeps_case": "yes" if keeps_case else "",
        "no_accents": "" if accents else "yes",
    }


PRESET: Final = Preset(
    name="hugo",
    suffixes=SUFFIXES,
    keys={
        "published": PUBLISHED,
        "updated": UPDATED,
        "expires": ("expirydate", "unpublishdate"),
        "when": DATE,
        "authors": ("authors", "author"),
        "tags": ("tags",),
        "categories": ("categories",),
        "summary": ("description", "summary"),
        "language": ("lang",),
        "image": ("images", "image", "cover", "featured_image", "featuredImage", "thumbnail"),
        "id": (),
        "link": ("url",),
        "slug": ("slug",),
        "section": (),
    },
    hidden=(("draft", True), ("published", False), ("headless", True)),
    prepare=prepare,
    url="/{language}/{path}/",
    slug=slug,
    words=WORDS,
    rule_of=rule_of,
    in_own_zone=True,
    title_from_heading=False,
    title_of_path=lambda _: "",
    passes=("hugo",),
)
