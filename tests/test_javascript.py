"""What a JavaScript file says as data, as far as that can be read without running it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.javascript import data_of


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (
            'export default { title: "A b", n: 3, on: true, none: null };',
            {"title": "A b", "n": 3, "on": True, "none": None},
        ),
        ("module.exports = {'tags': ['a', \"b\"], deep: { x: `t` }};", {"tags": ["a", "b"], "deep": {"x": "t"}}),
        ("// a note\nexport default {\n  /* more */ title: 'it\\'s',\n};\n", {"title": "it's"}),
        ("const data = { tags: ['x'] };\nexport default data;", {"tags": ["x"]}),
    ],
)
def test_literals_are_read(text, data):
    assert data_of(text) == data


@given(st.text(max_size=200))
def test_no_text_is_run_or_a_traceback(text):
    with suppress(ValueError):
        data_of(text)
