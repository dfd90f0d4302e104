"""MkDocs with Material: admonitions, tabs, and the marks that PyMdown's extensions add."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool.dialects import attributes, elements, mkdocs_links
from feedtool.dialects.fences import WIDTH, Fence, indent_of, plain_opening
from feedtool.dialects.shield import Shield

if TYPE_CHECKING:
    from feedtool.dialects import Around

TRIGGER: Final = re.compile(
    r"!!!|\?\?\?|===|--8<--|:[a-z]+-|\+\+|==|\^|~|\[=|\{|\)!|\[TOC\]|#!|\]\(|\]:|^[ \t]+[`~]{3}|[`~]{3}[ \t]*\{",
    re.MULTILINE | re.IGNORECASE,
)
BOX: Final = re.compile(
    r"(?P<indent>[ \t]*+)(?:!!!|\?\?\?\+?)[ \t]*+(?P<kinds>[\w-]++(?:[ \t]++[\w-]++)*+)?[ \t]*+"
    r"(?:\"(?P<title>[^\n]*)\")?[ \t]*+"
)
TAB: Final = re.compile(r"(?P<indent>[ \t]*+)===[!+]{0,2}[ \t]++[\"'](?P<title>[^\n]*)[\"'][ \t]*+")
SNIPPET: Final = re.compile(r"[ \t>]*+(?:[^\n;]{0,200}[ \t])?-{1,}8<-{1,}(?:[ \t]++[\"'](?P<file>[^\"'\n]*)[\"'])?")
OPENING: Final = '<blockquote markdown="1">'  # or Python-Markdown reads no Markdown in it
LANGUAGE: Final = re.compile(r"(?<!`)`(?:#!|:::)[\w+#.-]{1,50}+[ \t]++(?=[^`\s])")  # of code inside a line
ANNOTATED: Final = re.compile(r"\((\d{1,3})\)!")
KEY: Final = r"(?:[\w-]{1,30}+|\"[^\"\n]{1,50}+\")"
KEYS: Final = re.compile(rf"(?<![\w+])\+\+({KEY}(?:\+{KEY}){{0,9}}+)\+\+(?![\w+])")
MARKS: Final = (  # what finds it, what it becomes
    (re.compile(r":(?:material|fontawesome|octicons|simple)-[a-z0-9-]{1,100}+:(?:\{[^}\n]{0,200}+\})?[ \t]?"), ""),
    (re.compile(r"\[=[ \t]*+(\d[\d.]{0,9}+%?)[ \t]*+\]"), r"\1"),
    (re.compile(r"\[=[ \t]*+\d[\d./]{0,19}+%?[ \t]++\"([^\"\n]{0,200}+)\"[ \t]*+\]"), r"\1"),
    (re.compile(r"\{>>[^{}\n]{0,2000}?<<\}"), ""),  # remarks of CriticMarkup, and its changes
    (re.compile(r"\{~~([^{}\n]{1,1000}?)~>([^{}\n]{0,1000}?)~~\}"), r"<del>\1</del><ins>\2</ins>"),
    (re.compile(r"\{--([^{}\n]{1,2000}?)--\}"), r"<del>\1</del>"),
    (re.compile(r"\{\+\+([^{}\n]{1,2000}?)\+\+\}"), r"<ins>\1</ins>"),
    (re.compile(r"\{(==[^{}\n]{1,2000}?==)\}"), r"\1"),
    (
        re.compile(r"(?<![=\\])==(?=[^\s=])([^\n=]{1,2000}+(?:=[^\n=]{1,2000}+){0,5}?)(?<=\S)==(?!=)"),
        r"<mark>\1</mark>",
    ),
    (re.compile(r"(?<![\^\\])\^\^(?=[^\s^])([^\n^]{1,2000}+)(?<=\S)\^\^"), r"<ins>\1</ins>"),
    (re.compile(r"(?<![\^\\\[])\^([^\s^\[\]]{1,100}+)\^"), r"<sup>\1</sup>"),
    (re.compile(r"(?<![~\\])~~(?=[^\s~])([^\n~]{1,2000}+)(?<=\S)~~(?!~)"), r"<del>\1</del>"),
    (re.compile(r"(?<![~\\])~([^\s~]{1,100}+)~(?!~)"), r"<sub>\1</sub>"),
    (ANNOTATED, r"(\1)"),
    (re.compile(r"^[ \t]{0,3}\[TOC\][ \t]*+$", re.MULTILINE | re.IGNORECASE), ""),
)


class Body(NamedTuple):
    """What is indented below a construction, and how it is shown."""

    columns: int  # where it begins
    before: str = ""  # what stands before each of its lines when it is shown
    closing: str = ""


def expand(text: str, around: Around) -> str:
    """*text* with the bodies of boxes and tabs to the left, where Markdown reads them, and plain marks. For
    Python-Markdown, which reads a fence only at the left edge: deeper ones become indented code.
    """
    if not TRIGGER.search(text):
        return text
    shield = Shield(_Boxes(around).out_of(text))
    shown = mkdocs_links.led(attributes.without(shield.text), shield, around)
    for wanted, became in MARKS:
        shown = wanted.sub(became, shown)
    return shield.restored(KEYS.sub(_keys, shown))


class _Boxes:
    """Takes the bodies of boxes, tabs and nested code to where they are read."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._shown: list[str] = []
        self._bodies = [Body(0)]
        self._fence = Fence()
        self._code: str | None = None  # what stands before each line of indented code; None: it is a fence

    def out_of(self, text: str) -> str:
        for number, line in enumerate(text.split("\n"), 1):
            self._leave(line)
            text = _dedented(line, self._bodies[-1].columns)
            was_open = self._fence.is_open
            if self._fence.holds(text):
                self._show_code(text, number, was_open=was_open)
            elif (found := BOX.fullmatch(text)) and (found["kinds"] or found["title"] is not None):
                self._enter(_title(found), len(found["indent"].expandtabs(WIDTH)), is_box=True)
            elif found := TAB.fullmatch(text):
                self._enter(found["title"], len(found["indent"].expandtabs(WIDTH)), is_box=False)
            elif "8<-" not in text or not _is_snippet(text, number, self._around):
                self._show(LANGUAGE.sub("`", text))
        while len(self._bodies) > 1:
            self._show_closing(self._bodies.pop())
        return "\n".join(self._shown)

    def _show(self, *lines: str) -> None:
        before = self._bodies[-1].before
        self._shown += [before + line if line else before.rstrip() for line in lines]

    def _leave(self, line: str) -> None:
        """Close what *line* is no longer in."""
        columns = indent_of(line)
        while line.strip() and columns < self._bodies[-1].columns:
            self._show_closing(self._bodies.pop())
            self._fence = Fence()

    def _show_closing(self, body: Body) -> None:
        self._show("", *([body.closing, ""] if body.closing else []))

    def _enter(self, title: str, indent: int, *, is_box: bool) -> None:
        above = self._bodies[-1]
        before, closing = above.before + " " * indent, ""
        if is_box and before:
            self._show("")
            before += "> "
        elif is_box:
            self._show("", OPENING, "")
            closing = "</blockquote>"
        else:
            self._show("")
        self._bodies.append(Body(above.columns + indent + WIDTH, before, closing))
        if title:
            self._show(f"<strong>{title}</strong>", "")

    def _show_code(self, line: str, number: int, *, was_open: bool) -> None:
        """Snippets are put into code, too, and what marks a remark is not shown."""
        indent = indent_of(line)
        if not was_open:
            is_nested = indent >= WIDTH or bool(self._bodies[-1].before.strip())
            self._code, self._columns = (" " * (indent + WIDTH) if is_nested else None), indent
            self._show("" if is_nested else plain_opening(line.lstrip()))
        elif not self._fence.is_open:
            self._show("" if self._code is not None else line.lstrip())
        elif "8<-" not in line or not _is_snippet(line, number, self._around):
            text = ANNOTATED.sub(r"(\1)", _dedented(line, self._columns))
            self._show((self._code or "") + text if text.strip() else "")


def _dedented(line: str, columns: int) -> str:
    """*line* without the blanks of its first *columns*."""
    if not columns:
        return line
    blank = line[: len(line) - len(line.lstrip(" \t"))]
    return blank.expandtabs(WIDTH)[columns:] + line[len(blank) :]


def _title(found: re.Match[str]) -> str:
    if found["title"] is not None:
        return found["title"].replace('\\"', '"')
    return found["kinds"].split()[0].replace("-", " ").capitalize()


def _is_snippet(line: str, number: int, around: Around) -> bool:
    """Whether *line* asks for a file to stand in its place. Nobody reads that here."""
    found = SNIPPET.match(line)
    if found is None:
        return False
    if found["file"] is not None:
        around.warn(f'--8<-- "{found["file"]}"', number)
    return True


def _keys(found: re.Match[str]) -> str:
    keys = re.findall(KEY, found[1])
    return "+".join(
        f"<kbd>{elements.plain(key.strip(chr(34)) if key[0] == chr(34) else _key(key))}</kbd>" for key in keys
    )


def _key(name: str) -> str:
    return name.replace("-", " ").capitalize()
