"""What short templates of Jinja say, and which of them are refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from feedtool.presets.jinja import filled
from feedtool.presets.jinja_expressions import Attachments, BrokenError, value_of
from feedtool.presets.templates import Unknown

THIS = {
    "day": date(2024, 2, 3), "time": datetime(2024, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-8))), "none": None,
    "title": "My Trip", "_id": "my_trip", "tags": ["a", "b"], "sub": {"x": "deep"},
}  # fmt: skip
NAMES = {"this": THIS, "record": {"attachments": Attachments()}}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ this.day|dateformat('yyyy/M/') }}{{ this._id }}", "2024/2/my_trip"),
        ("{{ (this.day|dateformat('YYYY/MM/dd/') if this.day) ~ this._id }}", "2024/02/03/my_trip"),
        ("{{ (this.none|dateformat('yyyy/') if this.none) ~ this._id }}", "my_trip"),
        ("{{ this.none.year if this.none else 'never' }}", "never"),
        ("{{ this.none or this.title|lower|replace(' ', '-') }}", "my-trip"),
        ("{{ this.day.strftime('%Y-%m-%d') }}-{{ this._id|replace('_', '-') }}", "2024-02-03-my-trip"),
        ("{{ this.day.year }}/{{ '%02d' % this.day.month }}", "2024/02"),
        ("{{ this.time|dateformat('yyyy-MM-dd') }} {{ this.time|datetimeformat('yyyy-MM-dd HH:mm') }}",
         "2024-12-31 2025-01-01 07:30"),
        ("{{ this.day|dateformat(\"yy 'o''clock'\") }}", "24 o'clock"),
        ("{% if this.none %}{{ this.none.year }}{% elif this.title == 'My Trip' %}so{% else %}no{% endif %}", "so"),
        ("a  {%- if not this.none -%}  b  {%- endif %}", "ab"),
        ("{% for one in this.tags %}<{{ one }}>{% endfor %}{# no #}", "<a><b>"),
        ("{% for one in this.none %}x{% else %}none{% endfor %}", "none"),
        ("{{ this['sub'].x }} {{ this.sub.y }}|{{ this.tags|join('+') }}", "deep |a+b"),
        ("{{ record.attachments.images.get('a.png')|url }}", "a.png"),
        ("{{ 'a)b' ~ (1 + 2) }}", "a)b3"),
    ],
)  # fmt: skip
def test_a_template_is_filled(template, text):
    assert filled(template, NAMES) == text


@pytest.mark.parametrize(
    "template",
    [
        "{{ site.query('/x').count() }}", "{{ this.title|mystery }}", "{{ this.day|dateformat('MMM') }}",
        "{{ this.day|dateformat('medium') }}", "{% set x = 1 %}", "{% if this.day %}", "{% endif %}", "{{ }}", "{{ ( }}",
        "{{ this.title.__class__ }}", "{{ '%9999999d' % 1 }}", "{{ this.title.format(this) }}", "{{ '../x'|url }}",
        "{{ a b }}", "{{ 'c' ~ 1 + 2 }}", "{% for x in this.title %}{% endfor %}", "{{ " + "(" * 60 + " }}",
    ],
)  # fmt: skip
def test_what_no_table_has_is_refused(template):
    with pytest.raises(Unknown):
        filled(template, NAMES)


def test_what_fails_in_jinja_fails_here():
    with pytest.raises(BrokenError):
        value_of("this.none.year", NAMES)
