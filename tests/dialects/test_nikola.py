"""Nikola's shortcodes and links."""

from __future__ import annotations

import pytest

from tests.dialects.case import check

LINKS = {"slug": "https://e.org/s/", "link://slug/x": "https://e.org/x/"}


@pytest.mark.parametrize(("text", "shown"), [
    pytest.param("{{ x }} {{% 1", "{{ x }} {{% 1", id="what is no shortcode stays"),
    pytest.param("{{% gist 12 %}}", '<a href="https://gist.github.com/12">gist.github.com/12</a>', id="a gist"),
    pytest.param('{{% media url="https://e.org/v" %}}', '<a href="https://e.org/v">e.org/v</a>', id="media become a link"),
    pytest.param("{{% thumbnail '/a.jpg' alt='b' %}}c *d*{{% /thumbnail %}}", '<figure><img src="https://e.org/a.jpg" alt="b"><figcaption>c <em>d</em></figcaption></figure>', id="a picture"),
    pytest.param("{{% doc %}}T <slug>{{% /doc %}}", '<a href="https://e.org/s/">T</a>', id="a link to a post"),
    pytest.param("{{% emoji cat %}}", ":cat:", id="an emoji's name"),
    pytest.param("{{% raw %}}{{% gist 1 %}}{{% /raw %}}", "{{% gist 1 %}}", id="raw text stays"),
    pytest.param("{{% mine %}}x{{% /mine %}}", "x", id="an unknown pair keeps its text"),
    pytest.param('[a](/b) <a href="/b"> [c](//e.org/)', '[a](https://e.org/b) <a href="https://e.org/b"> [c](//e.org/)', id="the root of the site"),
    pytest.param("[a](link://slug/x#b) `link://slug/x`", "[a](https://e.org/x/#b) `link://slug/x`", id="a link by slug"),
])  # fmt: skip
def test_shortcodes(text, shown):
    check("nikola", text, shown, links=LINKS)


def test_what_nobody_knows_is_told():
    check(
        "nikola", 'a\n{{% chart Bar title="x" %}}\n[b](link://slug/no)', "a\n\nb",
        [("{{% chart %}}", 2), ("link://slug/no", 3)],
    )  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), [
    (":doc:`slug` and :doc:`T t <slug#a>`", "`slug <https://e.org/s/>`__ and `T t <https://e.org/s/#a>`__"),
    ("`a <link://slug/x>`_", "`a <https://e.org/x/>`__"),
    (".. image:: link://slug/x", ".. image:: https://e.org/x/"),
    (".. youtube:: abc\n   :align: center\n\nx", ':html-of-feedtool:`<a href="https://www.youtube.com/watch?v=abc"><img src="https://i.ytimg.com/vi/abc/hqdefault.jpg" alt=""><br>YouTube</a>`\n\n\nx'),
    (".. media:: https://e.org/v", ':html-of-feedtool:`<a href="https://e.org/v">e.org/v</a>`'),
    (".. thumbnail:: a.png\n   :alt: b", ".. figure:: a.png\n   :alt: b"),
    (".. image:: /a.png\n   :target: //b.org/", ".. image:: https://e.org/a.png\n   :target: //b.org/"),
    ("{{% gist 12 %}} {{% raw %}}{{% x %}}{{% /raw %}}", ':html-of-feedtool:`<a href="https://gist.github.com/12">gist.github.com/12</a>` {{% x %}}'),
    (".. code:: rst\n\n   :doc:`slug`\n   .. youtube:: abc", ".. code:: rst\n\n   :doc:`slug`\n   .. youtube:: abc"),
])  # fmt: skip
def test_restructured_text(text, shown):
    check("nikola_rst", text, shown, links=LINKS)


def test_what_nobody_knows_in_restructured_text_is_told():
    warnings = [("{{% chart %}}", 4), (":doc:`b <no>`", 3), ("link://tag/x", 3)]
    check("nikola_rst", "a\n\n:doc:`b <no>` `c <link://tag/x>`_\n{{% chart %}}", "a\n\nb c\n", warnings)
