"""Changes in an address: what is written is read again, and what makes no sense is told and left out."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from spbe_analytics.instruments import Catalogue
from spbe_analytics.ui.simulasi.draft import Draft, read
from tests.analysis.small import small_position

START = small_position([Fraction(2)] * 4, [Fraction(1)] * 4)
NODES = some.sampled_from(["I1", "I2", "I3", "I4"])


@given(
    some.dictionaries(NODES, some.sampled_from([1, 3, 4, 5])),
    some.dictionaries(NODES, some.integers(1, 3)),
)
def test_what_is_written_is_read_again(levels: dict[str, int], years: dict[str, int]) -> None:
    told = {node: year for node, year in years.items() if node in levels}
    draft = Draft({node: Fraction(level) for node, level in levels.items()}, told)
    found, wrong = read(START, draft.text)
    assert wrong == ""
    assert (found.levels, found.years) == (draft.levels, draft.years)
    assert found.base == draft.levels


def test_fractional_levels_are_written_and_read(catalogue: Catalogue) -> None:
    scale = catalogue["pemdi-8-2026"].scale
    start = small_position([Fraction("2.25")] * 2, [Fraction(1)] * 2, scale)
    draft = Draft({"I1": Fraction("3.05"), "I2": Fraction(4)}, {"I1": 2})
    assert draft.text == "I1.3_05.2-I2.4"
    assert read(start, draft.text)[0].levels == draft.levels


@pytest.mark.parametrize(
    ("text", "levels", "wrong"),
    [
        ("I1.3-I9.4-I2.6", {"I1": 3}, "I9.4, I2.6"),
        ("<script>-I1.4", {"I1": 4}, "<script>"),
        ("I1.2_5", {}, "I1.2_5"),
        ("I1.2", {}, ""),
        ("I1.0", {}, "I1.0"),
        ("", {}, ""),
        ("---", {}, ""),
    ],
)
def test_what_makes_no_sense_is_told_and_left_out(text: str, levels: dict[str, int], wrong: str) -> None:
    found, said = read(START, text)
    assert found.levels == levels
    assert wrong in said
    assert bool(said) == bool(wrong)
