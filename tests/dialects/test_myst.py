"""MyST's directives and roles."""

from __future__ import annotations

import pytest

from feedtool import markdown
from tests.dialects.case import check, expanded

LINKS = {"b": "/b/", "b.md": "/b/"}


@pytest.mark.parametrize(("text", "shown"), [
    pytest.param("a {b} `{c}`", "a {b} `{c}`", id="text without any of it stays"),
    pytest.param("{doc}`T <b>` {ref}`b`", '<a href="/b/">T</a> <a href="/b/">b</a>', id="references"),
    pytest.param("{sub}`2` {kbd}`Ctrl` {abbr}`MIT (long)`", "<sub>2</sub> <kbd>Ctrl</kbd> <abbr>MIT</abbr>", id="words with a meaning"),
    pytest.param("{py:func}`~a.b` {math}`x^2`", "`a.b` `x^2`", id="code"),
    pytest.param("{term}`a` {octicon}`x`b", "a b", id="terms and icons"),
    pytest.param("(label)=\n# T\n% remark\n+++\na", "# T\na", id="labels, remarks and breaks"),
    pytest.param("{{ k }}", "V", id="substitutions"),
    pytest.param("[](b.md) [x](b.md#y)", "[b.md](/b/) [x](/b/#y)", id="links to files"),
    pytest.param("```{code-block} python\n:linenos:\n:caption: c\n\n{{ k }}\n```", "```python\n{{ k }}\n```", id="code with options"),
    pytest.param("a\n\n```{toctree}\nb\n```\nc", "a\n\nc", id="what is for books"),
    pytest.param("```{raw} html\n<b>x</b>\n```", "<b>x</b>", id="raw HTML"),
    pytest.param("```\n{doc}`b`\n(x)=\n```", "```\n{doc}`b`\n(x)=\n```", id="code stays"),
])  # fmt: skip
def test_roles(text, shown):
    check("myst", text, shown, links=LINKS, page={"myst": {"substitutions": {"k": "V"}}})


@pytest.mark.parametrize(("text", "html"), [
    pytest.param("```{note}\n:class: c\nx *y*\n```", "<blockquote>\n<p><strong>Note</strong></p>\n<p>x <em>y</em></p>\n</blockquote>\n", id="a box"),
    pytest.param("````{admonition} My t\n```{tip}\nx\n```\n````", "<blockquote>\n<p><strong>My t</strong></p>\n<blockquote>\n<p><strong>Tip</strong></p>\n<p>x</p>\n</blockquote>\n</blockquote>\n", id="boxes in boxes"),
    pytest.param(":::{warning}\nx\n:::", "<blockquote>\n<p><strong>Warning</strong></p>\n<p>x</p>\n</blockquote>\n", id="between colons"),
    pytest.param("```{figure} a.png\n---\nalt: b\n---\nC *d*\n```", '<figure><img src="a.png" alt="b"><figcaption>C <em>d</em></figcaption></figure>\n', id="a figure"),
    pytest.param("::::{tab-set}\n:::{tab-item} A\nx\n:::\n::::", "<p><strong>A</strong></p>\n<p>x</p>\n", id="tabs one after another"),
])  # fmt: skip
def test_directives(text, html):
    became, warnings = expanded("myst", text)
    assert (markdown.render(became), warnings) == (html, [])


def test_what_nobody_knows_is_told():
    text = "a\n```{mine} x\ny\n```\n{ref}`no` {{ q }}"
    check("myst", text, "a\n\ny\n\nno ", [("{mine}", 2), ("{ref}`no`", 5), ("{{ q }}", 5)])


def test_reference_roles_lead_where_the_preset_found_their_targets():
    said = {"targets": {"doc /about": ["about", "", "About"], "term feed": ["glossary", "term-feed", "feed"]}}
    text = "{doc}`/about` {std:doc}`x </about>` {term}`feed` {pep}`8` {rfc}`x <42>`"
    became, _ = expanded("myst", text, page={"sphinx": said})
    assert became == (
        '<a href="https://e.org/about/">About</a> <a href="https://e.org/about/">x</a> '
        '<a href="https://e.org/glossary/#term-feed">feed</a> <a href="https://peps.python.org/pep-0008/">PEP 8</a> '
        '<a href="https://datatracker.ietf.org/doc/html/rfc42.html">x</a>'
    )


def test_restructuredtext_in_between_is_rendered():
    became, warnings = expanded("myst", "```{eval-rst}\n.. note:: A *note*.\n```")
    assert "<p>A <em>note</em>.</p>" in became
    assert warnings == []
