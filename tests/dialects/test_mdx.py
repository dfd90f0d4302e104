"""Components keep what they hold; programs are gone."""

from __future__ import annotations

import pytest

from feedtool import markdown
from tests.dialects.case import check, expanded


@pytest.mark.parametrize(("text", "shown"), [
    pytest.param("a {'b'} {\"c\"} {`d`} {1}{' '}e", "a b c d 1 e", id="strings are text"),
    pytest.param("a{/* b {c} <D> */}e", "ae", id="comments are gone"),
    pytest.param("{frontMatter.title} {frontMatter.draft}", "My&#95;t False", id="metadata"),
    pytest.param("\\{x} 1 < 2", "\\{x} 1 < 2", id="what is escaped stays"),
    pytest.param("## T {#my-id}", "## T", id="a heading's id"),
    pytest.param("<Foo a={1}>x *y*</Foo>", "x *y*", id="an unknown component keeps its children"),
    pytest.param("<>x</> <A.B>y</A.B>", "x y", id="fragments and names with dots"),
    pytest.param('<YouTube id="ab" />', '<a href="https://www.youtube.com/watch?v=ab"><img src="https://i.ytimg.com/vi/ab/hqdefault.jpg" alt=""><br>YouTube</a>', id="a player becomes a link"),
    pytest.param('<Image src={require("./a.png").default} alt="b" />', '<img src="./a.png" alt="b">', id="a picture"),
    pytest.param('<Link to="/x">y</Link>', '<a href="/x">y</a>', id="a link"),
    pytest.param('<b className="c" style={{a: "}"}} onClick={() => { x > y }} title="t" hidden>z</b>', '<b title="t" hidden="">z</b>', id="attributes that are program are gone"),
    pytest.param("a<br />b<hr/>", "a<br>b<hr>", id="elements without content"),
    pytest.param("`<Foo/>` `{x}`", "`<Foo/>` `{x}`", id="code stays"),
    pytest.param("<https://e.org>", "<https://e.org>", id="an address is no element"),
    pytest.param('```js title="a.js" {1,3}\nx\n```', "```js\nx\n```", id="what is said behind a language is gone"),
    pytest.param('```title="a"\nx\n```', "```\nx\n```", id="where no language is said"),
    pytest.param("```js\n// highlight-next-line\na\n  /* highlight-start */\nb // highlight-line\n# highlight-end\n// kept\n```", "```js\na\nb\n// kept\n```", id="what is to be painted"),
    pytest.param("import A from 'a';\nimport {\n  B,\n\n  C,\n} from 'b';\n\nexport const x = {\n  y: 1,\n};\n\ntext", "\n" * 10 + "\ntext", id="imports and exports are gone"),
    pytest.param("a\nimport is a word\n\nexport taxes", "a\nimport is a word\n\nexport taxes", id="words are not"),
])  # fmt: skip
def test_inside_lines(text, shown):
    check("mdx", text, shown, page={"title": "My_t", "draft": False})


@pytest.mark.parametrize(("text", "html"), [
    pytest.param("<Tabs>\n  <TabItem value='a' label='A'>\n\n    x **y**\n\n    ```js\n    {z}\n      w\n    ```\n\n  </TabItem>\n  <TabItem value='b'>u</TabItem>\n</Tabs>",
                 '<p><strong>A</strong></p>\n<p>x <strong>y</strong></p>\n<pre><code class="language-js">{z}\n  w\n</code></pre>\n<p><strong>b</strong></p>\n<p>u</p>\n', id="tabs one after another, and indented text is no code"),
    pytest.param('<div className="x">\n  **a**\n    <div>\n        b\n    </div>\n</div>', "<div>\n<p><strong>a</strong></p>\n  <div>\n<p>b</p>\n  </div>\n</div>\n", id="Markdown in elements"),
    pytest.param('<Admonition type="tip" title="T">\n  a\n</Admonition>\nb', "<blockquote>\n<p><strong>T</strong></p>\n<p>a</p>\n</blockquote>\n<p>b</p>\n", id="a box"),
    pytest.param("- a\n  <Foo>\n    b\n  </Foo>\n- c", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n", id="a component in a list"),
])  # fmt: skip
def test_blocks(text, html):
    became, warnings = expanded("mdx", text)
    assert (markdown.render(became), warnings) == (html, [])


def test_what_nobody_knows_is_told():
    text = "import A from 'a'\n\n<A b={`c`} />\n<A />\n{props.items.map(x => <li>{x}</li>)} {y}"
    shown = "\n\n\n\n "
    check("mdx", text, shown, [("<A />", 3), ("{props.items.map(x => <li>{x}</li>)}", 5), ("{y}", 5)])
