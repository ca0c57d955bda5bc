"""Regions beside each other from numbers written down, without a store."""

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from spbe_analytics.analysis.standing.side_by_side import Amount, SideBySide


def beside(nodes: Sequence[str], /, printed: bool = True, **regions: Sequence[float | None]) -> SideBySide:
    """Put values side by side: one list a region, in the order of the nodes; ``None`` where nothing is known."""
    frame = pd.DataFrame(regions, index=list(nodes), dtype=float)
    amounts = {
        (node, name): Amount(Fraction(repr(float(value))), printed)
        for name, column in regions.items()
        for node, value in zip(nodes, column, strict=True)
        if value is not None
    }
    return SideBySide(2024, "final", frame, amounts)
