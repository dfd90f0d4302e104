"""`feedtool same`."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from feedtool.cli import options
from feedtool.cli.exits import Exit


@click.command()
@options.config_file
@options.folder
@click.argument("post", metavar="FILE")
@click.argument("id_", metavar="ID|new")
def same(file: str | None, folder: str, post: str, id_: str) -> Exit:
    """Say which entry the post in FILE is, where a build asks: that with the ID, or a new one.

    \b
    Example:
      feedtool same posts/hello.md https://example.com/old/address/
      feedtool same posts/weekly-42.md new
    """
    import os

    from feedtool import config
    from feedtool.same import settle

    loaded = config.load(options.in_folder(file, folder) or config.find(folder))
    place = os.path.join(folder, post)
    told = settle(loaded, place if os.path.exists(place) else post, id_, now=datetime.now(UTC))
    click.echo(f"{post}: {told}. Next: feedtool build")
    return Exit.FINE
