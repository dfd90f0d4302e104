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
    pytest.param('a\n\n::: {.content-hidden}\nx\n:::\n\n::: {.content-visible when-format="pdf"}\ny\n:::\nb', "a\n\n\nb", id="what is for other formats"),
])  # fmt: skip
def test_documents(text, shown):
    check("quarto", text, shown, page={"title": "T", "a": {"b": 1}})


@pytest.mark.parametrize(("text", "html"), [
    pytest.param('::: {.callout-tip title="My t" collapse="true"}\nx\n:::', "<blockquote>\n<p><strong>My t</strong></p>\n<p>x</p>\n</blockquote>\n", id="a callout"),
    pytest.param("::: {.panel-tabset}\n## A\nx\n:::: {.callout-note}\ny\n::::\n:::", "<h2>A</h2>\n<p>x</p>\n<blockquote>\n<p><strong>Note</strong></p>\n<p>y</p>\n</blockquote>\n", id="tabs one after another, with a box in them"),
    pytest.param("::: column-margin\nx\n:::", "<p>x</p>\n", id="another div leaves its text"),
])  # fmt: skip
def test_divs(text, html):
    became, warnings = expanded("quarto", text)
    assert (markdown.render(became), warnings) == (html, [])


def test_what_nobody_knows_is_told():
    warnings = [("{{< include >}}", 2), ("`{r} mean(x)`", 3)]
    check("quarto", "a\n{{< include _x.qmd >}}\nis `{r} mean(x)`", "a\n\nis `mean(x)`", warnings)
