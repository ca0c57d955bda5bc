"""What holds for any levels under any of the instruments."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from spbe_analytics.errors import ScoringError
from spbe_analytics.instruments import Catalogue, Instrument, instruments
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring import predicates, reconstruct, score
from spbe_analytics.scoring.display import round_half_up

Levels = dict[str, Fraction]

EVERY = pytest.mark.parametrize("name", list(instruments()))
WHOLE = pytest.mark.parametrize("name", [item.id for item in instruments().values() if item.scale.whole])


def level(instrument: Instrument) -> st.SearchStrategy[Fraction]:
    """Any level of the scale."""
    unit = instrument.scale.unit
    lowest, highest = int(instrument.scale.lowest * unit), int(instrument.scale.highest * unit)
    return st.integers(lowest, highest).map(lambda count: Fraction(count, unit))


@st.composite
def every_level(draw: st.DrawFn, instrument: Instrument) -> Levels:
    """A level for each indicator."""
    count = len(instrument.indicators)
    drawn = draw(st.lists(level(instrument), min_size=count, max_size=count))
    return dict(zip(instrument.indicator_codes, drawn, strict=True))


@st.composite
def some_levels(draw: st.DrawFn, instrument: Instrument) -> tuple[Levels, set[str]]:
    """A level for each indicator, and the codes of those to be left out."""
    levels = draw(every_level(instrument))
    return levels, draw(st.sets(st.sampled_from(instrument.indicator_codes), min_size=1, max_size=6))


def naive(instrument: Instrument, levels: Levels) -> Levels:
    """Score as the regulation is written: from the leaves up, weight by weight, in fractions."""
    values = dict(levels)
    for node in reversed(instrument.nodes):
        children = instrument.children(node.code)
        if children:
            values[node.code] = sum((values[c.code] * c.weight for c in children), Fraction(0)) / node.weight
    return values


def frame(*rows: Levels) -> pd.DataFrame:
    return pd.DataFrame([{code: float(level) for code, level in row.items()} for row in rows])


def values(instrument: Instrument, levels: Levels) -> dict[str, float]:
    return {str(code): float(value) for code, value in score(instrument, frame(levels)).values.iloc[0].items()}


@EVERY
@given(st.data())
def test_values_equal_the_fractions_of_the_regulation(name: str, data: st.DataObject) -> None:
    instrument = instruments()[name]
    levels = data.draw(every_level(instrument))
    expected = naive(instrument, levels)
    assert score(instrument, frame(levels)).exact(0) == expected
    assert values(instrument, levels) == {code: float(value) for code, value in expected.items()}


@EVERY
@given(st.data())
def test_a_node_lies_between_its_least_and_greatest_child(name: str, data: st.DataObject) -> None:
    instrument = instruments()[name]
    found = values(instrument, data.draw(every_level(instrument)))
    for node in instrument.nodes:
        below = [found[child.code] for child in instrument.children(node.code)]
        if below:
            assert min(below) <= found[node.code] <= max(below)


@EVERY
@given(st.data())
def test_raising_a_level_lowers_nothing_and_raises_its_own_path(name: str, data: st.DataObject) -> None:
    instrument = instruments()[name]
    levels = data.draw(every_level(instrument))
    code = data.draw(st.sampled_from(instrument.indicator_codes))
    higher = data.draw(level(instrument))
    assume(higher > levels[code])
    before, after = values(instrument, levels), values(instrument, levels | {code: higher})
    path = {node.code for node in instrument.path(code)}
    assert {node for node in before if after[node] > before[node]} == path
    assert {node for node in before if after[node] < before[node]} == set()


@EVERY
@given(st.data())
def test_the_order_of_rows_and_columns_does_not_matter(name: str, data: st.DataObject) -> None:
    instrument = instruments()[name]
    levels = frame(*data.draw(st.lists(every_level(instrument), min_size=2, max_size=4)))
    rows = data.draw(st.permutations(list(levels.index)))
    columns = data.draw(st.permutations(list(levels.columns)))
    shuffled = score(instrument, levels.loc[rows, columns])
    pd.testing.assert_frame_equal(shuffled.values.loc[levels.index], score(instrument, levels).values, check_exact=True)
    assert list(shuffled.values.index) == rows


@EVERY
@given(st.data())
def test_other_columns_do_not_matter(name: str, data: st.DataObject) -> None:
    instrument = instruments()[name]
    levels = frame(data.draw(every_level(instrument)))
    more = levels.assign(index=5.0, A1=5.0, I999=5.0, catatan="lima")
    pd.testing.assert_frame_equal(score(instrument, more).values, score(instrument, levels).values, check_exact=True)


@EVERY
@given(st.data())
def test_a_missing_level_is_missing_up_to_the_index_and_nowhere_else(name: str, data: st.DataObject) -> None:
    instrument = instruments()[name]
    levels, absent = data.draw(some_levels(instrument))
    known = {code: level for code, level in levels.items() if code not in absent}
    as_column, as_nan = (
        score(instrument, frame(known)),
        score(instrument, frame(levels).assign(**dict.fromkeys(absent, np.nan))),
    )
    gone = {node.code for code in absent for node in instrument.path(code)}
    full = values(instrument, levels)
    for scores in (as_column, as_nan):
        row = scores.values.iloc[0]
        assert {code for code in instrument.codes if np.isnan(row[code])} == gone
        assert {code: row[code] for code in full if code not in gone} == {
            c: v for c, v in full.items() if c not in gone
        }
        assert set(scores.exact(0)) == set(instrument.codes) - gone
        assert scores.predicates.isna().tolist() == [True]
        for code in instrument.codes:
            leaves = {leaf.code for leaf in instrument.leaves(code)}
            assert (scores.answered[code].iloc[0], scores.of[code]) == (len(leaves - absent), len(leaves))


@EVERY
@given(st.data())
def test_bounds_contain_every_completion_and_are_reached(name: str, data: st.DataObject) -> None:
    instrument = instruments()[name]
    levels, absent = data.draw(some_levels(instrument))
    partial = score(instrument, frame({code: level for code, level in levels.items() if code not in absent}))
    lower, upper = partial.lower.iloc[0].to_dict(), partial.upper.iloc[0].to_dict()
    found = values(instrument, levels)
    for code in instrument.codes:
        assert lower[code] <= found[code] <= upper[code]
    assert lower == values(instrument, levels | dict.fromkeys(absent, instrument.scale.lowest))
    assert upper == values(instrument, levels | dict.fromkeys(absent, instrument.scale.highest))


@EVERY
@given(st.data())
def test_where_nothing_is_missing_bounds_are_the_value(name: str, data: st.DataObject) -> None:
    instrument = instruments()[name]
    scores = score(instrument, frame(data.draw(every_level(instrument))))
    pd.testing.assert_frame_equal(scores.lower, scores.values, check_exact=True)
    pd.testing.assert_frame_equal(scores.upper, scores.values, check_exact=True)


@EVERY
@given(st.data())
def test_a_predicate_of_the_float_is_that_of_the_fraction(name: str, data: st.DataObject) -> None:
    instrument = instruments()[name]
    scores = score(instrument, frame(data.draw(every_level(instrument))))
    assert scores.predicates.tolist() == [instrument.predicate(scores.exact(0)[INDEX_NODE]).name]


@EVERY
def test_equal_levels_give_that_level_everywhere(name: str) -> None:
    instrument = instruments()[name]
    for whole in range(int(instrument.scale.lowest), int(instrument.scale.highest) + 1):
        same = dict.fromkeys(instrument.indicator_codes, Fraction(whole))
        assert set(values(instrument, same).values()) == {float(whole)}
    assert score(instrument, frame(same)).predicates.tolist() == ["Memuaskan"]


@pytest.mark.parametrize(
    ("name", "base", "raised", "edge", "below"),
    [
        # One level above the base on nodes that weigh 60, 50 and 50 percent together.
        ("spbe-59-2020", 2, {"D4": 3, "A6": 3, "A2": 3}, ("2.6", "Baik"), "Cukup"),
        ("spbe-5-2018", 3, {"A6": 4, "A1": 4, "A3": 4}, ("3.5", "Sangat Baik"), "Baik"),
        ("pemdi-8-2026", 2, {"A1": 3, "A3": 3, "A7": 3}, ("2.5", "Baik"), "Cukup"),
    ],
)
def test_an_index_exactly_on_an_edge_belongs_above_it(
    name: str, base: int, raised: dict[str, int], edge: tuple[str, str], below: str
) -> None:
    instrument = instruments()[name]
    levels = dict.fromkeys(instrument.indicator_codes, Fraction(base))
    for code, level in raised.items():
        levels |= dict.fromkeys((leaf.code for leaf in instrument.leaves(code)), Fraction(level))
    one_less = levels | {instrument.leaves(next(iter(raised)))[0].code: Fraction(base)}
    scores = score(instrument, frame(levels, one_less))
    assert scores.exact(0)[INDEX_NODE] == Fraction(edge[0])
    assert scores.values[INDEX_NODE].iloc[0] >= float(edge[0])
    assert scores.predicates.tolist() == [edge[1], below]


@EVERY
def test_the_nearest_floats_around_an_edge_are_told_apart(name: str) -> None:
    instrument = instruments()[name]
    for before, predicate in zip(instrument.predicates, instrument.predicates[1:], strict=False):
        edge = float(predicate.lower)
        series = pd.Series([np.nextafter(edge, 0), edge, np.nextafter(edge, 9), np.nan])
        assert predicates(instrument, series).tolist()[:3] == [before.name, predicate.name, predicate.name]
        assert predicates(instrument, series).isna().tolist() == [False, False, False, True]


@WHOLE
@given(st.data())
def test_reconstruction_of_the_printed_domains_contains_the_truth(name: str, data: st.DataObject) -> None:
    instrument = instruments()[name]
    levels = data.draw(every_level(instrument))
    exact = naive(instrument, levels)
    pillars = {pillar.code: Fraction(round_half_up(exact[pillar.code])) for pillar in instrument.pillars}
    found = reconstruct(instrument, pillars | {INDEX_NODE: Fraction(round_half_up(exact[INDEX_NODE]))})
    assert exact[INDEX_NODE] in found.indices
    truth = [
        solution
        for index, solution in found.solutions
        if index == exact[INDEX_NODE]
        and all(part.total == sum(levels[c] for c in part.indicators) for part in solution)
    ]
    assert len(truth) == 1
    assert sorted(code for part in truth[0] for code in part.indicators) == sorted(instrument.indicator_codes)


def test_many_assessments_keep_their_keys(catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    keys = pd.MultiIndex.from_tuples(
        [("73.22", 2024, "final"), ("11", 2021, "mandiri")], names=["region", "year", "stage"]
    )
    levels = pd.DataFrame(3.0, index=keys, columns=list(instrument.indicator_codes))
    levels.iloc[1, 0] = 4.0
    scores = score(instrument, levels)
    assert scores.values.index.equals(keys)
    assert scores.exact(("11", 2021, "mandiri"))["D1"] == Fraction(31, 10)
    assert scores.exact(("73.22", 2024, "final"))["D1"] == 3


def test_whole_levels_of_any_number_type_are_scored(catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    levels = pd.DataFrame([dict.fromkeys(instrument.indicator_codes, 3)], dtype="Int64")
    levels.loc[0, "I1"] = pd.NA
    scores = score(instrument, levels)
    assert scores.values["D2"].tolist() == [3.0]
    assert scores.values["D1"].isna().tolist() == [True]


def test_no_assessment_gives_no_score(catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    scores = score(instrument, pd.DataFrame(columns=list(instrument.indicator_codes), dtype=float))
    assert scores.values.shape == (0, len(instrument.codes))
    assert scores.predicates.empty


def test_scoring_leaves_the_levels_as_they_were(catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    levels = pd.DataFrame([dict.fromkeys(instrument.indicator_codes[1:], 3.0)])
    before = levels.copy()
    assert np.isnan(score(instrument, levels).values[INDEX_NODE].iloc[0])
    pd.testing.assert_frame_equal(levels, before)


def test_an_indicator_given_twice_is_refused(catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    levels = pd.DataFrame([dict.fromkeys(instrument.indicator_codes, 3.0)])
    with pytest.raises((ScoringError, ValueError)):
        score(instrument, pd.concat([levels, levels[["I1"]]], axis=1))


def test_exact_agrees_with_values_even_for_a_level_off_the_scale(catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    scores = score(instrument, pd.DataFrame([dict.fromkeys(instrument.indicator_codes, 3.0) | {"I1": 3.03}]))
    assert float(scores.exact(0)[INDEX_NODE]) == pytest.approx(scores.values[INDEX_NODE].iloc[0], abs=1e-12)
