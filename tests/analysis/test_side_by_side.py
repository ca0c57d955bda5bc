"""Regions beside each other: as shown where a figure is printed, exactly where it is computed, all equals each time."""

from fractions import Fraction
from itertools import combinations

import pytest

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.standing.side_by_side import Amount, greatest, least, side_by_side
from spbe_analytics.instruments import Catalogue
from spbe_analytics.scoring.display import round_half_up
from tests.analysis.beside import beside

NODES = ("index", "D1", "D2", "D3", "D4")
SPBE = "spbe-59-2020"


def test_orders_are_kept_and_the_unknown_is_missing(published: Snapshot) -> None:
    names = {"73.22": "Luwu Utara", "73.99": "Entah", "73.03": "Bantaeng"}
    got = side_by_side(published.assessed(SPBE), names, NODES, year=2024, stage="final")
    assert got.nodes == NODES
    assert got.names == ("Luwu Utara", "Entah", "Bantaeng")
    assert got.frame["Luwu Utara"].tolist() == [3.26, 3.5, 2.6, 1.82, 4.07]
    assert got.frame["Entah"].isna().all()
    assert got.of("Entah") == {}
    assert got.at("index")["Bantaeng"] == Amount(Fraction(364, 100), printed=True)
    assert not got.complete
    assert got.part(names=["Luwu Utara", "Bantaeng"]).complete


def test_of_nobody_there_are_the_nodes(published: Snapshot) -> None:
    got = side_by_side(published.assessed(SPBE), {}, NODES, year=2024, stage="final")
    assert got.frame.shape == (5, 0)
    assert not got.complete


def test_a_computed_value_is_the_fraction_that_its_levels_give(published: Snapshot) -> None:
    got = side_by_side(published.assessed(SPBE), {"18.71": "A"}, NODES, year=2024, stage="final")
    assert got.at("index")["A"] == Amount(Fraction(29795, 10000), printed=False)


def test_differences_are_the_first_minus_the_others(published: Snapshot) -> None:
    names = {"73.22": "Luwu Utara", "73.03": "Bantaeng", "73.07": "Sinjai"}
    got = side_by_side(published.assessed(SPBE), names, NODES, year=2024, stage="final").differences()
    assert got["Bantaeng"].tolist() == [-0.38, -1.4, -0.7, 0.0, -0.06]
    assert got.loc["index", "Sinjai"] == 0.25


def test_a_difference_needs_both_sides() -> None:
    got = beside(["D1", "D2"], a=[3.0, None], b=[None, 2.0], c=[1.0, 1.0]).differences()
    assert got.isna().to_numpy().tolist() == [[True, False], [True, True]]
    assert got.loc["D1", "c"] == 2.0
    assert beside(["D1"], a=[3.0]).differences().shape == (1, 0)


def test_a_half_is_not_lost_in_a_difference() -> None:
    got = beside(["index"], a=[3.01], b=[2.145], printed=False)
    assert got.apart("index", "a", "b") == Amount(Fraction(865, 1000), printed=False)
    assert round_half_up(got.differences().loc["index", "b"]) == round_half_up(0.87)


@pytest.mark.parametrize(
    ("one", "printed", "other", "same"),
    [
        (3.49, True, 3.49, True),
        (3.494, False, 3.49, True),
        (3.495, False, 3.49, False),
        (3.49, True, 3.5, False),
    ],
)
def test_where_one_is_printed_equal_is_what_shows_equal(one: float, printed: bool, other: float, same: bool) -> None:
    mine, its = Amount(Fraction(repr(one)), printed), Amount(Fraction(repr(other)), printed=True)
    assert mine.same(its) is same
    assert its.above(mine) is (not same and other > one)


def test_computed_values_are_told_apart_exactly() -> None:
    one, other = (Amount(Fraction(number, 10000), printed=False) for number in (34940, 34941))
    assert other.above(one)
    assert not one.above(other)
    assert not one.above(one)


def test_ends_name_all_equals_in_their_order() -> None:
    amounts = {name: Amount(Fraction(value), printed=True) for name, value in zip("abcd", (3, 4, 4, 3), strict=True)}
    assert (greatest(amounts), least(amounts)) == (("b", "c"), ("a", "d"))
    assert (greatest({}), least({})) == ((), ())


def test_spans_name_all_at_both_ends_and_need_two_values() -> None:
    got = beside(
        ["D1", "D2", "D3", "D4"], a=[3.0, 1.0, None, 2.0], b=[3.5, 4.0, 2.0, 2.0], c=[3.5, None, None, 2.0]
    ).spans()
    assert [span.node for span in got] == ["D1", "D2", "D4"]
    assert [span.width.value for span in got] == [Fraction(1, 2), 3, 0]
    assert (got[0].highest, got[0].lowest) == (("b", "c"), ("a",))
    assert got[2].highest == got[2].lowest == ("a", "b", "c")


def test_leads_and_lags_are_each_others_opposite() -> None:
    got = beside(["D1", "D2"], a=[3.0, None], b=[2.5, 2.0], c=[3.4, 1.0])
    assert [(lead.node, lead.other, lead.by.value) for lead in got.leads("a", ["b", "c"])] == [
        ("D1", "b", Fraction(1, 2))
    ]
    assert [(lag.node, lag.other, lag.by.value) for lag in got.lags("a", ["b", "c"])] == [("D1", "c", Fraction(2, 5))]


def test_every_comparison_of_the_provinces_holds(published: Snapshot, catalogue: Catalogue) -> None:
    """Pairs and triples of all provinces of 2024, against the printed figures compared one by one."""
    assert catalogue[SPBE].pillars
    standings = published.standings
    rows = standings[(standings["year"] == 2024) & (standings["stage"] == "final") & (standings["kind"] == "provinsi")]
    codes = sorted(rows["region"])
    assessed, checked = published.assessed(SPBE), 0
    for chosen in [*list(combinations(codes, 2))[::9], *list(combinations(codes, 3))[::211]]:
        names = {code: code for code in chosen}
        got = side_by_side(assessed, names, NODES, year=2024, stage="final")
        shown = {
            (node, code): round_half_up(assessed.scores.loc[(code, 2024, "final"), node])
            for node in NODES
            for code in chosen
        }
        printed = all(amount.printed for amount in got.amounts.values())
        for node in NODES if printed else ():
            top = max(shown[node, code] for code in chosen)
            low = min(shown[node, code] for code in chosen)
            assert set(greatest(got.at(node))) == {code for code in chosen if shown[node, code] == top}
            (span,) = [span for span in got.spans() if span.node == node]
            assert span.width.value == Fraction(top - low)
            ahead = {(lead.other, lead.by.value) for lead in got.leads(chosen[0], chosen[1:]) if lead.node == node}
            mine = shown[node, chosen[0]]
            assert ahead == {
                (code, Fraction(mine - shown[node, code])) for code in chosen[1:] if mine > shown[node, code]
            }
            checked += 1
    assert checked > 400
