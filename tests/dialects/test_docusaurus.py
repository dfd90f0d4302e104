"""Markdown of Docusaurus that is no MDX keeps its braces, elements and imports."""

from __future__ import annotations

import pytest

from tests.dialects.case import check


@pytest.mark.parametrize(("text", "shown"), [
    pytest.param("## T {#my-id}\n\n{x} <Foo />", "## T\n\n{x} <Foo />", id="an id of a heading"),
    pytest.param("import A from 'a'", "import A from 'a'", id="words"),
    pytest.param('```js title="a.js" {1}\n// highlight-next-line\nx {#y}\n```', "```js\nx {#y}\n```", id="code"),
    pytest.param("    ## T {#x}", "    ## T {#x}", id="code that is indented"),
])  # fmt: skip
def test_inside_lines(text, shown):
    check("docusaurus", text, shown)
