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
        units: One column a node, then ``new`` and ``gone``: whole numbers, of which ``divisor`` make one point of the
            index. ``index`` is the whole change of points; the nodes right below it plus ``new`` plus ``gone`` sum to
            it, and every other node is the sum of its children.
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
def _weights(instrument: Instrument) -> tuple[Floats, Floats, list[int], list[int], int]:
    """Return the instrument as whole numbers.

    Returns:
        Membership of indicators in the branches between index and indicator, weight of each indicator as a column,
        places of branches and of indicators among the codes, and the units of a point.
    """
    leaves = instrument.indicators
    scale = lcm(*(leaf.weight.denominator for leaf in leaves))
    weights = np.array([[float(leaf.weight * scale)] for leaf in leaves])
    places = {code: place for place, code in enumerate(instrument.codes)}
    inner = [node for node in instrument.nodes if node.kind not in (NodeKind.INDEX, NodeKind.INDICATOR)]
    members = np.array([[float(leaf in instrument.leaves(node.code)) for leaf in leaves] for node in inner])
    return (
        members * weights.T,
        weights,
        [places[node.code] for node in inner],
        [places[leaf.code] for leaf in leaves],
        int(weights.sum()) * instrument.scale.unit,
    )


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
    members, weights, branches, leaves, divisor = _weights(instrument)
    old, new = (_units(instrument, frame) for frame in (before, after))
    joined = np.empty((len(instrument.codes) + 2, len(after)))
    moved = new - old
    joined[-2:] = 0.0
    if np.isnan(moved.sum()):
        joined[-2] = np.where(np.isnan(old) & ~np.isnan(new), new * weights, 0.0).sum(axis=0)
        joined[-1] = -np.where(np.isnan(new) & ~np.isnan(old), old * weights, 0.0).sum(axis=0)
        moved = np.where(np.isnan(moved), 0.0, moved)
    joined[branches] = members @ moved
    moved *= weights
    joined[leaves] = moved
    pillars = [instrument.codes.index(node.code) for node in instrument.pillars]
    joined[0] = joined[pillars].sum(axis=0) + joined[-2] + joined[-1]
    columns = [*instrument.codes, NEW, GONE]
    return Contributions(instrument, pd.DataFrame(joined.T, index=after.index, columns=columns, copy=False), divisor)


def _units(instrument: Instrument, levels: pd.DataFrame) -> Floats:
    """Return levels as whole units, one row an indicator."""
    codes = list(instrument.indicator_codes)
    chosen = levels if list(levels.columns) == codes else levels.reindex(columns=codes)
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
