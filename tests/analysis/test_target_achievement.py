"""Achievement is exact and never computed across two instruments."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from spbe_analytics.analysis.planning.achievement import (
    ACHIEVED,
    TargetState,
    achievement,
    achievements,
    exact_index,
    goal_line,
    with_goals,
)
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue, instruments
from spbe_analytics.schema import Authority, Basis
from spbe_analytics.store import NewBatch, NewFigure, NewRecord, Store

SPBE, PEMDI, OLD = "spbe-59-2020", "pemdi-8-2026", "spbe-5-2018"
REGION = "73.22"
CASES = YAML(typ="safe", pure=True).load(
    (Path(__file__).resolve().parents[1] / "cases" / "targets.yaml").read_text(encoding="utf-8")
)


def targets(*rows: tuple[int, str, float]) -> pd.DataFrame:
    """Targets as the store gives them."""
    return pd.DataFrame(
        [(year, name, value, "RPJMD", "Sari") for year, name, value in rows],
        columns=["year", "instrument", "value", "document", "kept_by"],
    )


def known(tmp_path: Path, year: int, name: str, **values: float) -> Snapshot:
    """A snapshot of one assessment of Luwu Utara."""
    levels = set(instruments()[name].indicator_codes)
    figures = tuple(
        NewFigure(code, value, Basis.OBSERVED if code in levels else Basis.PUBLISHED, "Isian", "A1", str(value))
        for code, value in values.items()
    )
    store = Store(f"sqlite:///{tmp_path / 'spbe.db'}")
    record = NewRecord(REGION, year, "final", name, figures, Authority.UPLOAD)
    store.commit(NewBatch("x.xlsx", b"x", "template", "Sari", (record,)))
    found = Snapshot.of(store.revision(), store.values(), store.records(), instruments(), store.cells)
    store.close()
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_worked_by_hand(case: dict[str, Any], tmp_path: Path) -> None:
    if "printed" in case:
        values = {"index": case["printed"]}
    else:
        values = dict.fromkeys(instruments()[SPBE].indicator_codes, float(case["levels"]))
        values |= {code: float(level) for code, level in case.get("but", {}).items()}
    snapshot = known(tmp_path, 2024, SPBE, **values)
    row = achievements(snapshot, targets((2024, SPBE, case["target"])), REGION, "final").iloc[0]
    assert row["achievement"] == float(Fraction(*case["achievement"]))
    assert row["distance"] == float(Fraction(*case["distance"]))
    assert row["state"] == case["state"]
    assert row["reason"] == case.get("reason", "")


def test_published_results_of_luwu_utara(published: Snapshot) -> None:
    asked = targets((2024, SPBE, 3.1), (2023, SPBE, 3.5), (2026, PEMDI, 2.5))
    table = achievements(published, asked, REGION, "final")
    assert list(table.columns) == list(ACHIEVED)
    assert table["year"].tolist() == [2023, 2024, 2026]
    assert table["result"].tolist()[:2] == [3.18, 3.26]
    assert table["state"].tolist() == ["belum", "tercapai", "belum-ada-nilai"]
    assert table.loc[2, ["result", "achievement", "distance"]].isna().all()


def test_a_target_as_another_instrument_writes_it_is_shown_and_not_computed(tmp_path: Path) -> None:
    snapshot = known(tmp_path, 2026, PEMDI, index=2.4)
    table = achievements(snapshot, targets((2026, SPBE, 2.0), (2026, PEMDI, 2.4)), REGION, "final")
    by_name = table.set_index("instrument")
    assert by_name.loc[SPBE, "state"] == TargetState.APART
    assert by_name.loc[SPBE, "result"] == 2.4
    assert by_name.loc[SPBE, "result_instrument"] == PEMDI
    assert by_name.loc[SPBE, ["achievement", "distance"]].isna().all()
    assert "SPBE 2021–2025" in by_name.loc[SPBE, "reason"]
    assert "Pemdi 2026" in by_name.loc[SPBE, "reason"]
    assert by_name.loc[PEMDI, "state"] == TargetState.REACHED


def test_a_target_that_never_can_be_compared_says_so_before_there_is_a_result(published: Snapshot) -> None:
    (row,) = achievements(published, targets((2029, SPBE, 3.9)), REGION, "final").to_dict("records")
    assert row["state"] == TargetState.APART
    assert "Pemdi 2026" in row["reason"]


def test_another_stage_is_no_result(tmp_path: Path) -> None:
    snapshot = known(tmp_path, 2024, SPBE, index=3.2)
    (row,) = achievements(snapshot, targets((2024, SPBE, 3.1)), REGION, "mandiri").to_dict("records")
    assert row["state"] == TargetState.UNKNOWN
    assert exact_index(snapshot, SPBE, REGION, 2024, "final") == Fraction(32, 10)
    assert exact_index(snapshot, SPBE, REGION, 2024, "mandiri") is None


def test_without_targets_there_is_an_empty_table(published: Snapshot) -> None:
    table = achievements(published, targets(), REGION, "final")
    assert table.empty
    assert list(table.columns) == list(ACHIEVED)
    assert goal_line(targets(), published.catalogue).empty


def test_every_state_has_its_words() -> None:
    assert len({state.label for state in TargetState}) == len(TargetState)


index = st.integers(100, 500).map(lambda hundredths: Fraction(hundredths, 100))


@given(index, index)
def test_an_achievement_is_above_100_just_where_the_target_is_passed(result: Fraction, target: Fraction) -> None:
    percent = achievement(result, target)
    assert (percent >= 100) == (result >= target)
    assert percent * target / 100 == result


def test_a_line_of_targets_keeps_to_each_instruments_years(catalogue: Catalogue) -> None:
    line = goal_line(targets((2025, SPBE, 3.4), (2026, PEMDI, 2.2), (2029, SPBE, 3.9)), catalogue)
    assert list(zip(line["year"], line["segment"], line["value"], strict=True)) == [
        (2025, SPBE, 3.4),
        (2026, PEMDI, 2.2),
    ]
    assert line["goal"].all()
    assert not line["own"].any()


def test_lines_without_targets_stay_as_they_are(catalogue: Catalogue) -> None:
    own = goal_line(targets((2025, SPBE, 3.4)), catalogue).drop(columns="goal")
    assert with_goals(own, goal_line(targets(), catalogue)) is own
    both = with_goals(own, goal_line(targets((2024, SPBE, 3.1)), catalogue))
    assert both["goal"].tolist() == [False, True]


def test_a_printed_index_that_is_certainly_below_its_target_has_not_reached_it(published: Snapshot) -> None:
    """Luwu 2024 prints 2,60, but exactly it is 2.596 or 2.5985: Cukup, and below a target of 2,60."""
    wanted = targets((2024, SPBE, 2.6), (2024, SPBE, 2.59))
    found = achievements(published, wanted, "73.17", "final")
    assert found["state"].tolist() == [TargetState.MISSED.value, TargetState.REACHED.value]
    assert found["reason"].tolist() == ["Tercetak sama, tetapi indeks eksaknya pasti di bawah target", ""]


def test_a_misprint_is_marked_and_nothing_is_certain_of_it(published: Snapshot) -> None:
    found = achievements(published, targets((2023, SPBE, 1.0), (2023, SPBE, 3.0)), "16.07", "final")
    assert found["reason"].tolist() == ["Angka 2023 salah cetak"] * 2
