"""A word of any script has a folder of its own, on every system, in every run."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.names import DEVICES, safe
from tests import conftest  # noqa: F401 - the profile of hypothesis

SCRIPTS = [
    "Python", "python", "PYTHON", "café", "cafe", "Café", "naïve", "über", "ueber", "ñandú", "питон", "Питон", "й", "и",
    "ёлка", "елка", "编程", "編程", "プログラミング", "ぷろぐらみんぐ", "が", "か", "프로그래밍", "한국어", "한", "برمجة", "العربية",
    "פייתון", "עברית", "πρόγραμμα", "προγραμμα", "हिन्दी", "भारत", "ไทย", "ภาษา", "தமிழ்", "ქართული", "հայերեն", "አማርኛ",
    "C", "c", "C++", "C#", "c++", "c#", ".NET", "NET", "net", "F#", "f", "A/B", "A\\B", "A-B", "a b", "a-b", "a_b", "a.b",
    "..", ".", "...", "/", "//", "../etc", "-", "--", "_", "~", "🎉", "🎉🎉", "👩‍💻", "👩", "❤", "❤️", "ß", "ss", "SS", "ſs",
    "ﬁ", "fi", "①", "1", "İ", "i", "ı", "I", "K", "k", "K", "å", "Å", "CON", "con", "Con", "aux", "AUX", "nul", "NUL",
    "com1", "COM1", "lpt9", "LPT9", "con.txt", "prn", "a" * 300, "a" * 301, "я" * 300, "%", "%20", "a%20b", "a?b", "a#b",
    "a:b", "a*b", 'a"b', "a<b", "a>b", "a|b", "trailing.", "trailing", "trailing ", " trailing", "tab\tbed", "news",
    "news-12345678", "12345678", "abcdef01", "x-abcdef01", "\u200b", "a\u200bb", "ab", "\u0301", "e\u0301", "é", "index",
]  # fmt: skip
MANY = list(dict.fromkeys([*SCRIPTS, *(f"{word} {number}" for number in range(1, 6) for word in SCRIPTS)]))[:500]


def is_safe(name):
    """As Windows, macOS and Linux have it, and as an address."""
    return (
        re.search(r'[<>:"/\\|?*%#\s\x00-\x1f]', name) is None
        and re.fullmatch(r"\w.*\w|\w", name) is not None
        and DEVICES.fullmatch(name.partition(".")[0]) is None
        and len(name.encode()) <= 255
        and name == name.casefold() == unicodedata.normalize("NFD", name) == unicodedata.normalize("NFC", name)
    )


def test_five_hundred_words_have_five_hundred_names():
    names = [safe(word) for word in MANY]
    assert len({unicodedata.normalize("NFKC", name).casefold() for name in names}) == 500
    assert [word for word, name in zip(MANY, names, strict=True) if not is_safe(name)] == []
    assert [safe(word) for word in reversed(MANY)] == names[::-1]


@given(st.text(min_size=1))
def test_any_word_has_a_safe_one(word):
    assert is_safe(safe(word))


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_words_have_two(one, other):
    assert (safe(one).casefold() == safe(other).casefold()) == (one == other)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("news", "news"), ("web-design", "web-design"), ("Python", "python-18885f27"), ("C++", "c-f1deb75f"),
        ("питон", "питон-b023a2b7"), ("한국어", "ea325228"), ("con", "con-1143da2b"), ("编程", "编程-84f1a53f"),
    ],
)  # fmt: skip
def test_a_name_is_for_ever(word, name):
    """Subscribers have it."""
    assert safe(word) == name
