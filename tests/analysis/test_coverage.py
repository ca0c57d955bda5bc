"""How much is known, counted again from the published rows; and what printed figures give back."""

from collections import Counter

import pandas as pd
import pytest

from spbe_analytics.analysis.evidence import coverage
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Kind
from spbe_analytics.store import NewBatch, Store

NEW = "spbe-59-2020"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory, published_batch: NewBatch, catalogue: Catalogue) -> Snapshot:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('cakupan') / 'spbe.db'}")
    store.commit(published_batch)
    found = Snapshot.of(1, store.values(), store.records(), catalogue, store.cells)
    store.close()
    return found


def test_each_government_counts_once_a_year(snapshot: Snapshot, published_values: pd.DataFrame) -> None:
    printed = published_values[published_values["node"] == "index"]
    governments = printed[[gazetteer()[code].kind is not Kind.AVERAGE for code in printed["region"]]]
    expected = Counter(
        (int(year), stage)
        for _, year, stage in set(zip(governments["region"], governments["year"], governments["stage"], strict=True))
    )
    counted = coverage.coverage(snapshot.standings, coverage.pillars_known(snapshot))
    known = {(int(row["year"]), row["stage"]): int(row["index"]) for _, row in counted.iterrows()}
    assert known == dict(expected)
    assert known[2024, "final"] == 523


def test_depth_never_exceeds_breadth(snapshot: Snapshot) -> None:
    counted = coverage.coverage(snapshot.standings, coverage.pillars_known(snapshot))
    assert (counted["levels"] <= counted["domains"]).all()
    assert (counted["domains"] <= counted["index"]).all()
    assert counted["year"].is_monotonic_decreasing
    whole = counted[(counted["stage"] == "final") & (counted["levels"] > 0)]
    assert sorted(whole["year"]) == [2021, 2023, 2024]


def test_pillars_known_is_in_the_order_of_the_standings(snapshot: Snapshot) -> None:
    known = coverage.pillars_known(snapshot)
    standings = snapshot.standings
    row = standings[(standings["region"] == "73.22") & (standings["stage"] == "final")].set_index("year")
    assert len(known) == len(standings)
    assert {year: bool(known[place]) for year, place in zip(row.index, standings.index[known.index.isin(
        standings.index[(standings["region"] == "73.22") & (standings["stage"] == "final")])], strict=True)} == {
        2021: False, 2022: True, 2023: True, 2024: True,
    }  # fmt: skip


def test_all_but_one_printed_record_can_be_traced_back(snapshot: Snapshot, catalogue: Catalogue) -> None:
    traced = coverage.traced(snapshot, catalogue[NEW])
    assert traced["count"].value_counts().to_dict() == {2: 679, 1: 384, 0: 1}
    assert traced.loc[traced["count"] == 0, ["region", "year"]].values.tolist() == [["16.07", 2023]]
    assert (traced["high"] - traced["low"]).max() == pytest.approx(0.0025)


def test_fractional_levels_cannot_be_traced_back(snapshot: Snapshot, catalogue: Catalogue) -> None:
    assert coverage.traced(snapshot, catalogue["pemdi-8-2026"]).empty


def test_the_predicates_that_the_printed_index_would_not_tell(snapshot: Snapshot, catalogue: Catalogue) -> None:
    found = coverage.edge_cases(snapshot.standings, catalogue[NEW])
    cases = {(row["region"], int(row["year"])): row["case"] for _, row in found.iterrows()}
    assert cases == {
        ("35.01", 2024): "exact", ("73.17", 2024): "exact",
        ("12.25", 2024): "open", ("33.12", 2024): "open", ("36.73", 2023): "open",
        ("12.25", 2023): "rounded", ("93.02", 2023): "rounded",
    }  # fmt: skip
    luwu = found[found["region"] == "73.17"].iloc[0]
    assert (luwu["shown"], luwu["predicate"]) == ("Baik", "Cukup")
