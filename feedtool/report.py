"""A build in words that machines read too: the keys of `--json`, which are a contract."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypedDict

from feedtool import walk

if TYPE_CHECKING:
    from feedtool.site import Build


class FileReport(TypedDict):
    """One file of a feed."""

    format: str  # "rss", "atom", "json"
    path: str  # relative to the configuration's folder
    url: str
    size: int  # bytes
    state: str  # "written", "unchanged", or "pending": it would be written


class FeedReport(TypedDict):
    """One feed; added, updated and removed hold ids of entries."""

    name: str
    entries: int
    beyond_max_bytes: int  # older entries that left so that the documents fit
    added: list[str]
    updated: list[str]
    removed: list[str]
    notifications: int  # that wait for hubs because of this build: feedtool ping
    compared_with: str  # the version of the feed that is known last; "" where none is, and without hubs
    files: list[FileReport]


class PostsReport(TypedDict):
    """How many posts there are, and where they went. Which ones stay out is not told: logs are public."""

    found: int
    in_feeds: int
    older: int  # out, but beyond what the feed holds
    drafts: int
    scheduled: int
    expired: int
    refused: int  # left out for a problem
    other_pages: int  # files that are no posts and need not be: lists, redirects; not among the found


class Report(TypedDict):
    """What a build did, or would do."""

    unchanged: bool  # no file differs from what it should be
    lock: str  # feedtool.lock: "written", "unchanged", or "pending"
    feeds: list[FeedReport]
    posts: PostsReport
    problems: list[dict[str, str | int | None]]
    warnings: list[dict[str, str | int | None]]


def report(build: Build, root: str) -> Report:
    """What *build* did; paths are shown from *root*."""
    change, held = build.change, Counter(held.why for held in build.due.held)
    files: list[FileReport] = [
        {
            "format": file.address.format,
            "path": walk.shown(file.address.path, root),
            "url": file.address.url,
            "size": len(file.data),
            "state": _state(same=file.data == file.before, is_written=build.is_written),
        }
        for file in build.files
    ]
    lock = _state(same=not build.lock_changes, is_written=build.is_written)
    refused = {problem.place.file for problem in build.problems}
    left_out_late = len(build.problems) - len(build.loaded.problems)
    return {
        "unchanged": lock == "unchanged" and all(file["state"] == "unchanged" for file in files),
        "lock": lock,
        "feeds": [{
            "name": change.feed, "entries": change.entries, "beyond_max_bytes": build.beyond_max_bytes,
             "added": list(change.added),
            "updated": list(change.updated), "removed": list(change.removed),
            "notifications": sum(len(one.hubs) for one in build.queued.wanted) if build.queued else 0,
            "compared_with": build.queued.compared_with if build.queued else "", "files": files,
        }],
        "posts": {
            "found": len(build.loaded.posts) + len({problem.place.file for problem in build.loaded.problems}),
            "in_feeds": len(build.feed.entries),
            "older": len(build.due.out) - left_out_late - len(build.feed.entries),
            "drafts": held["draft"], "scheduled": held["scheduled"], "expired": held["expired"],
            "refused": len(refused), "other_pages": len(build.loaded.passed),
        },
        "problems": [problem.as_dict() for problem in build.problems],
        "warnings": [problem.as_dict() for problem in build.warnings],
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
        }
        for feed in report["feeds"]
    ]  # fmt: skip
    return {**report, "unchanged": True, "lock": "unchanged", "feeds": feeds}
