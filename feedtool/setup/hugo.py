"""Hugo's own configuration: one source for each main section, in the main language."""

from __future__ import annotations

import os
import re
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from feedtool.loader.beside import Beside
from feedtool.presets import hugo_site
from feedtool.presets.hugo import DATE, PRESET, prepare
from feedtool.presets.hugo_links import rule_of_section
from feedtool.presets.hugo_pages import SUFFIXES, page_of
from feedtool.presets.hugo_site import is_meant, is_yes, main_sections, table, text, words
from feedtool.raw import NoPost, Raw, SourceError
from feedtool.setup.folder import joined
from feedtool.setup.settings import Further, Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from feedtool.presets.hugo_pages import Page
    from feedtool.presets.hugo_site import Language
    from feedtool.setup.folder import Folder

HUGO: Final = tuple(f"hugo.{suffix}" for suffix in hugo_site.SUFFIXES)
OTHERS: Final = (".org", ".adoc", ".rst", ".pandoc", ".ad", ".asciidoc")  # which Hugo reads too
FORMATS: Final = {"application/atom+xml": "atom", "application/feed+json": "json"}  # of output formats of a site's own
# The templates of the home page's feed, and what chooses among pages in one.
TEMPLATES: Final = ("index.rss.xml", "home.rss.xml", "rss.xml", "list.rss.xml", "index.xml", "home.xml", "list.xml")
CHOOSES: Final = re.compile(r"mainsections|\bwhere\b|\.(?:Section|Type|GetPage)\b", re.IGNORECASE)
FIRST: Final = re.compile(r"\bfirst\s+(\d{1,4})\b")
AT_THE_TOP: Final = ("*.*", "*/index.*")  # pages of no section
CLOCKS: Final = (":git", ":filemodtime")  # what a page's date may come from, and is not in the page
USUAL: Final = "/:path/"  # no permalink of Hugo's, but what it does without one


def is_one(folder: Folder) -> bool:
    """Whether a site is Hugo's: a file of that name, or one that has Hugo's keys, or folders that only Hugo has."""
    said = {key.lower() for key in folder.data(hugo_site.file_of(folder.root, _data(folder)))}
    return bool(
        folder.has(*HUGO)
        or ("baseurl" in said and not folder.has("_config.yml", "_posts"))
        or folder.has_folder("config/_default")
        or (folder.has_folder("content") and folder.has_folder("archetypes", "layouts"))
    )


def _data(folder: Folder) -> Any:
    return lambda file: folder.data(joined(os.path.relpath(file, folder.root))) or None


def settings(folder: Folder) -> Settings:
    """What hugo.toml, config.toml and config/ say."""
    said = hugo_site.read(folder.root, _data(folder))
    main, *others = hugo_site.languages_of(said)
    name = hugo_site.file_of(folder.root, _data(folder)) or folder.has(*HUGO, *hugo_site.FOLDERS) or "its folders"
    params, own = table(main.said, "params"), main.said
    posts, notes = _posts(folder, main, others)
    zone = text(own, "timezone")
    return Settings(
        name="config.toml" if name in HUGO else "feedtool.toml",
        preset="hugo", shown="Hugo", config=name, title=text(own, "title"),
        url=_address(folder, own), description=" ".join(text(params, "description", "subtitle").split()),
        language=text(own, "locale", "languagecode") or main.key, timezone="" if zone.lower() == "local" else zone,
        authors=_authors(params.get("author") or own.get("author")), rights=text(own, "copyright"), posts=posts,
        output=_output(said, main), feeds=_feeds(main), further=tuple(_further(main)),
        limit=_limit(own, _template(folder, main)),
        off=f'write disableKinds = ["RSS"] in {name}; that takes the feeds of sections and tags away, too.',
        notes=tuple(notes),
    )  # fmt: skip


def _output(said: Mapping[str, Any], main: Language) -> str:
    folder = text(said, "publishdir") or "public"
    return joined(folder, main.key) if hugo_site.several_hosts(said) else joined(folder)


def _address(folder: Folder, own: Mapping[str, Any]) -> str:
    """baseURL, with a scheme; where it names no host, the domain that GitHub Pages is told."""
    said = text(own, "baseurl")
    if said.startswith("//"):
        return f"https:{said}"
    host = folder.text("static/CNAME").strip()
    return said if "://" in said else f"https://{host}/" if host else ""


def _authors(said: Any) -> tuple[Mapping[str, str], ...]:
    """Who writes the site, as themes have it: names, or tables."""
    rows = (one if isinstance(one, dict) else {"name": one} for one in (said if isinstance(said, list) else [said]))
    keys = ("name", "email", "url")
    return tuple({key: str(row[key]) for key in keys if row.get(key)} for row in rows if row.get("name"))


def _feeds(main: Language) -> dict[str, str]:
    """The feeds of the home page, unless they are switched off."""
    formats = table(main.said, "outputformats")
    off = words(main.said.get("disablekinds")) + ["rss"] * is_yes(main.said.get("disablerss"))
    feeds: dict[str, str] = {}
    for name in words(table(main.said, "outputs").get("home")) or ["html", "rss"]:
        row = table(formats, name)
        kind = "rss" if name == "rss" else FORMATS.get(text(row, "mediatype").lower())
        if kind is None or (kind == "rss" and "rss" in off) or kind in feeds:
            continue
        file = f"{text(row, 'basename') or 'index'}.{'json' if kind == 'json' else 'xml'}"
        file = (kind == "rss" and text(main.said, "rssuri")) or file  # as Hugo had it before 0.20
        feeds[kind] = "/".join(filter(None, (main.prefix, text(row, "path").strip("/"), file)))
    return feeds


def _further(main: Language) -> Iterator[Further]:
    """The feeds of sections, and of the terms of taxonomies."""
    said = main.said
    off, outputs = words(said.get("disablekinds")), table(said, "outputs")
    if "rss" in off or is_yes(said.get("disablerss")):
        return
    file = text(table(table(said, "outputformats"), "rss"), "basename") or "index"

    def files(kind: str, folder: str) -> Mapping[str, str]:
        """The file, where pages of that kind have a feed."""
        has_some = kind not in off and "rss" in (words(outputs.get(kind)) or ["rss"])
        return {"rss": joined(main.prefix, folder, f"{{slug}}/{file}.xml")} if has_some else {}

    if found := files("section", ""):
        yield Further(per="hugo.section", name="section", files=found)
    names = {"tag": "tags", "category": "categories"} if "taxonomies" not in said else table(said, "taxonomies")
    moved = table(table(said, "permalinks"), "term")
    for one, many in names.items():
        if (found := files("term", str(many).lower())) and str(many).lower() not in moved:
            yield Further(per=f"taxonomies.{str(many).lower()}", name=str(one), files=found)


# -- posts -------------------------------------------------------------------------------------------------------------


def _posts(folder: Folder, main: Language, others: list[Language]) -> tuple[tuple[Posts, ...], list[str]]:
    """One source for each section whose pages are in the feed of the home page; and what is to be said of them."""
    notes: list[str] = []
    pages = list(_pages(folder, main, notes))
    counted = Counter(page.section for page, _ in pages)
    sections = _sections(folder, main, counted, {page.section for page, is_dated in pages if is_dated}, notes)
    exclude = tuple(f"**/*.{one.key}.*" for one in others if folder.matching(f"{main.content}/**/*.{one.key}.*"))
    found = []
    for section in sections:
        url, permalink = "", _permalink(main, section)
        try:
            url = _rule(main, section, permalink)
        except ValueError as why:
            notes.append(f"The permalink {permalink} could not be read ({why}): say it in url.")
        include = () if section or len(sections) == 1 else AT_THE_TOP
        path = joined(main.content, section)
        found.append(Posts(path=path, include=include, exclude=exclude, url=url, count=counted[section]))
    return tuple(found), [*notes, *_left_out(folder, main, others)]


def _left_out(folder: Folder, main: Language, others: list[Language]) -> Iterator[str]:
    """What Hugo has and feedtool has not."""
    if left := [one.key for one in others]:
        yield f"Posts in {', '.join(left)} are left out, as they are in the feed of the home page."
    if mounted := [text(row, "source") for row in _mounts(main.said) if text(row, "target").startswith("content/")]:
        yield f"Left out, and mounted into content: {', '.join(mounted)}. Write a source for each."
    if made := folder.matching(f"{main.content}/**/_content.gotmpl", f"{main.content}/_content.gotmpl"):
        yield f"Pages that {', '.join(made)} makes are left out: no template is run."
    if unread := [one for one in (hugo_site.dates_of(main.said) or {}).get("date", ()) if one in CLOCKS]:
        yield f"Dates from {', '.join(unread)} are left out: undated in a source dates by git or by file."
    if is_yes(main.said.get("enablegitinfo")):
        yield "Hugo dates changes by git here; feedtool dates a change when it sees one."


def _mounts(said: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    mounts = table(said, "module").get("mounts")
    yield from (row for row in (mounts if isinstance(mounts, list) else []) if isinstance(row, dict))


def _sections(
    folder: Folder, main: Language, counted: Mapping[str, int], dated: set[str], notes: list[str]
) -> list[str]:
    """The main sections, or the one with the most pages; and those of which the feed has dated pages besides."""
    most = max(sorted(one for one in counted if one), key=lambda one: counted[one], default="")
    names = {one.lower(): one for one in counted}
    sections = [names[one] for one in main_sections(main.said) if one in names] or [most]
    more = sorted(dated - set(sections), key=lambda one: (not one, one))
    template = _template(folder, main)
    if not more or template is None or CHOOSES.search(template):  # a theme's may choose some
        return sections
    shown = ", ".join(joined(main.content, one) for one in more)
    notes.append(f"Hugo's feed has the dated pages of {shown}, too: take away the sources that are no posts.")
    return sections + more


def _pages(folder: Folder, main: Language, notes: list[str]) -> Iterator[tuple[Page, bool]]:
    """Each page of the main language, and whether Hugo publishes it with a date."""
    beside = Beside(folder.path(main.content), folder.root)
    unread = Counter[str]()
    for file in folder.matching(f"{main.content}/**"):
        suffix = os.path.splitext(file)[1].lower()
        if suffix in SUFFIXES:
            path = file.removeprefix(f"{main.content}/")
            with suppress(NoPost, SourceError):
                page = page_of(path, beside)
                if page.is_main:
                    yield page, _is_dated(path, beside)
        elif suffix in OTHERS:
            unread[suffix] += 1
    if unread:
        shown = ", ".join(f"{count} {suffix}" for suffix, count in sorted(unread.items()))
        notes.append(f"Only Markdown and HTML are read; left out: {shown}.")


def _is_dated(path: str, beside: Beside) -> bool:
    with suppress(NoPost, SourceError):
        raw = prepare(Raw(metadata=beside.head(os.path.join(beside.folder, path)), body=""), path, beside)
        is_hidden = any(raw.metadata.get(key) in (value, str(value).lower()) for key, value in PRESET.hidden)
        return not is_hidden and any(raw.metadata.get(key) for key in DATE)
    return False


def _template(folder: Folder, main: Language) -> str | None:
    """The template of the home page's feed, "" for Hugo's own; None where a theme is not there: nobody knows."""
    said = main.said.get("theme")
    themes = [str(one) for one in (said if isinstance(said, list) else [said] if said else [])]
    tops = ("layouts", *(f"themes/{one}/layouts" for one in themes))
    files = (f"{top}/{below}{name}" for top in tops for name in TEMPLATES for below in ("", "_default/"))
    if own := folder.has(*files):
        return folder.text(own)
    is_whole = all(folder.has(top) for top in tops[1:]) and not table(main.said, "module").get("imports")
    return "" if is_whole else None


def _limit(said: Mapping[str, Any], template: str | None) -> int:
    """How many entries the feed has, by the settings or by what its template says; 0: all."""
    limit = table(table(said, "services"), "rss").get("limit", said.get("rsslimit", 0))
    if isinstance(limit, int) and limit > 0:
        return limit
    found = FIRST.search(template or "")
    return int(found[1]) if found else 0


def _rule(main: Language, section: str, permalink: str) -> str:
    """The rule for pages of *section*, "" where it is the usual one. Raises ValueError."""
    ugly = main.said.get("uglyurls")
    is_ugly = is_yes(ugly.get(section.lower()) if isinstance(ugly, dict) else ugly)
    if not permalink and not is_ugly:
        return ""
    rule = rule_of_section(permalink or USUAL, keeps_case=is_yes(main.said.get("disablepathtolower")))
    return (f"/{main.prefix}" if main.prefix else "") + (f"{rule.rstrip('/')}.html" if is_ugly else rule)


def _permalink(main: Language, section: str) -> str:
    rules = main.said.get("permalinks")
    if isinstance(rules, list):
        for row in rules:
            target = table(row, "target") if isinstance(row, dict) else {}
            if is_meant(target, f"{section}/x".lower().lstrip("/"), main.key):
                return text(row, "pattern")
        return ""
    key = section.lower() or "/"
    return text(table(rules, "page"), key) or text(rules, key) if isinstance(rules, dict) else ""
