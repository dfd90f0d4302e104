"""Which posts a feed takes: the `filter` of the configuration, and the words by which posts are put into feeds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from feedtool import globs
from feedtool.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from feedtool.model import Post

ANY, NOT = "any", "not"
COMPARED: Final = re.compile(r"(>=|<=|!=|>|<|=)\s*(.*)", re.DOTALL)
NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")
YEAR: Final = re.compile(r"(?:(?:>=|<=|!=|>|<|=)\s*)?\d{1,4}|\*")
THERE: Final = "*"  # any value at all
NAMES: Final = ("label", "name", "title", "slug")  # of a table in metadata
CASES: Final[Mapping[int, Callable[[str], str]]] = {2: str.upper, 4: str.title}  # of regions, of scripts
# What is known of every post; any other name is a key of its metadata.
KNOWN: Final[Mapping[str, Callable[[Post], tuple[Any, ...]]]] = {
    "tag": lambda post: post.tags,
    "category": lambda post: post.categories,
    "author": lambda post: tuple(person.name for person in post.authors),
    "section": lambda post: (post.section,) if post.section else (),
    "language": lambda post: (tag(post.language),) if post.language else (),
    "path": lambda post: (post.file,),
    "year": lambda post: (post.published.year,) if post.published else (),
    "title": lambda post: (post.title,),
}


class FilterError(ValueError):
    """A filter that makes no sense: what may stand there."""

    def __init__(self, expected: str, remedy: str) -> None:
        self.expected, self.remedy = expected, remedy
        super().__init__(expected)


def tag(language: str) -> str:
    """The tag of a *language* in the letters that RFC 5646 §2.1.1 recommends: "DE" is "de"."""
    first, *others = language.split("-")
    return "-".join([first.lower(), *(CASES.get(len(part), str.lower)(part) for part in others)])


def values(post: Post, key: str, language: str = "") -> tuple[Any, ...]:
    """What *post* says of *key*, each once: words, numbers, dates. One that names no language has that of its site."""
    if key in KNOWN:
        return KNOWN[key](post) or ((tag(language),) if key == "language" and language else ())
    found = post.extra.get(key)
    items = found if isinstance(found, list | tuple) else [found]
    return tuple(_named(item) for item in items if item is not None)


def _named(item: Any) -> Any:
    """What a table is called, as the tables of tags are; anything else is itself."""
    return next((item[key] for key in NAMES if item.get(key)), item) if isinstance(item, dict) else item


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter, checked. Every key of its table holds, or nothing of it."""

    table: Mapping[str, Any] = field(default_factory=dict)
    language: str = ""  # of the site

    @property
    def keys(self) -> frozenset[str]:
        """The keys of metadata that it asks for."""
        return frozenset(key for key in names_in(self.table) if key not in KNOWN)

    def takes(self, post: Post) -> bool:
        """Whether *post* is one."""
        return _takes(self.table, post, self.language)


def checked(table: object) -> Filter:
    """The filter that *table* says, which is one of the configuration. Raises FilterError."""
    return Filter(_checked(table))


def _checked(table: object) -> Mapping[str, Any]:
    if not isinstance(table, dict):
        raise FilterError("a table", 'write it like { tag = "news" }')
    for key, wanted in table.items():
        if key == ANY:
            for one in wanted if isinstance(wanted, list) else [wanted]:
                _checked(one)
        elif key == NOT:
            _checked(wanted)
        else:
            for one in wanted if isinstance(wanted, list) else [wanted]:
                if isinstance(one, dict | list):
                    raise FilterError(f"words or numbers for {key}", f'write it like {{ {key} = ["one", "other"] }}')
                if key == "path":
                    _compiled(one)
                if key == "year" and not YEAR.fullmatch(str(one).strip()):
                    raise FilterError(f"a year, not {quoted(one)}", 'write it like 2026 or ">= 2020"')
    return table


def _compiled(glob: object) -> None:
    try:
        globs.compiled(str(glob))
    except re.error as why:
        raise FilterError(f"globs ({glob}: {why})", 'write them like "notes/**"') from None


def names_in(table: Mapping[str, Any]) -> Iterator[str]:
    """Everything that a filter looks at."""
    for key, wanted in table.items():
        if key in {ANY, NOT}:
            for one in wanted if isinstance(wanted, list) else [wanted]:
                yield from names_in(one)
        else:
            yield key


def _takes(table: Mapping[str, Any], post: Post, language: str) -> bool:
    return all(_holds(key, wanted, post, language) for key, wanted in table.items())


def _holds(key: str, wanted: Any, post: Post, language: str) -> bool:
    several = wanted if isinstance(wanted, list) else [wanted]
    if key == ANY:
        return any(_takes(one, post, language) for one in several)
    if key == NOT:
        return not _takes(wanted, post, language)
    if key == "path":
        return globs.matches(post.file, map(str, several))
    found = values(post, key, language)
    if key == "language":
        several = [tag(one) if isinstance(one, str) else one for one in several]
    return any(_is_one(one, found) for one in several)


def _is_one(wanted: Any, found: tuple[Any, ...]) -> bool:
    if wanted == THERE:
        return bool(found)
    compared = COMPARED.fullmatch(wanted) if isinstance(wanted, str) else None
    if compared is None:
        return any(_same(wanted, one) for one in found)
    sign, bound = compared.groups()
    if sign == "!=":
        return not any(_same(bound, one) for one in found)
    return any(_is_so(sign, one, bound) for one in found)


def _same(wanted: Any, found: Any) -> bool:
    """Whether both say the same: "4" is 4, "true" is true, and a day is one however it is written."""
    return text(wanted) == text(found)


def _is_so(sign: str, found: Any, bound: str) -> bool:
    one, other = text(found), text(bound)
    pair: tuple[Any, Any] = (one, other)
    if NUMBER.fullmatch(one) and NUMBER.fullmatch(other):
        pair = (float(one), float(other))
    elif isinstance(found, bool) or not one:
        return False
    left, right = pair
    if left == right:
        return "=" in sign
    return (">" if left > right else "<") in sign


def text(value: Any) -> str:
    """A *value* as it is compared: its letters composed, however they were typed."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | datetime):
        return value.isoformat()
    return unicodedata.normalize("NFC", str(value).strip())
