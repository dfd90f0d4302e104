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
# Code is passed over. What a browser makes of a </p> too many, and what themes leave where an icon was.
EMPTY: Final = re.compile(
    r"<pre\b.*?</pre>|<p>[ \t\n\f]*</p>|(?P<begun>(?:<(?:a|p|span)(?: [^<>]*)?>)+)(?P<ended>(?:</(?:a|p|span)>)+)",
    re.DOTALL,
)
MAY_BE_EMPTY: Final = re.compile(r"<(?:p>[ \t\n\f]*</p|(?:a|p|span)(?: [^<>]*)?></(?:a|p|span))>")  # tells most at once
BEGINNING: Final = re.compile(r"<[^<>]*>")
NO_IMAGE: Final = re.compile(r'<img(?![^<>]* src(?:set)?=")(?: [^<>]*)?>')
ALT: Final = re.compile(r' alt="([^"]*)"')
PAGE: Final = frozenset({"", "#"})  # as an image's address: that of the page
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
        return markup.with_first_lines(_tidied(self._cleaner.clean(html)))

    def rewrite(self, html: str, base: str) -> str | None:
        """What `clean` makes of *html*, whose markup is all of a renderer; None where only `clean` can tell."""
        self._base = base
        made = rewritten(html, self._allowed_attribute)
        return None if made is None else _tidied(made)

    def _allowed_attribute(self, tag: str, name: str, value: str) -> str | None:
        is_allowed = name in self._allowed.get(tag, ()) or name in self._allowed["*"]
        return self._attribute(tag, name, value) if is_allowed else None

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if name == "href":
            return self._link(value)
        if name in markup.SRCSETS:
            return markup.srcset(value, lambda one: web_address(one, self._base) or None)
        if name == "src" and tag == "img" and (value.strip() in PAGE or INLINE_IMAGE.fullmatch(value.strip())):
            return None if value.strip() in PAGE else value
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


def _tidied(html: str) -> str:
    """Sanitised *html* without what shows nothing: an image that has no address any more is what it says, and an empty
    element is none.
    """
    if "<img" in html:
        html = NO_IMAGE.sub(_said, html)
    while MAY_BE_EMPTY.search(html):
        tidied = EMPTY.sub(_without, html)
        if len(tidied) == len(html):  # it is in code
            break
        html = tidied
    return html


def _without(found: re.Match[str]) -> str:
    if found["begun"] is None:
        return "" if found[0].startswith("<p>") else found[0]
    begun, ended = BEGINNING.findall(found["begun"]), BEGINNING.findall(found["ended"])
    pairs = min(len(begun), len(ended))  # the inner ones, of which each end is that of a beginning: the markup is whole
    return "".join([*begun[: len(begun) - pairs], *ended[pairs:]])


def _said(image: re.Match[str]) -> str:
    said = ALT.search(image[0])
    return said[1].replace("&quot;", '"') if said else ""
