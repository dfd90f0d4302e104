"""Liquid, as Jekyll and Octopress run it: before Markdown, in code too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from feedtool.dialects import flow, media, octopress
from feedtool.dialects.arguments import Arguments, read
from feedtool.dialects.expressions import FILTERS, Open, Unknown, UnknownError, shown
from feedtool.dialects.rendering import NOWHERE, Address, Language, Rendering, root_and_base, rooted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from feedtool.dialects import Around
    from feedtool.dialects.rendering import Call

HAS_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:|//")
PARAMETER: Final = re.compile(r"([\w-]{1,100}+)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([\w.\[\]-]++))")
# What includes of themes call what `media` knows.
SAME: Final[Mapping[str, tuple[str, ...]]] = {
    "src": ("src", "path", "url", "image_path", "image", "image_url", "img", "file", "filename", "source"),
    "id": ("id", "video_id", "video", "youtube_id", "youtubeid", "ytid", "code"),
    "caption": ("caption", "description", "text"),
}
# Of a page, what Jekyll makes and an author does not write.
MADE: Final = (
    "title", "date", "content", "excerpt", "id", "path", "relative_path", "name", "slug", "collection", "next",
    "previous", "dir", "output", "layout", "author", "authors", "last_modified_at",
)  # fmt: skip


def expand(text: str, around: Around) -> str:
    """*text* without Liquid's tags and outputs."""
    return Rendering(text, JEKYLL, around).whole() if "{%" in text or "{{" in text else text


def names(around: Around) -> dict[str, Any]:
    """What Jekyll's templates know that is known here, too."""
    root, base = root_and_base(around)
    path = "/" + around.link.removeprefix(around.site)
    page = dict.fromkeys(MADE, Unknown) | dict(around.page) | {"url": path, "date": Unknown}
    return Open(page=page, site=Open(url=root, baseurl=base))


def filters(around: Around) -> Mapping[str, Callable[..., Any]]:
    """The filters of Liquid, and those that need the site's address."""
    root, base = root_and_base(around)

    def relative(value: Any) -> str:
        path = shown(value)
        if HAS_SCHEME.match(path):
            return path
        return quote(base + (f"/{path.removeprefix('/')}" if path else ""), safe="/:?#@!$&'()*+,;=~%")

    def absolute(value: Any) -> str:
        return shown(value) if HAS_SCHEME.match(shown(value)) else root + relative(value)

    return {**FILTERS, "relative_url": relative, "absolute_url": absolute}


def post_url(call: Call) -> str | None:
    """The address of the post that the tag names."""
    return address_of(call, " ".join(octopress.words_of(call.arguments)).strip("/"))


def link(call: Call) -> str | None:
    """The address of any file of the site: of a post, or of one that is served as it is."""
    path = " ".join(octopress.words_of(call.arguments)).lstrip("/")
    if call.run.around.link_to(path) is None and not re.search(r"(?:^|/)_|\.(?:md|markdown|html?|textile)$", path):
        return Address(call.run.around.site + quote(path, errors="replace"))
    return address_of(call, path)


def address_of(call: Call, reference: str) -> str:
    """Where *reference* leads; a link around what leads nowhere will be undone."""
    path, mark, fragment = reference.partition("#")
    address = call.run.around.link_to(path)
    if address is None:
        call.warn(f"{{% {call.token.name} {reference} %}}")
        return Address(NOWHERE)
    return Address(address + mark + fragment)


def picture(call: Call) -> str | None:
    """A plugin's tag for a picture: its address by name, or the first word that may be one."""
    given = read(call.arguments)
    source = rooted(given.get("src", "path", "url"), call.run.around)
    if call.is_pair or not source:
        return None if call.is_pair else octopress.image(call)
    return media.embed("figure", given._replace(positional=(), named={**given.named, "src": source}))


def include(call: Call) -> str | None:
    """A file of the site's own, which is not here; many have one for pictures and players, under names like these."""
    file, _, rest = call.arguments.strip().partition(" ")
    name = re.sub(r"\.\w{1,10}$", "", file.strip("\"'").rpartition("/")[2]).lower()
    given = _parameters(call, rest)
    for known in (given.get("provider").lower(), name, *re.split(r"[-_]", name)):
        if made := media.embed("figure" if known == "img" else known, given):
            return made
    call.warn(f"{{% {call.token.name} {file} %}}")
    return ""


def _parameters(call: Call, text: str) -> Arguments:
    named: dict[str, str] = {}
    for found in PARAMETER.finditer(text):
        try:
            value = shown(call.run.value(found[4])) if found[4] else found[2] or found[3] or ""
        except UnknownError:
            continue
        named[found[1].lower()] = value
    same = {name: next((named[key] for key in keys if named.get(key)), "") for name, keys in SAME.items()}
    same["src"] = rooted(same["src"], call.run.around)
    return Arguments((), named | {name: value for name, value in same.items() if value})


TAGS: Final[Mapping[str, Callable[[Call], str | None]]] = {
    **flow.TAGS,
    "blockquote": octopress.blockquote,
    "codeblock": octopress.codeblock,
    "figure": picture,
    "gist": octopress.gist,
    "highlight": octopress.highlight,
    "image": picture,
    "img": octopress.image,
    "include": include,
    "include_cached": include,
    "include_relative": include,
    "link": link,
    "picture": picture,
    "post_url": post_url,
    "pullquote": octopress.pullquote,
    "quote": octopress.blockquote,
    "video": octopress.video,
}
JEKYLL: Final = Language(tags=TAGS, filters=filters, names=names)
