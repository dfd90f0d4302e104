"""`same`: which entry a post is, where only its author can tell."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from feedtool import changes, identity, lock, state, survey
from feedtool.errors import ConfigError, did_you_mean
from feedtool.model import Identified, Line, Lock
from feedtool.selection import HELD_BACK

if TYPE_CHECKING:
    from datetime import datetime

    from feedtool.config import Config
    from feedtool.model import Post

NEW = "new"


def settle(config: Config, file: str, id_: str, *, now: datetime) -> str:
    """Say in the lock that the post in *file* is the entry *id_*, or a new one where that is "new"; its id.

    Raises ConfigError where there is no such post or entry.
    """
    with state.exclusive(config.root):
        found = survey.survey(config, now=now)
        post = _post(found, file, config.root)
        lines = dict(found.lock.entries)
        own = next((known.id for known in found.ids.known if known.post is post), None)
        if id_ == NEW and own in lines:
            raise ConfigError(f"{file}: subscribers have this post already, as {own}.")
        if taken := [known.post for known in found.ids.known if known.id == id_ and known.post is not post]:
            raise ConfigError(f"{id_}: that is {identity.source_of(taken[0])}. Two posts cannot be one entry.")
        if id_ == NEW:
            id_ = identity.unused(post, config.site.url, lines)
            lines[id_] = Line(id=id_, published=post.published or now, announced=now.replace(microsecond=0))
        elif id_ not in lines:
            raise ConfigError(f"{id_}: no entry of feedtool.lock. {did_you_mean(id_, lines)}".rstrip())
        source = identity.source_of(post)
        lines |= {line.id: replace(line, source="") for line in lines.values() if line.source == source}
        known = Identified(post, id_, lines[id_].published)
        lines[id_] = changes.as_now(lines[id_], known, source=source)
        lock.store(config.file, Lock(entries=lines, feeds=found.lock.feeds))
    return id_


def _post(found: survey.Survey, file: str, root: str) -> Post:
    shown = os.path.relpath(os.path.realpath(file), os.path.realpath(root)).replace(os.sep, "/")
    for post in found.loaded.posts:
        if identity.source_of(post) in {file, shown}:
            if any(held.post is post and held.why != HELD_BACK for held in found.due.held):
                raise ConfigError(f"{file}: a post that is not out has no entry yet. Say it when it is.")
            return post
    raise ConfigError(f"{file}: no post of this site. `feedtool posts` lists them.")
