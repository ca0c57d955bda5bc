"""The predicate that stands decides what is next."""

from fractions import Fraction

import pytest

from spbe_analytics.analysis.planning.goal import next_goal
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import INDEX_NODE, PREDICATE, Basis

NEW = "spbe-59-2020"


@pytest.mark.parametrize(
    ("region", "year", "standing", "following", "least", "most"),
    [
        ("12.25", 2023, "Cukup", "Baik", "0.8025", "0.8050"),  # Nias Barat, 1,80 printed Cukup, exactly less
        ("12.25", 2024, "Kurang", "Cukup", "0", "0.0025"),  # 1.7975 or on the edge, printed Kurang
        ("93.02", 2023, "Cukup", "Baik", "0.8005", "0.8005"),  # Boven Digoel, exactly 1.7995, printed Cukup
        ("36.73", 2023, "Baik", "Sangat Baik", "0.8990", "0.9015"),  # Kota Serang, 2.5985 or 2.601
        ("73.17", 2024, "Cukup", "Baik", "0.0015", "0.0040"),  # Luwu, prints 2,60, exactly less
        ("11.04", 2025, "Cukup", "Baik", "0.0060", "0.0060"),  # Aceh Tengah, everything printed is used
        ("18.71", 2024, "Baik", "Sangat Baik", "0.5205", "0.5205"),  # Bandar Lampung, every level known
        ("16.07", 2023, "Kurang", "Cukup", "0.7450", "0.7550"),  # Banyuasin, nothing can stand behind it
    ],
)
def test_the_next_predicate_lies_above_the_one_that_stands(
    published: Snapshot, catalogue: Catalogue, region: str, year: int, standing: str, following: str, least: str,
    most: str,
) -> None:  # fmt: skip
    goal = next_goal(published, catalogue[NEW], region, year, "final")
    assert goal is not None
    assert goal.predicate is not None
    assert (goal.standing.name, goal.predicate.name) == (standing, following)
    assert (goal.least, goal.most) == (Fraction(least), Fraction(most))
    assert (goal.region, goal.year, goal.stage) == (region, year, "final")
    assert goal.basis is (Basis.COMPUTED if region == "18.71" else Basis.PUBLISHED)


def test_the_top_is_not_the_unknown(published: Snapshot, catalogue: Catalogue) -> None:
    top = next_goal(published, catalogue[NEW], "33.12", 2024, "final")  # Wonogiri, 4,20 printed Memuaskan
    assert top is not None
    assert (top.standing.name, top.predicate, top.least, top.most) == ("Memuaskan", None, None, None)
    assert top.index < Fraction("4.2") <= top.upper
    assert next_goal(published, catalogue[NEW], "73.22", 2025, "final") is None


@pytest.mark.parametrize("name", ["spbe-5-2018", NEW])
def test_no_goal_is_the_predicate_shown_or_one_below_it(published: Snapshot, catalogue: Catalogue, name: str) -> None:
    instrument, found = catalogue[name], 0
    order = [predicate.name for predicate in instrument.predicates]
    standings = published.assessed(name).standings
    for key, row in standings[standings[INDEX_NODE].notna()].iterrows():
        goal = next_goal(published, instrument, *key)
        assert goal is not None
        assert goal.standing.name == row[PREDICATE]
        assert [predicate.name for predicate in goal.above] == order[order.index(row[PREDICATE]) + 1 :]
        assert (float(goal.index), float(goal.upper)) == pytest.approx((row["low"], row["high"]), abs=1e-8)
        found += 1
    assert found >= 18


def test_after_a_rise_the_exact_index_decides_but_never_below_what_stands(
    published: Snapshot, catalogue: Catalogue
) -> None:
    instrument = catalogue[NEW]
    goal = next_goal(published, instrument, "12.25", 2023, "final")
    assert goal is not None
    near = goal.moved(instrument, goal.index + Fraction("0.001"), goal.upper + Fraction("0.001"))
    assert (near.standing.name, near.predicate and near.predicate.name) == ("Cukup", "Baik")
    lower = goal.moved(instrument, goal.index - Fraction("0.1"), goal.upper - Fraction("0.1"))
    assert (lower.standing.name, lower.predicate and lower.predicate.name) == ("Kurang", "Cukup")
    far = goal.moved(instrument, Fraction("2.6"), Fraction("2.6025"))
    assert (far.standing.name, far.predicate and far.predicate.name) == ("Baik", "Sangat Baik")
