"""Links whose destination is a generator's own reference: each led to the address that it means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feedtool.dialects import elements

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedtool.dialects import Around

BEFORE: Final = (
    r"(?:(?P<inline>\]\([ \t]{0,9}+)(?P<angle><)?|(?P<definition>^[ ]{0,3}\[[^\]\n]{1,500}\]:[ \t]{0,9}+)(?P<corner><)?"
    r"|(?P<attribute>\b(?:href|src|srcset|poster|data|cite)[ \t]{0,9}=[ \t]{0,9}+)(?P<quote>[\"'])?)"
)
REFERENCE: Final = r"(?(angle)[^<>\n]*+|(?(corner)[^<>\n]*+|(?(quote)[^\"'<>\n]*+|[^\s<>()\"']*+)))"
TITLE: Final = re.compile(r"[ \t]{0,9}+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}')?[ \t]{0,9}+\)")
LONGEST_TEXT: Final = 5000  # characters between the brackets of a link


# The files of other posts: paths, no addresses.
NOTES: Final = (
    r"(?![a-zA-Z][a-zA-Z0-9+.-]{1,30}:|//|#)(?=[^<>()\n]{1,500}\.(?:md|markdown|rst|qmd|ipynb)(?:[#>)\s\"']|$))"
)


def pattern(start: str) -> re.Pattern[str]:
    """What finds the destinations that begin with *start*, a regular expression without groups."""
    return re.compile(f"{BEFORE}(?P<reference>{start}{REFERENCE})", re.MULTILINE)


def resolve(reference: str, around: Around, *, known: Callable[[str], str] = lambda path: path) -> str | None:
    """The address of *reference*, its query and fragment put back; *known* makes of a path what `link_to` knows."""
    path = re.split("[?#]", reference, maxsplit=1)[0]
    found = around.link_to(known(path))
    return None if found is None else found + reference[len(path) :]


def redirected(text: str, wanted: re.Pattern[str], address_of: Callable[[re.Match[str]], str | None]) -> str:
    """*text* with the destinations that *wanted* finds led to what *address_of* says; where it says None the link is
    gone, and its text stays.
    """
    shown: list[str] = []
    at = 0
    for found in wanted.finditer(text):
        if found.start() < at:
            continue
        address = address_of(found)
        if address is not None:
            shown += [text[at : found.start("reference")], elements.address(address)]
            at = found.end()
        elif found["inline"]:
            at = _unlink(shown, text, at, found)
        elif found["definition"]:
            shown += [text[at : found.start("reference")], "#"]
            at = found.end()
        else:
            shown.append(text[at : found.start()].rstrip(" \t"))
            at = found.end() + (1 if found["quote"] else 0)
    return "".join([*shown, text[at:]])


def _unlink(shown: list[str], text: str, at: int, found: re.Match[str]) -> int:
    """Put the text of a link, without its brackets, and of a picture nothing; give where *text* goes on."""
    end = found.end() + (1 if found["angle"] else 0)
    title = TITLE.match(text, end)
    closed = title.end() if title else end
    opened = _bracket(text, max(at, found.start() - LONGEST_TEXT), found.start())
    if opened is None:
        shown.append(text[at : found.start()])
        return closed
    if text[opened - 1 : opened] == "!" and opened > at:
        shown.append(text[at : opened - 1])
    else:
        shown += [text[at:opened], text[opened + 1 : found.start()]]
    return closed


def _bracket(text: str, start: int, end: int) -> int | None:
    """Where the bracket was opened that closes at *end*."""
    depth = 1
    for index in range(end - 1, start - 1, -1):
        if text[index] in "[]" and text[index - 1 : index] != "\\":
            depth += 1 if text[index] == "]" else -1
            if not depth:
                return index
    return None
