"""What is at a feed's address, for those who are told of changes: whether it changed, and whether a change is live."""

from __future__ import annotations

from datetime import UTC
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from feedtool import substance

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from feedtool.parse import Document, Served

DIGITS: Final = 16  # hexadecimal, of a digest


class Version(NamedTuple):
    """An entry as it is served, as far as its readers see: a digest, and its instants (RFC 3339, in UTC; "")."""

    digest: str
    published: str
    updated: str


class FeedState(NamedTuple):
    """A feed as it was built: the format that was looked at, a digest of its head, and its entries by their ids."""

    format: str
    head: str
    entries: Mapping[str, Version]

    @property
    def digest(self) -> str:
        """Of all that readers see; no date of a build is in it."""
        return _digest(self.head, *(f"{id_} {version.digest}" for id_, version in sorted(self.entries.items())))


class FeedChange(NamedTuple):
    """What changed in a feed: the ids of entries that were added or edited, and of those that went; whether its head
    did, which is the feed's title, link, description and language.
    """

    changed: tuple[str, ...]
    gone: tuple[str, ...]
    has_new_head: bool = False


class Wanted(NamedTuple):
    """What has to be live at a topic before its hubs are told."""

    topic: str  # its exact rel=self
    hubs: tuple[str, ...]
    digest: str  # of the feed
    live: Mapping[str, Version]
    gone: tuple[str, ...]
    notifier: str
    head: str = ""  # its digest, where that has to be served too
    size: int = 0  # how many entries the feed has; 0 where nobody knows


class Awaited(Protocol):
    """What has to be live."""

    @property
    def live(self) -> Mapping[str, Version]: ...
    @property
    def gone(self) -> tuple[str, ...]: ...
    @property
    def head(self) -> str: ...
    @property
    def size(self) -> int: ...


def state_of(document: Document) -> FeedState:
    """What *document* is for its readers."""
    entries: dict[str, Version] = {}
    for entry in document.entries:
        entries.setdefault(entry.id, _version(entry, document.link))
    head = _digest(document.title, document.link, document.description, document.language)
    return FeedState(document.format, head, entries)


def change(before: FeedState | None, after: FeedState) -> FeedChange | None:
    """What changed; None where nothing did. Without *before* all is new."""
    if before is not None and before.digest == after.digest:
        return None
    old = before.entries if before is not None else {}
    return FeedChange(
        tuple(id_ for id_, version in after.entries.items() if id_ not in old or old[id_].digest != version.digest),
        tuple(id_ for id_ in old if id_ not in after.entries),
        before is None or before.head != after.head,
    )


def later(version: Version, before: Version | None) -> Version:
    """*version*, of which none counts as newer that is no later than the one *before*: an author may put `updated`
    back, and the one before is still served then.
    """
    return version._replace(updated=max(version.updated, before.updated)) if before else version


def missing(served: Document, wanted: Awaited) -> str:
    """What is *wanted* and not *served* yet, in words; "" where all of it is, or something newer, as hosts skip
    versions.
    """
    state = state_of(served)
    oldest = min((version.published for version in state.entries.values()), default="")
    for id_, version in wanted.live.items():
        found = state.entries.get(id_)
        if found is None:
            # A later version may have pushed it off the end, but that has no fewer entries.
            if not (version.published and version.published < oldest and len(state.entries) >= wanted.size):
                return f"the entry {id_}"
        elif found.digest != version.digest and not found.updated > version.updated:
            return f"the new version of {id_}"
    left = next((id_ for id_ in wanted.gone if id_ in state.entries), None)
    if left is not None:
        return f"{left} to be gone"
    return "the new title, link, description or language of the feed" if wanted.head not in {"", state.head} else ""


def _version(entry: Served, site: str) -> Version:
    seen = substance.of_entry(entry, site)
    published, updated = _time(entry.published), _time(entry.updated)
    digest = _digest(seen.text, seen.media, entry.link, published, updated, *sorted(entry.categories))
    return Version(digest, published, updated or published)


def _time(instant: datetime | None) -> str:
    return instant.astimezone(UTC).isoformat() if instant else ""


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:DIGITS]
