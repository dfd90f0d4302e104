"""Zola's shortcodes and internal links."""

from __future__ import annotations

import pytest

from tests.dialects.case import check

LINKS = {"@/blog/a.md": "https://e.org/blog/a/"}


@pytest.mark.parametrize(("text", "shown"), [
    pytest.param("{{ x }} {% y %} {{}}", "{{ x }} {% y %} {{}}", id="what is no call stays"),
    pytest.param('{{ youtube(id="a)b", autoplay=true) }}', '<a href="https://www.youtube.com/watch?v=a%29b">YouTube</a>', id="a player becomes a link"),
    pytest.param("{{ vimeo(id='1', class=\"x\") }}", '<a href="https://vimeo.com/1">Vimeo</a>', id="quotes of any kind"),
    pytest.param('{{figure(src="a.png", caption="c *d*")}}', '<figure><img src="a.png" alt="c *d*"><figcaption>c <em>d</em></figcaption></figure>', id="a figure"),
    pytest.param('{{ img(path="a.png", width=30) }}', '<img src="a.png" alt="" width="30">', id="a picture"),
    pytest.param("{% note(a=1) %}\nx {{ vimeo(id=1) }}\n{% end %}", '\nx <a href="https://vimeo.com/1">Vimeo</a>\n', id="a body stays"),
    pytest.param("{%- a() -%}{% b() %}x{% end %}y{% end b %}", "xy", id="bodies in bodies"),
    pytest.param('{{/* youtube(id="a") */}} {%/* a() */%}', '{{ youtube(id="a") }} {% a() %}', id="a comment shows the call"),
    pytest.param("[x](@/blog/a.md#b) [y]: z\n\n[y]: @/blog/a.md", "[x](https://e.org/blog/a/#b) [y]: z\n\n[y]: https://e.org/blog/a/", id="internal links"),
    pytest.param("`[x](@/blog/a.md)` # T {#x}\n# T {#x}", "`[x](@/blog/a.md)` # T\n# T", id="ids of headings"),
])  # fmt: skip
def test_shortcodes(text, shown):
    check("zola", text, shown, links=LINKS)


def test_what_nobody_knows_is_told():
    text = "a\n{{ mine(x=1) }}\n[b c](@/no.md) ![d](@/no.png)\n{% open() %}"
    warnings = [("{{ mine() }}", 2), ("{% open() %}", 4), ("@/no.md", 3), ("@/no.png", 3)]
    check("zola", text, "a\n\nb c \n", warnings)
