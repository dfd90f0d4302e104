"""What the code of a site's own filters says, as far as it is read."""

from __future__ import annotations

import pytest

from feedtool.javascript import Script
from feedtool.presets.eleventy_filters import filters_of


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ('(d) => DateTime.fromJSDate(d, { zone: "utc" }).toFormat("yyyy/LL/dd")', "yyyy/LL/dd"),
        ("function (d) { return DateTime.fromJSDate(d).toFormat('yyyy'); }", "yyyy"),
        (
            '(d, format, zone) => DateTime.fromJSDate(d, { zone: zone || "utc" }).toFormat(format || "dd LLLL")',
            "dd LLLL",
        ),
        ("(d, format) => DateTime.fromJSDate(d, { zone: 'UTC' }).toFormat(format)", ""),
        ('(d) => moment.utc(d).format("YYYY/MM/DD")', "YYYY/MM/DD"),
        ('(d) => dayjs(d).utc().format("YYYY")', "YYYY"),
        ('(d) => d.toISOString().split("T")[0]', "%F"),
        ("d => new Date(d).toISOString().slice(0, 10)", "%F"),
        ("(d) => d.getUTCFullYear()", "%Y"),
        ("named", "yyyy"),
        ("(d) => d.toISOString()", None),
        ('(d) => moment(d).format("dd")', None),
        ('(d) => DateTime.fromJSDate(d, { zone: "Europe/Vienna" }).toFormat("dd")', None),
        ('(d) => d ? DateTime.fromJSDate(d).toFormat("yyyy") : ""', None),
        ("elsewhere", None),
    ],
)
def test_a_filter_of_dates_is_read(code, meaning):
    config = f"const named = (d) => DateTime.fromJSDate(d).toFormat('yyyy');\nc.addFilter('f', {code});"
    assert filters_of(Script(config), 3) == {"f": meaning}


@pytest.mark.parametrize(
    ("config", "version", "found"),
    [
        ("c.addFilter('slug', (s) => slugify(s, { lower: true }))", 3, {"slug": "slug"}),
        ("c.addNunjucksFilter('slugify', (s) => slugify(s))", 3, {"slugify": None}),
        ("", 3, {}),
        ("", 2, {"slugify": "slugify 1"}),
    ],
)
def test_a_filter_of_slugs_is_read(config, version, found):
    assert filters_of(Script(config), version) == found
