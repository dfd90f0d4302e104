"""`feedtool posts`."""

from __future__ import annotations

from typing import Any

import click

from feedtool.cli import options, words
from feedtool.cli.exits import Exit


@click.command()
@options.config_file
@options.folder
@click.option("--explain", metavar="FILE", help="Tell where every field of the posts in FILE comes from.")
@options.now
@options.as_json
def posts(file: str | None, folder: str, explain: str | None, at: str | None, *, as_json: bool) -> Exit:
    """List what was loaded: date, title, address and file; in the feed or not, and why.

    \b
    Example:
      feedtool posts
      feedtool posts --explain posts/hello.md    where does its date come from?
    """
    from feedtool import config, listing

    loaded = config.load(options.in_folder(file, folder) or config.find(folder))
    now = options.instant(at, loaded.site.rules)
    if explain is None:
        listed = listing.listing(loaded, now=now)
        (words.as_json if as_json else words.posts)(listed)
        return _exit(listed["problems"])
    told = listing.explanation(loaded, options.in_folder(explain, folder) or explain, now=now)
    (words.as_json if as_json else words.explained)(told)
    return _exit(told["problems"])


def _exit(problems: list[Any]) -> Exit:
    return Exit.NO if problems else Exit.FINE
