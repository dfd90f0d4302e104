"""What Hexo's tags become, and what it leaves alone."""

from __future__ import annotations

import pytest

from feedtool import markdown
from tests.dialects.surroundings import passed


@pytest.mark.parametrize(("text", "result", "told"), [
    ("{{ title }} {{ title | upper }}", "A *title* A *TITLE*", []),
    ("{{ 1 + 2 }} {{ date }}", " ", [("{{ 1 + 2 }}", 1), ("{{ date }}", 1)]),
    ("a{# gone #}b {#stays}", "ab {#stays}", []),
    ("```\n{{ x }} {% raw %}\n```", "```\n{{ x }} {% raw %}\n```", []),
    ("`{{ x }}` <code>{% y %}</code>", "`{{ x }}` <code>{% y %}</code>", []),
    ("`{% raw %}{{ x }}{% endraw %}`", "`{{ x }}`", []),
    ("a\n\n    {{ x }} `{% y %}`\n    {{ z }}\n\n- b\n\n      {{ c }}\n", "a\n\n    {{ x }} `{% y %}`\n    {{ z }}\n\n- b\n\n      {{ c }}\n", []),
    ("- b\n\n    {{ title }}", "- b\n\n    A *title*", []),
    ("<!-- {{ x }} -->", "<!-- {{ x }} -->", []),
    ("{% raw %}\n```\n{{ x }}\n```\n{% endraw %}", "\n```\n{{ x }}\n```\n", []),
    ("{% what %}{% box %}a{% endbox %}", "a", [("{% what %}", 1)]),
    ("\n{% include_code lang:js a.js %}", "\n", [("{% include_code %}", 2)]),
])  # fmt: skip
def test_templates(text, result, told):
    assert passed(text, "nunjucks") == (result, told)


def test_a_post_may_want_none_of_it():
    assert passed("{{ a }} {% b %}", "nunjucks", disableNunjucks=True) == ("{{ a }} {% b %}", [])


@pytest.mark.parametrize(("text", "result"), [
    ("{% post_link a %}", '<a href="https://x.org/b/2020/01/02/a/">a</a>'),
    ("{% post_link a 'Its *title*' %}", '<a href="https://x.org/b/2020/01/02/a/">Its &#42;title&#42;</a>'),
    ("{% post_link a#b <b>T</b> false %}", '<a href="https://x.org/b/2020/01/02/a/#b"><b>T</b></a>'),
    ("[x]({% post_path a %}) {% post_path a %}", "[x](/b/2020/01/02/a/) /b/2020/01/02/a/"),
    ("![x]({% asset_path d.png %})", "![x](/b/c/d.png)"),
    ("{% asset_link d.zip The file %}", '<a href="https://x.org/b/c/d.zip">The file</a>'),
    ("{% asset_img left d.png 30 20 'T' %}", '<img src="https://x.org/b/c/d.png" alt="T" width="30" height="20">'),
    ('{% link "a text" https://o.org/ %}', '<a href="https://o.org/">a text</a>'),
    ("{% url_for text /x/ %}", '<a href="/b/x/">text</a>'),
    ("{% iframe https://v.org/1 640 480 %}", '<a href="https://v.org/1">v.org/1</a>'),
    ('{% img class /i/d.png 16 16 "T" %}', '<img src="/b/i/d.png" alt="T" width="16" height="16">'),
])  # fmt: skip
def test_links_and_pictures(text, result):
    assert passed(text, "nunjucks") == (result, [])


@pytest.mark.parametrize(("text", "html"), [
    ("{% note info no-icon %}\na **b**\n{% endnote %}", "<blockquote>\n<p>a <strong>b</strong></p>\n</blockquote>\n"),
    ("{% note primary Read me %}\na\n{% endnote %}", "<blockquote>\n<p><strong>Read me</strong></p>\n<p>a</p>\n</blockquote>\n"),
    ("{% tabs T, 2 %}\n<!-- tab A@fa -->\na\n<!-- endtab -->\n<!-- tab -->\n*b*\n<!-- endtab -->\n{% endtabs %}",
     "<p><strong>A</strong></p>\n<p>a</p>\n<p><em>b</em></p>\n"),
    ("{% timeline 2022,blue %}\n<!-- timeline 01-02 -->\na\n<!-- endtimeline -->\n{% endtimeline %}",
     "<p><strong>2022</strong></p>\n<p><strong>01-02</strong></p>\n<p>a</p>\n"),
    ("{% hideToggle More,red %}\n- a\n{% endhideToggle %}", "<p><strong>More</strong></p>\n<ul>\n<li>a</li>\n</ul>\n"),
    ("{% mermaid %}\nA-->B;\n{% endmermaid %}", "<pre><code>A--&gt;B;</code></pre>\n"),
    ("{% cq %}a{% endcq %}", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
    ("{% label primary@a b %} {% label c blue %} {% span red, d e %}", "<p>a b c d e</p>\n"),
    ("{% btn 'https://o.org/',Go,far fa-x,blue %} {% button /x, Here %}", '<p><a href="https://o.org/">Go</a> <a href="/b/x">Here</a></p>\n'),
    ("{% hideInline a,b %} {% bilibili BV1 %}", '<p>a <a href="https://www.bilibili.com/video/BV1">bilibili.com/video/BV1</a></p>\n'),
])  # fmt: skip
def test_tags_of_themes(text, html):
    shown, told = passed(text, "nunjucks")
    assert (markdown.render(shown).replace("\n\n", "\n"), told) == (html, [])


@pytest.mark.parametrize(
    "link", ["https://x.org/c.html", "https://x.org/c/index.html", "https://x.org/c/", "https://x.org/c"]
)
def test_a_file_of_the_post_s_folder_lies_below_its_address(link):
    assert passed("{% asset_link d.png x %}", "nunjucks", link=link)[0] == '<a href="https://x.org/c/d.png">x</a>'


@pytest.mark.parametrize(("text", "result"), [
    ("a {% post_link gone 'Its title' %} b", "a Its title b"),
    ("a [its *title*]({% post_path gone %}) b", "a its *title* b"),
])  # fmt: skip
def test_a_link_to_nowhere_is_text(text, result):
    shown, told = passed(text, "nunjucks")
    assert shown == result
    assert [line for _, line in told] == [1]


@pytest.mark.parametrize(("text", "html"), [
    ("{% quote Ada %}\n*a*\n{% endquote %}\nb",
     "<blockquote>\n<p><em>a</em></p>\n<footer><strong>Ada</strong></footer>\n</blockquote>\n<p>b</p>\n"),
    ("{% pullquote right %}\n*a*\n{% endpullquote %}", "<blockquote>\n<p><em>a</em></p>\n</blockquote>\n"),
    ("{% code a.js lang:js mark:1,3-4 %}\na ` b {{ x }}\n{% endcode %}\n\nc ` d",
     '<p>a.js</p>\n<pre><code class="language-js">a ` b</code></pre>\n<p>c ` d</p>\n'),
])  # fmt: skip
def test_blocks(text, html):
    assert markdown.render(passed(text, "nunjucks")[0]) == html
