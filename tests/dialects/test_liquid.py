"""What Jekyll's and Octopress's tags become; the cases say what Jekyll itself prints where it is a function of the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool import markdown
from tests.dialects.surroundings import passed


def liquid(text, **page):
    return passed(text, "liquid", **page)


@pytest.mark.parametrize(("text", "result"), [
    ("No tag { % at all } }", "No tag { % at all } }"),
    ("a {% never closed", "a {% never closed"),
    ("{% raw %}{{ x }} {% y %}{% endraw %}", "{{ x }} {% y %}"),
    ("a {%- raw %} {{ x }} {% endraw -%} b", "a {{ x }} b"),
    ("{% raw -%} {{ x }} {%- endraw %} b", " {{ x }}  b"),
    ("`{% raw %}{{ x }}{% endraw %}`", "`{{ x }}`"),
    ("a{% comment %}b {{ site.x }} {% y %}{% endcomment %}c", "ac"),
    ("a {%- comment -%} b {%- endcomment -%} c", "ac"),
    ("a{%# inline %}b", "ab"),
])  # fmt: skip
def test_what_is_no_tag_stays_and_comments_go(text, result):
    assert liquid(text) == (result, [])


@pytest.mark.parametrize(("text", "result"), [
    ("{{ site.url }}|{{ site.baseurl }}|{{ page.url }}", "https://x.org|/b|/c/"),
    ("{{ page.title }} {{page.number}} {{ page.flag }} {{ page.missing }}.", "A *title* 3 true ."),
    ("{{ page.tags[0] }} {{ page.tags.last }} {{ page.tags.size }} {{ page.tags }}", "one two 2 onetwo"),
    ("{{ page.person.name }}{{ page['person']['name'] }}", "AdaAda"),
    ('{{ "/x" | relative_url }} {{ "x y" | relative_url }} {{ "" | relative_url }}', "/b/x /b/x%20y /b"),
    ('{{ "/x?a=b#c" | absolute_url }} {{ "https://o.org/" | relative_url }}', "https://x.org/b/x?a=b#c https://o.org/"),
    ("{{ '/x' | prepend: site.baseurl | prepend: site.url }}", "https://x.org/b/x"),
    ("{{ page.title | remove: '*' | upcase | append: '!' }}", "A TITLE!"),
    ("{{ page.tags | join: ', ' }} {{ page.missing | default: 'none' }}", "one, two none"),
    ("{{ 'a,b' | split: ',' | last }} {{ 7 | times: 3 | minus: 1 | divided_by: 6 }}", "b 3"),
    ("{{ 'some longer text' | truncate: 8 }} {{ 'a b c' | truncatewords: 2 }}", "some ... a b..."),
    ("{{ '<b>x</b> &' | strip_html | escape }}", "x &amp;"),
    ("a {{- 'b' -}} c", "abc"),
    ("{{ 'a' }}\n```\n{{ page.title }}\n```", "a\n```\nA *title*\n```"),
])  # fmt: skip
def test_outputs_print_what_is_known(text, result):
    assert liquid(text) == (result, [])


@pytest.mark.parametrize(("text", "result", "told"), [
    ("a\n\n{{ site.title }} b {{ site.title }}", "a\n\n b ", [("{{ site.title }}", 3)]),
    ("{{ page.date | date: '%Y' }}", "", [("{{ page.date | date: '%Y' }}", 1)]),
    ("{{ page.title | no_filter }}", "", [("{{ page.title | no_filter }}", 1)]),
    ("{{ page.person }}", "", [("{{ page.person }}", 1)]),
    ("{{ page.number | times: 'x' }}", "", [("{{ page.number | times: 'x' }}", 1)]),
    ("{{ ??? }}", "", [("{{ ??? }}", 1)]),
    ("{{ '" + "x" * 99 + "' | no }}", "", [("{{ '" + "x" * 59 + "… }}", 1)]),
])  # fmt: skip
def test_outputs_of_what_nobody_knows_are_told_once(text, result, told):
    assert liquid(text) == (result, told)


@pytest.mark.parametrize(("text", "result", "told"), [
    ("a {% tweet 12 %} b", 'a <a href="https://x.com/i/status/12">x.com/i/status/12</a> b', []),
    ("a\n{% what ever %}b{% what %}", "a\nb", [("{% what %}", 2)]),
    ("{% box red %}*a*{% endbox %}", "*a*", []),
    ("{% box %}{% box %}a{% endbox %}b{% endbox %}", "ab", []),
    ("{% a %}{% b %}x{% enda %}", "x", [("{% b %}", 1)]),
    ("x{% endbox %}", "x", [("{% endbox %}", 1)]),
    ("{% %}", "", [("{%  %}", 1)]),
    ("{% oembed https://v.org/1 %}", '<a href="https://v.org/1">v.org/1</a>', []),
])  # fmt: skip
def test_unknown_tags_leave_their_text(text, result, told):
    assert liquid(text) == (result, told)


@pytest.mark.parametrize(("text", "result"), [
    ("[a]({% post_url 2020-01-02-a %})", "[a](/b/2020/01/02/a/)"),
    ("[a]({{ site.baseurl }}{% post_url 2020-01-02-a %})", "[a](/b/2020/01/02/a/)"),
    ("[a]({{ site.url }}{{ site.baseurl }}{% post_url 2020-01-02-a %})", "[a](https://x.org/b/2020/01/02/a/)"),
    ("[a]({{ site.url }}{% post_url 2020-01-02-a %}#b)", "[a](https://x.org/b/2020/01/02/a/#b)"),
    ("[a]({% link _posts/2020-01-02-a.md %})", "[a](/b/2020/01/02/a/)"),
    ("[a]({% link /files/a b.pdf %})", "[a](/b/files/a%20b.pdf)"),
    ("[a]({% post_url elsewhere %})", "[a](https://other.org/e/)"),
])  # fmt: skip
def test_references_lead_to_posts(text, result):
    assert liquid(text) == (result, [])


@pytest.mark.parametrize(("text", "result", "told"), [
    ("x [a *b*]({% post_url gone %}) y", "x a *b* y", [("{% post_url gone %}", 1)]),
    ("x [a]({{ site.baseurl }}{% link _posts/gone.md %}#c) y", "x a y", [("{% link _posts/gone.md %}", 1)]),
    ('<a href="{% post_url gone %}">a</a>', "<a>a</a>", [("{% post_url gone %}", 1)]),
    ("see {% post_url gone %}.", "see .", [("{% post_url gone %}", 1)]),
])  # fmt: skip
def test_a_link_to_nowhere_is_undone(text, result, told):
    assert liquid(text) == (result, told)


@pytest.mark.parametrize(("text", "html"), [
    ("{% highlight ruby linenos %}\na < b\n\n  c & d > e\n{% endhighlight %}\n*x*",
     '<pre><code class="language-ruby">a &lt; b\n\n  c &amp; d > e</code></pre>\n<p><em>x</em></p>\n'),
    ("- a\n\n  {% highlight sh %}\n  b\n\n  c\n  {% endhighlight %}\n\n  *d*",
     '<ul>\n<li>\n<p>a</p>\n<pre><code class="language-sh">b\n\nc</code></pre>\n<p><em>d</em></p>\n</li>\n</ul>\n'),
    ("1. {% highlight sh %}\n   b\n   {% endhighlight %}\n2. c",
     '<ol>\n<li>\n<pre><code class="language-sh">b</code></pre>\n</li>\n<li>\n<p>c</p>\n</li>\n</ol>\n'),
    ("text {% highlight sh %}b{% endhighlight %}", '<p>text</p>\n<pre><code class="language-sh">b</code></pre>\n'),
    ("{% highlight html %}{{ page.number }}{% raw %}{{ x }}{% endraw %}{% endhighlight %}",
     '<pre><code class="language-html">3{{ x }}</code></pre>\n'),
    ("{% codeblock A title lang:js https://o.org/f the file %}\na\n{% endcodeblock %}",
     '<p>A title <a href="https://o.org/f">the file</a></p>\n<pre><code class="language-js">a</code></pre>\n'),
    ("{% codeblock %}\na\n{% endcodeblock %}", "<pre><code>a</code></pre>\n"),
    ("{% blockquote Ada Plain, The Book %}\n*a*\n{% endblockquote %}\nb",
     "<blockquote>\n<p><em>a</em></p>\n<footer><strong>Ada Plain</strong> <cite>The Book</cite></footer>\n</blockquote>\n<p>b</p>\n"),
    ("{% blockquote @ada https://o.org/1 %}\na\n{% endblockquote %}",
     '<blockquote>\n<p>a</p>\n<footer><strong>@ada</strong> <cite><a href="https://o.org/1">o.org/1</a></cite></footer>\n</blockquote>\n'),
    ("> {% blockquote %}\n> *a*\n> {% endblockquote %}\n",
     "<blockquote>\n<blockquote>\n<p><em>a</em></p>\n</blockquote>\n</blockquote>\n"),
    ('{% pullquote %}\nLong. {" Short. "} Long.\n{% endpullquote %}', "<blockquote>\n<p>Long. Short. Long.</p>\n</blockquote>\n"),
    ("{% img left /i/a.png 30 20 'T' 'Alt it' %}\n*b*", '<img src="/b/i/a.png" alt="Alt it" width="30" height="20">\n<p><em>b</em></p>\n'),
    ("x {% img i/a.png Some title %}", '<p>x <img src="i/a.png" alt="Some title"></p>\n'),
    ("{% gist ada/12 file.rb %}", '<p><a href="https://gist.github.com/ada/12">gist.github.com/ada/12</a></p>\n'),
    ("{% video /v.mp4 640 320 /p.png %}", '<p><a href="/b/v.mp4">/b/v.mp4</a></p>\n'),
    ('{% figure src="/i/a.png" caption="c" %}', '<figure><img src="/b/i/a.png" alt="c"><figcaption>c</figcaption></figure>\n'),
    ('{% figure caption:"c" %}\n![a](b)\n{% endfigure %}', '<p><img src="b" alt="a" /></p>\n'),
    ("{% picture thumb i/a.png %}", '<img src="i/a.png" alt="">\n'),
    ("{% youtube abc %}", '<p><a href="https://www.youtube.com/watch?v=abc"><img src="https://i.ytimg.com/vi/abc/hqdefault.jpg" alt=""><br>YouTube</a></p>\n'),
    ('{% include figure image_path="/i/a.png" alt="x" caption="*c*" %}\n\nb',
     '<figure><img src="/b/i/a.png" alt="x"><figcaption><em>c</em></figcaption></figure>\n<p>b</p>\n'),
    ("{% include embed/youtube.html id='abc' %}", '<p><a href="https://www.youtube.com/watch?v=abc"><img src="https://i.ytimg.com/vi/abc/hqdefault.jpg" alt=""><br>YouTube</a></p>\n'),
    ('{% include video id="9" provider="vimeo" %}', '<p><a href="https://vimeo.com/9">Vimeo</a></p>\n'),
    ("{% include responsive-image.html path=page.cover alt=page.nothing_known.x %}", '<img src="/b/c.png" alt="">\n'),
    ('{% include image.html src="{{ site.baseurl }}/d.png" %}', '<img src="/b/d.png" alt="">\n'),
])  # fmt: skip
def test_known_tags_are_shown(text, html):
    result, told = liquid(text, cover="/c.png")
    assert (markdown.render(result), told) == (html, [])


@pytest.mark.parametrize(("text", "told"), [
    ("\n{% include ads.html a=b %}", "{% include ads.html %}"),
    ("\n{% include image.html alt='none' %}", "{% include image.html %}"),
    ("\n{% include_code a.rb %}", "{% include_code %}"),
    ("\n{% img %}", "{% img %}"),
    ("\n{% highlight ruby %}", "{% highlight %}"),
])  # fmt: skip
def test_tags_that_cannot_be_shown_are_told(text, told):
    assert liquid(text) == ("\n", [(told, 2)])


@pytest.mark.parametrize(("text", "result", "told"), [
    ('{% assign x = "a" | upcase %}{{ x }}', "A", []),
    ("{% assign x = site.data.y %}{{ x.z }}", "", [("{{ x.z }}", 1)]),
    ("{% capture x %} {{ page.number }} {% endcapture %}{{ x }}", " 3 ", []),
    ("{% if page.flag %}a{% else %}b{% endif %}", "a", []),
    ("{% if page.missing %}a{% elsif page.number == 3 %}b{% else %}c{% endif %}", "b", []),
    ("{% unless page.flag %}a{% else %}b{% endunless %}", "b", []),
    ("{% if page.number != 3 %}a{% endif %}", "", []),
    ("{% if site.x %}a{% else %}b{% endif %}", "a", [("{% if %}", 1)]),
    ("{% if page.flag and page.flag %}a{% endif %}", "a", [("{% if %}", 1)]),
    ("{% case page.number %}{% when 1, 2 %}a{% when 3 %}b{% else %}c{% endcase %}", "b", []),
    ("{% for t in page.tags %}{{ forloop.index }}{{ t }} {% endfor %}", "1one 2two ", []),
    ("{% for i in (1..3) %}{{ i }}{% endfor %}", "123", []),
    ("{% for i in (1..9) reversed limit: 2 %}{{ i }}{% endfor %}", "21", []),
    ("{% if page.tags contains 'one' %}a{% endif %}{% if page.title contains 'x' %}b{% endif %}", "a", []),
    ("{% for t in page.tags limit:1 %}{{ t }}{% endfor %}", "one", []),
    ("{% for t in page.missing %}a{% else %}none{% endfor %}", "none", []),
    ("{% for p in site.posts %}a{{ p.title }}{% endfor %}", "a", [("{% for %}", 1), ("{{ p.title }}", 1)]),
    ("{% if a %}b", "b", [("{% if %}", 1)]),
])  # fmt: skip
def test_choices_are_made_where_all_is_known(text, result, told):
    assert liquid(text) == (result, told)


@pytest.mark.long
@pytest.mark.parametrize("text", [
    '{% assign a = "0123456789" %}' + "{% assign a = a | append: a %}" * 60 + "{{ a }}",
    "{% for i in (1..999) %}" * 5 + "x" + "{% endfor %}" * 5,
    "{% assign a = 9 %}" + "{% assign a = a | times: a %}" * 60 + "{{ a }}",
    "{% if page.flag %}" * 5000 + "x" + "{% endif %}" * 5000,
    "{% for i in " + " " * 300_000 + "x %}a{% endfor %}",
    "{% assign a = " + " | x" * 100_000 + " %}{% if a" + " == a" * 100_000 + " %}b{% endif %}",
    "{{ '" + "9" * 5000 + "' | plus: 1 }}{{ " + "9" * 5000 + " }}",
])  # fmt: skip
def test_no_template_runs_away(text):
    start = time.process_time()
    result, _ = liquid(text)
    assert time.process_time() - start < 10
    assert len(result) < 10_000_000


@pytest.mark.long
@pytest.mark.parametrize("part", [
    "{%", "{{", "{#", "{% a %}", "{% enda %}", "{% a %}{% enda %}", "{% raw %}", "[a]({% post_url x %})", "{% img ' %}",
    "> {% img /a %}\n", "{% blockquote a http://x b %}a{% endblockquote %}", "{% highlight a %}x{% endhighlight %}\n",
])  # fmt: skip
@pytest.mark.parametrize("name", ["liquid", "eleventy", "nunjucks"])
def test_a_long_text_takes_no_longer_than_it_must(name, part):
    start = time.process_time()
    passed(part * (200_000 // len(part)), name)
    assert time.process_time() - start < 5


TAGS = ["{% raw %}", "{% endraw %}", "{% if x %}", "{% else %}", "{% endif %}", "{% for i in page.tags %}", "{% endfor %}",
        "{% highlight a %}", "{% endhighlight %}", "{% img", "{% x", "%}", "-%}", "{%-", "{{", "}}", "| append: 'a'",
        "{% assign a = 'b' %}", "{% post_url a %}", "{% include a.html b=", '"', "'", "\n", "> ", "- ", "`", "```\n", "{#", "#}",
        "page.title", "{: .x}", "{::comment}", "{:/}", "$$", "*[", "]:", "{:toc}", "# "]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(TAGS), st.text(max_size=5))).map("".join)


@given(TEXTS, st.sampled_from([("liquid", "kramdown"), ("eleventy",), ("nunjucks",), ("kramdown",)]))
def test_any_text_passes(text, names):
    assert isinstance(passed(text, *names)[0], str)


@given(
    st.text(alphabet="ab `~\n{}<>$*#:.", max_size=40).filter(
        lambda code: "```" not in code and not {"{{", "{%", "{#"} & {code[i : i + 2] for i in range(len(code))}
    )
)
def test_code_comes_out_as_it_went_in(code):
    text = f"a\n\n```x\n{code}\n```\n\nb"
    for names in (("liquid", "kramdown"), ("eleventy",), ("nunjucks",), ("kramdown",)):
        assert passed(text, *names) == (text, [])
