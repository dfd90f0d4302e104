"""Runs one case of a pass."""

from __future__ import annotations

from feedtool import dialects


def expanded(name, text, *, links=(), page=()):
    """What the pass makes of *text*, and what it tells."""
    warnings = []
    known = dict(links)
    around = dialects.Around(
        site="https://e.org/", link="https://e.org/post/", page=dict(page), link_to=known.get,
        warn=lambda shown, line: warnings.append((shown, line)),
    )  # fmt: skip
    return dialects.expand(text, [name], around), warnings


def check(name, text, shown, warnings=(), *, links=(), page=()):
    assert expanded(name, text, links=links, page=page) == (shown, list(warnings))
