"""What a ranking tells: all equals each time, and every superlative holds against a plain recomputation."""

from fractions import Fraction

import pandas as pd
import pytest

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing import rank_facts
from spbe_analytics.analysis.standing.rank_facts import Farthest, Neighbour, Place, Rivals
from spbe_analytics.analysis.standing.ranking import rank
from spbe_analytics.instruments import Catalogue
from spbe_analytics.scoring.display import round_half_up

NAN = float("nan")


def ranking(*rows: tuple[str, int, float], **columns: list[float]) -> pd.DataFrame:
    """A ranking of exact indices: code, rank, index; ranks of the year before and moves as columns."""
    frame = pd.DataFrame(rows, columns=["region", "rank", "index"])
    exact = [Fraction(repr(index)) for index in frame["index"]]
    frame = frame.assign(exact=pd.Series(exact, dtype=object), low=frame["index"], high=frame["index"])
    empty = dict.fromkeys(("rank_change", "previous_rank", "change"), NAN)
    return frame.assign(**empty).assign(previous_exact=frame["exact"], **columns)


FOUR = ranking(("a", 1, 4.0), ("b", 2, 3.0), ("c", 2, 3.0), ("d", 4, 2.5))


def test_both_ends_name_all_equals() -> None:
    assert rank_facts.highest(FOUR) == Place(1, ("a",), Fraction(4), Fraction(4))
    assert rank_facts.lowest(FOUR) == Place(4, ("d",), Fraction(5, 2), Fraction(5, 2))
    middle = FOUR[FOUR["rank"] == 2]
    assert rank_facts.lowest(middle).regions == ("b", "c")
    overlapping = FOUR.assign(low=[4.0, 2.9, 2.9, 2.4], high=[4.0, 3.1, 3.1, 2.9])
    assert rank_facts.lowest(overlapping).regions == ("b", "c", "d")


def test_around_names_all_at_the_next_rank() -> None:
    above, below = rank_facts.around(FOUR, "d")
    assert above == Neighbour(Place(2, ("b", "c"), Fraction(3), Fraction(3)), Fraction(1, 2), Fraction(1, 2))
    assert below is None
    above, below = rank_facts.around(FOUR, "c")
    assert above is not None
    assert below is not None
    assert (above.place.regions, below.place.regions) == (("a",), ("d",))
    assert rank_facts.around(FOUR, "x") == (None, None)


def test_a_distance_to_a_higher_rank_is_never_negative() -> None:
    """3,50 is printed for one whose exact index is below 3.499."""
    above, _ = rank_facts.around(ranking(("a", 1, 3.499), ("b", 2, 3.5)), "b")
    assert above is not None
    assert (above.least, above.most) == (0, 0)


def test_sharing() -> None:
    assert rank_facts.sharing(FOUR, "b") == ("c",)
    assert rank_facts.sharing(FOUR, "a") == ()
    assert rank_facts.sharing(FOUR, "x") == ()


@pytest.mark.parametrize(
    ("steps", "rose", "fell"),
    [
        ([5.0, -7.0, 5.0, NAN], Farthest(5, ("a", "c")), Farthest(-7, ("b",))),
        ([5.0, 1.0, 0.0, NAN], Farthest(5, ("a",)), None),
        ([0.0, -1.0, -1.0, -1.0], None, Farthest(-1, ("b", "c", "d"))),
        ([0.0, 0.0, NAN, NAN], None, None),
        ([NAN, NAN, NAN, NAN], None, None),
    ],
)
def test_the_farthest_are_all_named(steps: list[float], rose: Farthest | None, fell: Farthest | None) -> None:
    assert rank_facts.farthest(FOUR.assign(rank_change=steps)) == (rose, fell)


def test_movers_are_the_farthest_of_each_side() -> None:
    steps = {"a": 1.0, "b": -2.0, "c": 5.0, "d": 0.0, "e": -7.0, "f": 3.0, "g": NAN}
    group = pd.DataFrame({"region": list(steps), "rank_change": list(steps.values())})
    assert rank_facts.movers(group, 2)["region"].tolist() == ["c", "f", "e", "b"]
    assert rank_facts.movers(group, 9)["region"].tolist() == ["c", "f", "a", "e", "b"]


def test_overtaken_rose_as_shown_and_fell() -> None:
    group = FOUR.assign(rank_change=[-2.0, -1.0, -1.0, 1.0], change=[0.1, 0.004, -0.1, 0.1])
    assert rank_facts.overtaken(group)["region"].tolist() == ["a"]


def test_eleven_kabupaten_of_sulawesi_selatan_fell_although_they_rose(published: Snapshot) -> None:
    found = rank(published.standings, year=2024, stage="final", kind="kabupaten", province="73")
    fallen = rank_facts.overtaken(found)
    assert len(fallen) == 11
    assert "73.22" in set(fallen["region"])
    assert rank_facts.farthest(found) == (Farthest(7, ("73.16",)), Farthest(-7, ("73.04",)))


def test_rivals_passed_who_is_certainly_higher_now_and_was_not_above_before() -> None:
    group = FOUR.assign(previous_rank=[4.0, 2.0, 3.0, 1.0], rank_change=[3.0, 0.0, 1.0, -3.0])
    group = group.assign(previous_exact=[Fraction(3), Fraction(3), Fraction(31, 10), Fraction(5, 2)])
    assert rank_facts.rivals(group, "d") == Rivals(
        4, 3, (), ("a", "b", "c"), (Fraction(1), Fraction(0), Fraction(-1, 10))
    )
    assert rank_facts.rivals(group, "c") == Rivals(4, 1, ("b",), ("a",), (Fraction(1),))
    assert rank_facts.rivals(group, "a") == Rivals(4, 0, (), (), ())
    assert rank_facts.rivals(group, "x") is None


@pytest.mark.parametrize("changed", [{"previous_rank": [1.0, NAN]}, {"low": [2.9, 3.0]}, {"rank_change": [NAN, -1.0]}])
def test_who_was_above_or_overlaps_or_is_new_has_not_passed(changed: dict[str, list[float]]) -> None:
    group = ranking(("a", 1, 3.1), ("b", 2, 3.0), rank_change=[1.0, -1.0], previous_rank=[2.0, 1.0])
    passed = rank_facts.rivals(group, "b")
    assert passed is not None
    assert passed.passed == ("a",)
    other = rank_facts.rivals(group.assign(**changed), "b")
    assert other is not None
    assert other.passed == ()


def test_reached_counts_by_the_predicate_that_stands(published: Snapshot, catalogue: Catalogue) -> None:
    """Luwu 2024 prints 2,60 and stands at Cukup."""
    found = rank(published.standings, year=2024, stage="final", kind="kabupaten", province="73")
    counts = found["predicate"].value_counts()
    assert rank_facts.reached(found, catalogue["spbe-59-2020"]) == 21 - counts["Cukup"]
    assert "73.17" in set(found.loc[found["predicate"] == "Cukup", "region"])


def test_examples_of_what_rounding_leaves() -> None:
    group = ranking(("a", 1, 3.004), ("b", 2, 3.001), ("c", 3, 2.0), ("d", 3, 2.0), ("e", 3, 2.0))
    apart, shared = rank_facts.alike_and_apart(group)
    assert apart["region"].tolist() == ["a", "b"]
    assert shared["region"].tolist() == ["c", "d", "e"]
    assert [len(rows) for rows in rank_facts.alike_and_apart(group.iloc[[0, 2]])] == [0, 0]


def test_every_superlative_of_every_group_holds(published: Snapshot) -> None:
    """Over all provinces and kinds, against pairs of bounds compared one by one."""
    standings = published.standings
    provinces = [None, *sorted(set(standings["province"]) - {""})]
    wanted = [(2024, kind) for kind in ("kabupaten", "kota", "provinsi")] + [(2023, "kabupaten")]
    checked = 0
    for year, kind in wanted:
        for province in provinces:
            found = rank(standings, year=year, stage="final", kind=kind, province=province)
            if len(found):
                check(found)
                checked += 1
    assert checked > 100


def check(found: pd.DataFrame) -> None:
    bounds = {row["region"]: (row["low"], row["high"]) for row in found.to_dict("records")}
    above = {code: {other for other, (low, _) in bounds.items() if low > high} for code, (_, high) in bounds.items()}
    highest, lowest = rank_facts.highest(found), rank_facts.lowest(found)
    assert set(highest.regions) == {code for code, others in above.items() if not others}
    assert set(lowest.regions) == set(bounds) - set().union(*above.values())
    assert round_half_up(highest.most) == max(found["index"].map(round_half_up))
    assert round_half_up(lowest.least) == min(found["index"].map(round_half_up))
    moves = dict(zip(found["region"], found["rank_change"], strict=True))
    for end, pick in zip(rank_facts.farthest(found), (max, min), strict=True):
        known = [steps for steps in moves.values() if steps == steps]
        most = pick(known, default=0)
        assert (end is None) == (not (most > 0 if pick is max else most < 0))
        if end is not None:
            assert set(end.regions) == {code for code, steps in moves.items() if steps == most}
    for code in found["region"].iloc[:: max(1, len(found) // 4)]:
        for neighbour in rank_facts.around(found, code):
            if neighbour is not None:
                assert 0 <= neighbour.least <= neighbour.most
                there = found[found["rank"] == neighbour.place.rank]
                assert set(neighbour.place.regions) == set(there["region"])
        told = rank_facts.rivals(found, code)
        assert told is not None
        assert told.higher == len(above[code])
        assert set(told.passed) <= above[code]
