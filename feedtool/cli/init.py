"""`feedtool init`."""

from __future__ import annotations

import sys

import click

from feedtool.cli import options
from feedtool.cli.exits import Exit


@click.command()
@options.config_file
@options.folder
@click.option("--title", help="The site's title.")
@click.option("--url", help="Where the site lives, such as https://example.com/.")
def init(file: str | None, folder: str, title: str | None, url: str | None) -> Exit:
    """Look at the folder and write a commented configuration. Nothing is overwritten.

    \b
    Example:
      feedtool init --url https://example.com/
    """
    from feedtool import setup

    plan = setup.plan(folder, name=file, title=title, url=url)
    if not plan.url and sys.stdin.isatty():
        answer = click.prompt("Where does the site live?", default="", show_default=False)
        plan = setup.plan(folder, name=file, title=title, url=answer)
    setup.write(plan)
    click.echo(f"{plan.shown}: written. {plan.found}")
    click.echo("Next: feedtool build" if plan.url else f'Next: fill in url = "" in {plan.shown}, then feedtool build')
    return Exit.FINE
