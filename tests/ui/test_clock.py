"""Moments name the zone that they are written in."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from spbe_analytics.ui.kit import clock

WHEN = datetime(2026, 11, 24, 16, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Jakarta", "24 November 2026 23.10 WIB"),
        ("Asia/Pontianak", "24 November 2026 23.10 WIB"),
        ("Asia/Makassar", "25 November 2026 00.10 WITA"),
        ("Asia/Jayapura", "25 November 2026 01.10 WIT"),
        ("UTC", "24 November 2026 16.10 UTC"),
        ("Asia/Kolkata", "24 November 2026 21.40 UTC+05.30"),
        ("America/St_Johns", "24 November 2026 12.40 UTC−03.30"),
    ],
)
def test_a_moment_names_its_zone(monkeypatch: pytest.MonkeyPatch, zone: str, said: str) -> None:
    monkeypatch.setattr(clock, "zone", lambda: ZoneInfo(zone))
    assert clock.moment(WHEN) == said
