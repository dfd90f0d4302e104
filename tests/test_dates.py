"""A date is read right, or refused: never guessed, never filled in."""

from __future__ import annotations

import contextlib
import itertools
import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedtool import dates
from feedtool.loader import frontmatter
from tests.conftest import CASES

ROWS = json.loads((CASES / "dates.json").read_text(encoding="utf-8"))


def result(row: dict[str, Any], order: str = "") -> str:
    """What comes out for a row: an instant, a day, or "refused"."""
    zone = ZoneInfo(row.get("default_tz") or "UTC")
    rules = dates.Rules(zone=zone, order=order, language=row.get("lang") or "en")
    value, via = row["text"], row["via"]
    try:
        if via in {"yaml", "toml"}:  # it stands unquoted in a front matter, and that has its own say
            value = in_front_matter(value, via)
        if isinstance(value, dict):
            value = value["created"]
        moment = dates.read(value, rules, via=via)
    except (dates.Refused, frontmatter.SourceError):
        return "refused"
    if moment.day_only:
        return moment.instant.astimezone(zone).date().isoformat()
    return shown(moment.instant)


def in_front_matter(text: str, via: str) -> Any:
    fence, sign = ("---", ":") if via == "yaml" else ("+++", " =")
    return frontmatter.split(f"{fence}\ndate{sign} {text}\n{fence}\n").metadata.get("date")


def shown(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def alike(got: str, wanted: str) -> bool:
    if wanted in {"invalid", "ambiguous"}:
        return got == "refused"
    if wanted.endswith("Z") and got.endswith("Z"):
        return datetime.fromisoformat(got) == datetime.fromisoformat(wanted)
    return got == wanted


def is_right(row: dict[str, Any]) -> bool:
    got = result(row)
    return any(alike(got, wanted) for wanted in [row["expect"], *(row.get("alt") or [])])


@pytest.mark.parametrize("row", [row for row in ROWS if row["tier"] == "must"], ids=lambda row: repr(row["text"]))
def test_every_common_form_is_right(row):
    assert is_right(row), (result(row), row["expect"])


def test_nearly_every_rarer_form_is_right():
    rows = [row for row in ROWS if row["tier"] == "should"]
    wrong = [(row["text"], result(row)) for row in rows if not is_right(row)]
    assert len(wrong) <= 0.05 * len(rows), wrong


def test_nothing_is_silently_wrong():
    assert [(row["text"], result(row)) for row in ROWS if not is_right(row) and result(row) != "refused"] == []


@pytest.mark.parametrize("order", ["dmy", "mdy", "ymd"])
def test_a_date_order_gives_one_of_the_readings_or_none(order):
    several = [row for row in ROWS if row["expect"] == "ambiguous" and row.get("readings")]
    for row in several:
        assert result(row, order) in {*row["readings"], "refused"}, row["text"]


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("01/02/2026", "dmy", date(2026, 2, 1)), ("01/02/2026", "mdy", date(2026, 1, 2)),
        ("10-11-12", "dmy", date(2012, 11, 10)), ("10-11-12", "ymd", date(2010, 11, 12)),
    ],
)  # fmt: skip
def test_a_date_order_settles_what_has_several_readings(text, order, day):
    assert dates.read(text, dates.Rules(order=order)).instant.date() == day


@pytest.mark.parametrize("text", ["10:00-11:00 2 Jan 2024", "2 Jan 2024 10:00-11:00", "1402/10/12", "12 Oct 1402"])
def test_what_only_looks_like_a_date_is_refused(text):
    with pytest.raises(dates.Refused):
        dates.read(text)


@pytest.mark.parametrize("zone", ["", "Z", "+01:00", " -0530"])
def test_a_time_of_iso_8601_is_read_or_refused(zone):
    for hour, minute, second in itertools.product(
        (0, 23, 24, 25), (0, 1, 59, 60, 61), ("", ":00", ":01", ":60", ":60.5")
    ):
        text = f"2024-01-05T{hour:02}:{minute:02}{second}{zone}"
        with contextlib.suppress(dates.Refused):
            dates.read(text)
            is_midnight = (hour, minute) == (24, 0) and second in {"", ":00"} and zone
            assert is_midnight or (hour < 24 and minute < 60), text


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "America/New_York", "UTC", "Europe/Vienna", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    "text", ["9999-12-31", "9999-12-31 23:59:59", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-12:00"]
)
def test_the_last_day_of_all_can_be_written_in_every_zone(text, zone):
    instant = dates.read(text, dates.Rules(zone=ZoneInfo(zone))).instant
    for name in ("Etc/GMT+12", zone, "Pacific/Kiritimati"):
        assert instant.astimezone(ZoneInfo(name)).year == 9999


def test_a_refusal_shows_both_readings_and_the_key_that_settles_it():
    with pytest.raises(dates.Refused) as why:
        dates.read("01/02/2026")
    assert why.value.readings == ("2026-01-02", "2026-02-01")
    assert "2026-01-02 or 2026-02-01" in why.value.remedy
    assert "date_order" in why.value.remedy


@pytest.mark.parametrize(
    ("text", "zone", "instant"),
    [
        pytest.param("2018-07-01 10:00:00 BST", "Europe/London", "2018-07-01T09:00:00Z", id="London's BST"),
        pytest.param("2018-07-01 10:00:00 IST", "Asia/Kolkata", "2018-07-01T04:30:00Z", id="India's IST"),
        pytest.param("2018-01-01 10:00:00 CST", "Asia/Shanghai", "2018-01-01T02:00:00Z", id="China's CST"),
        pytest.param("2021-03-28 02:30", "Europe/Berlin", "2021-03-28T01:30:00Z", id="the hour that spring leaves out"),
        pytest.param("2021-10-31 02:30", "Europe/Berlin", "2021-10-31T00:30:00Z", id="the hour that autumn has twice"),
        pytest.param("2018-07-01 10:00", "Europe/Vienna", "2018-07-01T08:00:00Z", id="no zone: the site's"),
    ],
)
def test_the_site_s_zone_decides(text, zone, instant):
    assert shown(dates.read(text, dates.Rules(zone=ZoneInfo(zone))).instant) == instant


def test_a_date_without_a_time_gets_the_site_s_default_time():
    rules = dates.Rules(zone=ZoneInfo("Europe/Vienna"), default_time=time(9))
    assert shown(dates.read("2024-05-01", rules).instant) == "2024-05-01T07:00:00Z"


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        pytest.param("5 listopada 2020", "hr", date(2020, 10, 5), id="October in Croatian"),
        pytest.param("5 listopadu 2020", "cs", date(2020, 11, 5), id="November in Czech"),
        pytest.param("5 listopada 2020", "pl", date(2020, 11, 5), id="November in Polish"),
        pytest.param("5 listopada 2020", "en", None, id="refused where nobody says which"),
        pytest.param("mar 5 2024", "fr", date(2024, 3, 5), id="a month, though also a Tuesday"),
        pytest.param("mar. 5 mars 2024", "fr", date(2024, 3, 5), id="a Tuesday, though also a month"),
    ],
)
def test_a_month_s_name_is_read_in_the_site_s_language(text, language, day):
    try:
        got = dates.read(text, dates.Rules(language=language)).instant.date()
    except dates.Refused:
        got = None
    assert got == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2026-11-24-title.md", date(2026, 11, 24)),
        ("2020/01/02/2021-03-04-title.md", date(2021, 3, 4)),
        ("2020/1/2/title.md", date(2020, 1, 2)),
        ("20260102-title.md", date(2026, 1, 2)),
        ("2020/12/title.md", None),
        ("version-1.2.3.md", None),
        ("12345678-title.txt.md", "refused"),
        ("2021-02-30-title.md", "refused"),
    ],
)
def test_a_path_gives_a_full_date_or_none(path, day):
    try:
        moment = dates.in_path(path)
    except dates.Refused:
        assert day == "refused"
    else:
        assert (moment.instant.date() if moment else None) == day


def aware_or_refused(value):
    try:
        return dates.read(value).instant.tzinfo is not None
    except dates.Refused as why:
        return bool(why.expected and why.remedy)


@given(st.text(max_size=40))
def test_any_text_is_an_aware_instant_or_a_refusal(text):
    assert aware_or_refused(text)


@given(st.one_of(st.integers(), st.floats(), st.booleans(), st.none(), st.lists(st.integers()), st.binary()))
def test_any_value_is_an_aware_instant_or_a_refusal(value):
    assert aware_or_refused(value)


WRITTEN = (
    "%Y-%m-%d %H:%M:%S %z",
    "%d %B %Y %H:%M:%S %z",
    "%B %d, %Y %H:%M:%S %z",
    "%a, %d %b %Y %H:%M:%S %z",
    "%Y/%m/%d %H:%M:%S %z",
)


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)),
    st.sampled_from(WRITTEN),
    st.integers(-12 * 60, 14 * 60),
)
def test_what_is_written_in_full_comes_back(instant, pattern, offset):
    instant = instant.replace(microsecond=0)
    local = instant.astimezone(ZoneInfo("UTC")).astimezone(datetime.now(UTC).tzinfo)
    local = (local + timedelta(minutes=offset)).replace(tzinfo=None)
    sign, minutes = "-" if offset < 0 else "+", abs(offset)
    text = local.strftime(pattern.replace("%z", f"{sign}{minutes // 60:02}{minutes % 60:02}"))
    assert dates.read(text).instant == instant


@given(st.dates(date(1583, 1, 1), date(9998, 12, 31)), st.sampled_from(["UTC", "Asia/Tokyo", "America/New_York"]))
def test_the_clock_has_no_say(day, zone):
    rules = dates.Rules(zone=ZoneInfo(zone))
    moment = dates.read(day.isoformat(), rules)
    assert moment == dates.Moment(datetime.combine(day, time(), ZoneInfo(zone)), day_only=True)
