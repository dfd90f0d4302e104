"""Every rule on an entry's HTML: pairs of before and after, and what holds of any HTML."""

from __future__ import annotations

import re
import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool.content import Cleaner, rules
from feedtool.content.rules import RULES, due_for, mend, pure
from feedtool.markup import fragment, text_of
from tests.conftest import CASES

BASE = "https://e.example/blog/post/"
FILES = sorted((CASES / "content").glob("*.toml"))
PAIRS = [(file.stem, case) for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]]
ADDRESSES = ("href", "src", "cite", "poster", "data", "srcset")
# What is for browsers or ears and not for eyes, or is said otherwise in a feed: the text of it may change.
SPOKEN_FOR = re.compile(
    r"<(?:script|style|template|noscript|title|form|label|button|select|option|textarea|svg|math|canvas|iframe|object|video|audio"
    r"|xmp|plaintext|noembed|noframes|annotation|mtext|text|head|h\d|mjx|pre)|katex|MathJax|sr-only|visually-?hidden|screen-reader|copy|lineno|gutter|headerlink|\bln\b",
    re.IGNORECASE,
)


def made(html):
    return pure(html, BASE, Cleaner()).html


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{rule}: {case['name']}") for rule, case in PAIRS])
def test_before_and_after(case):
    assert made(case["before"]) == case["after"]
    assert made(case["after"]) == case["after"]


@pytest.mark.long
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_by_itself(rule, monkeypatch):
    """It mends what no other rule would, and most of its own cases without any other."""
    own = [case for name, case in PAIRS if name == rule.name.replace(" ", "-")]
    monkeypatch.setattr(rules, "RULES", tuple(one for one in RULES if one is not rule))
    needing = [case for case in own if made(case["before"]) != case["after"]]
    monkeypatch.setattr(rules, "RULES", (rule,))
    assert [case["name"] for case in needing if not mend(case["before"], BASE).counts] == []
    alone = [case for case in needing if made(case["before"]) == case["after"]]
    assert len(alone) >= max(3, len(needing) / 2)


def test_every_file_of_cases_is_a_rule_s_or_of_what_the_sanitiser_does():
    of_rules = {rule.name.replace(" ", "-") for rule in RULES}
    assert {name for name, _ in PAIRS} == of_rules | {"addresses", "code", "markup"}
    assert len(PAIRS) >= 80


TAGS = [
    "p", "div", "b", "i", "a href=x", "a href='#y'", "h2", "pre", "code", "ul", "li", "table", "tr", "td", "blockquote", "span",
    "img src=a.png", "img data-src=b.png", "noscript", "video src=a.mp4", "iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ'",
    "iframe src=//x.example/y", "script", "style", "svg", "math", "form", "label", "input type=checkbox", "input", "button", "select", "textarea",
    "object data=a.pdf", "p onclick=x", "a href=javascript:x", "img src=x onerror=y", "my-note", "span class=katex", "td class=gutter", "figure",
    "details", "summary", "br", "hr", "template", "title", "xmp", "plaintext", "frameset", "mtext", "foreignObject", "annotation encoding=application/x-tex",
]  # fmt: skip
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS]),
    st.sampled_from([f"</{tag.split()[0]}>" for tag in TAGS]),
    st.sampled_from([case["before"] for _, case in PAIRS]),
    st.sampled_from(
        ["text", " ", "\n", "&amp;", "&lt;b&gt;", "<!-- c -->", "<", ">", '"', "ä", "x < y", "<!--", "-->"]
    ),
    st.text(st.sampled_from("<>\"'=/ abj:#&;-!\n[]()"), max_size=12),
)
HTML = st.lists(PIECES, max_size=12).map("".join)


@pytest.mark.long
@given(HTML)
def test_once_more_changes_nothing(html):
    once = made(html)
    assert made(once) == once


@given(HTML)
def test_nothing_is_live_and_no_address_is_relative(html):
    tree = fragment(made(html))
    assert (
        tree.css("script, style, iframe, object, embed, form, input, button, svg, math, link, meta, base, template")
        == []
    )
    for node in tree.body.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on")
            assert name not in {"style", "srcdoc", "formaction"}
            if name in ADDRESSES:
                for one in (value or "").split(", "):
                    assert re.match(r"https?://|mailto:|data:image/", one), (name, value)


@pytest.mark.long
@given(HTML.filter(lambda html: not SPOKEN_FOR.search(html)))
def test_what_a_reader_sees_stays(html):
    boxes = str.maketrans("", "", "☑☐")
    mended = pure(html, BASE, Cleaner())
    shown = "".join(text_of(mended.html).translate(boxes).split())
    seen = "".join(text_of(html).split())
    # The name of an embed's host, or of a film's file, stands where it was, and what an image says that is none; names
    # of tabs stand above their panels.
    is_said_otherwise = re.search(r'<(?:embed|applet|frame|map|fieldset)|<img src="(?:data:|#|about:|")', html) or {
        "components",
        "tabs",
    } & {*mended.counts}
    assert shown == seen or is_said_otherwise


@pytest.mark.long
@given(
    st.lists(st.sampled_from(["a", "\n", "  ", "\t", "<b>", "&", "{x}", '"', "1", "-->", "ä"]), max_size=30).map(
        "".join
    )
)
def test_code_stays_character_for_character(code):
    escaped = code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    once = made(f"<p>x</p><pre>\n{escaped}</pre><p><code>{escaped}</code></p>")
    tree = fragment(once)
    assert tree.css_first("pre").text(deep=True) == code
    assert tree.css_first("p code").text(deep=True) == code


@pytest.mark.long
@pytest.mark.parametrize(
    "piece", [*(f"<{tag}>" for tag in TAGS), *(case["before"] for _, case in PAIRS), "<h2", "class='", "<img ", "&"]
)
def test_no_html_takes_long(piece):
    started = time.process_time()
    made(piece * (20_000 // len(piece)))
    assert time.process_time() - started < 10


@pytest.mark.long
@pytest.mark.parametrize("tag", [
    "label", "object data=a.pdf", "object", "noscript", "noscript><img src=a", "video src=a.mp4", "script", "span class=katex",
    "table><td class=linenos", "button", "button>a</button", "div><button>a</button", "svg><text>a</text", "form><label for=x",
    "iframe src=//x.example/></iframe", "math", "mjx-container", "h2><a href=#>#</a", "pre><code><span class=ln>1</span",
    "b><img data-src=a", "i></i><img width=1 height=1", "a><svg", "picture><source data-srcset=a",
])  # fmt: skip
def test_elements_in_each_other_without_end_take_no_time(tag):
    started = time.process_time()
    made(f"<{tag}>" * (80_000 // len(tag)))
    assert time.process_time() - started < 5


def test_ordinary_html_is_not_read_by_any_rule():
    html = "<h2>T</h2>\n<p>a <a href='x'>b</a> <img src='c.png' alt=''></p><pre><code class='language-py'>copy(1)\n</code></pre>"
    assert due_for(html) == []
