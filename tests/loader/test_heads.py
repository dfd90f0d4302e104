"""Metadata at the head of a file, as Pelican and Nikola have it."""

from __future__ import annotations

import pytest

from feedtool.loader import heads


@pytest.mark.parametrize(("text", "metadata", "body"), [
    ("Title: A\nDate: 2020-01-02\n\nText", {"title": "A", "date": "2020-01-02"}, "Text"),
    ("---\nTitle: 'A'\n---\nText", {"title": "'A'"}, "Text"),  # no YAML
    ("TITLE:A: b\n\nText", {"title": "A: b"}, "Text"),
    ("Summary: one\n    two\n\tthree\n\nText", {"summary": "one\ntwo\nthree"}, "Text"),
    ("Tags: a\nTags: b\n\nText", {"tags": "a\nb"}, "Text"),
    ("Title:\n\nText", {"title": ""}, "Text"),
    ("Title: A\nText: no", {"title": "A", "text": "no"}, ""),
    ("Title: A\nText", {"title": "A"}, "Text"),  # a line that is none ends it, and stays
    ("\nTitle: A\n\nText", {}, "Title: A\n\nText"),  # a blank line first: all of it is text
    ("Text", {}, "Text"),
    ("", {}, ""),
])  # fmt: skip
def test_lines(text, metadata, body):
    front = heads.split(text, "lines")
    assert (front.metadata, front.body) == (metadata, body)
    assert "\n".join(text.split("\n")[front.first - 1 :]) == body


@pytest.mark.parametrize(("text", "metadata", "body"), [
    ("<!--\n.. title: A\n.. date: 2020-01-02\n-->\n\nText", {"title": "A", "date": "2020-01-02"}, "Text"),
    (".. title: A: b\n.. slug: c\n\nText", {"title": "A: b", "slug": "c"}, "Text"),
    ("\n\n.. title: A\n\nText\n\n.. not: this", {"title": "A"}, "Text\n\n.. not: this"),
    (".. Title: A\n.. tags: \n\nText", {"Title": "A"}, "Text"),  # names have their case; an empty value is none
    (".. title: A", {"title": "A"}, ""),
    ("<!--\n.. title: A\n.. tags: \n-->\nText\nmore", {"title": "A"}, "<!--\n\n\n-->\nText\nmore"),  # no blank line
    ("---\ntitle: A\n---\nText", {"title": "A"}, "Text"),
    ("+++\ntitle = 'A'\n+++\nText", {"title": "A"}, "Text"),
    ("Text\n\n.. note: this", {}, "Text\n\n.. note: this"),
    ("", {}, ""),
])  # fmt: skip
def test_comment(text, metadata, body):
    front = heads.split(text, "comment")
    assert (front.metadata, front.body) == (metadata, body)


@pytest.mark.parametrize(("head", "text", "lines", "first"), [
    ("lines", "---\nTitle: A\nDate: B\n    C\n\nText", {"title": 2, "date": 3}, 6),
    ("comment", "\n<!--\n.. title: A\n-->\n\nText", {"title": 3}, 6),
])  # fmt: skip
def test_each_key_has_its_line(head, text, lines, first):
    front = heads.split(text, head)
    assert (front.lines, front.first) == (lines, first)
    assert text.split("\n")[first - 1] == "Text"


@pytest.mark.long
@pytest.mark.parametrize("head", ["lines", "comment"])
@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, ":" * 1_000_000, " " * 1_000_000, ".. a" * 250_000, "a:\n" * 300_000, ".. " + ":" * 1_000_000],
)
def test_no_line_is_too_long(head, text):
    heads.split(text, head)
