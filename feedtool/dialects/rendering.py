"""A template rendered as far as it is a function of the text: known tags, known names; the rest is told and dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool.dialects import expressions, links, media
from feedtool.dialects.arguments import read
from feedtool.dialects.elements import anchor
from feedtool.dialects.tags import Lines
from feedtool.dialects.templates import Kind, Scanner, partners

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from feedtool.dialects import Around
    from feedtool.dialects.templates import Token

LONGEST: Final = 5_000_000  # characters that loops and values may add to a text
ROUND: Final = 100  # what each of them costs beside
LONGEST_NAME: Final = 60  # characters of an expression, where it is shown
OUTPUT: Final = re.compile(r"\{\{-?([^{}]{0,500})-?\}\}")
FARTHEST: Final = 200  # characters that may stand before a tag that begins its line
LINE_START: Final = re.compile(r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+")
MARKER: Final = re.compile(r"[-*+]|\d++[.)]")
BLOCK: Final = re.compile(r"<(?:figure|blockquote|div|p|pre|img|table|ul|ol)\b")
NEXT_LINE: Final = re.compile(r"[ \t]*+\n[ \t>]*+[^\s>]")
SAME_LINE: Final = re.compile(r"[ \t]*+\S")
ADDRESS: Final = re.compile(r"https?://\S+")
NOWHERE: Final = "feedtool:nowhere"  # the address of what nobody knows, until its link is undone
UNKNOWN_LINK: Final = links.pattern(NOWHERE)


class Address(str):
    """What a tag shows, where it is a whole address: whatever the author put before it for the site is not needed."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What a generator's templates know."""

    tags: Mapping[str, Callable[[Call], str | None]]  # None: nothing that is known
    filters: Callable[[Around], Mapping[str, Callable[..., Any]]]
    names: Callable[[Around], dict[str, Any]]
    comment: str = ""  # how a comment begins, where there are any


class Call(NamedTuple):
    """A tag, as its function gets it."""

    run: Rendering
    token: Token
    start: int  # the tokens inside; nothing is inside a single tag
    stop: int

    @property
    def is_pair(self) -> bool:
        return self.stop >= self.start

    @property
    def arguments(self) -> str:
        """What stands behind the name, outputs in it done."""
        return OUTPUT.sub(lambda found: self.run.output(found[1].strip(), self.token.position), self.token.text)

    def inner(self) -> str:
        """What stands inside, rendered."""
        return self.run.between(self.start, self.stop)

    def warn(self, name: str = "") -> None:
        self.run.warn(name or f"{{% {self.token.name} %}}", self.token.position)

    @property
    def indent(self) -> str | None:
        """The white space before the tag; None where it does not begin its line."""
        text, at = self.run.text, self.token.position
        start = text.rfind("\n", 0, at) + 1
        found = LINE_START.fullmatch(text, start, at) if at - start <= FARTHEST else None
        return MARKER.sub(lambda marker: " " * len(marker[0]), found[0]) if found else None


class Rendering:
    """Renders one text."""

    def __init__(self, text: str, language: Language, around: Around, code: Sequence[tuple[int, int]] = ()) -> None:
        self.text, self.language, self.around = text, language, around
        self.tokens = list(Scanner(text, code=code, comment=language.comment).tokens())
        self.names = language.names(around)
        self._partners = partners(self.tokens)
        self._filters = language.filters(around)
        self._lines = Lines(text)
        self._room = LONGEST
        self._root, base = root_and_base(around)
        self._before_address = {self._root, base, self._root + base}

    def whole(self) -> str:
        """The text, rendered."""
        text = self.between(0, len(self.tokens))
        if NOWHERE in text:
            text = links.redirected(text, UNKNOWN_LINK, lambda _: None).replace(NOWHERE, "")
        return text

    def between(self, start: int, stop: int) -> str:
        """The tokens from *start* to *stop*, rendered."""
        shown: list[str] = []
        index = start
        while index < stop:
            token, last = self.tokens[index], self._partners.get(index, index)
            piece = token.text if token.kind is Kind.TEXT else self._piece(token, index, last)
            if isinstance(piece, Address):
                piece = self._placed(piece, shown)
            if piece:
                shown.append(piece)
            index = last + 1
        return "".join(shown)

    def _placed(self, address: Address, before: list[str]) -> str:
        """*address* as the generator writes it, from the site's root, and whole where *before* ends with the site's."""
        is_whole = False
        while before and before[-1] in self._before_address:
            is_whole |= before.pop().startswith(self._root)
        return address if is_whole or not address.startswith(f"{self._root}/") else address.removeprefix(self._root)

    def _piece(self, token: Token, index: int, last: int) -> str:
        if token.kind is Kind.OUTPUT:
            return self.output(token.text, token.position)
        call = Call(self, token, index + 1, last)
        shown = self._tag(call)
        if not BLOCK.match(shown.lstrip()):
            return shown
        # HTML on lines of its own needs a blank line below it before Markdown goes on.
        end = self.tokens[last + 1].position
        is_met = NEXT_LINE.match(self.text, end) or (shown.endswith("\n") and SAME_LINE.match(self.text, end))
        return f"{shown}{(call.indent or '').rstrip()}\n" if is_met and call.indent is not None else shown

    def _tag(self, call: Call) -> str:
        name = call.token.name
        known = self.language.tags.get(name)
        shown = known(call) if known else None if call.is_pair else media.embed(name, read(call.arguments))
        if shown is not None:
            return shown
        if call.is_pair:
            return call.inner()
        if (found := ADDRESS.match(call.arguments.strip("\"' "))) and not known:
            return anchor(found[0].rstrip("\"'"))
        call.warn()
        return ""

    def output(self, expression: str, position: int) -> str:
        """What *expression* prints; nothing, and a warning, where nobody here knows."""
        try:
            return self.room_for(expressions.shown(self.value(expression)))
        except (expressions.UnknownError, RecursionError, ValueError):  # a list in itself, a number of 5000 digits
            words = " ".join(expression.split())
            self.warn(f"{{{{ {words if len(words) <= LONGEST_NAME else words[:LONGEST_NAME] + '…'} }}}}", position)
            return ""

    def value(self, expression: str) -> Any:
        """What *expression* is. Raises UnknownError."""
        return expressions.value_of(expression, self.names, self._filters)

    def holds(self, condition: str) -> bool:
        """Whether *condition* is true. Raises UnknownError."""
        return expressions.holds(condition, self.names, self._filters)

    def room_for(self, text: str) -> str:
        """*text*, unless the whole grows beyond all measure. Raises UnknownError."""
        self._room -= len(text) + ROUND
        if self._room < 0:
            raise expressions.UnknownError("too long")
        return text

    def branches(self, call: Call, names: frozenset[str]) -> list[tuple[Token, int, int]]:
        """The parts of a tag's inside that tags with *names* part, each with the tag before it."""
        parts = [(call.token, call.start)]
        index = call.start
        while index < call.stop:
            token = self.tokens[index]
            if token.kind is Kind.TAG and token.name in names:
                parts.append((token, index + 1))
            index = self._partners.get(index, index) + 1
        ends = [start - 1 for _, start in parts[1:]]
        return [(token, start, end) for (token, start), end in zip(parts, [*ends, call.stop], strict=True)]

    def warn(self, name: str, position: int) -> None:
        """Tell of *name*, which is not shown."""
        self.around.warn(name, self._lines.at(position))


def root_and_base(around: Around) -> tuple[str, str]:
    """The site's address without its path, and its path; no slash ends either."""
    root, slashes, rest = around.site.partition("://")
    host, slash, path = rest.partition("/")
    return f"{root}{slashes}{host}", f"{slash}{path}".rstrip("/")


def rooted(address: str, around: Around) -> str:
    """*address*, which templates of the site put below its path when it begins with one slash."""
    base = root_and_base(around)[1]
    is_below = address == base or address.startswith((f"{base}/", "//"))
    return base + address if address.startswith("/") and not is_below else address
