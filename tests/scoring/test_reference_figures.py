"""Figures known of the whole of the published data: how much follows exactly, and what is a misprint."""

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd
import pytest

from spbe_analytics.errors import ScoringError
from spbe_analytics.instruments import Catalogue
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, Kind
from spbe_analytics.scoring import Reconstruction, reconcile, reconstruct, score
from spbe_analytics.store import NewBatch, NewRecord

NEW = "spbe-59-2020"


@dataclass(frozen=True)
class Traced:
    """A published record and what can stand behind it."""

    record: NewRecord
    found: Reconstruction


def figures(record: NewRecord) -> dict[str, Fraction]:
    return {figure.node: Fraction(figure.raw) for figure in record.figures}


@pytest.fixture(scope="module")
def traced(catalogue: Catalogue, published_batch: NewBatch) -> list[Traced]:
    """Every published record of a government that prints all four domains of the instrument of 2020."""
    instrument = catalogue[NEW]
    found = []
    for record in published_batch.records:
        printed = figures(record)
        if (
            record.instrument == NEW
            and gazetteer()[record.region].kind is not Kind.AVERAGE
            and all(pillar.code in printed for pillar in instrument.pillars)
        ):
            found.append(Traced(record, reconstruct(instrument, printed)))
    return found


def test_records_with_four_domains(traced: list[Traced]) -> None:
    assert len(traced) == 1064


def test_all_but_one_have_a_solution(traced: list[Traced]) -> None:
    without = [(row.record.region, row.record.year) for row in traced if not row.found.indices]
    assert without == [("16.07", 2023)]


def test_one_or_two_exact_indices_stand_behind_each(traced: list[Traced]) -> None:
    counts = pd.Series([len(row.found.indices) for row in traced]).value_counts().to_dict()
    assert counts == {2: 676, 1: 387, 0: 1}


def test_two_exact_indices_are_never_far_apart(traced: list[Traced]) -> None:
    spread = max(row.found.indices[-1] - row.found.indices[0] for row in traced if row.found.indices)
    assert spread == Fraction("0.0025")


def test_every_exact_index_prints_as_published_and_is_a_whole_number_of_2000ths(traced: list[Traced]) -> None:
    for row in traced:
        for index in row.found.indices:
            assert (index * 2000).denominator == 1
            assert abs(index - figures(row.record)[INDEX_NODE]) <= Fraction("0.005")


def test_all_but_five_printed_predicates_follow_with_certainty(catalogue: Catalogue, traced: list[Traced]) -> None:
    open_or_other = {}
    for row in traced:
        possible = {catalogue[NEW].predicate(index).name for index in row.found.indices}
        if possible and row.record.predicate and possible != {row.record.predicate}:
            open_or_other[row.record.region, row.record.year] = (row.record.predicate, possible)
    assert open_or_other == {
        ("12.25", 2023): ("Cukup", {"Kurang"}),
        ("93.02", 2023): ("Cukup", {"Kurang"}),
        ("12.25", 2024): ("Kurang", {"Kurang", "Cukup"}),
        ("33.12", 2024): ("Memuaskan", {"Sangat Baik", "Memuaskan"}),
        ("36.73", 2023): ("Baik", {"Cukup", "Baik"}),
    }


def test_each_solution_has_the_printed_domains(catalogue: Catalogue, traced: list[Traced]) -> None:
    instrument = catalogue[NEW]
    for row in traced[::50]:
        for index, sums in row.found.solutions:
            points = sum((instrument.node(part.indicators[0]).weight * part.total for part in sums), Fraction(0))
            assert points / 100 == index
            assert sorted(code for part in sums for code in part.indicators) == sorted(instrument.indicator_codes)


def test_records_with_every_level_reconcile(catalogue: Catalogue, published_batch: NewBatch) -> None:
    instrument = catalogue[NEW]
    full = [r for r in published_batch.records if {f.node for f in r.figures} >= set(instrument.indicator_codes)]
    assert [(record.region, record.year) for record in full] == [("18.71", 2021), ("18.71", 2023), ("18.71", 2024)]
    levels = pd.DataFrame([{f.node: f.value for f in record.figures} for record in full])
    scores = score(instrument, levels)
    for place, record in enumerate(full):
        printed = figures(record)
        assert len(printed) == len(instrument.codes)
        assert reconcile(instrument, scores.exact(place), printed) == ()


def test_only_records_of_averages_and_misprints_fail_to_follow_from_their_parts(
    catalogue: Catalogue, published_batch: NewBatch
) -> None:
    wrong = {
        (record.region, record.year, mismatch.node): record.misprint
        for record in published_batch.records
        for mismatch in reconcile(catalogue[record.instrument], {}, figures(record))
    }
    assert wrong == {
        ("rerata-provinsi", 2020, "index"): True,
        ("rerata-kota", 2023, "index"): True,
        ("rerata-kementerian", 2023, "D3"): False,
        ("nasional", 2023, "index"): False,
    }


def test_a_mismatch_says_what_follows_and_how_far_rounding_goes(catalogue: Catalogue) -> None:
    instrument = catalogue[NEW]
    domains = {pillar.code: Fraction(3) for pillar in instrument.pillars}
    assert reconcile(instrument, {}, domains | {"index": Fraction("3.01")}) == ()
    (found,) = reconcile(instrument, {}, domains | {"index": Fraction("3.02")})
    assert (found.node, found.printed, found.expected) == ("index", Fraction("3.02"), Fraction(3))
    assert found.from_levels is False
    exact = {"index": Fraction("2.1545")}
    assert reconcile(instrument, exact, {"index": Fraction("2.15")}) == ()
    (found,) = reconcile(instrument, exact, {"index": Fraction("2.16")})
    assert found.from_levels is True


def test_what_is_neither_computed_nor_printed_below_is_not_judged(catalogue: Catalogue) -> None:
    assert reconcile(catalogue[NEW], {}, {"index": Fraction(9), "D1": Fraction(1)}) == ()


def test_fractional_levels_cannot_be_traced_back(catalogue: Catalogue) -> None:
    instrument = catalogue["pemdi-8-2026"]
    with pytest.raises(ScoringError, match="tidak bulat"):
        reconstruct(instrument, {pillar.code: Fraction(2) for pillar in instrument.pillars})


def test_a_missing_domain_is_named(catalogue: Catalogue) -> None:
    with pytest.raises(ScoringError, match="Manajemen SPBE"):
        reconstruct(catalogue[NEW], {"D1": Fraction(1), "D2": Fraction(1), "D4": Fraction(1), "index": Fraction(1)})


def test_without_a_printed_index_more_stays_possible(catalogue: Catalogue) -> None:
    domains = {"D1": Fraction("2.30"), "D2": Fraction("1.70"), "D3": Fraction(1), "D4": Fraction("3.75")}
    wide = reconstruct(catalogue[NEW], domains).indices
    assert len(wide) > 1
    assert set(reconstruct(catalogue[NEW], domains | {"index": Fraction("2.59")}).indices) < set(wide)
