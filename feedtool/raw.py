"""What a source hands over: the contract between feedtool and every kind of source, ours and a stranger's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from feedtool.errors import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from feedtool.dates import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of a source, read and decoded."""

    path: str  # relative to the source, with "/"
    text: str  # without byte order mark, lines ended by "\n"
    rules: Rules  # how this site writes dates
    site: str = ""  # where the site lives, absolute
    language: str = ""  # of the site, where its configuration says it
    is_named: bool = False  # the source is this very file, not a folder in which it lies
    head: str = "fenced"  # how metadata stands at its head: feedtool.presets.Preset


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A post as its source has it: nothing interpreted, nothing rendered."""

    metadata: Mapping[str, object]  # keys as the author wrote them
    body: str
    type: str = "text/markdown"  # of the body: feedtool.languages, or "text/html"
    via: str = "text"  # how dates stand in it: feedtool.dates.read
    lines: Mapping[str, int] = field(default_factory=dict)  # the line of each key, counted from 1
    first: int = 1  # the line on which the body begins
    passes: tuple[str, ...] | None = None  # of feedtool.dialects, that its body needs; None: those of its preset
    rule: str = "front matter"  # how --explain names where the metadata stood
    rules: Mapping[str, str] = field(default_factory=dict)  # the same, for keys that stood elsewhere
    fallbacks: Mapping[str, object] = field(default_factory=dict)  # for what neither metadata nor the site says
    anchor: str = ""  # of a post that is a part of its page: the id of that part


class Stamp(str):
    """A date that stands in YAML without quotes: some generators read it otherwise than one in quotes."""

    __slots__ = ()


class Beside(Protocol):
    """The files around a source's posts that say something of them: defaults, authors, the site's own settings."""

    folder: str  # of the source, absolute
    folders: set[str]  # absolute; what was looked at, and hidden files: a change in them may change posts

    def above(self, path: str) -> Sequence[str]:
        """The folders from that of the configuration down to the one of *path* (relative to the source), absolute."""

    def data(self, file: str, *, tags: bool = False) -> Any:
        """What an absolute *file* holds, by its suffix: YAML, TOML, JSON, the literals of JavaScript and Python; None
        where there is none. With *tags*, YAML may have such that nobody knows, as generators' own settings do.

        Raises SourceError where it cannot be read.
        """

    def head(self, file: str, style: str = "fenced") -> Mapping[str, object]:
        """The metadata at the head of an absolute *file*, in the *style* of File.head; {} where there is none.

        Raises SourceError.
        """

    def text(self, file: str) -> str | None:
        """What an absolute *file* holds; None where there is none. Raises SourceError."""

    def once(self, key: str, make: Callable[[], Any]) -> Any:
        """What *make* gives, made once for the whole source."""


class SourceError(Exception):
    """A file cannot be read as this kind of source; becomes a Problem of that file."""

    def __init__(self, code: str, found: str, expected: str, remedy: str, *, line: int | None = None) -> None:
        self.code, self.found, self.expected, self.remedy, self.line = code, found, expected, remedy, line
        super().__init__(found)

    def of(self, file: str) -> Problem:
        """The problem that this is of *file*."""
        return Problem(
            code=self.code, place=Place(file, self.line or 1), found=self.found, expected=self.expected,
            remedy=self.remedy,
        )  # fmt: skip


class NoPost(Exception):  # noqa: N818 - an expected outcome
    """A file is no post and need not be: a list of posts, a redirect. It is passed over, and counted."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class MissingPackage(Exception):  # noqa: N818 - becomes a Problem of the configuration
    """A preset needs a package that is not installed, and that an extra of feedtool's brings."""

    def __init__(self, package: str, extra: str) -> None:
        self.package, self.extra = package, extra
        super().__init__(package)


class SourceType(Protocol):
    """A kind of source. A module or an object with these two names is one."""

    suffixes: tuple[str, ...]  # what it reads in a folder: (".md", ".markdown")

    def read(self, file: File) -> Iterable[Raw]:
        """The posts in *file*. Raises SourceError, NoPost."""
