"""The short text of a post that has none by its author."""

from __future__ import annotations

import pytest

from feedtool.content.summary import opening, readable


@pytest.mark.parametrize("aside", [
    "<p hidden>", "<p style='display:none'>", "<p style='display: none'>", "<p class=sr-only>", "<p class=visually-hidden>", "<p class=screen-reader-text>",
    "<nav>", "<div role=navigation>", "<div class=toc>", "<div id=toc>", "<div id=TOC>", "<ul id=markdown-toc>", "<div class=table-of-contents>",
    "<div id=table-of-contents>", "<div id=TableOfContents>", "<div class=post-toc>", "<div class='contents topic'>", "<div class=toctree-wrapper>",
    "<section class=footnotes>", "<a class=footnote-ref>", "<a class=footnote-reference>", "<iframe>", "<video>", "<audio>", "<object>",
    "<sup><a href='#a'>",
])  # fmt: skip
def test_what_is_no_part_of_a_short_text(aside):
    assert readable(f"<p>One</p>{aside}*") == "<p>One</p>"


@pytest.mark.parametrize("words", [
    "Table of Contents", "Contents:", "TOC", "In this post", "In this article", "On this page", "Inhalt", "Inhaltsverzeichnis", "Sommaire",
    "Table des matières", "Índice", "Indice", "Inhoud", "Inhoudsopgave", "Содержание", "Оглавление", "目录", "目錄", "目次", "차례", "목차",
])  # fmt: skip
@pytest.mark.parametrize("tag", ["h1", "h2", "h3", "h4", "h5", "h6", "p"])
def test_a_table_of_contents_is_none_either(words, tag):
    assert readable(f"<{tag}>{words}</{tag}><ol><li><a href=#a>A</a></li></ol><p>One</p>") == "<p>One</p>"


def test_an_embed_is_no_part_of_a_short_text():
    assert readable("<p>One</p><embed src=a.pdf>") == "<p>One</p>"


@pytest.mark.parametrize(
    "tag",
    [
        "ul",
        "ol",
        "dl",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "summary",
        "table",
        "script",
        "style",
        "template",
    ],
)
def test_a_paragraph_comes_first_in_a_short_text(tag):
    first = "<table><tr><td>a</table>" if tag == "table" else f"<{tag}>a</{tag}>"
    assert opening(f"{first}<p>b</p>", length=9) == "b"


def test_a_list_comes_before_a_heading_in_a_short_text():
    assert opening("<h2>a</h2><ul><li>b</ul>", length=9) == "b"


@pytest.mark.parametrize("between", ["<br>", "<img src=a.png>"])
def test_a_short_text_goes_on_behind_a_break(between):
    assert opening(f"<p>One two{between}three four</p>", length=15) == "One two three…"


def test_a_list_behind_words_is_no_table_of_contents():
    html = "<h2>Contents</h2>a<ul><li><a href=#a>A</a></li></ul>"
    assert "A" in readable(html)
