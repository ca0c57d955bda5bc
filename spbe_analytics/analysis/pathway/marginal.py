"""What one level more is worth."""

from fractions import Fraction

import pandas as pd

from spbe_analytics.analysis.levers import Position
from spbe_analytics.schema import INDEX_NODE, NAME, NODE, PREDICATE


def marginal(position: Position, step: Fraction = Fraction(1)) -> pd.DataFrame:
    """List what one step more of each indicator (or sum of levels) is worth, the others as they are.

    Args:
        position: Where the government stands.
        step: Size of the step; where less is left to the top of the scale, that.

    Returns:
        Columns ``node, name, now, then, gain, index, predicate``, the greatest gain first; ``gain`` and ``index`` in
        points (of the least possible index), ``now`` and ``then`` from the least possible sum. What surely stands at
        the top already is left out. Of a lever with parts, each part.
    """
    rows = []
    for lever in (part for whole in position.levers for part in whole.parts or (whole,)):
        size = min(step, lever.highest - lever.now)
        if size > 0:
            after = position.index + size * lever.worth
            named = position.goal.moved(position.instrument, after, after).standing.name
            rows.append((lever.node, lever.name, lever.now, lever.now + size, size * lever.worth, after, named))
    rows.sort(key=lambda row: -row[4])
    columns = [NODE, NAME, "now", "then", "gain", INDEX_NODE, PREDICATE]
    numbers = dict.fromkeys(("now", "then", "gain", INDEX_NODE), float)
    return pd.DataFrame(rows, columns=columns).astype(numbers)
