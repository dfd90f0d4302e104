"""`adopt`: ids from a feed that exists already, so that nobody gets a post again when feedtool takes over."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict
from urllib.parse import urlsplit

from feedtool import adoption, baseline, lock, state, subscriptions, survey
from feedtool.errors import BaselineError
from feedtool.identity import source_of
from feedtool.identity.adoption import NEVER
from feedtool.progress import silent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from feedtool import loader
    from feedtool.adoption import Adopted
    from feedtool.config import Config
    from feedtool.identity.adoption import Match
    from feedtool.model import Line, Post


class MatchReport(TypedDict):
    """An entry, and the post that it is."""

    id: str
    title: str
    file: str  # relative to the configuration's folder
    by: str  # "id", "address", "text", "title and day", "title", "day and name", or "most of its text"


class EntryReport(TypedDict):
    """An entry of the feed."""

    id: str
    title: str
    published: str | None  # RFC 3339


class PostReport(TypedDict):
    """A post of the site."""

    file: str
    title: str
    link: str


class AdoptReport(TypedDict):
    """What `adopt` did, or would do."""

    feed: str  # where it was found
    documents: int  # with its archives
    unread: str  # an archive that it names, and that was not there to be read; ""
    entries: int
    known: int  # that feedtool.lock had already
    matched: list[MatchReport]
    clashes: list[MatchReport]  # of posts that feedtool.lock has under another id: they keep that
    unmatched: list[EntryReport]  # entries of no post
    questions: list[dict[str, str | int | None]]  # posts of which only the author can tell which entry each is
    new: list[PostReport]  # posts that the feed should have, and does not
    older: int  # posts that are older than the feed
    since: str | None  # from when on posts come into the feed: its oldest entry, where it does not have all
    lock: str  # "written", "unchanged", or "pending"


def adopt(
    config: Config,
    what: str,
    *,
    now: datetime,
    write: bool = True,
    ca_bundle: str | None = None,
    is_guess: bool = False,
) -> AdoptReport:
    """Give each post of a site the id that it has in the feed *what* (feedtool.baseline.read), and tell of each by what
    it was known. The lock is completed; what it has already stays. Without *write* nothing is touched. A feed that
    *is_guess* counts only where its entries live where the site does: one that was built for a look at this machine has
    ids that nobody has.

    Raises FeedtoolError.
    """
    found = baseline.read(config, what, ca_bundle=ca_bundle)
    if is_guess:
        _refuse_elsewhere(found, config.site.url)
    elif not any(document.entries for document in found.documents):
        raise BaselineError(f"{found.name}: no entries; is it the right address?")
    fetched = subscriptions.fetch(  # of a planet that is new nothing is there yet, and no entry would be known
        config, now=now, remember=write, ca_bundle=ca_bundle, progress=silent, skip=survey.own_files(config)
    )
    if not write:
        return _report(found, *_adopted(config, found, now, fetched), is_written=False)
    with state.exclusive(config.root):
        made, is_new = _adopted(config, found, now, fetched)
        if is_new:
            lock.store(config.file, made.lock)
    return _report(found, made, is_new, is_written=True)


def _refuse_elsewhere(found: baseline.Baseline, site: str) -> None:
    hosts = {urlsplit(entry.link).netloc for document in found.documents for entry in document.entries}
    if hosts and urlsplit(site).netloc not in hosts:
        raise BaselineError(f"{found.name} was built for {', '.join(sorted(hosts))}, not for {site}")


def _adopted(config: Config, found: baseline.Baseline, now: datetime, fetched: loader.Fetched) -> tuple[Adopted, bool]:
    """The lock with the entries of a feed, and whether that is another."""
    here = survey.gather(config, now=now, fetched=fetched)
    made = adoption.adopted(found, here.due, here.lock, config, now=now, html_of=here.html_of)
    return made, made.lock != here.lock


def _report(found: baseline.Baseline, made: Adopted, is_new: bool, *, is_written: bool) -> AdoptReport:  # noqa: FBT001 - of one tuple
    return {
        "feed": found.name, "documents": len(found.documents), "unread": found.left,
        "entries": made.entries, "known": made.known,
        "matched": _matches(made.matched), "clashes": _matches(made.clashes), "unmatched": _entries(made.gone),
        "questions": [problem.as_dict() for problem in made.questions], "new": _posts(made.new),
        "older": len(made.older), "since": made.since.isoformat() if made.since else None,
        "lock": "unchanged" if not is_new else "written" if is_written else "pending",
    }  # fmt: skip


def _matches(matches: Iterable[Match]) -> list[MatchReport]:
    return [{"id": one.line.id, "title": one.post.title, "file": source_of(one.post), "by": one.by} for one in matches]


def _entries(lines: Iterable[Line]) -> list[EntryReport]:
    return [
        {
            "id": line.id,
            "title": line.title,
            "published": line.published.isoformat() if line.published > NEVER else None,
        }
        for line in lines
    ]


def _posts(posts: Iterable[Post]) -> list[PostReport]:
    return [{"file": source_of(post), "title": post.title, "link": post.link} for post in posts]
