"""Hugo's shortcodes, attribute lists and alerts."""

from __future__ import annotations

import pytest

from tests.dialects.case import check

LINKS = {"a.md": "https://e.org/a/", "/posts/b": "https://e.org/b/"}


@pytest.mark.parametrize(("text", "shown"), [
    pytest.param("a {{ x }} {b}", "a {{ x }} {b}", id="what is no shortcode stays"),
    pytest.param('{{< figure src="a b.png" alt="x" >}}', '<img src="a%20b.png" alt="x">', id="a figure without a caption is a picture"),
    pytest.param('{{< figure src=a.png caption="A *b*" link="/c" >}}\nnext', '<figure><a href="/c"><img src="a.png" alt="A *b*"></a><figcaption>A <em>b</em></figcaption></figure>\n\nnext', id="a caption is Markdown, and the line below is text"),
    pytest.param("{{< youtube a_b >}}", '<a href="https://www.youtube.com/watch?v=a_b"><img src="https://i.ytimg.com/vi/a_b/hqdefault.jpg" alt=""><br>YouTube</a>', id="a player becomes a link"),
    pytest.param('{{<youtube id="ab" title="My talk">}}', '<a href="https://www.youtube.com/watch?v=ab"><img src="https://i.ytimg.com/vi/ab/hqdefault.jpg" alt=""><br>My talk</a>', id="with its title, and no blanks needed"),
    pytest.param("{{< vimeo 1 />}}", '<a href="https://vimeo.com/1">Vimeo</a>', id="a tag that closes itself"),
    pytest.param('{{< x user="ada" id="1" >}}', '<a href="https://x.com/ada/status/1">x.com/ada/status/1</a>', id="a post on X by names"),
    pytest.param("{{< tweet 1 >}}", '<a href="https://x.com/i/status/1">x.com/i/status/1</a>', id="an old tweet"),
    pytest.param("{{< instagram ab >}}", '<a href="https://www.instagram.com/p/ab/">instagram.com/p/ab/</a>', id="instagram"),
    pytest.param("{{< gist ada 12 f.go >}}", '<a href="https://gist.github.com/ada/12">gist.github.com/ada/12</a>', id="a gist"),
    pytest.param('{{< highlight go "linenos=table" >}}\nf()\n{{< /highlight >}}', "```go\nf()\n```", id="highlighted code is a fence"),
    pytest.param("{{< highlight md >}}\n```\nx\n```\n{{< /highlight >}}", "````md\n```\nx\n```\n````", id="that its own text cannot end"),
    pytest.param('a {{< highlight go "hl_inline=true" >}}f(`x`){{< /highlight >}} b', "a ``f(`x`)`` b", id="or a span inside a line"),
    pytest.param("- a\n\n  {{< highlight sh >}}\n  ls\n  {{< /highlight >}}\n\n- b", "- a\n\n  ```sh\n  ls\n  ```\n\n- b", id="code in an item of a list ends there"),
    pytest.param("1. {{< highlight sh >}}\n   ls\n\n   cd\n   {{< /highlight >}}\n2. b", "1. ```sh\n   ls\n\n   cd\n   ```\n2. b", id="also where the item begins with it"),
    pytest.param('[t]({{< relref "a.md#z" >}})', "[t](https://e.org/a/#z)", id="a reference with its fragment"),
    pytest.param('[t]({{% ref "/posts/b" %}}) {{< ref path="a.md" >}}', "[t](https://e.org/b/) https://e.org/a/", id="a reference by path or name"),
    pytest.param('[t]({{< ref "#here" >}})', "[t](https://e.org/post/#here)", id="a reference to this page"),
    pytest.param("{{< param a.b >}} {{% param C %}}", "1 two", id="parameters, in any case"),
    pytest.param('{{< details summary="S *m*" >}}\n- a\n{{< /details >}}', "<details><summary>S <em>m</em></summary>\n\n- a\n\n</details>\n", id="details"),
    pytest.param("{{< qr >}}https://e.org/x{{< /qr >}} {{< qr text=hi />}}", '<a href="https://e.org/x">e.org/x</a> hi', id="a code to scan is its text"),
    pytest.param("{{% note %}}in **b** {{< vimeo 1 >}}{{% /note %}}", 'in **b** <a href="https://vimeo.com/1">Vimeo</a>', id="an unknown pair keeps its text"),
    pytest.param("{{< a >}}{{< b >}}x{{< /b >}}{{< a >}}y{{< /a >}}{{< /a >}}", "xy", id="pairs in pairs"),
    pytest.param("{{</* tweet 1 */>}} {{%/* /x */%}}", "{{< tweet 1 >}} {{% /x %}}", id="a comment shows the tag"),
    pytest.param("```\n{{</* a */>}}\n```", "```\n{{< a >}}\n```", id="in code, too, as Hugo does"),
    pytest.param('{{< youtube `a"b` >}}', '<a href="https://www.youtube.com/watch?v=a%22b">YouTube</a>', id="a raw string"),
    pytest.param("# T {#x .y}\ntext {#z}", "# T\ntext", id="attributes of headings"),
    pytest.param('T {#x}\n====\n\n- a\n{.cls k="v w"}', "T\n====\n\n- a", id="of headings with a line below, and of blocks"),
    pytest.param("a {b} {c=d e} `# x {.y}`", "a {b} {c=d e} `# x {.y}`", id="braces in text and code stay"),
    pytest.param("```go {linenos=true}\n# T {#x}\n```", "```go {linenos=true}\n# T {#x}\n```", id="fences stay"),
    pytest.param("> [!NOTE]\n> x", "> <strong>Note</strong>\n>\n> x", id="an alert"),
    pytest.param("[t](a.md#z) [n](no.md) `[t](a.md)` [w](https://e.org/x.md)", "[t](https://e.org/a/#z) [n](no.md) `[t](a.md)` [w](https://e.org/x.md)", id="a link to a post's file, as render hooks read it"),
    pytest.param('{{< admonition tip "A *t*" >}}x{{< /admonition >}}', "**A &#42;t&#42;**\n\nx", id="a box has its title"),
    pytest.param('{{< tabs >}}{{% tab name="One" %}}x{{% /tab %}}{{< /tabs >}}', "**One**\n\nx", id="a tab its name"),
    pytest.param("{{< alert warning >}}x{{< /alert >}}", "x", id="a kind is no title"),
    pytest.param("a{{< comment >}} x {{< /comment >}}b", "ab", id="a comment"),
    pytest.param("{{< mermaid >}}\na-->b_c_d\n{{< /mermaid >}}", "```mermaid\na-->b_c_d\n```", id="a diagram is code"),
    pytest.param("{{< katex >}}a_b_c{{< /katex >}}", "a&#95;b&#95;c", id="a formula is no Markdown"),
    pytest.param("{{< columns >}}\na\n<--->\nb\n{{< /columns >}}", "\na\n\nb\n", id="columns"),
    pytest.param(":smile:", ":smile:", id="emoji stay"),
])  # fmt: skip
def test_shortcodes(text, shown):
    check("hugo", text, shown, links=LINKS, page={"A": {"b": 1}, "c": "two"})


@pytest.mark.parametrize(("text", "shown", "warnings"), [
    pytest.param("a\n{{< mine x >}}\n{{< mine y >}}\n{{% other /%}}", "a\n\n\n", [("{{< mine >}}", 2), ("{{% other %}}", 4)], id="an unknown tag is dropped and told of once"),
    pytest.param('[a *b*]({{< ref "no.md" >}} "T") ![c]({{< ref "no.md" >}})', "a *b* ", [('{{< ref "no.md" >}}', 1)], id="a link to nowhere keeps its words"),
    pytest.param('<a href="{{< ref "no" >}}">x</a>', "<a>x</a>", [('{{< ref "no" >}}', 1)], id="so does one in HTML"),
    pytest.param("a{{< y.inline >}}{{ now.Year }}{{< /y.inline >}}", "a", [("{{< y.inline >}}", 1)], id="a template in the text"),
    pytest.param("{{< param no >}}", "", [("{{< param >}}", 1)], id="a parameter that is not there"),
    pytest.param("{{< /lonely >}}x", "x", [], id="an end without a beginning"),
])  # fmt: skip
def test_what_nobody_knows_is_told(text, shown, warnings):
    check("hugo", text, shown, warnings, links=LINKS)
