"""Odd but plausible tables: each gives its figures, or a finding that stops; never something else without a word."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from spbe_analytics.ingest import Identity, Reading, read
from spbe_analytics.schema import Severity, Stage

HERE = Path(__file__).resolve().parent / "odd_tables"
CASES: dict[str, Any] = YAML(typ="safe", pure=True).load((HERE / "answers.yaml").read_text(encoding="utf-8"))

Figures = dict[tuple[str, int, str, str], dict[str, float]]
"""Assessment → value by node."""


def said(case: dict[str, Any]) -> Identity:
    """Return what the person says beside the file."""
    hints = dict(case.get("said", {}))
    if "stage" in hints:
        hints["stage"] = Stage(hints["stage"])
    return Identity(**hints)


def given(reading: Reading) -> Figures:
    """Return what a reading gives."""
    found: Figures = {}
    for item in reading.values:
        key = (item.region, item.year, item.stage.value, item.instrument)
        found.setdefault(key, {})[item.node] = item.value
    return found


def wanted(case: dict[str, Any], reading: Reading) -> Figures:
    """Return what must be given; an instrument that the case leaves open is that of the year."""
    by_year = {item.year: item.instrument for item in reading.values}
    found: Figures = {}
    for item in case["gives"]:
        levels = [float(level) for level in str(item.get("levels", "")).split()]
        nodes = {f"I{place}": level for place, level in enumerate(levels, start=1)}
        nodes |= {node: float(value) for node, value in item.get("figures", {}).items()}
        instrument = item.get("instrument") or by_year.get(item["year"], "")
        found[item["region"], item["year"], item["stage"], instrument] = nodes
    return found


@pytest.mark.parametrize("name", CASES)
def test_a_table_gives_its_figures_or_stops(name: str) -> None:
    case = CASES[name]
    reading = read((HERE / case["file"]).read_bytes(), case.get("called", case["file"]), said(case))
    errors = {item.code for item in reading.findings if item.severity is Severity.ERROR}
    if "gives" not in case:
        stops = case["stops"]
        assert errors if stops is True else errors & set(stops)
        return
    if errors and case.get("may_stop"):
        return
    assert errors == set(), [item.message for item in reading.findings]
    got, want = given(reading), wanted(case, reading)
    kept = {float(value): node for node, value in case.get("also", {}).items()}
    for key, nodes in got.items():
        asked = want.get(key, {})
        got[key] = {n: value for n, value in nodes.items() if n in asked or kept.get(value) != n}
    if not any("instrument" in item for item in case["gives"]):  # the case asks for some nodes only
        asked = {node for nodes in want.values() for node in nodes}
        got = {key: {n: value for n, value in nodes.items() if n in asked} for key, nodes in got.items()}
    assert got == want


def test_every_file_has_its_answer() -> None:
    files = {path.name for path in HERE.iterdir()} - {"answers.yaml"}
    assert files == {case["file"] for case in CASES.values()}
