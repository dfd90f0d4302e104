"""Which keys of a post's metadata fill which field: one table, the first key that is there wins."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from feedtool.loader import values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from feedtool.raw import Raw


class Field(NamedTuple):
    """A field of Post, what people call it, and how it is read."""

    name: str
    keys: tuple[str, ...]
    read: Callable[[Any, values.Around], object]
    nothing: frozenset[str] = frozenset()  # words that are no value of it, and say that there is none


BOOLS: Final = frozenset({"true", "false"})
FLAGS: Final = values.TRUE | values.FALSE

# Keys are compared without case, "-" and "_"; a dot goes into a table. Order is precedence.
FIELDS: Final = (
    Field("title", ("title",), values.text),
    Field("published", ("published", "publishDate", "published_at", "datePublished", "published_date", "pubDate",
                        "pubDatetime", "date", "date.created", "posted", "posted_at", "created", "created_at"),
          values.instant, nothing=FLAGS),
    Field("updated", ("updated", "updated_at", "updated_date", "lastmod", "last_modified", "last_modified_at",
                      "modified", "modified_at", "modDatetime", "date_modified", "date.updated", "revised"),
          values.instant, nothing=FLAGS),
    Field("expires", ("expires", "expires_at", "expiryDate", "expiry", "expire_date", "unpublishDate"),
          values.instant, nothing=FLAGS),
    Field("id", ("id", "guid"), values.text, nothing=BOOLS),
    Field("authors", ("authors", "author", "byline", "taxonomies.authors"), values.people, nothing=BOOLS),
    Field("tags", ("tags", "tag", "keywords", "taxonomies.tags"), values.words, nothing=BOOLS),
    Field("categories", ("categories", "category", "taxonomies.categories"), values.words, nothing=BOOLS),
    Field("summary", ("summary", "description", "excerpt", "abstract", "intro", "lead", "teaser"), values.text,
          nothing=BOOLS),
    Field("language", ("language", "lang", "locale"), values.language, nothing=BOOLS),
    Field("image", ("image", "cover", "cover_image", "featured_image", "feature_image", "hero_image", "og_image",
                    "header.image", "header.teaser", "banner", "thumbnail"),
          values.address, nothing=FLAGS),
    Field("enclosures", ("enclosures", "enclosure", "attachments", "audio"), values.enclosures, nothing=FLAGS),
    Field("rights", ("rights", "copyright"), values.text, nothing=BOOLS),
    Field("minor", ("minor", "minor_edit"), values.flag),
)  # fmt: skip
BY_NAME: Final = {field.name: field for field in FIELDS}
# What the author says about where a post lives; links.py makes an address of it.
OF_ADDRESS: Final = {"link": ("permalink", "url", "link"), "slug": ("slug",), "section": ("section",)}
# A wrong value here costs the field, not the post: subscribers would miss more than they gain.
DISPENSABLE: Final = frozenset({"language", "image", "tags", "categories", "minor"})
NAMES: Final = (*BY_NAME, *OF_ADDRESS, "draft")

EMPTY: Final[tuple[object, ...]] = (None, [], {}, ())  # a key that says nothing is as good as none
HIDDEN_STATES: Final = frozenset({"draft", "private", "hidden", "unlisted", "unpublished", "trash", "pending", "skip"})


class Metadata:
    """A post's metadata, found by any spelling of a key."""

    def __init__(self, raw: Raw, renamed: Mapping[str, tuple[str, ...]]) -> None:
        self._values: dict[str, tuple[str, object]] = {}
        self._lines, self._renamed = raw.lines, renamed
        for key, value in raw.metadata.items():
            self._add(str(key), value)

    def _add(self, key: str, value: object) -> None:
        self._values.setdefault(_fold(key), (key, value))
        if isinstance(value, dict) and "." not in key:
            for inner, deeper in value.items():
                self._add(f"{key}.{inner}", deeper)

    def find(
        self, name: str, keys: tuple[str, ...], *, nothing: frozenset[str] = frozenset()
    ) -> tuple[str, Any] | None:
        """The key and value for the field *name*; the site's own names for it come first."""
        wanted = _folded(*self._renamed.get(name, ()), *keys)
        if self._values.keys().isdisjoint(wanted):
            return None
        for key in wanted:
            found = self._values.get(key)
            if found is None or found[1] in EMPTY or (isinstance(found[1], str) and not found[1].strip()):
                continue
            if not _is_one_of(found[1], nothing):
                return found
        return None

    def line(self, key: str) -> int | None:
        """The line on which *key*, as written, stands."""
        return self._lines.get(key) or self._lines.get(key.rpartition(".")[2])


@lru_cache(maxsize=4096)  # a site has few keys, and each is met in every post
def _fold(key: str) -> str:
    return re.sub(r"[-_ ]", "", key).lower()


@lru_cache(maxsize=256)
def _folded(*keys: str) -> tuple[str, ...]:
    return tuple(_fold(key) for key in keys)


def is_flag(value: object) -> bool:
    """Whether *value* says yes or no."""
    return _is_one_of(value, FLAGS)


def _is_one_of(value: object, words: frozenset[str]) -> bool:
    return isinstance(value, str | int) and str(value).strip().lower() in words
