"""`feedtool init`."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from feedtool.cli import options
from feedtool.cli.exits import Exit

if TYPE_CHECKING:
    from feedtool.setup import Plan


@click.command()
@options.config_file
@options.folder
@click.argument("site", required=False)
@click.option("--preset", metavar="NAME", help="The generator that the site is made with; found out where not said.")
@click.option("--title", help="The site's title.")
@click.option("--url", help="Where the site lives, such as https://example.com/.")
def init(  # noqa: PLR0917 - click passes its words by name
    file: str | None, folder: str, site: str | None, preset: str | None, title: str | None, url: str | None
) -> Exit:
    """Look at the folder SITE (or this one) and write a commented configuration. Nothing is overwritten.

    \b
    Example:
      feedtool init --url https://example.com/
    """
    from feedtool import setup

    root = os.path.join(folder, site or "")
    if not os.path.isdir(root):
        raise click.BadParameter(f"{root} is no folder", param_hint="SITE")
    plan = setup.plan(root, name=file, title=title, url=url, preset=preset)
    if not plan.url and sys.stdin.isatty():
        answer = click.prompt("Where does the site live?", default="", show_default=False)
        plan = setup.plan(root, name=file, title=title, url=answer, preset=preset)
    setup.write(plan)
    click.echo(f"{plan.shown}: written. {plan.found[0] if plan.found else ''}".rstrip())
    for line in plan.found[1:]:
        click.echo(line)
    for path, line in plan.lacking:
        click.echo(f"{os.path.basename(path)}: {line} added.")
    if plan.later:
        wanted = " and ".join(f"{line} to {os.path.basename(path)}" for path, line in plan.later)
        click.echo(f"With git: add {wanted}.")
    if not plan.url:
        click.echo(f'Next: fill in url = "" in {plan.shown}, then feedtool build')
        return Exit.FINE
    if plan.feed:
        _adopt(plan)
    elif plan.live:
        click.echo(f"If the site is published: feedtool adopt {plan.live} takes over the ids that subscribers have.")
    click.echo("Next: feedtool build")
    return Exit.FINE


def _adopt(plan: Plan) -> None:
    """Take over the ids of the feed that the generator built."""
    from feedtool import config
    from feedtool.adopt import adopt
    from feedtool.cli.adopt import show
    from feedtool.errors import FeedtoolError

    try:
        show(adopt(config.load(plan.path), plan.feed, now=datetime.now(UTC), is_guess=True))
    except FeedtoolError as why:
        click.echo(f"The ids of the old feed were not taken over: {why}\nTry: feedtool adopt URL", err=True)
