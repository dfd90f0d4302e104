"""Options that several commands have."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.decorators import FC

    from feedtool.config import Config
    from feedtool.dates import Rules

DURATION: Final = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s?([smh]?)", re.ASCII)
SECONDS: Final = {"": 1, "s": 1, "m": 60, "h": 3600}


def seconds(context: click.Context, parameter: click.Parameter, span: str) -> float:
    """A time span that was given: "90", "30s", "5m", "1h". Raises click.BadParameter."""
    found = DURATION.fullmatch(span.strip())
    if found is None:
        raise click.BadParameter(f'"{span}" is no time span; write one like 30s, 5m or 1h.', context, parameter)
    return float(found[1]) * SECONDS[found[2]]


def span(word: str, name: str, *, default: str, text: str) -> Callable[[FC], FC]:
    """The option *word*, a time span in seconds, which the command knows as *name*."""
    return click.option(word, name, callback=seconds, default=default, show_default=True, metavar="TIME", help=text)


def _certificates(context: click.Context, parameter: click.Parameter, file: str | None) -> str | None:
    """The file that was given, if certificates are in it. Raises click.BadParameter."""
    if file is not None:
        import ssl

        try:
            ssl.create_default_context(cafile=file)
        except OSError:  # an SSLError is one
            raise click.BadParameter(f'there are no certificates (PEM) in "{file}".', context, parameter) from None
    return file


config_file = click.option(
    "-c", "--config", "file", metavar="FILE",
    help="The configuration; else feedtool.toml or config.toml in the folder.",
)  # fmt: skip
folder = click.option(
    "-C", "--directory", "folder", type=click.Path(exists=True, file_okay=False), default=".", metavar="DIR",
    help="The site's folder; else the current one.",
)  # fmt: skip
now = click.option(
    "--now", "at", metavar="INSTANT", help="As at this time, such as 2026-11-27T09:00+01:00; else the clock's."
)
baseline = click.option(
    "--baseline",
    metavar="live|FOLDER|REVISION",
    help="Complete feedtool.lock from the feed that is published, in this folder, or committed.",
)
ca_bundle = click.option(
    "--ca-bundle", type=click.Path(exists=True, dir_okay=False), metavar="FILE", callback=_certificates,
    help="Trust these certificates (PEM) instead of the usual ones.",
)  # fmt: skip
as_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for machines.")


def in_folder(file: str | None, folder: str) -> str | None:
    """A configuration that was named, seen from the folder that was named."""
    import os

    return None if file is None else os.path.join(folder, file)


def configuration(file: str | None, folder: str, *, is_needed: bool) -> Config | None:
    """The one that was named, else that of the folder; None where there is none, unless it *is_needed*. Raises
    ConfigError.
    """
    from feedtool import config
    from feedtool.errors import ConfigError

    try:
        found = in_folder(file, folder) or config.find(folder)
    except ConfigError:
        if is_needed:
            raise
        return None
    return config.load(found)


def path(name: str, folder: str) -> str:
    """A file that was named, seen from the folder that was named."""
    import os

    return os.path.abspath(os.path.join(folder, name))


def place(what: str, folder: str) -> str:
    """A feed that was named, by an address, a word, or a path that is seen from the folder that was named. Raises
    click.UsageError where nothing was, as by a variable that is not set.
    """
    import os

    if not what.strip():
        raise click.UsageError("A feed is named by nothing; is a variable not set? Give an address, or a file.")
    path = os.path.join(folder, what)
    return os.path.abspath(path) if os.path.exists(path) else what


def instant(text: str | None, rules: Rules) -> datetime:
    """The time that was given, else the clock's. Raises click.BadParameter."""
    if text is None:
        return datetime.now(UTC)
    from feedtool import dates

    try:
        return dates.read(text, rules).instant
    except dates.Refused as why:
        raise click.BadParameter(
            f'"{text}" is no instant; expected {why.expected}. {why.remedy}.', param_hint="--now"
        ) from None
