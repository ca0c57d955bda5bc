"""Faults of other tools, each shown not to be one of ours."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring import predicates, score
from spbe_analytics.scoring.display import format_score

NEW = "spbe-59-2020"


def levels_by_domain(catalogue: Catalogue, **levels: float) -> pd.DataFrame:
    """One assessment whose indicators all have the level of their domain."""
    instrument = catalogue[NEW]
    return pd.DataFrame([{leaf.code: level for code, level in levels.items() for leaf in instrument.leaves(code)}])


def test_the_index_is_not_the_plain_average_of_the_domains(catalogue: Catalogue) -> None:
    scores = score(catalogue[NEW], levels_by_domain(catalogue, D1=5, D2=5, D3=5, D4=1))
    assert scores.exact(0)[INDEX_NODE] == Fraction("3.18")
    assert scores.values[["D1", "D2", "D3", "D4"]].mean(axis=1).iloc[0] == 4.0


def test_a_domain_is_not_the_plain_average_of_its_indicators(catalogue: Catalogue) -> None:
    levels = levels_by_domain(catalogue, D1=3, D2=3, D3=3, A7=5, A8=1)
    scores = score(catalogue[NEW], levels)
    services = [leaf.code for leaf in catalogue[NEW].leaves("D4")]
    assert scores.exact(0)["D4"] == (5 * Fraction("27.5") + 18) / Fraction("45.5")
    assert levels[services].mean(axis=1).iloc[0] == 3.5


@pytest.mark.parametrize(
    ("code", "weight"), [("A1", "13"), ("A7", "27.5"), ("I1", "1.3"), ("I32", "2.75"), ("I41", "2.75")]
)
def test_no_weight_slipped_by_a_decimal_or_a_level_of_the_tree(catalogue: Catalogue, code: str, weight: str) -> None:
    assert catalogue[NEW].node(code).weight == Fraction(weight)


@pytest.mark.parametrize(
    ("index", "pemdi", "spbe"),
    [(1.6, "Cukup", "Kurang"), (2.5, "Baik", "Cukup"), (2.55, "Baik", "Cukup"), (4.1, "Memuaskan", "Sangat Baik")],
)
def test_each_instrument_has_its_own_cut_offs(catalogue: Catalogue, index: float, pemdi: str, spbe: str) -> None:
    series = pd.Series([index])
    assert predicates(catalogue["pemdi-8-2026"], series).tolist() == [pemdi]
    assert predicates(catalogue[NEW], series).tolist() == [spbe]


def test_cut_offs_have_no_holes(catalogue: Catalogue) -> None:
    inside = pd.Series([1.49, 1.495, 1.499, 1.4999999, 1.5])
    assert predicates(catalogue["pemdi-8-2026"], inside).tolist() == ["Kurang"] * 4 + ["Cukup"]
    for instrument in catalogue.values():
        dense = pd.Series(np.linspace(float(instrument.scale.lowest), float(instrument.scale.highest), 4001))
        named = predicates(instrument, dense)
        assert not named.isna().any()
        assert list(dict.fromkeys(named)) == [predicate.name for predicate in instrument.predicates]


def test_nothing_answered_is_missing_and_not_zero(catalogue: Catalogue) -> None:
    for instrument in catalogue.values():
        scores = score(instrument, pd.DataFrame(index=[0]))
        assert scores.values.isna().to_numpy().all()
        assert scores.predicates.isna().all()
        assert (scores.exact(0), scores.answered.to_numpy().sum()) == ({}, 0)
        assert scores.lower[INDEX_NODE].tolist() == [float(instrument.scale.lowest)]
        assert scores.upper[INDEX_NODE].tolist() == [float(instrument.scale.highest)]


def test_two_indices_that_print_alike_are_still_told_apart(catalogue: Catalogue) -> None:
    three = dict.fromkeys(catalogue[NEW].indicator_codes, 3.0)
    one, two = three | {"I32": 4.0, "I42": 2.0}, three
    scores = score(catalogue[NEW], pd.DataFrame([one, two]))
    first, second = scores.values[INDEX_NODE]
    assert format_score(first) == format_score(second) == "3,00"
    assert first < second


def test_equal_rationals_are_equal_floats_whatever_levels_they_come_from(catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-5-2018"]
    base = dict.fromkeys(instrument.indicator_codes, 3.0)
    ways = [base | {code: 4.0} for code in instrument.indicator_codes[-6:]]
    scores = score(instrument, pd.DataFrame(ways))
    assert scores.exact(0)[INDEX_NODE] == Fraction(3) + Fraction(1, 30)
    assert scores.values[INDEX_NODE].nunique() == 1
