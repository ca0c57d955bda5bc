"""Whom to compare with, and where values come from."""

import pandas as pd

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing import side_by_side

NODES = ("index", "D1", "D2", "D3", "D4")


def ranking(ranks: dict[str, int], **columns: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"region": list(ranks), "rank": list(ranks.values())}).assign(**columns)


def test_suggest_the_home_region_the_best_and_the_middle() -> None:
    group = ranking({code: place for place, code in enumerate("abcde", 1)}, index=[5.0, 4.0, 3.0, 2.0, 1.0])
    assert side_by_side.suggest(group, "d") == ["d", "a", "c"]
    assert side_by_side.suggest(group, "a") == ["a", "b", "c"]
    assert side_by_side.suggest(group, "c") == ["c", "a", "b"]
    assert side_by_side.suggest(group, "elsewhere") == ["elsewhere", "a", "c"]
    assert side_by_side.suggest(group, None) == ["a", "b", "c"]


def test_suggest_with_few_or_none() -> None:
    group = ranking({"a": 1, "b": 2}, index=[3.0, 2.0])
    assert side_by_side.suggest(group, "a") == ["a", "b"]
    assert side_by_side.suggest(group.iloc[:1], "a") == ["a"]
    assert side_by_side.suggest(group.iloc[:0], "a") == ["a"]
    assert side_by_side.suggest(group.iloc[:0], None) == []


def test_the_leading_source_is_the_one_of_highest_authority(published: Snapshot) -> None:
    found = side_by_side.leading_sources(published.records, year=2024, stage="final")
    assert found.index.is_unique
    assert found["73.07"].startswith("KemenPANRB")
