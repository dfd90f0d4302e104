"""Front matter is read as its author wrote it, in three languages; what cannot be read is named with its line."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from feedtool.loader import frontmatter
from feedtool.notation import READERS, lenient_yaml
from feedtool.raw import SourceError


@pytest.mark.parametrize(
    ("text", "metadata", "body", "via"),
    [
        pytest.param("---\ntitle: A\n---\nbody\n", {"title": "A"}, "body\n", "yaml", id="YAML"),
        pytest.param("---\ntitle: A\n...\nbody", {"title": "A"}, "body", "yaml", id="YAML that ends in dots"),
        pytest.param("---  \ntitle: A\n---\t\nbody", {"title": "A"}, "body", "yaml", id="blanks behind the fence"),
        pytest.param('+++\ntitle = "A"\n+++\nbody', {"title": "A"}, "body", "toml", id="TOML"),
        pytest.param('{"title": "A"}\nbody', {"title": "A"}, "body", "json", id="JSON on one line"),
        pytest.param('{\n  "title": "A"\n}\n\nbody', {"title": "A"}, "body", "json", id="JSON on several"),
        pytest.param("body", {}, "body", "text", id="none"),
        pytest.param("---\n---\nbody", {}, "body", "yaml", id="an empty one"),
        pytest.param("{{< figure >}}\nbody", {}, "{{< figure >}}\nbody", "text", id="a shortcode is no JSON"),
        pytest.param("{% raw %}", {}, "{% raw %}", "text", id="a tag is no JSON"),
        pytest.param("---\nA line\n---\nbody", {}, "---\nA line\n---\nbody", "text", id="rules around a line"),
        pytest.param("---\na: b\n---\n---\nbody", {"a": "b"}, "---\nbody", "yaml", id="a rule below it"),
        pytest.param("\ufeff\n\n---\na: b\n---\nbody", {"a": "b"}, "body", "yaml", id="blank lines before it"),
        pytest.param('---json\n{"a": "b"}\n---\nbody', {"a": "b"}, "body", "json", id="JSON between dashes"),
        pytest.param('---toml\na = "b"\n---\nbody', {"a": "b"}, "body", "toml", id="TOML between dashes"),
        pytest.param('{"a": "b"}\n\n    code', {"a": "b"}, "    code", "json", id="code below JSON"),
        pytest.param(
            "    ---\n    a: b\n    ---\n", {}, "    ---\n    a: b\n    ---\n", "text", id="code that looks like it"
        ),
    ],
)
def test_front_matter_and_body(text, metadata, body, via):
    front = frontmatter.split(text)
    assert (front.metadata, front.body) == (metadata, body)
    assert front.via == via


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"), ("Yes", "Yes"), ("on", "on"), ("true", "true"), ("True", "True"), ("12:30", "12:30"), ("1.10", "1.10"),
        ("007", "007"), ("0o17", "0o17"), ("2017", 2017), ("2020-01-02 10:00:00 +02:00", "2020-01-02 10:00:00 +02:00"),
        ("2020-01-02", "2020-01-02"), ("~", None), ("", None), ("1e3", "1e3"), ("=", "="), ('"true"', "true"),
    ],
)  # fmt: skip
def test_yaml_stays_what_the_author_wrote(written, value):
    assert frontmatter.split(f"---\nkey: {written}\n---\n").metadata == {"key": value}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        pytest.param("---\ntitle: A\n", "F103", 1, id="no end"),
        pytest.param("+++\na = 1\n---\n", "F103", 1, id="another end"),
        pytest.param("---\n- a\n- b\n---\n", "F104", 2, id="a list"),
        pytest.param("---\ntitle: A\nb: [1, 2\n---\n", "F105", 4, id="an open bracket in YAML"),
        pytest.param("---\ntitle: a: b\n---\n", "F105", 2, id="a colon in YAML"),
        pytest.param("---\nt: A\n\tb: c\n---\n", "F105", 3, id="a tab in YAML"),
        pytest.param("---\na: !ruby/object:X {}\n---\n", "F105", 2, id="an object of Ruby's"),
        pytest.param('---\na: 1\nb: !!binary "aGk="\n---\n', "F105", 3, id="bytes in YAML"),
        pytest.param("+++\na = 1\nb = \n+++\n", "F105", 3, id="no value in TOML"),
        pytest.param('{"a": 1,\n"b": }\n', "F105", 2, id="no value in JSON"),
        pytest.param("---\na: " + "[" * 3000 + "\n---\n", "F105", 2, id="brackets without end"),
        pytest.param("+++\na = " + "[" * 3000 + "\n+++\n", "F105", 2, id="brackets without end in TOML"),
        pytest.param("\n\n---\na: b: c\n---\n", "F105", 4, id="below blank lines"),
        pytest.param('---json\n{"a": 1,\n"b": }\n---\n', "F105", 3, id="no value in JSON between dashes"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text, code, line):
    with pytest.raises(SourceError) as why:
        frontmatter.split(text)
    assert (why.value.code, why.value.line) == (code, line)


def test_a_key_is_found_on_its_line():
    front = frontmatter.split('---\ntitle: A\n\n"date": 2020-01-01\ntags:\n  - x\n---\n')
    assert front.lines == {"title": 2, "date": 4, "tags": 5}


def test_a_thousand_laughs_are_not_laughed():
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{after}: &{after} [{', '.join(['*' + before] * 9)}]\n"
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(SourceError, match="references to references"):
        frontmatter.split(f"---\n{bomb}---\n")


def test_a_thousand_merges_are_one_table():
    bomb = "a: &a {x: 1, y: 2}\n" + "".join(
        f"{after}: &{after} {{<<: [{', '.join(['*' + before] * 9)}], {after}: 1}}\n"
        for before, after in zip("abcdefghijk", "bcdefghijkl", strict=True)
    )
    assert frontmatter.split(f"---\n{bomb}---\n").metadata["l"] == dict.fromkeys("xbcdefghijkl", 1) | {"y": 2}


@pytest.mark.long
def test_many_values_without_references_are_no_bomb():
    many = "".join(f"k{number}: '*'\n" for number in range(110_000))
    assert len(frontmatter.split(f"---\n{many}---\n").metadata) == 110_000


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ndraft: true\ntitle: A\ndraft: false\n---\n", 4),
        ("---\na: {b: 1}\nc:\n  d: 1\n  'd': 2\n---\n", 5),
        ('---\n? draft\n: true\n"draft": false\n---\n', 4),
        ("+++\ndraft = true\ndraft = false\n+++\n", 3),
        ('{"draft": true,\n "draft": false}', 2),
        ('{"author": {"url": "x"},\n "url": "\\"url\\": {",\n\n "url": "y"}', 4),
        ('{"a": [{"b": 1}, {"b": 2}],\n "c": {"d": 1,\n "d": 2}}', 3),
        ('---json\n{"draft": true,\n"draft": false}\n---\n', 3),
    ],
)
def test_a_key_that_stands_twice_is_one_error_on_the_second_s_line(text, line):
    with pytest.raises(SourceError) as why:
        frontmatter.split(text)
    assert (why.value.code, why.value.line) == ("F105", line)


@pytest.mark.parametrize(
    "text",
    [
        "---\nbase: &base {a: 1, b: 2}\npost: {<<: *base, a: 3}\nmore: {<<: *base, <<: {b: 4}}\n---\n",
        "---\npost: {<<: &x {<<: {a: 1}, a: 3}, b: *x}\nsame: *x\n---\n",
        "---\na: {title: 1}\nb: {title: 2}\ntitle: 3\n---\n",
        '{"a": {"title": 1}, "b": [{"title": 2}, {"title": 3}], "title": "title"}',
    ],
)
def test_what_is_merged_or_stands_in_two_tables_stands_once(text):
    assert frontmatter.split(text).metadata


def test_the_settings_of_generators_are_read_as_they_read_them():
    assert READERS["yaml"]("a: 1\na: 2\n") == lenient_yaml("a: 1\na: 2\n") == READERS["json"]('{"a": 1, "a": 2}')


@pytest.mark.long
@pytest.mark.parametrize("seed", ["0", "1"])
def test_a_set_has_the_order_in_which_it_was_written(seed):
    code = "from feedtool.loader import frontmatter as f\nprint(f.split('---\\ntags: !!set {gamma, alpha, beta}\\n---\\n').metadata)"
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "{'tags': ['gamma', 'alpha', 'beta']}\n"
