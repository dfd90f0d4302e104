"""Digests: of what an author wrote, and of the words that a reader sees of it."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import Final
from zlib import crc32

from feedtool import markup

# Of scripts that put no blanks between words each sign is one.
UNSPACED: Final = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD: Final = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
NO_WORDS: Final = "-"  # of a text that has none: of images alone
LONG: Final = 16  # hexadecimal digits of a digest
RUN: Final = 3  # words that are looked at together
LOOKED_AT: Final = 400  # words, from the first
SKETCH: Final = 8  # such runs that are kept: those with the smallest checksums, mostly the same in an edited text
ALIKE: Final = 0.5  # of the runs that two sketches would have in common, were they one text


def of_source(body: str) -> str:
    """The digest of a body as it was written; "" of an empty one."""
    body = body.strip()
    return sha256(body.encode(errors="surrogatepass")).hexdigest()[:LONG] if body else ""


def of_words(html: str) -> str:
    """The digest of what a reader sees of *html*, whatever its markup, and a sketch by which texts are told alike;
    NO_WORDS where there are none. Letters and digits count alone: typographers change the rest.
    """
    words = WORD.findall(unicodedata.normalize("NFKC", markup.text_of(html)).casefold())
    if not words:
        return NO_WORDS
    first = words[:LOOKED_AT]
    runs = {crc32(" ".join(first[at : at + RUN]).encode()) for at in range(max(1, len(first) - RUN + 1))}
    digest = sha256("".join(words).encode()).hexdigest()[:LONG]
    return f"{digest}.{''.join([f'{run:08x}' for run in sorted(runs)[:SKETCH]])}"


def is_same(one: str, other: str) -> bool:
    """Whether two of `of_words` are of the same words."""
    return one not in {"", NO_WORDS} and one[:LONG] == other[:LONG]


def is_alike(one: str, other: str) -> bool:
    """Whether two of `of_words` are of one text, edited."""
    mine, theirs = (frozenset(re.findall(".{8}", text[LONG + 1 :])) for text in (one, other))
    smallest = sorted(mine | theirs)[:SKETCH]
    return bool(smallest) and sum(run in mine and run in theirs for run in smallest) >= ALIKE * len(smallest)
