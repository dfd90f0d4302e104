"""Quarto's cells, divs, shortcodes and references."""

from __future__ import annotations

import pytest

from feedtool import markdown
from tests.dialects.case import check, expanded


@pytest.mark.parametrize(("text", "shown"), [
    pytest.param("a {b} c@d.org @ada", "a {b} c@d.org @ada", id="text without any of it stays"),
    pytest.param("```{python}\n#| label: x\n#| fig-cap: y\na = 1\n# | b\n```", "```python\na = 1\n# | b\n```", id="a cell is code, without its options"),
    pytest.param("a\n\n```{r}\n#| echo: false\nx\n```\n\nb", "a\n\n\nb", id="a cell that shows no code is gone"),
    pytest.param("```{{python}}\n#| echo: false\n```", "```python\n#| echo: false\n```", id="a cell that is only shown"),
    pytest.param('```{.python filename="a.py"}\nx\n```', "```python\nx\n```", id="code with attributes"),
    pytest.param("```{=html}\n<b>x</b>\n```\n```{=latex}\nx\n```", "<b>x</b>", id="raw HTML stays, other raw text goes"),
    pytest.param("{{< video https://e.org/v >}}", '<a href="https://e.org/v">e.org/v</a>', id="a video"),
    pytest.param("{{< meta title >}} {{< meta a.b >}}", "T 1", id="metadata"),
    pytest.param("`{{{< meta title >}}}`", "`{{< meta title >}}`", id="a shortcode that is only shown"),
    pytest.param("![c](i.png){#fig-a width=50%} see @fig-a and [@fig-b], @sec-x", "![c](i.png) see Figure 1 and Figure, Section", id="references"),
    pytest.param("x [@a, p. 3; @b_c].", "x (a, p. 3; b_c).", id="citations"),
    pytest.param("[small]{.smallcaps} [l](m){.x}", "small [l](m)", id="attributes"),
    pytest.param("H~2~O x^2^ ~~no~~ a~b `x~y~`", "H<sub>2</sub>O x<sup>2</sup> ~~no~~ a~b `x~y~`", id="small letters"),
    pytest.param("a^[a *note* [b](c)\nmore] b", "a[^inline-1] b\n\n[^inline-1]: a *note* [b](c) more", id="a note in a line"),
    pytest.param("| a |\n|---|\n| 1 |\n\n: Of {#tbl-x .y}", "| a |\n|---|\n| 1 |\n\nOf", id="the caption of a table"),
    pytest.param("| one\n|  two\n\nb", "one\\\n two\n\nb", id="verse"),
    pytest.param("a\n\nTerm\n:   What\n\n    more\n\nb: c", "a\n\n<dl>\n<dt>\n\nTerm\n\n</dt>\n<dd>\n\nWhat\n\nmore\n\n</dd>\n</dl>\n\n\nb: c", id="definitions"),
    pytest.param("[a](b.qmd) [c](../d/index.qmd#e) [f](g.ipynb) [h](index.qmd) [i](https://j.org/k.qmd) ![l](m.png)", "[a](/b/) [c](../d/#e) [f](g.html) [h](./) [i](https://j.org/k.qmd) ![l](m.png)", id="links to files"),
    pytest.param('a\n\n::: {.content-hidden}\nx\n:::\n\n::: {.content-visible when-format="pdf"}\ny\n:::\nb', "a\n\n\nb", id="what is for other formats"),
])  # fmt: skip
def test_documents(text, shown):
    check("quarto", text, shown, links={"b.qmd": "/b/"}, page={"title": "T", "a": {"b": 1}})


@pytest.mark.parametrize(("text", "html"), [
    pytest.param('::: {.callout-tip title="My t" collapse="true"}\nx\n:::', "<blockquote>\n<p><strong>My t</strong></p>\n<p>x</p>\n</blockquote>\n", id="a callout"),
    pytest.param("::: {.panel-tabset}\n## A\nx\n:::: {.callout-note}\ny\n::::\n:::", "<h2>A</h2>\n<p>x</p>\n<blockquote>\n<p><strong>Note</strong></p>\n<p>y</p>\n</blockquote>\n", id="tabs one after another, with a box in them"),
    pytest.param('::: {.callout-note collapse="true"}\n\n## A *title* {.unlisted}\n\nx\n:::', "<blockquote>\n<p><strong>A <em>title</em></strong></p>\n<p>x</p>\n</blockquote>\n", id="a callout's heading is its title"),
    pytest.param('::: callout-tip\n# Say "x"\ny\n:::', "<blockquote>\n<p><strong>Say ”x”</strong></p>\n<p>y</p>\n</blockquote>\n", id="a callout without braces"),
    pytest.param("::: {.cell execution_count=1}\n``` {.python .cell-code}\nx\n```\n\n::: {.cell-output .cell-output-stdout}\n```\n42\n```\n:::\n:::", '<pre><code class="language-python">x\n</code></pre>\n<pre><code>42\n</code></pre>\n', id="what code printed"),
    pytest.param("::: column-margin\nx\n:::", "<p>x</p>\n", id="another div leaves its text"),
])  # fmt: skip
def test_divs(text, html):
    became, warnings = expanded("quarto", text)
    assert (markdown.render(became), warnings) == (html, [])


def test_what_nobody_knows_is_told():
    warnings = [("{{< include >}}", 2), ("`{r} mean(x)`", 3)]
    check("quarto", "a\n{{< include _x.qmd >}}\nis `{r} mean(x)`", "a\n\nis `mean(x)`", warnings)
