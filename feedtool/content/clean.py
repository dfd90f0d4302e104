"""HTML that is safe in every reader, its addresses absolute: one pass of a sanitiser."""

from __future__ import annotations

import re
from typing import Final

from feedtool import markup, urls
from feedtool.content.tree import web_address
from feedtool.content.whole import rewritten

# Beside what the sanitiser allows by itself.
MORE_TAGS: Final = frozenset({"section", "audio", "video", "source", "track", "picture"})
MORE_ATTRIBUTES: Final = {
    "*": {"dir", "lang", "title"},
    "audio": {"src", "controls", "preload"},
    "code": {"class"},
    "details": {"open"},
    "img": {"srcset", "sizes"},
    "li": {"value"},
    "ol": {"type", "reversed"},
    "pre": {"class"},
    "source": {"src", "srcset", "sizes", "type", "media"},
    "time": {"datetime"},
    "track": {"src", "kind", "srclang", "label"},
    "video": {"src", "controls", "poster", "preload", "width", "height"},
}
LINKED: Final = frozenset(
    {"http", "https", "mailto", "tel", "sms", "xmpp", "irc", "ircs", "ftp", "ftps", "magnet", "geo", "gemini"}
)
# Their text is not for reading: code, and twins for browsers without scripts.
DROPPED: Final = frozenset({"script", "style", "noscript"})
# What a browser makes of a </p> too many; code is passed over.
EMPTY: Final = re.compile(r"<pre\b.*?</pre>|<p>[ \t\n\f]*</p>", re.DOTALL)
INLINE_IMAGE: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,[A-Za-z0-9+/=\s]+")
LANGUAGE_CLASS: Final = re.compile(r"(?:language|lang)-[\w+#.-]+")


class Cleaner:
    """Cleans one piece of HTML after another. Not to be shared between threads."""

    def __init__(self) -> None:
        import nh3

        allowed = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
        for tag, names in MORE_ATTRIBUTES.items():
            allowed.setdefault(tag, set()).update(names)
        self._allowed = allowed
        self._base = ""
        self._cleaner = nh3.Cleaner(
            tags=set(nh3.ALLOWED_TAGS | MORE_TAGS),
            attributes=allowed,
            attribute_filter=self._attribute,
            clean_content_tags=set(DROPPED),
            url_schemes={*LINKED, "data"},  # the last for small images in the text; _attribute looks closer
            link_rel=None,  # a reader sets its own
        )

    def clean(self, html: str, base: str) -> str:
        """*html* without what is live or unknown, every address in it absolute as seen from *base*."""
        self._base = base
        cleaned = EMPTY.sub(lambda found: "" if found[0].startswith("<p>") else found[0], self._cleaner.clean(html))
        return markup.with_first_lines(cleaned)

    def rewrite(self, html: str, base: str) -> str | None:
        """What `clean` makes of *html*, whose markup is all of a renderer; None where only `clean` can tell."""
        self._base = base
        return rewritten(html, self._allowed_attribute)

    def _allowed_attribute(self, tag: str, name: str, value: str) -> str | None:
        is_allowed = name in self._allowed.get(tag, ()) or name in self._allowed["*"]
        return self._attribute(tag, name, value) if is_allowed else None

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if name == "href":
            return self._link(value)
        if name in markup.SRCSETS:
            return markup.srcset(value, lambda one: web_address(one, self._base) or None)
        if name == "src" and tag == "img" and INLINE_IMAGE.fullmatch(value.strip()):
            return value
        if name in markup.URL_ATTRIBUTES:
            return web_address(value, self._base) or None
        if name == "class":
            return " ".join(LANGUAGE_CLASS.findall(value)) or None
        return value

    def _link(self, reference: str) -> str | None:
        """The address that *reference* leads to, if it may; looked at after what browsers leave out of it is gone."""
        try:
            address = urls.resolve(self._base, reference)
        except urls.BadAddressError:
            return None
        return address if address.partition(":")[0].lower() in LINKED else None
