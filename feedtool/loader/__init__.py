"""Files to posts: finds them, reads their metadata, and makes it alike. Bodies are read when somebody asks."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from feedtool import walk
from feedtool.dates import Rules
from feedtool.errors import ConfigError, Place, Problem, did_you_mean, quoted
from feedtool.loader import fields, markdown, text
from feedtool.loader.raw import File, Raw, SourceError, SourceType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from feedtool.model import Body, Person, Post

NOWHERE: Final = Place("config.toml")
PLAIN: Final = Rules()
# A module with the two names of SourceType is one; mypy does not compare the two.
BUILT_IN: Final = {"markdown": cast("SourceType", markdown), "text": cast("SourceType", text)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place that posts come from: a `[[sources]]` of the configuration."""

    type: str
    path: str  # absolute; a folder or a file
    include: tuple[str, ...] = ()  # globs below the folder; (): what the type reads
    exclude: tuple[str, ...] = ()
    url: str = "/{path}/"
    clean: bool = True
    map: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # a field of Post to this site's keys for it
    place: Place = NOWHERE  # where the configuration names it
    folder: str = field(init=False)  # that the paths of its posts are relative to

    def __post_init__(self) -> None:
        folder = os.path.dirname(self.path) if os.path.isfile(self.path) else self.path
        object.__setattr__(self, "folder", folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What posts take from their site."""

    url: str
    root: str  # the folder of the configuration, absolute; paths are shown from here
    rules: Rules = PLAIN
    authors: tuple[Person, ...] = ()


class Loaded(NamedTuple):
    """Everything that was found."""

    posts: tuple[Post, ...]
    problems: tuple[Problem, ...]  # of posts that are left out
    warnings: tuple[Problem, ...]  # of posts that are in
    folders: tuple[str, ...]  # where it looked, absolute
    look: walk.Look  # how they looked before anything was read


def load(
    sources: Sequence[Source],
    site: Site,
    *,
    skip: frozenset[str] = frozenset(),
    progress: Callable[[Sequence[tuple[int, str]]], Iterable[tuple[int, str]]] = iter,
) -> Loaded:
    """The posts of all *sources*, in the order of sources and paths. A file that two sources name is the first's.

    *skip* holds absolute paths that are never sources. Raises ConfigError where a source is not there.
    """
    found, folders = _find(sources, skip, site.root)
    look = walk.look(folders, skip=skip)
    posts: list[Post] = []
    problems: list[Problem] = []
    warnings: list[Problem] = []
    for index, path in progress(found):
        for read in _read(sources[index], index, path, site):
            problems += read.problems
            warnings += read.warnings
            if read.post is not None:
                posts.append(read.post)
    return Loaded(tuple(posts), tuple(problems), tuple(warnings), folders, look)


def body(post_body: Body, source: Source, rules: Rules) -> str:
    """The text that *post_body* refers to, in its language, read anew. Raises SourceError, OSError."""
    path = os.path.relpath(post_body.path, source.folder).replace(os.sep, "/")
    raws = _type(source).read(File(path=path, text=_decode(post_body.path), rules=rules))
    for part, raw in enumerate(raws):
        if part == post_body.part:
            return raw.body
    raise SourceError("F106", "a file that changed while it was read", "a file at rest", "build again")


def _find(sources: Sequence[Source], skip: frozenset[str], root: str) -> tuple[list[tuple[int, str]], tuple[str, ...]]:
    found: list[tuple[int, str]] = []
    taken: set[str] = set()
    folders: dict[str, None] = {}
    for index, source in enumerate(sources):
        kind = _type(source)
        if os.path.isfile(source.path):
            folders[source.folder] = None
            below: Iterable[str] = [os.path.basename(source.path)]
        elif os.path.isdir(source.path):
            dropped = _matching(source.exclude, source.path)
            tree = walk.tree(source.path, skip=skip, drop=dropped.__contains__)
            folders.update(
                dict.fromkeys(os.path.join(source.path, folder) if folder else source.path for folder in tree.folders)
            )
            wanted = _matching(source.include, source.path)
            below = (
                file
                for file in tree.files
                if (file in wanted if source.include else file.lower().endswith(kind.suffixes))
            )
        else:
            raise _missing(source, root)
        for file in below:
            path = os.path.join(source.folder, file)
            if path not in taken:
                taken.add(path)
                found.append((index, file))
    return found, tuple(folders)


def _matching(patterns: Sequence[str], folder: str) -> set[str]:
    return {
        path.replace(os.sep, "/").rstrip("/")
        for pattern in patterns
        for path in glob.iglob(pattern, root_dir=folder, recursive=True)
    }


def _missing(source: Source, root: str) -> ConfigError:
    return ConfigError("The configuration names posts that are not there.", [Problem(
        code="C010", place=source.place, found=quoted(os.path.relpath(source.path, root)),
        expected="a folder or a file that exists",
        remedy="correct path in [[sources]]; it is relative to the configuration file",
    )])  # fmt: skip


def _type(source: Source) -> SourceType:
    """The kind of source that is named; the installed packages are asked only for one that is not ours."""
    if source.type in BUILT_IN:
        return BUILT_IN[source.type]
    import importlib.metadata

    others = importlib.metadata.entry_points(group="feedtool.sources")
    for entry_point in others:
        if entry_point.name == source.type:
            return cast("SourceType", entry_point.load())
    known = sorted({*BUILT_IN, *others.names})
    raise ConfigError("The configuration names an unknown kind of source.", [Problem(
        code="C011", place=Place(source.place.file, source.place.line, "sources.type"), found=quoted(source.type),
        expected=f"one of {', '.join(known)}",
        remedy=did_you_mean(source.type, known) or "install the package that brings it, or correct the name",
    )])  # fmt: skip


def _read(source: Source, index: int, path: str, site: Site) -> Iterator[fields.Read]:
    absolute = os.path.join(source.folder, path)
    shown = os.path.relpath(absolute, site.root).replace(os.sep, "/")
    try:
        raws: list[Raw] = list(_type(source).read(File(path=path, text=_decode(absolute), rules=site.rules)))
    except SourceError as why:
        place = Place(shown, why.line or 1)
        yield fields.Read(
            None, (Problem(code=why.code, place=place, found=why.found, expected=why.expected, remedy=why.remedy),)
        )
        return
    except OSError as why:
        problem = Problem(
            code="F100", place=Place(shown), found=f"a file that cannot be read ({why.strerror})",
            expected="a file that can be read", remedy="check its permissions",
        )  # fmt: skip
        yield fields.Read(None, (problem,))
        return
    for part, raw in enumerate(raws):
        yield fields.normalise(raw, path=path, shown=shown, part=part, index=index, source=source, site=site)


def _decode(path: str) -> str:
    with open(path, "rb") as file:
        data = file.read()
    if not data.strip():
        raise SourceError("F101", "an empty file", "a post", "write it, or take the file away")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError("F102", "text in UTF-16", "text in UTF-8", "save the file as UTF-8")
    try:
        decoded = data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        line = data.count(b"\n", 0, why.start) + 1
        raise SourceError(
            "F102", f"the byte 0x{data[why.start]:02x}, which is no UTF-8", "text in UTF-8", "save the file as UTF-8",
            line=line,
        ) from None  # fmt: skip
    return decoded.replace("\r\n", "\n").replace("\r", "\n")
