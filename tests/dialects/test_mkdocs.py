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
    ("==a== ^^b^^ H~2~O x^2^ ~~d~~", "<mark>a</mark> <ins>b</ins> H<sub>2</sub>O x<sup>2</sup> <del>d</del>"),
    ("{==a==}{>>b<<} {--c--} {++d++} {~~e~>f~~}", "<mark>a</mark> <del>c</del> <ins>d</ins> <del>e</del><ins>f</ins>"),
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


PLACE = {"folder": "blog/posts/2024", "blogs": [["blog/posts", "blog"], ["news/posts", ""]], "end": "/"}


@pytest.mark.parametrize(("text", "shown"), [
    ("[a](b.md#c)", "[a](/b/#c)"),
    ("[a](../b.md)", "[a](/above/)"),
    ("[a](../../../news/posts/n.md)", "[a](/n/)"),
    ("[a](../../index.md) [b](../../../README.md?x=1)", "[a](https://e.org/blog/) [b](https://e.org/?x=1)"),
    ("[a](../../../guide/set%20up.md)", "[a](https://e.org/guide/set%20up/)"),
    ("![a](i/a.png 'T') ![b](../b.png){ width=3 }", "![a](https://e.org/blog/2024/i/a.png 'T') ![b](https://e.org/blog/b.png)"),
    ("![a](../../../assets/a.png)", "![a](https://e.org/assets/a.png)"),
    ("[x]\n\n[x]: b.md", "[x]\n\n[x]: /b/"),
    ("[a](../b/) [c](#d) [e](https://x.org/a.md) [f](/g.md) [h](mailto:a@b.org)",) * 2,
    ('<img src="a.png"> `[a](b.md)`',) * 2,  # raw HTML is left as it is
])  # fmt: skip
def test_links_are_paths_of_files(text, shown):
    links = {"/2024/b.md": "/b/", "/b.md": "/above/", "/n.md": "/n/"}
    check("mkdocs", text, shown, links=links, page={"mkdocs place": PLACE})


def test_a_post_that_nobody_knows_is_told():
    check("mkdocs", "x [a](no.md)", "x a", [("no.md", 1)], page={"mkdocs place": PLACE})
