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


@pytest.mark.parametrize(("text", "shown"), [
    ("![a]({static}i/a.png)", "![a](https://e.org/blog/trip/i/a.png)"),
    ("![a]({static}../a.png)", "![a](https://e.org/blog/a.png)"),
    ("![a](|filename|/images/a.png)", "![a](https://e.org/images/a.png)"),  # as it was written before there was {static}
    ("[a]({filename}a.pdf)", "[a](https://e.org/blog/trip/a.pdf)"),
    ("![a]({attach}i/a.png)", "![a](https://e.org/post/i/a.png)"),  # beside the post
    ("![a]({attach}/images/a.png)", "![a](https://e.org/post/a.png)"),
])  # fmt: skip
def test_a_file_that_is_no_article(text, shown):
    check("pelican", text, shown, page={"pelican folder": "blog/trip"})


@pytest.mark.parametrize(("text", "shown"), [
    ("`a b <{filename}b.md#c>`_", "`a b </b/#c>`__"),
    ("`a\n<|filename|b.md>`__ x", "`a </b/>`__ x"),
    ("`<{filename}b.md>`_", "`{filename}b.md </b/>`__"),
    (".. image:: {static}/images/a b.png\n   :target: {filename}b.md", ".. image:: https://e.org/images/a%20b.png\n   :target: /b/"),
    (".. |x| image:: {static}/a_", ".. |x| image:: https://e.org/a%5F"),
    (".. figure:: {attach}a.png\n\n   A caption", ".. figure:: https://e.org/post/a.png\n\n   A caption"),
    ("x_\n\n.. _x: {filename}b.md", "x_\n\n.. _x: /b/"),
    (".. raw:: html\n\n   <a href='{filename}b.md'>", ".. raw:: html\n\n   <a href='/b/'>"),
    ("so::\n\n  `a <{filename}b.md>`_\n\n`a <{filename}b.md>`_", "so::\n\n  `a <{filename}b.md>`_\n\n`a </b/>`__"),
    (".. code:: rst\n\n   `a <{filename}b.md>`_", ".. code:: rst\n\n   `a <{filename}b.md>`_"),
])  # fmt: skip
def test_links_in_restructured_text(text, shown):
    check("pelican_rst", text, shown, links=LINKS)


def test_what_nobody_knows_is_told():
    check("pelican", 'x\n\n[a b]({filename}no.md "t")', "x\n\na b", [("{filename}no.md", 3)])
    check("pelican", '<a href="{filename}no.md" id=c>', "<a id=c>", [("{filename}no.md", 1)])
    check("pelican_rst", "x\n\n`a b <{filename}no.md>`_", "x\n\na b", [("{filename}no.md", 3)])


@pytest.mark.parametrize(("text", "shown"), [
    ("{% youtube abc 640 480 %}", '<a href="https://www.youtube.com/watch?v=abc"><img src="https://i.ytimg.com/vi/abc/hqdefault.jpg" alt=""><br>YouTube</a>'),
    ("{% img right /a.png 20 10 T %} b", '<img src="/a.png" alt="T" width="20" height="10"> b'),
    ("a {{ b }} {% c %} {# d #}",) * 2,  # text to the plugin
])  # fmt: skip
def test_tags_of_the_plugin(text, shown):
    check("pelican_liquid", text, shown)
