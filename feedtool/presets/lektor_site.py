"""Lektor's project around its records: models and blocks, the feeds of lektor-atom, what stands in a record's file."""

from __future__ import annotations

import os
import re
from configparser import ConfigParser, Error
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool.presets.lektor_templates import UNTOLD, Attachments, BrokenError, filled
from feedtool.presets.lektor_values import NO, YES, Model, said, slug, value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.raw import Beside

# What a record has in Lektor, and is not known here.
OF_LEKTOR: Final = dict.fromkeys((
    "alt", "children", "contents", "datamodel", "get_siblings", "has_next", "has_prev", "pad", "page_num", "pagination",
    "record_label", "source_filename", "url_path", "url_to",
), UNTOLD)  # fmt: skip
FILE: Final = "contents.lr"
# What an expression for the items of a feed says that can be read: whose children, and of which model.
QUERY: Final = re.compile(r"site\.(?:query|get)\(\s*['\"]/?([^'\"]*?)/?['\"]\s*\)")
OF_MODEL: Final = re.compile(r"F\._model\s*==\s*['\"]([^'\"]+)['\"]")
UNDISCOVERABLE: Final = re.compile(r"include_undiscoverable\(\s*true", re.IGNORECASE)


class Atom(NamedTuple):
    """A feed of lektor-atom."""

    name: str  # of its section
    said: Mapping[str, str]

    @property
    def source(self) -> str:
        """The record whose children it has, without slashes at its ends; "" is the site's root."""
        query = QUERY.search(self.items)
        return query[1] if query else self.home

    @property
    def home(self) -> str:
        """The record that it is a feed of, likewise."""
        return self.said.get("source_path", "/").strip("/")

    @property
    def items(self) -> str:
        """An expression of Jinja that says what is in it; "" where it has the children of its record."""
        return self.said.get("items", "").strip()

    @property
    def takes_undiscoverable(self) -> bool:
        return bool(UNDISCOVERABLE.search(self.items))

    def takes(self, model: str) -> bool:
        """Whether it has records of a *model*."""
        of = OF_MODEL.search(self.items)
        return {self.said.get("item_model", model), of[1] if of else model} == {model}

    def covers(self, path: str) -> bool:
        """Whether a record at *path* may be in it."""
        return not self.source or path.startswith(f"{self.source}/")


def ini(text: str) -> ConfigParser:
    """A file of the project; one that is broken says nothing."""
    found = ConfigParser(interpolation=None, strict=False, delimiters=("=",), comment_prefixes=("#", ";"))
    try:
        found.read_string(text)
    except Error:
        return ConfigParser()
    return found


def feeds_of(text: str) -> list[Atom]:
    """The feeds that configs/atom.ini tells of."""
    found = ini(text)
    return [Atom(section, dict(found[section])) for section in found.sections()]


def primary_of(project: ConfigParser) -> str:
    """The alternative that a record's own text is in; "" where the site has none."""
    alternatives = [section for section in project.sections() if section.startswith("alternatives.")]
    first = (name for name in alternatives if project.get(name, "primary", fallback="").lower() in YES)
    return next(first, "").removeprefix("alternatives.")


def prefix_of(project: ConfigParser) -> str:
    """The folder that the pages of the primary alternative are in; "" where they have none."""
    return project.get(f"alternatives.{primary_of(project)}", "url_prefix", fallback="").strip(" /")


class Site:
    """The project that the records in the folder of *beside* belong to."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside
        self.root = os.path.dirname(beside.folder)
        beside.folders.add(self.root)
        names = sorted(os.listdir(self.root)) if os.path.isdir(self.root) else []
        project = next((name for name in names if name.endswith(".lektorproject")), "")
        said = ini(beside.text(os.path.join(self.root, project)) or "") if project else ConfigParser()
        self.primary = primary_of(said)
        self.prefix = prefix_of(said)
        self.feeds = feeds_of(beside.text(os.path.join(self.root, "configs", "atom.ini")) or "")
        self.homes = [*self._themes(said), self.root]
        self.models, self.blocks = self._models("models", "model"), self._models("flowblocks", "block")
        self._known: dict[str, Record | None] = {}

    def _themes(self, project: ConfigParser) -> list[str]:
        """The folders of the themes, the one that counts least first."""
        folder = os.path.join(self.root, "themes")
        named = [name.strip() for name in project.get("project", "themes", fallback="").split(",") if name.strip()]
        there = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        return [os.path.join(folder, name) for name in reversed(named or there)]

    def _models(self, folder: str, section: str) -> dict[str, Model]:
        read: dict[str, ConfigParser] = {}
        for home in self.homes:
            place = os.path.join(home, folder)
            self._beside.folders.add(place)
            for name in sorted(os.listdir(place)) if os.path.isdir(place) else ():
                if name.endswith(".ini"):
                    read[name.removesuffix(".ini")] = ini(self._beside.text(os.path.join(place, name)) or "")
        return {name: _model(name, section, read) for name in read}

    def template(self, name: str) -> str:
        """What the first of the templates of this *name* holds; "" where there is none."""
        for home in reversed(self.homes):
            if (text := self._beside.text(os.path.join(home, "templates", *name.split("/")))) is not None:
                return text
        return ""

    def file(self, path: str) -> str:
        """The file that the record at *path* is read from, by its name; "" where it is none."""
        names = (FILE, f"contents+{self.primary}.lr") if self.primary else (FILE,)
        place = os.path.join(self._beside.folder, *path.split("/"))
        return next((name for name in names if os.path.isfile(os.path.join(place, name))), "")

    def record(self, path: str) -> Record | None:
        """The record at *path*; None where there is none."""
        if path not in self._known:
            self._known[path] = self._record(path) if self.file(path) else None
        return self._known[path]

    def _record(self, path: str) -> Record:
        place = os.path.join(self._beside.folder, *path.split("/"))
        own = self._beside.head(os.path.join(place, FILE), "lektor")
        if self.primary:
            own = {**own, **self._beside.head(os.path.join(place, f"contents+{self.primary}.lr"), "lektor")}
        folder, _, name = path.rpartition("/")
        above = self.record(folder) if path else None
        implied = above.model.children.get("model", "") if above else ""
        names = (str(own.get("_model") or "").strip() or implied, name.split(".")[0].replace("-", "_").lower(), "page")
        model = next((self.models[one] for one in names if one in self.models), Model("none", "", {}, {}))
        return Record(path, {key: str(value) for key, value in own.items()}, model, above)


def _model(name: str, section: str, read: Mapping[str, ConfigParser], below: tuple[str, ...] = ()) -> Model:
    said = read[name]
    inherited = said.get(section, "inherits", fallback="")
    base = None
    if inherited in read and inherited not in {name, *below}:
        base = _model(inherited, section, read, (*below, name))
    fields: dict[str, Mapping[str, str]] = {
        key.removeprefix("fields."): dict(said[key]) for key in said.sections() if key.startswith("fields.")
    }
    children = dict(said["children"]) if "children" in said else {}
    if base is not None:
        fields = {**{key: row for key, row in base.fields.items() if key not in fields}, **fields}
        children = {**base.children, **children}
    return Model(name, said.get(section, "label", fallback="").strip(), children, fields)


class Record:
    """A record: what it says in its model's fields, where it lives, whether it is to be found."""

    def __init__(self, path: str, own: Mapping[str, str], model: Model, above: Record | None) -> None:
        self.path, self.own, self.model, self.above = path, own, model, above
        self.id = path.rpartition("/")[2]

    def __repr__(self) -> str:  # the same in every process
        return f"Record({self.path!r})"

    def said(self, field: str) -> str:
        """What stands in a *field*, or its default."""
        return said(self.own, self.model, field)

    @property
    def is_hidden(self) -> bool:
        own = self.own.get("_hidden", "").strip().lower()
        if own in YES | NO or self.above is None:
            return own in YES
        children = self.above.model.children.get("hidden", "").strip().lower()
        return children in YES if children in YES | NO else self.above.is_hidden

    @property
    def is_discoverable(self) -> bool:
        return self.own.get("_discoverable", "").strip().lower() not in NO and not self.is_hidden

    def values(self) -> dict[str, Any]:
        """The fields as templates see them."""
        values = {name: value(row.get("type", "string"), self.said(name)) for name, row in self.model.fields.items()}
        path = f"/{self.path}"
        system = {"_id": self.id, "_path": path, "path": path, "_model": self.model.name, "attachments": Attachments(),
                  "parent": self.above.values() if self.above else None}  # fmt: skip
        return {**OF_LEKTOR, **values, **system, "_slug": slug(self.own.get("_slug", "")).strip("/")}

    @property
    def slug(self) -> str:
        """Its own part of its address. Raises ValueError where only Lektor knows it."""
        if own := slug(self.own.get("_slug", "").strip()).strip("/"):
            return own
        template = self.above.model.children.get("slug_format") if self.above else None
        if template is None:
            return self.id
        try:
            return "_".join(filled(template, {"this": self.values()}).split()).strip("/")
        except BrokenError:  # what Lektor itself writes then
            return f"temp-{slug(self.id)}"

    def address(self, prefix: str) -> str:
        """Its address below the site, in the folder *prefix*, without a slash at its head. Raises ValueError."""
        parts = [self.slug]
        above = self.above
        while above is not None:
            folder, slash, name = above.slug.rpartition("/")
            parts.append(f"{folder}{slash}_{name}" if "." in name else above.slug)
            above = above.above
        path = "/".join((prefix, *reversed(parts))).strip("/")
        return path if "." in path.rpartition("/")[2] else f"{path}/"
