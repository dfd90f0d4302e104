"""What the code of an Astro site says in so many words: its collections, its feeds, its constants. Nothing is run."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool.javascript import Code, Script
from feedtool.presets.astro import SCHEMAS
from feedtool.setup.folder import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedtool.setup.folder import Folder

CONSTANTS: Final = tuple(
    f"src/{name}.{suffix}"
    for name in ("consts", "constants", "config", "site.config", "siteConfig", "settings", "config/site",
                 "config/index", "data/site", "data/config", "data/constants", "lib/config", "lib/consts",
                 "utils/config")
    for suffix in ("ts", "js", "mjs")
)  # fmt: skip
FEED: Final = re.compile(r"src/pages/(?P<path>.+\.(?:xml|json))\.(?:js|ts|mjs)")
NAME: Final = re.compile(r"[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*")
DEFINED: Final = re.compile(r"\bconst\s+(\w+)(?:\s*:[^=\n]+)?\s*=\s*defineCollection\b")
EXPORTED: Final = re.compile(r"\bconst\s+collections(?:\s*:[^=\n]+)?\s*=\s*\{(?P<names>[^{}]*)\}")
KEY: Final = re.compile(r"['\"]?(\w[\w-]*)['\"]?\s*(?::\s*(\w+))?")
BASE: Final = re.compile(r"\bbase:\s*(?P<base>'[^'\n]*'|\"[^\"\n]*\"|`[^`\n]*`|[\w.]+)")
OUTPUT: Final = re.compile(r"\$\{\s*([^{}]*?)\s*\}")
GOT: Final = re.compile(r"\bgetCollection(?:<[^<>]*>)?\(\s*['\"](\w[\w-]*)['\"]")
# `link: url(`/posts/${post.slug}/`)`, `link: "/posts/" + post.id`
LINK: Final = re.compile(
    r"\b(?:link|url|guid):\s*(?:(?:new\s+)?[\w.]+\(\s*)?(?:`(?P<before>(?:[^`$]|\$\{[^{}`]*\})*?)\$\{[^{}`]*\b(?:id|slug)\b[^{}`]*\}"
    r"|['\"](?P<plain>[^'\"\n]*)['\"]\s*\+\s*[\w.]*\b(?:id|slug)\b)"
)
HELPERS: Final = ("src/utils/**/*.ts", "src/utils/**/*.js", "src/lib/**/*.ts", "src/lib/**/*.js")
# `pubDate: new Date(data.modDatetime ?? data.pubDatetime)`
LATER: Final = re.compile(
    r"\bpubDate:\s*(?:new Date\(\s*)?(?:\w+\.)*(?P<first>\w+)\s*(?:\?\?|\|\|)\s*(?:\w+\.)*(?P<then>\w+)"
)
LANGUAGE: Final = re.compile(r"<language>([\w-]+)</language>")
HTML: Final = re.compile(r"<html\b[^<>]*?\blang=['\"]([\w-]+)['\"]")
ADDRESS: Final = re.compile(r"['\"`](https?://(?!localhost|127\.)[^'\"`$\s]+)['\"`]")


DEEPEST: Final = 9  # constants that are other constants
UNDERSCORES: Final = ("**/_*", "**/_*/**")
FILES: Final = ("**/_*.md", "**/_*.mdx")  # in folders with an underscore others are posts


class Collection(NamedTuple):
    """Posts by the name that code has for them."""

    name: str
    path: str
    exclude: tuple[str, ...]


class Site:
    """A site's code, file by file."""

    def __init__(self, folder: Folder, config: str) -> None:
        self.folder = folder
        self.config = _script(folder.text(config))
        self.said: dict[str, Any] = self.config.exported if isinstance(self.config.exported, dict) else {}

    @cached_property
    def constants(self) -> dict[str, Any]:
        """What the files of a site's own settings give to names, a file's own default under ""."""
        found: dict[str, Any] = {}
        for name in [name for name in CONSTANTS if self.folder.has(name)]:
            script = _script(self.folder.text(name))
            found = {**script.constants, "": script.exported if script.exports else {}} | found
        return found

    def value(self, said: Any, script: Script | None = None, depth: int = 0) -> str:
        """*said* as text: itself, a constant's value, a template of such; "" where only a run would tell."""
        if not isinstance(said, Code) or depth > DEEPEST:
            return said if isinstance(said, str) and not isinstance(said, Code) else ""
        if NAME.fullmatch(said):
            tables = [script.constants if script else {}, self.config.constants, self.constants]
            found = (self.value(_named(table, said), script, depth + 1) for table in tables)
            return next((text for text in found if text), "")
        if said.startswith("`") and said.endswith("`"):
            texts = {name: self.value(Code(name), script, depth + 1) for name in OUTPUT.findall(said)}
            return OUTPUT.sub(lambda name: texts[name[1]], said)[1:-1] if all(texts.values()) else ""
        return ""

    def number(self, said: str, script: Script) -> int:
        """A constant that is a number; 0 where it is none."""
        value = _named({**self.constants, **script.constants}, said)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    def word(self, *names: str) -> str:
        """A constant by one of its usual names, in capitals or not, at the top or in a table."""
        flat: dict[str, str] = {}
        for key, value in self.constants.items():
            inner = value.items() if isinstance(value, dict) else [(key, value)]
            for name, text in inner:
                if isinstance(text, str) and not isinstance(text, Code):
                    flat.setdefault(str(name).lower().replace("_", ""), text)
        return next((flat[name] for name in names if flat.get(name)), "")

    @cached_property
    def feeds(self) -> dict[str, str]:
        """The pages that make feeds: their path, and their code."""
        return {found["path"]: self.folder.text(file) for file in self.folder.files
                if (found := FEED.fullmatch(file)) and "sitemap" not in file and "[" not in file}  # fmt: skip

    @cached_property
    def feed(self) -> tuple[str, Script, dict[str, Any]]:
        """The code of the site's feed, and what it gives to rss()."""
        for text in self.feeds.values():
            script = _script(text)
            for call in ("rss", "getRssString", "getRssResponse"):
                for arguments in script.calls(call):
                    if arguments and isinstance(arguments[0], dict):
                        return text, script, arguments[0]
        return "".join(self.feeds.values()), _script(""), {}

    @property
    def url(self) -> str:
        """Where the site lives, without its base."""
        said = self.said.get("site")
        found = ADDRESS.search(said) if isinstance(said, Code) else None
        return (self.value(said) or (found[1] if found else "")
                or next((text for name in ("website", "siteurl", "url", "href", "site", "baseurl")
                         if (text := self.word(name)).startswith("http")), ""))  # fmt: skip

    @property
    def language(self) -> str:
        text, _, told = self.feed
        found = LANGUAGE.search(str(told.get("customData") or text))
        i18n = self.said.get("i18n")
        said = self.value(i18n.get("defaultLocale")) if isinstance(i18n, dict) else ""
        pages = (self.folder.text(file) for file in self.folder.matching("src/**/*.astro"))
        return (said or (found[1] if found else "") or self.word("lang", "language", "locale", "htmllang")
                or next((one[1] for page in pages if (one := HTML.search(page))), ""))  # fmt: skip

    @cached_property
    def collections(self) -> tuple[Collection, ...]:
        """The collections of content.config; of the old kind without a loader each is a folder."""
        schema = "".join(self.folder.text(name) for name in SCHEMAS)
        script = _script(schema)
        exported = EXPORTED.search(schema)
        pairs = KEY.findall(exported["names"]) if exported else []
        names = {value or key: key for key, value in pairs}
        parts = [str(part) for part in DEFINED.split(schema)]
        found = [_collection(names.get(name, name), code, self, script)
                 for name, code in zip(parts[1::2], parts[2::2], strict=True)]  # fmt: skip
        folders = sorted({file.split("/")[2] for file in self.folder.matching("src/content/*/**")})
        return tuple(found) or tuple(Collection(name, f"src/content/{name}", UNDERSCORES) for name in folders)

    def published(self) -> tuple[Collection, ...]:
        """The collections that the feed has, or the functions that it may call; all, where no code names one."""
        helpers = (self.folder.text(file) for file in self.folder.matching(*HELPERS))
        named = GOT.findall(self.feed[0]) or GOT.findall("\n".join(helpers))
        return tuple(one for one in self.collections if one.name in named) or self.collections

    def dates(self) -> tuple[str, ...]:
        """The keys that date an entry of the feed, where its code says of one that it comes before another."""
        found = LATER.search(self.feed[0])
        return (found["first"], found["then"]) if found else ()


def _collection(name: str, code: str, site: Site, script: Script) -> Collection:
    base = BASE.search(code)
    if base is None:
        return Collection(name, f"src/content/{name}", UNDERSCORES)
    said: Any = base["base"]
    said = said[1:-1] if said[0] in "'\"" else Code(said)
    path = site.value(said, script)
    return Collection(name, joined(path) if path else "", FILES if "[^_]" in code else ())


def _named(table: Any, path: str) -> Any:
    """What a table has under `a.b?.c`; None where it has nothing."""
    for name in re.split(r"\??\.", path):
        table = table.get(name) if isinstance(table, dict) else None
    return table


def routes(text: str) -> Iterator[str]:
    """What stands before a post's id in the links that code makes."""
    for found in LINK.finditer(text):
        yield re.sub(r"\$\{[^{}]*\}", "", found["before"] or found["plain"] or "").strip("/")


def _script(text: str) -> Script:
    try:
        return Script(text)
    except ValueError:  # what cannot be read says nothing
        return Script("")
