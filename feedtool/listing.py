"""`posts`: what was loaded, whether it is in the feed, and where every field of a post came from."""

from __future__ import annotations

import os
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, TypedDict, cast

from feedtool import identity, survey
from feedtool.errors import ConfigError
from feedtool.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedtool.config import Config
    from feedtool.errors import Problem
    from feedtool.model import Lock, Post

FIELDS: Final = (
    "title", "link", "id", "published", "updated", "expires", "draft", "authors", "tags", "categories", "summary",
    "language", "image", "enclosures", "rights",
)  # fmt: skip
UNDATED: Final = datetime.min.replace(tzinfo=UTC)  # drafts without a date come last


class Row(TypedDict):
    """One post: what the feeds would say of it."""

    file: str
    state: str  # "in", "older", "draft", "scheduled", "expired", "held back", or "refused": another post has its id
    title: str
    link: str
    id: str
    published: str | None  # RFC 3339
    updated: str | None
    expires: str | None
    draft: bool
    authors: list[dict[str, str | None]]  # name, email, url
    tags: list[str]
    categories: list[str]
    summary: str | None
    language: str | None
    image: str | None
    enclosures: list[dict[str, Any]]  # url, type, length
    rights: str | None


class Whence(TypedDict):
    """Where a field came from; `rule` is None where nobody said anything."""

    value: Any
    rule: str | None  # "front matter", "file name", "first heading", "sources.url", "site.authors" ...
    key: str | None  # as the author wrote it
    line: int | None


class Explained(TypedDict):
    """One post, field by field."""

    file: str
    state: str
    fields: dict[str, Whence]


class Listing(TypedDict):
    """All posts, newest first, and what is wrong with the others."""

    posts: list[Row]
    passed: list[dict[str, str]]  # file, why: pages that are no posts
    problems: list[dict[str, str | int | None]]
    warnings: list[dict[str, str | int | None]]


class Explanation(TypedDict):
    """The posts of one file, and what is wrong with it."""

    posts: list[Explained]
    problems: list[dict[str, str | int | None]]
    warnings: list[dict[str, str | int | None]]


def listing(config: Config, *, now: datetime) -> Listing:
    """Every post of the site as it is at *now*. Raises ConfigError."""
    found = survey.survey(config, now=now)
    states, ids = _states(found), _ids(found, config.site.url)
    ordered = sorted(found.loaded.posts, key=lambda post: post.file)
    ordered.sort(key=lambda post: post.published or UNDATED, reverse=True)
    return {
        "posts": [_row(post, states[id(post)], ids[id(post)]) for post in ordered],
        "passed": [one._asdict() for one in found.loaded.passed],
        "problems": _dicts((*found.loaded.problems, *found.ids.clashes)),
        "warnings": _dicts(one for one in _warnings(found) if one.code not in config.ignored),
    }


def explanation(config: Config, file: str, *, now: datetime) -> Explanation:
    """Where every field of the posts in *file* came from. Raises ConfigError where it is no post of the site."""
    shown = os.path.relpath(os.path.realpath(file), os.path.realpath(config.root)).replace(os.sep, "/")
    found = survey.survey(config, now=now)
    states, ids = _states(found), _ids(found, config.site.url)
    posts = [post for post in found.loaded.posts if post.file == shown]
    problems = [one for one in (*found.loaded.problems, *found.ids.clashes) if one.place.file == shown]
    if why := next((one.why for one in found.loaded.passed if one.file == shown), None):
        raise ConfigError(f"{shown}: {why}, and no post. `feedtool posts` lists those.")
    if not posts and not problems:
        raise ConfigError(
            f"{shown}: no post of this site. `feedtool posts` lists them; [[sources]] say where they lie."
        )
    return {
        "posts": [
            {"file": post.file, "state": states[id(post)], "fields": _fields(post, ids[id(post)], found.lock)}
            for post in posts
        ],
        "problems": _dicts(problems),
        "warnings": _dicts(one for one in _warnings(found) if one.place.file == shown),
    }


def _warnings(found: survey.Survey) -> tuple[Problem, ...]:
    return (*found.loaded.warnings, *identity.doubled(found.chosen))


def _states(found: survey.Survey) -> dict[int, str]:
    """A post, by its identity in memory (a file may hold several), to where it is."""
    states = dict.fromkeys(map(id, found.due.out), "older")
    states |= {id(held.post): held.why for held in found.due.held}
    states |= {id(known.post): "in" for known in found.chosen}
    refused = {problem.place.file for problem in found.ids.clashes}
    known = {id(known.post) for known in found.chosen}
    return states | {id(post): "refused" for post in found.due.out if post.file in refused and id(post) not in known}


def _ids(found: survey.Survey, url: str) -> dict[int, str]:
    """A post, by its identity in memory, to the id that subscribers have it as, or would."""
    ids = {id(post): identity.id_of(post, url) for post in found.loaded.posts}
    return ids | {id(known.post): known.id for known in found.ids.known}


def _row(post: Post, state: str, id_: str) -> Row:
    values = {name: _value(post, name, id_) for name in FIELDS}
    return cast("Row", {"file": post.file, "state": state, **values})  # FIELDS are the row's other keys


def _fields(post: Post, id_: str, lock: Lock) -> dict[str, Whence]:
    own = post.origins.get("own_id") if id_ == post.own_id else None
    origins = {"id": Origin("lock") if id_ in lock.entries else own or Origin("link")} | dict(post.origins)
    return {name: _whence(_value(post, name, id_), origins.get(name)) for name in FIELDS}


def _whence(value: Any, origin: Origin | None) -> Whence:
    if origin is None:
        return {"value": value, "rule": None, "key": None, "line": None}
    return {"value": value, "rule": origin.rule, "key": origin.key, "line": origin.line}


def _value(post: Post, name: str, id_: str) -> Any:
    """A field as JSON has it."""
    if name == "id":
        return id_
    value = getattr(post, name)
    if isinstance(value, datetime):
        return value.isoformat()
    return [item if isinstance(item, str) else asdict(item) for item in value] if isinstance(value, tuple) else value


def _dicts(problems: Iterable[Problem]) -> list[dict[str, str | int | None]]:
    return [problem.as_dict() for problem in problems]
