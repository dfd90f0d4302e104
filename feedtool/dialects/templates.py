"""The tags `{% %}` and outputs `{{ }}` of a text, as Liquid and Nunjucks have them, and which tags make pairs."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEEPEST: Final = 50  # pairs within pairs; what is deeper keeps its text and loses its tags
OPENING: Final = re.compile(r"\{([{%#])(-?)")
VERBATIM_ENDS: Final = {
    name: re.compile(rf"\{{%-?+\s*+end{name}\s*+-?%\}}") for name in ("raw", "verbatim")
}  # fmt: skip
TAG: Final = re.compile(r"\s*+(?P<name>[\w.:/-]*\w|#)?\s*+(?P<arguments>.*)\Z", re.DOTALL)
CLOSERS: Final = {"{": "}}", "%": "%}", "#": "#}"}


class Kind(Enum):
    """What a piece of a template is."""

    TEXT = auto()
    OUTPUT = auto()
    TAG = auto()


class Token(NamedTuple):
    """A piece of a template."""

    kind: Kind
    text: str  # what is shown, an output's expression, or a tag's arguments
    position: int  # in the whole text
    name: str = ""  # of a tag


class Scanner:
    """Cuts *text* into tokens. Nothing in *code* is one; *comment* says how a comment begins, where there are any."""

    def __init__(self, text: str, *, code: Sequence[tuple[int, int]] = (), comment: str = "") -> None:
        self._text, self._code = text, code
        self._comment = re.compile(comment) if comment else None
        self._missing: set[str] = set()  # closers that do not come any more
        self._strips = False  # the white space after the last tag

    def tokens(self) -> Iterator[Token]:
        """The tokens, in order. A raw block is text; one that never ends is none."""
        at = look = code = 0
        while found := OPENING.search(self._text, look):
            while code < len(self._code) and self._code[code][1] <= found.start():
                code += 1
            if code < len(self._code) and self._code[code][0] <= found.start():
                look = self._code[code][1]
                continue
            end = self._end(found)
            if end is None:
                look = found.end()
                continue
            yield self._shown(at, found.start(), strips=bool(found[2]))
            at = look = end
            self._strips = self._text[end - 3] == "-" and end - 3 >= found.end()
            if found[1] != "#":
                token = self._token(found, end)
                yield token
                at = look = self._after_raw(token) if token.kind is Kind.TEXT else end
        yield self._shown(at, len(self._text), strips=False)

    def _end(self, opening: re.Match[str]) -> int | None:
        closer = CLOSERS[opening[1]]
        if closer in self._missing:
            return None
        if opening[1] == "#" and not (self._comment and self._comment.match(self._text, opening.start())):
            return None
        at = self._text.find(closer, opening.end() - len(opening[2]))
        if at < 0:
            self._missing.add(closer)
            return None
        return at + len(closer)

    def _shown(self, start: int, end: int, *, strips: bool) -> Token:
        text = self._text[start:end]
        text = text.lstrip() if self._strips else text
        return Token(Kind.TEXT, text.rstrip() if strips else text, start)

    def _after_raw(self, raw: Token) -> int:
        """Where *raw*, a whole raw block, ends."""
        closing = VERBATIM_ENDS[raw.name].match(self._text, raw.position + len(raw.text))
        end = closing.end() if closing else raw.position + len(raw.text)
        self._strips = self._text[end - 3] == "-"
        return end

    def _token(self, opening: re.Match[str], end: int) -> Token:
        inner = self._text[opening.end() : end - 2].removesuffix("-")
        if opening[1] == "{":
            return Token(Kind.OUTPUT, inner.strip(), opening.start())
        found = TAG.match(inner)
        name, arguments = (found["name"] or "", found["arguments"].rstrip()) if found else ("", "")
        ends = VERBATIM_ENDS.get(name)
        if ends and f"end{name}" not in self._missing:
            closing = ends.search(self._text, end)
            if closing:
                return Token(Kind.TEXT, self._text[end : closing.start()], end, name)
            self._missing.add(f"end{name}")
        return Token(Kind.TAG, arguments, opening.start(), name)


def partners(tokens: Sequence[Token]) -> dict[int, int]:
    """Of each tag that another ends, where that one is: "x" and "endx" make a pair."""
    found: dict[int, int] = {}
    opened: list[int] = []
    names: dict[str, int] = {}  # how often each name is opened
    for index, token in enumerate(tokens):
        if token.kind is not Kind.TAG:
            continue
        begun = token.name.removeprefix("end")
        if begun != token.name and names.get(begun):
            while True:
                last = opened.pop()
                names[tokens[last].name] -= 1
                if tokens[last].name == begun:
                    break
            found[last] = index
        else:
            opened.append(index)
            names[token.name] = names.get(token.name, 0) + 1
    return _shallow(found)


def _shallow(partner: dict[int, int]) -> dict[int, int]:
    """*partner* without the pairs that are too deep."""
    kept: dict[int, int] = {}
    ends: list[int] = []
    for start, end in sorted(partner.items()):
        while ends and ends[-1] < start:
            ends.pop()
        if len(ends) < DEEPEST:
            kept[start] = end
            ends.append(end)
    return kept
