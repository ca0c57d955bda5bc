"""Regions beside each other: ranks that may be compared, neighbours, movers and differences."""

import pandas as pd

from spbe_analytics.analysis import comparison
from spbe_analytics.analysis.ranking import rank
from spbe_analytics.analysis.snapshot import Snapshot

NAN = float("nan")
NODES = ("index", "D1", "D2", "D3", "D4")


def ranking(ranks: dict[str, int], steps: dict[str, float] | None = None, **columns: list[float]) -> pd.DataFrame:
    steps = steps or {}
    frame = pd.DataFrame({"region": list(ranks), "rank": list(ranks.values())})
    return frame.assign(rank_change=[steps.get(code, NAN) for code in ranks], **columns)


def test_around_skips_those_that_share_the_rank() -> None:
    group = ranking({"a": 1, "b": 2, "c": 2, "d": 4})
    above, below = comparison.around(group, "c")
    assert above is not None
    assert below is not None
    assert (above["region"], below["region"]) == ("a", "d")
    assert comparison.around(group, "a")[0] is None
    assert comparison.around(group, "d")[1] is None
    assert comparison.around(group, "x") == (None, None)


def test_movers_are_the_farthest_of_each_side() -> None:
    steps = {"a": 1.0, "b": -2.0, "c": 5.0, "d": 0.0, "e": -7.0, "f": 3.0}
    group = ranking(dict.fromkeys([*steps, "g"], 1), steps)
    assert comparison.movers(group, 2)["region"].tolist() == ["c", "f", "e", "b"]
    assert comparison.movers(group, 9)["region"].tolist() == ["c", "f", "a", "e", "b"]


def test_overtaken_rose_and_fell() -> None:
    group = ranking({"a": 1, "b": 2, "c": 3}, {"a": 2, "b": -1, "c": -1}, change=[0.1, 0.1, -0.1])
    assert comparison.overtaken(group)["region"].tolist() == ["b"]


def test_eleven_kabupaten_of_sulawesi_selatan_fell_although_they_rose(published: Snapshot) -> None:
    found = rank(published.standings, year=2024, stage="final", kind="kabupaten", province="73")
    fallen = comparison.overtaken(found)
    assert len(fallen) == 11
    assert "73.22" in set(fallen["region"])
    assert comparison.movers(found, 1)["name"].tolist() == ["Kabupaten Enrekang", "Kabupaten Jeneponto"]


def test_equals_finds_one_example_of_each_oddity() -> None:
    group = pd.DataFrame({"rank": [1, 2, 3, 3], "index": [3.0, 3.0, 2.0, 2.0], "region": list("abcd")})
    apart, shared = comparison.equals(group)
    assert apart["region"].tolist() == ["a", "b"]
    assert shared["region"].tolist() == ["c", "d"]
    none = comparison.equals(group.iloc[[0, 2]])
    assert [len(pair) for pair in none] == [0, 0]


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


def test_the_leading_source_is_the_one_of_highest_authority(published: Snapshot) -> None:
    found = comparison.leading_sources(published.records, year=2024, stage="final")
    assert found.index.is_unique
    assert found["73.07"].startswith("KemenPANRB")
