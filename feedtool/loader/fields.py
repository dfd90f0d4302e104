"""Metadata to a Post: one table says which keys fill which field, the first that is there wins."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool import dates, markdown, markup, urls
from feedtool.errors import Place, Problem
from feedtool.loader import values
from feedtool.loader.built import page_of
from feedtool.loader.links import DEFAULT_RULE, link_of
from feedtool.model import Body, Origin, Post

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from feedtool.loader import Site, Source
    from feedtool.loader.raw import Raw


class Field(NamedTuple):
    """A field of Post, what people call it, and how it is read."""

    name: str
    keys: tuple[str, ...]
    read: Callable[[Any, values.Around], object]
    takes_flags: bool = True  # whether true and false are values, or say that there is none


# Keys are compared without case, "-" and "_"; a dot goes into a table. Order is precedence.
FIELDS: Final = (
    Field("title", ("title",), values.text),
    Field("published", ("published", "publishDate", "published_at", "datePublished", "published_date", "pubDate",
                        "pubDatetime", "date", "date.created", "posted", "posted_at", "created", "created_at"),
          values.instant, takes_flags=False),
    Field("updated", ("updated", "updated_at", "updated_date", "lastmod", "last_modified", "last_modified_at",
                      "modified", "modified_at", "modDatetime", "date_modified", "date.updated", "revised"),
          values.instant, takes_flags=False),
    Field("expires", ("expires", "expires_at", "expiryDate", "expiry", "expire_date", "unpublishDate"),
          values.instant, takes_flags=False),
    Field("id", ("id", "guid"), values.text),
    Field("authors", ("authors", "author", "byline", "taxonomies.authors"), values.people),
    Field("tags", ("tags", "tag", "keywords", "taxonomies.tags"), values.words),
    Field("categories", ("categories", "category", "taxonomies.categories"), values.words),
    Field("summary", ("summary", "description", "excerpt", "abstract", "intro", "lead", "teaser"), values.text),
    Field("language", ("language", "lang", "locale"), values.language),
    Field("image", ("image", "cover", "cover_image", "featured_image", "hero_image", "og_image", "thumbnail"),
          values.address, takes_flags=False),
    Field("enclosures", ("enclosures", "enclosure", "attachments", "audio"), values.enclosures, takes_flags=False),
    Field("rights", ("rights", "copyright"), values.text),
)  # fmt: skip
# What the author says about where a post lives; links.py reads them.
LINK_KEYS: Final = ("permalink", "url", "link")
SLUG_KEYS: Final = ("slug",)
SECTION_KEYS: Final = ("section",)
# A wrong value here costs the field, not the post: subscribers would miss more than they gain.
DISPENSABLE: Final = frozenset({"language", "image", "tags", "categories"})
NAMES: Final = (*(field.name for field in FIELDS), "link", "slug", "section", "draft")

EMPTY: Final[tuple[object, ...]] = (None, [], {}, ())  # a key that says nothing is as good as none
HIDDEN: Final = (("draft", True), ("hidden", True), ("unlisted", True), ("published", False), ("publish", False))
HIDDEN_STATES: Final = frozenset({"draft", "private", "hidden", "unlisted", "unpublished", "trash", "pending", "skip"})


class Metadata:
    """A post's metadata, found by any spelling of a key."""

    def __init__(self, raw: Raw, renamed: Mapping[str, tuple[str, ...]]) -> None:
        self._values: dict[str, tuple[str, object]] = {}
        self._lines, self._renamed = raw.lines, renamed
        for key, value in raw.metadata.items():
            self._add(str(key), value)

    def _add(self, key: str, value: object) -> None:
        self._values.setdefault(_fold(key), (key, value))
        if isinstance(value, dict) and "." not in key:
            for inner, deeper in value.items():
                self._add(f"{key}.{inner}", deeper)

    def find(self, name: str, keys: tuple[str, ...], *, flags: bool = True) -> tuple[str, Any] | None:
        """The key and value for the field *name*; the site's own names for it come first."""
        wanted = _folded(*self._renamed.get(name, ()), *keys)
        if self._values.keys().isdisjoint(wanted):
            return None
        for key in wanted:
            found = self._values.get(key)
            if found is None or found[1] in EMPTY or (isinstance(found[1], str) and not found[1].strip()):
                continue
            if flags or not _is_flag(found[1]):
                return found
        return None

    def line(self, key: str) -> int | None:
        """The line on which *key*, as written, stands."""
        return self._lines.get(key) or self._lines.get(key.rpartition(".")[2])


@lru_cache(maxsize=4096)  # a site has few keys, and each is met in every post
def _fold(key: str) -> str:
    return re.sub(r"[-_ ]", "", key).lower()


@lru_cache(maxsize=256)
def _folded(*keys: str) -> tuple[str, ...]:
    return tuple(_fold(key) for key in keys)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool) or str(value).strip().lower() in values.TRUE | values.FALSE


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


def normalise(raw: Raw, *, path: str, shown: str, part: int, index: int, source: Source, site: Site) -> Read:
    """*raw* as a Post, or everything that is wrong with it.

    *path* is relative to the source, *shown* to the configuration's folder.
    """
    reading = _Reading(raw, path, shown, source, site)
    draft = reading.is_draft()
    published = reading.published()
    title, drop_heading = reading.title()
    link = reading.link(published)
    rest = {field.name: reading.field(field) for field in FIELDS if field.name not in {"title", "published"}}
    if draft:  # what is unfinished is nobody's problem
        reading.problems.clear()
        reading.warnings.clear()
    elif reading.problems:
        return Read(None, tuple(reading.problems), tuple(reading.warnings))
    body = Body(
        type=raw.type, source=index, path=os.path.join(source.folder, path), part=part, drop_heading=drop_heading
    )
    if source.built is not None and link is not None and (page := page_of(link, site.url, source.built)):
        body = replace(body, type="text/html", drop_heading=False, page=page)
        reading.around.beside.add(os.path.dirname(page))
    elif source.built is not None and not draft:
        reading.warnings.append(_unbuilt(shown, link or "", source, site))
    post = Post(
        file=shown, title=title, link=link or site.url, body=body, published=published, draft=draft,
        origins=reading.origins, **rest,
    )  # fmt: skip
    return Read(post, (), tuple(reading.warnings), frozenset(reading.around.beside))


def _unbuilt(shown: str, link: str, source: Source, site: Site) -> Problem:
    folder = os.path.relpath(source.built or "", site.root).replace(os.sep, "/")
    return Problem(
        code="F113", place=Place(shown, 1), found=f"no built page for {link}", expected=f"one in {folder}",
        remedy="build the site first, or correct url; until then the body is rendered from the source",
    )  # fmt: skip


class _Reading:
    """One post being read: gathers problems, warnings, and where each field came from."""

    def __init__(self, raw: Raw, path: str, shown: str, source: Source, site: Site) -> None:
        self.raw, self.path, self.shown, self.source, self.site = raw, path, shown, source, site
        self.metadata = Metadata(raw, source.map)
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.origins: dict[str, Origin] = {}
        self.around = values.Around(rules=site.rules, via=raw.via)

    def field(self, field: Field) -> Any:
        found = self.metadata.find(field.name, field.keys, flags=field.takes_flags)
        if found is None:
            return self._fallback(field)
        key, value = found
        try:
            read = field.read(value, self.around)
        except values.Bad as bad:
            self._refuse(bad, key, field.name)
            return () if field.name in {"authors", "tags", "categories", "enclosures"} else None
        self.origins[field.name] = self._origin(key)
        return read

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
        return () if field.name in {"authors", "tags", "categories", "enclosures"} else None

    def is_draft(self) -> bool:
        key = self._hidden_by()
        if key is not None:
            self.origins["draft"] = self._origin(key)
        return key is not None

    def _hidden_by(self) -> str | None:
        """The key that says that the post is not for readers."""
        renamed = [(key, True) for key in self.source.map.get("draft", ())]
        for key, hides in (*renamed, *HIDDEN):
            found = self.metadata.find("", (key,))
            if found is not None and _is_flag(found[1]):
                if values.flag(found[1], self.around) is hides:
                    return found[0]
            elif found is not None and key == "draft":
                self._refuse(values.Bad("M202", found[1], "true or false", "write true or false"), found[0], "draft")
        status = self.metadata.find("", ("status",))
        if status is None:
            return None
        states = status[1] if isinstance(status[1], list) else [status[1]]
        return status[0] if any(str(state).strip().lower() in HIDDEN_STATES for state in states) else None

    def published(self) -> Any:
        row = next(field for field in FIELDS if field.name == "published")
        before = len(self.problems)
        published = self.field(row)
        if published is not None or len(self.problems) > before:
            return published
        place = Place(self.shown, 1)
        try:
            moment = dates.in_path(self.path, self.site.rules)
        except dates.Refused as why:
            found = f'a path with a date that cannot be one, "{self.path}"'
            self.problems.append(
                Problem(code="D202", place=place, found=found, expected=why.expected, remedy=why.remedy)
            )
            return None
        if moment is None:
            remedy = 'add "date: 2026-11-24" to its metadata, or put the date at the head of the file\'s name'
            self.problems.append(
                Problem(code="D201", place=place, found="a post without a date", expected="a date", remedy=remedy)
            )
            return None
        self.origins["published"] = Origin("file name")
        return moment.instant

    def title(self) -> tuple[str, bool]:
        row = next(field for field in FIELDS if field.name == "title")
        if title := self.field(row):
            return title, False
        html = markdown.to_first_heading(self.raw.body) if self.raw.type == "text/markdown" else self.raw.body
        if heading := markup.split_heading(html)[0]:
            self.origins["title"] = Origin("first heading")
            return heading, True
        self.origins["title"] = Origin("file name")
        return name_of(self.path), False

    def link(self, published: Any) -> str | None:
        said = self.metadata.find("link", LINK_KEYS)
        if said is None and self.source.url == DEFAULT_RULE and "url" in self.raw.fallbacks:
            said = ("", self.raw.fallbacks["url"])  # the file's own address
        slug = self.metadata.find("slug", SLUG_KEYS)
        section = self.metadata.find("section", SECTION_KEYS)
        try:
            link = link_of(
                None if said is None else said[1], site=self.site.url, path=self.path, rule=self.source.url,
                slug=_word(slug), section=_word(section),
                published=published, zone=self.site.rules.zone,
            )  # fmt: skip
        except urls.BadAddressError as why:
            key = (said and said[0]) or "url"
            bad = values.Bad("M206", said[1] if said else self.source.url, f"where the post lives ({why})",
                             'write it like "/2026/my-trip/", or set url in [[sources]]')  # fmt: skip
            self._refuse(bad, key, "link")
            return None
        self.origins["link"] = (
            Origin("sources.url") if said is None else self._origin(said[0]) if said[0] else Origin("file name")
        )
        self.around = values.Around(
            rules=self.site.rules, via=self.raw.via, link=link, root=self.source.folder,
            folder=os.path.dirname(os.path.join(self.source.folder, self.path)),
        )  # fmt: skip
        return link


def _word(found: tuple[str, Any] | None) -> str:
    """What a slug or section says; nothing where it is no word."""
    return "" if found is None or isinstance(found[1], bool | list | dict) else str(found[1])


def name_of(path: str) -> str:
    """What a file's name says as a title: without suffix and date, dashes read as blanks."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    if stem.lower() == "index" and folder:
        stem = folder.rpartition("/")[2]
    stem = re.sub(r"^\d{4}-\d{1,2}-\d{1,2}[-_ ]+(?=.)", "", stem)
    is_one = " " in stem or re.fullmatch(r"[\d._-]+", stem)  # words already, or a date and nothing else
    return markup.one_line(stem if is_one else re.sub(r"[-_]+", " ", stem)) or stem
