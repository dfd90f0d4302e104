"""Safe names of folders and files for words: of a tag, an author, a section. Each depends on the word alone."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from typing import Final

LONGEST: Final = 60  # letters of the word that are kept
DIGITS: Final = 8  # hexadecimal, that tell one word from all others
PLAIN: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LIKE_OURS: Final = re.compile(rf"(?:.*-)?[0-9a-f]{{{DIGITS}}}")  # as the name of a word that is not plain ends
JAMO: Final = range(0x1100, 0x1200)  # which are composed again
# Names that Windows keeps for itself, whatever stands behind a dot.
DEVICES: Final = re.compile(r"con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$")
REFUSED: Final = frozenset('<>:"/\\|?*')  # by Windows, or what leads into other folders
MOST: Final = 180  # bytes of a slug, with which file systems still have room for a suffix


def safe(word: str) -> str:
    """The name of *word*: itself where it is plain ("news", "web-design"), else its letters and a digest of it.

    No two words have one name, also where "A" is "a" to the disk, or where it takes letters apart (NFD). A letter that
    has parts (é, й) or cases gives its base; what is left over is for the eye, the digest is what tells.
    """
    if PLAIN.fullmatch(word) and len(word) <= LONGEST and not DEVICES.fullmatch(word) and not LIKE_OURS.fullmatch(word):
        return word
    digest = sha256(word.encode(errors="surrogatepass")).hexdigest()[:DIGITS]
    letters = re.sub(r"[^\w]+|_+", "-", "".join(filter(_is_stable, _bases(word)))).strip("-")[:LONGEST].strip("-")
    return f"{letters}-{digest}" if letters else digest


def is_safe(slug: str) -> bool:
    """Whether a generator's own *slug* may be the name of a file, or its first part, on every system."""
    return (
        0 < len(slug.encode(errors="replace")) <= MOST
        and slug == slug.strip()
        and not slug.startswith(".")
        and not slug.endswith(".")
        and not DEVICES.fullmatch(slug.partition(".")[0].rstrip().lower())
        and not any(letter in REFUSED or unicodedata.category(letter)[0] in "CZ" for letter in slug.replace(" ", "-"))
        and slug == unicodedata.normalize("NFC", slug)
    )


def _bases(word: str) -> str:
    """*word* in small letters, without the marks that can be taken off."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def _is_stable(letter: str) -> bool:
    """Whether a *letter* is the same to every disk: no parts, no case."""
    forms = {unicodedata.normalize(form, letter) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    return forms == {letter} and letter.lower() == letter.casefold() == letter and ord(letter) not in JAMO
