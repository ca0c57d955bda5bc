"""Draws of ranks: what they start from, what a step does, and what more steps can never do."""

from dataclasses import replace
from itertools import combinations, product
from statistics import mean

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spbe_analytics.analysis.certainty.bands import rank_bands
from spbe_analytics.analysis.certainty.draws import simulate
from spbe_analytics.analysis.certainty.start import Start, judged, start, unit_of
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing.ranking import competition_ranks, rank
from spbe_analytics.errors import AnalysisError
from spbe_analytics.instruments import Catalogue
from tests.analysis.test_assess import given as given_levels

OLD, NOW, NEW = "spbe-5-2018", "spbe-59-2020", "pemdi-8-2026"


def group_of(snapshot: Snapshot, *, year: int = 2024, kind: str | None = "kota") -> tuple[pd.DataFrame, Start]:
    ranked = rank(snapshot.standings, year=year, stage="final", kind=kind)
    return ranked, start(snapshot.assessed(NOW), ranked, year=year, stage="final")


def small(*indices: int, widths: tuple[int, ...] = (), weights: tuple[int, ...] = (2, 3, 5)) -> Start:
    """A group on a scale of 100 units a point, every indicator free to move."""
    low = np.array(indices, dtype=np.int64)
    moves = np.tile(np.array(weights, dtype=np.int64), (len(indices), 1))
    return Start(
        regions=tuple(f"r{place}" for place in range(len(indices))),
        unit=100,
        bottom=100,
        top=500,
        low=low,
        high=low + (widths or 0),
        rise=moves,
        fall=moves,
        from_=np.full(len(indices), 260),
        below=np.full(len(indices), 350),
        known=np.zeros(len(indices), dtype=np.int64),
    )


@pytest.mark.parametrize(("name", "unit"), [(OLD, 600), (NOW, 2000), (NEW, 10_000)])
def test_every_index_exact_or_printed_is_a_whole_number_of_units(catalogue: Catalogue, name: str, unit: int) -> None:
    assert unit_of(catalogue[name]) == unit


def test_levels_that_other_agencies_give_are_not_judged(catalogue: Catalogue) -> None:
    instrument = catalogue[NEW]
    left_out = set(instrument.indicator_codes) - {leaf.code for leaf in judged(instrument)}
    assert left_out == {"I5", "I6", "I7", "I18"}
    assert len(judged(catalogue[NOW])) == len(catalogue[NOW].indicators)


def test_known_levels_say_what_a_step_does(published: Snapshot, catalogue: Catalogue) -> None:
    ranked, begin = group_of(published)
    at = ranked["region"].tolist().index("18.71")
    levels = published.scores(NOW).loc[("18.71", 2024, "final"), list(catalogue[NOW].indicator_codes)].to_numpy()
    weights = np.array([int(leaf.weight * 20) for leaf in catalogue[NOW].indicators])
    assert begin.known[at] == len(levels)
    assert begin.rise[at].tolist() == np.where(levels < 5, weights, 0).tolist()
    assert begin.fall[at].tolist() == np.where(levels > 1, weights, 0).tolist()
    assert begin.low[at] == begin.high[at] == int(levels @ weights)


def test_printed_figures_tell_of_the_ends_of_the_scale_only_where_all_stand_there(
    published: Snapshot, catalogue: Catalogue
) -> None:
    ranked, begin = group_of(published, kind="kabupaten")
    at = ranked["region"].tolist().index("12.25")  # Nias Barat prints 1,00 in domains 1 and 3
    codes = [leaf.code for leaf in judged(catalogue[NOW])]
    still = {code for code, fall in zip(codes, begin.fall[at], strict=True) if fall == 0}
    assert still == {leaf.code for pillar in ("D1", "D3") for leaf in catalogue[NOW].leaves(pillar)}
    assert (begin.rise[at] > 0).all()
    assert begin.known[at] == 0


def test_a_group_of_another_instrument_is_refused(published: Snapshot) -> None:
    ranked = rank(published.standings, year=2020, stage="final")
    with pytest.raises(AnalysisError, match="dua instrumen"):
        start(published.assessed(NOW), ranked, year=2020, stage="final")
    with pytest.raises(AnalysisError, match="Tidak ada daerah"):
        start(published.assessed(NOW), ranked.iloc[:0], year=2020, stage="final")


@pytest.mark.parametrize("steps", [-1, 4])
def test_no_more_indicators_than_there_are(steps: int) -> None:
    with pytest.raises(AnalysisError, match="antara 0 dan 3"):
        simulate(small(300, 310), steps)


@pytest.mark.parametrize("kind", ["provinsi", "kabupaten", "kota"])
def test_no_steps_give_the_present_rank_and_the_bounds_of_the_index(published: Snapshot, kind: str) -> None:
    ranked, begin = group_of(published, kind=kind)
    found = simulate(begin, 0, draws=50)
    assert found["region"].tolist() == ranked["region"].tolist()
    assert found["rank_low"].tolist() == found["rank_high"].tolist() == ranked["rank"].tolist()
    assert found["index_low"].to_numpy() == pytest.approx(ranked["low"].to_numpy(), abs=1e-9)
    assert found["index_high"].to_numpy() == pytest.approx(ranked["high"].to_numpy(), abs=1e-9)
    assert (found["may_hold"] == 1).all()


@settings(max_examples=15)
@given(
    st.lists(st.tuples(st.integers(250, 270), st.integers(0, 6)), min_size=1, max_size=12), st.integers(0, 2**31 - 1)
)
def test_no_steps_give_the_present_rank_of_any_group(bounds: list[tuple[int, int]], seed: int) -> None:
    begin = small(*(low for low, _ in bounds), widths=tuple(width for _, width in bounds))
    found = simulate(begin, 0, seed=seed, draws=3)
    now = competition_ranks(pd.Series(begin.low.astype(float)), pd.Series(begin.high.astype(float)))
    assert found["rank_low"].tolist() == found["rank_high"].tolist() == now.tolist()


def test_equal_indices_share_the_rank() -> None:
    found = simulate(small(300, 300, 290), 0, draws=10)
    assert found["rank_low"].tolist() == found["rank_high"].tolist() == [1, 1, 3]
    assert found["first"].tolist() == [1, 1, 0]


def test_the_same_seed_gives_the_same_result_and_another_one_another(published: Snapshot) -> None:
    _, begin = group_of(published)
    first, again, other = (simulate(begin, 3, seed=seed, draws=500) for seed in (7, 7, 8))
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)


def test_the_draws_follow_the_law_that_counting_all_steps_gives() -> None:
    begin = small(300, 300, weights=(2, 3, 5))
    moves = [
        sum(sign * weight for sign, weight in zip(signs, chosen, strict=True))
        for chosen in combinations((2, 3, 5), 2)
        for signs in product((1, -1), repeat=2)
    ]
    draws = 40_000
    found = simulate(begin, 2, draws=draws)
    wins = mean(one >= other for one in moves for other in moves)
    assert found["first"].tolist() == pytest.approx([wins, wins], abs=0.02)
    assert found[["index_low", "index_high"]].iloc[0].tolist() == [2.92, 3.08]


def test_a_step_stays_where_the_scale_ends() -> None:
    top = small(500, weights=(4, 4))
    found = simulate(replace(top, rise=top.rise * 0), 2, draws=100)
    assert found["index_high"].tolist() == [5.0]
    assert found["index_low"].tolist() == [4.92]
    assert simulate(top, 2, draws=100)["index_high"].tolist() == [5.0]


def test_the_chance_to_keep_the_predicate_is_counted() -> None:
    found = simulate(small(260, 349, 262, weights=(2,)), 1, draws=100)
    assert found["hold"].tolist() == [0.5, 0.5, 1.0]  # the edge belongs to the predicate, the next edge does not
    wide = simulate(small(258, widths=(3,), weights=(1,)), 1, draws=100)
    assert wide[["hold", "may_hold"]].iloc[0].tolist() == [0.0, 1.0]
    nameless = replace(small(300), from_=np.zeros(1, dtype=np.int64), below=np.zeros(1, dtype=np.int64))
    assert simulate(nameless, 1, draws=10)[["hold", "may_hold"]].isna().all(axis=None)


def test_more_steps_do_not_narrow_the_index_on_average(published: Snapshot) -> None:
    _, begin = group_of(published, kind=None)
    widths = []
    for steps in range(11):
        found = simulate(begin, steps, draws=100)
        widths.append(float((found["index_high"] - found["index_low"]).mean()))
    assert widths == sorted(widths)
    assert widths[1] < widths[10]


def test_a_rank_hardly_ever_leaves_what_the_draws_allow(published: Snapshot) -> None:
    ranked, begin = group_of(published, kind="kabupaten")
    found = simulate(begin, 3, draws=2000)
    assert (found["rank_low"] <= found["rank_high"]).all()
    assert found["rank_low"].min() == 1
    assert found["rank_high"].max() <= len(ranked)
    inside = (found["rank_low"] <= ranked["rank"]) & (ranked["rank"] <= found["rank_high"])
    assert inside.mean() > 0.98
    wider = found["rank_high"] - found["rank_low"]
    bands = rank_bands(ranked["low"], ranked["high"])
    assert wider.sum() > (bands["worst"] - bands["best"]).sum()


def test_a_fractional_level_moves_a_whole_step_or_to_the_end_of_its_scale(catalogue: Catalogue) -> None:
    instrument = catalogue[NEW]
    levels = dict.fromkeys(instrument.indicator_codes, 3.0) | {"I1": 4.6, "I2": 1.25, "I5": 2.0}
    assessed = given_levels(instrument, levels, {})
    index = sum(float(leaf.weight) * levels[leaf.code] for leaf in instrument.indicators) / 100
    row = {"region": "73.22", "instrument": NEW, "low": index, "high": index, "predicate": "Baik"}
    begin = start(assessed, pd.DataFrame([row]), year=2024, stage="final")
    unit = unit_of(instrument)
    codes = [leaf.code for leaf in judged(instrument)]
    weight = int(instrument.node("I1").weight) * unit // 100
    first, second, third = (codes.index(code) for code in ("I1", "I2", "I3"))
    assert "I5" not in codes
    assert begin.rise[0, [first, second, third]].tolist() == [weight * 2 // 5, weight, weight]
    assert begin.fall[0, [first, second, third]].tolist() == [weight, weight // 4, weight]
    assert unit * 4 < 2**24  # so that sums of steps are exact in single precision
