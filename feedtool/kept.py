"""What a build need not make again: entries whose posts nobody touched, and documents of nothing but such entries.

It is kept in `.feedtool/made` and only saves time: without it a build makes the same bytes.
"""

from __future__ import annotations

import os
from dataclasses import fields, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from feedtool import cache, state, substance, walk
from feedtool.model import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from feedtool.config import Config
    from feedtool.files import Draft
    from feedtool.loader import Loaded
    from feedtool.model import Feed, Identified, Line, Post

NAME: Final = "made"
NO_ENTRY: Final = ("", "")  # as Kept._row
NO_FILE: Final[tuple[str, list[int]]] = ("", [])  # the digest of its draft, and walk.stat_of
STAT: Final = 4  # numbers of that
TEXTS: Final = frozenset({"content", "summary"})  # of an entry, which its post says
SEEN: Final = tuple(field.name for field in fields(Entry) if field.name not in TEXTS)


class Kept:
    """What the last build of *config* made, beside the posts as they were *loaded* now; nothing where it is `empty`."""

    def __init__(self, config: Config, loaded: Loaded, *, is_empty: bool = False) -> None:
        self._config, self._loaded = config, loaded
        # How long documents are is not known before their entries are made.
        is_empty = is_empty or config.is_preview or bool(config.output.max_bytes)
        self._key = [] if is_empty else cache.key_of(config.file)
        kept = None if is_empty else cache.recall(os.path.join(config.root, state.FOLDER), NAME)
        self._entries: dict[str, list[Any]] = {}
        self._files: dict[str, list[Any]] = {}
        if kept is not None and kept.get("key") == self._key and _is_whole(kept):
            self._entries, self._files = kept["entries"], kept["files"]
        self._around = ""  # a digest; "" where nothing is kept
        self._is_settled = True
        self._signatures: dict[str, str] = {}
        self._alone: dict[str, bool] = {}  # of entries that were made, by their ids
        self._drafts: dict[str, str] = {}  # their digests, by the paths of their files
        self._stats: dict[tuple[str, str], list[int]] = {}  # of files that are kept; [] of those that are made
        # Digests, by identity, of what lives as long as they do.
        self._entries_made: dict[int, tuple[Entry, str]] = {}
        self._feeds: dict[int, tuple[Feed, str]] = {}

    def look_at(self, posts: Iterable[Identified], lines: Mapping[str, Line]) -> frozenset[str]:
        """The ids of those *posts* whose entries nothing has changed of; *lines* are what was announced."""
        if self._key:
            self._look_around()
        kept = set()
        for one in posts:
            signature = self._signatures[one.id] = _signature(one.post)
            said, around = self._entries.get(one.id, NO_ENTRY)
            line = lines.get(one.id)
            is_same = (
                bool(signature) and said == _beside_line(signature, line) and (not around or around == self._around)
            )
            if is_same and _is_known(line, one.post):
                kept.add(one.id)
                self._alone[one.id] = not around
        return frozenset(kept)

    def _look_around(self) -> None:
        """See all that may have a say in the text of a post, beside its own files: before any text is made, so that
        what changes meanwhile shows at the next build.
        """
        posts, look = self._loaded.posts, self._loaded.look
        own = {path for post in posts for path in (post.body.path, post.body.page) if path is not None}
        names = repr([(post.file, post.link, post.title) for post in posts])
        seen = walk.look(look.folders, skip=look.skip | own)
        self._around, self._is_settled = _digest(names, seen.digest), seen.is_settled

    def forget(self, id_: str) -> None:
        """An entry has to be made at the next build, too, unless it is `made` now."""
        self._alone.pop(id_, None)

    def made(self, id_: str, *, is_alone: bool) -> None:
        """An entry was made now, without anything to tell of it; from its own post's files alone, or not."""
        if self._signatures.get(id_):
            self._alone[id_] = is_alone

    def size_of(self, draft: Draft) -> int | None:
        """The size in bytes of the file of *draft*, where that is what the last build wrote, and is so still."""
        path, place = draft.address.path, repr((draft.address.format, draft.address.url, draft.history))
        if not (feed := self._of_feed(draft.feed)):
            self._drafts.pop(path, None)
            return None
        digest = self._drafts[path] = _digest(place, feed)
        if (path, digest) not in self._stats:  # one answer, whatever becomes of the file: nobody makes its entries
            said, stat = self._files.get(path, NO_FILE)
            self._stats[path, digest] = stat if said == digest and stat == walk.stat_of(path) else []
        stat = self._stats[path, digest]
        return stat[2] if stat else None

    def _of_feed(self, feed: Feed) -> str:
        """A digest; "" where an entry in it has to be made at every build."""
        known = self._feeds.get(id(feed))
        if known is None:
            parts = [self._of_entry(entry) for entry in feed.entries]
            digest = _digest(repr(replace(feed, entries=())), *parts) if all(parts) else ""
            known = self._feeds[id(feed)] = (feed, digest)
        return known[1]

    def _of_entry(self, entry: Entry) -> str:
        known = self._entries_made.get(id(entry))
        if known is None:
            said = repr([_in_utc(getattr(entry, name)) for name in SEEN])
            digest = _digest(said, *self._row(entry.id)) if entry.id in self._alone else ""
            known = self._entries_made[id(entry)] = (entry, digest)
        return known[1]

    def _row(self, id_: str) -> tuple[str, str]:
        """The signature of the post of an entry, and of what around it that was made, if it is not its post alone."""
        return self._signatures[id_], "" if self._alone[id_] else self._around

    def remember(self, lines: Mapping[str, Line], seen: Mapping[str, list[int]]) -> None:
        """Keep what this build made, for the next one; *lines* are those of its entries, and *seen* the files as they
        stand now (walk.stat_of).
        """
        if not self._key or not self._is_settled:
            return
        rows_of = {id_: self._row(id_) for id_ in self._alone}
        entries = {id_: (_beside_line(said, lines.get(id_)), around) for id_, (said, around) in rows_of.items()}
        stats = {path: self._stats[path, digest] or seen.get(path) for path, digest in self._drafts.items()}
        rows = {path: [self._drafts[path], stat] for path, stat in stats.items() if stat}
        cache.remember(state.folder_of(self._config.root), {"key": self._key, "entries": entries, "files": rows}, NAME)


def _in_utc(value: object) -> object:
    """The lock has instants in UTC, posts in their own zones."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _is_whole(kept: Mapping[str, Any]) -> bool:
    """Whether it is what `remember` writes: somebody may have edited it."""
    entries, files = kept.get("entries"), kept.get("files")
    if not isinstance(entries, dict) or not isinstance(files, dict):
        return False
    return all(isinstance(row, list) and len(row) == len(NO_ENTRY) for row in entries.values()) and all(
        isinstance(row, list) and len(row) == len(NO_FILE) and isinstance(row[1], list) and len(row[1]) == STAT
        for row in files.values()
    )


def _signature(post: Post) -> str:
    """A digest of what an entry is made of, beside what it says itself; "" where nobody can tell."""
    if not post.body.digest and post.source is None:
        return ""
    files = [walk.stat_of(path) for path in (post.body.path, post.body.page) if path is not None]
    return _digest(repr((post.title, post.link, post.summary, post.language, post.raw, post.body, files)))


def _beside_line(signature: str, line: Line | None) -> str:
    """A digest of a post and of how its line has it: another branch's line may tell that readers have another text."""
    return _digest(signature, "" if line is None else line.seen)


def _is_known(line: Line | None, post: Post) -> bool:
    """Whether the lock has all that an entry adds to it."""
    return line is not None and line.raw == post.raw and bool(line.text) and substance.Seen.read(line.seen) is not None


def _digest(*parts: str) -> str:
    digest = blake2b(digest_size=12)
    for part in parts:
        digest.update(part.encode(errors="surrogatepass"))
        digest.update(b"\0")
    return digest.hexdigest()
