"""Lektor's project file, its content, and where its feed plugin, or a template of the site, puts the feeds."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool.presets.lektor_fields import fields_of
from feedtool.presets.lektor_site import FILE, OF_MODEL, QUERY, feeds_of, ini, prefix_of, primary_of
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedtool.presets.lektor_site import Atom
    from feedtool.setup.folder import Folder

ATOM: Final = "configs/atom.ini"
LIMIT: Final = 50  # entries in a feed of lektor-atom, unless it says otherwise
BY_TEMPLATE: Final = (
    "/{}, the feed, is made by templates/{}, which is not read: see whether it has these posts, and how many."
)
OTHERS: Final = "One configuration makes one feed; not made are those of configs/atom.ini that are called {}."
FILTERED: Final = "Which posts are in the feed is an expression in configs/atom.ini, of which this was not read: {}"
READ: Final = re.compile(
    rf"{QUERY.pattern}|\.children|\.filter\(\s*{OF_MODEL.pattern}\s*\)|\.include_\w+\(\s*\w+\s*\)"
    r"|\.order_by\([^()]*\)|\.(?:all|limit)\(\d*\)|\s", re.IGNORECASE
)  # fmt: skip


class Feed(NamedTuple):
    """A feed of the site: where it lies, its format, whose children it has, how many, and what made it."""

    path: str
    format: str
    source: str
    limit: int | None
    atom: Atom | None
    template: str = ""


def is_one(folder: Folder) -> bool:
    """Whether a folder is a project of Lektor's."""
    return bool(_project(folder))


def _project(folder: Folder) -> str:
    return next((file for file in folder.files if file.endswith(".lektorproject") and "/" not in file), "")


def settings(folder: Folder) -> Settings:
    """What the project file says, and the feed that has most of the site."""
    name = _project(folder)
    project = ini(folder.text(name))
    primary = primary_of(project)
    locale = project.get(f"alternatives.{primary}", "locale", fallback="") or primary
    feeds = [*_by_plugin(folder, prefix_of(project)), *_by_template(folder, prefix_of(project))]
    feeds.sort(key=lambda one: len(one.source.split("/")) if one.source else 0)
    feed = feeds[0] if feeds else None
    include = _include(folder, feed) if feed else ()
    files = folder.matching(*(f"content/{one}" for one in include or ("**/contents*.lr",)))
    return Settings(
        preset="lektor", shown="Lektor", config=name or "its folders",
        title=project.get("project", "name", fallback=""), url=project.get("project", "url", fallback=""),
        language=(locale or project.get("project", "locale", fallback="")).replace("_", "-"),
        posts=(Posts(path="content", include=include, count=len({os.path.dirname(file) for file in files})),),
        output=project.get("project", "output_path", fallback=_built(folder)),
        feeds={feed.format: feed.path} if feed else {}, limit=feed.limit if feed else None,
        notes=tuple(_notes(feed, feeds)),
        off=f"take lektor-atom out of {os.path.basename(name)}." if feed and feed.atom
        else f"take the record away whose _template is {feed.template}." if feed else "",
    )  # fmt: skip


def _built(folder: Folder) -> str:
    """The folder that the site was built into, which Lektor marks; its own default is none of the site's."""
    return next((name for name in sorted(os.listdir(folder.root)) if folder.has(f"{name}/.lektor/buildstate")), "build")


def _by_plugin(folder: Folder, prefix: str) -> Iterator[Feed]:
    """The feeds of lektor-atom."""
    for atom in feeds_of(folder.text(ATOM)):
        file = atom.said.get("filename", "feed.xml")
        path = atom.said.get("url_path", "").strip("/") or "/".join(
            filter(None, (prefix, _address(folder, atom.home), file))
        )
        limit = atom.said.get("limit", "")
        yield Feed(path, "atom", atom.source, int(limit) if limit.isdigit() else LIMIT, atom)


def _address(folder: Folder, path: str) -> str:
    """Where a record lives that names its slug, or is called by its folder."""
    own = fields_of(folder.text(f"content/{path}/{FILE}" if path else f"content/{FILE}"))[0].get("_slug", "")
    return own.strip("/ ") or path


def _by_template(folder: Folder, prefix: str) -> Iterator[Feed]:
    """Records that are feeds: their template makes XML, and their slug is a file's name."""
    for file in folder.matching(f"content/**/{FILE}"):
        said = fields_of(folder.text(file))[0]
        slug = said.get("_slug", "").strip("/ ")
        template = said.get("_template", "").strip() or f"{said.get('_model', '').strip()}.html"
        record = os.path.dirname(file).removeprefix("content").strip("/")
        if not slug.endswith((".xml", ".rss", ".atom")):
            continue
        if found := re.search(r"<(rss|feed)\b", folder.text(f"templates/{template}")):
            above = os.path.dirname(record)
            path = "/".join(filter(None, (prefix, above, slug)))
            yield Feed(path, "rss" if found[1] == "rss" else "atom", above, None, None, template)


def _include(folder: Folder, feed: Feed) -> tuple[str, ...]:
    """Globs of the records that may be in a feed: the children of its source, where that has some."""
    prefix = f"{feed.source}/" if feed.source else ""
    is_known = feed.atom is not None and (not feed.atom.items or QUERY.search(feed.atom.items))
    children = f"{prefix}*/contents*.lr"
    if is_known and folder.matching(f"content/{children}"):
        return (children,)
    return (f"{prefix}**",) if prefix else ()


def _notes(feed: Feed | None, feeds: list[Feed]) -> Iterator[str]:
    if feed and feed.template:
        yield BY_TEMPLATE.format(feed.path, feed.template)
    if feed and feed.atom and (unread := READ.sub("", feed.atom.items)):
        yield FILTERED.format(unread)
    if others := [one.atom.name for one in feeds if one.atom and one is not feed]:
        yield OTHERS.format(", ".join(others))
