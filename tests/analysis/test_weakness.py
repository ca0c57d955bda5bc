"""Lost points, distances and the weakest by each measure."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from spbe_analytics.analysis.exact import known
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.weakness.measures import across, lost, weakness
from spbe_analytics.analysis.weakness.peers import Group, GroupBy, group_of
from spbe_analytics.analysis.weakness.weakest import Measure, Weakest, by_measures, names_of, reason, weakest
from spbe_analytics.instruments import Catalogue, Instrument, instruments
from spbe_analytics.schema import INDEX_NODE, VALUE, NodeKind
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
    kind = "kota" if case["region"] == "18.71" else "kabupaten"
    found = weakness(published, instrument, group(published, instrument, case["region"], case["year"], kind))
    exact = {node.node.code: node.lost for node in found.nodes} | {INDEX_NODE: found.lost}
    assert {code: format_number(exact[code], 4) for code in case["lost"]} == case["lost"]
    assert {code: format_score(exact[code]) for code in case["shown"]} == case["shown"]
    table = found.table["lost"]
    assert {code: format_score(table[code]) for code in case["shown"] if code != INDEX_NODE} == {
        code: shown for code, shown in case["shown"].items() if code != INDEX_NODE
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"].replace(" ", "-"))
def test_the_weakest_by_each_measure(published: Snapshot, catalogue: Catalogue, case: dict[str, Any]) -> None:
    instrument = catalogue[case["instrument"]]
    kind = "kota" if case["region"] == "18.71" else "kabupaten"
    chosen = group(published, instrument, case["region"], case["year"], kind)
    measured = weakness(published, instrument, chosen)
    assert [kind.value for kind in KINDS if not measured.of_kind(kind)] == case["absent"]
    found = {item.measure.value: item for item in by_measures(measured, NodeKind.DOMAIN)}
    for measure, (nodes, figure, said) in case["weakest"].items():
        item = found[measure]
        assert (codes(item), format_score(item.figure), reason(instrument, item, chosen)) == (nodes, figure, said)


def codes(found: Weakest | None) -> list[str]:
    return [] if found is None else [node.node.code for node in found.nodes]


def test_a_measure_by_which_nobody_is_weak_is_absent(published: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    found = weakness(published, instrument, group(published, instrument, "73.22", 2024, "kabupaten"))
    assert weakest(found, found.pillars, Measure.MEDIAN) is None  # every domain stands above the median
    assert weakest(found, found.pillars, Measure.QUARTILE) is not None
    assert by_measures(found, NodeKind.ASPECT) == []


def test_equally_weak_indicators_are_all_named(published: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    chosen = group(published, instrument, "18.71", 2024, "kota")
    measured = weakness(published, instrument, chosen)
    found = {item.measure: item for item in by_measures(measured, NodeKind.INDICATOR)}
    lost_most, low = found[Measure.LOST], found[Measure.VALUE]
    assert codes(lost_most) == ["I11", "I12"]
    assert reason(instrument, lost_most, chosen) == "0,10 poin: bobot 2,5%, nilai 1"
    assert codes(low) == ["I11", "I12", "I26", "I27", "I31"]
    assert names_of(low) == "Arsitektur, Peta Rencana, Pengetahuan, dan 2 lainnya"
    assert reason(instrument, low, chosen) == "nilai 1; 5 indikator sama rendah"


@pytest.mark.parametrize("region", ["12.22", "11.02"], ids=["Labuhanbatu Selatan", "Aceh Tenggara"])
def test_governments_with_equally_weak_domains(published: Snapshot, catalogue: Catalogue, region: str) -> None:
    """Seen to be contradicted within one page: two domains print the same lowest value."""
    instrument = catalogue["spbe-59-2020"]
    found = weakness(published, instrument, group(published, instrument, region, 2024, "kabupaten"))
    low = weakest(found, found.pillars, Measure.VALUE)
    values = {node.node.code: node.value for node in found.pillars}
    assert codes(low) == [code for code, value in values.items() if value == min(values.values())]
    assert len(codes(low)) > 1


def test_few_known_values_give_no_rank_and_no_median(published: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    chosen = group(published, instrument, "18.71", 2024, "kota")
    table = weakness(published, instrument, chosen).table
    assert table.loc["D2", ["median", "rank", "of"]].tolist() == [3.2, 64, 93]
    columns = ["median", "median_gap", "quartile", "quartile_gap", "rank", "of"]
    assert table.loc[["A2", "I11"], columns].isna().all().all()  # only one kota's aspects are known
    alone = group(published, instrument, "18.71", 2021, "kota")
    assert weakness(published, instrument, alone).table[columns].isna().all().all()


def test_a_pair_is_no_group(published: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    pair = group_of(published, instrument, "18.71", 2024, "final", GroupBy.PROVINCE, "kota")
    assert pair.regions == ("18.71", "18.72")
    assert weakness(published, instrument, pair).table["median"].isna().all()


def test_what_is_not_known_is_not_measured(published: Snapshot, catalogue: Catalogue) -> None:
    instrument = catalogue["spbe-59-2020"]
    only_index = weakness(published, instrument, group(published, instrument, "73.22", 2021, "kabupaten"))
    assert only_index.nodes == ()
    assert only_index.lost == Fraction("2.32")
    nothing = weakness(published, instrument, group(published, instrument, "73.22", 2025, "kabupaten"))
    assert (nothing.nodes, nothing.lost) == ((), None)


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
    exact = score(instrument, pd.DataFrame([levels], columns=list(instrument.indicator_codes))).exact(0)
    points = {code: lost(instrument, code, value) for code, value in exact.items()}
    missing = instrument.scale.highest - exact[INDEX_NODE]
    for kind in (kind for kind in KINDS if instrument.of_kind(kind)):
        assert sum((points[node.code] for node in instrument.of_kind(kind)), Fraction(0)) == missing
    for pillar in instrument.pillars:
        below = sum((points[leaf.code] for leaf in instrument.leaves(pillar.code)), Fraction(0))
        assert points[pillar.code] == below


@pytest.mark.parametrize("name", ["spbe-59-2020", "spbe-5-2018", "pemdi-8-2026"])
@given(data=st.data())
def test_a_float_gives_its_exact_score_back(name: str, data: st.DataObject) -> None:
    instrument = instruments()[name]
    levels = data.draw(levels_of(instrument))
    scored = score(instrument, pd.DataFrame([levels], columns=list(instrument.indicator_codes)))
    assert known(instrument, scored.values.iloc[0]) == scored.exact(0)


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
    table = weakness(published, instrument, group(published, instrument, "18.71", 2024, "kota")).table
    assert list(table.index) == [code for code in instrument.codes if code != INDEX_NODE]
    assert table["target_gap"].tolist() == pytest.approx((table[VALUE] - 3).tolist())
