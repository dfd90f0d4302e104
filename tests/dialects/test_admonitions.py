"""Boxes between colons."""

from __future__ import annotations

import pytest

from feedtool import markdown
from tests.dialects.case import expanded


def html(text):
    return "".join(line.strip() for line in markdown.render(text).splitlines())


@pytest.mark.parametrize(("text", "shown"), [
    pytest.param("a :: b", "<p>a :: b</p>", id="text without any of it stays"),
    pytest.param(":::note\nx\n:::\ny", "<blockquote><p><strong>Note</strong></p><p>x</p></blockquote><p>y</p>", id="a box has the name of its kind"),
    pytest.param(":::tip[My *t*]\nx\n:::", "<blockquote><p><strong>My <em>t</em></strong></p><p>x</p></blockquote>", id="or its title, as Docusaurus has it"),
    pytest.param("::: tip My t\nx\n:::", "<blockquote><p><strong>My t</strong></p><p>x</p></blockquote>", id="or as VitePress has it"),
    pytest.param(':::note{title="T t"}\nx\n:::', "<blockquote><p><strong>T t</strong></p><p>x</p></blockquote>", id="or in an attribute"),
    pytest.param("::: details More {open}\nx\n:::", "<blockquote><p><strong>More</strong></p><p>x</p></blockquote>", id="options are no title"),
    pytest.param(":::{warning}\nx\n:::", "<blockquote><p><strong>Warning</strong></p><p>x</p></blockquote>", id="a name in braces"),
    pytest.param("::::a\n:::b\nx\n:::\ny\n::::", "<blockquote><p><strong>A</strong></p><blockquote><p><strong>B</strong></p><p>x</p></blockquote><p>y</p></blockquote>", id="more colons around fewer"),
    pytest.param(":::a\nx", "<blockquote><p><strong>A</strong></p><p>x</p></blockquote>", id="a box that never ends ends with the text"),
    pytest.param("x\n:::\ny", "<p>xy</p>", id="an end without a beginning is gone"),
    pytest.param("- i\n\n  :::note\n  x\n  :::\n\nz", "<ul><li><p>i</p><blockquote><p><strong>Note</strong></p><p>x</p></blockquote></li></ul><p>z</p>", id="a box in a list stays there"),
    pytest.param("::: code-group\n```js [a_b.js]\nx\n```\n```ts [c]\ny\n```\n:::", '<p><strong>a_b.js</strong></p><pre><code class="language-js">x</code></pre><p><strong>c</strong></p><pre><code class="language-ts">y</code></pre>', id="tabs of code stand one after another"),
    pytest.param("::: v-pre\n{{ x }}\n:::", "<p>{{ x }}</p>", id="what is no box leaves its text alone"),
    pytest.param("```\n:::note\n```", "<pre><code>:::note</code></pre>", id="code stays"),
    pytest.param(":::note\n```\n:::\n```\n:::", "<blockquote><p><strong>Note</strong></p><pre><code>:::</code></pre></blockquote>", id="colons in code end nothing"),
])  # fmt: skip
def test_boxes(text, shown):
    became, warnings = expanded("admonitions", text)
    assert (html(became), warnings) == (shown, [])


def test_a_box_without_a_name_is_told():
    assert expanded("admonitions", "a\n::: *x*\nb\n:::") == ("a\n\nb\n", [("::: *x*", 2)])
