"""The feeds beside the main one, as they stand on the disk: what is left of a lock that was lost."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import unquote

from feedtool import archives, filters, identity, lock, names, output, parse
from feedtool.baseline import BEST
from feedtool.config.addresses import addresses_of, announced, archive_of
from feedtool.config.feeds import NAME
from feedtool.model import MAIN, FeedLine
from feedtool.selection import word_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from feedtool.baseline import Baseline
    from feedtool.config import Config
    from feedtool.config.addresses import Address
    from feedtool.config.feeds import FeedSpec
    from feedtool.model import Lock, Post
    from feedtool.parse import Document


def feeds(config: Config, posts: Sequence[Post], *, now: datetime) -> Iterator[tuple[FeedLine, tuple[Document, ...]]]:
    """A line for each feed of *config* that feedtool wrote and that is there, and what it says, with its archive. Of a
    template those of the values that *posts* have, and those that say themselves whose they are.
    """
    for spec in config.feeds:
        for value in [*_values(spec, posts), *_announced(config, spec)] if spec.recipe.per else [""]:
            addresses = addresses_of(config, spec, value)
            document = _first(addresses) if spec.name != MAIN else None
            if document is not None:
                name = f"{spec.name}:{value}" if value else spec.name
                id_ = document.id if document.format == "atom" and document.id else id_of(config, name)
                yield (
                    FeedLine(name=name, id=id_, published=now.replace(microsecond=0), path=spec.path_of(value)),
                    (document, *(_archived(addresses) if spec.recipe.archive else ())),
                )


def with_archives(config: Config, known: Lock, baseline: Baseline) -> Lock:
    """What is *known*, where the lock of feeds with archives was lost: in which documents entries are, as they say; of
    the main feed those of a *baseline* that somebody named, too, which may be newer than the lock.
    """
    entries = dict(known.entries)
    placed = archives.placed(entries.values())
    for name, spec, addresses in announced(config, known.feeds):
        if not spec.recipe.archive:
            continue
        said = _numbers_in(*baseline.documents) if name == MAIN and baseline.what and baseline.is_ours else {}
        if not said and name not in placed:
            said = _numbers(addresses)
        numbers = {id_: entries[id_].archives.get(name) or number for id_, number in said.items() if id_ in entries}
        if archives.last(numbers) > len(entries):
            continue  # nearly all of it was deleted, and a lock with such numbers is damaged
        for id_, number in numbers.items():
            line = entries[id_]
            entries[id_] = replace(line, archives=dict(sorted({**line.archives, name: number}.items())))
    return replace(known, entries=entries)


def _numbers_in(head: Document, *older: Document) -> Mapping[str, int]:
    """The documents of the entries of a feed, *head*, which leads to the *older* ones, the newest first; none where
    that is not the whole of its archive.
    """
    if not older or older[-1].prev_archive or older[-1].next:
        return {}
    found = {entry.id: number for number, one in enumerate(reversed(older), 1) for entry in one.entries}
    return found | {entry.id: 0 for entry in head.entries}


def _numbers(addresses: Sequence[Address]) -> Mapping[str, int]:
    """The documents of the entries of the feed at *addresses*, as far as they lie there; none without an archive."""
    found = {entry.id: number for number, one in enumerate(_archived(addresses), 1) for entry in one.entries}
    head = _first(addresses) if found else None
    return found | {entry.id: 0 for entry in (head.entries if head else ())}


def _archived(addresses: Sequence[Address]) -> Iterator[Document]:
    """The documents of the archive of the feed at *addresses*, as far as they lie there, the oldest first."""
    for number in count(1):
        document = _first(archive_of(addresses, number))
        if document is None:
            break
        yield document


def _first(addresses: Sequence[Address]) -> Document | None:
    """The first of the documents at *addresses* that feedtool wrote, Atom before the others, for it has the id."""
    for address in sorted(addresses, key=lambda one: BEST.index(one.format)):
        document = _parsed(address.path)
        if document is not None and document.generator == "feedtool":
            return document
    return None


def id_of(config: Config, name: str) -> str:
    """The id that the new feed *name* has: one of its own among those of its site, and of the sites at its address."""
    parts = [part for part in (lock.name_of(config.file), "" if name == MAIN else name) if part]
    return identity.feed_id(config.header.url, "/".join(parts))


def _values(spec: FeedSpec, posts: Sequence[Post]) -> list[str]:
    recipe = spec.recipe
    found = (word for post in posts for word in filters.values(post, recipe.per, recipe.filter.language))
    return sorted({word for one in found if (word := word_of(one))})


def _announced(config: Config, spec: FeedSpec) -> Iterator[str]:
    """The values of feeds that nothing is in any more: plain names, and what Atom says."""
    before, _, after = spec.path.partition(NAME)
    folder = os.path.join(config.output.path, before)
    for name in sorted(os.listdir(folder)) if before.endswith("/") and os.path.isdir(folder) else ():
        path = os.path.join(folder, name + after, spec.files.get("atom", ""))
        for value in (name, *_said(path, "/".join([*filter(None, [lock.name_of(config.file)]), spec.name]))):
            if names.safe(value) == name:
                yield value


def _said(path: str, name: str) -> Iterator[str]:
    """Of which value of the template that ids call *name* the Atom feed at *path* says it is."""
    document = _parsed(path) if os.path.isfile(path) else None
    if document is not None:
        stem, _, value = unquote(document.id.rpartition("#")[2]).partition(":")
        if stem == name and value:
            yield value


def _parsed(path: str) -> Document | None:
    data = output.read(path)
    try:
        return parse.read(data) if data is not None else None
    except parse.ParseError:
        return None
