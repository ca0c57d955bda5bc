"""What other levels come to, by hand and by the scoring itself."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from spbe_analytics.analysis.planning.levers import position
from spbe_analytics.analysis.planning.whatif import outcome, rank_with
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing.ranking import rank, select
from spbe_analytics.errors import AnalysisError
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import INDEX_NODE, REGION
from spbe_analytics.scoring import score

REGION_OF_LEVELS, YEAR = "18.71", 2024


@settings(max_examples=40, deadline=None)
@given(changes=some.dictionaries(some.integers(0, 46), some.integers(1, 5), max_size=12))
def test_other_levels_come_to_what_the_scoring_says(
    published: Snapshot, catalogue: Catalogue, changes: dict[int, int]
) -> None:
    instrument = catalogue["spbe-59-2020"]
    start = position(published, instrument, REGION_OF_LEVELS, YEAR, "final")
    levels = {lever.node: lever.now for lever in start.levers}
    changed = {start.levers[place].node: Fraction(level) for place, level in changes.items()}
    found = outcome(start, changed)
    exact = score(instrument, pd.DataFrame([levels | changed], dtype=float)).exact(0)
    assert found.index == found.upper == exact[INDEX_NODE]
    assert {code: after for code, (_, after, _) in found.nodes.items()} == {
        code: value for code, value in exact.items() if code[0] in "DA"
    }
    assert found.predicates == (instrument.predicate(exact[INDEX_NODE]).name,)
    assert set(found.levels) == {node for node, level in changed.items() if levels[node] != level}
    assert found.steps == sum(level - levels[node] for node, level in changed.items())


def test_two_possible_indices_stay_two(published: Snapshot, catalogue: Catalogue) -> None:
    start = position(published, catalogue["spbe-59-2020"], "73.22", YEAR, "final")
    found = outcome(start, {"A8": Fraction(29), "D2": Fraction(31)})
    assert (found.index, found.upper) == (Fraction("3.5"), Fraction("3.5025"))
    assert found.predicates == ("Sangat Baik",)
    assert found.doubtful == ()
    assert outcome(start, {"A8": Fraction(30)}).doubtful == ("A8",)
    near = outcome(start, {"D2": Fraction(35), "D3": Fraction(21)})
    assert near.predicates == ("Baik",)
    edge = outcome(start, {"D2": Fraction(34), "D3": Fraction(23)})
    assert (edge.index, edge.predicates) == (Fraction("3.5"), ("Sangat Baik",))
    least = outcome(start, {"D2": Fraction(33), "D3": Fraction(23), "D1": Fraction(36)})
    assert least.index < Fraction("3.5") <= least.upper + Fraction("0.013")


def test_what_is_no_lever_or_off_the_scale_is_refused(published: Snapshot, catalogue: Catalogue) -> None:
    start = position(published, catalogue["spbe-59-2020"], "73.22", YEAR, "final")
    with pytest.raises(AnalysisError, match="Butir “I1” tidak dapat dinaikkan pada Kabupaten Luwu Utara 2024"):
        outcome(start, {"I1": Fraction(3)})
    with pytest.raises(AnalysisError, match="antara 10 dan 50, bukan 51"):
        outcome(start, {"D1": Fraction(51)})


def test_the_present_has_the_rank_of_the_ranking(published: Snapshot, catalogue: Catalogue) -> None:
    ranked = rank(published.standings, year=YEAR, stage="final", kind="kabupaten").set_index(REGION)
    group = select(published.standings, year=YEAR, stage="final", kind="kabupaten").set_index(REGION)
    for region in ("73.22", "73.17", "35.10", "11.04"):
        start = position(published, catalogue["spbe-59-2020"], region, YEAR, "final")
        others = group["low"].drop(region).to_numpy()
        assert rank_with(others, start.upper) == (ranked["rank"][region], ranked["of"][region])
    assert rank_with(np.array([5.0, 4.0, 3.0]), Fraction(4)) == (2, 4)
