"""`diff`: what will subscribers see? The trip without its writes, beside what they have now."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, TypedDict

from feedtool import baseline, differences, parse, site, substance
from feedtool.baseline import Published

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from feedtool.baseline import Baseline
    from feedtool.config import Config
    from feedtool.differences import Edit
    from feedtool.making import Made
    from feedtool.parse import Document, Served
    from feedtool.site import Build


class EntryDiff(TypedDict):
    """An entry, and the post that it is."""

    id: str
    title: str
    link: str
    published: str | None  # RFC 3339
    file: str  # of the post, relative to the configuration's folder; "" where there is none


class NewDiff(EntryDiff):
    """An entry that comes as new."""

    old: bool  # whether it is older than what subscribers have


class EditDiff(EntryDiff):
    """An entry that is another now."""

    fields: list[str]  # "title", "content", "links", "media", "summary", "link", "published", "updated", "authors" ...
    text: list[str]  # lines with "- " or "+ " before them


class RenameDiff(EditDiff):
    """An entry under another id: subscribers get it as new."""

    was: str  # its id


class DateDiff(EntryDiff):
    """An entry whose post has another date of publication."""

    was: str  # as subscribers have it
    now: str  # as the post has it
    kept: bool  # whether subscribers keep the old one: feedtool build --redate ID gives them the new one


class FeedDiff(TypedDict):
    """What the subscribers of one more feed will see: ids of entries."""

    feed: str
    new: list[str]
    edited: list[str]
    resurfacing: list[str]  # that subscribers of some feed had before, and that come into this one
    gone: list[str]  # whose posts are not out any more, or not in it


class DiffReport(TypedDict):
    """What subscribers of the main feed will see; every list in the order of the feed."""

    compared_with: str
    new: list[NewDiff]
    edited: list[EditDiff]
    resurfacing: list[EntryDiff]  # that they had before, and that come back into the feed
    gone: list[EntryDiff]  # whose posts are not out any more
    older: int  # entries that leave the end of the feed
    id_changed: list[RenameDiff]
    date_moved: list[DateDiff]
    same: int
    guard: int  # how many old ones may come as new
    above_guard: bool
    others: list[FeedDiff]  # the other feeds, where they were found and differ


def diff(
    config: Config, what: str | None = None, *, now: datetime, base: str | None = None, ca_bundle: str | None = None
) -> DiffReport:
    """What subscribers will see after a build at *now*, compared with the feed *what* (feedtool.baseline.read); None is
    what the last build wrote. *base* is the baseline that the build will have.

    Raises FeedtoolError.
    """
    known = baseline.on_disk(config) if what is None else baseline.read(config, what, ca_bundle=ca_bundle)
    built = site.build(config, now=now, write=False, baseline=base, guarded=False, ca_bundle=ca_bundle)
    others = _others(built, Published(config, what, ca_bundle=ca_bundle) if what is not None else None)
    return {**_report(config, known, built, _after(known, built)), "others": others}


def _others(built: Build, published: Published | None) -> list[FeedDiff]:
    """What changes in the feeds beside the main one: from what is *published*, else from what the last build wrote."""
    rows: list[FeedDiff] = []
    with published or nullcontext():
        if published:
            published.ahead(made.places for made in built.feeds[1:])
        for made in built.feeds[1:]:
            before = published.at(made.places) if published else _on_disk(made)
            if before is not None:
                file = made.own.get(before.format) or made.files[0]
                after = parse.read(file.data, url=file.address.url)
                rows += _one_other(made.feed.name, differences.between([before], after), built)
    return rows


def _on_disk(made: Made) -> Document | None:
    """The feed as it was written before, where that was another."""
    file = made.files[0]
    if file.before is None or file.before == file.data:
        return None
    try:
        return parse.read(file.before, url=file.address.url)
    except parse.ParseError:
        return None


def _one_other(name: str, found: differences.Differences, built: Build) -> list[FeedDiff]:
    had, dated = built.before.entries, {one.id for one in built.known if one.post.updated is not None}
    row: FeedDiff = {
        "feed": name,
        "new": [one.id for one in found.added if one.id not in had] + [one.after.id for one in found.renamed],
        "edited": [one.after.id for one in found.edited if _own_fields(one, built, dated)],
        "resurfacing": [one.id for one in found.added if one.id in had],
        "gone": [one.id for one in found.removed],
    }
    return [row] if any((row["new"], row["edited"], row["resurfacing"], row["gone"])) else []


def _after(known: Baseline, built: Build) -> Document:
    """The new document, in the format of the old one where it is written: like is compared with like."""
    wanted = known.documents[0].format if known.documents else ""
    main = built.feeds[0].own
    file = main.get(wanted) or next(iter(main.values()))
    return parse.read(file.data, url=file.address.url)


def _report(config: Config, known: Baseline, built: Build, after: Document) -> DiffReport:
    archived = built.feeds[0].archive.documents
    documents = known.documents[:1] if archived and known.is_ours else known.documents
    found = differences.between(documents, after, has_same_media=lambda id_: _has_same_media(built, id_))
    files = {one.id: one.post.file for one in built.known}
    dated = {one.id for one in built.known if one.post.updated is not None}
    edits = [edit for one in found.edited if (edit := one._replace(fields=_own_fields(one, built, dated))).fields]
    had = built.before.entries
    added = {one.id for one in found.added}
    newest = max((one.published for one in after.entries if one.id not in added and one.published), default=None)
    flood = {one.id for one in built.old}
    new: list[NewDiff] = [
        {**_entry(one, files), "old": one.id in flood or bool(newest and one.published and one.published < newest)}
        for one in found.added if one.id not in had
    ]  # fmt: skip
    renamed: list[RenameDiff] = [{**_edited(one, files), "was": one.before.id} for one in found.renamed]
    strangers = {one.id for one in built.known if one.post.source is not None}  # of which nothing stops a build
    above = sum(one["id"] not in strangers for one in (*(one for one in new if one["old"]), *renamed))
    return {
        "compared_with": known.name,
        "new": new,
        "edited": [_edited(one, files) for one in edits],
        "resurfacing": [_entry(one, files) for one in found.added if one.id in had],
        "gone": [_entry(one, files) for one in found.removed if one.id not in files],
        "older": sum(one.id in files for one in found.removed),
        "id_changed": renamed,
        "date_moved": [*_moved(found.edited, files), *_kept(built, after, files)],
        "same": found.same + len(found.edited) - len(edits),
        "guard": config.old,
        "above_guard": above > config.old,
        "others": [],
    }


def _own_fields(edit: Edit, built: Build, dated: Collection[str]) -> tuple[str, ...]:
    """The fields that changed but for the dates that follow from others, and the one that is told by itself; posts
    that are *dated*, by their ids, say themselves when they were updated.
    """
    line = built.lock.entries.get(edit.after.id)
    is_given = line is not None and line.updated is not None and edit.after.id not in dated
    follow = {"published"} | ({"updated"} if "published" in edit.fields or is_given else set())
    return tuple(name for name in edit.fields if name not in follow)


def _has_same_media(built: Build, id_: str) -> bool:
    """Whether the files behind an entry's media have the bytes that they had."""
    lines = (built.before.entries.get(id_), built.lock.entries.get(id_))
    one, other = (substance.Seen.read(line.seen) if line else None for line in lines)
    return one is not None and other is not None and bool(one.data) and one.data == other.data


def _entry(one: Served, files: Mapping[str, str]) -> EntryDiff:
    return {
        "id": one.id, "title": one.title, "link": one.link,
        "published": one.published.isoformat() if one.published else None, "file": files.get(one.id, ""),
    }  # fmt: skip


def _edited(one: Edit, files: Mapping[str, str]) -> EditDiff:
    return {**_entry(one.after, files), "fields": list(one.fields), "text": list(one.text)}


def _moved(edits: tuple[Edit, ...], files: Mapping[str, str]) -> list[DateDiff]:
    return [
        {
            **_entry(one.after, files), "was": one.before.published.isoformat(),
            "now": one.after.published.isoformat(), "kept": False,
        }
        for one in edits
        if "published" in one.fields and one.before.published and one.after.published
    ]  # fmt: skip


def _kept(built: Build, after: Document, files: Mapping[str, str]) -> list[DateDiff]:
    """Entries whose posts say another date since the last build; subscribers keep the first."""
    rows: list[DateDiff] = []
    for one in after.entries:
        before, line = built.before.entries.get(one.id), built.lock.entries.get(one.id)
        if before and line and line.dated and line.dated != before.dated:
            rows.append({
                **_entry(one, files), "was": line.published.isoformat(), "now": line.dated.isoformat(), "kept": True,
            })  # fmt: skip
    return rows
