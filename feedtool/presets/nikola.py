"""Nikola 8. What each rule rests on: tests/cases/generators/nikola/NOTES.md."""

from __future__ import annotations

import html
import os
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from feedtool import globs, languages
from feedtool.presets import Preset, dateutil
from feedtool.presets.html_head import of_head
from feedtool.presets.slugs import transliterated
from feedtool.presets.tables import nearest
from feedtool.raw import NoPost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool import dates
    from feedtool.raw import Beside, Raw

SETTINGS: Final = "conf.py"
CATEGORY: Final = "nikola.category"  # of a post, for feeds: no entry has it
FORMATS: Final = {"text": "nikola", "yaml": "yaml", "toml": "toml"}  # how METADATA_MAPPING calls heads
HEAD: Final = re.compile(r"<(?:head|title|meta)\b", re.IGNORECASE)
UNSAFE: Final = re.compile(r"[/\\?#\"'\r\n\t*:<>|]")  # of a name that is no slug (utils.py, slugify)
# Nikola's own reading of what dateutil would turn round (utils.py, to_datetime).
OFFSET: Final = re.compile(r" UTC([+-]\d\d:\d\d)")

# -- settings --------------------------------------------------------------------------------------------------------


def of_language(value: Any, language: str) -> Any:
    """A setting that may be a table of languages, in that one."""
    return value.get(language) if isinstance(value, dict) else value


def text_of(settings: Mapping[str, Any], key: str, default: str = "") -> str:
    """A setting that is text, in the site's own language."""
    value = of_language(settings.get(key, default), str(settings.get("DEFAULT_LANG", "en")))
    return value if isinstance(value, str) else default


def rows_of(settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """POSTS: globs of files, and where their pages go."""
    language = str(settings.get("DEFAULT_LANG", "en"))
    rows = settings.get("POSTS")
    return [
        (row[0], str(of_language(row[1], language) or ""))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, list) and len(row) > 1 and isinstance(row[0], str)
    ]  # fmt: skip


# -- metadata --------------------------------------------------------------------------------------------------------


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* over what its name and the site's settings say, or what the file beside it says in its place."""
    settings = nearest(beside, (SETTINGS,))
    inside = os.path.relpath(os.path.join(beside.folder, path), str(settings[""])).replace(os.sep, "/")
    folder = _destination(settings, inside)
    _refuse_translation(settings, path, beside)
    stem = os.path.splitext(inside.rpartition("/")[2])[0]
    raw = _with_head(_with_docinfo(raw, settings))
    sidecar = beside.head(os.path.splitext(os.path.join(beside.folder, path))[0] + ".meta", "comment")
    mapped = _mapped(raw.metadata, settings, FORMATS.get(raw.via, raw.via))
    of_name = _of_name(settings, inside)
    own = {key: value for key, value in (sidecar or mapped).items() if value is not None and value != ""}
    metadata: dict[str, Any] = {"title": stem, **of_name, **own}
    metadata["title"] = _title(metadata, settings)
    _words(metadata, settings)
    _enclosure(metadata)
    rules = dict.fromkeys((key for key in metadata if key not in own), "file name")
    if sidecar:
        rules |= dict.fromkeys(sidecar, ".meta")
    metadata["nikola"] = {"category": _categories(metadata.get("category"), settings)}
    address = _address(metadata, settings, folder, stem)
    return replace(
        raw, metadata=metadata, rules={**raw.rules, **rules}, lines={} if sidecar else raw.lines,
        fallbacks={**raw.fallbacks, "url": address},
    )  # fmt: skip


def _destination(settings: Mapping[str, Any], inside: str) -> str:
    """The folder of the page of the file at *inside*. Raises NoPost where POSTS names no such file."""
    rows = rows_of(settings)
    folder, _, name = inside.rpartition("/")
    for glob, destination in rows:
        base, _, pattern = os.path.normpath(glob).replace(os.sep, "/").rpartition("/")
        if (folder == base or f"{folder}/".startswith(f"{base}/") or not base) and globs.matches(name, [pattern]):
            below = os.path.relpath(folder or ".", base or ".").replace(os.sep, "/")
            return os.path.normpath(os.path.join(destination.lstrip("/"), below)).replace(os.sep, "/")
    if rows:
        raise NoPost("a file that POSTS in conf.py does not name")
    return folder


def _refuse_translation(settings: Mapping[str, Any], path: str, beside: Beside) -> None:
    """Raises NoPost for the text of a post in another language, which is in the feed of that one."""
    known = settings.get("TRANSLATIONS")
    others = [key for key in known if key != settings.get("DEFAULT_LANG", "en")] if isinstance(known, dict) else []
    pattern = re.escape(text_of(settings, "TRANSLATIONS_PATTERN", "{path}.{lang}.{ext}"))
    parts = {
        "path": r"(?P<path>.+)",
        "lang": f"(?:{'|'.join(map(re.escape, map(str, others)))})",
        "ext": r"(?P<ext>[^.]+)",
    }
    for name, part in parts.items():
        pattern = pattern.replace(rf"\{{{name}\}}", part)
    found = re.fullmatch(pattern, path) if others and "(?P<path>" in pattern and "(?P<ext>" in pattern else None
    if found is None:
        return
    original = os.path.join(beside.folder, f"{found['path']}.{found['ext']}")
    if beside.text(original) is not None or not settings.get("SHOW_UNTRANSLATED_POSTS", True):
        raise NoPost("a text in another language")


def _with_docinfo(raw: Raw, settings: Mapping[str, Any]) -> Raw:
    """The fields and the title of reStructuredText, where they count."""
    if raw.type != "text/x-rst" or not settings.get("USE_REST_DOCINFO_METADATA"):
        return raw
    outline = languages.outline(raw.body, text_of(settings, "DEFAULT_LANG", "en"))
    fields = {"title": outline.title, **outline.fields}
    if isinstance(people := fields.get("authors"), list):
        fields.setdefault("author", "; ".join(map(str, people)))
    return replace(raw, metadata={**_mapped(fields, settings, "rest_docinfo"), **raw.metadata}, body=outline.body)


def _with_head(raw: Raw) -> Raw:
    """What the head of a page of HTML says, below what the post says in Nikola's own way."""
    if raw.type != "text/html" or not HEAD.search(raw.body):
        return raw
    page = of_head(raw)
    said = {key: html.unescape(value) if isinstance(value, str) else value for key, value in page.metadata.items()}
    return replace(page, metadata={**said, **raw.metadata})


def _mapped(metadata: Mapping[str, Any], settings: Mapping[str, Any], format_: str) -> dict[str, Any]:
    """*metadata* with other programs' keys beside Nikola's own."""
    mapping = settings.get("METADATA_MAPPING")
    rows = mapping.get(format_) if isinstance(mapping, dict) else None
    names = {key: ours for key, ours in rows.items() if isinstance(ours, str)} if isinstance(rows, dict) else {}
    return {**metadata, **{names[key]: value for key, value in metadata.items() if key in names}}


def _of_name(settings: Mapping[str, Any], inside: str) -> dict[str, Any]:
    try:
        found = re.match(text_of(settings, "FILE_METADATA_REGEXP"), inside)
    except re.error:
        return {}
    said = {key.lower(): value for key, value in (found.groupdict() if found else {}).items() if value}
    if "title" in said and settings.get("FILE_METADATA_UNSLUGIFY_TITLES", True):
        said["title"] = re.sub(r"[_.-]", " ", said["title"]).strip().capitalize()
    return said


def _title(metadata: Mapping[str, Any], settings: Mapping[str, Any]) -> str:
    """The title as feeds have it: some posts have none to be seen."""
    hiding = settings.get("TYPES_TO_HIDE_TITLE")
    kind = str(metadata.get("type", "")).strip()
    is_hidden = metadata.get("hidetitle") or kind in (hiding if isinstance(hiding, list) else [])
    title = str(metadata["title"]).strip()
    return "" if is_hidden or title == "NO TITLE" else title


def _words(metadata: dict[str, Any], settings: Mapping[str, Any]) -> None:
    """Tags in their order, of which two may be a status; one author, unless the site has several."""
    said = metadata.get("tags", "")
    tags = {str(tag).strip() for tag in (said if isinstance(said, list) else str(said).split(","))} - {""}
    if settings.get("USE_TAG_METADATA", True) and (states := {"draft", "private"} & {tag.lower() for tag in tags}):
        metadata["status"] = min(states)
        tags -= {"draft", "private"}
    metadata["tags"] = sorted(tags, key=_natural)
    author = metadata.get("author")
    if isinstance(author, str):
        several = author.split(",") if settings.get("MULTIPLE_AUTHORS_PER_POST") else [author]
        metadata["author"] = [name.strip() for name in several if name.strip()]


def _natural(word: str) -> list[tuple[bool, int, str]]:
    parts = re.findall(r"[0-9]+|[^0-9]+", word.casefold())
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _enclosure(metadata: dict[str, Any]) -> None:
    if metadata.get("enclosure"):
        table = {"url": metadata["enclosure"], "length": metadata.get("enclosure_length")}
        metadata["enclosure"] = {key: value for key, value in table.items() if value}


# -- dates and addresses ---------------------------------------------------------------------------------------------


def date(value: Any, rules: dates.Rules) -> tuple[Any, dates.Rules]:
    """What dateutil reads, but for offsets behind UTC."""
    return dateutil.date(OFFSET.sub(r" \1", value) if isinstance(value, str) else value, rules)


def _address(metadata: Mapping[str, Any], settings: Mapping[str, Any], folder: str, stem: str) -> str:
    """Where the page lies below the site, as an address."""
    slug = str(metadata.get("slug") or "") or _slugged(stem, settings)
    translations = settings.get("TRANSLATIONS")
    prefix = translations.get(settings.get("DEFAULT_LANG", "en")) if isinstance(translations, dict) else ""
    is_pretty = settings.get("PRETTY_URLS", True) and slug != "index"
    if str(metadata.get("pretty_url", "")).lower() in {"true", "false"}:
        is_pretty = str(metadata["pretty_url"]).lower() == "true" and slug != "index"
    name = f"{slug}/index.html" if is_pretty else f"{slug}.html"
    parts = [part for whole in (str(prefix or ""), folder, name) for part in whole.split("/") if part not in {"", "."}]
    path = "/".join(parts)
    if settings.get("STRIP_INDEXES", True) and (path == "index.html" or path.endswith("/index.html")):
        path = path.removesuffix("index.html")
    return "/" + quote(unicodedata.normalize("NFC", path), safe="/~")


def _slugged(stem: str, settings: Mapping[str, Any]) -> str:
    if not settings.get("USE_SLUGIFY", True):
        return UNSAFE.sub("-", stem)
    return re.sub(r"[-\s]+", "-", re.sub(r"[^+\w\s-]", "", transliterated(stem)).strip().lower())


def slug(word: str, per: str, beside: Beside) -> str:
    """A tag, a category (a dash between it and that which it lies in) or an author in addresses. Raises SourceError."""
    settings = nearest(beside, (SETTINGS,))
    if not settings.get("SLUG_AUTHOR_PATH" if per == "author" else "SLUG_TAG_PATH", True):
        return word
    has_levels = per == CATEGORY and settings.get("CATEGORY_ALLOW_HIERARCHIES")
    return "-".join(_slugged(part, settings) for part in (word.split("/") if has_levels else [word]))


def _categories(said: object, settings: Mapping[str, Any]) -> list[str]:
    """The category of a post, and those that it lies in."""
    name = str(said or "").strip()
    parts = name.split("/") if settings.get("CATEGORY_ALLOW_HIERARCHIES") else [name]
    return ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)] if name else []


PRESET: Final = Preset(
    name="nikola",
    outputs=("output", "cache"),
    suffixes=(".md", ".mdown", ".markdown", ".html", ".htm"),
    head="comment",
    keys={
        "published": ("date",),
        "updated": ("updated",),
        "authors": ("author",),
        "tags": ("tags",),
        "categories": (),
        "summary": ("description",),
        "language": (),
        "id": ("guid",),
        "image": ("previewimage",),
        "enclosures": ("enclosure",),
        "link": (),
    },
    hidden=(),
    prepare=prepare,
    order="mdy",
    date=date,
    date_in_path=lambda *_: None,
    url="/{sections}/{slug}/",
    slug=slug,
    title_from_heading=False,
    body="text/x-python-markdown",
    passes=("nikola", "pelican"),
    passes_of_rst=("nikola_rst",),
)
