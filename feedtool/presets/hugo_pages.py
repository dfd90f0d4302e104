"""Which page of a Hugo site a file is: its language, its sections, and what cascades over it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool.presets import hugo_site
from feedtool.presets.hugo_links import sanitised
from feedtool.presets.hugo_site import Cascade, Language, cascades_of, is_yes, small
from feedtool.raw import NoPost

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.raw import Beside

HTML: Final = (".html", ".htm")
SUFFIXES: Final = (".md", ".markdown", ".mdown", *HTML)


class Above(NamedTuple):
    """What the folders of a page say of it."""

    cascades: tuple[tuple[Cascade, str], ...]  # the nearest first, each with the name of its file
    section: str  # the folders of the section that it is in
    slugs: tuple[str, ...]  # what the sections call themselves
    bundle: str | None  # the folder, if one is a leaf bundle: its other files are no pages


class Page(NamedTuple):
    """A file as Hugo knows it."""

    root: str  # the site's folder, absolute
    content: str  # that of its pages, absolute
    language: Language
    is_main: bool  # whether its language is the site's main one
    path: str  # below content, without suffix and language; a bundle is its folder
    name: str  # the last part of it
    above: Above

    @property
    def said(self) -> Mapping[str, Any]:
        """The site's configuration."""
        return self.language.said

    @property
    def section(self) -> str:
        return self.above.section.partition("/")[0]


def page_of(path: str, beside: Beside) -> Page:
    """The page that the file at *path* is. Raises NoPost where it is none."""
    root, languages = _site(beside)
    file = os.path.join(beside.folder, path)
    language, content = _home(file, root, languages) or (languages[0], beside.folder)
    folder, _, name = os.path.relpath(file, content).replace(os.sep, "/").rpartition("/")
    stem = name.rpartition(".")[0]
    base, _, key = stem.rpartition(".")
    if suffixed := next((one for one in languages if base and one.key == key.lower()), None):
        stem, language = base, suffixed._replace(content=language.content)
    if stem == "_index":
        raise NoPost("the page of a section")
    if base and key.lower() in hugo_site.switched_off(language.said):
        raise NoPost("a page of a language that is switched off")
    above: Above = beside.once(f"hugo {language.key} {content} {folder}",
                               lambda: _above(folder, content, language, languages[0], beside))  # fmt: skip
    is_bundle = stem == "index" and bool(folder)
    if above.bundle is not None and not (is_bundle and above.bundle == folder):
        raise NoPost("a file of a bundle, and no page of its own")
    whole = folder if is_bundle else f"{folder}/{stem}".lstrip("/")
    return Page(root, content, language, language.key == languages[0].key, whole, whole.rpartition("/")[2], above)


def slug(word: str, _: str, beside: Beside) -> str:
    """A term of a taxonomy, or a section, in addresses. Raises SourceError."""
    said = _site(beside)[1][0].said
    return sanitised(
        word, keeps_case=is_yes(said.get("disablepathtolower")),
        accents=not is_yes(said.get("removepathaccents")),
    )  # fmt: skip


def _site(beside: Beside) -> tuple[str, tuple[Language, ...]]:
    """The folder of the nearest site above the posts, and its languages."""

    def look() -> tuple[str, tuple[Language, ...]]:
        for folder in reversed(beside.above("x")):
            if said := hugo_site.read(folder, beside.data):
                return folder, hugo_site.languages_of(said)
        return beside.folder, hugo_site.languages_of({})

    found: tuple[str, tuple[Language, ...]] = beside.once("hugo", look)
    return found


def _home(file: str, root: str, languages: tuple[Language, ...]) -> tuple[Language, str] | None:
    """The first language with the longest folder that *file* is in, and the folder."""
    homes = [(language, os.path.normpath(os.path.join(root, language.content))) for language in languages]
    homes = [home for home in homes if file.startswith(home[1] + os.sep)]
    return max(homes, key=lambda home: len(home[1]), default=None)


def _above(folder: str, content: str, language: Language, main: Language, beside: Beside) -> Above:
    cascades: list[tuple[Cascade, str]] = []
    names = folder.split("/") if folder else []
    slugs: list[str] = []
    section, bundle = "/".join(names[:1]), None
    is_suffixed = language.content == main.content and language.key != main.key
    infix = (f".{language.key}",) if is_suffixed else ("", f".{language.key}")
    for count in range(len(names) + 1):
        where, below = os.path.join(content, *names[:count]), "/".join(names[:count])
        if count and bundle is None and any(_is_file(where, "index", one) for one in infix):
            bundle = below
        head, file = _head(where, infix, beside)
        own = [(one, file) for one in cascades_of(head.get("cascade"))]
        cascades = [*own, *cascades]
        if count and (file or count == 1) and bundle is None:
            section = below
            slugs.append(sanitised(str(head.get("slug") or head.get("title") or names[count - 1])))
    site = [(one, "configuration") for one in cascades_of(language.said.get("cascade"))]
    return Above((*cascades, *site), section if bundle != section else "", tuple(slugs), bundle)


def _head(folder: str, infix: tuple[str, ...], beside: Beside) -> tuple[Mapping[str, Any], str]:
    """The metadata of a section's page, and the page's name."""
    for file in (f"_index{language}{suffix}" for language in infix for suffix in SUFFIXES):
        if found := beside.head(os.path.join(folder, file)):
            return small(dict(found)), file
    return {}, ""


def _is_file(folder: str, name: str, language: str) -> bool:
    return any(os.path.isfile(os.path.join(folder, f"{name}{language}{suffix}")) for suffix in SUFFIXES)
