"""`feedtool diff`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import click

from feedtool.cli import options, words
from feedtool.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedtool.diff import DiffReport
    from feedtool.errors import PostsError

LINES: Final = 12  # of a text's difference on a terminal
LONGEST: Final = 60_000  # characters of a comment; GitHub takes 65,536
COLOURS: Final = {"-": "red", "+": "green"}


@click.command()
@options.config_file
@options.folder
@click.argument("feed", metavar="[URL|FILE|FOLDER]", required=False)
@click.option("--markdown", is_flag=True, help="Answer in Markdown, for a comment on a pull request.")
@options.baseline
@options.ca_bundle
@options.now
@options.as_json
def diff(
    file: str | None, folder: str, feed: str | None, baseline: str | None, at: str | None, *, markdown: bool,
    ca_bundle: str | None, as_json: bool,
) -> Exit:  # fmt: skip
    """Tell what subscribers will see after the next build. Nothing is written.

    Compared with the feeds that the last build wrote; or with the feed at URL, in FILE, in FOLDER (a copy of the site
    or of what is published), in a revision of git, or with "live": the feed where subscribers have it.

    \b
    Example:
      feedtool diff
      feedtool diff live --markdown

    Exit codes: 1 where more old posts would come as new than may.
    """
    from feedtool import config
    from feedtool.diff import diff as compared
    from feedtool.errors import PostsError

    loaded = config.load(options.in_folder(file, folder) or config.find(folder))
    try:
        told = compared(
            loaded, None if feed is None else options.place(feed, folder), now=options.instant(at, loaded.site.rules),
            base=None if baseline is None else options.place(baseline, folder), ca_bundle=ca_bundle,
        )  # fmt: skip
    except PostsError as why:
        if markdown:  # whoever looks at the comment shall not take silence for "no changes"
            click.echo("\n".join(_stopped(why)))
        raise
    if as_json:
        words.as_json(told)
    elif markdown:
        click.echo("\n".join(_markdown(told)))
    else:
        _show(told)
    return Exit.NO if told["above_guard"] else Exit.FINE


def _show(told: DiffReport) -> None:
    """A line for each entry, and what changed in its text below."""
    click.echo(f"Compared with {told['compared_with']}:")
    for word, row, what in _rows(told):
        day, where = (row["published"] or "")[:10], f"  {row['file']}" if row["file"] else ""
        click.echo(
            f"{click.style(f'{word:<12}', bold=True)} {day:<10}  {row['title'] or '–'}{click.style(where, dim=True)}"
        )
        if what:
            click.echo(f"{'':25}{what}")
        text = row.get("text", [])
        for line in text[:LINES]:
            click.echo(click.style(f"{'':25}{line}", fg=COLOURS[line[0]]))
        if len(text) > LINES:
            click.echo(f"{'':25}and {len(text) - LINES} more lines (--json has all)")
    click.echo(_sum(told))
    words.some("In other feeds:", [f"{name}: {what}" for name, what in _others(told)])
    if told["above_guard"]:
        click.echo(_warning(told), err=True)


def _rows(told: DiffReport) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Every difference, in a word, with its entry, and what else is to be said."""
    for one in told["new"]:
        yield "new", {**one}, "older than what subscribers have" if one["old"] else ""
    for renamed in told["id_changed"]:
        yield "id changed", {**renamed}, f"{renamed['was']} → {renamed['id']}: subscribers get it as new"
    for edit in told["edited"]:
        yield "edited", {**edit}, ", ".join(edit["fields"])
    for entry in told["resurfacing"]:
        yield "resurfacing", {**entry}, "subscribers had it before; readers that forgot it show it as new"
    for entry in told["gone"]:
        yield "gone", {**entry}, ""
    for date in told["date_moved"]:
        keep = f"; subscribers keep the first, unless you feedtool build --redate {date['id']}" if date["kept"] else ""
        yield "date moved", {**date}, f"{date['was']} → {date['now']}{keep}"


def _others(told: DiffReport) -> Iterator[tuple[str, str]]:
    """The name of each other feed that differs, and how."""
    for one in told["others"]:
        parts = {"new": one["new"], "edited": one["edited"], "resurfacing": one["resurfacing"], "gone": one["gone"]}
        yield one["feed"], ", ".join(f"{len(ids)} {word}" for word, ids in parts.items() if ids)


def _sum(told: DiffReport) -> str:
    parts = {
        "new": len(told["new"]), "edited": len(told["edited"]), "resurfacing": len(told["resurfacing"]),
        "gone": len(told["gone"]), "under another id": len(told["id_changed"]),
        "with another date": len(told["date_moved"]), "off the end": told["older"], "unchanged": told["same"],
    }  # fmt: skip
    return ", ".join(f"{number} {word}" for word, number in parts.items() if number) or "no entries"


def _warning(told: DiffReport) -> str:
    old = sum(one["old"] for one in told["new"]) + len(told["id_changed"])
    return (
        f"{old} old posts would come to every subscriber as new, and {told['guard']} may (old in [guard]).\n"
        "    Posts that they have under other ids: feedtool same FILE ID, or feedtool adopt URL."
    )


def _markdown(told: DiffReport) -> Iterator[str]:
    """A heading, a list, and the differences of texts folded away."""
    yield f"### What subscribers will see: {_sum(told)}"
    yield ""
    if told["above_guard"]:
        yield f"> **Stop:** {_escaped(_warning(told).partition(chr(10))[0])}"
        yield ""
    length = 0
    for word, row, what in _rows(told):
        lines = [f"- **{word}** {_escaped(row['title'] or '–')}" + (f" — {_escaped(what)}" if what else "")]
        if row.get("text"):
            lines += _folded_away(row["text"])
        length += sum(map(len, lines))
        if length > LONGEST:
            yield "- and more: the rest is too long for a comment."
            return
        yield from lines
    for name, what in list(_others(told))[: words.SHOWN]:
        yield f"- in **{_escaped(name)}** {what}"
    if len(told["others"]) > words.SHOWN:
        yield f"- and in {len(told['others']) - words.SHOWN} more feeds"
    yield ""
    yield f"Compared with {_escaped(told['compared_with'])}."


def _stopped(why: PostsError) -> Iterator[str]:
    """A heading, and what stands in the way, letter for letter."""
    text = str(why)[:LONGEST].split("\n")
    fence = _fence(text)
    yield from ("### What subscribers will see cannot be told", "", fence, *text, fence)


def _fence(text: list[str]) -> str:
    """One that is longer than any in *text*."""
    return "~" * max([4, *(len(run) + 1 for line in text for run in re.findall("~+", line))])


def _folded_away(text: list[str]) -> list[str]:
    """A text's difference, in a fence."""
    fence = _fence(text)
    return [
        "", "  <details><summary>text</summary>", "", f"  {fence}diff", *(f"  {line}" for line in text), f"  {fence}",
        "  </details>", "",
    ]  # fmt: skip


def _escaped(text: str) -> str:
    """*text* as Markdown shows it, letter for letter."""
    return re.sub(r"([\\`*_{}\[\]<>#|~@])", r"\\\1", text)
