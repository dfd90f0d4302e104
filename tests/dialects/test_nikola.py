"""Nikola's shortcodes and links."""

from __future__ import annotations

import pytest

from tests.dialects.case import check

LINKS = {"slug": "/s/", "link://slug/x": "/x/"}


@pytest.mark.parametrize(("text", "shown"), [
    pytest.param("{{ x }} {{% 1", "{{ x }} {{% 1", id="what is no shortcode stays"),
    pytest.param("{{% gist 12 %}}", '<a href="https://gist.github.com/12">gist.github.com/12</a>', id="a gist"),
    pytest.param('{{% media url="https://e.org/v" %}}', '<a href="https://e.org/v">e.org/v</a>', id="media become a link"),
    pytest.param("{{% thumbnail '/a.jpg' alt='b' %}}c *d*{{% /thumbnail %}}", '<figure><img src="/a.jpg" alt="b"><figcaption>c <em>d</em></figcaption></figure>', id="a picture"),
    pytest.param("{{% doc %}}T <slug>{{% /doc %}}", '<a href="/s/">T</a>', id="a link to a post"),
    pytest.param("{{% emoji cat %}}", ":cat:", id="an emoji's name"),
    pytest.param("{{% raw %}}{{% gist 1 %}}{{% /raw %}}", "{{% gist 1 %}}", id="raw text stays"),
    pytest.param("{{% mine %}}x{{% /mine %}}", "x", id="an unknown pair keeps its text"),
    pytest.param("[a](link://slug/x#b) `link://slug/x`", "[a](/x/#b) `link://slug/x`", id="a link by slug"),
])  # fmt: skip
def test_shortcodes(text, shown):
    check("nikola", text, shown, links=LINKS)


def test_what_nobody_knows_is_told():
    check(
        "nikola", 'a\n{{% chart Bar title="x" %}}\n[b](link://slug/no)', "a\n\nb",
        [("{{% chart %}}", 2), ("link://slug/no", 3)],
    )  # fmt: skip
