"""Code is found where Markdown sees code, and comes out as it went in."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.dialects import code

PIECES = [
    "`",
    "``",
    "```",
    "~~~",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "    ",
    "a",
    "{% x %}",
    "<pre>",
    "</pre>",
    "<!--",
    "-->",
    "\\",
    "1",
]


@pytest.mark.parametrize(("text", "codes"), [
    ("no code", []),
    ("a `b` c", ["`b`"]),
    ("a ``b ` c`` d", ["``b ` c``"]),
    ("a `b\nc` d", ["`b\nc`"]),
    ("a `b\n\nc` d", []),
    ("one ` only", []),
    (r"\`a\` `b`", ["`b`"]),
    ("```py\na\n```\nb", ["```py\na\n```"]),
    ("~~~\n```\n~~~\nb", ["~~~\n```\n~~~"]),
    ("````\n```\n````\n", ["````\n```\n````"]),
    ("```\nnever closed\n\nb", ["```\nnever closed\n\nb"]),
    ("``` a ``` b", ["``` a ```"]),
    ("- x\n\n  ```\n  a\n  ```\nb", ["```\n  a\n  ```"]),
    ("- ```\n  a\n  ```\nb", ["```\n  a\n  ```"]),
    ("> ```\n> a\n\n`b`", ["```\n> a", "`b`"]),
    ("<pre>a\n\nb</pre> c", ["<pre>a\n\nb</pre>"]),
    ('<CODE class="x">a</code > c', ['<CODE class="x">a</code >']),
    ("<pretty>a</pretty>", []),
    ("<pre>never closed", []),
    ("<!-- `a --> b` c", ["<!-- `a -->"]),
])  # fmt: skip
def test_code_is_found(text, codes):
    assert [piece for is_code, piece, _ in code.split(text) if is_code] == codes


def test_each_piece_knows_its_line():
    assert code.split("a\n\n```\nb\n```\nc `d`\n") == [
        (False, "a\n\n", 1),
        (True, "```\nb\n```", 3),
        (False, "\nc ", 5),
        (True, "`d`", 6),
        (False, "\n", 6),
    ]


def test_a_change_does_not_see_code():
    assert code.outside("a `a` <pre>a</pre> a", lambda text: text.replace("a", "b")) == "b `a` <pre>a</pre> b"


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_nothing_is_lost(text):
    assert "".join(piece for _, piece, _ in code.split(text)) == text
    assert code.outside(text, str) == text


@pytest.mark.long
@pytest.mark.parametrize("part", ["`", "` ``", "```\n", "> ```\n", "<pre>", "<!--", "- ", "\\`", "~~~ `\n", " `\n"])
def test_a_long_text_takes_no_longer_than_it_must(part):
    text = part * (1_000_000 // len(part))
    start = time.process_time()
    code.split(text)
    assert time.process_time() - start < 5
