"""Medians and averages of a group; misprints are left out of what we compute, never of what is shown."""

import pandas as pd
import pytest

from spbe_analytics.analysis import groups
from spbe_analytics.analysis.snapshot import Snapshot

NAN = float("nan")


def small(misprint: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Three kabupaten and a printed average; ``c`` is perhaps a misprint."""
    regions = {"a": 1.0, "b": 3.0, "c": 5.0, "rerata-kabupaten": 9.0}
    keys = pd.MultiIndex.from_tuples([(code, 2024, "final") for code in regions], names=["region", "year", "stage"])
    scores = pd.DataFrame({"index": list(regions.values()), "D1": [1.0, NAN, 2.0, 9.0]}, index=keys)
    standings = keys.to_frame(index=False).assign(
        index=list(regions.values()),
        kind=["kabupaten"] * 3 + ["rerata"],
        province=["73", "73", "74", ""],
        misprint=[False, False, misprint, False],
    )
    return scores, standings


def test_medians_and_counts_by_node() -> None:
    found = groups.medians(*small(misprint=False), year=2024, stage="final")
    assert found.loc["index"].tolist() == [3.0, 3]
    assert found.loc["D1"].tolist() == [1.5, 2]


def test_a_misprint_is_left_out_of_the_median() -> None:
    found = groups.medians(*small(misprint=True), year=2024, stage="final")
    assert found.loc["index"].tolist() == [2.0, 2]


def test_a_group_is_narrowed_by_province_and_year() -> None:
    found = groups.medians(*small(misprint=False), year=2024, stage="final", kind="kabupaten", province="74")
    assert found.loc["index"].tolist() == [5.0, 1]
    nobody = groups.medians(*small(misprint=False), year=2023, stage="final")
    assert nobody["count"].tolist() == [0, 0]
    assert nobody["median"].isna().all()


def test_banyuasin_2023_is_printed_but_not_in_the_median(published: Snapshot, scores: pd.DataFrame) -> None:
    assert scores.loc[("16.07", 2023, "final"), "D4"] == 0.3
    found = groups.medians(scores, published.standings, year=2023, stage="final", kind="kabupaten", province="16")
    assert found.loc["index", "count"] == 12
    assert found.loc["index", "median"] == pytest.approx((2.64 + 2.67) / 2)
    others = scores.loc[[code.startswith("16.0") or code.startswith("16.1") for code, *_ in scores.index]]
    values = others.xs((2023, "final"), level=("year", "stage"))["D4"].drop("16.07").dropna()
    assert found.loc["D4", "median"] == pytest.approx(values.median())


def test_yearly_counts_only_those_with_a_value() -> None:
    scores, standings = small(misprint=True)
    found = groups.yearly(standings, scores, node="D1", stage="final", kind="kabupaten")
    assert found.loc[2024].tolist() == [1.0, 1.0, 1]


def test_yearly_leaves_years_without_values_out(published: Snapshot, scores: pd.DataFrame) -> None:
    found = groups.yearly(published.standings, scores, node="index", stage="mandiri", kind="kabupaten")
    assert found["count"].to_dict() == {2023: 1, 2024: 1}


def test_kabupaten_2024(published: Snapshot, scores: pd.DataFrame) -> None:
    found = groups.yearly(published.standings, scores, node="index", stage="final", kind="kabupaten")
    assert found.loc[2024, "count"] == 392
    assert found.loc[2024, "mean"] == pytest.approx(2.967, abs=5e-4)
    assert found.loc[2023, "count"] == 397


def test_printed_average_and_history(scores: pd.DataFrame) -> None:
    printed = groups.printed_average(scores, "rerata-kabupaten", "final")["index"]
    assert printed.loc[2021:2023].to_dict() == {2021: 2.11, 2022: 2.17, 2023: 2.59}
    assert groups.history(scores, "73.22", "final")["index"].tolist() == [2.68, 2.93, 3.18, 3.26]
    assert groups.history(scores, "73.22", "visitasi").empty


def test_changes_are_missing_at_the_start_and_after_a_gap(scores: pd.DataFrame) -> None:
    history = groups.history(scores, "35.10", "final")
    assert history.index.tolist() == [2021, 2023, 2024, 2025]
    found = groups.changes(history)["index"]
    assert found.isna().tolist() == [True, True, False, False]
    assert found.loc[[2024, 2025]].tolist() == [0.27, 0.1]


def test_changes_of_nothing_are_nothing() -> None:
    empty = pd.DataFrame(columns=["index"])
    assert groups.changes(empty).empty


def test_share_below_leaves_the_missing_out() -> None:
    values = pd.Series([1.0, 2.0, NAN, 3.0])
    assert groups.share_below(values, 3.0) == 2
    assert groups.share_below(values, 0.5) == 0
    assert groups.share_below(values, NAN) == 0


def test_spread_keeps_the_order_of_the_scale_and_shows_zero() -> None:
    standings = pd.DataFrame({"index": [3.0, 3.1, 1.0, NAN], "predicate": ["Baik", "Baik", "Kurang", "Memuaskan"]})
    found = groups.spread(standings, ("Kurang", "Cukup", "Baik", "Memuaskan"))
    assert found.to_dict() == {"Kurang": 1, "Cukup": 0, "Baik": 2, "Memuaskan": 0}
