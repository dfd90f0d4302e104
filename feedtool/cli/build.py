"""`feedtool build`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from feedtool import glance
from feedtool.cli import options, words
from feedtool.cli.exits import Exit

if TYPE_CHECKING:
    from feedtool.config import Preview
    from feedtool.report import Report


@click.command()
@options.config_file
@options.folder
@click.option("--allow-flood", is_flag=True, help="Let old posts come as new, however many; see [guard].")
@click.option("--base-url", metavar="URL", help="A preview: the site lives at URL; wants --output.")
@options.baseline
@options.ca_bundle
@click.option(
    "--changes", metavar="FILE", help="Write what hubs have to be told to FILE, for `feedtool ping --changes`."
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a build would change something.")
@click.option("--dry-run", is_flag=True, help="Write nothing; tell what a build would do.")
@click.option("--fetch-lengths", is_flag=True, help="Ask servers how long enclosures are that lie elsewhere.")
@click.option("--locked", is_flag=True, help="Write nothing if feedtool.lock is not current; for CI.")
@click.option("--output", metavar="DIR", help="A preview: the feeds go to DIR, and nothing is announced.")
@click.option("--ping", "pings", is_flag=True, help="Then wait until the change is live, and tell the hubs.")
@click.option(
    "--redate", "redated", multiple=True, metavar="ID", help="Let this entry have the date that its post has now."
)
@click.option("--strict", is_flag=True, help="Write nothing while any post has a problem.")
@options.now
@options.as_json
@click.option("-v", "--verbose", is_flag=True, help="Tell which posts stay out, and what was mended in the others.")
def build(
    file: str | None,
    folder: str,
    at: str | None,
    *,
    allow_flood: bool,
    base_url: str | None,
    baseline: str | None,
    changes: str | None,
    check: bool,
    dry_run: bool,
    fetch_lengths: bool,
    ca_bundle: str | None,
    locked: bool,
    output: str | None,
    pings: bool,
    redated: tuple[str, ...],
    strict: bool,
    as_json: bool,
    verbose: bool,
) -> Exit:
    """Write the feeds, as far as they change.

    \b
    Example:
      feedtool build
      feedtool build --check                   in CI: are the committed feeds up to date?
      feedtool build --dry-run --now 2026-12-24    what will subscribers see then?
    """
    file = options.in_folder(file, folder)
    is_pinging = pings and not (check or dry_run or output)
    is_build = not (check or dry_run)
    report, built = glance.run(
        file, folder, now=_now(at, file, folder), write=is_build, strict=strict, locked=locked,
        fetch_lengths=fetch_lengths, allow_flood=allow_flood, redated=frozenset(redated), progress=words.progress,
        in_full=verbose, ca_bundle=ca_bundle, preview=_preview(base_url, output, folder),
        baseline=None if baseline is None else options.place(baseline, folder),
        changes=None if changes is None else options.path(changes, folder),
    )  # fmt: skip
    if changes is not None and built is None and is_build:  # there was nothing to do
        from feedtool.queueing import write_changes

        write_changes(options.path(changes, folder), ())
    if as_json and not is_pinging:
        words.as_json(report)
    elif not as_json:
        words.build(report, would=not is_build)
        if verbose and built is not None:
            words.held(built.due.held)
            words.mended(built.mended)
    code = _exit(report, check=check)
    return (_ping(file, folder, ca_bundle, report if as_json else None) or code) if is_pinging else code


def _ping(file: str | None, folder: str, ca_bundle: str | None, report: Report | None) -> Exit:
    """The exit code of `feedtool ping`; with the *report* of the build both are told as JSON."""
    from feedtool import config
    from feedtool.cli.ping import NOTHING, exit_of, left, show
    from feedtool.ping import Asked, ping

    told = None
    try:
        told = ping(
            config.load(file or config.find(folder)),
            Asked(ca_bundle=ca_bundle, say=lambda line: click.echo(line, err=True)),
        )
    finally:  # the feeds are written, whatever becomes of that
        if report is not None:
            words.as_json({**report, "ping": told})
    if report is None:
        show(told, nothing=NOTHING)
    left(told)
    return exit_of(told)


def _preview(base_url: str | None, output: str | None, folder: str) -> Preview | None:
    if output is None:
        if base_url is not None:
            raise click.UsageError(
                "--base-url is for a preview, whose feeds go to a folder of their own: add --output DIR"
            )
        return None
    import os

    from feedtool.config import Preview

    if not output.strip():
        raise click.UsageError("--output names nothing; is a variable not set? Name a folder for the preview's feeds.")
    return Preview(os.path.abspath(os.path.join(folder, output)), base_url)


def _exit(report: Report, *, check: bool) -> Exit:
    return Exit.NO if report["problems"] or (check and not report["unchanged"]) else Exit.FINE


def _now(at: str | None, file: str | None, folder: str) -> datetime:
    if at is None:  # the configuration is read for its time zone only
        return datetime.now(UTC)
    from feedtool import config

    return options.instant(at, config.load(file or config.find(folder)).site.rules)
