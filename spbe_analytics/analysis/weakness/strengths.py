"""Strengths and weaknesses by the rule of the official report: top two levels best first, bottom two worst first."""

import pandas as pd

from spbe_analytics.instruments import Instrument


def strengths_and_weaknesses(instrument: Instrument, levels: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Split a region's indicators.

    A strength stands above the target level that every report prints, a weakness below it.

    Args:
        instrument: The instrument of the levels.
        levels: Level by indicator code; missing ones belong to neither side.

    Returns:
        Strengths (best first) and weaknesses (worst first), each with index node code and columns ``name, short,
        aspect, level, level_name, weight``; equal levels keep the regulation's order.
    """
    rows = [
        (
            leaf.code,
            leaf.name,
            leaf.short,
            instrument.node(leaf.parent or "").name,
            float(levels[leaf.code]),
            instrument.level_name(leaf.code, float(levels[leaf.code])) or "",
            float(leaf.weight),
        )
        for leaf in instrument.indicators
        if leaf.code in levels and pd.notna(levels[leaf.code])
    ]
    frame = pd.DataFrame(rows, columns=["node", "name", "short", "aspect", "level", "level_name", "weight"])
    frame = frame.set_index("node")
    target = float(instrument.target_level)
    strong = frame[frame["level"] > target].sort_values("level", ascending=False, kind="stable")
    weak = frame[frame["level"] < target].sort_values("level", kind="stable")
    return strong, weak
