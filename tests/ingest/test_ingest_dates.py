"""Dates as people in Indonesia write them, and what is no date."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_analytics.ingest.tables.dates import read_date
from spbe_analytics.scoring.display import MONTHS, format_date

LAST = date(2026, 12, 31)


@pytest.mark.parametrize(
    "cell",
    [
        LAST,
        datetime(2026, 12, 31, 8, 30),
        "31/12/2026",
        "31-12-2026",
        "31.12.2026",
        " 31 / 12 / 2026 ",
        "2026-12-31",
        "2026-12-31T00:00:00",
        "31 Desember 2026",
        "31 DESEMBER 2026",
        "31 Des 2026",
        "31-Des-2026",
        "Kamis, 31 Desember 2026",
    ],
)
def test_a_date_is_read(cell: object) -> None:
    assert read_date(cell) == LAST


@pytest.mark.parametrize(
    ("cell", "day"),
    [("1 nopember 2026", date(2026, 11, 1)), ("5/1/2026", date(2026, 1, 5)), ("1 Agt 2026", date(2026, 8, 1))],
)
def test_other_spellings_and_the_day_before_the_month(cell: str, day: date) -> None:
    assert read_date(cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        "", "kapan-kapan", "31/12/26", "12/31/2026", "30 Februari 2026", "2026-13-01", "Desember 2026", "31 Ma 2026",
        "1 ju 2026", 46387.0, 46387, True, "31/12/2026 atau lebih awal", "9" * 1000, "2026", "TW IV 2026",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_guessed(cell: object) -> None:
    assert read_date(cell) is None


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)))
def test_every_day_comes_back_from_each_way_of_writing_it(day: date) -> None:
    short = f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"
    for text in (format_date(day), short, day.isoformat(), f"{day.day}/{day.month}/{day.year}"):
        assert read_date(text) == day
