"""Docusaurus 2 and 3, its blog plugin. What each rule rests on: tests/cases/generators/docusaurus/NOTES.md."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from feedtool import dates
from feedtool.presets import Preset, typed
from feedtool.presets.docusaurus_site import known, site_of
from feedtool.presets.tables import table_of
from feedtool.raw import NoPost

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool.presets import Place
    from feedtool.raw import Beside, Raw

# The last date of a path counts, be it of folders or of the file's name.
NAME: Final = re.compile(
    r"(?P<folder>.*)(?P<date>\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(?P<text>.*?)(?:/index)?\.mdx?", re.DOTALL
)
PART: Final = re.compile(r"(?:^|/)_|\.test\.|(?:^|/)__tests__/")
# What may stand above a heading that is the title: blank lines, and what MDX imports.
ABOVE: Final = re.compile(r"(?:[ \t]*+\n|import\s[^\n]*+\n(?:[^\n]*\S[^\n]*\n)*+)*+")
ATX: Final = re.compile(r"[ ]{0,3}#[ \t]++(?P<title>[^\n]*\S)[ \t]*+(?:\n|\Z)")
SETEXT: Final = re.compile(r"(?P<title>[^\s#>\-*+:<`|][^\n]*+)\n=++[ \t]*+(?:\n|\Z)")
OF_HEADING: Final = re.compile(r"[ \t]+(?:\{#?[^{}]*\}|#++)$")  # its id, or the marks that close it
LEGACY: Final = {"name": ("author",), "url": ("author_url", "authorURL"), "title": ("author_title", "authorTitle")}

# -- metadata --------------------------------------------------------------------------------------------------------


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* with the heading that is its title, its authors as people, and tags by their labels."""
    if PART.search(path):
        raise NoPost("a part of other posts")
    metadata = dict(raw.metadata)
    heading, body = split_title(raw.body)
    if metadata.get("title") is None:
        metadata["title"] = heading or _named(path)[2]
    metadata["authors"] = list(_people(metadata, beside))
    if legacy := {field: metadata[key] for field, keys in LEGACY.items() for key in keys if metadata.get(key)}:
        metadata["author"] = legacy if "name" in legacy else None
    metadata["tags"] = list(_tags(metadata.get("tags"), beside))
    if isinstance(image := metadata.get("image"), str) and not re.match(r"/|[a-z]+:", image):
        del metadata["image"]  # its address has a hash of the file in it
    rules = raw.rules if raw.metadata.get("title") is not None else {"title": "heading" if heading else "file name"}
    own = table_of(metadata, "mdx").get("format")
    is_mdx = own == "mdx" if own in {"md", "mdx"} else site_of(beside)[0].is_mdx(path)
    passes = None if is_mdx else ("admonitions", "docusaurus")
    return replace(raw, metadata=metadata, body=body, passes=passes, rules={**raw.rules, **rules})


def split_title(body: str) -> tuple[str, str]:
    """The heading of the first level at the very start, as it was typed; and the text without it, as many lines."""
    above = ABOVE.match(body)
    start = above.end() if above else 0
    found = ATX.match(body, start) or SETEXT.match(body, start)
    if found is None:
        return "", body
    lines = "\n" * found[0].count("\n")
    return OF_HEADING.sub("", found["title"]).strip(), body[:start] + lines + body[found.end() :]


def _table(beside: Beside, names: tuple[str, ...]) -> Mapping[str, Any]:
    """The first table among files of the blog's folder."""
    for name in names:
        if name.endswith((".yml", ".yaml", ".json")):
            found = beside.data(os.path.join(beside.folder, name))
            if isinstance(found, dict):
                return found
    return {}


def _people(metadata: Mapping[str, Any], beside: Beside) -> Iterator[Mapping[str, Any]]:
    """Authors with a name; what the post says of one is laid over what the authors' file says."""
    file = known(site_of(beside)[1], "authorsMapPath")
    listing = _table(beside, (file,) if file else ("authors.yml", "authors.yaml", "authors.json"))
    said = metadata.get("authors")
    for one in said if isinstance(said, list) else [said] if said else []:
        own = one if isinstance(one, dict) else {"key": one}
        listed = listing.get(str(own.get("key")))
        person = {**(listed if isinstance(listed, dict) else {}), **own}
        if person.get("name") or not isinstance(listed, dict):
            yield person if person.get("name") else {"name": str(own.get("key") or "")}


def _tags(said: Any, beside: Beside) -> Iterator[str]:
    """Tags; a key of the tags' file is called what that says, or itself with a capital."""
    file = known(site_of(beside)[1], "tags")
    listing = _table(beside, (file,) if file else ("tags.yml", "tags.yaml"))
    for one in said if isinstance(said, list) else [said] if said is not None else []:
        if isinstance(one, dict):
            yield str(one.get("label") or "")
        elif str(one) in listing:
            table = listing[str(one)]
            yield str((table.get("label") if isinstance(table, dict) else None) or str(one).capitalize())
        else:
            yield str(one)


# -- dates and addresses ---------------------------------------------------------------------------------------------


def _named(path: str) -> tuple[str, str, str]:
    """The date of a path, its folder, and the rest, as the blog plugin tells them apart."""
    if found := NAME.fullmatch(path):
        return found["date"], found["folder"], found["text"]
    return "", "", re.sub(r"(?:/index)?\.mdx?$", "", path)


def date_in_path(path: str, rules: dates.Rules) -> dates.Moment | None:
    """The date of the path. Raises dates.Refused."""
    date = _named(path)[0]
    return dates.read(date.replace("/", "-"), rules) if date else None


def _path(place: Place) -> str:
    """The slug, a whole path below the blog; else what the file's name says, its date as folders."""
    if place.slug:
        return place.slug.lstrip("/")
    date, folder, text = _named(place.path)
    return "/".join(part for part in (date.replace("-", "/"), f"{folder}{text}".strip("/")) if part)


PRESET: Final = Preset(
    name="docusaurus",
    suffixes=(".md", ".mdx"),
    keys={
        "published": ("date",),
        "updated": ("last_update.date",),
        "authors": ("authors", "author"),
        "tags": ("tags",),
        "categories": (),
        "summary": ("description",),
        "language": (),
        "image": ("image",),
        "id": (),
        "link": (),
    },
    hidden=(("draft", True), ("unlisted", True)),
    prepare=prepare,
    zone=UTC,
    order="mdy",
    date_in_path=date_in_path,
    url="/blog/{path}",
    words={"path": _path, "slug": _path, "bare_path": lambda place: _path(place).rstrip("/")},
    id=typed,
    title_from_heading=False,
    passes=("admonitions", "mdx"),
)
