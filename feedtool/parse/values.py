"""Texts of feeds to the values that feedtool has: addresses, instants, people, files, words."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from feedtool import dates, markup, media, urls
from feedtool.model import Enclosure, Person, SourceFeed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

WHOLE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20]+")  # an address with a scheme
MAIL: Final = r"(?P<mail>[^\s<>()@,;]+@[^\s<>()@,;]+)"
# How RSS and those who use it name a person: "mail (name)", "name <mail>", "name (mail)", "mail".
PEOPLE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:mailto:)?{MAIL}\s*\((?P<name>.*)\)", rf'"?(?P<name>[^<>]*?)"?\s*<{MAIL}>', rf"(?P<name>[^()]*)\({MAIL}\)",
        rf"(?:mailto:)?{MAIL}(?P<name>)",
    )
)  # fmt: skip
# Markup that somebody meant: a whole element of those that titles have, or a character by its name or number.
MARKUP: Final = re.compile(
    r"<(b|i|em|strong|code|a|span|sub|sup|tt|u|s|del|ins|mark|small|abbr|q|cite|kbd|font|p|div)(?:\s[^<>]*)?>[^<]*"
    r"(?:<(?!/?\1[\s>])[^<]*)*</\1\s*>|<br\s*/?>",
    re.IGNORECASE,
)
REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# Where an address begins that has no scheme, as far as can be told at a glance: to look for "=" is quick.
RELATIVE: Final = re.compile(
    rf"""=(?:{"|".join(f"(?<={name}=)" for name in sorted(markup.URL_ATTRIBUTES))}|(?<=\s=))[\s"']*+"""
    r"""(?!https?://|mailto:|data:|tel:)|=(?<=srcset=)""",
    re.IGNORECASE,
)
LINES: Final = re.compile(r"[ \t\r\n]+")
LONGEST: Final = 1000  # characters of what names a person
LARGEST: Final = 5_000_000  # characters of HTML that are looked at as a tree; images may be in it
LONGEST_TEXT: Final = 500_000  # the same of what becomes plain text
DEEPEST: Final = 500  # elements in each other, which no text has
TAGS: Final = re.compile(
    r"<(/?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|d[dt]|t[dhr]|tbody|option|r[pt])[\s/>])"
    r"[a-z]",
    re.IGNORECASE,
)
TAG: Final = re.compile(r"<[^<>]*>")


def address(reference: str | None, *bases: str) -> str:
    """*reference* as it is where it has a scheme, else as seen from the first of *bases* that is one; "" where that
    gives no address.
    """
    text = markup.allowed(reference or "").strip(" \t\n")
    try:
        if WHOLE.fullmatch(text):
            urlsplit(text)
            return text
        base = next((one for one in bases if WHOLE.fullmatch(one)), "")
        found = urls.resolve(base, text) if text and (base or WHOLE.match(text)) else ""
    except ValueError:
        return ""
    return found if WHOLE.fullmatch(found) else ""


def id_of(text: str) -> str:
    """An id as feedtool can give it again: without white space around it, and on one line, as those readers have it
    that compare ids. Other blanks in it stay as they are.
    """
    return LINES.sub(lambda run: " " if run[0].strip(" ") else run[0], text.strip(" \t\r\n"))


def moment(texts: Iterable[str]) -> datetime | None:
    """The first of *texts* that is a date; in UTC where it names no zone, as most readers have it."""
    for text in texts:
        try:
            return dates.read(text).instant
        except dates.Refused:
            continue
    return None


def person(name: str, email: str = "", url: str = "") -> Person | None:
    """Somebody who has a *name*, or at least a mail address; None where there is neither."""
    name, email = markup.one_line(name), email.strip()
    mail = email if re.fullmatch(MAIL, email) else None
    return Person(name=name or email, email=mail, url=url or None) if name or mail else None


def named(text: str) -> Person | None:
    """The person in a text as RSS has it."""
    text = markup.one_line(text)
    for pattern in PEOPLE if "@" in text[:LONGEST] else ():
        if found := pattern.fullmatch(text[:LONGEST]):
            return person(found["name"], found["mail"])
    return person(text)


def enclosure(url: str, kind: str, length: str) -> Enclosure | None:
    """A file at *url*, which is absolute; None where *url* is empty. Its type is that of its name where nobody says."""
    if not url:
        return None
    kind = kind.strip().lower()
    kind = kind if "/" in kind else media.type_of(url) or "application/octet-stream"
    length = length.strip()
    return Enclosure(url=url, type=kind, length=int(length) if re.fullmatch(r"[0-9]{1,18}", length) else None)


def source(
    *, id_: str = "", title: str, link: str = "", url: str = "", updated: datetime | None = None
) -> SourceFeed | None:
    """The feed that an entry was taken from, as it says; None where it says nothing, or what nothing can be."""
    if not (id_ or title or link or url):
        return None
    try:
        return SourceFeed(id=id_, title=title, link=link or None, url=url or None, updated=updated)
    except ValueError:
        return None


def words(texts: Iterable[str]) -> tuple[str, ...]:
    """*texts*, each on one line and once, without the empty ones."""
    return tuple(dict.fromkeys(filter(None, map(markup.one_line, texts))))


def plain(text: str) -> str:
    """A text that may be HTML or not, as plain text: it is HTML only where it has a whole element, or a reference."""
    if "<" in text and MARKUP.search(text[:10_000]):
        return of_html(text)
    return markup.one_line(html.unescape(text) if REFERENCE.search(text) else text)


def of_html(text: str) -> str:
    """What a reader sees of HTML, on one line."""
    if "<" not in text:
        return markup.one_line(html.unescape(text))
    if len(text) > LONGEST_TEXT or _is_too_much(text):
        return markup.one_line(html.unescape(TAG.sub(" ", text)))
    return markup.text_of(text)


def content(text: str, base: str) -> str:
    """HTML with its relative addresses made absolute as seen from *base*; as it is where it has none. What is too much
    for a tree is one paragraph of its words, so that nobody behind this door makes one of it.
    """
    if _is_too_much(text):
        return f"<p>{html.escape(of_html(text), quote=False)}</p>"
    if not base or not RELATIVE.search(text):
        return text
    changed = False

    def resolve(reference: str) -> str:
        nonlocal changed
        found = reference if WHOLE.match(reference) else address(reference, base) or reference
        changed = changed or found != reference
        return found

    resolved = markup.with_addresses(text, resolve)
    return resolved if changed else text


def _is_too_much(text: str) -> bool:
    """Whether a tree of it would take long to make, as one of many elements in each other does; nobody wrote that for
    readers. Elements that end where the next one begins count for nothing.
    """
    if len(text) > LARGEST:
        return True
    if text.count("<") <= DEEPEST:
        return False
    depth = 0
    for found in TAGS.finditer(text):
        depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > DEEPEST:
            return True
    return False
