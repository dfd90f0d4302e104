"""Which ids the own feed of a site of Jekyll's has: the plugin's are posts' ids, those of templates often addresses."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.tables import word_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from feedtool.raw import Beside

ADDRESS: Final = ""
ESCAPED: Final = "escaped"  # `post.id` as an address; the plugin's
TYPED: Final = "typed"  # `post.id` as it is
PLUGIN: Final = "jekyll-feed"
CHIRPY: Final = "jekyll-theme-chirpy"  # a theme with a feed of its own, assets/feed.xml
OF_PLUGIN: Final = "feed.xml"  # where the plugin puts its feed, unless a file is there
TEMPLATES: Final = (OF_PLUGIN, "atom.xml", "rss.xml", "index.xml", "feed/index.xml", "feed.atom", "feed.rss")
POSTS: Final = "site.posts"
ID: Final = re.compile(r"<(?:id|guid)\b[^>]*>(.*?)</(?:id|guid)>", re.DOTALL)
OF_POST: Final = re.compile(r"\b(?!site\b|page\b)\w+\.id\b")
ESCAPING: Final = re.compile(r"\b(?:absolute_url|relative_url|uri_escape)\b")


def names_plugin(settings: Mapping[str, Any], gemfile: str) -> bool:
    """Whether a site has the plugin that makes feeds."""
    named = (settings.get(key) for key in ("plugins", "gems", "whitelist"))
    return "feed" in settings or PLUGIN in gemfile or any(
        PLUGIN in names for names in named if isinstance(names, list)
    )  # fmt: skip


def kind_of(settings: Mapping[str, Any], beside: Beside) -> str:
    """Which ids the site's own feed has: one of the first three above. A site without a feed is taken for one with the
    plugin's. Raises SourceError.
    """
    if word_of(settings, "theme") == CHIRPY:
        return ADDRESS
    root = str(settings.get("", beside.folder))
    has_plugin = names_plugin(settings, beside.text(os.path.join(root, "Gemfile")) or "")
    for name in (OF_PLUGIN,) if has_plugin else TEMPLATES:
        text = beside.text(os.path.join(root, word_of(settings, "source"), name)) or ""
        _, is_one, entries = text.partition(POSTS)
        if is_one and (said := ID.search(entries)):
            return ADDRESS if not OF_POST.search(said[1]) else ESCAPED if ESCAPING.search(said[1]) else TYPED
    return ESCAPED
