"""`feedtool hub`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from feedtool.cli import options, words
from feedtool.cli.exits import Exit

if TYPE_CHECKING:
    from feedtool.doctor import CheckReport, DoctorReport, Trial

COLOURS: Final = {"fine": "green", "warning": "yellow", "error": "red"}
PORTS: Final = {"http": 80, "https": 443}


@click.group()
def hub() -> None:
    """Hubs, which tell subscribers of changes (WebSub).

    \b
    Example:
      feedtool hub doctor    looks whether subscribers will hear of changes
    """


@hub.command()
@options.config_file
@options.folder
@click.argument("topic", metavar="[TOPIC]", required=False)
@click.option("--subscribe", is_flag=True, help="Subscribe for a minute, publish, and look at what comes.")
@click.option("--callback", metavar="URL", help="With --subscribe: where the hub reaches this machine.")
@click.option("--listen", metavar="[HOST:]PORT", help="With --callback: where it arrives here; else at its own port.")
@options.span("--wait", "wait_s", default="60s", text="With --subscribe: how long to wait for what the hub sends.")
@options.ca_bundle
@options.as_json
def doctor(
    file: str | None, folder: str, topic: str | None, *, subscribe: bool, callback: str | None, listen: str | None,
    wait_s: float, ca_bundle: str | None, as_json: bool,
) -> Exit:  # fmt: skip
    """Look whether subscribers will hear of changes: at the feed at TOPIC, or at all feeds of the configuration.

    They are asked for as a hub asks for them: publish them first. Nothing is written.

    \b
    Example:
      feedtool hub doctor
      feedtool hub doctor https://example.com/feed.xml --subscribe

    Exit codes: 1 where something is an error; 75 where the network failed.
    """
    from feedtool.doctor import doctor as examined

    attempt = _attempt(callback, listen, wait_s) if subscribe else None
    if attempt is None and (callback or listen):
        raise click.UsageError("--callback and --listen say how to subscribe: they want --subscribe.")
    told = examined(
        options.configuration(file, folder, is_needed=topic is None), topic, attempt=attempt, ca_bundle=ca_bundle,
        tell=(lambda _: None) if as_json else _Rows(),
    )  # fmt: skip
    if as_json:
        words.as_json(told)
    else:
        click.echo(f"{words.counted(told['errors'], 'error', 'errors')}, "
                   f"{words.counted(told['warnings'], 'warning', 'warnings')}")  # fmt: skip
    return _exit(told)


def _attempt(callback: str | None, listen: str | None, wait_s: float) -> Trial:
    """Raises click.BadParameter."""
    from urllib.parse import urlsplit

    from feedtool.doctor import Trial

    host, _, port = (listen or "").rpartition(":")
    if listen is not None and not (port.isascii() and port.isdigit() and int(port) < 65536):  # noqa: PLR2004 - RFC 9293 §3.1
        raise click.BadParameter(f'"{listen}" is no port, and no host with one.', param_hint="--listen")
    if callback is None:
        return Trial(listen=(host.strip("[]"), int(port or 0)), wait_s=wait_s)
    try:
        parts = urlsplit(callback)
        own = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise click.BadParameter(f'"{callback}" is no address of the web.', param_hint="--callback") from None
    if parts.scheme == "https" and listen is None:
        raise click.BadParameter(
            "what answers here speaks http only: say at which port it arrives from the proxy or tunnel.",
            param_hint="--listen",
        )
    return Trial(callback, (host.strip("[]"), int(port or own)), wait_s)


class _Rows:
    """Tells each row as it comes, below its topic."""

    def __init__(self) -> None:
        self._topic = ""

    def __call__(self, row: CheckReport) -> None:
        if row["topic"] != self._topic:
            self._topic = row["topic"]
            click.echo(click.style(self._topic or "All of them", bold=True))
        severity = click.style(f"{row['severity']:<8}", fg=COLOURS[row["severity"]])
        click.echo(f"  {severity} {row['check']:<13}  {row['found']}")
        if row["expected"]:
            click.echo(f"{'':26}expected {row['expected']}")
            click.echo(f"{'':26}{row['remedy']}")


def _exit(told: DoctorReport) -> Exit:
    errors = [row for row in told["checks"] if row["severity"] == "error"]
    if all(row["temporary"] for row in errors):
        return Exit.LATER if errors else Exit.FINE
    return Exit.NO
