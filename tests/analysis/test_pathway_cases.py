"""The plans of ``tests/cases/rencana.yaml``, worked by hand."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from spbe_analytics.analysis.planning.levers import position
from spbe_analytics.analysis.planning.rules import Rules
from spbe_analytics.analysis.planning.search import least_effort, marginal
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue
from spbe_analytics.scoring.display import format_number

FILE = Path(__file__).resolve().parent.parent / "cases" / "rencana.yaml"
CASES = YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"].replace(" ", "-"))
def test_a_plan_worked_by_hand(published: Snapshot, catalogue: Catalogue, case: dict[str, Any]) -> None:
    instrument = catalogue[case["instrument"]]
    start = position(published, instrument, case["region"], case["year"], "final")
    goal = instrument.predicate_named(case["target"])
    assert goal is not None
    (plan,) = least_effort(start, goal.lower, Rules(preset=case["preset"]))
    assert start.basis == case["basis"]
    assert format_number(plan.start, 4) == case["from"]
    assert (plan.steps, plan.effort) == (case["steps"], case["effort"])
    if "to" in case:
        assert format_number(plan.end, 4) == case["to"]
    if "moves" in case:
        assert {move.node: f"{move.start} -> {move.to}" for move in plan.moves} == case["moves"]
    worth = {row["node"]: format_number(Fraction(repr(row["gain"])), 4) for row in marginal(start).to_dict("records")}
    assert case["marginal"].items() <= worth.items()
    assert list(worth.values()) == sorted(worth.values(), reverse=True)
