"""A title is found without rendering what is below it, and is the one that rendering all of it would find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool import languages, markdown, markup

PIECES = ["# A\n", "#\n", "# \n", "# ##\n", "# &nbsp;\n", "# <br>\n", "# 🍞\n", "## B *c*\n", "text\n", "\n", "Setext\n===\n", "x\n---\n", "> # Q\n", "- # L\n", "    # code\n",
          "```\n# no\n```\n", "<h2>H</h2>\n", "# [r]\n", "# f[^1]\n\n[^1]: n\n", "[r]: /x\n", "#no\n", " # two ##\n", "\t# tab\n"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_the_first_heading_is_that_of_the_whole_text(text):
    found = markup.split_heading(markdown.to_first_heading(text))[0]
    whole = markup.split_heading(markdown.render(text))[0]
    assert found == whole


def test_a_typographer_sets_quotes_and_dashes_but_not_in_code():
    text = 'It\'s "so" -- and `"--"` so...\n'
    assert markdown.render_smart(text) == "<p>It’s “so” – and <code>&quot;--&quot;</code> so…</p>\n"


@pytest.mark.parametrize(
    ("words", "rendered"),
    [
        ((), '<p>"a" :tada:\n: <code>:tada:</code></p>\n'),
        (("smart",), "<p>“a” :tada:\n: <code>:tada:</code></p>\n"),
        (("emoji",), '<p>"a" 🎉\n: <code>:tada:</code></p>\n'),
        (("smart", "definitions"), "<dl>\n<dt>“a” :tada:</dt>\n<dd><code>:tada:</code></dd>\n</dl>\n"),
    ],
)
def test_a_site_may_have_switched_on_more(words, rendered):
    text = '"a" :tada:\n: `:tada:`\n'
    assert languages.html_of(text, languages.markdown_with(*words)).replace("&quot;", '"') == rendered


@pytest.mark.parametrize(("text", "rendered"), [("no heading at all", ""), ("# A\n\n" + "long " * 9, "<h1>A</h1>\n")])
def test_no_more_is_rendered_than_the_title_needs(text, rendered):
    assert markdown.to_first_heading(text) == rendered
