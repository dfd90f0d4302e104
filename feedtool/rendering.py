"""Posts to entries, and what is to be told of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from feedtool import content, loader
from feedtool.errors import Place, Problem, printable
from feedtool.raw import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from feedtool.config import Config
    from feedtool.kept import Kept
    from feedtool.loader import Loaded
    from feedtool.model import Entry, Identified, Post
    from feedtool.progress import Progress


class Mended(NamedTuple):
    """What was mended in the HTML of one post: how often each rule of feedtool.content did."""

    file: str
    counts: Mapping[str, int]


class Rendered(NamedTuple):
    """What became of posts."""

    entries: dict[str, Entry]  # by their ids
    problems: list[Problem]  # of those that have no entry
    dropped: list[Problem]  # what was left out of bodies
    mended: list[Mended]
    html: dict[str, str]  # of each entry, by its id


class Renderer:
    """Makes entries of posts, a few or all of them, and tells *kept* which."""

    def __init__(self, loaded: Loaded, config: Config, kept: Kept) -> None:
        self.rendered, self.asked = Rendered({}, [], [], [], {}), set[str]()
        self._config, self._kept = config, kept
        self._cleaner = content.Cleaner()
        self._bodies = loader.Bodies(loaded.posts, config.sources, config.site)

    def render(self, posts: Sequence[Identified], progress: Progress) -> None:
        """Make the entries of *posts*."""
        self.asked.update(one.id for one in posts)
        for one in progress("Making entries", posts):
            self._render(one)

    def _render(self, known: Identified) -> None:
        rendered, output = self.rendered, self._config.output
        self._kept.forget(known.id)
        try:
            body = self._bodies.read(known.post)
        except SourceError as why:
            rendered.problems.append(why.of(known.post.file))
            return
        source = self._config.sources[known.post.body.source]
        is_clean = (source.clean and output.clean) or known.post.source is not None  # no stranger's script
        made = content.entry_of(
            known, body.text, cleaner=self._cleaner if is_clean else None, summary_only=output.content == "summary"
        )
        rendered.entries[known.id] = made.entry
        rendered.html[known.id] = made.html
        rendered.dropped.extend(body.warnings)
        if made.mended:
            rendered.mended.append(Mended(known.post.file, made.mended))
        if not body.warnings:  # which are told again at each build
            self._kept.made(known.id, is_alone=body.is_alone)


class TooLong(NamedTuple):
    """What is to be told of entries that no document holds."""

    problems: list[Problem]  # of the site's own posts
    warnings: list[Problem]  # of entries of others' feeds: nobody here can shorten them
    others: dict[str, Post]  # these, by their ids


def too_long(entries: Iterable[Entry], posts: Iterable[Identified], max_bytes: int) -> TooLong:
    """What is to be told of *entries*, which no document holds; they are among the *posts*."""
    told = TooLong([], [], {})
    ids = {entry.id for entry in entries}
    for id_, post in ((one.id, one.post) for one in posts if one.id in ids):
        is_own = post.source is None
        (told.problems if is_own else told.warnings).append(Problem(
            code="O501", place=Place(post.file),
            found=f"an entry that is longer than a document may be{'' if is_own else f': {printable(id_)}'}",
            expected=f"a document of at most {max_bytes} bytes", remedy='raise max_bytes, or set content = "summary"',
        ))  # fmt: skip
        if not is_own:
            told.others[id_] = post
    return told
