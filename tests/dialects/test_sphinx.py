"""Sphinx' roles and directives in reStructuredText, in the words of docutils."""

from __future__ import annotations

import pytest

from feedtool import languages
from feedtool.markup import text_of
from tests.dialects.surroundings import passed

SAID = {"sphinx": {
    "targets": {"doc /about": ["about", "", "About *us*"], "ref a-b": ["deep/x", "a-b", "A <b>"], "term feed": ["glossary", "term-feed", "feed"]},
    "extlinks": {"issue": ["https://i.example/%s", "issue %s"], "odd": ["https://i.example/", None], "plain": ["https://p.example/%s", None]},
}}  # fmt: skip


def expanded(text, link="https://x.org/b/blog/one.html"):
    return passed(text, "sphinx", link=link, **SAID)[0]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (":doc:`/about`", r"`About \*us\* <https://x.org/b/about.html>`__"),
        (":doc:`the words </about>`", "`the words <https://x.org/b/about.html>`__"),
        ("a (:ref:`a-b`), b", r"a (`A \<b\> <https://x.org/b/deep/x.html#a-b>`__), b"),
        (":term:`feed`", "`feed <https://x.org/b/glossary.html#term-feed>`__"),
        (":doc:`nowhere`", ":doc:`nowhere`"),
        (":issue:`12` :plain:`x y` :issue:`this <3>`",
         "`issue 12 <https://i.example/12>`__ `https://p.example/x y <https://p.example/x%20y>`__ `this <https://i.example/3>`__"),
        (":odd:`1`", ":odd:`1`"),
        (":kbd:`Ctrl` :file:`/etc/x` :samp:`a{b}` :func:`f` :meth:`~a.b` :py:func:`f()`", "``Ctrl`` ``/etc/x`` ``ab`` ``f()`` ``b()`` ``f()``"),
        (":command:`ls` :abbr:`HTML (Hyper)` :guilabel:`&OK` :menuselection:`A --> B`", "**ls** HTML OK A ‣ B"),
        ("``:doc:`/about```", "``:doc:`/about```"),
        ("Code::\n\n   :kbd:`x`\n\n:kbd:`y`", "Code::\n\n   :kbd:`x`\n\n``y``"),
        (".. code-block:: rst\n   :caption: Cap\n\n   :kbd:`x`", "Cap\n\n.. code-block:: rst\n   :caption: Cap\n\n   :kbd:`x`"),
        (":doc:`over\nlines </about>`", "`over lines <https://x.org/b/about.html>`__"),
        (".. todo:: never\n\n   shown\n\nText", "Text"),
    ],
)  # fmt: skip
def test_a_role_is_told_in_words_that_docutils_has(text, plain):
    assert expanded(text) == plain


def test_addresses_are_those_of_the_site_s_builder():
    assert "<https://x.org/b/about/>" in expanded(":doc:`/about`", link="https://x.org/b/blog/one/")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (".. seealso:: Other\n\nText", "See also Other Text"),
        (".. seealso::\n\n   Other :kbd:`x`", "See also Other x"),
        (".. versionadded:: 1.0\n   New.", "Added in version 1.0: New."),
        (".. deprecated:: 2.0 Use x.", "Deprecated since version 2.0: Use x."),
        (".. tab-set::\n\n   .. tab-item:: One\n      :sync: a\n\n      in", "One in"),
        (".. dropdown:: More\n   :open:\n\n   in", "More in"),
        (".. glossary::\n   :sorted:\n\n   word\n      what it is", "word what it is"),
        (".. centered:: Middle\n\nText", "Middle Text"),
        (".. hlist::\n   :columns: 3\n\n   * a\n   * b", "a b"),
    ],
)
def test_a_directive_of_sphinx_keeps_its_words(text, shown):
    plain = expanded(text)
    assert text_of(languages.html_of(plain, "text/x-rst")).split() == shown.split()
    assert languages.unknown(plain, "text/x-rst") == ()
