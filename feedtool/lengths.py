"""The lengths of enclosures that lie elsewhere: asked for once, where the user wants that, and remembered."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from feedtool import cache, state
from feedtool.errors import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from feedtool.model import Entry
    from feedtool.progress import Progress

LEAST: Final = 3  # that take as long as to want a bar
NAME: Final = "lengths"  # of the file in feedtool's own folder


def with_lengths(
    entries: Sequence[Entry], *, named: Mapping[str, str], root: str, ask: bool, remember: bool, progress: Progress,
    ca_bundle: str | None = None,
) -> tuple[Sequence[Entry], list[Problem]]:  # fmt: skip
    """*entries*, their enclosures with the lengths that servers told once, and with *ask* tell now; and whose nobody
    tells. *named* has the file of each id. With *remember* answers are kept for the next time. *ca_bundle* is that of
    feedtool.fetch.
    """
    if all(enclosure.length is not None for entry in entries for enclosure in entry.enclosures):
        return entries, []
    folder = os.path.join(root, state.FOLDER)
    known = {url: size for url, size in (cache.recall(folder, NAME) or {}).items() if isinstance(size, int)}
    unsized = {one.url for entry in entries for one in entry.enclosures if one.length is None}
    wanted = unsized - known.keys() if ask else set()
    unknown: dict[str, str] = {}
    if wanted:
        from feedtool.fetch.lengths import Lengths

        own = {one.url for entry in entries if entry.source is None for one in entry.enclosures}
        asked = Lengths(wanted, named=own, ca_bundle=ca_bundle)
        for url, said in progress("Asking for lengths", asked, least=LEAST):
            if isinstance(said, int):
                known[url] = said
            else:
                unknown[url] = said
        if remember:
            cache.remember(state.folder_of(root), known, NAME)
    problems = [
        Problem(
            code="N601", place=Place(named[entry.id]),
            found=f"an enclosure whose length nobody tells: {one.url} ({unknown[one.url]})",
            expected="a file that can be fetched", remedy="correct its address, or write its length",
        )
        for entry in entries for one in entry.enclosures if one.url in unknown
    ]  # fmt: skip
    return [_with(entry, known) for entry in entries], problems


def _with(entry: Entry, known: dict[str, int]) -> Entry:
    enclosures = tuple(
        replace(one, length=known[one.url]) if one.length is None and one.url in known else one
        for one in entry.enclosures
    )
    return replace(entry, enclosures=enclosures)
