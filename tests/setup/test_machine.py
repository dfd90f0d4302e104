"""The machine's time zone has a name, or none."""

from __future__ import annotations

import pytest

from feedtool.setup import machine


@pytest.mark.parametrize(("variable", "link", "zone"), [
    ("Europe/Vienna", "/usr/share/zoneinfo/Asia/Tokyo", "Europe/Vienna"),
    (":Europe/Vienna", "/x", "Europe/Vienna"),
    ("", "/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
    ("", "/etc/localtime", ""),
])  # fmt: skip
def test_a_zone(monkeypatch, variable, link, zone):
    monkeypatch.setenv("TZ", variable)
    monkeypatch.setattr(machine.os.path, "realpath", lambda _: link)
    assert machine.zone() == zone
