"""The middle of the trip: chosen posts to entries and plans of documents. What was kept is made where it is needed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from feedtool import changes, content, loader
from feedtool.planning import Planned, Planner
from feedtool.rendering import Rendered, Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from feedtool.builder import Fragments
    from feedtool.config import Config
    from feedtool.errors import Problem
    from feedtool.kept import Kept
    from feedtool.model import Entry
    from feedtool.progress import Progress
    from feedtool.survey import Survey

    Sized = Callable[[Sequence[Entry]], tuple[Sequence[Entry], list[Problem]]]


class Composed(NamedTuple):
    """Entries, and the feeds that they shall be in."""

    planned: tuple[Planned, ...]
    entries: Mapping[str, Entry]  # by their ids; of those that no document needs all but the text
    rendered: Rendered
    revised: changes.Revised
    unsized: list[Problem]  # of enclosures whose length nobody knows
    fragments: Mapping[str, Fragments]


def compose(config: Config, found: Survey, kept: Kept, *, now: datetime, sized: Sized, progress: Progress) -> Composed:
    """The feeds of what was *found*, at *now*; *sized* gives entries the lengths of their enclosures.

    An entry that was *kept* is made where a document that is not needs it. Raises OutputError.
    """
    posts = {one.id: one for one in found.chosen}
    untouched = kept.look_at(posts.values(), found.lock.entries)
    renderer = Renderer(found.loaded, config, kept)
    renderer.render([one for one in posts.values() if one.id not in untouched], progress)
    assets = loader.Assets(config.sources, config.site)
    fragments: dict[str, Fragments] = defaultdict(dict)
    planner = Planner(config, found.lock, fragments)
    while True:
        made = renderer.rendered.entries
        failed = renderer.asked - made.keys()
        shown = [made.get(id_) or content.without_text(one) for id_, one in posts.items() if id_ not in failed]
        revised = changes.revised(
            shown, {id_: one.post for id_, one in posts.items()}, found.lock, now=now, site=config.site.url,
            bytes_of=assets.digest, untouched=untouched,
        )  # fmt: skip
        entries, unsized = sized(revised.entries)
        by_id = {entry.id: entry for entry in entries}
        planned = tuple(planner.plan(feed, by_id) for feed in found.feeds)
        drafts = (draft for one in planned for draft in one.drafts if kept.size_of(draft) is None)
        wanted = {entry.id for draft in drafts for entry in draft.feed.entries} - renderer.asked
        if not wanted:
            return Composed(planned, by_id, renderer.rendered, revised, unsized, fragments)
        renderer.render([posts[id_] for id_ in posts if id_ in wanted], progress)
