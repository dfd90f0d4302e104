"""The middle of the trip: chosen posts to entries, and what is to be told of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from feedtool import content, loader
from feedtool.errors import Place, Problem
from feedtool.raw import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from feedtool.config import Config
    from feedtool.model import Entry, Identified
    from feedtool.progress import Progress


class Mended(NamedTuple):
    """What was mended in the HTML of one post: how often each rule of feedtool.content did."""

    file: str
    counts: Mapping[str, int]


class Rendered(NamedTuple):
    """What became of the chosen posts."""

    entries: list[Entry]
    problems: list[Problem]  # of those that have no entry
    dropped: list[Problem]  # what was left out of bodies
    mended: list[Mended]
    html: dict[str, str]  # of each entry, by its id


def render(chosen: Sequence[Identified], loaded: loader.Loaded, config: Config, progress: Progress) -> Rendered:
    """The entries of *chosen*, and what is to be told of them."""
    cleaner = content.Cleaner()
    bodies = loader.Bodies(loaded.posts, config.sources, config.site)
    rendered = Rendered([], [], [], [], {})
    for known in progress("Making entries", chosen):
        source = config.sources[known.post.body.source]
        try:
            body = bodies.read(known.post)
        except SourceError as why:
            rendered.problems.append(why.of(known.post.file))
            continue
        is_clean = (source.clean and config.output.clean) or known.post.source is not None  # no stranger's script
        made = content.entry_of(
            known, body.text, cleaner=cleaner if is_clean else None,
            summary_only=config.output.content == "summary",
        )  # fmt: skip
        rendered.entries.append(made.entry)
        rendered.html[known.id] = made.html
        rendered.dropped.extend(body.warnings)
        if made.mended:
            rendered.mended.append(Mended(known.post.file, made.mended))
    return rendered


def too_long(entries: Iterable[Entry], named: Mapping[str, str], max_bytes: int) -> list[Problem]:
    """A problem for each of *entries*, which no document holds; *named* has the file of each id."""
    return [Problem(
        code="O501", place=Place(named[entry.id]), found="an entry that is longer than a document may be",
        expected=f"a document of at most {max_bytes} bytes", remedy='raise max_bytes, or set content = "summary"',
    ) for entry in entries]  # fmt: skip
