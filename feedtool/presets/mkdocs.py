"""Material for MkDocs, its blog and meta plugins, and the RSS plugin. What each rule rests on:
tests/cases/generators/mkdocs/NOTES.md.
"""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets import Preset
from feedtool.presets.slugs import without_tags
from feedtool.presets.tables import merged
from feedtool.raw import NoPost

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from feedtool.presets import Place
    from feedtool.raw import Beside, Raw

SETTINGS: Final = ("mkdocs.yml", "mkdocs.yaml")
OLDEST: Final = 9  # how far a configuration that inherits from others is followed
PLACE: Final = "mkdocs place"  # the key that tells a body where its post lies, and where the site has its blogs
BLOG: Final = "mkdocs blog"  # the key that hands a post its blog's options
META: Final = ".meta.yml"
# What MkDocs takes the title from is the first thing in the text, but for definitions of links and abbreviations.
HEADING: Final = re.compile(
    r"(?:[ \t]*+(?:\*?\[[^\]\n]++\]:[^\n]*+)?\n)*+(?:#(?!#)|[^\s<>#][^\n]*+\n=++[ \t]*+(?:\n|\Z))"
)

# -- the site's own settings -----------------------------------------------------------------------------------------


def settings_of(read: Callable[[str], Any], path: str, depth: int = 0) -> dict[str, Any]:
    """What the configuration at *path* says, above those that it inherits from; tables are merged, lists replaced."""
    said = read(path)
    if not isinstance(said, dict):
        return {}
    parent = said.get("INHERIT")
    if not isinstance(parent, str) or depth == OLDEST:
        return said
    below = settings_of(read, os.path.normpath(os.path.join(os.path.dirname(path), parent)), depth + 1)
    return merged(below, said)


def plugin(settings: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    """The options of a plugin; None where the site does not use it."""
    return next(iter(plugins(settings, name)), None)


def plugins(settings: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The options of a plugin each time that it is named: a site may have several blogs."""
    rows = settings.get("plugins")
    tables = [rows] if isinstance(rows, dict) else rows if isinstance(rows, list) else []
    found = [
        options if isinstance(options, dict) else {}
        for row in tables
        for key, options in (row if isinstance(row, dict) else {row: None}).items()
        if str(key).rpartition("/")[2] == name  # "material/blog" is the same
    ]
    return [options for options in found if str(options.get("enabled")).lower() != "false"]


def posts_dir(blog: Mapping[str, Any]) -> str:
    """Where the posts of a blog lie below the folder of documents."""
    return in_blog(blog.get("post_dir") or "{blog}/posts", blog)


def blog_dir(blog: Mapping[str, Any]) -> str:
    """Where the blog lies below the folder of documents; "" is that folder itself."""
    folder = os.path.normpath(str(blog.get("blog_dir") or "blog")).replace(os.sep, "/")
    return "" if folder == "." else folder


def in_blog(path: Any, blog: Mapping[str, Any]) -> str:
    """A path of the blog's options, relative to the folder of documents."""
    return os.path.normpath(str(path).replace("{blog}", blog_dir(blog) or ".")).replace(os.sep, "/")


def _site(beside: Beside) -> tuple[dict[str, Any], str]:
    """The settings nearest above the posts, and the folder of documents, absolute."""

    def read() -> tuple[dict[str, Any], str]:
        for folder in reversed(beside.above("x")):
            for name in SETTINGS:
                if found := settings_of(partial(beside.data, tags=True), os.path.join(folder, name)):
                    return found, os.path.normpath(os.path.join(folder, str(found.get("docs_dir") or "docs")))
        return {}, beside.folder

    found: tuple[dict[str, Any], str] = beside.once("mkdocs settings", read)
    return found


# -- metadata --------------------------------------------------------------------------------------------------------


def prepare(raw: Raw, path: str, beside: Beside) -> Raw:
    """*raw* with the defaults of its folders, its authors as people, and a title where no heading gives it one."""
    settings, documents = _site(beside)
    inside = os.path.relpath(os.path.join(beside.folder, path), documents).replace(os.sep, "/")
    _refuse_unmatched(inside, settings)
    blogs = plugins(settings, "blog")
    blog = next((one for one in blogs if inside.startswith(f"{posts_dir(one)}/")), next(iter(blogs), None))
    metadata: dict[str, Any] = dict(raw.metadata)
    rules = dict(raw.rules)
    if plugin(settings, "meta") is not None:
        defaults = _defaults(path, beside)
        rules |= {key: META for key in defaults if key not in metadata}
        metadata = _added(defaults, metadata)
    if blog is not None:
        file = os.path.join(documents, in_blog(blog.get("authors_file") or "{blog}/.authors.yml", blog))
        metadata["authors"] = _people(metadata.get("authors"), beside.data(file))
        metadata[BLOG] = blog
    metadata[PLACE] = {
        "folder": inside.rpartition("/")[0], "blogs": [[posts_dir(one), blog_dir(one)] for one in blogs],
        "end": end_of(settings),
    }  # fmt: skip
    if not metadata.get("title") and not HEADING.match(raw.body):
        metadata["title"], rules["title"] = title_of(path), "file name"
    return replace(raw, metadata=metadata, rules=rules)


def _refuse_unmatched(inside: str, settings: Mapping[str, Any]) -> None:
    """Raises NoPost for a page that the feed does not want."""
    wanted = (plugin(settings, "rss") or {}).get("match_path")
    with suppress(re.error):
        if isinstance(wanted, str) and not re.match(wanted, inside):
            raise NoPost("a page that match_path of the rss plugin leaves out")


def end_of(settings: Mapping[str, Any]) -> str:
    """What stands behind a page's path in its address."""
    return ".html" if str(settings.get("use_directory_urls", "")).lower() == "false" else "/"


def _defaults(path: str, beside: Beside) -> dict[str, Any]:
    """What .meta.yml say of the posts below them; "alt/.meta.yml" counts for "altbacken.md" as well."""
    found: dict[str, Any] = {}
    above = beside.above(path)
    whole = os.path.join(beside.folder, path)
    for parent in above:
        for folder in (parent, *(f for f in _folders(parent, beside) if whole.startswith(f) and f not in above)):
            said = beside.data(os.path.join(folder, META))
            if isinstance(said, dict):
                found = _added(found, said)
    return found


def _folders(parent: str, beside: Beside) -> list[str]:
    def look() -> list[str]:
        beside.folders.add(parent)
        try:
            return sorted(entry.path for entry in os.scandir(parent) if entry.is_dir(follow_symlinks=False))
        except OSError:
            return []

    found: list[str] = beside.once(f"folders {parent}", look)
    return found


def _added(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Both, as the meta plugin adds them up: lists follow each other, tables are merged."""
    both = dict(below)
    for key, value in above.items():
        old = both.get(key)
        if isinstance(old, list) and isinstance(value, list):
            both[key] = [*old, *value]
        else:
            both[key] = _added(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return both


def _people(said: Any, file: Any) -> list[Any]:
    """Authors; a key of the authors' file becomes the person that it stands for."""
    known = file.get("authors") if isinstance(file, dict) else None
    people = []
    for one in said if isinstance(said, list) else [said] if said else []:
        person = known.get(one) if isinstance(known, dict) and isinstance(one, str) else None
        people.append({"name": one, **person} if isinstance(person, dict) else one)
    return people


def title_of(path: str) -> str:
    """The file's name as MkDocs makes a title of it: a capital where it has none."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    title = name.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title


# -- addresses -------------------------------------------------------------------------------------------------------


CASES: Final[Mapping[str, Callable[[str], str]]] = {
    "fold": str.casefold, "none": str,
    "lower-ascii": lambda text: re.sub("[A-Z]+", lambda found: found[0].lower(), text),
}  # fmt: skip


def slugged(text: str, case: str = "lower") -> str:
    """*text* as PyMdown's slugs have it: letters of any script, a dash for each blank."""
    slug = without_tags(unicodedata.normalize("NFC", text)).strip()
    slug = CASES.get(case, str.lower)(slug)
    return re.sub(r"[^\w\- ]", "", slug).replace(" ", "-")


def _options(place: Place) -> Mapping[str, Any]:
    found = place.metadata.get(BLOG)
    return found if isinstance(found, dict) else {}


def _case(option: Any) -> str:
    keywords = option.get("kwds") if isinstance(option, dict) else None
    return str(keywords.get("case") or "none") if isinstance(keywords, dict) else "lower"


def _slug(place: Place) -> str:
    return place.slug or slugged(place.title, _case(_options(place).get("post_slugify")))


def _categories(place: Place) -> str:
    options = _options(place)
    most = options.get("post_url_max_categories", 1)
    case = _case(options.get("categories_slugify"))
    return "/".join(slugged(name, case) for name in place.categories[: most if isinstance(most, int) else 1])


PRESET: Final = Preset(
    name="mkdocs",
    suffixes=(".md", ".markdown", ".mdown", ".mkdn", ".mkd"),
    keys={
        "published": ("date.created", "date"),
        "updated": ("date.updated", "updated", "update"),
        "authors": ("author", "authors"),
        "tags": ("tags",),
        "categories": ("categories",),
        "summary": ("description",),
        "language": (),
        "image": ("image", "illustration"),
        "id": (),
        "link": (),
    },
    hidden=(("draft", True),),
    prepare=prepare,
    date_in_path=lambda _, __: None,
    must_have_date=False,
    url="/blog/{year}/{month}/{day}/{slug}/",
    slug=lambda word, _, __: slugged(word),
    words={"slug": _slug, "categories": _categories, "name": lambda at: at.path.rpartition("/")[2].rpartition(".")[0]},
    in_own_zone=True,
    body="text/x-python-markdown",
    passes=("mkdocs",),
)
