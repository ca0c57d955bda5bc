"""Medians and averages of a group; misprints are left out of what we compute, never of what is shown."""

import pandas as pd
import pytest

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing import groups
from spbe_analytics.instruments import instruments
from spbe_analytics.scoring.display import format_score

NAN = float("nan")
SPBE = instruments()["spbe-59-2020"]


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
    found = groups.medians(SPBE, *small(misprint=False), year=2024, stage="final")
    assert found.loc["index"].tolist() == [3.0, 3]
    assert found.loc["D1"].tolist() == [1.5, 2]


def test_a_misprint_is_left_out_of_the_median() -> None:
    found = groups.medians(SPBE, *small(misprint=True), year=2024, stage="final")
    assert found.loc["index"].tolist() == [2.0, 2]


def test_a_group_is_narrowed_by_province_and_year() -> None:
    found = groups.medians(SPBE, *small(misprint=False), year=2024, stage="final", kind="kabupaten", province="74")
    assert found.loc["index"].tolist() == [5.0, 1]
    nobody = groups.medians(SPBE, *small(misprint=False), year=2023, stage="final")
    assert nobody["count"].tolist() == [0, 0]
    assert nobody["median"].isna().all()


def test_banyuasin_2023_is_printed_but_not_in_the_median(published: Snapshot, scores: pd.DataFrame) -> None:
    assert scores.loc[("16.07", 2023, "final"), "D4"] == 0.3
    found = groups.medians(SPBE, scores, published.standings, year=2023, stage="final", kind="kabupaten", province="16")
    assert found.loc["index", "count"] == 12
    assert found.loc["index", "median"] == pytest.approx((2.64 + 2.67) / 2)
    others = scores.loc[[code.startswith("16.0") or code.startswith("16.1") for code, *_ in scores.index]]
    values = others.xs((2023, "final"), level=("year", "stage"))["D4"].drop("16.07").dropna()
    assert found.loc["D4", "median"] == pytest.approx(values.median())


def test_the_history_of_a_region_and_of_an_average(published: Snapshot) -> None:
    scores = published.scores("spbe-59-2020")
    assert groups.history(scores, "73.22", "final")["index"].tolist() == [2.68, 2.93, 3.18, 3.26]
    assert groups.history(scores, "rerata-kabupaten", "final")["index"][2023] == 2.59
    assert groups.history(scores, "73.22", "visitasi").empty


def test_share_below_leaves_the_missing_out() -> None:
    values = pd.Series([1.0, 2.0, NAN, 3.0])
    assert groups.share_below(values, 3.0) == 2
    assert groups.share_below(values, 0.5) == 0
    assert groups.share_below(values, NAN) == 0


def test_spread_keeps_the_order_of_the_scale_and_shows_zero() -> None:
    standings = pd.DataFrame({"index": [3.0, 3.1, 1.0, NAN], "predicate": ["Baik", "Baik", "Kurang", "Memuaskan"]})
    found = groups.spread(standings, ("Kurang", "Cukup", "Baik", "Memuaskan"))
    assert found.to_dict() == {"Kurang": 1, "Cukup": 0, "Baik": 2, "Memuaskan": 0}


def test_an_even_median_is_exact() -> None:
    """The float of (2.15 + 2.16) / 2 lies below 2.155 and would show as 2,15."""
    scores, standings = small(misprint=False)
    scores = scores.assign(index=[2.15, 2.16, NAN, 9.0])
    found = groups.medians(SPBE, scores, standings, year=2024, stage="final")
    assert format_score(found.loc["index", "median"]) == "2,16"


def test_who_reached_the_target_is_told_by_the_predicate() -> None:
    standings = pd.DataFrame({"index": [2.6, 2.6, NAN, 4.5], "predicate": ["Cukup", "Baik", "Baik", "Memuaskan"]})
    assert groups.reached(SPBE, standings) == 2


def test_the_ends_of_a_ranking_keep_who_shares_the_last_place() -> None:
    ranked = pd.DataFrame({"region": list("abcdef"), "rank": [1, 2, 2, 4, 5, 5]})
    top, bottom = groups.ends(ranked, 2)
    assert top["region"].tolist() == ["a", "b", "c"]
    assert bottom["region"].tolist() == ["f", "e"]
    assert [len(part) for part in groups.ends(ranked, 10)] == [6, 6]
    assert [len(part) for part in groups.ends(ranked.iloc[:0], 10)] == [0, 0]
