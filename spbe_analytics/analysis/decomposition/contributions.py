"""What each node contributed to a change of the index, for many pairs of assessments at once.

The vectorised form of :func:`decompose` for levels: whole numbers in float64, divided once.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from math import lcm
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from spbe_analytics.errors import AnalysisError
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import REGION, STAGE, YEAR, NodeKind

NEW: Final = "new"
GONE: Final = "gone"
"""Columns of indicators answered on one side only."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Contributions:
    """Contributions to the change of the index, one row a pair of assessments.

    Attributes:
        instrument: The instrument.
        units: One column a node, the indicators last, then ``new`` and ``gone``: whole numbers, of which ``divisor``
            make one point of the index. ``index`` is the whole change of points; the nodes right below it plus
            ``new`` plus ``gone`` sum to it, and every other node is the sum of its children.
        divisor: Units of a point.
    """

    instrument: Instrument
    units: pd.DataFrame
    divisor: int

    @cached_property
    def points(self) -> pd.DataFrame:
        """The contributions in points of the index, each divided once."""
        return self.units / self.divisor

    def exact(self, key: Hashable) -> dict[str, Fraction]:
        """Return one row as fractions."""
        place: Any = self.units.index.get_loc(key)
        numbers = self.units.to_numpy()[place].tolist()
        return {str(c): Fraction(int(n), self.divisor) for c, n in zip(self.units.columns, numbers, strict=True)}


@cache
def _weights(instrument: Instrument) -> tuple[Floats, Floats, int, pd.Index, pd.Index]:
    """Return the instrument as whole numbers.

    Returns:
        The weight of each indicator in each branch (every node but the indicators), the weights as one column, the
        units of a point, the codes of the indicators, and the columns of the result.
    """
    leaves = instrument.indicators
    scale = lcm(*(leaf.weight.denominator for leaf in leaves))
    weights = np.array([[float(leaf.weight * scale)] for leaf in leaves])
    branches = [node.code for node in instrument.nodes if node.kind is not NodeKind.INDICATOR]
    members = np.array([[float(leaf in instrument.leaves(code)) for leaf in leaves] for code in branches])
    codes = instrument.indicator_codes
    columns = pd.Index([*branches, *codes, NEW, GONE])
    return members * weights.T, weights, int(weights.sum()) * instrument.scale.unit, pd.Index(codes), columns


def contributions(instrument: Instrument, before: pd.DataFrame, after: pd.DataFrame) -> Contributions:
    """Split the change of points between pairs of assessments of one instrument.

    Args:
        instrument: The instrument of both sides.
        before: Levels, one row a pair, one column an indicator code; NaN or an absent column is missing, never 0.
        after: The same pairs in the same order; its index names the rows of the result.

    Returns:
        Contributions as whole numbers. An indicator answered on one side only contributes nothing to its node; its
        points stand in ``new`` or ``gone``.

    Raises:
        AnalysisError: The frames differ in length.
    """
    if len(before) != len(after):
        raise AnalysisError(
            f"{len(before)} penilaian awal tidak dapat dipasangkan dengan {len(after)} penilaian akhir."
        )
    members, weights, divisor, codes, columns = _weights(instrument)
    old, new = (_units(instrument, frame, codes) for frame in (before, after))
    first, last = len(members), len(members) + len(weights)
    joined = np.empty((last + 2, len(after)))  # the one large piece of memory: a new one for each step costs more
    moved, one_sided = joined[first:last], joined[last:]
    np.subtract(new, old, out=moved)
    one_sided[:] = 0.0
    if np.isnan(moved.sum()):
        lacking, answered = np.isnan(old), ~np.isnan(new)
        one_sided[0] = np.where(lacking & answered, new * weights, 0.0).sum(axis=0)
        one_sided[1] = -np.where(~lacking & ~answered, old * weights, 0.0).sum(axis=0)
        np.nan_to_num(moved, copy=False)
    np.matmul(members, moved, out=joined[:first])
    joined[0] += one_sided.sum(axis=0)
    moved *= weights
    return Contributions(instrument, pd.DataFrame(joined.T, index=after.index, columns=columns, copy=False), divisor)


def _units(instrument: Instrument, levels: pd.DataFrame, codes: pd.Index) -> Floats:
    """Return levels as whole units, one row an indicator."""
    chosen = levels if levels.columns.equals(codes) else levels.reindex(columns=codes)
    given = chosen.to_numpy(dtype=np.float64).T
    return given if instrument.scale.unit == 1 else np.rint(given * instrument.scale.unit)


def yearly(instrument: Instrument, levels: pd.DataFrame) -> Contributions:
    """Split the change from each year to the next, for all regions and stages.

    Args:
        instrument: The instrument.
        levels: Index ``(region, year, stage)``, one column an indicator; other columns are left out.

    Returns:
        One row an assessment whose region has one of the year before at the same stage, both with some level; in the
        order of ``levels``.
    """
    codes = list(instrument.indicator_codes)
    known = levels.reindex(columns=codes).dropna(how="all")
    years = known.index.get_level_values(YEAR)
    earlier = pd.MultiIndex.from_arrays(
        [known.index.get_level_values(REGION), years - 1, known.index.get_level_values(STAGE)], names=known.index.names
    )
    paired = earlier.isin(known.index)
    return contributions(instrument, known.reindex(earlier[paired]), known[paired])
