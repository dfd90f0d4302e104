"""Words as the generator of a site writes them in addresses, for feeds that lie where its own did."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from feedtool import names, presets
from feedtool.loader.beside import Beside
from feedtool.presets.slugs import kept
from feedtool.raw import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable


class Site:
    """What makes slugs in the site in *root* (absolute), whose posts lie in *folder* and are read by *preset*. Nothing
    of it is read before a word is asked for.
    """

    def __init__(self, folder: str, root: str, preset: str) -> None:
        self._beside, self._preset = Beside(folder, root), preset

    def key_of(self, per: str) -> Callable[[str], str]:
        """What gives each word of *per* its slug; where that is no safe name, the safe name of the word."""

        def key(word: str) -> str:
            slug = self._slug(word, per)
            return slug if names.is_safe(slug) else names.safe(word)

        return key

    def _slug(self, word: str, per: str) -> str:
        own = presets.named(self._preset).slug
        try:
            return unicodedata.normalize("NFC", own(word, per, self._beside) if own else usual(word))
        except SourceError:  # settings that cannot be read, of which each post tells
            return ""


def usual(word: str) -> str:
    """The letters, marks and digits of *word* in small ones, a dash for all between."""
    return kept(word.lower()).strip("-")
