"""What kramdown has beyond CommonMark does not show, and what it shows stays."""

from __future__ import annotations

import time

import pytest

from feedtool import markdown
from tests.dialects.surroundings import passed


def kramdown(text):
    return passed(text, "kramdown")


@pytest.mark.parametrize(("text", "result"), [
    ("nothing {of} it: $5 [a]", "nothing {of} it: $5 [a]"),
    ("a\n{: .cls #id}\n\nb", "a\n\nb"),
    ("a\n{:.cls}", "a"),
    ("a\n{: .cls}\nb", "a\n\nb"),
    ("* a\n{: .x}\n* b", "* a\n* b"),
    ("{: .cls}\n# a", "# a"),
    ("{:ref: .cls}\n\na\n{: ref}", "\na"),
    ("> a\n> {: .x}", "> a"),
    ("* {: .x} a", "* a"),
    ("*a*{:.x} [b](c){: target=\"_blank\"} ![d](e){:width='1'}.", "*a* [b](c) ![d](e)."),
    ("`a`{:.language-x}", "`a`"),
    ("~~~\na\n~~~\n{: .language-x}\nb", "~~~\na\n~~~\n\nb"),
    (r"\{: .x} a", r"\{: .x} a"),
    ("`{: .x}`\n\n```\n{: .x}\n{:toc}\n$$a$$\n```\n<pre>{::x}</pre>", "`{: .x}`\n\n```\n{: .x}\n{:toc}\n$$a$$\n```\n<pre>{::x}</pre>"),
    ("# a {#b}\n## `c` {#d} ##\n\ne {#f}\n===\n\ng {#h}", "# a\n## `c`\n\ne\n===\n\ng {#h}"),
    ("a\n\n* TOC\n{:toc}\n\nb", "a\n\n\nb"),
    ("1. one\n   two\n{: toc .x}\nb", "b"),
    ("{:toc}\n* TOC\n\nb", "\nb"),
    ("# a\n{:.no_toc}", "# a"),
    ("a {::comment}b\n\nc{:/comment} d {:/} e", "a  d  e"),
    ("{::comment}\na\n{:/}\nb", "\nb"),
    ("{::comment}never closed", "never closed"),
    ("{::nomarkdown}<b>a</b>{:/nomarkdown}", "<b>a</b>"),
    ('{::options toc_levels="1..3" /}\na', "\na"),
    ("*[HTML]: Hyper Text\nHTML *[a](b)*", "HTML *[a](b)*"),
    ('<div class="x" markdown="1">\n*a*\n</div>', '<div class="x">\n\n*a*\n</div>'),
    ('a <span markdown="span">*a*</span>', "a <span>*a*</span>"),
    ("a[^1]\n\n[^1]: b\n\nc\n: d", "a[^1]\n\n[^1]: b\n\nc\n: d"),
    ("a\n\n{: .x}\n{: .y}\nb", "a\n\nb"),
])  # fmt: skip
def test_what_is_no_text_goes(text, result):
    assert kramdown(text) == (result, [])


def test_an_unknown_extension_is_told_and_its_text_stays():
    assert kramdown("~~~\n{::y}\n~~~\n{::x y='z'}b{:/x}{::x /}") == ("~~~\n{::y}\n~~~\nb", [("{::x}", 4)])


@pytest.mark.parametrize(("text", "html"), [
    ("a $$a_1 * b_1 * c$$ b", r"<p>a \(a_1 * b_1 * c\) b</p>"),
    ("$$\n\\frac{a}{b} < c\n$$\n\nb", "<p>\\[\\frac{a}{b} &lt; c\\]</p>\n<p>b</p>"),
    ("$$x$$ is", r"<p>\(x\) is</p>"),
    (r"\$$5 and $$", "<p>$$5 and $$</p>"),
    ("$$a\n\nb$$", "<p>$$a</p>\n<p>b$$</p>"),
    ("US$$5", "<p>US$$5</p>"),
])  # fmt: skip
def test_mathematics_are_shown_as_they_are_written(text, html):
    assert markdown.render(kramdown(text)[0]).strip() == html


@pytest.mark.long
@pytest.mark.parametrize("part", [
    "{: .a}\n", "{: ", "{:", "{::comment}", "{:/}", "$$", "$$ a", "$", "# {#", "*[a]:", "<a markdown=", "{: a\\", "* a\n{:toc}\n",
    "* ", "`{:", " ", "\n", "{:toc}\n", "<a ",
])  # fmt: skip
def test_a_long_text_takes_no_longer_than_it_must(part):
    start = time.process_time()
    kramdown(part * (500_000 // len(part)) + "{:}")
    assert time.process_time() - start < 5
