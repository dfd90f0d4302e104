"""Options that several commands have."""

from __future__ import annotations

import click

config_file = click.option(
    "-c", "--config", "file", type=click.Path(dir_okay=False), metavar="FILE",
    help="The configuration; else feedtool.toml or config.toml in the folder.",
)  # fmt: skip
folder = click.option(
    "-C", "--directory", "folder", type=click.Path(exists=True, file_okay=False), default=".", metavar="DIR",
    help="The site's folder; else the current one.",
)  # fmt: skip
as_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for machines.")


def in_folder(file: str | None, folder: str) -> str | None:
    """A configuration that was named, seen from the folder that was named."""
    import os

    return None if file is None else os.path.join(folder, file)
