"""Bands of ranks: the cases worked by hand, and what must hold of any bounds."""

from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from spbe_analytics.analysis.assess import SLACK
from spbe_analytics.analysis.certainty.bands import alike, rank_bands, undecided
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing.ranking import competition_ranks, rank

CASES = Path(__file__).resolve().parent.parent / "cases" / "rentang_peringkat.yaml"

Bounds = list[tuple[int, int]]
BOUNDS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 4)), min_size=1, max_size=25)


def cases(*, made_up: bool) -> list[Any]:
    found = YAML(typ="safe", pure=True).load(CASES.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["case"].replace(" ", "-")) for case in found if ("year" not in case) is made_up]


def ends(possible: str | list[float]) -> tuple[float, float]:
    if isinstance(possible, str):
        low, below = map(float, possible.split(".."))
        return low, below - SLACK
    return possible[0], possible[-1]


def frame(bounds: Bounds) -> pd.DataFrame:
    """Bounds as a ranking, the best first."""
    rows = [(f"r{place}", float(low), float(low + width)) for place, (low, width) in enumerate(bounds)]
    found = pd.DataFrame(rows, columns=["region", "low", "high"])
    return found.join(rank_bands(found["low"], found["high"])).sort_values("best", kind="stable", ignore_index=True)


def check(ranked: pd.DataFrame, case: dict[str, Any]) -> None:
    """Hold a ranking with ``region, low, high`` against a case."""
    bands = ranked.join(rank_bands(ranked["low"], ranked["high"]))
    others = undecided(ranked["low"], ranked["high"])
    regions = ranked["region"].tolist()
    for region, expected in case["governments"].items():
        at = regions.index(region)
        assert (bands["low"][at], bands["high"][at]) == pytest.approx(ends(expected["possible"]), abs=1e-12)
        assert (bands["best"][at], bands["worst"][at]) == (expected["best"], expected["worst"])
        assert sorted(regions[other] for other in others[at]) == expected["apart_from"]
    mine = [sorted(group.regions) for group in alike(bands) if set(group.regions) & set(case["governments"])]
    assert mine == case["groups"]


@pytest.mark.parametrize("case", cases(made_up=True))
def test_a_case_by_hand(case: dict[str, Any]) -> None:
    rows = [(name, *ends(given["possible"])) for name, given in case["governments"].items()]
    check(pd.DataFrame(rows, columns=["region", "low", "high"]), case)


@pytest.mark.parametrize("case", cases(made_up=False))
def test_a_case_of_published_figures(published: Snapshot, case: dict[str, Any]) -> None:
    group = rank(
        published.standings, year=case["year"], stage="final", kind=case["kind"], province=case.get("province")
    )
    check(group, case)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=5))
def test_the_ends_are_ranks_for_some_exact_indices_and_none_lies_outside(bounds: Bounds) -> None:
    low = pd.Series([float(start) for start, _ in bounds])
    bands = rank_bands(low, low + [width for _, width in bounds])
    found: list[set[int]] = [set() for _ in bounds]
    for exact in product(*(range(low, low + width + 1) for low, width in bounds)):
        for place, mine in enumerate(exact):
            found[place].add(1 + sum(other > mine for other in exact))
    assert [(min(ranks), max(ranks)) for ranks in found] == list(bands.itertuples(index=False, name=None))


@given(BOUNDS)
def test_the_rank_of_the_product_is_the_best_one(bounds: Bounds) -> None:
    ranked = frame(bounds)
    assert ranked["best"].tolist() == competition_ranks(ranked["low"], ranked["high"]).tolist()
    assert (ranked["worst"] >= ranked["best"]).all()
    assert (ranked["worst"] <= len(ranked)).all()


@given(st.lists(st.integers(0, 12), min_size=1, max_size=25))
def test_exact_indices_have_a_band_of_one_rank(indices: list[int]) -> None:
    ranked = frame([(index, 0) for index in indices])
    assert (ranked["best"] == ranked["worst"]).all()
    assert alike(ranked) == []
    assert undecided(ranked["low"], ranked["high"]) == [()] * len(indices)


@given(BOUNDS)
def test_being_undecided_is_mutual(bounds: Bounds) -> None:
    ranked = frame(bounds)
    others = undecided(ranked["low"], ranked["high"])
    assert all(place in others[other] for place, found in enumerate(others) for other in found)
    assert all(place not in found for place, found in enumerate(others))


@given(BOUNDS)
def test_groups_are_the_largest_sets_that_all_meet(bounds: Bounds) -> None:
    ranked = frame(bounds)
    places = {region: place for place, region in enumerate(ranked["region"])}
    low, high = ranked["low"].tolist(), ranked["high"].tolist()

    def meet(one: int, other: int) -> bool:
        return low[one] <= high[other] and low[other] <= high[one]

    groups = [{places[region] for region in group.regions} for group in alike(ranked)]
    for group in groups:
        assert all(meet(one, other) for one in group for other in group)
        assert not [extra for extra in range(len(low)) if extra not in group and all(meet(extra, m) for m in group)]
    pairs = {(one, other) for one, found in enumerate(undecided(ranked["low"], ranked["high"])) for other in found}
    assert all(any({one, other} <= group for group in groups) for one, other in pairs)


def test_nobody_has_no_band() -> None:
    nothing = pd.Series(dtype=float)
    assert rank_bands(nothing, nothing).empty
    assert undecided(nothing, nothing) == []


@pytest.mark.parametrize("kind", ["provinsi", "kabupaten", "kota", None])
@pytest.mark.parametrize("year", [2018, 2020, 2021, 2023, 2024, 2025])
def test_published_ranks_lie_within_their_bands(published: Snapshot, kind: str | None, year: int) -> None:
    group = rank(published.standings, year=year, stage="final", kind=kind)
    bands = rank_bands(group["low"], group["high"])
    assert bands["best"].tolist() == group["rank"].tolist()
    assert (bands["worst"] >= group["rank"]).all()
