"""The site's own feeds, which are no sources of it: they would keep their entries for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from feedtool.config.addresses import addresses_of

if TYPE_CHECKING:
    from feedtool.config import Config
    from feedtool.parse import Document

GENERATOR: Final = "feedtool"


class Own(NamedTuple):
    """Where they are, whatever the scheme."""

    addresses: frozenset[str]
    folder: str  # that of all of them, with those that a template makes

    def has(self, address: str) -> bool:
        """Whether one of them is at an *address*."""
        return _bare(address) in self.addresses

    def is_one(self, document: Document) -> bool:
        """Whether a *document* says that it is one, wherever it came from."""
        is_made_here = document.generator == GENERATOR
        return any(self.has(one) or (is_made_here and _bare(one).startswith(self.folder)) for one in document.selves)


def own_feeds(config: Config) -> Own:
    """Those of *config*."""
    fixed = (spec for spec in config.feeds if not spec.recipe.per)
    addresses = frozenset(_bare(one.url) for spec in fixed for one in addresses_of(config, spec))
    return Own(addresses, _bare(config.output.url))


def _bare(address: str) -> str:
    """An *address* without its scheme, and as hosts are compared."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return parts._replace(scheme="", netloc=parts.netloc.lower(), fragment="").geturl()
