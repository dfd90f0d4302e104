"""reStructuredText, by docutils: what a text says of itself, and its HTML.

Nothing is read but the text: no file that it names, no configuration of docutils. What docutils does not know (most of
it Sphinx's) loses its markup and keeps its text.
"""

from __future__ import annotations

import html
import importlib.util
import io
import re
import threading
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docutils import core, nodes
from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.directives.misc import Role
from docutils.utils import smartquotes, unescape
from docutils.writers import get_writer_class

from feedtool.markup import HTML_ROLE, allowed, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SETTINGS: Final[Mapping[str, object]] = {
    "_disable_config": True,
    "file_insertion_enabled": False,
    "raw_enabled": True,  # HTML, as in Markdown: whoever publishes it cleans it
    "report_level": 5,  # what docutils thinks of a text is not for its readers
    "halt_level": 5,
    "warning_stream": io.StringIO(),
    "doctitle_xform": False,
    "initial_header_level": 2,
    "syntax_highlight": "none",
    "math_output": "LaTeX",  # what it makes of HTML means something else without its style sheet
    "embed_stylesheet": False,
}
# What a tree that is too deep gives, and docutils' own slips: a text is shown as it stands.
BROKEN: Final = (RecursionError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
ONE_AT_A_TIME: Final = threading.Lock()  # docutils' tables are one for all
TARGET: Final = re.compile(r"\s<[^<>]*>$")  # of a role: "text <target>"
BEFORE_TITLE: Final = (nodes.Invisible, nodes.docinfo, nodes.target, nodes.decoration)
LINE: Final = re.compile(r"([!-/:-@\[-`{-~])\1*+[ \t]*")  # under a title, and over it


class Unknown(NamedTuple):
    """A construction that docutils does not know, and its line."""

    name: str
    line: int


class Outline(NamedTuple):
    """What a text says of itself."""

    title: str
    fields: Mapping[str, object]  # of the list at its head; names in small letters, authors a list
    body: str  # the text without its title, as many lines as before


def render(text: str, quotes: str = "") -> str:
    """*text* as HTML, without the fields at its head; with the *quotes* and dashes of a language, if it is named."""
    return _rendered(text, quotes)[0]


def smart(text: str, language: str) -> str:
    """*text* with quotes, dashes and dots as the printers of *language* set them."""
    return smartquotes.smartyPants(text, "qDe", known_language(language))


def unknown(text: str) -> tuple[Unknown, ...]:
    """What *text* has that docutils does not know."""
    return _rendered(text)[1]


def outline(text: str, language: str = "en", *, anywhere: bool = False) -> Outline:
    """The title and the fields of *text*; *language* is that of the fields' names.

    The title is that of the document, or of the section that it begins with; *anywhere*: of its first section.
    """
    try:
        document, _ = _parsed(text, doctitle_xform=True, language_code=known_language(language))
    except BROKEN:
        return Outline("", {}, text)
    title = document.next_node(nodes.title) if anywhere else _title(document)
    if title is None:
        return Outline("", _fields(document), text)
    return Outline(title.astext(), _fields(document), _without_title(text, title.rawsource))


def identifier(title: str) -> str:
    """The id of a section."""
    return nodes.make_id(title)


def known_language(tag: str) -> str:
    """The language of *tag*, where docutils has it; else English."""
    name = re.split(r"[-_]", tag.lower())[0]
    return name if name.isalpha() and importlib.util.find_spec(f"docutils.languages.{name}") else "en"


def _title(document: nodes.document) -> nodes.title | None:
    for child in document.children:
        if isinstance(child, nodes.section):
            return child.next_node(nodes.title)
        if isinstance(child, nodes.title):
            return child
        if not isinstance(child, BEFORE_TITLE):
            return None
    return None


def _fields(document: nodes.document) -> dict[str, object]:
    fields: dict[str, object] = {}
    for docinfo in document.findall(nodes.docinfo):
        for element in docinfo.children:
            if isinstance(element, nodes.field):
                fields[element[0].astext().lower()] = element[1].astext()
            elif isinstance(element, nodes.authors):
                fields["authors"] = [author.astext() for author in element.children]
            elif isinstance(element, nodes.Element):
                fields[element.tagname] = element.astext()
    return fields


def _without_title(text: str, title: str) -> str:
    """*text* with blank lines where its first *title* stood, and the lines under and over it."""
    lines = text.split("\n")
    for at in range(len(lines) - 1):
        if lines[at].strip() == title.strip() and LINE.fullmatch(lines[at + 1]):
            over = at - 1 if at and LINE.fullmatch(lines[at - 1]) and lines[at - 1].strip() else at
            lines[over : at + 2] = [""] * (at + 2 - over)
            break
    return "\n".join(lines)


@lru_cache(maxsize=2)  # what is asked for what is unknown in it is rendered next
def _rendered(text: str, quotes: str = "") -> tuple[str, tuple[Unknown, ...]]:
    writer = get_writer_class("html5")()
    try:
        typography = {"smart_quotes": True, "language_code": known_language(quotes)} if quotes else {}
        document, found = _parsed(text, **typography)
        core.publish_from_doctree(document, writer=writer, settings_overrides=dict(SETTINGS))
    except BROKEN:
        return f"<pre>{html.escape(text, quote=False)}</pre>", ()
    return str(writer.parts["fragment"]), found


def _parsed(text: str, **settings: object) -> tuple[nodes.document, tuple[Unknown, ...]]:
    """*text* as docutils' tree, and what was unknown in it."""
    found: list[Unknown] = []
    with ONE_AT_A_TIME, _answering(found):
        document = core.publish_doctree(allowed(text), settings_overrides={**SETTINGS, **settings})
    for node in [*document.findall(nodes.problematic)]:
        node.parent.replace(node, nodes.Text(node.astext()))
    for message in [*document.findall(nodes.system_message)]:
        if message.next_node(nodes.literal_block) is not None:  # what it is about is not in the text
            why = one_line(message[0].astext())
            found.append(Unknown(f"what docutils does not take ({why})", message.get("line", 1)))
        if message.parent is not None:
            message.parent.remove(message)
    for image in document.findall(nodes.image):
        image.attributes.pop("loading", None)  # "embed" would read a file
    return document, tuple(dict.fromkeys(found))


@contextmanager
def _answering(found: list[Unknown]) -> Iterator[None]:
    """The library with an answer to every name, given in its place, as Sphinx does; what is unknown goes to *found*.

    Names that a text defines for itself are forgotten after it.
    """
    ask_directive, ask_role = directives.directive, roles.role
    kept = [(names, dict(names)) for names in (vars(directives)["_directives"], vars(roles)["_roles"])]

    def directive(name: str, language: Any, document: nodes.document) -> tuple[type[Directive], list[Any]]:
        known, messages = ask_directive(name, language, document)
        kind = OURS.get(name.lower(), known or _Unknown)
        if kind is Role:  # whose options are those of the role that it makes
            return kind, messages
        return type(name, (kind,), {"option_spec": _Options(kind.option_spec or {}), "found": found}), messages

    def role(name: str, language: Any, line: int, reporter: Any) -> tuple[Any, list[Any]]:
        known, messages = ask_role(name, language, line, reporter)
        return OUR_ROLES.get(name.lower(), known or _Role(found)), messages

    vars(directives)["directive"], vars(roles)["role"] = directive, role
    try:
        yield
    finally:
        vars(directives)["directive"], vars(roles)["role"] = ask_directive, ask_role
        for names, before in kept:
            names.clear()
            names.update(before)


class _Options(dict[str, Any]):
    """Those that a directive knows, and any other with any value."""

    def __bool__(self) -> bool:
        return True

    def __missing__(self, _: str) -> Any:
        return directives.unchanged


class _Unknown(Directive):
    """A directive that nobody knows: its text stays. Words beside its name are text, a single one is none."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    found: list[Unknown]

    def run(self) -> list[nodes.Node]:
        self.found.append(Unknown(f'the markup of the directive "{self.name}"', self.lineno))
        inner = nodes.container()
        if self.arguments and len(self.arguments[0].split()) > 1:
            inner += nodes.paragraph("", "", *self.state.inline_text(self.arguments[0], self.lineno)[0])
        self.state.nested_parse(self.content, self.content_offset, inner)
        return inner.children


class _Refused(_Unknown):
    """A directive that brings in what is not the text."""

    def run(self) -> list[nodes.Node]:
        self.found.append(Unknown(f'the directive "{self.name}"', self.lineno))
        return []


class _Raw(_Refused):
    """HTML as it stands; none from a file. What is for other kinds of output has nothing to say here."""

    def run(self) -> list[nodes.Node]:
        if "file" in self.options or "url" in self.options:
            return super().run()
        return [nodes.raw("", "\n".join(self.content), format=" ".join(self.arguments).lower())]


class _Silent(_Unknown):
    """A directive that has nothing to say to a reader of a feed."""

    def run(self) -> list[nodes.Node]:
        return []


class _Only(_Unknown):
    """What is for some kinds of output alone: HTML is what readers get."""

    def run(self) -> list[nodes.Node]:
        said = " ".join(self.arguments)
        if "html" not in said and "not " not in said:
            return []
        inner = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, inner)
        return inner.children


class _Code(_Unknown):
    """Code as it stands: its options, which every generator has others of, are about its look."""

    def run(self) -> list[nodes.Node]:
        text = "\n".join(self.content)
        return [nodes.literal_block(text, text, classes=["code", *self.arguments[:1]])]


class _Role:
    """The words of a role that nobody knows, its target left out."""

    options: Mapping[str, Any] = _Options()

    def __init__(self, found: list[Unknown]) -> None:
        self._found = found

    def __call__(self, name: str, _raw: str, text: str, line: int, *_: Any, **__: Any) -> tuple[list[Any], list[Any]]:
        self._found.append(Unknown(f'the markup of the role "{name}"', line))
        return [nodes.Text(TARGET.sub("", text))], []


def _abbreviation(_name: str, _raw: str, text: str, *_rest: Any, **_more: Any) -> tuple[list[Any], list[Any]]:
    """`HTML (Hypertext Markup Language)`, as Sphinx and Pelican have it."""
    short, _, long = unescape(text).rstrip(")").partition(" (")
    title = f' title="{html.escape(long)}"' if long else ""
    return [nodes.raw("", f"<abbr{title}>{html.escape(short)}</abbr>", format="html")], []


def _html(_name: str, _raw: str, text: str, *_rest: Any, **_more: Any) -> tuple[list[Any], list[Any]]:
    return [nodes.raw("", unescape(text, restore_backslashes=True), format="html")], []


OURS: Final[Mapping[str, type[Directive]]] = {
    **dict.fromkeys(("chart", "include", "listing", "post-list"), _Refused),  # Nikola's are made of other files
    "raw": _Raw,
    **dict.fromkeys(("contents", "highlight", "index", "sectnum", "section-numbering", "toctree"), _Silent),
    "only": _Only,
    **dict.fromkeys(("code", "code-block", "sourcecode"), _Code),
}
OUR_ROLES: Final[Mapping[str, Any]] = {"abbr": _abbreviation, HTML_ROLE: _html}
