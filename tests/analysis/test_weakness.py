"""Lost points, distances and the weakest by each measure."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from spbe_analytics.analysis.peers import Group, GroupBy, group_of
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.weakest import Measure, by_measure, names_of, weakest
from spbe_analytics.analysis.weakness import Losses, across, weakness
from spbe_analytics.instruments import Catalogue, Instrument, instruments
from spbe_analytics.schema import INDEX_NODE, KIND, VALUE, NodeKind
from spbe_analytics.scoring import score
from spbe_analytics.scoring.display import format_number, format_score

FILE = Path(__file__).resolve().parent.parent / "cases" / "poin_hilang.yaml"
CASES = YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))
KINDS = (NodeKind.DOMAIN, NodeKind.ASPECT, NodeKind.INDICATOR)


def group(snapshot: Snapshot, instrument: Instrument, region: str, year: int, kind: str) -> Group:
    return group_of(snapshot, instrument, region, year, "final", GroupBy.KIND, kind)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"].replace(" ", "-"))
def test_lost_points_worked_by_hand(published: Snapshot, catalogue: Catalogue, case: dict[str, Any]) -> None:
    instrument = catalogue[case["instrument"]]
    key = (case["region"], case["year"], "final")
    losses = Losses(instrument, published.scores(instrument.id).loc[[key]])
    exact = losses.exact(0)
    assert {code: format_number(exact[code], 4) for code in case["lost"]} == case["lost"]
    assert {code: format_score(exact[code]) for code in case["shown"]} == case["shown"]
    assert {code: format_score(losses.points[code].iloc[0]) for code in case["shown"]} == case["shown"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"].replace(" ", "-"))
def test_the_weakest_by_each_measure(published: Snapshot, catalogue: Catalogue, case: dict[str, Any]) -> None:
    instrument = catalogue[case["instrument"]]
    kind = "kota" if case["region"] == "18.71" else "kabupaten"
    chosen = group(published, instrument, case["region"], case["year"], kind)
    table = weakness(published, instrument, chosen)
    assert [kind.value for kind in KINDS if not (table[KIND] == kind.value).any()] == case["absent"]
    found = {item.measure.value: item for item in weakest(instrument, table, NodeKind.DOMAIN, chosen)}
    for measure, (nodes, figure, reason) in case["weakest"].items():
        item = found[measure]
        assert (list(item.nodes), format_score(item.figure), item.reason) == (nodes, figure, reason)


def test_a_measure_by_which_nobody_is_weak_is_absent(published: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    chosen = group(published, instrument, "73.22", 2024, "kabupaten")
    found = weakest(instrument, weakness(published, instrument, chosen), NodeKind.DOMAIN, chosen)
    assert by_measure(found, Measure.MEDIAN) is None  # every domain stands above the median
    assert by_measure(found, Measure.QUARTILE) is not None
    assert weakest(instrument, weakness(published, instrument, chosen), NodeKind.ASPECT, chosen) == []


def test_equally_weak_indicators_are_all_named(published: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    chosen = group(published, instrument, "18.71", 2024, "kota")
    found = weakest(instrument, weakness(published, instrument, chosen), NodeKind.INDICATOR, chosen)
    lost, low = by_measure(found, Measure.LOST), by_measure(found, Measure.VALUE)
    assert lost is not None
    assert low is not None
    assert (lost.nodes, lost.reason) == (("I11", "I12"), "0,10 poin: bobot 2,5%, nilai 1")
    assert low.nodes == ("I11", "I12", "I26", "I27", "I31")
    assert names_of(instrument, low.nodes) == "Arsitektur, Peta Rencana, Pengetahuan, dan 2 lainnya"
    assert low.reason == "nilai 1; 5 indikator sama rendah"


def test_few_known_values_give_no_rank_and_no_median(published: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    chosen = group(published, instrument, "18.71", 2024, "kota")
    table = weakness(published, instrument, chosen)
    assert table.loc["D2", ["median", "rank", "of"]].tolist() == [3.2, 64, 93]
    columns = ["median", "median_gap", "quartile", "quartile_gap", "rank", "of"]
    assert table.loc[["A2", "I11"], columns].isna().all().all()  # only one kota's aspects are known
    alone = group(published, instrument, "18.71", 2021, "kota")
    assert weakness(published, instrument, alone)[columns].isna().all().all()


def test_a_pair_is_no_group(published: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    pair = group_of(published, instrument, "18.71", 2024, "final", GroupBy.PROVINCE, "kota")
    assert pair.regions == ("18.71", "18.72")
    assert weakness(published, instrument, pair)["median"].isna().all()


def test_what_is_not_known_is_not_measured(published: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    only_index = group(published, instrument, "73.22", 2021, "kabupaten")
    assert weakness(published, instrument, only_index).empty
    nothing = group(published, instrument, "73.22", 2025, "kabupaten")
    assert weakness(published, instrument, nothing).empty


def levels_of(instrument: Instrument) -> st.SearchStrategy[list[float]]:
    scale = instrument.scale
    unit = scale.unit
    one = st.integers(int(scale.lowest * unit), int(scale.highest * unit)).map(lambda level: level / unit)
    return st.lists(one, min_size=len(instrument.indicators), max_size=len(instrument.indicators))


@pytest.mark.parametrize("name", ["spbe-59-2020", "spbe-5-2018", "pemdi-8-2026"])
@given(data=st.data())
def test_lost_points_sum_exactly_at_every_depth(name: str, data: st.DataObject) -> None:
    instrument = instruments()[name]
    levels = data.draw(levels_of(instrument))
    scored = score(instrument, pd.DataFrame([levels], columns=list(instrument.indicator_codes)))
    losses = Losses(instrument, scored.values)
    exact = losses.exact(0)
    missing = instrument.scale.highest - scored.exact(0)[INDEX_NODE]
    for kind in (kind for kind in KINDS if instrument.of_kind(kind)):
        assert sum((exact[node.code] for node in instrument.of_kind(kind)), Fraction(0)) == missing
    for pillar in instrument.pillars:
        below = sum((exact[leaf.code] for leaf in instrument.leaves(pillar.code)), Fraction(0))
        assert exact[pillar.code] == below
    assert losses.points[INDEX_NODE].iloc[0] == float(missing)


@given(data=st.data())
def test_raising_a_level_never_raises_a_loss(data: st.DataObject) -> None:
    instrument = instruments()["spbe-59-2020"]
    levels = data.draw(levels_of(instrument))
    place = data.draw(st.integers(0, len(levels) - 1))
    raised = [*levels]
    raised[place] = min(raised[place] + 1, float(instrument.scale.highest))
    frame = pd.DataFrame([levels, raised], columns=list(instrument.indicator_codes))
    points = Losses(instrument, score(instrument, frame).values).points.to_numpy()
    assert (points[1] <= points[0]).all()
    assert (points[1] >= 0).all()


@given(data=st.data())
def test_everybody_at_once_is_everybody_alone(data: st.DataObject) -> None:
    instrument = instruments()["spbe-59-2020"]
    rows = data.draw(st.lists(levels_of(instrument), min_size=1, max_size=5))
    frame = pd.DataFrame(rows, columns=list(instrument.indicator_codes))
    frame.iloc[0, data.draw(st.integers(0, 46))] = np.nan
    scores = score(instrument, frame).values
    losses = Losses(instrument, scores)
    for kind in KINDS:
        codes = [node.code for node in instrument.of_kind(kind)]
        for row, costly, low in zip(range(len(rows)), losses.costliest(kind), losses.lowest(kind), strict=True):
            exact, values = losses.exact(row), scores.iloc[row][codes].dropna()
            assert codes[costly] == max(values.index, key=lambda code, exact=exact: (exact[code], -codes.index(code)))
            assert codes[low] == values.idxmin()


def test_an_unknown_assessment_has_no_weakest(catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    losses = Losses(instrument, pd.DataFrame([[np.nan] * len(instrument.codes)], columns=list(instrument.codes)))
    assert losses.exact(0) == {}
    assert losses.costliest(NodeKind.DOMAIN).tolist() == losses.lowest(NodeKind.INDICATOR).tolist() == [-1]


def test_which_domain_is_weakest_where(published: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    scores = published.scores(instrument.id)
    at = scores.index.get_level_values
    in_province = (at("year") == 2024) & (at("stage") == "final") & at("region").str.startswith("73")
    found = across(instrument, scores[in_province].droplevel(["year", "stage"]))
    assert list(found.values.columns) == ["D1", "D2", "D3", "D4"]
    assert found.lowest.loc["73.22"].tolist() == [False, False, True, False]
    assert found.costliest.loc["73.22"].tolist() == [False, True, False, False]
    assert (found.lowest.sum(axis=1) >= 1).all()
    assert found.values.where(found.lowest).min(axis=1).equals(found.values.min(axis=1))
    assert found.lost["D2"]["73.22"] == pytest.approx(0.6)


def test_the_table_lists_the_regulations_order(published: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    table = weakness(published, instrument, group(published, instrument, "18.71", 2024, "kota"))
    assert list(table.index) == [code for code in instrument.codes if code != INDEX_NODE]
    assert table["target_gap"].tolist() == pytest.approx((table[VALUE] - 3).tolist())
