"""`feedtool adopt`."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING

import click

from feedtool.cli import options, words
from feedtool.cli.exits import Exit

if TYPE_CHECKING:
    from feedtool.adopt import AdoptReport


@click.command()
@options.config_file
@options.folder
@click.argument("feed", metavar="URL|FILE")
@click.option("--dry-run", is_flag=True, help="Write nothing; tell what would be taken over.")
@options.ca_bundle
@options.now
@options.as_json
def adopt(
    file: str | None, folder: str, feed: str, at: str | None, *, dry_run: bool, ca_bundle: str | None, as_json: bool
) -> Exit:
    """Take over the ids of the feed at URL or in FILE, so that subscribers get no post again.

    RSS, Atom or JSON Feed, with its archives; or the address of a page that names one. Do it once, before the first
    build that you publish.

    \b
    Example:
      feedtool adopt https://example.com/feed.xml
      feedtool adopt public/index.xml
    """
    from feedtool import config
    from feedtool.adopt import adopt as adopted

    loaded = config.load(options.in_folder(file, folder) or config.find(folder))
    told = adopted(
        loaded, options.place(feed, folder), now=options.instant(at, loaded.site.rules), write=not dry_run,
        ca_bundle=ca_bundle,
    )  # fmt: skip
    if as_json:
        words.as_json(told)
    else:
        show(told, then=f"feedtool diff {shlex.quote(feed)}")
    return Exit.NO if told["questions"] or told["clashes"] else Exit.FINE


def show(told: AdoptReport, *, then: str = "") -> None:
    """What was taken over, and the rest by name; and the command that shall come *then*."""
    documents = f" in {told['documents']} documents" if told["documents"] > 1 else ""
    click.echo(
        f"{click.style(told['feed'], bold=True)}: {words.counted(told['entries'], 'entry', 'entries')}{documents}"
    )
    if told["known"]:
        click.echo(f"  {told['known']:>5}  in feedtool.lock already")
    for by, number in Counter(one["by"] for one in told["matched"]).most_common():
        click.echo(f"  {number:>5}  known by {by}")
    if told["unread"]:
        click.echo(f"Older entries are in {told['unread']}, which was not read: name the feed by its address.")
    words.some(
        "Entries of no post here; nobody else gets their ids:",
        [f"{(one['published'] or '')[:10]:10}  {one['title'] or '–'}  {one['id']}" for one in told["unmatched"]],
    )
    words.some(
        "Posts that the feed does not have; they would come as new:",
        [f"{one['title'] or '–'}  {one['file']}" for one in told["new"]],
    )
    words.some(
        "Posts that feedtool.lock has under another id, which they keep (if that was never published, take the lock "
        "away and adopt again):",
        [f"{one['file']}  {one['id']}" for one in told["clashes"]],
    )
    if told["older"]:
        since = (
            f", and stay out: the feed begins with {told['since'][:10]} and grows from there" if told["since"] else ""
        )
        click.echo(f"{words.counted(told['older'], 'post is', 'posts are')} older than the feed{since}.")
    words.problems(told["questions"])
    state = {"pending": "to write", "unchanged": "unchanged"}.get(told["lock"], "written")
    click.echo(f"feedtool.lock: {state}.{f' Next: {then}' if then else ''}")
