"""HTML of a renderer whose text had no HTML: written as the sanitiser would, without it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from feedtool import languages, markup
from feedtool.content import Cleaner
from feedtool.content.rules import pure

BASE = "https://e.example/blog/post/"
PIECES = (
    "a", "b", " ", "\n", "\n\n", "&", "<", "< ", ">", "*", "**", "`", "```\n", "# ", "==\n", "- ", "1. ", "7. ", "> ", "~~", "---\n", "    ",
    "[x](y)", "[", "](z)", "![a](b.png 'q\"')", "![](https://pixel.wp.com/b.gif)", "[a](javascript:x)", "[#](#a)", "![](data:image/png;base64,AA==)",
    "|a|b|\n|-|:-|\n|1|2|\n", '"', "'", "é", "\xa0", "http://a.example/c?d&e", "www.x.yz", "me@x.yz", "\\", "&copy;", "&amp;", "&lt;b&gt;",
    "  \n", "[^1]", "\n\n[^1]: z\n", "\t", "\u2028", "- [x] ", "[r]", "\n\n[r]: /q 't&\"'\n", "\n<!-- more -->\n", "<!-- more -->", ":smile:", "\na\n: b\n", "--",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
WAYS = st.sampled_from(["text/markdown", "text/x-smart-markdown", languages.markdown_with("emoji", "definitions")])


@given(TEXTS, WAYS, st.booleans())
def test_it_is_what_the_sanitiser_writes(text, language, is_without_heading):
    assume(not languages.has_html(text, language))
    html = languages.html_of(text, language)
    if is_without_heading:
        html = markup.split_heading(html)[1]
    assert pure(html, BASE, Cleaner(), has_html=False) == pure(html, BASE, Cleaner())


@pytest.mark.parametrize(
    "text",
    ["a <b>b</b>", "</p>", "<!-- a -->", "a <!--more--> *b*", "<?a?>", "`<b>`", "<https://a.example/>", "&#12;", "&#x3c;", "a\fb", "a\rb", "a\0b"],
)  # fmt: skip
def test_what_may_be_html_is_sanitised(text):
    assert languages.has_html(text, "text/markdown")


@pytest.mark.parametrize("text", ["a < b", "a <- b", "<3", "x\n\n<!--more-->\n\ny", "a & b &amp; &copy;", "# [a](b)"])
def test_what_is_none_is_not(text):
    assert not languages.has_html(text, "text/markdown")


@pytest.mark.parametrize("language", ["text/html", "text/x-rst", "text/x-python-markdown"])
def test_what_others_render_may_be_anything(language):
    assert languages.has_html("a", language)


def test_a_link_in_a_link_is_for_a_parser():
    assert Cleaner().rewrite('<p><a href="z"><a href="y">x</a></a></p>', BASE) is None
