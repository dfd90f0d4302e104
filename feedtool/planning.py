"""Which documents there shall be, before any is made: the header of each feed, its entries, and what stands where."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from feedtool import documents, recovery
from feedtool.archiving import Archivist, Bounds
from feedtool.config.addresses import addresses_of
from feedtool.files import Draft
from feedtool.model import Feed
from feedtool.pinger import WEBSUB

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from feedtool.archives import Filled, Shares
    from feedtool.builder import Fragments
    from feedtool.config import Config
    from feedtool.config.addresses import Address
    from feedtool.config.feeds import FeedSpec
    from feedtool.model import Entry, Lock
    from feedtool.selection import Chosen


class Planned(NamedTuple):
    """A feed that shall be."""

    feed: Feed
    spec: FeedSpec
    heads: tuple[Draft, ...]  # of the feed itself: one for each format, then the further ones
    too_long: tuple[Entry, ...]  # for any document
    beyond_max_bytes: int = 0  # entries that left so that the documents fit
    filled: Filled | None = None  # where its entries are, if it has an archive
    old: tuple[Draft, ...] = ()  # of the documents of that, one for each format

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """All of them."""
        return (*self.old, *self.heads)


class Planner:
    """Plans feeds of *config*; *known* is what was announced. Entries that were made to see whether they fit are in
    *fragments*, by their formats.
    """

    def __init__(self, config: Config, known: Lock, fragments: Mapping[str, Fragments]) -> None:
        self._config, self._known, self._fragments = config, known, fragments
        self._specs = {spec.name: spec for spec in config.feeds}

    def plan(self, chosen: Chosen, entries: Mapping[str, Entry]) -> Planned:
        """The *chosen* feed, of those of its *entries*, by their ids, that there are. Raises OutputError."""
        spec = self._specs[chosen.recipe.name]
        addresses = addresses_of(self._config, spec, chosen.value)
        own = [entries[one.id] for one in chosen.every if one.id in entries]
        feed = feed_of(self._config, spec, chosen, own, self._known)
        if chosen.archive is not None:
            return self._with_archive(spec, feed, addresses, chosen.archive)
        fitted = documents.fit(
            feed,
            lambda some: self._longest([Draft(one, replace(feed, entries=some)) for one in addresses]),
            max_bytes=self._config.output.max_bytes,
        )
        return Planned(
            fitted.feed, spec, tuple(Draft(one, fitted.feed) for one in addresses), fitted.too_long,
            len(feed.entries) - len(fitted.feed.entries) - len(fitted.too_long),
        )  # fmt: skip

    def _with_archive(self, spec: FeedSpec, feed: Feed, addresses: Sequence[Address], shares: Shares) -> Planned:
        """A *feed* whose entries are in its archive, too."""
        archivist = Archivist(replace(feed, entries=()), addresses)
        bounds = Bounds(spec.recipe.archive, spec.recipe.limit, self._config.output.max_bytes)
        filled = archivist.fill(shares, {entry.id: entry for entry in feed.entries}, bounds, self._longest)
        old = (draft for number, rows in filled.documents.items() for draft in archivist.document(number, rows))
        heads = tuple(archivist.head(filled.head, documents=len(filled.documents)))
        return Planned(heads[0].feed, spec, heads, filled.too_long, 0, filled, tuple(old))

    def _longest(self, drafts: Sequence[Draft]) -> int:
        """In bytes."""
        return max(len(draft.build(self._fragments)) for draft in drafts)


def feed_of(config: Config, spec: FeedSpec, chosen: Chosen, entries: Sequence[Entry], known: Lock) -> Feed:
    """A feed with *entries*, in their order; its id is that under which it is *known*, else one of its own among those
    of its site, and of the sites at its address.
    """
    name, value, label, header = chosen.name, chosen.value, chosen.label, config.header
    is_main = spec is config.feeds[0]
    title = header.title if is_main else spec.title_of(label)
    return Feed(
        name=name, path=spec.path_of(value), link=header.url, title=title,
        id=known.feeds[name].id if name in known.feeds else recovery.id_of(config, name),
        description=header.description if is_main else spec.description.replace("{value}", label),
        language=spec.language_of(label), authors=config.site.authors, rights=header.rights, image=header.image,
        hubs=tuple(hub.url for hub in config.hubs_of(spec) if hub.notifier == WEBSUB), cloud=config.cloud,
        entries=tuple(_in_language(entries, config.site.language, spec.language_of(value))),
    )  # fmt: skip


def _in_language(entries: Sequence[Entry], own: str, language: str) -> Sequence[Entry]:
    """*entries* as a feed in *language* has them: those that name none are in that of their site, its *own*."""
    if not own or own == language:
        return entries
    return [entry if entry.language else replace(entry, language=own) for entry in entries]
