"""A Python file is read as a table, and never run."""

from __future__ import annotations

import pytest

from feedtool import assignments


@pytest.mark.parametrize(("text", "values"), [
    ("A = 'x'\nB: int = 2\nC = -1.5\nD = None\nE = True", {"A": "x", "B": 2, "C": -1.5, "D": None, "E": True}),
    ("A = ['a', ('b', 2), {'c': 1}]", {"A": ["a", ["b", 2], {"c": 1}]}),
    ("A = 'x'\nB = A\nC = {A: [A]}", {"A": "x", "B": "x", "C": {"x": ["x"]}}),
    ("A = 'x'\nB = f'{A}/y'\nC = A + '/z'\nD = ['a'] + ['b']", {"A": "x", "B": "x/y", "C": "x/z", "D": ["a", "b"]}),
    ("import os\nA = os.environ.get('U', 'https://e.x/')\nB = A.rstrip('/')", {"A": "https://e.x/", "B": "https://e.x"}),
    ("A = 'x'\nA = open('secret').read()", {}),  # what it was is no longer so
    ("A = [1, print(2), 3]\nB = {'a': lambda: 1, 'b': 2}", {"A": [1, None, 3], "B": {"a": None, "b": 2}}),
    ("if x():\n    A = 1\ndef f():\n    B = 2\nC = D = 3", {"C": 3, "D": 3}),
    ("if os.environ.get('DEV'):\n    A = 1\nelse:\n    A = 2", {"A": 2}),
    ("try:\n    A = 1\nexcept ImportError:\n    A = 2", {"A": 1}),
    ("A = os.getenv('U') or 'x'\nB = 'y' if not os.getenv('DEV') else 'z'", {"A": "x", "B": "y"}),
    ("A = '%s/%d' % ('x', 2)\nB = '{}/{b}'.format('x', b='y')\nC = '%s' % 'z'", {"A": "x/2", "B": "x/y", "C": "z"}),
    ("H = os.path.dirname(os.path.abspath(__file__))\nA = os.path.join(H, 'content')", {"H": "", "A": "content"}),
    ("A = dict(a=1, b='x')", {"A": {"a": 1, "b": "x"}}),
    ("A = f'{1:03}'\nB = f'{x!r}'\nC = A % 2\nD, E = 1, 2", {}),
    ("A = '%9s' % 'x'\nB = '{:9}'.format('x')\nC = '%s' % ()\nD = '{a}'.format(1)\nE = os.path.join(1)", {}),
    ("A = 'x'\nA += 'y'\nB = 1\nB += 1", {"A": "xy"}),
    ("A = (", {}), ("A = '\0'", {}), ("", {}), ("A = " + "(" * 5000, {}), ("A = " + "-" * 100_000 + "1", {}),
])  # fmt: skip
def test_what_a_file_gives_to_names(text, values):
    assert assignments.of(text) == values


def test_a_file_knows_what_it_takes_from_another():
    assert assignments.of("B = A + '/'", {"A": "x"}) == {"B": "x/"}


def test_what_only_running_it_would_tell_is_named():
    text = "A = f()\nB = g()\nB = 1\nif h():\n    C = 1\nD = 2"
    assert assignments.read(text) == ({"B": 1, "D": 2}, ("A", "C"))
