"""The door of every build: is there anything to do at all? Only then the rest of feedtool is loaded.

A build with nothing to do costs what looking costs: one `stat` a file. Nothing heavy may be imported above the line
where the trip begins; tests/test_imports.py holds the list.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from feedtool import cache, walk

if TYPE_CHECKING:
    from feedtool.config import Preview
    from feedtool.progress import Progress
    from feedtool.report import Report
    from feedtool.site import Build

STATE_FOLDER = ".feedtool"


class Outcome(NamedTuple):
    """What is to be told, and the build itself where one was needed."""

    report: Report
    build: Build | None


def build(
    path: str | os.PathLike[str] = ".", *, now: datetime | None = None, write: bool = True, strict: bool = False
) -> Report:
    """Build the site in the folder *path*, or the one whose configuration is the file *path*.

    *now* decides which posts are out; None is the clock's time. Without *write* nothing is touched; with *strict*
    nothing is written while any post is a problem. Raises FeedtoolError.
    """
    path = os.fspath(path)
    file, folder = (None, path) if os.path.isdir(path) else (path, ".")
    return run(file, folder, now=now or datetime.now(UTC), write=write, strict=strict).report


def run(
    file: str | None, folder: str, *, now: datetime, strict: bool = False, fetch_lengths: bool = False,
    in_full: bool = False, preview: Preview | None = None, progress: Progress | None = None, **options: Any,
) -> Outcome:  # fmt: skip
    """Build the site whose configuration is *file*, else the one found in *folder*, as it is at *now*, or a *preview*
    of it; *options* are those of feedtool.site.build.

    *in_full* builds without looking first. Raises FeedtoolError.
    """
    named = os.path.abspath(file) if file else _likely(os.path.abspath(folder))
    state = os.path.join(os.path.dirname(named), STATE_FOLDER)
    key = cache.key_of(named, strict=strict, fetch_lengths=fetch_lengths)
    looks = not (in_full or preview or any(options.get(name) for name in ("redated", "baseline", "allow_flood")))
    kept = cache.recall(state) if looks else None
    if kept is not None and _is_idle(kept, key, now):
        return Outcome(kept["report"], None)

    from feedtool import config, site
    from feedtool.progress import silent
    from feedtool.report import report, settled

    known = config.load(named if file else config.find(os.path.abspath(folder)), preview=preview)
    built = site.build(
        known, now=now, strict=strict, fetch_lengths=fetch_lengths, anew=in_full, progress=progress or silent, **options
    )
    told = report(built, known.root)
    if (
        built.is_written
        and not preview
        and not built.is_live
        and built.loaded.look.is_settled
        and not (fetch_lengths and _lacks_lengths(built))
    ):
        cache.remember(state, _memory(built, key, settled(told)))
    return Outcome(told, built)


def _lacks_lengths(built: Build) -> bool:
    """Whether a server may yet tell how long an enclosure is."""
    return any(
        enclosure.length is None for one in built.feeds for entry in one.feed.entries for enclosure in entry.enclosures
    )


def _likely(folder: str) -> str:
    own = os.path.join(folder, "feedtool.toml")
    return own if os.path.isfile(own) else os.path.join(folder, "config.toml")


def _is_idle(kept: dict[str, Any], key: list[Any], now: datetime) -> bool:
    if kept.get("key") != key:
        return False
    try:
        since, until = kept["since"], kept["until"]
        if (since and now < datetime.fromisoformat(since)) or (until and now >= datetime.fromisoformat(until)):
            return False
        if any(walk.stat_of(path) != seen for path, seen in kept["files"].items()):
            return False
        return bool(kept["digest"] == walk.look(kept["folders"], skip=kept["skip"]).digest and kept["report"])
    except (KeyError, TypeError, ValueError, AttributeError):  # somebody edited it; it is only a memory
        return False


def _memory(built: Build, key: list[Any], report: Report) -> dict[str, Any]:
    due, look = built.due, built.loaded.look
    since = max((at for at in (due.since, built.since) if at is not None), default=None)
    until = min((at for at in (due.until, built.until) if at is not None), default=None)
    return {
        "key": key,
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
        "files": built.seen,
        "folders": look.folders,
        "skip": sorted(look.skip),
        "digest": look.digest,
        "report": report,
    }
