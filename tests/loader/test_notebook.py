"""A notebook is Markdown with its metadata in front."""

from __future__ import annotations

import json

import pytest

from feedtool.dates import Rules
from feedtool.loader.markdown import read
from feedtool.loader.notebook import markdown_of
from feedtool.raw import File, SourceError


def cell(kind, source, outputs=(), **metadata):
    return {"cell_type": kind, "source": source, "metadata": metadata, "outputs": list(outputs)}


def notebook(*cells, **metadata):
    return json.dumps({"cells": cells, "metadata": {"kernelspec": {"language": "python"}, **metadata}, "nbformat": 4})


PRINTED = {"output_type": "stream", "text": ["1\n", "2\n"]}


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ([cell("markdown", ["# T\n", "\n", "Some *text*."])], "# T\n\nSome *text*.\n"),
        ([cell("raw", "---\ntitle: T\n---"), cell("markdown", "a")], "---\ntitle: T\n---\n\na\n"),
        ([cell("markdown", "---\ntitle: T\n---\n\nb"), cell("raw", "x")], "---\ntitle: T\n---\n\nb\n"),
        ([cell("code", "print(1)", [PRINTED])], "```python\nprint(1)\n```\n\n```\n1\n2\n```\n"),
        ([cell("code", "#| echo: false\nprint(1)", [PRINTED])], "```\n1\n2\n```\n"),
        ([cell("code", "#| output: false\n#| label: x\n\nprint(1)", [PRINTED])], "```python\nprint(1)\n```\n"),
        ([cell("code", "#| include: false\nprint(1)", [PRINTED]), cell("markdown", "a")], "a\n"),
        ([cell("code", "x", [PRINTED], tags=["remove_input"]), cell("code", "y", tags=["remove-cell"])], "```\n1\n2\n```\n"),
        ([cell("code", "a ``` b")], "````python\na ``` b\n````\n"),
        ([cell("code", "", [{"data": {"text/html": ["<p>\n", "\n", "x</p>"], "text/plain": "x"}}])], "<p>\nx</p>\n"),
        ([cell("code", "", [{"data": {"image/png": "iVBO", "text/plain": "<Figure>"}}])], "\n"),
        ([cell("code", "", [{"data": {"text/plain": "'x'"}}]), "no cell", cell("markdown", None)], "```\n'x'\n```\n"),
    ],
)  # fmt: skip
def test_cells_become_markdown(cells, text):
    assert markdown_of(notebook(*cells)) == text


def test_metadata_of_the_notebook_counts_where_no_cell_has_some():
    file = File(
        path="a.ipynb", text=notebook(cell("markdown", "a"), blogpost="true", date="2020-09-10", n=1), rules=Rules()
    )
    (raw,) = read(file)
    assert raw.metadata == {"blogpost": "true", "date": "2020-09-10", "n": 1}
    assert raw.body.strip() == "a"


def test_what_is_no_notebook_is_refused():
    with pytest.raises(SourceError):
        markdown_of("# no JSON")
