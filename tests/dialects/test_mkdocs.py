"""What PyMdown adds, as Python-Markdown's own extensions read it afterwards."""

from __future__ import annotations

import pytest

from feedtool import pymarkdown
from tests.dialects.case import check, expanded


def html(text):
    return "".join(line.strip() for line in pymarkdown.render(text).splitlines())


@pytest.mark.parametrize(("text", "shown"), [
    pytest.param('!!! note "My *t*"\n\n    x\n\n    - a\n\ny', "<blockquote><p><strong>My <em>t</em></strong></p><p>x</p><ul><li>a</li></ul></blockquote><p>y</p>", id="a box and its body"),
    pytest.param("??? tip\n    x", "<blockquote><p><strong>Tip</strong></p><p>x</p></blockquote>", id="one that opens, with the name of its kind"),
    pytest.param('???+ tip ""\n    x', "<blockquote><p>x</p></blockquote>", id="or no title at all"),
    pytest.param("!!! info inline end\n    x", "<blockquote><p><strong>Info</strong></p><p>x</p></blockquote>", id="where it floats is no title"),
    pytest.param("!!! a\n    x\n    !!! b\n        y\n    z", "<blockquote><p><strong>A</strong></p><p>x</p><blockquote><p><strong>B</strong></p><p>y</p></blockquote><p>z</p></blockquote>", id="boxes in boxes"),
    pytest.param("- i\n\n    !!! a\n        x\n\n        y\n- j", "<ul><li><p>i</p><blockquote><p><strong>A</strong></p><p>x</p><p>y</p></blockquote></li><li><p>j</p></li></ul>", id="boxes in lists"),
    pytest.param('!!! a\n    ```py title="t"\n    x\n      y\n    ```', '<blockquote><p><strong>A</strong></p><pre><code class="language-py">xy</code></pre></blockquote>', id="code in a box"),
    pytest.param("1. i\n\n    ```py\n    !!! x\n    ```\n\n    j", "<ol><li><p>i</p><pre><code>!!! x</code></pre><p>j</p></li></ol>", id="code in a list, which Python-Markdown alone takes for text"),
    pytest.param('=== "A"\n    x\n=== "B *b*"\n    ```{ .py .annotate }\n    y # (1)!\n    ```', '<p><strong>A</strong></p><p>x</p><p><strong>B <em>b</em></strong></p><pre><code class="language-py">y # (1)</code></pre>', id="tabs stand one after another"),
    pytest.param("```\n!!! note\n    ==x==\n```", "<pre><code>!!! note==x==</code></pre>", id="code stays"),
    pytest.param("a\n\n    ==x== ++a++\n\nb", "<p>a</p><pre><code>==x== ++a++</code></pre><p>b</p>", id="indented code stays"),
])  # fmt: skip
def test_blocks(text, shown):
    became, warnings = expanded("mkdocs", text)
    assert (html(became), warnings) == (shown, [])


@pytest.mark.parametrize(("text", "shown"), [
    (":material-check:{ .lg .middle } Yes :smile:", "Yes :smile:"),
    ('++ctrl+alt+"My key"++', "<kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>My key</kbd>"),
    ("i++ and j++, c++", "i++ and j++, c++"),
    ("==a== ^^b^^ H~2~O x^2^ ~~d~~", "<mark>a</mark> <ins>b</ins> H<sub>2</sub>O x<sup>2</sup> ~~d~~"),
    ("a == b, ~5 to ~6, 2 ^ 3", "a == b, ~5 to ~6, 2 ^ 3"),
    ("[^1] and [^2]", "[^1] and [^2]"),
    ('[=60% "Sixty"]{: .c} [=5%]', "Sixty 5%"),
    ("[a](b){ .md-button } ![c](d){ width=3 }", "[a](b) ![c](d)"),
    ("# T { #x .y }", "# T"),
    ("text (1)!\n{ .annotate }\n\n1. note", "text (1)\n\n1. note"),
    ("`#!py f()` `==x==`", "`f()` `==x==`"),
    ("[TOC]\n\nx", "\n\nx"),
])  # fmt: skip
def test_marks(text, shown):
    check("mkdocs", text, shown)


def test_a_file_to_put_in_is_told():
    check(
        "mkdocs",
        'a\n--8<-- "b.md"\n```\n--8<-- "c.py"\n```',
        "a\n```\n```",
        [('--8<-- "b.md"', 2), ('--8<-- "c.py"', 4)],
    )
