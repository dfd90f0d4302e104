"""One value of a post's metadata, read as what a field wants; each reader refuses what it cannot read."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from feedtool import dates, media, urls
from feedtool.errors import quoted
from feedtool.markup import allowed, one_line
from feedtool.model import Enclosure, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # BCP 47, its common part
WITH_MAIL: Final = re.compile(
    r"(?P<name>[^<>]*?)\s*<(?P<email>[^<>\s]+@[^<>\s]+)>|(?P<email2>[^\s()]+@[^\s()]+)\s*\((?P<name2>.+)\)"
)
MAIL: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
LONGEST_NAME: Final = 320  # characters, as long as an e-mail address may be (RFC 5321 §4.5.3.1)
# What a word is not. A set would have its words in another order at every run.
MANY: Final = (dict, list, tuple, set, frozenset, bytes)
TRUE: Final = frozenset({"true", "yes", "on", "y", "1"})
FALSE: Final = frozenset({"false", "no", "off", "n", "0", ""})


class Bad(Exception):  # noqa: N818 - becomes a Problem
    """A value that a field cannot have."""

    def __init__(self, code: str, found: object, expected: str, remedy: str) -> None:
        self.code, self.found, self.expected, self.remedy = code, quoted(found), expected, remedy
        super().__init__(expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a reader may need to know beside the value."""

    rules: dates.Rules
    via: str  # where the value stood: feedtool.dates.read
    date: Callable[[object, dates.Rules], tuple[object, dates.Rules]] | None = None  # feedtool.presets.Preset.date
    link: str = ""  # the post's URL: what relative addresses in its metadata are seen from
    folder: str = ""  # of the post's file, absolute
    root: str = ""  # of the source, absolute: files outside of it are nobody's enclosures
    site: str = ""  # where the site lives
    served: tuple[str, ...] = ()  # folders, absolute, whose files lie at the site's root
    beside: set[str] = field(default_factory=set)  # gathers the folders of files that were looked at


def text(value: object, _: Around) -> str:
    if isinstance(value, MANY):
        raise Bad("M201", value, "text", "put it in quotes")
    return one_line(_plain(value))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def instant(value: object, around: Around) -> datetime:
    if isinstance(value, dict):
        value = next((value[key] for key in ("created", "published", "date") if key in value), value)
    rules = around.rules
    try:
        if around.date is not None:
            value, rules = around.date(value, rules)
        return dates.read(value, rules, via=around.via).instant
    except dates.Refused as why:
        code = "D203" if why.readings else "D202"
        raise Bad(code, value if isinstance(value, (str, *MANY)) else _plain(value), why.expected, why.remedy) from None


def flag(value: object, _: Around) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, MANY):
        raise Bad("M202", value, "true or false", "write true or false")
    word = str(value).strip().lower()
    if word in TRUE | FALSE:
        return word in TRUE
    raise Bad("M202", value, "true or false", "write true or false")


def words(value: object, _: Around) -> tuple[str, ...]:
    """A list, or text with commas; each word once, in order."""
    if isinstance(value, str):
        value = value.split(",")
    items = value if isinstance(value, list | tuple) else [value]
    shown = (one_line(_word(item)).lstrip("#").strip() for item in items if item is not None)
    return tuple(dict.fromkeys(word for word in shown if word))


def _word(item: object) -> str:
    if isinstance(item, dict):
        item = next((item[key] for key in ("label", "name", "title", "slug") if item.get(key)), item)
    if isinstance(item, MANY):
        raise Bad("M209", item, "a word", "write one word, or a list of words")
    return _plain(item)


def people(value: object, around: Around) -> tuple[Person, ...]:
    """A name, a name with an e-mail address, a table, or a list of them."""
    return tuple(dict.fromkeys(_people(value, around)))


def _people(value: object, around: Around) -> Iterator[Person]:
    for item in value if isinstance(value, list | tuple) else [value]:
        if isinstance(item, dict):
            yield person(item, around.link)
        elif isinstance(item, MANY):
            raise Bad("M203", item, "a name, or a table with one", 'write { name = "Ada Example" }')
        elif item is not None:
            for name in _plain(item).split(";"):
                yield from _named(one_line(name))


def _named(text: str) -> Iterator[Person]:
    found = WITH_MAIL.fullmatch(text) if len(text) <= LONGEST_NAME else None
    if found is None:
        if text:
            yield Person(name=text)
        return
    mail = found["email"] or found["email2"]
    if not MAIL.fullmatch(mail):
        raise Bad("M204", mail, "an e-mail address", "correct it, or leave it out")
    yield Person(name=one_line(found["name"] or found["name2"] or mail), email=mail)


def person(table: Mapping[str, object], base: str) -> Person:
    """A table with name, email and url. An address or e-mail that cannot be one is refused."""
    name = table.get("name") or table.get("title") or table.get("email")
    if not name or isinstance(name, MANY) or not one_line(_plain(name)):
        raise Bad("M203", dict(table), "a table with a name", 'write { name = "Ada Example" }')
    email = table.get("email") or None
    if email is not None and not MAIL.fullmatch(str(email)):
        raise Bad("M204", email, "an e-mail address", "correct it, or leave it out")
    url = next((table[key] for key in ("url", "uri", "link", "website") if table.get(key)), None)
    return Person(
        name=one_line(_plain(name)),
        email=None if email is None else str(email),
        url=None if url is None else _address(url, base),
    )


def language(value: object, around: Around) -> str:
    tag = text(value, around).replace("_", "-")
    if not LANGUAGE.fullmatch(tag):
        raise Bad("M205", value, "a language tag", 'write it like "en" or "pt-BR"')
    return tag


def address(value: object, around: Around) -> str:
    """An absolute address, seen from the post; a table or list gives its first."""
    return _address(_first(value), around.link)


def length_at(value: object, around: Around) -> int | None:
    """The size, in bytes, of the file that `address` finds the address of; None unless it is the site's own."""
    return _local_length(str(_first(value)), address(value, around), around)


def _first(value: object) -> object:
    if isinstance(value, list | tuple) and value:
        value = value[0]
    if isinstance(value, dict):
        return next((value[key] for key in ("url", "src", "image", "path", "feature") if value.get(key)), value)
    return value


def _address(value: object, base: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Bad("M206", value, "an address", "write it like https://example.com/picture.jpg")
    try:
        return urls.canonical(urls.resolve(base, allowed(value)))
    except urls.BadAddressError as why:
        raise Bad("M206", value, f"an address ({why})", "write it like https://example.com/picture.jpg") from None


def enclosures(value: object, around: Around) -> tuple[Enclosure, ...]:
    found: dict[str, Enclosure] = {}
    for item in value if isinstance(value, list | tuple) else [value]:
        enclosure = _enclosure(item if isinstance(item, dict) else {"url": item}, around)
        found.setdefault(enclosure.url, enclosure)
    return tuple(found.values())


def _enclosure(table: Mapping[str, object], around: Around) -> Enclosure:
    reference = next((table[key] for key in ("url", "src", "href", "file", "path") if table.get(key)), None)
    url = _address(reference, around.link)
    kind = table.get("type") or table.get("mime_type") or media.type_of(url)
    if not isinstance(kind, str) or not re.fullmatch(r"[\w.+-]+/[\w.+-]+(\s*;[ -~]*)?", kind, re.ASCII):
        raise Bad("M207", kind or str(reference), "a media type, or a file whose name tells it", "add type: audio/mpeg")
    length = table.get("length", table.get("size_in_bytes", table.get("size")))
    if length is None or length == "":
        return Enclosure(url=url, type=kind, length=_local_length(str(reference), url, around))
    if isinstance(length, float) and length.is_integer():
        length = int(length)
    if not isinstance(length, int | str) or not re.fullmatch(r"[0-9]{1,18}", str(length)):
        raise Bad("M208", length, "a length in bytes", "write a whole number, without unit")
    return Enclosure(url=url, type=kind, length=int(str(length)))


def _local_length(reference: str, url: str, around: Around) -> int | None:
    """The size of a file that lies beside the post, in the source's folder, or where the site's files lie; nothing else
    is looked at.
    """
    if not around.folder:
        return None
    if re.match(r"[a-z][a-z0-9+.-]*:|/", reference, re.IGNORECASE):
        below = unquote(re.split(r"[?#]", url, maxsplit=1)[0].removeprefix(around.site))
        places = [(folder, below) for folder in around.served] if url.startswith(around.site) else []
    else:
        written = re.split(r"[?#]", reference, maxsplit=1)[0]
        places = [(around.folder, path) for path in dict.fromkeys((reference, written, unquote(written)))]
    return next((size for folder, path in places if (size := _size(folder, path, around)) is not None), None)


def _size(folder: str, path: str, around: Around) -> int | None:
    root = _real(around.root if folder == around.folder else folder)
    file = os.path.normpath(os.path.join(_real(folder), path))
    if not _is_inside(file, root):
        return None
    around.beside.add(os.path.dirname(file))
    try:
        state = os.stat(file)
        return state.st_size if stat.S_ISREG(state.st_mode) and _is_inside(os.path.realpath(file), root) else None
    except (OSError, ValueError):  # a name that no disk can have, a folder that is closed: as if it were not there
        return None


@lru_cache(maxsize=256)  # a site has few folders, and each is asked for with every post
def _real(folder: str) -> str:
    return os.path.realpath(folder)


def _is_inside(file: str, root: str) -> bool:
    return file.startswith(root.rstrip(os.sep) + os.sep)
