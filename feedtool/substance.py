"""Digests: of what an author wrote, of the words that a reader sees of it, and of an entry's substance."""

from __future__ import annotations

import os
import re
import unicodedata
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from urllib.parse import urlsplit
from zlib import crc32

from feedtool import markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from feedtool.model import Enclosure

# Of scripts that put no blanks between words each sign is one.
UNSPACED: Final = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD: Final = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
NO_WORDS: Final = "-"  # of a text that has none: of images alone
LONG: Final = 16  # hexadecimal digits of a digest
RUN: Final = 3  # words that are looked at together
LOOKED_AT: Final = 400  # words, from the first
SKETCH: Final = 8  # such runs that are kept: those with the smallest checksums, mostly the same in an edited text
ALIKE: Final = 0.5  # of the runs that two sketches would have in common, were they one text

MOST: Final = 100_000  # values that are looked at
SHORT: Final = 12  # hexadecimal digits of a digest that is compared with one other only
# What renderers and typographers set in their own ways: where a word may be broken, and marks that look alike.
INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]+")
QUOTES: Final = re.compile("\\s*[\"'`\u00ab\u00bb\u00b4\u2018-\u201f\u2032-\u2036\u2039\u203a]+\\s*")
DASHES: Final = re.compile("[-\u2010-\u2015\u2212]+")
# The part of a file's name that changes with its bytes: photo.3f9a01bc.jpg, photo-D3f9aBc1.webp.
FINGERPRINT: Final = re.compile(
    r"[._-](?=[A-Za-z0-9]*\d)(?:(?=\d*[a-f])[0-9a-f]{8,64}|(?=[a-z\d]*[A-Z])(?=[A-Z\d]*[a-z])[A-Za-z0-9]{8,64})"
    r"(?:_[A-Za-z0-9]{4,12})?(?=\.\w+$)"
)


def of_source(body: str) -> str:
    """The digest of a body as it was written; "" of an empty one."""
    body = body.strip()
    return sha256(body.encode(errors="surrogatepass")).hexdigest()[:LONG] if body else ""


def of_parts(*parts: object) -> str:
    """A digest of values, to the last blank in them; "" where there are too many, or where they lie too deep: lists
    that hold each other can make more than any memory holds.
    """
    waiting, count = list(parts), 0
    while waiting and count < MOST:
        one = waiting.pop()
        count += 1
        if isinstance(one, dict | list | tuple):
            waiting.extend(one.values() if isinstance(one, dict) else one)
    if waiting:
        return ""
    with suppress(RecursionError):
        return sha256(repr(parts).encode(errors="surrogatepass")).hexdigest()[:LONG]
    return ""


def of_words(html: str) -> str:
    """The digest of what a reader sees of *html*, whatever its markup, and a sketch by which texts are told alike;
    NO_WORDS where there are none. Letters and digits count alone: typographers change the rest.
    """
    return of_tokens(tokens_of(html))


def tokens_of(html: str) -> list[str]:
    """The words that a reader sees of *html*, one by one, in small letters."""
    return WORD.findall(unicodedata.normalize("NFKC", markup.text_of(html)).casefold())


def of_tokens(words: list[str]) -> str:
    """`of_words`, of `tokens_of`."""
    if not words:
        return NO_WORDS
    first = words[:LOOKED_AT]
    runs = {crc32(" ".join(first[at : at + RUN]).encode()) for at in range(max(1, len(first) - RUN + 1))}
    digest = sha256("".join(words).encode()).hexdigest()[:LONG]
    return f"{digest}.{''.join([f'{run:08x}' for run in sorted(runs)[:SKETCH]])}"


def is_same(one: str, other: str) -> bool:
    """Whether two of `of_words` are of the same words."""
    return one not in {"", NO_WORDS} and one[:LONG] == other[:LONG]


def is_alike(one: str, other: str, *, least: float = ALIKE) -> bool:
    """Whether two of `of_words` are of one text, edited."""
    mine, theirs = frozenset(runs_of(one)), frozenset(runs_of(other))
    smallest = sorted(mine | theirs)[:SKETCH]
    return bool(smallest) and sum(run in mine and run in theirs for run in smallest) >= least * len(smallest)


def runs_of(words: str) -> list[str]:
    """The checksums of which the sketch in one of `of_words` is made: texts that are alike have some in common."""
    return re.findall(".{8}", words[LONG + 1 :])


class Shown(Protocol):
    """What is looked at of an entry, one of our own or of another's feed."""

    @property
    def link(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def content(self) -> str | None: ...
    @property
    def summary(self) -> str | None: ...
    @property
    def image(self) -> str | None: ...
    @property
    def enclosures(self) -> tuple[Enclosure, ...]: ...


class Seen(NamedTuple):
    """An entry as subscribers have it, in digests: what it was made of, and what of it a reader sees."""

    files: tuple[str, ...]  # the file that its author wrote, and the page built of it; () where nobody knows
    text: str  # its title, text, summary, and where its links lead
    media: str  # its pictures and other media, by their addresses
    data: str  # the same by their bytes; "" where not all of the site's own are known

    @classmethod
    def read(cls, text: str) -> Seen | None:
        """What `str` wrote; None of anything else."""
        files, *others = text.split(".")
        if len(others) != len(cls._fields) - 1:
            return None
        return cls(tuple(filter(None, files.split("+"))), *others)

    def __str__(self) -> str:
        return ".".join(("+".join(self.files), self.text, self.media, self.data))

    def is_touched(self, files: Sequence[str]) -> bool:
        """Whether every one of *files* is another: a page that was built anew is no edit, nor does an edit show while
        the page is the old one.
        """
        return all(mine != theirs for mine, theirs in zip(self.files, files, strict=False))

    def is_same(self, other: Seen) -> bool:
        """Whether a reader sees the same."""
        has_same_media = self.data == other.data if self.data and other.data else self.media == other.media
        return self.text == other.text and has_same_media


def of_files(paths: Iterable[str | None]) -> tuple[str, ...]:
    """The digest of each file that is there, but for how much white space stands in one place."""
    return tuple(_of_file(path) for path in paths if path is not None and os.path.isfile(path))


def _of_file(path: str) -> str:
    with open(path, "rb") as file:
        return sha256(b" ".join(file.read().split())).hexdigest()[:SHORT]


def of_entry(
    entry: Shown, site: str, *, files: tuple[str, ...] = (), bytes_of: Callable[[str], str] = lambda _: ""
) -> Seen:
    """What a reader sees of *entry*: its title, text and summary, but for white space, quotation marks and the length
    of dashes; where its links lead; its media. Addresses on its own *site* are the same wherever that lives.

    *files* are those that it was made of; *bytes_of* gives a digest of what is at an address, "" where nobody knows.
    """
    shown, media = _looked_at(entry, site)
    data = [bytes_of(url) if _is_own(url, site) else url for url in media]
    return Seen(
        files=files,
        text=_digest([shown.title, shown.text, shown.summary, *shown.links]),
        media=_digest(shown.media),
        data=_digest(data) if all(data) and data != media else "",
    )


class Sight(NamedTuple):
    """What a reader sees of an entry, part by part, as it is compared."""

    title: str
    text: str
    summary: str
    links: tuple[str, ...]
    media: tuple[str, ...]


def shown_of(entry: Shown, site: str) -> Sight:
    """The parts of which `of_entry` makes digests."""
    return _looked_at(entry, site)[0]


def _looked_at(entry: Shown, site: str) -> tuple[Sight, list[str]]:
    """The parts, and the addresses of its media as they are written."""
    tree = markup.fragment(entry.content or "")
    links = [node.attributes["href"] or "" for node in tree.css("a[href]")]
    media = [node.attributes["src"] or "" for node in tree.css("[src]")]
    media += [one.url for one in entry.enclosures] + ([entry.image] if entry.image else [])
    sight = Sight(
        title=folded(entry.title),
        text=folded(markup.text_in(tree)),
        summary=folded(entry.summary or ""),
        links=tuple(_place(url, entry.link, site) for url in links),
        media=tuple(_lasting(url, entry.link, site) for url in media),
    )
    return sight, media


def folded(text: str) -> str:
    """*text* but for how much white space there is, what nobody sees, quotation marks and the length of dashes."""
    shown = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return DASHES.sub("-", QUOTES.sub("", " ".join(shown.split())))


def _without_scheme(url: str) -> str:
    return re.sub(r"^https?:", "", url)


def _is_own(url: str, site: str) -> bool:
    return _without_scheme(url).startswith(_without_scheme(site))


def _place(url: str, link: str, site: str) -> str:
    """Where an address leads, but for what changes when a site is moved or put in other folders."""
    if _without_scheme(url).startswith(_without_scheme(f"{link}#")):
        return "#" + url.rpartition("#")[2]
    if not _is_own(url, site):
        return _without_scheme(url)
    return "/" + re.sub(r"\.[^.]*$", "", urlsplit(url).path.rstrip("/").rpartition("/")[2])


def _lasting(url: str, link: str, site: str) -> str:
    """An address of a file, but for what changes when a site is moved, and a generator's digest of its bytes."""
    if not _is_own(url, site):
        return _without_scheme(url)
    folder = _without_scheme(link.rpartition("/")[0] + "/")
    path = _without_scheme(urlsplit(url)._replace(query="", fragment="").geturl())
    path = path.removeprefix(folder if path.startswith(folder) else _without_scheme(site))
    place, slash, name = path.rpartition("/")
    return place + slash + FINGERPRINT.sub("", name)


def _digest(parts: Iterable[str]) -> str:
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:SHORT]
