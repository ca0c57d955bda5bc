"""Rounding and writing of figures: half up, the Indonesian way, the same for floats and fractions."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_analytics.scoring.display import (
    format_beside,
    format_change,
    format_date,
    format_level,
    format_number,
    format_score,
    format_weight,
    is_missing,
    round_half_up,
)

HALVES = {
    "2.985": "2.99",
    "2.675": "2.68",
    "1.005": "1.01",
    "2.1545": "2.15",
    "2.1550": "2.16",
    "2.9795": "2.98",
    "0.004": "0.00",
    "0.005": "0.01",
    "3": "3.00",
    "4.995": "5.00",
    "-0.445": "-0.45",
    "-0.4449": "-0.44",
    "-2.675": "-2.68",
}

Counts = st.integers(min_value=-(10**7), max_value=10**7)


@pytest.mark.parametrize(("written", "rounded"), HALVES.items())
def test_a_half_is_rounded_away_from_zero(written: str, rounded: str) -> None:
    assert str(round_half_up(Fraction(written))) == rounded
    assert str(round_half_up(float(written))) == rounded
    assert str(round_half_up(np.float64(written))) == rounded


@pytest.mark.parametrize(("decimals", "rounded"), [(0, "2"), (1, "2.2"), (3, "2.155"), (5, "2.15450")])
def test_the_places_asked_for_are_kept(decimals: int, rounded: str) -> None:
    assert str(round_half_up(2.1545, decimals)) == rounded
    assert str(round_half_up(Fraction("2.1545"), decimals)) == rounded


@pytest.mark.parametrize("whole", [3, np.int64(3), 3.0, Fraction(3)])
def test_whole_numbers_of_any_type_round_alike(whole: int | float | Fraction) -> None:
    assert str(round_half_up(whole)) == "3.00"


@given(Counts, st.sampled_from([2000, 200, 4550, 300, 1100]))
def test_a_float_rounds_as_the_fraction_it_stands_for(count: int, parts: int) -> None:
    assert round_half_up(Fraction(count, parts)) == round_half_up(count / parts)


@given(Counts)
def test_rounding_moves_by_half_a_unit_at_the_most(count: int) -> None:
    exact = Fraction(count, 2000)
    rounded = Fraction(round_half_up(exact))
    assert abs(rounded - exact) <= Fraction("0.005")
    if abs(rounded - exact) == Fraction("0.005"):
        assert abs(rounded) > abs(exact)


@given(Counts, Counts)
def test_rounding_keeps_the_order(one: int, other: int) -> None:
    low, high = sorted((Fraction(one, 2000), Fraction(other, 2000)))
    assert round_half_up(low) <= round_half_up(high)


def test_rounding_gives_a_decimal_with_its_places() -> None:
    assert round_half_up(2).as_tuple() == Decimal("2.00").as_tuple()


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (3.12, 2, "3,12"),
        (1234, 0, "1.234"),
        (1234567.5, 1, "1.234.567,5"),
        (Fraction(2985, 1000), 2, "2,99"),
        (-1234.5, 2, "−1.234,50"),
        (0, 2, "0,00"),
        (-0.001, 2, "0,00"),
        (None, 2, "–"),
        (nan, 2, "–"),
        (np.float64("nan"), 2, "–"),
        (np.float64(12.5), 1, "12,5"),
    ],
)
def test_numbers_the_indonesian_way(value: Fraction | float | None, decimals: int, written: str) -> None:
    assert format_number(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "written"), [(Fraction(4309, 2000), "2,15"), (2.9795, "2,98"), (5, "5,00"), (None, "–")]
)
def test_a_score_has_two_decimals(value: Fraction | float | None, written: str) -> None:
    assert format_score(value) == written


@pytest.mark.parametrize(
    ("value", "written"), [(3, "3"), (3.0, "3"), (2.5, "2,50"), (Fraction(433, 100), "4,33"), (nan, "–"), (0, "0")]
)
def test_a_level_has_decimals_only_if_it_is_fractional(value: Fraction | float | None, written: str) -> None:
    assert format_level(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.08, "+0,08"), (-0.45, "−0,45"), (0, "0,00"), (0.004, "0,00"), (-0.004, "0,00"), (0.005, "+0,01"), (None, "–")],
)
def test_a_change_carries_its_sign(value: float | None, written: str) -> None:
    assert format_change(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction("12.5"), "12,5%"),
        (Fraction(13), "13%"),
        (Fraction("45.5"), "45,5%"),
        (Fraction(10, 3), "3,33%"),
        (Fraction("2.75"), "2,75%"),
        (100, "100%"),
    ],
)
def test_a_weight_is_written_without_needless_zeros(value: Fraction | int, written: str) -> None:
    assert format_weight(value) == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 23), "23 November 2026"),
        (date(2021, 12, 1), "1 Desember 2021"),
        (date(2024, 5, 9), "9 Mei 2024"),
    ],
)
def test_a_date_is_written_out(day: date, written: str) -> None:
    assert format_date(day) == written


@pytest.mark.parametrize(
    ("value", "missing"), [(None, True), (nan, True), (np.float64("nan"), True), (0, False), (0.0, False)]
)
def test_zero_is_a_value_and_not_missing(value: float | None, missing: bool) -> None:
    assert is_missing(value) is missing


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("3.4975", "3,498"),
        ("3.5", "3,50"),
        ("3.494", "3,49"),
        ("3.4999", "3,4999"),
        ("3.515", "3,52"),
        ("2.596", "2,596"),
    ],
)
def test_an_index_is_never_written_as_a_threshold_that_it_misses(value: str, written: str) -> None:
    assert format_beside(Fraction(value), (Fraction("2.6"), Fraction("3.5"))) == written
