"""What a JavaScript file says as data, as far as that can be read without running it."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.javascript import Code, Script, data_of


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


@pytest.mark.parametrize(
    ("value", "read"),
    [
        pytest.param(r"'a\u00e9\x41\n'", "a\u00e9A\n", id="escapes"),
        pytest.param("`a\nb`", "a\nb", id="a template without code"),
        pytest.param("-1_000", -1000, id="a number"),
        pytest.param("1.5", 1.5, id="with a point"),
        pytest.param("process.env.URL || 'x'", "x", id="what holds where the environment is silent"),
        pytest.param("undefined ?? 'x'", None, id="nothing is a value"),
        pytest.param("[1, , 'a', [true]]", [1, "a", [True]], id="a list in a list"),
        pytest.param("[...other, 1]", [1], id="what is spread and unknown is left out"),
        pytest.param("{ ...known, b: 2 }", {"a": 1, "b": 2}, id="what is known is put in"),
        pytest.param("{ known }", {"known": {"a": 1}}, id="a name for a key and its value"),
        pytest.param("known.a", 1, id="a part of what is known"),
        pytest.param("{ a: 1, f() { return { a: 2 }; } }.a", None, id="a part of a literal is code"),
        pytest.param("'a' as const", "a", id="TypeScript"),
        pytest.param("{ a: 'b' } satisfies Config", {"a": "b"}, id="and its newer word"),
        pytest.param("({ a: ('b'), c: [({ d: 1 })] })", {"a": "b", "c": [{"d": 1}]}, id="brackets around a value"),
        pytest.param("({ a: 1 }).a", None, id="and with more behind them"),
        pytest.param("('a', 'b')", None, id="brackets around two"),
        pytest.param("({ a }) => a", None, id="brackets of a function"),
        pytest.param("new Date('2024-02-03')", "2024-02-03", id="a date"),
        pytest.param("new Date(Date.UTC(2024, 1, 3, 4))", "2024-02-03T04:00:00+00:00", id="whose months count from 0"),
        pytest.param("/[\"'{/]/g", None, id="a regular expression is code, whatever it holds"),
        pytest.param("4 / 2 / 1", None, id="so is arithmetic"),
        pytest.param("'a' + 'b'", None, id="so is a sum of texts"),
        pytest.param("`a${b}`", None, id="so is a template with code"),
        pytest.param("f('x')", None, id="so is a call"),
        pytest.param("(x) => ({ a: `${`}`}` })", None, id="so is a function"),
    ],
)  # fmt: skip
def test_a_value_is_read_or_is_code(value, read):
    script = Script(f"const known = {{ a: 1 }};\nconst value = {value};\nconst after = 'there';")
    found = script.constants["value"]
    assert (None if isinstance(found, Code) else found) == read
    assert script.constants["after"] == "there"


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("export default defineConfig({ a: 1 })", {"a": 1}),
        ("export default function (config) { f(() => { return { b: 2 } }); return { a: 1 } }", {"a": 1}),
        ("module.exports = async (config) => { return { a: 1 }; };", {"a": 1}),
        ("/** @type {x} */\nconst config = { a: 1 }\nexport default config\n", {"a": 1}),
        ("const config: Config = { a: 1 };\nexport default config;", {"a": 1}),
        ("{ a: 1 }", {"a": 1}),
        ("const a = 1\nlet b = 'x'\nvar c = f()\n", {"a": 1, "b": "x"}),
        (
            "export default { a: 1, get b() { return 2; }, async c() {}, [d]: 3, 'e-f': 4, 5: 6 }",
            {"a": 1, "e-f": 4, "5": 6},
        ),
    ],
)
def test_what_a_file_says_is_found(text, data):
    assert {key: value for key, value in data_of(text).items() if not isinstance(value, Code)} == data


def test_calls_are_found_with_what_they_are_told():
    script = Script(
        "const a = { b: 1 };\nx.add(plugin, a);\nx.add('t', (y) => y.z(1, 2), [3]);\n// x.add(none)\nx.add()"
    )
    assert list(script.calls("add")) == [["plugin", {"b": 1}], ["t", "(y) => y.z(1, 2)", [3]], []]


@pytest.mark.long
@pytest.mark.parametrize(
    "mark",
    [
        "{",
        "[",
        "(",
        "`${",
        "a||",
        "/",
        "const a = ",
        "const a = {a:",
        "return {",
        "'\\",
        "export default ",
        "new Date(",
        "{...",
        "a: ",
        "/[",
        "/*",
        "//",
        '"',
        "\\",
        "/[a]",
        "/\\",
        "`",
        "$",
        "${",
        "`$",
        "0",
        "é",
        "\n",
        "*/",
    ],
)
def test_a_long_tangle_takes_no_long_time(mark):
    started = time.process_time()
    with suppress(ValueError):
        data_of(mark * (40_000 // len(mark)))
    assert time.process_time() - started < 5


@given(st.text(max_size=200))
def test_no_text_is_run_or_a_traceback(text):
    with suppress(ValueError):
        data_of(text)
