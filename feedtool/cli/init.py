"""`feedtool init`."""

from __future__ import annotations

import os
import sys

import click

from feedtool.cli import options
from feedtool.cli.exits import Exit


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
    click.echo("Next: feedtool build" if plan.url else f'Next: fill in url = "" in {plan.shown}, then feedtool build')
    return Exit.FINE
