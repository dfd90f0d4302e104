"""`feedtool ping` and `feedtool status`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from feedtool.cli import options, words
from feedtool.cli.exits import Exit
from feedtool.errors import FeedtoolError

if TYPE_CHECKING:
    from feedtool.ping import DeliveryReport, PingReport
    from feedtool.subscriptions import SourceReport

KEPT: Final = (
    "What waits is kept in .feedtool/ for a day: run feedtool ping again. Where that folder is thrown away, as in CI,\n"
    "    keep it between runs, or hand the change over: feedtool build --changes FILE, feedtool ping --changes FILE."
)
NOT_KEPT: Final = "What waits is kept nowhere here: run it in the folder of a site, or once more with the topic."
NOTHING: Final = "Nothing waits: no feed has changed since its hubs were told."
NO_HUBS: Final = "Nothing waits: the configuration names no hub. Name one as hubs in [websub]."
COLOURS: Final = {
    "accepted": "green", "refused": "red", "expired": "red", "waiting": "yellow", "up": "green", "down": "red",
    "gone": "red",
}  # fmt: skip


@click.command()
@options.config_file
@options.folder
@click.argument("topics", metavar="[TOPIC]...", nargs=-1)
@click.option("--all", "all_", is_flag=True, help="Tell the hubs of all the site's feeds, changed or not.")
@click.option("--changes", metavar="FILE", help="Tell what `feedtool build --changes FILE` wrote.")
@click.option("--dry-run", is_flag=True, help="Send nothing; tell what waits.")
@options.span("--for", "send_s", default="5m", text="Send for at most so long.")
@click.option("--retry-failed", is_flag=True, help="Also tell those who refused, or took nothing for a day.")
@click.option("--no-wait", is_flag=True, help="Do not wait until the changes are live.")
@click.option("--soft-fail", is_flag=True, help="Exit with 0 whatever becomes of it, and warn.")
@options.span("--wait", "wait_s", default="20m", text="Wait so long for each feed to be live.")
@options.ca_bundle
@options.as_json
def ping(  # noqa: PLR0917 - click passes its words by name
    file: str | None, folder: str, topics: tuple[str, ...], changes: str | None, send_s: float, wait_s: float,
    ca_bundle: str | None, *, all_: bool, dry_run: bool, no_wait: bool, retry_failed: bool, soft_fail: bool,
    as_json: bool,
) -> Exit:  # fmt: skip
    """Tell hubs of what changed, as soon as it is live; or of each TOPIC, the address of any feed.

    \b
    Example:
      feedtool ping                                  what the last builds changed
      feedtool ping https://example.com/feed.xml     a feed of another tool

    Exit codes: 0 all accepted, or nothing to do; 1 a hub refuses; 75 something still waits: run it again.
    """
    from feedtool.ping import Asked
    from feedtool.ping import ping as told

    asked = Asked(
        topics=topics, all=all_, wait_s=None if no_wait else wait_s, send_s=send_s, retry_failed=retry_failed,
        dry_run=dry_run,
        changes=options.path(changes, folder) if changes else None, ca_bundle=ca_bundle,
        say=lambda line: click.echo(line, err=True),
    )  # fmt: skip
    config = options.configuration(file, folder, is_needed=not topics or all_ or changes is not None)
    try:
        found = told(config, asked)
    except FeedtoolError as why:
        if not soft_fail:
            raise
        click.echo(f"feedtool: {why}\n::warning::feedtool ping: {str(why).partition(chr(10))[0]}", err=True)
        return Exit.FINE
    if as_json:
        words.as_json(found)
    else:
        show(found, nothing=NOTHING if config is None or config.hubs else NO_HUBS)
    code = exit_of(found) if not dry_run else Exit.FINE
    if not dry_run:
        left(found)
    if code and soft_fail:
        click.echo(f"::warning::feedtool ping: {_sum(found)}", err=True)
        return Exit.FINE
    return code


@click.command()
@options.config_file
@options.folder
@options.as_json
def status(file: str | None, folder: str, *, as_json: bool) -> Exit:
    """Tell of each feed and hub: the last change, the last answer, what waits. Of each feed that is a source: since
    when it is down.

    \b
    Example:
      feedtool status
    """
    from feedtool import config, subscriptions
    from feedtool.outbox import of_site
    from feedtool.ping import report
    from feedtool.survey import own_files

    known = config.load(options.in_folder(file, folder) or config.find(folder))
    sources = subscriptions.report(known, skip=own_files(known))
    with of_site(known, is_copy=True) as outbox:
        found = report(outbox)
    if as_json:
        words.as_json({**found, "sources": sources})
        return Exit.FINE
    for one in sources:
        state = click.style(f"{one['state']:<9}", fg=COLOURS.get(one["state"]))
        click.echo(f"{state}  {_source(one)}")
    if found["deliveries"] or known.hubs or not sources:
        show(found, has_times=True)
    return Exit.FINE


def _source(one: SourceReport) -> str:
    """An address, and what is to be said of it."""
    since = f"{one['state']} since {one['since']}" if one["since"] else ""
    last = f"last there at {one['fetched']}" if one["since"] and one["fetched"] else ""
    due = f"not asked before {one['due']}" if one["due"] else ""
    moved = f"it is at {one['moved']} for good" if one["moved"] else ""
    said = "; ".join(filter(None, (since, one["detail"], last, due, moved)))
    return f"{one['address']}{f': {said}' if said else ''}"


def left(found: PingReport) -> None:
    """Where what still waits is kept, and how it goes on; nothing where nothing does."""
    if any(one["state"] == "waiting" for one in found["deliveries"]):
        click.echo(KEPT if found["is_kept"] else NOT_KEPT, err=True)


def exit_of(found: PingReport) -> Exit:
    """By what became of each."""
    states = {one["state"] for one in found["deliveries"]}
    if states & {"refused", "expired"}:
        return Exit.NO
    return Exit.LATER if "waiting" in states else Exit.FINE


def show(
    found: PingReport, *, nothing: str = "No hub was told of anything yet.", has_times: bool = False
) -> None:  # fmt: skip
    """A line for each topic and hub, one for its answer, and one for when that was."""
    for one in found["deliveries"]:
        state = click.style(f"{one['state']:<9}", fg=COLOURS.get(one["state"]))
        click.echo(f"{state}  {one['topic']}")
        click.echo(f"{'':11}{one['hub']}{_answer(one)}")
        if has_times:
            accepted = f"accepted {one['accepted']}" if one["accepted"] else "never accepted"
            click.echo(f"{'':11}changed {one['queued']}, {accepted}")
    click.echo(_sum(found) if found["deliveries"] else nothing)


def _answer(one: DeliveryReport) -> str:
    is_old = one["state"] == "waiting" and not one["attempts"]  # an answer to an earlier change
    said = f"{', before' if is_old else ''}: {one['detail']}" if one["detail"] else ""
    tries = f", {one['attempts']} tries" if one["attempts"] > 1 else ""
    due = f", next at {one['due']}" if one["due"] and one["attempts"] else ""
    return f"{said}{tries}{due}"


def _sum(found: PingReport) -> str:
    states = [one["state"] for one in found["deliveries"]]
    return ", ".join(f"{states.count(name)} {name}" for name in dict.fromkeys(states)) or "nothing to tell"
