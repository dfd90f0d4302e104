"""What Eleventy's tags and usual shortcodes become. All that Liquid does in Jekyll is in test_liquid.py."""

from __future__ import annotations

import pytest

from feedtool import markdown
from tests.dialects.surroundings import passed


@pytest.mark.parametrize(("text", "result", "told"), [
    ("{{ title }} {{ page.url }} {{ person.name | upper }}", "A *title* /c/ ADA", []),
    ("[a]({{ '/x/' | url }}) [b]({{ 'y' | url }})", "[a](/b/x/) [b](y)", []),
    ("{{ metadata.title }}", "", [("{{ metadata.title }}", 1)]),
    ("{{ tags | join(', ') }} {{ missing | default('x') }}", "one, two ", [("{{ missing | default('x') }}", 1)]),
    ("a{# a comment #}b", "ab", []),
    ("# Heading {#id} and #}", "# Heading {#id} and #}", []),
    ('{% set x = "a" %}{{ x }}', "a", []),
    ('{% note "warn" %}\n**a**\n{% endnote %}', "\n**a**\n", []),
    ('a {% badge "new" %}', "a ", [("{% badge %}", 1)]),
    ("{% raw %}{{ x }}{% endraw %}", "{{ x }}", []),
    ("{% verbatim %}{{ x }}{% endverbatim %}", "{{ x }}", []),
    ("```\n{{ title }}{% raw %}{{ x }}{% endraw %}\n```", "```\nA *title*{{ x }}\n```", []),
    ("{%- if title -%} a {%- endif -%}", "a", []),
])  # fmt: skip
def test_templates(text, result, told):
    assert passed(text, "eleventy") == (result, told)


@pytest.mark.parametrize(("text", "html"), [
    ('{% figure "/a.png", "A dot" %}', '<figure><img src="/b/a.png" alt="A dot"><figcaption>A dot</figcaption></figure>'),
    ('{% image "./a.png", "A dot", "(min-width: 30em) 50vw" %}', '<img src="./a.png" alt="A dot">'),
    ('{% image src="/a.png", alt="A dot" %}', '<img src="/b/a.png" alt="A dot">'),
    ('{% image src: "/a.png", alt: "A dot" %}', '<img src="/b/a.png" alt="A dot">'),
    ('{% youtube "abc", "Title" %}', '<p><a href="https://www.youtube.com/watch?v=abc"><img src="https://i.ytimg.com/vi/abc/hqdefault.jpg" alt=""><br>YouTube</a></p>\n'),
    ('{% highlight "js" %}\nlet a;\n{% endhighlight %}', '<pre><code class="language-js">let a;</code></pre>\n'),
    ("{% highlight js 0,2 %}\nlet a;\n{% endhighlight %}", '<pre><code class="language-js">let a;</code></pre>\n'),
])  # fmt: skip
def test_usual_shortcodes(text, html):
    result, told = passed(text, "eleventy")
    assert (markdown.render(result).strip(), told) == (html.strip(), [])
