"""Regions beside each other: suggestions, differences and disagreeing sources."""

import pandas as pd
import pytest

from spbe_analytics.analysis import comparison
from spbe_analytics.analysis.snapshot import Snapshot

NAN = float("nan")
NODES = ("index", "D1", "D2", "D3", "D4")


def ranking(ranks: dict[str, int], **columns: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"region": list(ranks), "rank": list(ranks.values())}).assign(**columns)


def test_suggest_the_home_region_the_best_and_the_middle() -> None:
    group = ranking({code: place for place, code in enumerate("abcde", 1)}, index=[5.0, 4.0, 3.0, 2.0, 1.0])
    assert comparison.suggest(group, "d") == ["d", "a", "c"]
    assert comparison.suggest(group, "a") == ["a", "b", "c"]
    assert comparison.suggest(group, "c") == ["c", "a", "b"]
    assert comparison.suggest(group, "elsewhere") == ["elsewhere", "a", "c"]
    assert comparison.suggest(group, None) == ["a", "b", "c"]


def test_suggest_with_few_or_none() -> None:
    group = ranking({"a": 1, "b": 2}, index=[3.0, 2.0])
    assert comparison.suggest(group, "a") == ["a", "b"]
    assert comparison.suggest(group.iloc[:1], "a") == ["a"]
    assert comparison.suggest(group.iloc[:0], "a") == ["a"]
    assert comparison.suggest(group.iloc[:0], None) == []


def test_side_by_side_keeps_orders_and_shows_the_unknown_as_missing(scores: pd.DataFrame) -> None:
    names = {"73.22": "Luwu Utara", "73.99": "Entah", "73.03": "Bantaeng"}
    found = comparison.side_by_side(scores, names, NODES, year=2024, stage="final")
    assert found.index.tolist() == list(NODES)
    assert found.columns.tolist() == ["Luwu Utara", "Entah", "Bantaeng"]
    assert found["Luwu Utara"].tolist() == [3.26, 3.5, 2.6, 1.82, 4.07]
    assert found["Entah"].isna().all()


def test_side_by_side_of_nobody_has_the_nodes(scores: pd.DataFrame) -> None:
    found = comparison.side_by_side(scores, {}, NODES, year=2024, stage="final")
    assert found.shape == (5, 0)


def test_differences_are_the_first_minus_the_others(scores: pd.DataFrame) -> None:
    names = {"73.22": "Luwu Utara", "73.03": "Bantaeng", "73.07": "Sinjai"}
    found = comparison.differences(comparison.side_by_side(scores, names, NODES, year=2024, stage="final"))
    assert found["Bantaeng"].tolist() == [-0.38, -1.4, -0.7, 0.0, -0.06]
    assert found.loc["index", "Sinjai"] == 0.25


def test_a_difference_needs_both_sides() -> None:
    values = pd.DataFrame({"a": [3.0, NAN], "b": [NAN, 2.0], "c": [1.0, 1.0]}, index=["D1", "D2"])
    found = comparison.differences(values)
    assert found.isna().to_numpy().tolist() == [[True, False], [True, True]]
    assert found.loc["D1", "c"] == 2.0
    assert comparison.differences(values[["a"]]).shape == (2, 0)


def test_spans_come_widest_first_and_need_two_values() -> None:
    values = pd.DataFrame(
        {"a": [3.0, 1.0, NAN, 2.0], "b": [3.5, 4.0, 2.0, 2.0], "c": [3.2, NAN, NAN, 2.0]},
        index=["D1", "D2", "D3", "D4"],
    )
    found = comparison.spans(values)
    assert found["node"].tolist() == ["D2", "D1", "D4"]
    assert found["span"].tolist() == [3.0, 0.5, 0.0]
    assert found.loc[0, ["highest", "lowest"]].tolist() == ["b", "a"]


def disagreements(published: Snapshot, scores: pd.DataFrame, year: int) -> pd.DataFrame:
    return comparison.disagreements(
        pd.concat([published.values, published.outvoted]),
        published.records,
        scores,
        nodes=NODES,
        instrument="spbe-59-2020",
        year=year,
        stage="final",
    )


def test_another_source_prints_another_value_for_sinjai(published: Snapshot, scores: pd.DataFrame) -> None:
    found = disagreements(published, scores, 2024)
    assert found[["region", "node", "used", "value"]].to_numpy().tolist() == [["73.07", "index", 3.01, 3.0]]
    assert "Sinjai" in found["title"].iloc[0]


def test_a_source_that_rounding_explains_does_not_disagree(published: Snapshot, scores: pd.DataFrame) -> None:
    assert scores.loc[("18.71", 2024, "final"), "index"] == pytest.approx(2.9795)
    printed = published.outvoted
    same = printed[(printed["region"] == "18.71") & (printed["year"] == 2024) & (printed["node"] == "index")]
    assert same["value"].tolist() == [2.98]
    assert "18.71" not in set(disagreements(published, scores, 2024)["region"])


def test_disagreements_are_found_in_both_directions() -> None:
    key = {"region": "a", "year": 2024, "stage": "final", "instrument": "x", "node": "index", "basis": "published"}
    values = pd.DataFrame(
        [key | {"value": 3.0, "record": 1}, key | {"value": 3.1, "record": 2}, key | {"value": 2.9, "record": 3}]
    )
    records = pd.DataFrame({"id": [1, 2, 3], "title": ["Tabel", None, "Berita"], "file_name": "unggahan.xlsx"})
    index = pd.MultiIndex.from_tuples([("a", 2024, "final")], names=["region", "year", "stage"])
    found = comparison.disagreements(
        values, records, pd.DataFrame({"index": [3.0]}, index=index), nodes=["index"], instrument="x", year=2024,
        stage="final",
    )  # fmt: skip
    assert found["value"].tolist() == [3.1, 2.9]
    assert found["title"].tolist() == ["unggahan unggahan.xlsx", "Berita"]


def test_the_leading_source_is_the_one_of_highest_authority(published: Snapshot) -> None:
    found = comparison.leading_sources(published.records, year=2024, stage="final")
    assert found.index.is_unique
    assert found["73.07"].startswith("KemenPANRB")
