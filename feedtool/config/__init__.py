"""config.toml to Config: found, read, and checked as a whole, every mistake at once."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool import urls
from feedtool.config import feed_sources, keys, kinds, slugs
from feedtool.config.addresses import Clash, clashes, is_in, never_sources
from feedtool.config.feeds import FeedSpec, specs
from feedtool.config.feeds import slips as feed_slips
from feedtool.config.hubs import Hub, hubs
from feedtool.config.hubs import slips as hub_slips
from feedtool.config.lines import Lines
from feedtool.dates import Rules
from feedtool.errors import ConfigError, Place, Problem, did_you_mean, quoted
from feedtool.filters import KNOWN
from feedtool.loader import Site, Source
from feedtool.loader.sources import FEED, is_address, kind_of, missing
from feedtool.pinger import RSSCLOUD, WEBSUB, Profile
from feedtool.selection import Recipe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NAMES: Final = ("feedtool.toml", "config.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the feeds say of their site."""

    title: str
    url: str
    description: str
    language: str
    rights: str | None
    image: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """How and where feeds are written."""

    path: str  # absolute
    url: str  # absolute, a folder
    formats: tuple[str, ...]
    files: Mapping[str, str]  # a format to its file, below path
    limit: int
    content: str  # "full" or "summary"
    clean: bool
    max_bytes: int
    take_over: bool
    also: tuple[str, ...]  # absolute


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A configuration that is right."""

    file: str  # absolute
    header: Header
    site: Site
    sources: tuple[Source, ...]
    admits: tuple[Recipe, ...]  # for each of the sources: which of its posts are taken
    output: Output
    feeds: tuple[FeedSpec, ...]  # the main one first
    hubs: tuple[Hub, ...]
    ignored: frozenset[str]  # codes of warnings that are not told
    old: int  # posts that may come into a feed as new though they are older than what it has
    is_preview: bool = False  # of what nobody subscribes to: a build of it announces nothing

    @property
    def root(self) -> str:
        """The folder that every relative path is relative to."""
        return os.path.dirname(self.file)

    @property
    def websub(self) -> tuple[str, ...]:
        """The hubs that the main feed names."""
        return tuple(hub.url for hub in self.hubs_of(self.feeds[0]) if hub.notifier == WEBSUB)

    def hubs_of(self, spec: FeedSpec) -> tuple[Hub, ...]:
        """Who is told when a feed of *spec* changes: of WebSub's hubs those that it names itself, if it does."""
        if spec.hubs is None:
            return self.hubs
        said = {hub.url: hub for hub in self.hubs if hub.notifier == WEBSUB}
        others = (hub for hub in self.hubs if hub.notifier != WEBSUB)
        return (*(said.get(url, Hub(url=url)) for url in spec.hubs), *others)

    @property
    def cloud(self) -> str | None:
        """Where readers register with an rssCloud server, which RSS names; it has room for one."""
        return next((hub.register for hub in self.hubs if hub.notifier == RSSCLOUD), None)

    @property
    def profiles(self) -> Mapping[str, Profile]:
        """How hubs want to be told, as far as the configuration says."""
        return {hub.url: hub.profile for hub in self.hubs if hub.profile != Profile()}


class Preview(NamedTuple):
    """Where a site is shown before it is published."""

    output: str  # the folder of its feeds, absolute
    url: str | None = None  # where it is, absolute; None: where the site lives


class Opened(NamedTuple):
    """A configuration file, parsed but not yet checked."""

    file: str
    text: str
    tables: dict[str, Any]


def find(folder: str) -> str:
    """The configuration of *folder*: feedtool.toml, else a config.toml that is feedtool's. Raises ConfigError."""
    for name in NAMES:
        file = os.path.join(folder, name)
        if os.path.isfile(file) and (name == "feedtool.toml" or _has_sources(_open(file).tables)):
            return file
    other = (
        " (its config.toml has no [[sources]], so it is another tool's)"
        if os.path.exists(os.path.join(folder, "config.toml"))
        else ""
    )
    raise ConfigError(
        f"{folder}: no configuration here{other}.\n    Run feedtool init to have one written, or name one with -c FILE."
    )


def _has_sources(tables: Mapping[str, Any]) -> bool:
    """Whether a file has [[sources]]; or a misspelt one beside [site] with its url: then it is ours, with a mistake.

    Hugo has [services], and other tools may have a [site].
    """
    sources, site = tables.get("sources"), tables.get("site")
    if isinstance(sources, list) and all(isinstance(one, dict) for one in sources):
        return True
    return isinstance(site, dict) and "url" in site and any(did_you_mean(name, ["sources"]) for name in tables)


def load(file: str, *, preview: Preview | None = None) -> Config:
    """The configuration in *file*, or that of a *preview* of its site. Raises ConfigError with everything that is wrong
    with it.
    """
    opened = _open(os.path.abspath(file))
    checked = _Checked(opened)
    if checked.problems:
        raise ConfigError(f"{os.path.basename(file)}: the configuration is wrong.", checked.problems)
    if preview is None:
        return _config(opened.file, checked)
    real = _config(opened.file, checked)
    checked.tables["output"][0] |= {"path": preview.output, "also": ()}
    if preview.url is not None:
        try:
            checked.tables["site"][0]["url"] = kinds.FOLDER_ADDRESS.read(preview.url)
        except kinds.Wrong as wrong:
            found = f"--base-url is {quoted(preview.url)}, expected {wrong.expected}"
            raise ConfigError(f"{found}: {wrong.remedy}.") from None
    made = replace(_config(opened.file, checked), is_preview=True)
    if is_in(os.path.realpath(preview.output), os.path.realpath(real.output.path)) or _places(real) & _places(made):
        raise ConfigError(f"{preview.output}: the real feeds lie there. A preview needs a folder of its own.")
    return made


def _places(config: Config) -> frozenset[str]:
    """The files of those feeds that are known before the posts are."""
    return frozenset(map(os.path.realpath, never_sources(config)))


def _open(file: str) -> Opened:
    import tomllib

    shown = os.path.basename(file)
    try:
        with open(file, encoding="utf-8-sig") as opened:
            text = opened.read()
    except UnicodeDecodeError:
        raise ConfigError(f"{shown}: not UTF-8. Save the file as UTF-8.  [C001]") from None
    except OSError as why:
        raise ConfigError(f"{file}: {why.strerror}. Name a configuration file with -c, or run feedtool init.") from None
    try:
        return Opened(file, text, tomllib.loads(text))
    except RecursionError:
        raise ConfigError(f"{shown}: brackets in brackets, too many of them.  [C001]") from None
    except ValueError as why:  # TOMLDecodeError, and numbers with thousands of digits
        line = re.search(r"at line (\d+)", str(why))
        problem = Problem(
            code="C001", place=Place(shown, int(line[1]) if line else text.count("\n") + 1),
            found=re.sub(r" \(at .*\)", "", str(why)), expected="TOML without mistakes",
            remedy="put text in quotes, and lists in brackets",
        )  # fmt: skip
        raise ConfigError(f"{shown} cannot be read.", [problem]) from None


class _Checked:
    """The tables of a file, their values read; and what is wrong with them."""

    def __init__(self, opened: Opened) -> None:
        self.shown = os.path.basename(opened.file)
        self.lines = Lines(opened.text)
        self.given = opened.tables
        self.problems: list[Problem] = []
        known = self.known = {table.name: table for table in keys.TABLES}
        for name in opened.tables:
            if name not in known:
                self._unknown(name, Place(self.shown, self.lines.of_table(name), name), known)
        self.tables = {
            name: [self._table(table, one, index) for index, one in enumerate(self._given(table, opened.tables))]
            for name, table in known.items()
        }
        self._look_at_sources(opened.file)
        for name, slips in (("hubs", hub_slips), ("feeds", feed_slips)):
            for index, key, found, expected, remedy in slips(self.tables):
                self._add("C003", self._place(known[name], index, key), found, expected, remedy)
        if not any((problem.place.key or "").startswith("output") for problem in self.problems):
            for key, found, expected, remedy in _clashes(opened.file, self.tables["output"][0]):
                place = Place(self.shown, self.lines.of_key("output", 0, key), f"output.{key}")
                self._add("C003", place, found, expected, remedy)

    def _look_at_sources(self, file: str) -> None:
        """What is wrong with the kinds and places of sources, told with the rest."""
        for index, table in enumerate(self.tables["sources"]):
            try:
                kinds.words_of_rule(table["url"], table["preset"])
            except kinds.Wrong as wrong:
                place = self._place(self.known["sources"], index, "url")
                self._add("C003", place, quoted(table["url"]), wrong.expected, wrong.remedy)
            if not all(isinstance(table[key], str) for key in ("type", "path")):
                continue
            root, place = os.path.dirname(file), self._place(self.known["sources"], index, "path")
            source = Source(type=table["type"], path=_place_of(root, table), place=place)
            if source.type == FEED:
                for mistake in feed_sources.mistakes(source, self._given(self.known["sources"], self.given)[index]):
                    where = self._place(self.known["sources"], index, mistake.key)
                    self._add("C003", where, mistake.found, mistake.expected, mistake.remedy)
            try:
                kind_of(replace(source, place=self._place(self.known["sources"], index, "type")))
            except ConfigError as why:
                self.problems += why.problems
            if not source.is_address and not os.path.exists(source.path):
                self.problems += missing(source, root).problems

    def _given(self, table: keys.Table, tables: Mapping[str, Any]) -> list[Any]:
        given = tables.get(table.name)
        if given is None or given == []:
            if table.is_needed:
                self._add("C004", Place(self.shown, 1, table.name), "missing", "at least one [[sources]]",
                          'add [[sources]] with type = "markdown" and path = "posts"')  # fmt: skip
            return [] if table.is_list else [{}]
        return given if table.is_list and isinstance(given, list) else [given]

    def _table(self, table: keys.Table, given: Any, index: int) -> dict[str, Any]:
        if not isinstance(given, dict):
            place = Place(self.shown, self.lines.of_table(table.name), table.name)
            brackets = f"[[{table.name}]]" if table.is_list else f"[{table.name}]"
            self._add(
                "C003", place, quoted(given), f"a table {brackets}", f"write {brackets} on a line, its keys below"
            )
            return {key.name: key.default for key in table.keys}
        known = {key.name: key for key in table.keys}
        for name in given:
            if name not in known:
                self._unknown(name, self._place(table, index, name), known)
        return {key.name: self._value(table, key, given, index) for key in table.keys}

    def _value(self, table: keys.Table, key: keys.Key, given: Mapping[str, Any], index: int) -> Any:
        place = self._place(table, index, key.name)
        if key.name not in given:
            if key.default is keys.REQUIRED:
                line = self.lines.of_table(table.name, index) or 1
                self._add(
                    "C004",
                    Place(self.shown, line, place.key),
                    "missing",
                    key.text.rstrip("."),
                    f"add {key.name} to [{table.name}]",
                )
            return key.default
        try:
            return key.kind.read(given[key.name])
        except kinds.Wrong as wrong:
            self._add("C003", place, quoted(given[key.name]), wrong.expected, wrong.remedy)
            return key.default

    def _place(self, table: keys.Table, index: int, name: str) -> Place:
        return Place(self.shown, self.lines.of_key(table.name, index, name), f"{table.name}.{name}")

    def _unknown(self, name: str, place: Place, known: Iterable[str]) -> None:
        allowed = f"one of {', '.join(known)}"
        self._add("C002", place, "unknown", allowed, did_you_mean(name, known) or "take it out")

    def _add(self, code: str, place: Place, found: str, expected: str, remedy: str) -> None:
        self.problems.append(Problem(code=code, place=place, found=found, expected=expected, remedy=remedy))


def _config(file: str, checked: _Checked) -> Config:
    root = os.path.dirname(file)
    site, output = checked.tables["site"][0], checked.tables["output"][0]
    first = checked.tables["sources"][0]
    key_of = slugs.Site(_path(root, first["path"]), root, first["preset"]).key_of
    feeds = specs(checked.tables, files=_files(output), usual=keys.FILES, key_of=key_of)
    main = feeds[0]
    admits = tuple(_admits(table, site["language"]) for table in checked.tables["sources"])
    asked = {key for recipe in (*admits, *(spec.recipe for spec in feeds)) for key in (*recipe.filter.keys, recipe.per)}
    return Config(
        file=file,
        header=Header(
            title=main.title, url=site["url"], description=main.description, language=main.language,
            rights=site["rights"] or None, image=_below(site["url"], site["image"]),
        ),
        site=Site(
            url=site["url"], root=root, language=site["language"] if "language" in checked.given["site"] else "",
            authors=tuple(replace(person, url=_below(site["url"], person.url)) for person in site["authors"]),
            rules=Rules(site["timezone"], site["default_time"], site["date_order"], site["language"]),
            asked=frozenset(asked - {"", *KNOWN}),
        ),
        sources=tuple(_source(root, table, index, checked) for index, table in enumerate(checked.tables["sources"])),
        admits=admits,
        output=replace(
            _output(root, site["url"], output), formats=tuple(main.files), files=main.files, limit=main.recipe.limit
        ),
        feeds=feeds, hubs=hubs(checked.tables),
        ignored=frozenset(checked.tables["warnings"][0]["ignore"]),
        old=checked.tables["guard"][0]["old"],
    )  # fmt: skip


def _admits(table: Mapping[str, Any], language: str) -> Recipe:
    """Which posts of a source are taken."""
    recipe_filter = replace(table["filter"], language=language)
    return Recipe(name=table["type"], filter=recipe_filter, limit=table["limit"], max_age=table["max_age"])


def _source(root: str, table: Mapping[str, Any], index: int, checked: _Checked) -> Source:
    place = Place(checked.shown, checked.lines.of_key("sources", index, "path"), "sources.path")
    paths = {"path": _place_of(root, table), "built": table["built"] and _path(root, table["built"])}
    rest = {key: value for key, value in table.items() if key not in {"filter", "limit", "max_age"}}
    return Source(**{**rest, **paths}, place=place)


def _output(root: str, site_url: str, table: Mapping[str, Any]) -> Output:
    url = urls.canonical(urls.below(site_url, table["url"]))
    return Output(**{
        **table,
        "path": _path(root, table["path"]),
        "url": url if url.endswith("/") else url + "/",
        "files": _files(table),
        "also": tuple(_path(root, path) for path in table["also"]),
    })  # fmt: skip


def _below(site_url: str, address: str | None) -> str | None:
    return urls.canonical(urls.below(site_url, address)) if address else None


def _clashes(file: str, output: Mapping[str, Any]) -> Iterator[Clash]:
    root = os.path.dirname(file)
    main = [_path(root, os.path.join(output["path"], name)) for name in _files(output).values()]
    yield from clashes(file, main, [_path(root, path) for path in output["also"]], output["formats"])


def _files(output: Mapping[str, Any]) -> dict[str, str]:
    names = keys.FILES | output["files"]
    return {name: os.path.normpath(names[name]).replace(os.sep, "/") for name in output["formats"]}


def _place_of(root: str, table: Mapping[str, Any]) -> str:
    """Where a source is: a path, absolute, or an address."""
    path: str = table["path"].strip() if table["type"] == FEED else table["path"]
    return path if table["type"] == FEED and is_address(path) else _path(root, path)


def _path(root: str, path: str) -> str:
    return os.path.normpath(os.path.join(root, path))
