"""conf.py of Sphinx, as ABlog reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.ablog import PRESET, SETTINGS, TERMS, several
from feedtool.presets.tables import text_of
from feedtool.setup import machine
from feedtool.setup.folder import joined
from feedtool.setup.settings import Further, Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool.setup.folder import Folder

FOLDERS: Final = (".", "docs", "source", "doc", "docs/source")
# Where a site says which builder makes its pages: conf.py does not know.
SAYING: Final = (
    ".readthedocs.yaml",
    ".readthedocs.yml",
    "Makefile",
    "make.bat",
    "netlify.toml",
    "tox.ini",
    "noxfile.py",
)
ZONE: Final = (
    "ABlog takes times for those of the machine that it runs on. This one is in {}; correct timezone if need be."
)
PRETTY: Final = re.compile(r"\bdirhtml\b")


def is_one(folder: Folder) -> bool:
    """Whether conf.py has ABlog among Sphinx' extensions."""
    return bool(_place(folder))


def _place(folder: Folder) -> str:
    """The folder of conf.py."""
    for place in FOLDERS:
        extensions = folder.assignments(joined(place, SETTINGS)).get("extensions")
        if isinstance(extensions, list) and "ablog" in extensions:
            return place
    return ""


def settings(folder: Folder) -> Settings:
    """What conf.py says."""
    place = _place(folder) or "."
    said = folder.assignments(joined(place, SETTINGS))
    url, path = text_of(said, "blog_baseurl"), text_of(said, "blog_path", "blog").strip("/")
    is_pretty = _is_pretty(folder, place)
    limit = said.get("blog_feed_length")
    zone = machine.zone()
    return Settings(
        preset="ablog", shown="ABlog", config=joined(place, SETTINGS), title=text_of(said, "blog_title", "Blog"),
        description=text_of(said, "blog_feed_subtitle"), url=url, language=text_of(said, "language", "en"),
        timezone=zone, posts=tuple(_posts(folder, said, place, is_pretty=is_pretty)),
        output=joined(place, "_build", "dirhtml" if is_pretty else "html"),
        feeds={"atom": f"{path}/atom.xml".lstrip("/")} if url else {}, further=tuple(_further(said, path)),
        limit=limit if isinstance(limit, int) else 0,
        off='set blog_baseurl = "" in conf.py.',
        notes=(ZONE.format(zone),) if zone else (),
    )  # fmt: skip


def _further(said: Mapping[str, Any], path: str) -> Iterator[Further]:
    """The feeds of archives: of each tag, category, author, place, language and year."""
    if said.get("blog_feed_archives"):
        for name in ("tag", "author"):
            yield Further(per=name, files={"atom": joined(path, name, "{slug}/atom.xml")})
        for name in ("category", "language", "location"):
            yield Further(per=f"{TERMS}.{name}", name=name, files={"atom": joined(path, name, "{slug}/atom.xml")})
        yield Further(per="year", files={"atom": joined(path, "{slug}/atom.xml")})


def _is_pretty(folder: Folder, place: str) -> bool:
    """Whether addresses end in a slash: what was built tells, or how it is built."""
    if built := folder.has(joined(place, "_build/dirhtml"), joined(place, "_build/html")):
        return built.endswith("dirhtml")
    return any(PRETTY.search(folder.text(joined(base, name))) for base in {".", place} for name in SAYING)


def _posts(folder: Folder, said: Mapping[str, Any], place: str, *, is_pretty: bool) -> Iterator[Posts]:
    """A source for reStructuredText, and one for MyST."""
    prefix = "" if place == "." else f"{place}/"
    exclude = tuple(pattern for pattern in several(said.get("exclude_patterns")) if pattern != "_build")
    for kind, suffix in (("rst", (".rst",)), ("markdown", PRESET.suffixes)):
        found = [file for file in folder.files if file.startswith(prefix) and file.endswith(suffix)]
        if found:
            yield Posts(path=place, type=kind, exclude=exclude, url="/{path}/" if is_pretty else "", count=len(found))
