"""`feedtool.lock`: what was announced, as text and back. One line an entry, so that branches merge by themselves."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from feedtool import output
from feedtool.errors import LockError, quoted
from feedtool.model import FeedLine, Line, Lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAME: Final = "feedtool.lock"
USUAL: Final = frozenset({"config", "feedtool"})  # names of configurations
VERSION: Final = 1
SHOWN: Final = 3  # ids, or lines, in a message
RESTORE: Final = "Restore the file from version control: it holds the ids that subscribers have."
HEAD: Final = re.compile(r"feedtool\.lock ([1-9]\d{0,8})")
CONFLICT: Final = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?")
INSTANTS: Final = frozenset({"published", "announced", "dated", "updated", "since"})
OF_ENTRY: Final = (
    "id", "published", "announced", "dated", "updated", "title", "language", "links", "source", "raw", "text", "seen",
    "archives",
)  # fmt: skip
OF_FEED: Final = ("feed", "id", "published", "path", "updated", "since")


def read(config: str) -> Lock:
    """The lock of the site whose configuration is the file *config*; one of nothing where there is none.

    Raises LockError.
    """
    try:
        with open(path_of(config), encoding="utf-8") as file:
            return loaded(file.read(), os.path.basename(path_of(config)))
    except FileNotFoundError:
        return Lock()
    except (OSError, UnicodeDecodeError) as why:
        said = why.strerror if isinstance(why, OSError) else "it is no UTF-8"
        raise LockError(f"{path_of(config)} cannot be read: {said}.\n    {RESTORE}") from None


def store(config: str, lock: Lock) -> None:
    """Write *lock* where it differs from what is there, if only in its form. Raises OutputError."""
    path, data = path_of(config), dumped(lock).encode()
    output.sweep([path])
    if output.read(path) != data:
        output.write([output.Target(path, data)])


def refuse_change(config: str, before: Lock, after: Lock) -> None:
    """Raises LockError where *after* is another than *before*, the lock of the site of *config*."""
    changed = [id_ for id_, line in after.entries.items() if line != before.entries.get(id_)]
    changed += [f"the feed {name}" for name, line in after.feeds.items() if line != before.feeds.get(name)]
    if changed:
        shown = ", ".join([*changed[:SHOWN], *([f"and {len(changed) - SHOWN} more"] if len(changed) > SHOWN else [])])
        raise LockError(
            f"{os.path.basename(path_of(config))} is not current: there is something new about {shown}."
            " Nothing was written.\n"
            "    Run feedtool build, and commit the file."
        )


def path_of(config: str) -> str:
    """Where the lock of the site lies: beside its configuration, the file *config*. Of several sites in one folder each
    has its own.
    """
    name = name_of(config)
    return os.path.join(os.path.dirname(config), f"{name}.{NAME}" if name else NAME)


def name_of(config: str) -> str:
    """What tells the site whose configuration is the file *config* from the others in its folder; "" of the usual."""
    stem = os.path.splitext(os.path.basename(config))[0]
    return "" if stem in USUAL else stem


def dumped(lock: Lock) -> str:
    """*lock* as text: its version, then its feeds by name, then its entries by id."""
    rows = [f"feedtool.lock {VERSION}"]
    for _, feed in sorted(lock.feeds.items()):
        rows.append(_row({"feed": feed.name, **{key: getattr(feed, key) for key in OF_FEED[1:]}}))
    for _, line in sorted(lock.entries.items()):
        rows.append(_row({key: getattr(line, key) for key in OF_ENTRY}))
    return "\n".join(rows) + "\n"


def _row(values: dict[str, Any]) -> str:
    import json

    said = {key: _written(value) for key, value in values.items() if value}
    return json.dumps(said, ensure_ascii=False, separators=(", ", ": "))


def _written(value: Any) -> Any:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value


class _DamagedError(Exception):
    """A line of the lock cannot be used: which, why, and what to do."""

    def __init__(self, line: int, found: str, remedy: str) -> None:
        self.line, self.found, self.remedy = line, found, remedy
        super().__init__(found)


def loaded(text: str, name: str = NAME) -> Lock:
    """The lock that *text* is, the file *name*. Lines of one entry, as a union merge leaves them, are one.

    Raises LockError.
    """
    try:
        return _loaded(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"))
    except _DamagedError as why:
        raise LockError(f"{name}:{why.line}: {why.found}.\n    {why.remedy}") from None


def _loaded(rows: list[str]) -> Lock:
    _refuse_conflicts(rows)
    _check_version(rows)
    entries: dict[str, Line] = {}
    feeds: dict[str, FeedLine] = {}
    for number, row in enumerate(rows, 1):
        if not row.strip() or HEAD.fullmatch(row):  # a merge may leave the first line twice
            continue
        try:
            values = _values(row)
            if "feed" in values:
                feed = FeedLine(name=values.pop("feed"), **values)
                feeds[feed.name] = _one_feed(feeds[feed.name], feed) if feed.name in feeds else feed
            else:
                line = Line(**values)
                entries[line.id] = _one_line(entries[line.id], line) if line.id in entries else line
        except (TypeError, ValueError, OverflowError, RecursionError) as why:
            raise _DamagedError(number, f"a line that cannot be read ({why}): {quoted(row)}", RESTORE) from None
    _check_archives(entries, len(rows))
    return Lock(entries=entries, feeds=feeds)


def _check_archives(entries: Mapping[str, Line], rows: int) -> None:
    """No archive has more documents than there were entries: what somebody mistyped would be as many files."""
    for line in entries.values():
        if line.archives and (most := max(line.archives.values())) > rows:
            raise _DamagedError(1, f"document {most} of an archive, of {len(entries)} entries: {line.id}", RESTORE)


def _refuse_conflicts(rows: Iterable[str]) -> None:
    marks = [number for number, row in enumerate(rows, 1) if CONFLICT.fullmatch(row)]
    if marks:
        raise _DamagedError(
            marks[0],
            f"a merge that is not finished, with conflict marks in the lines {', '.join(map(str, marks[:SHOWN]))}",
            "Take away the marks and keep the lines of both sides: each is an entry that somebody announced.\n"
            f"    With `*{NAME} merge=union` in .gitattributes git does that by itself.",
        )


def _check_version(rows: list[str]) -> None:
    head = HEAD.fullmatch(rows[0].strip())
    if head is None:
        raise _DamagedError(1, f"{quoted(rows[0]) if rows[0] else 'nothing'}, expected {NAME} {VERSION}", RESTORE)
    if int(head[1]) > VERSION:
        found = f"written by a newer feedtool: format {head[1]}, and this one knows {VERSION}"
        raise _DamagedError(1, found, "Install a newer feedtool; nothing was written.")


def _values(row: str) -> dict[str, Any]:
    """The keys of a line. Raises ValueError."""
    import json

    try:
        values = json.loads(row)
    except ValueError:
        raise ValueError("it is no JSON") from None
    if not isinstance(values, dict):
        raise ValueError("it is no table")  # noqa: TRY004 - one kind of damage, whatever its type
    if unknown := sorted(values.keys() - set(OF_FEED if "feed" in values else OF_ENTRY)):
        raise ValueError(f"it has a key {quoted(unknown[0])}")
    return {key: _read(key, value) for key, value in values.items()}


def _read(key: str, value: Any) -> Any:
    if key == "archives":
        if not isinstance(value, dict) or not all(type(number) is int and number >= 0 for number in value.values()):
            raise ValueError("archives is no table of numbers")
        return value
    if key == "links":
        if not isinstance(value, list) or not all(isinstance(link, str) for link in value):
            raise ValueError("links is no list of addresses")
        return tuple(value)
    if not isinstance(value, str):
        raise ValueError(f"{key} is no text")  # noqa: TRY004 - one kind of damage, whatever its type
    return datetime.fromisoformat(value) if key in INSTANTS else value


def _one_line(first: Line, second: Line) -> Line:
    """What two branches say of one entry: announced when the first of them did, and as the later edit left it."""
    late = second if (second.updated or second.published) >= (first.updated or first.published) else first
    return replace(
        late,
        published=_published(first, second),
        announced=min(first.announced, second.announced),
        updated=_latest(first.updated, second.updated),
        links=tuple(dict.fromkeys((*first.links, *second.links))),
        archives=_archives(first.archives, second.archives),
    )


def _published(first: Line, second: Line) -> datetime:
    """The older date; but the one that its author gave an entry anew, which is that of its post."""
    redated = [line.published for line in (first, second) if line.dated is None]
    return redated[0] if len(redated) == 1 else min(first.published, second.published)


def _archives(first: Mapping[str, int], second: Mapping[str, int]) -> Mapping[str, int]:
    """In which documents an entry is: one that one branch has put into a document has left the head, and of two
    documents it is in the older one.
    """
    both = {name: [found[name] for found in (first, second) if name in found] for name in (*first, *second)}
    return {name: min((number for number in found if number), default=0) for name, found in sorted(both.items())}


def _one_feed(first: FeedLine, second: FeedLine) -> FeedLine:
    return replace(
        first,
        published=min(first.published, second.published),
        updated=_latest(first.updated, second.updated),
        since=min(first.since, second.since) if first.since and second.since else None,
    )


def _latest(*instants: datetime | None) -> datetime | None:
    return max((instant for instant in instants if instant is not None), default=None)
