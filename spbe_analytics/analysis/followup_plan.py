"""Rows of a plan as actions: which levels are to be raised, in words."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from spbe_analytics.action import Action
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import NodeKind
from spbe_analytics.scoring.display import format_level


def actions_of_plan(
    region: str,
    year: int,
    stage: str,
    instrument: Instrument,
    rows: Iterable[Mapping[str, Any]],
    due: date | None = None,
) -> list[Action]:
    """Make an action of each row of a plan.

    Args:
        region: Code of the government.
        year: Result year from which the plan starts.
        stage: Its stage.
        instrument: Its instrument.
        rows: Mappings with ``node``, ``from`` and ``to``: levels of an indicator, or sums of levels of an aspect or
            domain; and ``unit`` in charge, where known. Where the sum itself is not certain, or not of all indicators
            of the node, also ``name``, and ``first``: where the levels are to rise first. A row that raises nothing is
            left out.
        due: Until when, for all of them.

    Returns:
        Actions that nobody has begun.
    """
    about = (region, year, stage, instrument.id)
    return [
        Action(*about, row["node"], _words(instrument, row), unit=row.get("unit") or "", due=due)
        for row in rows
        if row["to"] > row["from"]
    ]


def _words(instrument: Instrument, row: Mapping[str, Any]) -> str:
    node = instrument.node(row["node"])
    start, end = Fraction(row["from"]), Fraction(row["to"])
    if node.kind is NodeKind.INDICATOR:
        levels = [_level(instrument, node.code, level) for level in (start, end)]
        return f"Naikkan {node.name} dari tingkat {levels[0]} ke {levels[1]}"
    if "name" in row:
        return ", ".join(filter(None, (f"Naikkan {format_level(end - start)} tingkat di {row['name']}", row["first"])))
    return (
        f"Naikkan {format_level(end - start)} tingkat di {node.name}: jumlah tingkat indikatornya dari "
        f"{format_level(start)} menjadi {format_level(end)}"
    )


def _level(instrument: Instrument, code: str, level: Fraction) -> str:
    name = instrument.level_name(code, level)
    return f"{format_level(level)} ({name})" if name else format_level(level)


def new_ones(wanted: Iterable[Action], existing: Iterable[Action]) -> list[Action]:
    """Leave out the actions that are there already: same assessment, node and words."""
    known = {_key(action) for action in existing}
    return [action for action in wanted if _key(action) not in known]


def _key(action: Action) -> tuple[object, ...]:
    return (action.region, action.year, action.stage, action.instrument, action.node, action.action)
