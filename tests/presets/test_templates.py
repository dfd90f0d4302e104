"""Templates of addresses, read and never run."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest

from feedtool.presets.templates import Unknown, filled, returned, slugify

DATA = {
    "title": "Über die Größe & mehr",
    "slug": "own",
    "flag": True,
    "nothing": None,
    "site": {"path": "notes"},
    "page": {"date": datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC), "fileSlug": "a", "filePathStem": "/blog/a"},
}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        pytest.param("/plain/", "/plain/", id="no template"),
        pytest.param("/{{ page.fileSlug }}/", "/a/", id="a path into the data"),
        pytest.param("{{page.filePathStem}}.html", "/blog/a.html", id="without blanks"),
        pytest.param("/{{- slug -}}/", "/own/", id="white space control"),
        pytest.param("/{{ title | slugify }}/", "/ueber-die-groesse-and-mehr/", id="a filter"),
        pytest.param(
            "/{{ title | slug }}/", "/uber-die-grosse-and-mehr/", id="the older slug, without marks on letters"
        ),
        pytest.param("/{{ 'Hello, W: 5% & more!' | slug }}/", "/hello-w:-5percent-and-more!/", id="the older slug"),
        pytest.param("/{{ title | slugify | upper }}/", "/UEBER-DIE-GROESSE-AND-MEHR/", id="one after the other"),
        pytest.param("/{{ page.date | date: '%Y/%m/%d' }}/", "/2024/02/03/", id="Liquid's date"),
        pytest.param('/{{ page.date | date: "%-m.%y" }}/', "/2.24/", id="without leading zeros"),
        pytest.param("/{{ page.date | date('yyyy/LL/dd') }}/", "/2024/02/03/", id="Luxon's date"),
        pytest.param("/{{ page.date | htmlDateString }}/", "/2024-02-03/", id="the starter's"),
        pytest.param("/{{ missing }}/{{ site.missing.deeper }}", "//", id="what is not there is empty"),
        pytest.param("/{{ missing | default: slug }}/", "/own/", id="a default"),
        pytest.param("/{{ site.path | append: '-|-' }}/", "/notes-|-/", id="a bar in quotes is text"),
        pytest.param("/{{ flag }}/", "/true/", id="a flag"),
        pytest.param("/{{ 'a' }}{{ 7 }}/", "/a7/", id="literals"),
    ],
)
def test_a_template_is_filled(template, text):
    assert filled(template, DATA) == text


OWN = {"ymd": "yyyy/MM/dd", "when": "", "slug": "slug", "slugify": "slugify 1", "odd": None}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ page.date | ymd }}", "2024/02/03"),
        ("{{ page.date | when('yyyy') }}", "2024"),
        ("{{ 'A b' | slug }}", "a-b"),
        ('{{ "It\'s" | slugify }}', "it-s"),
        ("{{ 'A b!' | slug }}", None),
        ("{{ page.date | when }}", None),
        ("{{ slug | odd }}", None),
    ],
)
def test_the_site_s_own_filters_come_first(template, text):
    data = {**DATA, "filters of the site": OWN}
    if text is None:
        with pytest.raises(Unknown):
            filled(template, data)
    else:
        assert filled(template, data) == text


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("{% if slug %}{{ slug }}{% endif %}", id="a tag"),
        pytest.param("{{ title | mySlug }}", id="the site's own filter"),
        pytest.param("{{ page.date | date: '%Q' }}", id="an unknown letter"),
        pytest.param("{{ page.date | date('yyyy QQ') }}", id="an unknown word"),
        pytest.param("{{ page.date | date }}", id="a date without a pattern"),
        pytest.param("{{ title | date: '%Y' }}", id="a date of what is none"),
        pytest.param("{{ page.date.getDay() }}", id="an unknown method"),
        pytest.param("{{ a + b }}", id="arithmetic"),
        pytest.param("{{ 'شكرا' | slugify }}", id="letters that it would spell"),
        pytest.param("{{ 'Ελλάδα' | slug }}", id="letters that the older slug would spell"),
    ],
)
def test_what_only_a_run_would_tell_is_refused(template):
    with pytest.raises(Unknown):
        filled(template, DATA)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("(data) => `/x/${data.page.fileSlug}/`", "/x/a/"),
        ("data => data.slug", "own"),
        ("({ page }) => `/${page.date.getUTCFullYear()}/`", "/2024/"),
        ("(data) => data.nothing || data.slug", "own"),
        ("(data) => data.nothing ?? `/${data.title}/`", "/Über die Größe & mehr/"),
        ("function (data) { return `/${data.slug}/`; }", "/own/"),
        ("(data) => { return `/${data.slug}/`; }", "/own/"),
        ("permalink(data) { return '/' }", "/"),
        ("(data) => `/${this.slugify(data.title)}/`", "/ueber-die-groesse-and-mehr/"),
        ("(data) => data.page.date.toISOString().slice(0, 10)", "2024-02-03"),
    ],
)
def test_a_function_of_one_expression_is_read(code, text):
    assert returned(code, DATA) == text


@pytest.mark.parametrize(
    "code",
    [
        "(data) => data.tags.map((tag) => tag.name)",
        "(data) => data.flag ? `/a/` : `/b/`",
        "(data) => { const x = 1; return `/${x}/`; }",
        "(data) => { if (data.flag) { return false; } return '/x/'; }",
        "async (data) => await address(data)",
        "(data) => data.flag && `/x/`",
        "permalinkOf",
    ],
)
def test_other_code_is_refused(code):
    with pytest.raises(Unknown):
        returned(code, DATA)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Naive.Zeit", "naive-zeit"),
        ("c++", "c"),
        ("It's Ada’s", "its-ada-s"),
        ("A–B—C…", "a-b-c"),
        ("I ♥ Rock & Roll", "i-love-rock-and-roll"),
        ("Привет, мир", "privet-mir"),
        ("Ελλάδα Ωδή Βέτα", "ellada-odi-beta"),
        ("Подъезд, старый", "podyezd-stariy"),
        ("Gro\u0308sse й", "groesse-y"),
        ("Hello 日本", "hello"),
        ("œuvre ½ €5", "uvre-e5"),
        ("Łódź İstanbul ı", "lodz-istanbul-i"),
        ("Ä Ö Ü ß", "ae-oe-ue-ss"),
        ("Crème brûlée", "creme-brulee"),
        ("a_b", "a-b"),
        ("  -x-  ", "x"),
        (2024, "2024"),
        ("", ""),
    ],
)
def test_slugify(text, slug):
    assert slugify(text) == slug


@pytest.mark.parametrize(
    "mark", ["{{", "{{ a", "{{ 'a", "}}", "{{|", "{%", "`${", "(a) => `", "{{ a | b(", "a.", "{{ {"]
)
def test_a_long_line_takes_no_long_time(mark):
    for read in (filled, returned):
        with suppress(Unknown):
            read(mark * 100_000, DATA)
