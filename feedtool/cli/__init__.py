"""The command line: parses words, calls, shows. It decides nothing."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

import click

from feedtool import __version__
from feedtool.cli.adopt import adopt
from feedtool.cli.build import build
from feedtool.cli.diff import diff
from feedtool.cli.exits import Exit
from feedtool.cli.hub import hub
from feedtool.cli.init import init
from feedtool.cli.ping import ping, status
from feedtool.cli.posts import posts
from feedtool.cli.same import same
from feedtool.errors import FeedtoolError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="feedtool %(version)s")
def feedtool() -> None:
    """RSS, Atom and JSON Feed from the posts of any site.

    \b
    Example:
      feedtool init      looks at the folder and writes a configuration
      feedtool build     writes the feeds
      feedtool ping      tells hubs what changed, as soon as it is live
      feedtool status    tells what hubs said
      feedtool diff      tells what subscribers will see
      feedtool adopt     takes over the ids of an older feed
      feedtool hub doctor    looks whether subscribers will hear of changes
      feedtool posts     lists what was loaded
      feedtool same      tells which entry a post is, where a build asks

    Exit codes: 0 fine; 1 a post, a check or a file says no; 2 wrong usage or configuration;
    75 a server could not be asked, try again later; 130 interrupted.
    """


feedtool.add_command(adopt)
feedtool.add_command(build)
feedtool.add_command(diff)
feedtool.add_command(hub)
feedtool.add_command(init)
feedtool.add_command(ping)
feedtool.add_command(posts)
feedtool.add_command(same)
feedtool.add_command(status)


def run(arguments: list[str] | None = None) -> int:
    """The exit code of a run; the only place where an error becomes words."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that cannot show a letter shows its number
            stream.reconfigure(errors="backslashreplace")
    try:
        return feedtool.main(arguments, prog_name="feedtool", standalone_mode=False) or Exit.FINE
    except FeedtoolError as error:
        click.echo(f"feedtool: {error}", err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("feedtool: interrupted", err=True)
        return Exit.INTERRUPTED
    except BrokenPipeError:  # `feedtool build | head` is nobody's mistake
        _hang_up()
        return Exit.FINE
    except OSError as error:
        _hang_up()
        click.echo(f"feedtool: {error.filename or 'the answer'} cannot be written or read: {error.strerror}", err=True)
        return Exit.NO


def _hang_up() -> None:
    """Send what is left of the answer nowhere, so that the interpreter does not complain when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
