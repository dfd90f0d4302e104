"""What holds of every pass."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool import dialects, markdown
from tests.dialects.case import expanded

NAMES = ["admonitions", "hugo", "mdx", "mkdocs", "myst", "nikola", "obsidian", "pelican", "quarto", "zola"]
PIECES = [
    "{{< a >}}", "{{< /a >}}", "{{< a ", "{{% raw %}}", "{{% /raw %}}", "{{</* b */>}}", '{{ f(a="b") }}', "{% f() %}", "{% end %}", "{{", "}}", "{", "}", "<A b={c}>", "</A>", "<A/>", "<div>\n", "</div>", "<b>", "{/*", "*/}", "[[a|b]]", "![[c.png]]", "[[", "]]",
    "%%", "==", "^^", "~", "++a++", "^id\n", "[x](@/a.md)", "[x]({filename}b)", "[x](link://slug/c)", "![", "](", "`", "``", "> ", "> [!note] T\n", ":::note\n", ":::\n", "::::\n", "::: {.callout-tip}\n", "!!! a\n", '??? "b"\n', '=== "c"\n', '--8<-- "d"\n', "    ", "\t", "- ", "1. ", "# T {#x .y}\n",
    "{.z}", "```{note}\n", "{doc}`d`", "(e)=\n", "@fig-a", "[@b]", "import a from 'b'\n", "text", "\n", "\n\n", "\r\n", "\\", "\ue000", "\ue0000\ue000", "ä", "\x00",
]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
@given(text=st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_text_is_taken(name, text):
    shown, warnings = expanded(name, text, links={"a": "/a/"})
    assert isinstance(shown, str)
    assert all(1 <= line <= shown.count("\n") + text.count("\n") + 1 for _, line in warnings)


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
@given(before=st.lists(st.sampled_from(["text", "# T {#x}", "- item", "> quote", "{{< a >}}", "[[b]]", "==c==", "{d}"]), max_size=4).map("\n\n".join),
       code=st.lists(st.sampled_from(["[[a]]", "==b==", "{c}", "<D/>", "{.e}", ":::note", "!!! f", "%%", "@fig-g", "{doc}", "^h", "import i from 'j'", "  k", "", "$ l"]), max_size=6).map("\n".join))  # fmt: skip
def test_code_comes_out_as_it_went_in(name, before, code):
    text = f"{before}\n\ntext\n\n```\n{code}\n```\n\nend"
    shown, _ = expanded(name, text)
    assert f"\n```\n{code}\n```\n" in shown


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("piece", PIECES)
def test_no_text_takes_long(name, piece):
    started = time.process_time()
    expanded(name, piece * (20_000 // len(piece)))
    assert time.process_time() - started < 1


def test_each_unknown_name_is_told_once():
    assert expanded("hugo", "{{< a >}}\n{{< b >}}\n{{< a >}}")[1] == [("{{< a >}}", 1), ("{{< b >}}", 2)]


def test_a_text_may_need_more_than_one_pass():
    around = dialects.Around(site="", link="", page={}, link_to={}.get, warn=lambda *_: None)
    shown = dialects.expand(":::note\n<A>x</A> {'y'}\n:::", ["mdx", "admonitions"], around)
    assert markdown.render(shown) == "<blockquote>\n<p><strong>Note</strong></p>\n<p>x y</p>\n</blockquote>\n"
