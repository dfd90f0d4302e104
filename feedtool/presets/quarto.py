"""Quarto websites. What its rules rest on: tests/cases/generators/quarto/NOTES.md."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from feedtool import markdown
from feedtool.markup import text_of
from feedtool.presets import Preset, typed
from feedtool.presets.quarto_bodies import frozen, with_files
from feedtool.presets.tables import nearest
from feedtool.raw import NoPost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.presets import Place
    from feedtool.raw import Beside, Raw

MARKED: Final = re.compile(r"[*_`\\\[<]")
PROJECT: Final = ("_quarto.yml", "_quarto.yaml")
OF_PROJECT: Final = frozenset({"author", "lang", "draft"})  # of a project's keys, those that its posts take over
OF_BUILD: Final = frozenset({"last-modified", "today", "now"})  # dates that are those of a file or of the build
DEFAULTS: Final = ("_metadata.yml", "_metadata.yaml")


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* above the defaults of its folders and of the project."""
    if re.search(r"(?:^|/)_", path) or path.rpartition("/")[2].partition(".")[0].lower() == "readme":
        raise NoPost("a file that Quarto does not render")
    metadata: dict[str, Any] = {}
    rules: dict[str, str] = {}
    for folder in beside.above(path):
        for name in (*PROJECT, *DEFAULTS):
            said = beside.data(os.path.join(folder, name))
            if isinstance(said, dict):
                kept = {key: value for key, value in said.items() if name in DEFAULTS or key in OF_PROJECT}
                metadata = _merged(metadata, kept)
                rules |= dict.fromkeys(kept, name)
    if _is_listed_as_draft(path, beside):
        metadata["draft"] = True
    rules = {key: name for key, name in rules.items() if key not in raw.metadata}
    metadata = _merged(metadata, raw.metadata)
    if str(metadata.get("date-modified")).strip() in OF_BUILD:  # the feed of Quarto has none at all
        del metadata["date-modified"]
    if "author" in metadata:
        metadata["author"] = _people(metadata["author"])
    project = str(nearest(beside, PROJECT)[""])
    body = frozen(path, project, metadata, beside)
    folder = os.path.dirname(os.path.join(beside.folder, path))
    body = with_files(raw.body if body is None else body, folder, project, beside)
    return replace(raw, metadata=metadata, body=body, rules={**raw.rules, **rules})


def _people(value: Any) -> Any:
    """Authors with their names as text: Quarto has them in parts as well."""
    if isinstance(value, list):
        return [_people(one) for one in value]
    if not isinstance(value, dict):
        return value
    name = value.get("name", value)
    if isinstance(name, dict):
        parts = (name.get(key) for key in ("given", "dropping-particle", "non-dropping-particle", "family"))
        name = name.get("literal") or " ".join(str(part) for part in parts if part)
    return {**value, "name": name}


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Tables of both; lists of both where one is a list, as Quarto joins them; else what stands *above*."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = _merged(old, value)
        elif old is not None and (isinstance(old, list) or isinstance(value, list)):
            more = value if isinstance(value, list) else [value]
            merged[key] = [*(old if isinstance(old, list) else [old]), *(item for item in more if item != old)]
        else:
            merged[key] = value
    return merged


def _is_listed_as_draft(path: str, beside: Beside) -> bool:
    """Whether the project names the file in website.drafts."""
    for folder in beside.above(path):
        for name in PROJECT:
            said = beside.data(os.path.join(folder, name))
            site = said.get("website") if isinstance(said, dict) else None
            drafts = site.get("drafts") if isinstance(site, dict) else None
            whole = os.path.relpath(os.path.join(beside.folder, path), folder).replace(os.sep, "/")
            if whole in ([drafts] if isinstance(drafts, str) else drafts or []):
                return True
    return False


def title_of(_: str) -> str:
    """No file's name is a title. Raises NoPost."""
    raise NoPost("a page without a title")


def title(text: str) -> str:
    """*text*, in which Markdown may mark words, as it is shown."""
    return text if not MARKED.search(text) else text_of(markdown.render(text))


def _path(place: Place) -> str:
    """A page has the suffix .html; an index is its folder."""
    folder, _, name = place.path.rpartition("/")
    stem = name.rpartition(".")[0]
    if stem == "index":
        return f"{folder}/" if folder else ""
    return f"{folder}/{stem}.html" if folder else f"{stem}.html"


PRESET: Final = Preset(
    name="quarto",
    outputs=("_site", "docs", "_freeze", "_book"),
    suffixes=(".qmd", ".md", ".rmd", ".ipynb"),
    keys={
        "published": ("date",),
        "updated": ("date-modified",),
        "authors": ("author",),
        "tags": (),
        "categories": ("categories",),
        "summary": ("description", "subtitle", "abstract"),
        "language": ("lang",),
        "image": ("image",),
        "id": (),
        "link": (),
        "slug": (),
    },
    hidden=(("draft", True),),
    prepare=prepare,
    order="mdy",
    must_have_date=False,
    url="/{path}",
    words={"path": _path},
    id=typed,
    title_of_path=title_of,
    title=title,
    body="text/x-smart-markdown",
    passes=("quarto",),
)
