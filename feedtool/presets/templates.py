"""Short templates of Liquid, Nunjucks and JavaScript, as addresses have them: read, never run.

What they may ask for stands in tables; anything else is refused, since a guess would be a wrong address.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from feedtool.presets.slugs import ascii_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TAG: Final = re.compile(r"\{\{-?((?:[^{}\n]|\{(?!\{)|\}(?!\}))*+)\}\}")
OWN: Final = "filters of the site"  # the key of data below which their meanings stand
PLAIN: Final = re.compile(r"[A-Za-z0-9 -]*")  # what all ways to make a slug make the same of
QUOTED: Final = r"\"[^\"]*+\"|'[^']*+'"
# `a | b: "c", d | e("f")` at its bars, outside of quotes.
PARTS: Final = re.compile(rf"((?:{QUOTED}|[^|\"'])++)\|?")
FILTER: Final = re.compile(r"(\w+)\s*+(?::(.*)|\((.*)\))?", re.DOTALL)
ARGUMENT: Final = re.compile(rf"(?P<text>{QUOTED})|(?P<other>[^,\s]++)")
PATH: Final = re.compile(r"[A-Za-z_$][\w$]*+(?:\??\.[A-Za-z_$][\w$]*+(?:\([^()]*+\))?)*+")
STEP: Final = re.compile(r"\??\.?([\w$]+)(\([^()]*\))?")
# (data) => ..., ({ page, title }) => ..., function (data) { return ...; }, permalink(data) { return ...; }
FUNCTION: Final = re.compile(
    r"(?:async\s+)?(?:\(?\s*(?P<arrow>\w+|\{[^{}]*\})?\s*\)?\s*=>\s*(?:\{\s*return\s)?"
    r"|(?:function\b\s*)?\w*\s*\(\s*(?P<named>\w+|\{[^{}]*\})?\s*\)\s*\{\s*return\s)\s*(?P<what>.+)", re.DOTALL
)  # fmt: skip


class Unknown(ValueError):  # noqa: N818 - says what is not known
    """A template that asks for what no table has."""

    def __init__(self, what: str) -> None:
        super().__init__(f"it has {what}, which feedtool cannot tell without running the site's code")


def filled(template: str, data: Mapping[str, Any]) -> str:
    """*template* with what it asks of *data*. Raises Unknown."""
    if found := re.search(r"\{%-?\s*(\w*)", template):
        raise Unknown(f"{{% {found[1]} %}}")
    return TAG.sub(lambda tag: _shown(_piped(tag[1].rstrip("-"), data)), template)


def returned(code: str, data: Mapping[str, Any]) -> Any:
    """What a JavaScript function of one expression gives: a template, a name, or one of several. Raises Unknown."""
    found = FUNCTION.fullmatch(code.strip())
    if found is None:
        raise Unknown("code")
    name = found["arrow"] or found["named"] or "data"
    around = data if name.startswith("{") else {name: data, **data}
    for part in re.split(r"\|\||\?\?", found["what"].rstrip("}; \n\t")):
        if value := _expression(part.strip().strip("()") if part.strip().startswith("(") else part.strip(), around):
            return value
    return ""


def _expression(text: str, data: Mapping[str, Any]) -> Any:
    if text.startswith("`") and text.endswith("`"):
        return re.sub(r"\$\{([^{}]*)\}", lambda found: _shown(_expression(found[1].strip(), data)), text[1:-1])
    if called := re.fullmatch(r"(?:this\.)?(slugify|slug)\(([^()]*)\)", text):
        return _filtered(called[1], _expression(called[2].strip(), data), [], data)
    return _value(text, data)


def _piped(text: str, data: Mapping[str, Any]) -> Any:
    first, *filters = (part[1].strip() for part in PARTS.finditer(text))
    value = _value(first, data)
    for part in filters:
        found = FILTER.fullmatch(part)
        name = found[1] if found else part
        if found is None:
            raise Unknown(f"the filter {name}")
        value = _filtered(
            name, value, [_value(one[0], data) for one in ARGUMENT.finditer(found[2] or found[3] or "")], data
        )
    return value


def _filtered(name: str, value: Any, arguments: list[Any], data: Mapping[str, Any]) -> Any:
    """*value* after the filter *name*: the site's own (presets.eleventy_filters), or Eleventy's."""
    own = data.get(OWN) or {}
    if name not in own and name in FILTERS:
        return FILTERS[name](value, *arguments)
    meaning = own.get(name)
    if meaning == "slugify 1":
        return slugify(_shown(value).replace("'", " "))
    if meaning is None or (meaning == "slug" and not PLAIN.fullmatch(_shown(value))):
        raise Unknown(f"the filter {name}")
    return slugify(value) if meaning == "slug" else _date(value, *(arguments or ([meaning] if meaning else [])))


def _value(text: str, data: Mapping[str, Any]) -> Any:
    """A text in quotes, a number, or a path into *data*; nothing where the path leads nowhere."""
    if re.fullmatch(QUOTED, text):
        return text[1:-1]
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if not PATH.fullmatch(text):
        raise Unknown(text)
    value: Any = data
    for step in STEP.finditer(text):
        name, call = step.groups()
        if call is None:
            value = value.get(name) if hasattr(value, "get") else None
        elif name in METHODS:
            value = METHODS[name](value, *map(int, re.findall(r"-?\d+", call)))
        else:
            raise Unknown(f"{name}()")
    return value


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


# -- what may be asked for --------------------------------------------------------------------------------------------

MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                 "November", "December")  # fmt: skip
# What a part of a pattern stands for: Liquid's and strftime's letter, Luxon's and Day.js's word.
LETTERS: Final[Mapping[str, Callable[[datetime], str]]] = {
    "Y": lambda at: f"{at.year:04}", "y": lambda at: f"{at.year % 100:02}", "m": lambda at: f"{at.month:02}",
    "d": lambda at: f"{at.day:02}", "e": lambda at: str(at.day), "H": lambda at: f"{at.hour:02}",
    "M": lambda at: f"{at.minute:02}", "S": lambda at: f"{at.second:02}", "j": lambda at: f"{at:%j}",
    "B": lambda at: MONTHS[at.month - 1], "b": lambda at: MONTHS[at.month - 1][:3],
    "s": lambda at: str(int(at.timestamp())), "F": lambda at: f"{at.date()}", "%": lambda _: "%",
}  # fmt: skip
WORDS: Final = {"yyyy": "Y", "YYYY": "Y", "yy": "y", "YY": "y", "MM": "m", "LL": "m", "dd": "d", "DD": "d", "HH": "H",
                "mm": "M", "ss": "S", "MMMM": "B", "LLLL": "B", "MMM": "b", "LLL": "b", "M": "-m", "L": "-m", "d": "-d",
                "D": "-d", "ooo": "j"}  # fmt: skip


def by_pattern(at: datetime, pattern: str) -> str:
    """*at* by the pattern of strftime, or of Luxon where it has no "%". Raises Unknown."""
    if "%" in pattern:
        return re.sub(r"%(-?)(.)", lambda found: _letter(at, found[2], bare=bool(found[1])), pattern)
    return re.sub(r"[A-Za-z]+", lambda found: _word(at, found[0]), pattern)


def _letter(at: datetime, letter: str, *, bare: bool) -> str:
    if letter not in LETTERS:
        raise Unknown(f"%{letter} in a date")
    text = LETTERS[letter](at)
    return (text.lstrip("0") or "0") if bare else text


def _word(at: datetime, word: str) -> str:
    if word not in WORDS:
        raise Unknown(f"{word} in a date")
    return _letter(at, WORDS[word][-1], bare=len(WORDS[word]) > 1)


def _date(value: Any, *patterns: Any) -> str:
    if value is None or value == "":  # a draft has none
        return ""
    if not isinstance(value, datetime) or not patterns:
        raise Unknown("a date that is no page's, or without a pattern")
    return by_pattern(value, str(patterns[0]))


def slugify(value: Any) -> str:
    """A title as the filter slugify makes it. Raises Unknown at letters that it spells, and feedtool does not."""
    text = re.sub(r"(?<=[A-Za-z\d])'([ts])(?=\s|$)", r"\1", unicodedata.normalize("NFC", _shown(value)))
    text = re.sub("ъе", "ye", re.sub("ый", "iy", text, flags=re.IGNORECASE), flags=re.IGNORECASE).translate(SPELLED)
    text = "".join(one for one in unicodedata.normalize("NFD", text) if not _is_mark(one)).lower()
    if lost := next((one for one in text if one.isalpha() and unicodedata.name(one, "").startswith(UNSPELLED)), ""):
        raise Unknown(f"slugify of {lost}")
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def slug(value: Any) -> str:
    """A title as the older filter slug makes it, which keeps some marks. Raises Unknown at letters that it spells."""
    text = re.sub(r"[&%$<>|]", lambda mark: SLUG_WORDS[mark[0]], unicodedata.normalize("NFC", _shown(value)))
    if lost := re.search(r"[^\x00-\x7fÀ-ÏÑ-ïñ-ÿ]", text):
        raise Unknown(f"slug of {lost[0]}")
    text = ascii_of(text)
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s*+~.()'\"!:@-]", "", text).replace("-", " ").strip()).lower()


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in {"Mn", "Sk", "Lm"} or letter == "·"


def _spelled(letters: str, words: str) -> dict[int, str]:
    """A table of how *letters* are spelled, capitals included."""
    pairs = list(zip(letters, words.split(), strict=True))
    return {ord(form): word for letter, word in pairs for form in (letter, letter.upper()) if len(form) == 1}


# The scripts that @sindresorhus/slugify spells in Latin letters; those of UNSPELLED it spells as well.
SPELLED: Final = {
    **_spelled("äöüßæøþđðłħıĳ", "ae oe ue ss ae o th d d l h i ij"),
    **_spelled("абвгдежзийклмнопрстуфхцчшщыэюяёєіїљњќґ", "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh sch y"
               " e yu ya yo ye i yi lj nj kj g"),
    **_spelled("γδζηθικλμνξοπρςστυφχψωαε", "g d z i th i k l m n ks o p r s s t y f x ps o a e"),
    **_spelled("άέήίόύώϊϋ", "a e i i o y o i y"),
    ord("β"): "v", ord("Β"): "b", **dict.fromkeys(map(ord, "ъьЪЬ"), ""),
    ord("ẞ"): "ss", ord("€"): "e", ord("&"): " and ", ord("♥"): " love ", ord("🦄"): " unicorn ",
}  # fmt: skip
SLUG_WORDS: Final = {"&": "and", "%": "percent", "$": "dollar", "<": "less", ">": "greater", "|": "or"}
UNSPELLED: Final = ("ARABIC", "ARMENIAN", "GEORGIAN", "THAANA", "GREEK", "CYRILLIC", "CIRCLED", "MATHEMATICAL")
FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "slugify": slugify, "slug": slug, "date": _date, "dateFormat": _date, "formatDate": _date, "dateFilter": _date,
    "htmlDateString": lambda at: _date(at, "%F"), "dateToISO": lambda at: _date(at, "%F"),
    "isoDate": lambda at: _date(at, "%F"), "year": lambda at: _date(at, "%Y"), "month": lambda at: _date(at, "%m"),
    "downcase": lambda text: _shown(text).lower(), "lower": lambda text: _shown(text).lower(),
    "upcase": lambda text: _shown(text).upper(), "upper": lambda text: _shown(text).upper(),
    "strip": lambda text: _shown(text).strip(), "trim": lambda text: _shown(text).strip(),
    "append": lambda text, more: _shown(text) + _shown(more),
    "prepend": lambda text, more: _shown(more) + _shown(text),
    "replace": lambda text, old, new="": _shown(text).replace(_shown(old), _shown(new)),
    "remove": lambda text, old: _shown(text).replace(_shown(old), ""),
    "default": lambda text, other="", *_: text or other,
    "url": lambda text: text, "safe": lambda text: text, "string": _shown,
}  # fmt: skip
METHODS: Final[Mapping[str, Callable[..., Any]]] = {
    "getFullYear": lambda at: _date(at, "%Y"), "getUTCFullYear": lambda at: _date(at, "%Y"),
    "toISOString": lambda at: "" if at is None else f"{at:%Y-%m-%dT%H:%M:%S}.000Z",
    "slice": lambda text, *ends: _shown(text)[slice(*(ends if len(ends) > 1 else (ends[0], None)))] if ends else text,
    "toLowerCase": lambda text: _shown(text).lower(), "toString": _shown, "trim": lambda text: _shown(text).strip(),
}  # fmt: skip
