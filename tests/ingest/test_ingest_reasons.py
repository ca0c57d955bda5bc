"""A printed figure that does not follow is told with the likeliest single cause, or with none."""

from fractions import Fraction

import pytest

from spbe_analytics.ingest import read
from spbe_analytics.ingest.checks.reasons import likely_reason
from spbe_analytics.scoring.display import format_score, round_half_up
from tests.ingest.ingest_workbooks import instrument, report, workbook
from tests.ingest.layout_workbooks import levels


def scored(given: list[int]) -> dict[str, Fraction]:
    """Score levels by the weights of the regulation, node by node."""
    item = instrument()
    leaves = dict(zip(item.indicator_codes, map(Fraction, given), strict=True))
    return leaves | {
        node.code: sum((leaves[leaf.code] * leaf.weight for leaf in item.leaves(node.code)), Fraction(0)) / node.weight
        for node in item.nodes
        if node.code not in leaves
    }


def reason(given: list[int], code: str, printed: Fraction | str) -> str:
    item = instrument()
    floats = dict(zip(item.indicator_codes, map(float, given), strict=True))
    return likely_reason(item, floats, scored(given), code, Fraction(printed))


def test_domains_rounded_before_the_index() -> None:
    assert reason(levels(2023), "index", "2.16") == "nilai di bawahnya dibulatkan lebih dulu"


def test_decimals_cut_off() -> None:
    given = [3] * 46 + [4]
    assert format_score(scored(given)["index"]) == "3,03"
    given = [3] * 45 + [4, 5]
    exact = scored(given)["index"]
    assert exact == Fraction("3.09")
    given[31] = 4
    assert scored(given)["index"] == Fraction("3.1175")
    assert reason(given, "index", "3.11") == "desimalnya dipotong, bukan dibulatkan"


def test_a_mean_without_weights() -> None:
    given = levels(2024)
    exact = scored(given)
    plain = sum((exact[code] for code in ("D1", "D2", "D3", "D4")), Fraction(0)) / 4
    assert reason(given, "index", Fraction(round_half_up(plain))) == "rata-rata tanpa bobot"


def test_a_weight_with_a_misplaced_decimal_sign() -> None:
    given = [5] * 10 + [2] * 37
    exact = scored(given)
    weights = {"D1": Fraction("1.3"), "D2": Fraction(25), "D3": Fraction("16.5"), "D4": Fraction("45.5")}
    wrong = sum((exact[code] * weight for code, weight in weights.items()), Fraction(0)) / sum(weights.values())
    said = reason(given, "index", Fraction(round_half_up(wrong)))
    assert said == "bobot Kebijakan tertulis 1,3, menurut peraturan 13"


def test_one_level_that_differs() -> None:
    given = levels(2024)
    other = list(given)
    other[9] += 1
    said = reason(given, "D1", Fraction(round_half_up(scored(other)["D1"])))
    assert said.startswith("satu tingkat berbeda, misalnya indikator ")


@pytest.mark.parametrize("printed", ["1.00", "5.00"])
def test_nothing_explains_what_is_far_off(printed: str) -> None:
    assert reason(levels(2024), "index", printed) == ""


def test_the_finding_carries_the_reason() -> None:
    given = levels(2023)
    rows = report(cells=dict(enumerate(given, start=1)), below=[["", "Indeks SPBE", 2.16]])
    (finding,) = read(workbook(rows), "x.xlsx").findings
    assert finding.code == "printed-total-differs"
    assert "menghasilkan 2,15; kemungkinan nilai di bawahnya dibulatkan lebih dulu" in finding.message
