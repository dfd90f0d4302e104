"""Zola. What each rule rests on: tests/cases/generators/zola/NOTES.md."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from feedtool import languages
from feedtool.presets import Preset, typed
from feedtool.presets.slugs import transliterated
from feedtool.raw import NoPost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.presets import Place
    from feedtool.raw import Beside, Raw

FILES: Final = ("zola.toml", "config.toml")
KEY: Final = "zola"  # of what prepare found out about a page's address
# A date at the head of a name, and what follows it. "2020-01-02x" has the date, too, and keeps its whole name.
NAMED: Final = re.compile(
    r"(?P<date>\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))?)(?:\s?[_-](?P<slug>.+))?",
    re.DOTALL,
)
PEOPLE: Final = frozenset({"author", "authors"})
FORBIDDEN: Final = str.maketrans("", "", '<>:"/\\|?*')


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* with the date, the terms and the address that Zola gives it. Raises NoPost."""
    root, said = _site(beside)
    content = os.path.join(root, "content") if root else beside.folder
    file = os.path.join(beside.folder, path)
    folder, _, name = os.path.relpath(file, content).replace(os.sep, "/").rpartition("/")
    stem, language = _language(name.rpartition(".")[0], said)
    if stem == "_index":
        raise NoPost("the page of a section")
    if stem == "index" and folder:
        folder, _, stem = folder.rpartition("/")
    metadata = {**raw.metadata, **_terms(raw.metadata)}
    rules: dict[str, str] = {}
    if section := _draft_section(folder, content, language, beside):
        metadata["draft"], rules["draft"] = True, f"{section}: draft"
    named = NAMED.match(stem)
    if language:
        metadata["language"] = language
    if isinstance(path_said := metadata.get("path"), str) and path_said.strip("/ "):
        metadata["path"] = f"/{path_said.strip().strip('/')}/"
    slug = _slug(metadata.get("slug"), stem, named, said)
    metadata[KEY] = "/".join(filter(None, (language, folder, slug)))
    fallbacks = {**raw.fallbacks, "published": named["date"]} if named else raw.fallbacks
    return replace(
        raw, metadata=metadata, rules={**raw.rules, **rules}, fallbacks=fallbacks, type=_markdown(said)
    )  # fmt: skip


# -- the site --------------------------------------------------------------------------------------------------------


def _site(beside: Beside) -> tuple[str, Mapping[str, Any]]:
    """The folder of the nearest site above the posts, and its configuration; "" where there is none."""

    def look() -> tuple[str, Mapping[str, Any]]:
        for folder in reversed(beside.above("x")):
            for name in FILES:
                found = beside.data(os.path.join(folder, name))
                if isinstance(found, dict) and "base_url" in found:
                    return folder, found
        return "", {}

    found: tuple[str, Mapping[str, Any]] = beside.once("zola", look)
    return found


def _markdown(said: Mapping[str, Any]) -> str:
    """The language of a site's Markdown: what its configuration switches on."""
    own = said.get("markdown")
    own = own if isinstance(own, dict) else {}
    words = {"smart_punctuation": "smart", "render_emoji": "emoji", "definition_list": "definitions"}
    return languages.markdown_with(*(word for key, word in words.items() if own.get(key) is True))


def languages_of(said: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """What a site says of each language; releases before 0.16 had a list."""
    rows = said.get("languages")
    if isinstance(rows, list):
        rows = {row.get("code"): row for row in rows if isinstance(row, dict)}
    return {str(key): row for key, row in rows.items() if isinstance(row, dict)} if isinstance(rows, dict) else {}


def other_languages(said: Mapping[str, Any]) -> list[str]:
    """The languages of a site beside its main one."""
    return [one for one in languages_of(said) if one != (said.get("default_language") or "en")]


def _language(stem: str, said: Mapping[str, Any]) -> tuple[str, str]:
    """*stem* without the language that it ends in, and the language; "" is the main one, whose suffix stays."""
    base, _, language = stem.rpartition(".")
    return (base, language) if base and language in other_languages(said) else (stem, "")


def _draft_section(folder: str, content: str, language: str, beside: Beside) -> str:
    """The page of a section above that is a draft, and with it all below; "" where there is none."""

    def look() -> str:
        names = folder.split("/") if folder else []
        name = f"_index.{language}.md" if language else "_index.md"
        for count in range(1, len(names) + 1):
            if str(beside.head(os.path.join(content, *names[:count], name)).get("draft")).lower() == "true":
                return "/".join((*names[:count], name))
        return ""

    return str(beside.once(f"zola draft {language} {folder}", look))


# -- metadata --------------------------------------------------------------------------------------------------------


def _terms(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Categories, and the terms of all other taxonomies as tags; what stands at the top is not Zola's."""
    table = metadata.get("taxonomies")
    terms = {key: value for key, value in table.items() if isinstance(value, list)} if isinstance(table, dict) else {}
    tags = [term for key, value in terms.items() if key not in {"categories", *PEOPLE} for term in value]
    return {"tags": tags, "categories": terms.get("categories", [])}


def _slug(own: object, stem: str, named: re.Match[str] | None, said: Mapping[str, Any]) -> str:
    """The last part of a page's address."""
    rules = said.get("slugify")
    rules = rules if isinstance(rules, dict) else {"paths": "off" if said.get("slugify_paths") is False else "on"}
    drops_date = named is not None and named["slug"] and not rules.get("paths_keep_dates")
    text = str(own).strip() if own not in (None, "") else named["slug"] if named and drops_date else stem
    return written(text, rules.get("paths", "on"))


def written(text: str, way: object) -> str:
    """*text* in an address, in one of the three ways that [slugify] knows."""
    return text if way == "off" else text.rstrip(" .").translate(FORBIDDEN) if way == "safe" else slugified(text)


def slug(word: str, per: str, beside: Beside) -> str:
    """A term of a taxonomy, or the name of one, in addresses. Raises SourceError."""
    if per == "language":
        return word
    rules = _site(beside)[1].get("slugify")
    return written(word, rules.get("taxonomies", "on") if isinstance(rules, dict) else "on")


def slugified(text: str) -> str:
    """*text* in ASCII, small letters and digits; a dash for all between."""
    return re.sub(r"[^a-z0-9]+", "-", transliterated(text).lower()).strip("-")


def _path(place: Place) -> str:
    return str(place.metadata.get(KEY) or place.stem)


PRESET: Final = Preset(
    name="zola",
    suffixes=(".md",),
    keys={
        "published": ("date",),
        "updated": ("updated",),
        "expires": (),
        "authors": ("authors", "taxonomies.authors", "extra.authors", "extra.author"),
        "tags": ("tags",),
        "categories": ("categories",),
        "summary": ("description",),
        "language": ("language",),
        "image": ("extra.image", "extra.cover", "extra.cover_image", "extra.thumbnail", "extra.og_image"),
        "id": (),
        "link": ("path",),
        "slug": ("slug",),
        "section": (),
    },
    hidden=(("draft", True),),
    prepare=prepare,
    zone=UTC,
    date_in_path=lambda _, __: None,
    must_have_date=False,
    url="/{path}/",
    slug=slug,
    words={"path": _path},
    id=typed,
    title_from_heading=False,
    title_of_path=lambda _: "",
    passes=("zola",),
)
