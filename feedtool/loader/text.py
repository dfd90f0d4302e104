"""Pages saved as plain text: the source type "text".

A browser keeps the words of a page and loses its shape. What can be relied on: a title stands beside a line that is
nothing but a date, with names and marks at most; the post is what follows, up to the host's own words. Those are data:
`data/hosts.json`.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from feedtool.errors import quoted
from feedtool.loader.dateline import BY, Dateline, dateline, edited, is_name
from feedtool.loader.hosts import hosts, is_chrome, is_paragraph
from feedtool.raw import File, Raw, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from feedtool.dates import Rules

suffixes: Final = (".txt", ".text")

TITLE_WORDS: Final = 20  # a longer line is a paragraph
NEAR: Final = 3  # lines around a date in which a host says how long the reading takes, and the like
# "©", or a word for it with a year: "(c) a third way" and "Copyright is strange" are sentences.
RIGHTS: Final = re.compile(
    r"(?:©|(?:copyright|\(c\))(?=[\s:()c]*\d{4}|.*©|.*\ball rights reserved))(?:\s|:|©|\(c\)|copyright)*(?P<rest>.*)",
    re.IGNORECASE,
)
YEARS: Final = re.compile(r"(?:\d{4}(?:\s*[-–]\s*(?:\d{4}|present))?)?[\s,]*(?:by\s+)?", re.IGNORECASE)
RESERVED: Final = re.compile(r"[\s.,]*all rights reserved[\s.]*$", re.IGNORECASE)
LONGEST_RIGHTS: Final = 100  # characters; longer is a sentence
NUMBERED: Final = re.compile(r"\[\d+\](?=\S)")  # lynx numbers its links
POSTED_BY: Final = re.compile(r"posted by (?P<name>.+?)(?: on .+?)? at \d.*", re.IGNORECASE)
BULLET: Final = re.compile(r"(?:[*+•◦‣-]|\d{1,2}[.)])\s+\S")
# "3 days ago" counts from a day that nobody knows.
RELATIVE: Final = re.compile(
    r"(?:posted |published )?(?:(?:\d+|an?) (?:second|minute|hour|day|week|month|year)s? ago|yesterday|today"
    r"|vor \d+ \w+|il y a \d+ \w+|hace \d+ \w+|\d+ \w+ fa|há \d+ \w+|\d+ \w+ geleden"
    r"|\d+ ?(?:日|時間|か月|年|天|小时|个月)前)",
    re.IGNORECASE,
)
SENTENCE: Final = 8  # words; a line of so many that ends in a full stop is no title
WRITTEN_BY: Final = re.compile(r"written by(?: .+)?", re.IGNORECASE)
LABELS: Final = re.compile(r"(?:labels|tags|tagged(?: with)?|schlagwörter)\s*:\s*(?P<words>\S.*)", re.IGNORECASE)
HASHTAGS: Final = re.compile(r"#\S+(?:\s+#\S+)*")


class Line(NamedTuple):
    """A line that is not blank: its number, its text, and whether a blank one stands before it."""

    number: int
    text: str
    starts: bool


class Head(NamedTuple):
    """Where a post begins: its title, its date, and the lines that belong to them."""

    title: Line
    date: Line
    said: Dateline
    author: str | None
    body: int  # the first line below
    end: int | None = None  # the first line beyond, where the date stands below the text


def read(file: File) -> Iterator[Raw]:
    """The one post of a saved page. Raises SourceError where no title stands beside a date."""
    lines = _joined(list(_lines(file.text)))
    head = _head(lines, file.rules, _name_of(file.path))
    if any(hosts().refusals.fullmatch(line.text.lower()) for line in lines[:10]):
        raise SourceError(
            "F111", "an error that a host shows in place of a page", "a post", "save the page again, or take it away",
        )  # fmt: skip
    if head is None and (ago := next((line for line in lines if RELATIVE.fullmatch(line.text)), None)):
        raise SourceError(
            "F110", f"{quoted(ago.text)}, which is no date", "a line with the title, then a line that is only a date",
            "write the day in its place", line=ago.number,
        )  # fmt: skip
    if head is None:
        raise SourceError(
            "F110", "no title with a date beside it", "a line with the title, then a line that is only a date",
            "add the two lines above the text",
        )  # fmt: skip
    rights = next((text for line in lines if (text := _rights(line.text))), None)
    body, after = _text(lines, head, file.rules)
    metadata: dict[str, object] = {"title": head.title.text, "date": head.said.date}
    for key, value in (
        ("author", head.author or _found(POSTED_BY, after, "name")),
        ("rights", rights),
        (
            "updated",
            next((date for line in lines[: head.body + NEAR] if (date := edited(line.text, file.rules))), None),
        ),
        ("tags", _tags(after)),
    ):
        if value:
            metadata[key] = value
    yield Raw(
        metadata=metadata,
        body="\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in body),
        type="text/html",
        lines={"title": head.title.number, "date": head.date.number},
        rule="saved page",
        fallbacks={"authors": _holder(rights)} if rights else {},
    )


# -- lines -----------------------------------------------------------------------------------------------------------


def _lines(text: str) -> Iterator[Line]:
    starts = True
    for number, line in enumerate(text.split("\n"), 1):
        words = " ".join(
            NUMBERED.sub("", line).split()
        )  # no-break and doubled spaces are how editors pushed words about
        if words:
            yield Line(number, words, starts)
        starts = not words


def _joined(lines: list[Line]) -> list[Line]:
    """*lines*, with small words that stand alone joined to the next: by, in, on."""
    joined: list[Line] = []
    for line in lines:
        if joined and joined[-1].text.lower() in hosts().connectors:
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text} {line.text}")
        else:
            joined.append(line)
    return joined


# -- the head ----------------------------------------------------------------------------------------------------------


def _head(lines: list[Line], rules: Rules, name: str) -> Head | None:
    # Blogger: the day, then its posts
    below_first = any(POSTED_BY.fullmatch(line.text) and not dateline(line.text, rules) for line in lines)
    for index, line in enumerate(lines):
        if said := dateline(line.text, rules):
            ways = (_below, _above) if below_first or _is_doubled(lines, index) else (_above, _below)
            heads = [head for way in ways if (head := way(lines, index, said, rules))]
            if heads and not _is_after_text(lines, index):
                named = [head for head in heads if _folded(head.title.text) and _folded(head.title.text) in name]
                return _with_name((named or heads)[0], lines, name)
    return _behind(lines, rules)


def _is_doubled(lines: list[Line], index: int) -> bool:
    """Whether a name stands twice above the date, as of a portrait and its owner: DEV."""
    return index > 1 and lines[index - 1].text == lines[index - 2].text and is_name(lines[index - 1].text)


def _is_after_text(lines: list[Line], index: int) -> bool:
    """Whether more text stands above than below: then the date is another post's, or a comment's."""
    above, below = _length(lines[:index]), _length(lines[index + 1 :])
    return above > below


def _length(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines if is_paragraph(line.text))


def _name_of(path: str) -> str:
    """What a browser calls a page that it saves: the page's title, often with the site's behind it."""
    return _folded(path.rpartition("/")[2].rpartition(".")[0])


def _folded(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _with_name(head: Head, lines: list[Line], name: str) -> Head:
    """*head*; where the file is called after a line just above its title, that is the title, and the other a name."""
    at = next(index for index, line in enumerate(lines) if line.number == head.title.number)
    if _folded(head.title.text) and _folded(head.title.text) in name:
        return head
    for line in lines[max(0, at - NEAR) : at]:
        if len(_folded(line.text)) > 1 and name.startswith(_folded(line.text)) and not is_chrome(line.text):
            return head._replace(title=line, author=head.author or head.title.text)
    return head


def _above(lines: list[Line], index: int, said: Dateline, rules: Rules) -> Head | None:
    """The head whose title stands above its date, with a subtitle and a name between them at most."""
    block, author = _block(lines[:index], said, rules)
    if not block:
        return None
    title, names = block[-1], _names(lines[index + 1 :], said)
    if author is None and len(block) > 1 and is_name(title.text) and _is_app(lines, index):
        title, author = block[0], title.text
    return Head(title, lines[index], said, said.author or author or next(iter(names), None), index + 1 + len(names))


def _block(above: list[Line], said: Dateline, rules: Rules) -> tuple[list[Line], str | None]:
    """The lines that belong to the date below them, down from the host's own words; and the author in a byline."""
    block: list[Line] = []
    author = None
    for line in reversed(above):
        byline = BY.fullmatch(line.text)
        if is_chrome(line.text) and (block or said.is_byline):
            break
        if is_chrome(line.text) or line.text.startswith("in "):  # a category, joined to its connector
            continue
        if byline and len(above) > 1 and not block:
            author = byline["name"]
        elif _is_title(line.text) and not dateline(line.text, rules):
            block.insert(0, line)
        else:
            break
    return block, author


def _names(below: list[Line], said: Dateline) -> list[str]:
    """The names right below a date: "Written By Ada", or those of a host that says how long the reading takes."""
    names: list[str] = []
    for line in below:
        byline = BY.fullmatch(line.text)
        if byline and not names:
            names.append(byline["name"])
        elif said.has_time and is_name(line.text):
            names.append(line.text)
        else:
            break
    return names


def _below(lines: list[Line], index: int, said: Dateline, rules: Rules) -> Head | None:
    """The head whose title stands below its date: Ghost, Blogger."""
    if index + 2 >= len(lines):
        return None
    title, text = lines[index + 1 : index + 3]
    author = said.author or (lines[index - 1].text if _is_doubled(lines, index) else None)
    if not _is_title(title.text) or is_chrome(title.text):
        return None
    if dateline(title.text, rules) or dateline(text.text, rules):
        return None
    return Head(title, lines[index], said, author, index + 2)


def _behind(lines: list[Line], rules: Rules) -> Head | None:
    """The head of a post whose date stands below its text, tags between them at most: Tumblr, Micro.blog."""
    first = next((at for at, line in enumerate(lines) if is_paragraph(line.text)), 0)
    for index in range(first + 1, len(lines)):
        said = dateline(lines[index].text, rules)
        if not said or not first or not _is_title(lines[first - 1].text) or is_chrome(lines[first - 1].text):
            continue
        last = max(at for at in range(first, index) if is_paragraph(lines[at].text))
        if all(HASHTAGS.fullmatch(line.text) or LABELS.fullmatch(line.text) for line in lines[last + 1 : index]):
            return Head(lines[first - 1], lines[index], said, said.author, first, end=index)
    return None


def _is_title(text: str) -> bool:
    return (
        len(text.split()) <= TITLE_WORDS
        and not (text.endswith(".") and len(text.split()) >= SENTENCE)
        and not text.endswith("。")
        and not RIGHTS.match(text)
        and not HASHTAGS.fullmatch(text)
        and text.lower() not in hosts().ends
        and not hosts().end_pattern.fullmatch(text.lower())
    )


def _is_app(lines: list[Line], index: int) -> bool:
    """Whether the host says near its date how long the reading takes, or counts what is liked; then a name is above."""
    around = (*lines[max(0, index - NEAR) : index], *lines[index + 1 : index + 1 + NEAR])
    return any(hosts().chrome_pattern.fullmatch(line.text.lower()) for line in around)


# -- the text ----------------------------------------------------------------------------------------------------------


def _text(lines: list[Line], head: Head, rules: Rules) -> tuple[list[str], list[Line]]:
    """The paragraphs of a post, and the lines after them."""
    below = lines[head.body : head.end]
    known = {line.text for line in lines[: head.body] if not is_paragraph(line.text)}
    while below and (is_chrome(below[0].text) or below[0].text in known or edited(below[0].text, rules)):
        below = below[1:]
    end = next((at for at in range(len(below)) if _ends(below, at)), len(below))
    is_signed = end < len(below) and WRITTEN_BY.fullmatch(below[end].text) is not None  # Medium: below its topics
    while end and (
        is_chrome(below[end - 1].text)
        or below[end - 1].text == head.author
        or (is_signed and is_name(below[end - 1].text))
    ):
        end -= 1
    wraps = any(line.starts for line in below[1:end])
    paragraphs: list[str] = []
    after = below[end:] + (lines[head.end :] if head.end is not None else [])
    for line in below[:end]:
        if hosts().asides.fullmatch(line.text.lower()):
            continue
        if _rights(line.text) or HASHTAGS.fullmatch(line.text) or LABELS.fullmatch(line.text):
            after.append(line)
        elif line.starts or not paragraphs or not wraps or BULLET.match(line.text):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] += f" {line.text}"
    return paragraphs, after


def _ends(lines: list[Line], at: int) -> bool:
    words, folded = hosts(), lines[at].text.lower()
    if folded in words.ends or words.end_pattern.fullmatch(folded):
        return True
    if words.weak_ends.fullmatch(folded):
        return _length(lines[at + 1 :]) * 2 <= _length(lines[:at])
    is_likely = folded in words.likely_ends or _rights(lines[at].text) is not None
    return is_likely and not any(is_paragraph(line.text) for line in lines[at:])


def _tags(lines: list[Line]) -> list[str]:
    for line in lines:
        if found := LABELS.fullmatch(line.text):
            return [word.strip() for word in found["words"].split(",")]
        if HASHTAGS.fullmatch(line.text):
            return [word.lstrip("#") for word in line.text.split()]
    return []


def _found(pattern: re.Pattern[str], lines: list[Line], name: str) -> str | None:
    return next((found[name] for line in lines if (found := pattern.fullmatch(line.text))), None)


def _rights(line: str) -> str | None:
    return line.rstrip(". ") if RIGHTS.match(line) and len(line) < LONGEST_RIGHTS else None


def _holder(rights: str) -> str:
    found = RIGHTS.match(rights)
    rest = found["rest"] if found else ""
    return RESERVED.sub("", YEARS.sub("", rest, count=1)).strip(" .,")
