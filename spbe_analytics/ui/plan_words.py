"""A plan as tables and sentences, for every page that tells one."""

from fractions import Fraction

import pandas as pd

from spbe_analytics.analysis.levers import Position
from spbe_analytics.analysis.pathway import Plan
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import format_level, format_number

CAVEAT = "Dihitung dari tingkat, tanpa pembulatan. Bukan ramalan hasil evaluasi."


def effort(plan: Plan) -> str:
    """Write what a plan costs; decimals only where there are any."""
    return format_number(plan.effort, 0 if plan.effort.denominator == 1 else 1)


def moves(plan: Plan) -> pd.DataFrame:
    """List the moves of a plan with the index after each, and their sum.

    Returns:
        Columns ``year, node, name, levels, gain, index``; the last row is the sum, without a year.
    """
    start, index, rows = plan.position, plan.start, []
    for move in plan.moves:
        index += move.gain
        is_sum = start.by_node[move.node].is_sum
        named = "" if is_sum else start.instrument.level_name(move.node, move.to) or ""
        levels = f"{'jumlah ' if is_sum else ''}{format_level(move.start)} → {format_level(move.to)} {named}".strip()
        rows.append((float(move.year), move.node, move.name, levels, float(move.gain), float(index)))
    rows.append((float("nan"), "Jumlah", "", f"{plan.steps} kenaikan", float(plan.end - plan.start), float(plan.end)))
    return pd.DataFrame(rows, columns=["year", "node", "name", "levels", "gain", INDEX_NODE])


def by_pillar(plan: Plan) -> pd.DataFrame:
    """Sum up a plan by what stands right below the index, the greatest gain first.

    Returns:
        Columns ``name, steps, gain``.
    """
    found: dict[str, tuple[int, Fraction]] = {}
    for move in plan.moves:
        name = plan.position.pillar_of[move.node].short
        steps, gain = found.get(name, (0, Fraction(0)))
        found[name] = (steps + move.steps, gain + move.gain)
    ordered = sorted(found.items(), key=lambda item: -item[1][1])
    return pd.DataFrame(
        [(name, steps, float(gain)) for name, (steps, gain) in ordered], columns=["name", "steps", "gain"]
    )


def sums(start: Position) -> str:
    """Say which sums of levels stand behind printed values, and how many combinations of them agree."""
    told = [
        f"{lever.name} {format_level(lever.now)}"
        + (f" sampai {format_level(lever.now + lever.chance - lever.room)}" if lever.chance > lever.room else "")
        for lever in start.levers
    ]
    said = f"Jumlah tingkat ditelusuri balik dari nilai domain tercetak: {', '.join(told)}."
    return f"{said} {start.possible} susunan cocok; hitungan berlaku untuk semuanya." if start.possible > 1 else said
