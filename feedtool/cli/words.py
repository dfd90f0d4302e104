"""What is told on a terminal: answers on standard output, talk on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from feedtool.errors import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from feedtool.report import FeedReport, FileReport, Report
    from feedtool.selection import Held


def as_json(report: Report) -> None:
    """The report as it is."""
    import json

    click.echo(json.dumps(report, ensure_ascii=False, indent=2))


def build(report: Report, *, would: bool) -> None:
    """The report as a short table; what is wrong with posts goes to standard error."""
    for feed in report["feeds"]:
        click.echo(f"{click.style(feed['name'], bold=True)}: {_change(feed)}")
        width = max(len(file["path"]) for file in feed["files"])
        for file in feed["files"]:
            click.echo(
                f"  {_state(file, would=would)}  {file['path']:<{width}}  {_size(file['size']):>8}  {file['url']}"
            )
    click.echo(_posts(report))
    for found in report["warnings"]:
        click.echo(f"{click.style('warning', fg='yellow')} {_problem(found)}", err=True)
    for found in report["problems"]:
        click.echo(f"{click.style('left out', fg='red')} {_problem(found)}", err=True)
    if report["problems"]:
        click.echo(_verdict(report), err=True)


def _change(feed: FeedReport) -> str:
    changed = {"added": feed["added"], "updated": feed["updated"], "removed": feed["removed"]}
    parts = [f"{len(ids)} {word}" for word, ids in changed.items() if ids]
    same = all(file["state"] == "unchanged" for file in feed["files"])
    return ", ".join([_count(feed["entries"], "entry", "entries"), *(parts or (["unchanged"] if same else []))])


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
        "left out": posts["refused"],
    }
    parts = [f"{posts['in_feeds']} in the feed", *(f"{count} {word}" for word, count in stays_out.items() if count)]
    return f"{_count(posts['found'], 'post', 'posts')}: {', '.join(parts)}"


def _verdict(report: Report) -> str:
    count = _count(len(report["problems"]), "problem", "problems")
    kept = any(file["state"] == "pending" for feed in report["feeds"] for file in feed["files"])
    return f"{count}. {'Nothing was written.' if kept else 'The other posts are in the feeds.'}"


def _problem(found: dict[str, Any]) -> Problem:
    place = Place(found["file"], found["line"], found["key"])
    return Problem(
        code=found["code"], place=place, found=found["found"], expected=found["expected"], remedy=found["remedy"]
    )


def held(posts: Iterable[Held]) -> None:
    """Which posts stay out, and why."""
    for post, why in posts:
        until = f" until {post.published:%Y-%m-%d %H:%M %z}" if why == "scheduled" and post.published else ""
        click.echo(f"{why}{until}: {post.file}", err=True)


def progress(label: str, items: Sequence[Any]) -> Iterator[Any]:
    """*items*, with a bar while it takes long; only on a terminal."""
    if not sys.stderr.isatty() or len(items) < 500:  # noqa: PLR2004 - faster than a bar can be seen
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr, update_min_steps=100) as bar:
        yield from bar


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _size(size: int) -> str:
    return f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"  # noqa: PLR2004
