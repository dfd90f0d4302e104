"""Astro's configuration and the conventions of its blog starter: collections, routes, a feed that a page makes."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from feedtool import globs
from feedtool.presets.astro import CONFIGS, PRESET
from feedtool.setup import starlight
from feedtool.setup.astro_code import Site, routes
from feedtool.setup.folder import joined
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedtool.setup.astro_code import Collection
    from feedtool.setup.folder import Folder

ROUTE: Final = re.compile(r"src/pages/(?P<path>[^\[]*?)/?\[(?:\.\.\.)?(?P<word>\w+)\](?:/index)?\.astro")
GLOB: Final = re.compile(r"import\.meta\.glob(?:<[^<>]*>)?\(\s*\[?\s*['\"]([^'\"\n]{1,200})['\"]")
LISTS: Final = frozenset({"page", "tag", "tags", "category", "author", "lang", "locale", "year"})  # no posts
# AstroPaper's: folders of posts count, but those with an underscore, and the last part of the id.
PATHS: Final = re.compile(r"startsWith\(['\"]_['\"]\)")
CUT: Final = re.compile(
    r"(?:(?:posts?|items|entries|all|blogs?)\w*|\)(?=\s*\.slice\([^()]*\)\s*\.map))\s*\.slice\(\s*0\s*,\s*([\w.]+)\s*\)",
    re.IGNORECASE,
)


def is_one(folder: Folder) -> bool:
    """Whether a site is Astro's."""
    return bool(folder.has(*CONFIGS)) or folder.needs("astro")


def settings(folder: Folder) -> Settings:
    """What astro.config says, and the files beside it."""
    config = folder.has(*CONFIGS)
    site = Site(folder, config)
    _, script, told = site.feed
    url, base = site.url, site.value(site.said.get("base"))
    feeds = {("json" if path.endswith("json") else "atom" if "atom" in path else "rss"): path for path in site.feeds}
    author = site.word("author", "authorname")
    found = Settings(
        preset="astro", shown="Astro", config=config or "package.json",
        title=site.value(told.get("title"), script) or site.word("sitetitle", "title", "sitename", "name"),
        description=site.value(told.get("description"), script)
        or site.word("sitedescription", "description", "desc"),
        url=url.rstrip("/") + "/" + base.strip("/") if url else "", language=site.language,
        timezone=site.word("timezone"), authors=({"name": author},) if author else (), posts=_posts(folder, site),
        output=site.value(site.said.get("outDir")).removeprefix("./").strip("/") or "dist", feeds=feeds,
        limit=_limit(site), off=f"take away {', '.join(f'src/pages/{path}.*' for path in feeds.values())}.",
        notes=tuple(_notes(folder, site)),
    )  # fmt: skip
    return starlight.with_blog(found, folder, site)


def _notes(folder: Folder, site: Site) -> Iterator[str]:
    yield "Routes and feeds are code in Astro: look at url in the configuration."
    if not site.url:
        yield "The address could not be read: it is computed in astro.config."
    for one in site.published():
        if not one.path:
            yield f"The folder of the collection {one.name} could not be read from the code: name it in path."
    dates = site.dates()
    if dates:
        yield f"The site's feed dates a post by {dates[0]} where it has that, and so does published in map."
    if folder.matching("src/pages/**/*[[]*/*.xml.*"):
        yield "Feeds of which there is one for each language or tag are not taken over."


def _limit(site: Site) -> int:
    text, script, _ = site.feed
    found = CUT.search(text)
    if found is None:
        return 0
    return int(found[1]) if found[1].isdecimal() else site.number(found[1], script)


def _posts(folder: Folder, site: Site) -> tuple[Posts, ...]:
    """The collections that the feed has, each at the route that the feed's links or the site's pages give it."""
    text, _, told = site.feed
    published = site.published()
    is_bare = told.get("trailingSlash") is False or (not told and site.said.get("trailingSlash") == "never")
    linked = next(routes(text), None) if len(published) == 1 else None
    helpers = folder.matching("src/utils/*.ts", "src/lib/*.ts") if "getPath(" in text else []
    word = "{path_id}" if any(PATHS.search(folder.text(file)) for file in helpers) else "{id}"
    published_by = {"published": site.dates()} if site.dates() else {}
    posts = []
    for one in published:
        files = [file for file in folder.matching(f"{one.path}/**") if file.lower().endswith(PRESET.suffixes)]
        route = _route(folder, one, alone=len(published) == 1) if linked is None else linked
        url = re.sub("//+", "/", f"/{route}/{word}{'' if is_bare else '/'}")
        if one.path and files:
            posts.append(Posts(path=one.path, exclude=one.exclude, url=url, map=published_by, count=len(files)))
    if include := tuple(_globs(site)):
        pages = [file for file in folder.matching("src/pages/**") if file.lower().endswith(PRESET.suffixes)]
        shown = [file for file in pages if globs.matches(file.removeprefix("src/pages/"), include)]
        build = site.said.get("build")
        is_file = isinstance(build, dict) and build.get("format") == "file"
        url = "/{path}.html" if is_file else "/{path}/"
        posts.append(Posts(path="src/pages", include=include, exclude=("**/_*",), url=url, count=len(shown)))
    return tuple(posts) or (Posts(path="src/content/blog", count=0),)


def _globs(site: Site) -> Iterator[str]:
    """The pages that a feed has as they are, below src/pages."""
    for path, text in site.feeds.items():
        for said in GLOB.findall(text):
            place = said.lstrip("/") if said.startswith("/") else joined("src/pages", os.path.dirname(path), said)
            if place.startswith("src/pages/"):
                yield from _each(place.removeprefix("src/pages/").replace("[^", "[!"))


def _each(pattern: str) -> Iterator[str]:
    """A glob for each word in its braces."""
    found = re.search(r"\{([^{}]*)\}", pattern)
    if found is None:
        yield pattern
        return
    for word in found[1].split(","):
        yield from _each(pattern[: found.start()] + word + pattern[found.end() :])


def _route(folder: Folder, one: Collection, *, alone: bool) -> str:
    """The route of a collection: of a page that asks for it, of its own name, the only one; else its name."""
    found = [(match["path"], file) for file in folder.files
             if (match := ROUTE.fullmatch(file)) and match["word"].lower() not in LISTS]  # fmt: skip
    asking = [path for path, file in found if re.search(rf"['\"]{re.escape(one.name)}['\"]", folder.text(file))]
    paths = [path for path, _ in found]
    if one.name in asking or (one.name in paths and not asking):
        return one.name
    if asking:
        return asking[0]
    return paths[0] if alone and len({*paths}) == 1 else one.name
