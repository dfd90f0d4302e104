"""Files to posts: finds them, reads their metadata, and makes it alike. Bodies are read when somebody asks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from feedtool import walk
from feedtool.errors import Place, Problem, quoted
from feedtool.loader import fields
from feedtool.loader.built import body_of
from feedtool.loader.find import find, surroundings
from feedtool.loader.raw import File, NoPost, Raw, SourceError
from feedtool.loader.sources import BUILT_IN, Site, Source, home_of, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from feedtool.model import Post

__all__ = ["BUILT_IN", "Loaded", "Site", "Source", "body", "load"]


class Loaded(NamedTuple):
    """Everything that was found."""

    posts: tuple[Post, ...]
    problems: tuple[Problem, ...]  # of posts that are left out
    warnings: tuple[Problem, ...]  # of posts that are in
    passed: tuple[fields.Passed, ...]  # files that are no posts, and need not be
    look: walk.Look  # how the folders looked before anything was read


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
    found = find(sources, skip, site.root)
    folders, unseen = surroundings(found.folders, skip)
    look = walk.look(folders, skip=unseen)
    posts: list[Post] = []
    passed: list[fields.Passed] = []
    problems, warnings = found.problems, found.warnings
    beside = {folder for source in sources if (folder := home_of(source))}
    for index, path in progress(found.files):
        for read in _read(sources[index], index, path, site):
            problems += read.problems
            warnings += read.warnings
            beside |= read.beside
            if read.post is not None:
                posts.append(read.post)
            if read.passed is not None:
                passed.append(read.passed)
    return Loaded(tuple(posts), tuple(problems), tuple(warnings), tuple(passed), _widened(look, beside))


def _widened(look: walk.Look, beside: set[str]) -> walk.Look:
    """*look* with the folders of files that lie *beside* posts, and that only reading the posts told of."""
    more = sorted(beside.difference(look.folders))
    if not more:
        return look
    again = walk.look(look.folders, skip=look.skip)
    whole = walk.look((*look.folders, *more), skip=look.skip)
    return whole._replace(is_settled=whole.is_settled and look.is_settled and again.digest == look.digest)


def body(post: Post, source: Source, site: Site) -> str:
    """The text that the body of *post* refers to, in its language, read anew. Raises SourceError, NoPost, OSError."""
    post_body = post.body
    if post_body.page is not None:
        return body_of(_decode(post_body.page), post.title, site.rules)
    path = os.path.relpath(post_body.path, source.folder).replace(os.sep, "/")
    for part, raw in enumerate(kind_of(source).read(_file(source, path, site))):
        if part == post_body.part:
            return raw.body
    raise SourceError("F106", "a file that changed while it was read", "a file at rest", "build again")


def _file(source: Source, path: str, site: Site) -> File:
    absolute = os.path.join(source.folder, path)
    text = _decode(absolute)
    return File(path=path, text=text, rules=site.rules, site=site.url, is_named=source.path == absolute)


def _read(source: Source, index: int, path: str, site: Site) -> Iterator[fields.Read]:
    absolute = os.path.join(source.folder, path)
    name = walk.shown(absolute, site.root)
    if not path.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in path):
        yield fields.Read(None, (Problem(
            code="F107", place=Place(name), found="a file name that is no UTF-8", expected="a name in UTF-8",
            remedy="rename the file",
        ),))  # fmt: skip
        return
    try:
        raws: list[Raw] = list(kind_of(source).read(_file(source, path, site)))
    except NoPost as why:
        if source.path == absolute:  # it was named, and is not just one of a folder
            yield fields.Read(None, (Problem(
                code="F112", place=Place(name, 1), found=why.why, expected="the page of a post",
                remedy="name another page, or a folder of them",
            ),))  # fmt: skip
        else:
            yield fields.Read(None, passed=fields.Passed(name, why.why))
        return
    except SourceError as why:
        place = Place(name, why.line or 1)
        yield fields.Read(
            None, (Problem(code=why.code, place=place, found=why.found, expected=why.expected, remedy=why.remedy),)
        )
        return
    except (ValueError, RecursionError, LookupError) as why:
        yield fields.Read(None, (_unreadable(name, why),))
        return
    except OSError as why:
        problem = Problem(
            code="F100", place=Place(name), found=f"a file that cannot be read ({why.strerror})",
            expected="a file that can be read", remedy="check its permissions",
        )  # fmt: skip
        yield fields.Read(None, (problem,))
        return
    for part, raw in enumerate(raws):
        try:
            yield fields.normalise(raw, path=path, shown=name, part=part, index=index, source=source, site=site)
        except (ValueError, RecursionError, OverflowError) as why:
            yield fields.Read(None, (_unreadable(name, why),))


def _unreadable(name: str, why: Exception) -> Problem:
    """What nobody thought of, in one post: the others are read all the same."""
    return Problem(
        code="F108", place=Place(name, 1),
        found=f"a post that cannot be read ({type(why).__name__}: {quoted(str(why))})",
        expected="a post", remedy="look at its metadata for what is odd",
    )  # fmt: skip


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
