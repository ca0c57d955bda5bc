"""The distances of *Prioritas*."""

from fractions import Fraction

import pytest

from spbe_analytics.parts.words import headlines


@pytest.mark.parametrize(
    ("least", "most", "written"),
    [
        (Fraction(2425, 10000), Fraction(245, 1000), "0,24–0,25"),
        (Fraction(52, 100), Fraction(52, 100), "0,52"),
        (Fraction(0), Fraction(4, 1000), "kurang dari 0,01"),
        (Fraction(3, 1000), Fraction(6, 1000), "kurang dari 0,01"),
        (Fraction(6, 1000), Fraction(6, 1000), "0,01"),
        (Fraction(6, 1000), Fraction(12, 1000), "0,01"),
        (Fraction(2, 1000), Fraction(12, 1000), "paling banyak 0,02"),
        (Fraction(6, 1000), Fraction(16, 1000), "paling banyak 0,02"),
        (Fraction(241, 1000), Fraction(2549, 10000), "0,24–0,26"),  # never narrower than it is
        (Fraction(241, 1000), Fraction(2449, 10000), "0,24"),
    ],
)
def test_a_distance_is_one_figure_or_an_interval(least: Fraction, most: Fraction, written: str) -> None:
    assert headlines.distance(least, most) == written
