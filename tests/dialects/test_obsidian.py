"""A vault's notes as plain Markdown."""

from __future__ import annotations

import pytest

from tests.dialects.case import check

LINKS = {
    "Note": "https://e.org/note/",
    "a b": "https://e.org/a%20b/",
    "i.png": "/i.png",
    "s.mp3": "/s.mp3",
    "n.md": "/n/",
}


@pytest.mark.parametrize(("text", "shown"), [
    pytest.param("plain text", "plain text", id="text without any of it stays"),
    pytest.param("[[Note]]", "[Note](<https://e.org/note/>)", id="a link shows the note's title"),
    pytest.param("[[Note|my *words*]]", "[my *words*](<https://e.org/note/>)", id="or what the author says"),
    pytest.param("[[Note#Part one]]", "[Note > Part one](<https://e.org/note/#part-one>)", id="a heading is a fragment"),
    pytest.param("[[Note#^ab12|x]]", "[x](<https://e.org/note/>)", id="a block has no address of its own"),
    pytest.param("[[#Part one]]", "[Part one](<https://e.org/post/#part-one>)", id="a heading of the same note"),
    pytest.param("|[[Note\\|x]]|", "|[x](<https://e.org/note/>)|", id="the bar is escaped in tables"),
    pytest.param("[a](n.md#x) [b](https://x.org/n.md)", "[a](/n/#x) [b](https://x.org/n.md)", id="a Markdown link to a note"),
    pytest.param("![[i.png|300]]", '<img src="/i.png" alt="i" width="300">', id="a picture with its width"),
    pytest.param("![[i.png|words|30x20]]", '<img src="/i.png" alt="words" width="30" height="20">', id="a picture with words and size"),
    pytest.param("![[s.mp3]]", '<audio controls src="/s.mp3"></audio>', id="a recording"),
    pytest.param("![[Note]]", "[Note](<https://e.org/note/>)", id="another note is linked, not copied"),
    pytest.param("![x|100](i.png)", "![x](i.png)", id="a width is no part of a description"),
    pytest.param("a %%hidden [[Gone]]%% b", "a  b", id="a comment is gone, with its links"),
    pytest.param("a\n%%\nhidden\n\nb", "a\n", id="a comment that never ends hides the rest"),
    pytest.param("==mark== a == b", "<mark>mark</mark> a == b", id="a mark"),
    pytest.param("text ^ab-12\n\n^cd\n2 ^ 3", "text\n\n\n2 ^ 3", id="ids of blocks are gone"),
    pytest.param("a ^[small print].", "a (small print).", id="a note at the foot stands where it is called for"),
    pytest.param("> [!tip]+ My title\n> text", "> <strong>My title</strong>\n>\n> text", id="a callout's title is bold"),
    pytest.param("> [!see-also]\n> text", "> <strong>See also</strong>\n>\n> text", id="without a title its kind is"),
    pytest.param("> > [!note|wide]-\n> > x", "> > <strong>Note</strong>\n> >\n> > x", id="a callout in a quote"),
    pytest.param("a\n\n```dataview\nLIST\n```\nb", "a\n\n\nb", id="a query is gone"),
    pytest.param("`[[Note]]` and\n\n```\n[[Note]] ==a== %%b%%\n```", "`[[Note]]` and\n\n```\n[[Note]] ==a== %%b%%\n```", id="code stays"),
    pytest.param("x\n\n    [[Note]]\n\ny", "x\n\n    [[Note]]\n\ny", id="indented code stays"),
    pytest.param("- x\n\n    [[Note]]", "- x\n\n    [Note](<https://e.org/note/>)", id="but an item's text is no code"),
    pytest.param("#tag/sub stays", "#tag/sub stays", id="tags stay"),
])  # fmt: skip
def test_notes(text, shown):
    check("obsidian", text, shown, links=LINKS)


@pytest.mark.parametrize(("text", "shown", "warnings"), [
    pytest.param("a\n```\nx\n```\n[[Gone|it]]", "a\n```\nx\n```\nit", [("[[Gone]]", 5)], id="an unknown note keeps its words"),
    pytest.param("![[gone.png]]", "", [("![[gone.png]]", 1)], id="an unknown picture is gone"),
    pytest.param("x [a *b*](gone.md 'T')", "x a *b*", [("gone.md", 1)], id="a link to an unknown file keeps its words"),
])  # fmt: skip
def test_what_nobody_knows_is_told(text, shown, warnings):
    check("obsidian", text, shown, warnings, links=LINKS)
