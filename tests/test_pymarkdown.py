"""Python-Markdown's dialect is rendered as its generators render it; what no renderer finishes is shown as it stands."""

from __future__ import annotations

import pytest

from feedtool import languages, pymarkdown
from feedtool.markup import text_of


@pytest.mark.parametrize(("text", "html"), [
    ("- a\n\n    b", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>"),
    ("3. a\n4. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),  # numbers are lazy, as in Pelican
    ("a\n- b", "<p>a\n- b</p>"),  # a list needs a blank line before it
    ("#A", "<h1>A</h1>"),
    ("## A {#x}", '<h2 id="x">A</h2>'),
    ("## A", "<h2>A</h2>"),  # without the id that a table of contents would need
    ("term\n:   meaning", "<dl>\n<dt>term</dt>\n<dd>meaning</dd>\n</dl>"),
    ("*[A]: All\n\nA b", '<p><abbr title="All">A</abbr> b</p>'),
    ("```python\na < b\n```", '<pre><code class="language-python">a &lt; b\n</code></pre>'),
    ("[TOC]\n\na", "<p>a</p>"),
    ('!!! note "Hint"\n    *a*', '<div class="admonition note">\n<p class="admonition-title">Hint</p>\n<p><em>a</em></p>\n</div>'),
    ("a <b>c</b>\n\n<div>*x*</div>", "<p>a <b>c</b></p>\n<div>*x*</div>"),
    ("a\x00b", "<p>ab</p>"),
    ("", ""),
])  # fmt: skip
def test_a_text_is_rendered_as_its_generators_render_it(text, html):
    assert languages.html_of(text, "text/x-python-markdown") == html


def test_one_text_leaves_nothing_for_the_next():
    assert "class" in languages.html_of("a[^1]\n\n[^1]: note", "text/x-python-markdown")
    assert languages.html_of("a", "text/x-python-markdown") == "<p>a</p>"


@pytest.mark.long
def test_what_nests_too_deep_is_shown_as_it_stands():
    deep = "".join("    " * depth + f"- x{depth} & <y>\n" for depth in range(350))
    assert text_of(languages.html_of(deep, "text/x-python-markdown")) == " ".join(deep.split())
    assert pymarkdown.renderer().parser.state == []  # the next text begins anew


def test_what_nobody_renders_is_html_already():
    assert languages.html_of("<p>*a*</p>", "text/html") == "<p>*a*</p>"
