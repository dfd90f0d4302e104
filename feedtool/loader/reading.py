"""A Raw to a Post: every field read, and everything that is wrong with it said at once."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from feedtool import dates, git, languages, markdown, markup, presets, substance, urls
from feedtool.errors import Place, Problem
from feedtool.loader import values
from feedtool.loader.built import pages_of
from feedtool.loader.fields import BOOLS, BY_NAME, DISPENSABLE, HIDDEN_STATES, OF_ADDRESS, Metadata, is_flag
from feedtool.loader.links import link_of, section_of, stem_of
from feedtool.model import Body, Origin, Post
from feedtool.raw import NoPost, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from feedtool.loader import Site, Source
    from feedtool.loader.fields import Field
    from feedtool.raw import Raw

ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}]*\}\s*$")  # "# My trip {#trip}": of a heading, no part of the title
STATIC = ("static", "public", "source", "files", "content", "docs", "assets", "src")  # as generators call them
LISTS = frozenset({"authors", "tags", "categories", "enclosures"})


class Passed(NamedTuple):
    """A file that is no post, and need not be."""

    file: str  # relative to the configuration's folder
    why: str


class Read(NamedTuple):
    """What became of one post."""

    post: Post | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    beside: frozenset[str] = frozenset()  # folders of files whose size counts
    passed: Passed | None = None


def normalise(
    raw: Raw, *, path: str, shown: str, part: int, index: int, source: Source, site: Site,
    date_of_file: Callable[[], datetime | None] = lambda: None,
) -> Read:  # fmt: skip
    """*raw* as a Post, or everything that is wrong with it. Raises NoPost.

    *path* is relative to the source, *shown* to the configuration's folder. *date_of_file* is asked where neither the
    metadata nor the path have a date; it raises git.NoHistoryError.
    """
    reading = _Reading(raw, path, shown, source, site, date_of_file)
    draft = reading.is_draft()
    published = reading.published(draft=draft)
    title, drop_heading = reading.title()
    categories = reading.field(BY_NAME["categories"])
    link = reading.link(published, title, categories)
    own_id = reading.own_id(link)
    rest = {
        name: reading.field(row) for name, row in BY_NAME.items() if name not in {"title", "published", "categories"}
    }
    rest["minor"] = bool(rest["minor"])
    rest["image_length"] = reading.image_length() if rest["image"] else None
    if draft:  # what is unfinished is nobody's problem
        reading.problems.clear()
        reading.warnings.clear()
    elif reading.problems:
        return Read(None, tuple(reading.problems), tuple(reading.warnings))
    body = Body(
        type=reading.preset.body if raw.type == "text/markdown" else raw.type,
        source=index,
        path=os.path.join(source.folder, path),
        part=part,
        drop_heading=drop_heading,
        digest=substance.of_parts(raw.body, raw.metadata, raw.type, raw.passes),
    )
    pages = pages_of(link, site.url, source.built) if source.built is not None and link is not None else []
    reading.around.beside.update(map(os.path.dirname, pages))  # also where none is yet, but may come to lie
    if page := next(filter(os.path.isfile, pages), None):
        body = replace(body, type="text/html", drop_heading=False, page=page)
    elif not languages.is_known(body.type) and not draft:
        unknown = unknown_language(body.type).of(shown)
        return Read(None, (unknown,), tuple(reading.warnings), frozenset(reading.around.beside))
    elif source.built is not None and not draft:
        reading.warnings.append(_unbuilt(shown, link or "", source, site))
    post = Post(
        file=shown, title=title, link=link or site.url, body=body, own_id=own_id, published=published, draft=draft,
        categories=categories, section=reading.section(), extra=reading.extra(), origins=reading.origins,
        raw=substance.of_source(raw.body), **rest,
    )  # fmt: skip
    return Read(post, (), tuple(reading.warnings), frozenset(reading.around.beside))


def unknown_language(language: str) -> SourceError:
    """Of a body that nobody here renders, and that has no built page."""
    name = language.removeprefix("text/x-").capitalize()
    return SourceError(
        "F116", f"a post in {name}", "Markdown, HTML, or a built page with the post's text in an article",
        'build the site, and set built = "..." in [[sources]], the folder of the built pages: its body is there',
    )  # fmt: skip


def _unbuilt(shown: str, link: str, source: Source, site: Site) -> Problem:
    folder = os.path.relpath(source.built or "", site.root).replace(os.sep, "/")
    return Problem(
        code="F113", place=Place(shown, 1), found=f"no built page for {link}", expected=f"one in {folder}",
        remedy="build the site first, or correct url; until then the body is rendered from the source",
    )  # fmt: skip


@lru_cache(maxsize=8)
def served(root: str, built: str | None) -> tuple[str, ...]:
    """The folders of the site in *root* whose files lie at its address: *built*, and what generators copy there."""
    return (*([built] if built else []), *(os.path.join(root, name) for name in STATIC), root)


class _Reading:
    """One post being read: gathers problems, warnings, and where each field came from."""

    def __init__(  # noqa: PLR0917 - called once, right above
        self, raw: Raw, path: str, shown: str, source: Source, site: Site, date_of_file: Callable[[], datetime | None]
    ) -> None:
        self._date_of_file = date_of_file
        self.raw, self.path, self.shown, self.source, self.site = raw, path, shown, source, site
        self.preset = presets.named(source.preset)
        self.metadata = Metadata(raw, source.map)
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.origins: dict[str, Origin] = {}
        self._place: presets.Place | None = None
        rules = site.rules._replace(
            zone=self.preset.zone or site.rules.zone, order=site.rules.order or self.preset.order
        )
        self.around = values.Around(rules=rules, via=raw.via, date=self.preset.date)

    def _find(self, name: str) -> tuple[str, Any] | None:
        row = BY_NAME.get(name)
        keys = self.preset.keys.get(name, row.keys if row else OF_ADDRESS.get(name, ()))
        return self.metadata.find(name, keys, nothing=BOOLS if row is None else row.nothing)

    def field(self, field: Field) -> Any:
        found = self._find(field.name)
        if found is None:
            return self._fallback(field)
        key, value = found
        try:
            read = field.read(value, self.around)
        except values.Bad as bad:
            self._refuse(bad, key, field.name)
            return () if field.name in LISTS else None
        self.origins[field.name] = self._origin(key)
        return read

    def image_length(self) -> int | None:
        """The size of the file that the post's image is, where it is the site's own."""
        found = self._find("image")
        return None if found is None else values.length_at(found[1], self.around)

    def _origin(self, key: str) -> Origin:
        rule = self.raw.rules.get(key)
        return Origin(self.raw.rule, key, self.metadata.line(key)) if rule is None else Origin(rule)

    def _refuse(self, bad: values.Bad, key: str, name: str) -> None:
        remedy = bad.remedy + ("; the post goes out without it" if name in DISPENSABLE else "")
        problem = Problem(
            code=bad.code, place=Place(self.shown, self.metadata.line(key), key),
            found=bad.found, expected=bad.expected, remedy=remedy,
        )  # fmt: skip
        (self.warnings if name in DISPENSABLE else self.problems).append(problem)

    def _fallback(self, field: Field) -> Any:
        if field.name == "authors":
            if self.site.authors:
                self.origins["authors"] = Origin("site.authors")
                return self.site.authors
            if "authors" in self.raw.fallbacks:
                self.origins["authors"] = Origin(f"{self.raw.rule}: rights")
                return values.people(self.raw.fallbacks["authors"], self.around)
        return () if field.name in LISTS else None

    def is_draft(self) -> bool:
        key = self._hidden_by()
        if key is not None:
            self.origins["draft"] = self._origin(key)
        return key is not None

    def _hidden_by(self) -> str | None:
        """The key that says that the post is not for readers."""
        renamed = [(key, True) for key in self.source.map.get("draft", ())]
        for key, hides in (*renamed, *self.preset.hidden):
            found = self.metadata.find("", (key,))
            if found is not None and is_flag(found[1]):
                if values.flag(found[1], self.around) is hides:
                    return found[0]
            elif found is not None and key == "draft":
                self._refuse(values.Bad("M202", found[1], "true or false", "write true or false"), found[0], "draft")
        status = self.metadata.find("", ("status",))
        if status is None:
            return None
        states = status[1] if isinstance(status[1], list) else [status[1]]
        return (
            status[0]
            if any(isinstance(state, str) and state.strip().lower() in HIDDEN_STATES for state in states)
            else None
        )

    def published(self, *, draft: bool) -> datetime | None:
        """The instant of publication; None where the post is a problem, or a draft. Raises NoPost."""
        before = len(self.problems)
        published: datetime | None = self.field(BY_NAME["published"])
        for find in (self._date_in_path, self._date_by_file):
            if published is None and len(self.problems) == before:
                published = find()
        if published is None and len(self.problems) == before:
            if not self.preset.must_have_date and not draft:
                raise NoPost("a page without a date")
            remedy = 'add "date: 2026-11-24" to its metadata, or put the date at the head of the file\'s name'
            self._problem("D201", "a post without a date", "a date", remedy)
        return published

    def _date_in_path(self) -> datetime | None:
        """The date that the file's name has, as its generator reads it."""
        rules = self.around.rules
        try:
            if "published" in self.raw.fallbacks:
                moment: dates.Moment | None = dates.read(self.raw.fallbacks["published"], rules)
            else:
                moment = self.preset.date_in_path(self.path, rules)
        except dates.Refused as why:
            found = f'a path with a date that cannot be one, "{self.path}"'
            self._problem("D202", found, why.expected, why.remedy)
            return None
        if moment is None:
            return None
        self.origins["published"] = Origin("file name")
        return moment.instant

    def _date_by_file(self) -> datetime | None:
        """The date that git or the disk knows of the file, where the source says that it counts."""
        try:
            date = self._date_of_file()
        except git.NoHistoryError as why:
            self._problem("D204", str(why), "a date, or a file whose first commit has one", why.remedy)
            return None
        if date is not None:
            self.origins["published"] = Origin(self.source.undated)
        return date

    def _problem(self, code: str, found: str, expected: str, remedy: str) -> None:
        place = Place(self.shown, 1)
        self.problems.append(Problem(code=code, place=place, found=found, expected=expected, remedy=remedy))

    def title(self) -> tuple[str, bool]:
        """The title, and whether it is the body's first heading."""
        title, drops = self._title()
        return (self.preset.title(title) if self.preset.title else title), drops

    def _title(self) -> tuple[str, bool]:
        if title := self.field(BY_NAME["title"]):
            return title, False
        if self.raw.metadata.get("title") == "":  # a note, which its author means to have none
            self.origins["title"] = self._origin("title")
            return "", False
        if self.preset.title_from_heading:
            html = self.raw.body if self.raw.type == "text/html" else ""  # a title that rst has is in its metadata
            if self.raw.type == "text/markdown":
                html = markdown.to_first_heading(self.raw.body)
            if heading := markup.split_heading(html)[0]:
                self.origins["title"] = Origin("first heading")
                return ATTRIBUTES.sub("", heading) or heading, True
        self.origins["title"] = Origin("file name")
        return (self.preset.title_of_path or name_of)(self.path), False

    def link(self, published: datetime | None, title: str, categories: tuple[str, ...]) -> str | None:
        said = self._find("link")
        if said is None and not self.source.url and "url" in self.raw.fallbacks:
            said = ("", self.raw.fallbacks["url"])  # the file's own address
        rule = self.source.url or self.preset.url
        when, zone = self._day_of_address(published), self.around.rules.zone
        self._place = place = presets.Place(
            path=self.path, stem=stem_of(self.path), title=title, categories=categories, metadata=self.raw.metadata,
            slug=_word(self._find("slug")), section=_word(self._find("section")),
            when=when if when is None or self.preset.in_own_zone else when.astimezone(zone),
        )  # fmt: skip
        try:
            link = link_of(None if said is None else said[1], place, site=self.site.url, rule=rule, preset=self.preset)
        except urls.BadAddressError as why:
            key = (said and said[0]) or "url"
            bad = values.Bad("M206", said[1] if said else rule, f"where the post lives ({why})",
                             'write it like "/2026/my-trip/", or set url in [[sources]]')  # fmt: skip
            self._refuse(bad, key, "link")
            return None
        link = f"{link}#{self.raw.anchor}" if self.raw.anchor else link
        self.origins["link"] = self._origin_of_link(said)
        self.around = replace(
            self.around, link=link, root=self.source.folder, site=self.site.url,
            served=served(self.site.root, self.source.built),
            folder=os.path.dirname(os.path.join(self.source.folder, self.path)),
        )  # fmt: skip
        return link

    def section(self) -> str:
        """Where it belongs among the posts of its source."""
        return section_of(self._place) if self._place is not None else ""

    def extra(self) -> dict[str, Any]:
        """What its metadata says under the keys that somebody asks for: dots lead into tables, and taxonomies are
        below `taxonomies` too.
        """
        found = {}
        for key in sorted(self.site.asked):
            for path in (key, f"taxonomies.{key}"):
                value: Any = self.raw.metadata.get(path)
                if value is None:
                    value = self.raw.metadata
                    for part in path.split("."):
                        value = value.get(part) if isinstance(value, dict) else None
                if value is not None and key not in found:
                    found[key] = value
        return found

    def own_id(self, link: str | None) -> str | None:
        """What the generator's own feed has as the id, where that is not the *link*."""
        if link is None or self._place is None or self.preset.id is None:
            return None
        with suppress(ValueError):
            said = urls.iri(self.preset.id(self._place, link, self.site.url))
            if said != link:
                self.origins["own_id"] = Origin(f"preset {self.preset.name}")
                return said
        return None

    def _day_of_address(self, published: datetime | None) -> datetime | None:
        said = self._find("when")
        with suppress(values.Bad):
            return published if said is None else values.instant(said[1], self.around)
        return published

    def _origin_of_link(self, said: tuple[str, Any] | None) -> Origin:
        if said is None:
            return Origin("sources.url" if self.source.url or not self.preset.name else f"preset {self.preset.name}")
        return self._origin(said[0]) if said[0] else Origin("file name")


def _word(found: tuple[str, Any] | None) -> str:
    """What a slug or section says; nothing where it is no word."""
    return "" if found is None or isinstance(found[1], (bool, *values.MANY)) else str(found[1])


def name_of(path: str) -> str:
    """What a file's name says as a title: without suffix and date, dashes read as blanks."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    if stem.lower() == "index" and folder:
        stem = folder.rpartition("/")[2]
    stem = re.sub(r"^\d{4}-\d{1,2}-\d{1,2}[-_ ]+(?=.)", "", stem)
    is_one = " " in stem or re.fullmatch(r"[\d._-]+", stem)  # words already, or a date and nothing else
    return markup.one_line(stem if is_one else re.sub(r"[-_]+", " ", stem)) or stem
