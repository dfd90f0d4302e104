"""What comes out is safe in every reader, absolute, and says what the author wrote."""

from __future__ import annotations

import html
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from feedtool.content import Cleaner, entry_of
from feedtool.model import Body, Identified, Post

BASE = "https://e.example/blog/post/"
DAY = datetime(2024, 5, 1, tzinfo=UTC)


def clean(text):
    return Cleaner().clean(text, BASE)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param('<a href="x">a</a>', f'<a href="{BASE}x">a</a>', id="relative"),
        pytest.param('<a href="#x">a</a>', f'<a href="{BASE}#x">a</a>', id="a fragment"),
        pytest.param('<a href="/x?a=b&amp;c">a</a>', '<a href="https://e.example/x?a=b&amp;c">a</a>', id="from the root"),
        pytest.param('<a href="//x.example/a">a</a>', '<a href="https://x.example/a">a</a>', id="without a scheme"),
        pytest.param('<a href="mailto:a@e.example">a</a>', '<a href="mailto:a@e.example">a</a>', id="mail"),
        pytest.param('<img src="a b.png" alt="c">', f'<img src="{BASE}a%20b.png" alt="c">', id="an image"),
        pytest.param('<img srcset="a.png, b.png 2x">', f'<img srcset="{BASE}a.png, {BASE}b.png 2x">', id="several sizes"),
        pytest.param('<video poster="p.png" src="v.mp4" controls></video>', f'<video poster="{BASE}p.png" src="{BASE}v.mp4" controls=""></video>', id="a video"),
        pytest.param('<blockquote cite="c">q</blockquote>', f'<blockquote cite="{BASE}c">q</blockquote>', id="a source of a quote"),
        pytest.param("<script>x</script>a<style>b</style>", "a", id="script and style"),
        pytest.param('<p onclick="x" style="color: red" class="y" id="z">a</p>', "<p>a</p>", id="handlers and styles"),
        pytest.param('<a href="javascript:x">a</a>', "<a>a</a>", id="a live scheme"),
        pytest.param('<a href=" jAvA&#10;script:x">a</a>', "<a>a</a>", id="a live scheme in disguise"),
        pytest.param('<a href="data:text/html,x">a</a>', "<a>a</a>", id="a page in a link"),
        pytest.param('<a href=" da&#10;ta:text/html,x">a</a>', "<a>a</a>", id="a page in a link in disguise"),
        pytest.param('<q cite="javascript:x">a</q>', "<q>a</q>", id="a live source of a quote"),
        pytest.param('<video poster="&#9;data:text/html,x"></video>', "<video></video>", id="a live picture"),
        pytest.param('<noscript><img src="x"></noscript>a', "a", id="a twin for browsers without scripts"),
        pytest.param('<img src="data:image/png;base64,AAAA">', '<img src="data:image/png;base64,AAAA">', id="an inline image"),
        pytest.param('<img src="data:image/svg+xml;base64,AAAA" alt="A">', "A", id="an inline image that may be live"),
        pytest.param('<form><input name="a">b</form>', "b", id="a form"),
        pytest.param('<code class="language-c++ x">a &lt; b</code>', '<code class="language-c++">a &lt; b</code>', id="the language of code"),
        pytest.param("<p>a<b>c", "<p>a<b>c</b></p>", id="what was left open"),
        pytest.param("a<!-- c -->b", "ab", id="a comment"),
        pytest.param('<svg><script>x</script></svg><math href="javascript:x">y</math>', "y", id="foreign elements"),
        pytest.param('<a href="http://[x">a</a>', "<a>a</a>", id="no address"),
    ],
)  # fmt: skip
def test_clean(text, cleaned):
    assert clean(text) == cleaned


@given(
    st.text(max_size=3),
    st.sampled_from(["javascript:", "vbscript:", "data:text/html,", "JaVa\tScript:", "file:///", "blob:"]),
    st.sampled_from(
        ['<a href="{}">', '<q cite="{}">', '<video poster="{}">', '<img src="{}">', '<img srcset="{} 2x">']
    ),
)
def test_no_live_scheme_passes_whatever_stands_before_it(before, scheme, tag):
    cleaned = clean(tag.format(html.escape(before + scheme) + "x"))
    for node in LexborHTMLParser(cleaned).css("a, q, video, img"):
        for name in ("href", "cite", "poster", "src", "srcset"):
            value = node.attributes.get(name)
            assert value is None or value.startswith(("https://", "http://")), cleaned


@pytest.mark.parametrize("source", [",", "a,", " ,\t", "a 1x,"])
def test_a_long_srcset_takes_no_time(source):
    assert clean(f'<img srcset="{source * 30_000}" alt="a">') == "a"
    assert len(clean(f'<img srcset="{source * 2_000}">')) < 1_000_000


@given(st.text(st.sampled_from("<>\"'=/ abj:#&;-!\n[]()"), max_size=60) | st.text(max_size=40))
def test_cleaning_again_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once
    assert "<script" not in once.lower()


def entry(text, *, type="text/markdown", cleaner=True, summary_only=False, drop_heading=False, **given):
    body = Body(type=type, source=0, path="x", drop_heading=drop_heading)
    post = Post(**({"file": "x", "title": "T", "link": BASE, "body": body, "published": DAY} | given))
    return entry_of(
        Identified(post, BASE, post.published), text, cleaner=Cleaner() if cleaner else None, summary_only=summary_only
    ).entry


def test_code_stays_the_same_character_for_character():
    code = 'if a < b && c:\n\tprint("]]>&amp;")  # <b>\n'
    html = entry(f"```\n{code}```").content
    assert (
        html == "<pre><code>" + code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</code></pre>"
    )


def test_control_characters_leave_and_line_ends_stay():
    assert entry("<pre>a\x0b\n\tb&#1;c</pre>", type="text/html").content == "<pre>a\n\tbc</pre>"


def test_what_is_not_sanitised_is_still_made_absolute():
    html = entry('<iframe src="x"></iframe><p onclick="y">z</p>', type="text/html", cleaner=False).content
    assert html == f'<iframe src="{BASE}x"></iframe><p onclick="y">z</p>'
    assert entry('<IMG SRC="x">', type="text/html", cleaner=False).content == f'<img src="{BASE}x">'


def test_the_heading_that_became_the_title_leaves():
    assert entry("# T\n\ntext", drop_heading=True).content == "<p>text</p>"


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        pytest.param("One.\n\nTwo.", "One. Two.", id="paragraphs that fit"),
        pytest.param("word " * 200, ("word " * 60)[:299].rsplit(" ", 1)[0] + "…", id="a long one is cut between words"),
        pytest.param("x" * 500, "x" * 299 + "…", id="a long word"),
        pytest.param("- a\n- b", "a b", id="no paragraph"),
        pytest.param("un*believ*able", "unbelievable", id="a word in pieces"),
        pytest.param("one\\\ntwo", "one two", id="a line that ends"),
        pytest.param("See https://e.example/" + "x" * 400, "See…", id="a long address is not cut"),
        pytest.param("ภาษา" * 100 + "ไทย", ("ภาษา" * 75)[:299] + "…", id="Thai"),
        pytest.param("e\u0301" * 300, "e\u0301" * 149 + "…", id="a letter keeps its accent"),
        pytest.param("👩‍👧" * 200, "👩‍👧" * 99 + "…", id="a family stays together"),
        pytest.param("🇩🇪" * 200, "🇩🇪" * 149 + "…", id="a flag is two characters"),
        pytest.param("Hi!\n\n" + "word " * 200, "Hi! " + ("word " * 60)[:295].rsplit(" ", 1)[0] + "…", id="a greeting is not enough"),
        pytest.param("Bare <b>words</b>.<p>One.</p>", "Bare words. One.", id="words without a paragraph"),
        pytest.param("<div>a</div><section>b<h2>h</h2>c</section>d<aside>e</aside>f", "a b c d e f", id="no two lines are glued"),
        pytest.param("# T\n\n```\ncode\n```\n\nOne.\n\n- a\n- b", "One.", id="headings, code and lists come later"),
        pytest.param("```\ncode\n```", "code", id="nothing but code"),
        pytest.param("<h2>Table of Contents</h2>\n<ul><li><a href='#a'>A</a></li></ul>\n<ul><li>one</li></ul>", "one", id="a table of contents"),
        pytest.param("<div class='toc'><p>Contents</p><ul><li><p>A</p></li></ul></div><p>One.</p>", "One.", id="one that says so"),
        pytest.param("<nav><p>A</p></nav><p hidden>B</p><p style='display:none'>C</p><p>One.</p>", "One.", id="what nobody sees"),
        pytest.param("<p>One<sup><a href='#fn:1'>1</a></sup>, two<sup>[<a href='#x'>2</a>]</sup>, 10<sup>2</sup>.</p>", "One, two, 102.", id="numbers of footnotes"),
        pytest.param("<iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ'></iframe><p>One.</p>", "One.", id="a film, and words"),
        pytest.param("<iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ' title='A film'></iframe>", "A film (YouTube)", id="nothing but a film"),
        pytest.param("![A cat](a.jpg)", "A cat", id="nothing but an image"),
        pytest.param("Python " + "字" * 400, "Python " + "字" * 292 + "…", id="a script without blanks"),
    ],
)  # fmt: skip
def test_a_summary_is_made_of_the_first_paragraphs(text, summary):
    made = entry(text, summary_only=True)
    assert (made.content, made.summary) == (None, summary)


def test_an_excerpt_has_no_table_of_contents():
    assert (
        entry(
            "<nav class='toc'>A</nav><p>One<sup><a href='#fn1'>1</a></sup>.</p><!--more-->x", type="text/html"
        ).summary
        == "One."
    )


def test_an_author_s_summary_comes_first():
    assert entry("One.", summary_only=True, summary="Mine").summary == "Mine"
    assert entry("One.", summary="Mine").content == "<p>One.</p>"


def test_a_correction_before_publication_is_no_update():
    assert entry("x", updated=datetime(2020, 1, 1, tzinfo=UTC)).updated == DAY
