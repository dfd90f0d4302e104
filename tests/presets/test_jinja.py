"""What templates of Lektor's may ask for, what is told instead of guessed, and that none can do more than make text."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta, timezone

import pytest

from feedtool.presets.lektor_templates import UNTOLD, Attachments, BrokenError, filled
from feedtool.presets.templates import Unknown

THIS = {
    "day": date(2024, 2, 3), "time": datetime(2024, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-8))), "none": None,
    "title": "My Trip", "_id": "my_trip", "tags": ["a", "b"], "sub": {"x": "deep"}, "url_path": UNTOLD,
    "long": "x" * 100_000, "many": ["x"] * 100,
}  # fmt: skip
NAMES = {"this": THIS, "record": {"attachments": Attachments()}}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ this.day|dateformat('yyyy/M/') }}{{ this._id }}", "2024/2/my_trip"),
        ("{{ (this.day|dateformat('YYYY/MM/dd/') if this.day) ~ this._id }}", "2024/02/03/my_trip"),
        ("{{ (this.none|dateformat('yyyy/') if this.none) ~ this._id }}", "my_trip"),
        ("{{ this.none|dateformat('yyyy') }}/{{ this.of_another_model }}", "/"),
        ("{{ this.time|dateformat('yyyy-MM-dd') }} {{ this.time|datetimeformat('yyyy-MM-dd HH:mm') }}",
         "2024-12-31 2025-01-01 07:30"),
        ("{{ this.day|dateformat(\"yy 'o''clock'\") }}", "24 o'clock"),
        ("{{ this.day.strftime('%Y-%m-%d') }} {{ '%02d' % this.day.month }}{{ this.day.hour }}", "2024-02-03 02"),
        ("{{ '%04d/%02d' % (this.day.year, this.day.month) }}/{{ this.day.year // 100 }}", "2024/02/20"),
        ("{{ this._id.replace('_', '-')|replace('my', 'a') }}", "a-trip"),
        ("{% for one in this.tags %}{{ one }}{% if not loop.last %}, {% endif %}{% endfor %}", "a, b"),
        ("{% for one in this.none %}x{% else %}none{% endfor %}", "none"),
        ("{{ this['sub'].x }}{{ this.sub.y }}|{{ this.tags|join('+') }}", "deep|a+b"),
        ("{{ record.attachments.images.get('a.png')|url }}", "a.png"),
    ],
)  # fmt: skip
def test_a_template_is_filled(template, text):
    assert filled(template, NAMES) == text


@pytest.mark.parametrize(
    "template",
    [
        "{{ site.query('/x').count() }}", "{% if bag('x') %}{% endif %}", "{{ this.url_path }}", "{{ this.title|mystery }}",
        "{{ this.day|dateformat('MMM') }}", "{{ this.day|dateformat }}", "{{ '../x'|url }}", "{{ this.title.lower }}",
        "{{ record.attachments }}", "{{ record.attachments.images.first() }}", "{{ this }}", "{% set x = 1 %}",
        "{% if this.day %}", "{% include 'x.html' %}", "{% extends 'x.html' %}", "{% from 'x.html' import y %}",
    ],
)  # fmt: skip
def test_what_nobody_knows_is_told(template):
    with pytest.raises(Unknown):
        filled(template, NAMES)


@pytest.mark.parametrize(
    "template",
    [
        "{{ this.title.__class__ }}", "{{ this['title']['__class__'] }}", "{{ this.title|attr('__class__') }}",
        "{{ this.title.format(this) }}", "{{ this.day.today() }}", "{{ this.sub.update({'x': 1}) }}{{ this.sub.clear() }}",
        "{{ self.__init__ }}", "{{ ''.join.__globals__ }}", "{{ range(9) }}", "{{ lipsum() }}",
    ],
)  # fmt: skip
def test_a_template_reaches_nothing_of_python(template):
    with pytest.raises((Unknown, BrokenError)):
        filled(template, NAMES)
    assert THIS["sub"] == {"x": "deep"}


LOOPS = "{% for a in this.many %}" * 8 + "{% endfor %}" * 8


@pytest.mark.parametrize(
    "template",
    [
        LOOPS, "{{ 9 ** 9 ** 9 ** 9 }}", "{{ 'x' * 999999999999 }}", "{{ '%999999999d' % 1 }}", "{{ 'x'|center(999999999) }}",
        "{{ 'x'.ljust(999999999) }}", "{{ this.long|replace('x', this.long) }}", "{{ this.long.replace('', this.long) }}",
        "{{ 'x'" + "|replace('x', 'xxxxxxxxxx')" * 99 + "}}", "{{ this.long|join(this.long) }}",
        "{% for a in this.many %}{{ this.long }}{% endfor %}", "{% for a in this.tags recursive %}{{ loop(this.tags) }}{% endfor %}",
        "{% macro a() %}{{ a() }}{{ a() }}{% endmacro %}{{ a() }}", "{{ " + "(" * 100_000 + " }}", "{{ " + "-" * 100_000 + "1 }}",
    ],
)  # fmt: skip
def test_a_template_ends_soon(template):
    begun = time.monotonic()
    with pytest.raises(Unknown):
        filled(template, NAMES)
    assert time.monotonic() - begun < 5


def test_what_fails_in_lektor_fails_here():
    with pytest.raises(BrokenError):
        filled("{{ this.none.year }}", NAMES)
