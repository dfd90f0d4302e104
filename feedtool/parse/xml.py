"""XML as a tree, whose elements are found by names that do not depend on prefixes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from feedtool.markup import with_first_lines
from feedtool.parse.document import ParseError
from feedtool.parse.mend import A_FEED, FEEDS, mend

if TYPE_CHECKING:
    from lxml.etree import _Element

# Namespaces without scheme, and without what is forgotten or added at their ends; "" is that of the format itself.
SPACES: Final = {
    "": "",
    "w3.org/2005/atom": "atom", "purl.org/atom/ns": "atom", "purl.org/net/rss1.1": "", "purl.org/rss/1.0": "",
    "my.netscape.com/rdf/simple/0.9": "", "channel.netscape.com/rdf/simple/0.9": "", "backend.userland.com/rss2": "",
    "backend.userland.com/rss": "", "backend.userland.com/rss092": "", "backend.userland.com/rss091": "",
    "blogs.law.harvard.edu/tech/rss": "", "cyber.law.harvard.edu/rss/rss.html": "", "purl.org/rss/2.0": "",
    "w3.org/1999/02/22-rdf-syntax-ns": "rdf", "purl.org/rss/1.0/modules/content": "content",
    "purl.org/dc/elements/1.1": "dc", "purl.org/dc/elements/1.0": "dc", "purl.org/dc/terms": "dcterms",
    "search.yahoo.com/mrss": "media", "itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "itunes.com/dtd/podcast-1.0.dtd": "itunes", "example.com/dtds/podcast-1.0.dtd": "itunes",
    "purl.org/syndication/history/1.0": "fh", "rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "webns.net/mvcb": "admin", "w3.org/1999/xhtml": "xhtml",
}  # fmt: skip
# What a prefix means where nobody says so.
PREFIXES: Final = {
    "atom": "http://www.w3.org/2005/Atom", "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0", "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}  # fmt: skip
BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ROOT_NAME: Final = re.compile(r"<[^\s/>]+")
UNDECLARED: Final = re.compile(r"Namespace prefix (\S+)")
BLANKS: Final = " \t\r\n"  # white space to XML (§2.3); what else looks like it may be a part of an id
LEFT_OUT: Final = re.compile(r"(?:, line \d+, column \d+|, use XML_PARSE_HUGE option|\n).*", re.DOTALL)  # of a message
WHOLE: Final = "a whole document of XML"


def parse(text: str, *, roots: frozenset[str] = FEEDS, expected: str = A_FEED) -> _Element:
    """The first element of *text*, which is one of *roots*, those of a feed, or not what was *expected*. Raises
    ParseError.
    """
    mended = mend(text, roots=roots, expected=expected)
    try:
        return _strictly(mended)
    except ParseError as why:
        found = UNDECLARED.match(why.found)
        if found is None or found[1] not in PREFIXES:
            raise
    root = ROOT_NAME.search(mended)
    assert root is not None  # noqa: S101 - mend saw to it
    head = mended[: mended.find(">", root.end())]
    more = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items() if f"xmlns:{prefix}" not in head)
    return _strictly(mended[: root.end()] + more + mended[root.end() :])


def _strictly(text: str) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as why:
        raise ParseError(LEFT_OUT.sub("", why.msg or "no XML"), WHOLE, why.lineno) from None
    except (etree.LxmlError, ValueError) as why:
        raise ParseError(str(why), WHOLE) from None


@lru_cache(maxsize=1000)
def name_of(tag: str) -> str:
    """An element's name in small letters, behind the usual prefix of its namespace: "item", "dc:creator". Behind "?:"
    where nobody knows its namespace.
    """
    space, _, name = tag.rpartition("}")
    key = re.sub(r"^https?://(?:www\.)?", "", space.lstrip("{").strip().lower()).rstrip("/#")
    prefix = SPACES.get(key, "?")
    return f"{prefix}:{name.lower()}" if prefix else name.lower()


class Children(dict[str, list["_Element"]]):
    """The children of an element, by their names."""

    def __init__(self, *parents: _Element) -> None:
        super().__init__()
        for parent in parents:
            for child in parent.iterchildren("*"):
                self.setdefault(name_of(child.tag), []).append(child)

    def all(self, *names: str) -> list[_Element]:
        """Those of each of the *names*, in their order."""
        return [child for name in names for child in self.get(name, ())]

    def texts(self, *names: str) -> list[str]:
        """The texts of those, without the empty ones."""
        return [text for child in self.all(*names) if (text := text_of(child))]

    def text(self, *names: str) -> str:
        """The first of those texts; "" where there is none."""
        return next(iter(self.texts(*names)), "")


def text_of(element: _Element) -> str:
    """All text in an element, without white space around it."""
    return all_text(element).strip(BLANKS)


def all_text(element: _Element) -> str:
    """All text in an element, as it stands there."""
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def base_of(element: _Element, url: str) -> str:
    """What relative addresses in *element* are seen from: its xml:base, seen from those above it; "" where there is
    none. *url* is the document's own address.
    """
    given = [one for node in (element, *element.iterancestors()) if (one := node.get(BASE))]
    base = url if given else ""
    for one in reversed(given):
        try:
            base = urljoin(base, one.strip())
        except ValueError:
            continue
    return base


def inner(element: _Element) -> str:
    """What is in *element* as HTML. Elements of XHTML lose their namespace, and those too of which nobody said
    that they are XHTML. It takes the children away.
    """
    from lxml import etree

    around = etree.Element("div")
    around.text = element.text
    around.extend(list(element))
    for node in around.iter("*"):
        prefix, _, name = name_of(node.tag).rpartition(":")
        if prefix in {"xhtml", "atom", ""}:
            node.tag = name
    etree.cleanup_namespaces(around)
    html = etree.tostring(around, encoding="unicode", method="html")
    return with_first_lines(html.removeprefix("<div>").removesuffix("</div>"))
