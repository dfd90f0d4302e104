"""Pelican's links, and lines that are for Python-Markdown alone."""

from __future__ import annotations

import pytest

from tests.dialects.case import check

LINKS = {"b.md": "/b/", "/c d.md": "/c/", "{tag}x": "/tag/x/", "i.png": "/images/i.png"}


@pytest.mark.parametrize(("text", "shown"), [
    pytest.param("a {x} |b|", "a {x} |b|", id="text without any of it stays"),
    pytest.param("[a]({filename}b.md#c)", "[a](/b/#c)", id="another post"),
    pytest.param("[a](<{filename}/c d.md>)", "[a](</c/>)", id="a name with a blank"),
    pytest.param("[a]({filename}/c d.md)", "[a](</c/>)", id="a name with a blank, as Python-Markdown takes it"),
    pytest.param("[a](|filename|b.md) [a](%7Bfilename%7Db.md)", "[a](/b/) [a](/b/)", id="other ways to write it"),
    pytest.param("![a]({attach}i.png)", "![a](/images/i.png)", id="a file"),
    pytest.param("![a]({static}/images/a.png)", "![a](https://e.org/images/a.png)", id="a file that nobody knows lies where it lies in the folder"),
    pytest.param("[a]({tag}x) [b]({index})", "[a](/tag/x/) [b](https://e.org/)", id="lists"),
    pytest.param('<img src="{attach}i.png" alt="x">', '<img src="/images/i.png" alt="x">', id="in HTML"),
    pytest.param("a\n\n    :::python\n    x\n\n    y\n", "a\n\n    x\n\n    y\n", id="the language of indented code"),
    pytest.param("[TOC]\n\na", "\na", id="contents"),
    pytest.param("# T {: #x }\n\na\n{: .b }", "# T\n\na", id="attributes"),
    pytest.param('```{.py hl_lines="1"}\n[a]({filename}b.md)\n```', "```py\n[a]({filename}b.md)\n```", id="code stays"),
])  # fmt: skip
def test_links(text, shown):
    check("pelican", text, shown, links=LINKS)


def test_what_nobody_knows_is_told():
    text = 'x\n\n[a b]({filename}no.md "t") ![c]({attach}no.png)\n<img src="{static}no.png" alt=c>'
    warnings = [("{filename}no.md", 3), ("{attach}no.png", 3), ("{static}no.png", 4)]
    check("pelican", text, "x\n\na b \n<img alt=c>", warnings)
