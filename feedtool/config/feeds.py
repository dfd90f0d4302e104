"""`[[feeds]]` to what each feed is: the main one, those with a name, and templates that make one for each value."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool import filters, names
from feedtool.errors import quoted
from feedtool.loader import BUILT_IN
from feedtool.model import MAIN
from feedtool.selection import Recipe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    KeyOf = Callable[[str], Callable[[str], str]]

# Where the feeds of a template lie, below the folder of the feeds.
FOLDERS: Final = {
    "tag": "tags", "category": "categories", "author": "authors", "section": "sections", "language": "languages",
    "year": "years",
}  # fmt: skip
PLURALS: Final = {plural: one for one, plural in FOLDERS.items()}
NAME, SLUG, VALUE = "{name}", "{slug}", "{value}"
POSTS: Final = tuple(suffix for kind in BUILT_IN.values() for suffix in kind.suffixes)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSpec:
    """A feed as the configuration wants it; with `recipe.per`, one for each value."""

    recipe: Recipe
    title: str  # with {value}
    description: str = ""  # with {value}; "": the title
    language: str
    path: str = ""  # below the folder of the feeds, with {name} or {slug}; "": in that
    files: Mapping[str, str]  # a format to its file, below path; with {slug}
    hubs: tuple[str, ...] | None = None  # None: all of the configuration

    @property
    def name(self) -> str:
        """Of the feed; of a template the first part of the names of its feeds."""
        return self.recipe.name

    def title_of(self, value: str) -> str:
        """The title of the feed of *value*."""
        return self.title.replace(VALUE, value)

    def path_of(self, value: str) -> str:
        """The folder of the feed of *value*, with "/"."""
        return self.path.replace(NAME, names.safe(value)).replace(SLUG, _slug(value)) if value else self.path

    def files_of(self, value: str) -> Mapping[str, str]:
        """The file of each format of the feed of *value*, below its folder."""
        return {name: file.replace(SLUG, _slug(value)) for name, file in self.files.items()} if value else self.files

    def language_of(self, value: str) -> str:
        """The language of the feed of *value*."""
        return value if self.recipe.per == "language" and value else self.language


def _slug(key: str) -> str:
    """*key*, which is a slug, unless the lock was written by other rules, or by hand."""
    return key if names.is_safe(key) else names.safe(key)


class Slip(NamedTuple):
    """What is wrong with a key of one of [[feeds]]."""

    table: int  # counted from 0
    key: str
    found: str
    expected: str
    remedy: str


def slips(tables: Mapping[str, list[dict[str, Any]]]) -> Iterator[Slip]:
    """What is wrong with [[feeds]], each beside the others and in itself."""
    taken: set[str] = set()
    for index, table in enumerate(tables["feeds"]):
        yield from (Slip(index, *slip) for slip in (*_name(table, taken), *_template(table)))
        taken.add(table["name"] or table["per"])


def _name(table: Mapping[str, Any], taken: set[str]) -> Iterator[tuple[str, str, str, str]]:
    name, per = table["name"] or table["per"], table["per"]
    if not name:
        yield "name", "missing", "a name, or per", 'add name = "notes", or per = "tag"'
    elif name in taken:
        yield "name", quoted(name), "a name of its own for each feed", "add a name, or change it"
    elif ":" in name:
        yield "name", quoted(name), "a name without a colon", "write it without"
    elif name == MAIN and (per or table["path"]):
        key = "per" if per else "path"
        yield key, quoted(table[key]), "the main feed where [output] says", "take it out"


def _template(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    per, path = table["per"], table["path"]
    if per and (known := _meant(per)):
        expected = f"{', '.join(FOLDERS)}, or a key of metadata"
        yield "per", quoted(per), expected, f'write "{known}"'
    elif per in {"path", "title"}:
        yield "per", quoted(per), "what several posts have in common", "take it out"
    for key in filters.names_in(table["filter"].table):
        if known := _meant(key):
            yield "filter", quoted(key), f"{', '.join(filters.KNOWN)}, or a key of metadata", f"write {known}"
    for file in table["files"].values():
        if file.lower().endswith(POSTS):
            yield "files", quoted(file), "the name of a feed, not of a post", 'name it like "rss.xml" or "feed.json"'
    if per and VALUE in path:
        yield "path", quoted(path), f"{NAME}, which is safe", f"write {NAME}"
    if NAME in path and _has_slug(table):
        yield "path", quoted(path), f"{NAME} or {SLUG}, not both", "take one of them out, in files too"
    if not per and _has_slug(table):
        key = "path" if SLUG in path else "files"
        yield key, quoted(path if SLUG in path else table["files"]), f"{SLUG} only where there is per", "write a name"


def _has_slug(table: Mapping[str, Any]) -> bool:
    """Whether the files of a template are called by slugs."""
    return any(SLUG in path for path in (table["path"], *table["files"].values()))


def _meant(key: str) -> str | None:
    """The word that is known of every post, and that *key* is only another spelling of."""
    small = key.lower()
    found = PLURALS.get(small, "language" if small == "lang" else small)
    return found if found in filters.KNOWN and found != key else None


def specs(
    tables: Mapping[str, list[dict[str, Any]]], *, files: Mapping[str, str], usual: Mapping[str, str], key_of: KeyOf
) -> tuple[FeedSpec, ...]:
    """The feeds of the configuration, the main one first. *files* are those of [output]; *usual* names a file for
    every format; *key_of* tells what makes the slugs of a `per`.
    """
    site, output, size = tables["site"][0], tables["output"][0], tables["archive"][0]["size"]
    every = {**usual, **output["files"]}
    main = FeedSpec(
        recipe=Recipe(name=MAIN, limit=output["limit"], archive=size), title=site["title"],
        description=site["description"], language=site["language"], files=files,
    )  # fmt: skip
    made = [main]
    for table in tables["feeds"]:
        spec = _spec(table, main, every, key_of)
        if spec.name == MAIN:
            made[0] = spec
        else:
            made.append(spec)
    return tuple(made)


def _spec(table: Mapping[str, Any], main: FeedSpec, every: Mapping[str, str], key_of: KeyOf) -> FeedSpec:
    per, name = table["per"], table["name"] or table["per"]
    is_main = name == MAIN
    limit = main.recipe.limit if table["limit"] is None else table["limit"]
    by_slug = bool(per) and _has_slug(table)
    size = main.recipe.archive if table["archive"] is None else table["archive"]
    recipe = Recipe(
        name=name, per=per, least=table["min"], limit=limit, max_age=table["max_age"],
        archive=0 if table["max_age"] else size,
        filter=replace(table["filter"], language=main.language), key=key_of(per) if by_slug else None,
    )  # fmt: skip
    title = main.title if is_main or per == "language" else f"{VALUE if per else name} \u2013 {main.title}"
    usual = f"{FOLDERS.get(per, names.safe(per))}/{SLUG if by_slug else NAME}" if per else names.safe(name)
    folder = table["path"] or usual
    if per and not by_slug and NAME not in folder:
        folder = f"{folder.rstrip('/')}/{NAME}"
    formats = table["formats"] or tuple(main.files)
    folder = posixpath.normpath(folder)
    return FeedSpec(
        recipe=recipe, title=table["title"] or title,
        description=table["description"] or (main.description if is_main else ""),
        language=table["language"] or main.language, path="" if is_main or folder == "." else folder,
        files={format_: {**every, **table["files"]}[format_] for format_ in formats}, hubs=table["hubs"],
    )  # fmt: skip


def spec_of(feeds: Sequence[FeedSpec], name: str) -> tuple[FeedSpec, str] | None:
    """Which of *feeds* makes the one that is called *name*, and of which value; None where none does any more."""
    stem, _, value = name.partition(":")
    return next(((spec, value) for spec in feeds if spec.name == stem and bool(spec.recipe.per) == bool(value)), None)
