"""A build in words that machines read too: the keys of `--json`, which are a contract."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypedDict

from feedtool import walk
from feedtool.making import LIST
from feedtool.selection import HELD_BACK, TOO_LONG

if TYPE_CHECKING:
    from feedtool.files import AnyFile
    from feedtool.making import Made
    from feedtool.site import Build


class FileReport(TypedDict):
    """One file of a feed."""

    format: str  # "rss", "atom", "json"; "opml" of a list of feeds
    path: str  # relative to the configuration's folder
    url: str
    size: int  # bytes
    state: str  # "written", "unchanged", or "pending": it would be written


class ArchiveReport(TypedDict):
    """The archive of a feed."""

    documents: int
    entries: int
    written: int  # files of its documents, of each one for each format
    unchanged: int
    pending: int  # they would be written


class FeedReport(TypedDict):
    """One feed; added, updated and removed hold ids of entries."""

    name: str
    title: str
    entries: int
    beyond_max_bytes: int  # older entries that left so that the documents fit
    added: list[str]
    updated: list[str]
    removed: list[str]
    notifications: int  # that wait for hubs because of this build: feedtool ping
    compared_with: str  # the version of the feed that is known last; "" where none is, and without hubs
    files: list[FileReport]
    archive: ArchiveReport


class PostsReport(TypedDict):
    """How many posts there are, and where they went. Which ones stay out is not told: logs are public."""

    found: int
    in_feeds: int
    rendered: int  # of those in feeds: made now; the others are as the last build made them
    older: int  # out, but beyond what the feed holds
    drafts: int
    scheduled: int
    expired: int
    held_back: int  # old entries of others' feeds that would come as new: I406
    refused: int  # left out for a problem, or an entry of somebody's feed that is too long
    other_pages: int  # files that are no posts and need not be: lists, redirects; not among the found


class Report(TypedDict):
    """What a build did, or would do."""

    unchanged: bool  # no file differs from what it should be
    lock: str  # feedtool.lock: "written", "unchanged", or "pending"
    feeds: list[FeedReport]  # the main one first
    lists: list[FileReport]  # of feeds: index.opml, where there are several
    posts: PostsReport
    problems: list[dict[str, str | int | None]]
    warnings: list[dict[str, str | int | None]]


def report(build: Build, root: str) -> Report:
    """What *build* did; paths are shown from *root*."""
    held = Counter(held.why for held in build.due.held)
    in_feeds = len({id_ for one in build.feeds for id_ in one.ids})
    lists = [file for file in build.files if file.address.format == LIST]
    lock = _state(same=not build.lock_changes, is_written=build.is_written)
    refused = {problem.place.file for problem in build.problems}
    left_out_late = len(build.problems) - len(build.loaded.problems)
    return {
        "unchanged": lock == "unchanged" and all(file.is_same for file in build.files),
        "lock": lock,
        "feeds": [_feed(one, build, root) for one in build.feeds],
        "lists": [_file(file, build, root) for file in lists],
        "posts": {
            "found": len(build.loaded.posts) + len({problem.place.file for problem in build.loaded.problems}),
            "in_feeds": in_feeds, "rendered": build.rendered, "older": len(build.due.out) - left_out_late - in_feeds,
            "drafts": held["draft"], "scheduled": held["scheduled"], "expired": held["expired"],
            "held_back": held[HELD_BACK],
            "refused": len(refused) + held[TOO_LONG], "other_pages": len(build.loaded.passed),
        },
        "problems": [problem.as_dict() for problem in build.problems],
        "warnings": [problem.as_dict() for problem in build.warnings],
    }  # fmt: skip


def _feed(one: Made, build: Build, root: str) -> FeedReport:
    change, queued = one.change, build.queued.get(one.feed.name)
    return {
        "name": change.feed, "title": one.feed.title, "entries": change.entries,
        "beyond_max_bytes": one.beyond_max_bytes,
        "added": list(change.added), "updated": list(change.updated), "removed": list(change.removed),
        "notifications": sum(len(wanted.hubs) for wanted in queued.wanted) if queued else 0,
        "compared_with": queued.compared_with if queued else "",
        "files": [_file(file, build, root) for file in one.files],
        "archive": _archive(one, build),
    }  # fmt: skip


def _archive(one: Made, build: Build) -> ArchiveReport:
    states = Counter(_state(same=file.is_same, is_written=build.is_written) for file in one.archive.files)
    return {
        "documents": len(one.archive.documents), "entries": sum(map(len, one.archive.documents.values())),
        "written": states["written"], "unchanged": states["unchanged"], "pending": states["pending"],
    }  # fmt: skip


def _file(file: AnyFile, build: Build, root: str) -> FileReport:
    return {
        "format": file.address.format, "path": walk.shown(file.address.path, root), "url": file.address.url,
        "size": file.size, "state": _state(same=file.is_same, is_written=build.is_written),
    }  # fmt: skip


def _state(*, same: bool, is_written: bool) -> str:
    if same:
        return "unchanged"
    return "written" if is_written else "pending"


def settled(report: Report) -> Report:
    """What a build right after *report* would tell: the same, and that nothing changed."""
    feeds: list[FeedReport] = [
        {
            **feed, "added": [], "updated": [], "removed": [], "notifications": 0,
            "files": [{**file, "state": "unchanged"} for file in feed["files"]],
            "archive": _all_unchanged(feed["archive"]),
        }
        for feed in report["feeds"]
    ]  # fmt: skip
    lists: list[FileReport] = [{**file, "state": "unchanged"} for file in report["lists"]]
    return {
        **report,
        "unchanged": True,
        "lock": "unchanged",
        "feeds": feeds,
        "lists": lists,
        "posts": {**report["posts"], "rendered": 0},
    }


def _all_unchanged(archive: ArchiveReport) -> ArchiveReport:
    every = archive["written"] + archive["unchanged"] + archive["pending"]
    return {**archive, "written": 0, "unchanged": every, "pending": 0}
