"""Words of addresses and titles, as generators make them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from feedtool.raw import SourceError

MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                 "November", "December")  # fmt: skip
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# What a straight quote or a row of marks becomes, and where; the rules of SmartyPants that titles meet.
SMART: Final = tuple((re.compile(pattern), mark) for pattern, mark in (
    (r"---", "—"), (r"--", "–"), (r"\.\.\.", "…"), (r"<< ?", "«"), (r" ?>>", "»"),
    (r"(?:(?<=^)|(?<=[\s(\[{—–-]))\"(?=\S)", "“"), (r'"', "”"),
    (r"'(?=\d\ds?\b)", "’"), (r"(?:(?<=^)|(?<=[\s(\[{—–“-]))'(?=\S)", "‘"), (r"'", "’"),
))  # fmt: skip


WITHOUT_MARKS: Final = str.maketrans({
    "ß": "ss", "ẞ": "Ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "đ": "d", "Đ": "D", "ł": "l",
    "Ł": "L", "þ": "th", "Þ": "Th",
})  # fmt: skip


# Marks that are no letters, as the dictionary has them.
TYPED: Final = str.maketrans({
    "–": "-", "—": "--", "‘": "'", "’": "'", "“": '"', "”": '"', "„": ",,", "…": "...", "«": "<<", "»": ">>",
    "\xa0": " ", "€": "EUR", "¨": '"', "¯": "-", "´": "'", "¸": ",",
})  # fmt: skip


def smart(text: str) -> str:
    """*text* with quotes, dashes and dots as printers set them."""
    for pattern, mark in SMART:
        text = pattern.sub(mark, text)
    return text


def without_tags(text: str) -> str:
    """*text* without what stands in angle brackets."""
    return re.sub(r"<[^<>]*>", "", text)


def kept(text: str, more: str = "", *, other: str = "-", collapse: bool = True) -> str:
    """*text* with its letters, marks and digits of any script, and those in *more*; *other* for all else, one for
    several unless *collapse* is false.
    """
    out: list[str] = []
    gap = False
    for letter in text:
        if letter in more or unicodedata.category(letter)[0] in "LM" or unicodedata.category(letter) == "Nd":
            out.append(letter)
            gap = False
        elif not (gap and collapse):
            out.append(other)
            gap = True
    return "".join(out)


def ascii_of(text: str) -> str:
    """*text* in ASCII as far as letters are others with marks on them; ß and the like by a table."""
    return unicodedata.normalize("NFKD", text.translate(WITHOUT_MARKS)).encode("ascii", "ignore").decode()


def transliterated(text: str) -> str:
    """*text* in ASCII: letters without their marks, other scripts by how they sound, as a dictionary has it that an
    extra brings. Raises SourceError where that is not there.
    """
    plain = unicodedata.normalize("NFKD", text.translate(WITHOUT_MARKS).translate(TYPED))
    plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
    if plain.isascii():
        return plain
    try:
        from text_unidecode import unidecode
    except ImportError:
        strange = next(letter for letter in plain if not letter.isascii())
        raise SourceError(
            "M206", f"a name with {strange} in it, of which the generator makes ASCII",
            "text-unidecode, which knows how it is written, or a slug",
            "pip install 'feedtool[slugs]', or give the post a slug",
        ) from None  # fmt: skip
    return str(unidecode(unicodedata.normalize("NFC", text)))
