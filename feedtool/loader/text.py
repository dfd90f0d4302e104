"""Pages saved as plain text: the source type "text".

A browser keeps the words of a page and loses its shape. What can be relied on: the title stands right above a line
that is nothing but a date, the post follows, and a host's own phrases ("Recent Posts") say where it ends.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool import dates
from feedtool.loader.raw import File, Raw, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

suffixes: Final = (".txt", ".text")

TITLE_WORDS: Final = 20  # a longer line is a paragraph
# Lines with which hosts end a post, folded.
ENDS: Final = frozenset({
    "please reload", "recent posts", "related posts", "you might also like", "see all", "share this:", "share this",
    "leave a comment", "leave a reply", "post a comment", "no comments", "newer post", "older post", "back to top",
    "loading...", "like loading...",
})  # fmt: skip
# Words that a host says too, and an author may: they end a post only where no paragraph follows.
LIKELY_ENDS: Final = frozenset({"comments", "previous", "next", "subscribe", "read more", "tags:"})
PARAGRAPH_WORDS: Final = 12  # a host's own lines are shorter
BYLINE: Final = re.compile(r"(?:written\s+)?by\s+(?P<name>\S.{0,60})", re.IGNORECASE)
# "©", or a word for it with a year: "(c) a third way" and "Copyright is strange" are sentences.
RIGHTS: Final = re.compile(
    r"(?:©|(?:copyright|\(c\))(?=[\s:()c]*\d{4}|.*©|.*\ball rights reserved))(?:\s|:|©|\(c\)|copyright)*(?P<rest>.*)",
    re.IGNORECASE,
)
YEARS: Final = re.compile(r"(?:\d{4}(?:\s*[-–]\s*(?:\d{4}|present))?)?[\s,]*(?:by\s+)?", re.IGNORECASE)
RESERVED: Final = re.compile(r"[\s.,]*all rights reserved[\s.]*$", re.IGNORECASE)


class Line(NamedTuple):
    """A line that is not blank: its number, its text, and whether a blank one stands before it."""

    number: int
    text: str
    starts: bool


def read(file: File) -> Iterator[Raw]:
    """The one post of a saved page. Raises SourceError where no title stands above a date."""
    lines = list(_lines(file.text))
    top = _title(lines, file.rules)
    if top is None:
        raise SourceError(
            "F110", "no title with a date below it", "a line with the title, then a line that is only a date",
            "add the two lines above the text",
        )  # fmt: skip
    title, date = lines[top], lines[top + 1]
    byline = BYLINE.fullmatch(title.text)
    if byline and top:
        title = lines[top - 1]
    rights = next((text for line in lines if (text := _rights(line.text))), None)
    metadata: dict[str, object] = {"title": title.text, "date": date.text}
    if rights:
        metadata["rights"] = rights
    if byline and title is not lines[top]:
        metadata["author"] = byline["name"]
    yield Raw(
        metadata=metadata,
        body="\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in _paragraphs(lines[top + 2 :])),
        type="text/html",
        lines={"title": title.number, "date": date.number},
        rule="saved page",
        fallbacks={"authors": _holder(rights)} if rights else {},
    )


def _lines(text: str) -> Iterator[Line]:
    starts = True
    for number, line in enumerate(text.split("\n"), 1):
        words = " ".join(line.split())  # no-break and doubled spaces are how editors pushed words about
        if words:
            yield Line(number, words, starts)
        starts = not words


def _title(lines: list[Line], rules: dates.Rules) -> int | None:
    for index in range(len(lines) - 1):
        title = lines[index].text
        if (
            _is_date(lines[index + 1].text, rules)
            and not _is_date(title, rules)
            and title.lower() not in ENDS
            and not RIGHTS.match(title)
            and len(title.split()) <= TITLE_WORDS
        ):
            return index
    return None


def _is_date(line: str, rules: dates.Rules) -> bool:
    try:
        dates.read(line, rules)
    except dates.Refused as why:
        return bool(why.readings)  # 03/04/2019 is a date, only not one that can be told
    return True


def _paragraphs(lines: list[Line]) -> list[str]:
    paragraphs: list[str] = []
    for index, line in enumerate(lines):
        if line.text.lower() in ENDS or (line.text.lower() in LIKELY_ENDS and _is_over(lines[index:])):
            break
        if _rights(line.text):
            continue
        if line.starts or not paragraphs:
            paragraphs.append(line.text)
        else:
            paragraphs[-1] += f" {line.text}"
    return paragraphs


def _is_over(lines: list[Line]) -> bool:
    return all(len(line.text.split()) < PARAGRAPH_WORDS for line in lines)


def _rights(line: str) -> str | None:
    return line.rstrip(". ") if RIGHTS.match(line) and len(line) < 100 else None  # noqa: PLR2004 - longer is a sentence


def _holder(rights: str) -> str:
    found = RIGHTS.match(rights)
    rest = found["rest"] if found else ""
    return RESERVED.sub("", YEARS.sub("", rest, count=1)).strip(" .,")
