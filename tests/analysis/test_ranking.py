"""Competition ranks: ties, bounds that overlap, and changes only within one instrument and without a gap."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing.ranking import RankMove, competition_ranks, rank, rank_move, select, standing_of

NAN = float("nan")


def standings(*rows: tuple[str, int, str, float]) -> pd.DataFrame:
    """Build standings of exact indices from region, year, instrument and index."""
    return pd.DataFrame(
        [
            {
                "region": region, "name": f"Kabupaten {region}", "kind": "kabupaten", "province": "73", "year": year,
                "stage": "final", "instrument": instrument, "index": index, "low": index, "high": index,
                "exact": None if index != index else Fraction(repr(index)), "predicate": "Baik", "misprint": False,
            }
            for region, year, instrument, index in rows
        ]
    )  # fmt: skip


def ranked(frame: pd.DataFrame, year: int = 2024) -> pd.DataFrame:
    return rank(frame, year=year, stage="final").set_index("region")


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        pytest.param([4.0, 3.0, 3.0, 2.0], [4.0, 3.0, 3.0, 2.0], [1, 2, 2, 4], id="equals share, the next steps over"),
        pytest.param([2.0, 4.0, 3.0], [2.0, 4.0, 3.0], [3, 1, 2], id="in the order given"),
        pytest.param([3.0, 3.0], [3.1, 3.05], [1, 1], id="overlapping bounds cannot be told apart"),
        pytest.param([3.1, 3.0], [3.2, 3.1], [1, 1], id="touching bounds cannot be told apart"),
        pytest.param([3.11, 3.0], [3.2, 3.1], [1, 2], id="bounds apart"),
        pytest.param([3.0, 3.05, 3.11], [3.1, 3.2, 3.3], [2, 1, 1], id="the middle one overlaps both"),
        pytest.param([], [], [], id="nobody"),
    ],
)
def test_competition_ranks(low: list[float], high: list[float], expected: list[int]) -> None:
    index = pd.Index([f"r{place}" for place in range(len(low))])
    found = competition_ranks(pd.Series(low, index, dtype=float), pd.Series(high, index, dtype=float))
    assert found.tolist() == expected
    assert found.index.equals(index)


@given(st.lists(st.tuples(st.integers(100, 140), st.integers(0, 4)), max_size=30))
def test_competition_ranks_are_one_plus_those_certainly_higher(bounds: list[tuple[int, int]]) -> None:
    low = [float(start) for start, _ in bounds]
    high = [float(start + width) for start, width in bounds]
    naive = [1 + sum(other > mine for other in low) for mine in high]
    assert competition_ranks(pd.Series(low, dtype=float), pd.Series(high, dtype=float)).tolist() == naive


def test_change_and_rank_change_since_the_year_before() -> None:
    found = ranked(
        standings(("a", 2023, "x", 3.0), ("b", 2023, "x", 2.0), ("a", 2024, "x", 3.1), ("b", 2024, "x", 3.5))
    )
    assert found.loc["a", ["rank", "of", "change", "previous_rank", "rank_change"]].tolist() == [2, 2, 0.1, 1, -1]
    assert found.loc["b", ["rank", "change", "rank_change"]].tolist() == [1, 1.5, 1]
    assert found.index.tolist() == ["b", "a"]


@pytest.mark.parametrize(
    "earlier",
    [
        pytest.param(("a", 2022, "x", 3.0), id="a year between is missing"),
        pytest.param(("a", 2023, "old", 3.0), id="another instrument"),
        pytest.param(("a", 2023, "x", NAN), id="no index the year before"),
        pytest.param(("b", 2023, "x", 3.0), id="another region"),
    ],
)
def test_a_change_needs_the_year_before_under_the_same_instrument(earlier: tuple[str, int, str, float]) -> None:
    row = ranked(standings(earlier, ("a", 2024, "x", 3.1))).loc["a"]
    assert row[["previous_index", "change", "previous_rank", "rank_change"]].isna().all()
    assert row["rank"] == 1


@pytest.mark.parametrize(("now", "before", "kept"), [(4, 4, True), (4, 3, True), (2, 9, False), (9, 2, False)])
def test_ranks_of_groups_of_another_size_are_not_compared(now: int, before: int, kept: bool) -> None:
    rows = [(f"r{place}", 2024, "x", 4.0 - place / 10) for place in range(now)]
    rows += [(f"r{place}", 2023, "x", 3.0 - place / 10) for place in range(before)]
    row = ranked(standings(*rows)).loc["r0"]
    assert row[["previous_rank", "previous_of", "rank_change"]].notna().tolist() == [kept] * 3
    assert row["change"] == 1.0


def test_a_year_with_few_governments_has_no_rank_change(published: Snapshot) -> None:
    found = rank(published.standings, year=2025, stage="final", kind="kabupaten")
    assert len(found) < 20
    assert found["rank_change"].isna().all()
    assert found["change"].notna().any()


def test_a_missing_index_is_not_ranked_and_does_not_count() -> None:
    found = ranked(standings(("a", 2024, "x", 3.0), ("b", 2024, "x", NAN)))
    assert found.index.tolist() == ["a"]
    assert found.loc["a", "of"] == 1


def test_equals_stand_in_the_order_of_their_names() -> None:
    assert ranked(standings(("b", 2024, "x", 3.0), ("a", 2024, "x", 3.0))).index.tolist() == ["a", "b"]


def test_ranking_does_not_change_its_input() -> None:
    frame = standings(("a", 2024, "x", 3.0))
    before = frame.copy()
    rank(frame, year=2024, stage="final")
    pd.testing.assert_frame_equal(frame, before)


def test_sulawesi_selatan_2024(published: Snapshot) -> None:
    found = rank(published.standings, year=2024, stage="final", kind="kabupaten", province="73")
    assert len(found) == 21
    assert found["region"].is_unique
    row = standing_of(found, "73.22")
    assert row is not None
    assert (row["rank"], row["of"], row["previous_rank"], row["rank_change"]) == (4, 21, 1, -3)
    assert (row["index"], row["previous_index"], row["change"], row["predicate"]) == (3.26, 3.18, 0.08, "Baik")
    assert found["name"].head(3).tolist() == ["Kabupaten Bantaeng", "Kabupaten Gowa", "Kabupaten Pinrang"]


def test_two_that_print_different_sums_but_overlap_share_a_rank(published: Snapshot) -> None:
    nation = rank(published.standings, year=2024, stage="final", kind="kabupaten").set_index("name")
    pair = nation.loc[["Kabupaten Belitung Timur", "Kabupaten Mojokerto"]]
    assert pair["index"].tolist() == [4.16, 4.16]
    assert pair["rank"].tolist() == [18, 18]
    assert nation.loc["Kabupaten Bojonegoro", "rank"] == 20


def test_one_printed_value_can_hold_two_ranks(published: Snapshot) -> None:
    nation = rank(published.standings, year=2024, stage="final", kind="kabupaten").set_index("name")
    pair = nation.loc[["Kabupaten Kudus", "Kabupaten Pesisir Selatan"]]
    assert pair["index"].tolist() == [4.23, 4.23]
    assert pair["rank"].tolist() == [11, 12]


def test_rows_of_press_and_averages_are_no_governments(published: Snapshot) -> None:
    sizes = {
        kind: len(select(published.standings, year=2024, stage="final", kind=kind))
        for kind in ("kabupaten", "kota", "provinsi", None)
    }
    assert sizes == {"kabupaten": 392, "kota": 93, "provinsi": 38, None: 523}


def test_nobody_is_no_rank(published: Snapshot) -> None:
    found = rank(published.standings, year=1999, stage="final")
    assert found.empty
    assert "rank_change" in found
    assert standing_of(found, "73.22") is None


def test_nobody_rises_because_another_was_not_evaluated(published: Snapshot) -> None:
    """Aceh Utara is last of 18 and of 17; Aceh Tenggara went from 17 to 14, one place by the absence of another."""
    found = rank(published.standings, year=2024, stage="final", kind="kabupaten", province="11").set_index("name")
    assert rank_move(found.loc["Kabupaten Aceh Utara"]) == RankMove(0, 18, 17, 18, 17, 17)
    assert rank_move(found.loc["Kabupaten Aceh Tenggara"]) == RankMove(2, 17, 14, 18, 17, 17)
    assert not RankMove(2, 17, 14, 18, 17, 17).plain
    assert RankMove(3, 4, 1, 18, 17, 17).plain


def test_moves_are_counted_among_those_in_both_years(published: Snapshot) -> None:
    """A plain count over pairs: how many stood certainly higher before, less how many do now."""
    standings = published.standings
    kinds = ("kabupaten", "kota", "provinsi")
    groups = [(kind, province) for kind in kinds for province in [None, *sorted(set(standings["province"]) - {""})]]
    checked = 0
    for kind, province in groups:
        found = rank(standings, year=2024, stage="final", kind=kind, province=province)
        moved = found[found["rank_change"].notna()]
        earlier = standings[(standings["year"] == 2023) & (standings["stage"] == "final")].set_index("region")
        bounds = {
            code: (low, high, earlier.loc[code, "low"], earlier.loc[code, "high"])
            for code, low, high in zip(moved["region"], moved["low"], moved["high"], strict=True)
        }
        for code, steps, of in zip(moved["region"], moved["rank_change"], moved["common_of"], strict=True):
            _, high, _, high_before = bounds[code]
            before = sum(other[2] > high_before for other in bounds.values())
            now = sum(other[0] > high for other in bounds.values())
            assert steps == before - now, (kind, province, code)
            assert of == len(bounds)
            checked += 1
    assert checked > 900


def test_a_misprint_is_no_side_of_a_move(published: Snapshot) -> None:
    """Banyuasin 2023 is printed so that no levels give it."""
    found = rank(published.standings, year=2024, stage="final", kind="kabupaten", province="16").set_index("region")
    assert found.loc["16.07", "previous_misprint"]
    assert rank_move(found.loc["16.07"]) is None
    assert (found["common_of"] == len(found) - 1).all()


def test_one_in_both_years_has_no_move() -> None:
    found = ranked(
        standings(("a", 2023, "x", 3.0), ("b", 2023, "x", 2.0), ("a", 2024, "x", 3.1), ("c", 2024, "x", 3.5))
    )
    assert rank_move(found.loc["a"]) is None
    assert found.loc["a", "previous_rank"] == 1


def test_a_change_is_subtracted_exactly() -> None:
    row = ranked(standings(("a", 2023, "x", 2.145), ("a", 2024, "x", 3.01))).loc["a"]
    assert row["change"] == 0.865
