"""What actions do to the index: promised exactly, shown by the next result, missing where nothing is known."""

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from spbe_analytics.analysis.followup_effect import Effect, effects, expected, total
from spbe_analytics.entries.action import Action
from spbe_analytics.instruments import Catalogue
from tests.analysis.assessments import snapshot_of

SPBE = "spbe-59-2020"
REGION = "73.22"
BEFORE, AFTER = (REGION, 2023, "final"), (REGION, 2024, "final")


def frame(*actions: Action) -> pd.DataFrame:
    return pd.DataFrame([{"number": number, **action.row} for number, action in enumerate(actions, start=1)])


def action(node: str, start: str = "", end: str = "", **said: object) -> Action:
    whole = {"state": "selesai", "level_from": start, "level_to": end} | said
    return Action(REGION, 2023, "final", SPBE, node, "Kerjakan", **whole)


def levels(catalogue: Catalogue, level: int, **other: int) -> dict[str, float]:
    return {code: float(level) for code in catalogue[SPBE].indicator_codes} | {k: float(v) for k, v in other.items()}


def test_what_is_promised_follows_from_the_levels(catalogue: Catalogue) -> None:
    instrument = catalogue[SPBE]
    assert expected(action("I45", "2", "3").row, instrument) == Fraction(3, 100)
    assert expected(action("I45", "2", "3", gain="9").row, instrument) == Fraction(3, 100)
    assert expected(action("D4", "", "", gain="0,26").row, instrument) == Fraction(26, 100)
    assert expected(action("I45").row, instrument) is None


def test_the_next_result_shows_what_came_of_it(catalogue: Catalogue) -> None:
    snapshot = snapshot_of(catalogue, {BEFORE: levels(catalogue, 2), AFTER: levels(catalogue, 2, I45=3, I12=2)})
    rows = frame(action("I45", "2", "4"), action("I12", "2", "3"), action("I1", "2", "3", state="berjalan"))
    found = effects(snapshot, rows, catalogue[SPBE])
    assert found[1] == Effect(Fraction(6, 100), Fraction(2), Fraction(3), 2024, Fraction(3, 100))
    assert found[2].real == 0
    assert (found[3].real, found[3].why) == (None, "dihitung setelah tindakan selesai")
    summed = total(rows, found)
    assert (summed.finished, summed.expected, summed.real, summed.seen) == (
        2, Fraction(6, 100) + catalogue[SPBE].node("I12").weight / 100, Fraction(3, 100), 2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "misprints", "why"),
    [
        ({BEFORE: 2}, frozenset(), "menunggu Nilai akhir sesudah 2023"),
        ({BEFORE: 2, (REGION, 2024, "mandiri"): 3}, frozenset(), "menunggu Nilai akhir sesudah 2023"),
        ({AFTER: 3}, frozenset(), "tingkat I45 pada hasil 2023 tidak diketahui"),
        ({BEFORE: 2, AFTER: 3}, frozenset({AFTER}), "angka 2024 salah cetak"),
    ],
)
def test_what_is_not_known_is_missing_and_says_why(
    catalogue: Catalogue, given: dict[tuple[str, int, str], int], misprints: frozenset[tuple[str, int, str]], why: str
) -> None:
    snapshot = snapshot_of(catalogue, {key: levels(catalogue, level) for key, level in given.items()}, misprints)
    rows = frame(action("I45", "2", "3"))
    found = effects(snapshot, rows, catalogue[SPBE])
    assert (found[1].real, found[1].why) == (None, why)
    assert (total(rows, found).real, total(rows, found).whys) == (None, (why,))


def test_two_instruments_are_never_compared(catalogue: Catalogue) -> None:
    pemdi = dict.fromkeys(catalogue["pemdi-8-2026"].indicator_codes, 4.0)
    snapshot = snapshot_of(catalogue, {BEFORE: levels(catalogue, 2), (REGION, 2026, "final"): pemdi})
    found = effects(snapshot, frame(action("I1", "2", "3")), catalogue[SPBE])
    assert found[1].real is None
    assert "memakai instrumen lain" in found[1].why


def test_a_node_counts_once_however_many_actions_it_has(catalogue: Catalogue) -> None:
    """Two actions share what the indicator brought in their turn; the domain above has what they leave."""
    snapshot = snapshot_of(catalogue, {BEFORE: levels(catalogue, 1), AFTER: levels(catalogue, 1, I45=4, I32=2)})
    rows = frame(
        action("I45", "2", "3", due=date(2025, 12, 31)),
        action("I45", "1", "2", due=date(2024, 12, 31)),
        action("D4", gain="0,1"),
    )
    found = effects(snapshot, rows, catalogue[SPBE])
    assert (found[2].real, found[1].real) == (Fraction(3, 100), Fraction(6, 100))
    assert found[3].real == catalogue[SPBE].node("I32").weight / 100
    assert total(rows, found).real == snapshot_change(catalogue, {"I45": 3, "I32": 1})


def snapshot_change(catalogue: Catalogue, steps: dict[str, int]) -> Fraction:
    return sum((catalogue[SPBE].node(code).weight * step / 100 for code, step in steps.items()), Fraction(0))


NODES = ["I45", "I46", "I32", "A8", "A7", "D4", "D1", "I1"]


@given(
    some.lists(some.tuples(some.sampled_from(NODES), some.integers(1, 4), some.booleans()), max_size=6),
    some.dictionaries(some.sampled_from(["I45", "I46", "I32", "I1"]), some.integers(1, 5)),
)
def test_parts_add_up_to_what_the_nodes_brought(
    catalogue: Catalogue, chosen: list[tuple[str, int, bool]], after: dict[str, int]
) -> None:
    instrument = catalogue[SPBE]
    snapshot = snapshot_of(catalogue, {BEFORE: levels(catalogue, 2), AFTER: levels(catalogue, 2, **after)})
    made = [action(node, "1", str(level + 1), state="selesai" if done else "belum") for node, level, done in chosen]
    if not made:
        return
    rows = frame(*made)
    found = effects(snapshot, rows, instrument)
    covered = {leaf.code for node, _, done in chosen if done for leaf in instrument.leaves(node)}
    brought = {code: level - 2 for code, level in after.items() if code in covered}
    assert (total(rows, found).real or 0) == snapshot_change(catalogue, brought)
