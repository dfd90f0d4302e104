"""Lektor. What each rule rests on: tests/cases/generators/lektor/NOTES.md."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from html import escape
from typing import TYPE_CHECKING, Any, Final, cast

from feedtool.presets import Preset
from feedtool.presets.lektor_flow import TEXTS, text_of
from feedtool.presets.lektor_site import Site
from feedtool.presets.lektor_templates import BrokenError, filled
from feedtool.presets.lektor_values import value
from feedtool.presets.templates import Unknown
from feedtool.raw import NoPost

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from feedtool.presets import Place
    from feedtool.presets.lektor_site import Atom, Record
    from feedtool.raw import Beside, Raw

RECORD: Final = "lektor"  # the key of what prepare found out about a post
DATES: Final = ("datetime", "date")
USUAL: Final = ("pub_date", "date", "published", "publish_date", "created")  # before other fields that hold a date
MANY: Final = ("strings", "checkboxes")


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* with its title, date and body from the fields that its model has for them. Raises NoPost, SourceError."""
    site = cast("Site", beside.once("lektor", lambda: Site(beside)))
    folder, _, name = path.rpartition("/")
    record = site.record(folder)
    if not folder or record is None or name != site.file(folder):
        raise NoPost("no record's own file")
    feeds = [feed for feed in site.feeds if feed.covers(folder)]
    if feeds and not any(feed.takes(record.model.name) for feed in feeds):
        raise NoPost("a record of a model that is in no feed")
    feeds += [feed for feed in site.feeds if feed not in feeds]  # their names for fields are the site's
    fields = record.model.fields
    dated = next((key for key in _dates(record, feeds) if key in fields), None)
    if dated is None:
        raise NoPost("a record whose model has no date")
    metadata: dict[str, Any] = {key: record.said(key) for key in (*record.own, *fields)}
    metadata |= {key: value(kind, metadata[key]) for key, row in fields.items() if (kind := row.get("type")) in MANY}
    metadata["date"] = value(fields[dated].get("type", ""), record.said(dated)) or record.said(dated)
    metadata["title"] = _title(record, feeds)
    metadata["author"] = _author(record, feeds, site)
    shows_all = any(feed.takes_undiscoverable and feed.covers(folder) for feed in feeds)
    if record.is_hidden or not (record.is_discoverable or shows_all):
        metadata["draft"] = True
    metadata[RECORD] = (record, site.prefix)
    body = next((key for key in _named("item_body_field", feeds, "body") if key in fields), None)
    body = body or next((key for kind in TEXTS for key, row in fields.items() if row.get("type") == kind), "body")
    first = raw.lines.get(body, 1) + 2
    kind, text = fields.get(body, {}).get("type", ""), record.said(body)
    if kind == "flow":
        text = text_of(text, fields[body], record, site)
    elif kind != "markdown":
        text = text if kind == "html" else "".join(f"<p>{escape(part)}</p>\n" for part in re.split(r"\n\s*\n", text))
    language = raw.type if kind in {"markdown", "flow"} else "text/html"
    return replace(raw, metadata=metadata, body=text, type=language, first=first)


def _named(key: str, feeds: Sequence[Atom], usual: str) -> list[str]:
    """What the fields of a role are called: as the site's feeds say, and as lektor-atom calls them itself."""
    return [*(feed.said[key] for feed in feeds if key in feed.said), usual]


def _dates(record: Record, feeds: Sequence[Atom]) -> Iterator[str]:
    typed = [key for key, row in record.model.fields.items() if row.get("type") in DATES]
    yield from _named("item_date_field", feeds, USUAL[0])
    yield from (key for key in USUAL if key in typed)
    yield from typed


def _title(record: Record, feeds: Sequence[Atom]) -> str:
    """The field of that name, though it be empty; else the label that its model makes; else its folder's name."""
    for key in _named("item_title_field", feeds, "title"):
        if key in record.model.fields and (key in record.own or "default" in record.model.fields[key]):
            return record.said(key)
    label = ""
    try:
        label = filled(record.model.label, {"this": record.values()}).strip()
    except (Unknown, BrokenError):
        fields = record.model.fields.items()
        label = next(
            filter(None, (record.said(key) for key, row in fields if row.get("type", "string") == "string")), ""
        )
    return label or re.sub("[-_]", " ", record.id).title()


def _author(record: Record, feeds: Sequence[Atom], site: Site) -> Any:
    """That of the record, else that of the record whose feed it is in."""
    for key in _named("item_author_field", feeds, "author"):
        if said := record.values().get(key) or record.own.get(key):
            return said
    above = [feed for feed in feeds if f"/{record.path}".startswith(f"/{feed.home}")]
    homes = [(site.record(feed.home), feed.said.get("blog_author_field", "author")) for feed in above]
    said = (home.said(key) for home, key in (*homes, (record.above, "author")) if home)
    return next(filter(None, said), None)


def _path(place: Place) -> str:
    """Where its record lives. Raises Unknown."""
    found = cast("tuple[Record, str] | None", place.metadata.get(RECORD))
    return found[0].address(found[1]) if found else ""


PRESET: Final = Preset(
    name="lektor",
    suffixes=(".lr",),
    head="lektor",
    keys={
        "published": ("date",), "updated": (), "id": (), "link": (), "slug": (),
        "summary": ("summary", "description", "teaser"),
    },
    prepare=prepare,
    zone=UTC,
    date_in_path=lambda *_: None,
    must_have_date=False,
    url="/{path}",
    words={"path": _path},
    title_from_heading=False,
    title_of_path=lambda _: "",
    passes=("lektor",),
)  # fmt: skip
