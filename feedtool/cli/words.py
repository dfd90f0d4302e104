"""What is told on a terminal: answers on standard output, talk on standard error."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import click

from feedtool.errors import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from feedtool.listing import Explanation, Listing, Whence
    from feedtool.progress import Items
    from feedtool.rendering import Mended
    from feedtool.report import ArchiveReport, FeedReport, FileReport, Report
    from feedtool.selection import Held


SHOWN: Final = 10  # of a list; --json has all
IN_FULL: Final = 5  # feeds of which each file is shown
NO_BASE: Final = (
    "all of it is new to its hubs, as no earlier version is known here: keep .feedtool/ between builds, "
    "commit the feeds, or build with --baseline live"
)
LARGE: Final = 512_000  # bytes; longer documents are cut off or left alone by some readers


def as_json(report: Mapping[str, object]) -> None:
    """An answer as it is."""
    import json

    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    click.echo(json.dumps(report, ensure_ascii=not is_unicode, indent=2))


def build(report: Report, *, would: bool) -> None:
    """The report as a short table; what is wrong with posts goes to standard error."""
    shown = report["feeds"] if len(report["feeds"]) <= IN_FULL else report["feeds"][:1]
    for feed in shown:
        click.echo(f"{click.style(feed['name'], bold=True)}: {_change(feed)}")
        _files(feed["files"], would=would)
        _archive(feed["archive"], would=would)
    if others := report["feeds"][len(shown) :]:
        _others(others, would=would)
    _files(report["lists"], would=would)
    if waiting := sum(feed["notifications"] for feed in report["feeds"]):
        is_new = any(feed["notifications"] and not feed["compared_with"] for feed in report["feeds"])
        waits = f"{counted(waiting, 'notification waits', 'notifications wait')} for feedtool ping"
        click.echo(f"hubs: {waits}{f'; {NO_BASE}' if is_new else ''}")
    if report["lock"] != "unchanged":
        click.echo(f"feedtool.lock: {'to write' if report['lock'] == 'pending' and would else report['lock']}")
    click.echo(_posts(report))
    _wrong(report["problems"], report["warnings"])
    if report["problems"]:
        click.echo(_verdict(report), err=True)


def _files(files: Sequence[FileReport], *, would: bool) -> None:
    width = max((len(file["path"]) for file in files), default=0)
    for file in files:
        click.echo(f"  {_state(file, would=would)}  {file['path']:<{width}}  {_size(file['size']):>8}  {file['url']}")


def _archive(archive: ArchiveReport, *, would: bool) -> None:
    if archive["documents"]:
        documents = counted(archive["documents"], "document", "documents")
        entries = counted(archive["entries"], "entry", "entries")
        click.echo(f"  archive: {documents} of {entries}; {', '.join(_counts(_archived([archive]), would=would))}")


def _archived(archives: Iterable[ArchiveReport]) -> Counter[str]:
    """How many files of *archives* are in which state."""
    found: Counter[str] = Counter()
    for archive in archives:
        found.update({"written": archive["written"], "unchanged": archive["unchanged"], "pending": archive["pending"]})
    return +found


def _counts(states: Mapping[str, int], *, would: bool) -> list[str]:
    done = "to write" if would else "kept"
    return [f"{count} {done if state == 'pending' else state}" for state, count in states.items()]


def _others(feeds: Sequence[FeedReport], *, would: bool) -> None:
    """Many feeds in a line or two: how many, and which of them change."""
    states = Counter(file["state"] for feed in feeds for file in feed["files"])
    click.echo(f"{click.style(f'{len(feeds)} more feeds', bold=True)}: {', '.join(_counts(states, would=would))}")
    if archived := _archived(feed["archive"] for feed in feeds):
        count = sum(feed["archive"]["documents"] for feed in feeds)
        click.echo(
            f"  archives: {counted(count, 'document', 'documents')}; {', '.join(_counts(archived, would=would))}"
        )
    changed = [feed for feed in feeds if feed["added"] or feed["updated"] or feed["removed"]]
    for feed in changed[:SHOWN]:
        click.echo(f"  {feed['name']}: {_change(feed)}")
    if len(changed) > SHOWN:
        click.echo(f"  and {len(changed) - SHOWN} more (--json has all)")


def _change(feed: FeedReport) -> str:
    changed = {"added": feed["added"], "updated": feed["updated"], "removed": feed["removed"]}
    parts = [f"{len(ids)} {word}" for word, ids in changed.items() if ids]
    same = all(file["state"] == "unchanged" for file in feed["files"])
    entries = counted(feed["entries"], "entry", "entries")
    if feed["beyond_max_bytes"]:
        entries += f" ({feed['beyond_max_bytes']} older left out, so that they fit into max_bytes)"
    size = max((file["size"] for file in feed["files"]), default=0)
    large = [_size(size)] if size > LARGE else []
    return ", ".join([entries, *large, *(parts or (["unchanged"] if same else []))])


def _state(file: FileReport, *, would: bool) -> str:
    word = (
        "to write" if file["state"] == "pending" and would else "kept" if file["state"] == "pending" else file["state"]
    )
    return click.style(f"{word:<9}", fg="green" if word == "written" else None, dim=word == "unchanged" or None)


def _posts(report: Report) -> str:
    posts = report["posts"]
    stays_out = {
        "older": posts["older"],
        "draft" if posts["drafts"] == 1 else "drafts": posts["drafts"],
        "scheduled": posts["scheduled"],
        "expired": posts["expired"],
        "held back": posts["held_back"],
        "left out": posts["refused"],
    }
    where = "the feed" if len(report["feeds"]) == 1 else "feeds"
    if any(feed["archive"]["documents"] for feed in report["feeds"]):
        where = "the feed and its archive" if len(report["feeds"]) == 1 else "feeds and archives"
    parts = [f"{posts['in_feeds']} in {where}", *(f"{count} {word}" for word, count in stays_out.items() if count)]
    others = f"; {counted(posts['other_pages'], 'other page', 'other pages')}" if posts["other_pages"] else ""
    return f"{counted(posts['found'], 'post', 'posts')}: {', '.join(parts)}{others}"


def _verdict(report: Report) -> str:
    count = counted(len(report["problems"]), "problem", "problems")
    kept = any(file["state"] == "pending" for feed in report["feeds"] for file in feed["files"])
    return f"{count}. {'Nothing was written.' if kept else 'The other posts are in the feeds.'}"


def _problem(found: dict[str, Any]) -> Problem:
    place = Place(found["file"], found["line"], found["key"])
    return Problem(
        code=found["code"], place=place, found=found["found"], expected=found["expected"], remedy=found["remedy"]
    )


def posts(listing: Listing) -> None:
    """A post on two lines: what has one width first, then what may be in any script."""
    for row in listing["posts"]:
        day, state = (row["published"] or "")[:10], row["state"]
        click.echo(f"{day:<10}  {click.style(f'{state:<9}', dim=state != 'in' or None)}  {row['title']}")
        click.echo(click.style(f"{'':23}{row['link']}  {row['file']}", dim=True))
    for one in listing["passed"]:
        click.echo(click.style(f"{'no post':>21}  {one['file']}: {one['why']}", dim=True))
    _wrong(listing["problems"], listing["warnings"])
    counts = Counter(row["state"] for row in listing["posts"])
    parts = ", ".join(f"{count} {state}" for state, count in counts.items())
    click.echo(f"{counted(len(listing['posts']), 'post', 'posts')}{': ' if parts else ''}{parts}")


def explained(explanation: Explanation) -> None:
    """A post, field by field, each with where it came from."""
    for post in explanation["posts"]:
        click.echo(f"{click.style(post['file'], bold=True)}: {post['state']}")
        for name, found in post["fields"].items():
            click.echo(f"  {name:<11} {_shown(found['value'])}{click.style(_from(found), dim=True)}")
    _wrong(explanation["problems"], explanation["warnings"])


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "–"
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part is not None)
    return "–" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _from(found: Whence) -> str:
    parts = [found["rule"], found["key"], f"line {found['line']}" if found["line"] else None]
    said = ", ".join(part for part in parts if part)
    return f"  ← {said}" if said else ""


def _wrong(problems: Iterable[dict[str, Any]], warnings: Iterable[dict[str, Any]]) -> None:
    for found in warnings:
        click.echo(f"{click.style('warning', fg='yellow')} {_problem(found)}", err=True)
    for found in problems:
        click.echo(f"{click.style('left out', fg='red')} {_problem(found)}", err=True)


def held(posts: Iterable[Held]) -> None:
    """Which posts stay out, and why."""
    for post, why in posts:
        until = f" until {post.published:%Y-%m-%d %H:%M %z}" if why == "scheduled" and post.published else ""
        click.echo(f"{why}{until}: {post.file}", err=True)


def mended(posts: Iterable[Mended]) -> None:
    """What was mended in the HTML of which post."""
    for file, counts in posts:
        click.echo(f"mended {file}: {', '.join(f'{name} {count}' for name, count in counts.items())}", err=True)


def progress(label: str, items: Items[Any], *, least: int = 500) -> Iterator[Any]:
    """*items*, with a bar on a terminal: fewer than *least* are done before a bar can be seen."""
    if not sys.stderr.isatty() or len(items) < least:
        yield from items
        return
    steps = max(1, least // 5)
    with click.progressbar(items, length=len(items), label=label, file=sys.stderr, update_min_steps=steps) as bar:
        yield from bar


def problems(found: Iterable[dict[str, Any]]) -> None:
    """What only the author can settle."""
    for one in found:
        click.echo(f"{click.style('unsure', fg='yellow')} {_problem(one)}", err=True)


def some(title: str, rows: Sequence[str]) -> None:
    """The first of *rows* below their *title*, where there are any."""
    if not rows:
        return
    click.echo(title)
    for row in rows[:SHOWN]:
        click.echo(f"  {row}")
    if len(rows) > SHOWN:
        click.echo(f"  and {len(rows) - SHOWN} more (--json has all)")


def counted(number: int, one: str, many: str) -> str:
    """How many, in words."""
    return f"{number} {one if number == 1 else many}"


def _size(size: int) -> str:
    return f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"  # noqa: PLR2004
