"""The calculator of the audit is its own: it imports nothing of the product, and agrees with what the data tell."""

import ast
from fractions import Fraction
from pathlib import Path

import pytest

from tests.audit.calculator import Calculator

HERE = Path(__file__).parent
READERS = {"documents.py", "pages.py"}
"""What opens the app must import it; everything that judges must not."""


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def product_modules(path: Path) -> set[str]:
    return {name for name in imported(path) if name.split(".")[0] == "spbe_analytics"}


def test_what_judges_imports_nothing_of_the_product() -> None:
    judges = [path for path in HERE.rglob("*.py") if path.name not in READERS and not path.name.startswith("test_")]
    assert len(judges) > 10
    assert {path.name: found for path in judges if (found := product_modules(path))} == {}


def test_an_import_of_the_analysis_would_be_seen(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text(
        "def f():\n    from spbe_analytics.analysis.standing.ranking import rank\n    return rank\n", encoding="utf-8"
    )
    assert product_modules(bad) == {"spbe_analytics.analysis.standing.ranking"}


def test_pages_are_opened_without_the_analysis() -> None:
    assert product_modules(HERE / "pages.py") == {
        "spbe_analytics.settings", "spbe_analytics.ui.kit", "spbe_analytics.workspace",
    }  # fmt: skip


@pytest.fixture(scope="module")
def calc() -> Calculator:
    return Calculator()


def test_behind_every_record_with_four_domains_but_the_misprint_stand_levels(calc: Calculator) -> None:
    printed = [
        item for (region, _, _), item in calc.assessments.items()
        if region in calc.regions and item.instrument.id == "spbe-59-2020" and item.index is not None
        and "index" not in item.exact and all(node.code in item.values for node in item.instrument.pillars)
    ]  # fmt: skip
    assert len(printed) > 1000
    assert [(item.region, item.year) for item in printed if not item.combinations] == [("16.07", 2023)]
    assert max(item.bounds[1] - item.bounds[0] for item in printed if item.combinations) == Fraction(1, 400)


def test_printed_predicates_follow_the_exact_index_but_for_two(calc: Calculator) -> None:
    against = {
        (item.region, item.year)
        for item in calc.assessments.values()
        if item.region in calc.regions and item.combinations and item.printed_predicate
        and item.printed_predicate not in {item.instrument.predicate(found.index) for found in item.combinations}
    }  # fmt: skip
    assert against == {("12.25", 2023), ("93.02", 2023)}


def test_weights_of_every_instrument_come_to_a_hundred(calc: Calculator) -> None:
    for instrument in calc.instruments.values():
        assert sum(node.weight for node in instrument.pillars) == 100
        assert sum(weight for _, weight in instrument.nodes["index"].leaves) == 100


def test_ranks_count_who_is_certainly_higher(calc: Calculator) -> None:
    assert calc.ranks(2024, kind="kabupaten", province="12")["12.22"] == 23
    assert len(calc.ranks(2024, kind="kabupaten")) == 392
    before, now = calc.common_ranks(2024, "final", "kabupaten", "11")
    assert before["11.08"] == now["11.08"] == len(now) == 17
