"""Jekyll's own configuration, and where its feed plugin puts the feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from feedtool import globs
from feedtool.presets.jekyll import PRESET, SETTINGS, rule_of
from feedtool.presets.tables import table_of, word_of
from feedtool.setup.folder import joined
from feedtool.setup.jekyll_feeds import of_site
from feedtool.setup.settings import Posts, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from feedtool.setup.folder import Folder

# Keys of a configuration that are Jekyll's and no other generator's.
OWN: Final = frozenset({
    "baseurl", "collections", "collections_dir", "destination", "gems", "highlighter", "kramdown", "lsi",
    "markdown_ext", "plugins", "plugins_dir", "pygments", "remote_theme",
})  # fmt: skip
EXCLUDED: Final = ("vendor/bundle", "vendor/cache", "vendor/gems", "vendor/ruby")  # lib/jekyll/configuration.rb


def is_one(folder: Folder) -> bool:
    """Whether a site is Jekyll's: its configuration, or posts where it has them, and nothing of Hexo's."""
    if folder.needs("hexo"):
        return False
    said = _all_settings(folder)
    return bool(
        folder.has_folder(*(joined(_source(said), name) for name in ("_posts", "_layouts", "_includes")))
        or (folder.has(*SETTINGS) and "jekyll" in folder.text("Gemfile").lower())
        or said.keys() & OWN
    )


def _all_settings(folder: Folder) -> dict[str, Any]:
    return folder.data(folder.has(*SETTINGS))


def _source(said: Mapping[str, Any]) -> str:
    return joined(word_of(said, "source") or ".")


def settings(folder: Folder) -> Settings:
    """What _config.yml says."""
    said = _all_settings(folder)
    notes = []
    url = word_of(table_of(table_of(said, "collections"), "posts"), "permalink") or word_of(said, "permalink")
    try:
        rule = rule_of(url) if url else ""
    except ValueError as why:
        rule = ""
        notes.append(f"The permalink {url} could not be read ({why}): say it in url.")
    base = word_of(said, "url").rstrip("/") or _pages_of_github(folder, said)
    if base and not said.get("url"):
        notes.append(f"The address is where GitHub Pages have {word_of(said, 'repository')}: correct url if it is not.")
    output = joined(word_of(said, "destination") or "_site")
    feeds = of_site(folder, said, _source(said))
    return Settings(
        preset="jekyll", shown="Jekyll", config=folder.has(*SETTINGS) or "its folders",
        title=word_of(said, "title") or word_of(said, "name"),
        description=" ".join(word_of(said, "description").split()),
        url=f"{base}/{word_of(said, 'baseurl').strip('/')}".rstrip("/") if base else "",
        language=word_of(said, "lang") or word_of(said, "locale"), timezone=word_of(said, "timezone"),
        excerpt_separator=word_of(said, "excerpt_separator"),
        authors=_authors(folder, said), posts=(_posts(folder, said, rule, output),), output=output,
        has_summaries_only=str(table_of(said, "feed").get("excerpt_only")).lower() == "true",
        feeds=feeds.paths, further=feeds.further, limit=feeds.limit, off=feeds.off, notes=tuple(notes),
    )  # fmt: skip


def _posts(folder: Folder, said: Mapping[str, Any], rule: str, output: str) -> Posts:
    root = joined(_source(said), word_of(said, "collections_dir") or ".")
    prefix = "" if root == "." else f"{root}/"
    files = [
        file.removeprefix(prefix) for file in folder.matching(f"{prefix}**/_posts/**")
        if file.lower().endswith(PRESET.suffixes) and not file.startswith(f"{output}/")
    ]  # fmt: skip
    exclude = sorted(_excluded(files, said))
    found = [file for file in files if not globs.matches(file, exclude)]
    rule = "" if rule == PRESET.url else rule
    if all(file.startswith("_posts/") for file in found):
        inside = tuple(glob.removeprefix("_posts/") for glob in exclude if glob.startswith("_posts/"))
        return Posts(path=f"{prefix}_posts", exclude=inside, url=rule, count=len(found))
    exclude = [f"{output}/**", *exclude]
    return Posts(path=root, include=("**/_posts/**",), exclude=tuple(exclude), url=rule, count=len(found))


def _excluded(files: Iterable[str], said: Mapping[str, Any]) -> set[str]:
    """The globs of what Jekyll looks into at no time, as far as *files* lie there."""
    names = said.get("exclude")
    told = [name.strip("/") for name in (*EXCLUDED, *(names if isinstance(names, list) else [names]))
            if isinstance(name, str)]  # fmt: skip
    included = said.get("include")
    shown = {str(name).strip("/") for name in included} if isinstance(included, list) else set()
    found = set()
    for file in files:
        found |= {glob for name in told for glob in (name, f"{name}/**") if name and globs.matches(file, [glob])}
        above = file.partition("_posts/")[0].split("/")
        for depth, name in enumerate(above):
            if name.startswith(("_", "#")) and name not in shown:
                found.add("/".join([*above[: depth + 1], "**"]))
    return found


def _pages_of_github(folder: Folder, said: Mapping[str, Any]) -> str:
    """Where GitHub Pages serve the site's repository, which they tell Jekyll; "" where it has a name of its own."""
    owner, _, name = word_of(said, "repository").partition("/")
    if not name or folder.has("CNAME"):
        return ""
    home = f"https://{owner.lower()}.github.io"
    is_path = name.lower() != f"{owner.lower()}.github.io" and not word_of(said, "baseurl").strip("/")
    return f"{home}/{name}" if is_path else home


def _authors(folder: Folder, said: Mapping[str, Any]) -> tuple[Mapping[str, str], ...]:
    author = said.get("author") or table_of(said, "social").get("name")  # the latter is Chirpy's
    data = joined(_source(said), word_of(said, "data_dir") or "_data")
    known = folder.data(folder.has(f"{data}/authors.yml", f"{data}/authors.yaml"))
    people = []
    for one in author if isinstance(author, list) else [author]:
        person = known.get(one, {"name": one}) if isinstance(one, str) else one
        if isinstance(person, dict) and person.get("name"):
            url = person.get("uri") or person.get("url")
            pairs = (("name", person["name"]), ("email", person.get("email")), ("url", url))
            people.append({key: str(value) for key, value in pairs if value})
    return tuple(people)
