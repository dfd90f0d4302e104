"""reStructuredText says its title and fields, and becomes HTML that holds nothing but the text."""

from __future__ import annotations

import pytest

from feedtool import languages, rst
from feedtool.markup import text_of

HEAD = ":date: 2020-01-02\n:Tags: a, b\n"


@pytest.mark.parametrize(("text", "title", "fields", "body"), [
    ("Title\n=====\n\n:date: 2020-01-02\n\nText", "Title", {"date": "2020-01-02"}, "Text"),
    ("=====\nTitle\n=====\n\nText", "Title", {}, "Text"),
    ("A *marked* one\n==============\n\nText", "A marked one", {}, "Text"),
    (f"{HEAD}\nTitle\n=====\n\nText", "Title", {"date": "2020-01-02", "tags": "a, b"}, "Text"),  # as Sphinx has it
    (".. a comment\n\n.. _here:\n\nTitle\n=====\n\nText", "Title", {}, "Text"),
    ("One\n===\n\nText\n\nTwo\n===\n\nMore", "One", {}, "Text Two More"),  # no title of the document, a first heading
    ("Text\n\nOne\n===\n\nMore", "", {}, "Text One More"),
    ("Title\n=====\n\n:authors: A One; B Two\n", "Title", {"authors": ["A One", "B Two"]}, ""),
    ("Title\n=====\n\n:summary: goes\n   on\n", "Title", {"summary": "goes\non"}, ""),
    ("Text", "", {}, "Text"),
    ("", "", {}, ""),
])  # fmt: skip
def test_a_text_says_its_title_and_fields_which_leave_it(text, title, fields, body):
    outline = rst.outline(text)
    assert (outline.title, outline.fields) == (title, fields)
    assert text_of(languages.html_of(outline.body, "text/x-rst")) == body
    assert outline.body.count("\n") == text.count("\n")


@pytest.mark.parametrize("language", ["de", "de-AT"])
def test_names_of_fields_are_known_in_the_site_s_language(language):
    text = "T\n=\n\n:Datum: 2020-01-02\n:Autoren: a; b"
    assert rst.outline(text, language).fields == {"date": "2020-01-02", "authors": ["a", "b"]}
    assert rst.outline(text, "tlh").fields == {"datum": "2020-01-02", "autoren": "a; b"}


@pytest.mark.parametrize(("text", "html", "unknown"), [
    (":doc:`the words <there/it>` :kbd:`Ctrl`", "<p>the words Ctrl</p>", ["role doc", "role kbd"]),
    (".. seealso:: two words\n\n   And *more*.", "<p>two words</p>\n<p>And <em>more</em>.</p>", ["directive seealso"]),
    (".. versionadded:: 1.2\n   More.", "<p>1.2\nMore.</p>", ["directive versionadded"]),
    (".. youtube:: dQw4\n   :width: 3", "", ["directive youtube"]),
    (".. raw:: html\n\n   <b>x</b>", "<b>x</b>", []),
    (".. raw:: latex\n\n   \\x", "", []),
    (".. raw:: html\n   :url: https://e.org/", "", ["directive raw"]),
    (".. role:: rh(raw)\n   :format: html\n\na :rh:`<br>` b", '<p>a <span class="rh"><br></span> b</p>', []),
    (":abbr:`CSS (a < b)` :abbr:`JS`", '<p><abbr title="a &lt; b">CSS</abbr> <abbr>JS</abbr></p>', []),
    (".. contents::\n\ntext", "<p>text</p>", []),
    (".. code-block:: python\n   :linenos:\n   :emphasize-lines: 2\n\n   a < b", '<pre class="code python literal-block"><code>a &lt; b</code></pre>', []),
    (".. image:: a.png\n   :alt: dot\n   :thumb: yes", '<img alt="dot" src="a.png" />', []),
    ("Nowhere_ is |it|.", "<p>Nowhere_ is |it|.</p>", []),
    (".. only:: html\n\n   yes", "<p>yes</p>", []),
    (".. only:: latex\n\n   no", "", []),
    (".. only:: not latex\n\n   yes", "<p>yes</p>", []),
    (".. math:: a^2", '<pre class="math">\na^2\n</pre>', []),
])  # fmt: skip
def test_what_docutils_does_not_know_keeps_its_text_and_is_named(text, html, unknown):
    assert languages.html_of(text, "text/x-rst").strip() == html
    assert [name.replace("the markup of ", "").removeprefix("the ").replace('"', "")
            for name, _ in languages.unknown(text, "text/x-rst")] == unknown  # fmt: skip


@pytest.mark.parametrize("text", [
    ".. include:: {file}", ".. raw:: html\n   :file: {file}", ".. csv-table::\n   :file: {file}", ".. code::\n   :file: {file}",
    ".. literalinclude:: {file}", ".. image:: {file}\n   :loading: embed", ".. include:: {file}\n   :literal:",
])  # fmt: skip
def test_no_file_is_read(text, tmp_path):
    file = tmp_path / "secret.svg"
    file.write_text("<svg>secret words</svg>")
    assert "secret words" not in languages.html_of(text.format(file=file), "text/x-rst")


def test_one_text_leaves_nothing_for_the_next():
    languages.html_of(".. role:: red\n\n:red:`a`", "text/x-rst")
    assert [name for name, _ in languages.unknown(":red:`a`", "text/x-rst")] == ['the markup of the role "red"']
    rst.outline(".. bild:: a.png", "de")
    assert "<img" not in languages.html_of(".. bild:: a.png", "text/x-rst")


def test_a_line_says_where_the_unknown_stands():
    assert rst.unknown("a\n\nb\n\n.. mystery::\n\n   c") == (('the markup of the directive "mystery"', 5),)


@pytest.mark.long
@pytest.mark.parametrize("text", [
    "".join("  " * depth + "- x & <y>\n\n" for depth in range(600)), ".. figure:: a.png\n   :width: big\n\n   x", "=\n=\n=", "a\n==\n\n\x00",
    ".. role::", ".. |x| image:: a\n.. |x| replace:: b\n\n|x|", "`a`:", ":a:`", "====", "a\n-\n\nb\n=\n\nc\n-\n\nd\n~",
])  # fmt: skip
def test_nothing_odd_is_a_traceback_nor_a_message_to_readers(text):
    html = languages.html_of(text, "text/x-rst")
    assert "system-message" not in html
    rst.outline(text)


@pytest.mark.parametrize(("text", "title", "body"), [
    ("Text.\n\nOne\n===\n\nMore.", "One", "Text. More."), ("Text.", "", "Text."),
])  # fmt: skip
def test_a_title_may_stand_anywhere(text, title, body):
    outline = rst.outline(text, anywhere=True)
    assert (outline.title, text_of(rst.render(outline.body))) == (title, body)


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [("a 'b' -- \"c\"", "en", "a ‘b’ – “c”"), ('"c"', "de", "„c“"), ('"c"', "tlh", "“c”")],
)
def test_quotes_are_those_of_the_language(text, language, shown):
    assert rst.smart(text, language) == shown
    assert text_of(languages.html_of(text, f"text/x-rst; quotes={language}")) == shown
